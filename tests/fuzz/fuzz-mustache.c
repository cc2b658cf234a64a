/* Any bytes as a template, which is also each of its partials: it is refused with a place, or gives
 * a result within the limits, or an error. What comes out is read as Markdown, too. */
#include "../../src/render/markdown-private.h"
#include "courtesy/render.h"

#include <string.h>

#define RESULT_MAX (CT_MUSTACHE_OUTPUT + 16 * CT_TEXTFILE_MAX) /* the last tag may go over it */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *
itself(const char *name, void *text)
{
    return *name == 'n' ? NULL : g_strdup(text);
}

static void
try_markdown(const char *markdown)
{
    g_autofree char *text = ct_markdown_text(markdown);
    g_autofree char *html = ct_markdown_html(markdown);
    g_autoptr(GPtrArray) items = ct_markdown_items(markdown);

    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_true(strstr(html, "<script") == NULL);
    g_assert_true(strstr(html, "href=\"javascript") == NULL);
    g_assert_nonnull(items);
}

static void
try_template(const char *text, CtMustacheMode mode, CtEscape escape)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtMustache) mustache = ct_mustache_parse("fuzz", 1, text, mode, problems);
    g_autoptr(GError) error = NULL;
    g_autofree char *copy = g_strdup(text);
    g_autofree char *result = NULL;

    g_assert_true((mustache == NULL) == (ct_problems_count(problems) > 0));
    if (mustache == NULL)
        return;
    result = ct_mustache_render(mustache, ct_template_example(), escape, itself, copy, &error);
    g_assert_true((result == NULL) == (error != NULL));
    if (result == NULL)
        return;
    g_assert_cmpuint(strlen(result), <=, RESULT_MAX);
    g_assert_true(g_utf8_validate(result, -1, NULL));
    if (escape == CT_ESCAPE_MARKDOWN)
        try_markdown(result);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);

    try_template(text, CT_MUSTACHE_SPEC, CT_ESCAPE_HTML);
    try_template(text, CT_MUSTACHE_STRICT, CT_ESCAPE_MARKDOWN);
    return 0;
}
