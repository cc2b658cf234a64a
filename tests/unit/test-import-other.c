/* Events from outside, referrals, records of consent, and lists of numbers that are not to be
 * called. */
#include "ct-import-test.h"

static CtImportReport *
import_of(CtStore *store, CtImportKind kind, const char *text)
{
    g_autoptr(GError) error = NULL;
    CtImportReport *report = import_as(store, text, (int)kind, CT_DATES_UNKNOWN, &error);

    if (report == NULL)
        fail_msg("%s", error->message);
    return report;
}

static void
assert_import_of(CtStore *store, CtImportKind kind, const char *text, const char *counts)
{
    g_autoptr(CtImportReport) report = import_of(store, kind, text);

    assert_counts(report, counts);
}

static void
undo(CtStore *store, int64_t id)
{
    g_autoptr(GError) error = NULL;
    g_auto(CtImportUndone) undone = {0};
    g_auto(CtTxn) txn = CT_TXN_INIT;

    ct_assert_ok(ct_txn_begin(&txn, store, &error), error);
    ct_assert_ok(ct_import_undo(store, id, ct_day_from_ymd(2025, 6, 12), &undone, &error), error);
    ct_assert_ok(ct_txn_commit(&txn, &error), error);
}

/* --- events --------------------------------------------------------------------------- */

static const char storms[] = "event,date,until,customer,postcode,region,notes\n"
                             "Storm,2025-06-10,2025-06-11,1,,,roof\n"
                             "Storm,2025-06-10,,,10115,,\n"
                             "Storm,2025-06-10,,,,Berlin,\n"
                             "Storm,2025-06-10,,ana@example.com,,,\n" /* the same customer */
                             "Warranty ends,2027-01-31,,bob@example.com,99999,,\n"
                             "Storm,2025-06-10,,77,10115,,\n";

static void
import__takes__events_of_customers_and_of_places(void **state)
{
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    report = import_of(*state, CT_IMPORT_EVENTS, storms);
    assert_counts(report, "5/0/0/0/1");
    assert_says(report, "row 7: no customer \"77\"");
    assert_rows(*state,
                "SELECT ref, name, day, until_day, customer_id, postcode, region, words FROM event"
                " ORDER BY id",
                "1|2025-06-10|storm|1|storm|20249|20250|1|-|-|roof\n"
                "10115|2025-06-10|storm|1|storm|20249|-|-|10115|-|\n"
                "Berlin|2025-06-10|storm|1|storm|20249|-|-|-|Berlin|\n"
                "ana@example.com|2025-06-10|storm|1|storm|20249|-|1|-|-|\n"
                "bob@example.com|2027-01-31|warranty ends|1|warranty ends|20849|-|2|-|-|\n");
    assert_import_of(*state, CT_IMPORT_EVENTS, storms, "0/0/5/0/1");
}

static void
import__names__events_after_their_file(void **state)
{
    assert_import(*state, people, "3/0/0/0/0");
    assert_import_of(*state, CT_IMPORT_EVENTS, "date,postcode\n2025-06-10,10115\n", "1/0/0/0/0");
    assert_rows(*state, "SELECT name FROM event", "file\n");
}

static void
import__refuses__events_that_cannot_be(void **state)
{
    static const struct {
        const char *row, *says;
    } cases[] = {
        {"storm,2025-06-10,2025-06-09,1,,", "row 2: it ends before it begins"},
        {"storm,2025-06-10,,,,", "row 2: names no customer, postcode or region"},
        {"storm,,,1,,", "row 2: no date"},
        {"storm,someday,,1,,", "row 2: \"someday\" is not a day"},
        {"storm,2099-01-01,,1,,", "row 2: \"2099-01-01\" is more than 50 years away"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("event,date,until,customer,postcode,region\n%s\n", cases[i].row);
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s\n", i, cases[i].row);
        report = import_of(*state, CT_IMPORT_EVENTS, text);
        assert_counts(report, "0/0/0/1/0");
        assert_says(report, cases[i].says);
    }
}

static void
import__follows__an_event_with_an_id(void **state)
{
    static const char head[] = "id,event,date,until,postcode,region\n";
    g_autofree char *first = g_strconcat(head, "E1,storm,2025-06-10,,10115,\n", NULL);
    g_autofree char *second = g_strconcat(head, "E1,storm,2025-06-10,2025-06-12,,Berlin\n", NULL);

    assert_import(*state, people, "3/0/0/0/0");
    assert_import_of(*state, CT_IMPORT_EVENTS, first, "1/0/0/0/0");
    assert_import_of(*state, CT_IMPORT_EVENTS, second, "0/1/0/0/0");
    assert_import_of(*state, CT_IMPORT_EVENTS, second, "0/0/1/0/0");
    assert_rows(*state, "SELECT until_day, postcode, region FROM event", "20251|-|Berlin\n");
}

/* --- referrals ------------------------------------------------------------------------ */

static const char referrals[] = "customer,referred by,date\n"
                                "2,1,2025-05-01\n"
                                "bob@example.com,3,2025-05-02\n" /* nobody is sent twice */
                                "Cy Dunn,Ana Bell,\n"
                                "1,77,\n"
                                "78,1,\n"
                                "1,,\n"
                                "1,ana@example.com,\n";

static void
import__takes__who_sent_whom(void **state)
{
    g_autoptr(GString) text = g_string_new(referrals);
    g_autoptr(CtImportReport) report = NULL, again = NULL;

    for (int i = 0; i < 200; i++)
        g_string_append(text, "2,1,2025-05-01\n");
    assert_import(*state,
                  "id,name,email,joined\n1,Ana Bell,ana@example.com,\n"
                  "2,Bob Cole,bob@example.com,\n3,Cy Dunn,,2024-03-01\n",
                  "3/0/0/0/0");
    report = import_of(*state, CT_IMPORT_REFERRALS, text->str);
    assert_counts(report, "2/0/0/2/2");
    assert_says(report, "row 5: no customer \"77\"");
    assert_says(report, "row 6: no customer \"78\"");
    assert_says(report, "row 7: does not say who sent them");
    assert_says(report, "row 8: names one person as both");
    assert_rows(*state, "SELECT customer_id, referred_id, day FROM referral ORDER BY id",
                "1|2|20209\n1|3|19783\n");
    again = import_of(*state, CT_IMPORT_REFERRALS, text->str);
    assert_counts(again, "0/0/2/2/2");
}

static void
import__keeps__the_sender_that_is_known(void **state)
{
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    assert_import_of(*state, CT_IMPORT_REFERRALS, "customer,referred by\n2,1\n", "1/0/0/0/0");
    report = import_of(*state, CT_IMPORT_REFERRALS, "customer,referred by\n2,3\n");
    assert_counts(report, "0/0/1/0/0");
    assert_says(report, "row 2: was sent by \"1\", as an earlier file says; that stays");
    assert_rows(*state, "SELECT customer_id FROM referral", "1\n");
}

/* A column of the customers: the sender may be in the base, in the same file, or nowhere. */
static void
import__takes__the_senders_of_customers(void **state)
{
    static const char text[] = "id,name,email,joined,referred by\n"
                               "4,Dee Eck,dee@example.com,2025-03-01,1\n"
                               "5,Eli Fox,eli@example.com,2025-03-02,dee@example.com\n"
                               "6,Flo Gil,flo@example.com,,Eli Fox\n"
                               "7,Gus Hay,gus@example.com,,Nobody Known\n"
                               "8,Hal Ivo,hal@example.com,,8\n"
                               "9,Ida Jung,ida@example.com,,\n"
                               "3,Cy Dunn,,,4\n";
    g_autoptr(CtImportReport) report = NULL, again = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    report = import_text(*state, text);
    assert_counts(report, "6/1/0/0/0");
    assert_says(report, "row 5: was sent by \"Nobody Known\", who is not here");
    assert_rows(*state,
                "SELECT s.ref, c.ref, r.day FROM referral r JOIN customer s ON s.id = r.customer_id"
                " JOIN customer c ON c.id = r.referred_id ORDER BY c.ref",
                "4|3|20251\n1|4|20148\n4|5|20149\n5|6|20251\n");
    again = import_text(*state, text);
    assert_counts(again, "0/0/7/0/0");
    assert_import_of(*state, CT_IMPORT_CUSTOMERS,
                     "id,name,referred by\n1,Ana Bell,9\n3,Cy Dunn,9\n", "0/1/1/0/0");
    assert_rows(*state, "SELECT count(*) FROM referral WHERE referred_id = 1", "1\n");
    undo(*state, 3);
    assert_rows(*state, "SELECT count(*) FROM referral WHERE referred_id = 1", "0\n");
    assert_rows(*state, "SELECT count(*) FROM referral", "4\n");
}

/* --- records of consent --------------------------------------------------------------- */

static const char last_answers[] = "SELECT k.customer_id, k.channel, k.purpose, k.answer, k.day,"
                                   " k.origin FROM consent k WHERE k.id = (SELECT max(l.id)"
                                   " FROM consent l WHERE l.customer_id = k.customer_id"
                                   " AND l.channel = k.channel) ORDER BY 1, 2";

static const char records[] =
    "customer,e-mail,phone,channel,purpose,answer,answered,source,wording\n"
    "1,,,newsletter,,yes,2025-05-01,form 17,I want news\n"
    ",bob@example.com,,Telefon,Werbung,nein,2025-05-02,call,\n"
    "3,,,all,any,no,2025-05-03,letter,leave me alone\n"
    "77,,,mail,,yes,2025-05-01,form 18,\n";

static void
import__takes__records_of_consent(void **state)
{
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, people, "3/0/0/0/0");
    report = import_of(*state, CT_IMPORT_CONSENT, records);
    assert_counts(report, "3/0/0/0/1");
    assert_int_equal(report->consent_yes, 1);
    assert_int_equal(report->consent_no, 1);
    assert_says(report, "row 5: no customer \"77\"");
    assert_rows(*state, last_answers,
                "1|mail|marketing|1|20209|record\n2|call|marketing|0|20210|record\n"
                "3|call|any|0|20211|record\n3|card|any|0|20211|record\n"
                "3|mail|any|0|20211|record\n");
    assert_rows(*state, "SELECT source, wording FROM consent WHERE customer_id = 1",
                "form 17|I want news\n");
    assert_import_of(*state, CT_IMPORT_CONSENT, records, "0/0/3/0/1");
}

static void
import__refuses__records_that_say_nothing(void **state)
{
    static const struct {
        const char *row, *says;
    } cases[] = {
        {"1,mail,,yes,,form", "row 2: no day of the answer"},
        {"1,mail,,yes,2025-07-01,form", "row 2: \"2025-07-01\" is still to come"},
        {"1,mail,,perhaps,2025-05-01,form", "row 2: \"perhaps\" is neither a yes nor a no"},
        {"1,mail,,,2025-05-01,form", "row 2: no answer; it is yes or no"},
        {"1,pigeon,,yes,2025-05-01,form",
         "row 2: the channel \"pigeon\" is not one of mail, call, card, all"},
        {"1,,,yes,2025-05-01,form", "row 2: no channel; it is one of mail, call, card, all"},
        {"1,mail,fun,yes,2025-05-01,form",
         "row 2: the purpose \"fun\" is not one of marketing, service, any"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("customer,channel,purpose,answer,answered,source\n%s\n", cases[i].row);
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s\n", i, cases[i].row);
        report = import_of(*state, CT_IMPORT_CONSENT, text);
        assert_counts(report, "0/0/0/1/0");
        assert_says(report, cases[i].says);
    }
    assert_rows(*state, "SELECT count(*) FROM consent", "0\n");
}

/* A yes rises over an older no only with a later day and a source. */
static void
import__lets__a_record_rise_over_an_older_no(void **state)
{
    static const struct {
        const char *before, *row, *answer; /* of customer 1 about mail: purpose, answer, day */
    } cases[] = {
        {"1,mail,,no,2025-05-01,letter", "1,mail,,yes,2025-05-02,form", "marketing|1|20210\n"},
        {"1,mail,,no,2025-05-01,letter", "1,mail,,yes,2025-05-01,form", "marketing|0|20209\n"},
        {"1,mail,,no,2025-05-01,letter", "1,mail,,yes,2025-04-30,form", "marketing|0|20209\n"},
        {"1,mail,,no,2025-05-01,letter", "1,mail,,yes,2025-05-02,", "marketing|0|20209\n"},
        {"1,mail,any,no,2025-05-01,letter", "1,mail,,yes,2025-05-02,form", "marketing|1|20210\n"},
        {"1,mail,any,no,2025-05-01,letter", "1,mail,,yes,2025-05-01,form", "any|0|20209\n"},
        {"1,mail,,yes,2025-05-01,form", "1,mail,,no,2025-05-02,", "marketing|0|20210\n"},
        {"1,mail,,no,2025-05-01,letter\n1,mail,,yes,2025-05-01,form", "1,call,,yes,2025-05-01,form",
         "marketing|0|20209\n"},
        {"1,mail,,yes,2025-05-03,form\n1,mail,,no,2025-05-01,letter", "1,call,,yes,2025-05-01,form",
         "marketing|1|20211\n"},
        /* somebody with the same mailbox */
        {"4,mail,,no,2025-05-01,letter", "1,mail,,yes,2025-05-01,form", ""},
        {"4,mail,,no,2025-05-01,letter", "1,mail,,yes,2025-05-02,form", "marketing|1|20210\n"},
    };
    static const char head[] = "customer,channel,purpose,answer,answered,source\n";

    assert_import(*state, people, "3/0/0/0/0");
    assert_true(
        ct_store_exec(*state,
                      "INSERT INTO customer (id, ref, name, email, email_key, spread)"
                      " VALUES (4, '4', 'Abe Bell', 'ana@example.com', 'ana@example.com', 0)",
                      NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *before = g_strconcat(head, cases[i].before, "\n", NULL);
        g_autofree char *text = g_strconcat(head, cases[i].row, "\n", NULL);
        g_autoptr(CtImportReport) first = NULL, second = NULL, again = NULL;

        print_message("case %zu: %s, then %s\n", i, cases[i].before, cases[i].row);
        assert_true(ct_store_exec(*state, "DELETE FROM consent", NULL));
        first = import_of(*state, CT_IMPORT_CONSENT, before);
        second = import_of(*state, CT_IMPORT_CONSENT, text);
        assert_rows(*state,
                    "SELECT purpose, answer, day FROM consent WHERE customer_id = 1"
                    " AND channel = 'mail' ORDER BY id DESC LIMIT 1",
                    cases[i].answer);
        again = import_of(*state, CT_IMPORT_CONSENT, text);
        assert_int_equal(again->added, 0);
    }
}

/* --- numbers that are not to be called ------------------------------------------------ */

static const char stops[] = "phone,e-mail,date\n"
                            "030 901820,,2025-06-01\n"
                            "+49 30 901820,,2025-06-02\n"
                            ",Ana@Example.com,2025-06-01\n"
                            "0171 2345678,x@example.com,\n"
                            "12,,\n";

static void
import__takes__numbers_that_are_not_to_be_called(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *secret = NULL, *hash = NULL, *sql = NULL;
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state, "id,name,phone\n1,Ana Bell,030 901820\n", "1/0/0/0/0");
    report = import_of(*state, CT_IMPORT_DO_NOT_CALL, stops);
    assert_counts(report, "4/0/0/1/0");
    assert_says(report, "row 6: names neither a number nor an e-mail address");
    assert_rows(*state,
                "SELECT channel, reason, day, import_id FROM suppression ORDER BY channel, day",
                "call|do-not-call list|20241|2\ncall|do-not-call list|20251|2\n"
                "mail|do-not-call list|20240|2\nmail|do-not-call list|20251|2\n");
    secret = ct_meta_secret(*state, &error);
    hash = ct_address_hash(secret, "4930901820");
    sql = g_strdup_printf("SELECT count(*) FROM suppression s JOIN customer c"
                          " ON c.phone_hash = s.hash WHERE s.hash = '%s'",
                          hash);
    assert_rows(*state, sql, "1\n");
    assert_import_of(*state, CT_IMPORT_DO_NOT_CALL, stops, "0/0/4/1/0");
}

static void
import__tells__of_an_old_list(void **state)
{
    g_autoptr(CtImportReport) old = NULL, fresh = NULL;

    old = import_of(*state, CT_IMPORT_DO_NOT_CALL, "phone,date\n030 901820,2025-05-01\n");
    assert_string_equal(old->wrong->pdata[0], "the latest entry of this list is of 2025-05-01; "
                                              "numbers that were added since are missing");
    fresh = import_of(*state, CT_IMPORT_DO_NOT_CALL, "phone,date\n030 901820,2025-05-12\n");
    assert_int_equal(fresh->wrong_total, 0);
}

static void
import__keeps__the_reason_of_an_older_stop(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *secret = ct_meta_secret(*state, &error);
    g_autofree char *hash = ct_address_hash(secret, "4930901820");
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO suppression VALUES ('call', '%s', 'stop', 19000, NULL)", hash);

    assert_true(ct_store_exec(*state, sql, NULL));
    assert_import_of(*state, CT_IMPORT_DO_NOT_CALL, "phone\n030 901820\n", "0/0/1/0/0");
    assert_rows(*state, "SELECT reason, day FROM suppression", "stop|19000\n");
}

/* --- taking it back ------------------------------------------------------------------- */

/* Everything that files of these kinds can change. */
static char *
dump(CtStore *store)
{
    static const char *const queries[] = {
        "SELECT * FROM purchase ORDER BY id",
        "SELECT * FROM purchase_item ORDER BY purchase_id, line",
        "SELECT * FROM customer_case ORDER BY id",
        "SELECT * FROM contact ORDER BY id",
        "SELECT * FROM event ORDER BY id",
        "SELECT * FROM referral ORDER BY id",
        "SELECT * FROM consent ORDER BY id",
        "SELECT * FROM suppression ORDER BY channel, hash",
    };
    g_autoptr(GString) text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(CtStmt) stmt = ct_store_prepare(store, queries[i], NULL);

        g_string_append_printf(text, "%s\n", queries[i]);
        while (ct_stmt_step(stmt, NULL) == CT_ROW) {
            for (int k = 0; k < ct_stmt_columns(stmt); k++)
                g_string_append_printf(text, "|%s",
                                       ct_stmt_is_null(stmt, k) ? "-" : ct_stmt_text(stmt, k));
            g_string_append_c(text, '\n');
        }
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
undo__takes_back__every_kind_exactly(void **state)
{
    static const struct {
        CtImportKind kind;
        const char *first, *second;
    } cases[] = {
        {CT_IMPORT_PURCHASES,
         "order id,customer,date,total,currency,status,delivered,item,price\n"
         "A,1,2025-01-01,50,EUR,paid,,Rug,50\nB,1,2025-02-01,30,,pending,,Vase,30\n"
         "D,1,2025-02-01,30,,paid,,,\n",
         "order id,customer,date,total,currency,status,delivered,item,price\n"
         "A,2,2025-01-02,40,USD,refunded,2025-01-09,Lamp,20\nA,,,,,,,Shade,20\n"
         "B,1,2025-02-01,30,,paid,,Vase,30\nC,2,2025-03-01,7,,,,Cup,7\n"
         "D,1,2025-02-01,30,,paid,,Bowl,30\n"},
        {CT_IMPORT_CASES, "case id,customer,opened,closed,kind,words\nK,1,2025-01-01,,theft,oh\n",
         "case id,customer,opened,closed,kind,words\nK,2,2025-01-02,2025-01-03,loss,well\n"
         "L,1,2025-02-01,,,\n"},
        {CT_IMPORT_CONTACTS,
         "id,customer,date,channel,direction,by,mood,words\nT,1,2025-01-01,call,in,Anna,4,hello\n",
         "id,customer,date,channel,direction,by,mood,words\nT,2,2025-01-02,mail,out,Tom,1,bye\n"
         "U,1,2025-01-03,card,,,,\n"},
        {CT_IMPORT_EVENTS,
         "id,event,date,until,customer,postcode,words\nE,storm,2025-01-01,2025-01-02,1,,oh\n",
         "id,event,date,until,customer,postcode,words\nE,hail,2025-01-02,2025-01-05,,10115,well\n"
         "F,hail,2025-01-02,,2,,\n"},
        {CT_IMPORT_REFERRALS, "customer,referred by\n2,1\n", "customer,referred by\n2,1\n3,1\n"},
        {CT_IMPORT_CONSENT,
         "customer,channel,answer,answered,source\n1,mail,no,2025-01-01,letter\n",
         "customer,channel,answer,answered,source\n1,mail,yes,2025-01-02,form\n"},
        {CT_IMPORT_DO_NOT_CALL, "phone\n030 901820\n", "phone\n030 901820\n030 901821\n"},
    };

    assert_import(*state, people, "3/0/0/0/0");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *nothing = dump(*state), *before = NULL, *restored = NULL, *empty = NULL;
        g_autoptr(CtImportReport) first = NULL, second = NULL, third = NULL;

        print_message("%s\n", ct_import_kind_words[cases[i].kind]);
        first = import_of(*state, cases[i].kind, cases[i].first);
        before = dump(*state);
        second = import_of(*state, cases[i].kind, cases[i].second);
        assert_true(second->added + second->changed > 0);
        undo(*state, second->import_id);
        restored = dump(*state);
        assert_string_equal(restored, before);
        third = import_of(*state, cases[i].kind, cases[i].second);
        assert_int_equal(third->added, second->added);
        assert_int_equal(third->changed, second->changed);
        undo(*state, third->import_id);
        undo(*state, first->import_id);
        empty = dump(*state);
        assert_string_equal(empty, nothing);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(import__takes__events_of_customers_and_of_places),
        WITH_STORE(import__names__events_after_their_file),
        WITH_STORE(import__refuses__events_that_cannot_be),
        WITH_STORE(import__follows__an_event_with_an_id),
        WITH_STORE(import__takes__who_sent_whom),
        WITH_STORE(import__keeps__the_sender_that_is_known),
        WITH_STORE(import__takes__the_senders_of_customers),
        WITH_STORE(import__takes__records_of_consent),
        WITH_STORE(import__refuses__records_that_say_nothing),
        WITH_STORE(import__lets__a_record_rise_over_an_older_no),
        WITH_STORE(import__takes__numbers_that_are_not_to_be_called),
        WITH_STORE(import__tells__of_an_old_list),
        WITH_STORE(import__keeps__the_reason_of_an_older_stop),
        WITH_STORE(undo__takes_back__every_kind_exactly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
