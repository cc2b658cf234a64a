/* Forgetting a person: rows, files, and what is said when something is left. */
#include "ct-import-test.h"
#include "people-base.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    CtStore *store;
    char *dir;
    CtForgotten forgotten;
} Shop;

static void
put(const Shop *shop, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(shop->dir, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static bool
is_there(const Shop *shop, const char *name)
{
    g_autofree char *path = g_build_filename(shop->dir, name, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void
assert_file(const Shop *shop, const char *name, const char *expected)
{
    g_autofree char *path = g_build_filename(shop->dir, name, NULL);
    g_autofree char *text = NULL;

    print_message("%s\n", name);
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    assert_string_equal(text, expected);
}

static int
open_shop(void **state)
{
    Shop *shop = g_new0(Shop, 1);
    g_autofree char *path = NULL;

    shop->dir = g_dir_make_tmp("ct-forget-XXXXXX", NULL);
    path = g_build_filename(shop->dir, "courtesy.db", NULL);
    shop->store = open_everything(path);
    put(shop, "courtesy.conf", "[business]\nname = Oak & Lamp\n");
    *state = shop;
    return 0;
}

static int
close_shop(void **state)
{
    Shop *shop = *state;

    ct_store_close(shop->store);
    ct_forgotten_clear(&shop->forgotten);
    g_spawn_sync(NULL,
                 (char *[]){(char *)(uintptr_t) "rm", (char *)(uintptr_t) "-r", shop->dir, NULL},
                 NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    g_free(shop->dir);
    g_free(shop);
    return 0;
}

static bool
forget(Shop *shop, GError **error)
{
    ct_forgotten_clear(&shop->forgotten);
    return ct_people_forget(shop->store, shop->dir, 1, (CtDay){20251}, &shop->forgotten, error);
}

static void
exec(Shop *shop, const char *sql)
{
    g_autoptr(GError) error = NULL;

    ct_assert_ok(ct_store_exec(shop->store, sql, &error), error);
}

/* The sum of the lines with a marker in all files of the shop, as grep counts them. */
static int
hits(const Shop *shop, const char *marker)
{
    g_autofree char *line =
        g_strdup_printf("grep -raci '%s' '%s' | grep -v ':0$' | tee /dev/stderr | "
                        "wc -l",
                        marker, shop->dir);
    g_autofree char *out = NULL;

    assert_true(g_spawn_sync(
        NULL, (char *[]){(char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c", line, NULL}, NULL,
        G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL));
    return (int)g_ascii_strtoll(out, NULL, 10);
}

/* --- rows ----------------------------------------------------------------------------- */

static void
forget__leaves__no_row_in_any_table_that_knows_a_customer(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) tables = tables_of_customers(shop->store);

    assert_int_equal(hits(shop, "qxz") > 0, 1);
    ct_assert_ok(forget(shop, &error), error);
    for (guint i = 0; i < tables->len; i++) {
        const char *table = g_ptr_array_index(tables, i);
        g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM %s", table);
        /* The other customer, who was sent by this one, is counted anew. */
        int expected = strcmp(table, "customer") == 0 || strcmp(table, "dirty") == 0;

        print_message("%s\n", table);
        assert_int_equal(count(shop->store, sql), expected);
    }
    assert_int_equal(count(shop->store, "SELECT count(*) FROM customer WHERE id = 2"), 1);
    assert_int_equal(count(shop->store, "SELECT count(*) FROM household"), 0);
    assert_int_equal(count(shop->store, "SELECT count(*) FROM company"), 0);
    assert_true(shop->forgotten.rows > 30);
    assert_int_equal(hits(shop, "qxz"), 0);
}

static void
forget__keeps__nothing_but_keyed_hashes(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = ct_address_hash("00112233445566778899aabbccddeeff", "qxz-ref");
    g_autofree char *sql = g_strdup_printf(
        "SELECT count(*) FROM suppression WHERE channel = 'person' AND hash = '%s'", hash);

    ct_assert_ok(forget(shop, &error), error);
    /* three ids: of the customer, another one, a merged one; the name with the postal address, and
     * with the birthday; and their addresses */
    assert_int_equal(count(shop->store, sql), 1);
    assert_int_equal(
        count(shop->store, "SELECT count(*) FROM suppression WHERE channel = 'person'"), 5);
    assert_int_equal(count(shop->store, "SELECT count(*) FROM suppression WHERE hash IN"
                                        " ('hash-of-mailbox', 'hash-of-other-mailbox',"
                                        "  'hash-of-number', 'hash-of-place')"),
                     4);
    assert_int_equal(count(shop->store,
                           "SELECT count(*) FROM suppression WHERE reason <> 'forgotten'"
                           " OR import_id IS NOT NULL"),
                     0);
}

/* Neither the id nor the way in which a file names the country brings anybody back. */
static void
forget__keeps__a_person_without_addresses_away(void **state)
{
    static const struct {
        const char *row;
        int forgotten;
    } cases[] = {
        {"Quux Zorblatt,Gnarfweg 3,10115,Berlin,,", 1},
        {"Zorblatt Quux,Gnarfweg 3,10115,Berlin,DE,", 1},
        {"Zorblatt Quux,,,,,1980-02-03", 1},
        {"Zorblatt Quux,Gnarfweg 4,10115,Berlin,,1980-02-04", 0},
        {"Ada Quux,Gnarfweg 3,10115,Berlin,,1980-02-03", 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Shop shop = {.store = ct_store_open(":memory:", NULL),
                     .dir = g_dir_make_tmp("ct-forget-XXXXXX", NULL)};
        g_autofree char *text =
            g_strconcat("name,street,postcode,city,country,birthday\n", cases[i].row, "\n", NULL);
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, cases[i].row);
        assert_import(shop.store,
                      "id,name,street,postcode,city,birthday\n"
                      "1,Zorblatt Quux,Gnarfweg 3,10115,Berlin,1980-02-03\n",
                      "1/0/0/0/0");
        ct_assert_ok(forget(&shop, &error), error);
        report = import_text(shop.store, text);
        assert_int_equal(report->forgotten, cases[i].forgotten);
        assert_int_equal(report->added, 1 - cases[i].forgotten);
        ct_store_close(shop.store);
        ct_forgotten_clear(&shop.forgotten);
        g_rmdir(shop.dir);
        g_free(shop.dir);
    }
    (void)state;
}

static void
forget__leaves__the_postal_address_to_those_who_stay_there(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    exec(shop, "UPDATE customer SET address_hash = 'hash-of-place' WHERE id = 2");
    ct_assert_ok(forget(shop, &error), error);
    assert_int_equal(count(shop->store, "SELECT count(*) FROM suppression WHERE channel = 'card'"),
                     0);
}

static void
forget__takes__what_the_nights_said_about_the_person(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    exec(shop, "INSERT INTO run (day, started, live, said) VALUES (20250, 1, 1,"
               " 'thanks for customer qxz-ref is held: no template\n"
               "thanks for customer qxz-ref-2 is held: no template\n"
               "mail QXZ7 (thanks) may or may not have left\n"
               "import people: row 7: \"QXZ@example.com\" was wrong\n"
               "the disk is full\n');"
               "INSERT INTO import (day, file, kind, source)"
               " VALUES (20000, 'qxzana qxzberg.vcf', 'customers', 'a vCard file')");
    ct_assert_ok(forget(shop, &error), error);
    assert_int_equal(count(shop->store, "SELECT count(*) FROM run WHERE said ="
                                        " 'thanks for customer qxz-ref-2 is held: no template\n"
                                        "the disk is full\n'"),
                     1);
    assert_int_equal(count(shop->store, "SELECT count(*) FROM import WHERE file = '(forgotten)'"),
                     1);
}

static void
forget__waits__while_a_message_is_on_its_way(void **state)
{
    static const char *const states[] = {"claimed", "in_flight"};
    Shop *shop = *state;

    exec(shop, "UPDATE touch SET state = 'planned' WHERE id = 1");
    put(shop, "out/2025-06-12/mail/thanks-QXZ7.eml", "To: <qxz@example.com>\r\n\r\nHello\r\n");
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *sql =
            g_strdup_printf("UPDATE touch SET state = '%s' WHERE id = 1", states[i]);

        exec(shop, sql);
        ct_assert_fails(forget(shop, &error), error, CT_ERROR_LATER);
        assert_int_equal(count(shop->store, "SELECT count(*) FROM customer WHERE id = 1"), 1);
        assert_true(is_there(shop, "out/2025-06-12/mail/thanks-QXZ7.eml"));
    }
}

static void
forget__waits__while_somebody_reads_the_database(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(shop->dir, "courtesy.db", NULL);
    g_autoptr(CtStore) reader = ct_store_open(path, &error);

    ct_assert_ok(reader != NULL, error);
    ct_assert_ok(ct_store_exec(reader, "BEGIN; SELECT count(*) FROM customer", &error), error);
    exec(shop, "PRAGMA busy_timeout = 0; INSERT INTO meta (name, value) VALUES ('x', '1')");
    ct_assert_fails(forget(shop, &error), error, CT_ERROR_LATER);
    assert_int_equal(count(shop->store, "SELECT count(*) FROM customer WHERE id = 1"), 1);
    g_clear_error(&error);
    ct_assert_ok(ct_store_exec(reader, "COMMIT", &error), error);
    ct_assert_ok(forget(shop, &error), error);
}

static void
forget__refuses__a_customer_who_is_not_there(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    ct_assert_ok(forget(shop, &error), error);
    ct_assert_fails(forget(shop, &error), error, CT_ERROR_INPUT);
}

/* --- files ---------------------------------------------------------------------------- */

#define PLAN_HEADING "rule,customer,ref,name,channel,state\r\n"

static void
put_night(const Shop *shop)
{
    put(shop, "out/2025-06-12/plan.csv",
        PLAN_HEADING "thanks,1,qxz-ref,Qxzana Qxzberg,mail,planned\r\n"
                     "card,1,qxz-ref,\"Qxzana\r\nQxzberg\",card,planned\r\n"
                     "thanks,2,other,Somebody Else,mail,planned\r\n");
    put(shop, "out/2025-06-12/mail/thanks-QXZ7.eml", "To: <old@example.com>\r\n\r\nHello\r\n");
    put(shop, "out/2025-06-12/mail/card-AAAA.eml", "To: x <QXZ@EXAMPLE.COM>\r\n\r\nHello\r\n");
    put(shop, "out/2025-06-12/mail/thanks-BBBB.eml", "To: <else@example.com>\r\n\r\nHello\r\n");
    put(shop, "out/2025-06-12/calls-anna.ics",
        "BEGIN:VTODO\r\nSUMMARY:Call Qxzana Qx\r\n zberg 030\r\nEND:VTODO\r\n");
    put(shop, "out/2025-06-12/calls-anna.pdf", "%PDF");
    put(shop, "out/2025-06-12/calls-tom.ics",
        "BEGIN:VTODO\r\nSUMMARY:Call Somebody\r\nEND:VTODO\r\n");
    put(shop, "out/2025-06-12/calls-tom.pdf", "%PDF");
    put(shop, "out/2025-06-12/cards.pdf", "%PDF");
    put(shop, "out/2025-06-12/labels-L7160.pdf", "%PDF");
    put(shop, "out/2025-06-13/plan.csv", PLAN_HEADING "thanks,2,other,Somebody Else,card,planned");
    put(shop, "out/2025-06-13/cards.pdf", "%PDF");
    put(shop, "out/2025-06-14/cards.pdf", "%PDF");
    put(shop, "out/2025-06-14/rehearsal/mail/thanks-CCCC.eml", "To: <qxz2@example.com>\r\n\r\n");
}

static void
forget__takes__mails_tasks_and_sheets_that_show_the_person(void **state)
{
    static const char *const gone[] = {
        "mail/thanks-QXZ7.eml", "mail/card-AAAA.eml", "calls-anna.ics",
        "calls-anna.pdf",       "cards.pdf",          "labels-L7160.pdf"};
    static const char *const kept[] = {"mail/thanks-BBBB.eml", "calls-tom.ics", "calls-tom.pdf",
                                       "plan.csv"};
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    put_night(shop);
    ct_assert_ok(forget(shop, &error), error);
    for (size_t i = 0; i < G_N_ELEMENTS(gone); i++) {
        g_autofree char *name = g_strconcat("out/2025-06-12/", gone[i], NULL);

        print_message("%s\n", name);
        assert_false(is_there(shop, name));
        assert_true(
            g_ptr_array_find_with_equal_func(shop->forgotten.files, name, g_str_equal, NULL));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        g_autofree char *name = g_strconcat("out/2025-06-12/", kept[i], NULL);

        print_message("%s\n", name);
        assert_true(is_there(shop, name));
    }
    assert_file(shop, "out/2025-06-12/plan.csv",
                PLAN_HEADING "thanks,2,other,Somebody Else,mail,planned\r\n");
    /* A sheet of which nothing is known any more goes as well. */
    assert_true(is_there(shop, "out/2025-06-13/cards.pdf"));
    assert_false(is_there(shop, "out/2025-06-14/cards.pdf"));
    assert_false(is_there(shop, "out/2025-06-14/rehearsal/mail/thanks-CCCC.eml"));
    assert_int_equal(hits(shop, "qxz"), 0);
}

static void
forget__takes__whole_records_out_of_lists_and_leaves_the_rest_as_it_was(void **state)
{
    static const struct {
        const char *name, *before, *after;
    } cases[] = {
        {"imports/people.csv",
         "\xEF\xBB\xBF"
         "id;first name;last "
         "name;note\r\n7;Ann;O\"\"Hara;x\r\n8;Qxzana;Qxzberg;\"one\r\ntwo;\"\r\n\r\n"
         "9;\"Bo\nb\";Y;z",
         NULL}, /* no table: a quote inside a bare field */
        {"imports/good.csv",
         "\xEF\xBB\xBF"
         "id;first name;last "
         "name;note\r\n7;Ann;O'Hara;x\r\n8;QXZANA;Qxzberg;\"one\r\ntwo;\"\r\n\r\n"
         "9;\"Bo\nb\";Y;z",
         "\xEF\xBB\xBF"
         "id;first name;last name;note\r\n7;Ann;O'Hara;x\r\n9;\"Bo\nb\";Y;z"},
        {"imports/old.csv", "id,name\r1,Zoe\rqxz-ref,somebody\r2,Yves\r",
         "id,name\r1,Zoe\r2,Yves\r"},
        {"imports/orders.csv",
         "id,customer,total\n1,other,5.00\n2,qxz-ref,6.00\nqxz-ref,other,7.00\n",
         "id,customer,total\n1,other,5.00\nqxz-ref,other,7.00\n"},
        {"imports/a.rejected.csv", "id,email,courtesy says\n1,QXZ@example.com,no name\n", ""},
        {"imports/b.rejected.csv",
         "id,phone,courtesy says\n1,'030 9018 2077,no name\n2,'030 111,no name\n",
         "id,phone,courtesy says\n2,'030 111,no name\n"},
    };
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    for (size_t i = 1; i < G_N_ELEMENTS(cases); i++)
        put(shop, cases[i].name, cases[i].before);
    ct_assert_ok(forget(shop, &error), error);
    for (size_t i = 1; i < G_N_ELEMENTS(cases); i++) {
        if (*cases[i].after == '\0')
            assert_false(is_there(shop, cases[i].name));
        else
            assert_file(shop, cases[i].name, cases[i].after);
    }
    assert_false(is_there(shop, "imports/good.csv.part"));
}

static void
preview__says__the_same_and_changes_nothing(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;
    g_auto(CtForgotten) would = {0};

    put_night(shop);
    put(shop, "courtesy.db.before-0002", "qxz");
    ct_assert_ok(ct_people_forget_preview(shop->store, shop->dir, 1, &would, &error), error);
    assert_true(is_there(shop, "out/2025-06-12/calls-anna.pdf"));
    assert_int_equal(count(shop->store, "SELECT count(*) FROM customer"), 2);
    ct_assert_ok(forget(shop, &error), error);
    assert_int_equal(would.rows, shop->forgotten.rows);
    assert_int_equal(would.files->len, shop->forgotten.files->len);
    for (guint i = 0; i < would.files->len; i++)
        assert_string_equal(would.files->pdata[i], shop->forgotten.files->pdata[i]);
    assert_string_equal(would.parts->pdata[0], "the customer: 1");
    assert_int_equal(would.copies->len, 1);
    assert_string_equal(shop->forgotten.copies->pdata[0], "courtesy.db.before-0002");
}

/* --- what is left --------------------------------------------------------------------- */

static void
forget__names__the_files_that_still_hold_something(void **state)
{
    static const struct {
        const char *name, *text, *says;
    } cases[] = {
        {"letter.txt", "Dear qXzAnA QXZBERG,", "letter.txt (the name)"},
        {"templates/thanks/en.md",
         "unlike Qxzstra\xC3\x9F"
         "e 5",
         "templates/thanks/en.md (the street)"},
        {"notes/of/anna", "qxz@Example.com", "notes/of/anna (the e-mail address)"},
        {"backup.sql", "'qxz NOTE words'", "backup.sql (what was written down)"},
        {"imports/Qxzana Qxzberg.vcf", "", "imports/Qxzana Qxzberg.vcf (the name)"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        void *own = NULL;
        Shop *shop;

        print_message("%s\n", cases[i].name);
        open_shop(&own);
        shop = own;
        put(shop, cases[i].name, cases[i].text);
        ct_assert_fails(forget(shop, &error), error, CT_ERROR_STORE);
        assert_non_null(strstr(error->message, cases[i].says));
        assert_int_equal(count(shop->store, "SELECT count(*) FROM customer WHERE id = 1"), 0);
        close_shop(&own);
    }
    (void)state;
}

/* Between two blocks of reading, too. */
static void
forget__finds__what_lies_across_the_blocks_of_a_large_file(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_malloc((1 << 20) + 100);

    memset(text, '.', (1 << 20) + 99);
    text[(1 << 20) + 99] = '\0';
    memcpy(text + (1 << 20) - 5, "Qxzana Qxzberg", 14);
    put(shop, "big.bin", text);
    ct_assert_fails(forget(shop, &error), error, CT_ERROR_STORE);
    assert_non_null(strstr(error->message, "big.bin (the name)"));
}

static void
forget__leaves__those_alone_who_are_called_the_same(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    exec(shop, "UPDATE customer SET name = 'Qxzana Qxzberg', street = 'Qxzstraße 5' WHERE id = 2;"
               "INSERT INTO customer_case (ref, customer_id, opened_day, words)"
               " VALUES ('c', 2, 20000, 'qxz case words')");
    put(shop, "imports/people.csv",
        "id,name,email\nother,Qxzana Qxzberg,else@example.com\nx,Qxzana Qxzberg,qxz@example.com\n");
    ct_assert_ok(forget(shop, &error), error);
    assert_file(shop, "imports/people.csv",
                "id,name,email\nother,Qxzana Qxzberg,else@example.com\n");
    assert_int_equal(count(shop->store, "SELECT count(*) FROM customer_case"), 1);
}

static void
forget__tells__of_notes_about_others_that_name_the_person(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    exec(shop, "INSERT INTO note (customer_id, day, words)"
               " VALUES (2, 20000, 'comes with Qxzana Qxzberg')");
    ct_assert_fails(forget(shop, &error), error, CT_ERROR_STORE);
    assert_non_null(strstr(error->message, "a note about other (the name)"));
    assert_null(strstr(error->message, "courtesy.db"));
    assert_int_equal(count(shop->store, "SELECT count(*) FROM customer WHERE id = 1"), 0);
}

static void
forget__lets_be__what_the_house_itself_is_called(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    put(shop, "courtesy.conf", "[manager q]\nname = Qxzana Qxzberg\nmail = qxz@example.com\n");
    put(shop, "out/2025-06-12/calls-q.txt", "Calls for Qxzana Qxzberg\n");
    ct_assert_ok(forget(shop, &error), error);
}

/* What lies between the rows of a page is overwritten by writing the database anew. */
static void
forget__overwrites__old_pieces_of_rows(void **state)
{
    Shop *shop = *state;
    g_autoptr(GError) error = NULL;

    exec(shop, "PRAGMA secure_delete = OFF;"
               "INSERT INTO note (id, customer_id, day, words)"
               " VALUES (100, 1, 20000, 'qxz secret words'), (101, 1, 20000, 'qxz other words');"
               "DELETE FROM note WHERE id = 100;"
               "INSERT INTO note (id, customer_id, day, words) VALUES (102, 2, 20000, 'z')");
    exec(shop, "UPDATE note SET words = 'qxz secret words' WHERE id = 101");
    ct_assert_ok(forget(shop, &error), error);
    assert_int_equal(hits(shop, "qxz secret"), 0);
}

#define WITH_SHOP(test) cmocka_unit_test_setup_teardown(test, open_shop, close_shop)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SHOP(forget__leaves__no_row_in_any_table_that_knows_a_customer),
        WITH_SHOP(forget__keeps__nothing_but_keyed_hashes),
        cmocka_unit_test(forget__keeps__a_person_without_addresses_away),
        WITH_SHOP(forget__leaves__the_postal_address_to_those_who_stay_there),
        WITH_SHOP(forget__takes__what_the_nights_said_about_the_person),
        WITH_SHOP(forget__waits__while_a_message_is_on_its_way),
        WITH_SHOP(forget__waits__while_somebody_reads_the_database),
        WITH_SHOP(forget__refuses__a_customer_who_is_not_there),
        WITH_SHOP(forget__takes__mails_tasks_and_sheets_that_show_the_person),
        WITH_SHOP(forget__takes__whole_records_out_of_lists_and_leaves_the_rest_as_it_was),
        WITH_SHOP(preview__says__the_same_and_changes_nothing),
        cmocka_unit_test(forget__names__the_files_that_still_hold_something),
        WITH_SHOP(forget__finds__what_lies_across_the_blocks_of_a_large_file),
        WITH_SHOP(forget__leaves__those_alone_who_are_called_the_same),
        WITH_SHOP(forget__tells__of_notes_about_others_that_name_the_person),
        WITH_SHOP(forget__lets_be__what_the_house_itself_is_called),
        WITH_SHOP(forget__overwrites__old_pieces_of_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
