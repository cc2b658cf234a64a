/* Mustache: text to tokens. A section knows where it ends, so that nothing here calls itself. */
#include "config.h"

#include "mustache-private.h"

#include <string.h>

#define MISTAKES_MAX  100 /* a file with more is not a template; its author has enough to do */
#define DELIMITER_MAX 8   /* bytes of a delimiter that a template sets itself */

typedef struct {
    CtMustache *mustache;
    const char *text;
    const CtEntry *entry; /* the head value that `text` is, or NULL */
    CtProblems *problems;
    guint problems_before;
    char open[DELIMITER_MAX + 1], close[DELIMITER_MAX + 1];
    guint sections[CT_MUSTACHE_DEPTH]; /* the numbers of the tokens of the open sections */
    guint depth;
    const char *counted; /* how far lines and columns are counted, and what they are there */
    CtPlace place;
} Parser;

/* One tag in the text: what is between its delimiters, and what it takes with it when it stands on
 * a line of its own. */
typedef struct {
    const char *start, *end;    /* with the delimiters */
    char sigil;                 /* # ^ / > ! = { & or '\0' */
    char *name;                 /* without white space around it */
    bool alone;                 /* it has the line to itself */
    const char *before, *after; /* where the text before it ends, and the one after it begins */
    CtPlace place;
} Tag;

static void
token_clear(void *data)
{
    CtToken *token = data;

    g_free(token->text);
    g_strfreev(token->path);
    g_free(token->fallback);
    g_free(token->indent);
}

void
ct_mustache_free(CtMustache *mustache)
{
    if (mustache == NULL)
        return;
    g_array_unref(mustache->tokens);
    g_free(mustache->file);
    g_free(mustache);
}

static void G_GNUC_PRINTF(3, 4)
    mistake(Parser *parser, const CtPlace *place, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list args;

    va_start(args, format);
    what = g_strdup_vprintf(format, args);
    va_end(args);
    ct_problems_add(parser->problems, parser->mustache->file, place->line, place->column, "%s",
                    what);
}

/* Places are asked for from the front to the back, so that each character is counted once. */
static CtPlace
place_of(Parser *parser, const char *p)
{
    if (parser->entry != NULL)
        return ct_entry_place(parser->entry, (size_t)(p - parser->text));
    for (; parser->counted < p; parser->counted = g_utf8_find_next_char(parser->counted, NULL)) {
        parser->place.column++;
        if (*parser->counted == '\n') {
            parser->place.line++;
            parser->place.column = 1;
        }
    }
    return parser->place;
}

static bool
begins_line(const Parser *parser, const char *p)
{
    return p == parser->text || p[-1] == '\n';
}

static CtToken *
add_token(Parser *parser, CtTokenKind kind, CtPlace place, const char *text)
{
    CtToken token = {.kind = kind, .text = g_strdup(text), .place = place};
    GArray *tokens = parser->mustache->tokens;

    g_array_append_val(tokens, token);
    return &g_array_index(tokens, CtToken, tokens->len - 1);
}

static void
add_text(Parser *parser, const char *from, const char *to)
{
    g_autofree char *text = g_strndup(from, (gsize)(to - from));

    add_token(parser, CT_TOKEN_TEXT, parser->place, text)->line_start = begins_line(parser, from);
}

/* Splits the name of a tag at its dots; {{.}} has no parts at all. */
static bool
set_path(Parser *parser, CtToken *token)
{
    bool good = *token->text != '\0';

    if (strcmp(token->text, ".") == 0) {
        token->path = g_new0(char *, 1);
        return true;
    }
    token->path = g_strsplit(token->text, ".", -1);
    for (guint i = 0; token->path[i] != NULL; i++)
        good = good && *token->path[i] != '\0';
    if (*token->text == '\0')
        mistake(parser, &token->place, "this tag is empty; write a name in it, as in {{name}}");
    else if (!good)
        mistake(parser, &token->place, "\"%.40s\" is not a name: a part beside a dot is missing",
                token->text);
    return good;
}

/* {{name | these words}}: cuts the words off the name. */
static void
set_fallback(Parser *parser, CtToken *token)
{
    char *bar = strchr(token->text, '|');

    if (bar == NULL)
        return;
    *bar = '\0';
    g_strchomp(token->text);
    token->fallback = g_strdup(g_strchug(bar + 1));
    if (*token->fallback == '\0')
        mistake(parser, &token->place,
                "there are no words after \"|\"; to print nothing for an empty field, write "
                "{{#%.40s}}{{%.40s}}{{/%.40s}}",
                token->text, token->text, token->text);
}

static void
add_value(Parser *parser, const Tag *tag)
{
    CtToken *token = add_token(parser, CT_TOKEN_VALUE, tag->place, tag->name);

    token->raw = tag->sigil != '\0';
    if (parser->mustache->mode == CT_MUSTACHE_STRICT) {
        set_fallback(parser, token);
        if (token->raw)
            mistake(parser, &tag->place,
                    "text is never put in as it is; write {{%.40s}} with two braces and no \"&\"",
                    token->text);
    }
    set_path(parser, token);
}

static void
open_section(Parser *parser, const Tag *tag)
{
    CtTokenKind kind = tag->sigil == '#' ? CT_TOKEN_SECTION : CT_TOKEN_INVERTED;
    CtToken *token = add_token(parser, kind, tag->place, tag->name);

    if (parser->mustache->mode == CT_MUSTACHE_STRICT && strchr(tag->name, '|') != NULL)
        mistake(parser, &tag->place,
                "words to fall back on belong to a field, {{name | words}}, not to a section");
    else
        set_path(parser, token);
    token->end = G_MAXUINT; /* until its end is found */
    if (parser->depth == CT_MUSTACHE_DEPTH) {
        mistake(parser, &tag->place, "more than %d sections are inside each other",
                CT_MUSTACHE_DEPTH);
        return;
    }
    parser->sections[parser->depth++] = parser->mustache->tokens->len - 1;
}

static CtToken *
section_at(const Parser *parser, guint depth)
{
    return &g_array_index(parser->mustache->tokens, CtToken, parser->sections[depth]);
}

static void
report_unclosed(Parser *parser)
{
    const CtToken *token = section_at(parser, --parser->depth);

    mistake(parser, &token->place, "{{%c%.40s}} has no end; write {{/%.40s}} after it",
            token->kind == CT_TOKEN_SECTION ? '#' : '^', token->text, token->text);
}

/* The sections inside the one that is closed here have no end of their own. */
static void
close_section(Parser *parser, const Tag *tag)
{
    guint depth = parser->depth;

    while (depth > 0 && strcmp(section_at(parser, depth - 1)->text, tag->name) != 0)
        depth--;
    if (depth == 0 && parser->depth > 0) {
        const CtToken *inner = section_at(parser, parser->depth - 1);

        mistake(parser, &tag->place, "{{/%.40s}} ends nothing; the section of line %d is \"%.40s\"",
                tag->name, inner->place.line, inner->text);
        return;
    }
    if (depth == 0) {
        mistake(parser, &tag->place, "{{/%.40s}} ends nothing: there is no {{#%.40s}} before it",
                tag->name, tag->name);
        return;
    }
    while (parser->depth > depth)
        report_unclosed(parser);
    section_at(parser, --parser->depth)->end = parser->mustache->tokens->len;
}

static void
add_partial(Parser *parser, const Tag *tag)
{
    CtToken *token = add_token(parser, CT_TOKEN_PARTIAL, tag->place, tag->name);

    token->indent = g_strndup(tag->before, tag->alone ? (gsize)(tag->start - tag->before) : 0);
    if (*tag->name == '\0')
        mistake(parser, &tag->place, "this tag names no partial; write {{> name}}");
}

/* {{=<% %>=}} */
static void
set_delimiters(Parser *parser, const Tag *tag)
{
    g_auto(GStrv) words = g_strsplit_set(tag->name, " \t\r\n", -1);
    const char *found[2] = {NULL, NULL};
    guint count = 0;

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            continue;
        if (count < 2)
            found[count] = words[i];
        count++;
    }
    if (count != 2 || strchr(tag->name, '=') != NULL || strlen(found[0]) > DELIMITER_MAX ||
        strlen(found[1]) > DELIMITER_MAX) {
        mistake(parser, &tag->place,
                "new delimiters are written {{=<%% %%>=}}: two words of at most %d letters, "
                "without \"=\"",
                DELIMITER_MAX);
        return;
    }
    g_strlcpy(parser->open, found[0], sizeof parser->open);
    g_strlcpy(parser->close, found[1], sizeof parser->close);
}

static void
add_tag(Parser *parser, const Tag *tag)
{
    switch (tag->sigil) {
    case '!':
        break;
    case '=':
        set_delimiters(parser, tag);
        break;
    case '#':
    case '^':
        open_section(parser, tag);
        break;
    case '/':
        close_section(parser, tag);
        break;
    case '>':
        add_partial(parser, tag);
        break;
    default:
        add_value(parser, tag);
    }
}

/* A tag that prints nothing itself, alone on its line, takes the whole line with it. */
static void
find_surroundings(const Parser *parser, Tag *tag)
{
    const char *left = tag->start, *right = tag->end;

    tag->before = tag->start;
    tag->after = tag->end;
    if (tag->sigil == '\0' || tag->sigil == '{' || tag->sigil == '&')
        return;
    while (left > parser->text && (left[-1] == ' ' || left[-1] == '\t'))
        left--;
    right += strspn(right, " \t");
    if (right[0] == '\r' && right[1] == '\n')
        right++;
    if (!begins_line(parser, left) || (*right != '\n' && *right != '\0'))
        return;
    tag->alone = true;
    tag->before = left;
    tag->after = *right == '\n' ? right + 1 : right;
}

/* Reads the tag that opens at `start`. False when it has no end: then nothing more can be read. */
static bool
read_tag(Parser *parser, const char *start, Tag *tag)
{
    const char *inside = start + strlen(parser->open), *own_end = "", *end;
    char closing[DELIMITER_MAX + 2];

    *tag = (Tag){.start = start, .place = place_of(parser, start)};
    if (*inside != '\0' && strchr("#^/>!={&", *inside) != NULL)
        tag->sigil = *inside++;
    if (tag->sigil == '{')
        own_end = "}";
    else if (tag->sigil == '=')
        own_end = "=";
    g_snprintf(closing, sizeof closing, "%s%s", own_end, parser->close);
    end = strstr(inside, closing);
    if (end == NULL) {
        mistake(parser, &tag->place, "this tag has no end; \"%s\" is missing", closing);
        return false;
    }
    tag->end = end + strlen(closing);
    tag->name = g_strstrip(g_strndup(inside, (gsize)(end - inside)));
    find_surroundings(parser, tag);
    return true;
}

static void
parse(Parser *parser)
{
    const char *p = parser->text, *start;

    while ((start = strstr(p, parser->open)) != NULL) {
        Tag tag;

        if (!read_tag(parser, start, &tag))
            return;
        /* An empty text, too, marks that a line of a partial begins here. */
        if (tag.before > p || (!tag.alone && begins_line(parser, p)))
            add_text(parser, p, tag.before);
        if (tag.before > p && !tag.alone && begins_line(parser, tag.start))
            add_text(parser, tag.start, tag.start);
        add_tag(parser, &tag);
        p = tag.after;
        g_free(tag.name);
        if (ct_problems_count(parser->problems) - parser->problems_before >= MISTAKES_MAX)
            return;
    }
    if (*p != '\0')
        add_text(parser, p, p + strlen(p));
}

/* A section without an end reaches to the end of the text. */
static void
finish(Parser *parser)
{
    GArray *tokens = parser->mustache->tokens;

    while (parser->depth > 0)
        report_unclosed(parser);
    for (guint i = 0; i < tokens->len; i++)
        if (g_array_index(tokens, CtToken, i).end == G_MAXUINT)
            g_array_index(tokens, CtToken, i).end = tokens->len;
}

static bool
is_text(const CtMustache *mustache, const char *text, CtProblems *problems)
{
    if (strlen(text) > CT_TEXTFILE_MAX) {
        ct_problems_add(problems, mustache->file, 0, 0, "the text is longer than %d bytes",
                        CT_TEXTFILE_MAX);
        return false;
    }
    if (!g_utf8_validate(text, -1, NULL)) {
        ct_problems_add(problems, mustache->file, 0, 0, "the text is not UTF-8");
        return false;
    }
    return true;
}

static CtMustache *
read_text(CtMustache *mustache, int first_line, const char *text, const CtEntry *entry,
          CtProblems *problems)
{
    Parser parser = {
        .mustache = mustache,
        .text = text,
        .entry = entry,
        .problems = problems,
        .problems_before = ct_problems_count(problems),
        .open = "{{",
        .close = "}}",
        .counted = text,
        .place = {first_line, 1},
    };

    if (is_text(mustache, text, problems)) {
        parse(&parser);
        finish(&parser);
    }
    return mustache;
}

static CtMustache *
mustache_new(const char *file, CtMustacheMode mode)
{
    CtMustache *mustache = g_new0(CtMustache, 1);

    mustache->file = g_strdup(file);
    mustache->mode = mode;
    mustache->tokens = g_array_new(FALSE, FALSE, sizeof(CtToken));
    g_array_set_clear_func(mustache->tokens, token_clear);
    return mustache;
}

CtMustache *
ct_mustache_parse(const char *file, int first_line, const char *text, CtMustacheMode mode,
                  CtProblems *problems)
{
    guint before = ct_problems_count(problems);
    g_autoptr(CtMustache) mustache = mustache_new(file, mode);

    read_text(mustache, first_line, text, NULL, problems);
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr frees it */
    return ct_problems_count(problems) == before ? g_steal_pointer(&mustache) : NULL;
}

CtMustache *
ct_mustache_parse_strict(const char *file, int first_line, const char *text, const CtEntry *entry,
                         CtProblems *problems)
{
    return read_text(mustache_new(file, CT_MUSTACHE_STRICT), first_line,
                     entry != NULL ? entry->value : text, entry, problems);
}
