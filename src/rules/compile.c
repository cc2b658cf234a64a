/* The one place where SQL is composed: from the closed lists of this file and the expressions of
 * facts.c and condition-sql.c. Whatever a person wrote is a bound parameter. */
#include "config.h"

#include "courtesy/rules.h"

/* States in which a touch still belongs to planning; in every other one the occasion is settled. */
#define OPEN_STATES "('planned', 'waiting', 'suppressed', 'withdrawn')"
/* States that count as having been contacted (or left out by lot) on an occasion. */
#define DONE_STATES "('claimed', 'in_flight', 'issued', 'unknown', 'held_out')"

#define ANY_FACTS                                                                                  \
    " JOIN customer c ON c.id = w.customer_id"                                                     \
    " JOIN customer_fact f ON f.customer_id = w.customer_id"

static void
append(CtSql *sql, const char *text)
{
    g_string_append(sql->text, text);
}

static void
append_windows(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, " WHERE x.rule = ");
    ct_sql_add_text(sql, rule->name);
    append(sql, " AND x.choice = ");
    ct_sql_add_number(sql, choice + 1);
}

/* Events with a row of their own: `table` joined where `on` meets the window. */
static void
append_joined(const CtRule *rule, int choice, const char *table, const char *on, CtSql *sql)
{
    append(sql, "SELECT e.customer_id, x.anchor, x.due, x.latest FROM rule_window x JOIN ");
    append(sql, table);
    append(sql, " e ON ");
    append(sql, on);
    append_windows(rule, choice, sql);
}

static void
append_birthdays(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, "SELECT e.id AS customer_id, x.anchor, x.due, x.latest FROM rule_window x"
                " JOIN calendar_birthday b ON b.day = x.event_day"
                " JOIN customer e ON e.birth_mmdd = b.mmdd");
    append_windows(rule, choice, sql);
    append(sql, " AND (x.post_days = -1 OR x.post_days = coalesce("
                "(SELECT p.days FROM post_time p WHERE p.country = coalesce(e.country, :home)), "
                "(SELECT p.days FROM post_time p WHERE p.country = '')))");
}

/* Each customer has a day of its own, kept in customer_fact. */
static void
append_halfway(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, rule->send[choice] == CT_CHANNEL_MAIL
                    ? "SELECT e.customer_id, e.last_visit AS anchor, e.halfway_day AS due, "
                    : "SELECT e.customer_id, e.last_visit AS anchor,"
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
    append_joined(rule, choice, "customer_fact", "e.last_contact = x.event_day", sql);
    append(sql, " UNION ALL SELECT e.customer_id, coalesce(e.last_contact, 0),"
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
    case CT_EVENT_EACH_PURCHASE:
        append_joined(rule, choice, "visit", "e.first_day = x.event_day", sql);
        return;
    case CT_EVENT_FIRST_PURCHASE:
        append_joined(rule, choice, "visit", "e.first_day = x.event_day AND e.number = 1", sql);
        return;
    case CT_EVENT_LAST_PURCHASE:
    case CT_EVENT_EVERY:
        append_joined(rule, choice, "customer_fact", "e.last_visit = x.event_day", sql);
        return;
    case CT_EVENT_JOINING:
        append_joined(rule, choice, "(SELECT id AS customer_id, joined_day FROM customer)",
                      "e.joined_day = x.event_day", sql);
        return;
    case CT_EVENT_COMPLAINT_OPENED:
        append_joined(rule, choice, "customer_case", "e.opened_day = x.event_day", sql);
        return;
    case CT_EVENT_COMPLAINT_CLOSED:
        append_joined(rule, choice, "customer_case", "e.closed_day = x.event_day", sql);
        return;
    case CT_EVENT_HALFWAY:
        append_halfway(rule, choice, sql);
        return;
    case CT_EVENT_SILENCE:
        append_silence(rule, choice, sql);
        return;
    case CT_EVENT_COUNT:
        break;
    }
    g_assert_not_reached();
}

/* The visit in play, as alias v, for the facts of a purchase. */
static void
append_visit(const CtRule *rule, CtSql *sql)
{
    if (ct_trigger_scope(&rule->trigger) != CT_SCOPE_PURCHASE)
        return;
    append(sql, " JOIN visit v ON v.customer_id = w.customer_id AND ");
    append(sql, "v.first_day = w.anchor");
}

/* -1: the same rule had its say not long ago; -2: it was told to stop without an answer; else the
 * first clause of the condition that is not so, 0 when all are. */
static void
append_failed(const CtRule *rule, CtSql *sql)
{
    append(sql, "CASE");
    if (rule->again_days > 0) {
        append(sql, " WHEN EXISTS (SELECT 1 FROM touch t WHERE t.rule = ");
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
        append(sql, " AND t.step = 1 AND t.customer_id = c.id AND t.state IN " DONE_STATES
                    " AND t.issued_day > coalesce(greatest(f.last_day, f.last_inbound), 0)) >= ");
        ct_sql_add_number(sql, rule->stop_after);
        append(sql, " THEN -2");
    }
    /* A CASE needs at least one WHEN. */
    append(sql, " WHEN 1 = 1 THEN ");
    ct_condition_failed_sql(rule->who, sql);
    append(sql, " END");
}

void
ct_rule_candidates_sql(const CtRule *rule, int choice, CtSql *sql)
{
    append(sql, "INSERT INTO candidate (rule, step, customer_id, anchor, choice, channel, kind,"
                " priority, due, latest, reason, failed) SELECT ");
    ct_sql_add_text(sql, rule->name);
    append(sql, ", 1, c.id, w.anchor, ");
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
    append_visit(rule, sql);
    append(sql, " WHERE (:customer = 0 OR c.id = :customer) AND w.latest >= :since"
                " AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.rule = ");
    ct_sql_add_text(sql, rule->name);
    append(sql, " AND t.step = 1 AND t.customer_id = c.id AND t.anchor = w.anchor"
                " AND t.state NOT IN " OPEN_STATES
                ") ON CONFLICT (rule, step, customer_id, anchor, choice) DO NOTHING");
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
    if (scope == CT_SCOPE_PURCHASE)
        append(sql, " LEFT JOIN visit v ON v.customer_id = c.id"
                    " AND :anchor BETWEEN v.first_day AND v.last_day");
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
