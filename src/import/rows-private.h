/* rows - a file as a table: a heading, then records of cells, whatever its format and encoding.
 * Inside src/import only. */
#pragma once

#include "courtesy/import.h"

typedef enum {
    CT_FORMAT_CSV,   /* RFC 4180 and its relatives; also behind a line "sep=;" */
    CT_FORMAT_VCARD, /* vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350): one record a card */
    CT_FORMAT_IIF    /* QuickBooks Desktop: the records under !CUST, tab separated */
} CtFormat;

typedef struct CtRows CtRows;

/* Reads from an open, seekable file descriptor, which it does not close. `encoding`: an ICU name
 * such as "windows-1252"; NULL: a byte order mark, valid UTF-8, UTF-16 by its zeros, else what ICU
 * takes the bytes for, which is never less than windows-1252. Text that is not UTF-8 is converted
 * while it is read, so that memory does not grow with the file. Errors: CT_ERROR_INPUT: an unknown
 * encoding; a file that is no text (a workbook, a PDF, a zip archive, a picture), named as what it
 * is, with the way out. */
CtRows *ct_rows_open(int fd, const char *file, const char *encoding, GError **error);
/* The same for a shop: the languages and the country of its settings, which may be NULL, tell the
 * encodings that its programs write. */
CtRows *ct_rows_open_for(int fd, const char *file, const char *encoding, const CtSettings *settings,
                         GError **error);
void ct_rows_free(CtRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtRows, ct_rows_free)

/* Begins again before the heading. CT_ERROR_LATER: the file is not what it was. */
bool ct_rows_rewind(CtRows *rows, GError **error);
/* Reads one record; the first one is the heading. A vCard file has the heading of vcard-private.h,
 * an IIF file that of its line !CUST without this word. Errors: those of ct_csv_next(); bytes that
 * the encoding does not know, with the line; CT_ERROR_LATER when the file grew meanwhile. */
CtCsvStep ct_rows_next(CtRows *rows, GError **error);
/* The first record is no heading: after it was read as one it is read once more, now and whenever
 * the file is begun again. */
void ct_rows_repeat(CtRows *rows);
guint ct_rows_count(const CtRows *rows);
/* Valid until the next record; ends in NUL. Out of range: "". */
const char *ct_rows_field(const CtRows *rows, guint i);
/* Of the current record: its first line in the file, and its number (1: the heading; of a vCard
 * file the cards are numbered 1, 2 ...). */
int64_t ct_rows_line(const CtRows *rows);
int64_t ct_rows_record(const CtRows *rows);

CtFormat ct_rows_format(const CtRows *rows);
/* "UTF-8", "UTF-16LE", "windows-1252" */
const char *ct_rows_encoding(const CtRows *rows);
/* "commas", "semicolons", "tabs", "bars"; "" of a vCard file. */
const char *ct_rows_delimiter(const CtRows *rows);
