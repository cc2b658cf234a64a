#include "ct-rows-test.h"

#include "../../src/import/mapping-private.h"

/* What one reading of a file settled. */
typedef struct {
    Table table;
    CtMapping *mapping;
    CtReading reading;
    CtImportQuestion question;
    bool ok;
} Survey;

static void
survey_clear(Survey *survey)
{
    ct_mapping_free(survey->mapping);
    ct_import_question_clear(&survey->question);
    table_clear(&survey->table);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, survey_clear)

static void
run(const char *text, const CtImportMap *map, Survey *survey, GError **error)
{
    survey->table = open_table(text, strlen(text), "file.csv", NULL, error);
    assert_int_equal(ct_rows_next(survey->table.rows, error), CT_CSV_ROW);
    survey->mapping = ct_mapping_new(survey->table.rows, "file.csv", map, error);
    if (survey->mapping == NULL)
        fail_msg("%s", (*error)->message);
    survey->ok = ct_survey(survey->table.rows, survey->mapping, map, &survey->reading,
                           &survey->question, error);
}

#define ORDERS    "order id,customer,date,total\n"
#define CUSTOMERS "id,name,birthday,joined\n"

static void
survey__settles__how_a_file_is_read(void **state)
{
    static const struct {
        const char *text;
        CtDates dates;
        CtDecimal decimal;
    } cases[] = {
        {ORDERS "1,1,2025-01-01,12\n", CT_DATES_UNKNOWN, CT_DECIMAL_UNKNOWN},
        {ORDERS "1,1,2025-01-01,12.50\n", CT_DATES_UNKNOWN, CT_DECIMAL_POINT},
        {ORDERS "1,1,2025-01-01,\"12,50\"\n", CT_DATES_UNKNOWN, CT_DECIMAL_COMMA},
        {ORDERS "1,1,03/04/2025,1.234\n2,1,31/12/2024,\"12,50\"\n", CT_DATES_DMY, CT_DECIMAL_COMMA},
        {ORDERS "1,1,03/04/2025,1.234\n2,1,12/31/2024,12.50\n", CT_DATES_MDY, CT_DECIMAL_POINT},
        {ORDERS "1,1,31.12.2024,\"1,234\"\n", CT_DATES_UNKNOWN, CT_DECIMAL_UNKNOWN},
        /* each amount speaks for itself */
        {ORDERS "1,1,2025-01-01,\"12,50\"\n2,1,2025-01-01,12.50\n", CT_DATES_UNKNOWN,
         CT_DECIMAL_UNKNOWN},
        /* one column answers for the others */
        {CUSTOMERS "1,Ana,03/04/1980,\n2,Bob,,25/12/2020\n", CT_DATES_DMY, CT_DECIMAL_UNKNOWN},
        {CUSTOMERS "1,Ana,25-12,\n", CT_DATES_DMY, CT_DECIMAL_UNKNOWN},
        {CUSTOMERS "1,Ana,06-12,\n", CT_DATES_UNKNOWN, CT_DECIMAL_UNKNOWN},
        {CUSTOMERS, CT_DATES_UNKNOWN, CT_DECIMAL_UNKNOWN},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Survey) survey = {0};
        const CtImportMap map = {.kind = -1};

        print_message("case %zu: %s\n", i, cases[i].text);
        run(cases[i].text, &map, &survey, &error);
        ct_assert_ok(survey.ok, error);
        assert_null(survey.question.text);
        assert_string_equal(ct_date_order_words[survey.reading.dates],
                            ct_date_order_words[cases[i].dates]);
        assert_string_equal(ct_decimal_words[survey.reading.decimal],
                            ct_decimal_words[cases[i].decimal]);
    }
}

static void
survey__goes_back__behind_the_heading(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Survey) survey = {0};
    const CtImportMap map = {.kind = -1};

    run(ORDERS "first,1,31/12/2024,5\nsecond,1,31/12/2024,5\n", &map, &survey, &error);
    ct_assert_ok(survey.ok, error);
    assert_int_equal(ct_rows_next(survey.table.rows, &error), CT_CSV_ROW);
    assert_string_equal(ct_rows_field(survey.table.rows, 0), "first");
}

static void
survey__asks__with_three_rows_of_the_file(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Survey) survey = {0};
    g_autofree char *refusal = NULL;
    const CtImportMap map = {.kind = -1};

    run("id,name,Geburtsdatum\n1,Ana,03/12/1980\n2,Bob,05/05/1980\n3,Cy,04/11/1981\n"
        "4,Di,06/07/1982\n5,Ed,01/02/1983\n",
        &map, &survey, &error);
    ct_assert_ok(survey.ok, error);
    assert_string_equal(survey.question.text,
                        "column \"Geburtsdatum\": is the day or the month written first?\n"
                        "  row 2: \"03/12/1980\" is 3 December or 12 March\n"
                        "  row 4: \"04/11/1981\" is 4 November or 11 April\n"
                        "  row 5: \"06/07/1982\" is 6 July or 7 June");
    assert_true(survey.question.about_dates);
    assert_string_equal(survey.question.choice[0], "3 December");
    assert_string_equal(survey.question.choice[1], "12 March");
    assert_string_equal(survey.question.option[0], "--dates dmy");
    assert_string_equal(survey.question.option[1], "--dates mdy");
    refusal = ct_survey_refusal("file.csv", &survey.question);
    assert_true(g_str_has_prefix(refusal, "file.csv: column \"Geburtsdatum\": is the day"));
    assert_true(
        g_str_has_suffix(refusal, "\nsay --dates dmy (3 December) or --dates mdy (12 March)"));
}

/* Three rows of the same day would help nobody to tell. */
static void
survey__asks__with_different_texts(void **state)
{
    static const struct {
        const char *text, *asks;
    } cases[] = {
        {"id,name,birthday\n1,Ana,03/04/1980\n2,Bob,03/04/1980\n3,Cy,03/04/1980\n"
         "4,Di,03/05/1980\n5,Ed,03/04/1980\n6,Fay,06/07/1980\n7,Gus,08/07/1980\n",
         "column \"birthday\": is the day or the month written first?\n"
         "  row 2: \"03/04/1980\" is 3 April or 4 March\n"
         "  row 5: \"03/05/1980\" is 3 May or 5 March\n"
         "  row 7: \"06/07/1980\" is 6 July or 7 June"},
        {"id,name,birthday\n1,Ana,03/04/1980\n2,Bob,03/04/1980\n",
         "column \"birthday\": is the day or the month written first?\n"
         "  row 2: \"03/04/1980\" is 3 April or 4 March"},
        {ORDERS "1,1,2025-01-01,1.500\n2,1,2025-01-01,1.500\n3,1,2025-01-01,2.500\n",
         "column \"total\": is the decimal sign a comma or a point?\n"
         "  row 2: \"1.500\" is 1500.00 or 1.50\n"
         "  row 4: \"2.500\" is 2500.00 or 2.50"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Survey) survey = {0};
        const CtImportMap map = {.kind = -1};

        print_message("case %zu: %s\n", i, cases[i].text);
        run(cases[i].text, &map, &survey, &error);
        ct_assert_ok(survey.ok, error);
        assert_string_equal(survey.question.text, cases[i].asks);
    }
}

static void
survey__asks__about_the_decimal_sign(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Survey) survey = {0};
    const CtImportMap map = {.kind = -1};

    run(ORDERS "1,1,2025-01-01,1.234\n2,1,2025-01-01,12\n3,1,2025-01-02,-2.500 €\n", &map, &survey,
        &error);
    ct_assert_ok(survey.ok, error);
    assert_string_equal(survey.question.text,
                        "column \"total\": is the decimal sign a comma or a point?\n"
                        "  row 2: \"1.234\" is 1234.00 or 1.23\n"
                        "  row 4: \"-2.500 €\" is -2500.00 or -2.50");
    assert_false(survey.question.about_dates);
    assert_string_equal(survey.question.choice[0], "1234.00");
    assert_string_equal(survey.question.choice[1], "1.23");
    assert_string_equal(survey.question.option[0], "--decimal comma");
    assert_string_equal(survey.question.option[1], "--decimal point");
}

/* An answer settles it; then the next question is asked. */
static void
survey__asks_nothing__that_the_map_answers(void **state)
{
    static const char text[] = ORDERS "1,1,03/04/2025,1.234\n";
    static const struct {
        CtDates dates;
        CtDecimal decimal;
        const char *option; /* NULL: no question */
    } cases[] = {
        {CT_DATES_UNKNOWN, CT_DECIMAL_UNKNOWN, "--dates dmy"},
        {CT_DATES_DMY, CT_DECIMAL_UNKNOWN, "--decimal comma"},
        {CT_DATES_UNKNOWN, CT_DECIMAL_POINT, "--dates dmy"},
        {CT_DATES_MDY, CT_DECIMAL_COMMA, NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Survey) survey = {0};
        const CtImportMap map = {.kind = -1, .dates = cases[i].dates, .decimal = cases[i].decimal};

        print_message("case %zu\n", i);
        run(text, &map, &survey, &error);
        ct_assert_ok(survey.ok, error);
        assert_int_equal(survey.reading.dates, cases[i].dates);
        assert_int_equal(survey.reading.decimal, cases[i].decimal);
        if (cases[i].option == NULL)
            assert_null(survey.question.text);
        else
            assert_string_equal(survey.question.option[0], cases[i].option);
    }
}

static void
survey__names__the_rows_that_contradict_each_other(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {ORDERS "1,1,25/12/2024,5\n2,1,12/25/2024,5\n",
         "file.csv: row 2: \"25/12/2024\" begins with the day, row 3: \"12/25/2024\" with the "
         "month; say --dates dmy or --dates mdy"},
        {ORDERS "1,1,2025-01-01,1.234\n2,1,2025-01-01,12.50\n3,1,2025-01-01,\"12,50\"\n",
         "file.csv: row 4: \"12,50\" has a decimal comma, row 3: \"12.50\" a decimal point; say "
         "--decimal comma or --decimal point"},
        {ORDERS "1,1,2025-01-01,\"1,234\"\n2,1,2025-01-01,12.50\n3,1,2025-01-01,\"12,50\"\n",
         "file.csv: row 4: \"12,50\" has a decimal comma, row 3: \"12.50\" a decimal point; say "
         "--decimal comma or --decimal point"},
        {CUSTOMERS "1,Ana,25-12,\n2,Bob,12-25,\n",
         "file.csv: row 2: \"25-12\" begins with the day, row 3: \"12-25\" with the month; say "
         "--dates dmy or --dates mdy"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Survey) survey = {0};
        const CtImportMap map = {.kind = -1};

        print_message("case %zu: %s\n", i, cases[i].text);
        run(cases[i].text, &map, &survey, &error);
        ct_assert_fails(survey.ok, error, CT_ERROR_INPUT);
        assert_string_equal(error->message, cases[i].says);
    }
}

/* Ten thousand rows that agree are enough; a doubt is looked into to the end, and so is a column
 * that begins late. */
static void
survey__reads__as_far_as_needed(void **state)
{
    static const struct {
        const char *row, *last;
        bool asks, read_to_the_end;
    } cases[] = {
        {"1,1,2025-01-01,5.00\n", "2,1,31/12/2024,\"5,00\"\n", false, false},
        {"1,1,03/04/2025,5.00\n", "2,1,31/12/2024,5.00\n", false, true},
        {"1,1,03/04/2025,5.00\n", "2,1,03/04/2025,5.00\n", true, true},
        {"1,1,,5.00\n", "2,1,31/12/2024,5.00\n", false, true},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Survey) survey = {0};
        g_autoptr(GString) text = g_string_new(ORDERS);
        const CtImportMap map = {.kind = -1};

        for (int k = 0; k < 12000; k++)
            g_string_append(text, cases[i].row);
        g_string_append(text, cases[i].last);
        print_message("case %zu: %s", i, cases[i].row);
        run(text->str, &map, &survey, &error);
        ct_assert_ok(survey.ok, error);
        assert_int_equal(survey.question.text != NULL, cases[i].asks);
        if (!cases[i].asks)
            assert_int_equal(survey.reading.dates,
                             cases[i].read_to_the_end ? CT_DATES_DMY : CT_DATES_UNKNOWN);
    }
}

/* A file that breaks off is no answer. */
static void
survey__fails__where_the_file_does(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Survey) survey = {0};
    const CtImportMap map = {.kind = -1};

    run(ORDERS "1,1,03/04/2025,5\n2,1,\"03/04/2025,5\n", &map, &survey, &error);
    ct_assert_fails(survey.ok, error, CT_ERROR_INPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survey__settles__how_a_file_is_read),
        cmocka_unit_test(survey__goes_back__behind_the_heading),
        cmocka_unit_test(survey__asks__with_three_rows_of_the_file),
        cmocka_unit_test(survey__asks__with_different_texts),
        cmocka_unit_test(survey__asks__about_the_decimal_sign),
        cmocka_unit_test(survey__asks_nothing__that_the_map_answers),
        cmocka_unit_test(survey__names__the_rows_that_contradict_each_other),
        cmocka_unit_test(survey__reads__as_far_as_needed),
        cmocka_unit_test(survey__fails__where_the_file_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
