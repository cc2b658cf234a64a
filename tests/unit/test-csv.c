#include "ct-test.h"

#include "courtesy/import.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A stream over bytes in memory, and the file that holds them. */
typedef struct {
    FILE *file;
    CtCsv *csv;
} Stream;

static Stream
open_bytes(const char *bytes, size_t size)
{
    Stream stream = {.file = tmpfile()};

    assert_non_null(stream.file);
    assert_int_equal(fwrite(bytes, 1, size, stream.file), size);
    rewind(stream.file);
    assert_int_equal(fflush(stream.file), 0);
    assert_int_equal(lseek(fileno(stream.file), 0, SEEK_SET), 0);
    stream.csv = ct_csv_open(fileno(stream.file), "people.csv");
    return stream;
}

static void
stream_clear(Stream *stream)
{
    ct_csv_free(stream->csv);
    fclose(stream->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stream, stream_clear)

/* All records as text: "a|b\nc|d\n". */
static char *
read_all(CtCsv *csv, GError **error)
{
    GString *text = g_string_new(NULL);
    CtCsvStep step;

    while ((step = ct_csv_next(csv, error)) == CT_CSV_ROW) {
        for (guint i = 0; i < ct_csv_count(csv); i++)
            g_string_append_printf(text, "%s%s", i > 0 ? "|" : "", ct_csv_field(csv, i));
        g_string_append_c(text, '\n');
    }
    if (step == CT_CSV_FAILED)
        g_string_assign(text, "failed");
    return g_string_free(text, FALSE);
}

static void
csv__reads__what_people_have(void **state)
{
    static const struct {
        const char *bytes, *records;
        char delimiter;
    } cases[] = {
        {"", "", ','},
        {"\n\n\r\n", "", ','},
        {"a", "a\n", ','},
        {"a,b\n1,2\n", "a|b\n1|2\n", ','},
        {"a,b\r\n1,2\r\n", "a|b\n1|2\n", ','},
        {"a,b\r1,2\r", "a|b\n1|2\n", ','},
        {"a,b\n1,2", "a|b\n1|2\n", ','},
        {"\xef\xbb\xbf"
         "a,b\n1,2\n",
         "a|b\n1|2\n", ','},
        {"a;b\n1,5;2\n", "a|b\n1,5|2\n", ';'},
        {"a\tb\n1,5;\t2\n", "a|b\n1,5;|2\n", '\t'},
        {"a|b|c\n1,5|2|;\n", "a|b|c\n1,5|2|;\n", '|'},
        {"sep=;\r\na,b\r\n1,5;2\r\n", "a,b\n1,5|2\n", ';'},
        {"\"a;b;c\",\"d\ne;f;g\"\n", "a;b;c|d\ne;f;g\n", ','},
        {"a,b\n\n\n1,2\n\n", "a|b\n1|2\n", ','},
        {"a,b\n,\n", "a|b\n|\n", ','},
        {"a,b\n1,\n", "a|b\n1|\n", ','},
        {"a,b\n1,", "a|b\n1|\n", ','},
        {"a,b\n\"\",\"\"\n", "a|b\n|\n", ','},
        {"a\n\"\"\n", "a\n\n", ','},
        {"a\n\"x\"", "a\nx\n", ','},
        {"a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", "a|b\n1,5|say \"hi\"\n", ','},
        {"a,b\n\"one\r\ntwo\",2\n", "a|b\none\r\ntwo|2\n", ','},
        {"a,b\n1,2,3\n", "a|b\n1|2|3\n", ','},
        {" a , b \n", " a | b \n", ','},
        {"n\xc3\xa4me\n\xe5\xb1\xb1\n", "n\xc3\xa4me\n\xe5\xb1\xb1\n", ','},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Stream) stream = open_bytes(cases[i].bytes, strlen(cases[i].bytes));
        g_autoptr(GError) error = NULL;
        g_autofree char *records = NULL;

        print_message("case %zu: %s\n", i, cases[i].bytes);
        records = read_all(stream.csv, &error);
        assert_null(error);
        assert_string_equal(records, cases[i].records);
        assert_int_equal(ct_csv_delimiter(stream.csv), cases[i].delimiter);
    }
}

static void
csv__refuses__what_nobody_can_read(void **state)
{
    static const struct {
        const char *bytes;
        size_t size; /* 0: up to the first NUL */
        const char *says;
    } cases[] = {
        {"a,b\n1,say \"hi\"\n", 0,
         "people.csv:2: a quote inside the field that begins \"say\" (column 2)"},
        {"a,b\n1,\"x\" y\n", 0, "people.csv:2: text after a closing quote (column 2)"},
        {"a,b\n1,\"x\n2,3\n4,5\n", 0,
         "people.csv:2: the quote that begins here (column 2) never ends"},
        {"a,b\n\n\n1,2\n\"", 0, "people.csv:5: the quote that begins here (column 1) never ends"},
        {"a,b\n1,\0\n", 7, "people.csv:2: a NUL byte (column 2)"},
        {"a,b\n\"1\0\"\n", 8, "people.csv:2: a NUL byte (column 1)"},
        {"a,b\r\n\"one\r\ntwo\",2\r\n1,\xff\r\n", 0, "people.csv:4: column 2 is not UTF-8"},
        {"a\n\xc3", 0, "people.csv:2: column 1 is not UTF-8"},
        {"a,b\nJos\xe9,1\n", 0, "column 1 is not UTF-8: \"Jos\xef\xbf\xbd\""},
        {"\xff\xfe"
         "a\0,\0b\0",
         8, "people.csv:1: this is UTF-16"},
        {"\xfe\xff\0a", 4, "people.csv:1: this is UTF-16"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t size = cases[i].size > 0 ? cases[i].size : strlen(cases[i].bytes);
        g_auto(Stream) stream = open_bytes(cases[i].bytes, size);
        g_autoptr(GError) error = NULL;
        g_autoptr(GError) again = NULL;
        g_autofree char *records = NULL;

        print_message("case %zu: %s\n", i, cases[i].bytes);
        records = read_all(stream.csv, &error);
        assert_string_equal(records, "failed");
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
        print_message("  %s\n", error->message);
        assert_non_null(strstr(error->message, cases[i].says));
        assert_int_equal(ct_csv_next(stream.csv, &again), CT_CSV_FAILED); /* and stays so */
        assert_string_equal(again->message, error->message);
        assert_int_equal(ct_csv_count(stream.csv), 0);
    }
}

static char *
repeat(const char *before, const char *text, size_t times, const char *after)
{
    GString *all = g_string_new(before);

    for (size_t i = 0; i < times; i++)
        g_string_append(all, text);
    g_string_append(all, after);
    return g_string_free(all, FALSE);
}

static void
csv__keeps__its_limits(void **state)
{
    static const struct {
        const char *before, *text;
        size_t times;
        const char *after, *says; /* NULL: it is read */
    } cases[] = {
        {"a\n", "x", CT_CSV_FIELD, "\n", NULL},
        {"a\n", "x", CT_CSV_FIELD + 1, "\n",
         "people.csv:2: a field longer than 65536 bytes (column 1)"},
        {"a\n\"", "x", CT_CSV_FIELD, "\"\n", NULL},
        {"a\n\"", "x\n", CT_CSV_FIELD, "\"\n",
         "people.csv:2: the field with the quote that begins here is longer than 65536 bytes; is "
         "the closing quote missing?"},
        {"a\n\"", "\"\"", CT_CSV_FIELD, "\"\n", NULL},
        {"a\n\"", "\"\"", CT_CSV_FIELD + 1, "\"\n", "longer than 65536 bytes"},
        {"a\n", "x,", CT_CSV_COLUMNS - 1, "x\n", NULL},
        {"a\n", "x,", CT_CSV_COLUMNS, "x\n", "people.csv:2: more than 512 columns"},
        {"", "x,", 1000000, "x\n", "people.csv:1: more than 512 columns"},
        {"", ",", 1000000, "\n", "people.csv:1: more than 512 columns"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *bytes =
            repeat(cases[i].before, cases[i].text, cases[i].times, cases[i].after);
        g_auto(Stream) stream = open_bytes(bytes, strlen(bytes));
        g_autoptr(GError) error = NULL;
        g_autofree char *records = NULL;

        print_message("case %zu: %zu times %s\n", i, cases[i].times, cases[i].text);
        records = read_all(stream.csv, &error);
        if (cases[i].says == NULL) {
            assert_null(error);
            continue;
        }
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
        assert_non_null(strstr(error->message, cases[i].says));
    }
}

static void
csv__refuses__a_record_over_the_limit(void **state)
{
    g_autofree char *field = repeat("", "x", CT_CSV_FIELD, ",");
    g_autofree char *bytes = repeat("a,b\n", field, CT_CSV_RECORD / CT_CSV_FIELD, "x\n");
    g_auto(Stream) stream = open_bytes(bytes, strlen(bytes));
    g_autoptr(GError) error = NULL;
    g_autofree char *records = read_all(stream.csv, &error);

    assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
    assert_non_null(strstr(error->message, "people.csv:2: a record longer than 1048576 bytes"));
}

/* Records of all sizes, so that the end of the buffer falls on every kind of byte. */
static void
csv__reads__the_same_wherever_the_buffer_ends(void **state)
{
    g_autoptr(GString) bytes = g_string_new("a;b\r\n");
    g_auto(Stream) stream = {0};
    g_autoptr(GError) error = NULL;
    int64_t records = 0, line = 2;

    for (int i = 0; i < 40000; i++)
        g_string_append_printf(bytes, "\"%d\"\"\r\n%.*s\";\"\xc3\xa4\"\r\n", i, i % 7, "xxxxxxx");
    assert_true(bytes->len > 10 * 65536);
    stream = open_bytes(bytes->str, bytes->len);
    assert_int_equal(ct_csv_next(stream.csv, &error), CT_CSV_ROW);
    for (int i = 0; i < 40000; i++, line += 2, records++) {
        g_autofree char *first = g_strdup_printf("%d\"\r\n%.*s", i, i % 7, "xxxxxxx");

        assert_int_equal(ct_csv_next(stream.csv, &error), CT_CSV_ROW);
        assert_int_equal(ct_csv_count(stream.csv), 2);
        assert_string_equal(ct_csv_field(stream.csv, 0), first);
        assert_string_equal(ct_csv_field(stream.csv, 1), "\xc3\xa4");
        assert_int_equal(ct_csv_line(stream.csv), line);
        assert_int_equal(ct_csv_record(stream.csv), i + 2);
    }
    assert_int_equal(ct_csv_next(stream.csv, &error), CT_CSV_END);
}

static void
csv__tells__where_a_record_is(void **state)
{
    static const char bytes[] = "a,b\r\n\r\n\"1\n2\r\n3\r4\",x\n\ny,z\rlast,one";
    static const int64_t lines[] = {1, 3, 8, 9};
    g_auto(Stream) stream = open_bytes(bytes, strlen(bytes));
    g_autoptr(GError) error = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        print_message("record %zu\n", i + 1);
        assert_int_equal(ct_csv_next(stream.csv, &error), CT_CSV_ROW);
        assert_int_equal(ct_csv_line(stream.csv), lines[i]);
        assert_int_equal(ct_csv_record(stream.csv), i + 1);
        assert_string_equal(ct_csv_field(stream.csv, 2), ""); /* there is none */
    }
    assert_int_equal(ct_csv_next(stream.csv, &error), CT_CSV_END);
    assert_int_equal(ct_csv_next(stream.csv, &error), CT_CSV_END);
}

static void
csv__reads__from_a_pipe(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtCsv) csv = NULL;
    g_autofree char *records = NULL;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "a;b\n1;", 6), 6);
    assert_int_equal(write(ends[1], "2\n", 2), 2);
    close(ends[1]);
    csv = ct_csv_open(ends[0], "-");
    records = read_all(csv, &error);
    close(ends[0]);
    assert_string_equal(records, "a|b\n1|2\n");
}

static void
csv__says__when_a_file_cannot_be_read(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtCsv) csv = ct_csv_open(-1, "gone.csv");

    assert_int_equal(ct_csv_next(csv, &error), CT_CSV_FAILED);
    assert_non_null(strstr(error->message, "gone.csv:1: cannot be read"));
}

/* --- csv-spectrum: files that others wrote, and what they mean ------------------------ */

static void
compare_with_json(CtCsv *csv, JsonArray *expected)
{
    g_autoptr(GPtrArray) heading = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    assert_int_equal(ct_csv_next(csv, &error), CT_CSV_ROW);
    for (guint i = 0; i < ct_csv_count(csv); i++)
        g_ptr_array_add(heading, g_strdup(ct_csv_field(csv, i)));
    for (guint row = 0; row < json_array_get_length(expected); row++) {
        JsonObject *object = json_array_get_object_element(expected, row);

        assert_int_equal(ct_csv_next(csv, &error), CT_CSV_ROW);
        assert_int_equal(ct_csv_count(csv), json_object_get_size(object));
        for (guint i = 0; i < heading->len; i++)
            assert_string_equal(ct_csv_field(csv, i),
                                json_object_get_string_member(object, (char *)heading->pdata[i]));
    }
    assert_int_equal(ct_csv_next(csv, &error), CT_CSV_END);
}

static void
csv__reads__csv_spectrum(void **state)
{
    g_autofree char *folder = g_build_filename(g_getenv("SRCDIR"), "tests/data/csv_spectrum", NULL);
    g_autofree char *csvs = g_build_filename(folder, "csvs", NULL);
    g_autoptr(GDir) dir = g_dir_open(csvs, 0, NULL);
    const char *name;
    int files = 0;

    assert_non_null(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *stem = g_strndup(name, strlen(name) - strlen(".csv"));
        g_autofree char *json = g_strdup_printf("%s/json/%s.json", folder, stem);
        g_autofree char *path = g_build_filename(csvs, name, NULL);
        g_autoptr(JsonParser) parser = json_parser_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *bytes = NULL;
        g_auto(Stream) stream = {0};
        gsize size;

        print_message("file %s\n", name);
        ct_assert_ok(g_file_get_contents(path, &bytes, &size, &error), error);
        ct_assert_ok(json_parser_load_from_file(parser, json, &error), error);
        stream = open_bytes(bytes, size);
        compare_with_json(stream.csv, json_node_get_array(json_parser_get_root(parser)));
        files++;
    }
    assert_int_equal(files, 11);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv__reads__what_people_have),
        cmocka_unit_test(csv__refuses__what_nobody_can_read),
        cmocka_unit_test(csv__keeps__its_limits),
        cmocka_unit_test(csv__refuses__a_record_over_the_limit),
        cmocka_unit_test(csv__reads__the_same_wherever_the_buffer_ends),
        cmocka_unit_test(csv__tells__where_a_record_is),
        cmocka_unit_test(csv__reads__from_a_pipe),
        cmocka_unit_test(csv__says__when_a_file_cannot_be_read),
        cmocka_unit_test(csv__reads__csv_spectrum),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
