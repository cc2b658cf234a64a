#include "ct-test.h"

#include "courtesy/rules.h"

#include <string.h>

#define BEGINNINGS "a number such as 2, on, every, or halfway to the next purchase"
#define EVENTS                                                                                     \
    "birthday, each purchase, first purchase, last purchase, joining, complaint opened, "          \
    "complaint closed"

static void
trigger__reads__its_sentences(void **state)
{
    static const struct {
        const char *text;
        CtTrigger trigger;
        CtScope scope;
        const char *said; /* NULL: just as written */
    } cases[] = {
        {"on birthday", {CT_EVENT_BIRTHDAY, 0, CT_UNIT_DAY}, CT_SCOPE_CUSTOMER, NULL},
        {"2 days after each purchase",
         {CT_EVENT_EACH_PURCHASE, 2, CT_UNIT_DAY},
         CT_SCOPE_PURCHASE,
         NULL},
        {"1 day after first purchase",
         {CT_EVENT_FIRST_PURCHASE, 1, CT_UNIT_DAY},
         CT_SCOPE_PURCHASE,
         NULL},
        {"1 days  after\nlast   purchase",
         {CT_EVENT_LAST_PURCHASE, 1, CT_UNIT_DAY},
         CT_SCOPE_PURCHASE,
         "1 day after last purchase"},
        {"3 working days after complaint closed",
         {CT_EVENT_COMPLAINT_CLOSED, 3, CT_UNIT_WORKING_DAY},
         CT_SCOPE_CUSTOMER,
         NULL},
        {"1 working day after complaint opened",
         {CT_EVENT_COMPLAINT_OPENED, 1, CT_UNIT_WORKING_DAY},
         CT_SCOPE_CUSTOMER,
         NULL},
        {"2 weeks before Birthday",
         {CT_EVENT_BIRTHDAY, -2, CT_UNIT_WEEK},
         CT_SCOPE_CUSTOMER,
         "2 weeks before birthday"},
        {"120 months after joining",
         {CT_EVENT_JOINING, 120, CT_UNIT_MONTH},
         CT_SCOPE_CUSTOMER,
         NULL},
        {"3650 days after joining", {CT_EVENT_JOINING, 3650, CT_UNIT_DAY}, CT_SCOPE_CUSTOMER, NULL},
        {"on each purchase", {CT_EVENT_EACH_PURCHASE, 0, CT_UNIT_DAY}, CT_SCOPE_PURCHASE, NULL},
        {"halfway to the next purchase",
         {CT_EVENT_HALFWAY, 0, CT_UNIT_DAY},
         CT_SCOPE_CUSTOMER,
         NULL},
        {"12 months without any contact",
         {CT_EVENT_SILENCE, 12, CT_UNIT_MONTH},
         CT_SCOPE_CUSTOMER,
         NULL},
        {"1 month without any contact",
         {CT_EVENT_SILENCE, 1, CT_UNIT_MONTH},
         CT_SCOPE_CUSTOMER,
         NULL},
        {"every 6 months", {CT_EVENT_EVERY, 6, CT_UNIT_MONTH}, CT_SCOPE_CUSTOMER, NULL},
        {"Every 1 month", {CT_EVENT_EVERY, 1, CT_UNIT_MONTH}, CT_SCOPE_CUSTOMER, "every 1 month"},
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
        {"", "when:1:1: the trigger ends too early; here fits: " BEGINNINGS},
        {"birthday", "when:1:1: \"birthday\" does not fit here; here fits: on birthday, or: 2 days "
                     "after birthday"},
        {"ever 6 months", "when:1:1: \"ever\" does not fit here; here fits: " BEGINNINGS
                          "; did you mean \"every\"?"},
        {"tomorrow", "when:1:1: \"tomorrow\" does not fit here; here fits: " BEGINNINGS},
        {"on birthdy", "when:1:4: \"birthdy\" does not fit here; here fits: " EVENTS
                       "; did you mean \"birthday\"?"},
        {"on frist purchase", "when:1:4: \"frist\" does not fit here; here fits: " EVENTS
                              "; did you mean \"first purchase\"?"},
        {"on", "when:1:3: the trigger ends too early; here fits: " EVENTS},
        {"on delivery", "when:1:4: \"delivery\" does not fit here; here fits: " EVENTS},
        {"2 dayz after joining", "when:1:3: \"dayz\" does not fit here; here fits: days, weeks, "
                                 "months, working days"},
        {"2 working weeks after joining",
         "when:1:11: \"weeks\" does not fit here; here fits: days"},
        {"2days after joining", "when:1:1: \"2days\" does not fit here; here fits: a whole number "
                                "and then, after a blank, its unit"},
        {"2 days on joining", "when:1:8: \"on\" does not fit here; here fits: before, after, "
                              "without any contact"},
        {"2 days", "when:1:7: the trigger ends too early; here fits: before, after, without any "
                   "contact"},
        {"2 days before each purchase", "when:1:15: nobody knows the day before it comes; before "
                                        "fits birthday alone"},
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
                                         "nothing more"},
        {"halfway to next purchase", "when:1:12: \"next\" does not fit here; here fits: the next "
                                     "purchase"},
        {"on birthday and more words than any of these sentences has had until today",
         "when:1:13: \"and\" does not fit here; here fits: nothing more"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtEntry) entry = ct_entry_new("when", cases[i].text);
        CtTrigger trigger = {CT_EVENT_COUNT, 7, CT_UNIT_COUNT};

        print_message("case %zu: %s\n", i, cases[i].text);
        assert_false(ct_trigger_parse(entry, &trigger, problems));
        assert_int_equal(ct_problems_count(problems), 1);
        assert_string_equal(ct_problems_line(problems, 0), cases[i].mistake);
        assert_int_equal(trigger.event, CT_EVENT_COUNT); /* left as it was */
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
        cmocka_unit_test(words__are__in_the_order_of_their_enums),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
