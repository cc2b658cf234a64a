#include "ct-import-test.h"

#include <unistd.h>

/* --- dates ---------------------------------------------------------------------------- */

static void
import__asks__about_dates_that_could_be_two(void **state)
{
    static const char text[] = "order id,customer,Date,total\nA,1,03/04/2025,5.00\n"
                               "B,1,05/05/2025,5.00\nC,1,11/12/2024,5.00\n";
    g_autoptr(CtImportReport) none = NULL;
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    none = import_as(*state, text, -1, CT_DATES_UNKNOWN, &error);
    ct_assert_fails(none != NULL, error, CT_ERROR_INPUT);
    assert_string_equal(error->message,
                        "file.csv: column \"Date\": is the day or the month written first?\n"
                        "  row 2: \"03/04/2025\" is 3 April or 4 March\n"
                        "  row 4: \"11/12/2024\" is 11 December or 12 November\n"
                        "say --dates dmy or --dates mdy");
    g_clear_error(&error);
    report = import_as(*state, text, -1, CT_DATES_MDY, &error);
    assert_null(error);
    assert_counts(report, "3/0/0/0/0");
    assert_rows(*state, "SELECT ref, day FROM purchase ORDER BY ref",
                "A|20151\nB|20213\nC|20039\n");
    g_clear_pointer(&report, ct_import_report_free);
    report = import_as(*state, text, -1, CT_DATES_DMY, &error);
    assert_counts(report, "0/2/1/0/0");
    assert_rows(*state, "SELECT ref, day FROM purchase ORDER BY ref",
                "A|20181\nB|20213\nC|20068\n");
}

static void
import__learns__from_one_telling_row(void **state)
{
    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state,
                  "order id,customer,date,total\nA,1,03/04/2025,5.00\nB,1,25/04/2025,5.00\n",
                  "2/0/0/0/0");
    assert_import(*state,
                  "order id,customer,date,total\nC,1,03/04/2025,5.00\nD,1,04/25/2025,5.00\n",
                  "2/0/0/0/0");
    assert_rows(*state, "SELECT ref, day FROM purchase ORDER BY ref",
                "A|20181\nB|20203\nC|20151\nD|20203\n");
}

/* --- files that are refused ----------------------------------------------------------- */

static const struct {
    const char *text;
    int kind;
    const char *says;
} refused[] = {
    {"", -1, "file.csv: the file is empty"},
    {"\n\n", -1, "file.csv: the file is empty"},
    {"a,b\n1,2\n", -1,
     "file.csv: its columns fit neither customers (name, e-mail), purchases (customer, date, "
     "total), cases (customer, opened), contacts (customer, date, channel) nor the other kinds of "
     "file; its first row is: a, b"},
    {"date,id\n2014-03-08 00:00:00,0\n", CT_IMPORT_PURCHASES,
     "file.csv: purchases need a column \"customer id, e-mail or phone\"; its first row is: date, "
     "id"},
    {"id,customer,total\n1,1,5.00\n", CT_IMPORT_PURCHASES,
     "file.csv: purchases need a column \"date\""},
    {"id,customer\n1,2\n", CT_IMPORT_CASES, "file.csv: cases need a column \"opened\""},
    {"id,customer,date\n1,2,3\n", CT_IMPORT_CONTACTS,
     "file.csv: contacts need a column \"channel\""},
    {"id,city\n1,2\n", CT_IMPORT_CUSTOMERS,
     "file.csv: customers need a column \"name or company or e-mail\""},
    {"Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,"
     "Coupon(s),Net Sales,Attribution\n",
     -1, "name their customers by neither e-mail nor number; please export them"},
    {"id,name\n1,\"Ana\n", -1, "file.csv:2: the quote that begins here"},
    {"id,name\n1,\n2,\n", -1,
     "file.csv: 2 of 2 rows cannot be read, so nothing was taken from this file:\n"
     "  row 2: no name, no company and no e-mail address\n"
     "  row 3: no name, no company and no e-mail address"},
    {"id,name\n1,Smith, Ana\n2,Cole, Bob\n", -1,
     "row 2: 3 cells under 2 headings; a cell with a comma in it stands in quotes"},
    {"id,customer,date,total\n1,1,soon,5\n2,1,2025-01-01,lots\n3,1,,5\n4,1,2025-01-01,\n", -1,
     "  row 2: \"soon\" is not a day\n"
     "  row 3: \"lots\" is not a clear number; two decimals would make it one\n"
     "  row 4: no date"},
    {"id,customer,date,total\n1,1,2025-01-01,1.234\n2,1,2025-01-01,2.345\n", -1,
     "file.csv: column \"total\": is the decimal sign a comma or a point?\n"
     "  row 2: \"1.234\" is 1234.00 or 1.23\n"},
    {"id,customer,opened,closed\n1,1,2025-01-02,2025-01-01\n2,1,,\n", -1,
     "  row 2: closed before it was opened\n  row 3: no day on which it was opened"},
    {"customer,date,channel,direction\n1,2025-01-01,owl,in\n1,2025-01-01,mail,up\n", -1,
     "  row 2: the channel \"owl\" is not one of mail, call, card, visit\n"
     "  row 3: the direction \"up\" is neither in nor out"},
    {"id,customer,date,total\n1,1,25/12/2024,5\n2,1,12/25/2024,5\n", -1,
     "file.csv: row 2: \"25/12/2024\" begins with the day, row 3: \"12/25/2024\" with the "
     "month; say --dates dmy or --dates mdy"},
};

static void
import__refuses__files_with_a_reason(void **state)
{
    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, refused[i].text);
        report = import_as(*state, refused[i].text, refused[i].kind, CT_DATES_UNKNOWN, &error);
        ct_assert_fails(report != NULL, error, CT_ERROR_INPUT);
        print_message("  %s\n", error->message);
        assert_non_null(strstr(error->message, refused[i].says));
    }
    assert_rows(*state, "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM import)",
                "3|1\n");
}

static void
import__allows__one_bad_row_in_a_hundred(void **state)
{
    static const struct {
        int good, bad;
        bool taken;
    } cases[] = {{0, 1, true},    {1, 1, true},   {1, 2, false},  {98, 2, false},
                 {197, 2, false}, {198, 2, true}, {297, 3, true}, {296, 3, false}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autoptr(GString) text = g_string_new("id,name\n");
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %d good, %d bad\n", i, cases[i].good, cases[i].bad);
        for (int k = 0; k < cases[i].good; k++)
            g_string_append_printf(text, "%d,Ana\n", k);
        for (int k = 0; k < cases[i].bad; k++)
            g_string_append_printf(text, "x%d,\n", k);
        report = import_as(store, text->str, -1, CT_DATES_UNKNOWN, &error);
        assert_int_equal(report != NULL, cases[i].taken);
        if (report != NULL)
            assert_int_equal(report->added, cases[i].good);
    }
}

static void
import__rejects__names_that_are_none(void **state)
{
    g_autofree char *longest = g_strnfill(200, 'a');
    g_autofree char *text = g_strdup_printf("id,name\n1,%s\n2,%sa\n", longest, longest);
    g_autoptr(CtImportReport) report = import_text(*state, text);

    assert_counts(report, "1/0/0/1/0");
    assert_says(report, "row 3: the name has 201 characters; 200 is the most");
}

/* --- what stays, and what does not ---------------------------------------------------- */

static void
import__leaves_no_trace__without_news(void **state)
{
    g_autoptr(CtImportReport) first = import_text(*state, people);
    g_autoptr(CtImportReport) again = NULL;

    assert_int_equal(first->import_id, 1);
    assert_true(ct_store_exec(*state, "DELETE FROM dirty", NULL));
    again = import_text(*state, people);
    assert_counts(again, "0/0/3/0/0");
    assert_int_equal(again->import_id, 0);
    assert_rows(*state, "SELECT (SELECT count(*) FROM import), (SELECT count(*) FROM dirty)",
                "1|0\n");
    assert_rows(*state, "SELECT count(*) FROM sqlite_temp_schema", "0\n");
    assert_import(*state, "id,name\n", "0/0/0/0/0");
    assert_import(*state, "id,name\n,\n , \n", "0/0/0/0/0"); /* rows with nothing in them */
}

static void
import__stores_nothing__until_the_caller_commits(void **state)
{
    g_autofree char *folder = g_dir_make_tmp("ct-import-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "people.csv", NULL);
    CtImportOptions options = {
        .path = path, .map = {.kind = -1}, .today = ct_day_from_ymd(2025, 6, 12)};

    assert_true(g_file_set_contents(path, people, -1, NULL));
    {
        g_auto(CtTxn) txn = CT_TXN_INIT;
        g_autoptr(CtImportReport) report = NULL;

        assert_true(ct_txn_begin(&txn, *state, NULL));
        report = ct_import_run(*state, &options, NULL);
        assert_counts(report, "3/0/0/0/0");
    }
    assert_rows(*state, "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM import)",
                "0|0\n");
    assert_import(*state, people, "3/0/0/0/0");
    g_remove(path);
    g_rmdir(folder);
}

static void
import__says__which_file_is_not_there(void **state)
{
    CtImportOptions options = {.path = "/nowhere/people.csv", .map = {.kind = -1}};
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    report = ct_import_run(*state, &options, &error);
    ct_assert_fails(report != NULL, error, CT_ERROR_NO_FILE);
    assert_non_null(strstr(error->message, "people.csv"));
}

static void
import__reads__standard_input_from_a_pipe(void **state)
{
    CtImportOptions options = {
        .path = "-", .map = {.kind = -1}, .today = ct_day_from_ymd(2025, 6, 12)};
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    int ends[2], kept = dup(STDIN_FILENO);

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], people, strlen(people)), strlen(people));
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    report = ct_import_run(*state, &options, &error);
    if (kept >= 0) {
        dup2(kept, STDIN_FILENO);
        close(kept);
    }
    assert_null(error);
    assert_counts(report, "3/0/0/0/0");
    assert_rows(*state, "SELECT file FROM import", "standard input\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(import__asks__about_dates_that_could_be_two),
        WITH_STORE(import__learns__from_one_telling_row),
        WITH_STORE(import__refuses__files_with_a_reason),
        cmocka_unit_test(import__allows__one_bad_row_in_a_hundred),
        WITH_STORE(import__rejects__names_that_are_none),
        WITH_STORE(import__leaves_no_trace__without_news),
        WITH_STORE(import__stores_nothing__until_the_caller_commits),
        WITH_STORE(import__says__which_file_is_not_there),
        WITH_STORE(import__reads__standard_input_from_a_pipe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
