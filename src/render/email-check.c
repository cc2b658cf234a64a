/* The last look at a mail before it leaves. It believes nobody: neither who wrote the words, nor
 * the library that put them together. */
#include "config.h"

#include "courtesy/render.h"

#include <string.h>

#define LINE_MAX_OCTETS 998 /* RFC 5322, 2.1.1 */

static const char *const required[] = {"From", "To", "Date", "Message-ID", "Subject"};

typedef struct {
    int line; /* from 1 */
    bool in_headers, after_header;
    int found[G_N_ELEMENTS(required)];
} Look;

static bool G_GNUC_PRINTF(3, 4) refuse(GError **error, int line, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list args;

    va_start(args, format);
    what = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, CT_ERROR, CT_ERROR_BUG, "the mail is not sent: line %d %s", line, what);
    return false;
}

static bool
check_bytes(const Look *look, const char *line, size_t length, GError **error)
{
    if (length > LINE_MAX_OCTETS)
        return refuse(error, look->line, "is longer than %d octets", LINE_MAX_OCTETS);
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '\0')
            return refuse(error, look->line, "has a zero byte");
        if (line[i] == '\r' || line[i] == '\n')
            return refuse(error, look->line, "has a CR or LF of its own");
        if (look->in_headers && line[i] != '\t' && !g_ascii_isprint(line[i]))
            return refuse(error, look->line, "of the headers is not plain ASCII");
    }
    return true;
}

static bool
is_header_name(const char *line, size_t length, const char *name)
{
    return length == strlen(name) && g_ascii_strncasecmp(line, name, length) == 0;
}

/* A line "Name: value", or one that continues it. */
static bool
check_header(Look *look, const char *line, size_t length, GError **error)
{
    const char *colon = memchr(line, ':', length);
    size_t name_length;

    if (line[0] == ' ' || line[0] == '\t') {
        if (!look->after_header || strspn(line, " \t") >= length)
            return refuse(error, look->line, "continues no header");
        return true;
    }
    look->after_header = true;
    name_length = colon != NULL ? (size_t)(colon - line) : 0;
    for (size_t i = 0; i < name_length; i++)
        if (!g_ascii_isgraph(line[i]))
            name_length = 0;
    if (name_length == 0)
        return refuse(error, look->line, "is not a header");
    if (is_header_name(line, name_length, "Bcc") || is_header_name(line, name_length, "Resent-Bcc"))
        return refuse(error, look->line, "is a hidden recipient");
    for (size_t i = 0; i < G_N_ELEMENTS(required); i++)
        look->found[i] += is_header_name(line, name_length, required[i]);
    return true;
}

/* The empty line after the headers. */
static bool
end_headers(Look *look, GError **error)
{
    look->in_headers = false;
    for (size_t i = 0; i < G_N_ELEMENTS(required); i++)
        if (look->found[i] != 1)
            return refuse(error, look->line, "ends headers with %d times \"%s\"", look->found[i],
                          required[i]);
    return true;
}

bool
ct_email_check(GBytes *message, GError **error)
{
    gsize size;
    const char *p = g_bytes_get_data(message, &size);
    const char *end = p + size;
    Look look = {.line = 0, .in_headers = true};

    while (p < end) {
        const char *next = memchr(p, '\n', (size_t)(end - p));
        size_t length;

        look.line++;
        if (next == NULL || next == p || next[-1] != '\r')
            return refuse(error, look.line, "does not end with CR LF");
        length = (size_t)(next - p) - 1;
        if (!check_bytes(&look, p, length, error))
            return false;
        if (look.in_headers && length == 0) {
            if (!end_headers(&look, error))
                return false;
        } else if (look.in_headers && !check_header(&look, p, length, error)) {
            return false;
        }
        p = next + 1;
    }
    if (look.in_headers)
        return refuse(error, look.line, "is the last, and the headers have no end");
    return true;
}
