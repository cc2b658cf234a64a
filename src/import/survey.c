/* A first reading of a file, for two questions: is the day or the month written first, and is the
 * decimal sign a comma or a point? A file comes from one program, so that one telling row answers
 * for all of its columns. */
#include "config.h"

#include "mapping-private.h"
#include "value-private.h"

#include <string.h>

#define ENOUGH_ROWS  10000 /* when so many rows agree, the others do, too */
#define ENOUGH_CELLS 100   /* in each column that matters */
#define SHOWN        3     /* rows in a question */

/* A cell of the file. */
typedef struct {
    char *text; /* in quotes; NULL: there was none */
    const char *heading;
    int64_t row;
    int first, second; /* of a day: its two numbers */
} Sighting;

/* What was seen about one of the two questions. */
typedef struct {
    bool open; /* the map does not answer it */
    Sighting
        evidence[2]; /* the first cell that tells the one, and the first that tells the other */
    Sighting doubt[SHOWN]; /* the first different ones that could be both */
    int doubts;
    bool mixed; /* of amounts: a cell that would be another amount under the other sign, 1,234 */
} Issue;

typedef struct {
    CtRows *rows;
    const CtMapping *mapping;
    Issue dates, decimal;
    int cells[CT_FIELD_COUNT]; /* filled ones so far */
} Survey;

static void
issue_clear(Issue *issue)
{
    g_free(issue->evidence[0].text);
    g_free(issue->evidence[1].text);
    for (int i = 0; i < SHOWN; i++)
        g_free(issue->doubt[i].text);
}

static void
survey_clear(Survey *survey)
{
    issue_clear(&survey->dates);
    issue_clear(&survey->decimal);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, survey_clear)

/* --- looking at cells ----------------------------------------------------------------- */

static void
keep(const Survey *survey, Sighting *sighting, CtField field, const char *text)
{
    guint column = g_array_index(survey->mapping->columns[field], guint, 0);

    if (sighting->text != NULL)
        return;
    sighting->text = ct_import_quote(text);
    sighting->heading = survey->mapping->headings->pdata[column];
    sighting->row = ct_rows_record(survey->rows);
}

/* A text that is shown already says nothing new to the person who is asked. */
static bool
is_shown(const Issue *issue, const char *text)
{
    g_autofree char *quoted = ct_import_quote(text);

    for (int i = 0; i < issue->doubts; i++)
        if (strcmp(issue->doubt[i].text, quoted) == 0)
            return true;
    return false;
}

static void
keep_doubt(const Survey *survey, Issue *issue, CtField field, const char *text, int first,
           int second)
{
    Sighting *sighting = &issue->doubt[MIN(issue->doubts, SHOWN - 1)];

    if (issue->doubts == SHOWN || is_shown(issue, text))
        return;
    keep(survey, sighting, field, text);
    sighting->first = first;
    sighting->second = second;
    issue->doubts++;
}

static void
look_at_day(Survey *survey, CtField field, const char *text)
{
    Issue *issue = &survey->dates;
    int first, second;

    switch (ct_import_date_hint(text, &first, &second)) {
    case CT_HINT_NONE:
        return;
    case CT_HINT_DMY:
        keep(survey, &issue->evidence[0], field, text);
        return;
    case CT_HINT_MDY:
        keep(survey, &issue->evidence[1], field, text);
        return;
    case CT_HINT_EITHER:
        keep_doubt(survey, issue, field, text, first, second);
        return;
    }
}

static void
look_at_amount(Survey *survey, CtField field, const char *text)
{
    Issue *issue = &survey->decimal;

    switch (ct_import_money_hint(text)) {
    case CT_MONEY_NONE:
        issue->mixed = issue->mixed || strchr(text, ',') != NULL;
        return;
    case CT_MONEY_COMMA:
        keep(survey, &issue->evidence[0], field, text);
        return;
    case CT_MONEY_POINT:
        keep(survey, &issue->evidence[1], field, text);
        return;
    case CT_MONEY_EITHER:
        keep_doubt(survey, issue, field, text, 0, 0);
        return;
    }
}

static bool
is_of_interest(const Survey *survey, CtField field)
{
    CtShape shape = ct_field_traits[field].shape;

    return ct_mapping_has(survey->mapping, field) &&
           ((shape == CT_SHAPE_DATE && survey->dates.open) ||
            (shape == CT_SHAPE_MONEY && survey->decimal.open));
}

static void
look_at(Survey *survey, CtField field)
{
    const char *text = ct_mapping_cell(survey->mapping, survey->rows, field);

    text += strspn(text, " '");
    if (*text == '\0')
        return;
    survey->cells[field]++;
    if (ct_field_traits[field].shape == CT_SHAPE_DATE)
        look_at_day(survey, field, text);
    else
        look_at_amount(survey, field, text);
}

/* --- reading rows --------------------------------------------------------------------- */

static bool
is_doubtful(const Issue *issue)
{
    return issue->doubts > 0 && issue->evidence[0].text == NULL && issue->evidence[1].text == NULL;
}

/* True when more rows would tell nothing more. */
static bool
has_seen_enough(const Survey *survey, const CtField *fields, int count, int64_t rows)
{
    if (rows < ENOUGH_ROWS || is_doubtful(&survey->dates) || is_doubtful(&survey->decimal))
        return false;
    for (int i = 0; i < count; i++)
        if (survey->cells[fields[i]] < ENOUGH_CELLS)
            return false;
    return true;
}

/* Behind the heading. */
static bool
go_back(Survey *survey, GError **error)
{
    CtCsvStep step =
        ct_rows_rewind(survey->rows, error) ? ct_rows_next(survey->rows, error) : CT_CSV_FAILED;

    if (step == CT_CSV_END)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: the file changes while it is read",
                    survey->mapping->file);
    return step == CT_CSV_ROW;
}

/* Reads as many rows as needed, and goes back. */
static bool
read_rows(Survey *survey, GError **error)
{
    CtField fields[CT_FIELD_COUNT];
    int count = 0;
    CtCsvStep step = CT_CSV_END;

    for (CtField field = 0; field < CT_FIELD_COUNT; field++)
        if (is_of_interest(survey, field))
            fields[count++] = field;
    if (count == 0)
        return true;
    for (int64_t rows = 0; !has_seen_enough(survey, fields, count, rows); rows++) {
        step = ct_rows_next(survey->rows, error);
        if (step != CT_CSV_ROW)
            break;
        for (int i = 0; i < count; i++)
            look_at(survey, fields[i]);
    }
    return step != CT_CSV_FAILED && go_back(survey, error);
}

/* --- conclusions ---------------------------------------------------------------------- */

/* False: two rows contradict each other. */
static bool
check_dates(const Survey *survey, GError **error)
{
    const Sighting *day = &survey->dates.evidence[0], *month = &survey->dates.evidence[1];

    if (day->text == NULL || month->text == NULL)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "%s: row %" G_GINT64_FORMAT ": %s begins with the day, row %" G_GINT64_FORMAT
                ": %s with the month; say --dates dmy or --dates mdy",
                survey->mapping->file, day->row, day->text, month->row, month->text);
    return false;
}

/* The same of amounts; both signs side by side harm nobody while each amount speaks for itself. */
static bool
check_decimal(const Survey *survey, GError **error)
{
    const Issue *issue = &survey->decimal;
    const Sighting *comma = &issue->evidence[0], *point = &issue->evidence[1];

    if (comma->text == NULL || point->text == NULL || (issue->doubts == 0 && !issue->mixed))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "%s: row %" G_GINT64_FORMAT ": %s has a decimal comma, row %" G_GINT64_FORMAT
                ": %s a decimal point; say --decimal comma or --decimal point",
                survey->mapping->file, comma->row, comma->text, point->row, point->text);
    return false;
}

static char *
day_text(int day, int month)
{
    return g_strdup_printf("%d %s", day, ct_import_month_name(month));
}

static void
ask_about_dates(const Issue *issue, CtImportQuestion *question)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "column \"%s\": is the day or the month written first?",
                           issue->doubt[0].heading);
    for (int i = 0; i < issue->doubts; i++) {
        const Sighting *doubt = &issue->doubt[i];
        g_autofree char *day_first = day_text(doubt->first, doubt->second);
        g_autofree char *month_first = day_text(doubt->second, doubt->first);

        g_string_append_printf(text, "\n  row %" G_GINT64_FORMAT ": %s is %s or %s", doubt->row,
                               doubt->text, day_first, month_first);
        if (i > 0)
            continue;
        question->choice[0] = g_steal_pointer(&day_first);
        question->choice[1] = g_steal_pointer(&month_first);
    }
    question->text = g_strdup(text->str);
    question->option[0] = g_strdup("--dates dmy");
    question->option[1] = g_strdup("--dates mdy");
    question->about_dates = true;
}

/* What an amount, which stands in quotes, would be under a decimal sign. */
static char *
amount_text(const char *quoted, CtDecimal decimal)
{
    g_autofree char *text = g_strndup(quoted + 1, strlen(quoted) - 2);
    int64_t cents = 0;

    ct_import_money(text, decimal, &cents);
    return g_strdup_printf("%s%" G_GINT64_FORMAT ".%02d", cents < 0 ? "-" : "", ABS(cents) / 100,
                           (int)(ABS(cents) % 100));
}

static void
ask_about_decimal(const Issue *issue, CtImportQuestion *question)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "column \"%s\": is the decimal sign a comma or a point?",
                           issue->doubt[0].heading);
    for (int i = 0; i < issue->doubts; i++) {
        const Sighting *doubt = &issue->doubt[i];
        g_autofree char *comma = amount_text(doubt->text, CT_DECIMAL_COMMA);
        g_autofree char *point = amount_text(doubt->text, CT_DECIMAL_POINT);

        g_string_append_printf(text, "\n  row %" G_GINT64_FORMAT ": %s is %s or %s", doubt->row,
                               doubt->text, comma, point);
        if (i > 0)
            continue;
        question->choice[0] = g_steal_pointer(&comma);
        question->choice[1] = g_steal_pointer(&point);
    }
    question->text = g_strdup(text->str);
    question->option[0] = g_strdup("--decimal comma");
    question->option[1] = g_strdup("--decimal point");
    question->about_dates = false;
}

char *
ct_survey_refusal(const char *file, const CtImportQuestion *question)
{
    return g_strdup_printf("%s: %s\nsay %s (%s) or %s (%s)", file, question->text,
                           question->option[0], question->choice[0], question->option[1],
                           question->choice[1]);
}

void
ct_import_question_clear(CtImportQuestion *question)
{
    g_clear_pointer(&question->text, g_free);
    for (int i = 0; i < 2; i++) {
        g_clear_pointer(&question->choice[i], g_free);
        g_clear_pointer(&question->option[i], g_free);
    }
}

/* What the rows tell, where the map tells nothing. */
static void
conclude(const Survey *survey, CtReading *reading)
{
    const Issue *dates = &survey->dates, *decimal = &survey->decimal;

    if (dates->open && dates->evidence[0].text != NULL)
        reading->dates = CT_DATES_DMY;
    else if (dates->open && dates->evidence[1].text != NULL)
        reading->dates = CT_DATES_MDY;
    if (!decimal->open || (decimal->evidence[0].text != NULL && decimal->evidence[1].text != NULL))
        return;
    if (decimal->evidence[0].text != NULL)
        reading->decimal = CT_DECIMAL_COMMA;
    else if (decimal->evidence[1].text != NULL)
        reading->decimal = CT_DECIMAL_POINT;
}

bool
ct_survey(CtRows *rows, const CtMapping *mapping, const CtImportMap *map, CtReading *reading_out,
          CtImportQuestion *question_out, GError **error)
{
    g_auto(Survey) survey = {.rows = rows, .mapping = mapping};
    CtReading reading = {map->dates, map->decimal};

    survey.dates.open = map->dates == CT_DATES_UNKNOWN;
    survey.decimal.open = map->decimal == CT_DECIMAL_UNKNOWN;
    if (!read_rows(&survey, error) || !check_dates(&survey, error) ||
        !check_decimal(&survey, error))
        return false;
    conclude(&survey, &reading);
    *reading_out = reading;
    if (is_doubtful(&survey.dates))
        ask_about_dates(&survey.dates, question_out);
    else if (is_doubtful(&survey.decimal))
        ask_about_decimal(&survey.decimal, question_out);
    return true;
}
