#include "rule-samples.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

static const char settings_text[] = "[segment lapsed]\n"
                                    "who = orders_total >= 2\n"
                                    "[segment misspelt]\n"
                                    "who = ordrs_total > 2\n";

static int
read_settings(void **state)
{
    *state = shop_settings(settings_text);
    return 0;
}

static int
free_settings(void **state)
{
    ct_settings_free(*state);
    return 0;
}

static void
parse(const CtSettings *settings, const char *file, const char *text, GPtrArray *rules,
      CtProblems *problems)
{
    g_autoptr(CtTextFile) parsed = ct_textfile_parse(file, text, strlen(text), problems);

    ct_rules_parse(parsed, settings, rules, problems);
}

/* "birthday thanks" */
static char *
names(const GPtrArray *rules)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < rules->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
                               ((const CtRule *)g_ptr_array_index(rules, i))->name);
    return g_string_free(text, FALSE);
}

#define NEEDED "kind = service\npriority = 40\n"

static void
rule__has__every_entry(void **state)
{
    static const char text[] = "# the stock rules\n"
                               "[rule thanks-card]\n"
                               "says     = a hand-written card\n"
                               "           for a big purchase\n"
                               "when     = 1 day after first purchase\n"
                               "then     = 10 days later, 2 weeks later\n"
                               "who      = purchase_total >= 250 and in lapsed\n"
                               "send     = card, else mail,  else\tcall\n"
                               "template = big-thanks\n"
                               "kind     = marketing\n"
                               "priority = 100\n"
                               "late     = 1 day\n"
                               "replaces = thanks\n"
                               "again    = not within 90 days\n"
                               "stop     = after 2 without an answer\n"
                               "measured = yes, bought again within 60 days\n"
                               "on       = no\n"
                               "[rule thanks]\n"
                               "when = 2 days after each purchase\n"
                               "send = mail\n" NEEDED;
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GPtrArray) rules = ct_rules_new();
    g_autofree char *mistakes = NULL;
    const CtRule *rule;

    parse(*state, "a.rules", text, rules, problems);
    mistakes = all_problems(problems);
    assert_string_equal(mistakes, "");
    assert_int_equal(rules->len, 2);
    rule = g_ptr_array_index(rules, 1); /* in order of name */
    assert_string_equal(rule->name, "thanks-card");
    assert_string_equal(rule->says, "a hand-written card for a big purchase");
    assert_string_equal(rule->template_name, "big-thanks");
    assert_string_equal(rule->file, "a.rules");
    assert_int_equal(rule->line, 2);
    assert_false(rule->on);
    assert_int_equal(rule->trigger.event, CT_EVENT_FIRST_PURCHASE);
    assert_int_equal(rule->trigger.amount, 1);
    assert_int_equal(rule->n_then, 2);
    assert_int_equal(rule->then[1].amount, 2);
    assert_int_equal(rule->then[1].unit, CT_UNIT_WEEK);
    assert_int_equal(ct_condition_clauses(rule->who), 2);
    assert_int_equal(rule->n_send, 3);
    assert_int_equal(rule->send[0], CT_CHANNEL_CARD);
    assert_int_equal(rule->send[1], CT_CHANNEL_MAIL);
    assert_int_equal(rule->send[2], CT_CHANNEL_CALL);
    assert_int_equal(rule->kind, CT_KIND_MARKETING);
    assert_int_equal(rule->priority, 100);
    assert_int_equal(rule->late_days, 1);
    assert_string_equal(rule->replaces, "thanks");
    assert_int_equal(rule->again_days, 90);
    assert_int_equal(rule->stop_after, 2);
    assert_int_equal(rule->measured_days, 60);
}

static void
rule__has__defaults_of_its_trigger(void **state)
{
    static const struct {
        const char *when;
        int late_days, again_days;
    } cases[] = {
        {"on birthday", 2, 180},
        {"1 day after joining", 7, 300},
        {"2 days after each purchase", 7, 14},
        {"2 days after first purchase", 7, 3650},
        {"2 days after last purchase", 7, 14},
        {"2 days after 3rd purchase", 7, 3650},
        {"2 days after delivery", 7, 14},
        {"2 days after installation", 7, 14},
        {"on anniversary of first purchase", 5, 300},
        {"1 working day after complaint opened", 7, 4},
        {"7 days after complaint closed", 7, 30},
        {"every 5 working days a complaint is open", 7, 4},
        {"2 days after referral", 7, 0},
        {"on low score", 7, 14},
        {"on promise due", 7, 0},
        {"on event storm", 7, 0},
        {"halfway to the next purchase", -1, 14},
        {"12 months without any contact", 30, 0},
        {"every 6 months", 7, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf(
            "[rule x]\nwhen = %s\nsend = mail\nmeasured = no\n" NEEDED, cases[i].when);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(GPtrArray) rules = ct_rules_new();
        const CtRule *rule;

        print_message("case %zu: %s\n", i, cases[i].when);
        parse(*state, "a.rules", text, rules, problems);
        assert_int_equal(rules->len, 1);
        rule = g_ptr_array_index(rules, 0);
        assert_int_equal(rule->late_days, cases[i].late_days);
        assert_int_equal(rule->again_days, cases[i].again_days);
        assert_string_equal(rule->says, cases[i].when);
        assert_string_equal(rule->template_name, "x");
        assert_true(rule->on);
        assert_null(rule->who);
        assert_null(rule->replaces);
        assert_int_equal(rule->stop_after, 0);
        assert_int_equal(rule->measured_days, 0);
    }
}

/* A rule that is right but for one line. */
static void
entry__is_refused__with_its_place(void **state)
{
    static const struct {
        const char *line, *mistake;
    } cases[] = {
        {"who = age > 'x'", "7:7: age is a number and 'x' is text; a number is written without "
                            "quotes"},
        {"who = purchase_total > 5", "7:7: \"purchase_total\" has a meaning only in rules about a "
                                     "purchase, a delivery or an installation"},
        {"who = case_age_days > 5", "7:7: \"case_age_days\" has a meaning only in rules about a "
                                    "complaint"},
        {"then = 10 days", "7:15: the sentence ends too early; here fits: later"},
        {"then = 10 days later", "7:8: no further steps can follow \"birthday\": it comes again by "
                                 "itself, or is over"},
        {"who =", "7:6: the condition is empty; write one, or leave out the line"},
        {"who = in misspelt", "7:10: the segment \"misspelt\" has a mistake"},
        {"prority = 3", "7:1: \"prority\" is not an entry of a rule; did you mean \"priority\"?"},
        {"wombat = 3", "7:1: \"wombat\" is not an entry of a rule; courtesy-rules(5) lists them"},
        {"kind = service", "7:1: \"kind\" is set a second time; line 5 has the first"},
        {"nothing", "7:1: expected \"name = value\", a [heading] or a # comment, found "
                    "\"nothing\""},
        {"late = soon", "7:8: \"soon\" is not understood; write: 2 days (a number from 0 to 365)"},
        {"late = 366 days", "7:8: \"366 days\" is not understood; write: 2 days (a number from 0 "
                            "to 365)"},
        {"late = 5 days or so", "7:8: \"5 days or so\" is not understood; write: 2 days (a number "
                                "from 0 to 365)"},
        {"again = 90 days", "7:9: \"90 days\" is not understood; write: not within 2 days (a "
                            "number from 0 to 3650)"},
        {"stop = after 0 without an answer",
         "7:8: \"after 0 without an answer\" is not understood; write: after 2 without an answer "
         "(a number from 1 to 100)"},
        {"measured = yes", "7:12: \"yes\" is not understood; write: yes, bought again within 2 "
                           "days (a number from 1 to 365)"},
        {"on = maybe", "7:6: \"maybe\" does not fit here; here fit: no, yes"},
        {"template = ../x", "7:12: \"../x\" is not the name of a template: up to 40 small "
                            "letters, digits and hyphens"},
        {"replaces = x", "7:12: a rule cannot replace itself"},
        {"replaces = xy", "7:12: there is no rule \"xy\"; did you mean \"x\"?"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("\n[rule x]\nwhen = on birthday\nsend = mail\n" NEEDED
                            "%s\n[rule other]\nwhen = on birthday\n"
                            "send = call\n" NEEDED,
                            cases[i].line);
        g_autofree char *mistake = g_strconcat("a.rules:", cases[i].mistake, NULL);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(GPtrArray) rules = ct_rules_new();
        g_autofree char *left = NULL;
        guint count;

        print_message("case %zu: %s\n", i, cases[i].line);
        parse(*state, "a.rules", text, rules, problems);
        count = ct_problems_count(problems);
        assert_true(count >= 1);
        assert_string_equal(ct_problems_line(problems, count - 1), mistake);
        left = names(rules);
        assert_string_equal(left, "other"); /* the other rule works */
    }
}

static void
needed_entries__are_missed__all_at_once(void **state)
{
    static const char text[] = "[rule a]\n"
                               "[rule b]\n"
                               "when = on birthdy\n"
                               "send = email\n"
                               "kind = servis\n"
                               "priority = 101\n"
                               "[rule c]\n"
                               "when = on birthday\n"
                               "send = mail, card\n" NEEDED "[rule d]\n"
                               "when = on birthday\n"
                               "send = mail, else mail\n" NEEDED;
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GPtrArray) rules = ct_rules_new();
    g_autofree char *mistakes = NULL;

    parse(*state, "a.rules", text, rules, problems);
    mistakes = all_problems(problems);
    assert_int_equal(rules->len, 0);
    assert_string_equal(
        mistakes,
        "a.rules:1:1: [rule a] does not say when; add a line such as: when = 2 days after each "
        "purchase\n"
        "a.rules:1:1: [rule a] does not say send; add a line such as: send = mail\n"
        "a.rules:1:1: [rule a] does not say kind; add a line such as: kind = marketing\n"
        "a.rules:1:1: [rule a] does not say priority; add a line such as: priority = 50\n"
        "a.rules:3:11: \"birthdy\" does not fit here; here fits: birthday, each purchase, first "
        "purchase, 3rd purchase, last purchase, delivery, installation, joining, anniversary of "
        "first purchase, complaint opened, complaint closed, referral, low score, promise due, "
        "event NAME; did you mean "
        "\"birthday\"?\n"
        "a.rules:4:8: \"email\" does not fit here; here fit: mail, call, card; did you mean "
        "\"mail\"?\n"
        "a.rules:5:8: \"servis\" does not fit here; here fit: service, marketing; did you mean "
        "\"service\"?\n"
        "a.rules:6:12: \"101\" is not a whole number from 0 to 100\n"
        "a.rules:9:8: every way after the first begins with else: card, else mail\n"
        "a.rules:14:8: \"mail\" is here twice");
}

static void
heading__is_refused__when_it_is_not_a_rule(void **state)
{
    static const char text[] = "when = on birthday\n"
                               "[segment x]\nwho = age > 3\n"
                               "[rule Big Thanks]\n"
                               "[rule]\n"
                               "[rule 12345678901234567890123456789012345678901]\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GPtrArray) rules = ct_rules_new();
    g_autofree char *mistakes = NULL;

    parse(*state, "a.rules", text, rules, problems);
    mistakes = all_problems(problems);
    assert_int_equal(rules->len, 0);
    assert_string_equal(
        mistakes,
        "a.rules:1:1: \"when\" stands before the first [rule name]\n"
        "a.rules:2:1: [segment] has no place among rules; write: [rule name]\n"
        "a.rules:4:1: \"Big Thanks\" is not the name of a rule: up to 40 small letters, digits and "
        "hyphens\n"
        "a.rules:5:1: \"\" is not the name of a rule: up to 40 small letters, digits and hyphens\n"
        "a.rules:6:1: \"12345678901234567890123456789012345678901\" is not the name of a rule: up "
        "to 40 small letters, digits and hyphens");
}

#define RULE(name, replaces)                                                                       \
    "[rule " name "]\nwhen = on birthday\nsend = mail\n" NEEDED "replaces = " replaces "\n"

static void
replaces__is_refused__in_a_circle(void **state)
{
    static const char text[] = RULE("a", "b") RULE("b", "c") RULE("c", "a") RULE("d", "a")
        RULE("e", "d") RULE("f", "wrong") "[rule wrong]\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GPtrArray) rules = ct_rules_new();
    g_autofree char *left = NULL;

    parse(*state, "a.rules", text, rules, problems);
    left = names(rules);
    assert_string_equal(left, "d e f"); /* what f replaces rests, which is no mistake of f */
    assert_string_equal(ct_problems_line(problems, 4),
                        "a.rules:6:12: rules replace each other in a circle: a and b");
    assert_int_equal(ct_problems_count(problems), 7);
}

static void
write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        assert_int_equal(g_remove(path), 0);
    }
    assert_int_equal(g_rmdir(folder), 0);
}

static void
rules__are_read__from_every_file_of_a_folder(void **state)
{
    g_autofree char *folder = g_dir_make_tmp("ct-rules-XXXXXX", NULL);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rules = NULL, resting = ct_rules_new();
    g_autofree char *left = NULL, *mistakes = NULL, *expected = NULL;

    write_file(folder, "b.rules", RULE("later", "earlier") RULE("zebra", "gone"));
    write_file(folder, "a.rules", RULE("middle", "later") RULE("earlier", "later-still"));
    write_file(folder, "c.rules", RULE("middle", "later") RULE("later-still", "middle"));
    write_file(folder, "c.rules~", "nonsense");
    write_file(folder, ".hidden.rules", "nonsense");
    rules = ct_rules_read(folder, *state, resting, problems, &error);
    ct_assert_ok(rules != NULL, error);
    left = names(rules);
    mistakes = all_problems(problems);
    expected = g_strdup_printf(
        "%s/c.rules:1:1: [rule middle] is here a second time; %s/a.rules:1 has the first, and both "
        "rest until one has another name\n"
        "%s/a.rules:6:12: rules replace each other in a circle: middle and later\n"
        "%s/a.rules:12:12: rules replace each other in a circle: earlier and later-still\n"
        "%s/b.rules:6:12: rules replace each other in a circle: later and earlier\n"
        "%s/b.rules:12:12: there is no rule \"gone\" to replace\n"
        "%s/c.rules:12:12: rules replace each other in a circle: later-still and middle",
        folder, folder, folder, folder, folder, folder, folder);
    remove_folder(folder);
    assert_string_equal(mistakes, expected);
    assert_string_equal(left, "");
}

#define GOOD "[rule x]\nwhen = on birthday\nsend = mail\n" NEEDED
#define BAD  "[rule x]\nwhen = on birthdy\nsend = mail\n" NEEDED

/* Which of the two is meant, nobody knows. */
static void
rules__of_one_name__rest_both(void **state)
{
    static const char *const cases[][2] = {
        {GOOD, BAD},    /* in two files */
        {GOOD BAD, ""}, /* in one */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folder = g_dir_make_tmp("ct-rules-XXXXXX", NULL);
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(GPtrArray) rules = NULL, resting = ct_rules_new();
        g_autofree char *left = NULL, *out = NULL, *mistakes = NULL;

        print_message("case %zu\n", i);
        write_file(folder, "a.rules", cases[i][0]);
        write_file(folder, "b.rules", cases[i][1]);
        write_file(folder, "c.rules", RULE("z", "x"));
        rules = ct_rules_read(folder, *state, resting, problems, NULL);
        remove_folder(folder);
        left = names(rules);
        out = names(resting);
        mistakes = all_problems(problems);
        assert_string_equal(left, "z");
        assert_string_equal(out, "x x");
        assert_int_equal(ct_problems_count(problems), 2);
        assert_non_null(strstr(mistakes, "[rule x] is here a second time; "));
        assert_non_null(strstr(mistakes, "did you mean \"birthday\"?")); /* of the second, too */
    }
}

/* What a rule replaces and what it sends is looked at, whatever else is wrong with it. */
static void
mistakes__are_told__all_at_once(void **state)
{
    g_autofree char *folder = g_dir_make_tmp("ct-rules-XXXXXX", NULL);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GPtrArray) rules = NULL, resting = ct_rules_new();
    g_autofree char *mistakes = NULL, *expected = NULL;
    const CtRule *rule;

    write_file(folder, "a.rules",
               "[rule thanks]\n"
               "when = on birthdy\n"
               "send = mail\n"
               "template = warm-thanks\n" NEEDED "replaces = thank\n");
    rules = ct_rules_read(folder, *state, resting, problems, NULL);
    mistakes = all_problems(problems);
    expected = g_strdup_printf(
        "%s/a.rules:2:11: \"birthdy\" does not fit here; here fits: birthday, each purchase, first "
        "purchase, 3rd purchase, last purchase, delivery, installation, joining, anniversary of "
        "first purchase, complaint opened, complaint closed, referral, low score, promise due, "
        "event NAME; did you mean "
        "\"birthday\"?\n"
        "%s/a.rules:7:12: there is no rule \"thank\"; did you mean \"thanks\"?",
        folder, folder);
    remove_folder(folder);
    assert_string_equal(mistakes, expected);
    assert_int_equal(rules->len, 0);
    assert_int_equal(resting->len, 1);
    rule = g_ptr_array_index(resting, 0); /* its template can be looked for */
    assert_string_equal(rule->template_name, "warm-thanks");
    assert_int_equal(rule->n_send, 1);
}

static void
rules__are_missed__when_there_is_no_folder(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;

    ct_assert_fails(ct_rules_read("/nonexistent/rules.d", *state, NULL, problems, &error) != NULL,
                    error, CT_ERROR_NO_FILE);
    assert_int_equal(ct_problems_count(problems), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rule__has__every_entry),
        cmocka_unit_test(rule__has__defaults_of_its_trigger),
        cmocka_unit_test(entry__is_refused__with_its_place),
        cmocka_unit_test(needed_entries__are_missed__all_at_once),
        cmocka_unit_test(heading__is_refused__when_it_is_not_a_rule),
        cmocka_unit_test(replaces__is_refused__in_a_circle),
        cmocka_unit_test(rules__are_read__from_every_file_of_a_folder),
        cmocka_unit_test(rules__of_one_name__rest_both),
        cmocka_unit_test(mistakes__are_told__all_at_once),
        cmocka_unit_test(rules__are_missed__when_there_is_no_folder),
    };

    return cmocka_run_group_tests(tests, read_settings, free_settings);
}
