/* CommonMark to what a mail, or a list on paper, is made of. Raw HTML is left out, pictures become
 * their words, and only http:, https:, mailto: and tel: links stay links. */
#pragma once

#include <cmark.h>
#include <glib.h>
#include <stdbool.h>

#define CT_TEXT_COLUMNS 72

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_iter, cmark_iter_free)

/* Paragraphs, lists, headings as HTML, without <html> and <body>. The caller owns the result. */
char *ct_markdown_html(const char *markdown);

/* The same as plain text: lines of at most CT_TEXT_COLUMNS columns where the words allow it, "text
 * <address>" for a link, "- " for an item; ends in one line feed. The caller owns the result. */
char *ct_markdown_text(const char *markdown);

/* One item of a list, as one line. */
typedef struct {
    char *text;
    bool warning; /* it has a bold **Don't** or **Do not** in it */
} CtMarkdownItem;

/* The items of all lists, in order: an array of CtMarkdownItem. The caller owns the result. */
GPtrArray *ct_markdown_items(const char *markdown);
/* True for "Don't ..." and "Do not ...", with either apostrophe. */
bool ct_markdown_is_warning(const char *text);

/* The tree of a text, without what may not leave the house. The caller owns the result. */
cmark_node *ct_markdown_read(const char *markdown);

/* The words of one block, gathered from the events inside it. */
typedef struct {
    GString *text;
    gsize link_start; /* where the words of the link at hand begin */
} CtWords;

/* Adds what an event inside a block says; other events change nothing. */
void ct_words_add(CtWords *words, cmark_node *node, cmark_event_type event);
