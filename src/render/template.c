/* One template: a head of names and values, a line "---", a text. */
#include "config.h"

#include "layout-private.h"
#include "markdown-private.h"
#include "template-private.h"

#include <string.h>

#define RULE     "---"
#define TEXT_END "------------------------" /* between the text of a mail and its footer */

void
ct_template_free(CtTemplate *template)
{
    if (template == NULL)
        return;
    ct_mustache_free(template->subject);
    ct_mustache_free(template->preview);
    ct_mustache_free(template->body);
    g_free(template->file);
    g_free(template->language);
    g_free(template);
}

const char *
ct_template_language(const CtTemplate *template)
{
    return template->language;
}

/* --- reading -------------------------------------------------------------------------- */

/* The line that parts head and text: the first that is "---". NULL when there is none. */
static const char *
find_rule(const char *text, int *line_out)
{
    const char *p = text;

    for (int line = 1; p != NULL && *p != '\0'; line++) {
        const char *end = p + strlen(RULE);

        if (g_str_has_prefix(p, RULE)) {
            end += strspn(end, " \t\r");
            if (*end == '\n' || *end == '\0') {
                *line_out = line;
                return p;
            }
        }
        p = strchr(p, '\n');
        p = p != NULL ? p + 1 : NULL;
    }
    return NULL;
}

/* The place in the template that a name of the head fills; NULL when the kind has no such name. */
static CtMustache **
head_slot(CtTemplate *template, const char *name)
{
    if (template->kind == CT_TEMPLATE_MAIL && strcmp(name, "subject") == 0)
        return &template->subject;
    if (template->kind == CT_TEMPLATE_MAIL && strcmp(name, "preview") == 0)
        return &template->preview;
    return NULL;
}

static void
report_head_name(const CtTemplate *template, const CtEntry *entry, CtProblems *problems)
{
    static const char *const names[] = {"subject", "preview", NULL};
    const char *nearest = ct_vocabulary_nearest(names, entry->name);

    if (template->kind != CT_TEMPLATE_MAIL)
        ct_problems_add(problems, entry->file, entry->line, entry->column,
                        "\"%.40s\" is not known here: only mails have a head, with subject and "
                        "preview",
                        entry->name);
    else if (nearest != NULL)
        ct_problems_add(problems, entry->file, entry->line, entry->column,
                        "\"%.40s\" is not known in the head of a mail; did you mean \"%s\"?",
                        entry->name, nearest);
    else
        ct_problems_add(problems, entry->file, entry->line, entry->column,
                        "\"%.40s\" is not known in the head of a mail; it has subject and preview",
                        entry->name);
}

static void
read_head(CtTemplate *template, const char *text, size_t size, CtProblems *problems)
{
    g_autoptr(CtTextFile) head = ct_textfile_parse(template->file, text, size, problems);
    const CtBlock *block = g_ptr_array_index(head->blocks, 0);

    for (guint i = 1; i < head->blocks->len; i++)
        ct_problems_add(problems, template->file,
                        ((const CtBlock *)g_ptr_array_index(head->blocks, i))->line, 0,
                        "a template has no [headings] above its line \"" RULE "\"");
    for (guint i = 0; i < block->entries->len; i++) {
        const CtEntry *entry = g_ptr_array_index(block->entries, i);
        CtMustache **slot = head_slot(template, entry->name);

        if (slot == NULL)
            report_head_name(template, entry, problems);
        else
            *slot = ct_mustache_parse_strict(template->file, entry->line, entry->value, entry,
                                             problems);
    }
}

static bool
is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* What a kind needs to be of use, beside correct names. */
static void
check_contents(const CtTemplate *template, const char *body, CtProblems *problems)
{
    if (template->kind == CT_TEMPLATE_MAIL &&
        (template->subject == NULL || template->subject->tokens->len == 0))
        ct_problems_add(problems, template->file, 1, 0,
                        "the subject is missing; write \"subject = ...\" above the line \"" RULE
                        "\"");
    if (is_blank(body)) {
        ct_problems_add(problems, template->file, 0, 0, "the text is empty");
    } else if (template->kind == CT_TEMPLATE_CALL) {
        g_autoptr(GPtrArray) items = ct_markdown_items(body);

        if (items->len == 0)
            ct_problems_add(problems, template->file, 0, 0,
                            "there is nothing to say; write each prompt as a line that begins "
                            "with \"- \"");
    }
}

static void
check_fields(CtTemplates *templates, const CtTemplate *template, CtProblems *problems)
{
    const CtMustache *const parts[] = {template->subject, template->preview, template->body};
    CtPartialSource source = {templates, template->language};

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL)
            ct_mustache_check(parts[i], ct_template_example(), ct_templates_partial, &source,
                              problems);
}

CtTemplate *
ct_template_parse(CtTemplates *templates, CtTemplateKind kind, const char *file,
                  const char *language, const char *text, CtProblems *problems)
{
    g_autoptr(CtTemplate) template = g_new0(CtTemplate, 1);
    guint before = ct_problems_count(problems);
    const char *rule, *body = text;
    int line = 0;

    template->kind = kind;
    template->file = g_strdup(file);
    template->language = g_strdup(language);
    rule = find_rule(text, &line);
    if (rule != NULL) {
        read_head(template, text, (size_t)(rule - text), problems);
        body = strchr(rule, '\n');
        body = body != NULL ? body + 1 : "";
    } else if (kind == CT_TEMPLATE_MAIL) {
        ct_problems_add(problems, file, 1, 0,
                        "a mail begins with \"subject = ...\" and a line \"" RULE "\"");
    }
    template->body = ct_mustache_parse_strict(file, line + 1, body, NULL, problems);
    if (rule != NULL || kind != CT_TEMPLATE_MAIL)
        check_contents(template, body, problems);
    check_fields(templates, template, problems);
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr frees it */
    return ct_problems_count(problems) == before ? g_steal_pointer(&template) : NULL;
}

/* --- mails ---------------------------------------------------------------------------- */

void
ct_body_free(CtBody *body)
{
    if (body == NULL)
        return;
    g_free(body->subject);
    g_free(body->preview);
    g_free(body->text);
    g_free(body->html);
    g_free(body);
}

/* One value of the head, as one line; "" when there is none. NULL on an error. */
static char *
render_head(const CtMustache *value, JsonNode *data, CtPartialSource *source, GError **error)
{
    g_autofree char *text = NULL;

    if (value == NULL)
        return g_strdup("");
    text = ct_mustache_render_parsed(value, data, CT_ESCAPE_HEADER, ct_templates_partial, source,
                                     error);
    return text != NULL ? ct_text_clean(text, false) : NULL;
}

/* The Markdown of the footer; NULL on an error. */
static char *
render_footer(const char *name, JsonNode *data, CtPartialSource *source, GError **error)
{
    const CtMustache *footer = ct_templates_partial(name, source, error);

    if (footer == NULL)
        return NULL;
    return ct_mustache_render_parsed(footer, data, CT_ESCAPE_MARKDOWN, ct_templates_partial, source,
                                     error);
}

/* Makes the two forms of a mail from its Markdown. `footer`: NULL when there is none. */
static void
fill_body(CtBody *body, const char *language, const char *markdown, const char *footer)
{
    g_autofree char *html = ct_markdown_html(markdown);
    g_autofree char *footer_html = footer != NULL ? ct_markdown_html(footer) : NULL;

    body->html = ct_layout_html(language, body->subject, body->preview, html, footer_html);
    body->text = ct_markdown_text(markdown);
    if (footer != NULL) {
        g_autofree char *text = body->text;
        g_autofree char *footer_text = ct_markdown_text(footer);

        body->text = g_strconcat(text, "\n" TEXT_END "\n", footer_text, NULL);
    }
}

CtBody *
ct_template_mail(const CtTemplate *template, CtTemplates *templates, JsonNode *data,
                 const char *footer, GError **error)
{
    g_autoptr(CtBody) body = g_new0(CtBody, 1);
    CtPartialSource source = {templates, template->language};
    g_autofree char *markdown = NULL;
    g_autofree char *footer_markdown = NULL;

    body->subject = render_head(template->subject, data, &source, error);
    if (body->subject == NULL)
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr frees it */
        return NULL;
    body->preview = render_head(template->preview, data, &source, error);
    if (body->preview == NULL)
        return NULL;
    if (*body->subject == '\0') {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: the subject is empty for this customer",
                    template->file);
        return NULL;
    }
    markdown = ct_mustache_render_parsed(template->body, data, CT_ESCAPE_MARKDOWN,
                                         ct_templates_partial, &source, error);
    if (markdown == NULL)
        return NULL;
    if (footer != NULL) {
        footer_markdown = render_footer(footer, data, &source, error);
        if (footer_markdown == NULL)
            return NULL;
    }
    fill_body(body, template->language, markdown, footer_markdown);
    return g_steal_pointer(&body);
}

/* --- cards and calls ------------------------------------------------------------------ */

char *
ct_template_card(const CtTemplate *template, CtTemplates *templates, JsonNode *data, GError **error)
{
    CtPartialSource source = {templates, template->language};
    char *text = ct_mustache_render_parsed(template->body, data, CT_ESCAPE_NONE,
                                           ct_templates_partial, &source, error);

    return text != NULL ? g_strstrip(text) : NULL;
}

void
ct_prompts_free(CtPrompts *prompts)
{
    if (prompts == NULL)
        return;
    g_strfreev(prompts->say);
    g_free(prompts->dont);
    g_free(prompts);
}

/* Sorts the items into what to say and what not to. "! ..." is a warning in any language. */
static CtPrompts *
sort_items(const GPtrArray *items)
{
    CtPrompts *prompts = g_new0(CtPrompts, 1);
    g_autoptr(GPtrArray) say = g_ptr_array_new();

    for (guint i = 0; i < items->len; i++) {
        const CtMarkdownItem *item = g_ptr_array_index(items, i);
        bool marked = *item->text == '!';
        const char *text = item->text + (marked ? 1 + strspn(item->text + 1, " ") : 0);

        if (marked || item->warning || ct_markdown_is_warning(text)) {
            g_autofree char *before = prompts->dont;

            prompts->dont = before != NULL ? g_strjoin(" ", before, text, NULL) : g_strdup(text);
        } else {
            g_ptr_array_add(say, g_strdup(text));
        }
    }
    g_ptr_array_add(say, NULL);
    prompts->say = (char **)g_ptr_array_steal(say, NULL);
    return prompts;
}

CtPrompts *
ct_template_call(const CtTemplate *template, CtTemplates *templates, JsonNode *data, GError **error)
{
    CtPartialSource source = {templates, template->language};
    g_autofree char *markdown = ct_mustache_render_parsed(template->body, data, CT_ESCAPE_MARKDOWN,
                                                          ct_templates_partial, &source, error);
    g_autoptr(GPtrArray) items = NULL;

    if (markdown == NULL)
        return NULL;
    items = ct_markdown_items(markdown);
    return sort_items(items);
}
