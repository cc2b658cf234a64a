#include "courtesy/render.h"
#include "ct-test.h"

/* U+00A0, which keeps an amount and its currency on one line. */
#define NBSP "\xC2\xA0"

static void
format__writes__a_day_in_the_order_of_the_language(void **state)
{
    static const struct {
        const char *language, *day, *weekday, *short_day;
    } cases[] = {
        {"en-GB", "12 June 2025", "Thursday, 12 June 2025", "12 June"},
        {"en-US", "June 12, 2025", "Thursday, June 12, 2025", "June 12"},
        {"de", "12. Juni 2025", "Donnerstag, 12. Juni 2025", "12. Juni"},
        {"es", "12 de junio de 2025", "jueves, 12 de junio de 2025", "12 de junio"},
        {"lv", "2025. gada 12. jūnijs", "ceturtdiena, 2025. gada 12. jūnijs", "12. jūnijs"},
        {"ko", "2025년 6월 12일", "2025년 6월 12일 목요일", "6월 12일"},
        {"zh", "2025年6月12日", "2025年6月12日星期四", "6月12日"},
        {"ar", "١٢ يونيو ٢٠٢٥", "الخميس، ١٢ يونيو ٢٠٢٥", "١٢ يونيو"},
        /* English of no country is the world's */
        {"en", "12 June 2025", "Thursday, 12 June 2025", "12 June"},
        /* a country that adds nothing, and what is not a language */
        {"de-CH", "12. Juni 2025", "Donnerstag, 12. Juni 2025", "12. Juni"},
        {"xx", "12 June 2025", "Thursday, 12 June 2025", "12 June"},
        {"", "12 June 2025", "Thursday, 12 June 2025", "12 June"},
        {"not a tag", "12 June 2025", "Thursday, 12 June 2025", "12 June"},
        {"fa", "۱۲ ژوئن ۲۰۲۵", "پنجشنبه ۱۲ ژوئن ۲۰۲۵", "۱۲ ژوئن"},
        /* the calendar stays ours where another one is usual */
        {"th", "12 มิถุนายน 2025", "วันพฤหัสบดีที่ 12 มิถุนายน 2025", "12 มิถุนายน"},
    };
    const CtDay day = ct_day_from_ymd(2025, 6, 12);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *plain = ct_format_day(day, cases[i].language);
        g_autofree char *weekday = ct_format_weekday(day, cases[i].language);
        g_autofree char *short_day = ct_format_day_short(day, cases[i].language);

        print_message("case %zu: %s\n", i, cases[i].language);
        assert_string_equal(plain, cases[i].day);
        assert_string_equal(weekday, cases[i].weekday);
        assert_string_equal(short_day, cases[i].short_day);
    }
}

static void
format__agrees__with_the_calendar_of_the_program(void **state)
{
    static const struct {
        int year, month, day;
        const char *text;
    } cases[] = {
        {1, 1, 1, "1 January 1"},
        {1500, 2, 28, "28 February 1500"}, /* before the change of calendars */
        {1600, 2, 29, "29 February 1600"},
        {1969, 12, 31, "31 December 1969"},
        {2024, 2, 29, "29 February 2024"},
        {9999, 12, 31, "31 December 9999"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        CtDay day = ct_day_from_ymd(cases[i].year, cases[i].month, cases[i].day);
        g_autofree char *text = ct_format_day(day, "en-GB");

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_string_equal(text, cases[i].text);
    }
}

static void
format__writes__money_in_the_language(void **state)
{
    static const struct {
        int64_t cents;
        const char *currency, *language, *text;
    } cases[] = {
        {421050, "EUR", "en-GB", "€4,210.50"},
        {421050, "USD", "en-US", "$4,210.50"},
        {421050, "EUR", "de", "4.210,50" NBSP "€"},
        {421050, "EUR", "es", "4.210,50" NBSP "€"},
        {421050, "EUR", "lv", "4" NBSP "210,50" NBSP "€"},
        {421050, "KRW", "ko", "₩4,210"},
        {421000, "CNY", "zh", "¥4,210.00"},
        {421050, "EUR", "ar", "\xE2\x80\x8F٤٬٢١٠٫٥٠" NBSP "€"},
        {421050, "EUR", "en", "€4,210.50"},
        {0, "EUR", "de", "0,00" NBSP "€"},
        {-5, "EUR", "en-GB", "-€0.05"},
        {INT64_MAX, "EUR", "en-GB", "€92,233,720,368,547,758.07"},
        {INT64_MIN, "EUR", "en-GB", "-€92,233,720,368,547,758.08"},
        {150, "euro", "de", "1.50 euro"}, /* not an ISO code: as it is */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            ct_format_money(cases[i].cents, cases[i].currency, cases[i].language);

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_string_equal(text, cases[i].text);
    }
}

static void
format__names__a_country(void **state)
{
    static const struct {
        const char *country, *language, *text;
    } cases[] = {
        {"GB", "en", "United Kingdom"},
        {"DE", "en", "Germany"},
        {"DE", "de", "Deutschland"},
        {"de", "es", "Alemania"},
        {"LV", "lv", "Latvija"},
        {"KR", "ko", "대한민국"},
        {"CN", "zh", "中国"},
        {"EG", "ar", "مصر"},
        {"ZZ", "en", "ZZ"},
        {"", "en", ""},
        {"GBR", "en", "GBR"},
        {"ES", "xx", "Spain"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = ct_format_country(cases[i].country, cases[i].language);

        print_message("case %zu: %s in %s\n", i, cases[i].country, cases[i].language);
        assert_string_equal(text, cases[i].text);
    }
}

static void
format__names__a_language(void **state)
{
    static const struct {
        const char *tag, *language, *text;
    } cases[] = {
        {"de", "en", "German"},
        {"en", "en", "English"},
        {"en", "de", "Englisch"},
        {"es-MX", "en", "Mexican Spanish"},
        {"de-AT", "de", "Österreichisches Deutsch"},
        {"lv", "lv", "latviešu"},
        {"ko", "ko", "한국어"},
        {"zh-Hant", "en", "Traditional Chinese"},
        {"xx", "en", "xx"},
        {"", "en", ""},
        {"not a tag", "en", "not a tag"},
        {"de", "xx", "German"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = ct_format_language(cases[i].tag, cases[i].language);

        print_message("case %zu: %s in %s\n", i, cases[i].tag, cases[i].language);
        assert_string_equal(text, cases[i].text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format__writes__a_day_in_the_order_of_the_language),
        cmocka_unit_test(format__agrees__with_the_calendar_of_the_program),
        cmocka_unit_test(format__writes__money_in_the_language),
        cmocka_unit_test(format__names__a_country),
        cmocka_unit_test(format__names__a_language),
    };

    /* What ICU falls back on when it is left to itself; nothing may come from it. */
    g_setenv("LC_ALL", "fr_FR.UTF-8", TRUE);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
