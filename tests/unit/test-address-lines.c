#include "ct-test.h"

#include "../../src/import/value-private.h"

#include <string.h>

/* What remains in one piece is shown as street alone. */
static char *
text_of(const CtPostal *postal)
{
    const char *const parts[] = {postal->street, postal->postcode, postal->city, postal->region,
                                 postal->country};
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ";" : "", parts[i] != NULL ? parts[i] : "");
    g_string_replace(text, "\n", "/", 0);
    return g_string_free(text, FALSE);
}

static GPtrArray *
lines_of(const char *address)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit(address, "/", -1);

    for (int i = 0; parts[i] != NULL; i++)
        g_ptr_array_add(lines, g_strdup(parts[i]));
    return lines;
}

static void
address__is_taken_apart__where_there_is_no_doubt(void **state)
{
    static const char *const cases[][2] = {
        {"4 High Street/Bath/BA1 5AQ/GB", "4 High Street;BA1 5AQ;Bath;;GB"},
        {"4 High Street/Bath/ba15aq/United Kingdom", "4 High Street;ba15aq;Bath;;United Kingdom"},
        {"4 High Street/Bath BA1 5AQ", "4 High Street;BA1 5AQ;Bath;;"},
        {"Flat 2/4 High Street/Bath, BA1 5AQ/England",
         "Flat 2/4 High Street;BA1 5AQ;Bath;;England"},
        {"Herrengasse 3/Graz/8010/AT", "Herrengasse 3;8010;Graz;;AT"},
        {"Herrengasse 3/A-8010 Graz/Österreich", "Herrengasse 3;A-8010;Graz;;Österreich"},
        {"c/o Huber/Herrengasse 3/8010 Graz/AT", "c/o Huber/Herrengasse 3;8010;Graz;;AT"},
        {"1 rue de la Gare/75008 PARIS CEDEX 08/France",
         "1 rue de la Gare;75008;PARIS CEDEX 08;;France"},
        {"Keizersgracht 1/1015 CS Amsterdam/NL", "Keizersgracht 1;1015 CS;Amsterdam;;NL"},
        {"ul. Polna 2/00-622 Warszawa/Poland", "ul. Polna 2;00-622;Warszawa;;Poland"},
        {"Storgatan 5/114 55 Stockholm/SE", "Storgatan 5;114 55;Stockholm;;SE"},
        {"Brīvības iela 5/Rīga, LV-1010/Latvia", "Brīvības iela 5;LV-1010;Rīga;;Latvia"},
        {"5 Alder Way/Salem, OR 97301", "5 Alder Way;97301;Salem;OR;"},
        {"Attn: Noël/77 Pine St/Eugene, OR 97401-1234/USA",
         "Attn: Noël/77 Pine St;97401-1234;Eugene;OR;USA"},
        {"77 Elm St/Suite 5/Cambridge/MA/02139/US", "77 Elm St/Suite 5;02139;Cambridge;MA;US"},
        {"12 Main St/Salem 97301/US", "12 Main St;97301;Salem;;US"},
        {"9 King St/Toronto ON M5V 2T6", "9 King St;M5V 2T6;Toronto;ON;"},
        {"3 Quay St/Sydney NSW 2000/Australia", "3 Quay St;2000;Sydney;NSW;Australia"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) lines = lines_of(cases[i][0]);
        g_auto(CtPostal) postal = {0};
        g_autofree char *text = NULL;

        print_message("case %zu: %s\n", i, cases[i][0]);
        assert_true(ct_import_postal(lines, &postal));
        text = text_of(&postal);
        assert_string_equal(text, cases[i][1]);
    }
}

/* Nothing of it is lost. */
static void
address__stays_in_one_piece__in_doubt(void **state)
{
    static const char *const cases[] = {
        "4 High Street",
        "4 High Street/Bath",
        "GB",
        "Bath/BA1 5AQ/GB",                        /* no street */
        "4 High Street/Widcombe/Bath/BA1 5AQ/GB", /* two that may be the city */
        "4 High Street/Flat 2/BA1 5AQ/GB",        /* none that may be one */
        "4 High Street/Widcombe, Bath BA1 5AQ",
        "5 Low Road Bath BA1 5AQ/GB",
        "4 High Street Bath BA1 5AQ",
        "4 Quay/Galway/IE",         /* no postcode */
        "Hauptstr. 5/12345 Berlin", /* of which country? */
        "Hauptstr. 5/Berlin/12345",
        "5 Alder Way/Salem 97301",          /* the same */
        "5 Alder Way/12345 Main Street/US", /* the postcode is behind the city there */
        "77 Elm St/Atlanta/30301/Georgia",  /* not the country */
        "77 Elm St/MA/02139/US",
        "12 Palm Road/Dubai/AE",
        "Hauptstr. 5/123456 Berlin/DE",
        "Hauptstr. 5/12345 Berlin 12345/DE",
        "a/b/c/d/e/f/g/h/i/j/k/8010 Graz/AT",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) lines = lines_of(cases[i]);
        g_auto(CtPostal) postal = {0};
        g_autofree char *text = NULL;
        g_autofree char *expected = g_strconcat(cases[i], ";;;;", NULL);

        print_message("case %zu: %s\n", i, cases[i]);
        assert_false(ct_import_postal(lines, &postal));
        text = text_of(&postal);
        assert_string_equal(text, expected);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(address__is_taken_apart__where_there_is_no_doubt),
        cmocka_unit_test(address__stays_in_one_piece__in_doubt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
