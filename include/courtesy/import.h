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

/* --- import --------------------------------------------------------------------------- */

typedef struct {
    const char *path; /* the file, or "-" for standard input */
    int kind;         /* a CtImportKind, or -1: find out from the columns */
    CtDates dates;
    CtDay today;
    const CtSettings *settings;
} CtImportOptions;

/* One column that was understood. */
typedef struct {
    char *field;   /* "e-mail" */
    char *columns; /* "Email", "First Name + Last Name" */
    int64_t filled, wrong;
    char *note; /* "leading apostrophes removed"; "" when none */
} CtImportField;

typedef struct {
    char *source; /* "a Shopify customer export", "a spreadsheet" */
    CtImportKind kind;
    int64_t rows, rejected; /* of the file: read, and left out because nobody can read them */
    int64_t added, changed, unchanged, unmatched; /* customers, purchases ...; no such customer */
    GPtrArray *fields;                            /* of CtImportField */
    char **unused;                                /* columns that nothing was made of */
    GPtrArray *wrong; /* of char*: "row 88: "x@" is not an e-mail address"; at most 20;
                         a sentence about the whole file stands above them */
    int64_t wrong_total;
    int64_t import_id; /* 0 until stored */
    /* consent, customers only */
    int64_t consent_yes, consent_no; /* about e-mail */
    int64_t consent_kept;            /* a "yes" that a "no" outweighs, on any channel */
} CtImportReport;
void ct_import_report_free(CtImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtImportReport, ct_import_report_free)

/* Reads the whole file into staging tables and merges them into the base, in a transaction that
 * the caller has begun; nothing is stored unless the caller commits, so that a person can look at
 * the report first. The same file again changes nothing. A file in which more than 1 % of the rows
 * cannot be read is refused. Errors: CT_ERROR_INPUT, CT_ERROR_NO_FILE, CT_ERROR_PERMISSION,
 * CT_ERROR_STORE; CT_ERROR_OUTPUT when standard input is a pipe and cannot be copied. */
CtImportReport *ct_import_run(CtStore *store, const CtImportOptions *options, GError **error);

/* --- what a value of a file means (pure; also used by tests) -------------------------- */

/* The folded form of an e-mail address, or NULL when it cannot be one that mail can be sent to:
 * ct_address rules of render.h. The caller owns the result. */
char *ct_import_email_key(const char *text);
/* Digits with country code where known: "+4930901820" -> "4930901820"; NULL without 5 digits. */
char *ct_import_phone_key(const char *text, const char *country);
/* "1,234.50", "1.234,50 €", "-12", "USD 5" to cents. */
bool ct_import_money(const char *text, int64_t *cents_out);
/* "2025-06-12", "2025-06-12 10:00:00 +0200", "12.06.2025", "12/06/2025" under `dates`. */
bool ct_import_day(const char *text, CtDates dates, CtDay *day_out);
/* A birthday: "06-12", "--0612", "2025-06-12", "12 June" and with slashes under `dates`; the year
 * is 0 when there is none (1604 is none). */
bool ct_import_birthday(const char *text, CtDates dates, int *mmdd_out, int *year_out);
/* The ISO 3166-1 code of a country's code or name in English or its own languages; NULL: unknown.
 */
const char *ct_import_country(const char *text);
