/* Conditions against a real store: whom they pick, that nothing hostile gets near it, and that what
 * the parser lets through is never too much for the engine. */
#include "rule-samples.h"

static CtCondition *
parse(const char *text, CtProblems *problems)
{
    static const char segments[] =
        "[segment lapsed]\nwho = days_since_purchase > 5 * usual_gap_days";
    g_autoptr(CtSettings) settings = shop_settings(segments);
    g_autoptr(CtEntry) entry = ct_entry_new("who", text);

    return ct_condition_parse(entry, settings, CT_SCOPE_PURCHASE, problems);
}

static void
bind(CtStmt *stmt, const CtSql *sql)
{
    for (guint i = 0; i < sql->params->len; i++) {
        const CtParam *param = g_ptr_array_index(sql->params, i);

        if (param->is_text)
            ct_stmt_bind_text(stmt, param->name, param->text);
        else
            ct_stmt_bind_int(stmt, param->name, param->number);
    }
    shop_bind(stmt, SHOP_TODAY);
}

/* Whom a condition picks, "A1 D4"; with the visit of the last purchase in play where there is one.
 * It stands as deep inside a statement as the program ever puts it. */
static char *
picks(CtStore *store, const CtCondition *condition)
{
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = NULL;
    GString *refs = g_string_new(NULL);
    CtStep step;

    g_string_append(sql->text, "SELECT c.ref FROM (SELECT id FROM customer) w"
                               " JOIN customer c ON c.id = w.id"
                               " JOIN customer_fact f ON f.customer_id = c.id"
                               " LEFT JOIN visit v ON v.customer_id = c.id AND"
                               " v.first_day = f.last_day WHERE (1 = 0 OR c.id > 0) AND ");
    ct_condition_sql(condition, sql);
    g_string_append(sql->text, " AND CASE WHEN 1 = 0 THEN -1 WHEN 1 = 1 THEN ");
    ct_condition_failed_sql(condition, sql);
    g_string_append(sql->text, " END = 0 ORDER BY c.id");
    stmt = ct_store_prepare(store, sql->text->str, &error);
    ct_assert_ok(stmt != NULL, error);
    bind(stmt, sql);
    while ((step = ct_stmt_step(stmt, &error)) == CT_ROW)
        g_string_append_printf(refs, "%s%s", refs->len > 0 ? " " : "", ct_stmt_text(stmt, 0));
    ct_assert_ok(step == CT_DONE, error);
    return g_string_free(refs, FALSE);
}

static void
condition__picks__whom_it_means(void **state)
{
    static const struct {
        const char *text, *refs;
    } cases[] = {
        {"in top", "A1"},
        {"not in top", "B2 C3 D4"},
        {"in lapsed", "B2"}, /* without a usual gap nobody knows: not so */
        {"not in lapsed", "A1 D4"},
        {"orders_total >= 1", "A1 B2 D4"},
        {"spent_total = 99.50", "D4"},
        {"spent_total > 99.495", "A1 D4"},
        {"spent_total > 99.5 or orders_total = 0", "A1 C3"},
        {"spent_total between 75 and 99.50", "B2 D4"},
        {"spent_total not between 75 and 99.50", "A1 C3"},
        {"average_order > 37.49 and average_order < 37.51", "B2"},
        {"spent_total / orders_total > 99", "A1 D4"}, /* nothing is divided by 0 */
        {"not spent_total / orders_total > 99", "B2"},
        {"spent_12_months / spent_total > 0.5", "A1 D4"},
        {"orders_12_months / orders_total < 0.5", "B2"},
        {"contacts_12_months / 2 = 4.5", "A1"}, /* 9 / 2 is not 4 */
        {"contacts_12_months * 0.5 = 4.5", "A1"},
        {"usual_gap_days > 140.4", "A1"},
        {"usual_gap_days < 140.5", "B2 D4"},
        {"usual_gap_days = 140.5", "A1"},
        {"expected_in_days < -899.5", "B2"},
        {"-expected_in_days > 0", "B2"},
        {"days_since_purchase between 5 and 10", "A1 D4"},
        {"days_since_call > 60", "A1 B2 C3"}, /* never called is long ago */
        {"days_since_purchase - days_since_mail > -20", "A1 C3"},
        {"last_mood >= 3", "A1"},
        {"not last_mood >= 3", "D4"},
        {"last_mood is null", "B2 C3"},
        {"last_mood is not null and open_cases = 0", "A1"},
        {"last_mood <> 5", "D4"},
        {"last_mood not in (1, 2)", "A1"},
        {"age >= 33 and age <= 34", "A1 B2"},
        {"city = 'Bath'", "A1 D4"},
        {"city = 'bath'", ""},
        {"city like 'b%TH'", "A1 D4"},
        {"city like '100\\%%'", ""}, /* a backslash is a letter like any other */
        {"city like '100%'", "C3"},
        {"city not like '%b%'", "C3"},
        {"city in ('Dublin', '100% Village')", "B2 C3"},
        {"country is null", "C3"},
        {"country <> 'GB'", "B2"},
        {"name = 'Ben O''Brien'", "B2"},
        {"company like '%&%'", "A1"},
        {"email_ok", "A1"},
        {"not email_ok and call_ok", "D4"},
        {"email_ok = no and post_ok = yes", "B2"},
        {"email_ok <> call_ok", "D4"},
        {"bounced = 1", "D4"},
        {"manager in ('anna', 'tom')", "A1 B2"},
        {"id = 'C3'", "C3"},
        {"bought_category('chair')", "A1"},
        {"bought_category('music')", ""}, /* cancelled */
        {"bought_category('light') and not bought_category('garden')", "B2"},
        {"bought_item('LAMP')", "B2"},
        {"bought_item('p_s')", "B2"},
        {"bought_item('a_d')", ""}, /* _ and % are letters here */
        {"bought_item('%')", ""},
        {"purchase_total >= 25 and purchase_is_first", "D4"},
        {"purchase_total > 850 and purchase_category = 'Chairs'", "A1"},
        {"2 * (orders_total + 1) - 1 > 4.5", "A1 B2"},
        {"orders_total in (0, 1.0, 2.5)", "C3 D4"},
        {"orders_total = 1 or orders_total = 2 and city = 'Dublin'", "B2 D4"},
        {"(orders_total = 1 or orders_total = 2) and city = 'Bath'", "A1 D4"},
        {"not not orders_total = 1", "D4"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtCondition) condition = parse(cases[i].text, problems);
        g_autofree char *refs = NULL;

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_int_equal(ct_problems_count(problems), 0);
        refs = picks(*state, condition);
        assert_string_equal(refs, cases[i].refs);
    }
}

static void
failed_sql__tells__the_clause_for_each_customer(void **state)
{
    static const int expected[] = {0, 2, 1, 3}; /* C3 has no mood: unknown is not so */
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtCondition) condition =
        parse("orders_total > 0 and last_mood > 0 and open_cases = 0", problems);
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = NULL;

    g_string_append(sql->text, "SELECT ");
    ct_condition_failed_sql(condition, sql);
    g_string_append(sql->text, " FROM customer_fact f ORDER BY f.customer_id");
    stmt = ct_store_prepare(*state, sql->text->str, &error);
    ct_assert_ok(stmt != NULL, error);
    bind(stmt, sql);
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        assert_int_equal(ct_stmt_step(stmt, &error), CT_ROW);
        assert_int_equal(ct_stmt_int(stmt, 0), expected[i]);
    }
}

static void
condition__refuses__everything_hostile(void **state)
{
    static const char *const hostile[] = {
        "1 = 1",
        "age > 3 or 1 = 1",
        "age > 3; DROP TABLE customer",
        "age > 3 -- and email_ok",
        "age > 3 /* and email_ok */",
        "age > 3 */",
        "age > (SELECT max(age) FROM customer)",
        "exists (select 1 from meta)",
        "id in (select ref from customer)",
        "age > 3 union select value from meta",
        "PRAGMA writable_schema = 1",
        "pragma_table_info('customer') = 1",
        "load_extension('/tmp/x.so') = 1",
        "writefile('/tmp/x', 'y') > 0",
        "readfile('/etc/passwd') like '%'",
        "randomblob(1000000000) is not null",
        "zeroblob(1000000000) is null",
        "hex(name) = '41'",
        "name = '' or ''='' --",
        "name = 'x' || (select value from meta)",
        "name like 'x' escape 'y'",
        "name glob '*'",
        "name regexp '(a+)+$'",
        "name match 'x'",
        "name collate nocase = 'x'",
        "cast(name as integer) > 3",
        "case when age > 3 then 1 else 0 end = 1",
        "c.email is not null",
        "meta.value = 'x'",
        "rowid > 0",
        "\"name\" = 'x'",
        "[name] = 'x'",
        "`name` = 'x'",
        "age > ?1",
        "age > :today",
        "age > @x",
        "age > $x",
        "age > 0x10",
        "age > 1e9",
        "age > 99999999999999999999",
        "age > x'41'",
        "age << 60 > 1",
        "age % 2 = 0",
        "age > 3 limit 1",
        "attach database 'x' as y",
        "name = 'x",
        "name = x'",
        "age > 3 and",
        "name = 'a\nb'",
        "age\xC2\xA0> 3",
        "age > 3 \xE2\x80\xAE",
        "age > 3 \xFF",
        "\xEF\xBC\x87x\xEF\xBC\x87 = name",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();

        print_message("case %zu: %s\n", i, hostile[i]);
        assert_null(parse(hostile[i], problems));
        assert_true(ct_problems_count(problems) >= 1);
        for (guint j = 0; j < ct_problems_count(problems); j++) {
            assert_true(g_str_has_prefix(ct_problems_line(problems, j), "who:1:"));
            assert_null(strchr(ct_problems_line(problems, j), '\n'));
        }
    }
}

static void
text__is__never_sql(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtCondition) condition =
        parse("name = '''; DROP TABLE customer; --' or city like ''' or 1=1' or "
              "bought_item('x'') or 1=1 --')",
              problems);
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autofree char *refs = picks(*state, condition);

    ct_condition_sql(condition, sql);
    assert_null(strstr(sql->text->str, "DROP"));
    assert_null(strstr(sql->text->str, "1=1"));
    assert_int_equal(sql->params->len, 3);
    assert_string_equal(refs, "");
}

/* The statement of the night takes the condition too. */
static void
assert_fits_the_night(CtStore *store, CtCondition *condition)
{
    char name[] = "x";
    const CtRule rule = {.name = name,
                         .trigger = {CT_EVENT_EACH_PURCHASE, 2, CT_UNIT_DAY},
                         .who = condition,
                         .send = {CT_CHANNEL_MAIL},
                         .n_send = 1,
                         .again_days = 14,
                         .stop_after = 2};
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = NULL;

    ct_rule_candidates_sql(&rule, 0, sql);
    stmt = ct_store_prepare(store, sql->text->str, &error);
    ct_assert_ok(stmt != NULL, error);
}

/* `count` times `part`, with `between` between them. */
static char *
repeat(const char *part, const char *between, guint count)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? between : "", part);
    return g_string_free(text, FALSE);
}

/* `start` wrapped `depth` times in "before ( ... ) after". */
static char *
wrap(const char *start, const char *before, const char *after, guint depth)
{
    char *text = g_strdup(start);

    for (guint i = 0; i < depth; i++) {
        char *inside = text;

        text = g_strconcat(before, inside, after, NULL);
        g_free(inside);
    }
    return text;
}

static void
condition__has__limits(void **state)
{
    static const struct {
        const char *part, *between, *rest;
        guint count;
        const char *mistake; /* NULL: within the limits */
    } cases[] = {
        {"(", "", "age > 3))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))", 64,
         NULL},
        {"(", "", "age > 3", 65,
         "who:1:65: more than 64 brackets or segments are inside each "
         "other here"},
        {"(", "", "age > 3", 10000,
         "who:1:2001: the condition is longer than 2000 words, its "
         "segments included"},
        {"not", " ", " email_ok", 65,
         "who:1:257: more than 64 brackets or segments are inside "
         "each other here"},
        {"age", " + ", " > 3", 60, NULL},
        {"age", " / ", " > 3", 900,
         "who:1:1: too much is inside each other here; write it shorter"},
        {"age > 3", " or ", "", 500, NULL},
        {"email_ok", " and ", "", 1000, NULL},
        {"wrong", " ", "", 5000,
         "who:1:12001: the condition is longer than 2000 words, its "
         "segments included"},
        {"age >", " ", " 3", 900,
         "who:1:11: comparisons stand alone; write: a < b and b < c, or: b between a and c"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autofree char *parts = repeat(cases[i].part, cases[i].between, cases[i].count);
        g_autofree char *text = g_strconcat(parts, cases[i].rest, NULL);
        g_autoptr(CtCondition) condition = parse(text, problems);

        print_message("case %zu: %u times %s\n", i, cases[i].count, cases[i].part);
        if (cases[i].mistake != NULL) {
            assert_null(condition);
            assert_string_equal(ct_problems_line(problems, 0), cases[i].mistake);
        } else {
            g_autofree char *refs = picks(*state, condition);

            assert_non_null(condition);
            assert_fits_the_night(*state, condition);
        }
    }
}

static void
condition__is_refused__before_the_engine_gives_up(void **state)
{
    static const struct {
        const char *start, *before, *after, *rest;
        guint at_least; /* so deep must be possible */
    } cases[] = {
        {"email_ok", "(", ") and bounced or call_ok", "", 20},
        {"email_ok", "bounced or call_ok and (", ")", "", 8},
        {"email_ok", "bounced or not (", ")", "", 8},
        {"email_ok", "not ", "", "", 20},
        {"age", "age / (", ")", " > 0.5", 4},
        {"age", "age - age * (", ")", " > 0.5", 4},
        {"age", "(", ") * age - expected_in_days", " > 0.5", 15},
        {"age", "- ", "", " > 0.5", 10},
        {"age", "age + ", "", " > 0.5", 30},
        {"age", "age / ", "", " > 0.5", 30},
        {"email_ok", "(", ") and bounced and bounced or bounced and not call_ok", "", 15},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint deepest = 0;

        for (guint depth = 1; depth <= 64; depth++) {
            g_autoptr(CtProblems) problems = ct_problems_new();
            g_autofree char *inside = wrap(cases[i].start, cases[i].before, cases[i].after, depth);
            g_autofree char *text = g_strconcat(inside, cases[i].rest, NULL);
            g_autoptr(CtCondition) condition = parse(text, problems);
            g_autofree char *refs = NULL;

            if (condition == NULL)
                continue;
            refs = picks(*state, condition);
            assert_fits_the_night(*state, condition);
            deepest = depth;
        }
        print_message("case %zu: %s... %u deep\n", i, cases[i].before, deepest);
        assert_true(deepest >= cases[i].at_least);
    }
}

static void
mistakes__are__limited_too(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autofree char *text = repeat("wombat > 3", " or ", 400);

    assert_null(parse(text, problems));
    assert_int_equal(ct_problems_count(problems), 20);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(condition__picks__whom_it_means),
        cmocka_unit_test(failed_sql__tells__the_clause_for_each_customer),
        cmocka_unit_test(condition__refuses__everything_hostile),
        cmocka_unit_test(text__is__never_sql),
        cmocka_unit_test(condition__has__limits),
        cmocka_unit_test(condition__is_refused__before_the_engine_gives_up),
        cmocka_unit_test(mistakes__are__limited_too),
    };

    return cmocka_run_group_tests(tests, shop_open, shop_close);
}
