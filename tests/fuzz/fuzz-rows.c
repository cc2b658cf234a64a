/* Any bytes in any encoding, as a file of any kind (the first byte says which): ct_rows_next()
 * gives UTF-8 in records that move forward, or an error; and gives the same again from the start.
 */
#include "../../src/import/rows-private.h"

#include <stdio.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const encodings[] = {NULL,        "UTF-8",   "UTF-16LE", "windows-1252",
                                        "Shift_JIS", "GB18030", "UTF-32BE", "ISO-2022-JP"};
static const char *const files[] = {"fuzz.csv", "fuzz.iif", "fuzz.vcf", "fuzz"};

/* Reads everything; a number that stands for what was read. */
static guint
read_all(CtRows *rows, bool *failed_out)
{
    g_autoptr(GError) error = NULL;
    int64_t record = -1, line = 0;
    guint sum = 0;
    CtCsvStep step;

    while ((step = ct_rows_next(rows, &error)) == CT_CSV_ROW) {
        g_assert_cmpint(ct_rows_record(rows), >, record);
        g_assert_cmpint(ct_rows_line(rows), >=, line);
        g_assert_cmpuint(ct_rows_count(rows), <=, CT_CSV_COLUMNS);
        record = ct_rows_record(rows);
        line = ct_rows_line(rows);
        for (guint i = 0; i < ct_rows_count(rows); i++) {
            g_assert_true(g_utf8_validate(ct_rows_field(rows, i), -1, NULL));
            sum = sum * 31 + g_str_hash(ct_rows_field(rows, i));
        }
        g_assert_cmpstr(ct_rows_field(rows, ct_rows_count(rows)), ==, "");
    }
    *failed_out = step == CT_CSV_FAILED;
    g_assert_true(*failed_out == (error != NULL));
    if (error != NULL)
        sum += g_str_hash(error->message);
    return sum;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = tmpfile();
    uint8_t choice = size > 0 ? data[0] : 0;
    g_autoptr(GError) error = NULL;
    g_autoptr(CtRows) rows = NULL;

    g_assert_nonnull(file);
    if (size > 1)
        g_assert_cmpuint(fwrite(data + 1, 1, size - 1, file), ==, size - 1);
    g_assert_cmpint(fflush(file), ==, 0);
    rows = ct_rows_open(fileno(file), files[choice / 8 % G_N_ELEMENTS(files)],
                        encodings[choice % 8 % G_N_ELEMENTS(encodings)], &error);
    g_assert_true((rows == NULL) == (error != NULL));
    if (rows != NULL) {
        bool failed, failed_again;
        guint sum = read_all(rows, &failed);

        g_assert_true(ct_rows_rewind(rows, NULL));
        g_assert_cmpuint(read_all(rows, &failed_again), ==, sum);
        g_assert_true(failed == failed_again);
    }
    fclose(file);
    return 0;
}
