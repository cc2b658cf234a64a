#include "ct-rows-test.h"

static void
rows__read__every_format(void **state)
{
    static const struct {
        const char *file, *bytes;
        CtFormat format;
        const char *delimiter, *cells;
    } cases[] = {
        {"people.csv", "a,b\n1,2\n", CT_FORMAT_CSV, "commas", "a|b\n1|2\n"},
        {"people.csv", "a;b\n1;2\n", CT_FORMAT_CSV, "semicolons", "a|b\n1|2\n"},
        {"people.txt", "a\tb\n1\t2\n", CT_FORMAT_CSV, "tabs", "a|b\n1|2\n"},
        {"people.csv", "a|b,c\n1|2\n", CT_FORMAT_CSV, "commas", "a|b|c\n1|2\n"},
        {"people.csv", "a|b|c\n1|2|3\n", CT_FORMAT_CSV, "bars", "a|b|c\n1|2|3\n"},
        {"people.csv", "sep=;\r\na,x;b\r\n1;2\r\n", CT_FORMAT_CSV, "semicolons", "a,x|b\n1|2\n"},
        {"people.csv", "\xef\xbb\xbf\"SEP=|\"\na|b\n", CT_FORMAT_CSV, "bars", "a|b\n"},
        {"people.csv", "sep=\t", CT_FORMAT_CSV, "tabs", ""},
        {"people.csv", "sep=x\na\n", CT_FORMAT_CSV, "commas", "sep=x\na\n"},
        {"people.csv", "sep=;b\na\n", CT_FORMAT_CSV, "semicolons", "sep=|b\na\n"},
        {"people.csv", "sep=", CT_FORMAT_CSV, "commas", "sep=\n"},
        {"people.csv", "\"sep=;\n\"\n", CT_FORMAT_CSV, "commas", "sep=;\n\n"},
        {"people.csv", "!a,b\n", CT_FORMAT_CSV, "commas", "!a|b\n"},
        {"cust.iif", "!CUST\tNAME\tPHONE1\nCUST\tAna\t1\n", CT_FORMAT_IIF, "tabs",
         "NAME|PHONE1\nAna|1\n"},
        {"cust.txt",
         "!HDR\tPROD\tVER\r\nHDR\tQuickBooks\t1\r\n!INVITEM\tNAME\r\nINVITEM\t5\" pipe, \"x\"\r\n"
         "!CUST\tNAME\tBADDR1\r\nCUST\t\"Bell, Ana\"\t\"5\"\" A, St\"\r\nVEND\tTom\r\n"
         "CUST\tBob 5\" Co\t\r\n!VEND\tNAME\r\nCUST\tCy\r\n",
         CT_FORMAT_IIF, "tabs", "NAME|BADDR1\nBell, Ana|5\" A, St\nBob 5\" Co|\nCy\n"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Table) table =
            open_table(cases[i].bytes, strlen(cases[i].bytes), cases[i].file, NULL, &error);

        print_message("case %zu: %s\n", i, cases[i].bytes);
        ct_assert_ok(table.rows != NULL, error);
        for (int round = 0; round < 2; round++) {
            g_autofree char *cells = read_cells(table.rows, &error);

            ct_assert_ok(error == NULL, error);
            assert_string_equal(cells, cases[i].cells);
            assert_int_equal(ct_rows_format(table.rows), cases[i].format);
            assert_string_equal(ct_rows_delimiter(table.rows), cases[i].delimiter);
            assert_string_equal(ct_rows_encoding(table.rows), "UTF-8");
            ct_assert_ok(ct_rows_rewind(table.rows, &error), error);
        }
    }
}

static void
rows__tell__where_they_are(void **state)
{
    static const struct {
        const char *file, *bytes;
        int64_t records[3], lines[3];
    } cases[] = {
        {"a.csv", "a,b\n\n1,2\n\"x\ny\",2\n", {1, 2, 3}, {1, 3, 4}},
        {"a.csv", "sep=;\r\na;b\r\n1;2\r\n3;4\r\n", {1, 2, 3}, {2, 3, 4}},
        {"a.iif", "!HDR\tX\n!CUST\tNAME\nVEND\tT\nCUST\tAna\nCUST\tBob\n", {1, 2, 3}, {2, 4, 5}},
        {"a.vcf",
         "BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n",
         {0, 1, 2},
         {1, 1, 4}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Table) table =
            open_table(cases[i].bytes, strlen(cases[i].bytes), cases[i].file, NULL, &error);

        print_message("case %zu: %s\n", i, cases[i].bytes);
        ct_assert_ok(table.rows != NULL, error);
        for (size_t k = 0; k < G_N_ELEMENTS(cases[i].records); k++) {
            assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
            assert_int_equal(ct_rows_record(table.rows), cases[i].records[k]);
            assert_int_equal(ct_rows_line(table.rows), cases[i].lines[k]);
            assert_string_equal(ct_rows_field(table.rows, ct_rows_count(table.rows)), "");
            assert_string_equal(ct_rows_field(table.rows, G_MAXUINT), "");
        }
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_END);
        assert_null(error);
    }
}

static void
rows__refuse__what_nobody_can_read(void **state)
{
    static const struct {
        const char *file, *bytes;
        size_t size; /* 0: up to the first NUL */
        const char *says;
    } cases[] = {
        {"a.csv", "a,b\n1,\0\n", 8, "a.csv:2: a NUL byte (column 2)"},
        {"a.csv", "\0\0\0\0\0\0\0\0", 8, "a.csv:1: a NUL byte (column 1)"},
        {"a.csv", "a\n\"1\n", 0, "a.csv:2: the quote that begins here (column 1) never ends"},
        {"a.iif", "!HDR\tX\nHDR\tY\n", 0, "a.iif: no customers (a line that begins with !CUST)"},
        {"a.iif", "", 0, "a.iif: no customers"},
        {"a.iif", "!CUST\tNAME\nCUST\tAna\n!CUST\tNAME\n", 0,
         "a.iif:3: a second list of customers"},
        {"a.iif", "!CUST\tNAME\nCUST\t\"Ana\n", 0, "a.iif:2: the quote that begins here"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t size = cases[i].size > 0 ? cases[i].size : strlen(cases[i].bytes);
        g_autoptr(GError) error = NULL, again = NULL;
        g_auto(Table) table = open_table(cases[i].bytes, size, cases[i].file, NULL, &error);
        g_autofree char *cells = NULL;

        print_message("case %zu: %s\n", i, cases[i].says);
        ct_assert_ok(table.rows != NULL, error);
        cells = read_cells(table.rows, &error);
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
        print_message("  %s\n", error->message);
        assert_true(g_str_has_prefix(error->message, cases[i].says));
        assert_int_equal(ct_rows_next(table.rows, &again), CT_CSV_FAILED); /* and stays so */
        assert_string_equal(again->message, error->message);
    }
}

/* A failure belongs to one reading only. */
static void
rows__begin_again__after_a_failure(void **state)
{
    g_autoptr(GError) error = NULL, again = NULL;
    g_auto(Table) table = open_table("a\n1\n\"", 5, "a.csv", NULL, &error);
    g_autofree char *first = read_cells(table.rows, &error);
    g_autofree char *second = NULL;

    assert_non_null(error);
    ct_assert_ok(ct_rows_rewind(table.rows, &again), again);
    second = read_cells(table.rows, &again);
    assert_string_equal(first, "a\n1\nfailed");
    assert_string_equal(second, first);
}

/* Wherever the first reading stopped, half a character of it is forgotten. */
static void
rows__begin_again__in_the_middle_of_a_character(void **state)
{
    for (int heading = 1; heading <= 3; heading++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        g_autoptr(GError) error = NULL;
        g_auto(Table) table = {0};

        print_message("heading of %d bytes\n", heading);
        g_string_append_printf(bytes, "%.*s\n", heading, "aaa");
        for (int i = 0; i < 60000; i++)
            g_string_append(bytes, "\x8e\x52\n");
        table = open_table(bytes->str, bytes->len, "a.csv", "Shift_JIS", &error);
        for (int round = 0; round < 2; round++) {
            g_autofree char *name = g_strnfill((gsize)heading, 'a');

            assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
            assert_string_equal(ct_rows_field(table.rows, 0), name);
            assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
            assert_string_equal(ct_rows_field(table.rows, 0), "\xe5\xb1\xb1");
            ct_assert_ok(ct_rows_rewind(table.rows, &error), error);
        }
    }
}

/* The position of the descriptor is the caller's own. */
static void
rows__leave__the_descriptor_alone(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Table) table = open_table("a\n1\n", 4, "a.csv", NULL, &error);
    off_t before = lseek(fileno(table.file), 2, SEEK_SET);
    g_autofree char *cells = read_cells(table.rows, &error);

    assert_string_equal(cells, "a\n1\n");
    assert_int_equal(lseek(fileno(table.file), 0, SEEK_CUR), before);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows__read__every_format),
        cmocka_unit_test(rows__tell__where_they_are),
        cmocka_unit_test(rows__refuse__what_nobody_can_read),
        cmocka_unit_test(rows__begin_again__after_a_failure),
        cmocka_unit_test(rows__begin_again__in_the_middle_of_a_character),
        cmocka_unit_test(rows__leave__the_descriptor_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
