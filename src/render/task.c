/* Calendar tasks, RFC 5545 and 7986, by libical. Days are written as VALUE=DATE: a time zone block
 * is what calendar programs disagree about most, and a task of a day needs none. */
#include "config.h"

#include "courtesy/render.h"

#include <libical/ical.h>

#define PRODUCT "-//" PACKAGE_NAME "//" PACKAGE_VERSION "//EN"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(icalcomponent, icalcomponent_free)

static icaltimetype
to_ical_date(CtDay day)
{
    icaltimetype date = icaltime_null_date();

    ct_day_to_ymd(day, &date.year, &date.month, &date.day);
    return date;
}

/* What a telephone can dial: digits and a leading plus. NULL when there are none. */
static char *
dial(const char *phone)
{
    g_autoptr(GString) uri = g_string_new("tel:");
    const gsize prefix = uri->len;

    for (const char *p = phone != NULL ? phone : ""; *p != '\0'; p++) {
        if (g_ascii_isdigit(*p) || (*p == '+' && uri->len == prefix))
            g_string_append_c(uri, *p);
    }
    return uri->len > prefix ? g_strdup(uri->str) : NULL;
}

/* DUE has to be later than DTSTART (RFC 5545, 3.8.2.3), so a task that starts on the day when it
 * is due says only when it is due. */
static void
add_days(icalcomponent *todo, const CtTask *task)
{
    if (task->start.n < task->due.n)
        icalcomponent_add_property(todo, icalproperty_new_dtstart(to_ical_date(task->start)));
    icalcomponent_add_property(todo, icalproperty_new_due(to_ical_date(task->due)));
}

static icalcomponent *
make_todo(const CtTask *task)
{
    icalcomponent *todo = icalcomponent_new_vtodo();
    g_autofree char *uid = ct_text_clean(task->uid, false);
    g_autofree char *summary = ct_text_clean(task->summary, false);
    g_autofree char *description =
        ct_text_clean(task->description != NULL ? task->description : "", true);
    g_autofree char *location = dial(task->phone);
    const icaltimetype stamp =
        icaltime_from_timet_with_zone((time_t)task->stamp, 0, icaltimezone_get_utc_timezone());

    icalcomponent_add_property(todo, icalproperty_new_uid(uid));
    icalcomponent_add_property(todo, icalproperty_new_dtstamp(stamp));
    icalcomponent_add_property(todo, icalproperty_new_summary(summary));
    if (*description != '\0')
        icalcomponent_add_property(todo, icalproperty_new_description(description));
    if (location != NULL)
        icalcomponent_add_property(todo, icalproperty_new_location(location));
    add_days(todo, task);
    icalcomponent_add_property(todo, icalproperty_new_priority(CLAMP(task->priority, 1, 9)));
    icalcomponent_add_property(todo, icalproperty_new_status(ICAL_STATUS_NEEDSACTION));
    return todo;
}

/* Two names for the same: the standard one, and the one that most programs look for. */
static void
add_name(icalcomponent *calendar, const char *name)
{
    g_autofree char *clean = ct_text_clean(name != NULL ? name : "", false);
    icalproperty *older;

    if (*clean == '\0')
        return;
    older = icalproperty_new_x(clean);
    icalproperty_set_x_name(older, "X-WR-CALNAME");
    icalcomponent_add_property(calendar, icalproperty_new_name(clean));
    icalcomponent_add_property(calendar, older);
}

GBytes *
ct_tasks_render(const char *name, const CtTask *tasks, size_t count, GError **error)
{
    g_autoptr(icalcomponent) calendar = icalcomponent_new_vcalendar();
    g_autoptr(GBytes) bytes = NULL;
    char *text;

    icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
    icalcomponent_add_property(calendar, icalproperty_new_prodid(PRODUCT));
    add_name(calendar, name);
    for (size_t i = 0; i < count; i++)
        icalcomponent_add_component(calendar, make_todo(&tasks[i]));
    text = icalcomponent_as_ical_string_r(calendar);
    if (text == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_BUG, "cannot write %zu calendar tasks: %s", count,
                    icalerror_strerror(icalerrno));
        return NULL;
    }
    bytes = g_bytes_new(text, strlen(text));
    icalmemory_free_buffer(text);
    return g_steal_pointer(&bytes);
}
