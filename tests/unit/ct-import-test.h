/* A base in memory, files to put into it, and what to ask of it afterwards. */
#pragma once

#include "ct-test.h"

#include "courtesy/import.h"

#include <glib/gstdio.h>
#include <string.h>

G_GNUC_UNUSED static int
open_store(void **state)
{
    g_autoptr(GError) error = NULL;

    *state = ct_store_open(":memory:", &error);
    return *state == NULL;
}

G_GNUC_UNUSED static int
close_store(void **state)
{
    ct_store_close(*state);
    return 0;
}

G_GNUC_UNUSED static CtSettings *
german_shop(void)
{
    static const char text[] = "[business]\nname = Oak & Lamp\ncountry = DE\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) file = ct_textfile_parse("test", text, strlen(text), problems);

    return ct_settings_parse(file, problems);
}

/* Imports a text as if it were a file, in a transaction of its own. */
G_GNUC_UNUSED static CtImportReport *
import_with(CtStore *store, const char *text, const CtImportMap *map, const char *rejected,
            GError **error)
{
    g_autoptr(CtSettings) settings = german_shop();
    g_autofree char *folder = g_dir_make_tmp("ct-import-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "file.csv", NULL);
    g_autoptr(CtImportReport) report = NULL;
    g_auto(CtTxn) txn = CT_TXN_INIT;
    CtImportOptions options = {.path = path,
                               .map = *map,
                               .today = ct_day_from_ymd(2025, 6, 12),
                               .settings = settings,
                               .rejected = rejected};

    assert_true(g_file_set_contents(path, text, -1, NULL));
    assert_true(ct_txn_begin(&txn, store, NULL));
    report = ct_import_run(store, &options, error);
    g_remove(path);
    g_rmdir(folder);
    if (report == NULL || !ct_txn_commit(&txn, error))
        return NULL;
    return g_steal_pointer(&report);
}

G_GNUC_UNUSED static CtImportReport *
import_as(CtStore *store, const char *text, int kind, CtDates dates, GError **error)
{
    const CtImportMap map = {.kind = kind, .dates = dates};

    return import_with(store, text, &map, NULL, error);
}

/* As with --keep, for each of the headings. */
G_GNUC_UNUSED static CtImportReport *
import_keeping(CtStore *store, const char *text, const char *const *keep, GError **error)
{
    g_auto(GStrv) headings = g_strdupv((char **)(uintptr_t)keep);
    const CtImportMap map = {.kind = -1, .keep = headings};

    return import_with(store, text, &map, NULL, error);
}

G_GNUC_UNUSED static CtImportReport *
import_text(CtStore *store, const char *text)
{
    g_autoptr(GError) error = NULL;
    CtImportReport *report = import_as(store, text, -1, CT_DATES_UNKNOWN, &error);

    if (report == NULL)
        fail_msg("%s", error->message);
    return report;
}

/* "added/changed/unchanged/rejected/unmatched" */
G_GNUC_UNUSED static void
assert_counts(const CtImportReport *report, const char *expected)
{
    g_autofree char *counts =
        g_strdup_printf("%d/%d/%d/%d/%d", (int)report->added, (int)report->changed,
                        (int)report->unchanged, (int)report->rejected, (int)report->unmatched);

    for (guint i = 0; i < report->wrong->len; i++)
        print_message("  %s\n", (char *)report->wrong->pdata[i]);
    assert_string_equal(counts, expected);
}

G_GNUC_UNUSED static void
assert_import(CtStore *store, const char *text, const char *counts)
{
    g_autoptr(CtImportReport) report = import_text(store, text);

    assert_counts(report, counts);
}

/* The rows of a query: "a|b\nc|d\n"; NULL is shown as "-". */
G_GNUC_UNUSED static void
assert_rows(CtStore *store, const char *sql, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    g_autoptr(GString) rows = g_string_new(NULL);

    ct_assert_ok(stmt != NULL, error);
    while (ct_stmt_step(stmt, &error) == CT_ROW) {
        for (int i = 0; i < ct_stmt_columns(stmt); i++)
            g_string_append_printf(rows, "%s%s", i > 0 ? "|" : "",
                                   ct_stmt_is_null(stmt, i) ? "-" : ct_stmt_text(stmt, i));
        g_string_append_c(rows, '\n');
    }
    assert_null(error);
    assert_string_equal(rows->str, expected);
}

G_GNUC_UNUSED static void
assert_says(const CtImportReport *report, const char *sentence)
{
    for (guint i = 0; i < report->wrong->len; i++)
        if (strcmp(report->wrong->pdata[i], sentence) == 0)
            return;
    for (guint i = 0; i < report->wrong->len; i++)
        print_message("said: %s\n", (char *)report->wrong->pdata[i]);
    fail_msg("not said: %s", sentence);
}

G_GNUC_UNUSED static const CtImportField *
find_field(const CtImportReport *report, const char *word)
{
    for (guint i = 0; i < report->fields->len; i++) {
        const CtImportField *field = report->fields->pdata[i];

        if (strcmp(field->field, word) == 0)
            return field;
    }
    fail_msg("no field %s", word);
    return NULL;
}

G_GNUC_UNUSED static const char people[] =
    "id,name,email\n1,Ana Bell,ana@example.com\n2,Bob Cole,bob@example.com\n"
    "3,Cy Dunn,\n";

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)
