/* The days of an .ics file. Foreign calendars are read without their repeating events, whose
 * expansion has no bound. */
#include "config.h"

#include "courtesy/plan.h"

#include <libical/ical.h>

#define FILE_MAX       (1 << 20) /* bytes */
#define EVENT_DAYS_MAX 62        /* days of one event that are taken */

static int
by_day(const void *a, const void *b)
{
    const CtDay *x = a, *y = b;

    return (x->n > y->n) - (x->n < y->n);
}

static bool
to_day(struct icaltimetype time, CtDay *day_out)
{
    if (icaltime_is_null_time(time) || !ct_day_is_valid(time.year, time.month, time.day))
        return false;
    *day_out = ct_day_from_ymd(time.year, time.month, time.day);
    return true;
}

/* An all-day event from DTSTART up to, without, DTEND. */
static void
add_event(GArray *days, icalcomponent *event)
{
    struct icaltimetype start = icalcomponent_get_dtstart(event);
    CtDay first, end;

    if (!start.is_date || !to_day(start, &first))
        return;
    if (!to_day(icalcomponent_get_dtend(event), &end) || end.n <= first.n)
        end.n = first.n + 1;
    for (CtDay day = first; day.n < end.n && day.n < first.n + EVENT_DAYS_MAX; day.n++)
        g_array_append_val(days, day);
}

GArray *
ct_holidays_read(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) reason = NULL;
    GArray *days;
    gsize size;
    icalcomponent *calendar;

    if (!g_file_get_contents(path, &text, &size, &reason)) {
        g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE, "the holidays cannot be read: %s",
                    reason->message);
        return NULL;
    }
    calendar = size <= FILE_MAX ? icalparser_parse_string(text) : NULL;
    if (calendar == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG,
                    "%s: this is not a calendar (.ics) of at most 1 MiB", path);
        return NULL;
    }
    days = g_array_new(FALSE, FALSE, sizeof(CtDay));
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        add_event(days, event);
    icalcomponent_free(calendar);
    g_array_sort(days, by_day);
    return days;
}
