/* What the files of plan share. Inside plan only. */
#pragma once

#include "courtesy/plan.h"

/* Limits of the tables that are filled from C, in days around tonight. */
#define CT_CALENDAR_BEFORE 1200
#define CT_CALENDAR_AFTER  460
/* The furthest that a day is moved past quiet and closed ones: a shop that never opens must not
 * make a loop that never ends. */
#define CT_SHIFT_MAX       400

/* Fills calendar, calendar_birthday, post_time and manager for tonight (calendar.c). */
bool ct_calendar_fill(CtStore *store, const CtNight *night, GError **error);

/* The rate of the business's own currency, in millionths. */
#define CT_RATE_ONE 1000000
/* The rates of the settings, the business's own currency first: an array of CtRate. The caller owns
 * it (rates.c). */
GArray *ct_rates_new(const CtSettings *settings);
/* Brings currency_rate up to the settings; *changed_out when it was not (rates.c). */
bool ct_rates_store(CtStore *store, const CtSettings *settings, bool *changed_out, GError **error);

/* Makes the visits of the customers in dirty anew, as of `today` (visits.c). */
bool ct_visits_fold(CtStore *store, const CtSettings *settings, CtDay today, GError **error);

/* Fills rule_window: for each rule that is on, the days of events whose window is open tonight, or
 * closed after `since` unseen, and began no earlier than `live_since` (windows.c). */
bool ct_windows_fill(CtStore *store, const CtNight *night, CtDay since, CtDay live_since,
                     GError **error);

/* Withdraws the candidates whose place another rule takes on their occasion (replace.c). */
bool ct_replace(CtStore *store, const CtNight *night, GError **error);

/* Settles candidates that pass every gate against each other (arbitrate.c). */
bool ct_arbitrate(CtStore *store, const CtNight *night, GError **error);

/* Moves a share of the planned candidates of measured rules, drawn by lot, to held_out
 * (holdout.c). */
bool ct_hold_out(CtStore *store, const CtNight *night, GError **error);

/* Gives every planned touch that has none its code (code.c). */
bool ct_codes_give(CtStore *store, GError **error);

/* Prepares schema/plan/<name>.sql, binds the parameters of `values` that it has, and runs it. */
typedef struct {
    const char *name;
    int64_t number;
    const char *text; /* not NULL: bound as text */
} CtBind;
bool ct_plan_sql(CtStore *store, const char *name, const CtBind *values, size_t count,
                 GError **error);

/* The rules that are on, in order of name: walk with an index. */
const CtRule *ct_night_rule(const CtNight *night, guint i);
