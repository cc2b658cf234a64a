/* Tonight: candidates, gates, arbitration, touches. Each step is one statement of schema/plan; this
 * file is their order. */
#include "config.h"

#include "plan-private.h"

#include <string.h>

#define REHEARSAL_BACK_DAYS 30 /* a rehearsal looks as if the shop had been live for so long */

const CtRule *
ct_night_rule(const CtNight *night, guint i)
{
    for (guint j = 0; j < night->rules->len; j++) {
        const CtRule *rule = g_ptr_array_index(night->rules, j);

        if (rule->on && i-- == 0)
            return rule;
    }
    return NULL;
}

bool
ct_plan_sql(CtStore *store, const char *name, const CtBind *values, size_t count, GError **error)
{
    g_autofree char *path = g_strconcat("plan/", name, NULL);
    g_autoptr(CtStmt) stmt = ct_store_query(store, path, error);

    if (stmt == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!ct_stmt_has(stmt, values[i].name))
            continue;
        if (values[i].text != NULL)
            ct_stmt_bind_text(stmt, values[i].name, values[i].text);
        else
            ct_stmt_bind_int(stmt, values[i].name, values[i].number);
    }
    return ct_stmt_run(stmt, NULL, error);
}

/* --- live or rehearsal ---------------------------------------------------------------- */

bool
ct_plan_live(CtStore *store, const CtSettings *settings, CtDay today, bool *live_out,
             CtDay *live_since_out, GError **error)
{
    int64_t live, since;

    if (!ct_meta_get_int(store, "live", 0, &live, error) ||
        !ct_meta_get_int(store, "live_since", today.n - REHEARSAL_BACK_DAYS, &since, error))
        return false;
    *live_out = live == 1;
    *live_since_out =
        settings->policy.live_since_set ? settings->policy.live_since : (CtDay){(int32_t)since};
    return true;
}

bool
ct_plan_set_live(CtStore *store, bool live, CtDay today, GError **error)
{
    int64_t since;

    if (!ct_meta_set_int(store, "live", live, error) ||
        !ct_meta_get_int(store, "live_since", -1, &since, error))
        return false;
    if (!live)
        return true;
    return (since >= 0 || ct_meta_set_int(store, "live_since", today.n, error)) &&
           ct_plan_sql(store, "forget-rehearsal", NULL, 0, error);
}

/* The first day on which a window may have closed without a night looking at it: the day after the
 * last night, or the day of `live on` before the first. */
static bool
find_since(CtStore *store, const CtNight *night, CtDay *since_out, GError **error)
{
    int64_t last, live_on;

    if (!ct_meta_get_int(store, "live_since", night->today.n, &live_on, error) ||
        !ct_meta_get_int(store, "planned_day", live_on - 1, &last, error))
        return false;
    *since_out = night->today;
    if (night->live && last < night->today.n)
        *since_out = (CtDay){(int32_t)last + 1};
    return true;
}

/* --- candidates ----------------------------------------------------------------------- */

/* The first day from which silence of `months` months ends after the rules began to live. */
static CtDay
silence_start(CtDay live_since, int months)
{
    CtDay day = {ct_day_add_months(live_since, -months).n - 3};

    while (ct_day_add_months(day, months).n < live_since.n)
        day.n++;
    return day;
}

void
ct_sql_bind(const CtSql *sql, CtStmt *stmt)
{
    for (guint i = 0; i < sql->params->len; i++) {
        const CtParam *param = g_ptr_array_index(sql->params, i);

        if (param->is_text)
            ct_stmt_bind_text(stmt, param->name, param->text);
        else
            ct_stmt_bind_int(stmt, param->name, param->number);
    }
}

static void
bind_if(CtStmt *stmt, const char *name, int64_t value)
{
    if (ct_stmt_has(stmt, name))
        ct_stmt_bind_int(stmt, name, value);
}

/* From which days on things count: windows that may have closed unseen, and events. */
typedef struct {
    CtDay since, live_since;
} Horizon;

static bool
find_candidates(CtStore *store, const CtNight *night, const CtRule *rule, int choice,
                Horizon horizon, GError **error)
{
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autoptr(CtStmt) stmt = NULL;
    g_autofree char *trigger = ct_trigger_text(&rule->trigger);

    ct_rule_candidates_sql(rule, choice, sql);
    stmt = ct_store_prepare(store, sql->text->str, error);
    if (stmt == NULL)
        return false;
    ct_sql_bind(sql, stmt);
    bind_if(stmt, ":since", horizon.since.n);
    bind_if(stmt, ":live_since", horizon.live_since.n);
    bind_if(stmt, ":customer", night->customer);
    bind_if(stmt, ":silence_start", silence_start(horizon.live_since, rule->trigger.amount).n);
    ct_stmt_bind_text(stmt, ":trigger", trigger);
    if (ct_stmt_has(stmt, ":home"))
        ct_stmt_bind_text(stmt, ":home", night->settings->business.country);
    return ct_facts_bind(store, stmt, night->today, error) && ct_stmt_run(stmt, NULL, error);
}

static bool
find_all_candidates(CtStore *store, const CtNight *night, Horizon horizon, GError **error)
{
    const CtRule *rule;

    if (!ct_store_exec(store, "DELETE FROM candidate", error))
        return false;
    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++) {
        for (int choice = 0; choice < rule->n_send; choice++) {
            if (!find_candidates(store, night, rule, choice, horizon, error)) {
                g_prefix_error(error, "rule %s: ", rule->name);
                return false;
            }
        }
    }
    return true;
}

/* --- who does not meet the rule ------------------------------------------------------- */

static bool
say_failed(CtStore *store, const CtRule *rule, int clause, const char *reason, GError **error)
{
    const CtBind values[] = {
        {":rule", 0, rule->name}, {":clause", clause, NULL}, {":reason", 0, reason}};

    return ct_plan_sql(store, "failed", values, G_N_ELEMENTS(values), error);
}

static bool
say_failed_rule(CtStore *store, const CtRule *rule, GError **error)
{
    guint clauses = rule->who != NULL ? ct_condition_clauses(rule->who) : 0;
    g_autofree char *days = ct_count(rule->again_days, "day", "days");
    g_autofree char *again = g_strdup_printf("had one less than %s apart", days);
    g_autofree char *stop =
        g_strdup_printf("%d went without an answer or a purchase since", rule->stop_after);

    if (!say_failed(store, rule, -1, again, error) || !say_failed(store, rule, -2, stop, error))
        return false;
    for (guint i = 0; i < clauses; i++) {
        g_autofree char *reason =
            g_strdup_printf("not so: %s", ct_condition_clause_text(rule->who, i));

        if (!say_failed(store, rule, (int)i + 1, reason, error))
            return false;
    }
    return true;
}

/* --- the order of the night ----------------------------------------------------------- */

static bool
pass_gates(CtStore *store, const CtNight *night, GError **error)
{
    const CtBind today = {":today", night->today.n, NULL};
    static const char *const steps[] = {"began", "gate", "choose"};
    const CtRule *rule;

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (!ct_plan_sql(store, steps[i], &today, 1, error))
            return false;
    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++)
        if (!say_failed_rule(store, rule, error))
            return false;
    return ct_plan_sql(store, "too-late", &today, 1, error) && ct_replace(store, night, error) &&
           ct_plan_sql(store, "not-yet", &today, 1, error) &&
           ct_plan_sql(store, "not-due", &today, 1, error);
}

static bool
write_touches(CtStore *store, const CtNight *night, GError **error)
{
    const CtBind values[] = {{":today", night->today.n, NULL},
                             {":live", night->live, NULL},
                             {":customer", night->customer, NULL}};
    static const char *const steps[] = {"touch-upsert", "touch-expire", "touch-withdraw",
                                        "decision-insert"};

    if (!ct_store_exec(store, "DELETE FROM decision", error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (!ct_plan_sql(store, steps[i], values, G_N_ELEMENTS(values), error))
            return false;
    return ct_codes_give(store, error);
}

static bool
count_result(CtStore *store, const CtNight *night, CtPlanReport *report, GError **error)
{
    g_autoptr(CtStmt) customers = ct_store_prepare(store, "SELECT count(*) FROM customer", error);
    g_autoptr(CtStmt) stmt = NULL;
    CtStep step;

    *report = (CtPlanReport){0};
    if (customers == NULL || !ct_stmt_number(customers, 0, &report->customers, error))
        return false;
    while (ct_night_rule(night, (guint)report->rules) != NULL)
        report->rules++;
    stmt = ct_store_query(store, "plan/report", error);
    if (stmt == NULL)
        return false;
    while ((step = ct_stmt_step(stmt, error)) == CT_ROW) {
        int channel = ct_vocabulary_find(ct_channel_words, ct_stmt_text(stmt, 0));
        const char *verdict = ct_stmt_text(stmt, 1);
        int64_t touches = ct_stmt_int(stmt, 2);

        if (strcmp(verdict, "planned") == 0)
            report->planned[channel] += touches;
        else if (strcmp(verdict, "no") != 0)
            report->held_back += touches;
        if (strcmp(verdict, "expired") == 0)
            report->expired_unseen += touches;
    }
    return step == CT_DONE;
}

bool
ct_plan_run(CtStore *store, const CtNight *night, CtPlanReport *report_out, GError **error)
{
    const CtBind values[] = {{":customer", night->customer, NULL}, {":live", night->live, NULL}};
    Horizon horizon;
    bool live;

    if (!ct_plan_live(store, night->settings, night->today, &live, &horizon.live_since, error) ||
        !find_since(store, night, &horizon.since, error))
        return false;
    return ct_facts_refresh(store, night->settings, night->today, night->customer, error) &&
           ct_plan_sql(store, "forget-rehearsal", NULL, 0, error) &&
           ct_plan_sql(store, "try-held-again", values, G_N_ELEMENTS(values), error) &&
           ct_calendar_fill(store, night, error) &&
           ct_windows_fill(store, night, horizon.since, horizon.live_since, error) &&
           find_all_candidates(store, night, horizon, error) && pass_gates(store, night, error) &&
           ct_arbitrate(store, night, error) && ct_hold_out(store, night, error) &&
           write_touches(store, night, error) &&
           (!night->live || night->customer != 0 ||
            ct_meta_set_int(store, "planned_day", night->today.n, error)) &&
           count_result(store, night, report_out, error);
}

bool
ct_plan_balance(CtStore *store, const CtNight *night, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, "plan/balance", error);
    int64_t between, overdue, lost, due, ended;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":today", night->today.n);
    ct_stmt_bind_int(stmt, ":live", night->live);
    if (ct_stmt_step(stmt, error) != CT_ROW)
        return false;
    between = ct_stmt_int(stmt, ct_stmt_column(stmt, "between_states"));
    overdue = ct_stmt_int(stmt, ct_stmt_column(stmt, "overdue"));
    lost = ct_stmt_int(stmt, ct_stmt_column(stmt, "lost"));
    due = ct_stmt_int(stmt, ct_stmt_column(stmt, "due"));
    ended = ct_stmt_int(stmt, ct_stmt_column(stmt, "ended"));
    if (between == 0 && overdue == 0 && lost == 0 && due == ended)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_BUG,
                "the night does not add up: %" G_GINT64_FORMAT " touches due, %" G_GINT64_FORMAT
                " in a named state, %" G_GINT64_FORMAT " between two states, %" G_GINT64_FORMAT
                " past their time, %" G_GINT64_FORMAT
                " occasions without a touch; nothing was sent twice; please report this",
                due, ended, between, overdue, lost);
    return false;
}
