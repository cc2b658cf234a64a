/* Lines that belong together: folded ones, those of quoted-printable, and those that a careless
 * program broke. What nothing is made of, a picture of 50 MB, is read and never kept. */
#include "config.h"

#include "vcard-private.h"

#include <string.h>

#define BUFFER (64 << 10)

struct CtVcardLines {
    CtDecoder *decoder;
    char *file;
    bool keep_blanks;
    int64_t properties;

    char buffer[BUFFER];
    size_t at, size;
    bool ended; /* nothing is left in the file */

    GString *line;     /* one line of the file, or its beginning when it is too long */
    char last;         /* its last byte */
    int64_t number;    /* of that line */
    bool is_waiting;   /* it was read ahead: it begins the next property */
    GString *unfolded; /* the property */
};

CtVcardLines *
ct_vcard_lines_open(CtDecoder *decoder, const char *file)
{
    CtVcardLines *lines = g_new0(CtVcardLines, 1);

    lines->decoder = decoder;
    lines->file = g_strdup(file);
    lines->line = g_string_sized_new(256);
    lines->unfolded = g_string_sized_new(256);
    return lines;
}

void
ct_vcard_lines_free(CtVcardLines *lines)
{
    if (lines == NULL)
        return;
    g_string_free(lines->line, TRUE);
    g_string_free(lines->unfolded, TRUE);
    g_free(lines->file);
    g_free(lines);
}

int64_t
ct_vcard_lines_count(const CtVcardLines *lines)
{
    return lines->properties;
}

void
ct_vcard_lines_keep_blanks(CtVcardLines *lines, bool keep)
{
    lines->keep_blanks = keep;
}

/* --- one line of the file ------------------------------------------------------------- */

static bool
refuse(const CtVcardLines *lines, int64_t number, const char *what, GError **error)
{
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s:%" G_GINT64_FORMAT ": %s", lines->file, number,
                what);
    return false;
}

/* Makes sure that there is a byte at hand, unless the file ends. */
static bool
have_byte(CtVcardLines *lines, GError **error)
{
    if (lines->at < lines->size || lines->ended)
        return true;
    lines->at = 0;
    lines->size = 0;
    if (!ct_decoder_read(lines->decoder, lines->buffer, BUFFER, &lines->size, error)) {
        g_prefix_error(error, "%s:%" G_GINT64_FORMAT ": ", lines->file, lines->number);
        return false;
    }
    lines->ended = lines->size == 0;
    return true;
}

/* Takes the bytes up to the next line break, as far as they lie in the buffer. */
static bool
take_bytes(CtVcardLines *lines, GError **error)
{
    const char *from = lines->buffer + lines->at;
    size_t room = CT_VCARD_PROPERTY + 1 - lines->line->len, size = 0;

    while (lines->at < lines->size && lines->buffer[lines->at] != '\n' &&
           lines->buffer[lines->at] != '\r')
        lines->at++;
    size = (size_t)(lines->buffer + lines->at - from);
    if (size == 0)
        return true;
    if (memchr(from, '\0', size) != NULL)
        return refuse(lines, lines->number, "a NUL byte; this is not a text file", error);
    lines->last = from[size - 1];
    g_string_append_len(lines->line, from, (gssize)MIN(size, room));
    return true;
}

/* A line ends in LF, CR, CRLF; some programs write CR CR LF. */
static bool
take_line_end(CtVcardLines *lines, GError **error)
{
    bool more = true;

    while (more) {
        if (!have_byte(lines, error))
            return false;
        more = !lines->ended && lines->buffer[lines->at] == '\r';
        lines->at += more;
    }
    if (!lines->ended && lines->buffer[lines->at] == '\n')
        lines->at++;
    return true;
}

/* Files that were put together have a byte order mark in front of each piece. */
static CtCsvStep
end_line(CtVcardLines *lines)
{
    if (g_str_has_prefix(lines->line->str, "\xef\xbb\xbf"))
        g_string_erase(lines->line, 0, 3);
    return CT_CSV_ROW;
}

static CtCsvStep
read_line(CtVcardLines *lines, GError **error)
{
    bool any = false;

    if (lines->is_waiting) {
        lines->is_waiting = false;
        return CT_CSV_ROW;
    }
    g_string_truncate(lines->line, 0);
    lines->last = '\0';
    lines->number++;
    for (;;) {
        if (!have_byte(lines, error))
            return CT_CSV_FAILED;
        if (lines->ended)
            return any ? end_line(lines) : CT_CSV_END;
        any = true;
        if (!take_bytes(lines, error))
            return CT_CSV_FAILED;
        if (lines->at < lines->size)
            return take_line_end(lines, error) ? end_line(lines) : CT_CSV_FAILED;
    }
}

/* --- what kind of line ---------------------------------------------------------------- */

static size_t
name_length(const char *line)
{
    return strspn(line, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.");
}

static bool
is_property(const char *line)
{
    size_t length = name_length(line);

    return length > 0 && (line[length] == ':' || line[length] == ';');
}

static bool
is_blank(const char *line)
{
    return line[strspn(line, " \t")] == '\0';
}

/* BEGIN:VCARD and END:VCARD end a property whatever it promised. */
static bool
is_frame(const char *line)
{
    return g_ascii_strncasecmp(line, "END:VCARD", 9) == 0 ||
           g_ascii_strncasecmp(line, "BEGIN:VCARD", 11) == 0;
}

/* The name without its group: "item1.EMAIL" is an EMAIL. */
static CtVcardName
find_name(const char *line)
{
    static const char *const names[] = {
#define NAME_TEXT(member, name) name,
        CT_VCARD_PROPERTY_NAMES(NAME_TEXT)
#undef NAME_TEXT
    };
    size_t length = name_length(line), from = length;

    while (from > 0 && line[from - 1] != '.')
        from--;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == length - from &&
            g_ascii_strncasecmp(names[i], line + from, length - from) == 0)
            return (CtVcardName)i;
    return CT_VCARD_UNUSED;
}

/* Whether the line says, in front of its value, that it is quoted-printable. */
static bool
is_quoted_printable(const char *line)
{
    g_autofree char *head = NULL;

    if (line[name_length(line)] != ';')
        return false;
    head = g_ascii_strdown(line, (gssize)strcspn(line, ":"));
    return strstr(head, "quoted-printable") != NULL;
}

/* --- one property --------------------------------------------------------------------- */

/* Of a property that nothing is made of nothing is kept, and of the frame of a card one line. */
static bool
append(CtVcardLines *lines, CtVcardLine *property, const char *text, GError **error)
{
    g_autofree char *what = NULL;

    if (property->name == CT_VCARD_UNUSED)
        return true;
    if (lines->unfolded->len > 0 && property->name <= CT_VCARD_VERSION)
        return true;
    g_string_append(lines->unfolded, text);
    if (lines->unfolded->len <= CT_VCARD_PROPERTY)
        return true;
    what = g_strdup_printf("a property longer than %d bytes", CT_VCARD_PROPERTY);
    return refuse(lines, property->line, what, error);
}

/* How the line that was read follows the one before it. */
typedef enum {
    NEXT_PROPERTY,
    NOTHING,     /* a blank line */
    SOFT_BREAK,  /* the line before ended in the "=" of quoted-printable */
    FOLDED,      /* it begins with a blank */
    BROKEN_LINE, /* a line break that nobody has written as \n */
} Following;

static Following
how_it_follows(const CtVcardLines *lines, bool soft)
{
    const char *line = lines->line->str;

    if (is_frame(line))
        return NEXT_PROPERTY;
    if (soft)
        return SOFT_BREAK;
    if (is_blank(line))
        return NOTHING;
    if (*line == ' ' || *line == '\t')
        return FOLDED;
    return is_property(line) ? NEXT_PROPERTY : BROKEN_LINE;
}

static bool
append_line(CtVcardLines *lines, Following how, CtVcardLine *property, GError **error)
{
    GString *text = lines->unfolded;
    const char *line = lines->line->str;

    switch (how) {
    case NEXT_PROPERTY:
    case NOTHING:
        return true;
    case SOFT_BREAK:
        if (text->len > 0)
            g_string_truncate(text, text->len - 1);
        return append(lines, property, line, error);
    case FOLDED:
        return append(lines, property, lines->keep_blanks ? line : line + 1, error);
    case BROKEN_LINE:
        return append(lines, property, "\n", error) && append(lines, property, line, error);
    }
    g_assert_not_reached();
}

/* Reads on from the first line of a property to the first line of the next one. */
static bool
read_property(CtVcardLines *lines, CtVcardLine *property, GError **error)
{
    bool quoted = is_quoted_printable(lines->line->str);
    Following how = NOTHING;

    property->name = find_name(lines->line->str);
    property->line = lines->number;
    lines->properties++;
    g_string_truncate(lines->unfolded, 0);
    if (!append(lines, property, lines->line->str, error))
        return false;
    while (how != NEXT_PROPERTY) {
        bool soft = quoted && lines->last == '=';
        CtCsvStep step = read_line(lines, error);

        if (step != CT_CSV_ROW)
            return step == CT_CSV_END;
        how = how_it_follows(lines, soft);
        if (!append_line(lines, how, property, error))
            return false;
    }
    lines->is_waiting = true;
    return true;
}

/* The colon behind the parameters, one of which may hold colons in quotes. */
static size_t
find_colon(const char *text)
{
    bool quoted = false;

    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        if (text[i] == ':' && !quoted)
            return i;
    }
    return strcspn(text, ":");
}

CtCsvStep
ct_vcard_lines_next(CtVcardLines *lines, CtVcardLine *line_out, GError **error)
{
    CtVcardLine property = {.name = CT_VCARD_UNUSED};
    size_t colon;

    while (property.name == CT_VCARD_UNUSED) {
        CtCsvStep step = read_line(lines, error);

        if (step != CT_CSV_ROW)
            return step;
        if (is_property(lines->line->str) && !read_property(lines, &property, error))
            return CT_CSV_FAILED;
    }
    colon = find_colon(lines->unfolded->str);
    property.head = lines->unfolded->str;
    property.value = property.head + MIN(colon + 1, lines->unfolded->len);
    property.size = lines->unfolded->len - (size_t)(property.value - property.head);
    lines->unfolded->str[colon] = '\0';
    *line_out = property;
    return CT_CSV_ROW;
}
