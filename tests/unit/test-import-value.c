#include "ct-test.h"

#include "../../src/import/value-private.h"

static const struct {
    const char *text;
    CtDecimal decimal;
    int64_t cents;
    const char *currency; /* NULL: none is told */
} good[] = {
    {"0", CT_DECIMAL_UNKNOWN, 0, NULL},
    {"12", CT_DECIMAL_UNKNOWN, 1200, NULL},
    {"-12", CT_DECIMAL_UNKNOWN, -1200, NULL},
    {"12-", CT_DECIMAL_UNKNOWN, -1200, NULL},
    {"12.50", CT_DECIMAL_UNKNOWN, 1250, NULL},
    {"12.5", CT_DECIMAL_UNKNOWN, 1250, NULL},
    {"-12.05", CT_DECIMAL_POINT, -1205, NULL},
    {"(12.50)", CT_DECIMAL_UNKNOWN, -1250, NULL},
    {"($1,204.50)", CT_DECIMAL_UNKNOWN, -120450, NULL},
    {"\xe2\x88\x92"
     "5",
     CT_DECIMAL_UNKNOWN, -500, NULL}, /* the minus sign of typographers */
    {"+5", CT_DECIMAL_UNKNOWN, 500, NULL},
    {"1,234.50", CT_DECIMAL_UNKNOWN, 123450, NULL},
    {"1.234,50 €", CT_DECIMAL_UNKNOWN, 123450, "EUR"},
    {"€ 12,50", CT_DECIMAL_UNKNOWN, 1250, "EUR"},
    {"€12", CT_DECIMAL_COMMA, 1200, "EUR"},
    {"1 234,50", CT_DECIMAL_UNKNOWN, 123450, NULL},
    {"1\xc2\xa0"
     "234,50",
     CT_DECIMAL_UNKNOWN, 123450, NULL},
    {"1\xe2\x80\xaf"
     "234,50",
     CT_DECIMAL_UNKNOWN, 123450, NULL},
    {"1'234.50", CT_DECIMAL_UNKNOWN, 123450, NULL},
    {"1’234.50 CHF", CT_DECIMAL_UNKNOWN, 123450, "CHF"},
    {"1'250,00", CT_DECIMAL_COMMA, 125000, NULL},
    {"1,234", CT_DECIMAL_UNKNOWN, 123400, NULL},
    {"1,234", CT_DECIMAL_POINT, 123400, NULL},
    {"1,234", CT_DECIMAL_COMMA, 123, NULL},
    {"1.234", CT_DECIMAL_COMMA, 123400, NULL},
    {"1.234", CT_DECIMAL_POINT, 123, NULL},
    {"1,234,567", CT_DECIMAL_UNKNOWN, 123456700, NULL},
    {"1.234.567", CT_DECIMAL_COMMA, 123456700, NULL},
    {"1.234.567,89", CT_DECIMAL_UNKNOWN, 123456789, NULL},
    {"1.234.567,89", CT_DECIMAL_COMMA, 123456789, NULL},
    {"12,5", CT_DECIMAL_UNKNOWN, 1250, NULL},
    {"12,5", CT_DECIMAL_COMMA, 1250, NULL},
    {"7,50-", CT_DECIMAL_COMMA, -750, NULL},
    {"12.", CT_DECIMAL_UNKNOWN, 1200, NULL},
    {"12,-", CT_DECIMAL_UNKNOWN, 1200, NULL},
    {"CHF 12.–", CT_DECIMAL_UNKNOWN, 1200, "CHF"},
    {"0.125", CT_DECIMAL_UNKNOWN, 13, NULL},
    {"0.124", CT_DECIMAL_UNKNOWN, 12, NULL},
    {"-0.125", CT_DECIMAL_UNKNOWN, -13, NULL},
    {"1234.567", CT_DECIMAL_UNKNOWN, 123457, NULL},
    {"USD 5", CT_DECIMAL_UNKNOWN, 500, "USD"},
    {"usd5", CT_DECIMAL_UNKNOWN, 500, "USD"},
    {"5 EUR", CT_DECIMAL_UNKNOWN, 500, "EUR"},
    {"$5.00 CAD", CT_DECIMAL_UNKNOWN, 500, "CAD"},
    {"-$5.00", CT_DECIMAL_UNKNOWN, -500, NULL}, /* which dollar? */
    {"$-5.00", CT_DECIMAL_UNKNOWN, -500, NULL},
    {"US$ 5", CT_DECIMAL_UNKNOWN, 500, "USD"},
    {"R$ 5", CT_DECIMAL_UNKNOWN, 500, "BRL"},
    {"£5", CT_DECIMAL_UNKNOWN, 500, "GBP"},
    {"¥500", CT_DECIMAL_UNKNOWN, 50000, NULL},
    {"12.50 kr.", CT_DECIMAL_UNKNOWN, 1250, NULL},
    {"5 zł", CT_DECIMAL_UNKNOWN, 500, "PLN"},
    {"5 Kč", CT_DECIMAL_UNKNOWN, 500, "CZK"},
    {"999999999999.99", CT_DECIMAL_UNKNOWN, 99999999999999, NULL},
    {"999999999999", CT_DECIMAL_COMMA, 99999999999900, NULL},
};

static void
money__is_read__as_people_write_it(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        int64_t cents = -1, same = -2;
        char currency[4] = "?";

        print_message("case %zu: %s (%s)\n", i, good[i].text, ct_decimal_words[good[i].decimal]);
        assert_true(ct_import_money(good[i].text, good[i].decimal, &cents));
        assert_int_equal(cents, good[i].cents);
        assert_true(ct_import_money_in(good[i].text, good[i].decimal, &same, currency));
        assert_int_equal(same, cents);
        assert_string_equal(currency, good[i].currency != NULL ? good[i].currency : "");
    }
}

static const struct {
    const char *text;
    CtDecimal decimal;
} bad[] = {
    {"", CT_DECIMAL_UNKNOWN},
    {" ", CT_DECIMAL_UNKNOWN},
    {"-", CT_DECIMAL_UNKNOWN},
    {"$", CT_DECIMAL_UNKNOWN},
    {"EUR", CT_DECIMAL_UNKNOWN},
    {"abc", CT_DECIMAL_UNKNOWN},
    {"1.234", CT_DECIMAL_UNKNOWN}, /* or 1,234? */
    {"12.50", CT_DECIMAL_COMMA},   /* not what the file was said to write */
    {"12,50", CT_DECIMAL_POINT},
    {"1,234.50", CT_DECIMAL_COMMA},
    {"1.234,50", CT_DECIMAL_POINT},
    {"1.234.567", CT_DECIMAL_POINT},
    {"1,23,456", CT_DECIMAL_UNKNOWN},
    {"1.2.3", CT_DECIMAL_UNKNOWN},
    {"1.234,5.6", CT_DECIMAL_UNKNOWN},
    {"1e5", CT_DECIMAL_UNKNOWN},
    {"12 apples", CT_DECIMAL_UNKNOWN},
    {"5 10", CT_DECIMAL_UNKNOWN},
    {"--5", CT_DECIMAL_UNKNOWN},
    {"5 5", CT_DECIMAL_UNKNOWN},
    {"1,,2", CT_DECIMAL_UNKNOWN},
    {"0x10", CT_DECIMAL_UNKNOWN},
    {"12345678901234", CT_DECIMAL_UNKNOWN},
    {"1234567890123.5", CT_DECIMAL_POINT},
    {"1.00000000000001", CT_DECIMAL_UNKNOWN},
    {"NaN", CT_DECIMAL_UNKNOWN},
    {"inf", CT_DECIMAL_UNKNOWN},
    {"5%", CT_DECIMAL_UNKNOWN},
    {"\xff", CT_DECIMAL_UNKNOWN},
    {"((5))", CT_DECIMAL_UNKNOWN},
    {"1'2", CT_DECIMAL_UNKNOWN},
};

static void
money__is_refused__when_it_is_none_or_could_be_two(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        int64_t cents = 7;
        char currency[4] = "?";

        print_message("case %zu: %s (%s)\n", i, bad[i].text, ct_decimal_words[bad[i].decimal]);
        assert_false(ct_import_money_in(bad[i].text, bad[i].decimal, &cents, currency));
        assert_int_equal(cents, 7); /* untouched */
        assert_string_equal(currency, "?");
    }
}

static void
money__tells__which_decimal_sign_its_file_has(void **state)
{
    static const struct {
        const char *text;
        CtMoneyHint hint;
    } cases[] = {
        {"12", CT_MONEY_NONE},         {"-12", CT_MONEY_NONE},
        {"12.", CT_MONEY_NONE},        {"12.50", CT_MONEY_POINT},
        {"-12.5", CT_MONEY_POINT},     {"12,50", CT_MONEY_COMMA},
        {"12,5 €", CT_MONEY_COMMA},    {"1,234.50", CT_MONEY_POINT},
        {"1.234,50", CT_MONEY_COMMA},  {"1,234,567", CT_MONEY_POINT},
        {"1.234.567", CT_MONEY_COMMA}, {"1.234", CT_MONEY_EITHER},
        {"€ 1.234", CT_MONEY_EITHER},  {"-1.234", CT_MONEY_EITHER},
        {"1,234", CT_MONEY_NONE},      {"0.125", CT_MONEY_POINT},
        {"0,125", CT_MONEY_COMMA},     {"1234.567", CT_MONEY_POINT},
        {"1'234.50", CT_MONEY_POINT},  {"1.234 apples", CT_MONEY_NONE},
        {"1.234,5.6", CT_MONEY_NONE},  {"12,-", CT_MONEY_NONE},
        {"", CT_MONEY_NONE},           {"n/a", CT_MONEY_NONE},
        {"\xff", CT_MONEY_NONE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu: %s\n", i, cases[i].text);
        assert_int_equal(ct_import_money_hint(cases[i].text), cases[i].hint);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money__is_read__as_people_write_it),
        cmocka_unit_test(money__is_refused__when_it_is_none_or_could_be_two),
        cmocka_unit_test(money__tells__which_decimal_sign_its_file_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
