/* Who goes first. What passed every gate competes for the attention of one person, for the day of a
 * manager and for the limits of the shop; whoever loses waits, with the reason. */
#include "config.h"

#include "plan-private.h"

/* Greetings by mail keep their day, quiet or not: a birthday is a birthday on Sunday too. */
static bool
keeps_its_day(const CtRule *rule, CtChannel channel)
{
    return rule->trigger.event == CT_EVENT_BIRTHDAY && channel == CT_CHANNEL_MAIL;
}

static bool
keep_quiet(CtStore *store, const CtNight *night, const CtRule *rule, CtChannel channel,
           GError **error)
{
    static const char *const what[] = {"no mail goes out today", "nobody is called today",
                                       "no cards are written today"};
    const CtBind values[] = {{":rule", 0, rule->name},
                             {":channel", 0, ct_channel_words[channel]},
                             {":reason", 0, what[channel]}};

    if (keeps_its_day(rule, channel) ||
        ct_day_allowed(night, channel, night->today).n == night->today.n)
        return true;
    return ct_plan_sql(store, "quiet", values, G_N_ELEMENTS(values), error);
}

static bool
keep_all_quiet(CtStore *store, const CtNight *night, GError **error)
{
    const CtRule *rule;

    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++)
        for (int j = 0; j < rule->n_send; j++)
            if (!keep_quiet(store, night, rule, rule->send[j], error))
                return false;
    return true;
}

static bool
apply_limit(CtStore *store, const CtNight *night, const CtLimit *limit, GError **error)
{
    const CtBind values[] = {
        {":count", limit->count, NULL},
        {":days", limit->days, NULL},
        {":today", night->today.n, NULL},
        {":channel", 0, limit->channel >= 0 ? ct_channel_words[limit->channel] : ""},
        {":kind", 0, limit->kind >= 0 ? ct_kind_words[limit->kind] : ""},
        {":text", 0, limit->text}};

    return ct_plan_sql(store, "limit", values, G_N_ELEMENTS(values), error);
}

static bool
apply_daily_limit(CtStore *store, const CtNight *night, CtChannel channel, GError **error)
{
    const CtBind values[] = {{":channel", 0, ct_channel_words[channel]},
                             {":limit", night->settings->policy.daily_limit[channel], NULL},
                             {":today", night->today.n, NULL}};

    return night->settings->policy.daily_limit[channel] == 0 ||
           ct_plan_sql(store, "daily-limit", values, G_N_ELEMENTS(values), error);
}

bool
ct_arbitrate(CtStore *store, const CtNight *night, GError **error)
{
    const CtBind today = {":today", night->today.n, NULL};
    const GPtrArray *limits = night->settings->policy.at_most;

    if (!ct_plan_sql(store, "assign", &today, 1, error) || !keep_all_quiet(store, night, error) ||
        !ct_plan_sql(store, "shared-address", NULL, 0, error) ||
        !ct_plan_sql(store, "shared-person", NULL, 0, error))
        return false;
    for (guint i = 0; i < limits->len; i++)
        if (!apply_limit(store, night, g_ptr_array_index(limits, i), error))
            return false;
    if (!ct_plan_sql(store, "contacted-today", &today, 1, error) ||
        !ct_plan_sql(store, "best", NULL, 0, error) ||
        !ct_plan_sql(store, "capacity", &today, 1, error))
        return false;
    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++)
        if (!apply_daily_limit(store, night, channel, error))
            return false;
    return true;
}
