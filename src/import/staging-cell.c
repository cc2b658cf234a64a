/* Days, ids and words of the rows of purchases, cases, contacts and the like. */
#include "config.h"

#include "staging-private.h"

#include <string.h>

/* No file of customers reaches further back: programs put such days where they know none. */
#define EARLIEST_YEAR 1980
#define FUTURE_YEARS  50

void
ct_import_bind_number(CtStmt *stmt, const char *name, bool filled, int64_t number)
{
    if (filled)
        ct_stmt_bind_int(stmt, name, number);
    else
        ct_stmt_bind_null(stmt, name);
}

/* --- days ----------------------------------------------------------------------------- */

/* What is wrong with a day; NULL: nothing. One day is left to those whose evening is further on. */
static const char *
doubt(const CtImport *import, CtDay day, CtTense tense)
{
    CtDay today = import->options->today;

    if (day.n < ct_day_from_ymd(EARLIEST_YEAR, 1, 1).n)
        return "is before " G_STRINGIFY(EARLIEST_YEAR) ", where programs put days they do not know";
    if (tense == CT_TENSE_PAST && day.n > today.n + 1)
        return "is still to come";
    if (day.n > ct_day_add_months(today, FUTURE_YEARS * 12).n)
        return "is more than " G_STRINGIFY(FUTURE_YEARS) " years away";
    return NULL;
}

static const char *
read_day(CtImport *import, CtField field, CtTense tense, CtDay *day_out)
{
    CtDay day;
    const char *what;

    if (!ct_import_day(import->cells[field], import->reading.dates, &day))
        return "is not a day";
    what = doubt(import, day, tense);
    if (what == NULL)
        *day_out = day;
    return what;
}

bool
ct_import_read_day(CtImport *import, CtField field, CtTense tense, CtDay *day_out, bool *filled_out)
{
    const char *text = import->cells[field], *what;
    g_autofree char *quoted = NULL;

    *filled_out = text != NULL;
    if (text == NULL)
        return true;
    what = read_day(import, field, tense, day_out);
    if (what == NULL)
        return true;
    quoted = ct_import_quote(text);
    ct_import_count_wrong(import, field);
    ct_import_reject(import, "%s %s", quoted, what);
    return false;
}

bool
ct_import_try_day(CtImport *import, CtField field, CtTense tense, CtDay *day_out)
{
    if (import->cells[field] == NULL)
        return false;
    if (read_day(import, field, tense, day_out) == NULL)
        return true;
    ct_import_wrong_cell(import, field, "a day that can be right");
    return false;
}

/* --- ids ------------------------------------------------------------------------------ */

void
ct_import_bind_identity(CtImport *import, const CtWhose *whose, CtDay day, const char *what)
{
    const char *ref = import->cells[CT_FIELD_REF];
    g_autofree char *alike = NULL;
    char text[CT_DAY_TEXT];

    if (ref == NULL)
        alike = g_strjoin("|", whose->key != NULL ? whose->key : "", ct_day_text(day, text), what,
                          NULL);
    ct_stmt_bind_int(import->insert, ":row", ct_rows_record(import->rows));
    ct_stmt_bind_text(import->insert, ":ref", ref);
    ct_stmt_bind_text(import->insert, ":alike", alike);
    ct_stmt_bind_text(import->insert, ":customer", whose->said);
    ct_import_bind_number(import->insert, ":customer_id", whose->customer != 0, whose->customer);
}

/* --- words ---------------------------------------------------------------------------- */

/* Where the word stands by itself in a list. */
static bool
has_word(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (const char *p = strstr(words, word); length > 0 && p != NULL; p = strstr(p + 1, word))
        if ((p == words || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
            return true;
    return false;
}

const char *
ct_import_find_meaning(const CtMeaning *meanings, size_t count, const char *text)
{
    g_autofree char *word = ct_import_fold(text);

    for (size_t i = 0; i < count; i++)
        if (has_word(meanings[i].words, word))
            return meanings[i].meaning;
    return NULL;
}
