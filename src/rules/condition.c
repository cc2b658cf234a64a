/* Conditions as the rest of the program sees them: one text and the segments that it names, and
 * the clauses that explain speaks of. */
#include "config.h"

#include "condition-private.h"

#include <string.h>

/* One part of the condition that has to be so. */
typedef struct {
    char *text;
    GArray *facts; /* of const char*, NULL-terminated; they belong to the table of facts */
} Clause;

static void
clause_free(void *data)
{
    Clause *clause = data;

    g_free(clause->text);
    g_array_unref(clause->facts);
    g_free(clause);
}

void
ct_condition_free(CtCondition *condition)
{
    if (condition == NULL)
        return;
    ct_node_free(condition->root);
    g_ptr_array_unref(condition->clauses);
    g_free(condition);
}

/* --- mistakes ------------------------------------------------------------------------- */

/* A segment is read again wherever it is used; its mistakes are told once. */
static bool
is_told(const CtProblems *problems, const CtEntry *entry, size_t offset, const char *message)
{
    CtPlace place = ct_entry_place(entry, offset);
    g_autofree char *line =
        g_strdup_printf("%s:%d:%d: %s", entry->file, place.line, place.column, message);

    for (guint i = 0; i < ct_problems_count(problems); i++)
        if (strcmp(ct_problems_line(problems, i), line) == 0)
            return true;
    return false;
}

void
ct_parser_mistake(CtParser *parser, size_t offset, const char *format, ...)
{
    CtConditionReading *reading = parser->reading;
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    if (++reading->n_mistakes <= CT_CONDITION_MISTAKES &&
        !is_told(reading->problems, parser->entry, offset, message))
        ct_problems_add_at(reading->problems, parser->entry, offset, "%s", message);
}

bool
ct_parser_enter(CtParser *parser, size_t offset)
{
    if (++parser->reading->depth <= CT_CONDITION_DEPTH)
        return true;
    ct_parser_mistake(parser, offset,
                      "more than %d brackets or segments are inside each other here",
                      CT_CONDITION_DEPTH);
    return false;
}

void
ct_parser_leave(CtParser *parser)
{
    parser->reading->depth--;
}

/* --- one text ------------------------------------------------------------------------- */

static void
token_clear(void *data)
{
    CtToken *token = data;

    g_free(token->text);
}

static CtNode *
read_entry(CtConditionReading *reading, const CtEntry *entry, CtScope scope)
{
    CtParser parser = {.reading = reading, .entry = entry, .scope = scope};
    CtNode *node;

    parser.tokens = g_array_new(FALSE, FALSE, sizeof(CtToken));
    g_array_set_clear_func(parser.tokens, token_clear);
    node = ct_parser_read(&parser);
    g_array_unref(parser.tokens);
    return node;
}

/* --- segments ------------------------------------------------------------------------- */

static const CtSegment *
find_segment(const CtSettings *settings, const char *name)
{
    for (guint i = 0; settings != NULL && i < settings->segments->len; i++) {
        const CtSegment *segment = g_ptr_array_index(settings->segments, i);

        if (strcmp(segment->name, name) == 0)
            return segment;
    }
    return NULL;
}

/* tier = 'top': what "in top" means as long as no segment says otherwise. */
static CtNode *
default_top(CtParser *parser, const CtToken *token)
{
    CtNode *tier = ct_node_new(CT_NODE_FACT, CT_SORT_TEXT, token->start, token->end);
    CtNode *top = ct_node_new(CT_NODE_TEXT, CT_SORT_TEXT, token->start, token->end);
    CtNode *node;

    tier->fact = ct_fact_find("tier");
    top->text = g_strdup("top");
    node = ct_node_parent(CT_NODE_COMPARE, CT_SORT_CONDITION, tier);
    node->sign = CT_TOKEN_EQUAL;
    ct_node_add(node, top);
    return ct_node_check_comparison(parser, node);
}

static void
tell_unknown_segment(CtParser *parser, const CtToken *token)
{
    const CtSettings *settings = parser->reading->settings;
    g_autoptr(GArray) names = g_array_new(TRUE, FALSE, sizeof(const char *));
    const char *nearest, *top = "top";

    for (guint i = 0; settings != NULL && i < settings->segments->len; i++)
        g_array_append_val(names, ((CtSegment *)g_ptr_array_index(settings->segments, i))->name);
    g_array_append_val(names, top);
    nearest = ct_vocabulary_nearest((const char *const *)(void *)names->data, token->text);
    if (nearest != NULL)
        ct_parser_mistake(parser, token->start, "there is no segment \"%s\"; did you mean \"%s\"?",
                          token->text, nearest);
    else if (ct_fact_find(token->text) != NULL)
        ct_parser_mistake(parser, token->start,
                          "\"%s\" is a fact, not a segment; compare it with something",
                          token->text);
    else
        ct_parser_mistake(parser, token->start,
                          "there is no segment \"%.40s\"; settings make one with [segment %.40s]",
                          token->text, token->text);
}

/* True, after telling, when the segment is already being read further out. */
static bool
is_circle(CtParser *parser, const CtToken *token)
{
    const GPtrArray *open = parser->reading->open;
    g_autoptr(GString) circle = g_string_new(NULL);
    guint first = 0;

    while (first < open->len && strcmp(g_ptr_array_index(open, first), token->text) != 0)
        first++;
    if (first == open->len)
        return false;
    for (guint i = first; i < open->len; i++)
        g_string_append_printf(circle, "%s -> ", (const char *)g_ptr_array_index(open, i));
    g_string_append(circle, token->text);
    ct_parser_mistake(parser, token->start, "segments go round in a circle: %s", circle->str);
    return true;
}

static CtNode *
read_segment(CtParser *parser, const CtSegment *segment)
{
    CtConditionReading *reading = parser->reading;
    guint mistakes = reading->n_mistakes;
    int depth = reading->depth;
    CtNode *node;

    g_ptr_array_add(reading->open, segment->name);
    node = read_entry(reading, segment->who, CT_SCOPE_CUSTOMER);
    g_ptr_array_set_size(reading->open, (int)reading->open->len - 1);
    reading->depth = depth;
    if (reading->n_mistakes == mistakes)
        return node;
    ct_node_free(node);
    return NULL;
}

CtNode *
ct_parser_segment(CtParser *parser, const CtToken *token)
{
    const CtSegment *segment = find_segment(parser->reading->settings, token->text);
    CtNode *node = NULL;

    if (segment == NULL && strcmp(token->text, "top") == 0) {
        node = default_top(parser, token);
    } else if (segment == NULL) {
        tell_unknown_segment(parser, token);
    } else if (!is_circle(parser, token) && ct_parser_enter(parser, token->start)) {
        node = read_segment(parser, segment);
        ct_parser_leave(parser);
        if (node == NULL && parser->entry == parser->reading->entry)
            ct_parser_mistake(parser, token->start, "the segment \"%s\" has a mistake",
                              segment->name);
    }
    if (node == NULL)
        node = ct_node_new(CT_NODE_WRONG, CT_SORT_WRONG, token->start, token->end);
    node->is_segment = true;
    node->start = token->start; /* its own places are in another text */
    node->end = token->end;
    return node;
}

/* --- clauses -------------------------------------------------------------------------- */

static void
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets through */
collect_facts(const CtNode *node, GArray *names)
{
    if (node->kind == CT_NODE_FACT &&
        ct_vocabulary_find((const char *const *)(void *)names->data, node->fact->name) < 0)
        g_array_append_val(names, node->fact->name);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        collect_facts(ct_node_child(node, i), names);
}

static Clause *
clause_new(const CtNode *node, const char *value)
{
    Clause *clause = g_new0(Clause, 1);

    clause->facts = g_array_new(TRUE, FALSE, sizeof(const char *));
    collect_facts(node, clause->facts);
    clause->text = g_strndup(value + node->start, node->end - node->start);
    g_strdelimit(clause->text, "\n\t", ' ');
    return clause;
}

static bool
is_list_of_clauses(const CtNode *root)
{
    return root->kind == CT_NODE_AND && !root->is_segment;
}

const CtNode *
ct_condition_clause(const CtCondition *condition, guint i)
{
    return is_list_of_clauses(condition->root) ? ct_node_child(condition->root, i)
                                               : condition->root;
}

guint
ct_condition_clauses(const CtCondition *condition)
{
    return condition != NULL ? condition->clauses->len : 0;
}

const char *
ct_condition_clause_text(const CtCondition *condition, guint i)
{
    return ((const Clause *)g_ptr_array_index(condition->clauses, i))->text;
}

const char *const *
ct_condition_clause_facts(const CtCondition *condition, guint i)
{
    const Clause *clause = g_ptr_array_index(condition->clauses, i);

    return (const char *const *)(void *)clause->facts->data;
}

static CtCondition *
condition_new(CtNode *root, const char *value)
{
    CtCondition *condition = g_new0(CtCondition, 1);
    guint count = is_list_of_clauses(root) ? root->children->len : 1;

    condition->root = root;
    condition->clauses = g_ptr_array_new_with_free_func(clause_free);
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(condition->clauses, clause_new(ct_condition_clause(condition, i), value));
    return condition;
}

/* --- reading -------------------------------------------------------------------------- */

/* The segment whose own condition this is, or NULL. */
static const CtSegment *
owner(const CtSettings *settings, const CtEntry *entry)
{
    for (guint i = 0; settings != NULL && i < settings->segments->len; i++) {
        const CtSegment *segment = g_ptr_array_index(settings->segments, i);

        if (segment->who == entry)
            return segment;
    }
    return NULL;
}

CtCondition *
ct_condition_parse(const CtEntry *entry, const CtSettings *settings, CtScope scope,
                   CtProblems *problems)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    CtConditionReading reading = {
        .entry = entry, .settings = settings, .problems = problems, .open = open};
    const CtSegment *segment = owner(settings, entry);
    g_autoptr(CtNode) root = NULL;

    if (segment != NULL)
        g_ptr_array_add(open, segment->name);
    root = read_entry(&reading, entry, scope);
    if (root == NULL || reading.n_mistakes > 0)
        return NULL;
    return condition_new(g_steal_pointer(&root), entry->value);
}
