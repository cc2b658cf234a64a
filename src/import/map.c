/* imports/NAME.map: what a person said about files of one name, so that nobody asks again. */
#include "config.h"

#include "mapping-private.h"
#include "value-private.h"

#include <errno.h>
#include <string.h>

#define NAME_MOST     60 /* characters of a name */
#define ENCODING_MOST 40
#define TEXT_MOST     200

void
ct_import_map_clear(CtImportMap *map)
{
    g_clear_pointer(&map->encoding, g_free);
    g_clear_pointer(&map->event, g_free);
    g_clear_pointer(&map->keep, g_strfreev);
    g_clear_pointer(&map->columns, g_hash_table_unref);
    g_clear_pointer(&map->said, g_hash_table_unref);
}

void
ct_import_map_put(CtImportMap *map, const char *folded, int field)
{
    if (map->columns == NULL)
        map->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_insert(map->columns, g_strdup(folded), g_strdup(ct_field_names[field]));
}

/* --- its name ------------------------------------------------------------------------- */

/* Cuts one ending off; false: there is none. */
static bool
cut_ending(char *name)
{
    static const char *const endings[] = {".csv", ".txt",   ".tsv", ".tab",
                                          ".vcf", ".vcard", ".iif", ".map"};

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(name), end = strlen(endings[i]);

        if (length <= end || !g_str_has_suffix(name, endings[i]))
            continue;
        name[length - end] = '\0';
        return true;
    }
    return false;
}

/* The file without folder and endings: "orders.csv.txt" -> "orders". */
static char *
stem_of(const char *file)
{
    g_autofree char *base = g_path_get_basename(file);
    g_autofree char *valid = g_utf8_make_valid(base, -1);
    char *stem = g_utf8_strdown(valid, -1);
    bool more = true;

    while (more)
        more = cut_ending(stem);
    return stem;
}

/* "20250612T103000Z", "8f3a2b1c9d": letters that only serve to tell one file from the next. */
static bool
is_serial(const char *word)
{
    size_t length = strlen(word);

    return strpbrk(word, "0123456789") != NULL &&
           (strspn(word, "0123456789tz") == length ||
            (length >= 6 && strspn(word, "0123456789abcdef") == length));
}

/* The letters of a word. */
static char *
letters_of(const char *word)
{
    GString *letters = g_string_new(NULL);

    for (const char *p = word; *p != '\0'; p = g_utf8_find_next_char(p, NULL))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            g_string_append_unichar(letters, g_utf8_get_char(p));
    return g_string_free(letters, FALSE);
}

/* Everything that is neither a letter nor a digit becomes a blank. */
static char *
blank_marks(const char *text)
{
    GString *blank = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char(p, NULL))
        g_string_append_unichar(blank,
                                g_unichar_isalnum(g_utf8_get_char(p)) ? g_utf8_get_char(p) : ' ');
    return g_string_free(blank, FALSE);
}

/* "customers_export" for "customers_export-2025-06-12 (3).csv". */
static char *
name_of(const char *file)
{
    g_autofree char *stem = stem_of(file);
    g_autofree char *blank = blank_marks(stem);
    g_auto(GStrv) words = g_strsplit(blank, " ", -1);
    g_autoptr(GString) name = g_string_new(NULL);

    for (int i = 0; words[i] != NULL; i++) {
        g_autofree char *letters = letters_of(words[i]);

        if (*letters == '\0' || is_serial(words[i]))
            continue;
        if (name->len > 0)
            g_string_append_c(name, '_');
        g_string_append(name, letters);
    }
    return name->len > 0
               ? g_utf8_substring(name->str, 0, MIN(NAME_MOST, g_utf8_strlen(name->str, -1)))
               : g_strdup("import");
}

char *
ct_import_map_path(const char *dir, const char *file)
{
    g_autofree char *name = name_of(file);
    g_autofree char *base = g_strconcat(name, ".map", NULL);

    return g_build_filename(dir, "imports", base, NULL);
}

/* --- reading -------------------------------------------------------------------------- */

static bool
take_kind(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    int kind = ct_vocabulary_find(ct_import_kind_words, entry->value);
    g_autofree char *hint =
        ct_vocabulary_hint(ct_import_kind_words, entry->value, "; it is customers, purchases ...");

    if (kind < 0)
        ct_problems_add_at(problems, entry, 0, "\"%s\" is no kind of file%s", entry->value, hint);
    else
        map->kind = kind;
    return kind >= 0;
}

static bool
take_dates(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    int dates = ct_vocabulary_find(ct_date_order_words, entry->value);

    if (dates < 0)
        ct_problems_add_at(problems, entry, 0, "\"%s\" is neither dmy nor mdy", entry->value);
    else
        map->dates = (CtDates)dates;
    return dates >= 0;
}

static bool
take_decimal(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    int decimal = ct_vocabulary_find(ct_decimal_words, entry->value);

    if (decimal < 0)
        ct_problems_add_at(problems, entry, 0, "\"%s\" is neither comma nor point", entry->value);
    else
        map->decimal = (CtDecimal)decimal;
    return decimal >= 0;
}

static bool
take_encoding(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    size_t length = strlen(entry->value);

    if (length == 0 || length > ENCODING_MOST ||
        strspn(entry->value, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.:") != length) {
        ct_problems_add_at(problems, entry, 0,
                           "an encoding is a word such as UTF-8 or windows-1252");
        return false;
    }
    g_free(map->encoding);
    map->encoding = g_strdup(entry->value);
    return true;
}

static bool
take_event(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    if (*entry->value == '\0' || strchr(entry->value, '\n') != NULL ||
        strlen(entry->value) > TEXT_MOST) {
        ct_problems_add_at(problems, entry, 0,
                           "the name of an event is one line of at most %d bytes", TEXT_MOST);
        return false;
    }
    g_free(map->event);
    map->event = ct_text_clean(entry->value, false);
    return true;
}

/* Headings with commas or on lines of their own. */
static bool
take_keep(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    g_auto(GStrv) words = g_strsplit_set(entry->value, ",\n", -1);
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; words[i] != NULL; i++) {
        g_autofree char *folded = ct_import_fold(words[i]);

        if (*folded != '\0')
            g_ptr_array_add(keep, ct_text_clean(words[i], false));
    }
    if (keep->len == 0) {
        ct_problems_add_at(problems, entry, 0, "\"keep\" names the columns that are to be kept");
        return false;
    }
    g_ptr_array_add(keep, NULL);
    g_strfreev(map->keep);
    map->keep = (char **)g_ptr_array_steal(keep, NULL);
    return true;
}

/* The words that are no columns; a column of the same name is written in quotes. */
static const struct {
    const char *name;
    bool (*take)(CtImportMap *map, const CtEntry *entry, CtProblems *problems);
} words[] = {
    {"as", take_kind},           {"dates", take_dates}, {"decimal", take_decimal},
    {"encoding", take_encoding}, {"event", take_event}, {"keep", take_keep},
};

static bool
take_column(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    g_autofree char *folded = ct_import_fold(entry->name);
    g_autofree char *hint = NULL;
    int field = ct_field_find(entry->value);

    if (*folded == '\0') {
        ct_problems_add(problems, entry->file, entry->line, entry->column,
                        "\"%s\" cannot be the name of a column", entry->name);
        return false;
    }
    if (field < 0) {
        hint =
            ct_vocabulary_hint(ct_field_names, entry->value, "; courtesy help import lists them");
        ct_problems_add_at(problems, entry, 0, "\"%s\" is not something that a column can hold%s",
                           entry->value, hint);
        return false;
    }
    if (map->columns != NULL && g_hash_table_contains(map->columns, folded)) {
        ct_problems_add(problems, entry->file, entry->line, entry->column,
                        "the column \"%s\" is here a second time", entry->name);
        return false;
    }
    ct_import_map_put(map, folded, field);
    return true;
}

static bool
take_entry(CtImportMap *map, const CtEntry *entry, CtProblems *problems)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].name, entry->name) == 0)
            return words[i].take(map, entry, problems);
    return take_column(map, entry, problems);
}

static bool
take_block(CtImportMap *map, const CtTextFile *text, const CtBlock *block, CtProblems *problems)
{
    bool ok = true;

    if (block->entries->len > 0 && *block->kind == '\0') {
        const CtEntry *entry = block->entries->pdata[0];

        ct_problems_add(problems, text->file, entry->line, entry->column,
                        "a map begins with [import NAME]");
        return false;
    }
    if (*block->kind != '\0' && strcmp(block->kind, "import") != 0) {
        ct_problems_add(problems, text->file, block->line, 0,
                        "[%s] does not belong here; a map has one block, [import NAME]",
                        block->kind);
        return false;
    }
    for (guint i = 0; i < block->entries->len; i++)
        ok = take_entry(map, block->entries->pdata[i], problems) && ok;
    return ok;
}

bool
ct_import_map_read(const CtTextFile *text, CtImportMap *map_out, CtProblems *problems)
{
    g_auto(CtImportMap) map = {.kind = -1};
    bool ok = true;

    for (guint i = 0; i < text->blocks->len; i++)
        ok = take_block(&map, text, text->blocks->pdata[i], problems) && ok;
    if (!ok)
        return false;
    *map_out = map;
    map = (CtImportMap){.kind = -1};
    return true;
}

bool
ct_import_map_load(const char *path, CtImportMap *map_out, CtProblems *problems)
{
    g_autoptr(GError) error = NULL;
    guint before = ct_problems_count(problems);
    g_autoptr(CtTextFile) text = ct_textfile_read(path, problems, &error);

    if (text != NULL)
        return ct_problems_count(problems) == before && ct_import_map_read(text, map_out, problems);
    if (g_error_matches(error, CT_ERROR, CT_ERROR_NO_FILE) &&
        !g_file_test(path, G_FILE_TEST_EXISTS)) {
        *map_out = (CtImportMap){.kind = -1};
        return true;
    }
    if (ct_problems_count(problems) == before)
        ct_problems_add(problems, path, 0, 0, "%s", error != NULL ? error->message : "unreadable");
    return false;
}

/* --- writing -------------------------------------------------------------------------- */

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A column whose name is a word of this file stands in quotes. */
static void
append_columns(GString *text, GHashTable *columns)
{
    guint count = 0;
    g_autofree char **names = (char **)g_hash_table_get_keys_as_array(columns, &count);

    qsort(names, count, sizeof names[0], compare_names);
    for (guint i = 0; i < count; i++) {
        bool is_word = false;

        for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
            is_word = is_word || strcmp(names[i], words[k].name) == 0;
        g_string_append_printf(text, "%s%s%s = %s\n", is_word ? "\"" : "", names[i],
                               is_word ? "\"" : "", (char *)g_hash_table_lookup(columns, names[i]));
    }
}

/* One heading a line; what the syntax would take for something else is written folded. */
static void
append_keep(GString *text, char **keep)
{
    for (int i = 0; keep[i] != NULL; i++) {
        g_autofree char *clean = ct_text_clean(keep[i], false);
        g_autofree char *folded = ct_import_fold(keep[i]);

        g_string_append_printf(text, "%s%s\n", i == 0 ? "keep = " : "       ",
                               strpbrk(clean, ",#") == NULL ? clean : folded);
    }
}

static void
append_word(GString *text, const char *name, const char *value)
{
    g_autofree char *clean = ct_text_clean(value, false);

    g_string_append_printf(text, "%s = %s\n", name, clean);
}

char *
ct_import_map_text(const char *path, const CtImportMap *map)
{
    g_autofree char *name = name_of(path);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "[import %s]\n", name);
    if (map->kind >= 0)
        append_word(text, "as", ct_import_kind_words[map->kind]);
    if (map->dates != CT_DATES_UNKNOWN)
        append_word(text, "dates", ct_date_order_words[map->dates]);
    if (map->decimal != CT_DECIMAL_UNKNOWN)
        append_word(text, "decimal", ct_decimal_words[map->decimal]);
    if (map->encoding != NULL)
        append_word(text, "encoding", map->encoding);
    if (map->event != NULL)
        append_word(text, "event", map->event);
    if (map->keep != NULL)
        append_keep(text, map->keep);
    if (map->columns != NULL)
        append_columns(text, map->columns);
    return g_string_free(text, FALSE);
}

/* True when the file says this already, in whatever words. */
static bool
says_the_same(const char *path, const char *text)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_auto(CtImportMap) there = {.kind = -1};
    g_autofree char *of_there = NULL;

    if (!ct_import_map_load(path, &there, problems))
        return false;
    of_there = ct_import_map_text(path, &there);
    return strcmp(of_there, text) == 0;
}

bool
ct_import_map_save(const char *path, const CtImportMap *map, GError **error)
{
    g_autofree char *text = ct_import_map_text(path, map);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) reason = NULL;

    if (says_the_same(path, text))
        return true;
    if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s: %s", folder, g_strerror(errno));
        return false;
    }
    if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &reason))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s: %s", path, reason->message);
    return false;
}
