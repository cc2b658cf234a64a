/* The one reader of settings, rules, maps and template heads. A line is a heading "[kind name]", an
 * entry "name = value", a continuation (deeper indented than its entry), a comment, or empty. */
#include "config.h"

#include "courtesy/core.h"

#include <string.h>

typedef struct {
    CtTextFile *text;
    CtProblems *problems;
    CtBlock *block;
    CtEntry *entry;  /* the one that a continuation belongs to; NULL after a mistake */
    bool entry_full; /* its value has reached the limit; the rest of it is passed over */
    int entry_indent, line;
} Reader;

static void
block_free(void *data)
{
    CtBlock *block = data;

    g_ptr_array_unref(block->entries);
    g_free(block->kind);
    g_free(block->name);
    g_free(block);
}

void
ct_entry_free(CtEntry *entry)
{
    if (entry == NULL)
        return;
    g_array_unref(entry->places);
    g_free(entry->name);
    g_free(entry->value);
    g_free(entry);
}

static void
entry_destroy(void *data)
{
    ct_entry_free(data);
}

void
ct_textfile_free(CtTextFile *text)
{
    if (text == NULL)
        return;
    g_ptr_array_unref(text->blocks);
    g_free(text->file);
    g_free(text);
}

static CtBlock *
add_block(Reader *reader, const char *kind, const char *name)
{
    CtBlock *block = g_new0(CtBlock, 1);

    block->kind = g_strdup(kind);
    block->name = g_strdup(name);
    block->line = reader->line;
    block->entries = g_ptr_array_new_with_free_func(entry_destroy);
    g_ptr_array_add(reader->text->blocks, block);
    return block;
}

static CtEntry *
entry_new(const char *file, const char *name, const char *value, CtPlace name_at, CtPlace value_at)
{
    CtEntry *entry = g_new0(CtEntry, 1);

    entry->name = g_strdup(name);
    entry->value = g_strdup(value);
    entry->file = file;
    entry->line = name_at.line;
    entry->column = name_at.column;
    entry->places = g_array_new(FALSE, FALSE, sizeof(CtPlace));
    g_array_append_val(entry->places, value_at);
    return entry;
}

CtEntry *
ct_entry_new(const char *source, const char *value)
{
    return entry_new(g_intern_string(source), "", value, (CtPlace){1, 1}, (CtPlace){1, 1});
}

CtPlace
ct_entry_place(const CtEntry *entry, size_t offset)
{
    const char *line = entry->value;
    guint i = 0;
    CtPlace place;

    for (const char *p = entry->value; *p != '\0' && p < entry->value + offset; p++) {
        if (*p == '\n' && i + 1 < entry->places->len) {
            line = p + 1;
            i++;
        }
    }
    place = g_array_index(entry->places, CtPlace, i);
    if (entry->value + offset > line)
        place.column += (int)g_utf8_strlen(line, (gssize)(entry->value + offset - line));
    return place;
}

/* Cuts a comment ("#" at the start or after two blanks) and white space off the end of a line. */
static void
trim_end(char *line)
{
    char *mark = line;

    while ((mark = strchr(mark, '#')) != NULL) {
        bool first = mark == line + strspn(line, " \t");
        bool after_blanks =
            mark - line >= 2 && g_ascii_isspace(mark[-1]) && g_ascii_isspace(mark[-2]);

        if (first || after_blanks) {
            *mark = '\0';
            break;
        }
        mark++;
    }
    g_strchomp(line);
}

static int
column_of(const char *line, const char *p)
{
    return (int)g_utf8_strlen(line, (gssize)(p - line)) + 1;
}

static void
read_heading(Reader *reader, const char *line, char *heading)
{
    char *end = strchr(heading, ']');
    char *kind = heading + 1, *name;

    reader->entry = NULL;
    if (end == NULL || end[1] != '\0') {
        ct_problems_add(reader->problems, reader->text->file, reader->line,
                        column_of(line, heading), "a heading looks like [kind] or [kind name]");
        return;
    }
    *end = '\0';
    g_strstrip(kind);
    name = kind + strcspn(kind, " \t");
    if (*name != '\0')
        *name++ = '\0';
    name = g_strstrip(name);
    for (guint i = 0; i < reader->text->blocks->len; i++) {
        CtBlock *other = g_ptr_array_index(reader->text->blocks, i);

        if (strcmp(other->kind, kind) == 0 && strcmp(other->name, name) == 0 && *kind != '\0')
            ct_problems_add(reader->problems, reader->text->file, reader->line,
                            column_of(line, heading),
                            "[%s%s%s] is here a second time; line %d "
                            "has the first",
                            kind, *name != '\0' ? " " : "", name, other->line);
    }
    if (*kind == '\0')
        ct_problems_add(reader->problems, reader->text->file, reader->line,
                        column_of(line, heading), "the heading is empty");
    reader->block = add_block(reader, kind, name);
}

static void
read_entry(Reader *reader, const char *line, char *start, int indent)
{
    char *equals = strchr(start, '='), *value;
    const CtEntry *other;
    CtPlace name_at = {reader->line, column_of(line, start)}, value_at = {reader->line, 0};

    reader->entry = NULL;
    if (equals == NULL || equals == start) {
        ct_problems_add(reader->problems, reader->text->file, name_at.line, name_at.column,
                        "expected \"name = value\", a [heading] or a # comment, found \"%.40s\"",
                        start);
        return;
    }
    value = equals + 1 + strspn(equals + 1, " \t");
    value_at.column = column_of(line, value);
    *equals = '\0';
    g_strchomp(start);
    other = ct_block_find(reader->block, start);
    if (other != NULL) {
        ct_problems_add(reader->problems, reader->text->file, name_at.line, name_at.column,
                        "\"%s\" is set a second time; line %d has the first", start, other->line);
        return;
    }
    reader->entry = entry_new(reader->text->file, start, value, name_at, value_at);
    reader->entry_indent = indent;
    reader->entry_full = false;
    g_ptr_array_add(reader->block->entries, reader->entry);
}

static void
read_continuation(Reader *reader, const char *line, const char *start)
{
    CtEntry *entry = reader->entry;
    CtPlace at = {reader->line, column_of(line, start)};
    g_autofree char *before = NULL;

    if (reader->entry_full)
        return;
    if (strlen(entry->value) + strlen(start) >= CT_TEXTFILE_VALUE) {
        ct_problems_add(reader->problems, reader->text->file, entry->line, entry->column,
                        "the value of \"%s\" is longer than %d bytes", entry->name,
                        CT_TEXTFILE_VALUE);
        reader->entry_full = true;
        return;
    }
    before = entry->value;
    if (*before == '\0') { /* "name =" alone: the value begins on this line */
        entry->value = g_strdup(start);
        g_array_index(entry->places, CtPlace, 0) = at;
        return;
    }
    entry->value = g_strconcat(before, "\n", start, NULL);
    g_array_append_val(entry->places, at);
}

static void
read_line(Reader *reader, char *line)
{
    char *start;
    int indent;

    trim_end(line);
    indent = (int)strspn(line, " \t");
    start = line + indent;
    if (*start == '\0')
        return;
    if (reader->entry != NULL && indent > reader->entry_indent)
        read_continuation(reader, line, start);
    else if (*start == '[')
        read_heading(reader, line, start);
    else
        read_entry(reader, line, start, indent);
}

/* The bytes as lines; what cannot be text at all is one problem and no lines. */
static char **
split(const char *file, const char *bytes, size_t size, CtProblems *problems)
{
    const char *end;
    g_autofree char *copy = NULL;

    if (size > CT_TEXTFILE_MAX) {
        ct_problems_add(problems, file, 0, 0, "the file is larger than 1 MiB");
        return NULL;
    }
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    if (!g_utf8_validate(bytes, (gssize)size, &end)) {
        int line = 1;

        for (const char *p = bytes; p < end; p++)
            line += *p == '\n';
        ct_problems_add(problems, file, line, 0,
                        "this line is not UTF-8 text; save the file as "
                        "UTF-8");
        return NULL;
    }
    copy = g_strndup(bytes, size);
    return g_strsplit(copy, "\n", -1);
}

CtTextFile *
ct_textfile_parse(const char *file, const char *bytes, size_t size, CtProblems *problems)
{
    CtTextFile *text = g_new0(CtTextFile, 1);
    Reader reader = {.text = text, .problems = problems};
    g_auto(GStrv) lines = split(file, bytes, size, problems);

    text->file = g_strdup(file);
    text->blocks = g_ptr_array_new_with_free_func(block_free);
    reader.block = add_block(&reader, "", "");
    for (int i = 0; lines != NULL && lines[i] != NULL; i++) {
        reader.line = i + 1;
        read_line(&reader, lines[i]);
    }
    return text;
}

CtTextFile *
ct_textfile_read(const char *path, CtProblems *problems, GError **error)
{
    g_autofree char *bytes = NULL;
    g_autoptr(GError) reason = NULL;
    gsize size;

    if (!g_file_get_contents(path, &bytes, &size, &reason)) {
        g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE, "%s cannot be read: %s", path,
                    reason->message);
        return NULL;
    }
    return ct_textfile_parse(path, bytes, size, problems);
}

const CtEntry *
ct_block_find(const CtBlock *block, const char *name)
{
    for (guint i = 0; i < block->entries->len; i++) {
        const CtEntry *entry = g_ptr_array_index(block->entries, i);

        if (strcmp(entry->name, name) == 0)
            return entry;
    }
    return NULL;
}
