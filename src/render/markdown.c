/* The tree of a Markdown text, without what may not leave the house; then HTML or list items. */
#include "config.h"

#include "markdown-private.h"

#include "courtesy/core.h"

#include <string.h>

static bool
is_safe_link(const char *address)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};

    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(address, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

/* Puts the words of a link or a picture in its place. */
static void
unwrap(cmark_node *node)
{
    cmark_node *child;

    while ((child = cmark_node_first_child(node)) != NULL)
        cmark_node_insert_before(node, child);
    cmark_node_free(node);
}

static bool
is_unwanted(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_LINK)
        return !is_safe_link(cmark_node_get_url(node));
    return type == CMARK_NODE_IMAGE || type == CMARK_NODE_HTML_BLOCK ||
           type == CMARK_NODE_HTML_INLINE;
}

cmark_node *
ct_markdown_read(const char *markdown)
{
    cmark_node *root = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_VALIDATE_UTF8);
    g_autoptr(cmark_iter) iter = cmark_iter_new(root);
    g_autoptr(GPtrArray) unwanted = g_ptr_array_new();

    while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
        if (cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER &&
            is_unwanted(cmark_iter_get_node(iter)))
            g_ptr_array_add(unwanted, cmark_iter_get_node(iter));
    for (guint i = 0; i < unwanted->len; i++)
        unwrap(g_ptr_array_index(unwanted, i));
    cmark_consolidate_text_nodes(root);
    return root;
}

char *
ct_markdown_html(const char *markdown)
{
    g_autoptr(cmark_node) root = ct_markdown_read(markdown);
    char *rendered = cmark_render_html(root, CMARK_OPT_DEFAULT);
    char *html = g_strdup(rendered);

    cmark_get_default_mem_allocator()->free(rendered);
    return html;
}

/* " <address>" after the words of a link, unless they are the address. */
static void
add_address(CtWords *words, const char *address)
{
    const char *shown = words->text->str + words->link_start;
    const char *bare = address;

    if (g_ascii_strncasecmp(address, "mailto:", 7) == 0)
        bare = address + 7;
    else if (g_ascii_strncasecmp(address, "tel:", 4) == 0)
        bare = address + 4;
    if (strcmp(shown, address) == 0 || strcmp(shown, bare) == 0)
        return;
    g_string_append(words->text, *shown == '\0' ? "<" : " <");
    for (const char *p = address; *p != '\0'; p++) {
        if (g_ascii_isspace(*p) || g_ascii_iscntrl(*p))
            g_string_append_printf(words->text, "%%%02X", (unsigned)*p);
        else
            g_string_append_c(words->text, *p);
    }
    g_string_append_c(words->text, '>');
}

void
ct_words_add(CtWords *words, cmark_node *node, cmark_event_type event)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        g_string_append(words->text, cmark_node_get_literal(node));
    else if (type == CMARK_NODE_SOFTBREAK)
        g_string_append_c(words->text, ' ');
    else if (type == CMARK_NODE_LINEBREAK)
        g_string_append_c(words->text, '\n');
    else if (type == CMARK_NODE_LINK && event == CMARK_EVENT_ENTER)
        words->link_start = words->text->len;
    else if (type == CMARK_NODE_LINK)
        add_address(words, cmark_node_get_url(node));
}

bool
ct_markdown_is_warning(const char *text)
{
    static const char *const starts[] = {"don't", "don’t", "do not"};

    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
        size_t length = strlen(starts[i]);

        if (g_ascii_strncasecmp(text, starts[i], length) == 0 && !g_ascii_isalnum(text[length]))
            return true;
    }
    return false;
}

static void
item_free(void *data)
{
    CtMarkdownItem *item = data;

    g_free(item->text);
    g_free(item);
}

/* Makes an item of the words gathered so far, if there are any. */
static void
end_item(GPtrArray *items, CtWords *words, bool *warning)
{
    g_autofree char *text = ct_text_clean(words->text->str, false);

    if (*text != '\0') {
        CtMarkdownItem *item = g_new0(CtMarkdownItem, 1);

        item->text = g_steal_pointer(&text);
        item->warning = *warning;
        g_ptr_array_add(items, item);
    }
    g_string_truncate(words->text, 0);
    *warning = false;
}

static bool
is_bold_warning(cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);

    return cmark_node_get_type(node) == CMARK_NODE_STRONG && child != NULL &&
           cmark_node_get_type(child) == CMARK_NODE_TEXT &&
           ct_markdown_is_warning(cmark_node_get_literal(child));
}

GPtrArray *
ct_markdown_items(const char *markdown)
{
    GPtrArray *items = g_ptr_array_new_with_free_func(item_free);
    g_autoptr(cmark_node) root = ct_markdown_read(markdown);
    g_autoptr(cmark_iter) iter = cmark_iter_new(root);
    g_autoptr(GString) text = g_string_new(NULL);
    CtWords words = {.text = text};
    cmark_event_type event;
    bool warning = false;
    int depth = 0;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        bool enters = event == CMARK_EVENT_ENTER;

        if (type == CMARK_NODE_ITEM) {
            depth += enters ? 1 : -1;
            end_item(items, &words, &warning);
        } else if (depth > 0) {
            ct_words_add(&words, node, event);
            if (type == CMARK_NODE_PARAGRAPH && !enters)
                g_string_append_c(text, ' ');
            warning = warning || (enters && is_bold_warning(node));
        }
    }
    return items;
}
