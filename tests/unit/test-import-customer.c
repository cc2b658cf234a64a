#include "ct-import-test.h"

/* --- customers ------------------------------------------------------------------------ */

static void
import__takes__customers_from_any_spreadsheet(void **state)
{
    static const char text[] =
        "Customer No.;First name;Surname;Company;E-Mail;Telephone;Street;ZIP;Town;Country;Language;"
        "Date of birth;Account manager;Tags;Customer since;Accepts marketing;Shoe size\n"
        "K-1;J\xc3\xbcrgen;K\xc3\xb6hler;;J.Koehler@Example.com;030 901820;\"Hauptstr. 4\nHof\";"
        "'08123;Zwickau;Deutschland;German;29 Feb 1980;anna;vip;12.05.2019;ja;44\n"
        "K-2;;;Acme Ltd;;+44 20 7946 0958;;;London;UK;;--0612;;;;no;\n";
    g_autoptr(CtImportReport) report = import_text(*state, text);

    assert_counts(report, "2/0/0/0/0");
    assert_string_equal(report->source, "a spreadsheet");
    assert_int_equal(report->kind, CT_IMPORT_CUSTOMERS);
    assert_rows(*state,
                "SELECT ref, name, first_name, last_name, company, email, email_key, phone,"
                " phone_key, street, postcode, city, country, language FROM customer ORDER BY id",
                "K-1|J\xc3\xbcrgen K\xc3\xb6hler|J\xc3\xbcrgen|K\xc3\xb6hler|-|"
                "J.Koehler@Example.com|j.koehler@example.com|030 901820|4930901820|"
                "Hauptstr. 4\nHof|08123|Zwickau|DE|de\n"
                "K-2|Acme Ltd|-|-|Acme Ltd|-|-|+44 20 7946 0958|442079460958|-|-|London|GB|-\n");
    assert_rows(*state,
                "SELECT birth_mmdd, birth_year, manager, tags, joined_day, status, import_id"
                " FROM customer ORDER BY id",
                "229|1980|anna|vip|18028|active|1\n612|-|-|-|-|active|1\n");
    assert_rows(*state, "SELECT customer_id, answer, source FROM consent ORDER BY id",
                "1|1|spreadsheet\n2|0|spreadsheet\n");
    assert_string_equal(report->unused[0], "Shoe size");
    assert_null(report->unused[1]);
    assert_string_equal(find_field(report, "name")->columns, "First name + Surname");
    assert_int_equal(find_field(report, "name")->filled, 1);
    assert_string_equal(find_field(report, "postcode")->note, "leading apostrophes removed");
}

static void
import__knows__the_columns_of_chinook(void **state)
{
    assert_import(*state,
                  "CustomerId,FirstName,LastName,Company,Address,City,State,Country,PostalCode,"
                  "Phone,Fax,Email,SupportRepId\n"
                  "1,Lu\xc3\xads,Gon\xc3\xa7"
                  "alves,,\"Av. Faria Lima, 2170\",S\xc3\xa3o Jos\xc3\xa9,"
                  "SP,Brazil,12227-000,+55 (12) 3923-5555,,luis@example.com,3\n",
                  "1/0/0/0/0");
    assert_rows(*state, "SELECT name, street, region, country, phone_key, manager FROM customer",
                "Lu\xc3\xads Gon\xc3\xa7"
                "alves|Av. Faria Lima, 2170|SP|BR|551239235555|3\n");
    assert_import(
        *state,
        "InvoiceId,CustomerId,InvoiceDate,BillingAddress,BillingCity,BillingState,"
        "BillingCountry,BillingPostalCode,Total\n"
        "98,1,2021-03-11 00:00:00,a,b,c,d,e,3.98\n121,1,2021-06-13 00:00:00,a,b,c,d,e,0.99\n",
        "2/0/0/0/0");
    assert_rows(*state, "SELECT ref, customer_id, day, cents, status FROM purchase ORDER BY id",
                "98|1|18697|398|valid\n121|1|18791|99|valid\n");
}

static void
import__derives__an_id_where_there_is_none(void **state)
{
    static const char text[] = "name,email,phone,zip\n"
                               "Ana,Ana@Example.com,030 901820,10115\n"
                               "Bob,,030 901821,10115\n"
                               "Cy,,,10115\n"
                               "Di,,,\n";

    assert_import(*state, text, "4/0/0/0/0");
    assert_rows(*state, "SELECT ref FROM customer ORDER BY id",
                "ana@example.com|ana\n4930901821|bob\n10115|cy\ndi\n");
    assert_import(*state, text, "0/0/4/0/0");
}

static void
import__gives__every_customer_a_day_and_hashes(void **state)
{
    g_autofree char *secret = NULL;
    g_autofree char *hash = NULL;
    g_autofree char *expected = NULL;
    static const uint8_t key[16] = {0};

    assert_import(*state, "id,name,email\nK-1,Ana,Ana@Example.com\n", "1/0/0/0/0");
    assert_true(ct_meta_get(*state, "secret", &secret, NULL));
    assert_non_null(secret);
    assert_int_equal(strlen(secret), 32); /* 128 bits */
    hash = ct_token(secret, "ana@example.com", CT_ALPHABET_BASE32, 32);
    expected = g_strdup_printf("%s|%d\n", hash, (int)(ct_siphash(key, "K-1", 3) % 365));
    assert_rows(*state, "SELECT email_hash, spread FROM customer", expected);
}

/* Both generations, with an apostrophe before what a spreadsheet would spoil. */
static void
import__knows__shopify_customers_of_both_generations(void **state)
{
    static const char generation_new[] =
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
        "Default Address Address1,Default Address Address2,Default Address City,"
        "Default Address Province Code,Default Address Country Code,Default Address Zip,"
        "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,"
        "Tax Exempt,Tags\n"
        "'6789,Ana,Bell,ana@example.com,yes,,4 High Street,,Bath,,GB,'BA1 5AQ,'+44 1225 1234,"
        "'+442079460958,no,12.00,1,,no,vip\n"
        "'6790,,,bob@example.com,no,,,,,,,,,,no,0.00,0,,no,\n";
    static const char generation_old[] =
        "First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,"
        "Province,Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,"
        "Total Orders,Tags,Note,Tax Exempt\n"
        "Cy,Dunn,Cy@Example.com,yes,,1 Main St,Apt 2,Springfield,Illinois,IL,United States,US,"
        "'01234,'(217) 555-0100,no,0.00,0,,,no\n";
    g_autoptr(CtImportReport) report = import_text(*state, generation_new);

    assert_counts(report, "2/0/0/0/0");
    assert_string_equal(report->source, "a Shopify customer export");
    assert_int_equal(report->consent_yes, 1);
    assert_int_equal(report->consent_no, 1);
    assert_string_equal(find_field(report, "phone")->columns, "Phone, Default Address Phone");
    assert_string_equal(find_field(report, "phone")->note, "leading apostrophes removed");
    assert_import(*state, generation_old, "1/0/0/0/0");
    assert_rows(*state,
                "SELECT ref, name, phone_key, street, postcode, region, country FROM customer"
                " ORDER BY id",
                "6789|Ana Bell|442079460958|4 High Street|BA1 5AQ|-|GB\n"
                "6790|bob@example.com|-|-|-|-|-\n"
                "cy@example.com|cy dunn|Cy Dunn|12175550100|1 Main St\nApt 2|01234|IL|US\n");
    assert_rows(*state,
                "SELECT customer_id, channel, purpose, answer, day, source, import_id FROM consent"
                " ORDER BY id",
                "1|mail|marketing|1|20251|Shopify customer export|1\n"
                "2|mail|marketing|0|20251|Shopify customer export|1\n"
                "3|mail|marketing|1|20251|Shopify customer export|2\n");
    assert_import(*state, generation_new, "0/0/2/0/0");
    assert_import(*state, generation_old, "0/0/1/0/0");
}

static void
import__keeps_out__what_cannot_be_right(void **state)
{
    static const char text[] =
        "id,name,email,phone,country,language,birthday,joined,newsletter\n"
        "1,Ana,ana@,4.93E+10,Nowhere,Klingonese,1981-02-29,2031-01-01,maybe\n"
        "2,Bob,bob@example.com,,,,2025-06-13,,\n";
    g_autoptr(CtImportReport) report = import_text(*state, text);

    assert_counts(report, "2/0/0/0/0");
    assert_int_equal(report->wrong_total, 8);
    assert_says(report, "row 2: \"ana@\" is not an e-mail address");
    assert_says(report, "row 2: \"4.93E+10\" is not a telephone number");
    assert_says(report, "row 2: \"Nowhere\" is not a country");
    assert_says(report, "row 2: \"Klingonese\" is not a language");
    assert_says(report, "row 2: \"1981-02-29\" is not a birthday");
    assert_says(report, "row 2: \"2031-01-01\" is not a day up to today");
    assert_says(report, "row 2: \"maybe\" is not yes or no");
    assert_says(report, "row 3: \"2025-06-13\" is not a birthday"); /* it is tomorrow */
    assert_int_equal(find_field(report, "e-mail")->filled, 2);
    assert_int_equal(find_field(report, "e-mail")->wrong, 1);
    assert_rows(*state,
                "SELECT email, email_hash, phone, country, language, birth_mmdd, joined_day"
                " FROM customer WHERE ref = '1'",
                "-|-|-|-|-|-|-\n");
}

static void
import__cleans__every_text(void **state)
{
    assert_import(*state,
                  "id,name,tags\n"
                  "1,\"  Ana\t\xe2\x80\xae"
                  "Bell \x07 \",\"a\nb\"\n"
                  "2,'t Hooft,\"Robert'); DROP TABLE customer;--\"\n"
                  "12923.0,=1+1,{{name}}\n"
                  "3,Cy  Dunn,vip \n",
                  "4/0/0/0/0");
    assert_rows(*state, "SELECT ref, name, tags FROM customer ORDER BY id",
                "1|Ana Bell|a b\n2|'t Hooft|Robert'); DROP TABLE customer;--\n"
                "12923|=1+1|{{name}}\n3|Cy Dunn|vip\n");
}

static void
import__changes__what_a_later_file_says_and_erases_nothing(void **state)
{
    static const char later[] = "id,name,first name,last name,email,city,birthday\n"
                                "1,,,Bell-Hale,new@example.com,Bath,\n"
                                "2,,,,,,\n";

    assert_import(*state,
                  "id,first name,last name,email,phone,city,birthday\n"
                  "1,Ana,Bell,ana@example.com,030 901820,Berlin,1980-06-12\n"
                  "2,Bob,Cole,bob@example.com,030 901821,Berlin,\n",
                  "2/0/0/0/0");
    assert_true(
        ct_store_exec(*state,
                      "INSERT INTO address_status (channel, hash, status, day)"
                      " SELECT 'mail', email_hash, 'bounced', 20000 FROM customer UNION ALL"
                      " SELECT 'call', phone_hash, 'wrong', 20000 FROM customer WHERE id = 1;"
                      "DELETE FROM dirty",
                      NULL));
    assert_import(*state, later, "0/1/0/1/0"); /* row 3 has no name: rejected */
    assert_rows(*state,
                "SELECT name, first_name, last_name, email, phone, city, birth_mmdd, birth_year,"
                " import_id FROM customer ORDER BY id",
                "Ana Bell-Hale|Ana|Bell-Hale|new@example.com|030 901820|Bath|612|1980|1\n"
                "Bob Cole|Bob|Cole|bob@example.com|030 901821|Berlin|-|-|1\n");
    assert_rows(*state, "SELECT id, added, changed, rejected, rows_read, file, source FROM import",
                "1|2|0|0|2|file.csv|spreadsheet\n2|0|1|1|2|file.csv|spreadsheet\n");
    assert_rows(*state, "SELECT customer_id FROM dirty", "1\n");
    /* the new address has not bounced; the number is still the wrong one */
    assert_rows(*state,
                "SELECT c.id, a.channel FROM customer c JOIN address_status a"
                " ON a.hash IN (c.email_hash, c.phone_hash) ORDER BY 1, 2",
                "1|call\n2|mail\n");
    assert_import(*state, later, "0/0/1/1/0");
}

/* Every column that a customer can have, and a file in which nearly all of them are empty. */
static void
import__reads__nothing_into_empty_cells(void **state)
{
    static const char heading[] =
        "id,name,first name,last name,company,email,phone,street,zip,"
        "city,state,country,language,dob,manager,tags,joined,newsletter\n";
    g_autofree char *full =
        g_strconcat(heading,
                    "1,Ana Bell,Ana,Bell,Acme,ana@example.com,030 901820,Main 1,10115,Berlin,BE,DE,"
                    "de,1980-06-12,anna,vip,2019-01-01,yes\n",
                    NULL);
    g_autofree char *sparse = g_strconcat(heading, "1,,,,,ana@example.com,,,,,,,,,,,,\n", NULL);

    assert_import(*state, full, "1/0/0/0/0");
    assert_import(*state, sparse, "0/0/1/0/0");
    assert_import(*state, "id,email,tags\n1,ana@example.com,gold\n", "0/1/0/0/0");
    assert_rows(
        *state,
        "SELECT name, first_name, last_name, company, email, phone, street, postcode, city,"
        " region, country, language, birth_year, manager, tags, joined_day FROM customer",
        "Ana Bell|Ana|Bell|Acme|ana@example.com|030 901820|Main 1|10115|Berlin|BE|DE|de|1980|"
        "anna|gold|17897\n");
    assert_import(*state, full, "0/1/0/0/0");
}

static void
import__keeps__the_year_of_a_birthday(void **state)
{
    assert_import(*state, "id,name,dob\n1,Ana,1980-06-12\n2,Bob,1980-06-12\n3,Cy,06-12\n",
                  "3/0/0/0/0"); /* of nobody who is here: of customers, then */
    assert_import(*state, "id,name,dob\n1,Ana,06-12\n2,Bob,06-13\n3,Cy,1990-06-12\n", "0/2/1/0/0");
    assert_rows(*state, "SELECT birth_mmdd, birth_year FROM customer ORDER BY id",
                "612|1980\n613|-\n612|1990\n");
}

static void
import__takes__a_customer_who_is_named_twice_once(void **state)
{
    static const char text[] = "id,name,email,phone,newsletter\n"
                               "1,Ana,ana@example.com,,no\n"
                               "1,Ana Bell,,030 901820,yes\n";

    assert_import(*state, text, "1/0/0/0/0"); /* counted are people, not rows */
    assert_rows(*state, "SELECT name, email, phone, (SELECT answer FROM consent) FROM customer",
                "Ana Bell|ana@example.com|030 901820|0\n");
    assert_import(*state, text, "0/0/1/0/0");
}

static void
import__lists__an_id_that_stands_for_two(void **state)
{
    static const struct {
        const char *rows;
        const char *says; /* NULL: nothing is wrong */
    } cases[] = {
        {"1,Ana,Bath,2019-01-01,\n2,Ana,Bath,2019-01-01,\n", NULL},
        {"1,Ana,Bath,2019-01-01,\n1,Ana,Bath,2019-01-01,\n", NULL},
        {"1,Ana,Bath,,\n1,Ana,,2019-01-01,\n", NULL}, /* each says what the other leaves out */
        {"1,Ana,Bath,,yes\n1,Ana,Bath,,no\n", NULL},  /* not the later answer counts: the no */
        {"1,Ana,,,\n1,Bob,,,\n", "row 3: id \"1\" stands in row 2 already; the later row counts"},
        {"1,Ana,Bath,,\n2,Cy,,,\n1,Ana,Wells,,\n",
         "row 4: id \"1\" stands in row 2 already; the later row counts"},
        {"1,Ana,,2019-01-01,\n1,Ana,,2019-01-02,\n",
         "row 3: id \"1\" stands in row 2 already; the later row counts"},
        {"1,Ana,,,\n1,Ana,Bath,,\n1,Ana,Wells,,\n",
         "row 4: id \"1\" stands in row 2 already; the later row counts"},
        {"1,Ana,Bath,,\n1,Ana,Wells,,\n1,Ana,Wells,,\n",
         "row 3: id \"1\" stands in row 2 already; the later row counts"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *text =
            g_strconcat("id,name,city,joined,newsletter\n", cases[i].rows, NULL);
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s", i, cases[i].rows);
        report = import_text(store, text);
        assert_int_equal(report->wrong_total, cases[i].says != NULL);
        if (cases[i].says != NULL)
            assert_says(report, cases[i].says);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(import__takes__customers_from_any_spreadsheet),
        WITH_STORE(import__knows__the_columns_of_chinook),
        WITH_STORE(import__derives__an_id_where_there_is_none),
        WITH_STORE(import__gives__every_customer_a_day_and_hashes),
        WITH_STORE(import__knows__shopify_customers_of_both_generations),
        WITH_STORE(import__keeps_out__what_cannot_be_right),
        WITH_STORE(import__cleans__every_text),
        WITH_STORE(import__changes__what_a_later_file_says_and_erases_nothing),
        WITH_STORE(import__reads__nothing_into_empty_cells),
        WITH_STORE(import__keeps__the_year_of_a_birthday),
        WITH_STORE(import__takes__a_customer_who_is_named_twice_once),
        cmocka_unit_test(import__lists__an_id_that_stands_for_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
