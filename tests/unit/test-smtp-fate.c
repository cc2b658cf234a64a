/* The truth table of what became of a message. */
#include "ct-test.h"

#include "../../src/deliver/smtp-private.h"

static void
fate__keeps__the_promise_for_everything_that_can_be_seen(void **state)
{
    static const int codes[] = {0, 25, 220, 250, 251, 354, 421, 450, 500, 550, 554, 600, 2500};
    const int n = (int)G_N_ELEMENTS(codes);
    int accepted = 0, uncertain = 0;

    for (int i = 0; i < n * n * n * 8; i++) {
        const CtMailFacts facts = {
            .mail_code = codes[i / 8 % n],
            .recipient_code = codes[i / 8 / n % n],
            .transfer_code = codes[i / 8 / n / n],
            .complete = (i & 1) != 0,
            .end_handed = (i & 2) != 0,
            .sent = (i & 4) != 0,
        };
        int transfer = facts.transfer_code / 100;
        bool yes = facts.recipient_code / 100 == 2 && transfer == 2 && facts.complete &&
                   facts.end_handed && facts.sent;
        bool perhaps =
            facts.end_handed && !(facts.sent && (transfer == 2 || transfer == 4 || transfer == 5));
        CtMailFate fate = ct_mail_fate(&facts);

        assert_int_equal(fate == CT_FATE_ACCEPTED, yes);
        assert_int_equal(fate == CT_FATE_UNCERTAIN, perhaps);
        assert_int_not_equal(fate, CT_FATE_STOPPED); /* something was tried */
        accepted += yes;
        uncertain += perhaps;
    }
    assert_true(accepted > 0 && uncertain > 0);
}

static void
fate__tells__the_address_from_the_policy(void **state)
{
    static const struct {
        int mail, recipient, transfer;
        const char *text;
        CtMailFate fate;
    } cases[] = {
        {250, 550, 0, "5.1.1 unknown", CT_FATE_REFUSED_ADDRESS},
        {250, 550, 250, "5.1.1 unknown", CT_FATE_REFUSED_ADDRESS},
        {250, 550, 354, "5.1.10 null MX", CT_FATE_REFUSED_ADDRESS},
        {250, 550, 0, "5.1.100 what", CT_FATE_REFUSED},
        {250, 550, 0, "5.1.7 sender", CT_FATE_REFUSED},
        {250, 550, 0, "5.7.1 policy", CT_FATE_REFUSED},
        {250, 550, 0, "no code at all", CT_FATE_REFUSED},
        {250, 450, 0, "5.1.1 but for now", CT_FATE_DEFERRED},
        {250, 450, 250, "4.2.0 later", CT_FATE_DEFERRED},
        {550, 0, 0, "5.1.1 the sender", CT_FATE_REFUSED},
        {450, 0, 0, "", CT_FATE_DEFERRED},
        {250, 250, 554, "2.1.5 ok", CT_FATE_REFUSED},
        {250, 250, 451, "2.1.5 ok", CT_FATE_DEFERRED},
        {250, 250, 250, "2.1.5 ok", CT_FATE_DEFERRED}, /* 250 where 354 was due */
        {0, 0, 0, "", CT_FATE_DEFERRED},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        CtMailFacts facts = {.mail_code = cases[i].mail,
                             .recipient_code = cases[i].recipient,
                             .transfer_code = cases[i].transfer,
                             .sent = cases[i].transfer != 0};

        print_message("case %zu: %d %d %d %s\n", i, cases[i].mail, cases[i].recipient,
                      cases[i].transfer, cases[i].text);
        ct_enhanced_code(cases[i].text, facts.recipient_enhanced);
        assert_int_equal(ct_mail_fate(&facts), cases[i].fate);
    }
}

static void
enhanced_code__is_read__only_where_it_is_whole(void **state)
{
    static const struct {
        const char *text;
        int code[3];
    } cases[] = {
        {"5.1.1", {5, 1, 1}},  {"5.1.10 x", {5, 1, 10}}, {"4.200.300\r\n", {4, 200, 300}},
        {"5.1", {0, 0, 0}},    {"5.1.", {0, 0, 0}},      {"5.1.x", {0, 0, 0}},
        {" 5.1.1", {0, 0, 0}}, {"55.1.1", {0, 0, 0}},    {"5.1.1000", {0, 0, 0}},
        {"-5.1.1", {0, 0, 0}}, {"", {0, 0, 0}},          {NULL, {0, 0, 0}},
        {"5.-1.1", {0, 0, 0}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int code[3] = {0, 0, 0};

        print_message("case %zu: %s\n", i, cases[i].text != NULL ? cases[i].text : "(none)");
        ct_enhanced_code(cases[i].text, code);
        assert_memory_equal(code, cases[i].code, sizeof code);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fate__keeps__the_promise_for_everything_that_can_be_seen),
        cmocka_unit_test(fate__tells__the_address_from_the_policy),
        cmocka_unit_test(enhanced_code__is_read__only_where_it_is_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
