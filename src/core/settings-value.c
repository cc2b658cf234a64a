/* How the text of a setting becomes a value: one function a kind of value. A mistake is added to
 * the problems with its place, and the value stays what it was. */
#include "config.h"

#include "settings-private.h"

#include <stdlib.h>
#include <string.h>

static const char *const month_words[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul",
                                          "aug", "sep", "oct", "nov", "dec", NULL};

static void G_GNUC_PRINTF(4, 5) complain(CtReading *reading, const CtSetting *setting,
                                         const CtEntry *entry, const char *format, ...)
{
    va_list args;
    g_autofree char *what = NULL;

    va_start(args, format);
    what = g_strdup_vprintf(format, args);
    va_end(args);
    ct_problems_add_at(reading->problems, entry, 0, "[%s] %s: %s", setting->block, entry->name,
                       what);
}

static void
replace(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

/* The parts of a list that is separated by commas or line breaks, without empty ones. */
static char **
split_list(const char *value)
{
    g_auto(GStrv) parts = g_strsplit_set(value, ",\n", -1);
    g_autoptr(GStrvBuilder) list = g_strv_builder_new();

    for (int i = 0; parts[i] != NULL; i++)
        if (*g_strstrip(parts[i]) != '\0')
            g_strv_builder_add(list, parts[i]);
    return g_strv_builder_end(list);
}

/* A whole number at the start of *text, which is moved past it and the blanks that follow. */
static bool
take_number(const char **text, int *number_out)
{
    char *end;
    long value;

    if (!g_ascii_isdigit(**text))
        return false;
    value = strtol(*text, &end, 10);
    if (value > 1000000)
        return false;
    *number_out = (int)value;
    *text = end + strspn(end, " \t");
    return true;
}

void
ct_read_text(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_autofree char *line = g_strdelimit(g_strdup(entry->value), "\n", ' ');

    replace(field, line);
}

void
ct_read_lines(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    replace(field, entry->value);
}

static bool
is_upper_word(const char *text, size_t length)
{
    return strlen(text) == length && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;
}

void
ct_read_country(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    if (is_upper_word(entry->value, 2))
        replace(field, entry->value);
    else
        complain(reading, setting, entry, "\"%s\" is not a country code of two capitals, like GB",
                 entry->value);
}

void
ct_read_currency(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    if (is_upper_word(entry->value, 3))
        replace(field, entry->value);
    else
        complain(reading, setting, entry,
                 "\"%s\" is not a currency code of three capitals, like EUR", entry->value);
}

void
ct_read_mail(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    const char *at = strchr(entry->value, '@');
    bool fits = at != NULL && at != entry->value && strchr(at + 1, '@') == NULL &&
                strchr(at, '.') != NULL && strpbrk(entry->value, " \t\n<>,;:\"\\()") == NULL;

    if (*entry->value == '\0' || fits)
        replace(field, entry->value);
    else
        complain(reading, setting, entry, "\"%s\" is not a mail address", entry->value);
}

void
ct_read_languages(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) words = g_strsplit_set(entry->value, " ,\n\t", -1);
    g_autoptr(GStrvBuilder) list = g_strv_builder_new();
    char ***languages = field;
    int count = 0;

    for (int i = 0; words[i] != NULL; i++) {
        size_t length = strlen(words[i]);

        if (length == 0)
            continue;
        if (length < 2 || length > 35 || !g_ascii_isalpha(*words[i]) || strchr(words[i], '/')) {
            complain(reading, setting, entry, "\"%s\" is not a language code, like en or de",
                     words[i]);
            return;
        }
        g_strv_builder_add(list, words[i]);
        count++;
    }
    if (count == 0) {
        complain(reading, setting, entry, "at least one language is needed, like en");
        return;
    }
    g_strfreev(*languages);
    *languages = g_strv_builder_end(list);
}

void
ct_read_choice(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    int found = ct_vocabulary_find(setting->words, entry->value);
    g_autofree char *all = g_strjoinv(", ", (char **)(uintptr_t)setting->words);

    if (found >= 0)
        *(int *)field = found;
    else
        complain(reading, setting, entry, "\"%s\" is not one of: %s", entry->value, all);
}

static void
read_amount(CtReading *reading, const CtSetting *setting, const CtEntry *entry, int *field,
            const char *unit)
{
    const char *p = entry->value;
    int number;

    if (take_number(&p, &number) && (*p == '\0' || strcmp(p, unit) == 0) &&
        number >= setting->min && number <= setting->max)
        *field = number;
    else
        complain(reading, setting, entry, "\"%s\" is not a whole number from %d to %d%s%s",
                 entry->value, setting->min, setting->max, *unit != '\0' ? " " : "", unit);
}

void
ct_read_number(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    read_amount(reading, setting, entry, field, "");
}

void
ct_read_percent(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    read_amount(reading, setting, entry, field, "%");
}

void
ct_read_seconds(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    read_amount(reading, setting, entry, field, "seconds");
}

/* --- weekdays ------------------------------------------------------------------------- */

/* "monday", "monday-friday": a set of weekdays, 0 when it is neither. */
static CtWeek
parse_weekdays(const char *text)
{
    g_auto(GStrv) ends = g_strsplit(text, "-", 2);
    int from = ct_vocabulary_find(ct_weekday_words, g_strstrip(ends[0]));
    int to = ends[1] == NULL ? from : ct_vocabulary_find(ct_weekday_words, g_strstrip(ends[1]));
    CtWeek week = 0;

    if (from < 0 || to < 0)
        return 0;
    for (int day = from;; day = (day + 1) % 7) {
        week = (CtWeek)(week | 1U << day);
        if (day == to)
            return week;
    }
}

void
ct_read_week(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = split_list(entry->value);
    CtWeek week = 0;

    for (int i = 0; parts[i] != NULL; i++) {
        CtWeek part = parse_weekdays(parts[i]);

        if (part == 0) {
            complain(reading, setting, entry,
                     "\"%s\" is not a weekday or a range of them, like monday-friday", parts[i]);
            return;
        }
        week |= part;
    }
    *(CtWeek *)field = week;
}

void
ct_read_quiet(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = split_list(entry->value);
    CtWeek week = 0;
    bool holidays = false;

    for (int i = 0; parts[i] != NULL; i++) {
        CtWeek part = parse_weekdays(parts[i]);

        if (part == 0 && strcmp(parts[i], "holidays") != 0) {
            complain(reading, setting, entry, "\"%s\" is neither a weekday nor \"holidays\"",
                     parts[i]);
            return;
        }
        holidays |= part == 0;
        week |= part;
    }
    reading->settings->policy.quiet_days = week;
    reading->settings->policy.quiet_holidays = holidays;
}

/* "9:00" to minutes after midnight. */
static bool
take_clock(const char **text, int *minutes_out)
{
    int hour, minute = 0;

    if (!take_number(text, &hour) || hour > 24)
        return false;
    if (**text == ':') {
        (*text)++;
        if (!take_number(text, &minute) || minute > 59)
            return false;
    }
    *minutes_out = hour * 60 + minute;
    return *minutes_out <= 24 * 60;
}

void
ct_read_hours(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    const char *p = entry->value;
    CtHours hours = {0, 0};
    bool fits = strcmp(p, "closed") == 0;

    if (!fits && take_clock(&p, &hours.opens) && *p == '-') {
        p++;
        p += strspn(p, " \t");
        fits = take_clock(&p, &hours.closes) && *p == '\0' && hours.opens < hours.closes;
    }
    if (fits)
        *(CtHours *)field = hours;
    else
        complain(reading, setting, entry,
                 "\"%s\" is neither hours, like 9:00-18:00, nor \"closed\"", entry->value);
}

bool
ct_read_weekday_hours(CtReading *reading, const CtEntry *entry)
{
    const CtSetting setting = {.block = "hours"};
    CtWeek week = parse_weekdays(entry->name);

    for (int i = 0; i < 7; i++)
        if (week & 1U << i)
            ct_read_hours(reading, &setting, entry, &reading->settings->hours[i]);
    return week != 0;
}

/* --- days ----------------------------------------------------------------------------- */

void
ct_read_live_since(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_autoptr(GError) error = NULL;

    reading->settings->policy.live_since_set = false;
    if (*entry->value == '\0')
        return;
    if (ct_day_parse(entry->value, &reading->settings->policy.live_since, &error))
        reading->settings->policy.live_since_set = true;
    else
        complain(reading, setting, entry, "%s", error->message);
}

/* "24 dec" to 1224. */
static bool
take_month_day(const char **text, int *mmdd_out)
{
    int day, month;
    size_t letters;
    g_autofree char *word = NULL;

    if (!take_number(text, &day))
        return false;
    letters = strspn(*text, "abcdefghijklmnopqrstuvwxyz");
    word = g_strndup(*text, MIN(letters, 3));
    month = letters >= 3 ? ct_vocabulary_find(month_words, word) + 1 : 0;
    *text += letters;
    *text += strspn(*text, " \t");
    *mmdd_out = month * 100 + day;
    return month > 0 && ct_day_is_valid(2000, month, day);
}

void
ct_read_closed(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_autofree char *folded = g_ascii_strdown(entry->value, -1);
    g_auto(GStrv) parts = split_list(folded);
    GArray **ranges = field;

    if (*ranges != NULL)
        g_array_unref(*ranges);
    *ranges = g_array_new(FALSE, FALSE, sizeof(CtClosed));
    for (int i = 0; parts[i] != NULL; i++) {
        const char *p = parts[i];
        CtClosed closed;
        bool fits = take_month_day(&p, &closed.from);

        closed.to = closed.from;
        if (fits && *p == '-') {
            p++;
            p += strspn(p, " \t");
            fits = take_month_day(&p, &closed.to);
        }
        if (fits && *p == '\0')
            g_array_append_val(*ranges, closed);
        else
            complain(reading, setting, entry, "\"%s\" is not a day or a range, like 24 dec - 1 jan",
                     parts[i]);
    }
}

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

    if (number == NULL || strcmp(words[0], "in") != 0 || !take_number(&number, &amount) ||
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

    if (count == NULL || !take_number(&count, &limit.count) || limit.count == 0)
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
    g_auto(GStrv) parts = split_list(entry->value);
    GPtrArray **limits = field;

    if (*limits != NULL)
        g_ptr_array_unref(*limits);
    *limits = g_ptr_array_new_with_free_func(limit_free);
    for (int i = 0; parts[i] != NULL; i++) {
        CtLimit *limit = parse_limit(parts[i]);

        if (limit != NULL)
            g_ptr_array_add(*limits, limit);
        else
            complain(reading, setting, entry,
                     "\"%s\" is not a limit, like \"2 marketing mails in 30 days\"", parts[i]);
    }
}

void
ct_read_daily(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = split_list(entry->value);
    int *limits = field;

    for (int i = 0; parts[i] != NULL; i++) {
        const char *p = parts[i];
        int count, channel = -1;

        if (take_number(&p, &count) && count > 0)
            channel = channel_of(p);
        if (channel >= 0)
            limits[channel] = count;
        else
            complain(reading, setting, entry, "\"%s\" is not a daily limit, like 200 mails",
                     parts[i]);
    }
}

void
ct_read_channels(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = split_list(entry->value);
    bool *channels = field;

    memset(channels, 0, sizeof(bool) * CT_CHANNEL_COUNT);
    for (int i = 0; parts[i] != NULL; i++) {
        int channel = channel_of(parts[i]);

        if (channel >= 0)
            channels[channel] = true;
        else
            complain(reading, setting, entry, "\"%s\" is not one of: mail, call, card", parts[i]);
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
    g_auto(GStrv) parts = split_list(entry->value);
    GArray **times = field;

    if (*times != NULL)
        g_array_unref(*times);
    *times = g_array_new(FALSE, FALSE, sizeof(CtPostTime));
    g_array_set_clear_func(*times, post_time_clear);
    for (int i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(parts[i], " ", 2);
        const char *days = words[1] != NULL ? g_strstrip(words[1]) : "";
        CtPostTime time = {0};

        if ((ct_vocabulary_find(places, words[0]) >= 0 || is_upper_word(words[0], 2)) &&
            take_number(&days, &time.days) && *days == '\0' && time.days <= 60) {
            time.place = g_strdup(words[0]);
            g_array_append_val(*times, time);
        } else {
            complain(reading, setting, entry,
                     "\"%s\" is not a place and working days up to 60, like GB 2, home 2, Europe 5 "
                     "or world 8",
                     parts[i]);
        }
    }
}
