/* The heading of a file, read by the names of its columns and never by their places. */
#include "config.h"

#include "mapping-private.h"
#include "value-private.h"

#include <string.h>

#define FIELD_TRAITS(member, name, word, characters, shape) {name, word, characters, shape},
const CtFieldTraits ct_field_traits[CT_FIELD_COUNT] = {CT_IMPORT_FIELDS(FIELD_TRAITS)};

#define FIELD_NAME(member, name, word, characters, shape) name,
const char *const ct_field_names[] = {CT_IMPORT_FIELDS(FIELD_NAME) CT_FIELD_NOTHING, NULL};

int
ct_field_find(const char *name)
{
    g_autofree char *folded = ct_import_fold(name);

    for (int i = 0; ct_field_names[i] != NULL; i++) {
        g_autofree char *other = ct_import_fold(ct_field_names[i]);

        if (strcmp(folded, other) == 0)
            return i;
    }
    return -1;
}

bool
ct_mapping_has(const CtMapping *mapping, CtField field)
{
    return mapping->columns[field]->len > 0;
}

const char *
ct_mapping_source_name(const CtMapping *mapping)
{
    return ct_source_traits[mapping->source].name;
}

/* --- columns -------------------------------------------------------------------------- */

/* A column by its heading. */
typedef struct {
    char *folded;
    char *pattern; /* with # for numbers: "phone#value"; NULL: it has none */
    char *rest;    /* of a column of one of several postal addresses: "city"; NULL: it is of none */
    int address;
    int said; /* what the map says of it: a CtField, CT_FIELD_COUNT for nothing; -1: it is silent */
    bool taken; /* something was found out about it */
} Column;

/* All that the fields are found by. */
typedef struct {
    GArray *columns; /* of Column */
} Heading;

static void
column_clear(void *data)
{
    Column *column = data;

    g_free(column->folded);
    g_free(column->pattern);
    g_free(column->rest);
}

static char *
pattern_of(const char *folded)
{
    GString *pattern;

    if (strpbrk(folded, "0123456789") == NULL)
        return NULL;
    pattern = g_string_new(NULL);
    for (const char *p = folded; *p != '\0'; p++)
        if (!g_ascii_isdigit(*p))
            g_string_append_c(pattern, *p);
        else if (!g_ascii_isdigit(p[1]))
            g_string_append_c(pattern, '#');
    return g_string_free(pattern, FALSE);
}

/* Of the fields of a postal address a row has one value each, all of the same address. */
static bool
is_address(CtField field)
{
    return field >= CT_FIELD_STREET && field <= CT_FIELD_COUNTRY;
}

/* Gives a column to a field, and to one of the postal addresses. */
static void
give(CtMapping *mapping, Column *column, guint number, CtField field, int address)
{
    column->taken = true;
    if (field >= CT_FIELD_COUNT)
        return;
    g_array_append_val(mapping->columns[field], number);
    mapping->addresses[number] = (uint8_t)address;
    mapping->most_addresses = MAX(mapping->most_addresses, address);
}

static bool
is_named(const Column *column, const char *name)
{
    return strcmp(column->folded, name) == 0 ||
           (column->pattern != NULL && strcmp(column->pattern, name) == 0);
}

/* Gives a column to the field of an alias when this name of it is its own. */
static void
try_name(CtMapping *mapping, Column *column, guint number, const CtAlias *alias, const char *name)
{
    if (is_named(column, name))
        give(mapping, column, number, alias->field, 0);
    else if (column->rest != NULL && is_address(alias->field) && strcmp(column->rest, name) == 0)
        give(mapping, column, number, alias->field, column->address);
}

/* Gives the columns of these names, which nothing has taken yet, to the field of the alias. */
static void
apply_alias(CtMapping *mapping, const Heading *heading, const CtAlias *alias)
{
    g_auto(GStrv) names = g_strsplit(alias->columns, " ", -1);

    for (int k = 0; names[k] != NULL; k++) {
        for (guint i = 0; i < heading->columns->len; i++) {
            Column *column = &g_array_index(heading->columns, Column, i);

            if (column->taken)
                continue;
            try_name(mapping, column, i, alias, names[k]);
            column->taken = column->taken && !alias->shared;
        }
    }
}

static void
move_columns(CtMapping *mapping, CtField from, CtField to)
{
    g_array_append_vals(mapping->columns[to], mapping->columns[from]->data,
                        mapping->columns[from]->len);
    g_array_set_size(mapping->columns[from], 0);
}

static bool
is_headed(const CtMapping *mapping, const Heading *heading, CtField field, const char *const *names)
{
    guint number;

    if (mapping->columns[field]->len != 1)
        return false;
    number = g_array_index(mapping->columns[field], guint, 0);
    return g_strv_contains(names, g_array_index(heading->columns, Column, number).folded);
}

/* Some names mean a part or the whole, which only the other columns tell: "Vorname, Name"; "Nombre"
 * beside "Apellidos" or alone; and the "Birth Day" beside a "Birth Month" is no birthday. */
static void
settle_parts(CtMapping *mapping, const Heading *heading)
{
    static const char *const whole_or_last[] = {"name", "nom", NULL};
    static const char *const whole_or_first[] = {"nombre", "vards", NULL};
    bool has_first = ct_mapping_has(mapping, CT_FIELD_FIRST_NAME);
    bool has_last = ct_mapping_has(mapping, CT_FIELD_LAST_NAME);

    if (has_first && !has_last && is_headed(mapping, heading, CT_FIELD_NAME, whole_or_last))
        move_columns(mapping, CT_FIELD_NAME, CT_FIELD_LAST_NAME);
    else if (!has_last && is_headed(mapping, heading, CT_FIELD_FIRST_NAME, whole_or_first))
        move_columns(mapping, CT_FIELD_FIRST_NAME, CT_FIELD_NAME);
    if (ct_mapping_has(mapping, CT_FIELD_BIRTH_MONTH) &&
        !ct_mapping_has(mapping, CT_FIELD_BIRTH_DAY))
        move_columns(mapping, CT_FIELD_BIRTHDAY, CT_FIELD_BIRTH_DAY);
}

/* An address in one text, or on several lines, has all the parts of one. */
static void
settle_whole(CtMapping *mapping)
{
    static const CtField parts[] = {CT_FIELD_STREET, CT_FIELD_POSTCODE, CT_FIELD_CITY,
                                    CT_FIELD_REGION, CT_FIELD_COUNTRY};
    GArray *lines = mapping->columns[CT_FIELD_ADDRESS];

    g_array_set_size(mapping->whole, 0);
    g_array_append_vals(mapping->whole, lines->data, lines->len);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        g_array_append_vals(mapping->columns[parts[i]], lines->data, lines->len);
    g_array_set_size(lines, 0);
}

/* Gives every column that can be read to the fields of mapping->kind: first as the map says. */
static void
map_columns(CtMapping *mapping, void *data)
{
    const Heading *heading = data;

    mapping->most_addresses = 0;
    for (int field = 0; field < CT_FIELD_COUNT; field++)
        g_array_set_size(mapping->columns[field], 0);
    for (guint i = 0; i < heading->columns->len; i++) {
        Column *column = &g_array_index(heading->columns, Column, i);

        column->taken = false;
        if (column->said >= 0)
            give(mapping, column, i, (CtField)column->said,
                 is_address((CtField)column->said) ? column->address : 0);
    }
    for (size_t i = 0; i < ct_alias_count; i++)
        if ((ct_aliases[i].kinds & (1u << mapping->kind)) != 0 &&
            (ct_aliases[i].source == CT_SOURCE_SPREADSHEET ||
             ct_aliases[i].source == mapping->source))
            apply_alias(mapping, heading, &ct_aliases[i]);
    settle_parts(mapping, heading);
    settle_whole(mapping);
}

/* --- the map -------------------------------------------------------------------------- */

/* The column of a folded name; -1: there is none. */
static int
find_column(const Heading *heading, const char *folded)
{
    for (guint i = 0; i < heading->columns->len; i++)
        if (strcmp(g_array_index(heading->columns, Column, i).folded, folded) == 0)
            return (int)i;
    return -1;
}

static void
refuse_absent(const CtMapping *mapping, const Heading *heading, const char *folded, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const char *nearest;

    for (guint i = 0; i < heading->columns->len; i++)
        g_ptr_array_add(words, g_array_index(heading->columns, Column, i).folded);
    g_ptr_array_add(words, NULL);
    nearest = ct_vocabulary_nearest((const char *const *)words->pdata, folded);
    for (guint i = 0; nearest != NULL && i + 1 < words->len; i++)
        if (words->pdata[i] == nearest)
            nearest = mapping->headings->pdata[i];
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s has no column \"%s\"%s%s%s", mapping->file,
                folded, nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                nearest != NULL ? "\"?" : "");
}

/* A column that the map speaks of is not in this file. What was said of this very file is a
 * mistake; what is remembered of an earlier one is passed over. */
static bool
pass_over(CtMapping *mapping, const Heading *heading, const char *said, const CtImportMap *map,
          GError **error)
{
    g_autofree char *folded = ct_import_fold(said);
    guint count = g_strv_length(mapping->absent);

    if (map->said != NULL && g_hash_table_contains(map->said, folded)) {
        refuse_absent(mapping, heading, folded, error);
        return false;
    }
    mapping->absent = g_renew(char *, mapping->absent, count + 2);
    mapping->absent[count] = g_strdup(said);
    mapping->absent[count + 1] = NULL;
    return true;
}

/* Takes over what the map says of columns. */
static bool
apply_map(CtMapping *mapping, Heading *heading, const CtImportMap *map, GError **error)
{
    GHashTableIter iter;
    void *folded, *name;

    if (map->columns == NULL)
        return true;
    g_hash_table_iter_init(&iter, map->columns);
    while (g_hash_table_iter_next(&iter, &folded, &name)) {
        int column = find_column(heading, folded);
        int field = ct_field_find(name);

        if (column < 0 && !pass_over(mapping, heading, folded, map, error))
            return false;
        if (column < 0)
            continue;
        if (field < 0) {
            g_autofree char *hint = ct_vocabulary_hint(ct_field_names, name, "");

            g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                        "%s: \"%s\" is not something that a column can hold%s", mapping->file,
                        (char *)name, hint);
            return false;
        }
        g_array_index(heading->columns, Column, column).said = field;
    }
    return true;
}

/* Takes over the columns that are to be kept although nothing else is made of them. */
static bool
keep_columns(CtMapping *mapping, Heading *heading, const CtImportMap *map, GError **error)
{
    for (int i = 0; map->keep != NULL && map->keep[i] != NULL; i++) {
        g_autofree char *folded = ct_import_fold(map->keep[i]);
        int found = find_column(heading, folded);
        guint number = (guint)found;

        if (found < 0 && !pass_over(mapping, heading, map->keep[i], map, error))
            return false;
        if (found < 0 || g_array_index(heading->columns, Column, found).taken)
            continue;
        g_array_index(heading->columns, Column, found).taken = true;
        g_array_append_val(mapping->kept, number);
    }
    return true;
}

/* --- recognition ---------------------------------------------------------------------- */

static char *
join_headings(const CtMapping *mapping)
{
    GString *joined = g_string_new(NULL);

    for (guint i = 0; i < mapping->headings->len && joined->len < 500; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "",
                               (char *)mapping->headings->pdata[i]);
    return g_string_free(joined, FALSE);
}

static bool
refuse_unknown(const CtMapping *mapping, GError **error)
{
    g_autofree char *headings = join_headings(mapping);

    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "%s: its columns fit neither customers (name, e-mail), purchases (customer, date, "
                "total), cases (customer, opened), contacts (customer, date, channel) nor the "
                "other kinds of file; its first row is: %s",
                mapping->file, headings);
    return false;
}

static bool
refuse_lack(const CtMapping *mapping, const char *lack, GError **error)
{
    g_autofree char *headings = join_headings(mapping);

    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "%s: %s need a column \"%s\"; its first row is: %s", mapping->file,
                ct_import_kind_words[mapping->kind], lack, headings);
    return false;
}

static bool
recognise(CtMapping *mapping, Heading *heading, CtRows *rows, int kind, GError **error)
{
    const CtSourceTraits *source = &ct_source_traits[mapping->source];

    if (source->refusal != NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: %s", mapping->file, source->refusal);
        return false;
    }
    if (kind < 0 && mapping->source == CT_SOURCE_SPREADSHEET)
        return ct_kind_find(mapping, map_columns, heading) >= 0 || refuse_unknown(mapping, error);
    mapping->kind = kind >= 0 ? (CtImportKind)kind : source->kind;
    mapping->is_told = kind >= 0;
    map_columns(mapping, heading);
    return ct_kind_lack(mapping) == NULL || ct_mapping_read_bare(mapping, rows) ||
           refuse_lack(mapping, ct_kind_lack(mapping), error);
}

/* The headings of the columns that no field is read from. */
static char **
list_unused(const CtMapping *mapping)
{
    g_autoptr(GPtrArray) unused = g_ptr_array_new();
    bool used[CT_CSV_COLUMNS] = {false};

    for (int field = 0; field < CT_FIELD_COUNT; field++)
        for (guint i = 0; i < mapping->columns[field]->len; i++)
            used[g_array_index(mapping->columns[field], guint, i)] = true;
    for (guint i = 0; i < mapping->kept->len; i++)
        used[g_array_index(mapping->kept, guint, i)] = true;
    for (guint i = 0; i < mapping->headings->len; i++)
        if (!used[i] && *(char *)mapping->headings->pdata[i] != '\0')
            g_ptr_array_add(unused, g_strdup(mapping->headings->pdata[i]));
    g_ptr_array_add(unused, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&unused), FALSE);
}

/* Reads the names of the columns. */
static void
read_headings(CtMapping *mapping, const CtRows *rows, GArray *columns, GPtrArray *folded)
{
    for (guint i = 0; i < ct_rows_count(rows); i++) {
        Column column = {.folded = ct_import_fold(ct_rows_field(rows, i)), .said = -1};

        column.pattern = pattern_of(column.folded);
        column.address = ct_alias_address(column.folded, &column.rest);
        g_ptr_array_add(mapping->headings, ct_text_clean(ct_rows_field(rows, i), false));
        g_ptr_array_add(folded, column.folded);
        g_array_append_val(columns, column);
    }
}

CtMapping *
ct_mapping_new(CtRows *rows, const char *file, const CtImportMap *map, GError **error)
{
    g_autoptr(CtMapping) mapping = g_new0(CtMapping, 1);
    g_autoptr(GPtrArray) folded = g_ptr_array_new();
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(Column));
    Heading heading = {columns};

    g_array_set_clear_func(columns, column_clear);
    mapping->headings = g_ptr_array_new_with_free_func(g_free);
    mapping->kept = g_array_new(FALSE, FALSE, sizeof(guint));
    mapping->whole = g_array_new(FALSE, FALSE, sizeof(guint));
    mapping->part = g_string_new(NULL);
    mapping->file = g_strdup(file);
    mapping->absent = g_new0(char *, 1);
    mapping->has_event = map->event != NULL;
    for (int field = 0; field < CT_FIELD_COUNT; field++)
        mapping->columns[field] = g_array_new(FALSE, FALSE, sizeof(guint));
    read_headings(mapping, rows, columns, folded);
    mapping->source = ct_source_find(folded, ct_rows_format(rows), map->kind);
    if (!apply_map(mapping, &heading, map, error) ||
        !recognise(mapping, &heading, rows, map->kind, error) ||
        !keep_columns(mapping, &heading, map, error))
        return NULL;
    mapping->unused = list_unused(mapping);
    return g_steal_pointer(&mapping);
}

void
ct_mapping_free(CtMapping *mapping)
{
    if (mapping == NULL)
        return;
    for (int field = 0; field < CT_FIELD_COUNT; field++)
        if (mapping->columns[field] != NULL)
            g_array_unref(mapping->columns[field]);
    g_array_unref(mapping->kept);
    g_array_unref(mapping->whole);
    g_ptr_array_unref(mapping->headings);
    g_string_free(mapping->part, TRUE);
    g_free(mapping->file);
    g_strfreev(mapping->unused);
    g_strfreev(mapping->absent);
    g_free(mapping);
}
