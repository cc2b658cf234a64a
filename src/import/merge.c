/* From the staging tables into the base, a few statements for all rows at once. What the file comes
 * to is counted before anything is written: a file without news leaves no trace. Here is what all
 * kinds share. */
#include "config.h"

#include "import-private.h"

#include <string.h>

const char *
ct_import_source(const CtImport *import)
{
    static const char *const articles[] = {"a ", "an "};
    const char *name = ct_mapping_source_name(import->mapping);

    for (size_t i = 0; i < G_N_ELEMENTS(articles); i++)
        if (g_str_has_prefix(name, articles[i]))
            return name + strlen(articles[i]);
    return name;
}

static void
bind_known(CtImport *import, CtStmt *stmt)
{
    int64_t id = import->report->import_id;

    if (ct_stmt_has(stmt, ":import"))
        ct_import_bind_number(stmt, ":import", id > 0, id); /* before it has begun, of none */
    if (ct_stmt_has(stmt, ":day"))
        ct_stmt_bind_int(stmt, ":day", import->options->today.n);
    if (ct_stmt_has(stmt, ":source"))
        ct_stmt_bind_text(stmt, ":source", ct_import_source(import));
}

bool
ct_import_step(CtImport *import, const char *name, int64_t *changed_out, GError **error)
{
    g_autofree char *path = g_strconcat("import/", name, NULL);
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, path, error);

    if (stmt == NULL)
        return false;
    bind_known(import, stmt);
    return ct_stmt_run(stmt, changed_out, error);
}

bool
ct_import_steps(CtImport *import, const char *const *names, GError **error)
{
    for (int i = 0; names[i] != NULL; i++)
        if (!ct_import_step(import, names[i], NULL, error))
            return false;
    return true;
}

bool
ct_import_count(CtImport *import, const char *query, GError **error)
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

bool
ct_import_has_news(const CtImport *import)
{
    return import->report->added > 0 || import->report->changed > 0;
}

bool
ct_import_begin(CtImport *import, GError **error)
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

bool
ct_import_merge(CtImport *import, GError **error)
{
    return ct_import_is_of_people(import) ? ct_import_merge_customers(import, error)
                                          : ct_import_merge_events(import, error);
}
