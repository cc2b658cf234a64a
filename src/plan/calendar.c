/* Days on which something may happen, and the tables that carry them to SQL. All calendar
 * arithmetic of the program is here, in windows.c and in core/day.c; the database does none. */
#include "config.h"

#include "plan-private.h"

#include <stdlib.h>
#include <string.h>

static bool
is_holiday(const CtNight *night, CtDay day)
{
    for (guint i = 0; night->holidays != NULL && i < night->holidays->len; i++)
        if (g_array_index(night->holidays, CtDay, i).n == day.n)
            return true;
    return false;
}

static bool
is_quiet(const CtNight *night, CtDay day)
{
    return (night->settings->policy.quiet_days & 1U << (ct_day_weekday(day) - 1)) != 0 ||
           (night->settings->policy.quiet_holidays && is_holiday(night, day));
}

static bool
is_workday(const CtNight *night, CtDay day)
{
    return ct_settings_works_on(night->settings, night->holidays, day);
}

static bool
is_allowed(const CtNight *night, CtChannel channel, CtDay day)
{
    return !is_quiet(night, day) && (channel == CT_CHANNEL_MAIL || is_workday(night, day));
}

CtDay
ct_day_allowed(const CtNight *night, CtChannel channel, CtDay day)
{
    for (int i = 0; i < CT_SHIFT_MAX; i++)
        if (is_allowed(night, channel, (CtDay){day.n + i}))
            return (CtDay){day.n + i};
    return day;
}

CtDay
ct_day_add_working(const CtNight *night, CtDay day, int count)
{
    int step = count < 0 ? -1 : 1;

    for (int i = 0; count != 0 && i < CT_SHIFT_MAX * 2; i++) {
        day.n += step;
        if (is_workday(night, day))
            count -= step;
    }
    return day;
}

/* --- the calendar table --------------------------------------------------------------- */

static CtDay
next_workday(const CtNight *night, CtDay day, int step)
{
    for (int i = 0; i < CT_SHIFT_MAX; i++, day.n += step)
        if (is_workday(night, day))
            return day;
    return day;
}

static bool
add_day(CtStmt *insert, const CtNight *night, CtDay day, GError **error)
{
    int year, month, month_day;

    ct_day_to_ymd(day, &year, &month, &month_day);
    ct_stmt_bind_int(insert, ":day", day.n);
    ct_stmt_bind_int(insert, ":year", year);
    ct_stmt_bind_int(insert, ":month", month);
    ct_stmt_bind_int(insert, ":mmdd", ct_day_mmdd(day));
    ct_stmt_bind_int(insert, ":weekday", ct_day_weekday(day));
    ct_stmt_bind_int(insert, ":workday", is_workday(night, day));
    ct_stmt_bind_int(insert, ":before", next_workday(night, day, -1).n);
    ct_stmt_bind_int(insert, ":after", next_workday(night, day, 1).n);
    return ct_stmt_run(insert, NULL, error);
}

static bool
add_birthday(CtStmt *insert, CtDay day, int mmdd, GError **error)
{
    ct_stmt_bind_int(insert, ":day", day.n);
    ct_stmt_bind_int(insert, ":mmdd", mmdd);
    return ct_stmt_run(insert, NULL, error);
}

/* The birthdays that fall on a day: its own, and in a year without 29 February that one too, on the
 * day before or after as the policy says. */
static bool
add_birthdays(CtStmt *insert, const CtNight *night, CtDay day, GError **error)
{
    int year, month, month_day, mmdd = ct_day_mmdd(day);
    int stands_in = night->settings->policy.leap_birthday == CT_LEAP_28_FEBRUARY ? 228 : 301;

    ct_day_to_ymd(day, &year, &month, &month_day);
    if (!add_birthday(insert, day, mmdd, error))
        return false;
    if (mmdd != stands_in || ct_day_is_valid(year, 2, 29))
        return true;
    return add_birthday(insert, day, 229, error);
}

static bool
fill_days(CtStore *store, const CtNight *night, GError **error)
{
    g_autoptr(CtStmt) days = ct_store_query(store, "plan/calendar-insert", error);
    g_autoptr(CtStmt) birthdays =
        days != NULL ? ct_store_query(store, "plan/birthday-insert", error) : NULL;

    if (birthdays == NULL)
        return false;
    for (int i = -CT_CALENDAR_BEFORE; i <= CT_CALENDAR_AFTER; i++) {
        CtDay day = {night->today.n + i};

        if (!add_day(days, night, day, error) || !add_birthdays(birthdays, night, day, error))
            return false;
    }
    return true;
}

/* --- how long the post takes ---------------------------------------------------------- */

/* Countries that the letter post of Europe reaches as such. */
static const char europe[] = "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR "
                             "HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI "
                             "SK SM UA VA XK";

static int
post_days(const CtSettings *settings, const char *place, int fallback)
{
    for (guint i = 0; i < settings->policy.post_takes->len; i++) {
        const CtPostTime *time = &g_array_index(settings->policy.post_takes, CtPostTime, i);

        if (strcmp(time->place, place) == 0)
            return time->days;
    }
    return fallback;
}

static bool
add_post_time(CtStmt *insert, const char *country, int days, GError **error)
{
    ct_stmt_bind_text(insert, ":country", country);
    ct_stmt_bind_int(insert, ":days", days);
    return ct_stmt_run(insert, NULL, error);
}

static bool
fill_post_times(CtStore *store, const CtSettings *settings, GError **error)
{
    g_autoptr(CtStmt) insert = ct_store_query(store, "plan/post-time-insert", error);
    g_auto(GStrv) countries = g_strsplit(europe, " ", -1);
    int world = post_days(settings, "world", 8);
    int in_europe = post_days(settings, "Europe", world);

    if (insert == NULL || !add_post_time(insert, "", world, error))
        return false;
    for (int i = 0; countries[i] != NULL; i++)
        if (!add_post_time(insert, countries[i], in_europe, error))
            return false;
    if (!add_post_time(insert, settings->business.country, post_days(settings, "home", in_europe),
                       error))
        return false;
    for (guint i = 0; i < settings->policy.post_takes->len; i++) {
        const CtPostTime *time = &g_array_index(settings->policy.post_takes, CtPostTime, i);

        if (strlen(time->place) == 2 && !add_post_time(insert, time->place, time->days, error))
            return false;
    }
    return true;
}

/* --- who is in today ------------------------------------------------------------------ */

static bool
fill_managers(CtStore *store, const CtNight *night, GError **error)
{
    g_autoptr(CtStmt) insert = ct_store_query(store, "plan/manager-insert", error);
    int weekday = ct_day_weekday(night->today);

    if (insert == NULL)
        return false;
    for (guint i = 0; i < night->settings->managers->len; i++) {
        const CtManager *manager = g_ptr_array_index(night->settings->managers, i);

        ct_stmt_bind_text(insert, ":key", manager->key);
        ct_stmt_bind_text(insert, ":name", manager->name);
        ct_stmt_bind_text(insert, ":mail", manager->mail);
        ct_stmt_bind_int(insert, ":place", i);
        ct_stmt_bind_int(insert, ":calls_per_day", manager->calls_per_day);
        ct_stmt_bind_int(insert, ":works", (manager->works & 1U << (weekday - 1)) != 0);
        if (!ct_stmt_run(insert, NULL, error))
            return false;
    }
    return true;
}

static bool
fill_policy(CtStore *store, const CtNight *night, GError **error)
{
    const CtBind today = {":today", night->today.n, NULL};

    if (!ct_plan_sql(store, "tonight-insert", &today, 1, error))
        return false;
    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++) {
        const CtBind values[] = {
            {":channel", 0, ct_channel_words[channel]},
            {":needed", night->settings->policy.consent_needed[channel], NULL}};

        if (!ct_plan_sql(store, "channel-insert", values, G_N_ELEMENTS(values), error))
            return false;
    }
    return true;
}

bool
ct_calendar_fill(CtStore *store, const CtNight *night, GError **error)
{
    return ct_store_exec(store,
                         "DELETE FROM calendar; DELETE FROM calendar_birthday;"
                         "DELETE FROM post_time; DELETE FROM manager;"
                         "DELETE FROM tonight; DELETE FROM channel_policy",
                         error) &&
           fill_days(store, night, error) && fill_post_times(store, night->settings, error) &&
           fill_managers(store, night, error) && fill_policy(store, night, error);
}
