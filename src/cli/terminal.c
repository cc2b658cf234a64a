/* How text stands on a terminal: widths, and lines that are folded. */
#include "config.h"

#include "cli.h"

#include <string.h>

/* The columns that a text takes. */
static int
width_of(const char *text)
{
    int width = 0;

    for (const char *p = text; *p != '\0'; p += g_utf8_skip[(guchar)*p]) {
        gunichar c = g_utf8_get_char(p);

        if (!g_unichar_iszerowidth(c))
            width += g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

char *
ct_cli_pad(const char *text, int width)
{
    GString *padded = g_string_new(text);

    for (width -= width_of(text); width > 0; width--)
        g_string_append_c(padded, ' ');
    return g_string_free(padded, FALSE);
}

/* The length of the first piece of a list: up to the blank after its comma or plus sign. */
static size_t
piece_length(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (*p == ' ' && p > text && strchr(",+", p[-1]) != NULL)
            return (size_t)(p - text);
    return strlen(text);
}

char **
ct_cli_fold(const char *list, int width)
{
    g_autoptr(GString) line = g_string_new(NULL);
    GPtrArray *lines = g_ptr_array_new();

    for (const char *p = list; *p != '\0'; p += strspn(p, " ")) {
        size_t length = piece_length(p);
        g_autofree char *piece = g_strndup(p, length);

        if (line->len > 0 && width_of(line->str) + 1 + width_of(piece) > width) {
            g_ptr_array_add(lines, g_strdup(line->str));
            g_string_truncate(line, 0);
        }
        g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", piece);
        p += length;
    }
    g_ptr_array_add(lines, g_strdup(line->str));
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(lines, FALSE);
}
