#include "ct-test.h"

#include "courtesy/rules.h"

#include <string.h>

#define BEGINNINGS "a number such as 2, on, every, or halfway to the next purchase"
#define EVENTS                                                                                     \
    "birthday, each purchase, first purchase, 3rd purchase, last purchase, delivery, "             \
    "installation, joining, anniversary of first purchase, complaint opened, complaint closed, "   \
    "referral, low score, promise due, event NAME"
#define FORESEEN "birthday, anniversary of first purchase, promise due, event NAME"

#define ABOUT(what, count, of)                                                                     \
    {                                                                                              \
        .event = CT_EVENT_##what, .amount = count, .unit = CT_UNIT_##of                            \
    }
#define DAYS(what, count)    ABOUT(what, count, DAY)
#define WEEKS(what, count)   ABOUT(what, count, WEEK)
#define MONTHS(what, count)  ABOUT(what, count, MONTH)
#define WORKING(what, count) ABOUT(what, count, WORKING_DAY)
#define NTH(count, which)                                                                          \
    {                                                                                              \
        .event = CT_EVENT_NTH_PURCHASE, .amount = count, .unit = CT_UNIT_DAY, .number = which      \
    }
#define OUTSIDE(count, what)                                                                       \
    {                                                                                              \
        .event = CT_EVENT_OUTSIDE, .amount = count, .unit = CT_UNIT_DAY, .name = what              \
    }

static void
trigger__reads__its_sentences(void **state)
{
    static const struct {
        const char *text;
        CtTrigger trigger;
        CtScope scope;
        const char *said; /* NULL: just as written */
    } cases[] = {
        {"on birthday", DAYS(BIRTHDAY, 0), CT_SCOPE_CUSTOMER, NULL},
        {"2 weeks before Birthday", WEEKS(BIRTHDAY, -2), CT_SCOPE_CUSTOMER,
         "2 weeks before birthday"},
        {"2 days after each purchase", DAYS(EACH_PURCHASE, 2), CT_SCOPE_PURCHASE, NULL},
        {"on each purchase", DAYS(EACH_PURCHASE, 0), CT_SCOPE_PURCHASE, NULL},
        {"1 day after first purchase", DAYS(FIRST_PURCHASE, 1), CT_SCOPE_PURCHASE, NULL},
        {"1 day after 1st purchase", DAYS(FIRST_PURCHASE, 1), CT_SCOPE_PURCHASE,
         "1 day after first purchase"},
        {"2 days after 3rd purchase", NTH(2, 3), CT_SCOPE_PURCHASE, NULL},
        {"on 2nd purchase", NTH(0, 2), CT_SCOPE_PURCHASE, NULL},
        {"on 11th purchase", NTH(0, 11), CT_SCOPE_PURCHASE, NULL},
        {"on 21ST Purchase", NTH(0, 21), CT_SCOPE_PURCHASE, "on 21st purchase"},
        {"on 112th purchase", NTH(0, 112), CT_SCOPE_PURCHASE, NULL},
        {"on 1000th purchase", NTH(0, 1000), CT_SCOPE_PURCHASE, NULL},
        {"1 days  after\nlast   purchase", DAYS(LAST_PURCHASE, 1), CT_SCOPE_PURCHASE,
         "1 day after last purchase"},
        {"2 days after delivery", DAYS(DELIVERY, 2), CT_SCOPE_DELIVERY, NULL},
        {"3 working days after installation", WORKING(INSTALLATION, 3), CT_SCOPE_INSTALLATION,
         NULL},
        {"120 months after joining", MONTHS(JOINING, 120), CT_SCOPE_CUSTOMER, NULL},
        {"3650 days after joining", DAYS(JOINING, 3650), CT_SCOPE_CUSTOMER, NULL},
        {"on anniversary of first purchase", DAYS(ANNIVERSARY, 0), CT_SCOPE_ANNIVERSARY, NULL},
        {"1 week before anniversary of first purchase", WEEKS(ANNIVERSARY, -1),
         CT_SCOPE_ANNIVERSARY, NULL},
        {"1 working day after complaint opened", WORKING(COMPLAINT_OPENED, 1), CT_SCOPE_CASE, NULL},
        {"3 working days after complaint closed", WORKING(COMPLAINT_CLOSED, 3), CT_SCOPE_CASE,
         NULL},
        {"every 5 working days a complaint is open", WORKING(COMPLAINT_OPEN, 5), CT_SCOPE_CASE,
         NULL},
        {"2 days after referral", DAYS(REFERRAL, 2), CT_SCOPE_CUSTOMER, NULL},
        {"1 working day after low score", WORKING(LOW_SCORE, 1), CT_SCOPE_CUSTOMER, NULL},
        {"1 working day before promise due", WORKING(PROMISE, -1), CT_SCOPE_CUSTOMER, NULL},
        {"on event storm", OUTSIDE(0, "storm"), CT_SCOPE_CUSTOMER, NULL},
        {"30 days before event  Warranty\n ends", OUTSIDE(-30, "warranty ends"), CT_SCOPE_CUSTOMER,
         "30 days before event warranty ends"},
        {"on event hail, or snow", OUTSIDE(0, "hail, or snow"), CT_SCOPE_CUSTOMER, NULL},
        {"halfway to the next purchase", DAYS(HALFWAY, 0), CT_SCOPE_CUSTOMER, NULL},
        {"12 months without any contact", MONTHS(SILENCE, 12), CT_SCOPE_CUSTOMER, NULL},
        {"1 month without any contact", MONTHS(SILENCE, 1), CT_SCOPE_CUSTOMER, NULL},
        {"every 6 months", MONTHS(EVERY, 6), CT_SCOPE_CUSTOMER, NULL},
        {"Every 1 month", MONTHS(EVERY, 1), CT_SCOPE_CUSTOMER, "every 1 month"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtEntry) entry = ct_entry_new("when", cases[i].text);
        g_autofree char *said = NULL;
        CtTrigger trigger;

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_true(ct_trigger_parse(entry, &trigger, problems));
        assert_int_equal(ct_problems_count(problems), 0);
        assert_int_equal(trigger.event, cases[i].trigger.event);
        assert_int_equal(trigger.amount, cases[i].trigger.amount);
        assert_int_equal(trigger.unit, cases[i].trigger.unit);
        assert_int_equal(trigger.number, cases[i].trigger.number);
        assert_string_equal(trigger.name, cases[i].trigger.name);
        assert_int_equal(ct_trigger_scope(&trigger), cases[i].scope);
        said = ct_trigger_text(&trigger);
        assert_string_equal(said, cases[i].said != NULL ? cases[i].said : cases[i].text);
    }
}

static void
trigger__tells__what_fits_where(void **state)
{
    static const struct {
        const char *text, *mistake;
    } cases[] = {
        {"", "when:1:1: the sentence ends too early; here fits: " BEGINNINGS},
        {"birthday", "when:1:1: \"birthday\" does not fit here; here fits: on birthday, or: 2 days "
                     "after birthday"},
        {"ever 6 months", "when:1:1: \"ever\" does not fit here; here fits: " BEGINNINGS
                          "; did you mean \"every\"?"},
        {"tomorrow", "when:1:1: \"tomorrow\" does not fit here; here fits: " BEGINNINGS},
        {"on birthdy", "when:1:4: \"birthdy\" does not fit here; here fits: " EVENTS
                       "; did you mean \"birthday\"?"},
        {"on frist purchase", "when:1:4: \"frist\" does not fit here; here fits: " EVENTS
                              "; did you mean \"first purchase\"?"},
        {"on", "when:1:3: the sentence ends too early; here fits: " EVENTS},
        {"on delivary", "when:1:4: \"delivary\" does not fit here; here fits: " EVENTS
                        "; did you mean \"delivery\"?"},
        {"on a whim", "when:1:4: \"a\" does not fit here; here fits: " EVENTS},
        {"on 3rd birthday", "when:1:8: \"birthday\" does not fit here; here fits: purchase"},
        {"on 1001st purchase", "when:1:4: \"1001st\" does not fit here; here fits: a number up to "
                               "1000th"},
        {"on 3 purchase", "when:1:4: \"3\" does not fit here; here fits: " EVENTS
                          "; did you mean \"3rd purchase\"?"},
        {"3rd purchase", "when:1:1: \"3rd\" does not fit here; here fits: on 3rd purchase, or: 2 "
                         "days after 3rd purchase"},
        {"event storm", "when:1:1: \"event\" does not fit here; here fits: on event storm, or: 2 "
                        "days after event storm"},
        {"on event", "when:1:9: the sentence ends too early; here fits: the name of an event, as "
                     "in the imported file"},
        {"on event 12345678901234567890123456789012345678901234567890123456789012345",
         "when:1:10: \"1234567890123456789012345678901234567890 ...\" is too long for the name of "
         "an event: at most 60 bytes"},
        {"2 days before delivery",
         "when:1:15: \"delivery\" does not fit here; here fits: " FORESEEN},
        {"every 5 days a complaint opens", "when:1:26: \"opens\" does not fit here; here fits: is "
                                           "open"},
        {"2 dayz after joining", "when:1:3: \"dayz\" does not fit here; here fits: days, weeks, "
                                 "months, working days"},
        {"2 working weeks after joining",
         "when:1:11: \"weeks\" does not fit here; here fits: days"},
        {"2days after joining", "when:1:1: \"2days\" does not fit here; here fits: a whole number "
                                "and then, after a blank, its unit"},
        {"2 days on joining", "when:1:8: \"on\" does not fit here; here fits: before, after, "
                              "without any contact"},
        {"2 days", "when:1:7: the sentence ends too early; here fits: before, after, without any "
                   "contact"},
        {"2 days before each purchase",
         "when:1:15: \"each\" does not fit here; here fits: " FORESEEN},
        {"0 days after joining", "when:1:1: 0 days is too few; here fits: a number from 1 to 3650 "
                                 "(the day itself is: on ...)"},
        {"3651 days after joining",
         "when:1:1: 3651 days is too many; here fits: a number from 1 to "
         "3650"},
        {"121 weeks after joining",
         "when:1:1: 121 weeks is too many; here fits: a number from 1 to "
         "120"},
        {"99999999999999999999 days after joining",
         "when:1:1: 99999999999999999999 days is too many; here fits: a number from 1 to 3650"},
        {"52 weeks without any contact", "when:1:4: \"weeks\" does not fit here; here fits: "
                                         "months; this sentence counts in months alone"},
        {"12 months without contact", "when:1:19: \"contact\" does not fit here; here fits: any "
                                      "contact"},
        {"12 months without any contact at all", "when:1:31: \"at\" does not fit here; here fits: "
                                                 "nothing more"},
        {"every month", "when:1:7: \"month\" does not fit here; here fits: a number, such as 6"},
        {"every 6 days", "when:1:9: \"days\" does not fit here; here fits: months; this sentence "
                         "counts in months alone"},
        {"every 6 months after joining", "when:1:16: \"after\" does not fit here; here fits: "
                                         "a complaint is open, or nothing more"},
        {"halfway to next purchase", "when:1:12: \"next\" does not fit here; here fits: the next "
                                     "purchase"},
        {"on birthday and more words than any of these sentences has had until today",
         "when:1:13: \"and\" does not fit here; here fits: nothing more"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtEntry) entry = ct_entry_new("when", cases[i].text);
        CtTrigger trigger = {.event = CT_EVENT_COUNT, .amount = 7, .unit = CT_UNIT_COUNT};

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_false(ct_trigger_parse(entry, &trigger, problems));
        assert_int_equal(ct_problems_count(problems), 1);
        assert_string_equal(ct_problems_line(problems, 0), cases[i].mistake);
        assert_int_equal(trigger.event, CT_EVENT_COUNT); /* left as it was */
    }
}

static void
steps__are_read__one_after_the_other(void **state)
{
    static const struct {
        const char *text;
        CtDelay delays[3];
        int count;
    } cases[] = {
        {"10 days later", {{10, CT_UNIT_DAY}}, 1},
        {"1 day later,3 working days later,\n 2 months later",
         {{1, CT_UNIT_DAY}, {3, CT_UNIT_WORKING_DAY}, {2, CT_UNIT_MONTH}},
         3},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtEntry) entry = ct_entry_new("then", cases[i].text);
        CtDelay delays[3];
        int count = 0;

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_true(ct_delays_parse(entry, 3, delays, &count, problems));
        assert_int_equal(ct_problems_count(problems), 0);
        assert_int_equal(count, cases[i].count);
        for (int k = 0; k < count; k++) {
            assert_int_equal(delays[k].amount, cases[i].delays[k].amount);
            assert_int_equal(delays[k].unit, cases[i].delays[k].unit);
        }
    }
}

static void
steps__tell__what_fits_where(void **state)
{
    static const struct {
        const char *text, *mistake;
    } cases[] = {
        {"", "then:1:1: the sentence ends too early; here fits: a number, such as 6"},
        {"10 days", "then:1:8: the sentence ends too early; here fits: later"},
        {"10 days after", "then:1:9: \"after\" does not fit here; here fits: later"},
        {"10 days later,", "then:1:15: the sentence ends too early; here fits: a number, such as "
                           "6"},
        {"10 days later 30 days later", "then:1:15: \"30\" does not fit here; here fits: a comma "
                                        "and the next step, or nothing more"},
        {"1 day later, 2 days later, 3 days later, 4 days later",
         "then:1:42: a series has at most 4 steps, the first included"},
        {"soon", "then:1:1: \"soon\" does not fit here; here fits: a number, such as 6"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtEntry) entry = ct_entry_new("then", cases[i].text);
        CtDelay delays[3];
        int count = 7;

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_false(ct_delays_parse(entry, 3, delays, &count, problems));
        assert_int_equal(ct_problems_count(problems), 1);
        assert_string_equal(ct_problems_line(problems, 0), cases[i].mistake);
        assert_int_equal(count, 7); /* left as it was */
    }
}

/* What a fact needs is there, or is not. */
static void
scopes__have__the_facts_of_what_is_in_play(void **state)
{
    static const struct {
        CtScope scope;
        bool purchase, complaint, anniversary;
    } cases[] = {
        {CT_SCOPE_CUSTOMER, false, false, false}, {CT_SCOPE_PURCHASE, true, false, false},
        {CT_SCOPE_DELIVERY, true, false, false},  {CT_SCOPE_INSTALLATION, true, false, false},
        {CT_SCOPE_CASE, false, true, false},      {CT_SCOPE_ANNIVERSARY, false, false, true},
        {CT_SCOPE_ANY, true, true, true},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu\n", i);
        assert_true(ct_scope_has(cases[i].scope, CT_SCOPE_CUSTOMER));
        assert_int_equal(ct_scope_has(cases[i].scope, CT_SCOPE_PURCHASE), cases[i].purchase);
        assert_int_equal(ct_scope_has(cases[i].scope, CT_SCOPE_CASE), cases[i].complaint);
        assert_int_equal(ct_scope_has(cases[i].scope, CT_SCOPE_ANNIVERSARY), cases[i].anniversary);
    }
}

static void
words__are__in_the_order_of_their_enums(void **state)
{
    assert_int_equal(ct_vocabulary_find(ct_event_words, "every"), CT_EVENT_EVERY);
    assert_int_equal(ct_vocabulary_find(ct_unit_words, "working days"), CT_UNIT_WORKING_DAY);
    assert_null(ct_event_words[CT_EVENT_COUNT]);
    assert_null(ct_unit_words[CT_UNIT_COUNT]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trigger__reads__its_sentences),
        cmocka_unit_test(trigger__tells__what_fits_where),
        cmocka_unit_test(steps__are_read__one_after_the_other),
        cmocka_unit_test(steps__tell__what_fits_where),
        cmocka_unit_test(scopes__have__the_facts_of_what_is_in_play),
        cmocka_unit_test(words__are__in_the_order_of_their_enums),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
