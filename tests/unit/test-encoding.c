#include "ct-rows-test.h"

#include "../../src/import/encoding-private.h"

static void
encoding__is__recognised(void **state)
{
    static const struct {
        const char *name, *encoding;
    } cases[] = {
        {"UTF-8", "UTF-8"},
        {"UTF-16LE", "UTF-16LE"},
        {"UTF-16BE", "UTF-16BE"},
        {"UTF-16LE-unmarked", "UTF-16LE"},
        {"UTF-16BE-unmarked", "UTF-16BE"},
        {"UTF-32LE", "UTF-32LE"},
        {"windows-1250", "windows-1250"},
        {"windows-1251", "windows-1251"},
        {"windows-1252", "windows-1252"},
        {"windows-1253", "windows-1253"},
        {"windows-1255", "windows-1255"},
        {"windows-1256", "windows-1256"},
        {"KOI8-R", "KOI8-R"},
        {"Shift_JIS", "Shift_JIS"},
        {"EUC-JP", "EUC-JP"},
        {"EUC-KR", "EUC-KR"},
        {"GB18030", "GB18030"},
        {"Big5", "Big5"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *csv = g_strconcat(cases[i].name, ".csv", NULL);
        g_autofree char *txt = g_strconcat(cases[i].name, ".txt", NULL);
        g_autoptr(GError) error = NULL;
        gsize size, expected_size;
        g_autofree char *bytes = read_data("encodings", csv, &size);
        g_autofree char *expected = read_data("encodings", txt, &expected_size);
        g_auto(Table) table = open_table(bytes, size, "people.csv", NULL, &error);
        g_autofree char *cells = NULL;

        print_message("file %s\n", csv);
        ct_assert_ok(table.rows != NULL, error);
        cells = read_cells(table.rows, &error);
        assert_null(error);
        assert_string_equal(ct_rows_encoding(table.rows), cases[i].encoding);
        assert_string_equal(cells, expected);
    }
}

/* Few accents tell nothing: they are what nearly all programs of the West write. */
static void
encoding__is__windows_1252_unless_much_speaks_against_it(void **state)
{
    static const struct {
        const char *bytes, *cells;
    } cases[] = {
        {"a\nZo\xeb\n", "a\nZo\xc3\xab\n"},
        {"a\nJos\xc3", "a\nJos\xc3\x83\n"},
        {"a\n\xe0\x80\xa9\n", "a\n\xc3\xa0\xe2\x82\xac\xc2\xa9\n"}, /* too long for UTF-8 */
        {"a\nit\x92s \x80\x35\n", "a\nit\xe2\x80\x99s \xe2\x82\xac\x35\n"},
        {"a\nM\xfcller, J\xf6rg Gr\xf6\xdf, K\xf6ln, Stra\xdf"
         "e, M\xfcnchen, D\xfcsseldorf\n",
         "a|\nM\xc3\xbcller"},
        {"a\nGu\xf0mundsson, J\xf3n, \xde\xf3r, \xc1sgeir, Reykjav\xedk, Bj\xf6rk, J\xfal\xed"
         "us, \xd3lafur\n",
         "\nGu\xc3\xb0mundsson"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Table) table =
            open_table(cases[i].bytes, strlen(cases[i].bytes), "people.csv", NULL, &error);
        g_autofree char *cells = NULL;

        print_message("case %zu: %s\n", i, cases[i].cells);
        ct_assert_ok(table.rows != NULL, error);
        cells = read_cells(table.rows, &error);
        assert_null(error);
        assert_string_equal(ct_rows_encoding(table.rows), "windows-1252");
        assert_non_null(strstr(cells, strchr(cases[i].cells, '\n')));
    }
}

/* Few letters tell nothing to statistics, and much to those who know where the shop is. */
static void
encoding__is__that_of_the_place_of_the_shop(void **state)
{
    static const struct {
        const char *country, *languages, *written, *text, *encoding;
    } cases[] = {
        {"TR", "tr", "CP1254", "Ayşe Yıldız", "windows-1254"},
        {"TR", "en", "CP1254", "Ayşe Yıldız", "windows-1254"},
        {"DE", "de, tr", "CP1254", "Ayşe Yıldız", "windows-1254"},
        {"HU", "hu", "CP1250", "Erdős Jenő", "windows-1250"},
        {"HU", "hu", "ISO-8859-2", "Erdős Jenő", "windows-1250"}, /* the same bytes */
        {"HU", "hu", "CP1250", "János", "windows-1250"},          /* the next one may be Jenő */
        {"PL", "pl", "CP1250", "Łukasz Wiśniewski", "windows-1250"},
        {"PL", "pl", "ISO-8859-2", "Łukasz Wiśniewski", "ISO-8859-2"},
        {"CZ", "cs", "CP1250", "Jiří Dvořák", "windows-1250"},
        {"LV", "lv", "CP1257", "Jānis Bērziņš", "windows-1257"},
        {"LT", "lt", "CP1257", "Žemaitė Šarūnas", "windows-1257"},
        {"EE", "et", "CP1257", "Šmidt, Tõnu", "windows-1257"},
        {"GR", "el", "CP1253", "Ελένη", "windows-1253"},
        {"RU", "ru", "CP1251", "Анна", "windows-1251"},
        {"RU", "ru", "KOI8-R", "Анна Петрова", "KOI8-R"},
        {"BG", "bg", "CP1251", "Георги", "windows-1251"},
        {"IL", "he", "CP1255", "שרה", "windows-1255"},
        {"EG", "ar", "CP1256", "محمد", "windows-1256"},
        /* what does not look like home */
        {"DE", "de", "CP1252", "Jürgen Größe", "windows-1252"},
        {"GR", "el", "CP1252", "Jürgen Müller", "windows-1252"},
        {"PL", "pl", "CP1252", "Hélène Françoise", "windows-1252"},
        {"GB", "en", "CP1252", "Zoë", "windows-1252"},
        {"DE", "de, pl", "CP1252", "Jürgen", "windows-1252"},
        {"RU", "ru", "UTF-8", "Анна", "UTF-8"},
        {"xx", "en", "CP1252", "Zoë", "windows-1252"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autofree char *says = g_strdup_printf("[business]\ncountry = %s\nlanguages = %s\n",
                                                cases[i].country, cases[i].languages);
        g_autoptr(CtTextFile) file =
            ct_textfile_parse("courtesy.conf", says, strlen(says), problems);
        g_autoptr(CtSettings) settings = ct_settings_parse(file, problems);
        g_autofree char *text = g_strconcat("name\n", cases[i].text, "\n", NULL);
        g_autofree char *bytes = g_convert(text, -1, cases[i].written, "UTF-8", NULL, NULL, &error);
        g_auto(Table) table = {.file = tmpfile()};

        print_message("case %zu: %s in %s\n", i, cases[i].text, cases[i].written);
        ct_assert_ok(bytes != NULL, error);
        assert_true(fputs(bytes, table.file) >= 0 && fflush(table.file) == 0);
        table.rows = ct_rows_open_for(fileno(table.file), "a.csv", NULL, settings, &error);
        ct_assert_ok(table.rows != NULL, error);
        assert_string_equal(ct_rows_encoding(table.rows), cases[i].encoding);
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        assert_true(g_str_has_prefix(text + 5, ct_rows_field(table.rows, 0)));
    }
}

/* Where statistics found another language, the place says nothing against it. */
static void
encoding__of_another_language__is_believed(void **state)
{
    static const char words[] = "Gy\xf6ngy\xf6s T\xf6r\xf6k B\xfckk J\xf3zsef Jen\xf5 ";
    static const char text[] = "[business]\ncountry = DE\nlanguages = de\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) file = ct_textfile_parse("courtesy.conf", text, strlen(text), problems);
    g_autoptr(CtSettings) settings = ct_settings_parse(file, problems);

    assert_string_equal(ct_encoding_at_home(settings, words, 18, "windows-1250"), "windows-1250");
    assert_string_equal(ct_encoding_at_home(settings, words, strlen(words), "windows-1250"),
                        "windows-1250");
}

/* Nobody can guess these, which look like any other; a person can name them. */
static void
encoding__is__what_a_person_says(void **state)
{
    static const struct {
        const char *name, *bytes, *cell;
    } cases[] = {
        {"macintosh", "n\nM\x9fller Fran\x8dois\n", "Müller François"},
        {"MacRoman", "n\nM\x9fller\n", "Müller"},
        {"cp437", "n\nM\x81ller \x9b\n", "Müller ¢"},
        {"cp850", "n\nM\x81ller S\x9brensen\n", "Müller Sørensen"},
        {"IBM850", "n\nM\x81ller\n", "Müller"},
        {"cp852", "n\n\x9dukasz Wi\x98niewski\n", "Łukasz Wiśniewski"},
        {"cp866", "n\n\x80\xad\xad\xa0\n", "Анна"},
        {"cp857",
         "n\nAy\x9f"
         "e\n",
         "Ayşe"},
        {"x-mac-cyrillic", "n\n\x80\xed\xed\xe0\n", "Анна"},
        {"windows-1254",
         "n\nAy\xfe"
         "e\n",
         "Ayşe"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Table) table =
            open_table(cases[i].bytes, strlen(cases[i].bytes), "a.csv", cases[i].name, &error);

        print_message("case %zu: %s\n", i, cases[i].name);
        ct_assert_ok(table.rows != NULL, error);
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        assert_string_equal(ct_rows_field(table.rows, 0), cases[i].cell);
    }
}

static void
encoding__is__looked_for_in_the_whole_file(void **state)
{
    g_autoptr(GString) bytes = g_string_new("a\n");
    g_autoptr(GError) error = NULL;
    g_auto(Table) table = {0};
    g_autofree char *cells = NULL;

    for (int i = 0; i < 40000; i++)
        g_string_append(bytes, "plain\n");
    g_string_append(bytes, "J\xfcrgen\n");
    table = open_table(bytes->str, bytes->len, "people.csv", NULL, &error);
    ct_assert_ok(table.rows != NULL, error);
    cells = read_cells(table.rows, &error);
    assert_true(g_str_has_suffix(cells, "plain\nJ\xc3\xbcrgen\n"));
    assert_string_equal(ct_rows_encoding(table.rows), "windows-1252");
}

/* Characters of two, three and four bytes at every place that a block can end in. */
static void
encoding__keeps__characters_whole(void **state)
{
    static const char *const encodings[] = {"UTF-8", "UTF-16LE", "UTF-32BE", "GB18030"};

    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autoptr(GString) text = g_string_new("\xef\xbb\xbfname\n");
        g_autofree char *bytes = NULL, *cells = NULL;
        g_autoptr(GError) error = NULL;
        g_auto(Table) table = {0};
        gsize size;

        print_message("encoding %s\n", encodings[i]);
        for (int k = 0; k < 9000; k++)
            g_string_append_printf(text, "%.*s\xc3\xbc\xe5\xb1\xb1\xf0\x9f\x98\x80\n", k % 5,
                                   "xxxxx");
        bytes = g_convert(text->str, (gssize)text->len, encodings[i], "UTF-8", NULL, &size, NULL);
        assert_non_null(bytes);
        table = open_table(bytes, size, "people.csv", encodings[i], &error);
        ct_assert_ok(table.rows != NULL, error);
        cells = read_cells(table.rows, &error);
        assert_null(error);
        assert_string_equal(cells, text->str + 3);
    }
}

static void
encoding__refuses__bytes_that_it_does_not_know(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *encoding, *says;
    } cases[] = {
        {"a\nb\n\xe9\n", 6, "US-ASCII", "people.csv:3: the byte e9 is no character of US-ASCII"},
        {"a\nb\n\x83\x20\n", 7, "Shift_JIS", "people.csv:3: the byte 83 is"},
        {"a\0b", 3, "UTF-16LE", "people.csv:1: the byte 62"},
        {"a\0\n\0\0\xd8\n\0", 8, "UTF-16LE", "people.csv:2: "},
        {"a\nJos\xe9\n", 7, "UTF-8", "people.csv:2: column 1 is not UTF-8: \"Jos"},
        {"a\n\xc3\xbc\xc3\xbc\xc3\xbc\nJos\xe9\n", 14, NULL,
         "people.csv:3: column 1 is not UTF-8: \"Jos"},
        {"a\n", 2, "windows-9999", "people.csv: \"windows-9999\" is not an encoding"},
        {"a\n", 2, "", "people.csv: \"\" is not an encoding"},
        {"a\n", 2, "../../etc/passwd", "people.csv: \"../../etc/passwd\" is not an encoding"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Table) table =
            open_table(cases[i].bytes, cases[i].size, "people.csv", cases[i].encoding, &error);
        g_autofree char *cells = NULL;

        print_message("case %zu: %s\n", i, cases[i].says);
        if (table.rows != NULL)
            cells = read_cells(table.rows, &error);
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
        print_message("  %s\n", error->message);
        assert_true(g_str_has_prefix(error->message, cases[i].says));
    }
}

/* What stands in front of the bad bytes is read before they are told. */
static void
encoding__names__the_line_wherever_it_is(void **state)
{
    g_autoptr(GString) bytes = g_string_new("a\n");
    g_autoptr(GError) error = NULL;
    g_auto(Table) table = {0};
    g_autofree char *cells = NULL;

    for (int i = 0; i < 50000; i++)
        g_string_append(bytes, "J\xfcrgen\n");
    g_string_append(bytes, "\xa5\n"); /* ISO-8859-3 has no such byte */
    table = open_table(bytes->str, bytes->len, "people.csv", "ISO-8859-3", &error);
    assert_non_null(table.rows);
    cells = read_cells(table.rows, &error);
    assert_non_null(error);
    print_message("  %s\n", error->message);
    assert_true(g_str_has_prefix(error->message, "people.csv:50002: the byte a5 is"));
}

static void
file__that_is_no_text__is_named(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *says;
    } cases[] = {
        {"PK\3\4aaaabbbbccccddddeeeeffff\0\0[Content_Types].xml", 49, "this is a workbook"},
        {"PK\3\4aaaabbbbccccddddeeeeffff\0\0mimetypeapplication/vnd.oasis.opendocument", 72,
         "this is a workbook"},
        {"PK\3\4aaaabbbbccccddddeeeeffff\0\0people.csv", 40,
         "this is a zip archive; please unpack"},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "this is a workbook"},
        {"\x1f\x8b\x08", 3, "this is compressed (gzip)"},
        {"%PDF-1.7\n", 9, "this is a PDF"},
        {"\x89PNG\r\n", 6, "this is a picture"},
        {"\xff\xd8\xff\xe0", 4, "this is a picture"},
        {"SQLite format 3", 16, "this is a database"},
        {"<!DOCTYPE html>", 15, "this is a web page"},
        {"BEGIN:VCALENDAR\r\n", 17, "this is a calendar"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Table) table = open_table(cases[i].bytes, cases[i].size, "people.csv", NULL, &error);

        print_message("case %zu: %s\n", i, cases[i].says);
        assert_null(table.rows);
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
        print_message("  %s\n", error->message);
        assert_true(g_str_has_prefix(error->message, "people.csv: "));
        assert_non_null(strstr(error->message, cases[i].says));
    }
}

static void
file__that_grows__is_refused(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Table) table = open_table("a\n1\n", 4, "people.csv", NULL, &error);
    g_autofree char *cells = NULL;

    ct_assert_ok(table.rows != NULL, error);
    assert_int_equal(fwrite("2\n", 1, 2, table.file), 2);
    assert_int_equal(fflush(table.file), 0);
    cells = read_cells(table.rows, &error);
    assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_LATER));
    print_message("  %s\n", error->message);
    assert_non_null(strstr(error->message, "the file changed while it was read"));
    g_clear_error(&error);
    assert_false(ct_rows_rewind(table.rows, &error));
    assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_LATER));
}

static void
file__that_is_none__is_refused(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtRows) rows = NULL;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    rows = ct_rows_open(ends[0], "people.csv", NULL, &error);
    close(ends[0]);
    close(ends[1]);
    assert_null(rows);
    assert_string_equal(error->message, "people.csv: this is not a file");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encoding__is__recognised),
        cmocka_unit_test(encoding__is__windows_1252_unless_much_speaks_against_it),
        cmocka_unit_test(encoding__is__that_of_the_place_of_the_shop),
        cmocka_unit_test(encoding__of_another_language__is_believed),
        cmocka_unit_test(encoding__is__what_a_person_says),
        cmocka_unit_test(encoding__is__looked_for_in_the_whole_file),
        cmocka_unit_test(encoding__keeps__characters_whole),
        cmocka_unit_test(encoding__refuses__bytes_that_it_does_not_know),
        cmocka_unit_test(encoding__names__the_line_wherever_it_is),
        cmocka_unit_test(file__that_is_no_text__is_named),
        cmocka_unit_test(file__that_grows__is_refused),
        cmocka_unit_test(file__that_is_none__is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
