/* Rules as SQL: every trigger and every rule that is shipped can be asked of the base, and none of
 * them reads a whole table of events to find out who has one tonight. */
#include "rule-samples.h"

#include "courtesy/store.h"

static GPtrArray *
parse_rules(const char *text)
{
    g_autoptr(CtSettings) settings = shop_settings("[segment lapsed]\nwho = orders_total >= 2\n");
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) file = ct_textfile_parse("a.rules", text, strlen(text), problems);
    g_autoptr(GPtrArray) rules = ct_rules_new();
    g_autofree char *mistakes = NULL;

    ct_rules_parse(file, settings, rules, problems);
    mistakes = all_problems(problems);
    assert_string_equal(mistakes, "");
    return g_steal_pointer(&rules);
}

static GPtrArray *
stock_rules(void)
{
    g_autoptr(GBytes) text = ct_resource("templates/rules.d/stock.rules");

    assert_non_null(text);
    return parse_rules(g_bytes_get_data(text, NULL));
}

/* One rule, sent in every way, whose condition needs everything that its trigger brings. */
static GPtrArray *
rule_of(const char *when, const char *then, const char *who)
{
    g_autofree char *text =
        g_strdup_printf("[rule x]\nwhen = %s\n%swho = %s\nsend = mail, else card, else call\n"
                        "kind = service\npriority = 40\nstop = after 2 without an answer\n",
                        when, then, who);

    return parse_rules(text);
}

/* How the base would be searched, a line a step. The caller owns the result. */
static char *
query_plan(CtStore *store, const CtRule *rule, int choice)
{
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autofree char *question = NULL;
    g_autoptr(CtStmt) stmt = NULL;
    g_autoptr(GError) error = NULL;
    GString *plan = g_string_new(NULL);

    ct_rule_candidates_sql(rule, choice, sql);
    question = g_strconcat("EXPLAIN QUERY PLAN ", sql->text->str, NULL);
    stmt = ct_store_prepare(store, question, &error);
    ct_assert_ok(stmt != NULL, error);
    while (ct_stmt_step(stmt, &error) == CT_ROW)
        g_string_append_printf(plan, "%s\n", ct_stmt_text(stmt, 3));
    return g_string_free(plan, FALSE);
}

/* Everybody may be looked at by the sentences that are about everybody: who was silent for so long
 * before the rules began to live, and who lives where an event is. */
static bool
may_read_all(const CtRule *rule, const char *step)
{
    return (rule->trigger.event == CT_EVENT_OUTSIDE && strcmp(step, "SCAN o") == 0) ||
           strcmp(step, "SCAN x") == 0 || strcmp(step, "SCAN near") == 0 ||
           strcmp(step, "SCAN n") == 0 || strcmp(step, "SCAN w") == 0 ||
           g_str_has_prefix(step, "SCAN CONSTANT");
}

static void
expect_no_scan(CtStore *store, const CtRule *rule)
{
    for (int choice = 0; choice < rule->n_send; choice++) {
        g_autofree char *plan = query_plan(store, rule, choice);
        g_auto(GStrv) steps = g_strsplit(plan, "\n", -1);

        print_message("%s", plan);
        for (int i = 0; steps[i] != NULL; i++) {
            if (g_str_has_prefix(steps[i], "SCAN") && !may_read_all(rule, steps[i]))
                fail_msg("rule %s reads all: %s", rule->name, steps[i]);
            if (g_str_has_suffix(steps[i], "(rule=?)") ||
                g_str_has_suffix(steps[i], "(rule=? AND step=?)"))
                fail_msg("rule %s reads all that it ever did: %s", rule->name, steps[i]);
        }
    }
}

static void
every_trigger__finds__its_events_by_an_index(void **state)
{
    static const struct {
        const char *when, *then, *who;
    } cases[] = {
        {"on birthday", "", "age > 17"},
        {"2 days after each purchase", "then = 10 days later\n", "purchase_total > 5"},
        {"2 days after first purchase", "then = 10 days later\n", "installed_days > 5"},
        {"2 days after 3rd purchase", "then = 10 days later\n", "purchase_category = 'x'"},
        {"2 days after last purchase", "then = 10 days later\n", "purchase_is_first"},
        {"2 days after delivery", "then = 10 days later\n", "purchase_total > 5"},
        {"2 days after installation", "then = 10 days later\n", "installed_days > 5"},
        {"2 days after joining", "then = 10 days later\n", "referrals > 0"},
        {"on anniversary of first purchase", "", "anniversary_years > 1"},
        {"on complaint opened", "then = 10 days later\n", "case_kind = 'complaint'"},
        {"on complaint closed", "then = 10 days later\n", "case_age_days > 5"},
        {"every 5 working days a complaint is open", "", "case_age_days > 5"},
        {"on referral", "then = 10 days later\n", "role = 'owner'"},
        {"on low score", "then = 10 days later\n", "satisfaction < 2.5"},
        {"on promise due", "then = 10 days later\n", "orders_total > 1"},
        {"on event storm", "", "orders_total > 1"},
        {"halfway to the next purchase", "then = 10 days later\n", "orders_total > 1"},
        {"12 months without any contact", "", "orders_total > 1"},
        {"every 6 months", "then = 10 days later\n", "orders_total > 1"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) rules = rule_of(cases[i].when, cases[i].then, cases[i].who);

        print_message("case %zu: %s\n", i, cases[i].when);
        expect_no_scan(*state, g_ptr_array_index(rules, 0));
    }
}

static void
stock_rules__find__their_events_by_an_index(void **state)
{
    g_autoptr(GPtrArray) rules = stock_rules();

    assert_true(rules->len >= 15);
    for (guint i = 0; i < rules->len; i++) {
        const CtRule *rule = g_ptr_array_index(rules, i);

        print_message("rule %s\n", rule->name);
        expect_no_scan(*state, rule);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_trigger__finds__its_events_by_an_index),
        cmocka_unit_test(stock_rules__find__their_events_by_an_index),
    };

    return cmocka_run_group_tests(tests, shop_open, shop_close);
}
