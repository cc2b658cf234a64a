#include "rule-samples.h"

#define LEAP_BIRTHDAY 20147 /* 28 February 2025 */

#define FROM                                                                                       \
    " FROM customer c JOIN customer_fact f ON f.customer_id = c.id"                                \
    " LEFT JOIN visit v ON v.customer_id = c.id AND v.first_day = f.last_day"                      \
    " LEFT JOIN customer_case k ON k.customer_id = c.id"                                           \
    " CROSS JOIN (SELECT :today AS anchor) w"                                                      \
    " WHERE c.ref = :ref"

/* The value of a fact for one customer, as text; "-" when it is unknown. */
static char *
value_of(CtStore *store, const CtFact *fact, const char *ref, int today)
{
    g_autofree char *sql = g_strdup_printf("SELECT %s" FROM, fact->sql);
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);

    ct_assert_ok(stmt != NULL, error);
    ct_stmt_bind_text(stmt, ":ref", ref);
    shop_bind(stmt, today);
    assert_int_equal(ct_stmt_step(stmt, &error), CT_ROW);
    return g_strdup(ct_stmt_is_null(stmt, 0) ? "-" : ct_stmt_text(stmt, 0));
}

static void
facts__are__named_once_and_explained(void **state)
{
    static const char *const units[] = {"",         "days",  "purchases", "customers",
                                        "contacts", "cases", "years",     NULL};
    size_t count;
    const CtFact *facts = ct_facts(&count);

    assert_true(count > 40);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(facts[i].help);

        print_message("fact %s\n", facts[i].name);
        assert_true(ct_fact_find(facts[i].name) == &facts[i]); /* the first of its name */
        assert_int_equal(strspn(facts[i].name, "abcdefghijklmnopqrstuvwxyz_1230"),
                         strlen(facts[i].name));
        assert_true(length > 5 && facts[i].help[length - 1] != '.');
        assert_null(strchr(facts[i].help, '\n'));
        assert_true(ct_vocabulary_find(units, facts[i].unit) >= 0);
        if (facts[i].type == CT_TYPE_DAYS)
            assert_string_equal(facts[i].unit, "days");
    }
    assert_null(ct_fact_find(""));
}

static void
facts__keep_to__the_sql_of_every_engine(void **state)
{
    static const char *const refused[] = {"julianday", "date(", "strftime", "min(",  "max(",
                                          "ifnull",    "\"",    "round(",   "||",    "cast(",
                                          "iif(",      "==",    "glob",     "random"};
    size_t count;
    const CtFact *facts = ct_facts(&count);

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(refused); j++) {
            print_message("fact %s without %s\n", facts[i].name, refused[j]);
            assert_null(strstr(facts[i].sql, refused[j]));
        }
    }
}

static void
facts__run__against_the_schema_for_everybody(void **state)
{
    static const char *const refs[] = {"A1", "B2", "C3", "D4"};
    static const char *const may_be_unknown[] = {
        "age", "last_mood", "satisfaction", "usual_gap_days", "expected_in_days", NULL};
    size_t count;
    const CtFact *facts = ct_facts(&count);

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(refs); j++) {
            g_autofree char *value = value_of(*state, &facts[i], refs[j], SHOP_TODAY);

            print_message("%s of %s is %s\n", facts[i].name, refs[j], value);
            if (facts[i].type == CT_TYPE_YESNO)
                assert_true(strcmp(value, "1") == 0 || strcmp(value, "0") == 0);
            if (facts[i].type != CT_TYPE_TEXT && facts[i].scope == CT_SCOPE_CUSTOMER &&
                ct_vocabulary_find(may_be_unknown, facts[i].name) < 0)
                assert_string_not_equal(value, "-");
        }
    }
}

static void
facts__tell__what_is_known(void **state)
{
    static const struct {
        const char *fact, *ref, *value;
        int today;
    } cases[] = {
        {"id", "A1", "A1", SHOP_TODAY},
        {"name", "B2", "Ben O'Brien", SHOP_TODAY},
        {"country", "C3", "-", SHOP_TODAY},
        {"email_ok", "A1", "1", SHOP_TODAY}, /* the last answer counts */
        {"email_ok", "B2", "0", SHOP_TODAY}, /* no address */
        {"email_ok", "C3", "0", SHOP_TODAY}, /* suppressed, though there is a yes */
        {"email_ok", "D4", "0", SHOP_TODAY}, /* bounced */
        {"call_ok", "A1", "1", SHOP_TODAY},  /* nobody asked */
        {"call_ok", "B2", "0", SHOP_TODAY},  /* said no */
        {"call_ok", "C3", "0", SHOP_TODAY},  /* no number */
        {"post_ok", "A1", "1", SHOP_TODAY},
        {"post_ok", "C3", "0", SHOP_TODAY}, /* no street */
        {"post_ok", "D4", "0", SHOP_TODAY}, /* said no */
        {"bounced", "A1", "0", SHOP_TODAY},
        {"bounced", "D4", "1", SHOP_TODAY},
        {"joined_days", "A1", "1000", SHOP_TODAY},
        {"joined_days", "C3", "36500", SHOP_TODAY},
        {"birthday_known", "D4", "1", SHOP_TODAY},
        {"birthday_known", "C3", "0", SHOP_TODAY},
        {"age", "A1", "34", SHOP_TODAY}, /* today */
        {"age", "B2", "33", SHOP_TODAY}, /* tomorrow */
        {"age", "C3", "-", SHOP_TODAY},
        {"age", "D4", "24", SHOP_TODAY},
        {"age", "D4", "25", LEAP_BIRTHDAY},
        {"manager", "A1", "anna", SHOP_TODAY},
        {"manager", "B2", "tom", SHOP_TODAY}, /* as imported, by name */
        {"manager", "C3", "-", SHOP_TODAY},
        {"tier", "A1", "top", SHOP_TODAY},
        {"tier", "B2", "customer", SHOP_TODAY},
        {"tier", "C3", "prospect", SHOP_TODAY},
        {"orders_total", "B2", "2", SHOP_TODAY},
        {"spent_12_months", "A1", "125050", SHOP_TODAY},
        {"average_order", "A1", "62525", SHOP_TODAY},
        {"average_order", "C3", "0", SHOP_TODAY},
        {"first_purchase_days", "A1", "310", SHOP_TODAY},
        {"days_since_purchase", "A1", "10", SHOP_TODAY},
        {"days_since_purchase", "C3", "36500", SHOP_TODAY},
        {"usual_gap_days", "A1", "140.5", SHOP_TODAY},
        {"expected_in_days", "A1", "130.5", SHOP_TODAY},
        {"expected_in_days", "C3", "-", SHOP_TODAY},
        {"last_item", "A1", "Oak chair", SHOP_TODAY}, /* not the cancelled piano, not the cloth */
        {"last_category", "A1", "Chairs", SHOP_TODAY},
        {"last_category", "D4", "-", SHOP_TODAY},
        {"days_since_call", "A1", "100", SHOP_TODAY},
        {"days_since_card", "A1", "36500", SHOP_TODAY},
        {"days_since_complaint", "D4", "4", SHOP_TODAY},
        {"last_mood", "D4", "1", SHOP_TODAY},
        {"purchase_total", "A1", "85050", SHOP_TODAY},
        {"purchase_is_first", "A1", "0", SHOP_TODAY},
        {"purchase_is_first", "D4", "1", SHOP_TODAY},
        {"purchase_category", "A1", "Chairs", SHOP_TODAY},
        {"purchase_category", "D4", "-", SHOP_TODAY},
        {"role", "A1", "owner", SHOP_TODAY},
        {"role", "B2", "-", SHOP_TODAY},
        {"referrals", "A1", "2", SHOP_TODAY}, /* the third is still to come */
        {"referrals", "A1", "1", 19900},
        {"referrals", "B2", "0", SHOP_TODAY},
        {"satisfaction", "D4", "2.5", SHOP_TODAY}, /* what was said a year ago counts no more */
        {"satisfaction", "A1", "-", SHOP_TODAY},
        {"installed_days", "A1", "3", SHOP_TODAY}, /* what comes tomorrow is not yet there */
        {"installed_days", "D4", "36500", SHOP_TODAY},
        {"case_kind", "D4", "complaint", SHOP_TODAY},
        {"case_kind", "A1", "-", SHOP_TODAY},
        {"case_age_days", "D4", "4", SHOP_TODAY},
        {"case_age_days", "D4", "14", SHOP_TODAY + 50}, /* it was closed by then */
        {"anniversary_years", "A1", "1", 19690 + 366},  /* from 28 November to 28 November */
        {"anniversary_years", "A1", "4", 19690 + 1461},
        {"anniversary_years", "D4", "50", 19995 + 18262},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const CtFact *fact = ct_fact_find(cases[i].fact);
        g_autofree char *value = NULL;

        print_message("case %zu: %s of %s\n", i, cases[i].fact, cases[i].ref);
        assert_non_null(fact);
        value = value_of(*state, fact, cases[i].ref, cases[i].today);
        assert_string_equal(value, cases[i].value);
    }
}

static void
tier__is_never_top__for_nothing_spent(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sql = g_strdup_printf("SELECT %s" FROM, ct_fact_find("tier")->sql);
    g_autoptr(CtStmt) stmt = ct_store_prepare(*state, sql, &error);

    ct_assert_ok(stmt != NULL, error);
    ct_stmt_bind_text(stmt, ":ref", "B2");
    ct_stmt_bind_int(stmt, ":top_cents", 0);
    assert_int_equal(ct_stmt_step(stmt, &error), CT_ROW);
    assert_string_equal(ct_stmt_text(stmt, 0), "customer");
}

static void
types__have__words(void **state)
{
    assert_string_equal(ct_type_word(CT_TYPE_NUMBER), "number");
    assert_string_equal(ct_type_word(CT_TYPE_DAYS), "days");
    assert_string_equal(ct_type_word(CT_TYPE_MONEY), "money");
    assert_string_equal(ct_type_word(CT_TYPE_TEXT), "text");
    assert_string_equal(ct_type_word(CT_TYPE_YESNO), "yes/no");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts__are__named_once_and_explained),
        cmocka_unit_test(facts__keep_to__the_sql_of_every_engine),
        cmocka_unit_test(facts__run__against_the_schema_for_everybody),
        cmocka_unit_test(facts__tell__what_is_known),
        cmocka_unit_test(tier__is_never_top__for_nothing_spent),
        cmocka_unit_test(types__have__words),
    };

    return cmocka_run_group_tests(tests, shop_open, shop_close);
}
