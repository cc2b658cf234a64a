#include "ct-test.h"

#include "../../src/import/value-private.h"

#include <string.h>

static void
answer__is_known__in_the_languages_of_shops(void **state)
{
    static const struct {
        const char *text;
        int answer, objection; /* 1 yes or may, 0 no or may not, -1 neither */
    } cases[] = {
        {"yes", 1, 0},
        {"No", 0, 1},
        {"TRUE", 1, 0},
        {"0", 0, 1},
        {"ja", 1, 0},
        {"nein", 0, 1},
        {"sí", 1, 0},
        {"oui", 1, 0},
        {"jā", 1, 0},
        {"nē", 0, 1},
        {"x", 1, 0},
        {"subscribed", 1, 1},
        {"Unsubscribed", 0, 0},
        {"opted-out", 0, 0},
        {"not subscribed", 0, 0},
        {"granted", 1, 1},
        {"withdrawn", 0, 0},
        {"confirmed", 1, 0},
        {"2024-02-01 09:05:00", 1, 0},
        {"12/31/2024", 1, 0},
        {"31/12/2024", 1, 0},
        {"maybe", -1, -1},
        {"", -1, -1},
        {"unknown", -1, -1},
        {"yes please", -1, -1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool yes = true, may = true;
        int answer = ct_import_answer(cases[i].text, &yes) ? yes : -1;
        int objection = ct_import_objection(cases[i].text, &may) ? may : -1;

        print_message("case %zu: %s -> %d, %d\n", i, cases[i].text, answer, objection);
        assert_int_equal(answer, cases[i].answer);
        assert_int_equal(objection, cases[i].objection);
    }
}

static void
nothing__is_what_programs_write__when_they_know_nothing(void **state)
{
    static const struct {
        const char *text;
        bool nothing;
    } cases[] = {
        {"-", true},          {"--", true},         {"—", true},
        {"n/a", true},        {"N/A", true},        {"NULL", true},
        {"null", true},       {"(none)", true},     {"unknown", true},
        {"k.A.", true},       {"unbekannt", true},  {"#N/A", true},
        {"0/0/00", true},     {"0000-00-00", true}, {"0000-00-00 00:00:00", true},
        {"00.00.0000", true}, {"0", false},         {"0.00", false},
        {"0-0", false},       {"0/1/00", false},    {"no", false},
        {"nobody", false},    {"12", false},        {"unknown quantities of this", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu: %s\n", i, cases[i].text);
        assert_int_equal(ct_import_is_nothing(cases[i].text), cases[i].nothing);
    }
}

static void
fold__makes__one_word_of_all_spellings(void **state)
{
    static const char *const cases[][2] = {
        {"E-Mail Address", "emailaddress"},
        {"Straße", "strasse"},
        {"Währung", "wahrung"},
        {"STRASSE", "strasse"},
        {"Nº de cliente", "nodecliente"},
        {"Dzimšanas diena", "dzimsanasdiena"},
        {"  Order #  ", "order"},
        {"Ｅｍａｉｌ", "email"},
        {"", ""},
        {"...", ""},
        {"Телефон", "телефон"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folded = ct_import_fold(cases[i][0]);

        print_message("case %zu: %s -> %s\n", i, cases[i][0], folded);
        assert_string_equal(folded, cases[i][1]);
    }
}

static void
clean__is__what_text_clean_makes(void **state)
{
    static const char *const cases[] = {"plain",     "two words", " two  words ", "a\tb", "a\nb",
                                        "e\xcc\x81", "\xff",      "trailing ",    "",     "\x01"};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (int lines = 0; lines < 2; lines++) {
            g_autofree char *clean = ct_import_clean(cases[i], lines);
            g_autofree char *expected = ct_text_clean(cases[i], lines);

            print_message("case %zu: %s\n", i, clean);
            assert_string_equal(clean, expected);
        }
    }
}

/* Every letter that is taken over without a look is one that nothing would be done to. */
static void
clean__leaves__the_letters_of_europe_alone(void **state)
{
    for (gunichar c = 0xa0; c < 0x250; c++) {
        char text[8] = "a";
        g_autofree char *clean = NULL;
        g_autofree char *expected = NULL;

        g_unichar_to_utf8(c, text + 1);
        clean = ct_import_clean(text, false);
        expected = ct_text_clean(text, false);
        if (strcmp(clean, expected) != 0)
            fail_msg("U+%04X", (unsigned)c);
    }
}

static void
email__comes__with_its_key(void **state)
{
    char *email = NULL, *key = NULL;

    assert_true(ct_import_email_and_key("Ana@Example.COM", &email, &key));
    assert_string_equal(email, "Ana@Example.COM");
    assert_string_equal(key, "ana@example.com");
    g_clear_pointer(&email, g_free);
    g_clear_pointer(&key, g_free);
    assert_false(ct_import_email_and_key("ana@example", &email, &key));
    assert_null(email);
    assert_null(key);
}

static void
language__is_known__in_the_languages_of_shops(void **state)
{
    static const char *const cases[][2] = {
        {"en", "en"},       {"de-AT", "de-AT"}, {"pt_BR", "pt-BR"}, {"German", "de"},
        {"Deutsch", "de"},  {"Englisch", "en"}, {"français", "fr"}, {"anglais", "en"},
        {"inglés", "en"},   {"latviešu", "lv"}, {"vācu", "de"},     {"néerlandais", "nl"},
        {"Klingonese", ""}, {"", ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *tag = ct_import_language(cases[i][0]);

        print_message("case %zu: %s -> %s\n", i, cases[i][0], tag != NULL ? tag : "-");
        assert_string_equal(tag != NULL ? tag : "", cases[i][1]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answer__is_known__in_the_languages_of_shops),
        cmocka_unit_test(nothing__is_what_programs_write__when_they_know_nothing),
        cmocka_unit_test(fold__makes__one_word_of_all_spellings),
        cmocka_unit_test(clean__is__what_text_clean_makes),
        cmocka_unit_test(clean__leaves__the_letters_of_europe_alone),
        cmocka_unit_test(email__comes__with_its_key),
        cmocka_unit_test(language__is_known__in_the_languages_of_shops),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
