/* A base with a row in every table that knows a customer, and questions to its schema. */
#pragma once

#include "ct-test.h"

#include "courtesy/people.h"

#include <string.h>

/* Customer 1 of tests/data/people/everything.sql. */
G_GNUC_UNUSED static CtStore *
open_everything(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sql_path =
        g_build_filename(g_getenv("SRCDIR"), "tests/data/people/everything.sql", NULL);
    g_autofree char *sql = NULL;
    CtStore *store = ct_store_open(path, &error);

    ct_assert_ok(store != NULL, error);
    assert_true(g_file_get_contents(sql_path, &sql, NULL, NULL));
    ct_assert_ok(ct_store_exec(store, sql, &error), error);
    return store;
}

G_GNUC_UNUSED static int64_t
count(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    int64_t number = -1;

    ct_assert_ok(stmt != NULL && ct_stmt_number(stmt, -1, &number, &error), error);
    return number;
}

/* Every table of the schema that has rows of a customer: by the name of a column, or because it
 * refers to such a table. Grows until nothing is added. */
G_GNUC_UNUSED static GPtrArray *
tables_of_customers(CtStore *store)
{
    static const char sql[] =
        "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND m.name <> 'customer'"
        "  AND (EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name IN"
        "         ('customer_id', 'one_id', 'other_id', 'referred_id', 'touch_id'))"
        "    OR EXISTS (WITH RECURSIVE up (name) AS"
        "         (SELECT f.\"table\" FROM pragma_foreign_key_list(m.name) f"
        "          UNION SELECT f.\"table\" FROM up u, pragma_foreign_key_list(u.name) f)"
        "         SELECT 1 FROM up WHERE name = 'customer')) ORDER BY m.name";
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    GPtrArray *tables = g_ptr_array_new_with_free_func(g_free);

    ct_assert_ok(stmt != NULL, error);
    g_ptr_array_add(tables, g_strdup("customer"));
    while (ct_stmt_step(stmt, &error) == CT_ROW)
        g_ptr_array_add(tables, g_strdup(ct_stmt_text(stmt, 0)));
    assert_null(error);
    return tables;
}
