/* What exports are made of: cells that no spreadsheet calculates, and money as people write it. */
#include "ct-test.h"

#include <string.h>

static void
cents__are_written__with_two_decimals(void **state)
{
    static const struct {
        int64_t cents;
        const char *text;
    } cases[] = {
        {0, "0.00"},
        {5, "0.05"},
        {-5, "-0.05"},
        {1234, "12.34"},
        {-1200, "-12.00"},
        {INT64_MAX, "92233720368547758.07"},
        {INT64_MIN, "-92233720368547758.08"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = ct_cents_text(cases[i].cents);

        print_message("%s\n", cases[i].text);
        assert_string_equal(text, cases[i].text);
    }
    (void)state;
}

/* What stands between the quotes of a cell. */
static char *
inside(const char *quoted)
{
    return g_strndup(quoted + 1, strlen(quoted) - 2);
}

static void
csv__covers__what_a_spreadsheet_would_calculate_and_takes_the_cover_off_again(void **state)
{
    static const char *const formulas[] = {
        "=1",
        "+49 30 1",
        "-1",
        "@x",
        "\tx",
        "\rx",
        "=",
        "\xEF\xBC\x9D"
        "1", /* full width = */
        "\xEF\xBC\x8B"
        "1",
        "\xEF\xBC\x8D"
        "1",
        "\xEF\xBC\xA0"
        "x",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(formulas); i++) {
        g_autoptr(GString) line = g_string_new(NULL);
        g_autofree char *cell = NULL;

        print_message("case %zu: %s\n", i, formulas[i]);
        ct_csv_append(line, formulas[i], true, CT_CSV_FOR_PEOPLE);
        cell = inside(line->str);
        assert_int_equal(*cell, '\'');
        assert_string_equal(ct_csv_uncover(cell), formulas[i]);
    }
    (void)state;
}

static void
csv__leaves__other_apostrophes_where_they_are(void **state)
{
    static const char *const cells[] = {"", "'", "'t Hooft", "O'Hara", "''=1", "=1", "'012"};

    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
        print_message("%s\n", cells[i]);
        assert_string_equal(ct_csv_uncover(cells[i]), cells[i]);
    }
    (void)state;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cents__are_written__with_two_decimals),
        cmocka_unit_test(
            csv__covers__what_a_spreadsheet_would_calculate_and_takes_the_cover_off_again),
        cmocka_unit_test(csv__leaves__other_apostrophes_where_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
