/* The cells of a record by what they mean. */
#include "config.h"

#include "mapping-private.h"
#include "value-private.h"

#include <string.h>

#define BETWEEN    ":::" /* several values in one cell */
#define NO_ADDRESS INT_MAX

/* Where "n/a" and "unknown" can be no value, as they can in a name. */
static const bool may_be_nothing[CT_FIELD_COUNT] = {
    [CT_FIELD_EMAIL] = true,       [CT_FIELD_PHONE] = true,    [CT_FIELD_OTHER_EMAIL] = true,
    [CT_FIELD_OTHER_PHONE] = true, [CT_FIELD_POSTCODE] = true, [CT_FIELD_LANGUAGE] = true,
    [CT_FIELD_BIRTHDAY] = true,    [CT_FIELD_JOINED] = true,   [CT_FIELD_MAY_EMAIL] = true,
    [CT_FIELD_MAY_CALL] = true,    [CT_FIELD_MAY_POST] = true, [CT_FIELD_NO_EMAIL] = true,
    [CT_FIELD_NO_CALL] = true,     [CT_FIELD_NO_POST] = true,  [CT_FIELD_NO_CONTACT] = true,
    [CT_FIELD_BOUNCED] = true,     [CT_FIELD_UNTIL] = true,    [CT_FIELD_ANSWER_DAY] = true,
    [CT_FIELD_DELIVERED] = true,   [CT_FIELD_DAY] = true,      [CT_FIELD_INSTALLED] = true,
    [CT_FIELD_OPENED] = true,      [CT_FIELD_CLOSED] = true,   [CT_FIELD_TOTAL] = true,
    [CT_FIELD_AMOUNT] = true,      [CT_FIELD_PRICE] = true,    [CT_FIELD_REFUNDED] = true,
    [CT_FIELD_QUANTITY] = true,    [CT_FIELD_MOOD] = true,     [CT_FIELD_CURRENCY] = true,
    [CT_FIELD_CANCELLED] = true,
};

/* Fields whose cells hold several values in one text anyway. */
static bool
is_list(CtField field)
{
    return field == CT_FIELD_TAGS || field == CT_FIELD_WORDS;
}

static bool
is_filled(const char *text, CtField field)
{
    text += strspn(text, " ");
    return *text != '\0' &&
           (!may_be_nothing[field] || strchr("-0nNuUkKaAiIsSdDpP?.\xe2", *text) == NULL ||
            !ct_import_is_nothing(text));
}

/* --- one of several postal addresses -------------------------------------------------- */

/* The address of this record that most can be posted to: one with a street and a place, else one
 * with anything; of several such the best. */
static int
best_address(const CtMapping *mapping, const CtRows *rows)
{
    static const struct {
        CtField field;
        bool street;
    } telling[] = {{CT_FIELD_STREET, true},
                   {CT_FIELD_STREET3, true}, /* a post office box */
                   {CT_FIELD_POSTCODE, false},
                   {CT_FIELD_CITY, false}};
    bool has[UINT8_MAX + 1][2] = {{false}};
    int best = NO_ADDRESS;

    for (size_t i = 0; i < G_N_ELEMENTS(telling); i++) {
        const GArray *columns = mapping->columns[telling[i].field];

        for (guint k = 0; k < columns->len; k++) {
            guint column = g_array_index(columns, guint, k);

            if (is_filled(ct_rows_field(rows, column), telling[i].field))
                has[mapping->addresses[column]][telling[i].street] = true;
        }
    }
    for (int i = mapping->most_addresses; i >= 0; i--)
        if (has[i][false] || has[i][true])
            best = i;
    for (int i = mapping->most_addresses; i >= 0; i--)
        if (has[i][false] && has[i][true])
            best = i;
    return best;
}

static bool
is_of_address(CtField field)
{
    return field >= CT_FIELD_STREET && field <= CT_FIELD_COUNTRY;
}

/* The address that the cells of this field are to be of; NO_ADDRESS: it does not matter. */
static int
address_of(const CtMapping *mapping, const CtRows *rows, CtField field)
{
    if (mapping->most_addresses == 0 || !is_of_address(field))
        return NO_ADDRESS;
    return best_address(mapping, rows);
}

/* --- cells ---------------------------------------------------------------------------- */

/* Without the apostrophe that some programs put before what a spreadsheet would calculate. */
static const char *
uncover(const char *text, CtField field)
{
    return ct_field_traits[field].shape != CT_SHAPE_CODE ? ct_csv_uncover(text) : text;
}

static bool
is_line(const CtMapping *mapping, guint column)
{
    for (guint i = 0; i < mapping->whole->len; i++)
        if (g_array_index(mapping->whole, guint, i) == column)
            return true;
    return false;
}

static const char *
first_filled(const CtMapping *mapping, const CtRows *rows, CtField field)
{
    const GArray *columns = mapping->columns[field];
    int address = columns->len > 0 ? address_of(mapping, rows, field) : NO_ADDRESS;

    for (guint i = 0; i < columns->len; i++) {
        guint column = g_array_index(columns, guint, i);
        const char *text = ct_rows_field(rows, column);

        if (address != NO_ADDRESS && mapping->addresses[column] != address)
            continue;
        if (mapping->whole->len > 0 && is_line(mapping, column))
            continue;
        if (is_filled(text, field))
            return uncover(text, field);
    }
    return "";
}

/* --- an address in one text ----------------------------------------------------------- */

/* Whether every word of one name is in the other. Both are keys, words with a blank between. */
static bool
is_part_of(const char *one, const char *other)
{
    g_auto(GStrv) words = g_strsplit(one, " ", -1);
    g_auto(GStrv) others = g_strsplit(other, " ", -1);

    for (int i = 0; words[i] != NULL; i++)
        if (!g_strv_contains((const char *const *)others, words[i]))
            return false;
    return true;
}

/* True for a line that says nothing but whom the record is about. */
static bool
is_name(const CtMapping *mapping, const CtRows *rows, const char *line)
{
    static const CtField names[] = {CT_FIELD_NAME, CT_FIELD_COMPANY, CT_FIELD_LAST_NAME};
    g_autofree char *key = ct_import_name_key(NULL, NULL, line);

    for (size_t i = 0; i < G_N_ELEMENTS(names) && key != NULL; i++) {
        const char *first =
            names[i] == CT_FIELD_LAST_NAME ? first_filled(mapping, rows, CT_FIELD_FIRST_NAME) : "";
        g_autofree char *name =
            ct_import_name_key(first, first_filled(mapping, rows, names[i]), NULL);

        if (name != NULL && is_part_of(key, name))
            return true;
    }
    return false;
}

static void
add_line(const char *text, GPtrArray *lines)
{
    g_autofree char *clean = ct_import_clean(text, false);

    if (*clean != '\0')
        g_ptr_array_add(lines, g_steal_pointer(&clean));
}

/* Adds what stands in one cell: lines, or parts that the program puts two blanks between. */
static void
add_lines(const CtMapping *mapping, const char *text, GPtrArray *lines)
{
    g_auto(GStrv) parts = NULL;

    parts = g_strsplit(text, ct_source_traits[mapping->source].blanks ? "  " : "\n", -1);
    for (int i = 0; parts[i] != NULL; i++)
        add_line(parts[i], lines);
}

/* The lines of the address of this record, which frees them. Above those of several columns there
 * is often the name, which is no part of it. */
static GPtrArray *
address_lines(const CtMapping *mapping, const CtRows *rows)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < mapping->whole->len; i++)
        add_lines(mapping, ct_rows_field(rows, g_array_index(mapping->whole, guint, i)), lines);
    if (mapping->whole->len > 1 && lines->len > 1 && is_name(mapping, rows, lines->pdata[0]))
        g_ptr_array_remove_index(lines, 0);
    return lines;
}

static const char *
part_of_place(const CtPostal *place, CtField field)
{
    const char *part = field == CT_FIELD_STREET     ? place->street
                       : field == CT_FIELD_POSTCODE ? place->postcode
                       : field == CT_FIELD_CITY     ? place->city
                       : field == CT_FIELD_REGION   ? place->region
                       : field == CT_FIELD_COUNTRY  ? place->country
                                                    : NULL;

    return part != NULL ? part : "";
}

/* The part of the address that the field names. */
static const char *
cell_of_place(const CtMapping *mapping, const CtRows *rows, CtField field)
{
    g_autoptr(GPtrArray) lines = address_lines(mapping, rows);
    g_auto(CtPostal) place = {0};

    ct_import_postal(lines, &place);
    g_string_assign(mapping->part, part_of_place(&place, field));
    return mapping->part->str;
}

bool
ct_mapping_is_whole(const CtMapping *mapping, const CtRows *rows)
{
    g_autoptr(GPtrArray) lines = address_lines(mapping, rows);
    g_auto(CtPostal) place = {0};

    return lines->len > 0 && !ct_import_postal(lines, &place);
}

/* --- values --------------------------------------------------------------------------- */

/* The first filled one of the values in a cell; of a list all of them, with commas, except for
 * those that Google adds: "* myContacts". */
static const char *
choose_part(const CtMapping *mapping, const char *text, CtField field)
{
    g_auto(GStrv) parts = g_strsplit(text, BETWEEN, -1);

    g_string_truncate(mapping->part, 0);
    for (int i = 0; parts[i] != NULL; i++) {
        g_strstrip(parts[i]);
        if (!is_filled(parts[i], field) || (is_list(field) && g_str_has_prefix(parts[i], "* ")))
            continue;
        if (mapping->part->len > 0)
            g_string_append(mapping->part, ", ");
        g_string_append(mapping->part, parts[i]);
        if (!is_list(field))
            break;
    }
    return mapping->part->str;
}

const char *
ct_mapping_cell(const CtMapping *mapping, const CtRows *rows, CtField field)
{
    const char *text = first_filled(mapping, rows, field);
    const char *house;

    if (*text == '\0' && mapping->whole->len > 0 && is_of_address(field))
        return cell_of_place(mapping, rows, field);
    if (ct_source_traits[mapping->source].joins &&
        (is_list(field) || strstr(text, BETWEEN) != NULL))
        return choose_part(mapping, text, field);
    if (field != CT_FIELD_STREET || *text == '\0' || !ct_mapping_has(mapping, CT_FIELD_HOUSE))
        return text;
    house = first_filled(mapping, rows, CT_FIELD_HOUSE);
    g_string_printf(mapping->part, *house != '\0' ? "%s %s" : "%s", text, house);
    return mapping->part->str;
}

static void
add_cell(const char *text, CtField field, GPtrArray *cells)
{
    CtShape shape = ct_field_traits[field].shape;

    if (shape == CT_SHAPE_CODE && *text == '\'')
        text++;
    if (is_filled(text, field))
        g_ptr_array_add(cells, ct_import_clean(text, shape == CT_SHAPE_LINES));
}

void
ct_mapping_cells(const CtMapping *mapping, const CtRows *rows, CtField field, GPtrArray *cells)
{
    const GArray *columns = mapping->columns[field];
    bool joins = ct_source_traits[mapping->source].joins && !is_list(field);

    for (guint i = 0; i < columns->len; i++) {
        const char *text = ct_rows_field(rows, g_array_index(columns, guint, i));
        g_auto(GStrv) parts = NULL;

        if (!joins || strstr(text, BETWEEN) == NULL) {
            add_cell(text, field, cells);
            continue;
        }
        parts = g_strsplit(text, BETWEEN, -1);
        for (int k = 0; parts[k] != NULL; k++)
            add_cell(parts[k], field, cells);
    }
}
