#include "rule-samples.h"

/* The settings that the segments of these tests come from. */
static const char settings_text[] = "[segment lapsed]\n"
                                    "says = used to buy\n"
                                    "who  = orders_total >= 2 and\n"
                                    "       days_since_purchase > 2 * usual_gap_days\n"
                                    "[segment far-off]\n"
                                    "who = in lapsed or country <> 'GB'\n"
                                    "[segment misspelt]\n"
                                    "who = ordrs_total > 2 or\n"
                                    "      age > 'old'\n"
                                    "[segment one]\n"
                                    "who = age > 1 and in two\n"
                                    "[segment two]\n"
                                    "who = in three or age > 2\n"
                                    "[segment three]\n"
                                    "who = not in one\n"
                                    "[segment purchase]\n"
                                    "who = purchase_total > 10\n"
                                    "[segment broken]\n"
                                    "who = ((((((((((((((((((((((((age > 3\n";

static int
read_settings(void **state)
{
    *state = shop_settings(settings_text);
    return 0;
}

static int
free_settings(void **state)
{
    ct_settings_free(*state);
    return 0;
}

static CtCondition *
parse(void **state, const char *text, CtProblems *problems)
{
    g_autoptr(CtEntry) entry = ct_entry_new("who", text);

    return ct_condition_parse(entry, *state, CT_SCOPE_PURCHASE, problems);
}

/* The SQL with its values in the places of the parameters: 'text' and numbers. */
static char *
sql_of(const CtCondition *condition)
{
    g_autoptr(CtSql) sql = ct_sql_new();
    GString *text;

    ct_condition_sql(condition, sql);
    text = g_string_new(sql->text->str);
    for (guint i = sql->params->len; i > 0; i--) {
        const CtParam *param = g_ptr_array_index(sql->params, i - 1);
        g_autofree char *value = param->is_text
                                     ? g_strdup_printf("'%s'", param->text)
                                     : g_strdup_printf("%" G_GINT64_FORMAT, param->number);

        g_assert_cmpuint(g_string_replace(text, param->name, value, 0), ==, 1);
    }
    return g_string_free(text, FALSE);
}

static char *
joined(const char *const *words)
{
    GString *text = g_string_new(NULL);

    for (size_t i = 0; words[i] != NULL; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", words[i]);
    return g_string_free(text, FALSE);
}

#define SINCE_PURCHASE "coalesce(:today - f.last_day, 36500)"
#define BOUGHT(column)                                                                             \
    "(EXISTS (SELECT 1 FROM purchase p JOIN purchase_item i ON i.purchase_id = p.id WHERE "        \
    "p.customer_id = c.id AND p.status = 'valid' AND p.day <= :today AND lower(i." column          \
    ") LIKE lower("

static void
condition__becomes__sql_with_parameters(void **state)
{
    static const struct {
        const char *text, *sql;
    } cases[] = {
        {"open_cases = 0", "(f.open_cases = 0)"},
        {"OPEN_CASES <> 0", "(f.open_cases <> 0)"},
        {"0 < open_cases", "(0 < f.open_cases)"},
        {"spent_total >= 250", "(f.spent_total >= 25000)"},
        {"spent_total >= 99.50", "(f.spent_total >= 9950)"},
        {"spent_total > 99.505", "((f.spent_total * 10) > 99505)"},
        {"spent_total between 10 and 20.5", "(f.spent_total BETWEEN 1000 AND 2050)"},
        {"spent_total > spent_12_months", "(f.spent_total > f.spent_12_months)"},
        {"spent_total > 2 * spent_12_months", "(f.spent_total > (2 * f.spent_12_months))"},
        {"spent_total + 10 > 5", "((f.spent_total + 1000) > 500)"},
        {"purchase_total >= 250", "(v.cents >= 25000)"},
        {"orders_total > 2.5", "((f.orders_total * 10) > 25)"},
        {"usual_gap_days > 2.5", "((f.gap_days * 10) > 25)"},
        {"orders_total in (1, 2.5, -3)", "((f.orders_total * 10) IN (10, 25, -30))"},
        {"orders_total > 2 + 3 * 4 - 0.5", "((f.orders_total * 10) > 135)"},
        {"orders_total > -(1 - 3)", "(f.orders_total > 2)"},
        {"orders_total > 7 / 2", "((f.orders_total * 10) > 35)"},
        {"-orders_total < -2", "((0 - f.orders_total) < -2)"},
        {"orders_total - (open_cases - 1) > 0", "((f.orders_total - (f.open_cases - 1)) > 0)"},
        {"orders_total - open_cases - 1 > 0", "((f.orders_total - f.open_cases - 1) > 0)"},
        {"(orders_total + 1) * 2 > 0", "(((f.orders_total + 1) * 2) > 0)"},
        {"orders_12_months / orders_total > 0.5",
         "((f.orders_12_months * 10000 / nullif(f.orders_total, 0)) > 5000)"},
        {"spent_total / spent_12_months < 2",
         "((f.spent_total * 10000 / nullif(f.spent_12_months, 0)) < 20000)"},
        {"spent_total / orders_total > 50",
         "((f.spent_total * 100 / nullif(f.orders_total, 0)) > 500000)"},
        {"days_since_purchase > 2 * usual_gap_days", "(" SINCE_PURCHASE " > (2 * f.gap_days))"},
        {"days_since_purchase between 10 and 20", "(" SINCE_PURCHASE " BETWEEN 10 AND 20)"},
        {"days_since_purchase not between 10 and 20", "(" SINCE_PURCHASE " NOT BETWEEN 10 AND 20)"},
        {"city = 'O''Neill'", "(c.city = 'O'Neill')"},
        {"city = ''", "(c.city = '')"},
        {"city in ('Bath', 'Bristol')", "(c.city IN ('Bath', 'Bristol'))"},
        {"city not in ('Bath')", "(c.city NOT IN ('Bath'))"},
        {"city like 'ba%'", "(lower(c.city) LIKE lower('ba%') ESCAPE '\\')"},
        {"city not like 'b_\\%'", "(lower(c.city) NOT LIKE lower('b_\\\\%') ESCAPE '\\')"},
        {"last_mood is null", "(f.last_mood IS NULL)"},
        {"last_mood is not null", "(f.last_mood IS NOT NULL)"},
        {"birthday_known",
         "(CASE WHEN c.birth_mmdd IS NOT NULL AND c.birth_doubt IS NULL THEN 1 ELSE 0 END = 1)"},
        {"birthday_known = no",
         "(CASE WHEN c.birth_mmdd IS NOT NULL AND c.birth_doubt IS NULL THEN 1 ELSE 0 END = 0)"},
        {"1 <> birthday_known",
         "(1 <> CASE WHEN c.birth_mmdd IS NOT NULL AND c.birth_doubt IS NULL THEN 1 ELSE 0 END)"},
        {"not open_cases = 0", "(NOT (f.open_cases = 0))"},
        {"open_cases = 0 and orders_total > 1 or last_mood = 5",
         "(((f.open_cases = 0) AND (f.orders_total > 1)) OR (f.last_mood = 5))"},
        {"open_cases = 0 and (orders_total > 1 or last_mood = 5)",
         "((f.open_cases = 0) AND ((f.orders_total > 1) OR (f.last_mood = 5)))"},
        {"((open_cases = 0))", "(f.open_cases = 0)"},
        {"in lapsed", "((f.orders_total >= 2) AND (" SINCE_PURCHASE " > (2 * f.gap_days)))"},
        {"not in far-off",
         "(NOT (((f.orders_total >= 2) AND (" SINCE_PURCHASE " > (2 * f.gap_days))) OR "
         "(c.country <> 'GB')))"},
        {"bought_category('chairs')", BOUGHT("category") "'%chairs%') ESCAPE '\\'))"},
        {"bought_item('50%_\\')", BOUGHT("name") "'%50\\%\\_\\\\%') ESCAPE '\\'))"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtCondition) condition = parse(state, cases[i].text, problems);
        g_autofree char *sql = NULL, *mistakes = all_problems(problems);

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_string_equal(mistakes, "");
        assert_non_null(condition);
        sql = sql_of(condition);
        assert_string_equal(sql, cases[i].sql);
    }
}

static void
condition__refuses__with_place_and_remedy(void **state)
{
    static const struct {
        const char *text, *mistakes;
    } cases[] = {
        {"", "who:1:1: the condition is empty; write one, or leave out the line"},
        {"ordes_total > 2", "who:1:1: \"ordes_total\" is not a fact; did you mean "
                            "\"orders_total\"?"},
        {"open_cases = 0 and lapsed", "who:1:20: \"lapsed\" is a segment; write: in lapsed"},
        {"in laped", "who:1:4: there is no segment \"laped\"; did you mean \"lapsed\"?"},
        {"in tops", "who:1:4: there is no segment \"tops\"; did you mean \"top\"?"},
        {"in orders_total", "who:1:4: \"orders_total\" is a fact, not a segment; compare it with "
                            "something"},
        {"in (1, 2)", "who:1:4: expected a fact before this list, such as country in ('GB', "
                      "'IE'), found \"(\""},
        {"city in top", "who:1:9: \"in top\" stands alone, without a fact before it"},
        {"city in 'Bath'", "who:1:9: expected a list in brackets, such as ('GB', 'IE'), found "
                           "\"'Bath'\""},
        {"city in (Bath)", "who:1:10: expected a number or 'text' in quotes, found \"Bath\""},
        {"country = FR", "who:1:11: \"FR\" is not a fact; text stands in quotes: 'FR'"},
        {"wombat", "who:1:1: \"wombat\" is not a fact; courtesy-facts(7) lists them"},
        {"city = 5", "who:1:1: city is text and 5 is a number; text is written in quotes: '5'"},
        {"5.50 = city",
         "who:1:1: 5.50 is a number and city is text; text is written in quotes: '5.50'"},
        {"age = '5'", "who:1:1: age is a number and '5' is text; a number is written without "
                      "quotes"},
        {"spent_total > '5'", "who:1:1: spent_total is money and '5' is text; a number is written "
                              "without quotes"},
        {"spent_total > orders_total",
         "who:1:1: spent_total is money and orders_total is a number; compare money with money, or "
         "with an amount such as 250 or 99.50"},
        {"email_ok = 2", "who:1:1: email_ok is yes or no and 2 is a number; compare it with yes or "
                         "no"},
        {"email_ok < yes", "who:1:1: email_ok < yes: yes and no have no order; write = or <>"},
        {"email_ok = true", "who:1:12: \"true\" is not known here; write yes"},
        {"(age > 3) = (age > 4)",
         "who:1:1: (age > 3) is a condition and (age > 4) is a condition; join conditions with "
         "and, or, not"},
        {"city + 1 > 2", "who:1:1: city: only numbers, days and money can be added, multiplied or "
                         "divided"},
        {"age > 2 * 'x'", "who:1:11: 'x': only numbers, days and money can be added, multiplied or "
                          "divided"},
        {"spent_total * spent_total > 5", "who:1:1: spent_total * spent_total: money times money "
                                          "is nothing; multiply money by a number"},
        {"age > age / spent_total", "who:1:7: age / spent_total: a number cannot be divided by "
                                    "money; money can, by money or by a number"},
        {"spent_total + age > 5",
         "who:1:1: spent_total + age: money and a number of something else cannot be added; add "
         "money to money, or an amount such as 250"},
        {"age > age / (2 - 2)", "who:1:7: age / (2 - 2): nothing can be divided by 0"},
        {"age > 999999999 * 9", "who:1:7: the result is too large, or has too many decimals"},
        {"age * 0.0001 * age * 0.0001 * age * 0.1 > 1",
         "who:1:1: age * 0.0001 * age * 0.0001 * age * 0.1: too many decimals come together here; "
         "write fewer digits after the points"},
        {"1 = 1", "who:1:1: 1 = 1: this is the same for every customer; compare a fact, such as "
                  "orders_total"},
        {"age between 20 and 10", "who:1:1: age between 20 and 10: nothing is between these; write "
                                  "the smaller number first"},
        {"age", "who:1:1: age is a number, not a condition; compare it with something"},
        {"'x'", "who:1:1: 'x' is text, not a condition; compare it with something"},
        {"age = null", "who:1:7: expected a value (for what is not known write: is null), found "
                       "\"null\""},
        {"age is 5", "who:1:8: expected null or not null (two values are compared with =), found "
                     "\"5\""},
        {"(age > 3) is null", "who:1:1: (age > 3) is null: a condition is never unknown; write "
                              "the name of a fact before is null"},
        {"age == 3", "who:1:5: \"==\" is not known here; write ="},
        {"age != 3", "who:1:5: \"!=\" is not known here; write <>"},
        {"age > 3 && age < 9", "who:1:9: \"&&\" is not known here; write and"},
        {"age > 3 || age < 1", "who:1:9: \"||\" is not known here; write or"},
        {"!email_ok", "who:1:1: \"!\" is not known here; write not"},
        {"city = \"Bath\"", "who:1:8: text stands in single quotes: '...'"},
        {"age ≥ 3", "who:1:5: \"≥\" is not known here; write >="},
        {"city = ‘Bath’",
         "who:1:8: \"‘\" is not known here; write 'text' in straight single quotes"},
        {"age = <> 3", "who:1:7: expected one comparison of = <> < <= > >=, found \"<>\""},
        {"3 < age < 9", "who:1:9: comparisons stand alone; write: a < b and b < c, or: b between a "
                        "and c"},
        {"spent_total > 1,000", "who:1:16: expected a number without a comma, such as 1000 or "
                                "99.50, found \",\""},
        {"age > 5days", "who:1:7: \"5days\" is not a number; write digits alone, such as 5 or "
                        "99.50"},
        {"age > 1234567890", "who:1:7: this number is too long; at most 9 digits, and 4 after the "
                             "point"},
        {"age > 3 and", "who:1:12: the condition ends too early; expected a fact, a number or "
                        "'text'"},
        {"(age > 3", "who:1:1: this bracket is never closed"},
        {"age > 3)", "who:1:8: expected an opening bracket before this one, found \")\""},
        {"age not > 3", "who:1:9: expected in, between or like after not, found \">\""},
        {"age between 3, 4", "who:1:14: expected and (between 10 and 20), found \",\""},
        {"city like Bath", "who:1:11: expected a pattern in quotes, such as 'garden%', found "
                           "\"Bath\""},
        {"city = 'Bath", "who:1:8: this text has no closing quote on its line; a quote inside is "
                         "written twice: 'O''Neill'"},
        {"bought_item('')", "who:1:13: the text is empty; write what was bought"},
        {"bought_item(lamp)", "who:1:13: expected bought_item('text'), found \"lamp\""},
        {"bought_itm('lamp')", "who:1:1: \"bought_itm\" is not a function; there are "
                               "bought_category('...') and bought_item('...') alone"},
        {"in one", "courtesy.conf:15:14: segments go round in a circle: one -> two -> three -> one"
                   "\nwho:1:4: the segment \"one\" has a mistake"},
        {"in purchase", "courtesy.conf:17:7: \"purchase_total\" has a meaning only in rules about "
                        "a purchase, a delivery or an installation\n"
                        "who:1:4: the segment \"purchase\" has a mistake"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autofree char *mistakes = NULL;

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_null(parse(state, cases[i].text, problems));
        mistakes = all_problems(problems);
        assert_string_equal(mistakes, cases[i].mistakes);
    }
}

static void
condition__tells__every_mistake_at_its_line(void **state)
{
    static const char text[] = "[rule x]\n"
                               "who = ordes_total > 2 and   # a remark\n"
                               "      city = 5 and\n"
                               "\n"
                               "        not in misspelt and in misspelt\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) file = ct_textfile_parse("a.rules", text, strlen(text), problems);
    const CtEntry *who = ct_block_find(g_ptr_array_index(file->blocks, 1), "who");
    g_autofree char *mistakes = NULL;

    assert_null(ct_condition_parse(who, *state, CT_SCOPE_CUSTOMER, problems));
    mistakes = all_problems(problems);
    assert_string_equal(
        mistakes,
        "a.rules:2:7: \"ordes_total\" is not a fact; did you mean \"orders_total\"?\n"
        "a.rules:3:7: city is text and 5 is a number; text is written in quotes: '5'\n"
        "courtesy.conf:8:7: \"ordrs_total\" is not a fact; did you mean \"orders_total\"?\n"
        "courtesy.conf:9:7: age is a number and 'old' is text; a number is written without quotes\n"
        "a.rules:5:16: the segment \"misspelt\" has a mistake\n"
        "a.rules:5:32: the segment \"misspelt\" has a mistake");
}

static void
circle__is_named_once__when_a_segment_is_read_for_itself(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    const CtSettings *settings = *state;
    const CtSegment *one = g_ptr_array_index(settings->segments, 3);

    assert_string_equal(one->name, "one");
    assert_null(ct_condition_parse(one->who, settings, CT_SCOPE_CUSTOMER, problems));
    assert_int_equal(ct_problems_count(problems), 2);
    assert_string_equal(
        ct_problems_line(problems, 0),
        "courtesy.conf:15:14: segments go round in a circle: one -> two -> three -> one");
}

static void
broken_segment__leaves__the_rest_readable(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autofree char *mistakes = NULL;

    assert_null(parse(state, "in broken or in broken or in broken or (ag > 3)", problems));
    mistakes = all_problems(problems);
    assert_string_equal(mistakes, "courtesy.conf:19:30: this bracket is never closed\n"
                                  "who:1:4: the segment \"broken\" has a mistake\n"
                                  "who:1:17: the segment \"broken\" has a mistake\n"
                                  "who:1:30: the segment \"broken\" has a mistake\n"
                                  "who:1:41: \"ag\" is not a fact; did you mean \"age\"?");
}

static void
facts_of_a_purchase__are_refused__elsewhere(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtEntry) entry = ct_entry_new("who", "purchase_totl > 5 or purchase_total > 5");
    g_autofree char *mistakes = NULL;

    assert_null(ct_condition_parse(entry, *state, CT_SCOPE_CUSTOMER, problems));
    mistakes = all_problems(problems);
    assert_string_equal(
        mistakes, "who:1:1: \"purchase_totl\" is not a fact; courtesy-facts(7) lists them\n"
                  "who:1:22: \"purchase_total\" has a meaning only in rules about a purchase, "
                  "a delivery or an installation");
}

static void
clauses__are__the_parts_between_the_outermost_ands(void **state)
{
    static const struct {
        const char *text;
        const char *clauses[4], *facts[4];
    } cases[] = {
        {"open_cases = 0", {"open_cases = 0"}, {"open_cases"}},
        {"in top", {"in top"}, {"tier"}},
        {"in lapsed", {"in lapsed"}, {"orders_total days_since_purchase usual_gap_days"}},
        {"age > 3 or age < 1", {"age > 3 or age < 1"}, {"age"}},
        {"in top and\nnot (city = 'x'\tor city = 'y') and\n(age between 1 and 2 and age <> 3)",
         {"in top", "not (city = 'x' or city = 'y')", "(age between 1 and 2 and age <> 3)"},
         {"tier", "city", "age"}},
        {"(call_ok and bought_item('x'))", {"call_ok", "bought_item('x')"}, {"call_ok", ""}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtCondition) condition = parse(state, cases[i].text, problems);

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_non_null(condition);
        for (guint j = 0; j < ct_condition_clauses(condition); j++) {
            g_autofree char *facts = joined(ct_condition_clause_facts(condition, j));

            assert_string_equal(ct_condition_clause_text(condition, j), cases[i].clauses[j]);
            assert_string_equal(facts, cases[i].facts[j]);
        }
        assert_null(cases[i].clauses[ct_condition_clauses(condition)]);
    }
}

static void
failed_sql__names__the_first_clause_that_is_not_so(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtCondition) condition = parse(state, "age > 3 and last_mood = 2", problems);
    g_autoptr(CtSql) sql = ct_sql_new(), none = ct_sql_new();
    const CtParam *second;

    ct_condition_failed_sql(condition, sql);
    assert_true(g_str_has_prefix(sql->text->str, "CASE WHEN ((SELECT d.year"));
    assert_true(g_str_has_suffix(sql->text->str, " > :p1) IS NOT TRUE THEN 1 WHEN (f.last_mood = "
                                                 ":p2) IS NOT TRUE THEN 2 ELSE 0 END"));
    second = g_ptr_array_index(sql->params, 1);
    assert_int_equal(second->number, 2);
    ct_condition_failed_sql(NULL, none);
    assert_string_equal(none->text->str, "0");
    ct_condition_sql(NULL, none);
    assert_string_equal(none->text->str, "0(1 = 1)");
    assert_int_equal(ct_condition_clauses(NULL), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(condition__becomes__sql_with_parameters),
        cmocka_unit_test(condition__refuses__with_place_and_remedy),
        cmocka_unit_test(condition__tells__every_mistake_at_its_line),
        cmocka_unit_test(circle__is_named_once__when_a_segment_is_read_for_itself),
        cmocka_unit_test(broken_segment__leaves__the_rest_readable),
        cmocka_unit_test(facts_of_a_purchase__are_refused__elsewhere),
        cmocka_unit_test(clauses__are__the_parts_between_the_outermost_ands),
        cmocka_unit_test(failed_sql__names__the_first_clause_that_is_not_so),
    };

    return cmocka_run_group_tests(tests, read_settings, free_settings);
}
