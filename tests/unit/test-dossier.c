/* Everything about one person: the schema says which tables that is. */
#include "people-base.h"

#include <json-glib/json-glib.h>

static int
open_store(void **state)
{
    *state = open_everything(":memory:");
    return 0;
}

static int
close_store(void **state)
{
    ct_store_close(*state);
    return 0;
}

static JsonObject *
dossier(CtStore *store, JsonNode **owner)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *json = ct_people_dossier_json(store, 1, &error);

    ct_assert_ok(json != NULL, error);
    *owner = json_from_string(json, &error);
    ct_assert_ok(*owner != NULL, error);
    return json_node_get_object(*owner);
}

static void
dossier__names__every_table_of_the_schema_that_knows_a_customer(void **state)
{
    g_autoptr(GPtrArray) tables = tables_of_customers(*state);

    assert_true(tables->len > 30);
    for (guint i = 0; i < tables->len; i++) {
        const char *table = g_ptr_array_index(tables, i);

        print_message("%s\n", table);
        assert_true(ct_vocabulary_find(ct_dossier_tables, table) >= 0);
    }
}

/* Every row of the tables is the person's, but for the one row of somebody else. */
static void
dossier__has__every_row_and_every_column(void **state)
{
    g_autoptr(JsonNode) owner = NULL;
    JsonObject *object = dossier(*state, &owner);

    for (int i = 0; ct_dossier_tables[i] != NULL; i++) {
        const char *table = ct_dossier_tables[i];
        g_autofree char *rows = g_strdup_printf("SELECT count(*) FROM %s", table);
        g_autofree char *columns =
            g_strdup_printf("SELECT count(*) FROM pragma_table_info('%s')", table);
        int64_t own = count(*state, rows) - (strcmp(table, "customer") == 0);
        JsonArray *array;

        print_message("%s: %d rows\n", table, (int)own);
        assert_true(json_object_has_member(object, table));
        array = json_object_get_array_member(object, table);
        assert_true(own > 0);
        assert_int_equal(json_array_get_length(array), own);
        assert_int_equal(json_object_get_size(json_array_get_object_element(array, 0)),
                         count(*state, columns));
    }
}

/* Every text that anybody wrote into a row of the person, found in both outputs. */
static void
dossier__shows__every_marker_to_programs_and_to_people(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *json = ct_people_dossier_json(*state, 1, &error);
    g_autofree char *text = ct_people_dossier_text(*state, 1, &error);
    g_autofree char *path =
        g_build_filename(g_getenv("SRCDIR"), "tests/data/people/everything.sql", NULL);
    g_autofree char *sql = NULL;
    g_autoptr(GRegex) literal = g_regex_new("'([^']*qxz[^']*)'", G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    int markers = 0;

    ct_assert_ok(json != NULL && text != NULL, error);
    assert_true(g_file_get_contents(path, &sql, NULL, NULL));
    for (g_regex_match(literal, sql, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *marker = g_match_info_fetch(match, 1);
        /* Keys and hashes are for the program alone; the history keeps what changed, not the rest.
         */
        bool internal =
            strstr(marker, "hash") != NULL || strchr(marker, '|') != NULL ||
            strcmp(marker, "qxzana qxzberg") == 0 || strcmp(marker, "qxzcompanylimited") == 0 ||
            strcmp(marker, "qxz-content") == 0 || strcmp(marker, "qxz@example.com") == 0;

        if (strcmp(marker, "qxz-reason") == 0)
            continue;
        print_message("%s\n", marker);
        assert_non_null(strstr(json, marker));
        assert_true(internal || strstr(text, marker) != NULL);
        markers++;
    }
    assert_true(markers > 60);
}

static void
dossier__writes__days_and_money_so_that_they_can_be_read(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonNode) owner = NULL;
    g_autofree char *text = ct_people_dossier_text(*state, 1, &error);
    JsonObject *purchase = json_array_get_object_element(
        json_object_get_array_member(dossier(*state, &owner), "purchase"), 0);

    assert_string_equal(json_object_get_string_member(purchase, "day"), "2024-10-04");
    assert_int_equal(json_object_get_int_member(purchase, "cents"), 1234);
    assert_true(json_object_get_null_member(purchase, "delivered_day"));
    ct_assert_ok(text != NULL, error);
    assert_non_null(strstr(text, "Purchases (1)\n  - ref: qxz-purchase\n    day: 2024-10-04\n"
                                 "    amount: 12.34\n"));
    assert_non_null(strstr(text, "birthday: 06-12\n"));
    assert_non_null(strstr(text, "spent total: 12.34\n"));
}

static void
dossier__says_nothing__about_anybody_else(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *json = ct_people_dossier_json(*state, 1, &error);

    ct_assert_ok(json != NULL, error);
    assert_null(strstr(json, "Somebody"));
    assert_null(strstr(json, "else@"));
}

static void
dossier__refuses__a_customer_who_is_not_there(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) again = NULL;

    ct_assert_fails(ct_people_dossier_json(*state, 77, &error) != NULL, error, CT_ERROR_INPUT);
    ct_assert_fails(ct_people_dossier_text(*state, 77, &again) != NULL, again, CT_ERROR_INPUT);
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(dossier__names__every_table_of_the_schema_that_knows_a_customer),
        WITH_STORE(dossier__has__every_row_and_every_column),
        WITH_STORE(dossier__shows__every_marker_to_programs_and_to_people),
        WITH_STORE(dossier__writes__days_and_money_so_that_they_can_be_read),
        WITH_STORE(dossier__says_nothing__about_anybody_else),
        WITH_STORE(dossier__refuses__a_customer_who_is_not_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
