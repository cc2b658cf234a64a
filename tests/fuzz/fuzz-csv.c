/* Any bytes: ct_csv_next() gives records within its limits, or an error; what it gave, written in
 * quotes, reads back the same; and every field may be asked for its meaning. */
#include "courtesy/import.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static FILE *
file_of(const void *bytes, size_t size)
{
    FILE *file = tmpfile();

    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(bytes, 1, size, file), ==, size);
    g_assert_cmpint(fflush(file), ==, 0);
    g_assert_cmpint(lseek(fileno(file), 0, SEEK_SET), ==, 0);
    return file;
}

static void
ask_for_meaning(const char *text)
{
    g_autofree char *email = ct_import_email_key(text);
    g_autofree char *phone = ct_import_phone_key(text, "DE");
    const char *country = ct_import_country(text);
    int64_t cents;
    CtDay day;
    int mmdd, year;

    if (email != NULL)
        g_assert_true(g_str_is_ascii(email) && strchr(email, '@') != NULL);
    if (phone != NULL)
        g_assert_cmpuint(strspn(phone, "0123456789"), ==, strlen(phone));
    if (country != NULL)
        g_assert_cmpuint(strlen(country), ==, 2);
    if (ct_import_money(text, CT_DECIMAL_UNKNOWN, &cents))
        g_assert_cmpint(ABS(cents), <=, 100000000000000);
    if (ct_import_day(text, CT_DATES_DMY, &day))
        g_assert_cmpint(ct_day_mmdd(day), >=, 101);
    if (ct_import_birthday(text, CT_DATES_MDY, &mmdd, &year))
        g_assert_true(ct_day_is_valid(year > 0 ? year : 2000, mmdd / 100, mmdd % 100));
}

/* Writes the record at hand as a table with quotes everywhere. */
static void
write_record(const CtCsv *csv, GString *table)
{
    for (guint i = 0; i < ct_csv_count(csv); i++) {
        g_string_append(table, i > 0 ? ",\"" : "\"");
        for (const char *p = ct_csv_field(csv, i); *p != '\0'; p++) {
            g_string_append_c(table, *p);
            if (*p == '"')
                g_string_append_c(table, '"');
        }
        g_string_append_c(table, '"');
    }
    g_string_append_c(table, '\n');
}

/* Reads everything; writes it as a table that means the same. */
static bool
read_all(const void *bytes, size_t size, GString *table)
{
    FILE *file = file_of(bytes, size);
    g_autoptr(CtCsv) csv = ct_csv_open(fileno(file), "fuzz.csv");
    g_autoptr(GError) error = NULL;
    int64_t record = 0, line = 0;
    CtCsvStep step;

    while ((step = ct_csv_next(csv, &error)) == CT_CSV_ROW) {
        g_assert_cmpint(ct_csv_record(csv), ==, ++record);
        g_assert_cmpint(ct_csv_line(csv), >, line);
        g_assert_cmpuint(ct_csv_count(csv), <=, CT_CSV_COLUMNS);
        line = ct_csv_line(csv);
        for (guint i = 0; i < ct_csv_count(csv); i++) {
            g_assert_cmpuint(strlen(ct_csv_field(csv, i)), <=, CT_CSV_FIELD);
            g_assert_true(g_utf8_validate(ct_csv_field(csv, i), -1, NULL));
            ask_for_meaning(ct_csv_field(csv, i));
        }
        write_record(csv, table);
    }
    g_assert_true((step == CT_CSV_FAILED) == (error != NULL));
    fclose(file);
    return step == CT_CSV_END;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GString) table = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);

    if (!read_all(data, size, table))
        return 0;
    g_assert_true(read_all(table->str, table->len, again));
    g_assert_cmpstr(again->str, ==, table->str);
    return 0;
}
