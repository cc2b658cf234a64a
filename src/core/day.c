#include "config.h"

#include "courtesy/core.h"

/* Day 1 of GDate's julian count is 0001-01-01; 1970-01-01 is 719163. */
#define EPOCH_JULIAN 719163

CtDay
ct_day_from_ymd(int year, int month, int day)
{
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return (CtDay){(int32_t)g_date_get_julian(&date) - EPOCH_JULIAN};
}

void
ct_day_to_ymd(CtDay d, int *year, int *month, int *day)
{
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)(d.n + EPOCH_JULIAN));
    *year = g_date_get_year(&date);
    *month = g_date_get_month(&date);
    *day = g_date_get_day(&date);
}

/* Reads exactly `digits` digits at *p, and moves past them. -1 if there are fewer. */
static int
read_number(const char **p, int digits)
{
    int n = 0;

    for (; digits > 0; digits--, (*p)++) {
        if (!g_ascii_isdigit(**p))
            return -1;
        n = n * 10 + g_ascii_digit_value(**p);
    }
    return n;
}

bool
ct_day_parse(const char *text, CtDay *day_out, GError **error)
{
    const char *p = text;
    int year, month = -1, day = -1;

    year = read_number(&p, 4);
    if (year > 0 && *p == '-') {
        p++;
        month = read_number(&p, 2);
    }
    if (month > 0 && *p == '-') {
        p++;
        day = read_number(&p, 2);
    }
    if (*p != '\0' || !ct_day_is_valid(year, month, day)) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "\"%s\" is not a day (YYYY-MM-DD)", text);
        return false;
    }
    *day_out = ct_day_from_ymd(year, month, day);
    return true;
}

int
ct_day_mmdd(CtDay d)
{
    int year, month, day;

    ct_day_to_ymd(d, &year, &month, &day);
    return month * 100 + day;
}

bool
ct_day_is_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

int
ct_day_month_length(int year, int month)
{
    return g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
}

const char *
ct_day_text(CtDay d, char buffer[CT_DAY_TEXT])
{
    int year, month, day;

    ct_day_to_ymd(d, &year, &month, &day);
    g_snprintf(buffer, CT_DAY_TEXT, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
               (unsigned)day % 100);
    return buffer;
}

int
ct_day_weekday(CtDay d)
{
    /* Day 0, 1970-01-01, was a Thursday. */
    return ((d.n + 3) % 7 + 7) % 7 + 1;
}

CtDay
ct_day_add_months(CtDay d, int months)
{
    int year, month, day, index;

    ct_day_to_ymd(d, &year, &month, &day);
    index = year * 12 + month - 1 + months;
    year = index / 12;
    month = index % 12 + 1;
    return ct_day_from_ymd(year, month, MIN(day, ct_day_month_length(year, month)));
}
