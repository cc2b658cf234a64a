/* Rows that are left out: those that a person is to correct, and those about people who asked to be
 * forgotten. */
#include "ct-import-test.h"

#include <sys/stat.h>

/* --- rejected rows -------------------------------------------------------------------- */

typedef struct {
    CtStore *store;
    char *folder, *path;
} Desk;

static void
open_desk(Desk *desk)
{
    desk->store = ct_store_open(":memory:", NULL);
    desk->folder = g_dir_make_tmp("ct-rejected-XXXXXX", NULL);
    desk->path = g_build_filename(desk->folder, "rejected.csv", NULL);
}

static void
close_desk(Desk *desk)
{
    ct_store_close(desk->store);
    g_remove(desk->path);
    g_rmdir(desk->folder);
    g_free(desk->folder);
    g_free(desk->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, close_desk)

static CtImportReport *
import_rejecting(Desk *desk, const char *text, GError **error)
{
    const CtImportMap map = {.kind = -1};

    return import_with(desk->store, text, &map, desk->path, error);
}

static void
assert_file(const Desk *desk, const char *expected)
{
    g_autofree char *text = NULL;
    struct stat properties;

    assert_true(g_file_get_contents(desk->path, &text, NULL, NULL));
    assert_string_equal(text, expected);
    assert_int_equal(g_stat(desk->path, &properties), 0);
    assert_int_equal(properties.st_mode & 0777, 0600);
}

/* A file with rows that nobody can read, what is written of them, and how many are then taken. */
static const struct {
    const char *text, *rejected;
    int added;
} reject_cases[] = {
    {"id,name,email\n1,Ana,ana@example.com\n2,,\n",
     "id,name,email,courtesy says\n2,,,\"no name, no company and no e-mail address\"\n", 1},
    /* the cells as they were, whatever they are */
    {"id;name;Hat\n'07;;\"a \"\"b\"\"\nc\"\n8;Ana;x\n",
     "id,name,Hat,courtesy says\n'07,,\"a \"\"b\"\"\nc\","
     "\"no name, no company and no e-mail address\"\n",
     1},
    /* what a spreadsheet would take for a formula */
    {"id,name,Hat\n=1+1,,@x\n8,Ana,x\n",
     "id,name,Hat,courtesy says\n\"'=1+1\",,\"'@x\","
     "\"no name, no company and no e-mail address\"\n",
     1},
    {"id,name\n1,Smith, Ana\n2,Bob\n",
     "id,name,courtesy says\n1,Smith, Ana,"
     "\"3 cells under 2 headings; a cell with a comma in it stands in quotes\"\n",
     1},
    {"id,name\n1,Ana\n", NULL, 1},
};

static void
rejected__rows__are_written_as_they_were(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(reject_cases); i++) {
        g_auto(Desk) desk = {0};
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, reject_cases[i].text);
        open_desk(&desk);
        assert_true(g_file_set_contents(desk.path, "of an earlier import", -1, NULL));
        report = import_rejecting(&desk, reject_cases[i].text, &error);
        ct_assert_ok(report != NULL, error);
        assert_int_equal(report->added, reject_cases[i].added);
        if (reject_cases[i].rejected != NULL)
            assert_file(&desk, reject_cases[i].rejected);
        else
            assert_false(g_file_test(desk.path, G_FILE_TEST_EXISTS));
    }
}

static void
rejected__rows__are_written_when_the_whole_file_is_refused(void **state)
{
    g_auto(Desk) desk = {0};
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    open_desk(&desk);
    report = import_rejecting(&desk, "id,name\n1,\n2,Bob\n3,\n", &error);
    ct_assert_fails(report != NULL, error, CT_ERROR_INPUT);
    assert_file(&desk, "id,name,courtesy says\n"
                       "1,,\"no name, no company and no e-mail address\"\n"
                       "3,,\"no name, no company and no e-mail address\"\n");
}

/* A row that is found wrong only beside the base. */
static void
rejected__rows__are_those_of_somebody_else_too(void **state)
{
    g_auto(Desk) desk = {0};
    g_autoptr(CtImportReport) first = NULL;
    g_autoptr(CtImportReport) report = NULL;

    open_desk(&desk);
    first =
        import_rejecting(&desk, "id,name,email,newsletter\n1,Ana Bell,ana@example.com,no\n", NULL);
    report = import_rejecting(&desk,
                              "id,name,email,newsletter\n2,Eve Old,eve@example.com,\n"
                              "1,Tom Young,tom@example.com,yes\n",
                              NULL);
    assert_counts(report, "1/0/0/1/0");
    assert_file(&desk,
                "id,name,email,newsletter,courtesy says\n"
                "1,Tom Young,tom@example.com,yes,\"id \"\"1\"\" is \"\"Ana Bell\"\" here and "
                "\"\"Tom Young\"\" in this row, and nothing else is the same; two people "
                "need two ids\"\n");
    assert_rows(desk.store, "SELECT customer_id, answer FROM consent", "1|0\n");
}

/* The file of rejected rows, corrected, is a file like any other. */
static void
rejected__rows__come_back_corrected(void **state)
{
    g_auto(Desk) desk = {0};
    g_autoptr(CtImportReport) report = NULL;

    open_desk(&desk);
    report = import_rejecting(&desk,
                              "id,name,city,courtesy says\n\"'=7\",\"'@Ana\",\"'s Hertogenbosch\","
                              "\"no name, no company and no e-mail address\"\n,,,why\n8,,,again\n",
                              NULL);
    assert_counts(report, "1/0/0/1/0");
    assert_rows(desk.store, "SELECT ref, name, city FROM customer", "=7|@Ana|'s Hertogenbosch\n");
    assert_null(report->unused[0]);
    assert_file(&desk, "id,name,city,courtesy says\n8,,,"
                       "\"no name, no company and no e-mail address\"\n");
}

/* A list of birthdays stays one: nobody is added by correcting it. */
static void
rejected__birthdays__come_back_as_birthdays(void **state)
{
    g_auto(Desk) desk = {0};
    g_autoptr(CtImportReport) first = NULL;
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(CtImportReport) corrected = NULL;

    open_desk(&desk);
    first = import_rejecting(&desk, "id,name,email\n1,Ana,ana@example.com\n", NULL);
    report = import_rejecting(&desk, "name,birthday\nAna,soon\n", NULL);
    assert_counts(report, "0/0/0/1/0");
    assert_file(&desk, "name,birthday,courtesy says\nAna,soon,no birthday\n");
    corrected = import_rejecting(&desk,
                                 "name,birthday,courtesy says\nAna,06-12,no birthday\n"
                                 "Bob,06-13,no birthday\n",
                                 NULL);
    assert_int_equal(corrected->kind, CT_IMPORT_BIRTHDAYS);
    assert_counts(corrected, "0/1/0/0/1");
    assert_rows(desk.store, "SELECT name, birth_mmdd FROM customer", "Ana|612\n");
}

static void
rejected__rows__of_a_file_are_never_written_over_it(void **state)
{
    static const char text[] = "id,name\n1,\n2,Ana\n";
    g_auto(Desk) desk = {0};
    CtImportOptions options = {.map = {.kind = -1}, .today = ct_day_from_ymd(2025, 6, 12)};
    g_autoptr(CtImportReport) report = NULL;
    g_autofree char *after = NULL;
    g_auto(CtTxn) txn = CT_TXN_INIT;

    open_desk(&desk);
    options.path = options.rejected = desk.path;
    assert_true(g_file_set_contents(desk.path, text, -1, NULL));
    assert_true(ct_txn_begin(&txn, desk.store, NULL));
    report = ct_import_run(desk.store, &options, NULL);
    assert_non_null(report);
    assert_int_equal(report->rejected, 1);
    assert_true(g_file_get_contents(desk.path, &after, NULL, NULL));
    assert_string_equal(after, text);
    ct_txn_clear(&txn);
}

/* --- people who asked to be forgotten ------------------------------------------------- */

static void
forget(CtStore *store, const char *channel, const char *key)
{
    g_autofree char *secret = ct_meta_secret(store, NULL);
    g_autofree char *hash = ct_address_hash(secret, key);
    g_autofree char *sql = g_strdup_printf("INSERT INTO suppression (channel, hash, reason, day)"
                                           " VALUES ('%s', '%s', 'forgotten', 20000)",
                                           channel, hash);

    assert_true(ct_store_exec(store, sql, NULL));
}

#define SECOND "2,Bob,bob@example.com,,perhaps\n"

/* What is remembered of somebody, and a row about them that is wrong besides. */
static const struct {
    const char *channel, *key, *row;
    bool forgotten;
} forgotten_cases[] = {
    {"person", "1", "1,Ana,new@example.com,,maybe\n", true},
    {"person", "1", "01,Ana,new@example.com,,maybe\n", false},
    {"mail", "ana@example.com", "7,Ana,ANA@Example.com,,maybe\n", true},
    {"mail", "ana@example.com", "7,Ana,ana@example.org,,maybe\n", false},
    {"call", "4930901820", "7,Ana,,030 901820,maybe\n", true},
    {"call", "4930901820", "7,Ana,,030 901821,maybe\n", false},
    {"person", "ana@example.com|ana", ",Ana,ana@example.com,,maybe\n", true},
    {"person", "ana", ",Ana,,,maybe\n", true},
    {"mail", "ana@example.com", "7,,ana@example.com,0,maybe\n",
     true}, /* also of rows that are bad */
    {"card", "1", "1,Ana,,,maybe\n", false},
};

static void
forgotten__people__do_not_come_back_and_are_never_named(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forgotten_cases); i++) {
        g_auto(Desk) desk = {0};
        g_autofree char *text =
            g_strconcat("id,name,email,phone,newsletter\n", forgotten_cases[i].row, SECOND, NULL);
        const CtImportField *answers;
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s %s: %s", i, forgotten_cases[i].channel, forgotten_cases[i].key,
                      forgotten_cases[i].row);
        open_desk(&desk);
        forget(desk.store, forgotten_cases[i].channel, forgotten_cases[i].key);
        report = import_rejecting(&desk, text, &error);
        ct_assert_ok(report != NULL, error);
        assert_int_equal(report->forgotten, forgotten_cases[i].forgotten);
        assert_int_equal(report->added, forgotten_cases[i].forgotten ? 1 : 2);
        assert_int_equal(report->rows, 2);
        assert_int_equal(report->wrong_total, forgotten_cases[i].forgotten ? 1 : 2);
        answers = find_field(report, "may e-mail");
        assert_int_equal(answers != NULL ? answers->filled : -1,
                         forgotten_cases[i].forgotten ? 1 : 2);
        assert_false(g_file_test(desk.path, G_FILE_TEST_EXISTS));
    }
}

static void
forgotten__rows__are_not_among_the_rejected(void **state)
{
    g_auto(Desk) desk = {0};
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    open_desk(&desk);
    forget(desk.store, "person", "1");
    report = import_rejecting(&desk, "id,name\n1,\n2,\n3,Cy\n", &error);
    ct_assert_ok(report != NULL, error);
    assert_counts(report, "1/0/0/1/0");
    assert_int_equal(report->forgotten, 1);
    assert_file(&desk, "id,name,courtesy says\n"
                       "2,,\"no name, no company and no e-mail address\"\n");
}

/* A widow keeps the mailbox that she shared. */
static void
forgotten__people__do_not_take_others_along(void **state)
{
    g_auto(Desk) desk = {0};
    g_autoptr(CtImportReport) first = NULL;
    g_autoptr(CtImportReport) report = NULL;

    open_desk(&desk);
    first = import_rejecting(&desk, "id,name,email\n1,Ana Bell,bell@example.com\n", NULL);
    forget(desk.store, "mail", "bell@example.com");
    report = import_rejecting(&desk,
                              "id,name,email,city\n1,Ana Bell,bell@example.com,Bath\n"
                              "2,Tom Bell,bell@example.com,Bath\n",
                              NULL);
    assert_counts(report, "0/1/0/0/0");
    assert_int_equal(report->forgotten, 1);
    assert_rows(desk.store, "SELECT ref, city FROM customer", "1|Bath\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rejected__rows__are_written_as_they_were),
        cmocka_unit_test(rejected__rows__are_written_when_the_whole_file_is_refused),
        cmocka_unit_test(rejected__rows__are_those_of_somebody_else_too),
        cmocka_unit_test(rejected__rows__come_back_corrected),
        cmocka_unit_test(rejected__birthdays__come_back_as_birthdays),
        cmocka_unit_test(rejected__rows__of_a_file_are_never_written_over_it),
        cmocka_unit_test(forgotten__people__do_not_come_back_and_are_never_named),
        cmocka_unit_test(forgotten__rows__are_not_among_the_rejected),
        cmocka_unit_test(forgotten__people__do_not_take_others_along),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
