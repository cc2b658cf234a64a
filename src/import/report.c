/* What an import understood, and what it did: for the person who has to say yes to it. */
#include "config.h"

#include "import-private.h"

#include <string.h>

#define WRONG_SHOWN    20 /* sentences about rows, in a report */
#define REJECTED_SHOWN 3  /* and in the error that refuses a file */
#define ROWS_SHOWN     3  /* numbers of rows with a wrong cell */

static void
field_free(void *data)
{
    CtImportField *field = data;

    g_free(field->field);
    g_free(field->columns);
    g_free(field->wrong_rows);
    g_free(field->note);
    g_free(field);
}

void
ct_import_report_free(CtImportReport *report)
{
    if (report == NULL)
        return;
    g_free(report->source);
    g_free(report->encoding);
    g_free(report->delimiter);
    g_ptr_array_unref(report->fields);
    g_strfreev(report->unused);
    g_strfreev(report->lacking);
    g_ptr_array_unref(report->wrong);
    g_free(report);
}

/* The headings of a field: "Phone, Default Address Phone". */
static char *
headings_of(const CtMapping *mapping, CtField field)
{
    g_autoptr(GPtrArray) headings = g_ptr_array_new();

    for (guint i = 0; i < mapping->columns[field]->len; i++)
        g_ptr_array_add(headings,
                        mapping->headings->pdata[g_array_index(mapping->columns[field], guint, i)]);
    g_ptr_array_add(headings, NULL);
    return g_strjoinv(", ", (char **)headings->pdata);
}

/* Fields with the same word stand one after the other, and share one line of the report. */
static void
add_field(CtImport *import, CtImportReport *report, CtField field)
{
    const char *word = ct_field_traits[field].word;
    g_autofree char *headings = headings_of(import->mapping, field);
    CtImportField *last =
        report->fields->len > 0 ? report->fields->pdata[report->fields->len - 1] : NULL;

    if (last == NULL || strcmp(last->field, word) != 0) {
        last = g_new0(CtImportField, 1);
        last->field = g_strdup(word);
        last->columns = g_steal_pointer(&headings);
        last->wrong_rows = g_strdup("");
        last->note = g_strdup("");
        g_ptr_array_add(report->fields, last);
    } else {
        char *both = g_strconcat(last->columns, " + ", headings, NULL);

        g_free(last->columns);
        last->columns = both;
    }
    import->fields[field] = last;
}

/* The column that this program put there itself is no news to anybody. */
static char **
unused_of(const CtImport *import)
{
    char **unused = import->mapping->unused;
    GPtrArray *shown = g_ptr_array_new();
    const GPtrArray *headings = import->mapping->headings;

    for (int i = 0; unused[i] != NULL; i++)
        if (!import->corrected || strcmp(unused[i], headings->pdata[headings->len - 1]) != 0)
            g_ptr_array_add(shown, g_strdup(unused[i]));
    g_ptr_array_add(shown, NULL);
    return (char **)g_ptr_array_free(shown, FALSE);
}

CtImportReport *
ct_import_report_new(CtImport *import)
{
    CtImportReport *report = g_new0(CtImportReport, 1);

    report->source = g_strdup(ct_mapping_source_name(import->mapping));
    report->kind = import->mapping->kind;
    report->encoding = g_strdup(ct_rows_encoding(import->rows));
    report->delimiter = g_strdup(ct_rows_delimiter(import->rows));
    report->lacking = ct_mapping_lacking(import->mapping);
    report->fields = g_ptr_array_new_with_free_func(field_free);
    report->unused = unused_of(import);
    report->wrong = g_ptr_array_new_with_free_func(g_free);
    for (CtField field = 0; field < CT_FIELD_COUNT; field++)
        if (ct_mapping_has(import->mapping, field))
            add_field(import, report, field);
    return report;
}

static void
add_wrong(CtImport *import, int64_t row, const char *what)
{
    import->report->wrong_total++;
    if (import->report->wrong->len < WRONG_SHOWN)
        g_ptr_array_add(import->report->wrong,
                        g_strdup_printf("row %" G_GINT64_FORMAT ": %s", row, what));
}

void
ct_import_report_wrong(CtImport *import, int64_t row, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start(arguments, format);
    what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    add_wrong(import, row, what);
}

void
ct_import_report_advice(CtImport *import, const char *format, ...)
{
    GPtrArray *wrong = import->report->wrong;
    va_list arguments;

    va_start(arguments, format);
    g_ptr_array_insert(wrong, 0, g_strdup_vprintf(format, arguments));
    va_end(arguments);
    import->report->wrong_total++;
    if (wrong->len > WRONG_SHOWN)
        g_ptr_array_set_size(wrong, WRONG_SHOWN);
}

/* Counts a wrong cell of the current row; the first rows are named, each once. */
void
ct_import_count_wrong(CtImport *import, CtField field)
{
    CtImportField *line = import->fields[field];
    int64_t row = ct_rows_record(import->rows);
    char *rows;

    line->wrong++;
    if (line->wrong > ROWS_SHOWN)
        return;
    rows = g_strdup_printf("%s%s%" G_GINT64_FORMAT, line->wrong_rows,
                           *line->wrong_rows != '\0' ? ", " : "", row);
    g_free(line->wrong_rows);
    line->wrong_rows = rows;
}

/* A column that no row fills lacks as much as one that is not there; one that earlier files had is
 * missed. */
static void
look_at_columns(CtImport *import)
{
    CtImportReport *report = import->report;
    CtMapping *mapping = import->mapping;

    for (CtField field = 0; field < CT_FIELD_COUNT; field++)
        mapping->is_empty[field] =
            report->rows > 0 && import->fields[field] != NULL && import->fields[field]->filled == 0;
    g_strfreev(report->lacking);
    report->lacking = ct_mapping_lacking(mapping);
    for (char **heading = mapping->absent; *heading != NULL; heading++)
        ct_import_report_advice(import,
                                "the column \"%s\" that is remembered of earlier files is not in "
                                "this one",
                                *heading);
}

void
ct_import_report_finish(CtImport *import)
{
    look_at_columns(import);
    for (guint i = 0; i < import->report->fields->len; i++) {
        CtImportField *line = import->report->fields->pdata[i];
        char *rows;

        if (line->wrong <= ROWS_SHOWN)
            continue;
        rows = g_strdup_printf("%s and %" G_GINT64_FORMAT " more", line->wrong_rows,
                               line->wrong - ROWS_SHOWN);
        g_free(line->wrong_rows);
        line->wrong_rows = rows;
    }
}

void
ct_import_wrong_text(CtImport *import, CtField field, const char *text, const char *what)
{
    g_autofree char *quoted = ct_import_quote(text);

    ct_import_count_wrong(import, field);
    ct_import_report_wrong(import, ct_rows_record(import->rows), "%s is not %s", quoted, what);
}

void
ct_import_wrong_cell(CtImport *import, CtField field, const char *what)
{
    ct_import_wrong_text(import, field, import->cells[field], what);
}

void
ct_import_reject_row(CtImport *import, int64_t row, const char *what)
{
    add_wrong(import, row, what);
    if (import->report->rejected++ < REJECTED_SHOWN)
        g_string_append_printf(import->rejections, "\n  row %" G_GINT64_FORMAT ": %s", row, what);
    ct_stmt_bind_int(import->insert_rejected, ":place", row);
    ct_stmt_bind_text(import->insert_rejected, ":says", what);
    if (import->trouble == NULL)
        ct_stmt_run(import->insert_rejected, NULL, &import->trouble);
}

void
ct_import_reject(CtImport *import, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start(arguments, format);
    what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    ct_import_reject_row(import, ct_rows_record(import->rows), what);
}

bool
ct_import_report_is_good(const CtImport *import, GError **error)
{
    const CtImportReport *report = import->report;

    if (report->rejected <= MAX(1, report->rows / 100))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows cannot be read, so nothing "
                "was taken from this file:%s",
                import->file, report->rejected, report->rows, import->rejections->str);
    return false;
}
