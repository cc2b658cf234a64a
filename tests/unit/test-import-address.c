#include "ct-test.h"

#include "courtesy/import.h"

#include <string.h>

static void
country__is_known__by_code_and_name(void **state)
{
    static const struct {
        const char *text, *code;
    } cases[] = {
        {"DE", "DE"},
        {"de", "DE"},
        {" gb ", "GB"},
        {"DEU", "DE"},
        {"Germany", "DE"},
        {"GERMANY", "DE"},
        {"Deutschland", "DE"},
        {"USA", "US"},
        {"U.S.A.", "US"},
        {"United States", "US"},
        {"United States of America", "US"},
        {"UK", "GB"},
        {"U.K.", "GB"},
        {"England", "GB"},
        {"United Kingdom", "GB"},
        {"Holland", "NL"},
        {"The Netherlands", "NL"},
        {"Czech Republic", "CZ"},
        {"Brasil", "BR"},
        {"Brazil", "BR"},
        {"Espa\xc3\xb1"
         "a",
         "ES"},
        {"Espana", "ES"},
        {"\xc3\x96sterreich", "AT"},
        {"Oesterreich", "AT"},
        {"Suisse", "CH"},
        {"Svizzera", "CH"},
        {"Belgi\xc3\xab", "BE"},
        {"\xe6\x97\xa5\xe6\x9c\xac", "JP"},
        {"C\xc3\xb4te d\xe2\x80\x99Ivoire", "CI"},
        {"Turkey", "TR"},
        {"T\xc3\xbcrkiye", "TR"},
        {"Nowhere", NULL},
        {"XX", NULL},
        {"Europe", NULL},
        {"", NULL},
        {"...", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *code = ct_import_country(cases[i].text);

        print_message("case %zu: %s -> %s\n", i, cases[i].text, code != NULL ? code : "unknown");
        if (cases[i].code == NULL)
            assert_null(code);
        else
            assert_string_equal(code, cases[i].code);
    }
}

/* The countries of a small public customer base that was made by somebody else. */
static void
country__is_known__for_every_country_of_chinook(void **state)
{
    static const char *const names[] = {
        "Brazil",  "Germany",        "Canada",    "Norway",      "Czech Republic", "Austria",
        "Belgium", "Denmark",        "USA",       "Portugal",    "France",         "Finland",
        "Hungary", "Ireland",        "Italy",     "Netherlands", "Poland",         "Spain",
        "Sweden",  "United Kingdom", "Australia", "Argentina",   "Chile",          "India"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        print_message("%s\n", names[i]);
        assert_non_null(ct_import_country(names[i]));
    }
}

static void
phone__has__the_same_key_however_it_is_written(void **state)
{
    static const struct {
        const char *text, *country, *key;
    } cases[] = {
        {"+4930901820", NULL, "4930901820"},
        {"+49 30 901820", "DE", "4930901820"},
        {"+49 (0)30 901820", "DE", "4930901820"},
        {"+49 030 901820", NULL, "4930901820"},
        {"0049 30 901820", NULL, "4930901820"},
        {"030/90 18-20", "DE", "4930901820"},
        {"(030) 901820", "de", "4930901820"},
        {"tel: 030 901820", "DE", "4930901820"},
        {"030 901820 ext. 12", "DE", "4930901820"},
        {"030 901820 x12", "DE", "4930901820"},
        {"030 901820; 0171 123456", "DE", "4930901820"},
        {"030 901820", NULL, "030901820"},
        {"030 901820", "ZZ", "030901820"},
        {"020 7946 0958", "GB", "442079460958"},
        {"(514) 721-4711", "CA", "15147214711"},
        {"1-514-721-4711", "CA", "15147214711"},
        {"+1 (514) 721-4711", "DE", "15147214711"},
        {"06 1234 5678", "IT", "390612345678"}, /* Italy dials the 0 from abroad too */
        {"+39 06 1234 5678", NULL, "390612345678"},
        {"912 345 678", "ES", "34912345678"},
        {"06 1 234 5678", "HU", "3612345678"},
        {"12345", NULL, "12345"},
        {"1234", NULL, NULL},
        {"", "DE", NULL},
        {"none", "DE", NULL},
        {"4.93E+10", "DE", NULL}, /* a spreadsheet was here */
        {"1-800-FLOWERS", "US", NULL},
        {"+49 30 901820 901820 901820", NULL, NULL},
        {"004930901820", "DE", "4930901820"},
        {"01149 30 901820", "US", "4930901820"},
        {"0011 49 30 901820", "AU", "4930901820"},
        {"010 49 30 901820", "JP", "4930901820"},
        {"8 10 49 30 901820", "RU", "4930901820"},
        {"49 171 1234567", "DE", "491711234567"}, /* a spreadsheet dropped the + */
        {"491711234567", NULL, "491711234567"},
        {"4921 12345", "DE", "49492112345"}, /* and here the 0 of Emden */
        {"37129123456", "LV", "37129123456"},
        {"29123456", "LV", "37129123456"},
        {"4791234567", "NO", "4791234567"},
        {"47 91 23 45", "NO", "4747912345"},
        {"393 123 4567", "IT", "393931234567"},
        {"8 (495) 123-45-67", "RU", "74951234567"},
        {"812 123-45-67", "RU", "78121234567"},
        {"+7 812 123-45-67", NULL, "78121234567"},
        {"8 029 123-45-67", "BY", "375291234567"},
        {"06 20 123 4567", "HU", "36201234567"},
        {"0 532 000 00 04", "TR", "905320000004"},
        {"06 00 00 00 01", "FR", "33600000001"},
        {"01 23 45 67", "NO", "4701234567"},
        {"(242) 300-0001", "BS", "12423000001"},
        {"+39 (0)6 1234 5678", NULL, "390612345678"},
        {"0341 / 000001", "DE", "49341000001"},
        {"08151 / 12345", "DE", "49815112345"},
        {"030 901820 / 0171 1234567", "DE", "4930901820"},
        {"+49 30 901820 ext 5", NULL, "4930901820"},
        {"030 901820#5", "DE", "4930901820"},
        {"12345678901234567890123456789012345", "DE", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *key = ct_import_phone_key(cases[i].text, cases[i].country);

        print_message("case %zu: %s -> %s\n", i, cases[i].text, key != NULL ? key : "none");
        if (cases[i].key == NULL)
            assert_null(key);
        else
            assert_string_equal(key, cases[i].key);
    }
}

static void
email__has__one_key_for_one_mailbox(void **state)
{
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"ana@example.com", "ana@example.com"},
        {"Ana@Example.COM", "ana@example.com"},
        {" ana@example.com", NULL}, /* cells are cleaned before */
        {"first.last+tag@sub.example.co.uk", "first.last+tag@sub.example.co.uk"},
        {"o'brien@example.org", "o'brien@example.org"},
        {"info@m\xc3\xbcnchen.example", "info@xn--mnchen-3ya.example"},
        {"j\xc3\xb6rg@example.com", NULL},
        {"ana", NULL},
        {"ana@", NULL},
        {"@example.com", NULL},
        {"ana@example", NULL},
        {"ana@@example.com", NULL},
        {"ana@exa mple.com", NULL},
        {"ana bell@example.com", NULL},
        {"ana@example.com, bob@example.com", NULL},
        {"Ana <ana@example.com>", NULL},
        {".ana@example.com", NULL},
        {"ana.@example.com", NULL},
        {"a..na@example.com", NULL},
        {"ana@.example.com", NULL},
        {"ana@example.com.", NULL},
        {"ana@example..com", NULL},
        {"ana@-example.com", NULL},
        {"ana@example-.com", NULL},
        {"ana@192.0.2.1", NULL},
        {"ana@[192.0.2.1]", NULL},
        {"\"ana\"@example.com", NULL},
        {"ana@example.com\nBcc: bob@example.com", NULL},
        {"", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *key = ct_import_email_key(cases[i].text);

        print_message("case %zu: %s -> %s\n", i, cases[i].text, key != NULL ? key : "none");
        if (cases[i].key == NULL)
            assert_null(key);
        else
            assert_string_equal(key, cases[i].key);
    }
}

static void
email__keeps__the_lengths_of_the_standard(void **state)
{
    static const struct {
        int local, label;
        bool good;
    } cases[] = {{64, 63, true}, {65, 63, false}, {64, 64, false}, {1, 1, true}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *local = g_strnfill((gsize)cases[i].local, 'a');
        g_autofree char *label = g_strnfill((gsize)cases[i].label, 'b');
        g_autofree char *address = g_strdup_printf("%s@%s.example", local, label);
        g_autofree char *key = ct_import_email_key(address);

        print_message("case %zu: %s\n", i, address);
        assert_int_equal(key != NULL, cases[i].good);
    }
}

/* --- is_email: addresses that others judged ------------------------------------------- */

typedef struct {
    GString *text; /* of the element at hand */
    char *address, *category;
    int tests, errors, unusual, plain, plain_accepted, unusual_accepted;
} Judge;

static void
start_element(GMarkupParseContext *context, const char *element, const char **names,
              const char **values, void *data, GError **error)
{
    Judge *judge = data;

    g_string_truncate(judge->text, 0);
    if (strcmp(element, "test") == 0) {
        g_clear_pointer(&judge->address, g_free);
        g_clear_pointer(&judge->category, g_free);
    }
}

static void
take_text(GMarkupParseContext *context, const char *text, gsize size, void *data, GError **error)
{
    Judge *judge = data;

    g_string_append_len(judge->text, text, (gssize)size);
}

/* The file writes control characters as their pictures, U+2400 and above; NUL cannot be told. */
static char *
with_controls(const char *text)
{
    GString *real = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char(p, NULL)) {
        gunichar c = g_utf8_get_char(p);

        g_string_append_unichar(real, c > 0x2400 && c < 0x2421 ? c - 0x2400 : c);
    }
    return g_string_free(real, FALSE);
}

static void
judge_one(Judge *judge)
{
    g_autofree char *address = with_controls(judge->address);
    g_autofree char *key = ct_import_email_key(address);

    judge->tests++;
    if (strcmp(judge->category, "ISEMAIL_ERR") == 0) {
        print_message("%s\n", judge->address);
        judge->errors++;
        assert_null(key);
    } else if (strcmp(judge->category, "ISEMAIL_VALID_CATEGORY") == 0) {
        judge->plain++;
        judge->plain_accepted += key != NULL;
    } else if (strcmp(judge->category, "ISEMAIL_DNSWARN") != 0) {
        judge->unusual++;
        judge->unusual_accepted += key != NULL;
    }
}

static void
end_element(GMarkupParseContext *context, const char *element, void *data, GError **error)
{
    Judge *judge = data;

    if (strcmp(element, "address") == 0)
        judge->address = g_strdup(judge->text->str);
    else if (strcmp(element, "category") == 0)
        judge->category = g_strdup(judge->text->str);
    else if (strcmp(element, "test") == 0)
        judge_one(judge);
}

static void
email__accepts__nothing_that_is_email_calls_an_error(void **state)
{
    static const GMarkupParser parser = {start_element, end_element, take_text, NULL, NULL};
    g_autofree char *path =
        g_build_filename(g_getenv("SRCDIR"), "tests/data/isemail/tests.xml", NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    Judge judge = {.text = text};
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, &judge, NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize size;

    ct_assert_ok(g_file_get_contents(path, &bytes, &size, &error), error);
    ct_assert_ok(g_markup_parse_context_parse(context, bytes, (gssize)size, &error), error);
    g_free(judge.address);
    g_free(judge.category);
    print_message("%d plain ones of %d, %d unusual ones of %d\n", judge.plain_accepted, judge.plain,
                  judge.unusual_accepted, judge.unusual);
    assert_int_equal(judge.tests, 164);
    assert_int_equal(judge.errors, 66);
    assert_true(judge.plain_accepted >= judge.plain - 1); /* test@io has one label only */
    assert_int_equal(judge.unusual_accepted, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(country__is_known__by_code_and_name),
        cmocka_unit_test(country__is_known__for_every_country_of_chinook),
        cmocka_unit_test(phone__has__the_same_key_however_it_is_written),
        cmocka_unit_test(email__has__one_key_for_one_mailbox),
        cmocka_unit_test(email__keeps__the_lengths_of_the_standard),
        cmocka_unit_test(email__accepts__nothing_that_is_email_calls_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
