/* Makes two records one: shows what will happen, asks, does it. */
#include "config.h"

#include "cmd-people-private.h"

#define MOVES 6 /* kinds of rows that move over */

/* What moves over, in the order of schema/people/merge-counts.sql. */
static const struct {
    const char *key, *one, *many;
} moves[MOVES] = {
    {"purchases", "purchase", "purchases"},
    {"contacts", "exchange", "exchanges"},
    {"cases", "case", "cases"},
    {"notes", "note", "notes"},
    {"promises", "promise", "promises"},
    {"touches", "touch that left", "touches that left"},
};

/* What a person wants to know before two records become one. */
typedef struct {
    CtPerson *kept, *gone;
    GPtrArray *differences;
    GPtrArray *before, *after; /* of CtPermission: of the one who stays */
    int64_t counts[MOVES];     /* of what moves over */
} Preview;

static void
preview_clear(Preview *preview)
{
    ct_person_free(preview->kept);
    ct_person_free(preview->gone);
    g_clear_pointer(&preview->differences, g_ptr_array_unref);
    g_clear_pointer(&preview->before, g_ptr_array_unref);
    g_clear_pointer(&preview->after, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Preview, preview_clear)

static bool
count_moves(CtContext *ctx, int64_t gone, Preview *preview, GError **error)
{
    g_autoptr(CtStmt) counts = ct_store_query(ctx->store, "people/merge-counts", error);

    if (counts == NULL)
        return false;
    ct_stmt_bind_int(counts, ":customer", gone);
    if (ct_stmt_step(counts, error) != CT_ROW)
        return false;
    for (int i = 0; i < MOVES; i++)
        preview->counts[i] = ct_stmt_int(counts, i);
    return true;
}

static bool
look_before(CtContext *ctx, int64_t kept, int64_t gone, Preview *preview, GError **error)
{
    preview->kept = ct_people_get(ctx->store, kept, error);
    preview->gone = preview->kept != NULL ? ct_people_get(ctx->store, gone, error) : NULL;
    if (preview->gone == NULL)
        return false;
    preview->differences = ct_people_compare(ctx->store, kept, gone, error);
    if (preview->differences == NULL)
        return false;
    preview->before = ct_people_permissions(ctx->store, kept, error);
    return preview->before != NULL && count_moves(ctx, gone, preview, error);
}

/* Tries everything and takes it back, so that what is shown is what will be. */
static bool
look(CtContext *ctx, int64_t kept, int64_t gone, Preview *preview, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;

    if (!look_before(ctx, kept, gone, preview, error))
        return false;
    if (!ct_txn_begin(&txn, ctx->store, error) ||
        !ct_people_merge(ctx->store, kept, gone, ctx->today, error))
        return false;
    preview->after = ct_people_permissions(ctx->store, kept, error);
    return preview->after != NULL;
}

static void
print_moves(const Preview *preview)
{
    g_autoptr(GString) list = g_string_new(NULL);

    for (int i = 0; i < MOVES; i++) {
        g_autofree char *count = ct_count(preview->counts[i], moves[i].one, moves[i].many);

        if (preview->counts[i] > 0)
            g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", count);
    }
    if (list->len > 0)
        g_print("Moves over: %s.\n", list->str);
}

static void
print_answers(const CtContext *ctx, const Preview *preview)
{
    static const char *const ways[CT_CHANNEL_COUNT] = {"e-mail", "calls", "post"};

    for (guint i = 0; i < preview->after->len; i++) {
        const CtPermission *permission = preview->after->pdata[i];
        g_autofree char *before = ct_cli_permission(ctx, preview->before->pdata[i]);
        g_autofree char *after = ct_cli_permission(ctx, permission);

        if (g_strcmp0(before, after) != 0)
            g_print("%s by %s: %s; until now %s.\n",
                    permission->kind == CT_KIND_MARKETING ? "Marketing" : "About purchases",
                    ways[permission->channel], after, before);
    }
}

static void
print_preview(const CtContext *ctx, const Preview *preview)
{
    g_autofree char *kept = ct_cli_person(preview->kept), *gone = ct_cli_person(preview->gone);
    g_autofree char *stays = g_strdup_printf("no. %s (stays)", preview->kept->ref);
    g_autofree char *goes = g_strdup_printf("no. %s (goes)", preview->gone->ref);

    g_print("%s becomes part of %s.\n", gone, kept);
    if (preview->differences->len > 0) {
        ct_people_print_differences(preview->differences, stays, goes);
        g_print("Where both say something no. %s is right, and the rest is kept beside it.\n",
                preview->kept->ref);
    }
    print_moves(preview);
    print_answers(ctx, preview);
    g_print("This cannot be taken back, nor can then the imports that brought the two.\n");
}

static void
print_json(const CtContext *ctx, const Preview *preview)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    ct_cli_json_text(builder, "kept", preview->kept->ref);
    ct_cli_json_text(builder, "gone", preview->gone->ref);
    json_builder_set_member_name(builder, "stored");
    json_builder_add_boolean_value(builder, !ctx->dry_run);
    for (int i = 0; i < MOVES; i++)
        ct_cli_json_number(builder, moves[i].key, preview->counts[i]);
    ct_people_json_differences(builder, preview->differences);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

bool
ct_people_merge_two(CtContext *ctx, int64_t kept, int64_t gone, GError **error)
{
    g_auto(Preview) preview = {0};
    g_auto(CtTxn) txn = CT_TXN_INIT;

    if (!look(ctx, kept, gone, &preview, error))
        return false;
    if (!ctx->json && !ctx->quiet)
        print_preview(ctx, &preview);
    if (!ctx->dry_run && !ct_cli_confirm(ctx, "Make them one?")) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "nothing was changed; say --yes to make them one without being asked");
        return false;
    }
    if (!ct_txn_begin(&txn, ctx->store, error) ||
        !ct_people_merge(ctx->store, kept, gone, ctx->today, error) ||
        !ct_cli_commit(ctx, &txn, error))
        return false;
    if (ctx->json)
        print_json(ctx, &preview);
    else if (!ctx->quiet && !ctx->dry_run)
        g_print("Done: there is one %s now, no. %s.\n", preview.kept->name, preview.kept->ref);
    return true;
}
