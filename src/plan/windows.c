/* The windows of tonight: for each rule and way of sending, which days of events are due by now and
 * not yet too late. Working days, quiet days, months and the time that the post takes are settled
 * here, so that the SQL of a rule only joins. */
#include "config.h"

#include "plan-private.h"

#include <stdlib.h>

#define DESK_DAYS     2 /* working days between the card list and the posting day */
#define POST_DAYS_ANY (-1)
#define EVERY_MAX     60 /* repetitions of "every ..." that are looked at */
#define LATE_DAYS     7  /* of what follows a call that ends by itself */

typedef struct {
    CtStmt *insert;
    const CtNight *night;
    CtDay since, live_since;
    const CtRule *rule;
    GArray *post_days; /* of int: the different times that the post takes */
} Windows;

/* What a rule waits for: the day that is looked for in the base, the day that names the occasion,
 * and the day on which the trigger wants something to happen. */
typedef struct {
    int step;
    CtDay event, anchor, wanted;
} Occasion;

/* One way of meeting it. */
typedef struct {
    int choice, post_days;
    CtDay due, latest;
} Way;

static int
late_days(const Windows *w)
{
    return w->rule->late_days >= 0 ? w->rule->late_days : LATE_DAYS;
}

static bool
add_window(Windows *w, const Occasion *occasion, const Way *way, GError **error)
{
    ct_stmt_bind_text(w->insert, ":rule", w->rule->name);
    ct_stmt_bind_int(w->insert, ":step", occasion->step);
    ct_stmt_bind_int(w->insert, ":choice", way->choice + 1);
    ct_stmt_bind_int(w->insert, ":post_days", way->post_days);
    ct_stmt_bind_int(w->insert, ":event_day", occasion->event.n);
    ct_stmt_bind_int(w->insert, ":anchor", occasion->anchor.n);
    ct_stmt_bind_int(w->insert, ":due", way->due.n);
    ct_stmt_bind_int(w->insert, ":latest", way->latest.n);
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

/* The windows of an occasion that is met when it may be, from the wanted day on. */
static bool
add_occasion(Windows *w, const Occasion *occasion, GError **error)
{
    for (int i = 0; i < w->rule->n_send; i++) {
        CtDay due = ct_day_allowed(w->night, w->rule->send[i], occasion->wanted);
        Way way = {.choice = i,
                   .post_days = POST_DAYS_ANY,
                   .due = due,
                   .latest = {MAX(occasion->wanted.n + late_days(w), due.n)}};

        if (matters(w, occasion->wanted, way.latest) && !add_window(w, occasion, &way, error))
            return false;
    }
    return true;
}

/* --- so long after, or before ---------------------------------------------------------- */

static CtDay
shift(const Windows *w, CtDay day, CtDelay delay)
{
    switch (delay.unit) {
    case CT_UNIT_DAY:
        return (CtDay){day.n + delay.amount};
    case CT_UNIT_WEEK:
        return (CtDay){day.n + 7 * delay.amount};
    case CT_UNIT_MONTH:
        return ct_day_add_months(day, delay.amount);
    case CT_UNIT_WORKING_DAY:
        return ct_day_add_working(w->night, day, delay.amount);
    case CT_UNIT_COUNT:
        break;
    }
    g_assert_not_reached();
}

/* The furthest that shift() can move a day. */
static int
furthest(CtDelay delay)
{
    static const int most[CT_UNIT_COUNT] = {
        [CT_UNIT_DAY] = 1, [CT_UNIT_WEEK] = 7, [CT_UNIT_MONTH] = 31, [CT_UNIT_WORKING_DAY] = 10};

    return abs(delay.amount) * most[delay.unit] + CT_SHIFT_MAX;
}

static CtDelay
delay_of(const CtRule *rule)
{
    return (CtDelay){rule->trigger.amount, rule->trigger.unit};
}

/* The first day whose events can matter when it takes `delay` until something is to happen. */
static CtDay
first_day(const Windows *w, CtDelay delay)
{
    return (CtDay){MAX(w->live_since.n, w->since.n - late_days(w) - furthest(delay))};
}

/* --- events with a day of their own --------------------------------------------------- */

static bool
add_event_days(Windows *w, GError **error)
{
    CtDelay delay = delay_of(w->rule);
    /* What is foreseen may be due before it comes. */
    int until = w->night->today.n + (delay.amount < 0 ? furthest(delay) : 0);

    for (CtDay day = first_day(w, delay); day.n <= until; day.n++) {
        Occasion occasion = {.step = 1, .event = day, .anchor = day};

        occasion.wanted = shift(w, day, delay);
        if (!add_occasion(w, &occasion, error))
            return false;
    }
    return true;
}

/* Further steps: what they wait for is that the step before went out. */
static bool
add_steps(Windows *w, GError **error)
{
    for (int i = 0; i < w->rule->n_then; i++) {
        CtDay day = first_day(w, w->rule->then[i]);

        for (; day.n <= w->night->today.n; day.n++) {
            Occasion occasion = {.step = i + 2, .event = day, .anchor = day};

            occasion.wanted = shift(w, day, w->rule->then[i]);
            if (!add_occasion(w, &occasion, error))
                return false;
        }
    }
    return true;
}

/* --- greetings ------------------------------------------------------------------------ */

/* A card has to be in the post so many working days before: it is listed DESK_DAYS earlier, and too
 * late after the last posting day. */
static Way
card_way(const Windows *w, CtDay wanted, int choice, int post_days)
{
    CtDay arrives = ct_day_add_working(w->night, (CtDay){wanted.n + 1}, -1);
    CtDay post_by = ct_day_add_working(w->night, arrives, -post_days);

    return (Way){.choice = choice,
                 .post_days = post_days,
                 .due = ct_day_add_working(w->night, post_by, -DESK_DAYS),
                 .latest = post_by};
}

/* A birthday mail keeps its day, quiet or not; everything else moves to a day that is free. */
static Way
greeting_way(const Windows *w, CtDay wanted, int choice)
{
    CtChannel channel = w->rule->send[choice];
    bool keeps = w->rule->trigger.event == CT_EVENT_BIRTHDAY && channel == CT_CHANNEL_MAIL;
    CtDay due = keeps ? wanted : ct_day_allowed(w->night, channel, wanted);

    return (Way){.choice = choice,
                 .post_days = POST_DAYS_ANY,
                 .due = due,
                 .latest = {MAX(wanted.n + late_days(w), due.n)}};
}

/* One way of sending a greeting. A card is written down once it is due; the other ways also before,
 * so that a card that is blocked does not hide the mail that can still follow. *due_out: the
 * earliest day on which this way can be due, anywhere. */
static bool
add_greeting_way(Windows *w, const Occasion *occasion, int choice, int *due_out, GError **error)
{
    bool card = w->rule->send[choice] == CT_CHANNEL_CARD;
    int today = w->night->today.n;

    *due_out = G_MAXINT;
    for (guint i = 0; i < (card ? w->post_days->len : 1); i++) {
        Way way = card ? card_way(w, occasion->wanted, choice, g_array_index(w->post_days, int, i))
                       : greeting_way(w, occasion->wanted, choice);

        *due_out = MIN(*due_out, way.due.n);
        if (way.latest.n >= w->since.n && (!card || way.due.n <= today) &&
            !add_window(w, occasion, &way, error))
            return false;
    }
    return true;
}

/* *near_out: whether one of the ways can be due by now. */
static bool
add_greeting(Windows *w, const Occasion *occasion, bool *near_out, GError **error)
{
    for (int i = 0; i < w->rule->n_send; i++) {
        int due;

        if (!add_greeting_way(w, occasion, i, &due, error))
            return false;
        *near_out |= due <= w->night->today.n;
    }
    return true;
}

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

/* Which years are kept: 1, 2, 3, 5, and from then on every fifth. */
static int
next_anniversary(int years)
{
    return years < 3 ? years + 1 : years / 5 * 5 + 5;
}

/* Whoever first bought one of these numbers of years before `day`. */
static bool
add_anniversaries(Windows *w, CtDay day, bool *near_out, GError **error)
{
    Occasion occasion = {.step = 1, .anchor = day, .wanted = shift(w, day, delay_of(w->rule))};

    for (int years = 1; years <= EVERY_MAX; years = next_anniversary(years)) {
        CtDay last;

        days_before(day, 12 * years, &occasion.event, &last);
        for (; occasion.event.n <= last.n; occasion.event.n++)
            if (!add_greeting(w, &occasion, near_out, error))
                return false;
    }
    return true;
}

/* On, day by day, until none of the ways can be due yet. */
static bool
add_greetings(Windows *w, GError **error)
{
    CtDay day = first_day(w, delay_of(w->rule));
    bool near = true;

    for (; near; day.n++) {
        Occasion birthday = {.step = 1, .event = day, .anchor = day};

        near = day.n <= w->night->today.n;
        birthday.wanted = shift(w, day, delay_of(w->rule));
        if (w->rule->trigger.event == CT_EVENT_ANNIVERSARY
                ? !add_anniversaries(w, day, &near, error)
                : !add_greeting(w, &birthday, &near, error))
            return false;
    }
    return true;
}

/* --- again and again ------------------------------------------------------------------ */

static bool
add_month_windows(Windows *w, CtDay target, int months, bool anchored_on_target, GError **error)
{
    CtDay first, last;

    days_before(target, months, &first, &last);
    for (CtDay day = first; day.n <= last.n; day.n++) {
        Occasion occasion = {
            .step = 1, .event = day, .anchor = anchored_on_target ? target : day, .wanted = target};

        if (!add_occasion(w, &occasion, error))
            return false;
    }
    return true;
}

static bool
add_months_after(Windows *w, GError **error)
{
    bool every = w->rule->trigger.event == CT_EVENT_EVERY;
    int back = late_days(w) + CT_SHIFT_MAX;
    CtDay target = {MAX(w->live_since.n, w->since.n - back)};

    for (; target.n <= w->night->today.n; target.n++)
        for (int k = 1; k <= (every ? EVERY_MAX : 1); k++)
            if (!add_month_windows(w, target, k * w->rule->trigger.amount, every, error))
                return false;
    return true;
}

/* What was begun on `day` comes back every so often: each time is an occasion of its own. */
static bool
add_repetitions(Windows *w, CtDay day, GError **error)
{
    CtDelay delay = delay_of(w->rule);
    Occasion occasion = {.step = 1, .event = day, .wanted = day};

    for (int k = 1; k <= EVERY_MAX && occasion.wanted.n <= w->night->today.n; k++) {
        occasion.wanted = delay.unit == CT_UNIT_MONTH ? ct_day_add_months(day, k * delay.amount)
                                                      : shift(w, occasion.wanted, delay);
        occasion.anchor = occasion.wanted;
        if (!add_occasion(w, &occasion, error))
            return false;
    }
    return true;
}

static bool
add_all_repetitions(Windows *w, GError **error)
{
    CtDelay whole = {EVERY_MAX * w->rule->trigger.amount, w->rule->trigger.unit};

    for (CtDay day = first_day(w, whole); day.n <= w->night->today.n; day.n++)
        if (!add_repetitions(w, day, error))
            return false;
    return true;
}

/* --- all rules ------------------------------------------------------------------------ */

static bool
add_rule(Windows *w, GError **error)
{
    switch (w->rule->trigger.event) {
    case CT_EVENT_BIRTHDAY:
    case CT_EVENT_ANNIVERSARY:
        return add_greetings(w, error);
    case CT_EVENT_EACH_PURCHASE:
    case CT_EVENT_FIRST_PURCHASE:
    case CT_EVENT_NTH_PURCHASE:
    case CT_EVENT_LAST_PURCHASE:
    case CT_EVENT_DELIVERY:
    case CT_EVENT_INSTALLATION:
    case CT_EVENT_JOINING:
    case CT_EVENT_COMPLAINT_OPENED:
    case CT_EVENT_COMPLAINT_CLOSED:
    case CT_EVENT_REFERRAL:
    case CT_EVENT_LOW_SCORE:
    case CT_EVENT_PROMISE:
    case CT_EVENT_OUTSIDE:
        return add_event_days(w, error);
    case CT_EVENT_COMPLAINT_OPEN:
        return add_all_repetitions(w, error);
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
        if (!add_rule(&w, error) || !add_steps(&w, error))
            return false;
    return true;
}
