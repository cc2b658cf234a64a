/* Runs every case of tests/rules: a base, rules, a night, and who is chosen and why not, in the
 * words of a shop owner. CONTRIBUTING.md, "A rule case", says how one is written. */
#include "ct-test.h"

#include "courtesy/plan.h"

#include <stdlib.h>
#include <string.h>

/* One case being run. */
typedef struct {
    CtStore *store;
    CtTextFile *text;
    CtSettings *settings;
    GPtrArray *rules;
    GArray *holidays;
    CtDay date, live_since, last_night;
} Case;

static void
case_clear(Case *c)
{
    ct_store_close(c->store);
    ct_textfile_free(c->text);
    ct_settings_free(c->settings);
    g_clear_pointer(&c->rules, g_ptr_array_unref);
    g_clear_pointer(&c->holidays, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

static const char *
get(const CtBlock *block, const char *name)
{
    const CtEntry *entry = ct_block_find(block, name);

    return entry != NULL ? entry->value : NULL;
}

static CtDay
day(const char *text)
{
    g_autoptr(GError) error = NULL;
    CtDay d = {0};

    ct_assert_ok(ct_day_parse(text, &d, &error), error);
    return d;
}

/* The number of a day, as text; NULL for none. */
static char *
day_number(const char *text)
{
    return text != NULL ? g_strdup_printf("%d", day(text).n) : NULL;
}

/* What an entry lists, one a line or after a comma; empty when there is no entry. */
static char **
list_of(const CtBlock *block, const char *name)
{
    const char *text = get(block, name);

    return g_strsplit_set(text != NULL ? text : "", ",\n", 0);
}

/* --- the base ------------------------------------------------------------------------- */

static void
run(Case *c, const char *sql, const char *const *names, const char *const *values)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(c->store, sql, &error);

    ct_assert_ok(stmt != NULL, error);
    for (int i = 0; names[i] != NULL; i++)
        ct_stmt_bind_text(stmt, names[i], values[i]);
    ct_assert_ok(ct_stmt_run(stmt, NULL, &error), error);
}

static void
add_consent(Case *c, const char *ref, const char *channel, const char *answer)
{
    if (answer == NULL)
        return;
    run(c,
        "INSERT INTO consent (customer_id, channel, purpose, answer, day, source, origin)"
        " SELECT id, :channel, 'marketing', CASE :answer WHEN 'yes' THEN 1 ELSE 0 END, 0, 'a form',"
        " 'record'"
        " FROM customer WHERE ref = :ref",
        (const char *[]){":ref", ":channel", ":answer", NULL},
        (const char *[]){ref, channel, answer, NULL});
}

static void
add_customer(Case *c, const CtBlock *block)
{
    const char *joined = get(block, "joined"), *birthday = get(block, "birthday");
    g_autofree char *joined_day = day_number(joined);
    g_autofree char *mmdd =
        birthday ? g_strdup_printf("%d", atoi(birthday) * 100 + atoi(birthday + 3)) : NULL;
    const char *mail = get(block, "mail");

    run(c,
        "INSERT INTO customer (ref, name, email, email_key, email_hash, phone, street, city,"
        " postcode, region, country, birth_mmdd, manager, joined_day, status, spread)"
        " VALUES (:ref, :name, :mail, :mail, :mail, :phone, :street, 'Bath', :postcode, :region,"
        " :country, :mmdd, :manager, :joined, coalesce(:status, 'active'), coalesce(:spread, 0))",
        (const char *[]){":ref", ":name", ":mail", ":phone", ":street", ":postcode", ":region",
                         ":country", ":mmdd", ":manager", ":joined", ":status", ":spread", NULL},
        (const char *[]){block->name, get(block, "name"), mail, get(block, "phone"),
                         get(block, "street"), get(block, "postcode"), get(block, "region"),
                         get(block, "country"), mmdd, get(block, "manager"), joined_day,
                         get(block, "status"), get(block, "spread"), NULL});
    add_consent(c, block->name, "mail", get(block, "may mail"));
    add_consent(c, block->name, "call", get(block, "may call"));
    add_consent(c, block->name, "card", get(block, "may post"));
}

/* "2025-06-01 250, 2025-07-01 -40.50, 2025-07-09 12 USD": days, amounts and currencies. */
static void
add_purchases(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts = list_of(block, "bought");

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " ", 3);
        g_autofree char *ref = g_strdup_printf("%s-%d", block->name, i);
        g_autofree char *day_text = NULL, *cents = NULL;

        if (words[0] == NULL || *words[0] == '\0')
            continue;
        day_text = g_strdup_printf("%d", day(words[0]).n);
        cents = g_strdup_printf("%d", (int)(g_ascii_strtod(words[1], NULL) * 100));
        run(c,
            "INSERT INTO purchase (ref, customer_id, day, cents, currency)"
            " SELECT :ref, id, :day, :cents, :currency FROM customer WHERE ref = :customer",
            (const char *[]){":ref", ":customer", ":day", ":cents", ":currency", NULL},
            (const char *[]){ref, block->name, day_text, cents, words[2], NULL});
    }
}

/* "delivered = 2025-06-05", "installed = 2025-06-09": what was bought last. */
static void
add_delivery(Case *c, const CtBlock *block)
{
    g_autofree char *delivered = day_number(get(block, "delivered"));
    g_autofree char *installed = day_number(get(block, "installed"));

    run(c,
        "UPDATE purchase SET delivered_day = :delivered, installed_day = :installed"
        " WHERE id = (SELECT p.id FROM purchase p JOIN customer c ON c.id = p.customer_id"
        " WHERE c.ref = :customer ORDER BY p.day DESC LIMIT 1)",
        (const char *[]){":customer", ":delivered", ":installed", NULL},
        (const char *[]){block->name, delivered, installed, NULL});
}

/* "2025-06-01 call in", or "2025-06-01 call in 2" with the mood */
static void
add_talks(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts = list_of(block, "talked");

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " ", 4);
        g_autofree char *ref = g_strdup_printf("talk-%s-%d", block->name, i);
        g_autofree char *day_text = NULL;

        if (g_strv_length(words) < 3)
            continue;
        day_text = g_strdup_printf("%d", day(words[0]).n);
        run(c,
            "INSERT INTO contact (ref, customer_id, day, channel, direction, mood)"
            " SELECT :ref, id, :day, :channel, :direction, :mood FROM customer"
            " WHERE ref = :customer",
            (const char *[]){":ref", ":customer", ":day", ":channel", ":direction", ":mood", NULL},
            (const char *[]){ref, block->name, day_text, words[1], words[2], words[3], NULL});
    }
}

/* "2025-06-01", or "2025-06-01 to 2025-06-09" when it was closed */
static void
add_complaints(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts = list_of(block, "complained");

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " to ", 2);
        g_autofree char *ref = g_strdup_printf("case-%s-%d", block->name, i);
        g_autofree char *opened = day_number(words[0]);
        g_autofree char *closed = opened != NULL ? day_number(words[1]) : NULL;

        run(c,
            "INSERT INTO customer_case (ref, customer_id, opened_day, closed_day)"
            " SELECT :ref, id, :opened, :closed FROM customer WHERE ref = :customer",
            (const char *[]){":ref", ":customer", ":opened", ":closed", NULL},
            (const char *[]){ref, block->name, opened, closed, NULL});
    }
}

/* "promised = 2025-06-13", or "2025-06-13 kept 2025-06-12" */
static void
add_promises(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts = list_of(block, "promised");

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " kept ", 2);
        g_autofree char *due = day_number(words[0]);
        g_autofree char *kept = due != NULL ? day_number(words[1]) : NULL;

        run(c,
            "INSERT INTO promise (customer_id, day, due_day, kept_day, words)"
            " SELECT id, 0, :due, :kept, 'to call back' FROM customer WHERE ref = :customer",
            (const char *[]){":customer", ":due", ":kept", NULL},
            (const char *[]){block->name, due, kept, NULL});
    }
}

/* "sent by = ana 2025-06-01": who, and when */
static void
add_referral(Case *c, const CtBlock *block)
{
    const char *text = get(block, "sent by");
    g_auto(GStrv) words = g_strsplit(text != NULL ? text : "", " ", 2);
    g_autofree char *came = text != NULL ? day_number(words[1]) : NULL;

    if (text == NULL)
        return;
    run(c,
        "INSERT INTO referral (customer_id, referred_id, day)"
        " SELECT a.id, b.id, :day FROM customer a, customer b"
        " WHERE a.ref = :sender AND b.ref = :customer",
        (const char *[]){":sender", ":customer", ":day", NULL},
        (const char *[]){words[0], block->name, came, NULL});
}

/* [event KEY] with its name and day, and whom it concerns: a customer, a postcode or a region. */
static void
add_event(Case *c, const CtBlock *block)
{
    g_autofree char *when = day_number(get(block, "date"));

    run(c,
        "INSERT INTO event (ref, name, day, customer_id, postcode, region)"
        " VALUES (:ref, :name, :day,"
        " (SELECT id FROM customer WHERE ref = :customer), :postcode, :region)",
        (const char *[]){":ref", ":name", ":day", ":customer", ":postcode", ":region", NULL},
        (const char *[]){block->name, get(block, "name"), when, get(block, "customer"),
                         get(block, "postcode"), get(block, "region"), NULL});
}

/* "thanks mail 2025-06-01 2025-06-03": rule, channel, occasion, the day it was sent; and, of a
 * series, "step 2" */
static void
add_earlier(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts = list_of(block, "had");

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " ", 6);
        g_autofree char *anchor = NULL, *issued = NULL;

        if (g_strv_length(words) < 4)
            continue;
        anchor = g_strdup_printf("%d", day(words[2]).n);
        issued = g_strdup_printf("%d", day(words[3]).n);
        run(c,
            "INSERT INTO touch (rule, step, customer_id, anchor, due, latest, channel, kind,"
            " priority, state, reason, planned_day, issued_day)"
            " SELECT :rule, coalesce(:step, 1), id, CAST(:anchor AS INTEGER), CAST(:anchor AS "
            "INTEGER),"
            " CAST(:anchor AS INTEGER) + 30, :channel, 'marketing', 50, 'issued', 'sent',"
            " CAST(:issued AS INTEGER), CAST(:issued AS INTEGER) FROM customer"
            " WHERE ref = :customer",
            (const char *[]){":rule", ":channel", ":customer", ":anchor", ":issued", ":step", NULL},
            (const char *[]){words[0], words[1], block->name, anchor, issued,
                             g_strv_length(words) == 6 ? words[5] : NULL, NULL});
    }
}

/* "looks like = ben": somebody has to find out whether they are one person. "lives with = ben" */
static void
add_relations(Case *c, const CtBlock *block)
{
    const char *const names[] = {":customer", ":other", NULL};

    if (get(block, "looks like") != NULL)
        run(c,
            "INSERT INTO twin (one_id, other_id, reason, day)"
            " SELECT least(a.id, b.id), greatest(a.id, b.id), 'same name and address', 0"
            " FROM customer a, customer b WHERE a.ref = :customer AND b.ref = :other",
            names, (const char *[]){block->name, get(block, "looks like"), NULL});
    if (get(block, "lives with") == NULL)
        return;
    run(c, "INSERT INTO household (key) VALUES (:customer || :other)", names,
        (const char *[]){block->name, get(block, "lives with"), NULL});
    run(c,
        "UPDATE customer SET household_id = (SELECT max(id) FROM household)"
        " WHERE ref IN (:customer, :other)",
        names, (const char *[]){block->name, get(block, "lives with"), NULL});
}

/* --- reading a case ------------------------------------------------------------------- */

/* The blocks of some kinds only; borrows them. */
static CtTextFile *
blocks_of(const CtTextFile *text, const char *const *kinds)
{
    CtTextFile *some = g_new0(CtTextFile, 1);

    some->file = g_strdup(text->file);
    some->blocks = g_ptr_array_new();
    for (guint i = 0; i < text->blocks->len; i++) {
        CtBlock *block = g_ptr_array_index(text->blocks, i);

        if (ct_vocabulary_find(kinds, block->kind) >= 0)
            g_ptr_array_add(some->blocks, block);
    }
    return some;
}

static void
read_settings(Case *c, CtProblems *problems)
{
    static const char *const kinds[] = {"business", "hours", "policy", "manager",
                                        "segment",  "rates", NULL};
    static const char *const rules[] = {"rule", NULL};
    g_autoptr(CtTextFile) settings = blocks_of(c->text, kinds);
    g_autoptr(CtTextFile) rule_text = blocks_of(c->text, rules);

    c->settings = ct_settings_parse(settings, problems);
    c->rules = ct_rules_new();
    ct_rules_parse(rule_text, c->settings, c->rules, problems);
}

static void
read_head(Case *c, const CtBlock *block)
{
    c->date = day(get(block, "date"));
    c->live_since = get(block, "live since") ? day(get(block, "live since")) : (CtDay){0};
    c->last_night =
        get(block, "last night") ? day(get(block, "last night")) : (CtDay){c->date.n - 1};
    c->holidays = g_array_new(FALSE, FALSE, sizeof(CtDay));
    if (get(block, "holiday") != NULL) {
        CtDay holiday = day(get(block, "holiday"));

        g_array_append_val(c->holidays, holiday);
    }
}

static void
read_base(Case *c)
{
    for (guint i = 0; i < c->text->blocks->len; i++) {
        const CtBlock *block = g_ptr_array_index(c->text->blocks, i);

        if (strcmp(block->kind, "case") == 0)
            read_head(c, block);
        if (strcmp(block->kind, "event") == 0)
            add_event(c, block);
        if (strcmp(block->kind, "customer") != 0)
            continue;
        add_customer(c, block);
        add_purchases(c, block);
        add_delivery(c, block);
        add_talks(c, block);
        add_complaints(c, block);
        add_promises(c, block);
        add_referral(c, block);
        add_earlier(c, block);
        add_relations(c, block);
    }
}

/* --- what is expected ----------------------------------------------------------------- */

/* How the night ended for a customer and a step of a rule: "planned mail", "waiting card: the limit
 * is ...", "no: not so: ...", "nothing". */
static char *
outcome(Case *c, const char *ref, const char *rule, int step)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt =
        ct_store_prepare(c->store,
                         "SELECT t.state || ' ' || t.channel || CASE t.state WHEN 'planned' THEN ''"
                         " ELSE ': ' || t.reason END, 1 AS place"
                         " FROM touch t JOIN customer c ON c.id = t.customer_id"
                         " WHERE c.ref = :ref AND t.rule = :rule AND t.step = :step"
                         " AND t.planned_day = :today"
                         " UNION ALL SELECT d.state || ': ' || d.reason, 2 AS place"
                         " FROM decision d JOIN customer c ON c.id = d.customer_id"
                         " WHERE c.ref = :ref AND d.rule = :rule AND d.step = :step"
                         " ORDER BY place",
                         &error);

    ct_assert_ok(stmt != NULL, error);
    ct_stmt_bind_text(stmt, ":ref", ref);
    ct_stmt_bind_text(stmt, ":rule", rule);
    ct_stmt_bind_int(stmt, ":step", step);
    ct_stmt_bind_int(stmt, ":today", c->date.n);
    return ct_stmt_step(stmt, &error) == CT_ROW ? g_strdup(ct_stmt_text(stmt, 0))
                                                : g_strdup("nothing");
}

static int
compare_expected(Case *c, const CtBlock *block)
{
    int wrong = 0;

    for (guint i = 0; i < block->entries->len; i++) {
        const CtEntry *entry = g_ptr_array_index(block->entries, i);
        /* "ana welcome", "ana welcome step 2" */
        g_auto(GStrv) words = g_strsplit(entry->name, " ", 4);
        int step = g_strv_length(words) == 4 ? atoi(words[3]) : 1;
        g_autofree char *got = outcome(c, words[0], words[1], step);

        if (g_str_has_prefix(got, entry->value))
            continue;
        print_message("%s:%d: %s is \"%s\", not \"%s\"\n", entry->file, entry->line, entry->name,
                      got, entry->value);
        wrong++;
    }
    return wrong;
}

static int
check_case(Case *c)
{
    int wrong = 0, expectations = 0;

    for (guint i = 0; i < c->text->blocks->len; i++) {
        const CtBlock *block = g_ptr_array_index(c->text->blocks, i);

        if (strcmp(block->kind, "expect") != 0)
            continue;
        expectations += (int)block->entries->len;
        wrong += compare_expected(c, block);
    }
    if (expectations == 0)
        fail_msg("%s expects nothing", c->text->file);
    return wrong;
}

static int
run_case(const char *path)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;
    g_auto(Case) c = {0};
    CtPlanReport report;
    CtNight night;

    print_message("%s\n", path);
    c.text = ct_textfile_read(path, problems, &error);
    ct_assert_ok(c.text != NULL, error);
    read_settings(&c, problems);
    ct_assert_ok(ct_problems_none(problems, CT_ERROR_CONFIG, &error), error);
    c.store = ct_store_open(":memory:", &error);
    ct_assert_ok(c.store != NULL, error);
    read_base(&c);
    ct_assert_ok(ct_meta_set_int(c.store, "live", 1, &error), error);
    ct_assert_ok(ct_meta_set_int(c.store, "live_since", c.live_since.n, &error), error);
    ct_assert_ok(ct_meta_set_int(c.store, "planned_day", c.last_night.n, &error), error);
    ct_assert_ok(ct_meta_set(c.store, "secret", "00000000000000000000000000000000", &error), error);
    night = (CtNight){.today = c.date,
                      .live = true,
                      .settings = c.settings,
                      .rules = c.rules,
                      .holidays = c.holidays};
    ct_assert_ok(ct_plan_run(c.store, &night, &report, &error), error);
    return check_case(&c);
}

static void
cases__end__as_they_say(void **state)
{
    g_autofree char *folder = g_build_filename(g_getenv("SRCDIR"), "tests/rules", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    int wrong = 0;

    assert_non_null(dir);
    while ((name = g_dir_read_name(dir)) != NULL)
        if (g_str_has_suffix(name, ".case"))
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    assert_true(names->len >= 10);
    for (guint i = 0; i < names->len; i++)
        wrong += run_case(g_ptr_array_index(names, i));
    print_message("%u cases\n", names->len);
    assert_int_equal(wrong, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases__end__as_they_say)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
