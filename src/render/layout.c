/* Mail programs drop style sheets, but keep a style on each element. */
#include "config.h"

#include "layout-private.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <unicode/uloc.h>

/* The start of a tag, and the style that it gets. A "<" in the text itself is written "&lt;", so
 * these are found in no other place. */
static const struct {
    const char *tag, *style;
} styles[] = {
    {"<p", "margin:0 0 16px 0"},
    {"<h1", "margin:24px 0 16px 0;font-size:24px;line-height:1.25"},
    {"<h2", "margin:24px 0 12px 0;font-size:20px;line-height:1.3"},
    {"<h3", "margin:20px 0 8px 0;font-size:17px;line-height:1.4"},
    {"<ul", "margin:0 0 16px 0;padding:0 24px"},
    {"<ol", "margin:0 0 16px 0;padding:0 24px"},
    {"<li", "margin:0 0 6px 0"},
    {"<blockquote", "margin:0 0 16px 0;padding:0 16px;border-left:3px solid #999"},
    {"<hr", "margin:24px 0;border:0;border-top:1px solid #999"},
    {"<pre", "margin:0 0 16px 0;white-space:pre-wrap;font-size:14px"},
    {"<a", "text-decoration:underline"},
};

/* The number of the style for the tag at `p`, or -1. */
static int
style_at(const char *p)
{
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++) {
        size_t length = strlen(styles[i].tag);

        if (strncmp(p, styles[i].tag, length) == 0 && strchr("> ", p[length]) != NULL)
            return (int)i;
    }
    return -1;
}

static void
append_styled(GString *out, const char *html)
{
    const char *p = html, *tag;

    while ((tag = strchr(p, '<')) != NULL) {
        int style = style_at(tag);

        g_string_append_len(out, p, tag - p);
        p = tag;
        if (style >= 0) {
            g_string_append_printf(out, "%s style=\"%s\"", styles[style].tag, styles[style].style);
            p += strlen(styles[style].tag);
        } else {
            g_string_append_c(out, *p++);
        }
    }
    g_string_append(out, p);
}

static void
append_head(GString *out, const char *language, const char *title)
{
    g_autofree char *safe_language = g_markup_escape_text(language, -1);
    g_autofree char *safe_title = g_markup_escape_text(title, -1);

    g_string_append_printf(out,
                           "<!DOCTYPE html>\n"
                           "<html lang=\"%s\"%s>\n"
                           "<head>\n"
                           "<meta charset=\"utf-8\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width\">\n"
                           "<meta name=\"color-scheme\" content=\"light dark\">\n"
                           "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
                           "<title>%s</title>\n"
                           "</head>\n",
                           safe_language, uloc_isRightToLeft(language) ? " dir=\"rtl\"" : "",
                           safe_title);
}

char *
ct_layout_html(const char *language, const char *title, const char *preview, const char *body,
               const char *footer)
{
    g_autofree char *safe_preview = g_markup_escape_text(preview, -1);
    GString *out = g_string_new(NULL);

    append_head(out, language, title);
    g_string_append(out, "<body style=\"margin:0;padding:0\">\n");
    if (*preview != '\0') /* shown in the list of messages, beside the subject, and nowhere else */
        g_string_append_printf(
            out, "<div style=\"display:none;max-height:0;overflow:hidden\">%s</div>\n",
            safe_preview);
    g_string_append(out, "<div style=\"max-width:600px;margin:0 auto;padding:24px 16px;"
                         "font-family:sans-serif;font-size:16px;line-height:1.5\">\n");
    append_styled(out, body);
    if (footer != NULL) {
        g_string_append(out, "<div style=\"margin-top:32px;padding-top:12px;"
                             "border-top:1px solid #999;font-size:13px\">\n");
        append_styled(out, footer);
        g_string_append(out, "</div>\n");
    }
    g_string_append(out, "</div>\n</body>\n</html>\n");
    return g_string_free(out, FALSE);
}
