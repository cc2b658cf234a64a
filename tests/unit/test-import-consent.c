/* What a file of customers answers about being written to or called. */
#include "ct-import-test.h"

/* What was answered before, what the file answers, and what stands then. */
static const struct {
    const char *before; /* the answers in the base, as purpose:answer */
    const char *file;   /* the answer in the file */
    const char *after;  /* all answers, in order */
    int kept;
} rise_cases[] = {
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

static void
consent__never_rises(void **state)
{
    static const struct {
        const char *channel, *column;
    } ways[] = {{"mail", "newsletter"}, {"call", "may call"}, {"card", "may post"}};

    for (size_t n = 0; n < G_N_ELEMENTS(rise_cases) * G_N_ELEMENTS(ways); n++) {
        size_t i = n / G_N_ELEMENTS(ways), way = n % G_N_ELEMENTS(ways);
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *text =
            g_strdup_printf("id,name,%s\n1,Ana,%s\n", ways[way].column, rise_cases[i].file);
        g_auto(GStrv) before = g_strsplit(rise_cases[i].before, " ", -1);
        g_autofree char *after =
            g_strdup_printf("%s\n", *rise_cases[i].after ? rise_cases[i].after : "-");
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu, %s: \"%s\", then %s\n", i, ways[way].channel, rise_cases[i].before,
                      rise_cases[i].file);
        assert_import(store, "id,name\n1,Ana\n", "1/0/0/0/0");
        for (int k = 0; before[k] != NULL; k++) {
            g_auto(GStrv) parts = g_strsplit(before[k], ":", 2);
            g_autofree char *sql = g_strdup_printf(
                "INSERT INTO consent (customer_id, channel, purpose, answer, day, source, origin)"
                " VALUES (1, '%s', '%s', %s, 20000, 'said so', 'record')",
                ways[way].channel, parts[0], parts[1]);

            assert_true(ct_store_exec(store, sql, NULL));
        }
        report = import_text(store, text);
        assert_int_equal(report->consent_kept, rise_cases[i].kept);
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
                  "id,name,email,newsletter\n9,Tom,ANA@example.com,yes\n"
                  "10,Cy,cy@example.com,yes\n11,Cy D,cy@example.com,no\n12,Di,di@example.com,yes\n",
                  "4/0/0/0/0");
    assert_rows(*state,
                "SELECT c.ref, k.answer FROM customer c LEFT JOIN consent k ON k.customer_id = c.id"
                " ORDER BY c.id",
                "1|0\n2|1\n9|-\n10|-\n11|0\n12|1\n");
}

/* Who has the same number is not called after a "no"; a street is nobody's alone. */
static void
consent__of_one_number__is_refused_for_all_its_names_but_post_is_not(void **state)
{
    assert_import(*state,
                  "id,name,phone,street,zip,may call,may post\n"
                  "1,Ana,030 901820,Main 1,10115,no,no\n2,Bob,030 901821,Main 2,10115,yes,yes\n",
                  "2/0/0/0/0");
    assert_import(*state,
                  "id,name,phone,street,zip,may call,may post\n"
                  "9,Tom,+49 30 901820,Main 1,10115,yes,yes\n"
                  "10,Cy,030 901822,Main 3,10115,yes,yes\n11,Di,030 901822,Main 3,10115,no,no\n",
                  "3/0/0/0/0");
    assert_rows(*state,
                "SELECT c.ref, group_concat(k.channel || k.answer, ' ') FROM customer c"
                " LEFT JOIN consent k ON k.customer_id = c.id GROUP BY c.id ORDER BY c.id",
                "1|call0 card0\n2|call1 card1\n9|card1\n10|card1\n11|call0 card0\n");
}

/* The file need not repeat the mailbox and the number that two people are known to share. */
static void
consent__is_refused__for_an_address_that_only_the_base_knows(void **state)
{
    static const char text[] = "id,name,newsletter,may call\n1,Ana,yes,yes\n2,Bob,no,no\n";
    g_autoptr(CtImportReport) report = NULL;

    assert_import(*state,
                  "id,name,email,phone\n1,Ana,a@example.com,030 901820\n"
                  "2,Bob,a@example.com,030 901820\n",
                  "2/0/0/0/0");
    report = import_text(*state, text);
    assert_counts(report, "0/1/1/0/0");
    assert_int_equal(report->consent_kept, 2);
    assert_rows(*state, "SELECT customer_id, channel, answer FROM consent ORDER BY id",
                "2|call|0\n2|mail|0\n");
    assert_import(*state, text, "0/0/2/0/0");
}

/* Columns about consent, and what becomes of their cells. */
static const struct {
    const char *headings, *cells;
    const char *rows; /* of the base: channel and answer */
    const char *wrong;
} question_cases[] = {
    {"Accepts marketing", "yes", "mail1", NULL},
    {"May call", "yes", "call1", NULL},
    {"may_phone", "no", "call0", NULL},
    {"Phone consent", "denied", "call0", NULL},
    {"Call consent", "granted", "call1", NULL},
    {"Accepts calls", "nein", "call0", NULL},
    {"Phone marketing", "0", "call0", NULL},
    {"May post", "yes", "card1", NULL},
    {"May letter", "no", "card0", NULL},
    {"Post consent", "no", "card0", NULL},
    {"Accepts post", "no", "card0", NULL},
    {"Postal marketing", "false", "card0", NULL},
    {"May card", "no", "card0", NULL},
    {"Mailing by post", "no", "card0", NULL},
    {"Direct mail", "no", "card0", NULL},
    {"Do not call", "yes", "call0", NULL},
    {"DNC", "x", "call0", NULL},
    {"No calls", "1", "call0", NULL},
    {"DoNotPhone", "true", "call0", NULL},
    {"Do not mail", "yes", "mail0", NULL},
    {"Do not e-mail", "yes", "mail0", NULL},
    {"Unsubscribed", "true", "mail0", NULL},
    {"Unsubscribed", "unsubscribed", "mail0", NULL},
    {"Unsubscribed", "subscribed", "-", NULL},
    {"Opt-out", "opted out", "mail0", NULL},
    {"Opt-out", "opted", "mail0", NULL},
    {"Opt-out", "opted in", "-", NULL},
    {"DoNotPostalMail", "yes", "card0", NULL},
    {"No post", "yes", "card0", NULL},
    {"Do not contact", "yes", "call0 card0 mail0", NULL},
    {"Do not contact", "no", "-", NULL},
    {"Do not call", "no", "-", NULL}, /* has not objected, and has not agreed */
    {"May call,DNC", "yes,yes", "call0", NULL},
    {"May call,DNC", "yes,no", "call1", NULL},
    {"May call,May phone", "yes,no", "call0", NULL},
    {"May call,May phone", "no,yes", "call0", NULL},
    {"DNC,Do not call", "no,yes", "call0", NULL},
    {"Newsletter,May post,Do not contact", "yes,yes,yes", "call0 card0 mail0", NULL},
    {"Newsletter,May call,May post", "yes,no,yes", "call0 card1 mail1", NULL},
    {"May call", "perhaps", "-", "row 2: \"perhaps\" is not yes or no"},
    {"May post", "2", "-", "row 2: \"2\" is not yes or no"},
    {"Unsubscribed", "2024-05-01", "mail0", NULL}, /* the day on which it was said */
    {"DNC,Do not call", "yes,maybe", "call0", "row 2: \"maybe\" is not yes or no"},
};

static void
consent__is_read__from_columns_of_many_names(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(question_cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *text = g_strdup_printf(
            "id,name,%s\n1,Ana,%s\n", question_cases[i].headings, question_cases[i].cells);
        g_autofree char *rows = g_strdup_printf("%s\n", question_cases[i].rows);
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s: %s\n", i, question_cases[i].headings, question_cases[i].cells);
        report = import_text(store, text);
        assert_counts(report, "1/0/0/0/0");
        assert_null(report->unused[0]);
        assert_rows(store,
                    "SELECT group_concat(channel || answer, ' ') FROM"
                    " (SELECT channel, answer FROM consent WHERE purpose IN ('marketing', 'any')"
                    "  AND day = 20251 AND source = 'spreadsheet' ORDER BY id)",
                    rows);
        assert_int_equal(report->wrong_total, question_cases[i].wrong != NULL);
        if (question_cases[i].wrong != NULL)
            assert_says(report, question_cases[i].wrong);
        assert_import(store, text, "0/0/1/0/0");
    }
}

static void
consent__of_one_channel__says_nothing_of_another(void **state)
{
    assert_import(*state,
                  "id,name,newsletter,may call,may post\n1,Ana,no,,\n2,Bob,,no,\n3,Cy,,,no\n",
                  "3/0/0/0/0");
    assert_import(*state,
                  "id,name,newsletter,may call,may post\n1,Ana,yes,yes,yes\n2,Bob,yes,yes,yes\n"
                  "3,Cy,yes,yes,yes\n",
                  "0/3/0/0/0");
    assert_rows(*state,
                "SELECT customer_id, group_concat(channel || answer, ' ') FROM"
                " (SELECT customer_id, channel, answer FROM consent ORDER BY channel, id)"
                " GROUP BY customer_id ORDER BY customer_id",
                "1|call1 card1 mail0\n2|call0 card1 mail1\n3|call1 card0 mail1\n");
}

/* In whichever order: the "no" counts, also of two rows of one customer. */
static void
consent__of_a_customer_who_is_named_twice__is_the_no(void **state)
{
    static const char text[] = "id,name,newsletter,may call,may post\n"
                               "1,Ana,no,no,no\n1,Ana,yes,yes,yes\n"
                               "2,Bob,yes,yes,yes\n2,Bob,no,no,no\n"
                               "3,Cy,yes,yes,yes\n3,Cy,,,\n";

    assert_import(*state, text, "3/0/0/0/0");
    assert_rows(*state, "SELECT customer_id, channel, answer FROM consent ORDER BY id",
                "1|call|0\n1|card|0\n1|mail|0\n2|call|0\n2|card|0\n2|mail|0\n"
                "3|call|1\n3|card|1\n3|mail|1\n");
    assert_import(*state, text, "0/0/3/0/0");
}

static void
consent__is_shown__in_the_report(void **state)
{
    g_autoptr(CtImportReport) report =
        import_text(*state, "id,name,may call,may post,dnc,opt out,do not contact\n"
                            "1,Ana,yes,no,,,\n2,Bob,maybe,,no,yes,yes\n");

    assert_string_equal(find_field(report, "may call")->columns, "may call");
    assert_int_equal(find_field(report, "may call")->filled, 2);
    assert_int_equal(find_field(report, "may call")->wrong, 1);
    assert_int_equal(find_field(report, "may post")->filled, 1);
    assert_string_equal(find_field(report, "do not call")->columns, "dnc");
    assert_string_equal(find_field(report, "do not e-mail")->columns, "opt out");
    assert_int_equal(find_field(report, "do not contact")->filled, 1);
    assert_int_equal(report->consent_yes, 0);
    assert_int_equal(report->consent_no, 1);
}

/* --- records of consent --------------------------------------------------------------- */

/* What the base knows of one customer, a record with its day and purpose, and what stands then,
 * each answer with its origin. A "no" of 2024-03-01 is there unless the case says otherwise. */
static const struct {
    const char *before; /* SQL; NULL: that "no" to marketing by mail */
    const char *record; /* channel,answer,date,purpose */
    const char *after;
    int kept;
} record_cases[] = {
    {NULL, "email,yes,2024-03-02,marketing", "stop0 record1",
     0},                                                  /* later: they changed their mind */
    {NULL, "email,yes,2024-03-01,marketing", "stop0", 1}, /* on the same day the no counts */
    {NULL, "email,yes,2024-02-29,marketing", "stop0", 1},
    {NULL, "email,no,2024-02-29,marketing", "stop0 record0", 0},
    {NULL, "email,yes,2024-03-02,any", "stop0 record1", 0},
    {NULL, "email,yes,2024-02-29,any", "stop0", 1},
    {NULL, "email,yes,2024-02-29,service", "stop0 record1", 0}, /* another matter */
    {NULL, "phone,yes,2024-02-29,marketing", "stop0 record1", 0},
    {"UPDATE meta SET value = value", "email,yes,2024-02-29,marketing", "record1", 0},
    {"INSERT INTO customer (id, ref, name, email, email_key, spread)"
     " VALUES (2, '2', 'Bob', 'a@example.com', 'a@example.com', 0);"
     "INSERT INTO consent (customer_id, channel, purpose, answer, day, source, origin)"
     " VALUES (2, 'mail', 'marketing', 0, 19783, 'x', 'stop')",
     "email,yes,2024-02-29,marketing", "stop0", 1}, /* of somebody with the same mailbox */
};

static void
consent__rises__only_by_a_record_of_a_later_day(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(record_cases); i++) {
        g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);
        g_autofree char *text = g_strdup_printf(
            "customer,channel,answer,date,purpose,source\n1,%s,form\n", record_cases[i].record);
        g_autofree char *after = g_strdup_printf("%s\n", record_cases[i].after);
        g_autoptr(CtImportReport) report = NULL;

        print_message("case %zu: %s\n", i, record_cases[i].record);
        assert_import(store, "id,name,email\n1,Ana,a@example.com\n", "1/0/0/0/0");
        assert_true(ct_store_exec(
            store,
            record_cases[i].before != NULL
                ? record_cases[i].before
                : "INSERT INTO consent (customer_id, channel, purpose, answer, day, source, origin)"
                  " VALUES (1, 'mail', 'marketing', 0, 19783, 'x', 'stop')",
            NULL));
        report = import_text(store, text);
        assert_int_equal(report->kind, CT_IMPORT_CONSENT);
        assert_int_equal(report->consent_kept, record_cases[i].kept);
        assert_rows(store,
                    "SELECT group_concat(origin || answer, ' ') FROM"
                    " (SELECT origin, answer FROM consent ORDER BY id)",
                    after);
        assert_import(store, text, "0/0/1/0/0");
    }
}

/* A whole history in one file, in whatever order: what was said last counts. */
static void
consent__records__count_in_the_order_of_their_days(void **state)
{
    static const char text[] = "customer,channel,answer,date,purpose,source\n"
                               "1,email,yes,2025-03-01,marketing,form\n"
                               "1,email,no,2024-03-01,marketing,form\n"
                               "2,email,no,2025-03-01,marketing,form\n"
                               "2,email,yes,2024-03-01,marketing,form\n";

    assert_import(*state, "id,name\n1,Ana\n2,Bob\n", "2/0/0/0/0");
    ct_import_report_free(import_text(*state, text));
    assert_rows(*state,
                "SELECT customer_id, (SELECT answer FROM consent k WHERE k.customer_id ="
                " c.customer_id ORDER BY id DESC LIMIT 1) FROM consent c GROUP BY customer_id",
                "1|1\n2|0\n");
    /* a file of customers never does that */
    assert_import(*state, "id,name,newsletter,consent date\n2,Bob,yes,2025-06-01\n", "0/0/1/0/0");
}

static void
consent__of_a_file_of_customers__has_the_day_that_it_says(void **state)
{
    g_autoptr(CtImportReport) report =
        import_text(*state, "id,name,newsletter,consent date\n1,Ana,yes,2024-05-06\n"
                            "2,Bob,no,\n3,Cy,yes,2031-01-01\n");

    assert_rows(*state,
                "SELECT customer_id, answer, day, origin, import_id FROM consent ORDER BY id",
                "1|1|19849|import|1\n2|0|20251|import|1\n3|1|20251|import|1\n");
    assert_says(report, "row 4: \"2031-01-01\" is not a day up to today");
}

/* The no goes with the mailbox, also when the one who said it has another one now. */
static void
consent__of_a_mailbox_that_was_left__is_still_refused(void **state)
{
    assert_import(*state, "id,name,email,newsletter\n1,Ann Berg,berg@example.com,no\n",
                  "1/0/0/0/0");
    assert_import(*state, "id,name,email\n1,Ann Berg,new@example.com\n", "0/1/0/0/0");
    assert_import(*state, "id,name,email,newsletter\n3,Zed Holm,berg@example.com,yes\n",
                  "1/0/0/0/0");
    assert_rows(*state, "SELECT count(*) FROM consent WHERE answer = 1", "0\n");
    assert_true(ct_store_exec(*state,
                              "INSERT INTO tonight VALUES (20251);"
                              "INSERT INTO channel_policy VALUES ('mail', 0);",
                              NULL));
    assert_rows(*state,
                "SELECT reason FROM barrier b JOIN customer c ON c.id = b.customer_id"
                " WHERE c.ref = '3' AND channel = 'mail' AND kind = 'marketing'",
                "somebody who had the same address said no to mail\n");
}

/* A repeated no is not noted twice; the undoing of the first file must not lose it. */
static void
consent__that_a_later_file_repeats__outlives_the_undoing(void **state)
{
    g_auto(CtImportUndone) undone = {0};
    g_autoptr(GError) error = NULL;

    assert_import(*state, "id,name,newsletter\n1,Ann,yes\n", "1/0/0/0/0");
    assert_import(*state, "id,name,newsletter\n1,Ann,no\n", "0/1/0/0/0");
    assert_import(*state, "id,name,newsletter\n1,Ann,no\n2,Bob,no\n", "1/0/1/0/0");
    ct_assert_ok(ct_import_undo(*state, 2, ct_day_from_ymd(2025, 6, 12), &undone, &error), error);
    assert_rows(*state, "SELECT answer FROM consent WHERE customer_id = 1 ORDER BY id", "1\n0\n");
}

/* Nor does it lift what somebody asked for at the shop. */
static void
consent__of_a_stop__outlives_the_undoing_of_a_list(void **state)
{
    g_auto(CtImportUndone) undone = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stop = ct_store_query(*state, "people/suppress-address", &error);

    ct_import_report_free(
        import_as(*state, "phone\n+4930123456\n", CT_IMPORT_DO_NOT_CALL, CT_DATES_UNKNOWN, &error));
    assert_rows(*state, "SELECT count(*) FROM suppression WHERE import_id = 1", "1\n");
    ct_stmt_bind_text(stop, ":channel", "call");
    ct_stmt_bind_int(stop, ":today", 20251);
    {
        g_autoptr(CtStmt) hash = ct_store_prepare(*state, "SELECT hash FROM suppression", &error);

        ct_stmt_step(hash, &error);
        ct_stmt_bind_text(stop, ":hash", ct_stmt_text(hash, 0));
    }
    ct_assert_ok(ct_stmt_run(stop, NULL, &error), error);
    ct_assert_ok(ct_import_undo(*state, 1, ct_day_from_ymd(2025, 6, 12), &undone, &error), error);
    assert_rows(*state, "SELECT reason FROM suppression", "stop\n");
}

/* "do not contact" is about everything, and no file makes somebody active again. */
static void
consent__of_the_whole_person__is_not_lifted_by_a_file(void **state)
{
    ct_import_report_free(import_text(*state, "id,name,do not contact\n1,Ann,yes\n"));
    assert_rows(*state, "SELECT DISTINCT purpose FROM consent", "any\n");
    ct_import_report_free(import_text(*state, "id,name,standing\n1,Ann,deceased\n"));
    ct_import_report_free(import_text(*state, "id,name,standing,city\n1,Ann,active,Bath\n"));
    assert_rows(*state, "SELECT status, city FROM customer", "deceased|Bath\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(consent__of_a_mailbox_that_was_left__is_still_refused),
        WITH_STORE(consent__that_a_later_file_repeats__outlives_the_undoing),
        WITH_STORE(consent__of_a_stop__outlives_the_undoing_of_a_list),
        WITH_STORE(consent__of_the_whole_person__is_not_lifted_by_a_file),
        cmocka_unit_test(consent__never_rises),
        WITH_STORE(consent__of_one_mailbox__is_refused_for_all_its_names),
        WITH_STORE(consent__of_one_number__is_refused_for_all_its_names_but_post_is_not),
        WITH_STORE(consent__is_refused__for_an_address_that_only_the_base_knows),
        cmocka_unit_test(consent__is_read__from_columns_of_many_names),
        WITH_STORE(consent__of_one_channel__says_nothing_of_another),
        WITH_STORE(consent__of_a_customer_who_is_named_twice__is_the_no),
        WITH_STORE(consent__is_shown__in_the_report),
        cmocka_unit_test(consent__rises__only_by_a_record_of_a_later_day),
        WITH_STORE(consent__records__count_in_the_order_of_their_days),
        WITH_STORE(consent__of_a_file_of_customers__has_the_day_that_it_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
