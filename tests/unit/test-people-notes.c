/* What somebody writes down about a customer, and how it is read again. */
#include "people-samples.h"

static const CtDay today = {TODAY};

static void
a_note__keeps__who_wrote_it_and_its_lines(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    ct_assert_ok(
        ct_people_note(store, 1, &(CtRemark){" likes \x1B oak\n not pine ", "Anna", today}, &error),
        error);
    ct_assert_ok(ct_people_note(store, 1, &(CtRemark){"again", NULL, today}, &error), error);
    assert_query(store, "SELECT day, person, words FROM note",
                 "20251|Anna|likes oak\nnot pine, 20251|-|again");
}

static void
words__are__neither_none_nor_too_many(void **state)
{
    g_autofree char *most = g_strnfill(10000, 'x');
    g_autofree char *more = g_strnfill(10001, 'x');
    const struct {
        const char *words;
        bool good;
    } cases[] = {{"", false}, {" \n ", false}, {NULL, false}, {more, false}, {most, true}};
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        print_message("case %zu\n", i);
        if (cases[i].good)
            ct_assert_ok(ct_people_note(store, 1, &(CtRemark){cases[i].words, NULL, today}, &error),
                         error);
        else
            ct_assert_fails(
                ct_people_note(store, 1, &(CtRemark){cases[i].words, NULL, today}, &error), error,
                CT_ERROR_INPUT);
    }
    assert_query(store, "SELECT count(*) FROM note", "1");
}

static void
an_exchange__makes__the_facts_due(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    run_sql(store, "INSERT INTO contact (ref, customer_id, day, channel, direction)"
                   " VALUES ('talk 1', 1, 1, 'call', 'in')");
    ct_assert_ok(
        ct_people_contact(store, 1, "call", true, &(CtRemark){"all well", "Anna", today}, &error),
        error);
    ct_assert_ok(
        ct_people_contact(store, 1, "visit", false, &(CtRemark){NULL, NULL, today}, &error), error);
    assert_query(store,
                 "SELECT ref, day, channel, direction, person, words FROM contact WHERE day > 1",
                 "talk 2|20251|call|in|Anna|all well, talk 3|20251|visit|out|-|");
    assert_query(store, "SELECT customer_id FROM dirty", "1");
}

static void
a_case__has_a_number__that_is_never_given_again(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *one = NULL, *two = NULL, *three = NULL;
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    run_sql(store, "INSERT INTO customer_case (ref, customer_id, opened_day) VALUES ('C-2', 1, 1)");
    ct_assert_ok(
        ct_people_open_case(store, 1, "complaint", &(CtRemark){"torn", NULL, today}, &one, &error),
        error);
    ct_assert_ok(
        ct_people_open_case(store, 1, "repair", &(CtRemark){"leg", NULL, today}, &two, &error),
        error);
    assert_string_equal(one, "C-1");
    assert_string_equal(two, "C-3");
    run_sql(store, "DELETE FROM customer_case");
    ct_assert_ok(
        ct_people_open_case(store, 1, "repair", &(CtRemark){"arm", NULL, today}, &three, &error),
        error);
    assert_string_equal(three, "C-4");
    assert_query(store, "SELECT ref, kind, opened_day, closed_day, words FROM customer_case",
                 "C-4|repair|20251|-|arm");
}

static void
a_case__is_closed__by_its_number_or_as_the_only_one(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *one = NULL, *two = NULL, *closed = NULL, *other = NULL;
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    add_person(store, 2, "Ana Bell", NULL, NULL, NULL);
    ct_assert_fails(
        ct_people_close_case(store, 1, NULL, &(CtRemark){NULL, NULL, today}, &closed, &error),
        error, CT_ERROR_INPUT);
    assert_string_equal(error->message, "there is no open case to close");
    g_clear_error(&error);
    ct_assert_ok(
        ct_people_open_case(store, 1, "complaint", &(CtRemark){"torn", NULL, today}, &one, &error),
        error);
    ct_assert_ok(ct_people_open_case(store, 1, "repair", &(CtRemark){"leg\nof oak", NULL, today},
                                     &two, &error),
                 error);
    ct_assert_fails(
        ct_people_close_case(store, 1, NULL, &(CtRemark){NULL, NULL, today}, &closed, &error),
        error, CT_ERROR_INPUT);
    assert_string_equal(error->message, "several cases are open; name one by its number:\n"
                                        "  C-1  complaint since 2025-06-12: torn\n"
                                        "  C-2  repair since 2025-06-12: leg of oak");
    g_clear_error(&error);
    ct_assert_fails(
        ct_people_close_case(store, 2, "C-1", &(CtRemark){NULL, NULL, today}, &closed, &error),
        error, CT_ERROR_INPUT);
    g_clear_error(&error);
    ct_assert_ok(ct_people_close_case(store, 1, "C-1", &(CtRemark){"sent a new one", NULL, today},
                                      &closed, &error),
                 error);
    assert_string_equal(closed, "C-1");
    ct_assert_fails(
        ct_people_close_case(store, 1, "C-1", &(CtRemark){NULL, NULL, today}, &other, &error),
        error, CT_ERROR_INPUT);
    assert_string_equal(error->message, "case C-1 was closed on 2025-06-12 already");
    g_clear_error(&error);
    ct_assert_ok(
        ct_people_close_case(store, 1, NULL, &(CtRemark){NULL, NULL, today}, &other, &error),
        error);
    assert_string_equal(other, "C-2");
    assert_query(store, "SELECT ref, closed_day FROM customer_case", "C-1|20251, C-2|20251");
    assert_query(store, "SELECT words FROM note", "C-1 closed: sent a new one");
}

static void
a_case_that_opens_later__is_not_closed__before(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *closed = NULL;
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    run_sql(store,
            "INSERT INTO customer_case (ref, customer_id, opened_day) VALUES ('x', 1, 20252)");
    ct_assert_fails(
        ct_people_close_case(store, 1, "x", &(CtRemark){NULL, NULL, today}, &closed, &error), error,
        CT_ERROR_INPUT);
}

static void
promises__are_kept__in_the_order_in_which_they_are_due(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *first = NULL, *second = NULL, *none = NULL;
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    ct_assert_fails(ct_people_promise(store, 1, &(CtRemark){"samples", NULL, today},
                                      (CtDay){TODAY - 1}, &error),
                    error, CT_ERROR_INPUT);
    g_clear_error(&error);
    ct_assert_ok(ct_people_promise(store, 1, &(CtRemark){"samples", "Anna", today},
                                   (CtDay){TODAY + 9}, &error),
                 error);
    ct_assert_ok(ct_people_promise(store, 1, &(CtRemark){"a call", NULL, today}, today, &error),
                 error);
    ct_assert_ok(ct_people_keep_promise(store, 1, today, &first, &error), error);
    ct_assert_ok(ct_people_keep_promise(store, 1, today, &second, &error), error);
    assert_string_equal(first, "a call");
    assert_string_equal(second, "samples");
    ct_assert_fails(ct_people_keep_promise(store, 1, today, &none, &error), error, CT_ERROR_INPUT);
    assert_query(store, "SELECT words, due_day, kept_day, person FROM promise",
                 "samples|20260|20251|Anna, a call|20251|20251|-");
}

/* --- the timeline --------------------------------------------------------------------- */

static void
the_timeline__tells__everything_newest_first(void **state)
{
    static const char expected[] = "1970-01-21 promise: kept, Anna: samples\n"
                                   "1970-01-20 merge: no. 77: became one with this\n"
                                   "1970-01-19 event: storm until 1970-01-25: roof\n"
                                   "1970-01-18 referral: was sent by no. 2: Ana Bell\n"
                                   "1970-01-17 referral: sent no. 3: Cy Dunn\n"
                                   "1970-01-16 answer: no to calls: courtesy stop, asked twice\n"
                                   "1970-01-15 answer: yes to marketing by e-mail: a form\n"
                                   "1970-01-14 promise: Anna by 1970-01-21: samples\n"
                                   "1970-01-13 note: Tom: two lines\n"
                                   "1970-01-12 case: C-1 complaint closed\n"
                                   "1970-01-11 case: C-1 complaint opened: torn\n"
                                   "1970-01-10 call list: anna: check-in (B2C3)\n"
                                   "1970-01-09 mail: thanks (K7Q4)\n"
                                   "1970-01-08 call: from the customer, Anna: all well\n"
                                   "1970-01-07 purchase: -5.00, cancelled\n"
                                   "1970-01-06 purchase: 640.05 EUR: Sofa and 2 more\n"
                                   "1970-01-05 joined: \n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) moments = NULL;
    g_autoptr(GPtrArray) few = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    CtStore *store = *state;

    add_person(store, 1, "Maria Lopez", NULL, NULL, NULL);
    add_person(store, 2, "Ana Bell", NULL, NULL, NULL);
    add_person(store, 3, "Cy Dunn", NULL, NULL, NULL);
    run_sql(
        store,
        "UPDATE customer SET joined_day = 4 WHERE id = 1;"
        "INSERT INTO purchase (id, ref, customer_id, day, cents, currency, status) VALUES"
        " (1, 'p', 1, 5, 64005, 'EUR', 'valid'), (2, 'q', 1, 6, -500, NULL, 'cancelled');"
        "INSERT INTO purchase_item (purchase_id, line, name, cents) VALUES"
        " (1, 1, 'Nail', 5), (1, 2, 'Sofa', 60000), (1, 3, 'Lamp', 4000);"
        "INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind, priority, state,"
        " reason, code, planned_day, issued_day, manager) VALUES"
        " ('thanks', 1, 1, 1, 1, 'mail', 'service', 1, 'issued', '', 'K7Q4', 1, 8, 'anna'),"
        " ('check-in', 1, 1, 1, 1, 'call', 'service', 1, 'issued', '', 'B2C3', 1, 9, 'anna');"
        "INSERT INTO contact (ref, customer_id, day, channel, direction, person, words) VALUES"
        " ('a', 1, 7, 'call', 'in', 'Anna', 'all well'),"
        " ('touch K7Q4', 1, 8, 'mail', 'out', NULL, '');"
        "INSERT INTO customer_case (ref, customer_id, opened_day, closed_day, words)"
        " VALUES ('C-1', 1, 10, 11, 'torn');"
        "INSERT INTO note (customer_id, day, person, words) VALUES (1, 12, 'Tom', 'two\nlines');"
        "INSERT INTO promise (customer_id, day, due_day, kept_day, person, words)"
        " VALUES (1, 13, 20, 20, 'Anna', 'samples');"
        "INSERT INTO consent (customer_id, channel, purpose, answer, day, source, wording, origin)"
        " VALUES (1, 'mail', 'marketing', 1, 14, 'a form', NULL, 'record'),"
        " (1, 'call', 'any', 0, 15, 'courtesy stop', 'asked twice', 'stop');"
        "INSERT INTO referral (customer_id, referred_id, day) VALUES (1, 3, 16), (2, 1, 17);"
        "INSERT INTO event (ref, name, day, until_day, customer_id, words)"
        " VALUES ('e', 'storm', 18, 24, 1, 'roof');"
        "INSERT INTO merge (customer_id, ref, day) VALUES (1, '77', 19)");
    moments = ct_people_timeline(store, 1, 100, &error);
    ct_assert_ok(moments != NULL, error);
    for (guint i = 0; i < moments->len; i++) {
        const CtMoment *moment = moments->pdata[i];
        char day[CT_DAY_TEXT];

        g_string_append_printf(text, "%s %s: %s\n", ct_day_text(moment->day, day), moment->what,
                               moment->words);
    }
    assert_string_equal(text->str, expected);
    few = ct_people_timeline(store, 1, 2, &error);
    ct_assert_ok(few != NULL, error);
    assert_int_equal(few->len, 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PEOPLE(a_note__keeps__who_wrote_it_and_its_lines),
        WITH_PEOPLE(words__are__neither_none_nor_too_many),
        WITH_PEOPLE(an_exchange__makes__the_facts_due),
        WITH_PEOPLE(a_case__has_a_number__that_is_never_given_again),
        WITH_PEOPLE(a_case__is_closed__by_its_number_or_as_the_only_one),
        WITH_PEOPLE(a_case_that_opens_later__is_not_closed__before),
        WITH_PEOPLE(promises__are_kept__in_the_order_in_which_they_are_due),
        WITH_PEOPLE(the_timeline__tells__everything_newest_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
