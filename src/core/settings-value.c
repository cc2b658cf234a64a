/* How the text of a setting becomes a value: one function a kind of value. A mistake is added to
 * the problems with its place, and the value stays what it was. */
#include "config.h"

#include "settings-private.h"

#include <stdlib.h>
#include <string.h>

static const char *const month_words[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul",
                                          "aug", "sep", "oct", "nov", "dec", NULL};

void
ct_setting_complain(CtReading *reading, const CtSetting *setting, const CtEntry *entry,
                    const char *format, ...)
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

char **
ct_setting_list(const char *value)
{
    g_auto(GStrv) parts = g_strsplit_set(value, ",\n", -1);
    g_autoptr(GStrvBuilder) list = g_strv_builder_new();

    for (int i = 0; parts[i] != NULL; i++)
        if (*g_strstrip(parts[i]) != '\0')
            g_strv_builder_add(list, parts[i]);
    return g_strv_builder_end(list);
}

bool
ct_setting_number(const char **text, int *number_out)
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

void
ct_read_country(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_autofree char *hint = NULL;

    if (ct_country_is_code(entry->value)) {
        replace(field, entry->value);
        return;
    }
    hint = ct_country_hint(entry->value);
    ct_setting_complain(reading, setting, entry, "\"%s\" is not a country code of ISO 3166%s",
                        entry->value, hint);
}

void
ct_read_currency(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_autofree char *hint = NULL;

    if (ct_currency_is_code(entry->value)) {
        replace(field, entry->value);
        return;
    }
    hint = ct_currency_hint(entry->value);
    ct_setting_complain(reading, setting, entry, "\"%s\" is not a currency code of ISO 4217%s",
                        entry->value, hint);
}

void
ct_read_time_zone(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_autoptr(GTimeZone) zone =
        *entry->value != '\0' ? g_time_zone_new_identifier(entry->value) : NULL;
    g_autofree char *hint = NULL;

    if (zone != NULL || *entry->value == '\0') {
        replace(field, entry->value);
        return;
    }
    hint = ct_time_zone_hint(entry->value);
    ct_setting_complain(reading, setting, entry, "\"%s\" is not a time zone%s", entry->value, hint);
}

void
ct_read_server(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_autofree char *with_port = g_strconcat(entry->value, ":587", NULL);

    if (ct_address_is_server(entry->value))
        replace(field, entry->value);
    else if (ct_address_is_server(with_port))
        ct_setting_complain(reading, setting, entry, "\"%s\" has no port; write %s", entry->value,
                            with_port);
    else
        ct_setting_complain(reading, setting, entry,
                            "\"%s\" is not a host and a port from 1 to 65535, like "
                            "smtp.example.net:587",
                            entry->value);
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
        ct_setting_complain(reading, setting, entry, "\"%s\" is not a mail address", entry->value);
}

/* A BCP 47 tag with its primary language of two or three letters in small ones: "EN-gb" gives
 * "en-gb". NULL when it is none. */
static char *
language_tag(const char *word)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    g_autofree char *tag = g_ascii_strdown(word, -1);
    size_t primary = strspn(tag, letters);
    bool fits = (primary == 2 || primary == 3) && (tag[primary] == '\0' || tag[primary] == '-') &&
                strlen(tag) <= 35 &&
                tag[strspn(tag, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';

    if (!fits)
        return NULL;
    /* The rest keeps its letters as they were written: en-GB, zh-Hans. */
    for (size_t i = primary; tag[i] != '\0'; i++)
        tag[i] = word[i];
    return g_steal_pointer(&tag);
}

void
ct_read_languages(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) words = g_strsplit_set(entry->value, " ,\n\t", -1);
    g_autoptr(GStrvBuilder) list = g_strv_builder_new();
    char ***languages = field;
    int count = 0;

    for (int i = 0; words[i] != NULL; i++) {
        g_autofree char *tag = language_tag(words[i]);

        if (*words[i] == '\0')
            continue;
        if (tag == NULL) {
            ct_setting_complain(reading, setting, entry,
                                "\"%s\" is not a language code, like en or de", words[i]);
            return;
        }
        g_strv_builder_add(list, tag);
        count++;
    }
    if (count == 0) {
        ct_setting_complain(reading, setting, entry, "at least one language is needed, like en");
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
        ct_setting_complain(reading, setting, entry, "\"%s\" is not one of: %s", entry->value, all);
}

static void
read_amount(CtReading *reading, const CtSetting *setting, const CtEntry *entry, int *field,
            const char *unit)
{
    const char *p = entry->value;
    int number;

    if (ct_setting_number(&p, &number) && (*p == '\0' || strcmp(p, unit) == 0) &&
        number >= setting->min && number <= setting->max)
        *field = number;
    else
        ct_setting_complain(reading, setting, entry,
                            "\"%s\" is not a whole number from %d to %d%s%s", entry->value,
                            setting->min, setting->max, *unit != '\0' ? " " : "", unit);
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
    g_auto(GStrv) parts = ct_setting_list(entry->value);
    CtWeek week = 0;

    for (int i = 0; parts[i] != NULL; i++) {
        CtWeek part = parse_weekdays(parts[i]);

        if (part == 0) {
            ct_setting_complain(reading, setting, entry,
                                "\"%s\" is not a weekday or a range of them, like monday-friday",
                                parts[i]);
            return;
        }
        week |= part;
    }
    *(CtWeek *)field = week;
}

void
ct_read_quiet(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field)
{
    g_auto(GStrv) parts = ct_setting_list(entry->value);
    CtWeek week = 0;
    bool holidays = false;

    for (int i = 0; parts[i] != NULL; i++) {
        CtWeek part = parse_weekdays(parts[i]);

        if (part == 0 && strcmp(parts[i], "holidays") != 0) {
            ct_setting_complain(reading, setting, entry,
                                "\"%s\" is neither a weekday nor \"holidays\"", parts[i]);
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

    if (!ct_setting_number(text, &hour) || hour > 24)
        return false;
    if (**text == ':') {
        (*text)++;
        if (!ct_setting_number(text, &minute) || minute > 59)
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
        ct_setting_complain(reading, setting, entry,
                            "\"%s\" is neither hours, like 9:00-18:00, nor \"closed\"",
                            entry->value);
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
        ct_setting_complain(reading, setting, entry, "%s", error->message);
}

/* "24 dec" to 1224. */
static bool
take_month_day(const char **text, int *mmdd_out)
{
    int day, month;
    size_t letters;
    g_autofree char *word = NULL;

    if (!ct_setting_number(text, &day))
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
    g_auto(GStrv) parts = ct_setting_list(folded);
    GArray **ranges = field;

    if (*ranges != NULL)
        g_array_unref(*ranges);
    *ranges = g_array_new(FALSE, FALSE, sizeof(CtClosed));
    for (int i = 0; parts[i] != NULL; i++) {
        const char *p = parts[i];
        CtClosed closed = {0, 0};
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
            ct_setting_complain(reading, setting, entry,
                                "\"%s\" is not a day or a range, like 24 dec - 1 jan", parts[i]);
    }
}
