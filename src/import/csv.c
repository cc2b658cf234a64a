/* A state machine over a fixed buffer, so that memory does not grow with the file. What belongs to
 * the record at hand lies in one array: its fields one after the other, each ending in NUL. */
#include "config.h"

#include "csv-private.h"
#include "value-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BUFFER (64 << 10)

typedef enum {
    AT_START,  /* nothing of the field was seen yet */
    IN_BARE,   /* inside a field without quotes */
    IN_QUOTED, /* inside a field with quotes */
    AT_QUOTE,  /* after a quote inside quotes: the end of the field, or the first of two */
} State;

struct CtCsv {
    int fd;
    CtDecoder *decoder; /* NULL: the bytes come from `fd` */
    char *file;
    char delimiter;
    bool loose_quotes; /* one inside a bare field is text */
    bool special[256]; /* the bytes that can change the state */

    char buffer[BUFFER];
    size_t at, size; /* the next byte, and the end of what was read */
    bool file_ended;

    State state;
    char *bytes; /* the fields of the record, and the room for them */
    size_t length, room;
    size_t starts[CT_CSV_COLUMNS];
    guint count;
    bool only_ascii; /* the field at hand */

    int64_t record, record_line, line, quote_line;
    bool after_return; /* the last byte was CR: a LF belongs to it */
    GError *trouble;   /* why no more bytes come */
    GError *failure;   /* once something is wrong, it stays so */
};

static bool fail(CtCsv *csv, int64_t line, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static bool
fail(CtCsv *csv, int64_t line, GError **error, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start(arguments, format);
    what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s:%" G_GINT64_FORMAT ": %s", csv->file, line,
                what);
    return false;
}

static bool
read_some(CtCsv *csv, char *buffer, size_t size, size_t *got_out, GError **error)
{
    ssize_t got;

    if (csv->decoder != NULL)
        return ct_decoder_read(csv->decoder, buffer, size, got_out, error);
    do
        got = read(csv->fd, buffer, size);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "cannot be read: %s", g_strerror(errno));
        return false;
    }
    *got_out = (size_t)got;
    return true;
}

/* Fills the buffer as far as the file reaches: a pipe gives little at a time. What was read before
 * something went wrong is still taken: the error belongs to the line behind it. */
static bool
fill(CtCsv *csv, GError **error)
{
    csv->at = 0;
    csv->size = 0;
    while (csv->size < BUFFER && !csv->file_ended && csv->trouble == NULL) {
        size_t got = 0;

        if (!read_some(csv, csv->buffer + csv->size, BUFFER - csv->size, &got, &csv->trouble))
            break;
        csv->file_ended = got == 0;
        csv->size += got;
    }
    if (csv->size > 0 || csv->trouble == NULL)
        return true;
    g_propagate_prefixed_error(error, g_error_copy(csv->trouble), "%s:%" G_GINT64_FORMAT ": ",
                               csv->file, csv->line);
    return false;
}

static bool
skip_byte_order_mark(CtCsv *csv, GError **error)
{
    if (csv->size >= 2 &&
        (memcmp(csv->buffer, "\xff\xfe", 2) == 0 || memcmp(csv->buffer, "\xfe\xff", 2) == 0))
        return fail(csv, 1, error,
                    "this is UTF-16; please save it as \"CSV UTF-8\" and import it again");
    if (csv->size >= 3 && memcmp(csv->buffer, "\xef\xbb\xbf", 3) == 0)
        csv->at = 3;
    return true;
}

static const char candidates[] = {',', ';', '\t', '|'};

/* The delimiter that the first record, or what the buffer holds of it, has most of. */
static char
find_delimiter(const CtCsv *csv)
{
    size_t found[G_N_ELEMENTS(candidates)] = {0};
    size_t best = 0;
    bool quoted = false;

    for (size_t i = csv->at; i < csv->size; i++) {
        char c = csv->buffer[i];

        if (c == '"')
            quoted = !quoted;
        if (!quoted && (c == '\n' || c == '\r'))
            break;
        for (size_t k = 0; k < G_N_ELEMENTS(candidates) && !quoted; k++)
            found[k] += c == candidates[k];
    }
    for (size_t k = 1; k < G_N_ELEMENTS(candidates); k++)
        if (found[k] > found[best])
            best = k;
    return candidates[best];
}

/* Some spreadsheets write the delimiter into a line of its own: sep=; */
static bool
take_delimiter_line(CtCsv *csv)
{
    const char *line = csv->buffer + csv->at;
    size_t size = csv->size - csv->at, quote = size > 0 && line[0] == '"', end = quote + 5;

    if (size < end + quote || g_ascii_strncasecmp(line + quote, "sep=", 4) != 0 ||
        memchr(candidates, line[quote + 4], sizeof candidates) == NULL ||
        (quote == 1 && line[end] != '"'))
        return false;
    end += quote;
    if (end < size && line[end] != '\r' && line[end] != '\n')
        return false;
    csv->delimiter = line[quote + 4];
    csv->at += end;
    return true;
}

static CtCsv *
new_csv(const char *file)
{
    CtCsv *csv = g_new0(CtCsv, 1);

    csv->file = g_strdup(file);
    csv->room = 1024;
    csv->bytes = g_malloc(csv->room);
    csv->line = 1;
    return csv;
}

static CtCsv *
start(CtCsv *csv)
{
    if (fill(csv, &csv->failure) && skip_byte_order_mark(csv, &csv->failure) &&
        csv->delimiter == '\0' && !take_delimiter_line(csv))
        csv->delimiter = find_delimiter(csv);
    csv->special['\0'] = true;
    csv->special['\n'] = true;
    csv->special['\r'] = true;
    csv->special['"'] = true;
    csv->special[(unsigned char)csv->delimiter] = true;
    return csv;
}

CtCsv *
ct_csv_open(int fd, const char *file)
{
    CtCsv *csv = new_csv(file);

    csv->fd = fd;
    return start(csv);
}

CtCsv *
ct_csv_open_text(CtDecoder *decoder, const char *file)
{
    CtCsv *csv = new_csv(file);

    csv->decoder = decoder;
    return start(csv);
}

CtCsv *
ct_csv_open_tabs(CtDecoder *decoder, const char *file)
{
    CtCsv *csv = new_csv(file);

    csv->decoder = decoder;
    csv->delimiter = '\t';
    csv->loose_quotes = true;
    return start(csv);
}

void
ct_csv_free(CtCsv *csv)
{
    if (csv == NULL)
        return;
    g_free(csv->bytes);
    g_clear_error(&csv->trouble);
    g_clear_error(&csv->failure);
    g_free(csv->file);
    g_free(csv);
}

static size_t
field_size(const CtCsv *csv)
{
    return csv->length - csv->starts[csv->count];
}

static bool
begin_field(CtCsv *csv, GError **error)
{
    if (csv->count == CT_CSV_COLUMNS)
        return fail(csv, csv->record_line, error,
                    "more than %d columns; is this a table with a heading?", CT_CSV_COLUMNS);
    csv->starts[csv->count] = csv->length;
    csv->only_ascii = true;
    return true;
}

static bool
too_long(CtCsv *csv, const char *what, int limit, GError **error)
{
    if (csv->state == IN_QUOTED)
        return fail(csv, csv->quote_line, error,
                    "the %s with the quote that begins here is longer than %d bytes; is the "
                    "closing quote missing?",
                    what, limit);
    return fail(csv, csv->record_line, error, "a %s longer than %d bytes (column %u)", what, limit,
                csv->count + 1);
}

/* There is always room for the NUL behind a field. */
static void
put(CtCsv *csv, const char *bytes, size_t size)
{
    if (csv->length + size + 1 > csv->room) {
        csv->room = 2 * (csv->length + size + 1);
        csv->bytes = g_realloc(csv->bytes, csv->room);
    }
    memcpy(csv->bytes + csv->length, bytes, size);
    csv->length += size;
}

static bool
append(CtCsv *csv, const char *bytes, size_t size, GError **error)
{
    if (field_size(csv) + size > CT_CSV_FIELD)
        return too_long(csv, "field", CT_CSV_FIELD, error);
    if (csv->length + size > CT_CSV_RECORD)
        return too_long(csv, "record", CT_CSV_RECORD, error);
    put(csv, bytes, size);
    return true;
}

static bool
end_field(CtCsv *csv, GError **error)
{
    const char *text = NULL;

    put(csv, "", 1);
    text = csv->bytes + csv->starts[csv->count];
    if (!csv->only_ascii && !g_utf8_validate(text, (gssize)field_size(csv) - 1, NULL)) {
        g_autofree char *quoted = ct_import_quote(text);

        return fail(csv, csv->record_line, error,
                    "column %u is not UTF-8: %s; please save the file as \"CSV UTF-8\"",
                    csv->count + 1, quoted);
    }
    csv->count++;
    csv->state = AT_START;
    return true;
}

/* Takes the bytes up to the next one that can change the state, all at once. */
static bool
take_run(CtCsv *csv, GError **error)
{
    const char *from = csv->buffer + csv->at;
    unsigned char seen = 0;

    while (csv->at < csv->size && !csv->special[(unsigned char)csv->buffer[csv->at]])
        seen |= (unsigned char)csv->buffer[csv->at++];
    if (from == csv->buffer + csv->at)
        return true;
    if (csv->state == AT_QUOTE)
        return fail(csv, csv->line, error,
                    "text after a closing quote (column %u); a quote inside a quoted field is "
                    "written twice",
                    csv->count + 1);
    if (csv->state == AT_START)
        csv->state = IN_BARE;
    csv->only_ascii = csv->only_ascii && seen < 0x80;
    csv->after_return = false;
    return append(csv, from, (size_t)(csv->buffer + csv->at - from), error);
}

static bool
take_quote(CtCsv *csv, GError **error)
{
    g_autofree char *quoted = NULL;

    switch (csv->state) {
    case AT_START:
        csv->state = IN_QUOTED;
        csv->quote_line = csv->line;
        return true;
    case IN_QUOTED:
        csv->state = AT_QUOTE;
        return true;
    case AT_QUOTE:
        csv->state = IN_QUOTED;
        return append(csv, "\"", 1, error);
    case IN_BARE:
        if (csv->loose_quotes)
            return append(csv, "\"", 1, error);
        put(csv, "", 1);
        quoted = ct_import_quote(csv->bytes + csv->starts[csv->count]);
        return fail(csv, csv->line, error,
                    "a quote inside the field that begins %s (column %u); such a field stands in "
                    "quotes itself, and the inner ones are written twice",
                    quoted, csv->count + 1);
    }
    g_assert_not_reached();
}

typedef enum { GO_ON, RECORD_ENDED, BAD } Taken;

/* LF, CR and CRLF each end one line. */
static Taken
take_line_break(CtCsv *csv, char c, GError **error)
{
    bool second_half = c == '\n' && csv->after_return;

    csv->after_return = c == '\r';
    if (!second_half)
        csv->line++;
    if (csv->state == IN_QUOTED)
        return append(csv, &c, 1, error) ? GO_ON : BAD;
    if (second_half) {
        csv->record_line = csv->line;
        return GO_ON;
    }
    if (csv->count == 0 && csv->state == AT_START) /* an empty line */
        return RECORD_ENDED;
    return end_field(csv, error) ? RECORD_ENDED : BAD;
}

/* Takes one byte that can change the state. */
static Taken
take_special(CtCsv *csv, GError **error)
{
    char c = csv->buffer[csv->at++];

    if (c == '\n' || c == '\r')
        return take_line_break(csv, c, error);
    csv->after_return = false;
    if (c == '\0') {
        fail(csv, csv->line, error, "a NUL byte (column %u); this is not a text file",
             csv->count + 1);
        return BAD;
    }
    if (c == '"')
        return take_quote(csv, error) ? GO_ON : BAD;
    if (csv->state == IN_QUOTED)
        return append(csv, &c, 1, error) ? GO_ON : BAD;
    return end_field(csv, error) && begin_field(csv, error) ? GO_ON : BAD;
}

/* The end of the file ends a last record that has no line end. */
static CtCsvStep
end_file(CtCsv *csv, GError **error)
{
    if (csv->state == IN_QUOTED) {
        fail(csv, csv->quote_line, error,
             "the quote that begins here (column %u) never ends; the file ends first",
             csv->count + 1);
        return CT_CSV_FAILED;
    }
    if (csv->count == 0 && csv->state == AT_START)
        return CT_CSV_END;
    return end_field(csv, error) ? CT_CSV_ROW : CT_CSV_FAILED;
}

/* Passes over the empty lines that the buffer holds. */
static void
skip_empty_lines(CtCsv *csv)
{
    for (; csv->at < csv->size; csv->at++) {
        char c = csv->buffer[csv->at];

        if (c != '\n' && c != '\r')
            return;
        if (c == '\r' || !csv->after_return)
            csv->line++;
        csv->after_return = c == '\r';
    }
}

/* Reads one record, or one empty line, which has no fields. */
static CtCsvStep
read_record(CtCsv *csv, GError **error)
{
    Taken taken = GO_ON;

    csv->count = 0;
    csv->state = AT_START;
    csv->only_ascii = true;
    skip_empty_lines(csv);
    csv->record_line = csv->line;
    csv->starts[0] = 0;
    csv->length = 0;
    while (taken == GO_ON) {
        if (csv->at == csv->size) {
            if (csv->file_ended)
                return end_file(csv, error);
            if (!fill(csv, error))
                return CT_CSV_FAILED;
            continue;
        }
        if (!take_run(csv, error))
            return CT_CSV_FAILED;
        if (csv->at < csv->size)
            taken = take_special(csv, error);
    }
    return taken == RECORD_ENDED ? CT_CSV_ROW : CT_CSV_FAILED;
}

CtCsvStep
ct_csv_next(CtCsv *csv, GError **error)
{
    CtCsvStep step = CT_CSV_FAILED;

    if (csv->failure == NULL)
        do
            step = read_record(csv, &csv->failure);
        while (step == CT_CSV_ROW && csv->count == 0);
    if (step == CT_CSV_ROW)
        csv->record++;
    else
        csv->count = 0;
    if (step == CT_CSV_FAILED)
        g_propagate_error(error, g_error_copy(csv->failure));
    return step;
}

guint
ct_csv_count(const CtCsv *csv)
{
    return csv->count;
}

const char *
ct_csv_field(const CtCsv *csv, guint i)
{
    return i < csv->count ? csv->bytes + csv->starts[i] : "";
}

int64_t
ct_csv_line(const CtCsv *csv)
{
    return csv->record_line;
}

int64_t
ct_csv_record(const CtCsv *csv)
{
    return csv->record;
}

char
ct_csv_delimiter(const CtCsv *csv)
{
    return csv->delimiter;
}
