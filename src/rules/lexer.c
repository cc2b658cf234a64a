/* Takes a condition apart into words. What other languages write differently (==, &&, "text") is a
 * mistake with the right way to say it, and reading goes on as if that had been written. */
#include "config.h"

#include "condition-private.h"

#include <string.h>

typedef struct {
    CtParser *parser;
    const char *value, *p;
} Lexer;

static const struct {
    const char *word;
    CtTokenKind kind;
} keywords[] = {
    {"and", CT_TOKEN_AND},         {"or", CT_TOKEN_OR},     {"not", CT_TOKEN_NOT},
    {"in", CT_TOKEN_IN},           {"like", CT_TOKEN_LIKE}, {"is", CT_TOKEN_IS},
    {"between", CT_TOKEN_BETWEEN}, {"null", CT_TOKEN_NULL}, {"yes", CT_TOKEN_YES},
    {"no", CT_TOKEN_NO},
};

/* Longer signs stand before those that they begin with. */
static const struct {
    const char *sign;
    CtTokenKind kind;    /* END: nothing can be made of it */
    const char *instead; /* the right way to write it; NULL: this is */
} signs[] = {
    {"<=", CT_TOKEN_LESS_EQUAL, NULL},
    {"<>", CT_TOKEN_UNEQUAL, NULL},
    {"<", CT_TOKEN_LESS, NULL},
    {">=", CT_TOKEN_GREATER_EQUAL, NULL},
    {">", CT_TOKEN_GREATER, NULL},
    {"==", CT_TOKEN_EQUAL, "="},
    {"=<", CT_TOKEN_LESS_EQUAL, "<="},
    {"=>", CT_TOKEN_GREATER_EQUAL, ">="},
    {"=", CT_TOKEN_EQUAL, NULL},
    {"!=", CT_TOKEN_UNEQUAL, "<>"},
    {"!", CT_TOKEN_NOT, "not"},
    {"&&", CT_TOKEN_AND, "and"},
    {"&", CT_TOKEN_AND, "and"},
    {"||", CT_TOKEN_OR, "or"},
    {"|", CT_TOKEN_OR, "or"},
    {"≤", CT_TOKEN_LESS_EQUAL, "<="},
    {"≥", CT_TOKEN_GREATER_EQUAL, ">="},
    {"≠", CT_TOKEN_UNEQUAL, "<>"},
    {"−", CT_TOKEN_MINUS, "-"},
    {"–", CT_TOKEN_MINUS, "-"},
    {"×", CT_TOKEN_TIMES, "*"},
    {"÷", CT_TOKEN_DIVIDE, "/"},
    {"“", CT_TOKEN_END, "'text' in straight single quotes"},
    {"”", CT_TOKEN_END, "'text' in straight single quotes"},
    {"„", CT_TOKEN_END, "'text' in straight single quotes"},
    {"‘", CT_TOKEN_END, "'text' in straight single quotes"},
    {"’", CT_TOKEN_END, "'text' in straight single quotes"},
    {"`", CT_TOKEN_END, "the name of a fact without quotes"},
    {"[", CT_TOKEN_END, "( and )"},
    {"{", CT_TOKEN_END, "( and )"},
    {"+", CT_TOKEN_PLUS, NULL},
    {"-", CT_TOKEN_MINUS, NULL},
    {"*", CT_TOKEN_TIMES, NULL},
    {"/", CT_TOKEN_DIVIDE, NULL},
    {"(", CT_TOKEN_OPEN, NULL},
    {")", CT_TOKEN_CLOSE, NULL},
    {",", CT_TOKEN_COMMA, NULL},
};

/* What has no place in a condition at all. */
static const struct {
    const char *sign, *remedy;
} refused[] = {
    {"--", "a remark has no place in a condition; write it as a line that begins with #"},
    {"/*", "a remark has no place in a condition; write it as a line that begins with #"},
    {";", "there is only one condition, and nothing ends it; leave out the ;"},
};

static size_t
offset(const Lexer *lexer, const char *p)
{
    return (size_t)(p - lexer->value);
}

static bool
is_word_start(char c)
{
    return g_ascii_isalpha(c) || c == '_';
}

static bool
is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* Takes over `text`. The token reaches from `start` to where the lexer is. */
static void
/* NOLINTNEXTLINE(readability-non-const-parameter): the token frees it */
add(Lexer *lexer, CtTokenKind kind, const char *start, char *text)
{
    CtToken token = {
        .kind = kind, .start = offset(lexer, start), .end = offset(lexer, lexer->p), .text = text};

    g_array_append_val(lexer->parser->tokens, token);
}

static bool
read_word(Lexer *lexer)
{
    const char *start = lexer->p;
    CtTokenKind kind = CT_TOKEN_WORD;
    g_autofree char *word = NULL;

    while (is_word(*lexer->p))
        lexer->p++;
    word = g_ascii_strdown(start, lexer->p - start);
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
        if (strcmp(keywords[i].word, word) == 0)
            kind = keywords[i].kind;
    if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0) {
        kind = *word == 't' ? CT_TOKEN_YES : CT_TOKEN_NO;
        ct_parser_mistake(lexer->parser, offset(lexer, start), "\"%s\" is not known here; write %s",
                          word, *word == 't' ? "yes" : "no");
    }
    add(lexer, kind, start, g_steal_pointer(&word));
    return true;
}

/* After "in": the name of a segment, which may hold hyphens and begin with a digit. */
static bool
read_name(Lexer *lexer)
{
    const char *start = lexer->p;

    while (is_word(*lexer->p) || *lexer->p == '-')
        lexer->p++;
    add(lexer, CT_TOKEN_NAME, start, g_strndup(start, (gsize)(lexer->p - start)));
    return true;
}

static int
read_digits(Lexer *lexer, int64_t *number)
{
    int count = 0;

    for (; g_ascii_isdigit(*lexer->p); lexer->p++, count++)
        if (count < CT_CONDITION_DIGITS)
            *number = *number * 10 + g_ascii_digit_value(*lexer->p);
    return count;
}

static bool
read_number(Lexer *lexer)
{
    const char *start = lexer->p;
    int64_t number = 0;
    int whole = read_digits(lexer, &number), decimals = 0;
    CtToken *token;

    if (*lexer->p == '.' && g_ascii_isdigit(lexer->p[1])) {
        lexer->p++;
        decimals = read_digits(lexer, &number);
    }
    if (whole > CT_CONDITION_DIGITS || decimals > CT_CONDITION_DECIMALS) {
        ct_parser_mistake(lexer->parser, offset(lexer, start),
                          "this number is too long; at most %d digits, and %d after the point",
                          CT_CONDITION_DIGITS, CT_CONDITION_DECIMALS);
        decimals = MIN(decimals, CT_CONDITION_DECIMALS);
    }
    if (is_word(*lexer->p) || *lexer->p == '.') {
        while (is_word(*lexer->p) || *lexer->p == '.')
            lexer->p++;
        ct_parser_mistake(lexer->parser, offset(lexer, start),
                          "\"%.*s\" is not a number; write digits alone, such as 5 or 99.50",
                          (int)MIN(lexer->p - start, 40), start);
    }
    add(lexer, CT_TOKEN_NUMBER, start, NULL);
    token = &g_array_index(lexer->parser->tokens, CtToken, lexer->parser->tokens->len - 1);
    token->number = number;
    token->decimals = decimals;
    return true;
}

/* 'text' up to its closing quote on the same line; '' inside is one quote. */
static bool
read_text(Lexer *lexer)
{
    const char *start = lexer->p;
    const char quote = *lexer->p++;
    g_autoptr(GString) text = g_string_new(NULL);

    for (; *lexer->p != quote || lexer->p[1] == quote; lexer->p++) {
        if (*lexer->p == '\0' || *lexer->p == '\n') {
            ct_parser_mistake(lexer->parser, offset(lexer, start),
                              "this text has no closing quote on its line; "
                              "a quote inside is written twice: 'O''Neill'");
            return false;
        }
        g_string_append_c(text, *lexer->p);
        if (*lexer->p == quote)
            lexer->p++;
    }
    lexer->p++;
    if (quote == '"')
        ct_parser_mistake(lexer->parser, offset(lexer, start),
                          "text stands in single quotes: '...'");
    if (text->len > CT_CONDITION_TEXT) {
        ct_parser_mistake(lexer->parser, offset(lexer, start), "this text is longer than %d bytes",
                          CT_CONDITION_TEXT);
        return false;
    }
    add(lexer, CT_TOKEN_TEXT, start, g_strdup(text->str));
    return true;
}

static bool
read_sign(Lexer *lexer)
{
    const char *start = lexer->p;

    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        if (g_str_has_prefix(start, refused[i].sign)) {
            ct_parser_mistake(lexer->parser, offset(lexer, start), "%s", refused[i].remedy);
            return false;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (!g_str_has_prefix(start, signs[i].sign))
            continue;
        lexer->p += strlen(signs[i].sign);
        if (signs[i].instead != NULL)
            ct_parser_mistake(lexer->parser, offset(lexer, start),
                              "\"%s\" is not known here; write %s", signs[i].sign,
                              signs[i].instead);
        add(lexer, signs[i].kind, start, NULL);
        return signs[i].kind != CT_TOKEN_END;
    }
    if (g_unichar_isprint(g_utf8_get_char(start)))
        ct_parser_mistake(lexer->parser, offset(lexer, start), "\"%.*s\" has no meaning here",
                          g_utf8_skip[(guchar)*start], start);
    else
        ct_parser_mistake(lexer->parser, offset(lexer, start),
                          "an invisible character (U+%04X) has no meaning here",
                          g_utf8_get_char(start));
    return false;
}

static bool
read_token(Lexer *lexer)
{
    GArray *tokens = lexer->parser->tokens;
    bool after_in =
        tokens->len > 0 && g_array_index(tokens, CtToken, tokens->len - 1).kind == CT_TOKEN_IN;

    if (++lexer->parser->reading->n_tokens > CT_CONDITION_TOKENS) {
        ct_parser_mistake(lexer->parser, offset(lexer, lexer->p),
                          "the condition is longer than %d words, its segments included",
                          CT_CONDITION_TOKENS);
        return false;
    }
    if (after_in && is_word(*lexer->p))
        return read_name(lexer);
    if (is_word_start(*lexer->p))
        return read_word(lexer);
    if (g_ascii_isdigit(*lexer->p))
        return read_number(lexer);
    if (*lexer->p == '\'' || *lexer->p == '"')
        return read_text(lexer);
    return read_sign(lexer);
}

bool
ct_parser_read_tokens(CtParser *parser)
{
    Lexer lexer = {.parser = parser, .value = parser->entry->value, .p = parser->entry->value};
    const char *bad;

    if (!g_utf8_validate(lexer.value, -1, &bad)) {
        ct_parser_mistake(parser, offset(&lexer, bad), "this is not UTF-8 text");
        return false;
    }
    for (;;) {
        while (g_ascii_isspace(*lexer.p))
            lexer.p++;
        if (*lexer.p == '\0')
            break;
        if (!read_token(&lexer))
            return false;
    }
    add(&lexer, CT_TOKEN_END, lexer.p, NULL);
    return true;
}
