/* Nights that have not been, or that are lived through again: each is decided by ct_plan_run(), and
 * then everything that it planned counts as gone. The caller takes it all back. */
#include "config.h"

#include "plan-private.h"

static bool
let_it_go(CtStore *store, CtDay today, GError **error)
{
    const CtBind day = {":today", today.n, NULL};

    return ct_plan_sql(store, "forecast-claim", &day, 1, error) &&
           ct_plan_sql(store, "forecast-issue", &day, 1, error) &&
           ct_plan_sql(store, "forecast-contact", &day, 1, error);
}

bool
ct_plan_forecast(CtStore *store, const CtNight *first, int days, CtForecastSeen seen, void *data,
                 GError **error)
{
    for (int i = 0; i < days; i++) {
        CtNight night = *first;
        CtPlanReport report;

        night.today.n += i;
        if (!ct_plan_run(store, &night, &report, error) ||
            (seen != NULL && !seen(store, &night, &report, data, error)) ||
            !let_it_go(store, night.today, error))
            return false;
    }
    return true;
}

bool
ct_plan_rewind(CtStore *store, CtDay day, GError **error)
{
    const CtBind since = {":day", day.n, NULL};

    return ct_plan_sql(store, "rewind-touches", &since, 1, error) &&
           ct_plan_sql(store, "rewind-issued", &since, 1, error) &&
           ct_plan_sql(store, "rewind-contacts", &since, 1, error) &&
           ct_plan_sql(store, "dirty-all", NULL, 0, error) &&
           ct_meta_set_int(store, "facts_day", day.n - 1, error) &&
           ct_meta_set_int(store, "planned_day", day.n - 1, error) &&
           ct_meta_set_int(store, "live_since", day.n, error);
}
