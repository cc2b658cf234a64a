/* The HTML document around the body of a mail. */
#pragma once

/* `title`, `preview` are plain text; `body`, `footer` are from ct_markdown_html(), the footer may
 * be NULL. It loads nothing from anywhere and sets no colours, so that each reader's own, light or
 * dark, stay in force. The caller owns the result. */
char *ct_layout_html(const char *language, const char *title, const char *preview, const char *body,
                     const char *footer);
