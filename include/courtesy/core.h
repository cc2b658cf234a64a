/* core - the words every other module uses: errors, days, vocabulary, text files, settings.
 * May include: nothing of ours. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- errors --------------------------------------------------------------------------- */

typedef enum {
    CT_ERROR_USAGE,      /* the command line is wrong                             exit 64 */
    CT_ERROR_INPUT,      /* imported data, a rule or a template is wrong          exit 65 */
    CT_ERROR_NO_FILE,    /* a file that was named is not there                    exit 66 */
    CT_ERROR_SERVICE,    /* a service is away; the work is kept                   exit 69 */
    CT_ERROR_BUG,        /* a sum does not add up: our mistake                    exit 70 */
    CT_ERROR_OUTPUT,     /* a file cannot be made                                 exit 73 */
    CT_ERROR_STORE,      /* the database refused                                  exit 74 */
    CT_ERROR_LATER,      /* the next run may succeed: lock held, disk full        exit 75 */
    CT_ERROR_PERMISSION, /* a file may not be read, or is open to everybody       exit 77 */
    CT_ERROR_CONFIG,     /* a setting is wrong, or a guard refused                exit 78 */
} CtError;

#define CT_ERROR (ct_error_quark())
GQuark ct_error_quark(void);

/* "Finished, but something needs a person": the exit status of run, check and status. */
#define CT_EXIT_ATTENTION 1

/* The process exit status (sysexits.h) for an error; 70 for one that is not ours. */
int ct_error_exit_status(const GError *error);

/* Everything that is wrong with one or more files, each as "file:line:column: what is wrong", so
 * that a person sees all of it in one go. */
typedef struct CtProblems CtProblems;
CtProblems *ct_problems_new(void);
void ct_problems_free(CtProblems *problems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtProblems, ct_problems_free)
/* `line` and `column` count from 1; 0 leaves them out. */
void ct_problems_add(CtProblems *problems, const char *file, int line, int column,
                     const char *format, ...) G_GNUC_PRINTF(5, 6);
guint ct_problems_count(const CtProblems *problems);
const char *ct_problems_line(const CtProblems *problems, guint i);
/* True when there are none; else *error is set to all of them, one a line. */
bool ct_problems_none(const CtProblems *problems, CtError code, GError **error);

/* --- days ----------------------------------------------------------------------------- */

/* A civil day, counted from 1970-01-01 = 0, proleptic Gregorian, no time zone.
 * Range 0001-01-01 .. 9999-12-31. A struct, so that a day is never mixed up with a count. */
typedef struct {
    int32_t n;
} CtDay;

#define CT_DAY_TEXT 11 /* room for "YYYY-MM-DD" */

CtDay ct_day_from_ymd(int year, int month, int day);
void ct_day_to_ymd(CtDay d, int *year, int *month, int *day);
bool ct_day_is_valid(int year, int month, int day);
/* The number of days in a month of a year. */
int ct_day_month_length(int year, int month);

/* "YYYY-MM-DD" only. On failure: CT_ERROR_INPUT naming the text. */
bool ct_day_parse(const char *text, CtDay *day_out, GError **error);
/* Writes "YYYY-MM-DD" into `buffer` and returns it. */
const char *ct_day_text(CtDay d, char buffer[CT_DAY_TEXT]);

/* 1 = Monday .. 7 = Sunday (ISO 8601). */
int ct_day_weekday(CtDay d);
/* Birthdays and anniversaries: month * 100 + day, 101 .. 1231. */
int ct_day_mmdd(CtDay d);
/* The same day of the month `months` later (or earlier, when negative); the last day of that
 * month when it has no such day: 31 January + 1 month = 28 or 29 February. */
CtDay ct_day_add_months(CtDay d, int months);

/* --- vocabulary: closed lists of words, the same in C, SQL, settings and manual ------- */

#define CT_CHANNELS(X)                                                                             \
    X(CT_CHANNEL_MAIL, "mail")                                                                     \
    X(CT_CHANNEL_CALL, "call")                                                                     \
    X(CT_CHANNEL_CARD, "card")
#define CT_KINDS(X)                                                                                \
    X(CT_KIND_SERVICE, "service")                                                                  \
    X(CT_KIND_MARKETING, "marketing")
/* The states of a touch; see courtesy(1), STATES. */
#define CT_STATES(X)                                                                               \
    X(CT_STATE_PLANNED, "planned")                                                                 \
    X(CT_STATE_WAITING, "waiting")                                                                 \
    X(CT_STATE_HELD, "held")                                                                       \
    X(CT_STATE_HELD_OUT, "held_out")                                                               \
    X(CT_STATE_SUPPRESSED, "suppressed")                                                           \
    X(CT_STATE_EXPIRED, "expired")                                                                 \
    X(CT_STATE_WITHDRAWN, "withdrawn")                                                             \
    X(CT_STATE_CLAIMED, "claimed")                                                                 \
    X(CT_STATE_IN_FLIGHT, "in_flight")                                                             \
    X(CT_STATE_ISSUED, "issued")                                                                   \
    X(CT_STATE_FAILED, "failed")                                                                   \
    X(CT_STATE_UNKNOWN, "unknown")
#define CT_WEEKDAYS(X)                                                                             \
    X(CT_MONDAY, "monday")                                                                         \
    X(CT_TUESDAY, "tuesday")                                                                       \
    X(CT_WEDNESDAY, "wednesday")                                                                   \
    X(CT_THURSDAY, "thursday")                                                                     \
    X(CT_FRIDAY, "friday")                                                                         \
    X(CT_SATURDAY, "saturday")                                                                     \
    X(CT_SUNDAY, "sunday")

/* What the rows of an imported file are, and how its dates with slashes are meant when its own rows
 * do not tell. */
#define CT_IMPORT_KINDS(X)                                                                         \
    X(CT_IMPORT_CUSTOMERS, "customers")                                                            \
    X(CT_IMPORT_PURCHASES, "purchases")                                                            \
    X(CT_IMPORT_CASES, "cases")                                                                    \
    X(CT_IMPORT_CONTACTS, "contacts")                                                              \
    X(CT_IMPORT_BIRTHDAYS, "birthdays")                                                            \
    X(CT_IMPORT_EVENTS, "events")                                                                  \
    X(CT_IMPORT_REFERRALS, "referrals")                                                            \
    X(CT_IMPORT_CONSENT, "consent")                                                                \
    X(CT_IMPORT_DO_NOT_CALL, "do-not-call")
/* Whether 1.234 is one and a bit, or a thousand and more. */
#define CT_DECIMALS(X)                                                                             \
    X(CT_DECIMAL_UNKNOWN, "unknown")                                                               \
    X(CT_DECIMAL_POINT, "point")                                                                   \
    X(CT_DECIMAL_COMMA, "comma")
#define CT_DATE_ORDERS(X)                                                                          \
    X(CT_DATES_UNKNOWN, "unknown")                                                                 \
    X(CT_DATES_DMY, "dmy")                                                                         \
    X(CT_DATES_MDY, "mdy")

#define CT_VOCABULARY_MEMBER(member, word) member,
typedef enum { CT_CHANNELS(CT_VOCABULARY_MEMBER) CT_CHANNEL_COUNT } CtChannel;
typedef enum { CT_KINDS(CT_VOCABULARY_MEMBER) CT_KIND_COUNT } CtKind;
typedef enum { CT_STATES(CT_VOCABULARY_MEMBER) CT_STATE_COUNT } CtState;
typedef enum { CT_WEEKDAYS(CT_VOCABULARY_MEMBER) CT_WEEKDAY_COUNT } CtWeekday;
typedef enum { CT_IMPORT_KINDS(CT_VOCABULARY_MEMBER) CT_IMPORT_KIND_COUNT } CtImportKind;
typedef enum { CT_DECIMALS(CT_VOCABULARY_MEMBER) CT_DECIMAL_COUNT } CtDecimal;
typedef enum { CT_DATE_ORDERS(CT_VOCABULARY_MEMBER) CT_DATE_ORDER_COUNT } CtDates;

/* The words of each list, NULL-terminated, indexed by the enum. */
extern const char *const ct_channel_words[];
extern const char *const ct_kind_words[];
extern const char *const ct_state_words[];
extern const char *const ct_weekday_words[];
extern const char *const ct_import_kind_words[];
extern const char *const ct_decimal_words[];
extern const char *const ct_date_order_words[];

/* The index of `word` in a NULL-terminated list, or -1. */
int ct_vocabulary_find(const char *const *words, const char *word);
/* The word of the list that `word` was probably meant to be (edit distance at most a third of its
 * length, at least 1), or NULL. */
const char *ct_vocabulary_nearest(const char *const *words, const char *word);
/* The end of a message about an unknown word: `; did you mean "WORD"?`, or `otherwise`. The caller
 * owns the result. */
char *ct_vocabulary_hint(const char *const *words, const char *word, const char *otherwise);

/* --- text from outside ---------------------------------------------------------------- */

/* A copy that is valid UTF-8 in NFC, without control characters (C0, C1, U+2028/9, bidi overrides
 * and isolates) and noncharacters, with runs of white space made one blank and none at the ends;
 * invalid bytes become U+FFFD. `keep_lines` keeps single line feeds. The caller owns the result. */
char *ct_text_clean(const char *text, bool keep_lines);

/* A number for people, "1,204", and so many things: "1 purchase", "1,204 purchases". The caller
 * owns the result. */
char *ct_number(int64_t number);
char *ct_count(int64_t number, const char *one, const char *many);

/* Appends one cell of a CSV line (RFC 4180) to `line`, quoted where needed; first: no comma before
 * it. For people: a cell that a spreadsheet would take for a formula gets an apostrophe in front.
 */
typedef enum { CT_CSV_FOR_PEOPLE, CT_CSV_FOR_PROGRAMS } CtCsvReader;
void ct_csv_append(GString *line, const char *cell, bool first, CtCsvReader reader);
/* A cell that was written for people, as it was: without that apostrophe. */
const char *ct_csv_uncover(const char *cell);

/* Cents as a plain number with two decimals: "12.34", "-0.50". The caller owns the result. */
char *ct_cents_text(int64_t cents);

/* True for an address that mail can be written to without quoting anything: a dot-atom of at most
 * 64 octets @ at least two labels of letters, digits and inner hyphens, the last of which does not
 * begin with a digit; at most 254 octets in all, ASCII only (RFC 5321, 4.1.2 and 4.5.3.1; RFC
 * 5322, 3.2.3). Quoted local parts are refused on purpose: they smuggle. */
bool ct_address_is_sendable(const char *address);
/* True for "host:port", with a port from 1 to 65535 and a host that is a name or an IPv4 address.
 */
bool ct_address_is_server(const char *address);
/* True for "localhost" and the IP addresses that lead back to this machine. */
bool ct_address_is_loopback(const char *host);

/* SipHash-2-4 (Aumasson and Bernstein, 2012) of `size` bytes under a 128-bit key. */
uint64_t ct_siphash(const uint8_t key[16], const void *data, size_t size);
/* HMAC-SHA256 of `text` under the secret `key` (any text), written with `alphabet` (2 to 256
 * characters), `length` characters (at most 40). The caller owns the result. */
char *ct_token(const char *key, const char *text, const char *alphabet, int length);
#define CT_ALPHABET_CODE   "23456789ABCDEFGHJKMNPQRSTVWXYZ" /* what a person can read and type */
#define CT_ALPHABET_BASE32 "abcdefghijklmnopqrstuvwxyz234567"
/* The keyed hash of a folded mailbox, number, postal address or id: all that is kept of one that is
 * never used again. The caller owns the result. */
char *ct_address_hash(const char *secret, const char *key);

/* --- text files with [kind name] blocks ----------------------------------------------- */

/* One "name = value". A value that continues on deeper-indented lines holds '\n' between them.
 * `lines` remembers where each line of the value began, for messages. */
typedef struct {
    char *name, *value;
    const char *file; /* belongs to the CtTextFile */
    int line, column; /* of the name */
    GArray *places;   /* of CtPlace: where each line of the value begins */
} CtEntry;

typedef struct {
    int line, column;
} CtPlace;

/* "[kind name]" and its entries; the entries before the first heading have kind "" and name "". */
typedef struct {
    char *kind, *name;
    int line;
    GPtrArray *entries; /* of CtEntry */
} CtBlock;

typedef struct {
    char *file;
    GPtrArray *blocks; /* of CtBlock */
} CtTextFile;

#define CT_TEXTFILE_MAX   (1 << 20) /* bytes a file */
#define CT_TEXTFILE_VALUE (1 << 16) /* bytes a value */

/* Reads the format of settings, rules, maps and template heads; courtesy.conf(5), FORMAT. Adds
 * every mistake to `problems` and returns what could be read. `file` is only for messages. The
 * caller owns the result. */
CtTextFile *ct_textfile_parse(const char *file, const char *bytes, size_t size,
                              CtProblems *problems);
/* The same from a file on disk. NULL when it cannot be read (CT_ERROR_NO_FILE). */
CtTextFile *ct_textfile_read(const char *path, CtProblems *problems, GError **error);
void ct_textfile_free(CtTextFile *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtTextFile, ct_textfile_free)

/* NULL when the block has no such entry. */
const CtEntry *ct_block_find(const CtBlock *block, const char *name);
/* The place in the file of the byte at `offset` of the entry's value. */
CtPlace ct_entry_place(const CtEntry *entry, size_t offset);
/* An entry for a text that comes from elsewhere (the command line); free with ct_entry_free(). */
CtEntry *ct_entry_new(const char *source, const char *value);
void ct_entry_free(CtEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtEntry, ct_entry_free)
/* Adds a problem at `offset` of the value. */
void ct_problems_add_at(CtProblems *problems, const CtEntry *entry, size_t offset,
                        const char *format, ...) G_GNUC_PRINTF(4, 5);

/* --- built-in files ------------------------------------------------------------------- */

/* The text of a file that is compiled into the program: "schema/plan/birthday.sql". The caller
 * owns the bytes, which end in NUL. A path that does not exist is a bug: abort. */
GBytes *ct_resource(const char *path);

/* The names in a built-in folder, sorted. */
char **ct_resource_names(const char *folder);
