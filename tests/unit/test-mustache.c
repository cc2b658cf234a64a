#include "courtesy/render.h"
#include "ct-test.h"

#include <string.h>

#define SPEC_CASES 136

static JsonNode *
from_json(const char *text)
{
    g_autoptr(GError) error = NULL;
    JsonNode *node = json_from_string(text, &error);

    assert_null(error);
    return node;
}

/* The partial `name` among the members of a JSON object. */
static char *
partial_of(const char *name, void *data)
{
    JsonObject *partials = data;

    if (partials == NULL || !json_object_has_member(partials, name))
        return NULL;
    return g_strdup(json_object_get_string_member(partials, name));
}

/* --- the public specification --------------------------------------------------------- */

static void
run_spec_case(const char *module, JsonObject *test)
{
    const char *name = json_object_get_string_member(test, "name");
    const char *template = json_object_get_string_member(test, "template");
    JsonObject *partials = NULL;
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(CtMustache) mustache = NULL;
    g_autofree char *text = NULL;

    print_message("case %s: %s\n", module, name);
    if (json_object_has_member(test, "partials"))
        partials = json_object_get_object_member(test, "partials");
    mustache = ct_mustache_parse(module, 1, template, CT_MUSTACHE_SPEC, problems);
    ct_assert_ok(ct_problems_none(problems, CT_ERROR_INPUT, &error), error);
    text = ct_mustache_render(mustache, json_object_get_member(test, "data"), CT_ESCAPE_HTML,
                              partial_of, partials, &error);
    ct_assert_ok(text != NULL, error);
    assert_string_equal(text, json_object_get_string_member(test, "expected"));
}

static void
mustache__renders__every_core_case_of_the_specification(void **state)
{
    static const char *const modules[] = {"comments", "delimiters", "interpolation",
                                          "inverted", "partials",   "sections"};
    const char *top = g_getenv("SRCDIR");
    guint count = 0;

    assert_non_null(top);
    for (size_t i = 0; i < G_N_ELEMENTS(modules); i++) {
        g_autofree char *path =
            g_strdup_printf("%s/tests/data/mustache_spec/specs/%s.json", top, modules[i]);
        g_autoptr(JsonParser) parser = json_parser_new();
        g_autoptr(GError) error = NULL;
        JsonArray *tests;

        ct_assert_ok(json_parser_load_from_file(parser, path, &error), error);
        tests = json_object_get_array_member(json_node_get_object(json_parser_get_root(parser)),
                                             "tests");
        for (guint j = 0; j < json_array_get_length(tests); j++, count++)
            run_spec_case(modules[i], json_array_get_object_element(tests, j));
    }
    print_message("%u cases of the Mustache specification\n", count);
    assert_int_equal(count, SPEC_CASES);
}

/* --- values --------------------------------------------------------------------------- */

static void
mustache__prints__numbers_as_a_person_writes_them(void **state)
{
    static const struct {
        const char *json, *text;
    } cases[] = {
        {"7", "7"},
        {"-7", "-7"},
        {"7.0", "7"},
        {"0", "0"},
        {"-0.0", "0"},
        {"0.1", "0.1"},
        {"1.21", "1.21"},
        {"4210.5", "4210.5"},
        {"1e3", "1000"},
        {"1e300", "1e+300"},
        {"0.30000000000000004", "0.30000000000000004"},
        {"9007199254740993", "9007199254740993"},
        {"true", "true"},
        {"false", "false"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json = g_strdup_printf("{\"n\": %s}", cases[i].json);
        g_autoptr(JsonNode) data = from_json(json);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtMustache) mustache =
            ct_mustache_parse("t", 1, "{{n}}", CT_MUSTACHE_SPEC, problems);
        g_autoptr(GError) error = NULL;
        g_autofree char *text = NULL;

        print_message("case %zu: %s\n", i, cases[i].json);
        text = ct_mustache_render(mustache, data, CT_ESCAPE_NONE, NULL, NULL, &error);
        ct_assert_ok(text != NULL, error);
        assert_string_equal(text, cases[i].text);
    }
}

static void
mustache__escapes__by_what_stands_around(void **state)
{
    static const struct {
        CtEscape escape;
        const char *value, *text;
    } cases[] = {
        {CT_ESCAPE_HTML, "<a href=\"x\">O'Hara & Co</a>",
         "&lt;a href=&quot;x&quot;&gt;O&#39;Hara &amp; Co&lt;/a&gt;"},
        {CT_ESCAPE_NONE, "<*a*>\n&", "<*a*>\n&"},
        {CT_ESCAPE_HEADER, "a\r\nBcc: b\x01\xC2\x85\xE2\x80\xA8z", "a  Bcc: b   z"},
        {CT_ESCAPE_HEADER, "Zoë <x> & co", "Zoë <x> & co"},
        {CT_ESCAPE_MARKDOWN, "a*b", "a&#42;b"},
        {CT_ESCAPE_MARKDOWN, "a\n# b", "a &#35; b"},
        {CT_ESCAPE_MARKDOWN, "    code", "&#32;   code"},
        {CT_ESCAPE_MARKDOWN, "end  ", "end &#32;"},
        {CT_ESCAPE_MARKDOWN, "\n", "&#32;"},
        {CT_ESCAPE_MARKDOWN, "ž, 한국", "ž, 한국"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(JsonNode) data = json_node_init_object(json_node_alloc(), NULL);
        g_autoptr(JsonObject) object = json_object_new();
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtMustache) mustache =
            ct_mustache_parse("t", 1, "{{v}}", CT_MUSTACHE_SPEC, problems);
        g_autoptr(GError) error = NULL;
        g_autofree char *text = NULL;

        json_object_set_string_member(object, "v", cases[i].value);
        json_node_set_object(data, object);
        print_message("case %zu: %s\n", i, cases[i].text);
        text = ct_mustache_render(mustache, data, cases[i].escape, NULL, NULL, &error);
        ct_assert_ok(text != NULL, error);
        assert_string_equal(text, cases[i].text);
    }
}

/* --- strict mode ---------------------------------------------------------------------- */

static void
mustache__falls_back__only_for_an_empty_field(void **state)
{
    static const struct {
        const char *json, *template, *text; /* text NULL: an error */
    } cases[] = {
        {"{\"n\": \"Ana\"}", "Dear {{n | friend}},", "Dear Ana,"},
        {"{\"n\": \"\"}", "Dear {{n | friend of the house}},", "Dear friend of the house,"},
        {"{\"n\": null}", "Dear {{ n|friend }},", "Dear friend,"},
        {"{\"n\": \"  \"}", "Dear {{n | friend}},", "Dear friend,"},
        {"{}", "Dear {{n | friend}},", "Dear friend,"},
        {"{\"n\": \"\"}", "Dear {{n | a|b}},", "Dear a|b,"},
        {"{\"p\": null}", "{{p.item | nothing}}", "nothing"},
        {"{\"n\": 0}", "{{n | none}}", "0"},
        {"{\"n\": false}", "{{n | none}}", "false"},
        {"{\"n\": {}}", "{{n | none}}", "none"},
        {"{}", "{{#n}}never{{/n}}{{^n}}none{{/n}}", "none"},
        {"{\"n\": 0}", "{{#n}}some{{/n}}{{^n}}none{{/n}}", "none"},
        {"{\"n\": 2}", "{{#n}}{{n}} some{{/n}}", "2 some"},
        {"{\"n\": \"\"}", "{{#n}}some{{/n}}{{^n}}none{{/n}}", "none"},
        {"{\"n\": \"\"}", "Dear {{n}},", NULL},
        {"{\"n\": null}", "{{n}}", NULL},
        {"{}", "{{n}}", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(JsonNode) data = from_json(cases[i].json);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtMustache) mustache =
            ct_mustache_parse("t", 1, cases[i].template, CT_MUSTACHE_STRICT, problems);
        g_autoptr(GError) error = NULL;
        g_autofree char *text = NULL;

        print_message("case %zu: %s with %s\n", i, cases[i].template, cases[i].json);
        assert_non_null(mustache);
        text = ct_mustache_render(mustache, data, CT_ESCAPE_NONE, NULL, NULL, &error);
        if (cases[i].text == NULL) {
            ct_assert_fails(text != NULL, error, CT_ERROR_INPUT);
            continue;
        }
        ct_assert_ok(text != NULL, error);
        assert_string_equal(text, cases[i].text);
    }
}

static void
mustache__names__the_place_of_an_empty_field(void **state)
{
    g_autoptr(JsonNode) data = from_json("{\"first_name\": \"\", \"item\": \"\"}");
    static const struct {
        const char *template, *message;
    } cases[] = {
        {"\n\nDear {{first_name}}", "thanks/en.md:5:6: first_name is empty for this customer and "
                                    "has no words to fall back on ({{first_name | friend}})"},
        {"žš {{item}}", "thanks/en.md:3:4: item is empty for this customer and has no words to "
                        "fall back on ({{item | other words}})"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtMustache) mustache =
            ct_mustache_parse("thanks/en.md", 3, cases[i].template, CT_MUSTACHE_STRICT, problems);
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, cases[i].template);
        ct_assert_fails(ct_mustache_render(mustache, data, CT_ESCAPE_NONE, NULL, NULL, &error) !=
                            NULL,
                        error, CT_ERROR_INPUT);
        assert_string_equal(error->message, cases[i].message);
    }
}

static void
mustache__reports__all_mistakes_with_their_places(void **state)
{
    static const struct {
        const char *template, *problems; /* one a line */
    } cases[] = {
        {"{{a", "t:1:1: this tag has no end; \"}}\" is missing"},
        {"{{{a}}", "t:1:1: this tag has no end; \"}}}\" is missing"},
        {"{{}}\n {{ }}", "t:1:1: this tag is empty; write a name in it, as in {{name}}\n"
                         "t:2:2: this tag is empty; write a name in it, as in {{name}}"},
        {"{{a..b}} {{.a}}", "t:1:1: \"a..b\" is not a name: a part beside a dot is missing\n"
                            "t:1:10: \".a\" is not a name: a part beside a dot is missing"},
        {"{{{a}}}\n{{&b}}",
         "t:1:1: text is never put in as it is; write {{a}} with two braces and no \"&\"\n"
         "t:2:1: text is never put in as it is; write {{b}} with two braces and no \"&\""},
        {"{{a | }}", "t:1:1: there are no words after \"|\"; to print nothing for an empty field, "
                     "write {{#a}}{{a}}{{/a}}"},
        {"{{#a}}x", "t:1:1: {{#a}} has no end; write {{/a}} after it"},
        {"x{{/a}}", "t:1:2: {{/a}} ends nothing: there is no {{#a}} before it"},
        {"{{#a}}\n{{/b}}\n{{/a}}", "t:2:1: {{/b}} ends nothing; the section of line 1 is \"a\""},
        {"{{#a}}\n{{^b}}\n{{/a}}", "t:2:1: {{^b}} has no end; write {{/b}} after it"},
        {"{{#a | b}}{{/a | b}}", "t:1:1: words to fall back on belong to a field, {{name | "
                                 "words}}, not to a section"},
        {"{{>}}", "t:1:1: this tag names no partial; write {{> name}}"},
        {"{{=a=}}", "t:1:1: new delimiters are written {{=<% %>=}}: two words of at most 8 "
                    "letters, without \"=\""},
        {"\xFF", "t: the text is not UTF-8"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtMustache) mustache =
            ct_mustache_parse("t", 1, cases[i].template, CT_MUSTACHE_STRICT, problems);
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, cases[i].template);
        assert_null(mustache);
        ct_assert_fails(ct_problems_none(problems, CT_ERROR_INPUT, &error), error, CT_ERROR_INPUT);
        assert_string_equal(error->message, cases[i].problems);
    }
}

/* --- limits --------------------------------------------------------------------------- */

/* Parses in spec mode and renders with partials; the text, or NULL and the error. */
static char *
render_with(const char *template, const char *data_json, const char *partials_json, GError **error)
{
    g_autoptr(JsonNode) data = from_json(data_json);
    g_autoptr(JsonNode) partials = from_json(partials_json);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtMustache) mustache =
        ct_mustache_parse("t", 1, template, CT_MUSTACHE_SPEC, problems);

    assert_non_null(mustache);
    return ct_mustache_render(mustache, data, CT_ESCAPE_NONE, partial_of,
                              json_node_get_object(partials), error);
}

static void
mustache__refuses__what_has_no_end(void **state)
{
    g_autofree char *wide = g_strnfill(3000, 'x');
    g_autofree char *rows = g_strnfill(2 * 4000 - 1, '1');
    g_autofree char *long_list = NULL, *value = NULL, *huge = g_strnfill(70000, 'y');
    struct {
        const char *what, *template, *data, *partials, *message;
    } cases[] = {
        {"a partial inside itself", "{{>a}}", "{}", "{\"a\": \"x{{>a}}\"}",
         "a:1:2: more than 16 sections and partials are inside each other"},
        {"two partials inside each other", "{{>a}}", "{}",
         "{\"a\": \"{{>b}}\", \"b\": \"{{>a}}{{>a}}\"}",
         "more than 16 sections and partials are inside each other"},
        {"a long list", NULL, NULL, "{}", "the result is longer than 1048576 bytes"},
        {"lists of lists", "{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}", NULL, "{}",
         "there is too much to repeat: more than 1048576 steps"},
        {"a long value", "{{v}}", NULL, "{}", "v is longer than 65536 bytes"},
    };

    for (size_t i = 1; i < strlen(rows); i += 2)
        rows[i] = ',';
    long_list = g_strdup_printf("{\"l\": [%s]}", rows);
    value = g_strdup_printf("{\"v\": \"%s\"}", huge);
    g_autofree char *repeat = g_strdup_printf("{{#l}}%s{{/l}}", wide);
    cases[2].template = repeat;
    cases[2].data = cases[3].data = long_list;
    cases[4].data = value;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, cases[i].what);
        ct_assert_fails(render_with(cases[i].template, cases[i].data, cases[i].partials, &error) !=
                            NULL,
                        error, CT_ERROR_INPUT);
        print_message("    %s\n", error->message);
        assert_non_null(strstr(error->message, cases[i].message));
    }
}

static void
mustache__allows__sixteen_sections_inside_each_other(void **state)
{
    for (int depth = 15; depth <= 17; depth++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtMustache) mustache = NULL;

        for (int i = 0; i < depth; i++)
            g_string_append(text, "{{#a}}");
        for (int i = 0; i < depth; i++)
            g_string_append(text, "{{/a}}");
        print_message("case: %d sections\n", depth);
        mustache = ct_mustache_parse("t", 1, text->str, CT_MUSTACHE_SPEC, problems);
        assert_int_equal(mustache != NULL, depth <= CT_MUSTACHE_DEPTH);
    }
}

static void
mustache__counts__sections_and_partials_together(void **state)
{
    /* Eight sections, a partial, and the sections in it. */
    for (int inside = 6; inside <= 8; inside++) {
        g_autoptr(GString) template = g_string_new("{{> p}}");
        g_autoptr(GString) partial = g_string_new("x");
        g_autofree char *partials = NULL;
        g_autoptr(GError) error = NULL;
        g_autofree char *text = NULL;

        for (int i = 0; i < 8; i++)
            g_string_prepend(g_string_append(template, "{{/a}}"), "{{#a}}");
        for (int i = 0; i < inside; i++)
            g_string_prepend(g_string_append(partial, "{{/a}}"), "{{#a}}");
        partials = g_strdup_printf("{\"p\": \"%s\"}", partial->str);
        print_message("case: %d sections in the partial\n", inside);
        text = render_with(template->str, "{\"a\": 1}", partials, &error);
        if (8 + 1 + inside <= CT_MUSTACHE_DEPTH)
            ct_assert_ok(text != NULL, error);
        else
            ct_assert_fails(text != NULL, error, CT_ERROR_INPUT);
    }
}

static void
mustache__indents__a_partial_inside_a_partial(void **state)
{
    static const struct {
        const char *template, *partials, *text;
    } cases[] = {
        {"  {{>a}}\nend", "{\"a\": \"1\\n  {{>b}}\\n2\\n\", \"b\": \"x\\ny\\n\"}",
         "  1\n    x\n    y\n  2\nend"},
        {"  {{>a}}\n", "{\"a\": \"{{#t}}\\n1\\n{{/t}}\\n{{t}}\\n\"}", "  1\n  yes\n"},
        {"  {{>a}}\n", "{\"a\": \"{{#t}}x\\n{{/t}}y\\n\"}", "  x\n  y\n"},
        {" {{>a}}", "{\"a\": \"\\n\\n.\"}", " \n \n ."},
        {"-{{>a}}-", "{\"a\": \"1\\n2\"}", "-1\n2-"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = NULL;

        print_message("case %zu: %s\n", i, cases[i].partials);
        text = render_with(cases[i].template, "{\"t\": \"yes\"}", cases[i].partials, &error);
        ct_assert_ok(text != NULL, error);
        assert_string_equal(text, cases[i].text);
    }
}

static void
mustache__reports__mistakes_inside_a_partial(void **state)
{
    g_autoptr(GError) error = NULL;

    ct_assert_fails(render_with("\n {{>a}}", "{}", "{\"a\": \"x\\n{{#b}}\"}", &error) != NULL,
                    error, CT_ERROR_INPUT);
    assert_string_equal(error->message, "t:2:2: a:2:1: {{#b}} has no end; write {{/b}} after it");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mustache__renders__every_core_case_of_the_specification),
        cmocka_unit_test(mustache__prints__numbers_as_a_person_writes_them),
        cmocka_unit_test(mustache__escapes__by_what_stands_around),
        cmocka_unit_test(mustache__falls_back__only_for_an_empty_field),
        cmocka_unit_test(mustache__names__the_place_of_an_empty_field),
        cmocka_unit_test(mustache__reports__all_mistakes_with_their_places),
        cmocka_unit_test(mustache__refuses__what_has_no_end),
        cmocka_unit_test(mustache__allows__sixteen_sections_inside_each_other),
        cmocka_unit_test(mustache__counts__sections_and_partials_together),
        cmocka_unit_test(mustache__indents__a_partial_inside_a_partial),
        cmocka_unit_test(mustache__reports__mistakes_inside_a_partial),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
