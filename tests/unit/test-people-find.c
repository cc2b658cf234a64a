/* Whom a piece of text means. */
#include "people-samples.h"

static void
add_everybody(CtStore *store)
{
    add_person(store, 1, "Seán O'Neill", "sean@example.ie", "+353 1 234 5678", NULL);
    add_person(store, 2, "María López", "maria@example.es", NULL, "Calle Mayor 1");
    add_person(store, 3, "Mario Lopezz", "mario@example.es", NULL, NULL);
    add_person(store, 4, "Ann Lee", "family@example.com", "030 901820", NULL);
    add_person(store, 5, "Joann Leeds", "family@example.com", NULL, NULL);
    add_person(store, 6, "50% Off_Shop", NULL, NULL, NULL);
    add_person(store, 7, "Łukasz Straße", NULL, NULL, NULL);
    run_sql(store,
            "INSERT INTO customer_ref (ref, customer_id) VALUES ('old-77', 2);"
            "INSERT INTO other_address (customer_id, channel, key, address, hash)"
            " VALUES (2, 'mail', 'lopez@work.example', 'lopez@work.example', 'h'),"
            " (2, 'call', '34911234567', '+34 911 234 567', 'h');"
            "INSERT INTO customer_case (ref, customer_id, opened_day) VALUES ('C-12', 1, 1);"
            "INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind, priority,"
            " state, reason, code, planned_day) VALUES"
            " ('thanks', 3, 1, 1, 1, 'mail', 'service', 1, 'issued', '', 'K7Q4', 1);"
            "INSERT INTO company (id, name, name_key) VALUES (1, 'Acme Ltd', 'acmeltd');"
            "UPDATE customer SET company_id = 1 WHERE id = 4;");
}

static void
people__are_found_by__what_an_owner_types(void **state)
{
    static const struct {
        const char *text;
        int64_t id; /* 0: nobody; -1: several */
    } cases[] = {
        {"1", 1},
        {"old-77", 2},
        {"Maria@Example.ES", 2},
        {"lopez@work.example", 2},
        {"+353 1 2345678", 1},
        {"00353 1 234 5678", 1},
        {"030901820", 4},
        {"4930901820", 4},
        {"+34 911 234567", 2},
        {"k7q4", 3},
        {"c-12", 1},
        {"C-12", 1},
        {"sean", 1},
        {"SEÁN", 1},
        {"oneill", 1},
        {"o'neill", 1},
        {"O’Neill Seán", 1},
        {"neil", 1},
        {"maria lopez", 2},
        {"López, María", 2},
        {"lopez", -1},
        {"mar lop", -1},
        {"mari", -1},
        {"ann lee", 4},
        {"joann", 5},
        {"ann", -1},
        {"acme", 4},
        {"lukasz", 7},
        {"strasse", 7},
        {"50% off", 6},
        {"50%", 6},
        {"%", 6},
        {"_", 6},
        {"family@example.com", -1},
        {"", 0},
        {"   ", 0},
        {"nobody", 0},
        {"nobody@example.com", 0},
        {"' OR 1 = 1 --", 0},
    };
    CtStore *store = *state;

    add_everybody(store);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        int64_t id = 0;

        print_message("\"%s\"\n", cases[i].text);
        if (cases[i].id > 0) {
            ct_assert_ok(ct_people_find(store, cases[i].text, "DE", &id, &error), error);
            assert_int_equal(id, cases[i].id);
            continue;
        }
        ct_assert_fails(ct_people_find(store, cases[i].text, "DE", &id, &error), error,
                        CT_ERROR_INPUT);
        assert_non_null(
            strstr(error->message, cases[i].id == 0 ? "no customer fits" : "fits several"));
        assert_int_equal(id, 0);
    }
}

static void
several__are_listed__with_what_tells_them_apart(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;
    int64_t id;

    add_everybody(store);
    ct_assert_fails(ct_people_find(store, "lopez", NULL, &id, &error), error, CT_ERROR_INPUT);
    assert_string_equal(error->message,
                        "\"lopez\" fits several customers; name one by its number:\n"
                        "  3  Mario Lopezz, mario@example.es\n"
                        "  2  María López, Bath");
}

static void
a_list_of_many__ends_with__dots(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;
    int64_t id;

    for (int i = 1; i <= 30; i++)
        add_person(store, i, "Ana Bell", NULL, NULL, NULL);
    ct_assert_fails(ct_people_find(store, "ana bell", NULL, &id, &error), error, CT_ERROR_INPUT);
    assert_true(g_str_has_suffix(error->message, "  20  Ana Bell\n  ..."));
}

static void
a_search__gives_the_surest_first__and_no_more_than_asked(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all = NULL;
    g_autoptr(GPtrArray) one = NULL;
    CtStore *store = *state;

    add_everybody(store);
    all = ct_people_search(store, "ann lee", NULL, 10, &error);
    ct_assert_ok(all != NULL, error);
    assert_int_equal(all->len, 2);
    assert_string_equal(((CtPerson *)all->pdata[0])->name, "Ann Lee");
    assert_int_equal(((CtPerson *)all->pdata[0])->by, CT_FOUND_BY_NAME);
    assert_string_equal(((CtPerson *)all->pdata[1])->name, "Joann Leeds");
    assert_int_equal(((CtPerson *)all->pdata[1])->by, CT_FOUND_BY_PIECE);
    one = ct_people_search(store, "ann lee", NULL, 1, &error);
    ct_assert_ok(one != NULL, error);
    assert_int_equal(one->len, 1);
}

/* What the plan of a query says, in one line each. */
static void
assert_no_scan_of_customers(CtStore *store, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strdup_printf("schema/people/%s.sql", name);
    g_autoptr(GBytes) sql = ct_resource(path);
    g_autofree char *explain =
        g_strdup_printf("EXPLAIN QUERY PLAN %s", (const char *)g_bytes_get_data(sql, NULL));
    g_autoptr(CtStmt) plan = ct_store_prepare(store, explain, &error);

    ct_assert_ok(plan != NULL, error);
    while (ct_stmt_step(plan, &error) == CT_ROW) {
        const char *step = ct_stmt_text(plan, 3);

        print_message("%s: %s\n", name, step);
        assert_true(!g_str_has_prefix(step, "SCAN") || strstr(step, "CONSTANT") != NULL ||
                    strcmp(step, "SCAN f") == 0);
    }
    assert_null(error);
}

static void
numbers_addresses_and_codes__are_found__without_reading_everybody(void **state)
{
    assert_no_scan_of_customers(*state, "find");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PEOPLE(people__are_found_by__what_an_owner_types),
        WITH_PEOPLE(several__are_listed__with_what_tells_them_apart),
        WITH_PEOPLE(a_list_of_many__ends_with__dots),
        WITH_PEOPLE(a_search__gives_the_surest_first__and_no_more_than_asked),
        WITH_PEOPLE(numbers_addresses_and_codes__are_found__without_reading_everybody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
