/* From the rows of a file to the rows of a staging table: the part that all kinds share. */
#include "config.h"

#include "import-private.h"

#include <string.h>

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

/* True for printable ASCII with single blanks inside: cleaning would only copy it. Nearly all cells
 * are so, and a file has millions. */
static bool
is_clean(const char *text)
{
    const char *p = text;

    while (*p > ' ' && *p < 0x7f)
        p += p[1] == ' ' && p[2] > ' ' ? 2 : 1;
    return *p == '\0';
}

/* The first filled cell of a field, cleaned; NULL when there is none. */
static char *
load_cell(CtImport *import, CtField field)
{
    const char *text = ct_mapping_cell(import->mapping, import->csv, field);
    CtShape shape = ct_field_traits[field].shape;
    g_autofree char *clean = NULL;

    if (*text == '\0')
        return NULL;
    clean = is_clean(text) ? g_strdup(text) : ct_text_clean(text, shape == CT_SHAPE_LINES);
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
    const CtImportField *counted = NULL;

    clear_cells(import);
    for (CtField field = 0; field < CT_FIELD_COUNT; field++) {
        if (import->fields[field] == NULL)
            continue;
        import->cells[field] = load_cell(import, field);
        if (import->cells[field] == NULL || import->fields[field] == counted)
            continue;
        counted = import->fields[field]; /* of fields on one line of the report, one counts */
        import->fields[field]->filled++;
    }
    return counted != NULL;
}

/* True when no cell is longer than anything sensible, and none stands outside the table. */
static bool
row_is_sound(CtImport *import)
{
    guint columns = import->mapping->headings->len;

    for (guint i = columns; i < ct_csv_count(import->csv); i++) {
        if (*ct_csv_field(import->csv, i) == '\0')
            continue;
        ct_import_reject(import,
                         "%u cells under %u headings; a cell with a comma in it stands in quotes",
                         ct_csv_count(import->csv), columns);
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
    const char *insert; /* the statement that writes one row */
    bool (*stage)(CtImport *import, GError **error);
} kinds[CT_IMPORT_KIND_COUNT] = {
    [CT_IMPORT_CUSTOMERS] = {"import/stage-customer", ct_import_stage_customer},
    [CT_IMPORT_PURCHASES] = {"import/stage-purchase", ct_import_stage_purchase},
    [CT_IMPORT_CASES] = {"import/stage-case", ct_import_stage_case},
    [CT_IMPORT_CONTACTS] = {"import/stage-contact", ct_import_stage_contact},
};

static bool
stage_rows(CtImport *import, GError **error)
{
    CtCsvStep step;

    while ((step = ct_csv_next(import->csv, error)) == CT_CSV_ROW) {
        if (!load_cells(import))
            continue;
        import->report->rows++;
        if (row_is_sound(import) && !kinds[import->mapping->kind].stage(import, error))
            return false;
    }
    clear_cells(import);
    return step == CT_CSV_END;
}

bool
ct_import_stage(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) insert =
        ct_store_query(import->store, kinds[import->mapping->kind].insert, error);
    g_autoptr(CtStmt) insert_item = NULL;
    bool ok;

    if (insert == NULL)
        return false;
    if (ct_mapping_has(import->mapping, CT_FIELD_ITEM)) {
        insert_item = ct_store_query(import->store, "import/stage-item", error);
        if (insert_item == NULL)
            return false;
    }
    import->insert = insert;
    import->insert_item = insert_item;
    ok = stage_rows(import, error);
    import->insert = NULL;
    import->insert_item = NULL;
    return ok;
}
