#include "ct-test.h"

#include "courtesy/settings.h"

#include <string.h>

static CtSettings *
parse(const char *conf, CtProblems *problems)
{
    g_autoptr(CtTextFile) text = ct_textfile_parse("c.conf", conf, strlen(conf), problems);

    return ct_settings_parse(text, problems);
}

static void
settings__have__sensible_defaults(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtSettings) s = parse("", problems);
    const CtLimit *first = g_ptr_array_index(s->policy.at_most, 0);

    assert_int_equal(ct_problems_count(problems), 0);
    assert_int_equal(s->mail.transport, CT_TRANSPORT_FOLDER);
    assert_int_equal(s->policy.at_most->len, 4);
    assert_int_equal(first->count, 1);
    assert_int_equal(first->days, 7);
    assert_int_equal(first->channel, -1);
    assert_true(s->policy.consent_needed[CT_CHANNEL_MAIL]);
    assert_false(s->policy.consent_needed[CT_CHANNEL_CALL]);
    assert_int_equal(s->policy.quiet_days, 1U << 6);
    assert_int_equal(s->managers->len, 1);
    assert_int_equal(s->hours[5].closes, 0);
}

static void
settings__read__what_the_manual_shows(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtSettings) s = parse("[business]\n"
                                    "name = Oak & Lamp\n"
                                    "address = 4 High Street\n"
                                    "          Bath BA1 5AQ\n"
                                    "languages = en de es\n"
                                    "[hours]\n"
                                    "monday-friday = 9:00-18:00\n"
                                    "saturday = 10:00-13:00\n"
                                    "closed = 24 dec - 1 jan, 6 jan\n"
                                    "[policy]\n"
                                    "live since = 2025-06-12\n"
                                    "at most = 2 marketing mails in 30 days\n"
                                    "          4 calls in 12 months\n"
                                    "quiet days = saturday-monday\n"
                                    "daily limits = 200 mails, 15 cards\n"
                                    "29 february = 1 march\n"
                                    "post takes = GB 2, Europe 5, world 8\n"
                                    "hold out = 10%\n"
                                    "[manager anna]\n"
                                    "name = Anna Berg\n"
                                    "mail = anna@example.com\n"
                                    "calls per day = 8\n"
                                    "works = monday-thursday\n"
                                    "[import shop]\n"
                                    "file = imports/shop.csv\n"
                                    "as = purchases\n"
                                    "dates = mdy\n"
                                    "[segment top]\n"
                                    "who = spent_12_months >= 1000\n",
                                    problems);
    const CtLimit *mails = g_ptr_array_index(s->policy.at_most, 0);
    const CtLimit *calls = g_ptr_array_index(s->policy.at_most, 1);
    const CtManager *anna = g_ptr_array_index(s->managers, 0);
    const CtImportSource *shop = g_ptr_array_index(s->imports, 0);

    if (ct_problems_count(problems) > 0)
        fail_msg("%s", ct_problems_line(problems, 0));
    assert_string_equal(s->business.address, "4 High Street\nBath BA1 5AQ");
    assert_string_equal(s->business.languages[2], "es");
    assert_int_equal(s->hours[5].opens, 600);
    assert_int_equal(s->policy.live_since.n, 20251);
    assert_int_equal(mails->kind, CT_KIND_MARKETING);
    assert_int_equal(mails->channel, CT_CHANNEL_MAIL);
    assert_int_equal(calls->channel, CT_CHANNEL_CALL);
    assert_int_equal(calls->days, 365);
    assert_int_equal(s->policy.quiet_days, 1U << 5 | 1U << 6 | 1U << 0);
    assert_false(s->policy.quiet_holidays);
    assert_int_equal(s->policy.daily_limit[CT_CHANNEL_CARD], 15);
    assert_int_equal(s->policy.leap_birthday, CT_LEAP_1_MARCH);
    assert_int_equal(s->policy.hold_out_percent, 10);
    assert_int_equal(anna->works, 0x0f);
    assert_string_equal(anna->key, "anna");
    assert_string_equal(shop->file, "imports/shop.csv");
    assert_int_equal(shop->kind, CT_IMPORT_PURCHASES);
    assert_int_equal(shop->dates, CT_DATES_MDY);
}

static void
settings__refuse__what_cannot_be_meant(void **state)
{
    static const struct {
        const char *conf, *problem;
    } cases[] = {
        {"[polcy]\n", "c.conf:1:1: [polcy] is not a block; did you mean [policy]?"},
        {"[mail]\ntransprot = smtp\n",
         "c.conf:2:1: [mail] \"transprot\" is not a setting; did you mean \"transport\"?"},
        {"[mail]\ntransport = pigeon\n",
         "c.conf:2:13: [mail] transport: \"pigeon\" is not one of: folder, smtp"},
        {"[policy]\nat most = a lot\n", "c.conf:2:11: [policy] at most: \"a lot\" is not a limit, "
                                        "like \"2 marketing mails in 30 days\""},
        {"[policy]\nhold out = 60%\n",
         "c.conf:2:12: [policy] hold out: \"60%\" is not a whole number from 0 to 50 %"},
        {"[policy]\nlive since = 30.2.2025\n",
         "c.conf:2:14: [policy] live since: \"30.2.2025\" is not a day (YYYY-MM-DD)"},
        {"[business]\ncountry = Germany\n",
         "c.conf:2:11: [business] country: \"Germany\" is not a country code of ISO 3166; did you "
         "mean \"DE\"?"},
        {"[business]\ncountry = UK\n",
         "c.conf:2:11: [business] country: \"UK\" is not a country code of ISO 3166; did you mean "
         "\"GB\"?"},
        {"[business]\ncountry = fr\n",
         "c.conf:2:11: [business] country: \"fr\" is not a country code of ISO 3166; did you mean "
         "\"FR\"?"},
        {"[business]\ncountry = QQ\n",
         "c.conf:2:11: [business] country: \"QQ\" is not a country code of ISO 3166, like GB"},
        {"[business]\ncurrency = euro\n",
         "c.conf:2:12: [business] currency: \"euro\" is not a currency code of ISO 4217; did you "
         "mean \"EUR\"?"},
        {"[business]\ncurrency = \xC2\xA3\n",
         "c.conf:2:12: [business] currency: \"\xC2\xA3\" is not a currency code of ISO 4217; did "
         "you mean \"GBP\"?"},
        {"[business]\ncurrency = DEM\n",
         "c.conf:2:12: [business] currency: \"DEM\" is not a currency code of ISO 4217, like EUR"},
        {"[business]\ntime zone = Europe/Londn\n",
         "c.conf:2:13: [business] time zone: \"Europe/Londn\" is not a time zone; did you mean "
         "\"Europe/London\"?"},
        {"[business]\ntime zone = here\n",
         "c.conf:2:13: [business] time zone: \"here\" is not a time zone, like Europe/London"},
        {"[policy]\npost takes = UK 2\n", "c.conf:2:14: [policy] post takes: \"UK 2\" is not a "
                                          "place and working days up to 60, like "
                                          "GB 2, home 2, Europe 5 or world 8"},
        {"[business]\nlanguages = english\n",
         "c.conf:2:13: [business] languages: \"english\" is not a language code, like en or de"},
        {"[business]\nreply to = nobody\n",
         "c.conf:2:12: [business] reply to: \"nobody\" is not a mail address"},
        {"[hours]\nmonday = 18:00-9:00\n", "c.conf:2:10: [hours] monday: \"18:00-9:00\" is neither "
                                           "hours, like 9:00-18:00, nor \"closed\""},
        {"[hours]\nmonday-someday = 9:00-18:00\n",
         "c.conf:2:1: [hours] \"monday-someday\" is not a setting; see courtesy.conf(5)"},
        {"[manager]\nname = A\n", "c.conf:1:1: [manager ] needs a name of small letters, digits "
                                  "and hyphens, like [manager anna]"},
        {"[segment x]\nsays = y\n",
         "c.conf:1:1: [segment x] has no condition; add a line: who = ..."},
        {"[import x]\nas = customers\n",
         "c.conf:1:1: [import x] names no file; add a line: file = ..."},
        {"lone = 1\n", "c.conf:1:1: \"lone\" stands before the first [block]"},
        {"[mail]\nserver = smtp.example.net\n",
         "c.conf:2:10: [mail] server: \"smtp.example.net\" has no port; write "
         "smtp.example.net:587"},
        {"[mail]\nserver = smtp.example.net:0\n",
         "c.conf:2:10: [mail] server: \"smtp.example.net:0\" is not a host and a port from 1 to "
         "65535, like smtp.example.net:587"},
        {"[mail]\nserver = smtp.example.net:65536\n",
         "c.conf:2:10: [mail] server: \"smtp.example.net:65536\" is not a host and a port from 1 "
         "to 65535, like smtp.example.net:587"},
        {"[mail]\nserver = smtp.example.net:25\n\nsecurity = none\n",
         "c.conf:4:12: [mail] security: none is for this machine only, not for smtp.example.net; "
         "write: security = starttls"},
        {"[mail]\nuser = me\nsecurity = none\n",
         "c.conf:2:8: [mail] user: a login needs security = starttls; a password never travels in "
         "clear"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtSettings) s = parse(cases[i].conf, problems);

        print_message("case %zu: %s", i, cases[i].conf);
        assert_int_equal(ct_problems_count(problems), 1);
        assert_string_equal(ct_problems_line(problems, 0), cases[i].problem);
    }
}

static void
settings__take__good_values_of_every_form(void **state)
{
    static const char *const cases[] = {
        "[business]\ncountry = FR\ncurrency = CHF\n",
        "[business]\ntime zone = Europe/London\n",
        "[business]\ntime zone =\n",
        "[mail]\nserver = 127.0.0.1:65535\nsecurity = none\n",
        "[mail]\nserver = localhost:1\nsecurity = none\n",
        "[mail]\nserver = smtp.example.net:587\nuser = me\n",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_autoptr(CtSettings) s = parse(cases[i], problems);

        print_message("case %zu: %s", i, cases[i]);
        if (ct_problems_count(problems) > 0)
            fail_msg("%s", ct_problems_line(problems, 0));
    }
}

/* What other modules find is said with the place, too. */
static void
complain__names__the_place_of_the_setting(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtSettings) s = parse("[print]\npaper = A4\nlabels = L1\n", problems);

    ct_settings_complain(s, "print", "labels", problems, "\"%s\" is unknown", s->print.labels);
    ct_settings_complain(s, "print", "font", problems, "is away");
    assert_string_equal(ct_problems_line(problems, 0), "c.conf:3:10: [print] labels: \"L1\" is "
                                                       "unknown");
    assert_string_equal(ct_problems_line(problems, 1), "[print] font: is away");
}

static void
works_on__knows_hours_holidays_and_closed_days(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtSettings) s = parse("[hours]\nclosed = 24 dec - 1 jan\n", problems);
    g_autoptr(GArray) holidays = g_array_new(FALSE, FALSE, sizeof(CtDay));
    CtDay holiday = ct_day_from_ymd(2025, 6, 9);
    static const struct {
        int year, month, day;
        bool works;
    } cases[] = {
        {2025, 6, 12, true},   {2025, 6, 14, false},  {2025, 6, 9, false}, {2025, 12, 23, true},
        {2025, 12, 24, false}, {2025, 12, 31, false}, {2026, 1, 1, false}, {2026, 1, 2, true},
    };

    g_array_append_val(holidays, holiday);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        CtDay day = ct_day_from_ymd(cases[i].year, cases[i].month, cases[i].day);

        print_message("case %zu\n", i);
        assert_int_equal(ct_settings_works_on(s, holidays, day), cases[i].works);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings__have__sensible_defaults),
        cmocka_unit_test(settings__read__what_the_manual_shows),
        cmocka_unit_test(settings__refuse__what_cannot_be_meant),
        cmocka_unit_test(settings__take__good_values_of_every_form),
        cmocka_unit_test(complain__names__the_place_of_the_setting),
        cmocka_unit_test(works_on__knows_hours_holidays_and_closed_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
