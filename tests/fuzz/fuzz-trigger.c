/* Any bytes: a trigger is understood, or its mistake is told; what is understood says itself back
 * in words that mean the same. The same for the steps of a series. */
#include "courtesy/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
try_trigger(const CtEntry *entry)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtEntry) back = NULL;
    g_autofree char *text = NULL;
    CtTrigger trigger, again;

    if (!ct_trigger_parse(entry, &trigger, problems)) {
        g_assert_cmpuint(ct_problems_count(problems), ==, 1);
        return;
    }
    g_assert_cmpuint(ct_problems_count(problems), ==, 0);
    text = ct_trigger_text(&trigger);
    back = ct_entry_new("when", text);
    g_assert_true(ct_trigger_parse(back, &again, problems));
    g_assert_cmpint(again.event, ==, trigger.event);
    g_assert_cmpint(again.amount, ==, trigger.amount);
    g_assert_cmpint(again.unit, ==, trigger.unit);
    g_assert_cmpint(again.number, ==, trigger.number);
    g_assert_cmpstr(again.name, ==, trigger.name);
}

static void
try_steps(const CtEntry *entry)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    CtDelay delays[CT_RULE_STEPS - 1];
    int count = 0;
    bool understood = ct_delays_parse(entry, CT_RULE_STEPS - 1, delays, &count, problems);

    g_assert_cmpuint(ct_problems_count(problems), ==, understood ? 0 : 1);
    g_assert_true(!understood || (count >= 1 && count < CT_RULE_STEPS));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(bytes, -1); /* as the reader of files does */
    g_autoptr(CtEntry) entry = ct_entry_new("when", text);

    try_trigger(entry);
    try_steps(entry);
    return 0;
}
