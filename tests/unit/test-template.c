#include "courtesy/render.h"
#include "ct-test.h"

#include "../../src/render/markdown-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A folder of templates in a place of its own, gone when the test is over. */
typedef struct {
    char *path;
    GPtrArray *made; /* files and folders, in the order they were made */
} Folder;

static Folder *
folder_new(void)
{
    Folder *folder = g_new0(Folder, 1);
    g_autoptr(GError) error = NULL;

    folder->path = g_dir_make_tmp("courtesy-template-XXXXXX", &error);
    ct_assert_ok(folder->path != NULL, error);
    folder->made = g_ptr_array_new_with_free_func(g_free);
    return folder;
}

static void
folder_free(Folder *folder)
{
    for (guint i = folder->made->len; i > 0; i--)
        g_remove(folder->made->pdata[i - 1]);
    g_remove(folder->path);
    g_ptr_array_unref(folder->made);
    g_free(folder->path);
    g_free(folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

static char *
path_in(Folder *folder, const char *name)
{
    char *path = g_build_filename(folder->path, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);

    if (g_mkdir(parent, 0700) == 0)
        g_ptr_array_add(folder->made, g_strdup(parent));
    g_ptr_array_add(folder->made, g_strdup(path));
    return path;
}

static void
write_file(Folder *folder, const char *name, const char *text)
{
    g_autofree char *path = path_in(folder, name);
    g_autoptr(GError) error = NULL;

    ct_assert_ok(g_file_set_contents(path, text, -1, &error), error);
}

static CtTemplates *
open_in(const Folder *folder, const char *house)
{
    g_auto(GStrv) languages = g_strsplit(house, " ", -1);

    return ct_templates_open(folder->path, languages);
}

/* The example, with some of its members changed. The caller owns the result. */
static JsonNode *
example_with(const char *changes)
{
    g_autofree char *text = json_to_string(ct_template_example(), FALSE);
    g_autoptr(GError) error = NULL;
    JsonNode *data = json_from_string(text, &error);
    g_autoptr(JsonNode) change = json_from_string(changes, &error);
    JsonObjectIter iter;
    const char *name;
    JsonNode *value;

    assert_null(error);
    json_object_iter_init(&iter, json_node_get_object(change));
    while (json_object_iter_next(&iter, &name, &value))
        json_object_set_member(json_node_get_object(data), name, json_node_copy(value));
    return data;
}

/* --- fields --------------------------------------------------------------------------- */

static void
example__has__exactly_these_fields(void **state)
{
    static const char *const expected =
        "first_name last_name name company city country language salutation today code unsubscribe "
        "orders_total spent_total days_since_purchase usual_gap_days years_as_customer "
        "purchase{item category date total is_first} birthday{date} occasion{name date} "
        "manager{name first_name mail} business{name website address reply_to}";
    g_autoptr(GString) found = g_string_new(NULL);
    JsonObjectIter fields, parts;
    const char *name, *part;
    JsonNode *node;

    json_object_iter_init_ordered(&fields, json_node_get_object(ct_template_example()));
    while (json_object_iter_next_ordered(&fields, &name, &node)) {
        g_string_append_printf(found, "%s%s", found->len > 0 ? " " : "", name);
        if (!JSON_NODE_HOLDS_OBJECT(node))
            continue;
        json_object_iter_init_ordered(&parts, json_node_get_object(node));
        for (char mark = '{'; json_object_iter_next_ordered(&parts, &part, NULL); mark = ' ')
            g_string_append_printf(found, "%c%s", mark, part);
        g_string_append_c(found, '}');
    }
    assert_string_equal(found->str, expected);
    assert_ptr_equal(ct_template_example(), ct_template_example());
}

/* --- mistakes ------------------------------------------------------------------------- */

static void
template__reports__every_mistake_of_a_file(void **state)
{
    static const struct {
        const char *file, *text, *problems; /* one a line */
    } cases[] = {
        {"thanks/en.md",
         "subject = Thank you, {{fisrt_name}}\npreviw = x\n---\nDear {{salutaton}},\n\n"
         "{{#purchase}}{{itm}} of {{purchase.dat}}{{/purchase}} {{{code}}}\n{{#manager}}\n",
         "thanks/en.md:2:1: \"previw\" is not known in the head of a mail; did you mean "
         "\"preview\"?\n"
         "thanks/en.md:6:55: text is never put in as it is; write {{code}} with two braces and no "
         "\"&\"\n"
         "thanks/en.md:7:1: {{#manager}} has no end; write {{/manager}} after it\n"
         "thanks/en.md:1:22: \"fisrt_name\" is not a field; did you mean \"first_name\"?\n"
         "thanks/en.md:4:6: \"salutaton\" is not a field; did you mean \"salutation\"?\n"
         "thanks/en.md:6:14: \"itm\" is not a field; did you mean \"item\"?\n"
         "thanks/en.md:6:25: \"purchase.dat\" is not a field; did you mean \"purchase.date\"?"},
        {"thanks/en.md", "Dear {{name}}\n",
         "thanks/en.md:1: a mail begins with \"subject = ...\" and a line \"---\""},
        {"thanks/en.md", "preview = x\n---\nhello\n",
         "thanks/en.md:1: the subject is missing; write \"subject = ...\" above the line \"---\""},
        {"thanks/en.md", "subject =\n---\nhello\n",
         "thanks/en.md:1: the subject is missing; write \"subject = ...\" above the line \"---\""},
        {"thanks/en.md", "subject = x\n---\n\n \n", "thanks/en.md: the text is empty"},
        {"thanks/en.md", "subject = x\n---", "thanks/en.md: the text is empty"},
        {"thanks/en.md", "subject = x\n[thanks]\n---\nhello",
         "thanks/en.md:2: a template has no [headings] above its line \"---\""},
        {"thanks/en.md", "subject = x\nsubject = y\n---\nhello",
         "thanks/en.md:2:1: \"subject\" is set a second time; line 1 has the first"},
        {"thanks/en.md", "subject = x\nzzz = y\n---\nhello",
         "thanks/en.md:2:1: \"zzz\" is not known in the head of a mail; it has subject and "
         "preview"},
        {"thanks/en.md",
         "subject = x\n---\n{{purchase}} {{purchase.is_first}} {{#manager}}{{.}}"
         "{{/manager}}",
         "thanks/en.md:3:1: \"purchase\" has several fields; write one of them, as in "
         "{{purchase.item}}\n"
         "thanks/en.md:3:14: \"purchase.is_first\" is a yes or no; write "
         "{{#purchase.is_first}}words for yes{{/purchase.is_first}}{{^purchase.is_first}}words "
         "for no{{/purchase.is_first}}\n"
         "thanks/en.md:3:48: \".\" has several fields; write one of them, as in {{name}}"},
        {"thanks/en.md", "subject = x\n---\n{{> nobody}}",
         "thanks/en.md:3:1: there is no partial \"nobody\"; it would be the file "
         "FOLDER/partials/nobody.en.md"},
        {"thanks/en.md", "subject = x\n---\n{{> ../secret}}",
         "thanks/en.md:3:1: \"../secret\" cannot be the name of a partial; it is made of a-z, 0-9, "
         "_ and -"},
        {"thanks/en.md", "subject = x\n---\nab\xFF\n",
         "thanks/en.md:3: this line is not UTF-8 text; save the file as UTF-8"},
        {"thanks/en.card.txt", "subject = x\n---\nDear {{name}}",
         "thanks/en.card.txt:1:1: \"subject\" is not known here: only mails have a head, with "
         "subject and preview"},
        {"thanks/en.call.md", "Just talk.\n",
         "thanks/en.call.md: there is nothing to say; write each prompt as a line that begins "
         "with \"- \""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Folder) folder = folder_new();
        g_autoptr(CtTemplates) templates = open_in(folder, "en");
        g_autoptr(GString) expected = g_string_new(cases[i].problems);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(GError) error = NULL, all = NULL;
        CtTemplateKind kind = strstr(cases[i].file, "card") ? CT_TEMPLATE_CARD : CT_TEMPLATE_MAIL;

        print_message("case %zu: %s\n", i, cases[i].text);
        if (strstr(cases[i].file, "call"))
            kind = CT_TEMPLATE_CALL;
        g_string_replace(expected, "FOLDER", folder->path, 0);
        write_file(folder, cases[i].file, cases[i].text);
        ct_assert_fails(ct_templates_find(templates, "thanks", kind, "en", &error) != NULL, error,
                        CT_ERROR_INPUT);
        assert_string_equal(error->message, expected->str);
        ct_templates_check(templates, problems);
        ct_assert_fails(ct_problems_none(problems, CT_ERROR_INPUT, &all), all, CT_ERROR_INPUT);
        assert_string_equal(all->message, expected->str);
    }
}

static void
template__accepts__names_from_inside_and_around_a_section(void **state)
{
    static const char *const bodies[] = {
        "{{#purchase}}{{item}} {{purchase.item}} {{first_name}} {{#manager}}{{name}}{{/manager}}"
        "{{/purchase}}",
        "{{^purchase}}{{name}}{{/purchase}}",
        "{{#business.website}}{{.}}{{/business.website}}",
        "{{#orders_total}}{{.}} {{orders_total}}{{/orders_total}}",
        "{{=<% %>=}}<%name | friend%>",
        "{{! not a field }}x",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autoptr(Folder) folder = folder_new();
        g_autoptr(CtTemplates) templates = open_in(folder, "en");
        g_autofree char *text = g_strconcat("subject = {{name}}\n---\n", bodies[i], NULL);
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, bodies[i]);
        write_file(folder, "t/en.md", text);
        ct_assert_ok(ct_templates_find(templates, "t", CT_TEMPLATE_MAIL, "en", &error) != NULL,
                     error);
    }
}

static void
templates__check__every_file_of_the_folder_once(void **state)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtTemplates) templates = open_in(folder, "en de");
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;

    write_file(folder, "README", "not a template");
    write_file(folder, "a/en.md", "subject = x\n---\n{{> shared}} {{> broken}}\n");
    write_file(folder, "a/de.md", "subject = x\n---\n{{nam}} {{> shared}}\n");
    write_file(folder, "a/en.md~", "an editor's copy {{");
    write_file(folder, "a/en.txt", "hello");
    write_file(folder, "b/en.card.txt", "{{#purchase}}{{> item}}{{/purchase}}\n");
    write_file(folder, "Bad Name/en.md", "subject = x\n---\nx\n");
    write_file(folder, "partials/shared.md", "{{citty}}\n");
    write_file(folder, "partials/broken.en.md", "{{#name}}\n");
    write_file(folder, "partials/item.md", "{{item}}\n");
    write_file(folder, "partials/footer.de.md", "{{> loop}} {{busines.name}}\n");
    write_file(folder, "partials/loop.md", "{{> loop}}\n");
    ct_templates_check(templates, problems);
    ct_assert_fails(ct_problems_none(problems, CT_ERROR_INPUT, &error), error, CT_ERROR_INPUT);
    assert_string_equal(
        error->message,
        "Bad Name/en.md: no template is called so; it would be NAME/LANGUAGE.md, .card.txt or "
        ".call.md, like thanks/en.md\n"
        "a/de.md:3:1: \"nam\" is not a field; did you mean \"name\"?\n"
        "partials/shared.md:1:1: \"citty\" is not a field; did you mean \"city\"?\n"
        "partials/broken.en.md:1:1: {{#name}} has no end; write {{/name}} after it\n"
        "a/en.txt: no template is called so; it would be NAME/LANGUAGE.md, .card.txt or "
        ".call.md, like thanks/en.md\n"
        "partials/loop.md:1:1: the partial \"loop\" is inside itself\n"
        "partials/footer.de.md:1:12: \"busines.name\" is not a field; did you mean "
        "\"business.name\"?");
}

static void
templates__check__says__that_there_is_no_folder(void **state)
{
    char *languages[] = {NULL};
    g_autoptr(CtTemplates) templates = ct_templates_open("/nonexistent/templates", languages);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;

    ct_templates_check(templates, problems);
    assert_int_equal(ct_problems_count(problems), 1);
    assert_string_equal(ct_problems_line(problems, 0),
                        "/nonexistent/templates: there is no such folder");
    ct_assert_fails(ct_templates_find(templates, "a", CT_TEMPLATE_MAIL, "en", &error) != NULL,
                    error, CT_ERROR_NO_FILE);
}

/* --- finding -------------------------------------------------------------------------- */

static void
templates__find__the_nearest_language(void **state)
{
    static const struct {
        const char *wanted, *found; /* found NULL: there is none */
    } cases[] = {
        {"es-MX", "es-MX"}, {"es-AR", "es"},           {"es", "es"},
        {"fr", "en"},       {"zh-Hant-TW", "zh-Hant"}, {"de", "de"},
        {"", "en"},         {"../es", "en"},           {"EN", "en"},
    };
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtTemplates) templates = open_in(folder, "en de");

    write_file(folder, "hi/en.card.txt", "hello");
    write_file(folder, "hi/de.card.txt", "hallo");
    write_file(folder, "hi/es.card.txt", "hola");
    write_file(folder, "hi/es-MX.card.txt", "qué tal");
    write_file(folder, "hi/zh-Hant.card.txt", "你好");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        const CtTemplate *template;

        print_message("case %zu: %s\n", i, cases[i].wanted);
        template = ct_templates_find(templates, "hi", CT_TEMPLATE_CARD, cases[i].wanted, &error);
        ct_assert_ok(template != NULL, error);
        assert_string_equal(ct_template_language(template), cases[i].found);
        assert_ptr_equal(template, ct_templates_find(templates, "hi", CT_TEMPLATE_CARD,
                                                     cases[i].wanted, &error));
    }
}

static void
templates__find__says__where_it_looked(void **state)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtTemplates) templates = open_in(folder, "en");
    g_autoptr(GError) error = NULL;
    g_autofree char *message = g_strdup_printf(
        "there is no template \"hi\" in any language; it was looked for in %s/hi/es-MX.md, "
        "%s/hi/es.md, %s/hi/en.md",
        folder->path, folder->path, folder->path);

    ct_assert_fails(ct_templates_find(templates, "hi", CT_TEMPLATE_MAIL, "es-MX", &error) != NULL,
                    error, CT_ERROR_NO_FILE);
    assert_string_equal(error->message, message);
}

static void
templates__stay__inside_their_folder(void **state)
{
    static const char *const names[] = {"..", ".", "", "a/b", "../a", "A", "a b", "partials"};
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtTemplates) templates = open_in(folder, "en");
    g_autofree char *link = path_in(folder, "a/en.card.txt");
    g_autofree char *partial = path_in(folder, "partials/p.md");
    g_autofree char *linked_folder = path_in(folder, "linked");
    g_autofree char *pipe = path_in(folder, "a/de.card.txt");
    g_autofree char *outside = g_strconcat(folder->path, "-outside", NULL);
    g_autoptr(GError) error = NULL, partial_error = NULL, folder_error = NULL, pipe_error = NULL;
    CtTemplate const *found;

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) name_error = NULL;

        print_message("case %zu: \"%s\"\n", i, names[i]);
        ct_assert_fails(
            ct_templates_find(templates, names[i], CT_TEMPLATE_CARD, "en", &name_error) != NULL,
            name_error, CT_ERROR_INPUT);
    }
    ct_assert_ok(g_file_set_contents(outside, "secret", -1, &error), error);
    assert_int_equal(symlink(outside, link), 0);
    assert_int_equal(symlink(outside, partial), 0);
    assert_int_equal(symlink("c", linked_folder), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    write_file(folder, "b/en.card.txt", "x {{> p}}");
    write_file(folder, "c/en.card.txt", "harmless");
    found = ct_templates_find(templates, "a", CT_TEMPLATE_CARD, "en", &error);
    ct_assert_fails(found != NULL, error, CT_ERROR_INPUT);
    assert_non_null(strstr(error->message, "symbolic link"));
    found = ct_templates_find(templates, "b", CT_TEMPLATE_CARD, "en", &partial_error);
    ct_assert_fails(found != NULL, partial_error, CT_ERROR_INPUT);
    assert_non_null(strstr(partial_error->message, "symbolic link"));
    found = ct_templates_find(templates, "linked", CT_TEMPLATE_CARD, "en", &folder_error);
    ct_assert_fails(found != NULL, folder_error, CT_ERROR_INPUT);
    assert_non_null(strstr(folder_error->message, "symbolic link"));
    found = ct_templates_find(templates, "a", CT_TEMPLATE_CARD, "de", &pipe_error);
    ct_assert_fails(found != NULL, pipe_error, CT_ERROR_INPUT);
    assert_non_null(strstr(pipe_error->message, "not a file"));
    g_remove(outside);
}

static void
partials__are_found__in_the_language_of_the_template(void **state)
{
    static const struct {
        const char *wanted, *text;
    } cases[] = {{"es-MX", "hola Anna"}, {"de", "hallo eins"}, {"ko", "한국 en"}};
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtTemplates) templates = open_in(folder, "en");

    write_file(folder, "hi/es.card.txt", "hola {{> who}}\n");
    write_file(folder, "hi/de.card.txt", "hallo {{> nr}}\n");
    write_file(folder, "hi/ko.card.txt", "한국 {{> tongue}}\n");
    write_file(folder, "partials/who.es.md", "{{#manager}}{{first_name}}{{/manager}}\n");
    write_file(folder, "partials/who.md", "somebody\n");
    write_file(folder, "partials/nr.md", "eins\n");
    write_file(folder, "partials/tongue.en.md", "en\n");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        const CtTemplate *template;
        g_autofree char *text = NULL;

        print_message("case %zu: %s\n", i, cases[i].wanted);
        template = ct_templates_find(templates, "hi", CT_TEMPLATE_CARD, cases[i].wanted, &error);
        ct_assert_ok(template != NULL, error);
        text = ct_template_card(template, templates, ct_template_example(), &error);
        ct_assert_ok(text != NULL, error);
        assert_string_equal(text, cases[i].text);
    }
}

/* --- mails ---------------------------------------------------------------------------- */

/* Renders templates/t/LANG.md with a footer, or fails the test. */
static CtBody *
render_mail(Folder *folder, const char *file, const char *text, JsonNode *data)
{
    g_autoptr(CtTemplates) templates = open_in(folder, "en");
    g_autofree char *language = g_path_get_basename(file);
    g_autoptr(GError) error = NULL;
    const CtTemplate *template;
    CtBody *body;

    *strchr(language, '.') = '\0';
    write_file(folder, file, text);
    write_file(folder, "partials/footer.md", "{{business.name}}, [stop]({{unsubscribe}})\n");
    template = ct_templates_find(templates, "t", CT_TEMPLATE_MAIL, language, &error);
    ct_assert_ok(template != NULL, error);
    body = ct_template_mail(template, templates, data, "footer", &error);
    ct_assert_ok(body != NULL, error);
    return body;
}

static void
mail__renders__text_and_html_from_one_source(void **state)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtBody) body = render_mail(
        folder, "t/en.md",
        "subject = Thank you, {{first_name | and welcome}}\n"
        "preview = How to look after your {{purchase.item}}\n"
        "---\n"
        "Dear {{first_name | friend of the house}},\r\n"
        "\r\n"
        "thank you for the **{{purchase.item}}** you took home on {{purchase.date}}, and here is "
        "the care sheet: <{{business.website}}>\n"
        "\n"
        "{{#purchase.is_first}}\n"
        "- first\n"
        "- [second](https://a.example/?b=1&c=2)\n"
        "{{/purchase.is_first}}\n",
        ct_template_example());

    assert_string_equal(body->subject, "Thank you, Maria");
    assert_string_equal(body->preview, "How to look after your reading lamp");
    assert_string_equal(body->text,
                        "Dear Maria,\n"
                        "\n"
                        "thank you for the reading lamp you took home on 2 April 2025, and here\n"
                        "is the care sheet: https://oakandlamp.example\n"
                        "\n"
                        "- first\n"
                        "- second <https://a.example/?b=1&c=2>\n"
                        "\n"
                        "------------------------\n"
                        "Oak & Lamp, stop <mailto:hello@oakandlamp.example?subject=stop%20K7Q4>\n");
    print_message("%s\n", body->html);
    assert_true(g_str_has_prefix(body->html, "<!DOCTYPE html>\n<html lang=\"en\">\n"));
    assert_non_null(strstr(body->html, "<title>Thank you, Maria</title>"));
    assert_non_null(strstr(body->html, ">How to look after your reading lamp</div>"));
    assert_non_null(strstr(body->html, "max-width:600px"));
    assert_non_null(strstr(body->html, "color-scheme"));
    assert_non_null(strstr(body->html, "<strong>reading lamp</strong>"));
    assert_non_null(strstr(body->html, " href=\"https://a.example/?b=1&amp;c=2\">second</a>"));
    assert_non_null(strstr(body->html, " href=\"https://oakandlamp.example\">"));
    assert_non_null(strstr(body->html, "Oak &amp; Lamp, <a style"));
    assert_null(strstr(body->html, "<img"));
    assert_null(strstr(body->html, "<link"));
    assert_null(strstr(body->html, "<script"));
}

static void
mail__runs__from_right_to_left_in_arabic(void **state)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtBody) body =
        render_mail(folder, "t/ar.md", "subject = x\n---\nمرحبا\n", ct_template_example());

    assert_non_null(strstr(body->html, "<html lang=\"ar\" dir=\"rtl\">"));
    assert_null(strstr(body->html, "display:none")); /* there is no preview */
}

static void
mail__shows__hostile_values_as_they_are(void **state)
{
    static const char *const values[] = {
        "[x](javascript:alert(1))",
        "<b>",
        "# hi",
        "1. a",
        "1) a",
        "*a*",
        "_a_",
        "__a__",
        "`a`",
        "&amp;",
        "&#42;",
        "- a",
        "+ a",
        "---",
        "***",
        "===",
        "> a",
        "~~~",
        "```",
        "![x](y)",
        "<https://a.example>",
        "a\\*b",
        "\\",
        "[a]: b",
        "|a|",

        "<!-- x -->",
        "}}{{name}}",
        "{{code}}",
        "a](b",
        "'\"",
        "$1 100% a@b.example x/y:z;?,",
        "<script>alert(1)</script>",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(Folder) folder = folder_new();
        g_autoptr(JsonNode) data = example_with("{}");
        g_autoptr(CtBody) body = NULL;
        g_autofree char *trimmed = g_strchomp(g_strdup(values[i]));
        g_autofree char *line = g_strconcat("\n\n", trimmed, "\n\nmid ", trimmed, "\n\n[", trimmed,
                                            "] <https://b.example/>\n\n--", NULL);
        g_autofree char *escaped = NULL;
        g_autofree char *html = NULL;
        g_autoptr(GString) quotes = NULL;

        print_message("case %zu: %s\n", i, values[i]);
        json_object_set_string_member(json_node_get_object(data), "first_name", values[i]);
        body = render_mail(folder, "t/en.md",
                           "subject = {{first_name}}\n---\nDear\n\n{{first_name}}\n\nmid "
                           "{{first_name}}\n\n[\\[{{first_name}}\\]](https://b.example/)\n",
                           data);
        assert_string_equal(body->subject, trimmed);
        print_message("%s", body->text);
        assert_non_null(strstr(body->text, line));
        /* In HTML the same characters, with the four that HTML itself needs written as names. */
        escaped = g_markup_escape_text(trimmed, -1);
        quotes = g_string_new(escaped);
        g_string_replace(quotes, "&apos;", "'", 0);
        g_string_replace(quotes, "&#39;", "'", 0);
        html = g_strconcat("\">", quotes->str, "</p>", NULL);
        assert_non_null(strstr(body->html, html));
        assert_null(strstr(body->html, "javascript:alert(1)\""));
        assert_null(strstr(body->html, "<script"));
    }
}

static void
mail__makes__one_line_of_a_value(void **state)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(JsonNode) data = example_with("{\"first_name\": \"Ana\\r\\n\\r\\n# Maria\\tB\"}");
    g_autoptr(CtBody) body = render_mail(
        folder, "t/en.md", "subject = {{first_name}}\n  and you\n---\n{{first_name}}\n", data);

    assert_string_equal(body->subject, "Ana # Maria B and you");
    assert_true(g_str_has_prefix(body->text, "Ana # Maria B\n\n---"));
}

static void
mail__fails__for_a_customer_without_the_field(void **state)
{
    static const struct {
        const char *text, *change, *message;
    } cases[] = {
        {"subject = x\n---\n\nDear {{first_name}},\n", "{\"first_name\": null}",
         "t/en.md:4:6: first_name is empty for this customer and has no words to fall back on "
         "({{first_name | friend}})"},
        {"preview = x\nsubject   = Hi {{city}}\n---\nx\n", "{\"city\": \"\"}",
         "t/en.md:2:16: city is empty for this customer and has no words to fall back on "
         "({{city | other words}})"},
        {"subject = x\n---\n{{purchase.item}}\n", "{\"purchase\": null}",
         "t/en.md:3:1: purchase.item is empty for this customer and has no words to fall back on "
         "({{purchase.item | other words}})"},
        {"subject = x\n---\n{{> sig}}\n", "{\"company\": \"\"}",
         "partials/sig.md:2:3: company is empty for this customer and has no words to fall back "
         "on ({{company | other words}})"},
        {"subject = {{#company}}x{{/company}}\n---\nx\n", "{\"company\": \"\"}",
         "t/en.md: the subject is empty for this customer"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Folder) folder = folder_new();
        g_autoptr(CtTemplates) templates = open_in(folder, "en");
        g_autoptr(JsonNode) data = example_with(cases[i].change);
        g_autoptr(GError) error = NULL;
        const CtTemplate *template;

        print_message("case %zu: %s\n", i, cases[i].text);
        write_file(folder, "t/en.md", cases[i].text);
        write_file(folder, "partials/sig.md", "a\nb {{company}}\n");
        template = ct_templates_find(templates, "t", CT_TEMPLATE_MAIL, "en", &error);
        ct_assert_ok(template != NULL, error);
        ct_assert_fails(ct_template_mail(template, templates, data, NULL, &error) != NULL, error,
                        CT_ERROR_INPUT);
        assert_string_equal(error->message, cases[i].message);
    }
}

static void
mail__needs__the_footer_that_was_named(void **state)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtTemplates) templates = open_in(folder, "en");
    g_autoptr(GError) error = NULL;
    const CtTemplate *template;

    write_file(folder, "t/en.md", "subject = x\n---\nx\n");
    template = ct_templates_find(templates, "t", CT_TEMPLATE_MAIL, "en", &error);
    ct_assert_ok(template != NULL, error);
    ct_assert_fails(
        ct_template_mail(template, templates, ct_template_example(), "footer", &error) != NULL,
        error, CT_ERROR_NO_FILE);
}

/* --- Markdown ------------------------------------------------------------------------- */

static void
markdown__becomes__good_plain_text(void **state)
{
    static const struct {
        const char *markdown, *text;
    } cases[] = {
        {"", ""},
        {"a\nb  \nc", "a b\nc\n"},
        {"a *b* **c** `d`", "a b c d\n"},
        {"# Big\n\nx\n\n## Small\n\ny\n\n### Less\nz",
         "Big\n===\n\nx\n\nSmall\n-----\n\ny\n\nLess\n\nz\n"},
        {"- a\n- b\n  - c\n- d\n\nx", "- a\n- b\n  - c\n- d\n\nx\n"},
        {"- a\n\n- b\n\n  c", "- a\n\n- b\n\n  c\n"},
        {"- a\n  ```\n  x\n  ```\n- b\n  ***\n- c",
         "- a\n      x\n- b\n  ------------------------\n- c\n"},
        {"3. a\n4. b\n   c", "3. a\n4. b c\n"},
        {"> a\n>\n> b\n\nc", "> a\n>\n> b\n\nc\n"},
        {"a\n\n***\n\nb", "a\n\n------------------------\n\nb\n"},
        {"```\nx  y\n  z\n```\n\na", "    x  y\n      z\n\na\n"},
        {"[a](http://b.example) [c](mailto:d@e.ff) [f](tel:+49)",
         "a <http://b.example> c <mailto:d@e.ff> f <tel:+49>\n"},
        {"<http://b.example> <d@e.ff> [+49](tel:+49)", "http://b.example d@e.ff +49\n"},
        {"[a](javascript:x) [b](JavaScript:x) [c](data:x) [d](file:///e) [f](/g) [h](vbscript:i)",
         "a b c d f h\n"},
        {"[a](<http://b.example/c d>)", "a <http://b.example/c%20d>\n"},
        {"[](http://b.example)", "<http://b.example>\n"},
        {"![picture of a lamp](http://b.example/c.png) x", "picture of a lamp x\n"},
        {"a <b>c</b> <!-- d --> e", "a c e\n"},
        {"<div>x</div>\n\ny", "y\n"},
        {"- \n- b", "- b\n"},
        {"aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaa b",
         "aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaa\nb\n"},
        {"- aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaa b",
         "- aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa\n  aaaaaaaa b\n"},
        {"https://a.example/"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         "https://a.example/"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"},
        {"感谢您的购买感谢您的购买感谢您的购买感谢您的购买感谢您的购买感谢您的购买，感谢您的购买。",
         "感谢您的购买感谢您的购买感谢您的购买感谢您的购买感谢您的购买感谢您的购\n买，感谢您的购买"
         "。\n"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = ct_markdown_text(cases[i].markdown);

        print_message("case %zu: %s\n", i, cases[i].markdown);
        assert_string_equal(text, cases[i].text);
    }
}

static void
markdown__leaves_out__what_may_not_be_mailed(void **state)
{
    static const struct {
        const char *markdown, *html;
    } cases[] = {
        {"[a](javascript:x)", "<p>a</p>\n"},
        {"[*a* b](data:x)", "<p><em>a</em> b</p>\n"},
        {"[![p](http://a.example/b.png)](http://c.example)",
         "<p><a href=\"http://c.example\">p</a></p>\n"},
        {"![[a](javascript:b)](c)", "<p>a</p>\n"},
        {"<script>x</script>\n\na <b>c</b>", "<p>a c</p>\n"},
        {"[a](HTTPS://B.example)", "<p><a href=\"HTTPS://B.example\">a</a></p>\n"},
        {"<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *html = ct_markdown_html(cases[i].markdown);

        print_message("case %zu: %s\n", i, cases[i].markdown);
        assert_string_equal(html, cases[i].html);
    }
}

/* --- cards and calls ------------------------------------------------------------------ */

static void
card__is__the_text_itself(void **state)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(CtTemplates) templates = open_in(folder, "en");
    g_autoptr(JsonNode) data = example_with("{\"first_name\": \"*O'Brien* & <co>\"}");
    g_autoptr(GError) error = NULL;
    const CtTemplate *template;
    g_autofree char *text = NULL;

    write_file(folder, "t/en.card.txt",
               "\xEF\xBB\xBF"
               "Dear {{first_name}},\r\n\r\nhappy birthday!\r\n");
    template = ct_templates_find(templates, "t", CT_TEMPLATE_CARD, "en", &error);
    ct_assert_ok(template != NULL, error);
    text = ct_template_card(template, templates, data, &error);
    ct_assert_ok(text != NULL, error);
    assert_string_equal(text, "Dear *O'Brien* & <co>,\n\nhappy birthday!");
}

static void
call__sorts__prompts_and_warnings(void **state)
{
    static const struct {
        const char *text, *say, *dont; /* say: one a line; dont NULL: none */
    } cases[] = {
        {"- How is the {{purchase.item}}?\n- Anything else?\n",
         "How is the reading lamp?\nAnything else?", NULL},
        {"Intro.\n\n- a\n- Don't sell.\n", "a", "Don't sell."},
        {"- a\n- do not sell.\n", "a", "do not sell."},
        {"- a\n- Don’t sell.\n", "a", "Don’t sell."},
        {"- a\n- **Don't** sell.\n", "a", "Don't sell."},
        {"- a\n- Prices: **do not** name any\n", "a", "Prices: do not name any"},
        {"- hallo\n- ! nicht verkaufen\n", "hallo", "nicht verkaufen"},
        {"- a\n- !b\n- Don't c\n", "a", "b Don't c"},
        {"- Donna is well?\n- Do not", "Donna is well?", "Do not"},
        {"1. a\n   b\n2. c\n   - d\n", "a b\nc\nd", NULL},
        {"{{#purchase}}\n- {{item}} [look](https://a.example)\n{{/purchase}}\n",
         "reading lamp look <https://a.example>", NULL},
        {"- {{first_name}}\n", "*Maria* ! - x", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Folder) folder = folder_new();
        g_autoptr(CtTemplates) templates = open_in(folder, "en");
        g_autoptr(JsonNode) data = example_with("{\"first_name\": \"*Maria* !\\n- x\"}");
        g_autoptr(GError) error = NULL;
        const CtTemplate *template;
        g_autoptr(CtPrompts) prompts = NULL;
        g_autofree char *say = NULL;

        print_message("case %zu: %s\n", i, cases[i].text);
        write_file(folder, "t/en.call.md", cases[i].text);
        template = ct_templates_find(templates, "t", CT_TEMPLATE_CALL, "en", &error);
        ct_assert_ok(template != NULL, error);
        prompts = ct_template_call(template, templates, data, &error);
        ct_assert_ok(prompts != NULL, error);
        say = g_strjoinv("\n", prompts->say);
        assert_string_equal(say, cases[i].say);
        if (cases[i].dont == NULL)
            assert_null(prompts->dont);
        else
            assert_string_equal(prompts->dont, cases[i].dont);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example__has__exactly_these_fields),
        cmocka_unit_test(template__reports__every_mistake_of_a_file),
        cmocka_unit_test(template__accepts__names_from_inside_and_around_a_section),
        cmocka_unit_test(templates__check__every_file_of_the_folder_once),
        cmocka_unit_test(templates__check__says__that_there_is_no_folder),
        cmocka_unit_test(templates__find__the_nearest_language),
        cmocka_unit_test(templates__find__says__where_it_looked),
        cmocka_unit_test(templates__stay__inside_their_folder),
        cmocka_unit_test(partials__are_found__in_the_language_of_the_template),
        cmocka_unit_test(mail__renders__text_and_html_from_one_source),
        cmocka_unit_test(mail__runs__from_right_to_left_in_arabic),
        cmocka_unit_test(mail__shows__hostile_values_as_they_are),
        cmocka_unit_test(mail__makes__one_line_of_a_value),
        cmocka_unit_test(mail__fails__for_a_customer_without_the_field),
        cmocka_unit_test(mail__needs__the_footer_that_was_named),
        cmocka_unit_test(markdown__becomes__good_plain_text),
        cmocka_unit_test(markdown__leaves_out__what_may_not_be_mailed),
        cmocka_unit_test(card__is__the_text_itself),
        cmocka_unit_test(call__sorts__prompts_and_warnings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
