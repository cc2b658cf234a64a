#include "ct-import-test.h"

#include <unistd.h>

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
    assert_int_equal(report->wrong_total, 31); /* and one sentence about all of them */
    assert_string_equal(report->wrong->pdata[0], "import the customers first: 30 of 33 rows name "
                                                 "customers who are not here");
    assert_rows(*state, "SELECT ref, customer_id FROM purchase ORDER BY ref", "Y1|2\nY2|1\nY3|2\n");
}

static void
import__advises__to_begin_with_the_customers(void **state)
{
    static const char purchases[] = "order id,customer,date,total\n";
    static const char items[] = "order id,customer,date,item,price\n";
    static const struct {
        const char *heading, *rows;
        const char *advice; /* NULL: none */
    } cases[] = {
        {purchases, "A,1,2025-01-01,5\nB,8,2025-01-01,5\n", NULL}, /* half is not most */
        {purchases, "A,1,2025-01-01,5\nB,8,2025-01-01,5\nC,9,2025-01-01,5\n", "2 of 3 rows"},
        {purchases, "A,,2025-01-01,5\nB,,2025-01-01,5\n", NULL}, /* sold over the counter */
        {purchases, "A,1,2025-01-01,5\nB,8,2025-01-01,5\nC,9,soon,5\n", NULL},
        {purchases, "A,1,2025-01-01,5\nB,8,2025-01-01,5\nC,9,2025-01-01,5\nD,9,soon,5\n",
         "2 of 3 rows"},
        {items, "A,1,2025-01-01,Rug,5\nA,1,,Vase,5\nB,8,2025-01-01,Rug,5\n", NULL},
        {items, "A,1,2025-01-01,Rug,5\nB,8,2025-01-01,Rug,5\nB,8,,Vase,5\n", "2 of 3 rows"},
        {"case id,customer,opened\n", "K,8,2025-01-01\n", "1 of 1 row"},
        {"customer,date,channel\n", "8,2025-01-01,call\n", "1 of 1 row"},
        {"customer,date,channel\n", "1,2025-01-01,call\n", NULL},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(cases[i].heading, cases[i].rows, NULL);
        g_autofree char *advice =
            g_strdup_printf("import the customers first: %s name customers who are not here",
                            cases[i].advice != NULL ? cases[i].advice : "");
        g_autoptr(CtImportReport) report = NULL;
        const char *first;

        print_message("case %zu: %s%s", i, cases[i].heading, cases[i].rows);
        report = import_text(*state, text);
        first = report->wrong->len > 0 ? report->wrong->pdata[0] : "";
        if (cases[i].advice != NULL)
            assert_string_equal(first, advice);
        else
            assert_false(g_str_has_prefix(first, "import the customers"));
    }
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(import__knows__shopify_orders),
        WITH_STORE(import__takes_over__what_became_of_an_order),
        WITH_STORE(import__leaves_out__an_order_as_a_whole),
        WITH_STORE(import__adds_up__rows_without_a_total),
        WITH_STORE(import__numbers__purchases_without_an_id),
        WITH_STORE(import__lists__purchases_of_nobody_and_goes_on),
        WITH_STORE(import__advises__to_begin_with_the_customers),
        WITH_STORE(import__reads__the_words_for_a_cancelled_purchase),
        WITH_STORE(import__takes__cases),
        WITH_STORE(import__takes__contacts),
        WITH_STORE(import__reads__nothing_into_empty_cells_of_events),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
