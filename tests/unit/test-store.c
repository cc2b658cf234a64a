#include "ct-test.h"

#include "courtesy/store.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int
open_store(void **state)
{
    g_autoptr(GError) error = NULL;

    *state = ct_store_open(":memory:", &error);
    return *state != NULL ? 0 : -1;
}

static int
close_store(void **state)
{
    ct_store_close(*state);
    return 0;
}

static int64_t
number(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    int64_t n = -1;

    ct_assert_ok(stmt != NULL && ct_stmt_number(stmt, -1, &n, &error), error);
    return n;
}

static void
store__opens__at_the_newest_schema(void **state)
{
    assert_int_equal(ct_store_version(*state), 2);
    assert_int_equal(number(*state, "SELECT count(*) FROM customer"), 0);
}

static void
txn__rolls_back__when_it_leaves_scope(void **state)
{
    g_autoptr(GError) error = NULL;

    {
        g_auto(CtTxn) txn = CT_TXN_INIT;

        ct_assert_ok(ct_txn_begin(&txn, *state, &error), error);
        ct_assert_ok(ct_meta_set(*state, "x", "1", &error), error);
    }
    assert_int_equal(number(*state, "SELECT count(*) FROM meta WHERE name = 'x'"), 0);
    {
        g_auto(CtTxn) txn = CT_TXN_INIT;

        ct_assert_ok(ct_txn_begin(&txn, *state, &error), error);
        ct_assert_ok(ct_meta_set(*state, "x", "1", &error), error);
        ct_assert_ok(ct_txn_commit(&txn, &error), error);
    }
    assert_int_equal(number(*state, "SELECT count(*) FROM meta WHERE name = 'x'"), 1);
}

/* Every statement of schema/ that is not composed prepares against the schema. */
static void
every_query__prepares(void **state)
{
    static const char *const folders[] = {"plan", "deliver", "cli", "people"};
    int count = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *folder = g_strdup_printf("schema/%s/", folders[i]);
        g_auto(GStrv) names = ct_resource_names(folder);

        for (int j = 0; names[j] != NULL; j++, count++) {
            g_autofree char *stem = g_strndup(names[j], strlen(names[j]) - strlen(".sql"));
            g_autofree char *name = g_strdup_printf("%s/%s", folders[i], stem);
            g_autoptr(GError) error = NULL;
            g_autoptr(CtStmt) stmt = ct_store_query(*state, name, &error);

            print_message("%s\n", name);
            ct_assert_ok(stmt != NULL, error);
        }
    }
    assert_true(count > 50);
}

static void
greatest__and_least__pass_over_null(void **state)
{
    static const struct {
        const char *sql;
        int64_t n;
    } cases[] = {
        {"SELECT greatest(1, NULL, 3)", 3},  {"SELECT least(NULL, 5, 2)", 2},
        {"SELECT greatest(NULL, NULL)", -1}, {"SELECT least(-4, -9)", -9},
        {"SELECT greatest(-4, -9)", -4},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu: %s\n", i, cases[i].sql);
        assert_int_equal(number(*state, cases[i].sql), cases[i].n);
    }
}

/* --- states --------------------------------------------------------------------------- */

static void
add_touch(CtStore *store, const char *state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sql = g_strdup_printf(
        "DELETE FROM touch; DELETE FROM customer;"
        "INSERT INTO customer (id, ref, name, spread) VALUES (1, 'a', 'A', 0);"
        "INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind, priority, state,"
        " reason, planned_day) VALUES ('thanks', 1, 0, 0, 5, 'mail', 'service', 40, '%s', 'x', 0)",
        state);

    ct_assert_ok(ct_store_exec(store, sql, &error), error);
}

static bool
can_change(CtStore *store, const char *from, const char *to)
{
    g_autofree char *sql = g_strdup_printf("UPDATE touch SET state = '%s'", to);

    add_touch(store, from);
    return ct_store_exec(store, sql, NULL);
}

static void
what_left__never_goes_back_to_planned(void **state)
{
    static const char *const left[] = {"issued", "in_flight", "unknown",
                                       "failed", "expired",   "held_out"};

    for (size_t i = 0; i < G_N_ELEMENTS(left); i++) {
        print_message("case %zu: %s\n", i, left[i]);
        assert_false(can_change(*state, left[i], "planned"));
        assert_false(can_change(*state, left[i], "claimed"));
    }
    assert_true(can_change(*state, "planned", "claimed"));
    assert_true(can_change(*state, "claimed", "in_flight"));
    assert_true(can_change(*state, "in_flight", "issued"));
    assert_false(can_change(*state, "planned", "issued"));
    assert_false(can_change(*state, "issued", "waiting"));
}

static void
the_vocabulary__of_states__is_the_one_of_the_schema(void **state)
{
    for (int i = 0; ct_state_words[i] != NULL; i++) {
        print_message("case %d: %s\n", i, ct_state_words[i]);
        add_touch(*state, ct_state_words[i]); /* the CHECK of the table takes it */
    }
    assert_int_equal(number(*state, "SELECT count(DISTINCT from_state) FROM touch_transition"), 8);
}

static void
one_occasion__has_one_touch(void **state)
{
    g_autoptr(GError) error = NULL;

    add_touch(*state, "planned");
    ct_assert_fails(
        ct_store_exec(*state,
                      "INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind,"
                      " priority, state, reason, planned_day)"
                      " VALUES ('thanks', 1, 0, 0, 5, 'card', 'service', 40, 'planned', 'x', 0)",
                      &error),
        error, CT_ERROR_STORE);
}

static void
the_history__is_only_added_to(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_true(can_change(*state, "planned", "claimed"));
    assert_int_equal(number(*state, "SELECT count(*) FROM touch_log WHERE to_state = 'claimed'"),
                     1);
    ct_assert_fails(ct_store_exec(*state, "UPDATE touch_log SET reason = 'y'", &error), error,
                    CT_ERROR_STORE);
}

/* --- files ---------------------------------------------------------------------------- */

static char *
scratch_folder(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("ct-store-XXXXXX", &error);

    ct_assert_ok(folder != NULL, error);
    return folder;
}

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        assert_int_equal(g_unlink(path), 0);
    }
    assert_int_equal(g_rmdir(folder), 0);
}

static void
store__refuses__a_newer_schema(void **state)
{
    g_autofree char *folder = scratch_folder();
    g_autofree char *path = g_build_filename(folder, "newer.db", NULL);
    g_autoptr(GError) error = NULL;
    CtStore *store = ct_store_open(path, &error);

    assert_non_null(store);
    ct_assert_ok(ct_store_exec(store, "PRAGMA user_version = 99", &error), error);
    ct_store_close(store);
    ct_assert_fails(ct_store_open(path, &error) != NULL, error, CT_ERROR_CONFIG);
    assert_int_equal(ct_error_exit_status(error), 78);
    remove_folder(folder);
}

static void
store__refuses__what_is_no_database(void **state)
{
    g_autofree char *folder = scratch_folder();
    g_autofree char *path = g_build_filename(folder, "no.db", NULL);
    g_autoptr(GError) error = NULL;

    assert_true(
        g_file_set_contents(path, "this is a shopping list, and a rather long one", -1, NULL));
    ct_assert_fails(ct_store_open(path, &error) != NULL, error, CT_ERROR_STORE);
    remove_folder(folder);
}

static void
copy__is_a_database_of_its_own(void **state)
{
    g_autofree char *folder = scratch_folder();
    g_autofree char *path = g_build_filename(folder, "copy.db", NULL);
    g_autoptr(GError) error = NULL;
    CtStore *copy;

    ct_assert_ok(ct_meta_set(*state, "x", "1", &error), error);
    ct_assert_ok(ct_store_copy(*state, path, &error), error);
    ct_assert_ok(ct_meta_set(*state, "x", "2", &error), error);
    copy = ct_store_open(path, &error);
    ct_assert_ok(copy != NULL, error);
    assert_int_equal(number(copy, "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'x'"), 1);
    ct_store_close(copy);
    remove_folder(folder);
}

static void
secret__is_made_once(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *first = ct_meta_secret(*state, &error);
    g_autofree char *second = ct_meta_secret(*state, &error);

    assert_int_equal(strlen(first), 32);
    assert_string_equal(first, second);
}

int
main(void)
{
#define IN_MEMORY(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)
    const struct CMUnitTest tests[] = {
        IN_MEMORY(store__opens__at_the_newest_schema),
        IN_MEMORY(txn__rolls_back__when_it_leaves_scope),
        IN_MEMORY(every_query__prepares),
        IN_MEMORY(greatest__and_least__pass_over_null),
        IN_MEMORY(what_left__never_goes_back_to_planned),
        IN_MEMORY(the_vocabulary__of_states__is_the_one_of_the_schema),
        IN_MEMORY(one_occasion__has_one_touch),
        IN_MEMORY(the_history__is_only_added_to),
        IN_MEMORY(copy__is_a_database_of_its_own),
        IN_MEMORY(secret__is_made_once),
        cmocka_unit_test(store__refuses__a_newer_schema),
        cmocka_unit_test(store__refuses__what_is_no_database),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
