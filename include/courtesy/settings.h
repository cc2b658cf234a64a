/* settings - what courtesy.conf says, typed and checked; one table in settings.c declares all.
 * Part of core. */
#pragma once

#include "courtesy/core.h"

typedef enum { CT_TRANSPORT_FOLDER, CT_TRANSPORT_SMTP } CtMailTransport;
typedef enum { CT_SECURITY_NONE, CT_SECURITY_STARTTLS } CtSecurity;
typedef enum { CT_PAPER_A4, CT_PAPER_LETTER } CtPaper;
typedef enum { CT_LEAP_28_FEBRUARY, CT_LEAP_1_MARCH } CtLeapBirthday;

/* A set of weekdays: bit (weekday - 1), Monday = bit 0. */
typedef uint8_t CtWeek;

/* "1 contact in 7 days", "2 marketing mails in 30 days". */
typedef struct {
    int count;
    int channel; /* a CtChannel, or -1: any */
    int kind;    /* a CtKind, or -1: any */
    int days;
    char *text; /* as written */
} CtLimit;

/* "monday-friday = 9:00-18:00" */
typedef struct {
    int opens, closes; /* minutes after midnight; both 0: closed that day */
} CtHours;

/* "24 dec - 1 jan": every year from `from` to `to`, both as month * 100 + day, both included. */
typedef struct {
    int from, to;
} CtClosed;

/* "GB 2", "Europe 5", "world 8": working days the post takes to a country. */
typedef struct {
    char *place; /* a country code, "Europe" or "world" */
    int days;
} CtPostTime;

typedef struct {
    char *key;  /* [manager KEY] */
    char *name; /* as printed */
    char *mail; /* "" when none */
    int calls_per_day;
    CtWeek works;
} CtManager;

typedef struct {
    char *name, *says;
    CtEntry *who; /* the condition, with its place in the file; never NULL */
} CtSegment;

/* [rates] USD = 0.92 */
typedef struct {
    char currency[4];   /* ISO 4217 */
    int64_t millionths; /* what one unit of it is worth, in units of the business's currency */
} CtRate;

/* A file that every night brings in: [import NAME]. */
typedef struct {
    char *name, *file;
    int kind; /* a CtImportKind, or -1: found out from the columns */
    CtDates dates;
} CtImportSource;

typedef struct {
    struct {
        char *name, *address, *country, *time_zone, *currency, *reply_to, *website;
        char **languages; /* the first is the house language */
    } business;
    CtHours hours[7]; /* Monday first */
    char *holidays;   /* path of an .ics file beside courtesy.conf, "" when none */
    GArray *closed;   /* of CtClosed */
    struct {
        CtMailTransport transport;
        CtSecurity security;
        char *server; /* host:port */
        char *user, *password_command, *password_file;
        int timeout_seconds;
    } mail;
    struct {
        CtDay live_since; /* valid when live_since_set */
        bool live_since_set;
        GPtrArray *at_most; /* of CtLimit */
        CtWeek quiet_days;
        bool quiet_holidays;
        int daily_limit[CT_CHANNEL_COUNT];     /* 0: none */
        bool consent_needed[CT_CHANNEL_COUNT]; /* marketing on this channel needs a recorded yes */
        CtLeapBirthday leap_birthday;          /* when 29 February is kept in other years */
        GArray *post_takes;                    /* of CtPostTime */
        int top_share_percent;
        int hold_out_percent;
    } policy;
    struct {
        CtPaper paper;
        char *font;
        char *labels; /* a sheet of ct_stationery() */
    } print;
    GPtrArray *managers; /* of CtManager, at least one */
    GPtrArray *segments; /* of CtSegment */
    GPtrArray *imports;  /* of CtImportSource */
    GArray *rates;       /* of CtRate; a currency that is not in it has no rate */
    GHashTable *written; /* "[mail] server" to the CtEntry that says so, for messages */
} CtSettings;

/* Reads DIR/courtesy.conf; a missing file gives the defaults. Every mistake goes to `problems`.
 * NULL only when the file is there and cannot be read. The caller owns the result. */
CtSettings *ct_settings_read(const char *dir, CtProblems *problems, GError **error);
/* The same from text. */
CtSettings *ct_settings_parse(const CtTextFile *text, CtProblems *problems);
void ct_settings_free(CtSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtSettings, ct_settings_free)

/* Adds a mistake in a setting that only another module can see, at the place where it is written.
 */
void ct_settings_complain(const CtSettings *settings, const char *block, const char *name,
                          CtProblems *problems, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* One line of documentation a setting, for manuals and their test. */
typedef struct {
    const char *block, *name, *fallback, *help;
} CtSettingHelp;
/* Every setting there is, in the order of the manual: an array of CtSettingHelp. The caller owns
 * the result. */
GArray *ct_settings_help(void);

/* True when the business is open (a working day): hours, holidays and closed days. The holidays
 * come from the caller, which has read the .ics file: sorted array of CtDay, may be NULL. */
bool ct_settings_works_on(const CtSettings *settings, const GArray *holidays, CtDay day);
