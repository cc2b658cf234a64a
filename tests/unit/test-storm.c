/* Files that come again: shuffled, in capitals, under other ids, in two pieces, with every "no"
 * turned into a "yes", and with people made one in between. Nobody is contacted a second time, and
 * no "no" is forgotten. */
#include "ct-import-test.h"

#include "courtesy/people.h"
#include "courtesy/plan.h"

#include <stdlib.h>

#define PEOPLE 15
#define STORMS 3

/* A row of the file. */
typedef struct {
    char id[16], mail[32], phone[32], street[32], birthday[32];
    const char *name, *newsletter, *calls;
} Row;

typedef struct {
    CtStore *store;
    CtSettings *settings;
    GPtrArray *rules;
    GRand *lot;
    Row rows[PEOPLE];
} Shop;

static const char rules_text[] =
    "[rule birthday]\nwhen = on birthday\nsend = mail\nkind = marketing\npriority = 40\n"
    "late = 3 days\n"
    "[rule thanks]\nwhen = 2 days after each purchase\nsend = mail, else call\nkind = service\n"
    "priority = 50\nlate = 5 days\nagain = not within 1 day\n"
    "[rule ring]\nwhen = 2 days after each purchase\nsend = call\nkind = marketing\n"
    "priority = 60\nlate = 5 days\nagain = not within 1 day\n";

static const char *
any(GRand *lot, const char *const *words)
{
    return words[g_rand_int_range(lot, 0, (gint32)g_strv_length((char **)(uintptr_t)words))];
}

/* Six families; what is the first of two is shared by both of one. */
static const char *const names[] = {"Anna Berg", "Tom Berg",  "Eve Cole",   "Bob Cole",
                                    "Carl Dunn", "Fay Dunn",  "Gustav Eck", "Hanna Eck",
                                    "Ida Fox",   "Peter Fox", "Ole O'Gray", "Zo\u00eb O'Gray"};
static const char *const answers[] = {"yes", "no", "", NULL};
static const char *const birthdays[] = {"06-12", "06-11", "03-04", NULL};

/* Everybody can be found by something; a family may share a mailbox, a number and an address. */
static void
make_person(Shop *shop, int i)
{
    Row *row = &shop->rows[i];
    int family = i / 2, mail = g_rand_int_range(shop->lot, 0, 3);
    int phone = g_rand_int_range(shop->lot, 0, 3);

    *row = (Row){
        .name = names[i], .newsletter = any(shop->lot, answers), .calls = any(shop->lot, answers)};
    g_snprintf(row->id, sizeof row->id, "%d", i + 1);
    g_snprintf(row->street, sizeof row->street, "Main %d", family);
    g_snprintf(row->birthday, sizeof row->birthday, "%d-%s", 1950 + i, any(shop->lot, birthdays));
    if (mail > 0)
        g_snprintf(row->mail, sizeof row->mail, "box%d@example.com", mail == 1 ? family : 10 + i);
    if (phone > 0)
        g_snprintf(row->phone, sizeof row->phone, "030 9018%02d", phone == 1 ? family : 10 + i);
}

/* The last ones are in the file a second time, under another id. */
static void
make_rows(Shop *shop)
{
    int singles = (int)G_N_ELEMENTS(names);

    for (int i = 0; i < singles; i++)
        make_person(shop, i);
    for (int i = singles; i < PEOPLE; i++) {
        shop->rows[i] = shop->rows[g_rand_int_range(shop->lot, 0, singles)];
        g_snprintf(shop->rows[i].id, sizeof shop->rows[i].id, "%d", i + 1);
    }
}

/* --- the file, in a storm ------------------------------------------------------------- */

enum {
    SHUFFLED = 1,
    CAPITALS = 2,
    OTHER_IDS = 4,
    IN_TWO = 8,
    ALL_YES = 16,
    MERGED = 32,
    KINDS = 64
};

static const char *
answer_of(const char *answer, int storm)
{
    return (storm & ALL_YES) != 0 && strcmp(answer, "no") == 0 ? "yes" : answer;
}

static void
append_row(const Row *row, int storm, int number, GString *text)
{
    g_autofree char *mail =
        (storm & CAPITALS) != 0 ? g_ascii_strup(row->mail, -1) : g_strdup(row->mail);

    if ((storm & OTHER_IDS) != 0)
        g_string_append_printf(text, "storm%d-", number);
    g_string_append_printf(text, "%s,%s,%s,%s,%s,10115,Berlin,%s,%s,%s\n", row->id, row->name, mail,
                           row->phone, row->street, row->birthday,
                           answer_of(row->newsletter, storm), answer_of(row->calls, storm));
}

static void
shuffle(GRand *lot, int *order)
{
    for (int i = PEOPLE - 1; i > 0; i--) {
        int k = g_rand_int_range(lot, 0, i + 1), kept = order[i];

        order[i] = order[k];
        order[k] = kept;
    }
}

static void
import_rows(Shop *shop, int storm, int number)
{
    int order[PEOPLE], pieces = (storm & IN_TWO) != 0 ? 2 : 1;

    for (int i = 0; i < PEOPLE; i++)
        order[i] = i;
    if ((storm & SHUFFLED) != 0)
        shuffle(shop->lot, order);
    for (int piece = 0; piece < pieces; piece++) {
        g_autoptr(GString) text =
            g_string_new("id,name,email,phone,street,zip,city,birthday,newsletter,may call\n");

        for (int i = piece * PEOPLE / pieces; i < (piece + 1) * PEOPLE / pieces; i++)
            append_row(&shop->rows[order[i]], storm, number, text);
        ct_import_report_free(import_text(shop->store, text->str));
    }
}

static void
import_purchases(Shop *shop)
{
    g_autoptr(GString) text = g_string_new("id,customer,date,amount\n");

    for (int i = 0; i < PEOPLE; i++)
        g_string_append_printf(text, "p%d,%d,2025-06-%02d,5.00\n", i,
                               g_rand_int_range(shop->lot, 1, PEOPLE + 1),
                               g_rand_int_range(shop->lot, 5, 12));
    ct_import_report_free(import_text(shop->store, text->str));
}

/* --- the night ------------------------------------------------------------------------ */

static void
run_sql(Shop *shop, const char *name, const char *channel)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_query(shop->store, name, &error);

    ct_assert_ok(stmt != NULL, error);
    ct_stmt_bind_text(stmt, ":channel", channel);
    if (ct_stmt_has(stmt, ":limit"))
        ct_stmt_bind_int(stmt, ":limit", 1000);
    if (ct_stmt_has(stmt, ":run"))
        ct_stmt_bind_int(stmt, ":run", 1);
    if (ct_stmt_has(stmt, ":boot"))
        ct_stmt_bind_text(stmt, ":boot", "boot");
    if (ct_stmt_has(stmt, ":today"))
        ct_stmt_bind_int(stmt, ":today", ct_day_from_ymd(2025, 6, 12).n);
    ct_assert_ok(ct_stmt_run(stmt, NULL, &error), error);
}

static int64_t
number(Shop *shop, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(shop->store, sql, &error);
    int64_t result = -1;

    ct_assert_ok(stmt != NULL && ct_stmt_number(stmt, -1, &result, &error), error);
    return result;
}

/* How often somebody, whatever their record is called by now, gets what they had before. */
static int64_t
repeated(Shop *shop)
{
    return number(shop, "SELECT count(*) FROM touch t JOIN customer c ON c.id = t.customer_id"
                        " JOIN touch o ON o.rule = t.rule AND o.anchor = t.anchor"
                        " JOIN customer d ON d.id = o.customer_id AND d.name = c.name"
                        " WHERE t.state = 'claimed' AND o.state = 'issued'");
}

/* Plans and issues; the number of touches that leave the house. */
static int64_t
night(Shop *shop)
{
    const CtNight tonight = {.today = ct_day_from_ymd(2025, 6, 12),
                             .live = true,
                             .settings = shop->settings,
                             .rules = shop->rules};
    g_autoptr(GError) error = NULL;
    CtPlanReport report;
    int64_t issued;

    ct_assert_ok(ct_plan_run(shop->store, &tonight, &report, &error), error);
    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++) {
        run_sql(shop, "deliver/claim-gate", ct_channel_words[channel]);
        run_sql(shop, "deliver/claim", ct_channel_words[channel]);
    }
    issued = number(shop, "SELECT count(*) FROM touch WHERE state = 'claimed'");
    assert_int_equal(repeated(shop), 0);
    ct_assert_ok(ct_store_exec(shop->store,
                               "UPDATE touch SET state = 'issued' WHERE state = 'claimed'", &error),
                 error);
    return issued;
}

/* --- one shop ------------------------------------------------------------------------- */

static void
open_shop(Shop *shop, guint32 seed)
{
    static const char conf[] = "[business]\ncountry = DE\n[policy]\nquiet days =\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) settings = ct_textfile_parse("c", conf, strlen(conf), problems);
    g_autoptr(CtTextFile) rules = ct_textfile_parse("r", rules_text, strlen(rules_text), problems);

    shop->settings = ct_settings_parse(settings, problems);
    shop->rules = ct_rules_new();
    ct_rules_parse(rules, shop->settings, shop->rules, problems);
    for (guint i = 0; i < ct_problems_count(problems); i++)
        print_message("%s\n", ct_problems_line(problems, i));
    assert_int_equal(ct_problems_count(problems), 0);
    shop->store = ct_store_open(":memory:", NULL);
    assert_true(ct_store_exec(shop->store,
                              "INSERT INTO meta VALUES ('live', '1'), ('live_since', '0'),"
                              " ('planned_day', '20250')",
                              NULL));
    shop->lot = g_rand_new_with_seed(seed);
    make_rows(shop);
}

static void
close_shop(Shop *shop)
{
    ct_store_close(shop->store);
    ct_settings_free(shop->settings);
    g_ptr_array_unref(shop->rules);
    g_rand_free(shop->lot);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shop, close_shop)

/* Somebody looks at one pair of twins, and makes them one. False: there are none. */
static bool
merge_two(Shop *shop)
{
    static const char first[] =
        "SELECT one_id FROM twin WHERE verdict IS NULL ORDER BY one_id, other_id LIMIT 1";
    static const char second[] =
        "SELECT other_id FROM twin WHERE verdict IS NULL ORDER BY one_id, other_id LIMIT 1";
    int64_t one = number(shop, first), other = number(shop, second);
    g_autoptr(GError) error = NULL;
    g_autofree char *follow = g_strdup_printf(
        "UPDATE was_no SET customer_id = %d WHERE customer_id = %d", (int)one, (int)other);

    if (one < 0)
        return false;
    ct_assert_ok(ct_people_merge(shop->store, one, other, ct_day_from_ymd(2025, 6, 12), &error),
                 error);
    ct_assert_ok(ct_store_exec(shop->store, follow, &error), error);
    return true;
}

static int64_t
risen_answers(Shop *shop)
{
    return number(shop, "SELECT count(*) FROM was_no w WHERE 0 <> (SELECT k.answer FROM consent k"
                        " WHERE k.customer_id = w.customer_id AND k.channel = w.channel"
                        " ORDER BY k.id DESC LIMIT 1)");
}

/* Merging two can free the way for a third who shares their mailbox and had nothing yet; else
 * nobody new is contacted. */
static void
live_through_storms(Shop *shop, guint32 seed)
{
    bool merged = false;

    for (int i = 0; i < STORMS; i++) {
        int storm = g_rand_int_range(shop->lot, 1, KINDS);
        int64_t issued;

        print_message("seed %u, storm %d\n", seed, storm);
        if ((storm & MERGED) != 0)
            merged = merge_two(shop) || merged;
        import_rows(shop, storm, i);
        issued = night(shop);
        if (!merged) {
            assert_int_equal(issued, 0);
            assert_int_equal(number(shop, "SELECT count(*) FROM customer"), PEOPLE);
        }
        assert_int_equal(risen_answers(shop), 0);
    }
}

static void
storm__issues__nothing_again_and_forgets_no_refusal(void **state)
{
    const char *wanted = g_getenv("STORM_SEEDS");
    const guint32 seeds = wanted != NULL              ? (guint32)g_ascii_strtoull(wanted, NULL, 10)
                          : g_getenv("LIGHT") != NULL ? 10
                                                      : 60;
    int64_t issued = 0, refusals = 0;

    for (guint32 seed = 1; seed <= seeds; seed++) {
        g_auto(Shop) shop = {0};

        open_shop(&shop, seed);
        import_rows(&shop, 0, 0);
        import_purchases(&shop);
        issued += night(&shop);
        assert_int_equal(night(&shop), 0);
        assert_true(ct_store_exec(shop.store,
                                  "CREATE TEMP TABLE was_no AS SELECT DISTINCT customer_id, channel"
                                  " FROM consent WHERE answer = 0",
                                  NULL));
        refusals += number(&shop, "SELECT count(*) FROM was_no");
        live_through_storms(&shop, seed);
    }
    print_message("%d touches issued, %d refusals\n", (int)issued, (int)refusals);
    assert_true(issued > (int64_t)seeds * 2);
    assert_true(refusals > (int64_t)seeds * 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(storm__issues__nothing_again_and_forgets_no_refusal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
