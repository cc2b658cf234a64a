/* From the staging tables into the base, a few statements for all rows at once. What the file
 * comes to is counted before anything is written: a file without news leaves no trace. */
#include "config.h"

#include "import-private.h"

#define UNMATCHED_SHOWN 20

static void
bind_known(CtImport *import, CtStmt *stmt)
{
    if (ct_stmt_has(stmt, ":import"))
        ct_stmt_bind_int(stmt, ":import", import->report->import_id);
    if (ct_stmt_has(stmt, ":day"))
        ct_stmt_bind_int(stmt, ":day", import->options->today.n);
    if (ct_stmt_has(stmt, ":source"))
        ct_stmt_bind_text(stmt, ":source", ct_mapping_source_name(import->mapping));
}

/* Runs schema/import/<name>.sql and counts the rows that it changes, unless that is NULL. */
static bool
step(CtImport *import, const char *name, int64_t *changed_out, GError **error)
{
    g_autofree char *path = g_strconcat("import/", name, NULL);
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, path, error);

    if (stmt == NULL)
        return false;
    bind_known(import, stmt);
    return ct_stmt_run(stmt, changed_out, error);
}

/* The same for several, with the kind of the events in their names. */
static bool
step_of_kind(CtImport *import, const char *name, GError **error)
{
    g_autofree char *full =
        g_strconcat(name, "-", ct_import_kind_words[import->mapping->kind], NULL);

    return step(import, full, NULL, error);
}

static bool
count(CtImport *import, const char *query, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, query, error);
    CtImportReport *report = import->report;

    if (stmt == NULL || ct_stmt_step(stmt, error) != CT_ROW)
        return false;
    report->added = ct_stmt_int(stmt, ct_stmt_column(stmt, "added"));
    report->changed = ct_stmt_int(stmt, ct_stmt_column(stmt, "changed"));
    report->unchanged =
        ct_stmt_int(stmt, ct_stmt_column(stmt, "staged")) - report->added - report->changed;
    return true;
}

static bool
has_news(const CtImport *import)
{
    return import->report->added > 0 || import->report->changed > 0;
}

/* Gives this import its number. */
static bool
begin_import(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/begin-import", error);
    CtImportReport *report = import->report;

    if (stmt == NULL)
        return false;
    bind_known(import, stmt);
    ct_stmt_bind_text(stmt, ":file", import->file);
    ct_stmt_bind_text(stmt, ":kind", ct_import_kind_words[import->mapping->kind]);
    ct_stmt_bind_int(stmt, ":rows_read", report->rows);
    ct_stmt_bind_int(stmt, ":added", report->added);
    ct_stmt_bind_int(stmt, ":changed", report->changed);
    ct_stmt_bind_int(stmt, ":rejected", report->rejected);
    return ct_stmt_number(stmt, 0, &report->import_id, error);
}

/* --- customers ------------------------------------------------------------------------ */

static bool
merge_customers(CtImport *import, GError **error)
{
    if (!step(import, "name-customers", NULL, error) ||
        !ct_store_run(import->store, "import/gather-answers", error) ||
        !ct_store_run(import->store, "import/index-answers", error) ||
        !step(import, "keep-refusals", &import->report->consent_kept, error) ||
        !step(import, "mark-answers", NULL, error) ||
        !step(import, "mark-changed-customers", NULL, error) ||
        !count(import, "import/count-customers", error))
        return false;
    if (!has_news(import))
        return true;
    return begin_import(import, error) && step(import, "forget-address-status", NULL, error) &&
           step(import, "update-customers", NULL, error) &&
           step(import, "add-customers", NULL, error) &&
           step(import, "identify-customers", NULL, error) &&
           step(import, "add-consent", NULL, error) && step(import, "soil-customers", NULL, error);
}

/* --- purchases, cases, contacts ------------------------------------------------------- */

/* Most rows are of nobody: the files come in the wrong order, or from another shop. */
static void
advise_customers_first(CtImport *import, int64_t strangers)
{
    int64_t rows = import->report->rows - import->report->rejected;

    if (strangers * 2 > rows)
        ct_import_report_advice(import,
                                "import the customers first: %" G_GINT64_FORMAT
                                " of %" G_GINT64_FORMAT " rows are of customers that are not here",
                                strangers, rows);
}

static bool
list_unmatched(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/list-unmatched", error);
    int64_t strangers = 0;
    CtStep taken;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":most", UNMATCHED_SHOWN);
    while ((taken = ct_stmt_step(stmt, error)) == CT_ROW) {
        int64_t row = ct_stmt_int(stmt, ct_stmt_column(stmt, "place"));
        const char *customer = ct_stmt_text(stmt, ct_stmt_column(stmt, "customer"));
        g_autofree char *quoted = ct_import_quote(customer != NULL ? customer : "");

        strangers = ct_stmt_int(stmt, ct_stmt_column(stmt, "strangers"));
        if (customer == NULL)
            ct_import_report_wrong(import, row, "names no customer");
        else
            ct_import_report_wrong(import, row, "no customer %s", quoted);
    }
    advise_customers_first(import, strangers);
    return taken == CT_DONE;
}

/* Lists, counts and leaves out what belongs to nobody in the base. */
static bool
leave_out_unmatched(CtImport *import, GError **error)
{
    CtImportReport *report = import->report;

    if (!list_unmatched(import, error) ||
        !step(import, "drop-unmatched", &report->unmatched, error))
        return false;
    report->wrong_total += MAX(0, report->unmatched - UNMATCHED_SHOWN); /* those not listed */
    return true;
}

static bool
find_changed_items(CtImport *import, GError **error)
{
    return !ct_mapping_has(import->mapping, CT_FIELD_ITEM) ||
           (step(import, "number-items", NULL, error) &&
            step(import, "index-staged-items", NULL, error) &&
            step(import, "mark-changed-items", NULL, error));
}

/* Finds out what the staged events are to the base. */
static bool
compare_events(CtImport *import, GError **error)
{
    return step(import, "number-events", NULL, error) &&
           step_of_kind(import, "match-numbered", error) && leave_out_unmatched(import, error) &&
           step_of_kind(import, "mark-changed", error) && find_changed_items(import, error) &&
           count(import, "import/count-events", error);
}

static bool
write_items(CtImport *import, GError **error)
{
    return !ct_mapping_has(import->mapping, CT_FIELD_ITEM) ||
           (step(import, "identify-purchases", NULL, error) &&
            step(import, "drop-changed-items", NULL, error) &&
            step(import, "add-items", NULL, error));
}

static bool
merge_events(CtImport *import, GError **error)
{
    if (!compare_events(import, error))
        return false;
    if (!has_news(import))
        return true;
    return begin_import(import, error) && step_of_kind(import, "soil-moved", error) &&
           step_of_kind(import, "update", error) && step_of_kind(import, "add", error) &&
           write_items(import, error) && step(import, "soil-events", NULL, error);
}

bool
ct_import_merge(CtImport *import, GError **error)
{
    return import->mapping->kind == CT_IMPORT_CUSTOMERS ? merge_customers(import, error)
                                                        : merge_events(import, error);
}
