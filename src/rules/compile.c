/* The one place where SQL is composed: from the closed lists of this file and the expressions of
 * facts.c and condition-sql.c. Whatever a person wrote is a bound parameter. */
#include "config.h"

#include "courtesy/rules.h"

/* States in which a touch still belongs to planning; in every other one the occasion is settled. */
#define OPEN_STATES "('planned', 'waiting', 'suppressed', 'withdrawn')"
/* States that count as having been contacted (or left out by lot) on an occasion. */
#define DONE_STATES "('claimed', 'in_flight', 'issued', 'unknown', 'held_out')"

/* States in which it went out, for all that is known. */
#define SENT_STATES "('issued', 'unknown')"

/* Beside w, the events: first those, then the customers that they are about. */
#define ANY_FACTS " CROSS JOIN customer c JOIN customer_fact f ON f.customer_id = c.id"

static void
append(CtSql *sql, const char *text)
{
    g_string_append(sql->text, text);
}

/* --- where events are found ----------------------------------------------------------- */

#define VISIT_OF_PURCHASE(day)                                                                     \
    "(SELECT p.customer_id, p." day ", v.first_day FROM purchase p JOIN visit v"                   \
    " ON v.customer_id = p.customer_id AND p.day BETWEEN v.first_day AND v.last_day"               \
    " WHERE p.status = 'valid' AND p.cents > 0)"

/* Events with rows of their own: the table, as alias e, with a column customer_id; the day of the
 * event; what else has to be so; what is in play, if anything is: the first day of a visit, or the
 * id of a case. */
typedef struct {
    const char *table, *day, *also, *play;
} Source;

static const Source sources[CT_EVENT_COUNT] = {
    [CT_EVENT_EACH_PURCHASE] = {"visit", "e.first_day", "", "e.first_day"},
    [CT_EVENT_FIRST_PURCHASE] = {"visit", "e.first_day", " AND e.number = 1", "e.first_day"},
    [CT_EVENT_NTH_PURCHASE] = {"visit", "e.first_day", " AND e.number = ", "e.first_day"},
    [CT_EVENT_LAST_PURCHASE] = {"customer_fact", "e.last_visit", "", "e.last_visit"},
    [CT_EVENT_EVERY] = {"customer_fact", "e.last_visit", "", NULL},
    [CT_EVENT_HALFWAY] = {"customer_fact", "e.last_visit", "", NULL},
    [CT_EVENT_SILENCE] = {"customer_fact", "e.last_contact", "", NULL},
    [CT_EVENT_DELIVERY] = {VISIT_OF_PURCHASE("delivered_day"), "e.delivered_day", "",
                           "e.first_day"},
    [CT_EVENT_INSTALLATION] = {VISIT_OF_PURCHASE("installed_day"), "e.installed_day", "",
                               "e.first_day"},
    [CT_EVENT_JOINING] = {"(SELECT id AS customer_id, joined_day FROM customer)", "e.joined_day",
                          "", NULL},
    [CT_EVENT_COMPLAINT_OPENED] = {"customer_case", "e.opened_day", "", "e.id"},
    [CT_EVENT_COMPLAINT_CLOSED] = {"customer_case", "e.closed_day", "", "e.id"},
    [CT_EVENT_COMPLAINT_OPEN] = {"customer_case", "e.opened_day",
                                 " AND (e.closed_day IS NULL OR e.closed_day > :today)", "e.id"},
    [CT_EVENT_REFERRAL] = {"referral", "e.day", "", NULL},
    [CT_EVENT_LOW_SCORE] = {"contact", "e.day", " AND e.mood <= 2", NULL},
    [CT_EVENT_PROMISE] = {"promise", "e.due_day", " AND e.kept_day IS NULL", NULL},
};

static void
append_also(const CtRule *rule, CtSql *sql)
{
    append(sql, sources[rule->trigger.event].also);
    if (rule->trigger.event == CT_EVENT_NTH_PURCHASE)
        ct_sql_add_number(sql, rule->trigger.number);
}

/* The last column of the sources in which something is in play. */
static void
append_play_column(const CtRule *rule, CtSql *sql)
{
    const char *play = sources[rule->trigger.event].play;

    if (play != NULL)
        g_string_append_printf(sql->text, ", %s AS play", play);
}

static void
append_windows(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, " WHERE x.rule = ");
    ct_sql_add_text(sql, rule->name);
    append(sql, " AND x.choice = ");
    ct_sql_add_number(sql, choice + 1);
}

static void
append_rows(const CtRule *rule, int choice, CtSql *sql)
{
    const Source *source = &sources[rule->trigger.event];

    append(sql, "SELECT x.step, e.customer_id, x.anchor, x.due, x.latest");
    append_play_column(rule, sql);
    g_string_append_printf(sql->text, " FROM rule_window x JOIN %s e ON %s = x.event_day",
                           source->table, source->day);
    append_also(rule, sql);
    append_windows(rule, choice, sql);
    append(sql, " AND x.step = 1");
}

/* The further steps of a series: so long after the step before went out, as long as the event is
 * still there (and for "every", nothing was bought since). What went out is looked up by its day:
 * with CROSS JOIN no engine begins with all that the rule ever did. */
static void
append_steps(const CtRule *rule, int choice, CtSql *sql)
{
    const Source *source = &sources[rule->trigger.event];
    bool every = rule->trigger.event == CT_EVENT_EVERY;

    if (rule->n_then == 0)
        return;
    append(sql, " UNION ALL SELECT x.step, e.customer_id, t.anchor, x.due, x.latest");
    append_play_column(rule, sql);
    g_string_append_printf(sql->text,
                           " FROM rule_window x CROSS JOIN touch t"
                           " JOIN %s e ON e.customer_id = t.customer_id AND %s %s t.anchor",
                           source->table, source->day, every ? "<" : "=");
    append_also(rule, sql);
    append_windows(rule, choice, sql);
    append(sql, " AND x.step > 1 AND t.issued_day = x.event_day AND t.rule = x.rule"
                " AND t.step = x.step - 1 AND t.state IN " SENT_STATES);
}

/* --- events that are found in other ways ---------------------------------------------- */

/* A card goes to the customer in country `country` when the post takes as long as in the window. */
static void
append_post_days(const char *country, CtSql *sql)
{
    g_string_append_printf(
        sql->text,
        " AND (x.post_days = -1 OR x.post_days = coalesce("
        "(SELECT p.days FROM post_time p WHERE p.country = coalesce(%s, :home)), "
        "(SELECT p.days FROM post_time p WHERE p.country = '')))",
        country);
}

static void
append_birthdays(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, "SELECT x.step, e.id AS customer_id, x.anchor, x.due, x.latest FROM rule_window x"
                " JOIN calendar_birthday b ON b.day = x.event_day"
                " JOIN customer e ON e.birth_mmdd = b.mmdd AND e.birth_doubt IS NULL");
    append_windows(rule, choice, sql);
    append_post_days("e.country", sql);
}

static void
append_anniversaries(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, "SELECT x.step, e.customer_id, x.anchor, x.due, x.latest FROM rule_window x"
                " JOIN visit e ON e.first_day = x.event_day AND e.number = 1"
                " JOIN customer o ON o.id = e.customer_id");
    append_windows(rule, choice, sql);
    append_post_days("o.country", sql);
}

#define FOLDED(postcode) "lower(replace(" postcode ", ' ', ''))"

/* An event is about one customer, or about all who live somewhere. A postcode is the same whether
 * it is written with blanks or without. Nobody looks through the customers on a night without such
 * an event. */
static void
append_outside(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, "WITH near AS MATERIALIZED (SELECT e.customer_id, " FOLDED(
                    "e.postcode") " AS postcode, lower(e.region) AS region, x.anchor, x.due,"
                                  " x.latest FROM rule_window x JOIN event e"
                                  " ON e.day = x.event_day AND e.name = ");
    ct_sql_add_text(sql, rule->trigger.name);
    append_windows(rule, choice, sql);
    append(sql, ") SELECT 1 AS step, customer_id, anchor, due, latest FROM near"
                " WHERE customer_id IS NOT NULL"
                " UNION ALL SELECT 1, o.id, n.anchor, n.due, n.latest"
                " FROM customer o JOIN near n ON n.postcode = " FOLDED(
                    "o.postcode") " WHERE n.customer_id IS NULL"
                                  " AND EXISTS (SELECT 1 FROM near WHERE postcode IS NOT NULL)"
                                  " UNION ALL SELECT 1, o.id, n.anchor, n.due, n.latest"
                                  " FROM customer o JOIN near n ON n.region = lower(o.region)"
                                  " WHERE n.customer_id IS NULL AND n.postcode IS NULL"
                                  " AND EXISTS (SELECT 1 FROM near WHERE region IS NOT NULL)");
}

/* Each customer has a day of its own, kept in customer_fact. */
static void
append_halfway(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, rule->send[choice] == CT_CHANNEL_MAIL
                    ? "SELECT 1 AS step, e.customer_id, e.last_visit AS anchor,"
                      " e.halfway_day AS due, "
                    : "SELECT 1 AS step, e.customer_id, e.last_visit AS anchor,"
                      " coalesce(k.workday_after, e.halfway_day) AS due, ");
    append(sql, "greatest(coalesce(k.workday_after, e.halfway_day), ");
    if (rule->late_days >= 0) {
        append(sql, "e.halfway_day + ");
        ct_sql_add_number(sql, rule->late_days);
    } else {
        append(sql, "e.halfway_latest");
    }
    append(sql, ") AS latest FROM customer_fact e LEFT JOIN calendar k ON k.day = e.halfway_day"
                " WHERE e.halfway_day BETWEEN :live_since AND :today");
}

/* Whose silence began so long ago that it was over before the rules began to live is spread over
 * the year that follows, by lot: customer.spread. */
static void
append_silence(const CtRule *rule, int choice, CtSql *sql)
{
    append_rows(rule, choice, sql);
    append(sql, " UNION ALL SELECT 1, e.customer_id, coalesce(e.last_contact, 0),"
                " :live_since + 1 + s.spread, :live_since + 1 + s.spread + ");
    ct_sql_add_number(sql, rule->late_days);
    append(sql, " FROM customer s JOIN customer_fact e ON e.customer_id = s.id"
                " WHERE coalesce(e.last_contact, 0) < :silence_start"
                " AND s.spread BETWEEN :since - :live_since - 1 - ");
    ct_sql_add_number(sql, rule->late_days);
    append(sql, " AND :today - :live_since - 1");
}

static void
append_source(const CtRule *rule, int choice, CtSql *sql)
{
    switch (rule->trigger.event) {
    case CT_EVENT_BIRTHDAY:
        append_birthdays(rule, choice, sql);
        return;
    case CT_EVENT_ANNIVERSARY:
        append_anniversaries(rule, choice, sql);
        return;
    case CT_EVENT_OUTSIDE:
        append_outside(rule, choice, sql);
        return;
    case CT_EVENT_SILENCE:
        append_silence(rule, choice, sql);
        return;
    case CT_EVENT_HALFWAY:
        append_halfway(rule, choice, sql);
        break;
    case CT_EVENT_EACH_PURCHASE:
    case CT_EVENT_FIRST_PURCHASE:
    case CT_EVENT_NTH_PURCHASE:
    case CT_EVENT_LAST_PURCHASE:
    case CT_EVENT_DELIVERY:
    case CT_EVENT_INSTALLATION:
    case CT_EVENT_JOINING:
    case CT_EVENT_COMPLAINT_OPENED:
    case CT_EVENT_COMPLAINT_CLOSED:
    case CT_EVENT_COMPLAINT_OPEN:
    case CT_EVENT_REFERRAL:
    case CT_EVENT_LOW_SCORE:
    case CT_EVENT_PROMISE:
    case CT_EVENT_EVERY:
        append_rows(rule, choice, sql);
        break;
    case CT_EVENT_COUNT:
        g_assert_not_reached();
    }
    append_steps(rule, choice, sql);
}

/* What is in play, as aliases v (visit) and k (customer_case), for the facts that need it. */
static void
append_play(const CtRule *rule, CtSql *sql)
{
    CtScope scope = ct_trigger_scope(&rule->trigger);

    if (ct_scope_has(scope, CT_SCOPE_PURCHASE))
        append(sql, " JOIN visit v ON v.customer_id = w.customer_id AND v.first_day = w.play");
    if (ct_scope_has(scope, CT_SCOPE_CASE))
        append(sql, " JOIN customer_case k ON k.id = w.play");
}

/* --- the candidates ------------------------------------------------------------------- */

/* -1: the same rule had its say not long ago; -2: it was told to stop without an answer; else the
 * first clause of the condition that is not so, 0 when all are. */
static void
append_failed(const CtRule *rule, CtSql *sql)
{
    append(sql, "CASE");
    if (rule->again_days > 0) {
        append(sql, " WHEN w.step = 1 AND EXISTS (SELECT 1 FROM touch t WHERE t.rule = ");
        ct_sql_add_text(sql, rule->name);
        append(sql, " AND t.step = 1 AND t.customer_id = c.id AND t.anchor <> w.anchor"
                    " AND t.anchor > w.anchor - ");
        ct_sql_add_number(sql, rule->again_days);
        append(sql, " AND t.anchor < w.anchor + ");
        ct_sql_add_number(sql, rule->again_days);
        append(sql, " AND t.state IN " DONE_STATES ") THEN -1");
    }
    if (rule->stop_after > 0) {
        append(sql, " WHEN (SELECT count(*) FROM touch t WHERE t.rule = ");
        ct_sql_add_text(sql, rule->name);
        append(sql, " AND t.customer_id = c.id AND t.state IN " DONE_STATES
                    " AND t.issued_day > coalesce(greatest(f.last_day, f.last_inbound), 0)) >= ");
        ct_sql_add_number(sql, rule->stop_after);
        append(sql, " THEN -2");
    }
    /* A CASE needs at least one WHEN. */
    append(sql, " WHEN 1 = 1 THEN ");
    ct_condition_failed_sql(rule->who, sql);
    append(sql, " END AS failed");
}

/* Two events of one kind on one day are one occasion: it is that of the one that meets the
 * condition, if one of them does, and so comes first here. */
void
ct_rule_candidates_sql(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, "INSERT INTO candidate (rule, step, customer_id, anchor, choice, channel, kind,"
                " priority, due, latest, reason, failed) SELECT ");
    ct_sql_add_text(sql, rule->name);
    append(sql, ", w.step, c.id, w.anchor, ");
    ct_sql_add_number(sql, choice + 1);
    append(sql, ", ");
    ct_sql_add_text(sql, ct_channel_words[rule->send[choice]]);
    append(sql, ", ");
    ct_sql_add_text(sql, ct_kind_words[rule->kind]);
    append(sql, ", ");
    ct_sql_add_number(sql, rule->priority);
    append(sql, ", w.due, w.latest, :trigger, ");
    append_failed(rule, sql);
    append(sql, " FROM (");
    append_source(rule, choice, sql);
    append(sql, ") w" ANY_FACTS);
    append_play(rule, sql);
    append(sql, " WHERE c.id = w.customer_id AND (:customer = 0 OR c.id = :customer)"
                " AND w.latest >= :since"
                " AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.rule = ");
    ct_sql_add_text(sql, rule->name);
    append(sql, " AND t.step = w.step AND t.customer_id = c.id AND t.anchor = w.anchor"
                " AND t.state NOT IN " OPEN_STATES ")");
    if (sources[rule->trigger.event].play != NULL)
        append(sql, " ORDER BY failed");
    append(sql, " ON CONFLICT (rule, step, customer_id, anchor, choice) DO NOTHING");
}

/* --- facts ---------------------------------------------------------------------------- */

#define VISIT_ON(condition)                                                                        \
    " LEFT JOIN visit v ON v.customer_id = c.id AND v.number = (SELECT max(i.number)"              \
    " FROM visit i JOIN purchase p ON p.customer_id = i.customer_id"                               \
    " AND p.day BETWEEN i.first_day AND i.last_day"                                                \
    " WHERE i.customer_id = c.id AND p.status = 'valid' AND p.cents > 0 AND " condition ")"

/* The case that was opened or closed on the day :anchor; else the oldest that was open. */
#define CASE_ON                                                                                    \
    " LEFT JOIN customer_case k ON k.id = (SELECT z.id FROM customer_case z"                       \
    " WHERE z.customer_id = c.id AND z.opened_day <= :anchor"                                      \
    " AND (z.closed_day IS NULL OR z.closed_day >= :anchor)"                                       \
    " ORDER BY CASE WHEN z.opened_day = :anchor OR z.closed_day = :anchor THEN 0 ELSE 1 END,"      \
    " z.opened_day, z.id LIMIT 1)"

/* Joins what was in play on the day :anchor. */
static void
append_play_on_day(CtScope scope, CtSql *sql)
{
    switch (scope) {
    case CT_SCOPE_PURCHASE:
        append(sql, " LEFT JOIN visit v ON v.customer_id = c.id"
                    " AND :anchor BETWEEN v.first_day AND v.last_day");
        return;
    case CT_SCOPE_DELIVERY:
        append(sql, VISIT_ON("p.delivered_day = :anchor"));
        return;
    case CT_SCOPE_INSTALLATION:
        append(sql, VISIT_ON("p.installed_day = :anchor"));
        return;
    case CT_SCOPE_CASE:
        append(sql, CASE_ON);
        return;
    case CT_SCOPE_CUSTOMER:
    case CT_SCOPE_ANNIVERSARY:
    case CT_SCOPE_ANY:
        return;
    }
    g_assert_not_reached();
}

void
ct_facts_sql(const char *const *names, CtScope scope, CtSql *sql)
{
    append(sql, "SELECT ");
    for (int i = 0; names[i] != NULL; i++) {
        const CtFact *fact = ct_fact_find(names[i]);

        g_assert(fact != NULL);
        g_string_append_printf(sql->text, "%s%s AS %s", i > 0 ? ", " : "", fact->sql, fact->name);
    }
    append(sql, " FROM customer c JOIN customer_fact f ON f.customer_id = c.id");
    if (scope != CT_SCOPE_CUSTOMER)
        append(sql, " CROSS JOIN (SELECT CAST(:anchor AS INTEGER) AS anchor) w");
    append_play_on_day(scope, sql);
    append(sql, " WHERE c.id = :customer");
}

void
ct_condition_matches_sql(const CtCondition *condition, CtSql *sql)
{
    append(sql, "SELECT c.ref FROM customer c JOIN customer_fact f ON f.customer_id = c.id WHERE ");
    ct_condition_sql(condition, sql);
    append(sql, " ORDER BY c.id");
}

char *
ct_fact_value_text(const CtFact *fact, const char *text, int64_t number)
{
    if (text == NULL)
        return g_strdup("unknown");
    switch (fact->type) {
    case CT_TYPE_MONEY:
        return g_strdup_printf("%s%" G_GINT64_FORMAT ".%02d", number < 0 ? "-" : "",
                               ABS(number) / 100, (int)(ABS(number) % 100));
    case CT_TYPE_YESNO:
        return g_strdup(number != 0 ? "yes" : "no");
    case CT_TYPE_DAYS:
        return number >= CT_DAYS_NEVER ? g_strdup("never") : g_strdup(text);
    case CT_TYPE_NUMBER:
    case CT_TYPE_TEXT:
        return g_strdup(text);
    }
    g_assert_not_reached();
}
