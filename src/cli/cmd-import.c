/* import: shows what a file holds, asks, stores. */
#include "config.h"

#include "cli.h"

#include <string.h>

#define ANALYZE_ROWS 5000 /* imports larger than this change the query plans */

static void
print_fields(const CtImportReport *report)
{
    for (guint i = 0; i < report->fields->len; i++) {
        const CtImportField *field = g_ptr_array_index(report->fields, i);

        g_print("  %-12s %-34s %8d filled", field->field, field->columns, (int)field->filled);
        if (field->wrong > 0)
            g_print(", %d cannot be right", (int)field->wrong);
        g_print("%s%s%s\n", *field->note != '\0' ? " (" : "", field->note,
                *field->note != '\0' ? ")" : "");
    }
}

static void
print_report(const char *path, const CtImportReport *report)
{
    g_autofree char *unused = g_strjoinv(", ", report->unused);

    g_print("%s: %s. %d rows.\n", path, report->source, (int)report->rows);
    print_fields(report);
    for (guint i = 0; i < report->wrong->len; i++)
        g_print("  ! %s\n", (const char *)g_ptr_array_index(report->wrong, i));
    if (report->wrong_total > report->wrong->len)
        g_print("  ! and %d more\n", (int)(report->wrong_total - report->wrong->len));
    if (*unused != '\0')
        g_print("  not used     %s\n", unused);
    if (report->consent_yes + report->consent_no > 0)
        g_print("  may be mailed %d yes, %d no%s\n", (int)report->consent_yes,
                (int)report->consent_no,
                report->consent_kept > 0 ? "; an earlier no was kept" : "");
    if (report->added + report->changed == 0)
        g_print("%d read: nothing new, nothing changed", (int)report->rows);
    else
        g_print("%d new, %d changed, %d as before", (int)report->added, (int)report->changed,
                (int)report->unchanged);
    if (report->rejected > 0)
        g_print(", %d rejected", (int)report->rejected);
    if (report->unmatched > 0)
        g_print(", %d of customers that are not here", (int)report->unmatched);
    g_print("\n");
}

static void
print_json(const char *path, const CtImportReport *report)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {{"rows", report->rows},
                   {"added", report->added},
                   {"changed", report->changed},
                   {"unchanged", report->unchanged},
                   {"rejected", report->rejected},
                   {"unmatched", report->unmatched},
                   {"import", report->import_id},
                   {"wrong", report->wrong_total},
                   {"consent_yes", report->consent_yes},
                   {"consent_no", report->consent_no},
                   {"consent_kept", report->consent_kept}};

    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "file");
    json_builder_add_string_value(builder, path);
    json_builder_set_member_name(builder, "source");
    json_builder_add_string_value(builder, report->source);
    json_builder_set_member_name(builder, "kind");
    json_builder_add_string_value(builder, ct_import_kind_words[report->kind]);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        json_builder_set_member_name(builder, numbers[i].name);
        json_builder_add_int_value(builder, numbers[i].value);
    }
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

/* Reads the file; with `keep` it is stored, else taken back, so that nobody waits for a person
 * while the question is open. */
static CtImportReport *
read_file(CtContext *ctx, const CtImportOptions *options, bool keep, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtImportReport) report = NULL;

    if (!ct_txn_begin(&txn, ctx->store, error))
        return NULL;
    report = ct_import_run(ctx->store, options, error);
    if (report == NULL || (keep && !ct_txn_commit(&txn, error)))
        return NULL;
    return g_steal_pointer(&report);
}

static void
say(CtContext *ctx, const char *path, const CtImportReport *report)
{
    if (ctx->json)
        print_json(path, report);
    else if (!ctx->quiet)
        print_report(path, report);
}

static bool
import_file(CtContext *ctx, const CtImportOptions *options, GError **error)
{
    bool unasked = ctx->yes && !ctx->dry_run;
    g_autoptr(CtImportReport) report = read_file(ctx, options, unasked, error);
    g_autoptr(CtImportReport) again = NULL;

    if (report == NULL)
        return false;
    say(ctx, options->path, report);
    if (ctx->dry_run || report->added + report->changed == 0)
        return true;
    if (!unasked) {
        if (!ct_cli_confirm(ctx, "Store this?")) {
            g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                        "%s: nothing was stored; say --yes to store it without being asked",
                        options->path);
            return false;
        }
        again = read_file(ctx, options, true, error);
        if (again == NULL)
            return false;
    }
    return report->rows < ANALYZE_ROWS || ct_store_analyze(ctx->store, error);
}

bool
ct_cmd_import(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autofree char *as = NULL, *dates = NULL;
    const GOptionEntry entries[] = {
        {"as", 0, 0, G_OPTION_ARG_STRING, &as, "What the rows are",
         "customers|purchases|cases|contacts"},
        {"dates", 0, 0, G_OPTION_ARG_STRING, &dates, "How 03/04/2025 is meant", "dmy|mdy"},
        G_OPTION_ENTRY_NULL,
    };
    CtImportOptions options = {.kind = -1, .dates = CT_DATES_UNKNOWN};

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 1, 1000, error))
        return false;
    if (as != NULL && (options.kind = ct_vocabulary_find(ct_import_kind_words, as)) < 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "--as takes customers, purchases, cases or contacts, not \"%s\"", as);
        return false;
    }
    if (dates != NULL) {
        int order = ct_vocabulary_find(ct_date_order_words, dates);

        if (order <= 0) {
            g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "--dates takes dmy or mdy, not \"%s\"",
                        dates);
            return false;
        }
        options.dates = (CtDates)order;
    }
    options.today = ctx->today;
    options.settings = ctx->settings;
    for (int i = 1; i < argc; i++) {
        options.path = argv[i];
        if (!import_file(ctx, &options, error))
            return false;
    }
    return true;
}
