/* Facts brought up to date night by night are the facts counted anew; visits and gaps are what the
 * model says. */
#include "ct-test.h"

#include "courtesy/plan.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define CUSTOMERS 40

static CtSettings *
settings_of(const char *conf)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) text = ct_textfile_parse("c.conf", conf, strlen(conf), problems);

    return ct_settings_parse(text, problems);
}

static CtSettings *
default_settings(void)
{
    return settings_of("");
}

static void
exec(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;

    ct_assert_ok(ct_store_exec(store, sql, &error), error);
}

static CtStore *
open_base(void)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = ct_store_open(":memory:", &error);

    ct_assert_ok(store != NULL, error);
    for (int i = 1; i <= CUSTOMERS; i++) {
        g_autofree char *sql = g_strdup_printf("INSERT INTO customer (id, ref, name, spread, "
                                               "joined_day) VALUES (%d, '%d', 'x', 0, %d)",
                                               i, i, 19000 + i * 20);

        exec(store, sql);
    }
    exec(store, "INSERT INTO dirty SELECT id FROM customer");
    return store;
}

static double
value(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);

    ct_assert_ok(stmt != NULL, error);
    assert_int_equal(ct_stmt_step(stmt, &error), CT_ROW);
    return ct_stmt_double(stmt, 0);
}

/* --- night by night ------------------------------------------------------------------- */

/* Something that an import of this day brought, for a customer drawn by lot; days may lie in the
 * past and in the future. */
static void
add_something(CtStore *store, GRand *lot, int day, int n)
{
    int customer = g_rand_int_range(lot, 1, CUSTOMERS + 1);
    int when = day + g_rand_int_range(lot, -200, 10);
    static const char *const changes[] = {
        "day = day - 40",   "cents = cents / 2", "status = 'cancelled'", "status = 'valid'",
        "currency = 'CHF'", "cents = 0",         "day = day + 15"};
    g_autofree char *sql = NULL;

    switch (g_rand_int_range(lot, 0, 8)) {
    case 0:
        sql = g_strdup_printf(
            "INSERT INTO contact (ref, customer_id, day, channel, direction, mood)"
            " VALUES ('t%d', %d, %d, '%s', '%s', %d)",
            n, customer, when, n % 2 ? "call" : "mail", n % 3 ? "in" : "out", n % 5 + 1);
        break;
    case 1:
        sql = g_strdup_printf("INSERT INTO customer_case (ref, customer_id, opened_day, closed_day)"
                              " VALUES ('k%d', %d, %d, %s)",
                              n, customer, when, n % 2 ? "NULL" : "30000");
        break;
    case 2: /* a purchase on file turns out otherwise */
        sql = g_strdup_printf("UPDATE purchase SET %s WHERE id = (SELECT max(id) FROM purchase"
                              " WHERE customer_id = %d AND id %% 3 = %d)",
                              changes[n % G_N_ELEMENTS(changes)], customer, n % 3);
        break;
    case 3: /* a matter is settled, or taken up again */
        sql = g_strdup_printf("UPDATE customer_case SET closed_day = CASE WHEN closed_day IS NULL"
                              " THEN greatest(opened_day, %d) END WHERE customer_id = %d",
                              day, customer);
        break;
    default:
        sql = g_strdup_printf("INSERT INTO purchase (ref, customer_id, day, cents, currency)"
                              " VALUES ('p%d', %d, %d, %d, %s)",
                              n, customer, when,
                              n % 11 == 0  ? 0
                              : n % 6 == 0 ? -2000
                                           : 1000 + n,
                              n % 5 == 0 ? "'USD'" : "NULL");
        break;
    }
    exec(store, sql);
    g_free(sql);
    sql = g_strdup_printf("INSERT INTO dirty VALUES (%d) ON CONFLICT DO NOTHING", customer);
    exec(store, sql);
}

static void
refresh(CtStore *store, const CtSettings *settings, int day)
{
    g_autoptr(GError) error = NULL;

    ct_assert_ok(ct_facts_refresh(store, settings, (CtDay){day}, 0, &error), error);
}

static void
facts__kept_night_by_night__are_the_facts_counted_anew(void **state)
{
    g_autoptr(CtSettings) settings = settings_of("[rates]\nUSD = 0.9\n");
    g_autoptr(CtSettings) other_rates = settings_of("[rates]\nUSD = 0.8\nCHF = 1.1\n");

    for (guint32 seed = 1; seed <= 12; seed++) {
        g_autoptr(GRand) lot = g_rand_new_with_seed(seed);
        g_autoptr(CtStore) store = open_base();
        int day = 20000, n = 0;

        print_message("seed %u\n", seed);
        for (int night = 0; night < 60; night++) {
            day += g_rand_int_range(lot, 1, 25);
            for (int i = g_rand_int_range(lot, 0, 12); i > 0; i--)
                add_something(store, lot, day, ++n);
            refresh(store, night / 20 % 2 == 1 ? other_rates : settings, day);
        }
        exec(store, "CREATE TEMP TABLE kept AS SELECT * FROM customer_fact;"
                    "CREATE TEMP TABLE kept_visit AS SELECT * FROM visit;"
                    "DELETE FROM meta; DELETE FROM customer_fact; DELETE FROM visit");
        refresh(store, settings, day);
        assert_true(value(store, "SELECT count(*) FROM visit") > 80);
        assert_int_equal(value(store, "SELECT count(*) FROM (SELECT * FROM customer_fact EXCEPT"
                                      " SELECT * FROM kept)"),
                         0);
        assert_int_equal(
            value(store,
                  "SELECT count(*) FROM (SELECT * FROM visit EXCEPT SELECT * FROM kept_visit)"),
            0);
        assert_int_equal(
            value(store,
                  "SELECT count(*) FROM (SELECT * FROM kept_visit EXCEPT SELECT * FROM visit)"),
            0);
    }
}

/* A look at an earlier day sees what was known then, and only that. */
static void
facts__of_an_earlier_day__know_nothing_of_later_ones(void **state)
{
    g_autoptr(CtSettings) settings = default_settings();
    g_autoptr(CtStore) store = open_base();

    exec(store, "INSERT INTO purchase (ref, customer_id, day, cents) VALUES ('a', 1, 20000, 100),"
                " ('b', 1, 20100, 100)");
    refresh(store, settings, 20200);
    assert_int_equal(value(store, "SELECT orders_total FROM customer_fact WHERE customer_id = 1"),
                     2);
    refresh(store, settings, 20050);
    assert_int_equal(value(store, "SELECT orders_total FROM customer_fact WHERE customer_id = 1"),
                     1);
}

/* --- the gap -------------------------------------------------------------------------- */

static void
gap__is_drawn_towards_the_shop(void **state)
{
    g_autoptr(CtSettings) settings = default_settings();
    g_autoptr(CtStore) store = open_base();
    double kappa = 0.9 * 0.9 / (0.7 * 0.7), gap;

    /* One customer with gaps of 10 and 40 days: too few for a rhythm of the shop, so its median gap
     * (40, the upper one) and the assumed spread stand in. */
    exec(store, "INSERT INTO purchase (ref, customer_id, day, cents) VALUES ('a', 1, 20000, 100),"
                " ('b', 1, 20010, 100), ('c', 1, 20050, 100), ('d', 2, 20050, 100)");
    refresh(store, settings, 20100);
    gap = exp((log(10) + log(40) + kappa * log(40)) / (2 + kappa));
    assert_true(fabs(value(store, "SELECT gap_days FROM customer_fact WHERE customer_id = 1") -
                     gap) < 1e-9);
    /* Who bought once is expected at the pace of the shop. */
    assert_true(
        fabs(value(store, "SELECT gap_days FROM customer_fact WHERE customer_id = 2") - 40) < 1e-9);
    assert_int_equal(value(store, "SELECT halfway_day FROM customer_fact WHERE customer_id = 2"),
                     20050 + 21); /* half of 40 is less than the least, 21 */
    assert_true(value(store, "SELECT count(*) FROM customer_fact WHERE gap_days IS NULL") ==
                CUSTOMERS - 2);
}

/* Gaps drawn from the model itself: the method of moments finds its parameters again. */
static void
rhythm__of_many_gaps__is_found_again(void **state)
{
    g_autoptr(CtSettings) settings = default_settings();
    g_autoptr(CtStore) store = open_base();
    g_autoptr(GRand) lot = g_rand_new_with_seed(7);
    const double mu = log(50), sigma = 0.5, tau = 0.4;
    int n = 0;

    for (int customer = 1; customer <= CUSTOMERS; customer++) {
        double own = 0, day = 10000;

        for (int i = 0; i < 12; i++)
            own += g_rand_double(lot) - 0.5; /* a sum of twelve is nearly normal, variance 1 */
        for (int visit = 0; visit < 60; visit++) {
            g_autofree char *sql = NULL;
            double noise = 0;

            for (int i = 0; i < 12; i++)
                noise += g_rand_double(lot) - 0.5;
            sql = g_strdup_printf("INSERT INTO purchase (ref, customer_id, day, cents)"
                                  " VALUES ('p%d', %d, %d, 100)",
                                  n++, customer, (int)day);
            exec(store, sql);
            day += fmax(5, exp(mu + tau * own + sigma * noise));
        }
    }
    refresh(store, settings, 20000);
    assert_true(fabs(value(store, "SELECT CAST(value AS REAL) FROM meta WHERE name = 'rhythm_mu'") -
                     mu) < 0.15);
    assert_true(
        fabs(value(store, "SELECT CAST(value AS REAL) FROM meta WHERE name = 'rhythm_kappa'") -
             sigma * sigma / (tau * tau)) < 0.8);
}

/* --- days ----------------------------------------------------------------------------- */

static void
allowed_days__pass_over_quiet_and_closed_ones(void **state)
{
    g_autoptr(CtSettings) settings = default_settings();
    g_autoptr(GArray) holidays = g_array_new(FALSE, FALSE, sizeof(CtDay));
    CtDay whit_monday = ct_day_from_ymd(2025, 6, 9);
    CtNight night = {.settings = settings, .holidays = holidays};
    static const struct {
        CtChannel channel;
        int day, allowed; /* of June 2025: the 7th is a Saturday */
    } cases[] = {
        {CT_CHANNEL_MAIL, 7, 7},  {CT_CHANNEL_MAIL, 8, 10},  {CT_CHANNEL_CALL, 7, 10},
        {CT_CHANNEL_CARD, 9, 10}, {CT_CHANNEL_CALL, 12, 12},
    };

    g_array_append_val(holidays, whit_monday);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu\n", i);
        assert_int_equal(
            ct_day_allowed(&night, cases[i].channel, ct_day_from_ymd(2025, 6, cases[i].day)).n,
            ct_day_from_ymd(2025, 6, cases[i].allowed).n);
    }
    assert_int_equal(ct_day_add_working(&night, ct_day_from_ymd(2025, 6, 6), 2).n,
                     ct_day_from_ymd(2025, 6, 11).n);
    assert_int_equal(ct_day_add_working(&night, ct_day_from_ymd(2025, 6, 11), -2).n,
                     ct_day_from_ymd(2025, 6, 6).n);
}

static void
holidays__are_read_from_a_calendar_file(void **state)
{
    static const char ics[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n"
                              "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20251225\r\n"
                              "DTEND;VALUE=DATE:20251227\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\n"
                              "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20250101\r\n"
                              "SUMMARY:New Year\r\nEND:VEVENT\r\n"
                              "BEGIN:VEVENT\r\nUID:3\r\nDTSTART:20250301T100000Z\r\n"
                              "SUMMARY:A meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    g_autoptr(GArray) days = NULL;
    int fd = g_file_open_tmp("ct-holidays-XXXXXX", &path, &error);

    assert_true(fd >= 0 && g_close(fd, NULL));
    assert_true(g_file_set_contents(path, ics, -1, NULL));
    days = ct_holidays_read(path, &error);
    ct_assert_ok(days != NULL, error);
    assert_int_equal(days->len, 3);
    assert_int_equal(g_array_index(days, CtDay, 0).n, ct_day_from_ymd(2025, 1, 1).n);
    assert_int_equal(g_array_index(days, CtDay, 2).n, ct_day_from_ymd(2025, 12, 26).n);
    assert_true(g_file_set_contents(path, "no calendar", -1, NULL));
    ct_assert_fails(ct_holidays_read(path, &error) != NULL, error, CT_ERROR_CONFIG);
    g_clear_error(&error);
    assert_int_equal(remove(path), 0);
    ct_assert_fails(ct_holidays_read(path, &error) != NULL, error, CT_ERROR_NO_FILE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts__kept_night_by_night__are_the_facts_counted_anew),
        cmocka_unit_test(facts__of_an_earlier_day__know_nothing_of_later_ones),
        cmocka_unit_test(gap__is_drawn_towards_the_shop),
        cmocka_unit_test(rhythm__of_many_gaps__is_found_again),
        cmocka_unit_test(allowed_days__pass_over_quiet_and_closed_ones),
        cmocka_unit_test(holidays__are_read_from_a_calendar_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
