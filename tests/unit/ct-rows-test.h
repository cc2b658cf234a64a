/* Bytes as an open file, and what the reader of tables makes of them, as text. */
#pragma once

#include "ct-test.h"

#include "../../src/import/rows-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    FILE *file;
    CtRows *rows;
} Table;

static void
table_clear(Table *table)
{
    ct_rows_free(table->rows);
    if (table->file != NULL)
        fclose(table->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, table_clear)

G_GNUC_UNUSED static Table
open_table(const char *bytes, size_t size, const char *name, const char *encoding, GError **error)
{
    Table table = {.file = tmpfile()};

    assert_non_null(table.file);
    assert_int_equal(fwrite(bytes, 1, size, table.file), size);
    assert_int_equal(fflush(table.file), 0);
    table.rows = ct_rows_open(fileno(table.file), name, encoding, error);
    return table;
}

/* A file of tests/data. */
G_GNUC_UNUSED static char *
read_data(const char *folder, const char *name, gsize *size_out)
{
    g_autofree char *path = g_build_filename(g_getenv("SRCDIR"), "tests/data", folder, name, NULL);
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;

    ct_assert_ok(g_file_get_contents(path, &bytes, size_out, &error), error);
    return bytes;
}

/* All records: "a|b\nc|d\n". On failure what was read is followed by "failed". */
G_GNUC_UNUSED static char *
read_cells(CtRows *rows, GError **error)
{
    GString *text = g_string_new(NULL);
    CtCsvStep step;

    while ((step = ct_rows_next(rows, error)) == CT_CSV_ROW) {
        for (guint i = 0; i < ct_rows_count(rows); i++)
            g_string_append_printf(text, "%s%s", i > 0 ? "|" : "", ct_rows_field(rows, i));
        g_string_append_c(text, '\n');
    }
    g_string_append(text, step == CT_CSV_FAILED ? "failed" : "");
    return g_string_free(text, FALSE);
}

/* What is filled of each record but the heading: "Name=Ana;City=Rome\n". */
G_GNUC_UNUSED static char *
read_named(CtRows *rows, GError **error)
{
    g_autoptr(GPtrArray) heading = g_ptr_array_new_with_free_func(g_free);
    GString *text = g_string_new(NULL);

    while (ct_rows_next(rows, error) == CT_CSV_ROW) {
        bool is_heading = heading->len == 0;
        const char *between = "";

        for (guint i = 0; i < ct_rows_count(rows); i++) {
            const char *cell = ct_rows_field(rows, i);

            if (is_heading)
                g_ptr_array_add(heading, g_strdup(cell));
            if (is_heading || *cell == '\0')
                continue;
            g_string_append_printf(text, "%s%s=%s", between, (char *)heading->pdata[i], cell);
            between = ";";
        }
        g_string_append(text, is_heading ? "" : "\n");
    }
    return g_string_free(text, FALSE);
}
