/* Who is who when a file comes back under other ids, addresses and names. */
#include "ct-import-test.h"

/* --- joining -------------------------------------------------------------------------- */

static const char base[] =
    "id,name,email,phone,street,zip,city,birthday\n"
    "1,Anna Berg,anna@example.com,030 901820,Main 1,10115,Berlin,1980-06-12\n"
    "2,Bob Cole,cole@example.com,030 901821,Main 2,10115,Berlin,\n"
    "3,Cy Cole,cole@example.com,,Main 2,10115,Berlin,\n"
    "4,Di Dunn,,,Main 4,10115,Berlin,1990-02-03\n";

#define HEADING "id,name,email,phone,street,zip,city,birthday\n"

/* One row under an id that is not known, and whom it turns out to be. */
static const struct {
    const char *row;
    const char *ref; /* of the customer it joins; NULL: a new one */
    const char *twins;
} join_cases[] = {
    /* the mailbox, and a name that fits */
    {"9,Anna Berg,anna@example.com,,,,,", "1", "-"},
    {"9,ANNA BERG,Anna@Example.COM,,,,,", "1", "-"},
    {"9,\"Berg, Anna\",anna@example.com,,,,,", "1", "-"},
    {"9,A. Berg,anna@example.com,,,,,", "1", "-"},
    {"9,Anna,anna@example.com,,,,,", "1", "-"},
    {"9,Anna Maria Berg,anna@example.com,,,,,", "1", "-"},
    {"9,,anna@example.com,,,,,", "1", "-"},
    {",Anna Berg,anna@example.com,,,,,", "1", "-"},
    {"9,Cy Cole,cole@example.com,,,,,", "3", "-"},
    /* a family shares it */
    {"9,Tom Berg,anna@example.com,,,,,", NULL, "-"},
    {"9,Eve Cole,cole@example.com,,,,,", NULL, "-"},
    /* a slip of the pen: somebody has to look */
    {"9,Anna Borg,anna@example.com,,,,,", NULL, "same e-mail address and similar name"},
    {"9,Ana Berg,anna@example.com,,,,,", NULL, "same e-mail address and similar name"},
    /* a shorter name of somebody with another birthday: a daughter, perhaps */
    {"9,A. Berg,anna@example.com,,,,,2001-01-05", NULL, "same e-mail address and similar name"},
    {"9,Anna Berg,anna@example.com,,,,,2001-01-05", NULL, "same name and e-mail address"},
    /* the number */
    {"9,Anna Berg,,+49 30 901820,,,,", "1", "-"},
    {"9,A Berg,other@example.com,0049 30 901820,,,,", "1", "-"},
    {"9,Tom Berg,,+49 30 901820,,,,", NULL, "-"},
    {"9,,other@example.com,030 901820,,,,", NULL, "-"},
    {"9,Ana Berg,,030 901820,,,,", NULL, "same phone and similar name"},
    /* name, birthday and address */
    {"9,Di Dunn,,,Main 4,10115,Berlin,1990-02-03", "4", "-"},
    {"9,Di Dunn,,,Main 4,10115,Berlin,02-03", "4", "-"},
    {"9,Di Dunn,,,Main 4,10115,Berlin,1990-02-04", NULL, "same name and address"},
    {"9,Di Dunn,,,Main 5,10115,Berlin,1990-02-03", NULL, "same name and birthday"},
    {"9,Di Dunn,,,Main 4,10115,Berlin,", NULL, "same name and address"},
    {"9,Di Dunn,,,Main 5,10115,Berlin,1991-02-03", NULL, "-"},
    {"9,Di Dunn,,,,,,", NULL, "-"},
};

static void
identity__is_told__by_mailbox_number_and_name(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(join_cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *text = g_strconcat(HEADING, join_cases[i].row, "\n", NULL);
        g_autofree char *who =
            g_strdup_printf("%s\n", join_cases[i].ref != NULL ? join_cases[i].ref : "-");
        g_autofree char *twins = g_strdup_printf("%s\n", join_cases[i].twins);
        bool has_id = *join_cases[i].row != ',';
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s\n", i, join_cases[i].row);
        assert_import(store, base, "4/0/0/0/0");
        report = import_text(store, text);
        assert_int_equal(report->added, join_cases[i].ref == NULL);
        assert_int_equal(report->joined, join_cases[i].ref != NULL && has_id);
        assert_int_equal(report->twins, strcmp(join_cases[i].twins, "-") != 0);
        assert_rows(store,
                    "SELECT (SELECT c.ref FROM customer_ref r JOIN customer c"
                    " ON c.id = r.customer_id WHERE r.ref = '9')",
                    has_id ? who : "-\n");
        assert_rows(store, "SELECT max(reason) FROM twin", twins);
        assert_import(store, text, "0/0/1/0/0"); /* the second time nothing is new */
        assert_int_equal(report->rejected, 0);
    }
}

static void
identity__of_a_joined_row__brings_its_news_but_not_a_shorter_name(void **state)
{
    static const char text[] = "id,name,first name,last name,email,phone,city\n"
                               "9,A. Berg,A.,Berg,anna@example.com,030 999999,Bonn\n";

    assert_import(*state, base, "4/0/0/0/0");
    assert_import(*state, text, "0/1/0/0/0");
    assert_rows(*state, "SELECT name, first_name, phone, city FROM customer WHERE ref = '1'",
                "Anna Berg|-|030 901820|Bonn\n");
    assert_rows(*state, "SELECT channel, key FROM other_address", "call|4930999999\n");
    assert_import(*state, text, "0/0/1/0/0");
}

/* Which of two sources is right about the mailbox cannot be told; what neither knew is news. */
static void
identity__of_two_sources__does_not_change_mailboxes_in_turns(void **state)
{
    static const char one[] = "id,name,email,phone\n1,Anna Berg,anna@example.com,030 901820\n";
    static const char other[] = "id,name,email,phone\nx,Anna Berg,other@example.com,030 901820\n";
    static const char moved[] = "id,name,email,phone\nx,Anna Berg,new@example.com,030 901820\n";

    assert_import(*state, one, "1/0/0/0/0");
    assert_import(*state, other, "0/1/0/0/0");
    assert_import(*state, one, "0/0/1/0/0");
    assert_import(*state, other, "0/0/1/0/0");
    assert_rows(*state, "SELECT email FROM customer", "anna@example.com\n");
    assert_import(*state, moved, "0/1/0/0/0");
    assert_import(*state, moved, "0/0/1/0/0");
    assert_rows(*state, "SELECT email FROM customer", "new@example.com\n");
    assert_rows(*state, "SELECT key FROM other_address ORDER BY key",
                "anna@example.com\nother@example.com\n");
    /* the mailbox that gave way still tells who it is */
    assert_import(*state, "id,name,email\n10,Anna Berg,anna@example.com\n", "0/1/0/0/0");
    assert_rows(*state, "SELECT ref, customer_id, import_id FROM customer_ref ORDER BY ref",
                "10|1|4\nx|1|2\n");
}

static void
identity__is_told__by_other_mailboxes_and_numbers_too(void **state)
{
    assert_import(*state,
                  "id,name,email,other email,phone\n"
                  "1,Anna Berg,anna@example.com,a.berg@example.com; berg@example.com,030 901820\n",
                  "1/0/0/0/0");
    assert_rows(*state, "SELECT key FROM other_address ORDER BY key",
                "a.berg@example.com\nberg@example.com\n");
    assert_import(*state, "id,name,email\n8,Anna Berg,BERG@example.com\n", "0/1/0/0/0");
    assert_import(*state,
                  "id,name,email,other email\n9,Anna Berg,new@example.com,anna@example.com\n",
                  "0/1/0/0/0");
    assert_rows(*state, "SELECT count(*), max(email) FROM customer", "1|anna@example.com\n");
}

/* Two ids in one shop are two people for that shop. */
static void
identity__of_two_ids_in_one_file__is_left_to_a_person(void **state)
{
    static const char two[] = "id,name,email\n1,Anna Berg,anna@example.com\n"
                              "2,Anna Berg,anna@example.com\n";
    g_autoptr(CtImportReport) report = import_text(*state, two);

    assert_counts(report, "2/0/0/0/0");
    assert_int_equal(report->twins, 2);
    assert_rows(*state, "SELECT one_id, other_id, reason, verdict FROM twin",
                "1|2|same name and e-mail address|-\n");
    assert_import(*state,
                  "id,name,email\n1,Anna Berg,anna@example.com\n2,Anna Berg,anna@example.com\n"
                  "3,Anna Berg,anna@example.com\n",
                  "1/0/2/0/0");
    /* under new ids each finds one of them */
    assert_import(*state,
                  "id,name,email\na,Anna Berg,anna@example.com\nb,Anna Berg,anna@example.com\n"
                  "c,Anna Berg,anna@example.com\n",
                  "0/3/0/0/0");
    assert_rows(*state, "SELECT ref, customer_id FROM customer_ref ORDER BY ref",
                "a|1\nb|2\nc|3\n");
}

static void
identity__of_twins_that_are_apart__is_never_asked_again(void **state)
{
    assert_import(*state, base, "4/0/0/0/0");
    assert_import(*state, HEADING "9,Ana Berg,anna@example.com,,,,,\n", "1/0/0/0/0");
    assert_true(ct_store_exec(*state, "UPDATE twin SET verdict = 'apart'", NULL));
    assert_import(*state, HEADING "9,Ana Berg,anna@example.com,,Main 7,10115,Berlin,\n",
                  "0/1/0/0/0");
    assert_rows(*state, "SELECT reason, verdict FROM twin",
                "same e-mail address and similar name|apart\n");
}

/* Ids of another shop: the same numbers for other people. */
#define SOMEBODY_ELSE                                                                              \
    "row 2: id \"1\" is \"Anna Berg\" here and \"Tom Young\" in this row, and nothing else is "    \
    "the "                                                                                         \
    "same; two people need two ids"
static const struct {
    const char *row, *says; /* NULL: taken */
} clash_cases[] = {
    {"1,Tom Young,tom@example.com,", SOMEBODY_ELSE},
    {"1,Tom Young,tom@example.com,030 111111", SOMEBODY_ELSE},
    {"1,Tom Young,,030 111111", SOMEBODY_ELSE},
    {"1,Tom Young,,", SOMEBODY_ELSE}, /* another program that counts from 1 */
    {"1,Anna Young,,", NULL},
    {"1,Anna Young,anna@example.com,030 111111", NULL}, /* married and moved */
    {"1,Tom Young,tom@example.com,030 901820", NULL},
    {"1,Anna Berg,new@example.com,030 111111", NULL},
    {"1,A. Berg,new@example.com,030 111111", NULL},
    /* of whom no address is known */
    {"4,Tom Young,tom@example.com,",
     "row 2: id \"4\" is \"Di Dunn\" here and \"Tom Young\" in this row, and nothing else is the "
     "same; two people need two ids"},
};

static void
identity__rejects__an_id_that_is_somebody_else(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(clash_cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *text =
            g_strconcat("id,name,email,phone\n", clash_cases[i].row, "\n", NULL);
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s\n", i, clash_cases[i].row);
        assert_import(store, base, "4/0/0/0/0");
        report = import_text(store, text);
        assert_int_equal(report->rejected, clash_cases[i].says != NULL);
        if (clash_cases[i].says != NULL)
            assert_says(report, clash_cases[i].says);
        assert_rows(store, "SELECT count(*) FROM customer", "4\n");
    }
}

static void
identity__refuses__a_file_of_another_shop(void **state)
{
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    assert_import(*state, base, "4/0/0/0/0");
    report =
        import_as(*state, "id,name,email\n1,Tom Young,tom@example.com\n2,Eve Old,eve@example.com\n",
                  -1, CT_DATES_UNKNOWN, &error);
    ct_assert_fails(report != NULL, error, CT_ERROR_INPUT);
    assert_rows(*state, "SELECT count(*), max(id) FROM customer, (SELECT count(*) FROM import)",
                "4|4\n");
}

/* --- merged records ------------------------------------------------------------------- */

/* Once two are one, a file that still has both speaks with the main one's row; what the other adds
 * is where else they can be found. */
static void
identity__of_merged_records__is_one_in_whatever_order_they_come(void **state)
{
    static const char *const files[] = {
        "id,name,email\n1,Anna Berg,anna@example.com\n2,Anna Alt,alt@example.com\n",
        "id,name,email\n2,Anna Alt,alt@example.com\n1,Anna Berg,anna@example.com\n",
    };

    assert_import(*state, "id,name,email\n1,Anna Berg,anna@example.com\n", "1/0/0/0/0");
    assert_true(ct_store_exec(*state,
                              "INSERT INTO customer_ref VALUES ('2', 1, NULL);"
                              "INSERT INTO merge VALUES (1, 1, '2', 20000)",
                              NULL));
    assert_import(*state, files[0], "0/1/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        assert_import(*state, files[i], "0/0/1/0/0");
        assert_rows(*state, "SELECT name, email FROM customer", "Anna Berg|anna@example.com\n");
        assert_rows(*state, "SELECT key FROM other_address", "alt@example.com\n");
    }
}

/* --- households and companies --------------------------------------------------------- */

static void
household__is__one_address_and_one_family_name(void **state)
{
    assert_import(*state,
                  "id,first name,last name,street,zip,city\n"
                  "1,Anna,Berg,Main Street 1,10115,Berlin\n2,Tom,Berg,Main Street 1,10115,Berlin\n"
                  "3,Eve,Cole,Main Street 1,10115,Berlin\n4,Di,Dunn,,,\n",
                  "4/0/0/0/0");
    assert_rows(*state, "SELECT ref, household_id FROM customer ORDER BY id",
                "1|1\n2|1\n3|2\n4|-\n");
    assert_true(
        ct_store_exec(*state, "UPDATE customer SET household_fixed = 1 WHERE ref = '3'", NULL));
    assert_import(*state,
                  "id,last name,street,zip\n2,Berg,Other Street 9,10117\n"
                  "3,Cole,Other Street 9,10117\n4,Cole,Other Street 9,10117\n",
                  "0/3/0/0/0");
    assert_rows(*state, "SELECT ref, household_id FROM customer ORDER BY id",
                "1|1\n2|3\n3|2\n4|4\n");
    assert_rows(*state,
                "SELECT count(*), count(DISTINCT address_key) FROM customer"
                " WHERE address_hash IS NOT NULL",
                "4|2\n");
}

static void
company__has__its_contacts(void **state)
{
    assert_import(*state,
                  "id,name,company,role,email\n1,Anna Berg,Acme Ltd,buyer,a@example.com\n"
                  "2,Tom Cole,ACME LTD,owner,t@example.com\n3,,Acme Ltd,,office@example.com\n"
                  "4,Di Dunn,,,\n",
                  "4/0/0/0/0");
    assert_rows(*state, "SELECT ref, name, role, company_id FROM customer ORDER BY id",
                "1|Anna Berg|buyer|1\n2|Tom Cole|owner|1\n3|Acme Ltd|-|1\n4|Di Dunn|-|-\n");
    assert_rows(*state, "SELECT name FROM company", "Acme Ltd\n");
    assert_import(*state, "id,name,company\n4,Di Dunn,Bolt & Co\n", "0/1/0/0/0");
    assert_rows(*state, "SELECT company_id, company FROM customer WHERE ref = '4'",
                "2|Bolt & Co\n");
}

/* A base from before the keys gets them with the next import, once. */
static void
keys__of_an_older_base__are_made_once(void **state)
{
    assert_import(*state, base, "4/0/0/0/0");
    assert_true(ct_store_exec(
        *state,
        "UPDATE customer SET name_key = NULL, address_key = NULL, address_hash = NULL,"
        " household_id = NULL; DELETE FROM household; UPDATE meta SET value = '1'"
        " WHERE name = 'keys_due'",
        NULL));
    assert_import(*state, HEADING "9,Di Dunn,,,Main 4,10115,Berlin,1990-02-03\n", "0/1/0/0/0");
    assert_rows(*state,
                "SELECT name_key, household_id IS NOT NULL, address_hash IS NOT NULL FROM customer"
                " ORDER BY id",
                "anna berg|1|1\nbob cole|1|1\ncole cy|1|1\ndi dunn|1|1\n");
    assert_rows(*state, "SELECT value FROM meta WHERE name = 'keys_due'", "0\n");
}

/* --- birthdays ------------------------------------------------------------------------ */

static void
birthdays__are_given__to_people_who_are_here(void **state)
{
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, base, "4/0/0/0/0");
    assert_import(*state, "id,name\n5,Di Dunn\n", "1/0/0/0/0");
    report = import_text(*state, "name,birthday,email\nBob Cole,1970-05-06,\n"
                                 "Di Dunn,1991-01-02,\nNobody,1991-01-02,\n"
                                 "Cy,1999-09-09,cole@example.com\n");
    assert_int_equal(report->kind, CT_IMPORT_BIRTHDAYS);
    assert_counts(report, "0/2/0/0/2");
    assert_says(report,
                "row 3: 2 customers are called \"Di Dunn\"; an id or an e-mail address would "
                "tell them apart");
    assert_says(report, "row 4: no customer \"Nobody\"");
    assert_rows(*state, "SELECT name, email, birth_mmdd, birth_year FROM customer ORDER BY id",
                "Anna Berg|anna@example.com|612|1980\nBob Cole|cole@example.com|506|1970\n"
                "Cy Cole|cole@example.com|909|1999\nDi Dunn|-|203|1990\nDi Dunn|-|-|-\n");
    assert_rows(*state, "SELECT count(*) FROM customer_ref", "0\n");
}

/* How many customers have a birthday, and whether it is believed. */
static const struct {
    const char *birthday;
    int alike, others; /* others: on days of their own, in years of their own */
    const char *doubt;
} doubt_cases[] = {
    {"1985-03-04", 5, 0, "-"},
    {"1985-03-04", 6, 0, "more people have this day than can be"},
    {"1985-03-04", 6, 300, "more people have this day than can be"},
    {"--0304", 6, 0, "more people have this day than can be"},
    {"1970-01-01", 1, 0, "what programs write when they do not know"},
    {"1985-01-01", 2, 0, "-"},
    {"1985-01-01", 3, 0, "more people have 1 January than can be"},
    {"1915-06-12", 1, 0, "-"},
    {"1914-06-12", 1, 0, "more than 110 years ago"}, /* 111 today */
    {"1914-06-13", 1, 0, "-"},
};

static void
birthdays__that_cannot_be_believed__are_set_aside(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(doubt_cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autoptr(GString) text = g_string_new("id,name,city,birthday\n");
        g_autofree char *doubt = g_strdup_printf("%s\n", doubt_cases[i].doubt);
        g_autoptr(CtImportReport) report = NULL;
        bool doubted = strcmp(doubt_cases[i].doubt, "-") != 0;

        print_message("case %zu: %d of %s, %d others\n", i, doubt_cases[i].alike,
                      doubt_cases[i].birthday, doubt_cases[i].others);
        for (int k = 0; k < doubt_cases[i].alike; k++)
            g_string_append_printf(text, "%d,Ana %c,Bath,%s\n", k, 'A' + k,
                                   doubt_cases[i].birthday);
        for (int k = 0; k < doubt_cases[i].others; k++)
            g_string_append_printf(text, "o%d,Bob %d,Bath,%d-%02d-%02d\n", k, k, 1940 + k % 50,
                                   k % 11 + 2, k % 27 + 1);
        report = import_text(store, text->str);
        assert_int_equal(report->doubtful_birthdays, doubted ? doubt_cases[i].alike : 0);
        assert_rows(store, "SELECT DISTINCT birth_doubt FROM customer WHERE name LIKE 'Ana%'",
                    doubt);
        assert_rows(store, "SELECT count(*) FROM customer WHERE birth_mmdd IS NULL", "0\n");
    }
}

static void
birthdays__are_believed__when_the_cause_is_gone(void **state)
{
    assert_import(*state,
                  "id,name,city,birthday\n1,A,x,1985-01-01\n2,B,x,1986-01-01\n3,C,x,1987-01-01\n",
                  "3/0/0/0/0");
    assert_rows(*state, "SELECT count(birth_doubt) FROM customer", "3\n");
    assert_import(*state, "id,name,city,birthday\n3,C,x,1987-01-02\n", "0/1/0/0/0");
    assert_rows(*state, "SELECT count(birth_doubt) FROM customer", "0\n");
}

static const struct {
    const char *text, *says;
    const char *born; /* whose birthday it is then */
} whose_cases[] = {
    {"id,name,birthday,email\n1,Dan Yu,02-05,\n", "\"Anna Berg\" here and \"Dan Yu\"", ""},
    {"id,name,birthday,email\n1,Dan Berg,02-05,\n", "\"Anna Berg\" here and \"Dan Berg\"", ""},
    {"id,name,birthday,email\n1,Dan Yu,02-05,anna@example.com\n",
     "this is \"Anna Berg\" here and \"Dan Yu\" in this row", ""},
    {"id,name,birthday,email\n1,A. Berg,02-05,\n", NULL, "Anna Berg\n"},
    {"id,name,birthday,email\n1,,02-05,\n", NULL, "Anna Berg\n"},
    {"birthday,email\n02-05,cole@example.com\n",
     "2 customers have this mailbox; please give the id or the name", ""},
    {"name,birthday,email\nCole,02-05,cole@example.com\n", "2 customers have this mailbox", ""},
    {"name,birthday,email\nCy,02-05,cole@example.com\n", NULL, "Cy Cole\n"},
    {"birthday,email\n02-05,anna@example.com\n", NULL, "Anna Berg\n"},
};

static void
birthdays__are_given__to_nobody_else(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(whose_cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autoptr(CtImportReport) report = NULL;
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s", i, whose_cases[i].text);
        assert_import(store, base, "4/0/0/0/0");
        report =
            import_as(store, whose_cases[i].text, CT_IMPORT_BIRTHDAYS, CT_DATES_UNKNOWN, &error);
        ct_assert_ok(report != NULL, error);
        assert_int_equal(report->rejected, whose_cases[i].says != NULL);
        if (whose_cases[i].says != NULL)
            assert_non_null(strstr(report->wrong->pdata[0], whose_cases[i].says));
        assert_rows(store, "SELECT name FROM customer WHERE birth_mmdd = 205", whose_cases[i].born);
    }
}

/* --- names ---------------------------------------------------------------------------- */

static void
import__keeps__columns_that_somebody_asked_for(void **state)
{
    g_autoptr(CtImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    const char *keep[] = {"Shoe size", NULL};

    report = import_keeping(*state, "id,name,Shoe size,Hat\n1,Ana,44,7\n2,Bob,,8\n", keep, &error);
    ct_assert_ok(report != NULL, error);
    assert_rows(*state, "SELECT customer_id, name, value FROM customer_extra", "1|Shoe size|44\n");
    g_clear_pointer(&report, ct_import_report_free);
    report = import_keeping(*state, "id,name,Shoe size,Hat\n1,Ana,45,7\n2,Bob,,8\n", keep, &error);
    ct_assert_ok(report != NULL, error);
    assert_counts(report, "0/1/1/0/0");
    assert_rows(*state, "SELECT customer_id, name, value FROM customer_extra", "1|Shoe size|45\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identity__is_told__by_mailbox_number_and_name),
        WITH_STORE(identity__of_a_joined_row__brings_its_news_but_not_a_shorter_name),
        WITH_STORE(identity__of_two_sources__does_not_change_mailboxes_in_turns),
        WITH_STORE(identity__is_told__by_other_mailboxes_and_numbers_too),
        WITH_STORE(identity__of_two_ids_in_one_file__is_left_to_a_person),
        WITH_STORE(identity__of_twins_that_are_apart__is_never_asked_again),
        cmocka_unit_test(identity__rejects__an_id_that_is_somebody_else),
        WITH_STORE(identity__refuses__a_file_of_another_shop),
        WITH_STORE(identity__of_merged_records__is_one_in_whatever_order_they_come),
        WITH_STORE(household__is__one_address_and_one_family_name),
        WITH_STORE(company__has__its_contacts),
        WITH_STORE(keys__of_an_older_base__are_made_once),
        WITH_STORE(birthdays__are_given__to_people_who_are_here),
        cmocka_unit_test(birthdays__that_cannot_be_believed__are_set_aside),
        cmocka_unit_test(birthdays__are_given__to_nobody_else),
        WITH_STORE(birthdays__are_believed__when_the_cause_is_gone),
        WITH_STORE(import__keeps__columns_that_somebody_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
