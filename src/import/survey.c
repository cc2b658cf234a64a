/* A first reading of a file, for one question only: is the day or the month written first? A file
 * comes from one program, so that one telling row answers for all of its date columns. */
#include "config.h"

#include "import-private.h"

/* What was seen of one order. */
typedef struct {
    char *text; /* the first cell that tells it; NULL: none */
    int64_t row;
} Evidence;

typedef struct {
    Evidence day_first, month_first;
    char *doubt; /* the question that the first doubtful cell asks; NULL: none */
} Survey;

static void
survey_clear(Survey *survey)
{
    g_free(survey->day_first.text);
    g_free(survey->month_first.text);
    g_free(survey->doubt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, survey_clear)

static void
keep(Evidence *evidence, const char *text, int64_t row)
{
    if (evidence->text != NULL)
        return;
    evidence->text = ct_import_quote(text);
    evidence->row = row;
}

static void
look_at(CtImport *import, CtField field, Survey *survey)
{
    const char *text = ct_mapping_cell(import->mapping, import->csv, field);
    int64_t row = ct_csv_record(import->csv);
    int first, second;

    switch (ct_import_date_hint(text, &first, &second)) {
    case CT_HINT_NONE:
        return;
    case CT_HINT_DMY:
        keep(&survey->day_first, text, row);
        return;
    case CT_HINT_MDY:
        keep(&survey->month_first, text, row);
        return;
    case CT_HINT_EITHER:
        if (survey->doubt == NULL) {
            guint column = g_array_index(import->mapping->columns[field], guint, 0);

            survey->doubt = g_strdup_printf(
                "date column \"%s\": is %s the %d %s or the %d %s? say --dates dmy or --dates mdy",
                (char *)import->mapping->headings->pdata[column], text, first,
                ct_import_month_name(second), second, ct_import_month_name(first));
        }
        return;
    }
}

static bool
conclude(CtImport *import, const Survey *survey, GError **error)
{
    if (survey->day_first.text != NULL && survey->month_first.text != NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "%s: row %" G_GINT64_FORMAT ": %s begins with the day, row %" G_GINT64_FORMAT
                    ": %s with the month; say --dates dmy or --dates mdy",
                    import->file, survey->day_first.row, survey->day_first.text,
                    survey->month_first.row, survey->month_first.text);
        return false;
    }
    if (survey->day_first.text != NULL || survey->month_first.text != NULL) {
        import->dates = survey->day_first.text != NULL ? CT_DATES_DMY : CT_DATES_MDY;
        return true;
    }
    if (survey->doubt == NULL)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: %s", import->file, survey->doubt);
    return false;
}

bool
ct_import_survey(CtImport *import, GError **error)
{
    g_auto(Survey) survey = {0};
    CtCsvStep step;

    while ((step = ct_csv_next(import->csv, error)) == CT_CSV_ROW)
        for (CtField field = 0; field < CT_FIELD_COUNT; field++)
            if (ct_field_traits[field].shape == CT_SHAPE_DATE &&
                ct_mapping_has(import->mapping, field))
                look_at(import, field, &survey);
    return step == CT_CSV_END && conclude(import, &survey, error);
}
