/* No means no: at once, for an address, for a household, and until somebody says why not. */
#include "people-samples.h"

#include "courtesy/deliver.h"
#include "courtesy/plan.h"

static const CtDay today = {TODAY};
static const unsigned mail = 1U << CT_CHANNEL_MAIL, call = 1U << CT_CHANNEL_CALL,
                      card = 1U << CT_CHANNEL_CARD;

/* What stands between a customer and each channel: "mail: why". */
static void
assert_barriers(CtStore *store, int customer, const char *kind, const char *expected)
{
    g_autofree char *sql = g_strdup_printf("SELECT channel, reason FROM barrier"
                                           " WHERE customer_id = %d AND kind = '%s'"
                                           " ORDER BY channel",
                                           customer, kind);

    assert_query(store, sql, expected);
}

static void
open_house(CtStore *store)
{
    run_sql(store, "INSERT INTO tonight VALUES (20251);"
                   "INSERT INTO channel_policy VALUES ('mail', 1), ('call', 0), ('card', 0);");
    add_person(store, 1, "Maria Lopez", "maria@example.com", "030 901820", "Hauptstr 5");
    add_person(store, 2, "Luis Lopez", "luis@example.com", "030 901821", "Hauptstr 5");
    run_sql(store, "INSERT INTO consent (customer_id, channel, purpose, answer, day, source,"
                   " origin) SELECT id, 'mail', 'marketing', 1, 1, 'a form', 'record'"
                   " FROM customer");
}

static void
a_stop__holds__for_every_purpose_and_channel_named(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    open_house(store);
    assert_barriers(store, 1, "marketing", "call|-, card|-, mail|-");
    ct_assert_ok(ct_people_stop(store, 1, mail | card, "wrote so", today, &error), error);
    assert_barriers(store, 1, "marketing",
                    "call|-, card|said no to card (courtesy stop), "
                    "mail|asked not to be contacted this way");
    assert_barriers(store, 1, "service",
                    "call|-, card|said no to card (courtesy stop), "
                    "mail|asked not to be contacted this way");
    assert_barriers(store, 2, "marketing", "call|-, card|-, mail|-");
    assert_query(store,
                 "SELECT channel, purpose, answer, day, source, wording, origin FROM consent"
                 " WHERE origin = 'stop'",
                 "mail|any|0|20251|courtesy stop|wrote so|stop, "
                 "card|any|0|20251|courtesy stop|wrote so|stop");
    assert_query(store, "SELECT channel, reason, day FROM suppression", "mail|stop|20251");
    assert_query(store, "SELECT customer_id FROM dirty", "1");
}

static void
a_stop__reaches__every_address_of_the_person(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    open_house(store);
    run_sql(store, "INSERT INTO other_address VALUES (1, 'mail', 'm', 'm', 'hash of m', NULL),"
                   " (1, 'call', 'p', 'p', 'hash of p', NULL)");
    ct_assert_ok(ct_people_stop(store, 1, mail, NULL, today, &error), error);
    assert_query(store, "SELECT count(*) FROM suppression WHERE channel = 'mail'", "2");
    assert_query(store, "SELECT count(*) FROM suppression WHERE channel <> 'mail'", "0");
}

static void
post_to_a_household__stops__only_when_asked_for(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;

    open_house(store);
    ct_assert_ok(ct_people_stop(store, 1, card, NULL, today, &error), error);
    assert_barriers(store, 2, "marketing", "call|-, card|-, mail|-");
    ct_assert_ok(ct_people_stop(store, 1, card | CT_WHOLE_HOUSEHOLD, NULL, today, &error), error);
    assert_barriers(store, 2, "marketing",
                    "call|-, card|asked not to be contacted this way, mail|-");
    ct_assert_ok(ct_people_stop_undo(store, 1, card | CT_WHOLE_HOUSEHOLD, "moved", today, &error),
                 error);
    assert_barriers(store, 2, "marketing", "call|-, card|-, mail|-");
    assert_barriers(store, 1, "marketing", "call|-, card|-, mail|-");
}

static void
a_no__is_taken_back__only_with_a_reason(void **state)
{
    static const char *const reasons[] = {NULL, "", "ok", "  a  "};
    g_autoptr(GError) good = NULL;
    CtStore *store = *state;

    open_house(store);
    ct_assert_ok(ct_people_stop(store, 1, CT_EVERY_CHANNEL, NULL, today, &good), good);
    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++) {
        g_autoptr(GError) error = NULL;
        bool known;

        print_message("because %s\n", reasons[i] ? reasons[i] : "(nothing)");
        ct_assert_fails(ct_people_stop_undo(store, 1, CT_EVERY_CHANNEL, reasons[i], today, &error),
                        error, CT_ERROR_INPUT);
        g_clear_error(&error);
        ct_assert_fails(ct_people_stop_address_undo(store, "maria@example.com", NULL, reasons[i],
                                                    &known, &error),
                        error, CT_ERROR_INPUT);
    }
    ct_assert_ok(ct_people_stop_undo(store, 1, mail | call, "called on 3 June", today, &good),
                 good);
    assert_barriers(store, 1, "marketing", "call|-, card|said no to card (courtesy stop), mail|-");
    assert_query(store,
                 "SELECT channel, purpose, answer, source, wording, origin FROM consent"
                 " WHERE origin = 'undo'",
                 "mail|any|1|courtesy stop --undo|called on 3 June|undo, "
                 "call|any|1|courtesy stop --undo|called on 3 June|undo");
    assert_query(store, "SELECT count(*) FROM suppression", "0");
}

static void
an_address_of_nobody__is_suppressed__by_its_hash_alone(void **state)
{
    static const struct {
        const char *address;
        CtChannel channel;
    } cases[] = {{" Who@Example.Org ", CT_CHANNEL_MAIL}, {"030 555 12345", CT_CHANNEL_CALL}};
    CtStore *store = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *address = g_strstrip(g_strdup(cases[i].address));
        CtChannel channel = CT_CHANNEL_CARD;
        bool known = false;

        print_message("%s\n", address);
        ct_assert_ok(ct_people_stop_address(store, address, "DE", today, &channel, &error), error);
        assert_int_equal(channel, cases[i].channel);
        assert_query(store, "SELECT count(*) FROM suppression", "1");
        /* It holds for whoever comes with that address. */
        run_sql(store, "DELETE FROM customer; DELETE FROM tonight; DELETE FROM channel_policy;"
                       "INSERT INTO tonight VALUES (20251);"
                       "INSERT INTO channel_policy VALUES ('mail', 0), ('call', 0)");
        add_person(store, 9, "New Here", "who@example.org", "+49 30 55512345", NULL);
        assert_barriers(store, 9, "service",
                        channel == CT_CHANNEL_MAIL
                            ? "call|-, mail|asked not to be contacted this way"
                            : "call|asked not to be contacted this way, mail|-");
        ct_assert_ok(ct_people_stop_address_undo(store, address, "DE", "wrote so", &known, &error),
                     error);
        assert_true(known);
        ct_assert_ok(ct_people_stop_address_undo(store, address, "DE", "wrote so", &known, &error),
                     error);
        assert_false(known);
        assert_barriers(store, 9, "service", "call|-, mail|-");
    }
}

static void
what_is_no_address__cannot_be__stopped(void **state)
{
    static const char *const texts[] = {"", "Maria", "x@", "@", "123", "47110", "a b@example.com"};
    CtStore *store = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        CtChannel channel;

        print_message("\"%s\"\n", texts[i]);
        ct_assert_fails(ct_people_stop_address(store, texts[i], NULL, today, &channel, &error),
                        error, CT_ERROR_INPUT);
    }
    assert_query(store, "SELECT count(*) FROM suppression", "0");
}

static void
a_reason_to_suppress__is_not_replaced__by_a_weaker_one(void **state)
{
    g_autoptr(GError) error = NULL;
    CtStore *store = *state;
    CtChannel channel;

    ct_assert_ok(ct_people_stop_address(store, "a@example.org", NULL, today, &channel, &error),
                 error);
    run_sql(store, "UPDATE suppression SET reason = 'do-not-call list', day = 5");
    ct_assert_ok(ct_people_stop_address(store, "a@example.org", NULL, today, &channel, &error),
                 error);
    assert_query(store, "SELECT reason, day FROM suppression", "do-not-call list|5");
}

static void
permissions__say__what_was_answered_and_what_is_known(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) permissions = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    CtStore *store = *state;

    open_house(store);
    run_sql(store, "UPDATE customer SET street = NULL WHERE id = 1;"
                   "INSERT INTO address_status (channel, hash, status, day)"
                   " SELECT 'mail', email_hash, 'bounced', 7 FROM customer WHERE id = 1");
    ct_assert_ok(ct_people_stop(store, 1, call, "wrote so", today, &error), error);
    permissions = ct_people_permissions(store, 1, &error);
    ct_assert_ok(permissions != NULL, error);
    for (guint i = 0; i < permissions->len; i++) {
        const CtPermission *p = permissions->pdata[i];

        g_string_append_printf(text, "%s %s: %d %s %s, %s, %s, %s\n", ct_channel_words[p->channel],
                               ct_kind_words[p->kind], p->answer, p->source ? p->source : "-",
                               p->wording ? p->wording : "-", p->suppressed ? p->suppressed : "-",
                               p->status ? p->status : "-", p->address ? "known" : "unknown");
    }
    assert_string_equal(text->str, "mail service: -1 - -, -, bounced, known\n"
                                   "mail marketing: 1 a form -, -, bounced, known\n"
                                   "call service: 0 courtesy stop wrote so, stop, -, known\n"
                                   "call marketing: 0 courtesy stop wrote so, stop, -, known\n"
                                   "card service: -1 - -, -, -, unknown\n"
                                   "card marketing: -1 - -, -, -, unknown\n");
}

/* --- what waits is held back ---------------------------------------------------------- */

static const char conf[] = "[policy]\nquiet days =\n";
static const char rules[] = "[rule thanks]\nwhen = 2 days after each purchase\nsend = call\n"
                            "kind = service\npriority = 40\nlate = 5 days\n";

/* Plans the night of `today`, and then asks again as a claim does. */
static void
a_stop_between_plan_and_claim__holds_back__what_was_planned(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) conf_text = ct_textfile_parse("c", conf, strlen(conf), problems);
    g_autoptr(CtTextFile) rule_text = ct_textfile_parse("r", rules, strlen(rules), problems);
    g_autoptr(CtSettings) settings = ct_settings_parse(conf_text, problems);
    g_autoptr(GPtrArray) parsed = ct_rules_new();
    CtNight night = {.today = today, .live = true, .settings = settings, .rules = parsed};
    g_autoptr(CtStmt) claim = NULL;
    CtStore *store = *state;
    CtPlanReport report;

    ct_rules_parse(rule_text, settings, parsed, problems);
    assert_int_equal(ct_problems_count(problems), 0);
    add_person(store, 1, "Maria Lopez", NULL, "030 901820", NULL);
    add_person(store, 2, "Luis Lopez", NULL, "030 901821", NULL);
    run_sql(store, "INSERT INTO meta VALUES ('live', '1'), ('live_since', '0'),"
                   " ('planned_day', '20250'); INSERT INTO dirty SELECT id FROM customer;"
                   "INSERT INTO purchase (ref, customer_id, day, cents)"
                   " VALUES ('p', 1, 20249, 4000), ('q', 2, 20249, 4000)");
    ct_assert_ok(ct_plan_run(store, &night, &report, &error), error);
    assert_query(store, "SELECT customer_id, state FROM touch", "1|planned, 2|planned");
    ct_assert_ok(ct_people_stop(store, 1, CT_EVERY_CHANNEL, NULL, today, &error), error);
    claim = ct_store_query(store, "deliver/claim-gate", &error);
    ct_assert_ok(claim != NULL, error);
    ct_stmt_bind_text(claim, ":channel", "call");
    ct_assert_ok(ct_stmt_run(claim, NULL, &error), error);
    assert_query(store, "SELECT customer_id, state, reason FROM touch WHERE customer_id = 1",
                 "1|suppressed|asked not to be contacted this way");
    assert_query(store, "SELECT state FROM touch WHERE customer_id = 2", "planned");
    /* And the next night does not plan it again. */
    ct_assert_ok(ct_plan_run(store, &night, &report, &error), error);
    assert_query(store, "SELECT customer_id, state FROM touch", "1|suppressed, 2|planned");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PEOPLE(a_stop__holds__for_every_purpose_and_channel_named),
        WITH_PEOPLE(a_stop__reaches__every_address_of_the_person),
        WITH_PEOPLE(post_to_a_household__stops__only_when_asked_for),
        WITH_PEOPLE(a_no__is_taken_back__only_with_a_reason),
        WITH_PEOPLE(an_address_of_nobody__is_suppressed__by_its_hash_alone),
        WITH_PEOPLE(what_is_no_address__cannot_be__stopped),
        WITH_PEOPLE(a_reason_to_suppress__is_not_replaced__by_a_weaker_one),
        WITH_PEOPLE(permissions__say__what_was_answered_and_what_is_known),
        WITH_PEOPLE(a_stop_between_plan_and_claim__holds_back__what_was_planned),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
