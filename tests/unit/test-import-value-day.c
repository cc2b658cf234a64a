#include "ct-test.h"

#include "../../src/import/value-private.h"

#include <string.h>

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
    {"2025-06-12T10:00:00+02:00", CT_DATES_UNKNOWN, "2025-06-12"},
    {"2025-06-12 10:00:00 CEST", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12.06.2025 10:00 Uhr", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12.06.2025.", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12. Juni 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"1. März 2025", CT_DATES_UNKNOWN, "2025-03-01"},
    {"7. Mai 2015", CT_DATES_UNKNOWN, "2015-05-07"},
    {"3. Dez. 2025", CT_DATES_UNKNOWN, "2025-12-03"},
    {"12 de junio de 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"1 de enero del 2025", CT_DATES_UNKNOWN, "2025-01-01"},
    {"1er juin 2025", CT_DATES_UNKNOWN, "2025-06-01"},
    {"14 août 2025", CT_DATES_UNKNOWN, "2025-08-14"},
    {"14 AOUT 2025", CT_DATES_UNKNOWN, "2025-08-14"},
    {"2 févr. 2025", CT_DATES_UNKNOWN, "2025-02-02"},
    {"2025. gada 12. jūnijs", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12. jūnijs 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"Thursday, 12 June 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"Thu, 12 Jun 2025 10:00:00 +0200", CT_DATES_UNKNOWN, "2025-06-12"},
    {"Donnerstag, 12. Juni 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"the 12th of June 2025", CT_DATES_UNKNOWN, "2025-06-12"},
    {"2025 June 12", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12 June 25", CT_DATES_UNKNOWN, "2025-06-12"},
    {"12 June 71", CT_DATES_UNKNOWN, "1971-06-12"},
    {"12.06.198", CT_DATES_UNKNOWN, NULL},
    {"June June 2025", CT_DATES_UNKNOWN, NULL},
    {"12 June 2025 2025", CT_DATES_UNKNOWN, NULL},
    {"de de de", CT_DATES_UNKNOWN, NULL},
    {"Donnerstag", CT_DATES_UNKNOWN, NULL},
    {"12 Foo 2025", CT_DATES_UNKNOWN, NULL},
    {"2025-06-12\xff", CT_DATES_UNKNOWN, NULL},
    {"12 \xff\xfe 2025", CT_DATES_UNKNOWN, NULL},
    {"2025-06-1", CT_DATES_UNKNOWN, "2025-06-01"},
    {"2025-06-123", CT_DATES_UNKNOWN, NULL},
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
        {" --02-29", CT_DATES_UNKNOWN, 229, 0},
        {"--6-12", CT_DATES_UNKNOWN, 612, 0},
        {"--0612", CT_DATES_DMY, 612, 0},
        {"0000-06-12", CT_DATES_UNKNOWN, 612, 0},
        {"1604-06-12", CT_DATES_DMY, 612, 0},
        {"12. Juni", CT_DATES_UNKNOWN, 612, 0},
        {"29. Februar 1984", CT_DATES_UNKNOWN, 229, 1984},
        {"12 de junio", CT_DATES_UNKNOWN, 612, 0},
        {"1er juin 1970", CT_DATES_UNKNOWN, 601, 1970},
        {"août 12, 1964", CT_DATES_UNKNOWN, 812, 1964},
        {"3. marts", CT_DATES_UNKNOWN, 303, 0},
        {"1979. gada 23. jūnijs", CT_DATES_UNKNOWN, 623, 1979},
        {"12.06.1985.", CT_DATES_UNKNOWN, 612, 1985},
        {"3.2.61", CT_DATES_UNKNOWN, 203, 0},
        {"June 12, 1985", CT_DATES_UNKNOWN, 612, 1985},
        {"12/31/1970", CT_DATES_UNKNOWN, 1231, 1970},
        {"25-12", CT_DATES_UNKNOWN, 0, 0},
        {"25-12", CT_DATES_DMY, 1225, 0},
        {"06-12", CT_DATES_MDY, 612, 0},
        {"06-12", CT_DATES_DMY, 1206, 0},
        {"12.06.198", CT_DATES_UNKNOWN, 0, 0},
        {"März 1970", CT_DATES_UNKNOWN, 0, 0},
        {"29.02.1900", CT_DATES_UNKNOWN, 0, 0},
        {"0/0/00", CT_DATES_MDY, 0, 0},
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

static void
birthday__is_read__from_three_cells(void **state)
{
    static const struct {
        const char *day, *month, *year;
        int mmdd, of_year; /* mmdd 0: refused */
    } cases[] = {
        {"12", "6", "1985", 612, 1985},
        {"12", "06", "", 612, 0},
        {"12", "June", NULL, 612, 0},
        {"12.", "Juni", "1985", 612, 1985},
        {"12.0", "6.0", "1985.0", 612, 1985},
        {"29", "2", "", 229, 0},
        {"29", "2", "1985", 0, 0},
        {"1", "13", "1990", 0, 0},
        {"32", "1", "1990", 0, 0},
        {"0", "0", "0", 0, 0},
        {"", "6", "1985", 0, 0},
        {"12", "", "1985", 0, 0},
        {"12", "6", "85x", 0, 0},
        {"12", "6", "1604", 612, 0},
        {"x", "y", "z", 0, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int mmdd = -1, year = -1;
        bool ok;

        print_message("case %zu: %s %s %s\n", i, cases[i].day, cases[i].month,
                      cases[i].year != NULL ? cases[i].year : "-");
        ok = ct_import_birthday_parts(cases[i].day, cases[i].month, cases[i].year, &mmdd, &year);
        assert_int_equal(ok, cases[i].mmdd != 0);
        assert_int_equal(mmdd, ok ? cases[i].mmdd : -1);
        assert_int_equal(year, ok ? cases[i].of_year : -1);
    }
}

static void
day__tells__the_order_of_its_file(void **state)
{
    static const struct {
        const char *text;
        CtDateHint hint;
    } cases[] = {
        {"25/12/2025", CT_HINT_DMY},
        {"12/25/2025", CT_HINT_MDY},
        {"03/04/2025", CT_HINT_EITHER},
        {"05/05/2025", CT_HINT_NONE},
        {"25-12-2025", CT_HINT_DMY},
        {"03-04-2025", CT_HINT_EITHER},
        {"2025-12-25", CT_HINT_NONE},
        {"25.12.2025", CT_HINT_NONE},
        {"25/12", CT_HINT_DMY},
        {"03/04", CT_HINT_EITHER},
        {"25-12", CT_HINT_DMY},
        {"12-25", CT_HINT_MDY},
        {"03-04", CT_HINT_NONE},
        {"--12-25", CT_HINT_NONE},
        {"3 April 2025", CT_HINT_NONE},
        {"31/31/2025", CT_HINT_NONE},
        {"3/4/25 10:00", CT_HINT_EITHER},
        {"", CT_HINT_NONE},
        {"n/a", CT_HINT_NONE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int first = 0, second = 0;

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_int_equal(ct_import_date_hint(cases[i].text, &first, &second), cases[i].hint);
        if (cases[i].hint == CT_HINT_EITHER) {
            assert_int_equal(first, 3);
            assert_int_equal(second, 4);
        }
    }
}

static void
month__is_known__in_the_languages_of_shops(void **state)
{
    static const struct {
        const char *name;
        int month;
    } cases[] = {
        {"January", 1}, {"jan", 1},        {"Janu", 1},       {"ja", 0},         {"Januar", 1},
        {"enero", 1},   {"janvier", 1},    {"janvāris", 1},   {"gennaio", 1},    {"Feber", 0},
        {"März", 3},    {"MARZO", 3},      {"mars", 3},       {"marts", 3},      {"avril", 4},
        {"abril", 4},   {"mai", 5},        {"mayo", 5},       {"maijs", 5},      {"juin", 6},
        {"jūnijs", 6},  {"junio", 6},      {"juillet", 7},    {"julio", 7},      {"août", 8},
        {"agosto", 8},  {"augusts", 8},    {"septiembre", 9}, {"octubre", 10},   {"Oktober", 10},
        {"Dez", 12},    {"diciembre", 12}, {"décembre", 12},  {"decembris", 12}, {"Juny", 0},
        {"Monday", 0},  {"", 0},           {"x", 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu: %s\n", i, cases[i].name);
        assert_int_equal(ct_import_month(cases[i].name, strlen(cases[i].name)), cases[i].month);
    }
    assert_true(ct_import_is_weekday("Donnerstag", strlen("Donnerstag")));
    assert_true(ct_import_is_weekday("jueves", strlen("jueves")));
    assert_false(ct_import_is_weekday("March", strlen("March")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(day__is_read__as_programs_and_people_write_it),
        cmocka_unit_test(birthday__is_read__with_and_without_a_year),
        cmocka_unit_test(birthday__is_read__from_three_cells),
        cmocka_unit_test(day__tells__the_order_of_its_file),
        cmocka_unit_test(month__is_known__in_the_languages_of_shops),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
