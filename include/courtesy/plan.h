/* plan - tonight's touches: who is contacted, how, and why not the others.
 * May include: core store rules. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/rules.h"
#include "courtesy/settings.h"
#include "courtesy/store.h"

/* --- the night ------------------------------------------------------------------------ */

/* What is decided on. Nothing in it is owned. */
typedef struct {
    CtDay today;
    bool live; /* false: a rehearsal */
    const CtSettings *settings;
    const GPtrArray *rules; /* of CtRule, all of them; those that are off are passed over */
    const GArray *holidays; /* of CtDay, sorted; NULL: none */
    int64_t customer;       /* decide about this one only; 0: all */
} CtNight;

/* How many touches are in each state after planning, and what was looked at. */
typedef struct {
    int64_t customers, rules;
    int64_t planned[CT_CHANNEL_COUNT]; /* go tonight */
    int64_t held_back;                 /* apply, and do not go tonight */
    int64_t expired_unseen;            /* their window passed while no night was run */
} CtPlanReport;

/* Decides tonight, in a transaction that the caller has begun: brings the facts up to `today`,
 * finds whoever has an event in the window of a rule, passes every gate, settles who comes first,
 * and leaves touches in state planned (they go tonight) or in another state with a reason. Running
 * it again on the same day changes nothing. Errors: CT_ERROR_STORE, CT_ERROR_BUG. */
bool ct_plan_run(CtStore *store, const CtNight *night, CtPlanReport *report_out, GError **error);

/* After delivery: every due occurrence is in a named end state, or it is our bug (CT_ERROR_BUG).
 * In a rehearsal planned ones stand for issued ones. */
bool ct_plan_balance(CtStore *store, const CtNight *night, GError **error);

/* Called after each night of a forecast, while its touches stand planned. */
typedef bool (*CtForecastSeen)(CtStore *store, const CtNight *night, const CtPlanReport *report,
                               void *data, GError **error);
/* Lives through `days` nights from first->today on: each is decided by ct_plan_run(), then
 * everything that it planned counts as gone, and every call as made. `seen` may be NULL. In a
 * transaction that the caller takes back. */
bool ct_plan_forecast(CtStore *store, const CtNight *first, int days, CtForecastSeen seen,
                      void *data, GError **error);
/* Takes the base back to the evening before `day`: nothing of ours has been planned or has gone
 * since, and rules are active from `day` on (unless the settings say otherwise). What customers
 * allow stays as it is now. For a replay, in a transaction that the caller takes back. */
bool ct_plan_rewind(CtStore *store, CtDay day, GError **error);

/* Whether messages really go out, and since when. `live_since_out` is the day that activates
 * rules: the setting, else the day of `live on`, else (rehearsal) 30 days ago. */
bool ct_plan_live(CtStore *store, const CtSettings *settings, CtDay today, bool *live_out,
                  CtDay *live_since_out, GError **error);
/* Turns delivery on or off, in a transaction. Going live forgets every rehearsed touch. */
bool ct_plan_set_live(CtStore *store, bool live, CtDay today, GError **error);

/* --- facts ---------------------------------------------------------------------------- */

/* Brings visit and customer_fact up to `today`: only the customers for whom something changed since
 * the last time, all of them when the day went backwards. In the caller's transaction. `customer`
 * not 0: only this one, for a look that is rolled back. */
bool ct_facts_refresh(CtStore *store, const CtSettings *settings, CtDay today, int64_t customer,
                      GError **error);
/* Binds what fact expressions use (:today, :top_cents) where the statement has them. */
bool ct_facts_bind(CtStore *store, CtStmt *stmt, CtDay today, GError **error);

/* Binds the parameters :p1 ... of composed SQL. */
void ct_sql_bind(const CtSql *sql, CtStmt *stmt);

/* --- calendar ------------------------------------------------------------------------- */

/* The all-day events of an .ics file (RFC 5545), each day of those that last longer, without
 * repeating ones: a sorted array of CtDay. The caller owns the result. NULL: it cannot be read
 * (CT_ERROR_NO_FILE) or is no calendar (CT_ERROR_CONFIG). */
GArray *ct_holidays_read(const char *path, GError **error);

/* The earliest day from `day` on when a channel may be used: no quiet day, for calls and cards a
 * working day. */
CtDay ct_day_allowed(const CtNight *night, CtChannel channel, CtDay day);
/* `count` working days after (or before, when negative) `day`. */
CtDay ct_day_add_working(const CtNight *night, CtDay day, int count);

/* --- why ------------------------------------------------------------------------------ */

/* One line a rule about one customer. */
typedef struct {
    char mark;     /* '+' goes tonight or went today, '-' held back, '.' does not apply */
    char *rule;    /* its name */
    char *channel; /* "MAIL", "CALL", "CARD"; "" when it does not apply */
    char *why;
} CtWhy;
/* Says for every rule why the customer is or is not contacted on night->today, with the numbers.
 * Plans inside the caller's transaction, which is to be rolled back. The caller owns the result,
 * an array of CtWhy in order of mark and priority. */
GPtrArray *ct_explain(CtStore *store, const CtNight *night, int64_t customer, GError **error);
