/* The windows of tonight: for each rule and way of sending, which days of events are due by now and
 * not yet too late. Working days, quiet days, months and the time that the post takes are settled
 * here, so that the SQL of a rule only joins. */
#include "config.h"

#include "plan-private.h"

#include <stdlib.h>

#define DESK_DAYS     2 /* working days between the card list and the posting day */
#define POST_DAYS_ANY (-1)
#define EVERY_MAX     60 /* repetitions of "every N months" that are looked at */

typedef struct {
    CtStmt *insert;
    const CtNight *night;
    CtDay since, live_since;
    const CtRule *rule;
    GArray *post_days; /* of int: the different times that the post takes */
} Windows;

typedef struct {
    int choice, post_days;
    CtDay event, anchor, due, latest;
} Window;

static bool
add_window(Windows *w, const Window *window, GError **error)
{
    ct_stmt_bind_text(w->insert, ":rule", w->rule->name);
    ct_stmt_bind_int(w->insert, ":choice", window->choice + 1);
    ct_stmt_bind_int(w->insert, ":post_days", window->post_days);
    ct_stmt_bind_int(w->insert, ":event_day", window->event.n);
    ct_stmt_bind_int(w->insert, ":anchor", window->anchor.n);
    ct_stmt_bind_int(w->insert, ":due", window->due.n);
    ct_stmt_bind_int(w->insert, ":latest", window->latest.n);
    return ct_stmt_run(w->insert, NULL, error);
}

/* True when the occasion has come by tonight and its window has not closed, or closed after `since`
 * without anybody looking. One that only waits for a quiet day to pass matters too: what it
 * replaces has to know. */
static bool
matters(const Windows *w, CtDay wanted, CtDay latest)
{
    return wanted.n <= w->night->today.n && latest.n >= w->since.n;
}

/* --- events with a day of their own --------------------------------------------------- */

static CtDay
offset_day(const Windows *w, CtDay event)
{
    const CtTrigger *trigger = &w->rule->trigger;

    switch (trigger->unit) {
    case CT_UNIT_DAY:
        return (CtDay){event.n + trigger->amount};
    case CT_UNIT_WEEK:
        return (CtDay){event.n + 7 * trigger->amount};
    case CT_UNIT_MONTH:
        return ct_day_add_months(event, trigger->amount);
    case CT_UNIT_WORKING_DAY:
        return ct_day_add_working(w->night, event, trigger->amount);
    case CT_UNIT_COUNT:
        break;
    }
    g_assert_not_reached();
}

/* The furthest that offset_day() can move a day. */
static int
offset_most(const CtTrigger *trigger)
{
    static const int most[CT_UNIT_COUNT] = {
        [CT_UNIT_DAY] = 1, [CT_UNIT_WEEK] = 7, [CT_UNIT_MONTH] = 31, [CT_UNIT_WORKING_DAY] = 10};

    return abs(trigger->amount) * most[trigger->unit] + CT_SHIFT_MAX;
}

static bool
add_event_day(Windows *w, CtDay event, GError **error)
{
    CtDay wanted = offset_day(w, event);

    for (int i = 0; i < w->rule->n_send; i++) {
        CtDay due = ct_day_allowed(w->night, w->rule->send[i], wanted);
        Window window = {.choice = i,
                         .post_days = POST_DAYS_ANY,
                         .event = event,
                         .anchor = event,
                         .due = due,
                         .latest = {MAX(wanted.n + w->rule->late_days, due.n)}};

        if (matters(w, wanted, window.latest) && !add_window(w, &window, error))
            return false;
    }
    return true;
}

static bool
add_event_days(Windows *w, GError **error)
{
    int back = w->rule->late_days + offset_most(&w->rule->trigger);
    CtDay day = {MAX(w->live_since.n, w->since.n - back)};

    for (; day.n <= w->night->today.n; day.n++)
        if (!add_event_day(w, day, error))
            return false;
    return true;
}

/* --- birthdays ------------------------------------------------------------------------ */

/* A card has to be in the post so many working days before: it is listed DESK_DAYS earlier, and too
 * late after the last posting day. */
static Window
card_window(const Windows *w, CtDay birthday, int choice, int post_days)
{
    CtDay arrives = ct_day_add_working(w->night, (CtDay){offset_day(w, birthday).n + 1}, -1);
    CtDay post_by = ct_day_add_working(w->night, arrives, -post_days);

    return (Window){.choice = choice,
                    .post_days = post_days,
                    .event = birthday,
                    .anchor = birthday,
                    .due = ct_day_add_working(w->night, post_by, -DESK_DAYS),
                    .latest = post_by};
}

/* A greeting by mail keeps its day, quiet or not; a call moves to the next working day. */
static Window
greeting_window(const Windows *w, CtDay birthday, int choice)
{
    CtDay wanted = offset_day(w, birthday);
    CtDay due = w->rule->send[choice] == CT_CHANNEL_MAIL
                    ? wanted
                    : ct_day_allowed(w->night, w->rule->send[choice], wanted);

    return (Window){.choice = choice,
                    .post_days = POST_DAYS_ANY,
                    .event = birthday,
                    .anchor = birthday,
                    .due = due,
                    .latest = {MAX(wanted.n + w->rule->late_days, due.n)}};
}

/* One way of sending a birthday greeting. A card is written down once it is due; the other ways
 * also before, so that a card that is blocked does not hide the mail that can still follow.
 * *due_out: the earliest day on which this way can be due, anywhere. */
static bool
add_birthday_way(Windows *w, CtDay birthday, int choice, int *due_out, GError **error)
{
    bool card = w->rule->send[choice] == CT_CHANNEL_CARD;
    int today = w->night->today.n;

    *due_out = G_MAXINT;
    for (guint i = 0; i < (card ? w->post_days->len : 1); i++) {
        Window window = card ? card_window(w, birthday, choice, g_array_index(w->post_days, int, i))
                             : greeting_window(w, birthday, choice);

        *due_out = MIN(*due_out, window.due.n);
        if (window.latest.n >= w->since.n && (!card || window.due.n <= today) &&
            !add_window(w, &window, error))
            return false;
    }
    return true;
}

static bool
add_birthdays(Windows *w, GError **error)
{
    int back = w->rule->late_days + offset_most(&w->rule->trigger);
    CtDay day = {MAX(w->live_since.n, w->since.n - back)};
    bool near = true;

    /* On, birthday by birthday, until none of the ways can be due yet. */
    for (; near; day.n++) {
        near = day.n <= w->night->today.n;
        for (int i = 0; i < w->rule->n_send; i++) {
            int due;

            if (!add_birthday_way(w, day, i, &due, error))
                return false;
            near |= due <= w->night->today.n;
        }
    }
    return true;
}

/* --- so many months after ------------------------------------------------------------- */

/* The days that lie `months` before `day`: several when it is the last of its month, none when that
 * month is too short. */
static void
days_before(CtDay day, int months, CtDay *first_out, CtDay *last_out)
{
    CtDay start = ct_day_add_months(day, -months);

    *first_out = (CtDay){start.n + 1};
    *last_out = start;
    for (CtDay d = {start.n - 3}; d.n <= start.n + 3; d.n++) {
        if (ct_day_add_months(d, months).n != day.n)
            continue;
        *first_out = (CtDay){MIN(first_out->n, d.n)};
        *last_out = (CtDay){MAX(last_out->n, d.n)};
    }
}

static bool
add_month_windows(Windows *w, CtDay target, int months, bool anchored_on_target, GError **error)
{
    CtDay first, last;

    days_before(target, months, &first, &last);
    for (CtDay day = first; day.n <= last.n; day.n++) {
        for (int i = 0; i < w->rule->n_send; i++) {
            CtDay due = ct_day_allowed(w->night, w->rule->send[i], target);
            Window window = {.choice = i,
                             .post_days = POST_DAYS_ANY,
                             .event = day,
                             .anchor = anchored_on_target ? target : day,
                             .due = due,
                             .latest = {MAX(target.n + w->rule->late_days, due.n)}};

            if (matters(w, target, window.latest) && !add_window(w, &window, error))
                return false;
        }
    }
    return true;
}

static bool
add_months_after(Windows *w, GError **error)
{
    bool every = w->rule->trigger.event == CT_EVENT_EVERY;
    int back = w->rule->late_days + CT_SHIFT_MAX;
    CtDay target = {MAX(w->live_since.n, w->since.n - back)};

    for (; target.n <= w->night->today.n; target.n++)
        for (int k = 1; k <= (every ? EVERY_MAX : 1); k++)
            if (!add_month_windows(w, target, k * w->rule->trigger.amount, every, error))
                return false;
    return true;
}

/* --- all rules ------------------------------------------------------------------------ */

static bool
add_rule(Windows *w, GError **error)
{
    switch (w->rule->trigger.event) {
    case CT_EVENT_BIRTHDAY:
        return add_birthdays(w, error);
    case CT_EVENT_EACH_PURCHASE:
    case CT_EVENT_FIRST_PURCHASE:
    case CT_EVENT_LAST_PURCHASE:
    case CT_EVENT_JOINING:
    case CT_EVENT_COMPLAINT_OPENED:
    case CT_EVENT_COMPLAINT_CLOSED:
        return add_event_days(w, error);
    case CT_EVENT_SILENCE:
    case CT_EVENT_EVERY:
        return add_months_after(w, error);
    case CT_EVENT_HALFWAY: /* each customer has a day of its own: customer_fact.halfway_day */
        return true;
    case CT_EVENT_COUNT:
        break;
    }
    g_assert_not_reached();
}

static GArray *
read_post_days(CtStore *store, GError **error)
{
    g_autoptr(CtStmt) times =
        ct_store_prepare(store, "SELECT DISTINCT days FROM post_time ORDER BY days", error);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(int));
    CtStep step = CT_FAILED;

    while (times != NULL && (step = ct_stmt_step(times, error)) == CT_ROW) {
        int days = (int)ct_stmt_int(times, 0);

        g_array_append_val(all, days);
    }
    return step == CT_DONE ? g_steal_pointer(&all) : NULL;
}

bool
ct_windows_fill(CtStore *store, const CtNight *night, CtDay since, CtDay live_since, GError **error)
{
    g_autoptr(CtStmt) insert = ct_store_query(store, "plan/window-insert", error);
    g_autoptr(GArray) post_days = read_post_days(store, error);
    Windows w = {.insert = insert,
                 .night = night,
                 .since = since,
                 .live_since = live_since,
                 .post_days = post_days};

    if (insert == NULL || post_days == NULL ||
        !ct_store_exec(store, "DELETE FROM rule_window", error))
        return false;
    for (guint i = 0; (w.rule = ct_night_rule(night, i)) != NULL; i++)
        if (!add_rule(&w, error))
            return false;
    return true;
}
