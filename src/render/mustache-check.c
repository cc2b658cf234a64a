/* Are the names of a template among the fields that there are? Asked once, when a template is read,
 * so that a misspelt name is a mistake of its author and not a gap in somebody's letter. */
#include "config.h"

#include "mustache-private.h"

#define MISTAKES_MAX 100

typedef struct {
    CtPartialFind find;
    void *find_data;
    CtProblems *problems;
    guint problems_max; /* when there are so many, nobody reads on */
    CtContext context;
    const CtMustache *open[CT_MUSTACHE_DEPTH + 1]; /* the template and the partials around here */
    guint open_count, depth, steps;
} Checker;

static void check(Checker *checker, const CtMustache *mustache, guint from, guint to);

static void G_GNUC_PRINTF(3, 4)
    mistake(Checker *checker, const CtToken *token, const char *format, ...)
{
    const CtMustache *mustache = checker->open[checker->open_count - 1];
    g_autofree char *what = NULL;
    va_list args;

    va_start(args, format);
    what = g_strdup_vprintf(format, args);
    va_end(args);
    ct_problems_add(checker->problems, mustache->file, token->place.line, token->place.column, "%s",
                    what);
}

/* Every name of an object, and with a dot those of the objects inside it. */
static void
add_names(GPtrArray *names, JsonNode *node)
{
    JsonObjectIter fields, parts;
    const char *name, *part;
    JsonNode *field;

    if (!JSON_NODE_HOLDS_OBJECT(node))
        return;
    json_object_iter_init(&fields, json_node_get_object(node));
    while (json_object_iter_next(&fields, &name, &field)) {
        g_ptr_array_add(names, g_strdup(name));
        if (!JSON_NODE_HOLDS_OBJECT(field))
            continue;
        json_object_iter_init(&parts, json_node_get_object(field));
        while (json_object_iter_next(&parts, &part, NULL))
            g_ptr_array_add(names, g_strconcat(name, ".", part, NULL));
    }
}

static void
report_unknown(Checker *checker, const CtToken *token)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *nearest;

    for (guint i = checker->context.count; i > 0; i--)
        add_names(names, checker->context.nodes[i - 1]);
    g_ptr_array_add(names, NULL);
    nearest = ct_vocabulary_nearest((const char *const *)names->pdata, token->text);
    if (nearest != NULL) {
        mistake(checker, token, "\"%.40s\" is not a field; did you mean \"%s\"?", token->text,
                nearest);
    } else {
        g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);

        mistake(checker, token, "\"%.40s\" is not a field; the fields are %s", token->text, all);
    }
}

/* The object that a name stands for; NULL, and a problem, when there is none. */
static JsonNode *
look_up(Checker *checker, const CtToken *token)
{
    JsonNode *node;

    if (token->path == NULL)
        return NULL; /* the parser has found it wrong already */
    node = ct_context_find(&checker->context, token->path);
    if (node == NULL)
        report_unknown(checker, token);
    return node;
}

static void
check_value(Checker *checker, const CtToken *token)
{
    JsonNode *node = look_up(checker, token);

    if (node == NULL)
        return;
    if (JSON_NODE_HOLDS_OBJECT(node)) {
        g_autoptr(GList) names = json_object_get_members(json_node_get_object(node));

        mistake(checker, token, "\"%.40s\" has several fields; write one of them, as in {{%s%s%s}}",
                token->text, token->path[0] == NULL ? "" : token->text,
                token->path[0] == NULL ? "" : ".", (const char *)names->data);
    } else if (JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_BOOLEAN) {
        mistake(checker, token,
                "\"%.40s\" is a yes or no; write {{#%s}}words for yes{{/%s}}{{^%s}}words for "
                "no{{/%s}}",
                token->text, token->text, token->text, token->text, token->text);
    }
}

static bool
enter(Checker *checker, const CtToken *token)
{
    if (checker->depth == CT_MUSTACHE_DEPTH) {
        mistake(checker, token, "more than %d sections and partials are inside each other",
                CT_MUSTACHE_DEPTH);
        return false;
    }
    checker->depth++;
    return true;
}

/* NOLINTBEGIN(misc-no-recursion): enter() ends it at CT_MUSTACHE_DEPTH */

static void
check_section(Checker *checker, const CtMustache *mustache, guint number)
{
    const CtToken *token = &g_array_index(mustache->tokens, CtToken, number);
    JsonNode *node = look_up(checker, token);
    bool pushed = node != NULL && token->kind == CT_TOKEN_SECTION;

    if (!enter(checker, token))
        return;
    if (pushed)
        checker->context.nodes[checker->context.count++] = node;
    check(checker, mustache, number + 1, token->end);
    if (pushed)
        checker->context.count--;
    checker->depth--;
}

static bool
is_open(const Checker *checker, const CtMustache *mustache)
{
    for (guint i = 0; i < checker->open_count; i++)
        if (checker->open[i] == mustache)
            return true;
    return false;
}

static void
report_partial(Checker *checker, const CtToken *token, const GError *error)
{
    g_auto(GStrv) lines = NULL;

    if (g_error_matches(error, CT_ERROR, CT_ERROR_NO_FILE)) {
        mistake(checker, token, "%s", error->message);
        return;
    }
    lines = g_strsplit(error->message, "\n", -1); /* they name the partial's own file and line */
    for (guint i = 0; lines[i] != NULL; i++)
        ct_problems_add(checker->problems, NULL, 0, 0, "%s", lines[i]);
}

static void
check_partial(Checker *checker, const CtToken *token)
{
    g_autoptr(GError) error = NULL;
    const CtMustache *partial;

    if (*token->text == '\0')
        return;
    partial = checker->find(token->text, checker->find_data, &error);
    if (partial == NULL) {
        report_partial(checker, token, error);
        return;
    }
    if (is_open(checker, partial)) {
        mistake(checker, token, "the partial \"%s\" is inside itself", token->text);
        return;
    }
    if (!enter(checker, token))
        return;
    checker->open[checker->open_count++] = partial;
    check(checker, partial, 0, partial->tokens->len);
    checker->open_count--;
    checker->depth--;
}

static void
check(Checker *checker, const CtMustache *mustache, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        const CtToken *token = &g_array_index(mustache->tokens, CtToken, i);

        if (ct_problems_count(checker->problems) >= checker->problems_max)
            return;
        if (++checker->steps >= CT_MUSTACHE_STEPS) {
            if (checker->steps == CT_MUSTACHE_STEPS)
                mistake(checker, token, "there is too much to read: more than %d tags",
                        CT_MUSTACHE_STEPS);
            return;
        }
        switch (token->kind) {
        case CT_TOKEN_TEXT:
            break;
        case CT_TOKEN_VALUE:
            check_value(checker, token);
            break;
        case CT_TOKEN_SECTION:
        case CT_TOKEN_INVERTED:
            check_section(checker, mustache, i);
            i = token->end - 1;
            break;
        case CT_TOKEN_PARTIAL:
            check_partial(checker, token);
            break;
        }
    }
}

/* NOLINTEND(misc-no-recursion) */

void
ct_mustache_check(const CtMustache *mustache, JsonNode *example, CtPartialFind find,
                  void *find_data, CtProblems *problems)
{
    Checker checker = {
        .find = find,
        .find_data = find_data,
        .problems = problems,
        .problems_max = ct_problems_count(problems) + MISTAKES_MAX,
        .context = {.nodes = {example}, .count = 1},
        .open = {mustache},
        .open_count = 1,
    };

    check(&checker, mustache, 0, mustache->tokens->len);
}
