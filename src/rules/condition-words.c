/* Walking along the words of a condition, and what to say when another word was needed. */
#include "config.h"

#include "condition-private.h"

#include <string.h>

/* Whoever writes these thinks of a query. */
static const char *const query_words[] = {"select", "union",  "exists", "case",   "cast",   "from",
                                          "where",  "order",  "group",  "having", "limit",  "join",
                                          "insert", "update", "delete", "drop",   "create", "alter",
                                          "attach", "pragma", "begin",  "commit", "values", NULL};

const CtToken *
ct_parser_peek(const CtParser *parser)
{
    return &g_array_index(parser->tokens, CtToken, parser->at);
}

const CtToken *
ct_parser_peek_after(const CtParser *parser)
{
    return &g_array_index(parser->tokens, CtToken, MIN(parser->at + 1, parser->tokens->len - 1));
}

const CtToken *
ct_parser_behind(const CtParser *parser)
{
    return parser->at > 0 ? &g_array_index(parser->tokens, CtToken, parser->at - 1) : NULL;
}

const CtToken *
ct_parser_next(CtParser *parser)
{
    const CtToken *token = ct_parser_peek(parser);

    if (token->kind != CT_TOKEN_END)
        parser->at++;
    return token;
}

bool
ct_parser_accept(CtParser *parser, CtTokenKind kind)
{
    if (ct_parser_peek(parser)->kind != kind)
        return false;
    ct_parser_next(parser);
    return true;
}

bool
ct_token_is_comparison(CtTokenKind kind)
{
    return kind >= CT_TOKEN_EQUAL && kind <= CT_TOKEN_GREATER_EQUAL;
}

char *
ct_parser_source(const CtParser *parser, const CtToken *token)
{
    const char *start = parser->entry->value + token->start;
    g_autofree char *all = g_strndup(start, token->end - token->start);

    return g_utf8_strlen(all, -1) > 40 ? g_utf8_substring(all, 0, 40) : g_steal_pointer(&all);
}

CtNode *
ct_parser_unexpected(CtParser *parser, const char *expected)
{
    const CtToken *token = ct_parser_peek(parser);
    g_autofree char *found = ct_parser_source(parser, token);

    if (token->kind == CT_TOKEN_END)
        ct_parser_mistake(parser, token->start, "the condition ends too early; expected %s",
                          expected);
    else
        ct_parser_mistake(parser, token->start, "expected %s, found \"%s\"", expected, found);
    return NULL;
}

/* The names of the facts that may be used here and of the functions, for suggestions. */
static GArray *
vocabulary(CtScope scope)
{
    GArray *words = g_array_new(TRUE, FALSE, sizeof(const char *));
    size_t count;
    const CtFact *facts = ct_facts(&count);

    for (size_t i = 0; i < count; i++)
        if (ct_scope_has(scope, facts[i].scope))
            g_array_append_val(words, facts[i].name);
    for (size_t i = 0; ct_condition_functions[i] != NULL; i++)
        g_array_append_val(words, ct_condition_functions[i]);
    return words;
}

bool
ct_parser_is_segment(const CtParser *parser, const char *name)
{
    const GPtrArray *segments =
        parser->reading->settings != NULL ? parser->reading->settings->segments : NULL;

    for (guint i = 0; segments != NULL && i < segments->len; i++)
        if (strcmp(((const CtSegment *)g_ptr_array_index(segments, i))->name, name) == 0)
            return true;
    return strcmp(name, "top") == 0;
}

void
ct_parser_unknown_word(CtParser *parser, const CtToken *token)
{
    g_autoptr(GArray) words = vocabulary(parser->scope);
    const char *nearest =
        ct_vocabulary_nearest((const char *const *)(void *)words->data, token->text);
    g_autofree char *found = ct_parser_source(parser, token);
    const CtToken *before = ct_parser_behind(parser);

    if (ct_vocabulary_find(query_words, token->text) >= 0)
        ct_parser_mistake(parser, token->start,
                          "\"%s\" has no place here: a condition is made of facts, not of queries",
                          found);
    else if (ct_parser_is_segment(parser, token->text))
        ct_parser_mistake(parser, token->start, "\"%s\" is a segment; write: in %s", found, found);
    else if (nearest != NULL)
        ct_parser_mistake(parser, token->start, "\"%s\" is not a fact; did you mean \"%s\"?", found,
                          nearest);
    else if (before != NULL && ct_token_is_comparison(before->kind))
        ct_parser_mistake(parser, token->start, "\"%s\" is not a fact; text stands in quotes: '%s'",
                          found, found);
    else
        ct_parser_mistake(parser, token->start,
                          "\"%s\" is not a fact; courtesy-facts(7) lists them", found);
}
