/* Any bytes as the lines of a card: what it says is UTF-8, a day is one or is the text itself, and
 * the same lines folded anew mean the same. */
#include "../../src/import/vcard-private.h"

#include "../../src/import/rows-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_file(const GString *bytes, GString *cells, bool *failed_out)
{
    FILE *file = tmpfile();
    g_autoptr(GError) error = NULL;
    g_autoptr(CtRows) rows = NULL;
    CtCsvStep step = CT_CSV_FAILED;

    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(bytes->str, 1, bytes->len, file), ==, bytes->len);
    g_assert_cmpint(fflush(file), ==, 0);
    rows = ct_rows_open(fileno(file), "fuzz.vcf", "UTF-8", &error);
    while (rows != NULL && (step = ct_rows_next(rows, &error)) == CT_CSV_ROW) {
        g_assert_cmpuint(ct_rows_count(rows), ==, CT_VCARD_COLUMN_COUNT);
        for (guint i = 0; i < CT_VCARD_COLUMN_COUNT; i++) {
            g_assert_true(g_utf8_validate(ct_rows_field(rows, i), -1, NULL));
            g_string_append_printf(cells, "%s\n", ct_rows_field(rows, i));
        }
    }
    *failed_out = step == CT_CSV_FAILED;
    fclose(file);
}

/* Folds the lines of text, outside of quoted-printable, behind every seventh byte that is not of
 * the name of a property. */
static bool
fold(const char *text, size_t size, GString *folded)
{
    size_t column = 0;
    bool in_name = true;

    for (size_t i = 0; i < size; i++) {
        char c = text[i];

        if (c == '\0' || c == '\r' || c == '\t' || c == '=' || (unsigned char)c >= 0x80)
            return false;
        column = c == '\n' ? 0 : column + 1;
        if (!in_name && column > 14 && column % 7 == 0 && c != ' ' && c != '\n')
            g_string_append(folded, "\n ");
        in_name = c == '\n' || (in_name && c != ':' && c != ';');
        g_string_append_c(folded, c);
    }
    return true;
}

static void
check_day(const char *text)
{
    g_autofree char *clean = g_utf8_make_valid(text, -1);
    g_autofree char *day = ct_vcard_day(clean, 0);
    g_autofree char *again = ct_vcard_day(day, 0);

    g_assert_cmpstr(again, ==, day);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char before[] = "BEGIN:VCARD\nVERSION:3.0\n", after[] = "\nEND:VCARD\n";
    g_autoptr(GString) bytes = g_string_new(before), folded = g_string_new(before);
    g_autoptr(GString) cells = g_string_new(NULL), cells_again = g_string_new(NULL);
    g_autofree char *upper = NULL;
    bool failed, failed_again;

    g_string_append_len(bytes, (const char *)data, (gssize)size);
    check_day(bytes->str + strlen(before));
    g_string_append(bytes, after);
    read_file(bytes, cells, &failed);
    upper = g_ascii_strup(bytes->str + strlen(before), -1);
    if (strstr(upper, "VERSION") != NULL || !fold((const char *)data, size, folded))
        return 0; /* vCard 2.1 folds in another way */
    g_string_append(folded, after);
    read_file(folded, cells_again, &failed_again);
    if (!failed && !failed_again)
        g_assert_cmpstr(cells->str, ==, cells_again->str);
    return 0;
}
