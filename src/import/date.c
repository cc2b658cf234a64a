/* Days and birthdays as people and programs write them. A text is taken apart into at most three
 * numbers or names of months; what they mean depends on how they are written. */
#include "config.h"

#include "value-private.h"

#include <string.h>

#define YEAR_FIRST       1900
#define YEAR_LAST        2199
#define BIRTH_YEAR_FIRST 1901 /* 1900 is what programs write for "not known" */
#define APPLE_NO_YEAR    1604 /* and what telephones write for a birthday without a year */
#define LEAP_YEAR        2000 /* a birthday without a year may be 29 February */

static const char *const month_names[] = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};

typedef struct {
    int value;
    int digits; /* 0: the name of a month */
} Part;

typedef struct {
    Part part[3];
    int count;
    char separator[2];  /* behind the first and the second part: '-', '/', '.' or ' ' */
    bool dashes_before; /* "--0612" */
    const char *rest;   /* what follows */
} Parts;

typedef struct {
    int year, month, day; /* year -1: none */
} Date;

const char *
ct_import_month_name(int month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

    return names[month - 1];
}

/* --- taking apart --------------------------------------------------------------------- */

/* "12th", "1st" */
static const char *
skip_ordinal(const char *text)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};

    for (size_t i = 0; i < G_N_ELEMENTS(ordinals); i++)
        if (g_ascii_strncasecmp(text, ordinals[i], 2) == 0 && !g_ascii_isalpha(text[2]))
            return text + 2;
    return text;
}

static const char *
take_number(const char *text, Part *part)
{
    const char *end = text;

    for (part->value = 0; g_ascii_isdigit(*end) && end - text < 8; end++)
        part->value = part->value * 10 + (*end - '0');
    part->digits = (int)(end - text);
    return g_ascii_isdigit(*end) ? NULL : skip_ordinal(end);
}

/* A month's name, or at least its first three letters. */
static const char *
take_name(const char *text, Part *part)
{
    size_t length = 0;

    while (g_ascii_isalpha(text[length]))
        length++;
    for (size_t i = 0; i < G_N_ELEMENTS(month_names) && length >= 3; i++) {
        if (length <= strlen(month_names[i]) &&
            g_ascii_strncasecmp(text, month_names[i], length) == 0) {
            part->value = (int)i + 1;
            part->digits = 0;
            return text + length;
        }
    }
    return NULL;
}

/* One separator, with blanks or a dot of an abbreviation around it; NULL when there is none. */
static const char *
take_separator(const char *text, char *separator_out)
{
    const char *end = text + strspn(text, "-/., ");
    size_t length = (size_t)(end - text);

    if (length == 0 || length > 3)
        return NULL;
    *separator_out = *text;
    if (*text == ',')
        *separator_out = ' ';
    for (const char *p = text + 1; p < end; p++)
        if (*p != ' ')
            return NULL;
    return end;
}

static bool
begins_part(const char *text)
{
    return g_ascii_isdigit(*text) || g_ascii_isalpha(*text);
}

static bool
take_apart(const char *text, Parts *parts)
{
    const char *p = text + strspn(text, " ");

    *parts = (Parts){0};
    if (g_str_has_prefix(p, "--")) {
        parts->dashes_before = true;
        p += 2;
    }
    for (;;) {
        Part *part = &parts->part[parts->count];
        const char *next;

        p = g_ascii_isdigit(*p) ? take_number(p, part) : take_name(p, part);
        if (p == NULL)
            return false;
        parts->count++;
        parts->rest = p;
        if (parts->count == 3 || part->digits == 8 || *p == 'T')
            return true;
        next = take_separator(p, &parts->separator[parts->count - 1]);
        if (next != NULL && *next == '\0')
            parts->rest = next; /* "12.6." */
        if (next == NULL || !begins_part(next))
            return true;
        p = next;
    }
}

/* Nothing, or a time of day: it has no part in the day. */
static bool
is_end(const char *rest)
{
    if (*rest == 'T' || *rest == ' ')
        rest++;
    else if (*rest != '\0')
        return false;
    rest += strspn(rest, " ");
    if (*rest == '\0')
        return true;
    return g_ascii_isdigit(*rest) && strspn(rest, "0123456789:.,+-TZUCGMAPamp ") == strlen(rest);
}

/* --- meaning -------------------------------------------------------------------------- */

static int
full_year(Part part)
{
    if (part.digits == 4)
        return part.value;
    if (part.digits != 2)
        return 0;
    return part.value < 70 ? 2000 + part.value : 1900 + part.value;
}

/* Which of two numbers is the day, when a slash stands between them. */
static CtDateHint
hint(Part first, Part second)
{
    if (first.value > 12 && second.value <= 12)
        return CT_HINT_DMY;
    if (second.value > 12 && first.value <= 12)
        return CT_HINT_MDY;
    return first.value == second.value || first.value > 12 ? CT_HINT_NONE : CT_HINT_EITHER;
}

static bool
set_by_order(const Parts *parts, CtDates dates, Date *date)
{
    CtDateHint tells = hint(parts->part[0], parts->part[1]);
    bool day_first = tells == CT_HINT_DMY || (tells != CT_HINT_MDY && dates == CT_DATES_DMY);

    if (tells == CT_HINT_EITHER && dates == CT_DATES_UNKNOWN)
        return false;
    if ((tells == CT_HINT_DMY && dates == CT_DATES_MDY) ||
        (tells == CT_HINT_MDY && dates == CT_DATES_DMY))
        return false;
    date->day = parts->part[day_first ? 0 : 1].value;
    date->month = parts->part[day_first ? 1 : 0].value;
    return true;
}

static bool
is_number(Part part, int least, int most)
{
    return part.digits >= least && part.digits <= most;
}

/* Two numbers of one or two digits, then perhaps a year, with the same mark between them. */
static bool
is_numeric(const Parts *parts)
{
    return is_number(parts->part[0], 1, 2) && is_number(parts->part[1], 1, 2) &&
           (parts->count == 2 ||
            (is_number(parts->part[2], 2, 4) && parts->separator[0] == parts->separator[1]));
}

/* "12 June 2025", "June 12, 2025", "12-Jun-2025" */
static bool
read_named(const Parts *parts, Date *date)
{
    bool month_first = parts->part[0].digits == 0;

    if (!is_number(parts->part[month_first ? 1 : 0], 1, 2) ||
        parts->part[month_first ? 0 : 1].digits != 0)
        return false;
    date->day = parts->part[month_first ? 1 : 0].value;
    date->month = parts->part[month_first ? 0 : 1].value;
    date->year = parts->count == 3 ? full_year(parts->part[2]) : -1;
    return true;
}

static bool
read_full(const Parts *parts, CtDates dates, Date *date)
{
    if (parts->count == 1 && parts->part[0].digits == 8) {
        *date = (Date){.year = parts->part[0].value / 10000,
                       .month = parts->part[0].value / 100 % 100,
                       .day = parts->part[0].value % 100};
        return true;
    }
    if (parts->count != 3)
        return false;
    if (parts->part[0].digits == 0 || parts->part[1].digits == 0)
        return read_named(parts, date);
    if (parts->part[0].digits == 4 && is_number(parts->part[1], 1, 2) &&
        is_number(parts->part[2], 1, 2) && parts->separator[0] == parts->separator[1]) {
        *date = (Date){.year = parts->part[0].value,
                       .month = parts->part[1].value,
                       .day = parts->part[2].value};
        return true;
    }
    if (!is_numeric(parts))
        return false;
    date->year = full_year(parts->part[2]);
    if (parts->separator[0] != '.')
        return parts->separator[0] != ' ' && set_by_order(parts, dates, date);
    date->day = parts->part[0].value;
    date->month = parts->part[1].value;
    return true;
}

/* "--0612", "06-12", "12.6.", "12/06", "12 June" */
static bool
read_without_year(const Parts *parts, CtDates dates, Date *date)
{
    date->year = -1;
    if (parts->count == 1 && parts->dashes_before && parts->part[0].digits == 4) {
        date->month = parts->part[0].value / 100;
        date->day = parts->part[0].value % 100;
        return true;
    }
    if (parts->count != 2)
        return false;
    if (parts->part[0].digits == 0 || parts->part[1].digits == 0)
        return read_named(parts, date);
    if (!is_numeric(parts))
        return false;
    if (parts->separator[0] == '/')
        return set_by_order(parts, dates, date);
    if (parts->separator[0] == ' ')
        return false;
    date->month = parts->part[parts->separator[0] == '-' ? 0 : 1].value;
    date->day = parts->part[parts->separator[0] == '-' ? 1 : 0].value;
    return true;
}

bool
ct_import_day(const char *text, CtDates dates, CtDay *day_out)
{
    Parts parts;
    Date date = {0};

    if (!take_apart(text, &parts) || parts.dashes_before || !is_end(parts.rest) ||
        !read_full(&parts, dates, &date))
        return false;
    if (date.year < YEAR_FIRST || date.year > YEAR_LAST ||
        !ct_day_is_valid(date.year, date.month, date.day))
        return false;
    *day_out = ct_day_from_ymd(date.year, date.month, date.day);
    return true;
}

/* A year of two digits could be of this century or the last: better none. */
static bool
has_short_year(const Parts *parts)
{
    return parts->count == 3 && parts->part[0].digits != 4 && parts->part[2].digits == 2;
}

bool
ct_import_birthday(const char *text, CtDates dates, int *mmdd_out, int *year_out)
{
    Parts parts;
    Date date = {0};
    bool has_year;

    if (!take_apart(text, &parts) || !is_end(parts.rest))
        return false;
    if (!(read_full(&parts, dates, &date) && !parts.dashes_before) &&
        !read_without_year(&parts, dates, &date))
        return false;
    has_year = date.year >= 0 && date.year != APPLE_NO_YEAR && !has_short_year(&parts);
    if (has_year && (date.year < BIRTH_YEAR_FIRST || date.year > YEAR_LAST))
        return false;
    if (!ct_day_is_valid(has_year ? date.year : LEAP_YEAR, date.month, date.day))
        return false;
    *mmdd_out = date.month * 100 + date.day;
    *year_out = has_year ? date.year : 0;
    return true;
}

CtDateHint
ct_import_date_hint(const char *text, int *first_out, int *second_out)
{
    Parts parts;
    CtDateHint tells;

    if (!take_apart(text, &parts) || parts.dashes_before || !is_end(parts.rest) ||
        parts.count < 2 || !is_numeric(&parts))
        return CT_HINT_NONE;
    if (parts.separator[0] != '/' && (parts.count == 2 || parts.separator[0] != '-'))
        return CT_HINT_NONE;
    tells = hint(parts.part[0], parts.part[1]);
    if (tells != CT_HINT_EITHER)
        return tells;
    *first_out = parts.part[0].value;
    *second_out = parts.part[1].value;
    return tells;
}
