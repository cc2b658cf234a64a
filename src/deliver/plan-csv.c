/* plan.csv: every occasion of the night and how it ended, for a spreadsheet. */
#include "config.h"

#include "deliver-private.h"

#include <string.h>

static bool
is_day(const char *column)
{
    return strcmp(column, "anchor") == 0 || strcmp(column, "due") == 0 ||
           strcmp(column, "latest") == 0;
}

static void
append_cell(GString *csv, CtStmt *row, int column)
{
    char day[CT_DAY_TEXT];
    const char *text = ct_stmt_text(row, column);

    if (is_day(ct_stmt_column_name(row, column)))
        text = ct_day_text((CtDay){(int32_t)ct_stmt_int(row, column)}, day);
    ct_csv_append(csv, text != NULL ? text : "", column == 0, CT_CSV_FOR_PEOPLE);
}

bool
ct_deliver_plan_csv(CtOutbox *outbox, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(outbox->store, "deliver/plan-csv", error);
    g_autoptr(GString) csv = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    CtStep step;

    if (row == NULL)
        return false;
    ct_stmt_bind_int(row, ":today", outbox->delivery->today.n);
    for (int i = 0; i < ct_stmt_columns(row); i++)
        ct_csv_append(csv, ct_stmt_column_name(row, i), i == 0, CT_CSV_FOR_PROGRAMS);
    g_string_append(csv, "\r\n");
    while ((step = ct_stmt_step(row, error)) == CT_ROW) {
        for (int i = 0; i < ct_stmt_columns(row); i++)
            append_cell(csv, row, i);
        g_string_append(csv, "\r\n");
    }
    if (step == CT_FAILED)
        return false;
    bytes = g_bytes_new(csv->str, csv->len);
    return ct_outbox_file(outbox, "plan.csv", bytes, error);
}
