/* Days and birthdays as people and programs write them. A text is taken apart into at most three
 * numbers or names of months; what they mean depends on how they are written. Numbers alone, as
 * spreadsheets count days (45820), are no days: nobody who reads such a cell could say which. */
#include "config.h"

#include "value-private.h"

#include <string.h>

#define YEAR_FIRST       1900
#define YEAR_LAST        2199
#define BIRTH_YEAR_FIRST 1901 /* 1900 is what programs write for "not known" */
#define APPLE_NO_YEAR    1604 /* and what telephones write for a birthday without a year */
#define NO_SUCH_YEAR     1    /* one that is before all others */
#define LEAP_YEAR        2000 /* a birthday without a year may be 29 February */

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

/* --- taking apart --------------------------------------------------------------------- */

/* "12th", "1st", "1er" */
static const char *
skip_ordinal(const char *text)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th", "er"};

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

/* The bytes of the word that the text begins with. */
static size_t
word_length(const char *text)
{
    const char *end = text;

    while (g_unichar_isalpha(g_utf8_get_char_validated(end, -1)))
        end = g_utf8_find_next_char(end, NULL);
    return (size_t)(end - text);
}

static const char *
take_name(const char *text, Part *part)
{
    size_t length = word_length(text);

    part->value = ct_import_month(text, length);
    part->digits = 0;
    return part->value > 0 ? text + length : NULL;
}

static bool
is_small_word(const char *text, size_t length)
{
    static const char *const words[] = {"de", "del", "of", "the", "gada", "le", "den", "der", "el"};

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strlen(words[i]) == length && g_ascii_strncasecmp(text, words[i], length) == 0)
            return true;
    return false;
}

/* The small words of "12 de junio de 2025" and "the 12th of June". */
static const char *
skip_small_words(const char *text)
{
    size_t length = word_length(text);

    while (length > 0 && text[length] == ' ' && is_small_word(text, length)) {
        text += length + 1;
        length = word_length(text);
    }
    return text;
}

/* "Thursday, 12 June 2025": the name of a day tells nothing new. */
static const char *
skip_weekday(const char *text)
{
    size_t length = word_length(text);
    const char *end = text + length;

    if (length == 0 || !ct_import_is_weekday(text, length))
        return text;
    end += strspn(end, ".,");
    return *end == ' ' ? end + 1 : text;
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
    return g_ascii_isdigit(*text) || word_length(text) > 0;
}

static bool
take_apart(const char *text, Parts *parts)
{
    const char *p = text + strspn(text, " ");

    *parts = (Parts){0};
    if (g_str_has_prefix(p, "--")) {
        parts->dashes_before = true;
        p += 2;
    } else if (!g_ascii_isdigit(*p)) {
        p = skip_small_words(skip_weekday(p));
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
        if (next != NULL)
            next = skip_small_words(next);
        if (next == NULL || !begins_part(next))
            return true;
        p = next;
    }
}

/* Nothing, or a time of day with its zone: it has no part in the day. */
static bool
is_end(const char *rest)
{
    bool marked = *rest == 'T';

    if (*rest == '.') /* "12.06.1985." */
        rest++;
    if (*rest == 'T' || *rest == ' ' || *rest == ',')
        rest++;
    else if (*rest != '\0')
        return false;
    rest += strspn(rest, " ");
    if (*rest == '\0')
        return true;
    if (!g_ascii_isdigit(*rest) || (!marked && strpbrk(rest, ":h") == NULL))
        return false;
    while (g_ascii_isdigit(*rest) || g_ascii_isupper(*rest) ||
           (*rest != '\0' && strchr(":.,+- amphr", *rest) != NULL))
        rest++;
    return *rest == '\0';
}

/* --- meaning -------------------------------------------------------------------------- */

static int
full_year(Part part)
{
    if (part.digits == 4)
        return part.value;
    if (part.digits != 2)
        return NO_SUCH_YEAR;
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

static bool
has_name(const Parts *parts)
{
    for (int i = 0; i < parts->count; i++)
        if (parts->part[i].digits == 0)
            return true;
    return false;
}

/* "12 June 2025", "June 12, 2025", "12-Jun-2025", "2025. gada 12. jūnijs", "12 June" */
static bool
read_named(const Parts *parts, Date *date)
{
    Part numbers[2] = {{0}};
    int count = 0, year = -1;

    for (int i = 0; i < parts->count; i++) {
        if (parts->part[i].digits == 0)
            date->month = parts->part[i].value;
        else if (count < 2)
            numbers[count++] = parts->part[i];
    }
    if (count != parts->count - 1)
        return false;
    if (count == 2 && numbers[0].digits == 4) {
        year = numbers[0].value;
        numbers[0] = numbers[1];
    } else if (count == 2) {
        year = full_year(numbers[1]);
    }
    date->day = numbers[0].value;
    date->year = year;
    return is_number(numbers[0], 1, 2);
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
    if (has_name(parts))
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

/* "--0612", "06-12", "12.6.", "12/06", "12 June". With a dash the month comes first, as in a whole
 * date of ISO 8601, unless the file is known to begin with the day. */
static bool
read_without_year(const Parts *parts, CtDates dates, Date *date)
{
    bool month_first;

    date->year = -1;
    if (parts->count == 1 && parts->dashes_before && parts->part[0].digits == 4) {
        date->month = parts->part[0].value / 100;
        date->day = parts->part[0].value % 100;
        return true;
    }
    if (parts->count != 2)
        return false;
    if (has_name(parts))
        return read_named(parts, date);
    if (!is_numeric(parts))
        return false;
    if (parts->separator[0] == '/')
        return set_by_order(parts, dates, date);
    if (parts->separator[0] == ' ')
        return false;
    month_first = parts->separator[0] == '-' && (dates != CT_DATES_DMY || parts->dashes_before);
    date->month = parts->part[month_first ? 0 : 1].value;
    date->day = parts->part[month_first ? 1 : 0].value;
    return true;
}

/* "2025-06-12", as nearly all programs write it, and perhaps a time behind it. */
static bool
read_iso(const char *text, Date *date)
{
    static const char form[] = "0000-00-00";

    for (size_t i = 0; form[i] != '\0'; i++)
        if (form[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != form[i])
            return false;
    date->year =
        (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
    date->month = (text[5] - '0') * 10 + (text[6] - '0');
    date->day = (text[8] - '0') * 10 + (text[9] - '0');
    return is_end(text + strlen(form));
}

static bool
read_day(const char *text, CtDates dates, Date *date)
{
    Parts parts;

    return read_iso(text, date) || (take_apart(text, &parts) && !parts.dashes_before &&
                                    is_end(parts.rest) && read_full(&parts, dates, date));
}

bool
ct_import_day(const char *text, CtDates dates, CtDay *day_out)
{
    Date date = {0};

    if (!read_day(text, dates, &date))
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

    if (read_iso(text, &date))
        parts = (Parts){0};
    else if (!take_apart(text, &parts) || !is_end(parts.rest) ||
             (!(read_full(&parts, dates, &date) && !parts.dashes_before) &&
              !read_without_year(&parts, dates, &date)))
        return false;
    has_year = date.year > 0 && date.year != APPLE_NO_YEAR && !has_short_year(&parts);
    if (has_year && (date.year < BIRTH_YEAR_FIRST || date.year > YEAR_LAST))
        return false;
    if (!ct_day_is_valid(has_year ? date.year : LEAP_YEAR, date.month, date.day))
        return false;
    *mmdd_out = date.month * 100 + date.day;
    *year_out = has_year ? date.year : 0;
    return true;
}

/* The number in a cell; false: there is none. */
static bool
read_cell(const char *text, int most, int *value_out)
{
    Part part;
    const char *end = take_number(text, &part);

    if (end == NULL || part.digits == 0 ||
        (*end != '\0' && strcmp(end, ".") != 0 && strcmp(end, ".0") != 0) || part.value > most)
        return false;
    *value_out = part.value;
    return true;
}

bool
ct_import_birthday_parts(const char *day, const char *month, const char *year, int *mmdd_out,
                         int *year_out)
{
    g_autofree char *iso = NULL;
    int of_day, of_month, of_year = 0;

    if (!read_cell(day, 31, &of_day))
        return false;
    if (!read_cell(month, 12, &of_month))
        of_month = ct_import_month(month, strlen(month));
    if (year != NULL && *year != '\0' && !read_cell(year, YEAR_LAST, &of_year))
        return false;
    if (of_year == 0)
        of_year = APPLE_NO_YEAR;
    iso = g_strdup_printf("%04d-%02d-%02d", of_year, of_month, of_day);
    return ct_import_birthday(iso, CT_DATES_UNKNOWN, mmdd_out, year_out);
}

/* Which of the numbers in "25-12" comes first; without a day beyond 12 nothing is in doubt. */
static CtDateHint
hint_of_dashes(const Parts *parts)
{
    CtDateHint tells = hint(parts->part[0], parts->part[1]);

    return tells == CT_HINT_EITHER ? CT_HINT_NONE : tells;
}

CtDateHint
ct_import_date_hint(const char *text, int *first_out, int *second_out)
{
    Parts parts;
    CtDateHint tells;
    Date date;

    if (read_iso(text, &date))
        return CT_HINT_NONE;
    if (!take_apart(text, &parts) || parts.dashes_before || !is_end(parts.rest) ||
        parts.count < 2 || !is_numeric(&parts))
        return CT_HINT_NONE;
    if (parts.separator[0] == '-' && parts.count == 2)
        return hint_of_dashes(&parts);
    if (parts.separator[0] != '/' && parts.separator[0] != '-')
        return CT_HINT_NONE;
    tells = hint(parts.part[0], parts.part[1]);
    if (tells != CT_HINT_EITHER)
        return tells;
    *first_out = parts.part[0].value;
    *second_out = parts.part[1].value;
    return tells;
}
