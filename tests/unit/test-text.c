#include "ct-test.h"

#include <string.h>

static void
clean__makes_text_safe(void **state)
{
    static const struct {
        const char *text, *clean;
        bool lines;
    } cases[] = {
        {"  Ana \t Maria ", "Ana Maria", false},
        {"a\r\nBcc: x", "a Bcc: x", false},
        {"a\r\nb\n\n c", "a\nb\nc", true},
        {"x\x01y\x7fz", "xyz", false},
        {"x\xE2\x80\xA8y", "x y", false}, /* U+2028 */
        {"\xE2\x80\xAE"
         "evil\xE2\x80\xAC",
         "evil", false}, /* right-to-left override */
        {"\xE2\x81\xA6"
         "a\xE2\x81\xA9",
         "a", false},                     /* isolates */
        {"e\xCC\x81", "\xC3\xA9", false}, /* NFC */
        {"\xff", "\xEF\xBF\xBD", false},
        {"a\xEF\xBF\xBE\xEF\xB7\x90\xF4\x8F\xBF\xBFz", "az", false}, /* no characters */
        {"\xEF\xBB\xBF"
         "BOM",
         "BOM", false},
        {"", "", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *clean = ct_text_clean(cases[i].text, cases[i].lines);

        print_message("case %zu: \"%s\"\n", i, cases[i].text);
        assert_string_equal(clean, cases[i].clean);
    }
}

static void
csv_line__quotes_and_disarms(void **state)
{
    static const struct {
        const char *cell, *people, *programs;
    } cases[] = {
        {"plain", "plain", "plain"},
        {"a,b", "\"a,b\"", "\"a,b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\"", "\"say \"\"hi\"\"\""},
        {"=1+1", "\"'=1+1\"", "=1+1"},
        {"+4420", "\"'+4420\"", "+4420"},
        {"-2", "\"'-2\"", "-2"},
        {"@x", "\"'@x\"", "@x"},
        {"\xEF\xBC\x9D"
         "1",
         "\"'\xEF\xBC\x9D"
         "1\"",
         "\xEF\xBC\x9D"
         "1"},
        {"two\nlines", "\"two\nlines\"", "\"two\nlines\""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) people = g_string_new(NULL);
        g_autoptr(GString) programs = g_string_new("x");
        g_autofree char *wanted = g_strconcat("x,", cases[i].programs, NULL);

        print_message("case %zu: %s\n", i, cases[i].cell);
        ct_csv_append(people, cases[i].cell, true, CT_CSV_FOR_PEOPLE);
        ct_csv_append(programs, cases[i].cell, false, CT_CSV_FOR_PROGRAMS);
        assert_string_equal(people->str, cases[i].people);
        assert_string_equal(programs->str, wanted);
    }
}

/* The vectors of the authors of SipHash: key 00..0f, input 00..n-1. */
static void
siphash__gives__the_published_values(void **state)
{
    static const uint64_t wanted[] = {0x726fdb47dd0e0e31, 0x74f839c593dc67fd, 0x0d6c8009d9a94f5a,
                                      0x85676696d7fb7e2d, 0xcf2794e0277187b7, 0x18765564cd99a68d,
                                      0xcbc9466e58fee3ce, 0xab0200f58b01d137, 0x93f5f5799a932462,
                                      0x9e0082df0ba9e4b0};
    uint8_t key[16], data[16];

    for (size_t i = 0; i < sizeof key; i++)
        key[i] = data[i] = (uint8_t)i;
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        print_message("case %zu\n", i);
        assert_true(ct_siphash(key, data, i) == wanted[i]);
    }
}

static void
token__depends_on_key_and_text_only(void **state)
{
    g_autofree char *a = ct_token("k", "text", CT_ALPHABET_CODE, 4);
    g_autofree char *b = ct_token("k", "text", CT_ALPHABET_CODE, 6);
    g_autofree char *c = ct_token("K", "text", CT_ALPHABET_CODE, 6);
    g_autofree char *d = ct_token("k", "Text", CT_ALPHABET_CODE, 6);

    assert_int_equal(strlen(b), 6);
    assert_memory_equal(a, b, 4); /* longer only adds letters */
    assert_string_not_equal(b, c);
    assert_string_not_equal(b, d);
    assert_int_equal(strspn(b, CT_ALPHABET_CODE), 6);
}

static void
nearest__finds_slips_and_nothing_else(void **state)
{
    static const char *const words[] = {"orders_total", "open_cases", "tier", "name", NULL};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"orders_totl", "orders_total"},
        {"ordres_total", "orders_total"},
        {"teir", "tier"},
        {"nmae", "name"},
        {"xyzzy", NULL},
        {"", NULL},
        {"opencases", "open_cases"},
        {"t", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *nearest = ct_vocabulary_nearest(words, cases[i].word);

        print_message("case %zu: %s\n", i, cases[i].word);
        if (cases[i].nearest == NULL)
            assert_null(nearest);
        else
            assert_string_equal(nearest, cases[i].nearest);
    }
}

static void
count__says__one_or_many(void **state)
{
    static const struct {
        int64_t number;
        const char *text;
    } cases[] = {
        {0, "0 purchases"},          {1, "1 purchase"},
        {2, "2 purchases"},          {-1, "-1 purchases"},
        {999, "999 purchases"},      {1000, "1,000 purchases"},
        {-1000, "-1,000 purchases"}, {1234567, "1,234,567 purchases"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = ct_count(cases[i].number, "purchase", "purchases");

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_string_equal(text, cases[i].text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean__makes_text_safe),
        cmocka_unit_test(csv_line__quotes_and_disarms),
        cmocka_unit_test(siphash__gives__the_published_values),
        cmocka_unit_test(token__depends_on_key_and_text_only),
        cmocka_unit_test(nearest__finds_slips_and_nothing_else),
        cmocka_unit_test(count__says__one_or_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
