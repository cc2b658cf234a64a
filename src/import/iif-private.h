/* iif - the lists that QuickBooks Desktop exports: tab separated, and the first cell of each line
 * says which list it belongs to. Inside src/import only. */
#pragma once

#include "courtesy/import.h"

/* True for text that begins as such a file does: "!CUST" and a tab. */
bool ct_iif_is_heading(const char *text);
/* Passes over the lines of other lists: reads the heading of the customers, a line !CUST, when
 * `heading`, else a line CUST. The first cell of the record is that word. Errors: those of
 * ct_csv_next(); a file without customers. */
CtCsvStep ct_iif_next(CtCsv *csv, const char *file, bool heading, GError **error);
