/* What stands around a value decides which of its characters must be made harmless. */
#include "config.h"

#include "mustache-private.h"

#include <string.h>

static void
append_html(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        switch (*p) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        case '\'':
            g_string_append(out, "&#39;");
            break;
        default:
            g_string_append_c(out, *p);
        }
    }
}

/* C0, C1 and the two line breaks of Unicode. */
static bool
is_control(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

static void
append_header(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char(p, NULL)) {
        gunichar c = g_utf8_get_char(p);

        g_string_append_unichar(out, is_control(c) ? ' ' : c);
    }
}

/* A character reference is text wherever it stands, also inside <https://...>, where a backslash
 * would be one more letter of the address. Blanks at the ends could make a line a block of code or
 * break it. Not in the list: what never means anything, so that addresses stay readable. */
static void
append_markdown(GString *out, const char *text)
{
    const char *last = text + strlen(text) - 1;

    for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char(p, NULL)) {
        gunichar c = g_utf8_get_char(p);

        if (is_control(c))
            c = ' ';
        if ((c == ' ' && (p == text || p == last)) ||
            (c < 0x80 && strchr("!\"#&'()*+-.<=>[\\]^_`{|}~", (int)c) != NULL))
            g_string_append_printf(out, "&#%u;", c);
        else
            g_string_append_unichar(out, c);
    }
}

void
ct_escape_append(GString *out, const char *text, CtEscape escape)
{
    switch (escape) {
    case CT_ESCAPE_HTML:
        append_html(out, text);
        break;
    case CT_ESCAPE_MARKDOWN:
        append_markdown(out, text);
        break;
    case CT_ESCAPE_HEADER:
        append_header(out, text);
        break;
    case CT_ESCAPE_NONE:
        g_string_append(out, text);
        break;
    }
}
