/* Two records that may be one person, side by side, with what to type for each verdict. */
#include "config.h"

#include "cmd-people-private.h"

#include <string.h>

#define FIELD  12 /* columns */
#define NARROW 20 /* a record has at least so many */
#define WIDE   48 /* and at most */
#define LISTED 20 /* pairs that are shown without --all */

static int
width_of_first(const GPtrArray *differences)
{
    glong width = NARROW;

    for (guint i = 0; i < differences->len; i++) {
        const CtDifference *difference = g_ptr_array_index(differences, i);

        if (difference->one != NULL)
            width = MAX(width, g_utf8_strlen(difference->one, -1));
    }
    return (int)MIN(width, WIDE);
}

void
ct_people_print_differences(const GPtrArray *differences, const char *one, const char *other)
{
    int width = width_of_first(differences);
    g_autofree char *heading = ct_cli_pad(one, width);

    g_print("    %-*s%s  %s\n", FIELD, "", heading, other);
    for (guint i = 0; i < differences->len; i++) {
        const CtDifference *difference = g_ptr_array_index(differences, i);
        g_autofree char *field = ct_cli_pad(difference->field, FIELD);
        g_autofree char *left = ct_cli_pad(difference->one != NULL ? difference->one : "-", width);

        g_print("    %s%s  %s\n", field, left, difference->other != NULL ? difference->other : "-");
    }
}

void
ct_people_json_differences(JsonBuilder *builder, const GPtrArray *differences)
{
    json_builder_set_member_name(builder, "differences");
    json_builder_begin_array(builder);
    for (guint i = 0; i < differences->len; i++) {
        const CtDifference *difference = g_ptr_array_index(differences, i);

        json_builder_begin_object(builder);
        ct_cli_json_text(builder, "field", difference->field);
        ct_cli_json_text(builder, "one", difference->one);
        ct_cli_json_text(builder, "other", difference->other);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

/* A number as it is typed: some shops have blanks in them. The caller owns the result. */
static char *
typed(const char *ref)
{
    bool plain = *ref != '\0' && *ref != '-';

    for (const char *p = ref; *p != '\0'; p++)
        plain = plain && (g_ascii_isalnum(*p) || strchr("-_.@+/", *p) != NULL);
    return plain ? g_strdup(ref) : g_shell_quote(ref);
}

static void
print_pair(CtStmt *pair, const GPtrArray *differences)
{
    const char *one_ref = ct_stmt_text(pair, 4), *other_ref = ct_stmt_text(pair, 6);
    g_autofree char *one = g_strdup_printf("no. %s", one_ref);
    g_autofree char *other = g_strdup_printf("no. %s", other_ref);
    g_autofree char *a = typed(one_ref), *b = typed(other_ref);

    g_print("%s (%s) and %s (%s): %s\n", ct_stmt_text(pair, 5), one, ct_stmt_text(pair, 7), other,
            ct_stmt_text(pair, 2));
    ct_people_print_differences(differences, one, other);
    g_print("  one person:   courtesy people merge %s %s\n"
            "  two people:   courtesy people apart %s %s\n\n",
            a, b, a, b);
}

static void
print_pair_json(CtStmt *pair, const GPtrArray *differences)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    ct_cli_json_text(builder, "one", ct_stmt_text(pair, 4));
    ct_cli_json_text(builder, "other", ct_stmt_text(pair, 6));
    ct_cli_json_text(builder, "reason", ct_stmt_text(pair, 2));
    ct_cli_json_day(builder, "day", (CtDay){(int32_t)ct_stmt_int(pair, 3)});
    ct_people_json_differences(builder, differences);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

bool
ct_people_list_twins(CtContext *ctx, const CtPeopleOptions *options, GError **error)
{
    g_autoptr(CtStmt) pairs = ct_store_query(ctx->store, "people/twins", error);
    bool all = options->all || ctx->json;
    CtStep step;
    int count = 0;

    if (pairs == NULL)
        return false;
    for (; (step = ct_stmt_step(pairs, error)) == CT_ROW; count++) {
        g_autoptr(GPtrArray) differences = NULL;

        if (!all && count >= LISTED)
            continue;
        differences =
            ct_people_compare(ctx->store, ct_stmt_int(pairs, 0), ct_stmt_int(pairs, 1), error);
        if (differences == NULL)
            return false;
        if (ctx->json)
            print_pair_json(pairs, differences);
        else
            print_pair(pairs, differences);
    }
    if (ctx->json)
        return step == CT_DONE;
    if (count == 0)
        g_print("Nobody looks like somebody else.\n");
    else if (!all && count > LISTED)
        g_print("%d more: courtesy people --twins --all\n", count - LISTED);
    return step == CT_DONE;
}
