/* Why this customer is, or is not, contacted: the night is planned for one customer, and every rule
 * says in words how it ended, with the numbers it used. */
#include "config.h"

#include "plan-private.h"

#include <math.h>
#include <string.h>

typedef struct {
    CtStore *store;
    const CtNight *night;
    int64_t customer;
    CtStmt *facts; /* customer, birthday and fact row */
    GPtrArray *answer;
} Explain;

static void
why_free(void *data)
{
    CtWhy *why = data;

    g_free(why->rule);
    g_free(why->channel);
    g_free(why->why);
    g_free(why);
}

static void
add(Explain *explain, char mark, const CtRule *rule, const char *channel, char *text)
{
    CtWhy *why = g_new0(CtWhy, 1);

    why->mark = mark;
    why->rule = g_strdup(rule->name);
    why->channel = g_ascii_strup(channel, -1);
    why->why = text;
    g_ptr_array_add(explain->answer, why);
}

static const char *
day_text(int64_t n, char buffer[CT_DAY_TEXT])
{
    return ct_day_text((CtDay){(int32_t)n}, buffer);
}

/* --- touches -------------------------------------------------------------------------- */

/* What the customer's row says of the trigger: "halfway ...: last bought 2025-04-02, usually every
 * 140 days". */
static char *
trigger_numbers(Explain *explain, const CtRule *rule)
{
    g_autofree char *trigger = ct_trigger_text(&rule->trigger);
    g_autofree char *count = NULL;
    CtStmt *f = explain->facts;
    char a[CT_DAY_TEXT], b[CT_DAY_TEXT];
    int last = ct_stmt_column(f, "last_day"), contact = ct_stmt_column(f, "last_contact");

    switch (rule->trigger.event) {
    case CT_EVENT_BIRTHDAY: {
        int64_t mmdd = ct_stmt_int(f, ct_stmt_column(f, "birth_mmdd"));

        if (mmdd == 0)
            return g_strdup("no birthday is known");
        return g_strdup_printf("%s: %02d-%02d (month-day)", trigger, (int)mmdd / 100,
                               (int)mmdd % 100);
    }
    case CT_EVENT_HALFWAY:
        if (ct_stmt_is_null(f, last))
            return g_strdup("has not bought yet");
        count = ct_count(llrint(ct_stmt_double(f, ct_stmt_column(f, "gap_days"))), "day", "days");
        return g_strdup_printf("%s: last bought %s, usually every %s, halfway on %s", trigger,
                               day_text(ct_stmt_int(f, last), a), count,
                               day_text(ct_stmt_int(f, ct_stmt_column(f, "halfway_day")), b));
    case CT_EVENT_SILENCE:
        if (ct_stmt_is_null(f, contact))
            return g_strdup_printf("%s: there never was any", trigger);
        return g_strdup_printf("%s: the last was on %s", trigger,
                               day_text(ct_stmt_int(f, contact), a));
    case CT_EVENT_EACH_PURCHASE:
    case CT_EVENT_FIRST_PURCHASE:
    case CT_EVENT_NTH_PURCHASE:
    case CT_EVENT_LAST_PURCHASE:
    case CT_EVENT_EVERY:
        if (ct_stmt_is_null(f, last))
            return g_strdup("has not bought yet");
        count =
            ct_count(ct_stmt_int(f, ct_stmt_column(f, "orders_total")), "purchase", "purchases");
        return g_strdup_printf("%s: %s, the last on %s", trigger, count,
                               day_text(ct_stmt_int(f, last), a));
    case CT_EVENT_DELIVERY:
    case CT_EVENT_INSTALLATION:
    case CT_EVENT_JOINING:
    case CT_EVENT_ANNIVERSARY:
    case CT_EVENT_COMPLAINT_OPENED:
    case CT_EVENT_COMPLAINT_CLOSED:
    case CT_EVENT_COMPLAINT_OPEN:
    case CT_EVENT_REFERRAL:
    case CT_EVENT_LOW_SCORE:
    case CT_EVENT_PROMISE:
    case CT_EVENT_OUTSIDE:
    case CT_EVENT_COUNT:
        break;
    }
    return g_steal_pointer(&trigger);
}

static char
mark_of(const CtNight *night, CtState state, int64_t issued_day, int64_t latest)
{
    /* What ended long ago no longer applies, whatever it ended as. */
    bool over = latest < night->today.n;

    switch (state) {
    case CT_STATE_PLANNED:
    case CT_STATE_CLAIMED:
    case CT_STATE_IN_FLIGHT:
        return '+';
    case CT_STATE_ISSUED:
    case CT_STATE_UNKNOWN:
        return issued_day == night->today.n ? '+' : '.';
    case CT_STATE_WAITING:
    case CT_STATE_HELD:
    case CT_STATE_HELD_OUT:
    case CT_STATE_SUPPRESSED:
    case CT_STATE_FAILED:
        return over ? '.' : '-';
    case CT_STATE_EXPIRED:
    case CT_STATE_WITHDRAWN:
        return '.';
    case CT_STATE_COUNT:
        break;
    }
    g_assert_not_reached();
}

static char *
touch_words(Explain *explain, const CtRule *rule, CtStmt *touch, CtState state)
{
    const char *code = ct_stmt_text(touch, ct_stmt_column(touch, "code"));
    const char *reason = ct_stmt_text(touch, ct_stmt_column(touch, "reason"));
    int64_t issued = ct_stmt_int(touch, ct_stmt_column(touch, "issued_day"));
    char due[CT_DAY_TEXT], latest[CT_DAY_TEXT], day[CT_DAY_TEXT];
    g_autofree char *numbers = trigger_numbers(explain, rule);

    day_text(ct_stmt_int(touch, ct_stmt_column(touch, "due")), due);
    day_text(ct_stmt_int(touch, ct_stmt_column(touch, "latest")), latest);
    if (state == CT_STATE_ISSUED || state == CT_STATE_UNKNOWN)
        return g_strdup_printf("%s on %s, code %s; %s", ct_state_words[state],
                               day_text(issued, day), code, numbers);
    if (mark_of(explain->night, state, issued, ct_stmt_int(touch, 6)) == '+')
        return g_strdup_printf("%s; due %s, not later than %s; code %s", numbers, due, latest,
                               code != NULL ? code : "to come");
    return g_strdup_printf("%s, due %s, not later than %s: %s", ct_state_words[state], due, latest,
                           reason);
}

/* --- conditions ----------------------------------------------------------------------- */

/* "(orders_total is 1, open_cases is 0)" */
static char *
clause_values(Explain *explain, const CtRule *rule, guint clause, int64_t anchor, GError **error)
{
    const char *const *names = ct_condition_clause_facts(rule->who, clause);
    CtScope scope = ct_trigger_scope(&rule->trigger);
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autoptr(CtStmt) stmt = NULL;
    GString *text;

    if (names[0] == NULL)
        return g_strdup("");
    ct_facts_sql(names, scope, sql);
    stmt = ct_store_prepare(explain->store, sql->text->str, error);
    if (stmt == NULL || !ct_facts_bind(explain->store, stmt, explain->night->today, error))
        return NULL;
    ct_stmt_bind_int(stmt, ":customer", explain->customer);
    if (ct_stmt_has(stmt, ":anchor"))
        ct_stmt_bind_int(stmt, ":anchor", anchor);
    if (ct_stmt_step(stmt, error) != CT_ROW)
        return NULL;
    text = g_string_new(" (");
    for (int i = 0; names[i] != NULL; i++) {
        g_autofree char *value =
            ct_fact_value_text(ct_fact_find(names[i]), ct_stmt_text(stmt, i), ct_stmt_int(stmt, i));

        g_string_append_printf(text, "%s%s is %s", i > 0 ? ", " : "", names[i], value);
    }
    g_string_append_c(text, ')');
    return g_string_free(text, FALSE);
}

/* The number of the clause (from 0) that `reason` speaks of, or -1. */
static int
clause_of(const CtRule *rule, const char *reason)
{
    guint clauses = rule->who != NULL ? ct_condition_clauses(rule->who) : 0;

    for (guint i = 0; i < clauses; i++)
        if (g_str_has_suffix(reason, ct_condition_clause_text(rule->who, i)))
            return (int)i;
    return -1;
}

static bool
add_decision(Explain *explain, const CtRule *rule, CtStmt *decision, GError **error)
{
    const char *reason = ct_stmt_text(decision, ct_stmt_column(decision, "reason"));
    int clause = clause_of(rule, reason);
    g_autofree char *values = g_strdup("");

    if (clause >= 0) {
        g_free(values);
        values = clause_values(explain, rule, (guint)clause,
                               ct_stmt_int(decision, ct_stmt_column(decision, "anchor")), error);
        if (values == NULL)
            return false;
    }
    add(explain, '.', rule, "", g_strconcat(reason, values, NULL));
    return true;
}

/* --- one rule after the other --------------------------------------------------------- */

static CtStmt *
find_row(CtStore *store, const char *query, int64_t customer, const char *rule, const char *state,
         GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, query, error);

    if (stmt == NULL)
        return NULL;
    ct_stmt_bind_int(stmt, ":customer", customer);
    while (ct_stmt_step(stmt, error) == CT_ROW)
        if (strcmp(ct_stmt_text(stmt, 0), rule) == 0 &&
            (state == NULL || strcmp(ct_stmt_text(stmt, 1), state) == 0))
            return g_steal_pointer(&stmt);
    return NULL;
}

static bool
explain_rule(Explain *explain, const CtRule *rule, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(CtStmt) decision =
        find_row(explain->store, "plan/why-decisions", explain->customer, rule->name, "no", &local);
    g_autoptr(CtStmt) touch = local == NULL ? find_row(explain->store, "plan/why-touches",
                                                       explain->customer, rule->name, NULL, &local)
                                            : NULL;
    CtState state = CT_STATE_EXPIRED;

    if (local != NULL) {
        g_propagate_error(error, g_steal_pointer(&local));
        return false;
    }
    if (touch != NULL)
        state = (CtState)ct_vocabulary_find(ct_state_words, ct_stmt_text(touch, 1));
    if (decision != NULL && (touch == NULL || state == CT_STATE_WITHDRAWN))
        return add_decision(explain, rule, decision, error);
    if (touch != NULL)
        add(explain, mark_of(explain->night, state, ct_stmt_int(touch, 7), ct_stmt_int(touch, 6)),
            rule, ct_stmt_text(touch, 2), touch_words(explain, rule, touch, state));
    else
        add(explain, '.', rule, "", trigger_numbers(explain, rule));
    return true;
}

static int
by_mark(const void *a, const void *b)
{
    static const char order[] = "+-.";
    const CtWhy *x = *(CtWhy *const *)a, *y = *(CtWhy *const *)b;
    const char *px = strchr(order, x->mark), *py = strchr(order, y->mark);

    return px != py ? (px > py) - (px < py) : strcmp(x->rule, y->rule);
}

GPtrArray *
ct_explain(CtStore *store, const CtNight *night, int64_t customer, GError **error)
{
    CtNight one = *night;
    CtPlanReport report;
    g_autoptr(CtStmt) facts = NULL;
    g_autoptr(GPtrArray) answer = g_ptr_array_new_with_free_func(why_free);
    Explain explain = {.store = store, .night = &one, .customer = customer, .answer = answer};
    const CtRule *rule;

    one.customer = customer;
    if (!ct_plan_run(store, &one, &report, error))
        return NULL;
    facts = ct_store_query(store, "plan/why-facts", error);
    if (facts == NULL)
        return NULL;
    ct_stmt_bind_int(facts, ":customer", customer);
    if (ct_stmt_step(facts, error) != CT_ROW)
        return NULL;
    explain.facts = facts;
    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++)
        if (!explain_rule(&explain, rule, error))
            return NULL;
    g_ptr_array_sort(answer, by_mark);
    return g_steal_pointer(&answer);
}
