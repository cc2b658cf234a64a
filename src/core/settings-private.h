/* How the texts of settings become values. Inside core only. */
#pragma once

#include "courtesy/settings.h"

typedef struct {
    CtSettings *settings;
    CtProblems *problems;
} CtReading;

/* One setting: where it stands, how it is read, where it goes. */
typedef struct CtSetting CtSetting;
struct CtSetting {
    const char *block, *name;
    /* Reads `entry` into `field`, which holds the value before; adds mistakes to the problems. */
    void (*read)(CtReading *reading, const CtSetting *setting, const CtEntry *entry, void *field);
    size_t offset;
    int min, max;             /* of numbers */
    const char *const *words; /* of choices */
    const char *fallback;     /* NULL: none */
    const char *help;
};

void ct_read_text(CtReading *, const CtSetting *, const CtEntry *, void *);       /* char * */
void ct_read_lines(CtReading *, const CtSetting *, const CtEntry *, void *);      /* char * */
void ct_read_country(CtReading *, const CtSetting *, const CtEntry *, void *);    /* char * */
void ct_read_currency(CtReading *, const CtSetting *, const CtEntry *, void *);   /* char * */
void ct_read_time_zone(CtReading *, const CtSetting *, const CtEntry *, void *);  /* char * */
void ct_read_server(CtReading *, const CtSetting *, const CtEntry *, void *);     /* char * */
void ct_read_mail(CtReading *, const CtSetting *, const CtEntry *, void *);       /* char * */
void ct_read_languages(CtReading *, const CtSetting *, const CtEntry *, void *);  /* char ** */
void ct_read_choice(CtReading *, const CtSetting *, const CtEntry *, void *);     /* an enum */
void ct_read_number(CtReading *, const CtSetting *, const CtEntry *, void *);     /* int */
void ct_read_percent(CtReading *, const CtSetting *, const CtEntry *, void *);    /* int */
void ct_read_seconds(CtReading *, const CtSetting *, const CtEntry *, void *);    /* int */
void ct_read_week(CtReading *, const CtSetting *, const CtEntry *, void *);       /* CtWeek */
void ct_read_quiet(CtReading *, const CtSetting *, const CtEntry *, void *);      /* policy */
void ct_read_live_since(CtReading *, const CtSetting *, const CtEntry *, void *); /* policy */
void ct_read_closed(CtReading *, const CtSetting *, const CtEntry *, void *);     /* GArray * */
void ct_read_limits(CtReading *, const CtSetting *, const CtEntry *, void *);     /* GPtrArray * */
void ct_read_daily(CtReading *, const CtSetting *, const CtEntry *, void *);      /* int[] */
void ct_read_channels(CtReading *, const CtSetting *, const CtEntry *, void *);   /* bool[] */
void ct_read_post(CtReading *, const CtSetting *, const CtEntry *, void *);       /* GArray * */
void ct_read_hours(CtReading *, const CtSetting *, const CtEntry *, void *);      /* CtHours */

/* "monday-friday = 9:00-18:00": false when the name is not a weekday or a range of them. */
bool ct_read_weekday_hours(CtReading *reading, const CtEntry *entry);

/* "USD = 0.92" (settings-rates.c). */
void ct_read_rate(CtReading *reading, const CtEntry *entry);

/* What the readers share. A mistake in `entry`, with its place. */
void ct_setting_complain(CtReading *reading, const CtSetting *setting, const CtEntry *entry,
                         const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The parts of a list that is separated by commas or line breaks, without empty ones. */
char **ct_setting_list(const char *value);
/* A whole number up to a million at the start of *text, which is moved past it and the blanks that
 * follow. */
bool ct_setting_number(const char **text, int *number_out);

/* What CtSettings.written is found by. */
#define CT_SETTING_KEY "[%s] %s"
/* What is wrong with settings that are good one by one. */
void ct_settings_check(const CtSettings *settings, CtProblems *problems);
void ct_settings_check_rates(const CtSettings *settings, CtProblems *problems);

/* True for an alpha-2 code of ISO 3166-1, and for a code of ISO 4217 of money that is in use. */
bool ct_country_is_code(const char *text);
bool ct_currency_is_code(const char *text);
/* The end of a message about a text that is none: what was meant, or what one looks like. The
 * caller owns the result. */
char *ct_country_hint(const char *text);
char *ct_currency_hint(const char *text);
char *ct_time_zone_hint(const char *text);
