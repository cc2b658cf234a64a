/* From the rows of a file to the rows of the staging tables: the part that all kinds share. */
#include "config.h"

#include "import-private.h"

#include <string.h>

bool
ct_import_is_of_people(const CtImport *import)
{
    return import->mapping->kind == CT_IMPORT_CUSTOMERS ||
           import->mapping->kind == CT_IMPORT_BIRTHDAYS;
}

/* --- the tables ----------------------------------------------------------------------- */

static bool
run_all(CtImport *import, const char *const *names, GError **error)
{
    for (int i = 0; names[i] != NULL; i++)
        if (!ct_store_run(import->store, names[i], error))
            return false;
    return true;
}

bool
ct_import_drop_staging(CtImport *import, GError **error)
{
    static const char *const tables[] = {"import/drop-staged-customers",
                                         "import/drop-staged-answers",
                                         "import/drop-staged-addresses",
                                         "import/drop-staged-extras",
                                         "import/drop-staged-pairs",
                                         "import/drop-staged-keys",
                                         "import/drop-staged-doubts",
                                         "import/drop-staged-events",
                                         "import/drop-staged-items",
                                         "import/drop-staged-stops",
                                         "import/drop-staged-senders",
                                         "import/drop-staged-rejections",
                                         NULL};

    return run_all(import, tables, error);
}

bool
ct_import_create_staging(CtImport *import, GError **error)
{
    static const char *const all[] = {"import/create-staged-answers",
                                      "import/create-staged-rejections", NULL};
    static const char *const people[] = {
        "import/create-staged-customers", "import/create-staged-addresses",
        "import/create-staged-extras",    "import/create-staged-pairs",
        "import/create-staged-keys",      "import/create-staged-doubts",
        "import/create-staged-senders",   NULL};
    static const char *const events[] = {"import/create-staged-events",
                                         "import/create-staged-items", "import/create-staged-stops",
                                         NULL};

    return run_all(import, all, error) &&
           run_all(import, ct_import_is_of_people(import) ? people : events, error);
}

/* --- cells ---------------------------------------------------------------------------- */

/* The cell without what spreadsheets put around codes: an apostrophe before, ".0" behind. */
static char *
plain_code(CtImport *import, CtField field, char *text)
{
    size_t digits;

    if (*text == '\'') {
        g_free(import->fields[field]->note);
        import->fields[field]->note = g_strdup("leading apostrophes removed");
        memmove(text, text + 1, strlen(text));
    }
    digits = strspn(text, "0123456789");
    if (digits > 0 && strcmp(text + digits, ".0") == 0)
        text[digits] = '\0';
    return text;
}

/* Takes off what a file of rejected rows has before a cell that a spreadsheet would calculate. */
static void
uncover(char *cell)
{
    const char *bare = ct_csv_uncover(cell);

    memmove(cell, bare, strlen(bare) + 1);
}

/* The first filled cell of a field, cleaned; NULL when there is none. */
static char *
load_cell(CtImport *import, CtField field)
{
    const char *text = ct_mapping_cell(import->mapping, import->rows, field);
    CtShape shape = ct_field_traits[field].shape;
    g_autofree char *clean = NULL;

    if (*text == '\0')
        return NULL;
    clean = ct_import_clean(text, shape == CT_SHAPE_LINES);
    if (import->corrected)
        uncover(clean);
    if (shape == CT_SHAPE_CODE)
        plain_code(import, field, clean);
    return *clean != '\0' ? g_steal_pointer(&clean) : NULL;
}

static void
clear_cells(CtImport *import)
{
    for (CtField field = 0; field < CT_FIELD_COUNT; field++)
        g_clear_pointer(&import->cells[field], g_free);
}

/* Loads the cells of the current record. False: none has anything in it. */
static bool
load_cells(CtImport *import)
{
    bool any = false;

    clear_cells(import);
    for (CtField field = 0; field < CT_FIELD_COUNT; field++) {
        if (import->fields[field] == NULL)
            continue;
        import->cells[field] = load_cell(import, field);
        any = any || import->cells[field] != NULL;
    }
    return any;
}

/* Of fields on one line of the report, one counts. */
static void
count_cells(CtImport *import)
{
    const CtImportField *counted = NULL;

    for (CtField field = 0; field < CT_FIELD_COUNT; field++) {
        if (import->cells[field] == NULL || import->fields[field] == counted)
            continue;
        counted = import->fields[field];
        import->fields[field]->filled++;
    }
}

const char *
ct_import_row_country(const CtImport *import)
{
    const CtSettings *settings = import->options->settings;
    const char *text = import->cells[CT_FIELD_COUNTRY];
    const char *country = text != NULL ? ct_import_country(text) : NULL;

    return country == NULL && settings != NULL ? settings->business.country : country;
}

void
ct_import_values(CtImport *import, CtField field, GPtrArray *values)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

    if (import->fields[field] == NULL)
        return;
    ct_mapping_cells(import->mapping, import->rows, field, cells);
    for (guint i = 0; i < cells->len; i++) {
        g_auto(GStrv) parts = g_strsplit_set(cells->pdata[i], ";,", -1);

        for (int k = 0; parts[k] != NULL; k++)
            if (*g_strstrip(parts[k]) != '\0')
                g_ptr_array_add(values, g_strdup(parts[k]));
    }
}

/* --- rows ----------------------------------------------------------------------------- */

/* True when no cell is longer than anything sensible, and none stands outside the table. */
static bool
row_is_sound(CtImport *import)
{
    guint columns = import->mapping->headings->len;

    for (guint i = columns; i < ct_rows_count(import->rows); i++) {
        if (*ct_rows_field(import->rows, i) == '\0')
            continue;
        ct_import_reject(import,
                         "%u cells under %u headings; a cell with a comma in it stands in quotes",
                         ct_rows_count(import->rows), columns);
        return false;
    }
    for (CtField field = 0; field < CT_FIELD_COUNT; field++) {
        const CtFieldTraits *traits = &ct_field_traits[field];
        const char *text = import->cells[field];

        if (text == NULL || strlen(text) <= (size_t)traits->characters ||
            g_utf8_strlen(text, -1) <= traits->characters)
            continue;
        ct_import_reject(import, "the %s has %ld characters; %d is the most", traits->word,
                         g_utf8_strlen(text, -1), traits->characters);
        return false;
    }
    return true;
}

/* What differs between the kinds. */
static const struct {
    const char *insert; /* the statement that writes one row; NULL: only answers are written */
    bool (*stage)(CtImport *import, GError **error);
} kinds[CT_IMPORT_KIND_COUNT] = {
    [CT_IMPORT_CUSTOMERS] = {"import/stage-customer", ct_import_stage_customer},
    [CT_IMPORT_BIRTHDAYS] = {"import/stage-customer", ct_import_stage_birthday},
    [CT_IMPORT_PURCHASES] = {"import/stage-purchase", ct_import_stage_purchase},
    [CT_IMPORT_CASES] = {"import/stage-case", ct_import_stage_case},
    [CT_IMPORT_CONTACTS] = {"import/stage-contact", ct_import_stage_contact},
    [CT_IMPORT_EVENTS] = {"import/stage-event", ct_import_stage_event},
    [CT_IMPORT_REFERRALS] = {"import/stage-referral", ct_import_stage_referral},
    [CT_IMPORT_CONSENT] = {"import/stage-consent", ct_import_stage_consent},
    [CT_IMPORT_DO_NOT_CALL] = {"import/stage-do-not-call", ct_import_stage_do_not_call},
};

static bool
stage_row(CtImport *import, GError **error)
{
    bool forgotten = false;

    import->report->rows++;
    /* in files of other things somebody may be meant who is here: whose.c looks */
    if (ct_import_is_of_people(import) && !ct_import_leave_out(import, &forgotten, error))
        return false;
    if (forgotten)
        return true;
    count_cells(import);
    if (row_is_sound(import) && !kinds[import->mapping->kind].stage(import, error))
        return false;
    if (import->trouble == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&import->trouble));
    return false;
}

static bool
stage_rows(CtImport *import, GError **error)
{
    CtCsvStep step;

    while ((step = ct_rows_next(import->rows, error)) == CT_CSV_ROW)
        if (load_cells(import) && !stage_row(import, error))
            return false;
    clear_cells(import);
    return step == CT_CSV_END;
}

/* --- statements ----------------------------------------------------------------------- */

static bool
prepare(CtImport *import, const char *query, CtStmt **stmt_out, GError **error)
{
    *stmt_out = ct_store_query(import->store, query, error);
    return *stmt_out != NULL;
}

static bool
prepare_all(CtImport *import, GError **error)
{
    CtImportKind kind = import->mapping->kind;

    if (!prepare(import, kinds[kind].insert, &import->insert, error) ||
        !prepare(import, "import/stage-answer", &import->insert_answer, error) ||
        !prepare(import, "import/stage-rejection", &import->insert_rejected, error))
        return false;
    if (ct_import_is_of_people(import))
        return prepare(import, "import/stage-address", &import->insert_address, error) &&
               prepare(import, "import/stage-extra", &import->insert_extra, error) &&
               prepare(import, "import/stage-sender", &import->insert_sender, error);
    return !ct_mapping_has(import->mapping, CT_FIELD_ITEM) ||
           prepare(import, "import/stage-item", &import->insert_item, error);
}

/* Before the tables go, the statements that refer to them do. */
static void
finish_all(CtImport *import)
{
    CtStmt **const statements[] = {&import->insert,        &import->insert_item,
                                   &import->insert_answer, &import->insert_address,
                                   &import->insert_extra,  &import->insert_sender,
                                   &import->find_by_ref,   &import->find_customer};

    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++)
        g_clear_pointer(statements[i], ct_stmt_free);
}

bool
ct_import_stage(CtImport *import, GError **error)
{
    bool ok = prepare_all(import, error) && stage_rows(import, error);

    finish_all(import);
    return ok;
}
