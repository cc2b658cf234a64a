/* The outbox against a store in memory and a folder: what is asked again when a touch is claimed,
 * what a restart does to interrupted work, and what becomes of a touch that cannot be written. */
#include "ct-test.h"

#include "courtesy/deliver.h"
#include "courtesy/plan.h"

#include <stdio.h>
#include <string.h>

/* A shop with one rule, one customer whose thanks are due, and a folder for what is written. */
typedef struct {
    CtStore *store;
    CtSettings *settings;
    GPtrArray *rules, *texts;
    CtProblems *problems;
    CtNight night;
    char *dir, *out;
    CtDelivered *delivered;
} Shop;

static const char conf[] = "[policy]\nquiet days =\n";
static const char rules[] = "[rule thanks]\nwhen = 2 days after each purchase\nsend = mail\n"
                            "kind = service\npriority = 40\nlate = 5 days\n";

static void
write_template(const Shop *shop, const char *text)
{
    g_autofree char *folder = g_build_filename(shop->dir, "templates", "thanks", NULL);
    g_autofree char *partials = g_build_filename(shop->dir, "templates", "partials", NULL);
    g_autofree char *mail = g_build_filename(folder, "en.md", NULL);
    g_autofree char *footer = g_build_filename(partials, "footer-service.md", NULL);

    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
    assert_int_equal(g_mkdir_with_parents(partials, 0700), 0);
    assert_true(g_file_set_contents(mail, text, -1, NULL));
    assert_true(g_file_set_contents(footer, "From the shop.\n", -1, NULL));
}

static void
text_free(void *data)
{
    g_free(data);
}

static void
open_shop(Shop *shop)
{
    static CtRuleText text = {(char *)(uintptr_t) "thanks", (char *)(uintptr_t) "thanks",
                              (char *)(uintptr_t) "thanks"};
    g_autoptr(GError) error = NULL;
    g_autoptr(CtTextFile) conf_text = NULL;
    g_autoptr(CtTextFile) rule_text = NULL;

    shop->problems = ct_problems_new();
    conf_text = ct_textfile_parse("c.conf", conf, strlen(conf), shop->problems);
    rule_text = ct_textfile_parse("r.rules", rules, strlen(rules), shop->problems);
    shop->settings = ct_settings_parse(conf_text, shop->problems);
    shop->rules = ct_rules_new();
    ct_rules_parse(rule_text, shop->settings, shop->rules, shop->problems);
    assert_int_equal(ct_problems_count(shop->problems), 0);
    shop->dir = g_dir_make_tmp("ct-deliver-XXXXXX", &error);
    shop->out = g_build_filename(shop->dir, "out", NULL);
    shop->texts = g_ptr_array_new_with_free_func(text_free);
    g_ptr_array_add(shop->texts, g_memdup2(&text, sizeof text));
    shop->store = ct_store_open(":memory:", &error);
    ct_assert_ok(
        ct_store_exec(
            shop->store,
            "INSERT INTO meta VALUES ('live', '1'), ('live_since', '0'), ('planned_day', '20250');"
            "INSERT INTO customer (id, ref, name, email, email_key, email_hash, spread)"
            " VALUES (1, 'a', 'Ana', 'ana@example.com', 'ana@example.com', 'h', 0);"
            "INSERT INTO dirty VALUES (1);"
            "INSERT INTO purchase (ref, customer_id, day, cents)"
            " VALUES ('p', 1, 20249, 4000)",
            &error),
        error);
    write_template(shop, "subject = Thank you\n---\nDear {{name}},\n\nthank you.\n");
    shop->night =
        (CtNight){.today = {20251}, .live = true, .settings = shop->settings, .rules = shop->rules};
}

static void
close_shop(Shop *shop)
{
    ct_delivered_free(shop->delivered);
    ct_store_close(shop->store);
    g_ptr_array_unref(shop->rules);
    g_ptr_array_unref(shop->texts);
    ct_settings_free(shop->settings);
    ct_problems_free(shop->problems);
    g_spawn_sync(NULL,
                 (char *[]){(char *)(uintptr_t) "rm", (char *)(uintptr_t) "-r", shop->dir, NULL},
                 NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    g_free(shop->dir);
    g_free(shop->out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shop, close_shop)

static void
plan(Shop *shop)
{
    g_autoptr(GError) error = NULL;
    CtPlanReport report;

    ct_assert_ok(ct_plan_run(shop->store, &shop->night, &report, &error), error);
}

static void
deliver(Shop *shop)
{
    g_autoptr(GError) error = NULL;
    CtDelivery delivery = {.dir = shop->dir,
                           .out_dir = shop->out,
                           .today = shop->night.today,
                           .now = (int64_t)shop->night.today.n * 86400,
                           .live = shop->night.live,
                           .run_id = 1,
                           .settings = shop->settings,
                           .rules = shop->texts};

    g_clear_pointer(&shop->delivered, ct_delivered_free);
    shop->delivered = ct_deliver_run(shop->store, &delivery, &error);
    ct_assert_ok(shop->delivered != NULL, error);
    ct_assert_ok(ct_plan_balance(shop->store, &shop->night, &error), error);
}

/* "state: reason" of the one touch. */
static char *
touch(Shop *shop)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt =
        ct_store_prepare(shop->store, "SELECT state || ': ' || reason FROM touch", &error);

    ct_assert_ok(stmt != NULL, error);
    assert_int_equal(ct_stmt_step(stmt, &error), CT_ROW);
    return g_strdup(ct_stmt_text(stmt, 0));
}

static void
exec(Shop *shop, const char *sql)
{
    g_autoptr(GError) error = NULL;

    ct_assert_ok(ct_store_exec(shop->store, sql, &error), error);
}

static void
assert_touch(Shop *shop, const char *wanted)
{
    g_autofree char *got = touch(shop);

    if (!g_str_has_prefix(got, wanted))
        fail_msg("the touch is \"%s\", not \"%s\"", got, wanted);
}

static void
a_night__issues_the_mail_once(void **state)
{
    g_auto(Shop) shop = {0};

    open_shop(&shop);
    plan(&shop);
    assert_touch(&shop, "planned: ");
    deliver(&shop);
    assert_touch(&shop, "issued: ");
    assert_int_equal(shop.delivered->mail_sent, 1);
    plan(&shop);
    deliver(&shop);
    assert_int_equal(shop.delivered->mail_sent, 0);
}

/* A "no" that comes in between planning and sending counts: it is asked in the transaction that
 * claims. */
static void
claim__asks_again__what_planning_asked(void **state)
{
    static const struct {
        const char *between, *wanted;
    } cases[] = {
        {"INSERT INTO suppression VALUES ('mail', 'h', 'stop', 20251, NULL)",
         "suppressed: asked not to be contacted this way"},
        {"INSERT INTO consent (customer_id, channel, purpose, answer, day, source, origin)"
         " VALUES (1, 'mail', 'any', 0, 20251, 'a letter', 'stop')",
         "suppressed: said no to mail (a letter)"},
        {"UPDATE customer SET status = 'deceased'", "suppressed: the customer is marked deceased"},
        {"INSERT INTO address_status VALUES ('mail', 'h', 'bounced', 20251, 'x', NULL)",
         "suppressed: the address is marked bounced"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Shop) shop = {0};

        print_message("case %zu: %s\n", i, cases[i].between);
        open_shop(&shop);
        plan(&shop);
        assert_touch(&shop, "planned: ");
        exec(&shop, cases[i].between);
        deliver(&shop);
        assert_touch(&shop, cases[i].wanted);
        assert_int_equal(shop.delivered->mail_sent, 0);
    }
}

static void
what_cannot_be_written__is_held_and_tried_again(void **state)
{
    g_auto(Shop) shop = {0};

    open_shop(&shop);
    write_template(&shop, "subject = Thank you\n---\nDear {{first_name}},\n");
    plan(&shop);
    deliver(&shop);
    assert_touch(&shop, "held: ");
    assert_int_equal(shop.delivered->held, 1);
    assert_non_null(strstr(ct_problems_line(shop.delivered->problems, 0), "first_name"));
    write_template(&shop, "subject = Thank you\n---\nDear {{first_name | friend}},\n");
    shop.night.today.n++;
    plan(&shop);
    deliver(&shop);
    assert_touch(&shop, "issued: ");
}

static void
a_rehearsal__changes_no_state(void **state)
{
    g_auto(Shop) shop = {0};

    open_shop(&shop);
    exec(&shop, "UPDATE meta SET value = '0' WHERE name = 'live'");
    shop.night.live = false;
    plan(&shop);
    deliver(&shop);
    assert_int_equal(shop.delivered->mail_sent, 1);
    assert_touch(&shop, "planned: ");
}

static void
recovery__knows_what_may_have_left(void **state)
{
    static const struct {
        const char *left, *wanted;
        int64_t unknown;
    } cases[] = {
        {"UPDATE touch SET state = 'claimed', boot = 'now'", "planned: ", 0},
        {"UPDATE touch SET state = 'claimed', boot = 'before'", "unknown: ", 1},
        {"UPDATE touch SET state = 'claimed', boot = 'now';"
         "UPDATE touch SET state = 'in_flight'",
         "unknown: ", 1},
        {"UPDATE touch SET state = 'claimed', boot = 'before', channel = 'card', issued_day = "
         "20251",
         "planned: ", 0},
        {"UPDATE touch SET state = 'claimed', boot = 'now', channel = 'card', issued_day = 20250",
         "unknown: ", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Shop) shop = {0};
        g_autoptr(GError) error = NULL;
        int64_t unknown = -1;

        print_message("case %zu: %s\n", i, cases[i].left);
        open_shop(&shop);
        plan(&shop);
        exec(&shop, cases[i].left);
        ct_assert_ok(ct_deliver_recover(shop.store, "now", shop.night.today, &unknown, &error),
                     error);
        assert_int_equal(unknown, cases[i].unknown);
        assert_touch(&shop, cases[i].wanted);
    }
}

static void
resolve__settles_unknown_mail_only(void **state)
{
    g_auto(Shop) shop = {0};
    g_autoptr(GError) error = NULL;

    open_shop(&shop);
    plan(&shop);
    exec(&shop, "UPDATE touch SET code = 'AB23'");
    ct_assert_fails(
        ct_deliver_resolve(shop.store, "ab23", CT_RESOLVE_RESEND, shop.night.today, &error), error,
        CT_ERROR_INPUT);
    g_clear_error(&error);
    exec(&shop, "UPDATE touch SET state = 'claimed'; UPDATE touch SET state = 'unknown'");
    ct_assert_ok(
        ct_deliver_resolve(shop.store, "ab23", CT_RESOLVE_RESEND, shop.night.today, &error), error);
    assert_touch(&shop, "waiting: a person said so on 2025-06-12");
    plan(&shop);
    deliver(&shop);
    assert_touch(&shop, "issued: ");
}

static void
resolve__as_sent__is_a_contact(void **state)
{
    g_auto(Shop) shop = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) count = NULL;
    int64_t n = 0;

    open_shop(&shop);
    plan(&shop);
    exec(&shop, "UPDATE touch SET code = 'AB23', issued_day = 20251;"
                "UPDATE touch SET state = 'claimed'; UPDATE touch SET state = 'unknown'");
    ct_assert_ok(ct_deliver_resolve(shop.store, "AB23", CT_RESOLVE_SENT, shop.night.today, &error),
                 error);
    assert_touch(&shop, "issued: ");
    count = ct_store_prepare(shop.store, "SELECT count(*) FROM contact WHERE day = 20251", &error);
    ct_assert_ok(count != NULL && ct_stmt_number(count, 0, &n, &error), error);
    assert_int_equal(n, 1);
}

/* A sum that does not add up is our bug, and says so. */
static void
balance__finds_what_is_between_two_states(void **state)
{
    g_auto(Shop) shop = {0};
    g_autoptr(GError) error = NULL;

    open_shop(&shop);
    plan(&shop);
    ct_assert_fails(ct_plan_balance(shop.store, &shop.night, &error), error, CT_ERROR_BUG);
    assert_int_equal(ct_error_exit_status(error), 70);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_night__issues_the_mail_once),
        cmocka_unit_test(claim__asks_again__what_planning_asked),
        cmocka_unit_test(what_cannot_be_written__is_held_and_tried_again),
        cmocka_unit_test(a_rehearsal__changes_no_state),
        cmocka_unit_test(recovery__knows_what_may_have_left),
        cmocka_unit_test(resolve__settles_unknown_mail_only),
        cmocka_unit_test(resolve__as_sent__is_a_contact),
        cmocka_unit_test(balance__finds_what_is_between_two_states),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
