#include "ct-test.h"

#include <string.h>

static CtTextFile *
parse(const char *text, CtProblems *problems)
{
    return ct_textfile_parse("t.conf", text, strlen(text), problems);
}

static const CtEntry *
entry_of(const CtTextFile *text, guint block, const char *name)
{
    return ct_block_find(g_ptr_array_index(text->blocks, block), name);
}

static void
textfile__reads__blocks_entries_and_continuations(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) text = parse("\xEF\xBB\xBFlone = 1\r\n"
                                       "# a comment\r\n"
                                       "[rule thanks]\r\n"
                                       "when = 2 days  # not a part\r\n"
                                       "who  = a = 1\r\n"
                                       "       and b = 2\r\n"
                                       "\r\n"
                                       "       # in between\r\n"
                                       "       and c = 'x#y'\r\n"
                                       "url  = http://example.com/#frag\r\n"
                                       "late =\r\n"
                                       "  5 days\r\n",
                                       problems);
    const CtBlock *block;

    assert_int_equal(ct_problems_count(problems), 0);
    assert_int_equal(text->blocks->len, 2);
    block = g_ptr_array_index(text->blocks, 1);
    assert_string_equal(block->kind, "rule");
    assert_string_equal(block->name, "thanks");
    assert_string_equal(entry_of(text, 0, "lone")->value, "1");
    assert_string_equal(entry_of(text, 1, "when")->value, "2 days");
    assert_string_equal(entry_of(text, 1, "who")->value, "a = 1\nand b = 2\nand c = 'x#y'");
    assert_string_equal(entry_of(text, 1, "url")->value, "http://example.com/#frag");
    assert_string_equal(entry_of(text, 1, "late")->value, "5 days");
}

static void
place__of_a_byte__is_where_the_file_has_it(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) text = parse("[x y]\nwho = \xC3\xA4 1\n      zweite\n", problems);
    const CtEntry *who = entry_of(text, 1, "who");
    static const struct {
        size_t offset;
        int line, column;
    } cases[] = {{0, 2, 7}, {2, 2, 8}, {3, 2, 9}, {5, 3, 7}, {7, 3, 9}};

    assert_string_equal(who->value, "\xC3\xA4 1\nzweite");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        CtPlace place = ct_entry_place(who, cases[i].offset);

        print_message("case %zu: offset %zu\n", i, cases[i].offset);
        assert_int_equal(place.line, cases[i].line);
        assert_int_equal(place.column, cases[i].column);
    }
}

static void
textfile__reports__every_mistake_with_its_place(void **state)
{
    static const struct {
        const char *text, *problem;
    } cases[] = {
        {"[open\n", "t.conf:1:1: a heading looks like [kind] or [kind name]"},
        {"[a] b\n", "t.conf:1:1: a heading looks like [kind] or [kind name]"},
        {"[]\n", "t.conf:1:1: the heading is empty"},
        {"[a]\nnonsense\n",
         "t.conf:2:1: expected \"name = value\", a [heading] or a # comment, found \"nonsense\""},
        {"[a]\n= 1\n",
         "t.conf:2:1: expected \"name = value\", a [heading] or a # comment, found \"= 1\""},
        {"[a]\nx = 1\ny = 2\nx = 3\n",
         "t.conf:4:1: \"x\" is set a second time; line 2 has the first"},
        {"[a b]\n[a b]\n", "t.conf:2:1: [a b] is here a second time; line 1 has the first"},
        {"[a]\nx = \xff\n", "t.conf:2: this line is not UTF-8 text; save the file as UTF-8"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtTextFile) text = parse(cases[i].text, problems);

        print_message("case %zu: %s", i, cases[i].text);
        assert_int_equal(ct_problems_count(problems), 1);
        assert_string_equal(ct_problems_line(problems, 0), cases[i].problem);
    }
}

static void
textfile__reports__all_mistakes_at_once(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) text = parse("[a]\none\ntwo\nx = 1\nx = 2\n", problems);
    g_autoptr(GError) error = NULL;

    assert_int_equal(ct_problems_count(problems), 3);
    ct_assert_fails(ct_problems_none(problems, CT_ERROR_CONFIG, &error), error, CT_ERROR_CONFIG);
    assert_non_null(strstr(error->message, "t.conf:2:1"));
    assert_non_null(strstr(error->message, "t.conf:5:1"));
}

static void
textfile__keeps__its_limits(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autofree char *large = g_strnfill(CT_TEXTFILE_MAX + 1, 'x');
    g_autoptr(CtTextFile) one = parse(large, problems);
    g_autoptr(GString) many = g_string_new("[a]\nx = 1\n");
    g_autoptr(CtTextFile) two = NULL;

    assert_int_equal(ct_problems_count(problems), 1);
    for (int i = 0; i < 2000; i++)
        g_string_append(many, "  and another forty bytes, to make it long\n");
    two = parse(many->str, problems);
    assert_int_equal(ct_problems_count(problems), 2);
    assert_non_null(strstr(ct_problems_line(problems, 1), "longer than 65536 bytes"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(textfile__reads__blocks_entries_and_continuations),
        cmocka_unit_test(place__of_a_byte__is_where_the_file_has_it),
        cmocka_unit_test(textfile__reports__every_mistake_with_its_place),
        cmocka_unit_test(textfile__reports__all_mistakes_at_once),
        cmocka_unit_test(textfile__keeps__its_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
