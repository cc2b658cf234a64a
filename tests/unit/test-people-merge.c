/* Two records become one: what moves, what stays, and that nothing is left behind. */
#include "people-samples.h"

#define KEPT 1
#define GONE 2

static const char *const states[] = {"issued", "unknown", "failed",     "held_out",  "planned",
                                     "held",   "waiting", "suppressed", "withdrawn", "expired"};

static void
add_two(CtStore *store)
{
    add_person(store, KEPT, "Maria Lopez", "maria@example.com", NULL, NULL);
    add_person(store, GONE, "M. Lopez", "lopez@example.org", "030 901820", "Hauptstr 5");
}

static void
merge(CtStore *store)
{
    g_autoptr(GError) error = NULL;
    g_auto(CtTxn) txn = CT_TXN_INIT;

    ct_assert_ok(ct_txn_begin(&txn, store, &error), error);
    ct_assert_ok(ct_people_merge(store, KEPT, GONE, (CtDay){TODAY}, &error), error);
    ct_assert_ok(ct_txn_commit(&txn, &error), error);
}

static int64_t
number(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    int64_t value;

    ct_assert_ok(stmt != NULL, error);
    ct_assert_ok(ct_stmt_number(stmt, 0, &value, &error), error);
    return value;
}

/* --- nothing is left behind ----------------------------------------------------------- */

/* A row about the customer who goes in every table that can have one. */
static const char rows_of_gone[] =
    "INSERT INTO import (id, day, file, kind, source) VALUES (1, 1, 'f', 'customers', 's');"
    "INSERT INTO customer (id, ref, name, spread) VALUES (3, '3', 'Ana', 0), (4, '4', 'Bob', 0);"
    "INSERT INTO assignment VALUES (2, 'anna', 1);"
    "INSERT INTO candidate (rule, step, customer_id, anchor, choice, channel, kind, priority, due,"
    " latest, failed) VALUES ('r', 1, 2, 1, 1, 'mail', 'service', 1, 1, 1, 0);"
    "INSERT INTO consent (customer_id, channel, purpose, answer, day, source, origin)"
    " VALUES (2, 'mail', 'any', 1, 1, 's', 'import');"
    "INSERT INTO purchase (id, ref, customer_id, day, cents) VALUES (1, 'p', 2, 1, 100);"
    "INSERT INTO purchase_before (import_id, purchase_id, customer_id, day, cents, status)"
    " VALUES (1, 1, 2, 1, 100, 'valid');"
    "INSERT INTO customer_case (id, ref, customer_id, opened_day) VALUES (1, 'c', 2, 1);"
    "INSERT INTO customer_case_before (import_id, case_id, customer_id, kind, opened_day, words)"
    " VALUES (1, 1, 2, 'k', 1, 'w');"
    "INSERT INTO contact (id, ref, customer_id, day, channel, direction)"
    " VALUES (1, 't', 2, 1, 'call', 'in');"
    "INSERT INTO contact_before (import_id, contact_id, customer_id, day, channel, direction,"
    " words) VALUES (1, 1, 2, 1, 'call', 'in', '');"
    "INSERT INTO event (id, ref, name, day, customer_id) VALUES (1, 'e', 'storm', 1, 2);"
    "INSERT INTO event_before (import_id, event_id, name, day, customer_id, words)"
    " VALUES (1, 1, 'storm', 1, 2, '');"
    "INSERT INTO note (customer_id, day, words) VALUES (2, 1, 'w');"
    "INSERT INTO promise (customer_id, day, due_day, words) VALUES (2, 1, 2, 'w');"
    "INSERT INTO referral (customer_id, referred_id, day) VALUES (2, 3, 1), (4, 2, 1);"
    "INSERT INTO dirty VALUES (2);"
    "INSERT INTO visit VALUES (2, 1, 1, 1, 100, 1, NULL);"
    "INSERT INTO customer_fact (customer_id, orders_total, spent_total, orders_12_months,"
    " spent_12_months, gap_count, log_gap_sum, contacts_30_days, contacts_12_months, open_cases)"
    " VALUES (2, 1, 1, 1, 1, 0, 0.0, 0, 0, 0);"
    "INSERT INTO customer_ref VALUES ('other', 2, NULL);"
    "INSERT INTO other_address VALUES (2, 'mail', 'k', 'k', 'h', NULL);"
    "INSERT INTO customer_extra VALUES (2, 'Shoe size', '38', NULL);"
    "INSERT INTO customer_extra_before VALUES (1, 2, 'Shoe size', '37', NULL);"
    "INSERT INTO customer_before (import_id, customer_id, name, status)"
    " VALUES (1, 2, 'Older', 'active');"
    "INSERT INTO twin (one_id, other_id, reason, day) VALUES (1, 2, 'r', 1), (2, 3, 'r', 1);"
    "INSERT INTO merge (customer_id, ref, day) VALUES (2, 'earlier', 1);"
    "INSERT INTO touch (id, rule, customer_id, anchor, due, latest, channel, kind, priority, state,"
    " reason, planned_day) VALUES (1, 'r', 2, 1, 1, 1, 'mail', 'service', 1, 'issued', '', 1);"
    "INSERT INTO decision VALUES ('r', 1, 2, 1, 'no', '');";

/* Every column of the schema that says which customer a row is about. */
static const char columns_with_customers[] =
    "SELECT m.name, f.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f"
    " WHERE m.type = 'table' AND f.\"table\" = 'customer'"
    " UNION SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND c.name LIKE '%customer_id'";

static int64_t
rows_about(CtStore *store, const char *table, const char *column, int customer)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT count(*) FROM %s WHERE %s = %d", table, column, customer);

    return number(store, sql);
}

/* Every such column knows the customer who goes, or, once they are gone, the one who stays. */
static void
for_each_column(CtStore *store, bool before)
{
    /* Made anew every night; of pairs, the first has the smaller number. */
    static const char *const made_anew[] = {"candidate", "customer_fact", "decision",
                                            "twin",      "visit",         NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) columns = ct_store_prepare(store, columns_with_customers, &error);
    int count = 0;

    ct_assert_ok(columns != NULL, error);
    for (; ct_stmt_step(columns, &error) == CT_ROW; count++) {
        const char *table = ct_stmt_text(columns, 0), *column = ct_stmt_text(columns, 1);
        int64_t gone = rows_about(store, table, column, GONE);
        int64_t kept = rows_about(store, table, column, KEPT);

        print_message("%s.%s: %d of the one who goes\n", table, column, (int)gone);
        assert_true(before == (gone > 0));
        assert_true(before || kept > 0 || g_strv_contains(made_anew, table));
    }
    assert_null(error);
    assert_true(count > 25);
}

static void
nothing_is_left__of_the_record_that_goes(void **state)
{
    CtStore *store = *state;

    add_two(store);
    run_sql(store, rows_of_gone);
    /* When a table is new, this test says that it has no row for it yet. */
    for_each_column(store, true);
    merge(store);
    for_each_column(store, false);
    assert_query(store, "SELECT count(*) FROM customer WHERE id = 2", "0");
    assert_query(store, "PRAGMA foreign_key_check", "");
    assert_query(store, "SELECT customer_id, ref, day FROM merge ORDER BY id",
                 "1|earlier|1, 1|2|20251");
    assert_query(store, "SELECT ref, customer_id FROM customer_ref ORDER BY ref", "2|1, other|1");
    assert_query(store, "SELECT customer_id, referred_id FROM referral ORDER BY id", "1|3, 4|1");
    assert_query(store, "SELECT one_id, other_id FROM twin", "1|3");
    assert_query(store, "SELECT name, value FROM customer_extra", "Shoe size|38");
    assert_query(store, "SELECT customer_id FROM dirty", "1");
    assert_query(store, "SELECT customer_id FROM purchase", "1");
    assert_query(store, "SELECT words FROM note WHERE customer_id = 1 AND day = 1", "w");
    assert_query(store, "SELECT manager FROM assignment WHERE customer_id = 1", "anna");
}

static void
a_later_file__finds_the_one__by_the_id_of_the_other(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;
    static const char *const texts[] = {"2", "lopez@example.org", "maria@example.com", "1"};

    add_two(store);
    merge(store);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        int64_t id = 0;

        print_message("%s\n", texts[i]);
        ct_assert_ok(ct_people_find(store, texts[i], "DE", &id, &error), error);
        assert_int_equal(id, KEPT);
    }
}

/* --- what is known -------------------------------------------------------------------- */

static void
what_the_one_does_not_know__is_taken_from__the_other(void **state)
{
    CtStore *store = *state;

    add_two(store);
    run_sql(store, "INSERT INTO household (id, key) VALUES (7, 'h');"
                   "UPDATE customer SET joined_day = 900, language = 'es', tags = 'vip',"
                   " birth_mmdd = 612, birth_doubt = 'too many' WHERE id = 1;"
                   "UPDATE customer SET joined_day = 500, language = 'en', tags = 'new',"
                   " birth_mmdd = 613, birth_year = 1980, household_id = 7,"
                   " status = 'deceased' WHERE id = 2");
    merge(store);
    assert_query(store,
                 "SELECT name, email, phone, street, city, household_id, joined_day, language,"
                 " tags, birth_mmdd, birth_year, birth_doubt, status FROM customer",
                 "Maria Lopez|maria@example.com|030 901820|Hauptstr 5|Bath|7|500|es|vip, new|"
                 "613|1980|-|deceased");
    assert_query(store, "SELECT channel, address FROM other_address", "mail|lopez@example.org");
    assert_query(store, "SELECT customer_id, words FROM note",
                 "1|Made one with no. 2, which said: name M. Lopez; birthday 1980-06-13; "
                 "language en");
}

static void
an_address_is_never__taken_in_halves(void **state)
{
    static const struct {
        const char *kept, *gone, *result;
    } cases[] = {
        {"street = 'A', city = 'Bath', address_key = 'a'",
         "street = 'B', city = 'Wells', address_key = 'b'", "A|Bath|a"},
        {"street = NULL, city = 'Bath', address_key = NULL",
         "street = 'B', city = 'Wells', address_key = 'b'", "B|Wells|b"},
        {"street = NULL, city = 'Bath', address_key = NULL",
         "street = NULL, city = 'Wells', address_key = NULL", "-|Bath|-"},
        {"street = NULL, city = NULL, address_key = NULL",
         "street = NULL, city = 'Wells', address_key = NULL", "-|Wells|-"},
    };
    CtStore *store = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *sql = g_strdup_printf("UPDATE customer SET %s WHERE id = 1;"
                                               "UPDATE customer SET %s WHERE id = 2",
                                               cases[i].kept, cases[i].gone);

        print_message("%s + %s\n", cases[i].kept, cases[i].gone);
        run_sql(store, "DELETE FROM customer");
        add_two(store);
        run_sql(store, sql);
        merge(store);
        assert_query(store, "SELECT street, city, address_key FROM customer", cases[i].result);
    }
}

static void
an_empty_household__goes__with_its_key(void **state)
{
    CtStore *store = *state;

    add_two(store);
    run_sql(store, "INSERT INTO household (id, key) VALUES (7, 'h'), (8, 'i');"
                   "UPDATE customer SET household_id = 7 WHERE id = 1;"
                   "UPDATE customer SET household_id = 8 WHERE id = 2");
    merge(store);
    assert_query(store, "SELECT id FROM household", "7");
}

/* --- touches -------------------------------------------------------------------------- */

static void
add_touch(CtStore *store, int id, int customer, int anchor, const char *state)
{
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO touch (id, rule, customer_id, anchor, due, latest, channel, kind, priority,"
        " state, reason, planned_day) VALUES (%d, 'r', %d, %d, 1, 1, 'mail', 'service', 1, '%s',"
        " '', 1); INSERT INTO touch_log (touch_id, from_state, to_state, reason)"
        " VALUES (%d, '', '%s', 'of %d')",
        id, customer, anchor, state, id, state, customer);

    run_sql(store, sql);
}

static void
of_one_occasion__the_touch_that_went_further__stays(void **state)
{
    CtStore *store = *state;
    int id = 0;

    add_two(store);
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(states); j++) {
            int anchor = (int)(i * 100 + j);

            add_touch(store, ++id, KEPT, anchor, states[i]);
            add_touch(store, ++id, GONE, anchor, states[j]);
        }
    }
    add_touch(store, ++id, GONE, 9999, "issued");
    merge(store);
    assert_int_equal(number(store, "SELECT count(*) FROM touch"), 101);
    assert_int_equal(number(store, "SELECT count(DISTINCT anchor) FROM touch"), 101);
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(states); j++) {
            g_autofree char *touch =
                g_strdup_printf("SELECT t.state, l.to_state, l.reason FROM touch t JOIN touch_log l"
                                " ON l.touch_id = t.id WHERE t.anchor = %d",
                                (int)(i * 100 + j));
            const char *winner = states[MIN(i, j)];
            g_autofree char *expected =
                g_strdup_printf("%s|%s|of %d", winner, winner, j < i ? GONE : KEPT);

            print_message("%s + %s\n", states[i], states[j]);
            assert_query(store, touch, expected);
        }
    }
    /* No history without its touch: a number that is given again would inherit it. */
    assert_query(store,
                 "SELECT count(*) FROM touch_log WHERE touch_id NOT IN"
                 " (SELECT id FROM touch)",
                 "0");
}

static void
what_was_rehearsed__gives_way__to_what_was_live(void **state)
{
    CtStore *store = *state;

    add_two(store);
    add_touch(store, 1, KEPT, 1, "planned");
    run_sql(store, "UPDATE touch SET rehearsal = 1");
    add_touch(store, 2, GONE, 1, "suppressed");
    merge(store);
    assert_query(store, "SELECT id, customer_id, rehearsal FROM touch", "2|1|0");
}

static void
nobody_is_made_one__while_something_is_on_its_way(void **state)
{
    static const char *const busy[] = {"claimed", "in_flight"};
    CtStore *store = *state;

    add_two(store);
    for (int customer = KEPT; customer <= GONE; customer++) {
        for (size_t i = 0; i < G_N_ELEMENTS(busy); i++) {
            g_autoptr(GError) error = NULL;

            print_message("%s of %d\n", busy[i], customer);
            run_sql(store, "DELETE FROM touch");
            add_touch(store, 1, customer, 1, busy[i]);
            ct_assert_fails(ct_people_merge(store, KEPT, GONE, (CtDay){TODAY}, &error), error,
                            CT_ERROR_INPUT);
            assert_non_null(strstr(error->message, "on its way"));
        }
    }
    assert_query(store, "SELECT count(*) FROM customer", "2");
}

static void
nobody_is_made_one__with_themselves(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    add_two(store);
    ct_assert_fails(ct_people_merge(store, KEPT, KEPT, (CtDay){TODAY}, &error), error,
                    CT_ERROR_INPUT);
}

/* --- answers -------------------------------------------------------------------------- */

/* The answer that counts for a purpose on a channel: -1 when nobody asked. */
static int
answer_of(CtStore *store, int customer, const char *channel, const char *kind)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT answer FROM consent WHERE customer_id = %d AND channel = '%s'"
                        " AND purpose IN ('any', '%s') ORDER BY id DESC LIMIT 1",
                        customer, channel, kind);
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    int64_t value;

    ct_assert_ok(stmt != NULL, error);
    ct_assert_ok(ct_stmt_number(stmt, -1, &value, &error), error);
    return (int)value;
}

static void
add_some_answers(CtStore *store, GRand *lot)
{
    static const char *const purposes[] = {"marketing", "service", "any"};

    for (int i = g_rand_int_range(lot, 0, 9); i > 0; i--) {
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO consent (customer_id, channel, purpose, answer, day, source, wording,"
            " origin) VALUES (%d, '%s', '%s', %d, %d, 'form %d', 'words %d', 'record')",
            g_rand_int_range(lot, KEPT, GONE + 1),
            ct_channel_words[g_rand_int_range(lot, 0, CT_CHANNEL_COUNT)],
            purposes[g_rand_int_range(lot, 0, 3)], g_rand_int_range(lot, 0, 2),
            g_rand_int_range(lot, 1, 100), i, i);

        run_sql(store, sql);
    }
}

static int
stricter(int one, int other)
{
    return one < 0 ? other : other < 0 ? one : MIN(one, other);
}

static void
of_each_channel_and_purpose__the_stricter_answer__counts(void **state)
{
    g_autoptr(GRand) lot = g_rand_new_with_seed(7);
    CtStore *store = *state;

    for (int round = 0; round < 200; round++) {
        int expected[CT_CHANNEL_COUNT][CT_KIND_COUNT];
        int64_t rows;

        run_sql(store, "DELETE FROM customer; DELETE FROM merge");
        add_two(store);
        add_some_answers(store, lot);
        rows = number(store, "SELECT count(*) FROM consent");
        for (int i = 0; i < CT_CHANNEL_COUNT; i++)
            for (int j = 0; j < CT_KIND_COUNT; j++)
                expected[i][j] =
                    stricter(answer_of(store, KEPT, ct_channel_words[i], ct_kind_words[j]),
                             answer_of(store, GONE, ct_channel_words[i], ct_kind_words[j]));
        merge(store);
        /* No answer is lost. */
        assert_true(number(store, "SELECT count(*) FROM consent") >= rows);
        for (int i = 0; i < CT_CHANNEL_COUNT; i++) {
            for (int j = 0; j < CT_KIND_COUNT; j++) {
                print_message("round %d: %s, %s: %d\n", round, ct_channel_words[i],
                              ct_kind_words[j], expected[i][j]);
                assert_int_equal(answer_of(store, KEPT, ct_channel_words[i], ct_kind_words[j]),
                                 expected[i][j]);
            }
        }
    }
}

static void
the_answer_that_counts__keeps__its_day_and_source(void **state)
{
    CtStore *store = *state;

    add_two(store);
    run_sql(store, "INSERT INTO consent (customer_id, channel, purpose, answer, day, source,"
                   " wording, origin) VALUES"
                   " (1, 'mail', 'marketing', 1, 10, 'a form', 'I want news', 'record'),"
                   " (2, 'mail', 'any', 0, 5, 'Shopify export', NULL, 'import')");
    merge(store);
    assert_query(store,
                 "SELECT purpose, answer, day, source, wording, origin FROM consent"
                 " WHERE id > 2 ORDER BY id",
                 "any|0|5|Shopify export|-|import, service|0|5|Shopify export|-|merge, "
                 "marketing|0|5|Shopify export|-|merge");
}

static void
an_address_that_was_suppressed__is_a_no__of_the_person(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;
    CtChannel channel;

    add_two(store);
    run_sql(store, "INSERT INTO consent (customer_id, channel, purpose, answer, day, source,"
                   " wording, origin) VALUES"
                   " (1, 'mail', 'service', 0, 3, 'a letter', 'no bills', 'record'),"
                   " (1, 'mail', 'marketing', 1, 3, 'a form', NULL, 'record')");
    ct_assert_ok(
        ct_people_stop_address(store, "lopez@example.org", NULL, (CtDay){9}, &channel, &error),
        error);
    merge(store);
    assert_query(store,
                 "SELECT channel, purpose, answer, day, source, origin FROM consent WHERE id > 2",
                 "mail|marketing|0|9|stop|merge");
}

/* --- twins ---------------------------------------------------------------------------- */

static void
two_who_were_told_apart__stay_so__after_a_merge(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    add_two(store);
    add_person(store, 3, "Maria Lopes", NULL, NULL, NULL);
    run_sql(store, "INSERT INTO twin (one_id, other_id, reason, day) VALUES (1, 3, 'r', 1)");
    ct_assert_ok(ct_people_apart(store, 3, GONE, (CtDay){TODAY}, &error), error);
    merge(store);
    assert_query(store, "SELECT one_id, other_id, reason, verdict FROM twin", "1|3|r|apart");
}

static void
two_records__are_compared__in_what_a_person_would_see(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) differences = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    CtStore *store = *state;

    add_two(store);
    run_sql(store, "UPDATE customer SET company = 'Acme', role = 'buyer', birth_mmdd = 612,"
                   " birth_year = 1980 WHERE id = 1;"
                   "UPDATE customer SET street = 'Hauptstr 5\nHinterhaus', postcode = '12345'"
                   " WHERE id = 2;"
                   "INSERT INTO purchase (ref, customer_id, day, cents) VALUES ('p', 2, 0, 100),"
                   " ('q', 2, 1, 100)");
    differences = ct_people_compare(store, KEPT, GONE, &error);
    ct_assert_ok(differences != NULL, error);
    for (guint i = 0; i < differences->len; i++) {
        const CtDifference *difference = differences->pdata[i];

        g_string_append_printf(text, "%s: %s | %s\n", difference->field,
                               difference->one ? difference->one : "-",
                               difference->other ? difference->other : "-");
    }
    assert_string_equal(text->str, "name: Maria Lopez | M. Lopez\n"
                                   "company: Acme (buyer) | -\n"
                                   "e-mail: maria@example.com | lopez@example.org\n"
                                   "phone: - | 030 901820\n"
                                   "address: - | Hauptstr 5, Hinterhaus, 12345 Bath\n"
                                   "birthday: 1980-06-12 | -\n"
                                   "purchases: - | 2, the last on 1970-01-02\n");
}

/* --- households ----------------------------------------------------------------------- */

static void
people_are_put_together_and_apart__by_hand(void **state)
{
    static const char members[] =
        "SELECT id, household_id, household_fixed FROM customer ORDER BY id";
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    add_two(store);
    add_person(store, 3, "Ana", NULL, NULL, NULL);
    ct_assert_ok(ct_people_live_together(store, 1, 2, &error), error);
    assert_query(store, members, "1|1|1, 2|1|1, 3|-|0");
    ct_assert_ok(ct_people_live_together(store, 3, 2, &error), error);
    assert_query(store, members, "1|1|1, 2|1|1, 3|1|1");
    ct_assert_ok(ct_people_live_alone(store, 1, &error), error);
    ct_assert_ok(ct_people_live_alone(store, 2, &error), error);
    assert_query(store, "SELECT count(*) FROM household", "1");
    ct_assert_ok(ct_people_live_alone(store, 3, &error), error);
    assert_query(store, members, "1|-|1, 2|-|1, 3|-|1");
    assert_query(store, "SELECT count(*) FROM household", "0");
    ct_assert_fails(ct_people_live_together(store, 1, 1, &error), error, CT_ERROR_INPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PEOPLE(nothing_is_left__of_the_record_that_goes),
        WITH_PEOPLE(a_later_file__finds_the_one__by_the_id_of_the_other),
        WITH_PEOPLE(what_the_one_does_not_know__is_taken_from__the_other),
        WITH_PEOPLE(an_address_is_never__taken_in_halves),
        WITH_PEOPLE(an_empty_household__goes__with_its_key),
        WITH_PEOPLE(of_one_occasion__the_touch_that_went_further__stays),
        WITH_PEOPLE(what_was_rehearsed__gives_way__to_what_was_live),
        WITH_PEOPLE(nobody_is_made_one__while_something_is_on_its_way),
        WITH_PEOPLE(nobody_is_made_one__with_themselves),
        WITH_PEOPLE(of_each_channel_and_purpose__the_stricter_answer__counts),
        WITH_PEOPLE(the_answer_that_counts__keeps__its_day_and_source),
        WITH_PEOPLE(an_address_that_was_suppressed__is_a_no__of_the_person),
        WITH_PEOPLE(two_who_were_told_apart__stay_so__after_a_merge),
        WITH_PEOPLE(two_records__are_compared__in_what_a_person_would_see),
        WITH_PEOPLE(people_are_put_together_and_apart__by_hand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
