/* Of the lists in the file only the customers are read. */
#include "config.h"

#include "iif-private.h"

#include <string.h>

#define HEADING  "!CUST"
#define CUSTOMER "CUST"

bool
ct_iif_is_heading(const char *text)
{
    size_t length = *text == '!' ? strspn(text + 1, G_CSET_A_2_Z G_CSET_DIGITS) : 0;

    return length > 0 && text[length + 1] == '\t';
}

CtCsvStep
ct_iif_next(CtCsv *csv, const char *file, bool heading, GError **error)
{
    CtCsvStep step;

    while ((step = ct_csv_next(csv, error)) == CT_CSV_ROW) {
        const char *kind = ct_csv_field(csv, 0);
        bool is_heading = strcmp(kind, HEADING) == 0;

        if (is_heading == heading && (heading || strcmp(kind, CUSTOMER) == 0))
            return CT_CSV_ROW;
        if (!is_heading)
            continue;
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "%s:%" G_GINT64_FORMAT ": a second list of customers; please export one a file",
                    file, ct_csv_line(csv));
        return CT_CSV_FAILED;
    }
    if (step == CT_CSV_END && heading) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "%s: no customers (a line that begins with !CUST); in QuickBooks, export the "
                    "Customer List",
                    file);
        return CT_CSV_FAILED;
    }
    return step;
}
