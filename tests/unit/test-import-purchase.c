/* Files of purchases as shops write them: states of orders, refunds, currencies, days, and whose a
 * purchase is. */
#include "ct-import-test.h"

/* --- states --------------------------------------------------------------------------- */

static void
import__reads__the_states_of_the_shops(void **state)
{
    static const struct {
        const char *status, *words;
    } cases[] = {
        /* Shopify */
        {"valid", "paid authorized partially_refunded partially_paid"},
        {"cancelled", "pending refunded voided expired unpaid"},
        /* WooCommerce, with and without its prefix */
        {"valid", "completed processing wc-completed wc-processing Completed"},
        {"cancelled", "on-hold pending cancelled refunded failed trash checkout-draft wc-on-hold "
                      "wc-pending wc-cancelled wc-refunded wc-failed wc-checkout-draft"},
        /* others */
        {"valid", "complete succeeded fulfilled unfulfilled shipped delivered"},
        {"cancelled", "canceled void declined reversed chargeback holded pending_payment "
                      "payment_review fraud abandoned requires_payment_method"},
        /* other languages */
        {"valid", "Bezahlt Abgeschlossen Terminée Payée Completado Completato Voltooid"},
        {"cancelled", "Storniert Erstattet Annulée Remboursée Cancelado Reembolsado Annullato "
                      "Geannuleerd Unbezahlt Pendiente"},
        {"test", "test Test testing"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) words = g_strsplit(cases[i].words, " ", -1);

        for (int k = 0; words[k] != NULL; k++) {
            g_autofree char *text = g_strdup_printf(
                "order id,customer,date,total,status\n%zu-%d,1,2025-01-01,5.00,%s\n", i, k,
                words[k]);
            g_autofree char *sql =
                g_strdup_printf("SELECT status FROM purchase WHERE ref = '%zu-%d'", i, k);
            g_autofree char *expected = g_strconcat(cases[i].status, "\n", NULL);
            g_autoptr(CtImportReport) report = NULL;

            print_message("%s\n", words[k]);
            report = import_text(*state, text);
            assert_string_equal(find_field(report, "status")->note, "");
            assert_rows(*state, sql, expected);
        }
    }
}

static void
import__counts__a_purchase_in_an_unknown_state(void **state)
{
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    report =
        import_text(*state, "order id,customer,date,total,status\nA,1,2025-01-01,5,sideways\n");
    assert_counts(report, "1/0/0/0/0");
    assert_string_equal(find_field(report, "status")->note,
                        "\"sideways\" is not a known status; such purchases count");
    assert_rows(*state, "SELECT status FROM purchase", "valid\n");
}

/* The same order in later files: what became of it counts, and its customer is looked at again. */
static void
import__follows__an_order_from_file_to_file(void **state)
{
    static const struct {
        const char *row, *counts, *purchase;
    } files[] = {
        {"A,1,2025-06-01,50,,pending,", "1/0/0/0/0", "cancelled|5000\n"},
        {"A,1,2025-06-01,50,,pending,", "0/0/1/0/0", "cancelled|5000\n"},
        {"A,1,2025-06-01,50,,paid,", "0/1/0/0/0", "valid|5000\n"},
        {"A,1,2025-06-01,50,10,partially_refunded,", "0/1/0/0/0", "valid|4000\n"},
        {"A,1,2025-06-01,50,50,partially_refunded,", "0/1/0/0/0", "cancelled|0\n"},
        {"A,1,2025-06-01,50,,paid,", "0/1/0/0/0", "valid|5000\n"},
        {"A,1,2025-06-01,50,,paid,2025-06-03", "0/1/0/0/0", "cancelled|5000\n"},
        {"A,1,2025-06-01,50,,,2025-06-03", "0/0/1/0/0", "cancelled|5000\n"},
        {"A,1,2025-06-01,50,,,", "0/1/0/0/0", "valid|5000\n"}, /* no longer cancelled */
        {"A,2,2025-05-20,50,,,", "0/1/0/0/0", "valid|5000\n"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *text =
            g_strconcat("order id,customer,date,total,refunded amount,status,cancelled at\n",
                        files[i].row, "\n", NULL);
        bool news = !g_str_has_prefix(files[i].counts, "0/0");

        print_message("file %zu: %s\n", i, files[i].row);
        assert_true(ct_store_exec(*state, "DELETE FROM dirty", NULL));
        assert_import(*state, text, files[i].counts);
        assert_rows(*state, "SELECT status, cents FROM purchase", files[i].purchase);
        assert_rows(*state, "SELECT min(customer_id) FROM dirty", news ? "1\n" : "-\n");
    }
    assert_rows(*state, "SELECT customer_id FROM dirty ORDER BY 1", "1\n2\n");
}

/* --- amounts -------------------------------------------------------------------------- */

static void
import__knows__what_a_purchase_is_worth(void **state)
{
    static const struct {
        const char *total, *refunded, *currency;
        const char *purchase; /* cents|currency|status */
    } cases[] = {
        {"50", "", "", "5000|-|valid\n"},
        {"50", "20", "EUR", "3000|EUR|valid\n"},
        {"50", "-20", "eur", "3000|EUR|valid\n"}, /* some write it with a sign */
        {"50", "50", "", "0|-|cancelled\n"},      /* as if it never was */
        {"50", "60", "", "0|-|cancelled\n"},      /* with the postage, say */
        {"0", "", "", "0|-|valid\n"},             /* a replacement, a gift */
        {"0", "0.00", "", "0|-|valid\n"},
        {"-30", "", "", "-3000|-|valid\n"}, /* a return */
        {"$50.00", "", "USD", "5000|USD|valid\n"},
        {"CHF 50.00", "", "", "5000|CHF|valid\n"}, /* the currency stands beside the amount */
        {"50.00 EUR", "", "USD", "5000|USD|valid\n"},
        {"50", "", "Euro", "5000|-|valid\n"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf(
            "order id,customer,date,total,refunded amount,currency\n%zu,1,2025-01-01,%s,%s,%s\n", i,
            cases[i].total, cases[i].refunded, cases[i].currency);
        g_autofree char *sql =
            g_strdup_printf("SELECT cents, currency, status FROM purchase WHERE ref = '%zu'", i);

        print_message("case %zu: %s %s %s\n", i, cases[i].total, cases[i].refunded,
                      cases[i].currency);
        assert_import(*state, text, "1/0/0/0/0");
        assert_rows(*state, sql, cases[i].purchase);
        assert_import(*state, text, "0/0/1/0/0");
    }
}

static void
import__refuses__amounts_that_nothing_costs(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"order id,customer,date,total\nA,1,2025-01-01,999999999999.00\n",
         "row 2: \"999999999999.00\" is more than anything costs; is it in the right column?"},
        {"order id,customer,date,price,quantity\nA,1,2025-01-01,99999999999.00,99999999999\n",
         "row 2: price times quantity is more than anything costs"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu\n", i);
        report = import_text(*state, cases[i].text);
        assert_counts(report, "0/0/0/1/0");
        assert_says(report, cases[i].says);
    }
}

/* Money that went back is kept; where it finds nothing to be taken from, the report says so. */
static void
import__lists__returns_of_what_was_never_bought(void **state)
{
    static const char text[] = "InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
                               "536365,Lantern,6,2024-12-01,3.39,1.0\n"
                               "C536379,Lantern,-1,2024-12-02,3.39,1.0\n"
                               "C536380,Discount,-1,2024-11-02,27.50,1.0\n"
                               "C536381,Discount,-1,2024-12-02,1.00,2.0\n";
    g_autoptr(CtImportReport) report = NULL, again = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    report = import_text(*state, text);
    assert_counts(report, "4/0/0/0/0");
    assert_int_equal(report->wrong_total, 2);
    assert_says(report, "row 4: 27.50 went back, and nothing was bought before; it is kept, and "
                        "takes from no visit");
    assert_says(report, "row 5: 1.00 went back, and nothing was bought before; it is kept, and "
                        "takes from no visit");
    assert_rows(*state, "SELECT ref, cents FROM purchase ORDER BY id",
                "536365|2034\nC536379|-339\nC536380|-2750\nC536381|-100\n");
    again = import_text(*state, text);
    assert_counts(again, "0/0/4/0/0");
    assert_int_equal(again->wrong_total, 2);
}

/* When and by whom is enough for a rhythm. */
static void
import__takes__purchases_without_amounts_when_told_so(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtImportReport) report = NULL, again = NULL;
    static const char text[] = "date,customer\n2025-01-01,1\n2025-02-01,1\n";

    assert_import(*state, people, "3/0/0/0/0");
    report = import_as(*state, text, CT_IMPORT_PURCHASES, CT_DATES_UNKNOWN, &error);
    ct_assert_ok(report != NULL, error);
    assert_counts(report, "2/0/0/0/0");
    assert_rows(*state, "SELECT cents, currency FROM purchase", "100|XXX\n100|XXX\n");
    again = import_as(*state, text, CT_IMPORT_PURCHASES, CT_DATES_UNKNOWN, &error);
    assert_counts(again, "0/0/2/0/0");
}

/* --- days ----------------------------------------------------------------------------- */

static void
import__refuses__days_that_cannot_be_right(void **state)
{
    static const struct {
        const char *day, *says; /* NULL: it is taken */
    } cases[] = {
        {"2025-06-12", NULL},
        {"2025-06-13", NULL}, /* it is evening there */
        {"2025-06-14", "row 2: \"2025-06-14\" is still to come"},
        {"2052-01-01", "row 2: \"2052-01-01\" is still to come"},
        {"1980-01-01", NULL},
        {"1979-12-31",
         "row 2: \"1979-12-31\" is before 1980, where programs put days they do not know"},
        {"1970-01-01",
         "row 2: \"1970-01-01\" is before 1980, where programs put days they do not know"},
        {"soon", "row 2: \"soon\" is not a day"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("order id,customer,date,total\n%zu,1,%s,5.00\n", i, cases[i].day);
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s\n", i, cases[i].day);
        report = import_text(*state, text);
        assert_counts(report, cases[i].says == NULL ? "1/0/0/0/0" : "0/0/0/1/0");
        if (cases[i].says != NULL)
            assert_says(report, cases[i].says);
    }
}

static void
import__takes__the_days_of_delivery(void **state)
{
    static const char head[] = "order id,customer,date,total,delivered,installed\n";
    g_autofree char *first =
        g_strconcat(head, "A,1,2025-06-01,5,,\nB,1,2025-06-01,5,soon,\n", NULL);
    g_autofree char *second = g_strconcat(head, "A,1,2025-06-01,5,2025-06-05,2025-07-01\n", NULL);
    g_autofree char *third = g_strconcat(head, "A,1,2025-06-01,5,,\n", NULL);
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    report = import_text(*state, first);
    assert_counts(report, "2/0/0/0/0");
    assert_says(report, "row 3: \"soon\" is not a day that can be right");
    assert_import(*state, second, "0/1/0/0/0");
    assert_rows(*state, "SELECT delivered_day, installed_day FROM purchase ORDER BY id",
                "20244|20270\n-|-\n");
    assert_import(*state, second, "0/0/1/0/0");
    assert_import(*state, third, "0/0/1/0/0"); /* an empty cell says nothing */
}

/* --- whose it is ---------------------------------------------------------------------- */

static void
import__finds__the_customer_of_a_purchase(void **state)
{
    static const struct {
        const char *customer, *email, *phone;
        int id; /* 0: nobody */
    } cases[] = {
        {"1", "", "", 1},
        {"1", "bob@example.com", "", 1}, /* the id counts most */
        {"shop-2", "", "", 2},           /* the id of a record that was merged into another */
        {"77", "Bob@Example.com", "", 2},
        {"", "bob@example.com", "", 2},
        {"bob@example.com", "", "", 2},
        {"", "bob@work.example.com", "", 2},
        {"", "", "030 901820", 3},
        {"", "", "+49 (30) 90-18-20", 3},
        {"+49 30 901820", "", "", 3},
        {"", "", "0171 2345678", 3},
        {"", "nobody@example.com", "030 901820", 3},
        {"77", "", "", 0},
        {"", "nobody@example.com", "", 0},
        {"", "", "030 999999", 0},
        {"", "", "", 0},
    };

    assert_import(*state,
                  "id,name,email,phone\n1,Ana Bell,ana@example.com,\n2,Bob Cole,bob@example.com,\n"
                  "3,Cy Dunn,,030 901820\n",
                  "3/0/0/0/0");
    assert_true(ct_store_exec(
        *state,
        "INSERT INTO customer_ref (ref, customer_id) VALUES ('shop-2', 2);"
        "INSERT INTO other_address (customer_id, channel, key, address, hash) VALUES"
        " (2, 'mail', 'bob@work.example.com', 'x', 'x'), (3, 'call', '491712345678', 'x', 'x')",
        NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf(
            "order id,customer id,email,phone,date,total\nP%zu,%s,%s,%s,2025-01-01,5.00\n", i,
            cases[i].customer, cases[i].email, cases[i].phone);
        g_autofree char *sql =
            g_strdup_printf("SELECT customer_id FROM purchase WHERE ref = 'P%zu'", i);
        g_autofree char *found =
            cases[i].id > 0 ? g_strdup_printf("%d\n", cases[i].id) : g_strdup("");

        print_message("case %zu: %s %s %s\n", i, cases[i].customer, cases[i].email, cases[i].phone);
        assert_import(*state, text, cases[i].id > 0 ? "1/0/0/0/0" : "0/0/0/0/1");
        assert_rows(*state, sql, found);
    }
}

static void
forget(CtStore *store, const char *channel, const char *key)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *secret = ct_meta_secret(store, &error);
    g_autofree char *hash = ct_address_hash(secret, key);
    g_autofree char *sql = g_strdup_printf("INSERT INTO suppression (channel, hash, reason, day)"
                                           " VALUES ('%s', '%s', 'forgotten', 20000)",
                                           channel, hash);

    ct_assert_ok(ct_store_exec(store, sql, &error), error);
}

/* Who asked to be forgotten is counted, and not named anywhere. */
static void
import__never_names__people_who_asked_to_be_forgotten(void **state)
{
    static const char text[] = "order id,customer id,email,phone,date,total,item\n"
                               "A,77,,,2025-01-01,5.00,Rug\n"
                               "A,,,,,,Vase\n" /* the same order */
                               "B,,Gone@Example.com,,2025-01-01,5.00,Rug\n"
                               "C,,,030 901820,2025-01-01,5.00,Rug\n"
                               "D,78,,,2025-01-01,5.00,Rug\n"
                               "E,1,gone@example.com,,2025-01-01,5.00,Rug\n";
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    forget(*state, "person", "77");
    forget(*state, "mail", "gone@example.com");
    forget(*state, "call", "4930901820");
    report = import_text(*state, text);
    assert_counts(report, "1/0/0/0/1"); /* a family's mailbox: E is still here, and bought it */
    assert_int_equal(report->forgotten, 4);
    for (guint i = 0; i < report->wrong->len; i++) {
        const char *said = report->wrong->pdata[i];

        assert_null(strstr(said, "77"));
        assert_null(strstr(said, "one@"));
        assert_null(strstr(said, "901820"));
    }
    assert_says(report, "row 6: no customer \"78\"");
    assert_rows(*state, "SELECT ref FROM purchase", "E\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(import__reads__the_states_of_the_shops),
        WITH_STORE(import__counts__a_purchase_in_an_unknown_state),
        WITH_STORE(import__follows__an_order_from_file_to_file),
        WITH_STORE(import__knows__what_a_purchase_is_worth),
        WITH_STORE(import__refuses__amounts_that_nothing_costs),
        WITH_STORE(import__lists__returns_of_what_was_never_bought),
        WITH_STORE(import__takes__purchases_without_amounts_when_told_so),
        WITH_STORE(import__refuses__days_that_cannot_be_right),
        WITH_STORE(import__takes__the_days_of_delivery),
        WITH_STORE(import__finds__the_customer_of_a_purchase),
        WITH_STORE(import__never_names__people_who_asked_to_be_forgotten),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
