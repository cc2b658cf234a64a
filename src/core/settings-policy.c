/* How the texts of [policy] become values: limits, channels, how long the post takes. */
#include "config.h"

#include "settings-private.h"

#include <string.h>

/* --- limits --------------------------------------------------------------------------- */

static int
channel_of(const char *word)
{
    g_autofree char *singular = g_strdup(word);
    size_t length = strlen(singular);

    if (length > 1 && singular[length - 1] == 's')
        singular[length - 1] = '\0';
    return ct_vocabulary_find(ct_channel_words, singular);
}

static void
limit_free(void *data)
{
    CtLimit *limit = data;

    g_free(limit->text);
    g_free(limit);
}

/* "in 7 days", "in 12 months", "in 2 weeks" */
static bool
parse_period(char **words, int *days_out)
{
    static const char *const units[] = {"day", "days", "week", "weeks", "month", "months", NULL};
    static const int unit_days[] = {1, 1, 7, 7, 0, 0};
    const char *number = words[0] != NULL ? words[1] : NULL;
    int amount, unit;

    if (number == NULL || strcmp(words[0], "in") != 0 || !ct_setting_number(&number, &amount) ||
        words[2] == NULL || words[3] != NULL || amount == 0)
        return false;
    unit = ct_vocabulary_find(units, words[2]);
    if (unit < 0)
        return false;
    *days_out = unit_days[unit] > 0 ? amount * unit_days[unit] : amount * 365 / 12;
    return *days_out <= 3660;
}

static CtLimit *
parse_limit(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    const char *count = words[0];
    CtLimit limit = {.channel = -1, .kind = -1};
    int i = 1;

    if (count == NULL || !ct_setting_number(&count, &limit.count) || limit.count == 0)
        return NULL;
    if (words[i] != NULL && (limit.kind = ct_vocabulary_find(ct_kind_words, words[i])) >= 0)
        i++;
    if (words[i] == NULL)
        return NULL;
    limit.channel = channel_of(words[i]);
    if (limit.channel < 0 && strcmp(words[i], "contact") != 0 && strcmp(words[i], "contacts") != 0)
        return NULL;
    if (!parse_period(words + i + 1, &limit.days))
        return NULL;
    limit.text = g_strdup(text);
    return g_memdup2(&limit, sizeof limit);
}

void
ct_read_limits(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = ct_setting_list(entry->value);
    GPtrArray **limits = field;

    if (*limits != NULL)
        g_ptr_array_unref(*limits);
    *limits = g_ptr_array_new_with_free_func(limit_free);
    for (int i = 0; parts[i] != NULL; i++) {
        CtLimit *limit = parse_limit(parts[i]);

        if (limit != NULL)
            g_ptr_array_add(*limits, limit);
        else
            ct_setting_complain(reading, setting, entry,
                                "\"%s\" is not a limit, like \"2 marketing mails in 30 days\"",
                                parts[i]);
    }
}

void
ct_read_daily(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = ct_setting_list(entry->value);
    int *limits = field;

    for (int i = 0; parts[i] != NULL; i++) {
        const char *p = parts[i];
        int count, channel = -1;

        if (ct_setting_number(&p, &count) && count > 0)
            channel = channel_of(p);
        if (channel >= 0)
            limits[channel] = count;
        else
            ct_setting_complain(reading, setting, entry,
                                "\"%s\" is not a daily limit, like 200 mails", parts[i]);
    }
}

void
ct_read_channels(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = ct_setting_list(entry->value);
    bool *channels = field;

    memset(channels, 0, sizeof(bool) * CT_CHANNEL_COUNT);
    for (int i = 0; parts[i] != NULL; i++) {
        int channel = channel_of(parts[i]);

        if (channel >= 0)
            channels[channel] = true;
        else
            ct_setting_complain(reading, setting, entry, "\"%s\" is not one of: mail, call, card",
                                parts[i]);
    }
}

/* --- post ----------------------------------------------------------------------------- */

static void
post_time_clear(void *data)
{
    CtPostTime *time = data;

    g_free(time->place);
}

void
ct_read_post(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    static const char *const places[] = {"home", "Europe", "world", NULL};
    g_auto(GStrv) parts = ct_setting_list(entry->value);
    GArray **times = field;

    if (*times != NULL)
        g_array_unref(*times);
    *times = g_array_new(FALSE, FALSE, sizeof(CtPostTime));
    g_array_set_clear_func(*times, post_time_clear);
    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(parts[i], " ", 2);
        const char *days = words[1] != NULL ? g_strstrip(words[1]) : "";
        CtPostTime time = {0};

        if ((ct_vocabulary_find(places, words[0]) >= 0 || ct_country_is_code(words[0])) &&
            ct_setting_number(&days, &time.days) && *days == '\0' && time.days <= 60) {
            time.place = g_strdup(words[0]);
            g_array_append_val(*times, time);
        } else {
            ct_setting_complain(
                reading, setting, entry,
                "\"%s\" is not a place and working days up to 60, like GB 2, home 2, Europe 5 "
                "or world 8",
                parts[i]);
        }
    }
}
