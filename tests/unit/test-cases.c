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
        "INSERT INTO consent (customer_id, channel, purpose, answer, day, source)"
        " SELECT id, :channel, 'marketing', CASE :answer WHEN 'yes' THEN 1 ELSE 0 END, 0, 'a form'"
        " FROM customer WHERE ref = :ref",
        (const char *[]){":ref", ":channel", ":answer", NULL},
        (const char *[]){ref, channel, answer, NULL});
}

static void
add_customer(Case *c, const CtBlock *block)
{
    const char *joined = get(block, "joined"), *birthday = get(block, "birthday");
    g_autofree char *joined_day = joined ? g_strdup_printf("%d", day(joined).n) : NULL;
    g_autofree char *mmdd =
        birthday ? g_strdup_printf("%d", atoi(birthday) * 100 + atoi(birthday + 3)) : NULL;
    const char *mail = get(block, "mail");

    run(c,
        "INSERT INTO customer (ref, name, email, email_key, email_hash, phone, street, city,"
        " country, birth_mmdd, manager, joined_day, status, spread)"
        " VALUES (:ref, :name, :mail, :mail, :mail, :phone, :street, 'Bath', :country, :mmdd,"
        " :manager, :joined, coalesce(:status, 'active'), coalesce(:spread, 0))",
        (const char *[]){":ref", ":name", ":mail", ":phone", ":street", ":country", ":mmdd",
                         ":manager", ":joined", ":status", ":spread", NULL},
        (const char *[]){block->name, get(block, "name"), mail, get(block, "phone"),
                         get(block, "street"), get(block, "country"), mmdd, get(block, "manager"),
                         joined_day, get(block, "status"), get(block, "spread"), NULL});
    add_consent(c, block->name, "mail", get(block, "may mail"));
    add_consent(c, block->name, "call", get(block, "may call"));
    add_consent(c, block->name, "card", get(block, "may post"));
}

/* "2025-06-01 250, 2025-07-01 40.50": days and amounts. */
static void
add_purchases(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts =
        g_strsplit_set(get(block, "bought") ? get(block, "bought") : "", ",\n", 0);

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " ", 2);
        g_autofree char *ref = g_strdup_printf("%s-%d", block->name, i);
        g_autofree char *day_text = NULL, *cents = NULL;

        if (words[0] == NULL || *words[0] == '\0')
            continue;
        day_text = g_strdup_printf("%d", day(words[0]).n);
        cents = g_strdup_printf("%d", (int)(g_ascii_strtod(words[1], NULL) * 100));
        run(c,
            "INSERT INTO purchase (ref, customer_id, day, cents)"
            " SELECT :ref, id, :day, :cents FROM customer WHERE ref = :customer",
            (const char *[]){":ref", ":customer", ":day", ":cents", NULL},
            (const char *[]){ref, block->name, day_text, cents, NULL});
    }
}

/* "2025-06-01 call in" */
static void
add_talks(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts =
        g_strsplit_set(get(block, "talked") ? get(block, "talked") : "", ",\n", 0);

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " ", 3);
        g_autofree char *ref = g_strdup_printf("talk-%s-%d", block->name, i);
        g_autofree char *day_text = NULL;

        if (g_strv_length(words) < 3)
            continue;
        day_text = g_strdup_printf("%d", day(words[0]).n);
        run(c,
            "INSERT INTO contact (ref, customer_id, day, channel, direction)"
            " SELECT :ref, id, :day, :channel, :direction FROM customer WHERE ref = :customer",
            (const char *[]){":ref", ":customer", ":day", ":channel", ":direction", NULL},
            (const char *[]){ref, block->name, day_text, words[1], words[2], NULL});
    }
}

/* "2025-06-01", or "2025-06-01 to 2025-06-09" when it was closed */
static void
add_complaint(Case *c, const CtBlock *block)
{
    const char *text = get(block, "complained");
    g_auto(GStrv) words = g_strsplit(text ? text : "", " to ", 2);
    g_autofree char *opened = NULL, *closed = NULL;

    if (text == NULL)
        return;
    opened = g_strdup_printf("%d", day(words[0]).n);
    closed = words[1] != NULL ? g_strdup_printf("%d", day(words[1]).n) : NULL;
    run(c,
        "INSERT INTO customer_case (ref, customer_id, opened_day, closed_day)"
        " SELECT :customer, id, :opened, :closed FROM customer WHERE ref = :customer",
        (const char *[]){":customer", ":opened", ":closed", NULL},
        (const char *[]){block->name, opened, closed, NULL});
}

/* "thanks 2025-06-01 2025-06-03": rule, occasion, the day it was sent */
static void
add_earlier(Case *c, const CtBlock *block)
{
    g_auto(GStrv) parts = g_strsplit_set(get(block, "had") ? get(block, "had") : "", ",\n", 0);

    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " ", 4);
        g_autofree char *anchor = NULL, *issued = NULL;

        if (g_strv_length(words) < 4)
            continue;
        anchor = g_strdup_printf("%d", day(words[2]).n);
        issued = g_strdup_printf("%d", day(words[3]).n);
        run(c,
            "INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind, priority,"
            " state, reason, planned_day, issued_day)"
            " SELECT :rule, id, CAST(:anchor AS INTEGER), CAST(:anchor AS INTEGER),"
            " CAST(:anchor AS INTEGER) + 30, :channel, 'marketing', 50, 'issued', 'sent',"
            " CAST(:issued AS INTEGER), CAST(:issued AS INTEGER) FROM customer"
            " WHERE ref = :customer",
            (const char *[]){":rule", ":channel", ":customer", ":anchor", ":issued", NULL},
            (const char *[]){words[0], words[1], block->name, anchor, issued, NULL});
    }
}

/* --- reading a case ------------------------------------------------------------------- */

static bool
is_one_of(const char *kind, const char *const *kinds)
{
    return ct_vocabulary_find(kinds, kind) >= 0;
}

/* The blocks of some kinds only; borrows them. */
static CtTextFile *
blocks_of(const CtTextFile *text, const char *const *kinds)
{
    CtTextFile *some = g_new0(CtTextFile, 1);

    some->file = g_strdup(text->file);
    some->blocks = g_ptr_array_new();
    for (guint i = 0; i < text->blocks->len; i++) {
        CtBlock *block = g_ptr_array_index(text->blocks, i);

        if (is_one_of(block->kind, kinds))
            g_ptr_array_add(some->blocks, block);
    }
    return some;
}

static void
read_settings(Case *c, CtProblems *problems)
{
    static const char *const kinds[] = {"business", "hours", "policy", "manager", "segment", NULL};
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
        if (strcmp(block->kind, "customer") != 0)
            continue;
        add_customer(c, block);
        add_purchases(c, block);
        add_talks(c, block);
        add_complaint(c, block);
        add_earlier(c, block);
    }
}

/* --- what is expected ----------------------------------------------------------------- */

/* How the night ended for a customer and a rule: "planned mail", "waiting card: the limit is ...",
 * "no: not so: ...", "nothing". */
static char *
outcome(Case *c, const char *ref, const char *rule)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt =
        ct_store_prepare(c->store,
                         "SELECT t.state || ' ' || t.channel || CASE t.state WHEN 'planned' THEN ''"
                         " ELSE ': ' || t.reason END, 1 AS place"
                         " FROM touch t JOIN customer c ON c.id = t.customer_id"
                         " WHERE c.ref = :ref AND t.rule = :rule AND t.planned_day = :today"
                         " UNION ALL SELECT d.state || ': ' || d.reason, 2 AS place"
                         " FROM decision d JOIN customer c ON c.id = d.customer_id"
                         " WHERE c.ref = :ref AND d.rule = :rule ORDER BY place",
                         &error);

    ct_assert_ok(stmt != NULL, error);
    ct_stmt_bind_text(stmt, ":ref", ref);
    ct_stmt_bind_text(stmt, ":rule", rule);
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
        g_auto(GStrv) words = g_strsplit(entry->name, " ", 2);
        g_autofree char *got = outcome(c, words[0], words[1]);

        if (g_str_has_prefix(got, entry->value))
            continue;
        print_message("%s:%d: %s %s is \"%s\", not \"%s\"\n", entry->file, entry->line, words[0],
                      words[1], got, entry->value);
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
