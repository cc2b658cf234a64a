/* The toy shop: its files, read back by a small strict reader of RFC 4180. */
#include "ct-test.h"

#include "courtesy/demo.h"

#include <string.h>

#define CUSTOMERS 360

static const char *const days[] = {"2025-06-12", "2026-11-23", "2024-02-29", "2026-01-01"};

typedef struct {
    GPtrArray *rows; /* of char **: the fields; the heading first */
} Table;

static void
table_clear(Table *table)
{
    g_clear_pointer(&table->rows, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, table_clear)

/* One field at *p, which is moved to what ends it. Fails the test when it is not well formed. */
static char *
read_field(const char **p)
{
    GString *field = g_string_new(NULL);

    if (**p != '"') {
        size_t length = strcspn(*p, ",\n");

        assert_null(memchr(*p, '"', length));
        assert_null(memchr(*p, '\r', length));
        g_string_append_len(field, *p, (gssize)length);
        *p += length;
        return g_string_free(field, FALSE);
    }
    for ((*p)++; **p != '"' || (*p)[1] == '"'; (*p)++) {
        assert_int_not_equal(**p, '\0');
        if (**p == '"')
            (*p)++;
        g_string_append_c(field, **p);
    }
    (*p)++;
    assert_true(**p == ',' || **p == '\n');
    return g_string_free(field, FALSE);
}

static Table
read_table(const char *csv)
{
    Table table = {g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev)};

    for (const char *p = csv; *p != '\0'; p++) {
        g_autoptr(GStrvBuilder) fields = g_strv_builder_new();

        for (;; p++) {
            g_autofree char *field = read_field(&p);

            g_strv_builder_add(fields, field);
            if (*p != ',')
                break;
        }
        assert_int_equal(*p, '\n');
        g_ptr_array_add(table.rows, g_strv_builder_end(fields));
    }
    return table;
}

static const char *
field(const Table *table, guint row, const char *column)
{
    char **heading = g_ptr_array_index(table->rows, 0);

    for (int i = 0; heading[i] != NULL; i++) {
        if (g_str_equal(heading[i], column))
            return ((char **)g_ptr_array_index(table->rows, row))[i];
    }
    fail_msg("there is no column \"%s\"", column);
    return NULL;
}

static CtDay
day_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    CtDay day = {0};

    ct_assert_ok(ct_day_parse(text, &day, &error), error);
    return day;
}

static GHashTable *
values(const Table *table, const char *column)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 1; i < table->rows->len; i++)
        g_hash_table_add(set, g_strdup(field(table, i, column)));
    return set;
}

static CtDemo *
make(const char *today)
{
    return ct_demo_make(7, day_of(today), CUSTOMERS);
}

static void
demo__gives__the_same_bytes_for_the_same_seed(void **state)
{
    CtDay today = day_of(days[0]);
    g_autoptr(CtDemo) one = ct_demo_make(7, today, CUSTOMERS);
    g_autoptr(CtDemo) same = ct_demo_make(7, today, CUSTOMERS);
    g_autoptr(CtDemo) other = ct_demo_make(8, today, CUSTOMERS);

    assert_string_equal(one->customers, same->customers);
    assert_string_equal(one->purchases, same->purchases);
    assert_string_equal(one->cases, same->cases);
    assert_string_equal(one->contacts, same->contacts);
    assert_string_not_equal(one->customers, other->customers);
    assert_string_not_equal(one->purchases, other->purchases);
}

static void
demo__gives__the_same_bytes_on_every_machine(void **state)
{
    g_autoptr(CtDemo) demo = ct_demo_make(1, day_of("2025-06-12"), 1);
    const char *row = strchr(demo->customers, '\n') + 1;

    assert_string_equal(row, "1001,Stefan,Vogt,Hotel Vogt,stefan.vogt@example.org,+49 69 90009 800,"
                             "Am Alten Ziegelhof 42,60895,Frankfurt am Main,,DE,de,1983-10-24,"
                             "2023-10-01,anna,yes,\n");
}

static void
demo__keeps__everybody_when_one_more_comes(void **state)
{
    g_autoptr(CtDemo) few = ct_demo_make(7, day_of(days[0]), 50);
    g_autoptr(CtDemo) more = ct_demo_make(7, day_of(days[0]), 51);

    assert_memory_equal(few->customers, more->customers, strlen(few->customers));
}

static void
demo__writes__well_formed_tables(void **state)
{
    for (size_t d = 0; d < G_N_ELEMENTS(days); d++) {
        g_autoptr(CtDemo) demo = make(days[d]);
        const char *const texts[] = {demo->customers, demo->purchases, demo->cases, demo->contacts};

        for (size_t t = 0; t < G_N_ELEMENTS(texts); t++) {
            g_auto(Table) table = read_table(texts[t]);
            guint columns = g_strv_length(g_ptr_array_index(table.rows, 0));
            char **heading = g_ptr_array_index(table.rows, 0);

            print_message("%s: \"%s\" ...\n", days[d], heading[0]);
            assert_true(g_utf8_validate(texts[t], -1, NULL));
            assert_true(table.rows->len > 10);
            for (guint i = 0; i < table.rows->len; i++)
                assert_int_equal(g_strv_length(g_ptr_array_index(table.rows, i)), columns);
        }
    }
}

static void
demo__gives__everybody_a_name_and_their_own_address(void **state)
{
    g_autoptr(CtDemo) demo = make(days[0]);
    g_auto(Table) customers = read_table(demo->customers);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    assert_int_equal(customers.rows->len, CUSTOMERS + 1);
    for (guint i = 1; i < customers.rows->len; i++) {
        const char *email = field(&customers, i, "email");
        const char *phone = field(&customers, i, "phone");

        print_message("customer %s\n", field(&customers, i, "customer id"));
        assert_int_not_equal(*field(&customers, i, "last name"), '\0');
        assert_true(g_hash_table_add(seen, g_strdup(field(&customers, i, "customer id"))));
        if (*email != '\0') {
            assert_true(g_hash_table_add(seen, g_strdup(email)));
            assert_true(g_str_has_suffix(email, "@example.com") ||
                        g_str_has_suffix(email, "@example.org") ||
                        g_str_has_suffix(email, "@example.net"));
            assert_true(g_str_is_ascii(email));
        }
        if (*phone != '\0')
            assert_true(g_hash_table_add(seen, g_strdup(phone)));
    }
}

static void
demo__has__many_languages_countries_and_gaps(void **state)
{
    g_autoptr(CtDemo) demo = make(days[0]);
    g_auto(Table) customers = read_table(demo->customers);
    static const struct {
        const char *column;
        guint at_least;
    } cases[] = {{"language", 8}, {"country", 10}, {"manager", 3}, {"accepts marketing", 2}};
    static const char *const may_lack[] = {"first name", "email",    "phone",
                                           "street",     "birthday", "manager"};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GHashTable) found = values(&customers, cases[i].column);

        print_message("%s: %u\n", cases[i].column, g_hash_table_size(found));
        assert_true(g_hash_table_size(found) >= cases[i].at_least);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(may_lack); i++) {
        g_autoptr(GHashTable) found = values(&customers, may_lack[i]);

        print_message("somebody without %s\n", may_lack[i]);
        assert_true(g_hash_table_contains(found, ""));
    }
}

static void
demo__has__birthdays_with_and_without_a_year(void **state)
{
    for (size_t d = 0; d < G_N_ELEMENTS(days); d++) {
        g_autoptr(CtDemo) demo = make(days[d]);
        g_auto(Table) customers = read_table(demo->customers);
        int known = 0, without_year = 0, leap = 0;

        for (guint i = 1; i < customers.rows->len; i++) {
            const char *birthday = field(&customers, i, "birthday");

            known += *birthday != '\0';
            without_year += strlen(birthday) == 5;
            leap += g_str_has_suffix(birthday, "02-29");
            if (strlen(birthday) > 5)
                assert_true(day_of(birthday).n < day_of(days[d]).n - 20 * 365);
        }
        print_message("%s: %d known, %d without a year, %d on 29 February\n", days[d], known,
                      without_year, leap);
        assert_in_range(known, CUSTOMERS / 2, CUSTOMERS * 4 / 5);
        assert_true(without_year > 10);
        assert_true(leap >= 2);
    }
}

static void
demo__dates__everything_in_the_last_two_years(void **state)
{
    static const char *const may_be_empty[] = {"closed", "delivered", "installed", NULL};

    for (size_t d = 0; d < G_N_ELEMENTS(days); d++) {
        g_autoptr(CtDemo) demo = make(days[d]);
        CtDay today = day_of(days[d]);
        const struct {
            const char *csv, *column;
        } cases[] = {{demo->customers, "joined"},   {demo->purchases, "date"},
                     {demo->cases, "opened"},       {demo->cases, "closed"},
                     {demo->contacts, "date"},      {demo->purchases, "delivered"},
                     {demo->purchases, "installed"}};

        for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
            g_auto(Table) table = read_table(cases[i].csv);

            print_message("%s: %s\n", days[d], cases[i].column);
            for (guint row = 1; row < table.rows->len; row++) {
                const char *text = field(&table, row, cases[i].column);

                if (*text == '\0' && ct_vocabulary_find(may_be_empty, cases[i].column) >= 0)
                    continue;
                assert_true(day_of(text).n <= today.n);
                assert_true(day_of(text).n >= today.n - 730);
            }
        }
    }
}

static void
demo__sells__only_when_the_shop_is_open(void **state)
{
    for (size_t d = 0; d < G_N_ELEMENTS(days); d++) {
        g_autoptr(CtDemo) demo = make(days[d]);
        g_auto(Table) purchases = read_table(demo->purchases);

        print_message("two years up to %s\n", days[d]);
        for (guint i = 1; i < purchases.rows->len; i++) {
            CtDay day = day_of(field(&purchases, i, "date"));

            assert_int_not_equal(ct_day_weekday(day), 7);
            assert_in_range(ct_day_mmdd(day), 102, 1224);
        }
    }
}

static void
demo__totals__each_order_once(void **state)
{
    g_autoptr(CtDemo) demo = make(days[0]);
    g_auto(Table) rows = read_table(demo->purchases);
    double sum = 0;
    int several = 0, refunds = 0;

    for (guint i = 1; i < rows.rows->len; i++) {
        bool first = !g_str_equal(field(&rows, i, "order id"), field(&rows, i - 1, "order id"));
        double price = g_ascii_strtod(field(&rows, i, "unit price"), NULL);
        double quantity = g_ascii_strtod(field(&rows, i, "quantity"), NULL);

        assert_int_equal(first, *field(&rows, i, "total") != '\0');
        if (first)
            assert_float_equal(sum, 0, 0.001);
        sum += g_ascii_strtod(field(&rows, i, "total"), NULL) - price * quantity;
        several += !first;
        refunds += first && quantity < 0;
        assert_true(price > 0);
    }
    assert_float_equal(sum, 0, 0.001);
    assert_true(several > 100);
    assert_in_range(refunds, 3, 200);
}

static void
demo__names__only_customers_that_exist(void **state)
{
    g_autoptr(CtDemo) demo = make(days[0]);
    g_auto(Table) customers = read_table(demo->customers);
    g_autoptr(GHashTable) known = values(&customers, "customer id");
    const char *const texts[] = {demo->purchases, demo->cases, demo->contacts};

    for (size_t t = 0; t < G_N_ELEMENTS(texts); t++) {
        g_auto(Table) table = read_table(texts[t]);

        for (guint i = 1; i < table.rows->len; i++)
            assert_true(g_hash_table_contains(known, field(&table, i, "customer id")));
    }
}

static void
demo__has__something_to_do_tonight(void **state)
{
    g_autoptr(CtDemo) demo = make(days[0]);
    g_auto(Table) customers = read_table(demo->customers);
    g_auto(Table) purchases = read_table(demo->purchases);
    g_auto(Table) matters = read_table(demo->cases);
    g_autoptr(GHashTable) bought = values(&purchases, "date");
    int soon = 0, open = 0;

    assert_true(g_hash_table_contains(bought, "2025-06-11"));
    assert_true(g_hash_table_contains(bought, "2025-06-10"));
    for (guint i = 1; i < customers.rows->len; i++) {
        const char *birthday = field(&customers, i, "birthday");
        size_t length = strlen(birthday);

        if (length > 0)
            soon += strcmp(birthday + length - 5, "06-13") >= 0 &&
                    strcmp(birthday + length - 5, "06-25") <= 0;
    }
    for (guint i = 1; i < matters.rows->len; i++)
        open += *field(&matters, i, "closed") == '\0';
    print_message("%d birthdays soon, %d open complaints of %u\n", soon, open,
                  matters.rows->len - 1);
    assert_in_range(soon, 15, 45);
    assert_in_range(open, 1, 15);
    assert_true((guint)open + 5 < matters.rows->len - 1);
}

/* What is large comes later than it was bought, and is put up later than it comes. */
static void
demo__delivers__what_is_large(void **state)
{
    g_autoptr(CtDemo) demo = make(days[0]);
    g_auto(Table) rows = read_table(demo->purchases);
    int delivered = 0, installed = 0, soon = 0;

    for (guint i = 1; i < rows.rows->len; i++) {
        const char *came = field(&rows, i, "delivered"), *stood = field(&rows, i, "installed");

        if (*came == '\0') {
            assert_string_equal(stood, "");
            continue;
        }
        assert_true(day_of(came).n > day_of(field(&rows, i, "date")).n);
        assert_true(*stood == '\0' || day_of(stood).n >= day_of(came).n);
        delivered++;
        installed += *stood != '\0';
        soon += strcmp(came, "2025-05-20") >= 0;
    }
    print_message("%d delivered, %d installed, %d of late\n", delivered, installed, soon);
    assert_in_range(delivered, 50, (int)rows.rows->len / 2);
    assert_in_range(installed, 20, delivered - 1);
    assert_true(soon > 3);
}

static void
demo__is_sent__somebody_by_somebody_else(void **state)
{
    g_autoptr(CtDemo) demo = make(days[0]);
    g_auto(Table) customers = read_table(demo->customers);
    g_autoptr(GHashTable) known = values(&customers, "customer id");
    int sent = 0;

    for (guint i = 1; i < customers.rows->len; i++) {
        const char *sender = field(&customers, i, "referred by");

        if (*sender == '\0')
            continue;
        assert_true(g_hash_table_contains(known, sender));
        assert_string_not_equal(sender, field(&customers, i, "customer id"));
        sent++;
    }
    print_message("%d were sent\n", sent);
    assert_in_range(sent, 10, CUSTOMERS / 5);
}

static void
demo__expects__bad_weather_tomorrow(void **state)
{
    for (size_t d = 0; d < G_N_ELEMENTS(days); d++) {
        g_autoptr(CtDemo) demo = make(days[d]);
        g_auto(Table) events = read_table(demo->events);
        g_auto(Table) customers = read_table(demo->customers);
        g_autoptr(GHashTable) regions = values(&customers, "region");

        assert_int_equal(events.rows->len, 3);
        for (guint i = 1; i < events.rows->len; i++) {
            assert_int_equal(day_of(field(&events, i, "date")).n, day_of(days[d]).n + 1);
            assert_true(g_hash_table_contains(regions, field(&events, i, "region")));
        }
    }
}

static void
demo__makes__shops_of_any_size(void **state)
{
    static const int sizes[] = {0, 1, 30, 5000};

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(CtDemo) demo = ct_demo_make(7, day_of(days[0]), sizes[i]);
        g_auto(Table) customers = read_table(demo->customers);

        print_message("%d customers\n", sizes[i]);
        assert_int_equal(customers.rows->len, sizes[i] + 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(demo__gives__the_same_bytes_for_the_same_seed),
        cmocka_unit_test(demo__gives__the_same_bytes_on_every_machine),
        cmocka_unit_test(demo__keeps__everybody_when_one_more_comes),
        cmocka_unit_test(demo__writes__well_formed_tables),
        cmocka_unit_test(demo__gives__everybody_a_name_and_their_own_address),
        cmocka_unit_test(demo__has__many_languages_countries_and_gaps),
        cmocka_unit_test(demo__has__birthdays_with_and_without_a_year),
        cmocka_unit_test(demo__dates__everything_in_the_last_two_years),
        cmocka_unit_test(demo__sells__only_when_the_shop_is_open),
        cmocka_unit_test(demo__totals__each_order_once),
        cmocka_unit_test(demo__names__only_customers_that_exist),
        cmocka_unit_test(demo__has__something_to_do_tonight),
        cmocka_unit_test(demo__delivers__what_is_large),
        cmocka_unit_test(demo__is_sent__somebody_by_somebody_else),
        cmocka_unit_test(demo__expects__bad_weather_tomorrow),
        cmocka_unit_test(demo__makes__shops_of_any_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
