/* undo: lists imports, and takes one back. */
#include "config.h"

#include "cli.h"

#define ANALYZE_ROWS 5000 /* more rows than this change the query plans */
#define FILE_WIDTH   32
#define KIND_WIDTH   11

/* --- the list ------------------------------------------------------------------------- */

static void
print_import(CtStmt *row)
{
    char day[CT_DAY_TEXT];
    CtDay when = {(int32_t)ct_stmt_int(row, ct_stmt_column(row, "day"))};
    int undone = ct_stmt_column(row, "undone_day");
    g_autofree char *name = g_path_get_basename(ct_stmt_text(row, ct_stmt_column(row, "file")));
    g_autofree char *file = ct_cli_pad(name, FILE_WIDTH);
    g_autofree char *kind = ct_cli_pad(ct_stmt_text(row, ct_stmt_column(row, "kind")), KIND_WIDTH);
    g_autofree char *added = ct_number(ct_stmt_int(row, ct_stmt_column(row, "added")));
    g_autofree char *changed = ct_number(ct_stmt_int(row, ct_stmt_column(row, "changed")));

    g_print("%5" G_GINT64_FORMAT "  %s  %s  ", ct_stmt_int(row, ct_stmt_column(row, "id")),
            ct_day_text(when, day), file);
    if (ct_stmt_is_null(row, undone))
        g_print("%s %s new, %s changed\n", kind, added, changed);
    else
        g_print("taken back on %s\n", ct_day_text((CtDay){(int32_t)ct_stmt_int(row, undone)}, day));
}

static bool
list_imports(CtContext *ctx, GError **error)
{
    static const char *const days[] = {"day", "undone_day", NULL};
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "cli/imports", error);
    int64_t count = 0;
    CtStep step;

    if (rows == NULL)
        return false;
    if (ctx->json || ctx->output != NULL)
        return ct_cli_print_rows(ctx, rows, days, error);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        print_import(rows);
        count++;
    }
    if (step == CT_DONE && count == 0)
        g_print("Nothing was imported yet: courtesy import FILE\n");
    return step == CT_DONE;
}

/* --- taking one back ------------------------------------------------------------------ */

typedef enum { LOOK, KEEP } Purpose;

/* With LOOK everything is tried and nothing is kept, so that a person sees what will happen. */
static bool
undo(CtContext *ctx, int64_t id, Purpose purpose, CtImportUndone *undone_out, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;

    return ct_txn_begin(&txn, ctx->store, error) &&
           ct_import_undo(ctx->store, id, ctx->today, undone_out, error) &&
           (purpose == LOOK || ct_txn_commit(&txn, error));
}

static void
print_words(const CtImportUndone *undone)
{
    g_autofree char *day = ct_format_day(undone->day, "en-GB");
    g_autofree char *removed =
        ct_count(undone->removed, "row of the base goes", "rows of the base go");
    g_autofree char *restored = ct_count(undone->restored, "row is", "rows are");

    g_print("Import %" G_GINT64_FORMAT ": %s (%s), %s, %s.\n", undone->id, undone->file,
            ct_import_kind_words[undone->kind], undone->source, day);
    if (undone->restored > 0)
        g_print("%s, and %s again as before.\n", removed, restored);
    else
        g_print("%s.\n", removed);
}

static void
print_json(const CtImportUndone *undone)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    ct_cli_json_number(builder, "id", undone->id);
    ct_cli_json_day(builder, "day", undone->day);
    ct_cli_json_text(builder, "file", undone->file);
    ct_cli_json_text(builder, "kind", ct_import_kind_words[undone->kind]);
    ct_cli_json_text(builder, "source", undone->source);
    ct_cli_json_number(builder, "removed", undone->removed);
    ct_cli_json_number(builder, "restored", undone->restored);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

static bool
take_back(CtContext *ctx, int64_t id, GError **error)
{
    g_auto(CtImportUndone) undone = {0}, again = {0};

    if (!undo(ctx, id, LOOK, &undone, error))
        return false;
    if (ctx->json)
        print_json(&undone);
    else if (!ctx->quiet)
        print_words(&undone);
    if (ctx->dry_run)
        return true;
    if (!ct_cli_confirm(ctx, "Take it back?")) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "import %" G_GINT64_FORMAT " was not taken back; say --yes to do it without "
                    "being asked",
                    id);
        return false;
    }
    if (!undo(ctx, id, KEEP, &again, error))
        return false;
    if (!ctx->json && !ctx->quiet)
        g_print("Taken back. The file can be imported again at any time.\n");
    return undone.removed + undone.restored < ANALYZE_ROWS || ct_store_analyze(ctx->store, error);
}

bool
ct_cmd_undo(CtContext *ctx, int argc, char **argv, GError **error)
{
    char *end;
    int64_t id;

    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) || !ct_cli_arguments(ctx, argc, 0, 1, error))
        return false;
    if (argc == 1)
        return list_imports(ctx, error);
    id = g_ascii_strtoll(argv[1], &end, 10);
    if (id > 0 && *end == '\0')
        return take_back(ctx, id, error);
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                "\"%s\" is not the number of an import; courtesy undo lists them", argv[1]);
    return false;
}
