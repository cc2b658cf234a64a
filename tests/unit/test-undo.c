/* Taking an import back: exactly, or not at all. */
#include "ct-import-test.h"

#include <stdlib.h>

/* --- the whole base as text ----------------------------------------------------------- */

/* Tables that an import may change without being taken back: what is derived, what the night fills
 * from the settings, and the record of imports itself. */
static const char *const passing[] = {"import",
                                      "meta",
                                      "dirty",
                                      "visit",
                                      "customer_fact",
                                      "calendar",
                                      "calendar_birthday",
                                      "manager",
                                      "tonight",
                                      "channel_policy",
                                      "post_time",
                                      "rule_window",
                                      "candidate",
                                      "decision",
                                      "currency_rate",
                                      NULL};

static void
add_table(CtStore *store, const char *table, GPtrArray *rows)
{
    /* every column: a dump, not a query of the program */
    g_autofree char *sql = g_strdup_printf("SELECT t.* FROM %s t", table);
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, NULL);

    assert_non_null(stmt);
    while (ct_stmt_step(stmt, NULL) == CT_ROW) {
        GString *row = g_string_new(table);

        for (int i = 0; i < ct_stmt_columns(stmt); i++)
            g_string_append_printf(row, "|%s",
                                   ct_stmt_is_null(stmt, i) ? "-" : ct_stmt_text(stmt, i));
        g_ptr_array_add(rows, g_string_free(row, FALSE));
    }
}

static int
compare_rows(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static char *
dump_base(CtStore *store)
{
    g_autoptr(CtStmt) tables =
        ct_store_prepare(store, "SELECT name FROM sqlite_schema WHERE type = 'table'", NULL);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);

    while (ct_stmt_step(tables, NULL) == CT_ROW) {
        const char *table = ct_stmt_text(tables, 0);

        if (!g_strv_contains(passing, table) && !g_str_has_prefix(table, "sqlite_"))
            add_table(store, table, rows);
    }
    g_ptr_array_sort(rows, compare_rows);
    g_ptr_array_add(rows, NULL);
    return g_strjoinv("\n", (char **)rows->pdata);
}

/* --- files by lot --------------------------------------------------------------------- */

static const char *
any(GRand *lot, const char *const *words)
{
    return words[g_rand_int_range(lot, 0, (gint32)g_strv_length((char **)(uintptr_t)words))];
}

static const char *const names[] = {"Anna Berg", "Bob Cole", "Cy Dunn", "A. Berg",
                                    "Eve Cole",  "",         NULL};
static const char *const mails[] = {"anna@example.com", "cole@example.com", "",
                                    "cy@example.com",   "new@example.com",  NULL};
static const char *const phones[] = {"030 901820", "030 901821", "", "", NULL};
static const char *const streets[] = {"Main 1", "Main 2", "Main 3", "", NULL};
static const char *const birthdays[] = {"1980-06-12", "1985-01-01", "1970-01-01",
                                        "--0304",     "",           NULL};
static const char *const answers[] = {"yes", "no", "", NULL};
static const char *const companies[] = {"Acme", "Bolt", "", "", NULL};
static const char *const days[] = {"2025-06-01", "2025-06-02", "2024-01-05", "2023-12-24", NULL};
static const char *const sums[] = {"5.00", "12.50", "-5.00", "0.00", NULL};
static const char *const items[] = {"Lamp", "Chair", "Oil", NULL};
static const char *const channels[] = {"call", "mail", "visit", NULL};
static const char *const words[] = {"broken", "late", "", NULL};
static const char *const postcodes[] = {"10115", "10117", NULL};

static void
add_customers(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "id,name,email,other email,phone,street,zip,city,birthday,company,"
                          "newsletter,may call,tags,Shoe size\n");
    for (int i = 0; i < rows; i++) {
        char id[8] = "";

        if (g_rand_int_range(lot, 0, 6) > 0)
            g_snprintf(id, sizeof id, "%d", g_rand_int_range(lot, 1, 12));
        g_string_append_printf(text, "%s,%s,%s,%s,%s,%s,%s,Berlin,%s,%s,%s,%s,%s,%d\n", id,
                               any(lot, names), any(lot, mails), any(lot, mails), any(lot, phones),
                               any(lot, streets), any(lot, postcodes), any(lot, birthdays),
                               any(lot, companies), any(lot, answers), any(lot, answers),
                               any(lot, items), g_rand_int_range(lot, 40, 44));
    }
}

static void
add_purchases(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "id,customer,date,amount,item,quantity,status\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%d,%d,%s,%s,%s,%d,%s\n", g_rand_int_range(lot, 1, 8),
                               g_rand_int_range(lot, 1, 12), any(lot, days), any(lot, sums),
                               any(lot, items), g_rand_int_range(lot, 1, 3),
                               g_rand_int_range(lot, 0, 5) == 0 ? "cancelled" : "paid");
}

static void
add_cases(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "id,customer,opened,closed,words\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%d,%d,%s,%s,%s\n", g_rand_int_range(lot, 1, 6),
                               g_rand_int_range(lot, 1, 12), any(lot, days),
                               g_rand_boolean(lot) ? "2025-06-10" : "", any(lot, words));
}

static void
add_contacts(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "id,customer,date,channel,direction,words\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%d,%d,%s,%s,%s,%s\n", g_rand_int_range(lot, 1, 6),
                               g_rand_int_range(lot, 1, 12), any(lot, days), any(lot, channels),
                               g_rand_boolean(lot) ? "in" : "out", any(lot, words));
}

static void
add_birthdays(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "customer,name,email,birthday\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%d,%s,%s,%s\n", g_rand_int_range(lot, 1, 12), "Anna Berg",
                               any(lot, mails), any(lot, birthdays));
}

static void
add_events(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "id,event,date,postcode,words\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%d,storm,%s,%s,%s\n", g_rand_int_range(lot, 1, 6),
                               any(lot, days), any(lot, postcodes), any(lot, words));
}

static void
add_referrals(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "customer,referred by,date\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%d,%d,%s\n", g_rand_int_range(lot, 1, 12),
                               g_rand_int_range(lot, 1, 12), any(lot, days));
}

static void
add_records(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "customer,channel,answer,date,purpose\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%d,%s,%s,%s,marketing\n", g_rand_int_range(lot, 1, 12),
                               g_rand_boolean(lot) ? "email" : "phone",
                               g_rand_boolean(lot) ? "yes" : "no", any(lot, days));
}

static void
add_numbers(GRand *lot, GString *text, int rows)
{
    g_string_append(text, "phone\n");
    for (int i = 0; i < rows; i++)
        g_string_append_printf(text, "%s\n", any(lot, phones));
}

static void (*const makers[CT_IMPORT_KIND_COUNT])(GRand *lot, GString *text, int rows) = {
    [CT_IMPORT_CUSTOMERS] = add_customers, [CT_IMPORT_PURCHASES] = add_purchases,
    [CT_IMPORT_CASES] = add_cases,         [CT_IMPORT_CONTACTS] = add_contacts,
    [CT_IMPORT_BIRTHDAYS] = add_birthdays, [CT_IMPORT_EVENTS] = add_events,
    [CT_IMPORT_REFERRALS] = add_referrals, [CT_IMPORT_CONSENT] = add_records,
    [CT_IMPORT_DO_NOT_CALL] = add_numbers,
};

/* Imports a file by lot. Files that are refused, which is right for some of them, are made anew
 * with other rows. NULL: none of them was any good. */
static CtImportReport *
import_by_lot(CtStore *store, GRand *lot, CtImportKind kind)
{
    static char shoe[] = "Shoe size";
    char *keep[] = {shoe, NULL};
    const CtImportMap map = {.kind = (int)kind, .keep = kind == CT_IMPORT_CUSTOMERS ? keep : NULL};

    for (int attempt = 0; attempt < 20; attempt++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(GError) error = NULL;
        CtImportReport *report;

        makers[kind](lot, text, g_rand_int_range(lot, 1, 12));
        report = import_with(store, text->str, &map, NULL, &error);
        if (report != NULL)
            return report;
        print_message("  refused: %s\n", error->message);
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
    }
    return NULL;
}

static bool
undo(CtStore *store, int64_t id, CtImportUndone *undone, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;

    return ct_txn_begin(&txn, store, error) &&
           ct_import_undo(store, id, ct_day_from_ymd(2025, 6, 12), undone, error) &&
           ct_txn_commit(&txn, error);
}

/* --- the property --------------------------------------------------------------------- */

static void
undo__of_any_import__leaves_the_base_as_it_was(void **state)
{
    const guint32 seeds = g_getenv("LIGHT") != NULL ? 5 : 60;
    int taken_back[CT_IMPORT_KIND_COUNT] = {0};

    for (guint32 seed = 1; seed <= seeds; seed++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        GRand *lot = g_rand_new_with_seed(seed);

        for (CtImportKind kind = 0; kind < CT_IMPORT_KIND_COUNT; kind++)
            ct_import_report_free(import_by_lot(store, lot, kind));
        for (CtImportKind kind = 0; kind < CT_IMPORT_KIND_COUNT; kind++) {
            g_autofree char *before = dump_base(store);
            g_autoptr(CtImportReport) report = import_by_lot(store, lot, kind);
            g_autofree char *between = NULL;
            g_autofree char *after = NULL;
            g_auto(CtImportUndone) undone = {0};
            g_autoptr(GError) error = NULL;

            print_message("seed %u: %s\n", seed, ct_import_kind_words[kind]);
            if (report == NULL || report->import_id == 0)
                continue;
            between = dump_base(store);
            assert_string_not_equal(before, between);
            ct_assert_ok(undo(store, report->import_id, &undone, &error), error);
            after = dump_base(store);
            assert_string_equal(before, after);
            assert_int_equal(undone.kind, kind);
            taken_back[kind]++;
        }
        g_rand_free(lot);
    }
    for (CtImportKind kind = 0; kind < CT_IMPORT_KIND_COUNT; kind++) {
        print_message("%s: %d\n", ct_import_kind_words[kind], taken_back[kind]);
        assert_true(taken_back[kind] > (int)seeds / 10);
    }
}

/* Taken back one after the other, the last one first, all of them are gone. */
static void
undo__of_all_imports__leaves_an_empty_base(void **state)
{
    for (guint32 seed = 1; seed <= 10; seed++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *before = dump_base(store);
        g_autofree char *after = NULL;
        GRand *lot = g_rand_new_with_seed(seed);
        int64_t last = 0;

        for (int i = 0; i < 12; i++) {
            CtImportKind kind = (CtImportKind)(i % CT_IMPORT_KIND_COUNT);
            g_autoptr(CtImportReport) report = import_by_lot(store, lot, kind);

            if (report != NULL)
                last = MAX(last, report->import_id);
        }
        for (; last > 0; last--) {
            g_auto(CtImportUndone) undone = {0};
            g_autoptr(GError) error = NULL;

            print_message("seed %u: import %d\n", seed, (int)last);
            ct_assert_ok(undo(store, last, &undone, &error), error);
        }
        after = dump_base(store);
        assert_string_equal(before, after);
        g_rand_free(lot);
    }
}

/* --- what is said --------------------------------------------------------------------- */

static const char people_and_news[] = "id,name,email\n1,Ana Bell,new@example.com\n"
                                      "4,Di Dunn,di@example.com\n";

static void
undo__says__what_it_took_back(void **state)
{
    g_auto(CtImportUndone) undone = {0};
    g_autoptr(GError) error = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state, people_and_news, "1/1/0/0/0");
    assert_true(ct_store_exec(*state, "DELETE FROM dirty", NULL));
    ct_assert_ok(undo(*state, 2, &undone, &error), error);
    assert_int_equal(undone.id, 2);
    assert_string_equal(undone.file, "file.csv");
    assert_string_equal(undone.source, "spreadsheet");
    assert_int_equal(undone.kind, CT_IMPORT_CUSTOMERS);
    assert_int_equal(undone.day.n, 20251);
    assert_int_equal(undone.restored, 1);
    assert_true(undone.removed >= 1);
    assert_rows(*state, "SELECT ref, email FROM customer ORDER BY id",
                "1|ana@example.com\n2|bob@example.com\n3|-\n");
    assert_rows(*state, "SELECT customer_id FROM dirty", "1\n");
    assert_rows(*state, "SELECT id, undone_day FROM import ORDER BY id", "1|-\n2|20251\n");
}

static const struct {
    const char *sql; /* what happened since; NULL: nothing */
    int64_t id;
    const char *says;
} refusals[] = {
    {NULL, 7, "there is no import 7"},
    {"UPDATE import SET undone_day = 20250 WHERE id = 2", 2,
     "import 2 was taken back already, on 2025-06-11"},
    {NULL, 1,
     "import 2 (file.csv) came later and built upon import 1; take that one back first: "
     "courtesy undo 2"},
    {"INSERT INTO note VALUES (1, 4, 20251, NULL, 'nice')", 2,
     "since import 2 there were dealings with Di Dunn; forget them one by one, or keep the import"},
    {"INSERT INTO contact VALUES (1, 'touch A', 4, 20251, 'call', 'out', NULL, NULL, '', NULL)", 2,
     "dealings with Di Dunn"},
    {"INSERT INTO promise VALUES (1, 4, 20251, 20252, NULL, NULL, 'soon')", 2, "with Di Dunn"},
    {"INSERT INTO merge VALUES (1, 4, 'x', 20251)", 2, "with Di Dunn"},
    {"INSERT INTO merge VALUES (1, 1, 'x', 20251)", 2, "with Ana Bell"},
    {"INSERT INTO consent VALUES (9, 4, 'mail', 'any', 0, 20251, 'courtesy stop', NULL, 'stop',"
     " NULL)",
     2, "with Di Dunn"},
    {"INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind, priority, state,"
     " reason, planned_day) VALUES ('r', 4, 1, 1, 2, 'mail', 'service', 1, 'issued', '', 1)",
     2, "with Di Dunn"},
    {"INSERT INTO purchase (id, ref, customer_id, day, cents, import_id) VALUES (1, 'p', 4, 1, 1, "
     "3)",
     2, "import 3 (later.csv) came later"},
    /* what is only planned is no dealing */
    {"INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind, priority, state,"
     " reason, planned_day) VALUES ('r', 4, 1, 1, 2, 'mail', 'service', 1, 'planned', '', 1);"
     "UPDATE touch SET state = 'waiting'",
     2, NULL},
};

static void
undo__refuses__what_something_was_built_upon(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_auto(CtImportUndone) undone = {0};
        g_autoptr(GError) error = NULL;
        bool done;

        print_message("case %zu: %s\n", i, refusals[i].sql);
        assert_import(store, people, "3/0/0/0/0");
        assert_import(store, people_and_news, "1/1/0/0/0");
        assert_true(ct_store_exec(store,
                                  "INSERT INTO import (id, day, file, kind, source)"
                                  " VALUES (3, 20251, 'later.csv', 'purchases', 'spreadsheet')",
                                  NULL));
        if (refusals[i].sql != NULL)
            ct_assert_ok(ct_store_exec(store, refusals[i].sql, &error), error);
        done = undo(store, refusals[i].id, &undone, &error);
        if (refusals[i].says == NULL) {
            ct_assert_ok(done, error);
            assert_rows(store, "SELECT (SELECT count(*) FROM touch), count(*) FROM touch_log",
                        "0|0\n");
            continue;
        }
        ct_assert_fails(done, error, CT_ERROR_INPUT);
        print_message("  %s\n", error->message);
        assert_non_null(strstr(error->message, refusals[i].says));
        assert_rows(store, "SELECT count(*) FROM customer", "4\n");
    }
}

/* --- the schema ----------------------------------------------------------------------- */

/* Columns that no import changes once a row is there. */
static const struct {
    const char *table, *columns[6];
} steady[] = {
    {"customer", {"id", "ref", "spread", "household_fixed", "import_id", NULL}},
    {"customer_extra", {"import_id", NULL}}, /* kept as extra_import_id */
    {"purchase", {"id", "ref", "import_id", NULL}},
    {"purchase_item", {NULL}},
    {"customer_case", {"id", "ref", "import_id", NULL}},
    {"contact", {"id", "ref", "import_id", NULL}},
    {"event", {"id", "ref", "import_id", NULL}},
};

static void
undo__has__every_column_that_an_import_changes(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(steady); i++) {
        g_autofree char *sql =
            g_strdup_printf("SELECT name FROM pragma_table_info('%s') WHERE name NOT IN"
                            " (SELECT name FROM pragma_table_info('%s_before'))",
                            steady[i].table, steady[i].table);
        g_autoptr(CtStmt) stmt = ct_store_prepare(*state, sql, NULL);

        while (ct_stmt_step(stmt, NULL) == CT_ROW) {
            print_message("%s.%s\n", steady[i].table, ct_stmt_text(stmt, 0));
            assert_true(g_strv_contains(steady[i].columns, ct_stmt_text(stmt, 0)));
        }
    }
    /* and no table that knows its import is forgotten when one is taken back */
    assert_rows(*state,
                "SELECT group_concat(name, ' ') FROM (SELECT t.name FROM sqlite_schema t"
                " JOIN pragma_table_info(t.name) c ON c.name = 'import_id'"
                " WHERE t.name NOT LIKE '%\\_before' ESCAPE '\\' ORDER BY t.name)",
                "address_status company consent contact customer customer_case customer_extra "
                "customer_ref event household other_address purchase referral suppression twin\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undo__of_any_import__leaves_the_base_as_it_was),
        cmocka_unit_test(undo__of_all_imports__leaves_an_empty_base),
        WITH_STORE(undo__says__what_it_took_back),
        cmocka_unit_test(undo__refuses__what_something_was_built_upon),
        WITH_STORE(undo__has__every_column_that_an_import_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
