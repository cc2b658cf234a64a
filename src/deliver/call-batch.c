/* The call list of each manager, on paper and as tasks. A second run of the same day prints the
 * whole day again, so that the list is never in two pieces. */
#include "config.h"

#include "deliver-private.h"

#include <math.h>
#include <string.h>

/* One call with the texts that it owns; CtCall only borrows. */
typedef struct {
    CtTouch *touch; /* borrowed */
    CtPrompts *prompts;
    char *speaks, *why, *evidence, *bought, *talk, *open, *mailto;
} CallText;

static void
call_text_free(void *data)
{
    CallText *text = data;

    ct_prompts_free(text->prompts);
    g_free(text->speaks);
    g_free(text->why);
    g_free(text->evidence);
    g_free(text->bought);
    g_free(text->talk);
    g_free(text->open);
    g_free(text->mailto);
    g_free(text);
}

static char *
days_ago(CtDay today, CtDay day)
{
    g_autofree char *days = ct_count(today.n - day.n, "day", "days");

    return today.n == day.n ? g_strdup("today") : g_strconcat(days, " ago", NULL);
}

/* "61 days since the last purchase, usually every 90 days; 9 purchases, 4,210.00 since 2019" */
static char *
evidence(const CtOutbox *outbox, const CtTouch *touch)
{
    const CtSettings *settings = outbox->delivery->settings;
    const char *house = settings->business.languages[0];
    int year, month, day;
    g_autofree char *spent = NULL, *since = NULL, *gap = NULL, *purchases = NULL;

    if (touch->orders == 0)
        return g_strdup("has not bought yet");
    since = ct_count(outbox->delivery->today.n - touch->last_day.n, "day", "days");
    gap = ct_count(llrint(touch->gap_days), "day", "days");
    purchases = ct_count(touch->orders, "purchase", "purchases");
    ct_day_to_ymd(touch->first_day, &year, &month, &day);
    spent = ct_format_money(touch->spent_cents, settings->business.currency, house);
    return g_strdup_printf("%s since the last purchase, usually every %s; %s, %s since %d", since,
                           gap, purchases, spent, year);
}

static char *
last_bought(const CtOutbox *outbox, const CtTouch *touch)
{
    const CtSettings *settings = outbox->delivery->settings;
    const char *house = settings->business.languages[0];
    g_autofree char *day = NULL, *money = NULL;

    if (!touch->purchase)
        return g_strdup("");
    day = ct_format_day(touch->purchase_day, house);
    money = ct_format_money(touch->purchase_cents, settings->business.currency, house);
    return *touch->item != '\0' ? g_strdup_printf("%s: %s, %s", day, touch->item, money)
                                : g_strdup_printf("%s: %s", day, money);
}

static char *
last_talk(const CtOutbox *outbox, const CtTouch *touch)
{
    g_autofree char *day = NULL;

    if (!touch->talked)
        return g_strdup("");
    day = ct_format_day(touch->talk_day, outbox->delivery->settings->business.languages[0]);
    return g_strdup_printf("%s%s%s: %s", day, *touch->talk_person != '\0' ? ", " : "",
                           touch->talk_person, touch->talk_words);
}

static char *
open_matters(const CtOutbox *outbox, const CtTouch *touch)
{
    g_autofree char *ago = NULL;

    if (!touch->has_case)
        return g_strdup("nothing open");
    ago = days_ago(outbox->delivery->today, touch->case_day);
    return g_strdup_printf("complaint, %s: %s", ago, touch->case_words);
}

/* The customer's language, when it is not the one of the house: "speaks German". */
static char *
speaks(const CtTouch *touch, const char *house)
{
    g_autofree char *language = NULL;

    if (*touch->language == '\0' || g_str_has_prefix(touch->language, house))
        return g_strdup("");
    language = ct_format_language(touch->language, house);
    return g_strdup_printf("speaks %s", language);
}

static CallText *
call_text(CtOutbox *outbox, CtTouch *touch, GError **error)
{
    const CtSettings *settings = outbox->delivery->settings;
    const char *house = settings->business.languages[0];
    const CtTemplate *template =
        ct_templates_find(outbox->templates, touch->template_name, CT_TEMPLATE_CALL, house, error);
    g_autoptr(JsonNode) data = template != NULL ? ct_touch_data(outbox, touch, template) : NULL;
    CtPrompts *prompts =
        template != NULL ? ct_template_call(template, outbox->templates, data, error) : NULL;
    CallText *text;

    if (prompts == NULL)
        return NULL;
    text = g_new0(CallText, 1);
    text->touch = touch;
    text->prompts = prompts;
    text->speaks = speaks(touch, house);
    text->why = g_strdelimit(g_utf8_strup(touch->rule, -1), "-_", ' ');
    text->evidence = evidence(outbox, touch);
    text->bought = last_bought(outbox, touch);
    text->talk = last_talk(outbox, touch);
    text->open = open_matters(outbox, touch);
    text->mailto =
        g_strdup_printf("mailto:%s?subject=%s%%20ok", settings->business.reply_to, touch->code);
    return text;
}

static CtCall
as_call(const CallText *text)
{
    const CtTouch *touch = text->touch;

    return (CtCall){.name = touch->name,
                    .company = touch->company,
                    .phone = touch->phone,
                    .language = touch->language,
                    .speaks = text->speaks,
                    .why = text->why,
                    .evidence = text->evidence,
                    .last_bought = text->bought,
                    .last_talk = text->talk,
                    .open = text->open,
                    .say = (const char *const *)text->prompts->say,
                    .dont = text->prompts->dont,
                    .code = touch->code,
                    .mailto = text->mailto};
}

/* --- files ---------------------------------------------------------------------------- */

static char *
task_description(const CallText *text)
{
    GString *words = g_string_new(NULL);

    g_string_append_printf(words, "%s: %s\n", text->why, text->evidence);
    if (*text->bought != '\0')
        g_string_append_printf(words, "Last bought: %s\n", text->bought);
    if (*text->talk != '\0')
        g_string_append_printf(words, "Last talk: %s\n", text->talk);
    g_string_append_printf(words, "Open: %s\n", text->open);
    for (int i = 0; text->prompts->say[i] != NULL; i++)
        g_string_append_printf(words, "- %s\n", text->prompts->say[i]);
    if (text->prompts->dont != NULL)
        g_string_append_printf(words, "! %s\n", text->prompts->dont);
    g_string_append_printf(words, "Code %s: %s", text->touch->code, text->mailto);
    return g_string_free(words, FALSE);
}

static GBytes *
render_tasks(CtOutbox *outbox, const CtManager *manager, GPtrArray *calls, GError **error)
{
    g_autofree CtTask *tasks = g_new0(CtTask, calls->len);
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *name = g_strdup_printf("Calls for %s", manager->name);

    for (guint i = 0; i < calls->len; i++) {
        const CallText *text = g_ptr_array_index(calls, i);
        char *uid = ct_touch_token(outbox, "task", text->touch);
        char *summary = g_strdup_printf("Call %s %s", text->touch->name, text->touch->phone);
        char *description = task_description(text);

        g_ptr_array_add(owned, uid);
        g_ptr_array_add(owned, summary);
        g_ptr_array_add(owned, description);
        tasks[i] = (CtTask){.uid = uid,
                            .summary = summary,
                            .description = description,
                            .phone = text->touch->phone,
                            .start = outbox->delivery->today,
                            .due = {MAX(text->touch->latest.n, outbox->delivery->today.n)},
                            .priority = text->touch->priority >= 70 ? 1 : 5,
                            .stamp = outbox->delivery->now};
    }
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it */
    return ct_tasks_render(name, tasks, calls->len, error);
}

static char *
hours_text(const CtOutbox *outbox)
{
    const CtHours *hours =
        &outbox->delivery->settings->hours[ct_day_weekday(outbox->delivery->today) - 1];

    return hours->closes == 0
               ? g_strdup("")
               : g_strdup_printf("%02d:%02d\xE2\x80\x93%02d:%02d", hours->opens / 60,
                                 hours->opens % 60, hours->closes / 60, hours->closes % 60);
}

static GBytes *
render_sheet(CtOutbox *outbox, const CtManager *manager, GPtrArray *calls, GError **error)
{
    g_autofree CtCall *list = g_new0(CtCall, calls->len);
    g_autofree char *hours = hours_text(outbox);
    CtPage page = ct_outbox_page(outbox);

    for (guint i = 0; i < calls->len; i++)
        list[i] = as_call(g_ptr_array_index(calls, i));
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it */
    return ct_call_sheet(&page, manager->name, hours, list, calls->len, error);
}

static bool
write_manager(CtOutbox *outbox, const CtManager *manager, GPtrArray *calls, GError **error)
{
    g_autofree char *pdf_name = g_strdup_printf("calls-%s.pdf", manager->key);
    g_autofree char *ics_name = g_strdup_printf("calls-%s.ics", manager->key);
    g_autoptr(GBytes) pdf = render_sheet(outbox, manager, calls, error);
    g_autoptr(GBytes) ics = pdf != NULL ? render_tasks(outbox, manager, calls, error) : NULL;

    if (ics == NULL || !ct_outbox_file(outbox, pdf_name, pdf, error) ||
        !ct_outbox_file(outbox, ics_name, ics, error))
        return false;
    g_ptr_array_add(outbox->delivered->calls_by_manager,
                    g_strdup_printf("%u for %s", calls->len, manager->name));
    return true;
}

/* The calls of one manager, in order of importance; those that cannot be rendered are held. */
static GPtrArray *
calls_of(CtOutbox *outbox, const CtManager *manager, GPtrArray *touches, GError **error)
{
    g_autoptr(GPtrArray) calls = g_ptr_array_new_with_free_func(call_text_free);

    for (guint i = 0; i < touches->len; i++) {
        CtTouch *touch = g_ptr_array_index(touches, i);
        g_autoptr(GError) reason = NULL;
        CallText *text;

        if (strcmp(touch->manager, manager->key) != 0)
            continue;
        text = call_text(outbox, touch, &reason);
        if (text != NULL)
            g_ptr_array_add(calls, text);
        else if (!ct_outbox_hold(outbox, touch, reason, error))
            return NULL;
    }
    return g_steal_pointer(&calls);
}

static int
by_importance(const void *a, const void *b)
{
    const CtTouch *x = *(CtTouch *const *)a, *y = *(CtTouch *const *)b;

    if (x->priority != y->priority)
        return y->priority - x->priority;
    if (x->latest.n != y->latest.n)
        return x->latest.n - y->latest.n;
    return (x->id > y->id) - (x->id < y->id);
}

bool
ct_deliver_calls(CtOutbox *outbox, GError **error)
{
    const GPtrArray *managers = outbox->delivery->settings->managers;
    g_autoptr(GPtrArray) touches = ct_outbox_paper(outbox, CT_CHANNEL_CALL, error);

    if (touches == NULL)
        return false;
    g_ptr_array_sort(touches, by_importance);
    for (guint i = 0; i < managers->len; i++) {
        const CtManager *manager = g_ptr_array_index(managers, i);
        g_autoptr(GPtrArray) calls = calls_of(outbox, manager, touches, error);

        if (calls == NULL || (calls->len > 0 && !write_manager(outbox, manager, calls, error)))
            return false;
        outbox->delivered->calls += calls->len;
    }
    return ct_outbox_paper_issued(outbox, CT_CHANNEL_CALL, error);
}
