#include "ct-test.h"

#include "courtesy/render.h"

static void
address__follows__the_order_of_its_country(void **state)
{
    static const struct {
        const char *company, *street, *postcode, *city, *region, *country, *expected;
    } cases[] = {
        {"", "4 High Street", "BA1 5AQ", "Bath", "", "GB", "4 High Street|Bath|BA1 5AQ"},
        {"", "Unter den Linden 7", "10117", "Berlin", "", "DE",
         "Unter den Linden 7|10117 Berlin|GERMANY"},
        {"", "Calle Mayor 3", "28012", "Madrid", "Madrid", "ES",
         "Calle Mayor 3|28012 Madrid|SPAIN"},
        {"", "Via Dante 4", "20064", "Gorgonzola", "MI", "IT",
         "Via Dante 4|20064 Gorgonzola MI|ITALY"},
        {"Lamps Inc.", "350 Fifth Avenue\nSuite 7", "10118", "New York", "NY", "US",
         "Lamps Inc.|350 Fifth Avenue|Suite 7|New York NY 10118|UNITED STATES"},
        {"", "Brīvības iela 21", "LV-1010", "Rīga", "", "lv",
         "Brīvības iela 21|Rīga, LV-1010|LATVIA"},
        {"", "Rua Augusta 1", "01304-001", "São Paulo", "SP", "BR",
         "Rua Augusta 1|São Paulo - SP|01304-001|BRAZIL"},
        {"", "Sejong-daero 110", "04524", "Seoul", "Jung-gu", "KR",
         "Sejong-daero 110|Seoul, Jung-gu 04524|SOUTH KOREA"},
        {"", "Váci utca 1", "1052", "Budapest", "", "HU", "Budapest|Váci utca 1|1052|HUNGARY"},
        /* a country that no table knows */
        {"", "Main Road 1", "123", "Somewhere", "", "XQ", "Main Road 1|123 Somewhere|XQ"},
        /* what is missing leaves nothing behind */
        {"", "350 Fifth Avenue", "10118", "", "NY", "US",
         "350 Fifth Avenue|NY 10118|UNITED STATES"},
        {"", "350 Fifth Avenue", "10118", "New York", "", "US",
         "350 Fifth Avenue|New York 10118|UNITED STATES"},
        {"", "Rua Augusta 1", "", "São Paulo", "", "BR", "Rua Augusta 1|São Paulo|BRAZIL"},
        {"", "Sejong-daero 110", "04524", "Seoul", "", "KR",
         "Sejong-daero 110|Seoul 04524|SOUTH KOREA"},
        {" ", "  4 High\tStreet \n\n ", "", "Bath", "", "gb", "4 High Street|Bath"},
        {NULL, NULL, NULL, "Bath", NULL, NULL, "Bath"},
        {"", "4 High Street", "BA1 5AQ", "Bath", "", "", "4 High Street|Bath|BA1 5AQ"},
        {"", "", "", "", "", "", ""},
        {"", "", "", "", "", "DE", "GERMANY"},
        {"", "4 High\xff Street", "", "Ba\x01th", "", "GB", "4 High\xef\xbf\xbd Street|Bath"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) lines =
            ct_address_lines(&(CtAddress){cases[i].company, cases[i].street, cases[i].postcode,
                                          cases[i].city, cases[i].region, cases[i].country},
                             "GB", "en");
        g_autofree char *joined = g_strjoinv("|", lines);

        print_message("case %zu: %s\n", i, cases[i].expected);
        assert_string_equal(joined, cases[i].expected);
    }
}

static void
address__names__the_country_in_the_language_it_is_sent_in(void **state)
{
    static const CtAddress bath = {"", "4 High Street", "BA1 5AQ", "Bath", "", "GB"};
    g_auto(GStrv) german = ct_address_lines(&bath, "DE", "de");
    g_auto(GStrv) at_home = ct_address_lines(&bath, "gb", "de");
    g_auto(GStrv) nowhere = ct_address_lines(&bath, NULL, "en");

    assert_int_equal(g_strv_length(german), 4);
    assert_string_equal(german[3], "VEREINIGTES KÖNIGREICH");
    assert_int_equal(g_strv_length(at_home), 3);
    assert_int_equal(g_strv_length(nowhere), 4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(address__follows__the_order_of_its_country),
        cmocka_unit_test(address__names__the_country_in_the_language_it_is_sent_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
