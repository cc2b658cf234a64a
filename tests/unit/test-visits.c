/* Purchases become visits, refunds take from the right ones, and no two currencies are added up. */
#include "ct-test.h"

#include "courtesy/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TODAY 20000
#define MERGE 3

static CtSettings *
settings_of(const char *rates)
{
    g_autofree char *conf = g_strdup_printf("[business]\ncurrency = EUR\n[rates]\n%s", rates);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) text = ct_textfile_parse("c.conf", conf, strlen(conf), problems);
    CtSettings *settings = ct_settings_parse(text, problems);

    if (ct_problems_count(problems) > 0)
        fail_msg("%s", ct_problems_line(problems, 0));
    return settings;
}

static void
exec(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;

    ct_assert_ok(ct_store_exec(store, sql, &error), error);
}

static CtStore *
open_base(int customers)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = ct_store_open(":memory:", &error);

    ct_assert_ok(store != NULL, error);
    for (int i = 1; i <= customers; i++) {
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO customer (id, ref, name, spread) VALUES (%d, 'c%d', 'x', 0)", i, i);

        exec(store, sql);
    }
    return store;
}

/* A row of purchases; the day counts from TODAY - 1000. */
static void
add_row(CtStore *store, int customer, int day, int64_t cents, const char *currency)
{
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO purchase (ref, customer_id, day, cents, currency)"
        " SELECT 'p' || count(*), %d, %d, %" G_GINT64_FORMAT ", nullif('%s', '') FROM purchase;"
        "INSERT INTO dirty VALUES (%d) ON CONFLICT DO NOTHING",
        customer, TODAY - 1000 + day, cents, currency, customer);

    exec(store, sql);
}

/* "0 100, 12 -50 USD": days, cents and currencies. */
static void
add_history(CtStore *store, int customer, const char *history)
{
    g_auto(GStrv) rows = g_strsplit(history, ", ", -1);

    for (int i = 0; rows[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(rows[i], " ", 3);

        add_row(store, customer, atoi(words[0]), g_ascii_strtoll(words[1], NULL, 10),
                words[2] != NULL ? words[2] : "");
    }
}

static void
refresh(CtStore *store, const CtSettings *settings, int today)
{
    g_autoptr(GError) error = NULL;

    ct_assert_ok(ct_facts_refresh(store, settings, (CtDay){today}, 0, &error), error);
}

/* The rows of a query, "a|b c|d". */
static char *
rows_of(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    GString *rows = g_string_new(NULL);

    ct_assert_ok(stmt != NULL, error);
    while (ct_stmt_step(stmt, &error) == CT_ROW)
        for (int i = 0; i < ct_stmt_columns(stmt); i++)
            g_string_append_printf(rows, "%s%s",
                                   i > 0           ? "|"
                                   : rows->len > 0 ? " "
                                                   : "",
                                   ct_stmt_is_null(stmt, i) ? "-" : ct_stmt_text(stmt, i));
    assert_null(error);
    return g_string_free(rows, FALSE);
}

#define VISITS "SELECT first_day - 19000, last_day - 19000, cents, purchases FROM visit"

/* --- what becomes of a history -------------------------------------------------------- */

static void
visits__are__what_was_bought_less_what_went_back(void **state)
{
    static const struct {
        const char *history, *visits; /* first day|last day|cents|purchases */
    } cases[] = {
        {"0 100, 3 50, 7 10", "0|3|150|2 7|7|10|1"},
        /* the latest visit that is worth as much, though a later one is smaller */
        {"0 100, 20 30, 25 -80", "0|0|20|1 20|20|30|1"},
        {"0 100, 20 90, 25 -80", "0|0|100|1 20|20|10|1"},
        /* net of earlier refunds */
        {"0 100, 20 90, 25 -80, 30 -80", "0|0|20|1 20|20|10|1"},
        /* none is worth as much: the latest ones, backwards */
        {"0 40, 10 30, 20 20, 25 -60", "0|0|30|1"},
        {"0 40, 10 30, 20 20, 25 -90", ""},
        {"0 40, 25 -90, 30 10", "30|30|10|1"},
        /* what came later covers nothing; nor does a gift */
        {"0 -50, 10 50", "10|10|50|1"},
        {"0 0, 5 -50, 10 50", "10|10|50|1"},
        /* the day of a refund is no visit, and keeps none together */
        {"0 50, 3 -10, 6 50", "0|0|40|1 6|6|50|1"},
        {"0 50, 3 -50, 6 50", "6|6|50|1"},
        {"0 50, 1 -50, 2 60", "2|2|60|1"},
        /* bought and brought back on one day, whichever stands first in the file */
        {"5 -50, 5 50", ""},
        {"5 -30, 5 -20, 5 50, 5 10", "5|5|10|2"},
        {"0 30, 0 20, 9 -20, 9 -30", ""},
        /* what cost nothing is no visit and joins none */
        {"0 50, 3 0, 6 50", "0|0|50|1 6|6|50|1"},
        {"0 0", ""},
        /* nobody buys in two currencies at once, but some do within three days */
        {"0 100, 2 100 USD, 9 -100 USD", "0|0|100|1"},
        {"0 100, 2 100 USD, 9 -100", "2|2|92|1"},
        {"0 100, 2 100 USD, 9 -30 USD", "0|2|164|2"},
        {"0 100 USD, 20 100, 25 -50 USD", "0|0|46|1 20|20|100|1"},
        {"0 100, 20 50 USD, 25 -80 USD", "0|0|100|1"},
        /* the currency of the business, said or not */
        {"0 100 EUR, 5 -100", ""},
        /* rounded once a visit and currency: 3 * 0.01 USD are 0.0276 */
        {"0 1 USD, 0 1 USD, 1 1 USD", "0|1|3|3"},
        {"0 1 USD, 0 1 USD, 1 1 USD, 5 -3 USD", ""},
        /* a currency without a rate: a visit of which nobody knows the worth */
        {"0 100 CHF, 20 100", "0|0|0|1 20|20|100|1"},
        {"0 100 CHF, 20 100, 30 -100 CHF", "20|20|100|1"},
        {"0 100 CHF, 1 100, 30 -99 CHF", "0|1|100|2"},
        {"0 100 XXX", "0|0|0|1"},
        /* amounts that no shop takes stay numbers */
        {"0 9223372036854775807, 1 9223372036854775807", "0|1|100000000000000|2"},
        {"0 9223372036854775807 USD", "0|0|100000000000000|1"},
        {"0 50, 9 -9223372036854775807", ""},
    };
    g_autoptr(CtSettings) settings = settings_of("USD = 0.92");

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtStore) store = open_base(1);
        g_autofree char *visits = NULL;

        print_message("case %zu: %s\n", i, cases[i].history);
        add_history(store, 1, cases[i].history);
        refresh(store, settings, TODAY);
        visits = rows_of(store, VISITS " ORDER BY number");
        assert_string_equal(visits, cases[i].visits);
    }
}

/* The facts follow: the first visit, the last one, the gaps between those that are left. */
static void
facts__follow__what_is_left_of_the_visits(void **state)
{
    g_autoptr(CtSettings) settings = settings_of("");
    g_autoptr(CtStore) store = open_base(2);
    g_autofree char *before = NULL, *after = NULL, *gap = NULL;
    static const char sql[] = "SELECT orders_total, spent_total, first_day - 19000, last_visit - "
                              "19000, gap_count, last_contact - 19000 FROM customer_fact"
                              " WHERE customer_id = 1";

    add_history(store, 1, "0 100, 40 50, 60 70");
    refresh(store, settings, TODAY);
    before = rows_of(store, sql);
    assert_string_equal(before, "3|220|0|60|2|60");
    add_history(store, 1, "70 -50, 71 -100");
    refresh(store, settings, TODAY);
    after = rows_of(store, sql);
    /* 50 from the latest visit; 100 from the first, the only one that is worth as much */
    assert_string_equal(after, "2|70|40|60|1|60");
    gap = rows_of(store, "SELECT number, CAST(exp(log_gap) + 0.5 AS INTEGER) FROM visit"
                         " WHERE number > 1");
    assert_string_equal(gap, "2|20");
}

/* A replacement or a repair: somebody was there, and bought nothing. */
static void
facts__know__a_visit_for_nothing_as_a_contact(void **state)
{
    static const struct {
        const char *history, *status, *contact;
    } cases[] = {
        {"0 100, 50 0", "valid", "1|50"},
        {"0 100, 50 0", "cancelled", "1|0"}, /* an order that was refunded whole, or taken back */
        {"0 100, 50 0", "test", "1|0"},
        {"60 100, 50 0", "valid", "1|60"},
        {"50 0", "valid", "0|50"},
        {"0 100, 50 -30", "valid", "1|0"}, /* money sent back is no contact */
        {"0 100, 1005 0", "valid", "1|0"}, /* tomorrow */
    };
    g_autoptr(CtSettings) settings = settings_of("");

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtStore) store = open_base(1);
        g_autofree char *sql =
            g_strdup_printf("UPDATE purchase SET status = '%s' WHERE cents = 0", cases[i].status);
        g_autofree char *contact = NULL;

        print_message("case %zu: %s %s\n", i, cases[i].history, cases[i].status);
        add_history(store, 1, cases[i].history);
        exec(store, sql);
        refresh(store, settings, TODAY);
        contact = rows_of(store, "SELECT orders_total, last_contact - 19000 FROM customer_fact");
        assert_string_equal(contact, cases[i].contact);
    }
}

/* --- rates ---------------------------------------------------------------------------- */

static void
rates__that_change__count_everything_anew(void **state)
{
    g_autoptr(CtStore) store = open_base(2);
    static const struct {
        const char *rates, *spent, *known;
    } nights[] = {
        {"", "0 500", "EUR|1000000"},
        {"USD = 0.92\n", "920 500", "EUR|1000000 USD|920000"},
        {"USD = 0.92\nGBP = 1.17\n", "920 500", "EUR|1000000 GBP|1170000 USD|920000"},
        {"USD = 0.5\n", "500 500", "EUR|1000000 USD|500000"},
        {"USD = 0.5\nEUR = 1\n", "500 500", "EUR|1000000 USD|500000"},
        {"", "0 500", "EUR|1000000"},
    };

    add_history(store, 1, "0 1000 USD");
    add_history(store, 2, "0 500");
    for (size_t i = 0; i < G_N_ELEMENTS(nights); i++) {
        g_autoptr(CtSettings) settings = settings_of(nights[i].rates);
        g_autofree char *spent = NULL, *known = NULL;

        print_message("night %zu: %s\n", i, nights[i].rates);
        refresh(store, settings, TODAY + (int)i);
        spent = rows_of(store, "SELECT spent_total FROM customer_fact ORDER BY customer_id");
        known = rows_of(store, "SELECT currency, millionths FROM currency_rate ORDER BY 1");
        assert_string_equal(spent, nights[i].spent);
        assert_string_equal(known, nights[i].known);
    }
}

/* --- a plain recount ------------------------------------------------------------------ */

#define CURRENCIES 3
#define ROWS       60
#define CUSTOMERS  300

static const char *const codes[CURRENCIES] = {"", "USD", "CHF"};

typedef struct {
    int day, currency;
    int64_t cents;
} Row;

/* What one visit has in one currency. */
typedef struct {
    int first, last, orders;
    int64_t cents;
} Part;

typedef struct {
    Part parts[CURRENCIES];
} Visit;

/* By day; on one day purchases, then what went back, the largest first. */
static int
compare_rows(const void *a, const void *b)
{
    const Row *one = a, *other = b;

    if (one->day != other->day)
        return one->day - other->day;
    if ((one->cents < 0) != (other->cents < 0))
        return one->cents < 0 ? 1 : -1;
    return one->cents < other->cents ? -1 : one->cents > other->cents;
}

static bool
is_open(const Visit *visit, int day)
{
    for (int c = 0; c < CURRENCIES; c++)
        if (visit->parts[c].cents > 0 && day - visit->parts[c].last <= MERGE)
            return true;
    return false;
}

static void
buy(Visit *visits, int *n, Row row)
{
    Part *part;

    if (*n == 0 || !is_open(&visits[*n - 1], row.day))
        visits[(*n)++] = (Visit){0};
    part = &visits[*n - 1].parts[row.currency];
    if (part->cents == 0)
        *part = (Part){.first = row.day};
    part->last = row.day;
    part->cents += row.cents;
    part->orders++;
}

static void
take_back(Visit *visits, int n, Row row)
{
    int64_t left = -row.cents;

    for (int i = n - 1; i >= 0; i--) {
        if (visits[i].parts[row.currency].cents >= left) {
            visits[i].parts[row.currency].cents -= left;
            return;
        }
    }
    for (int i = n - 1; i >= 0; i--) {
        int64_t taken = MIN(left, visits[i].parts[row.currency].cents);

        visits[i].parts[row.currency].cents -= taken;
        left -= taken;
    }
}

/* "first|last|cents|orders" of the visits that are left. */
static char *
recount(Row *rows, int count)
{
    Visit visits[ROWS];
    int n = 0;
    GString *text = g_string_new(NULL);

    qsort(rows, (size_t)count, sizeof *rows, compare_rows);
    for (int i = 0; i < count; i++) {
        if (rows[i].cents > 0)
            buy(visits, &n, rows[i]);
        else
            take_back(visits, n, rows[i]);
    }
    for (int i = 0; i < n; i++) {
        int first = G_MAXINT, last = 0, orders = 0;
        int64_t cents = 0;

        for (int c = 0; c < CURRENCIES; c++) {
            const Part *part = &visits[i].parts[c];

            if (part->cents == 0)
                continue;
            first = MIN(first, part->first);
            last = MAX(last, part->last);
            orders += part->orders;
            cents += c == 0 ? part->cents : c == 1 ? (part->cents * 92 + 50) / 100 : 0;
        }
        if (orders > 0)
            g_string_append_printf(text, "%s%d|%d|%" G_GINT64_FORMAT "|%d",
                                   text->len > 0 ? " " : "", first, last, cents, orders);
    }
    return g_string_free(text, FALSE);
}

static void
add_random_history(CtStore *store, int customer, GRand *lot, Row *rows, int *count_out)
{
    int count = g_rand_int_range(lot, 1, ROWS), span = g_rand_int_range(lot, 5, 300);

    for (int i = 0; i < count; i++) {
        rows[i].day = g_rand_int_range(lot, 0, span);
        rows[i].currency = g_rand_int_range(lot, 0, 3) > 0 ? 0 : g_rand_int_range(lot, 0, 3);
        rows[i].cents = g_rand_int_range(lot, 1, 30) * (g_rand_int_range(lot, 0, 3) ? 10 : -10);
        add_row(store, customer, rows[i].day, rows[i].cents, codes[rows[i].currency]);
    }
    *count_out = count;
}

static void
visits__of_random_histories__are_those_of_a_plain_recount(void **state)
{
    g_autoptr(CtSettings) settings = settings_of("USD = 0.92");
    g_autoptr(CtStore) store = open_base(CUSTOMERS);
    g_autoptr(GRand) lot = g_rand_new_with_seed(11);
    char *expected[CUSTOMERS];

    for (int i = 0; i < CUSTOMERS; i++) {
        Row rows[ROWS];
        int count;

        add_random_history(store, i + 1, lot, rows, &count);
        expected[i] = recount(rows, count);
    }
    refresh(store, settings, TODAY);
    for (int i = 0; i < CUSTOMERS; i++) {
        g_autofree char *sql =
            g_strdup_printf(VISITS " WHERE customer_id = %d ORDER BY number", i + 1);
        g_autofree char *visits = rows_of(store, sql);

        print_message("customer %d\n", i + 1);
        assert_string_equal(visits, expected[i]);
        g_free(expected[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visits__are__what_was_bought_less_what_went_back),
        cmocka_unit_test(facts__follow__what_is_left_of_the_visits),
        cmocka_unit_test(facts__know__a_visit_for_nothing_as_a_contact),
        cmocka_unit_test(rates__that_change__count_everything_anew),
        cmocka_unit_test(visits__of_random_histories__are_those_of_a_plain_recount),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
