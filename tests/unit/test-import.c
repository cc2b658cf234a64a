#include "ct-test.h"

#include "courtesy/import.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- a base, and files to put into it ------------------------------------------------- */

static int
open_store(void **state)
{
    g_autoptr(GError) error = NULL;

    *state = ct_store_open(":memory:", &error);
    return *state == NULL;
}

static int
close_store(void **state)
{
    ct_store_close(*state);
    return 0;
}

static CtSettings *
german_shop(void)
{
    static const char text[] = "[business]\nname = Oak & Lamp\ncountry = DE\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) file = ct_textfile_parse("test", text, strlen(text), problems);

    return ct_settings_parse(file, problems);
}

/* Imports a text as if it were a file, in a transaction of its own. */
static CtImportReport *
import_as(CtStore *store, const char *text, int kind, CtDates dates, GError **error)
{
    g_autoptr(CtSettings) settings = german_shop();
    g_autofree char *folder = g_dir_make_tmp("ct-import-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "file.csv", NULL);
    g_autoptr(CtImportReport) report = NULL;
    g_auto(CtTxn) txn = CT_TXN_INIT;
    CtImportOptions options = {.path = path,
                               .kind = kind,
                               .dates = dates,
                               .today = ct_day_from_ymd(2025, 6, 12),
                               .settings = settings};

    assert_true(g_file_set_contents(path, text, -1, NULL));
    assert_true(ct_txn_begin(&txn, store, NULL));
    report = ct_import_run(store, &options, error);
    g_remove(path);
    g_rmdir(folder);
    if (report == NULL || !ct_txn_commit(&txn, error))
        return NULL;
    return g_steal_pointer(&report);
}

static CtImportReport *
import_text(CtStore *store, const char *text)
{
    g_autoptr(GError) error = NULL;
    CtImportReport *report = import_as(store, text, -1, CT_DATES_UNKNOWN, &error);

    if (report == NULL)
        fail_msg("%s", error->message);
    return report;
}

/* "added/changed/unchanged/rejected/unmatched" */
static void
assert_counts(const CtImportReport *report, const char *expected)
{
    g_autofree char *counts =
        g_strdup_printf("%d/%d/%d/%d/%d", (int)report->added, (int)report->changed,
                        (int)report->unchanged, (int)report->rejected, (int)report->unmatched);

    for (guint i = 0; i < report->wrong->len; i++)
        print_message("  %s\n", (char *)report->wrong->pdata[i]);
    assert_string_equal(counts, expected);
}

static void
assert_import(CtStore *store, const char *text, const char *counts)
{
    g_autoptr(CtImportReport) report = import_text(store, text);

    assert_counts(report, counts);
}

/* The rows of a query: "a|b\nc|d\n"; NULL is shown as "-". */
static void
assert_rows(CtStore *store, const char *sql, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    g_autoptr(GString) rows = g_string_new(NULL);

    ct_assert_ok(stmt != NULL, error);
    while (ct_stmt_step(stmt, &error) == CT_ROW) {
        for (int i = 0; i < ct_stmt_columns(stmt); i++)
            g_string_append_printf(rows, "%s%s", i > 0 ? "|" : "",
                                   ct_stmt_is_null(stmt, i) ? "-" : ct_stmt_text(stmt, i));
        g_string_append_c(rows, '\n');
    }
    assert_null(error);
    assert_string_equal(rows->str, expected);
}

static void
assert_says(const CtImportReport *report, const char *sentence)
{
    for (guint i = 0; i < report->wrong->len; i++)
        if (strcmp(report->wrong->pdata[i], sentence) == 0)
            return;
    for (guint i = 0; i < report->wrong->len; i++)
        print_message("said: %s\n", (char *)report->wrong->pdata[i]);
    fail_msg("not said: %s", sentence);
}

static const CtImportField *
find_field(const CtImportReport *report, const char *word)
{
    for (guint i = 0; i < report->fields->len; i++) {
        const CtImportField *field = report->fields->pdata[i];

        if (strcmp(field->field, word) == 0)
            return field;
    }
    fail_msg("no field %s", word);
    return NULL;
}

static const char people[] =
    "id,name,email\n1,Ana Bell,ana@example.com\n2,Bob Cole,bob@example.com\n"
    "3,Cy Dunn,\n";

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
                "ana@example.com\n4930901821\nCy|10115\nDi|\n");
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
                "cy@example.com|Cy Dunn|12175550100|1 Main St\nApt 2|01234|IL|US\n");
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
    assert_true(ct_store_exec(*state,
                              "INSERT INTO address_status VALUES (1, 'mail', 'bounced', 20000, ''),"
                              " (1, 'call', 'wrong', 20000, ''), (2, 'mail', 'bounced', 20000, '');"
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
    assert_rows(*state, "SELECT customer_id, channel FROM address_status ORDER BY 1, 2",
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
    assert_true(ct_store_exec(
        *state, "INSERT INTO address_status VALUES (1, 'mail', 'bounced', 20000, '')", NULL));
    assert_import(*state, "id,email,tags\n1,ana@example.com,gold\n", "0/1/0/0/0");
    assert_rows(
        *state,
        "SELECT name, first_name, last_name, company, email, phone, street, postcode, city,"
        " region, country, language, birth_year, manager, tags, joined_day FROM customer",
        "Ana Bell|Ana|Bell|Acme|ana@example.com|030 901820|Main 1|10115|Berlin|BE|DE|de|1980|"
        "anna|gold|17897\n");
    assert_rows(*state, "SELECT channel FROM address_status", "mail\n"); /* not a new address */
    assert_import(*state, full, "0/1/0/0/0");
}

static void
import__keeps__the_year_of_a_birthday(void **state)
{
    assert_import(*state, "id,name,dob\n1,Ana,1980-06-12\n2,Bob,1980-06-12\n3,Cy,06-12\n",
                  "3/0/0/0/0");
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

/* --- consent -------------------------------------------------------------------------- */

static void
consent__never_rises(void **state)
{
    static const struct {
        const char *before; /* the answers in the base, as purpose:answer */
        const char *file;   /* the answer in the file */
        const char *after;  /* all answers, in order */
        int kept;
    } cases[] = {
        {"", "", "", 0},
        {"", "yes", "1", 0},
        {"", "no", "0", 0},
        {"marketing:1", "yes", "1", 0},
        {"marketing:0", "no", "0", 0},
        {"marketing:1", "no", "10", 0},
        {"marketing:0", "yes", "0", 1},
        {"any:0", "yes", "0", 1},
        {"any:0", "no", "0", 0},
        {"any:1", "yes", "1", 0},
        {"marketing:0 marketing:1", "yes", "01", 1}, /* somebody recorded the change by hand */
        {"marketing:0 marketing:1", "no", "010", 0},
        {"marketing:1 marketing:0", "yes", "10", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *text = g_strdup_printf("id,name,newsletter\n1,Ana,%s\n", cases[i].file);
        g_auto(GStrv) before = g_strsplit(cases[i].before, " ", -1);
        g_autofree char *after = g_strdup_printf("%s\n", *cases[i].after ? cases[i].after : "-");
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: \"%s\", then %s\n", i, cases[i].before, cases[i].file);
        assert_import(store, "id,name\n1,Ana\n", "1/0/0/0/0");
        for (int k = 0; before[k] != NULL; k++) {
            g_auto(GStrv) parts = g_strsplit(before[k], ":", 2);
            g_autofree char *sql = g_strdup_printf(
                "INSERT INTO consent (customer_id, channel, purpose, answer, day, source)"
                " VALUES (1, 'mail', '%s', %s, 20000, 'said so')",
                parts[0], parts[1]);

            assert_true(ct_store_exec(store, sql, NULL));
        }
        report = import_text(store, text);
        assert_int_equal(report->consent_kept, cases[i].kept);
        assert_rows(store,
                    "SELECT group_concat(answer, '') FROM (SELECT answer FROM consent ORDER BY id)",
                    after);
        assert_import(store, text, "0/0/1/0/0");
    }
}

static void
consent__of_one_mailbox__is_refused_for_all_its_names(void **state)
{
    assert_import(*state,
                  "id,name,email,newsletter\n1,Ana,ana@example.com,no\n2,Bob,bob@example.com,yes\n",
                  "2/0/0/0/0");
    /* the same mailbox under another id, and two ids with one mailbox in one file */
    assert_import(*state,
                  "id,name,email,newsletter\n9,Ana B,ANA@example.com,yes\n"
                  "10,Cy,cy@example.com,yes\n11,Cy D,cy@example.com,no\n12,Di,di@example.com,yes\n",
                  "4/0/0/0/0");
    assert_rows(*state,
                "SELECT c.ref, k.answer FROM customer c LEFT JOIN consent k ON k.customer_id = c.id"
                " ORDER BY c.id",
                "1|0\n2|1\n9|-\n10|-\n11|0\n12|1\n");
}

/* --- purchases ------------------------------------------------------------------------ */

/* One row an item, the order's own columns on its first row only, as the shop writes them. */
static const char shopify_orders[] =
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Refunded Amount,Vendor,Id,Phone\n"
    "#1001,Ana@Example.com,paid,2025-05-30 23:30:00 -0700,EUR,60.00,5.00,0,65.00,"
    "2025-05-30 23:30:00 -0700,2,Oak chair,25.00,,0.00,Oak,5551,'+49\n"
    "#1001,Ana@Example.com,,,,,,,,2025-05-30 23:30:00 -0700,1,\"Lamp, brass\",10.00,,,Oak,,\n"
    "#1002,bob@example.com,partially_refunded,,EUR,40.00,0,0,40.00,2025-06-01 10:00:00 +0200,1,"
    "Rug,40.00,,15.50,Oak,5552,\n"
    "#1003,bob@example.com,refunded,,EUR,30.00,0,0,30.00,2025-06-02 10:00:00 +0200,1,Vase,30.00,,"
    "30.00,Oak,5553,\n"
    "#1004,ana@example.com,voided,,EUR,20.00,0,0,20.00,2025-06-03 10:00:00 +0200,1,Vase,20.00,,0,"
    "Oak,5554,\n"
    "#1005,ana@example.com,paid,,EUR,20.00,0,0,20.00,2025-06-04 10:00:00 +0200,1,Vase,20.00,"
    "2025-06-05 10:00:00 +0200,0,Oak,5555,\n"
    "#1006,,paid,,EUR,9.00,0,0,9.00,2025-06-04 10:00:00 +0200,1,Candle,9.00,,0,Oak,5556,\n";

static void
import__knows__shopify_orders(void **state)
{
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    assert_true(ct_store_exec(*state, "DELETE FROM dirty", NULL));
    report = import_text(*state, shopify_orders);
    assert_string_equal(report->source, "a Shopify order export");
    assert_int_equal(report->kind, CT_IMPORT_PURCHASES);
    assert_int_equal(report->rows, 7);
    assert_counts(report, "5/0/0/0/1");
    assert_says(report, "row 8: names no customer"); /* sold over the counter */
    assert_rows(*state,
                "SELECT ref, customer_id, day, cents, currency, status FROM purchase ORDER BY id",
                "#1001|1|20238|6500|EUR|valid\n#1002|2|20240|2450|EUR|valid\n"
                "#1003|2|20241|0|EUR|cancelled\n#1004|1|20242|2000|EUR|cancelled\n"
                "#1005|1|20243|2000|EUR|cancelled\n");
    assert_rows(*state,
                "SELECT purchase_id, line, name, quantity, cents FROM purchase_item"
                " WHERE purchase_id < 3 ORDER BY 1, 2",
                "1|1|Oak chair|2|5000\n1|2|Lamp, brass|1|1000\n2|1|Rug|1|4000\n");
    assert_rows(*state, "SELECT customer_id FROM dirty ORDER BY 1", "1\n2\n");
    assert_import(*state, shopify_orders, "0/0/5/0/1");
}

static void
import__takes_over__what_became_of_an_order(void **state)
{
    g_autofree char *head = g_strndup(shopify_orders, strcspn(shopify_orders, "\n") + 1);
    g_autofree char *later = g_strconcat(
        head,
        "#1001,bob@example.com,partially_refunded,,EUR,60.00,5.00,0,65.00,"
        "2025-05-30 23:30:00 -0700,2,Oak chair,25.00,,10.00,Oak,5551,\n"
        "#1002,bob@example.com,partially_refunded,,EUR,40.00,0,0,40.00,2025-06-01 10:00:00 +0200,"
        "1,Rug (green),40.00,,15.50,Oak,5552,\n",
        NULL);

    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state, shopify_orders, "5/0/0/0/1");
    assert_true(ct_store_exec(*state, "DELETE FROM dirty", NULL));
    assert_import(*state, later, "0/2/0/0/0");
    assert_rows(*state,
                "SELECT customer_id, cents, import_id FROM purchase WHERE id < 3 ORDER BY id",
                "2|5500|2\n2|2450|2\n");
    assert_rows(*state,
                "SELECT purchase_id, line, name FROM purchase_item WHERE purchase_id < 3"
                " ORDER BY 1, 2",
                "1|1|Oak chair\n2|1|Rug (green)\n");
    /* also the customer who had the order before */
    assert_rows(*state, "SELECT customer_id FROM dirty ORDER BY 1", "1\n2\n");
    assert_import(*state, later, "0/0/2/0/0");
}

/* An order whose first row cannot be read has no day: its other rows are left out with it. */
static void
import__leaves_out__an_order_as_a_whole(void **state)
{
    g_autoptr(GString) text = g_string_new("order id,customer,date,total,item,price\n"
                                           "A,1,soon,5.00,Rug,5.00\nA,,,,Vase,1.00\n");
    g_autoptr(CtImportReport) report = NULL;

    for (int i = 0; i < 300; i++)
        g_string_append_printf(text, "B%d,1,2025-01-01,5.00,Rug,5.00\n", i);
    assert_import(*state, people, "3/0/0/0/0");
    report = import_text(*state, text->str);
    assert_counts(report, "300/0/0/2/0");
    assert_says(report, "row 2: \"soon\" is not a day");
    assert_says(report, "row 3: goes on with an order that was left out");
}

static void
import__adds_up__rows_without_a_total(void **state)
{
    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state,
                  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
                  "536365,A,Heart holder,6,2024-12-01 08:26:00,2.55,1.0\n"
                  "536365,B,Metal lantern,6,2024-12-01 08:26:00,3.39,1.0\n"
                  "C536379,D,Discount,-1,2024-12-01 09:41:00,27.50,1.0\n"
                  "536370,E,Alarm clock,24,2024-12-01 08:45:00,3.75,99.0\n",
                  "2/0/0/0/1");
    assert_rows(*state, "SELECT ref, customer_id, cents FROM purchase ORDER BY id",
                "536365|1|3564\nC536379|1|-2750\n");
    assert_rows(*state,
                "SELECT purchase_id, line, quantity, cents FROM purchase_item ORDER BY 1, 2",
                "1|1|6|1530\n1|2|6|2034\n2|1|-1|-2750\n");
}

static void
import__numbers__purchases_without_an_id(void **state)
{
    static const char text[] = "e-mail;date;amount\n"
                               "ana@example.com;12.05.2025;10,00\n"
                               "ana@example.com;12.05.2025;10,00\n"
                               "ana@example.com;12.05.2025;20,00\n"
                               "bob@example.com;12.05.2025;10,00\n";

    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state, text, "4/0/0/0/0");
    assert_rows(*state, "SELECT ref FROM purchase ORDER BY id",
                "ana@example.com|2025-05-12|1000|1\nana@example.com|2025-05-12|1000|2\n"
                "ana@example.com|2025-05-12|2000|1\nbob@example.com|2025-05-12|1000|1\n");
    assert_import(*state, text, "0/0/4/0/0");
}

static void
import__lists__purchases_of_nobody_and_goes_on(void **state)
{
    g_autoptr(GString) text = g_string_new("order id,customer id,email,date,total\n");
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    for (int i = 0; i < 30; i++)
        g_string_append_printf(text, "X%d,C-%d,,2025-01-01,5.00\n", i, i);
    g_string_append(text, "Y1,2,,2025-01-01,5.00\nY2,77,ana@example.com,2025-01-01,5.00\n"
                          "Y3,Bob@Example.com,,2025-01-01,5.00\n");
    report = import_text(*state, text->str);
    assert_counts(report, "3/0/0/0/30");
    assert_says(report, "row 2: no customer \"C-0\"");
    assert_int_equal(report->wrong->len, 20);
    assert_int_equal(report->wrong_total, 30);
    assert_rows(*state, "SELECT ref, customer_id FROM purchase ORDER BY ref", "Y1|2\nY2|1\nY3|2\n");
}

static void
import__reads__the_words_for_a_cancelled_purchase(void **state)
{
    static const struct {
        const char *word, *status;
    } cases[] = {
        {"paid", "valid"},          {"Completed", "valid"},       {"", "valid"},
        {"CANCELLED", "cancelled"}, {"canceled", "cancelled"},    {"Refunded", "cancelled"},
        {"test", "test"},           {"wc-refunded", "cancelled"}, {"partially refunded", "valid"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf(
            "order id,customer,date,total,status\n%zu,1,2025-01-01,5.00,%s\n", i, cases[i].word);
        g_autofree char *sql = g_strdup_printf("SELECT status FROM purchase WHERE ref = '%zu'", i);
        g_autofree char *expected = g_strdup_printf("%s\n", cases[i].status);

        print_message("case %zu: %s\n", i, cases[i].word);
        assert_import(*state, text, "1/0/0/0/0");
        assert_rows(*state, sql, expected);
    }
}

/* --- cases and contacts --------------------------------------------------------------- */

static void
import__takes__cases(void **state)
{
    static const char text[] = "case id,customer,opened,closed,kind,description\n"
                               "K1,1,2025-05-01,,Complaint,\"chair wobbles\nbadly\"\n"
                               "K2,bob@example.com,2025-05-02,2025-05-04,,\n"
                               "K3,8,2025-05-02,,,\n";

    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state, text, "2/0/0/0/1");
    assert_rows(*state,
                "SELECT ref, customer_id, kind, opened_day, closed_day, words FROM customer_case"
                " ORDER BY id",
                "K1|1|complaint|20209|-|chair wobbles\nbadly\nK2|2|complaint|20210|20212|\n");
    assert_import(*state, text, "0/0/2/0/1");
    assert_true(ct_store_exec(*state, "DELETE FROM dirty", NULL));
    assert_import(*state, "case id,customer,opened,closed\nK1,1,2025-05-01,2025-06-01\n",
                  "0/1/0/0/0");
    assert_rows(*state, "SELECT closed_day, words FROM customer_case WHERE ref = 'K1'",
                "20240|chair wobbles\nbadly\n");
    assert_rows(*state, "SELECT customer_id FROM dirty", "1\n");
}

static void
import__takes__contacts(void **state)
{
    static const char text[] = "customer,date,channel,direction,by,mood,notes\n"
                               "1,2025-05-01,Phone,incoming,Anna,4,asked about chairs\n"
                               "1,2025-05-01,Phone,,,,\n"
                               "2,2025-05-02,E-Mail,sent,Tom,9,\n"
                               "2,2025-05-03,shop,in,,,\n"
                               "5,2025-05-03,letter,out,,,\n";

    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state, text, "4/0/0/0/1");
    assert_rows(*state,
                "SELECT ref, customer_id, day, channel, direction, person, mood, words"
                " FROM contact ORDER BY id",
                "1|2025-05-01|call|1|1|20209|call|in|Anna|4|asked about chairs\n"
                "1|2025-05-01|call|2|1|20209|call|out|-|-|\n"
                "2|2025-05-02|mail|1|2|20210|mail|out|Tom|-|\n"
                "2|2025-05-03|visit|1|2|20211|visit|in|-|-|\n");
    assert_import(*state, text, "0/0/4/0/1");
}

static void
import__reads__nothing_into_empty_cells_of_events(void **state)
{
    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state,
                  "case id,customer,opened,closed,kind,words\n"
                  "K1,1,2025-05-01,2025-05-04,theft,oh\n",
                  "1/0/0/0/0");
    assert_import(*state, "case id,customer,opened,closed,kind,words\nK1,1,2025-05-01,,,\n",
                  "0/0/1/0/0");
    assert_import(*state, "case id,customer,opened,words\nK1,1,2025-05-01,well\n", "0/1/0/0/0");
    assert_rows(*state, "SELECT kind, closed_day, words FROM customer_case", "theft|20212|well\n");
    assert_import(*state,
                  "id,customer,date,channel,by,mood,words\n"
                  "T1,1,2025-05-01,call,Anna,4,hello\n",
                  "1/0/0/0/0");
    assert_import(*state, "id,customer,date,channel,by,mood,words\nT1,1,2025-05-01,call,,,\n",
                  "0/0/1/0/0");
    assert_import(*state, "id,customer,date,channel\nT1,1,2025-05-02,call\n", "0/1/0/0/0");
    assert_rows(*state, "SELECT day, person, mood, words FROM contact", "20210|Anna|4|hello\n");
    assert_import(*state, "id,customer,date,total,currency,status\nP1,1,2025-05-01,5,EUR,void\n",
                  "1/0/0/0/0");
    assert_import(*state, "id,customer,date,total,currency,status\nP1,1,2025-05-01,5,,\n",
                  "0/0/1/0/0");
    assert_import(*state, "id,customer,date,total\nP1,1,2025-05-01,6\n", "0/1/0/0/0");
    assert_rows(*state, "SELECT cents, currency, status FROM purchase", "600|EUR|cancelled\n");
}

/* --- dates ---------------------------------------------------------------------------- */

static void
import__asks__about_dates_that_could_be_two(void **state)
{
    static const char text[] = "order id,customer,Date,total\nA,1,03/04/2025,5.00\n"
                               "B,1,05/05/2025,5.00\nC,1,11/12/2024,5.00\n";
    g_autoptr(CtImportReport) none = NULL;
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    none = import_as(*state, text, -1, CT_DATES_UNKNOWN, &error);
    ct_assert_fails(none != NULL, error, CT_ERROR_INPUT);
    assert_string_equal(error->message, "file.csv: date column \"Date\": is 03/04/2025 the 3 April "
                                        "or the 4 March? say --dates dmy or --dates mdy");
    g_clear_error(&error);
    report = import_as(*state, text, -1, CT_DATES_MDY, &error);
    assert_null(error);
    assert_counts(report, "3/0/0/0/0");
    assert_rows(*state, "SELECT ref, day FROM purchase ORDER BY ref",
                "A|20151\nB|20213\nC|20039\n");
    g_clear_pointer(&report, ct_import_report_free);
    report = import_as(*state, text, -1, CT_DATES_DMY, &error);
    assert_counts(report, "0/2/1/0/0");
    assert_rows(*state, "SELECT ref, day FROM purchase ORDER BY ref",
                "A|20181\nB|20213\nC|20068\n");
}

static void
import__learns__from_one_telling_row(void **state)
{
    assert_import(*state, people, "3/0/0/0/0");
    assert_import(*state,
                  "order id,customer,date,total\nA,1,03/04/2025,5.00\nB,1,25/04/2025,5.00\n",
                  "2/0/0/0/0");
    assert_import(*state,
                  "order id,customer,date,total\nC,1,03/04/2025,5.00\nD,1,04/25/2025,5.00\n",
                  "2/0/0/0/0");
    assert_rows(*state, "SELECT ref, day FROM purchase ORDER BY ref",
                "A|20181\nB|20203\nC|20151\nD|20203\n");
}

/* --- files that are refused ----------------------------------------------------------- */

static const struct {
    const char *text;
    int kind;
    const char *says;
} refused[] = {
    {"", -1, "file.csv: the file is empty"},
    {"\n\n", -1, "file.csv: the file is empty"},
    {"a,b\n1,2\n", -1,
     "file.csv: its columns fit neither customers (name, e-mail), purchases (customer, date, "
     "total), cases (customer, opened) nor contacts (customer, date, channel); its first row "
     "is: a, b"},
    {"date,id\n2014-03-08 00:00:00,0\n", CT_IMPORT_PURCHASES,
     "file.csv: purchases need a column \"customer id or e-mail\"; its first row is: date, id"},
    {"id,customer,date\n1,1,2014-03-08\n", CT_IMPORT_PURCHASES,
     "file.csv: purchases need a column \"total or amount or price\""},
    {"id,customer\n1,2\n", CT_IMPORT_CASES, "file.csv: cases need a column \"opened\""},
    {"id,customer,date\n1,2,3\n", CT_IMPORT_CONTACTS,
     "file.csv: contacts need a column \"channel\""},
    {"id,city\n1,2\n", CT_IMPORT_CUSTOMERS,
     "file.csv: customers need a column \"name or company or e-mail\""},
    {"Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,"
     "Coupon(s),Net Sales,Attribution\n",
     -1, "name their customers by neither e-mail nor number; please export them"},
    {"id,name\n1,\"Ana\n", -1, "file.csv:2: the quote that begins here"},
    {"id,name\n1,\n2,\n", -1,
     "file.csv: 2 of 2 rows cannot be read, so nothing was taken from this file:\n"
     "  row 2: no name, no company and no e-mail address\n"
     "  row 3: no name, no company and no e-mail address"},
    {"id,name\n1,Smith, Ana\n2,Cole, Bob\n", -1,
     "row 2: 3 cells under 2 headings; a cell with a comma in it stands in quotes"},
    {"id,customer,date,total\n1,1,soon,5\n2,1,2025-01-01,lots\n3,1,,5\n4,1,2025-01-01,\n", -1,
     "  row 2: \"soon\" is not a day\n"
     "  row 3: \"lots\" is not a clear number; two decimals would make it one\n"
     "  row 4: no date"},
    {"id,customer,date,total\n1,1,2025-01-01,1.234\n2,1,2025-01-01,2.345\n", -1,
     "row 2: \"1.234\" is not a clear number"},
    {"id,customer,opened,closed\n1,1,2025-01-02,2025-01-01\n2,1,,\n", -1,
     "  row 2: closed before it was opened\n  row 3: no day on which it was opened"},
    {"customer,date,channel,direction\n1,2025-01-01,owl,in\n1,2025-01-01,mail,up\n", -1,
     "  row 2: the channel \"owl\" is not one of mail, call, card, visit\n"
     "  row 3: the direction \"up\" is neither in nor out"},
    {"id,customer,date,total\n1,1,25/12/2024,5\n2,1,12/25/2024,5\n", -1,
     "file.csv: row 2: \"25/12/2024\" begins with the day, row 3: \"12/25/2024\" with the "
     "month; say --dates dmy or --dates mdy"},
};

static void
import__refuses__files_with_a_reason(void **state)
{
    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, refused[i].text);
        report = import_as(*state, refused[i].text, refused[i].kind, CT_DATES_UNKNOWN, &error);
        ct_assert_fails(report != NULL, error, CT_ERROR_INPUT);
        print_message("  %s\n", error->message);
        assert_non_null(strstr(error->message, refused[i].says));
    }
    assert_rows(*state, "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM import)",
                "3|1\n");
}

static void
import__allows__one_bad_row_in_a_hundred(void **state)
{
    static const struct {
        int good, bad;
        bool taken;
    } cases[] = {{0, 1, true},    {1, 1, true},   {1, 2, false},  {98, 2, false},
                 {197, 2, false}, {198, 2, true}, {297, 3, true}, {296, 3, false}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autoptr(GString) text = g_string_new("id,name\n");
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %d good, %d bad\n", i, cases[i].good, cases[i].bad);
        for (int k = 0; k < cases[i].good; k++)
            g_string_append_printf(text, "%d,Ana\n", k);
        for (int k = 0; k < cases[i].bad; k++)
            g_string_append_printf(text, "x%d,\n", k);
        report = import_as(store, text->str, -1, CT_DATES_UNKNOWN, &error);
        assert_int_equal(report != NULL, cases[i].taken);
        if (report != NULL)
            assert_int_equal(report->added, cases[i].good);
    }
}

static void
import__rejects__names_that_are_none(void **state)
{
    g_autofree char *longest = g_strnfill(200, 'a');
    g_autofree char *text = g_strdup_printf("id,name\n1,%s\n2,%sa\n", longest, longest);
    g_autoptr(CtImportReport) report = import_text(*state, text);

    assert_counts(report, "1/0/0/1/0");
    assert_says(report, "row 3: the name has 201 characters; 200 is the most");
}

/* --- what stays, and what does not ---------------------------------------------------- */

static void
import__leaves_no_trace__without_news(void **state)
{
    g_autoptr(CtImportReport) first = import_text(*state, people);
    g_autoptr(CtImportReport) again = NULL;

    assert_int_equal(first->import_id, 1);
    assert_true(ct_store_exec(*state, "DELETE FROM dirty", NULL));
    again = import_text(*state, people);
    assert_counts(again, "0/0/3/0/0");
    assert_int_equal(again->import_id, 0);
    assert_rows(*state, "SELECT (SELECT count(*) FROM import), (SELECT count(*) FROM dirty)",
                "1|0\n");
    assert_rows(*state, "SELECT count(*) FROM sqlite_temp_schema", "0\n");
    assert_import(*state, "id,name\n", "0/0/0/0/0");
    assert_import(*state, "id,name\n,\n , \n", "0/0/0/0/0"); /* rows with nothing in them */
}

static void
import__stores_nothing__until_the_caller_commits(void **state)
{
    g_autofree char *folder = g_dir_make_tmp("ct-import-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "people.csv", NULL);
    CtImportOptions options = {.path = path, .kind = -1, .today = ct_day_from_ymd(2025, 6, 12)};

    assert_true(g_file_set_contents(path, people, -1, NULL));
    {
        g_auto(CtTxn) txn = CT_TXN_INIT;
        g_autoptr(CtImportReport) report = NULL;

        assert_true(ct_txn_begin(&txn, *state, NULL));
        report = ct_import_run(*state, &options, NULL);
        assert_counts(report, "3/0/0/0/0");
    }
    assert_rows(*state, "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM import)",
                "0|0\n");
    assert_import(*state, people, "3/0/0/0/0");
    g_remove(path);
    g_rmdir(folder);
}

static void
import__says__which_file_is_not_there(void **state)
{
    CtImportOptions options = {.path = "/nowhere/people.csv", .kind = -1};
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    report = ct_import_run(*state, &options, &error);
    ct_assert_fails(report != NULL, error, CT_ERROR_NO_FILE);
    assert_non_null(strstr(error->message, "people.csv"));
}

static void
import__reads__standard_input_from_a_pipe(void **state)
{
    CtImportOptions options = {.path = "-", .kind = -1, .today = ct_day_from_ymd(2025, 6, 12)};
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    int ends[2], kept = dup(STDIN_FILENO);

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], people, strlen(people)), strlen(people));
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    report = ct_import_run(*state, &options, &error);
    if (kept >= 0) {
        dup2(kept, STDIN_FILENO);
        close(kept);
    }
    assert_null(error);
    assert_counts(report, "3/0/0/0/0");
    assert_rows(*state, "SELECT file FROM import", "standard input\n");
}

/* The heading rows of exports of other programs: what they are, without a row of data. */
static void
import__recognises__exports_by_their_headings(void **state)
{
    static const struct {
        const char *heading, *source;
        CtImportKind kind;
        const char *fields;
    } cases[] = {
        {"Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,"
         "Region,Postal Code,Billing Phone,Shipping Phone,Role",
         "a WooCommerce customer export", CT_IMPORT_CUSTOMERS,
         "name e-mail phone postcode city region country joined"},
        {"Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,"
         "Street Address 1,Street Address 2,City,State,Postal Code,Birthday,Memo,Square Customer "
         "ID,Creation Source,First Visit,Last Visit,Transaction Count,Lifetime Spend,Email "
         "Subscription Status,Instant Profile",
         "a spreadsheet", CT_IMPORT_CUSTOMERS,
         "id name company e-mail phone street postcode city region birthday joined may e-mail"},
        {"id,Description,Email,Name,Created (UTC),Delinquent,Plan,Status,Total Spend,Payment "
         "Count,Refunded Volume,Dispute Losses,tag (metadata)",
         "a spreadsheet", CT_IMPORT_CUSTOMERS, "id name e-mail joined"},
        {"Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create "
         "Date,Last Modified Date,Lifecycle Stage,Associated Company,Associated Company IDs",
         "a spreadsheet", CT_IMPORT_CUSTOMERS, "id name company e-mail phone manager joined"},
        {"First Name,Middle Name,Last Name,Organization Name,Birthday,Notes,Labels,E-mail 1 - "
         "Value,Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 "
         "- Postal Code,Address 1 - Country",
         "a spreadsheet", CT_IMPORT_CUSTOMERS,
         "name company e-mail phone street postcode city region country birthday tags"},
        {"order_id,order_number,order_date,paid_date,status,order_total,order_subtotal,"
         "order_currency,customer_id,customer_user,customer_email,billing_first_name",
         "a spreadsheet", CT_IMPORT_PURCHASES, "id customer e-mail date total currency status"},
        {"Date,Customer,Total,Channel", "a spreadsheet", CT_IMPORT_PURCHASES,
         "customer date total"},
        {"Datum;Kundennummer;Betrag;Artikel", "a spreadsheet", CT_IMPORT_PURCHASES,
         "customer date amount item"},
        {"Vorname;Nachname;Stra\xc3\x9f"
         "e;PLZ;Ort;Geburtstag",
         "a spreadsheet", CT_IMPORT_CUSTOMERS, "name street postcode city birthday"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(cases[i].heading, "\n", NULL);
        g_autoptr(GPtrArray) words = g_ptr_array_new();
        g_autoptr(CtImportReport) report = NULL;
        g_autofree char *fields = NULL;

        print_message("case %zu: %s\n", i, cases[i].heading);
        report = import_text(*state, text);
        for (guint k = 0; k < report->fields->len; k++)
            g_ptr_array_add(words, ((CtImportField *)report->fields->pdata[k])->field);
        g_ptr_array_add(words, NULL);
        fields = g_strjoinv(" ", (char **)words->pdata);
        assert_string_equal(report->source, cases[i].source);
        assert_int_equal(report->kind, cases[i].kind);
        assert_string_equal(fields, cases[i].fields);
    }
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

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
        cmocka_unit_test(consent__never_rises),
        WITH_STORE(consent__of_one_mailbox__is_refused_for_all_its_names),
        WITH_STORE(import__knows__shopify_orders),
        WITH_STORE(import__takes_over__what_became_of_an_order),
        WITH_STORE(import__leaves_out__an_order_as_a_whole),
        WITH_STORE(import__adds_up__rows_without_a_total),
        WITH_STORE(import__numbers__purchases_without_an_id),
        WITH_STORE(import__lists__purchases_of_nobody_and_goes_on),
        WITH_STORE(import__reads__the_words_for_a_cancelled_purchase),
        WITH_STORE(import__takes__cases),
        WITH_STORE(import__takes__contacts),
        WITH_STORE(import__reads__nothing_into_empty_cells_of_events),
        WITH_STORE(import__asks__about_dates_that_could_be_two),
        WITH_STORE(import__learns__from_one_telling_row),
        WITH_STORE(import__refuses__files_with_a_reason),
        cmocka_unit_test(import__allows__one_bad_row_in_a_hundred),
        WITH_STORE(import__rejects__names_that_are_none),
        WITH_STORE(import__leaves_no_trace__without_news),
        WITH_STORE(import__stores_nothing__until_the_caller_commits),
        WITH_STORE(import__says__which_file_is_not_there),
        WITH_STORE(import__reads__standard_input_from_a_pipe),
        WITH_STORE(import__recognises__exports_by_their_headings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
