/* import - a file of customers, purchases, cases or contacts into the store.
 * May include: core store. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/settings.h"
#include "courtesy/store.h"

/* --- CSV (RFC 4180, and what people really have) -------------------------------------- */

#define CT_CSV_FIELD   (64 << 10) /* bytes a field */
#define CT_CSV_RECORD  (1 << 20)  /* bytes a record */
#define CT_CSV_COLUMNS 512

typedef struct CtCsv CtCsv; /* a stream of records */

/* Reads from an open file descriptor, which it does not close. Finds the delimiter (comma,
 * semicolon, tab) in the first record; takes a BOM, LF, CRLF and CR, quotes with "" inside. Memory
 * does not grow with the file. `file` is for messages. */
CtCsv *ct_csv_open(int fd, const char *file);
void ct_csv_free(CtCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtCsv, ct_csv_free)

typedef enum { CT_CSV_ROW, CT_CSV_END, CT_CSV_FAILED } CtCsvStep;
/* Reads one record. Empty lines are passed over. Errors: CT_ERROR_INPUT naming file and line: a
 * field, record or number of columns over the limit, NUL, invalid UTF-8, a quote that never ends
 * (with the line where it began), a quote inside a bare field. */
CtCsvStep ct_csv_next(CtCsv *csv, GError **error);
guint ct_csv_count(const CtCsv *csv);
/* Valid until the next record; ends in NUL. Out of range: "". */
const char *ct_csv_field(const CtCsv *csv, guint i);
/* Of the current record: its first line in the file, and its number (1: the first, the heading). */
int64_t ct_csv_line(const CtCsv *csv);
int64_t ct_csv_record(const CtCsv *csv);
char ct_csv_delimiter(const CtCsv *csv);

/* --- what is remembered of a file: imports/NAME.map ----------------------------------- */

/* The answers that a person gave about files of this name, so that the nightly import of the next
 * one asks nothing. A text file in the syntax of the settings, one block [import NAME] with the
 * lines as, dates, decimal, encoding, keep, event, and lines COLUMN = FIELD for columns that no
 * table knows, or that mean something else ("nothing": nothing at all). A column whose name is one
 * of these words stands in quotes. NAME is the name of the file without folder, ending, digits and
 * dates, so that customers_export-2025-06-12.csv and customers_export.csv share one. */
typedef struct {
    int kind; /* a CtImportKind, or -1 */
    CtDates dates;
    CtDecimal decimal;
    char *encoding; /* NULL: found out */
    char *event;    /* of events: the name of all rows; NULL: a column tells */
    char **keep;    /* headings that are kept although nothing else is made of them; may be NULL */
    GHashTable *columns; /* char* folded heading -> char* word of a field; NULL: none */
    GHashTable *said;    /* char* folded headings of the above that were named for this very file,
                            and have to be in it; what is remembered may be missing. NULL: none */
} CtImportMap;
void ct_import_map_clear(CtImportMap *map);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtImportMap, ct_import_map_clear)

/* "imports/customers_export.map" for "~/downloads/customers_export (3).csv". The caller owns it. */
char *ct_import_map_path(const char *dir, const char *file);
/* Reads a map; without a file *map_out is empty and true is returned. Mistakes go to `problems`
 * with file, line and column, and false is returned. */
bool ct_import_map_load(const char *path, CtImportMap *map_out, CtProblems *problems);
/* Writes what is known, keeping comments out of it: a file a person can read and correct. Writes
 * nothing when the file says the same already. */
bool ct_import_map_save(const char *path, const CtImportMap *map, GError **error);
/* Takes what somebody said of one column of this file, "Heading = field", where the field is a word
 * of the map; "nothing": nothing is made of the column. Errors: CT_ERROR_USAGE. */
bool ct_import_map_column(CtImportMap *map, const char *said, GError **error);
/* Takes the heading of a column of this file that is to be kept. */
void ct_import_map_keep(CtImportMap *map, const char *heading);

/* --- import --------------------------------------------------------------------------- */

typedef struct {
    const char *path; /* the file, or "-" for standard input */
    CtImportMap map;  /* what was said or remembered; borrowed */
    CtDay today;
    const CtSettings *settings;
    const char *rejected; /* the file that rejected rows are written to, with their heading and the
                             reason in a last column "courtesy says"; NULL: nowhere. It is written
                             only when there are any, and an old one is removed otherwise */
} CtImportOptions;

/* What a person has to decide before a file can be read, because it could mean two things. */
typedef struct {
    char *text;       /* the whole question, with up to three rows of the file; NULL: no question */
    char *choice[2];  /* "12 March", "3 December": what each answer makes of the first row */
    char *option[2];  /* how to say it on the command line: "--dates dmy" */
    bool about_dates; /* else about the decimal sign */
} CtImportQuestion;
void ct_import_question_clear(CtImportQuestion *question);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtImportQuestion, ct_import_question_clear)
/* Looks through a file for the first such doubt that `options->map` does not settle, without the
 * store. Errors as ct_import_run(). */
bool ct_import_question(const CtImportOptions *options, CtImportQuestion *question_out,
                        GError **error);

/* One line of the import screen: a field and the columns it comes from. */
typedef struct {
    char *field;   /* "e-mail" */
    char *columns; /* "Email", "First Name + Last Name" */
    int64_t filled, wrong;
    char *wrong_rows; /* "88, 431, 902", at most three and "and 12 more"; "" when none */
    char *note;       /* "leading apostrophes removed"; "" when none */
} CtImportField;

typedef struct {
    char *source; /* "a Shopify customer export", "a spreadsheet" */
    CtImportKind kind;
    char *encoding, *delimiter; /* "UTF-8", "commas"; delimiter "" where there is none */
    int64_t rows, rejected;     /* of the file: read, and left out because nobody can read them */
    int64_t added, changed, unchanged, unmatched; /* customers, purchases ...; no such customer */
    int64_t forgotten; /* rows of people who asked to be forgotten: left out, never named */
    int64_t twins;     /* of the added: look like someone already here */
    int64_t joined;    /* known by e-mail, phone or name though not by this id */
    int64_t doubtful_birthdays; /* set aside, see below */
    GPtrArray *fields;          /* of CtImportField */
    char **unused;              /* columns that nothing was made of */
    char **lacking;             /* fields that this kind of file could have and this one has not:
                                   "birthday: birthday rules will rest" */
    GPtrArray *wrong;           /* of char*: "row 88: "x@" is not an e-mail address"; at most 20;
                                   a sentence about the whole file stands above them */
    int64_t wrong_total;
    int64_t import_id; /* 0 until stored */
    /* consent */
    int64_t consent_yes, consent_no; /* about e-mail */
    int64_t consent_kept;            /* a "yes" that a "no" outweighs, on any channel */
} CtImportReport;
void ct_import_report_free(CtImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtImportReport, ct_import_report_free)

/* Birthdays that cannot be believed stay in the base with a reason, and nobody is greeted on them:
 * days that do not exist, are still to come or more than 110 years ago; 1 January 1900 and 1970;
 * and days that too many share. Of those with one year of birth, or with none, that is more than 5,
 * and more than 8 times as many as on a usual day; on 1 January, which often stands for a year
 * alone, of all years together more than 2, and more than 3 times as many. Judged anew for the
 * whole base after each import of customers or birthdays. */

/* Reads the whole file into staging tables and merges them into the base, in a transaction that
 * the caller has begun; nothing is stored unless the caller commits, so that a person can look at
 * the report first. The same file again changes nothing. A file in which more than 1 % of the rows
 * cannot be read is refused (its rejected rows are written all the same). Errors: CT_ERROR_INPUT,
 * also when there is an open question (ct_import_question), which is then the message;
 * CT_ERROR_NO_FILE, CT_ERROR_PERMISSION, CT_ERROR_STORE; CT_ERROR_OUTPUT when standard input is a
 * pipe and cannot be copied. */
CtImportReport *ct_import_run(CtStore *store, const CtImportOptions *options, GError **error);

/* --- undo ----------------------------------------------------------------------------- */

typedef struct {
    int64_t id;
    char *file, *source;
    CtImportKind kind;
    CtDay day;
    int64_t removed, restored; /* rows */
} CtImportUndone;
void ct_import_undone_clear(CtImportUndone *undone);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtImportUndone, ct_import_undone_clear)
/* Takes an import back exactly: what it added is gone, what it changed is as before, and every
 * derived row of those customers is made anew. In a transaction of the caller. CT_ERROR_INPUT when
 * there is no such import, when it was taken back already, when a later one changed the same rows
 * (which is named), or when a customer that it brought has been contacted, merged or written about
 * since (the first ones are named: forget or keep them). */
bool ct_import_undo(CtStore *store, int64_t id, CtDay today, CtImportUndone *undone_out,
                    GError **error);

/* --- what a value of a file means (pure; also used by tests) -------------------------- */

/* The folded form of an e-mail address, or NULL when it cannot be one that mail can be sent to:
 * ct_address rules of render.h. The caller owns the result. */
char *ct_import_email_key(const char *text);
/* Digits with country code where known: "+4930901820" -> "4930901820"; NULL without 5 digits. */
char *ct_import_phone_key(const char *text, const char *country);
/* "1,234.50", "1.234,50 €", "-12", "(12.50)", "USD 5" to cents; 1.234 is read under `decimal`. */
bool ct_import_money(const char *text, CtDecimal decimal, int64_t *cents_out);
/* "2025-06-12", "2025-06-12 10:00:00 +0200", "12.06.2025", "12 June 2025", "12 de junio de 2025",
 * "12/06/2025" under `dates`. */
bool ct_import_day(const char *text, CtDates dates, CtDay *day_out);
/* A birthday: "06-12", "--0612", "2025-06-12", "12 June" and with slashes under `dates`; the year
 * is 0 when there is none (0000 and 1604 are none). */
bool ct_import_birthday(const char *text, CtDates dates, int *mmdd_out, int *year_out);
/* The ISO 3166-1 code of a country's code or name in English or its own languages; NULL: unknown.
 */
const char *ct_import_country(const char *text);
/* The words of a name in Latin letters, without case, accents, titles and initials in the middle,
 * sorted: "Berg, Dr. Anna" and "anna berg" are both "anna berg". Any of the three may be NULL; the
 * full name counts when first and last name are missing. NULL when nothing is left. The caller owns
 * the result. */
char *ct_import_name_key(const char *first, const char *last, const char *full);
/* By what a person is known again without an id, a mailbox or a number: adds the name with the
 * postal address, whatever the country, and with the birthday, to `texts`, which frees with
 * g_free(). A key may be NULL, mmdd 0 and the year 0: not known. */
void ct_import_likenesses(const char *name_key, const char *address_key, int mmdd, int year,
                          GPtrArray *texts);
