/* [rates]: numbers with at most six decimals, for currencies that exist. */
#include "ct-test.h"

#include "courtesy/settings.h"

#include <string.h>

static CtSettings *
parse(const char *conf, CtProblems *problems)
{
    g_autoptr(CtTextFile) text = ct_textfile_parse("c.conf", conf, strlen(conf), problems);

    return ct_settings_parse(text, problems);
}

static void
rates__are__exact_to_the_millionth(void **state)
{
    static const struct {
        const char *rate;
        int64_t millionths;
    } cases[] = {
        {"1", 1000000},     {"0.92", 920000},       {"0.000001", 1},
        {"0.009150", 9150}, {"45000", 45000000000}, {"1000000000", 1000000000000000},
        {"007.5", 7500000},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *conf = g_strdup_printf("[rates]\nUSD = %s\n", cases[i].rate);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtSettings) settings = parse(conf, problems);

        print_message("case %zu: %s\n", i, cases[i].rate);
        assert_int_equal(ct_problems_count(problems), 0);
        assert_int_equal(settings->rates->len, 1);
        assert_string_equal(g_array_index(settings->rates, CtRate, 0).currency, "USD");
        assert_int_equal(g_array_index(settings->rates, CtRate, 0).millionths, cases[i].millionths);
    }
}

static void
rates__that_cannot_be_meant__are_refused(void **state)
{
    static const struct {
        const char *rate, *problem;
    } cases[] = {
        {"USD = 0", "2:7: [rates] USD: \"0\" is not a number above 0 with at most 6 decimals, like "
                    "0.92"},
        {"USD = -1", "2:7: [rates] USD: \"-1\" is not a number"},
        {"USD = 0,92", "2:7: [rates] USD: \"0,92\" is not a number"},
        {"USD = 0.9200001", "2:7: [rates] USD: \"0.9200001\" is not a number"},
        {"USD = .92", "2:7: [rates] USD: \".92\" is not a number"},
        {"USD = 1.", "2:7: [rates] USD: \"1.\" is not a number"},
        {"USD = 1e3", "2:7: [rates] USD: \"1e3\" is not a number"},
        {"USD = 0x10", "2:7: [rates] USD: \"0x10\" is not a number"},
        {"USD = nan", "2:7: [rates] USD: \"nan\" is not a number"},
        {"USD = 1000000000.000001", "2:7: [rates] USD: \"1000000000.000001\" is not a number"},
        {"USD = 99999999999999999999", "2:7: [rates] USD: \"99999999999999999999\" is not"},
        {"USD = 0.92 EUR", "2:7: [rates] USD: \"0.92 EUR\" is not a number"},
        {"usd = 0.92", "2:1: [rates] \"usd\" is not a currency code of ISO 4217; did you mean "
                       "\"USD\"?"},
        {"Dollar = 1", "2:1: [rates] \"Dollar\" is not a currency code of ISO 4217, like EUR"},
        {"XXX = 1", "2:1: [rates] \"XXX\" is not a currency code of ISO 4217"},
        {"EUR = 2", "2:7: [rates] EUR: this is the currency of the business, which is worth 1"},
        {"USD = 1\nUSD = 2", "3:1: "},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *conf = g_strdup_printf("[rates]\n%s\n", cases[i].rate);
        g_autofree char *start = g_strconcat("c.conf:", cases[i].problem, NULL);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtSettings) settings = parse(conf, problems);

        print_message("case %zu: %s\n", i, cases[i].rate);
        assert_int_equal(ct_problems_count(problems), 1);
        if (!g_str_has_prefix(ct_problems_line(problems, 0), start))
            fail_msg("%s", ct_problems_line(problems, 0));
        assert_true(settings->rates->len <= 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates__are__exact_to_the_millionth),
        cmocka_unit_test(rates__that_cannot_be_meant__are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
