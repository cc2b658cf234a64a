#include "ct-test.h"

#include "courtesy/import.h"

static void
money__is_read__as_people_write_it(void **state)
{
    static const struct {
        const char *text;
        int64_t cents;
    } cases[] = {
        {"0", 0},
        {"12", 1200},
        {"-12", -1200},
        {"12-", -1200},
        {"(12.50)", -1250},
        {"\xe2\x88\x92"
         "5",
         -500}, /* the minus sign of typographers */
        {"+5", 500},
        {"1,234.50", 123450},
        {"1.234,50 \xe2\x82\xac", 123450},
        {"1 234,50", 123450},
        {"1\xc2\xa0"
         "234,50",
         123450},
        {"1'234.50", 123450},
        {"1,234", 123400},
        {"1,234,567", 123456700},
        {"1.234.567,89", 123456789},
        {"12,5", 1250},
        {"12.", 1200},
        {"12,-", 1200},
        {"CHF 12.\xe2\x80\x93", 1200},
        {"0.125", 13},
        {"0.124", 12},
        {"-0.125", -13},
        {"1234.567", 123457},
        {"USD 5", 500},
        {"usd5", 500},
        {"5 EUR", 500},
        {"-$5.00", -500},
        {"$-5.00", -500},
        {"R$ 5", 500},
        {"12.50 kr.", 1250},
        {"5 z\xc5\x82", 500},
        {"999999999999.99", 99999999999999},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t cents = -1;

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_true(ct_import_money(cases[i].text, &cents));
        assert_int_equal(cents, cases[i].cents);
    }
}

static void
money__is_refused__when_it_is_none_or_could_be_two(void **state)
{
    static const char *const cases[] = {
        "",
        " ",
        "-",
        "$",
        "EUR",
        "abc",
        "1.234", /* or 1,234? */
        "1,23,456",
        "1.2.3",
        "1.234,5.6",
        "1e5",
        "12 apples",
        "5 10",
        "--5",
        "5 5",
        "1,,2",
        "0x10",
        "12345678901234",
        "1.00000000000001",
        "NaN",
        "inf",
        "5%",
        "\xff",
        "((5))",
        "1'2",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t cents = 7;

        print_message("case %zu: %s\n", i, cases[i]);
        assert_false(ct_import_money(cases[i], &cents));
        assert_int_equal(cents, 7); /* untouched */
    }
}

static const struct {
    const char *text;
    CtDates dates;
    const char *day; /* NULL: refused */
} day_cases[] = {
    {"2025-06-12", CT_DATES_UNKNOWN, "2025-06-12"},
    {" 2025-06-12 ", CT_DATES_UNKNOWN, "2025-06-12"},
    {"2025-6-1", CT_DATES_UNKNOWN, "2025-06-01"},
    {"2025-06-12 10:00:00 +0200", CT_DATES_UNKNOWN, "2025-06-12"},
    {"2025-06-12 23:59:59 -0700", CT_DATES_UNKNOWN, "2025-06-12"},
    {"2025-06-12T10:00:00.123Z", CT_DATES_UNKNOWN, "2025-06-12"},
    {"2025-06-12 10:00 UTC", CT_DATES_UNKNOWN, "2025-06-12"},
    {"2025/06/12", CT_DATES_UNKNOWN, "2025-06-12"},
    {"20250612", CT_DATES_UNKNOWN, "2025-06-12"},
    {"20250612T101010Z", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12.06.2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12.06.2025", CT_DATES_MDY, "2025-06-12"},
    {"12. 6. 2025 09:30", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12.6.25", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12 June 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"June 12, 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12-Jun-2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"Jun 12th 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12/06/2025", CT_DATES_UNKNOWN, NULL},
    {"12/06/2025", CT_DATES_DMY, "2025-06-12"},
    {"12/06/2025", CT_DATES_MDY, "2025-12-06"},
    {"6/12/25 9:15 AM", CT_DATES_MDY, "2025-06-12"},
    {"12-06-2025", CT_DATES_DMY, "2025-06-12"},
    {"25/12/2025", CT_DATES_UNKNOWN, "2025-12-25"},
    {"25/12/2025", CT_DATES_DMY, "2025-12-25"},
    {"25/12/2025", CT_DATES_MDY, NULL},
    {"12/25/2025", CT_DATES_UNKNOWN, "2025-12-25"},
    {"12/25/2025", CT_DATES_DMY, NULL},
    {"5/5/2025", CT_DATES_UNKNOWN, "2025-05-05"},
    {"2024-02-29", CT_DATES_UNKNOWN, "2024-02-29"},
    {"2025-02-29", CT_DATES_UNKNOWN, NULL},
    {"13/13/2025", CT_DATES_DMY, NULL},
    {"2025-13-01", CT_DATES_UNKNOWN, NULL},
    {"2025-06-31", CT_DATES_UNKNOWN, NULL},
    {"0000-00-00", CT_DATES_UNKNOWN, NULL},
    {"1604-06-12", CT_DATES_UNKNOWN, NULL},
    {"9999-12-31", CT_DATES_UNKNOWN, NULL},
    {"45820", CT_DATES_UNKNOWN, NULL},
    {"12 June", CT_DATES_UNKNOWN, NULL},
    {"2025-06", CT_DATES_UNKNOWN, NULL},
    {"2025-06-12x", CT_DATES_UNKNOWN, NULL},
    {"2025-06-12 at noon", CT_DATES_UNKNOWN, NULL},
    {"2025-06/12", CT_DATES_UNKNOWN, NULL},
    {"12 Juny 2025", CT_DATES_UNKNOWN, NULL},
    {"yesterday", CT_DATES_UNKNOWN, NULL},
    {"", CT_DATES_UNKNOWN, NULL},
    {"--0612", CT_DATES_UNKNOWN, NULL},
    {"99999999999999999999", CT_DATES_UNKNOWN, NULL},
};

static void
day__is_read__as_programs_and_people_write_it(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(day_cases); i++) {
        CtDay day = {-1};
        char text[CT_DAY_TEXT];
        bool ok;

        print_message("case %zu: %s (%d)\n", i, day_cases[i].text, (int)day_cases[i].dates);
        ok = ct_import_day(day_cases[i].text, day_cases[i].dates, &day);
        assert_int_equal(ok, day_cases[i].day != NULL);
        if (ok)
            assert_string_equal(ct_day_text(day, text), day_cases[i].day);
        else
            assert_int_equal(day.n, -1); /* untouched */
    }
}

static void
birthday__is_read__with_and_without_a_year(void **state)
{
    static const struct {
        const char *text;
        CtDates dates;
        int mmdd, year; /* mmdd 0: refused */
    } cases[] = {
        {"1980-06-12", CT_DATES_UNKNOWN, 612, 1980},
        {"1980-06-12T00:00:00Z", CT_DATES_UNKNOWN, 612, 1980},
        {"19800612", CT_DATES_UNKNOWN, 612, 1980},
        {"1604-06-12", CT_DATES_UNKNOWN, 612, 0},
        {"16040229", CT_DATES_UNKNOWN, 229, 0},
        {"06-12", CT_DATES_UNKNOWN, 612, 0},
        {"--0612", CT_DATES_UNKNOWN, 612, 0},
        {"--06-12", CT_DATES_UNKNOWN, 612, 0},
        {"02-29", CT_DATES_UNKNOWN, 229, 0},
        {"12 June", CT_DATES_UNKNOWN, 612, 0},
        {"June 12", CT_DATES_UNKNOWN, 612, 0},
        {"12th June 1980", CT_DATES_UNKNOWN, 612, 1980},
        {"12.06.", CT_DATES_UNKNOWN, 612, 0},
        {"12.06.1980", CT_DATES_UNKNOWN, 612, 1980},
        {"12.06.80", CT_DATES_UNKNOWN, 612, 0}, /* 1980 or 2080? */
        {"12/06", CT_DATES_UNKNOWN, 0, 0},
        {"12/06", CT_DATES_DMY, 612, 0},
        {"12/06", CT_DATES_MDY, 1206, 0},
        {"12/06/1980", CT_DATES_DMY, 612, 1980},
        {"12/06/1980", CT_DATES_MDY, 1206, 1980},
        {"29 Feb 1980", CT_DATES_UNKNOWN, 229, 1980},
        {"29 Feb 1981", CT_DATES_UNKNOWN, 0, 0},
        {"02-30", CT_DATES_UNKNOWN, 0, 0},
        {"1900-01-01", CT_DATES_UNKNOWN, 0, 0}, /* what programs write for "not known" */
        {"1800-01-01", CT_DATES_UNKNOWN, 0, 0},
        {"June", CT_DATES_UNKNOWN, 0, 0},
        {"1980", CT_DATES_UNKNOWN, 0, 0},
        {"--1980-06-12", CT_DATES_UNKNOWN, 0, 0},
        {"", CT_DATES_UNKNOWN, 0, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int mmdd = -1, year = -1;
        bool ok;

        print_message("case %zu: %s (%d)\n", i, cases[i].text, (int)cases[i].dates);
        ok = ct_import_birthday(cases[i].text, cases[i].dates, &mmdd, &year);
        assert_int_equal(ok, cases[i].mmdd != 0);
        assert_int_equal(mmdd, ok ? cases[i].mmdd : -1);
        assert_int_equal(year, ok ? cases[i].year : -1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money__is_read__as_people_write_it),
        cmocka_unit_test(money__is_refused__when_it_is_none_or_could_be_two),
        cmocka_unit_test(day__is_read__as_programs_and_people_write_it),
        cmocka_unit_test(birthday__is_read__with_and_without_a_year),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
