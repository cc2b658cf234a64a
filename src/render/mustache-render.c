/* Mustache: tokens and data to text. Whatever the template and the data are, the depth, the work
 * and the length of the result are bounded. */
#include "config.h"

#include "mustache-private.h"

#include <math.h>
#include <string.h>

#define FIELD_MAX   65536 /* bytes of one value */
#define WHOLE_BELOW 1e15  /* whole numbers up to here are exact, and short enough to read */

typedef struct {
    CtEscape escape;
    CtPartialFind find;
    void *find_data;
    CtContext context;
    guint depth, steps;
    GString *out;
} Renderer;

/* A stretch of tokens, and the blanks that go before each of its lines. */
typedef struct {
    const CtMustache *mustache;
    guint from, to;
    const char *indent;
} Stretch;

static bool render(Renderer *renderer, Stretch stretch, GError **error);

static bool G_GNUC_PRINTF(4, 5)
    fail(GError **error, const CtMustache *mustache, const CtToken *token, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list args;

    va_start(args, format);
    what = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s:%d:%d: %s", mustache->file, token->place.line,
                token->place.column, what);
    return false;
}

static JsonNode *
member(JsonNode *node, const char *name)
{
    if (!JSON_NODE_HOLDS_OBJECT(node))
        return NULL;
    return json_object_get_member(json_node_get_object(node), name);
}

JsonNode *
ct_context_find(const CtContext *context, char *const *path)
{
    JsonNode *node = NULL;

    if (path[0] == NULL)
        return context->nodes[context->count - 1];
    for (guint i = context->count; node == NULL && i > 0; i--)
        node = member(context->nodes[i - 1], path[0]);
    for (guint i = 1; node != NULL && path[i] != NULL; i++)
        node = member(node, path[i]);
    return node;
}

/* Whole numbers without ".0", others in the fewest digits that read back as the same number. */
static char *
number_text(double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];

    if (number == 0)
        return g_strdup("0");
    if (fabs(number) < WHOLE_BELOW && number == floor(number))
        return g_strdup_printf("%.0f", number);
    for (int digits = 1; digits <= 17; digits++) {
        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(text, sizeof text, format, number);
        if (g_ascii_strtod(text, NULL) == number)
            break;
    }
    return g_strdup(text);
}

/* NULL for what has no text: nothing, null, an object, a list. The caller owns the result. */
static char *
node_text(JsonNode *node)
{
    GType type;

    if (node == NULL || !JSON_NODE_HOLDS_VALUE(node))
        return NULL;
    type = json_node_get_value_type(node);
    if (type == G_TYPE_STRING)
        return g_utf8_make_valid(json_node_get_string(node), -1);
    if (type == G_TYPE_INT64)
        return g_strdup_printf("%" G_GINT64_FORMAT, json_node_get_int(node));
    if (type == G_TYPE_DOUBLE)
        return number_text(json_node_get_double(node));
    return g_strdup(json_node_get_boolean(node) ? "true" : "false");
}

/* What a section is shown for: anything but nothing, null, false, 0, "" and an empty list. */
static bool
is_true(JsonNode *node)
{
    GType type;

    if (node == NULL || JSON_NODE_HOLDS_NULL(node))
        return false;
    if (JSON_NODE_HOLDS_ARRAY(node))
        return json_array_get_length(json_node_get_array(node)) > 0;
    if (JSON_NODE_HOLDS_OBJECT(node))
        return true;
    type = json_node_get_value_type(node);
    if (type == G_TYPE_STRING)
        return *json_node_get_string(node) != '\0';
    if (type == G_TYPE_DOUBLE)
        return json_node_get_double(node) != 0;
    if (type == G_TYPE_INT64)
        return json_node_get_int(node) != 0;
    return json_node_get_boolean(node);
}

/* Text of the template: in a partial, its indent goes before each line that begins here. */
static void
render_text(Renderer *renderer, const CtToken *token, const char *indent)
{
    const char *p = token->text;
    const char *end;

    if (*indent == '\0') {
        g_string_append(renderer->out, p);
        return;
    }
    if (token->line_start)
        g_string_append(renderer->out, indent);
    while ((end = strchr(p, '\n')) != NULL && end[1] != '\0' &&
           renderer->out->len <= CT_MUSTACHE_OUTPUT) {
        g_string_append_len(renderer->out, p, end + 1 - p);
        g_string_append(renderer->out, indent);
        p = end + 1;
    }
    g_string_append(renderer->out, p);
}

static bool
is_blank(const char *text)
{
    for (; *text != '\0'; text = g_utf8_find_next_char(text, NULL))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            return false;
    return true;
}

static bool
render_value(Renderer *renderer, const CtMustache *mustache, const CtToken *token, GError **error)
{
    g_autofree char *text = node_text(ct_context_find(&renderer->context, token->path));
    const char *shown = text;

    if (mustache->mode == CT_MUSTACHE_STRICT && (text == NULL || is_blank(text))) {
        if (token->fallback == NULL)
            return fail(
                error, mustache, token,
                "%s is empty for this customer and has no words to fall back on ({{%s | %s}})",
                token->text, token->text,
                g_str_has_suffix(token->text, "name") ? "friend" : "other words");
        shown = token->fallback;
    }
    if (shown == NULL)
        return true;
    if (strlen(shown) > FIELD_MAX)
        return fail(error, mustache, token, "%.40s is longer than %d bytes", token->text,
                    FIELD_MAX);
    ct_escape_append(renderer->out, shown, token->raw ? CT_ESCAPE_NONE : renderer->escape);
    return true;
}

static bool
enter(Renderer *renderer, const CtMustache *mustache, const CtToken *token, GError **error)
{
    if (renderer->depth == CT_MUSTACHE_DEPTH)
        return fail(error, mustache, token,
                    "more than %d sections and partials are inside each other", CT_MUSTACHE_DEPTH);
    renderer->depth++;
    return true;
}

/* Every tag and every turn of a list counts: an empty section costs time, too. */
static bool
count_step(Renderer *renderer, const CtMustache *mustache, const CtToken *token, GError **error)
{
    if (renderer->steps == CT_MUSTACHE_STEPS)
        return fail(error, mustache, token, "there is too much to repeat: more than %d steps",
                    CT_MUSTACHE_STEPS);
    renderer->steps++;
    return true;
}

/* NOLINTBEGIN(misc-no-recursion): enter() ends it at CT_MUSTACHE_DEPTH */

/* The tokens of a section, once, with `node` as the innermost object. */
static bool
render_inside(Renderer *renderer, const Stretch *inside, JsonNode *node, GError **error)
{
    bool good;

    renderer->context.nodes[renderer->context.count++] = node;
    good = render(renderer, *inside, error);
    renderer->context.count--;
    return good;
}

static bool
render_section(Renderer *renderer, const Stretch *stretch, guint number, GError **error)
{
    const CtToken *token = &g_array_index(stretch->mustache->tokens, CtToken, number);
    const Stretch inside = {stretch->mustache, number + 1, token->end, stretch->indent};
    JsonNode *node = ct_context_find(&renderer->context, token->path);
    bool good = true;

    if (is_true(node) != (token->kind == CT_TOKEN_SECTION))
        return true;
    if (!enter(renderer, stretch->mustache, token, error))
        return false;
    if (token->kind == CT_TOKEN_INVERTED) {
        good = render(renderer, inside, error);
    } else if (JSON_NODE_HOLDS_ARRAY(node)) {
        JsonArray *list = json_node_get_array(node);

        for (guint i = 0; good && i < json_array_get_length(list); i++)
            good = count_step(renderer, stretch->mustache, token, error) &&
                   render_inside(renderer, &inside, json_array_get_element(list, i), error);
    } else {
        good = render_inside(renderer, &inside, node, error);
    }
    renderer->depth--;
    return good;
}

static bool
render_partial(Renderer *renderer, const Stretch *stretch, const CtToken *token, GError **error)
{
    g_autofree char *indent = g_strconcat(stretch->indent, token->indent, NULL);
    g_autoptr(GError) reason = NULL;
    const CtMustache *partial;
    bool good;

    partial = renderer->find(token->text, renderer->find_data, &reason);
    if (partial == NULL && stretch->mustache->mode == CT_MUSTACHE_SPEC &&
        g_error_matches(reason, CT_ERROR, CT_ERROR_NO_FILE))
        return true;
    if (partial == NULL)
        return fail(error, stretch->mustache, token, "%s", reason->message);
    if (!enter(renderer, stretch->mustache, token, error))
        return false;
    good = render(renderer, (Stretch){partial, 0, partial->tokens->len, indent}, error);
    renderer->depth--;
    return good;
}

/* Renders one token, and says in *next_out where to go on. */
static bool
render_token(Renderer *renderer, const Stretch *stretch, guint number, guint *next_out,
             GError **error)
{
    const CtToken *token = &g_array_index(stretch->mustache->tokens, CtToken, number);

    *next_out = number + 1;
    switch (token->kind) {
    case CT_TOKEN_TEXT:
        render_text(renderer, token, stretch->indent);
        return true;
    case CT_TOKEN_VALUE:
        return render_value(renderer, stretch->mustache, token, error);
    case CT_TOKEN_SECTION:
    case CT_TOKEN_INVERTED:
        *next_out = token->end;
        return render_section(renderer, stretch, number, error);
    case CT_TOKEN_PARTIAL:
        return render_partial(renderer, stretch, token, error);
    }
    return false;
}

static bool
render(Renderer *renderer, Stretch stretch, GError **error)
{
    for (guint i = stretch.from; i < stretch.to;) {
        const CtToken *token = &g_array_index(stretch.mustache->tokens, CtToken, i);

        if (!count_step(renderer, stretch.mustache, token, error))
            return false;
        if (!render_token(renderer, &stretch, i, &i, error))
            return false;
        if (renderer->out->len > CT_MUSTACHE_OUTPUT)
            return fail(error, stretch.mustache, token, "the result is longer than %d bytes",
                        CT_MUSTACHE_OUTPUT);
    }
    return true;
}

/* NOLINTEND(misc-no-recursion) */

char *
ct_mustache_render_parsed(const CtMustache *mustache, JsonNode *data, CtEscape escape,
                          CtPartialFind find, void *find_data, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Renderer renderer = {
        .escape = escape,
        .find = find,
        .find_data = find_data,
        .context = {.nodes = {data}, .count = 1},
        .out = out,
    };

    if (!render(&renderer, (Stretch){mustache, 0, mustache->tokens->len, ""}, error))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The partials of one ct_mustache_render(), each parsed when it is first asked for. */
typedef struct {
    CtPartialFn text;
    void *text_data;
    CtMustacheMode mode;
    GHashTable *parsed; /* name -> CtMustache */
} Partials;

static const CtMustache *
find_partial(const char *name, void *data, GError **error)
{
    Partials *partials = data;
    CtMustache *mustache = g_hash_table_lookup(partials->parsed, name);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autofree char *text = NULL;

    if (mustache != NULL)
        return mustache;
    if (partials->text != NULL)
        text = partials->text(name, partials->text_data);
    if (text == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE, "there is no partial \"%.64s\"", name);
        return NULL;
    }
    mustache = ct_mustache_parse(name, 1, text, partials->mode, problems);
    if (mustache == NULL) {
        ct_problems_none(problems, CT_ERROR_INPUT, error);
        return NULL;
    }
    g_hash_table_insert(partials->parsed, g_strdup(name), mustache);
    return mustache;
}

static void
mustache_destroy(void *mustache)
{
    ct_mustache_free(mustache);
}

char *
ct_mustache_render(const CtMustache *mustache, JsonNode *data, CtEscape escape, CtPartialFn partial,
                   void *partial_data, GError **error)
{
    g_autoptr(GHashTable) parsed =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, mustache_destroy);
    Partials partials = {partial, partial_data, mustache->mode, parsed};

    return ct_mustache_render_parsed(mustache, data, escape, find_partial, &partials, error);
}
