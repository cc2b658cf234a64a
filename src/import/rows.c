/* One reader over several formats; the decoder below it turns all encodings into one. */
#include "config.h"

#include "rows-private.h"

#include "csv-private.h"
#include "iif-private.h"
#include "vcard-private.h"

#include <string.h>

#define GLANCE 4096 /* bytes that tell the format */

struct CtRows {
    char *file;
    CtFormat format;
    CtDecoder *decoder;
    CtCsv *csv;       /* of CSV and IIF */
    CtVcards *vcards; /* of vCard */
    guint hidden;     /* cells in front of a record that say what it is */
    int64_t record;   /* of IIF, where others stand between them */
    bool repeats;     /* the heading is the first record, too */
    bool again;       /* and it is to be read for the second time now */
    GError *failure;  /* once something is wrong, it stays so */
};

/* --- which format --------------------------------------------------------------------- */

static bool
begins_with(const char *text, const char *start)
{
    return g_ascii_strncasecmp(text, start, strlen(start)) == 0;
}

static bool
has_suffix(const char *file, const char *suffix)
{
    size_t length = strlen(file), end = strlen(suffix);

    return length > end && g_ascii_strcasecmp(file + length - end, suffix) == 0;
}

/* By what the text begins with; a card may lack its first line, and is told by its name then. */
static CtFormat
find_format(const char *text, const char *file)
{
    if (g_str_has_prefix(text, "\xef\xbb\xbf"))
        text += 3;
    text += strspn(text, " \t\r\n");
    if (begins_with(text, "BEGIN:VCARD") || has_suffix(file, ".vcf") || has_suffix(file, ".vcard"))
        return CT_FORMAT_VCARD;
    if (ct_iif_is_heading(text) || has_suffix(file, ".iif"))
        return CT_FORMAT_IIF;
    return CT_FORMAT_CSV;
}

static void
open_reader(CtRows *rows)
{
    switch (rows->format) {
    case CT_FORMAT_CSV:
        rows->csv = ct_csv_open_text(rows->decoder, rows->file);
        return;
    case CT_FORMAT_IIF:
        rows->csv = ct_csv_open_tabs(rows->decoder, rows->file);
        return;
    case CT_FORMAT_VCARD:
        rows->vcards = ct_vcards_open(rows->decoder, rows->file);
        return;
    }
}

/* A vCard may say of each property which encoding it is in: its bytes are kept for that, unless a
 * person knows better. */
static bool
begin(CtRows *rows, const char *encoding, GError **error)
{
    char glance[GLANCE + 1] = "";
    size_t got = 0;

    if (!ct_decoder_read(rows->decoder, glance, GLANCE, &got, error) ||
        !ct_decoder_rewind(rows->decoder, error)) {
        g_prefix_error(error, "%s:1: ", rows->file);
        return false;
    }
    rows->format = find_format(glance, rows->file);
    if (rows->format == CT_FORMAT_VCARD && encoding == NULL)
        ct_decoder_keep_bytes(rows->decoder);
    open_reader(rows);
    return true;
}

CtRows *
ct_rows_open(int fd, const char *file, const char *encoding, GError **error)
{
    return ct_rows_open_for(fd, file, encoding, NULL, error);
}

CtRows *
ct_rows_open_for(int fd, const char *file, const char *encoding, const CtSettings *settings,
                 GError **error)
{
    CtRows *rows = g_new0(CtRows, 1);

    rows->file = g_strdup(file);
    rows->decoder = ct_decoder_open(fd, file, encoding, settings, error);
    if (rows->decoder != NULL && begin(rows, encoding, error))
        return rows;
    ct_rows_free(rows);
    return NULL;
}

static void
close_reader(CtRows *rows)
{
    g_clear_pointer(&rows->csv, ct_csv_free);
    g_clear_pointer(&rows->vcards, ct_vcards_free);
    g_clear_error(&rows->failure);
    rows->again = false;
    rows->hidden = 0;
    rows->record = 0;
}

void
ct_rows_free(CtRows *rows)
{
    if (rows == NULL)
        return;
    close_reader(rows);
    ct_decoder_free(rows->decoder);
    g_free(rows->file);
    g_free(rows);
}

bool
ct_rows_rewind(CtRows *rows, GError **error)
{
    if (!ct_decoder_rewind(rows->decoder, error)) {
        g_prefix_error(error, "%s: ", rows->file);
        return false;
    }
    close_reader(rows);
    open_reader(rows);
    return true;
}

/* --- records -------------------------------------------------------------------------- */

static CtCsvStep
read_iif(CtRows *rows, GError **error)
{
    CtCsvStep step = ct_iif_next(rows->csv, rows->file, rows->record == 0, error);

    rows->hidden = 1;
    rows->record += step == CT_CSV_ROW;
    return step;
}

static CtCsvStep
read_record(CtRows *rows, GError **error)
{
    switch (rows->format) {
    case CT_FORMAT_CSV:
        return ct_csv_next(rows->csv, error);
    case CT_FORMAT_IIF:
        return read_iif(rows, error);
    case CT_FORMAT_VCARD:
        return ct_vcards_next(rows->vcards, error);
    }
    g_assert_not_reached();
}

CtCsvStep
ct_rows_next(CtRows *rows, GError **error)
{
    CtCsvStep step = CT_CSV_FAILED;

    if (rows->again) {
        rows->again = false;
        return CT_CSV_ROW;
    }
    if (rows->failure == NULL)
        step = read_record(rows, &rows->failure);
    rows->again = rows->repeats && step == CT_CSV_ROW && ct_rows_record(rows) == 1;
    if (step == CT_CSV_ROW)
        return step;
    if (step == CT_CSV_END && ct_decoder_is_complete(rows->decoder, &rows->failure))
        return step;
    if (step == CT_CSV_END)
        g_prefix_error(&rows->failure, "%s: ", rows->file);
    g_propagate_error(error, g_error_copy(rows->failure));
    return CT_CSV_FAILED;
}

void
ct_rows_repeat(CtRows *rows)
{
    rows->repeats = true;
    rows->again = true;
}

guint
ct_rows_count(const CtRows *rows)
{
    guint count = rows->csv != NULL ? ct_csv_count(rows->csv) : ct_vcards_count(rows->vcards);

    return count > rows->hidden ? count - rows->hidden : 0;
}

const char *
ct_rows_field(const CtRows *rows, guint i)
{
    if (rows->csv != NULL)
        return i < CT_CSV_COLUMNS ? ct_csv_field(rows->csv, i + rows->hidden) : "";
    return ct_vcards_field(rows->vcards, i);
}

int64_t
ct_rows_line(const CtRows *rows)
{
    return rows->csv != NULL ? ct_csv_line(rows->csv) : ct_vcards_line(rows->vcards);
}

int64_t
ct_rows_record(const CtRows *rows)
{
    switch (rows->format) {
    case CT_FORMAT_CSV:
        return ct_csv_record(rows->csv);
    case CT_FORMAT_IIF:
        return rows->record;
    case CT_FORMAT_VCARD:
        return ct_vcards_record(rows->vcards);
    }
    g_assert_not_reached();
}

/* --- what was found out --------------------------------------------------------------- */

CtFormat
ct_rows_format(const CtRows *rows)
{
    return rows->format;
}

const char *
ct_rows_encoding(const CtRows *rows)
{
    return ct_decoder_encoding(rows->decoder);
}

const char *
ct_rows_delimiter(const CtRows *rows)
{
    static const struct {
        char delimiter;
        const char *name;
    } names[] = {{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (rows->csv != NULL && names[i].delimiter == ct_csv_delimiter(rows->csv))
            return names[i].name;
    return "";
}
