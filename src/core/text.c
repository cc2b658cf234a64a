/* Text from outside, made safe to print, to mail and to show. */
#include "config.h"

#include "courtesy/core.h"

/* Characters that turn the direction of what follows: they can make one name look like another. */
static bool
is_bidi_control(gunichar c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* Code points that are no characters (Unicode 15, 23.7): some libraries refuse a text with one. */
static bool
is_noncharacter(gunichar c)
{
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

static bool
is_dropped(gunichar c)
{
    return is_bidi_control(c) || is_noncharacter(c) || c == 0xFEFF ||
           (c < 0x20 && !g_ascii_isspace((char)c)) || (c >= 0x7F && c <= 0x9F && c != 0x85);
}

static bool
is_line_break(gunichar c)
{
    return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

char *
ct_text_clean(const char *text, bool keep_lines)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *normal = g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    GString *clean = g_string_sized_new(64);
    char pending = '\0'; /* white space that is written once something follows it */

    for (char *p = normal; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (is_dropped(c))
            continue;
        if (is_line_break(c) && keep_lines) {
            pending = '\n';
        } else if (is_line_break(c) || g_unichar_isspace(c)) {
            pending = pending == '\n' ? '\n' : ' ';
        } else {
            if (pending != '\0' && clean->len > 0)
                g_string_append_c(clean, pending);
            pending = '\0';
            g_string_append_unichar(clean, c);
        }
    }
    return g_string_free(clean, FALSE);
}
