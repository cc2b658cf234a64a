/* The SMTP transport against servers that misbehave at every step, and against a good one. */
#include "mail-peers.h"

#include <sysexits.h>

#define NO_ERROR       (-1)
#define ALL_EXTENSIONS "extensions ENHANCEDSTATUSCODES PIPELINING CHUNKING SIZE;"

/* One letter a message that was asked for: A accepted, D deferred, X refused address, R refused,
 * U uncertain, S stopped. `messages` are offered. */
typedef struct {
    const char *script;
    int messages;
    const char *fates;
    int error;
} Scenario;

static const Scenario scenarios[] = {
    {"greeting 220 hello", 1, "A", NO_ERROR},
    /* the server is away: nothing was tried */
    {"greeting 421 4.3.2 busy & close", 3, "S", CT_ERROR_SERVICE},
    {"greeting 554 5.7.1 not you", 3, "S", CT_ERROR_SERVICE},
    {"greeting close", 3, "S", CT_ERROR_SERVICE},
    {"greeting reset", 3, "S", CT_ERROR_SERVICE},
    {"greeting nonsense", 3, "S", CT_ERROR_SERVICE},
    {"greeting half 22", 3, "S", CT_ERROR_SERVICE},
    {"greeting 220 a|220 b|220 c", 3, "S", CT_ERROR_SERVICE},
    {"ehlo 451 4.3.0 later", 3, "S", CT_ERROR_SERVICE},
    {"ehlo 550 5.7.1 no", 3, "S", CT_ERROR_SERVICE},
    {"ehlo 502 5.5.1 what", 3, "AAA", NO_ERROR},
    {"ehlo 502 5.5.1 what; helo 550 5.7.1 no", 3, "S", CT_ERROR_SERVICE},
    {"ehlo 421 4.3.2 bye & close", 3, "S", CT_ERROR_SERVICE},
    {"ehlo close", 3, "S", CT_ERROR_SERVICE},
    {"ehlo reset", 3, "S", CT_ERROR_SERVICE},
    {"ehlo nonsense", 3, "S", CT_ERROR_SERVICE},
    {"ehlo half 250-", 3, "S", CT_ERROR_SERVICE},
    {"ehlo 250-a|550 b", 3, "S", CT_ERROR_SERVICE},
    /* MAIL */
    {"mail 451 4.3.0 later", 3, "DDD", NO_ERROR},
    {"mail 550 5.7.1 no", 3, "RRR", NO_ERROR},
    {"mail 550 5.1.1 no", 3, "RRR", NO_ERROR},
    {"mail 421 4.3.2 bye & close", 3, "D", CT_ERROR_SERVICE},
    {"mail close", 3, "D", CT_ERROR_SERVICE},
    {"mail reset", 3, "D", CT_ERROR_SERVICE},
    {"mail nonsense", 3, "D", CT_ERROR_SERVICE},
    {"mail half 25", 3, "D", CT_ERROR_SERVICE},
    {"mail 250 ok|250 ok", 3, "D", CT_ERROR_SERVICE},
    /* RCPT; DATA is answered with 354 all the same, and the empty dot with 250 */
    {"rcpt 450 4.2.0 later", 3, "DDD", NO_ERROR},
    {"rcpt 550 5.1.1 unknown", 3, "XXX", NO_ERROR},
    {"rcpt 550 5.1.2 unknown", 1, "X", NO_ERROR},
    {"rcpt 553 5.1.3 unknown", 1, "X", NO_ERROR},
    {"rcpt 551 5.1.6 moved", 1, "X", NO_ERROR},
    {"rcpt 556 5.1.10 null MX", 1, "X", NO_ERROR},
    {"rcpt 550 5.1.8 sender", 1, "R", NO_ERROR},
    {"rcpt 550 5.1.11 what", 1, "R", NO_ERROR},
    {"rcpt 552 5.2.2 full", 1, "R", NO_ERROR},
    {"rcpt 550 5.7.1 relaying denied", 3, "RRR", NO_ERROR},
    {"rcpt 550 no such user here", 1, "R", NO_ERROR},
    {"rcpt 550-5.1.1 unknown|550 5.1.1 really", 1, "X", NO_ERROR},
    {"rcpt 550 5.1.1 unknown; data 554 5.5.1 nobody", 3, "XXX", NO_ERROR},
    {"rcpt 450 4.2.0 later; data 503 5.5.1 nobody", 3, "DDD", NO_ERROR},
    {"rcpt 550 5.1.1 unknown; data close", 3, "XXX", NO_ERROR},
    {"rcpt 354 what", 3, "DDD", NO_ERROR},
    {"rcpt 421 4.3.2 bye & close", 3, "D", CT_ERROR_SERVICE},
    {"rcpt close", 3, "D", CT_ERROR_SERVICE},
    {"rcpt reset", 3, "D", CT_ERROR_SERVICE},
    {"rcpt nonsense", 3, "D", CT_ERROR_SERVICE},
    {"rcpt half 25", 3, "D", CT_ERROR_SERVICE},
    {"rcpt#2 550 5.1.1 unknown", 3, "AXA", NO_ERROR},
    {"rcpt#2 450 4.2.0 later", 3, "ADA", NO_ERROR},
    {"rcpt#2 close", 3, "ADA", NO_ERROR},
    /* DATA */
    {"data 451 4.3.0 later", 3, "DDD", NO_ERROR},
    {"data 554 5.7.1 no", 3, "RRR", NO_ERROR},
    {"data 250 ok", 3, "D", CT_ERROR_SERVICE},
    {"data 354 go|250 2.0.0 queued", 3, "D", CT_ERROR_SERVICE},
    {"data 354 go|25", 3, "D", CT_ERROR_SERVICE},
    {"data 421 4.3.2 bye & close", 3, "D", CT_ERROR_SERVICE},
    {"data 354 go & close", 3, "D|U", CT_ERROR_SERVICE}, /* whether we see it in time */
    {"data 354 go & reset", 3, "D|U", CT_ERROR_SERVICE},
    {"data close", 3, "D", CT_ERROR_SERVICE},
    {"data reset", 3, "D", CT_ERROR_SERVICE},
    {"data nonsense", 3, "D", CT_ERROR_SERVICE},
    {"data half 35", 3, "D", CT_ERROR_SERVICE},
    /* the dot */
    {"dot 451 4.3.0 later", 3, "DDD", NO_ERROR},
    {"dot 554 5.7.1 no", 3, "RRR", NO_ERROR},
    {"dot 550 5.1.1 unknown", 3, "RRR", NO_ERROR},
    {"dot 421 4.3.2 bye & close", 3, "D", CT_ERROR_SERVICE},
    {"dot 250 2.0.0 queued & close", 3, "AAA", NO_ERROR},
    {"dot close", 3, "U", CT_ERROR_SERVICE},
    {"dot reset", 3, "U", CT_ERROR_SERVICE},
    {"dot nonsense", 3, "U", CT_ERROR_SERVICE},
    {"dot half 25", 3, "U", CT_ERROR_SERVICE},
    {"dot half 250 2.0.0 queu", 3, "AAA", NO_ERROR},
    {"dot 250-a|550 b", 3, "U", CT_ERROR_SERVICE},
    {"dot 354 go on", 3, "U", CT_ERROR_SERVICE},
    {"dot#2 close", 4, "AUAU", NO_ERROR},
    /* QUIT */
    {"quit 421 4.3.2 bye", 3, "AAA", NO_ERROR},
    {"quit 500 what", 3, "AAA", NO_ERROR},
    {"quit close", 3, "AAA", NO_ERROR},
    {"quit reset", 3, "AAA", NO_ERROR},
    {"quit nonsense", 3, "AAA", NO_ERROR},
    /* a session that is ended after so many messages is followed by another */
    {"mail#3 421 4.7.0 enough & close", 6, "AAAAAA", NO_ERROR},
    {"mail#3 close", 6, "AAAAAA", NO_ERROR},
    {"mail#1 250 ok; mail#2 451 later; mail#3 close", 5, "ADADA", NO_ERROR},
    /* the server means us, not the customers */
    {"mail 550 5.7.1 no", 20, "RRRRRRRRRR", CT_ERROR_CONFIG},
    {"rcpt 554 5.7.1 relaying denied", 20, "RRRRRRRRRR", CT_ERROR_CONFIG},
    {"data 554 5.7.1 no", 20, "RRRRRRRRRR", CT_ERROR_CONFIG},
    {"dot 554 5.7.1 no", 20, "RRRRRRRRRR", CT_ERROR_CONFIG},
    {"rcpt 550 5.1.1 unknown", 12, "XXXXXXXXXXXX", NO_ERROR},
    {"rcpt 450 4.2.0 later", 12, "DDDDDDDDDDDD", NO_ERROR},
    {"rcpt 554 5.7.1 no; rcpt#6 554 5.7.2 no", 12, "RRRRRRRRRRRR", NO_ERROR},
    {"data 451 4.3.0 later", 12, "DDDDDDDDDD", CT_ERROR_SERVICE},
    {"dot#2 close", 14, "AUAUAUAUAU", CT_ERROR_SERVICE},
    /* lines that libESMTP would cut in two, and take the rest for another answer */
    {"greeting long 220 hello", 3, "S", CT_ERROR_SERVICE},
    {"mail long 250 ok", 3, "D", CT_ERROR_SERVICE},
    {"data long 354 go", 3, "D", CT_ERROR_SERVICE},
    {"dot long 250 ok", 3, "AAA", NO_ERROR},
};

/* These take a time-out (one second) or the watchdog's patience (two). */
static const Scenario slow_scenarios[] = {
    {"blackhole", 3, "S", CT_ERROR_SERVICE},     {"greeting silence", 3, "S", CT_ERROR_SERVICE},
    {"greeting drip", 3, "S", CT_ERROR_SERVICE}, {"ehlo silence", 3, "S", CT_ERROR_SERVICE},
    {"ehlo endless", 3, "S", CT_ERROR_SERVICE},  {"mail silence", 3, "D", CT_ERROR_SERVICE},
    {"rcpt silence", 3, "D", CT_ERROR_SERVICE},  {"rcpt drip", 3, "D", CT_ERROR_SERVICE},
    {"data silence", 3, "D", CT_ERROR_SERVICE},  {"dot silence", 3, "U", CT_ERROR_SERVICE},
    {"dot drip", 3, "U", CT_ERROR_SERVICE},      {"quit silence", 3, "AAA", NO_ERROR},
};

/* These need a message that does not fit between the two of us at once. */
#define USUAL_SIZE 4000
#define BIG_SIZE   12000000
static const Scenario big_scenarios[] = {
    {"data 354 go & early", 3, "D", CT_ERROR_SERVICE},
    {"data 354 go & leave", 3, "D", CT_ERROR_SERVICE},
};

#define COUNT      ((int)G_N_ELEMENTS(scenarios))
#define SLOW_COUNT ((int)G_N_ELEMENTS(slow_scenarios))
#define BIG_COUNT  ((int)G_N_ELEMENTS(big_scenarios))

/* One server for all: script i, script i again with all extensions, the slow ones, the big. */
static int
start_evil(void **state)
{
    Peer *evil = g_new0(Peer, 1);
    g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(arguments, g_strdup("--log"));
    g_ptr_array_add(arguments, g_strdup("FOLDER"));
    for (int i = 0; i < COUNT; i++)
        g_ptr_array_add(arguments, g_strdup(scenarios[i].script));
    for (int i = 0; i < COUNT; i++)
        g_ptr_array_add(arguments, g_strconcat(ALL_EXTENSIONS, scenarios[i].script, NULL));
    for (int i = 0; i < SLOW_COUNT; i++)
        g_ptr_array_add(arguments, g_strdup(slow_scenarios[i].script));
    for (int i = 0; i < BIG_COUNT; i++)
        g_ptr_array_add(arguments, g_strdup(big_scenarios[i].script));
    g_ptr_array_add(arguments, NULL);
    *evil = peer_start("evil-smtp.py", (const char *const *)arguments->pdata);
    *state = evil;
    return evil->pid != 0 ? 0 : -1;
}

static int
stop_peer(void **state)
{
    peer_stop(*state);
    g_free(*state);
    return 0;
}

/* How many whole messages came to a server, but for the empty ones to refused recipients. */
static int
messages_in(const char *log)
{
    static const char mark[] = "*** message of ";
    int count = 0;

    for (const char *p = strstr(log, mark); p != NULL; p = strstr(p + 1, mark))
        count += !g_str_has_prefix(p + strlen(mark), "0 octets");
    return count;
}

static bool
is_one_of(const char *text, const char *choices)
{
    g_auto(GStrv) choice = g_strsplit(choices, "|", -1);

    return g_strv_contains((const char *const *)choice, text);
}

static void
check_scenario(const Peer *evil, const Scenario *scenario, int i, size_t size)
{
    g_autofree char *server = g_strdup_printf("127.0.0.1:%d", peer_port(evil, (guint)i));
    CtSettings settings = local_settings(server);
    g_auto(Flow) flow = {.count = scenario->messages, .size = size};
    g_autoptr(GError) error = NULL;
    int64_t began = g_get_monotonic_time();
    bool good = flow_over_smtp(&flow, &settings, NULL, &error);
    g_autofree char *log = peer_log(evil, i);

    print_message("%s, %d offered: %s after %d ms: %s; %s\n", scenario->script, scenario->messages,
                  flow.fates, (int)((g_get_monotonic_time() - began) / 1000), flow.last_reply,
                  error != NULL ? error->message : "no error");
    assert_true(is_one_of(flow.fates, scenario->fates));
    assert_int_equal(flow.settled, flow.asked);
    assert_int_equal(good, scenario->error == NO_ERROR);
    if (!good)
        assert_true(g_error_matches(error, CT_ERROR, scenario->error));
    /* nothing is complete at the server that was not marked here before */
    assert_true(messages_in(log) <= flow.ends);
    assert_null(strstr(log, "BDAT"));
    assert_true(g_get_monotonic_time() - began < 4 * G_USEC_PER_SEC);
}

static void
smtp__judges__each_message_by_what_was_seen(void **state)
{
    for (int i = 0; i < COUNT; i++)
        check_scenario(*state, &scenarios[i], i, USUAL_SIZE);
}

static void
smtp__judges__the_same_with_pipelining_and_chunking(void **state)
{
    for (int i = 0; i < COUNT; i++)
        check_scenario(*state, &scenarios[i], COUNT + i, USUAL_SIZE);
}

static void
smtp__does_not_wait__longer_than_it_was_told(void **state)
{
    for (int i = 0; i < SLOW_COUNT; i++)
        check_scenario(*state, &slow_scenarios[i], 2 * COUNT + i, USUAL_SIZE);
}

static void
smtp__keeps_the_dot_back__from_a_server_that_speaks_or_leaves_before_it(void **state)
{
    for (int i = 0; i < BIG_COUNT; i++)
        check_scenario(*state, &big_scenarios[i], 2 * COUNT + SLOW_COUNT + i, BIG_SIZE);
}

/* --- a good server -------------------------------------------------------------------- */

static Peer
start_sink(void)
{
    static const char *const arguments[] = {"--folder", "FOLDER", NULL};
    Peer sink = peer_start("smtp-sink.py", arguments);

    if (sink.pid != 0)
        return sink;
    peer_stop(&sink);
    print_message("python3-aiosmtpd is not installed\n");
    skip();
    return sink;
}

/* What the server kept as number i: the bytes after its first line. NULL when there is none. */
static GBytes *
kept_message(const Peer *sink, int i)
{
    g_autofree char *name = g_strdup_printf("%06d.eml", i), *text = NULL;
    g_autofree char *path = g_build_filename(sink->folder, name, NULL);
    const char *head = "hello@oakandlamp.example customer@example.org\n";
    gsize size;

    if (!g_file_get_contents(path, &text, &size, NULL))
        return NULL;
    assert_true(g_str_has_prefix(text, head));
    return g_bytes_new(text + strlen(head), size - strlen(head));
}

static void
check_delivery(int count, size_t size)
{
    Peer sink = start_sink();
    g_autofree char *server = g_strdup_printf("localhost:%d", peer_port(&sink, 0));
    CtSettings settings = local_settings(server);
    g_auto(Flow) flow = {.count = count, .size = size};
    g_autoptr(GError) error = NULL;
    int64_t began = g_get_monotonic_time();

    settings.mail.timeout_seconds = 20;
    ct_assert_ok(flow_over_smtp(&flow, &settings, NULL, &error), error);
    print_message("%d messages of %zu octets in %d ms\n", count, size,
                  (int)((g_get_monotonic_time() - began) / 1000));
    assert_int_equal(flow.settled, count);
    assert_int_equal(flow.ends, count);
    assert_int_equal(strspn(flow.fates, "A"), count);
    assert_true(g_str_has_prefix(flow.last_reply, "250 2.0.0 kept as"));
    for (int i = 1; i <= count; i++) {
        g_autoptr(GBytes) kept = kept_message(&sink, i), sent = sample_message(i, size);

        assert_non_null(kept);
        assert_true(g_bytes_equal(kept, sent));
    }
    assert_null(kept_message(&sink, count + 1));
    peer_stop(&sink);
}

static void
smtp__delivers__messages_of_every_size_byte_for_byte(void **state)
{
    static const size_t sizes[] = {0, 1000, 2047, 2048, 2049, 4000, 20000, 300000};

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        check_delivery(3, sizes[i]);
}

/* A message above 2 kB that waits for a delayed acknowledgement takes 40 ms. */
static void
smtp__does_not_wait__between_two_parts_of_a_message(void **state)
{
    int64_t began = g_get_monotonic_time();

    check_delivery(250, 4000);
    assert_true(g_get_monotonic_time() - began < 7 * G_USEC_PER_SEC);
}

static void
smtp__delivers__twelve_hundred_messages_once_each(void **state)
{
    check_delivery(1200, 1000);
}

/* The mark could not be written: the process ends, and the dot has not left. */
static void
smtp__ends_the_process__when_the_mark_is_refused(void **state)
{
    Peer sink = start_sink();
    g_autofree char *server = g_strdup_printf("127.0.0.1:%d", peer_port(&sink, 0));
    CtSettings settings = local_settings(server);
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        Flow flow = {.count = 2, .size = 4000, .refuse_end = true};

        flow_over_smtp(&flow, &settings, NULL, NULL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EX_TEMPFAIL);
    assert_null(kept_message(&sink, 1));
    peer_stop(&sink);
}

/* --- what is refused before anything is asked for ------------------------------------- */

static void
smtp__refuses__settings_that_cannot_be_meant(void **state)
{
    static const struct {
        const char *server, *user, *secret;
        CtSecurity security;
        const char *words;
    } cases[] = {
        {"localhost", "", NULL, CT_SECURITY_NONE, "is not host:port"},
        {"localhost:", "", NULL, CT_SECURITY_NONE, "is not host:port"},
        {"localhost:0", "", NULL, CT_SECURITY_NONE, "is not host:port"},
        {"localhost:65536", "", NULL, CT_SECURITY_NONE, "is not host:port"},
        {"localhost:smtp", "", NULL, CT_SECURITY_NONE, "is not host:port"},
        {":25", "", NULL, CT_SECURITY_NONE, "is not host:port"},
        {"[::1]:25", "", NULL, CT_SECURITY_NONE, "is not host:port"},
        {"smtp.example.net:587", "", NULL, CT_SECURITY_NONE, "for this machine only"},
        {"localhost.example.net:25", "", NULL, CT_SECURITY_NONE, "for this machine only"},
        {"192.0.2.1:25", "", NULL, CT_SECURITY_NONE, "for this machine only"},
        {"localhost:25", "anna", "x", CT_SECURITY_NONE, "needs security = starttls"},
        {"localhost:25", "anna", NULL, CT_SECURITY_STARTTLS, "has no password"},
        {"localhost:25", "anna", "", CT_SECURITY_STARTTLS, "has no password"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *server = g_strdup(cases[i].server), *user = g_strdup(cases[i].user);
        CtSettings settings = local_settings(server);
        g_auto(Flow) flow = {.count = 1};
        g_autoptr(GError) error = NULL;

        settings.mail.user = user;
        settings.mail.security = cases[i].security;
        ct_assert_fails(flow_over_smtp(&flow, &settings, cases[i].secret, &error), error,
                        CT_ERROR_CONFIG);
        print_message("%s, user \"%s\": %s\n", server, user, error->message);
        assert_non_null(strstr(error->message, cases[i].words));
        assert_int_equal(flow.asked, 0);
    }
}

static void
smtp__refuses__a_password_longer_than_the_library_has_room_for(void **state)
{
    g_autofree char *server = g_strdup("localhost:25"), *user = g_strdup("anna");
    g_autofree char *secret = g_strnfill(256, 'x');
    CtSettings settings = local_settings(server);
    g_auto(Flow) flow = {.count = 1};
    g_autoptr(GError) error = NULL;

    settings.mail.user = user;
    settings.mail.security = CT_SECURITY_STARTTLS;
    ct_assert_fails(flow_over_smtp(&flow, &settings, secret, &error), error, CT_ERROR_CONFIG);
    assert_null(strstr(error->message, "xxx"));
    assert_int_equal(flow.asked, 0);
}

static void
smtp__refuses__addresses_that_could_be_commands(void **state)
{
    static const char *const addresses[] = {"a@b.test>\r\nRCPT TO:<evil@x.test", "a b@x.test", "",
                                            "\"a>b\"@x.test", "a@x.test SIZE=1"};
    g_autofree char *server = g_strdup("127.0.0.1:9");
    CtSettings settings = local_settings(server);

    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
        g_auto(Flow) flow = {.count = 3, .to = addresses[i]};
        g_autoptr(GError) error = NULL;

        print_message("case %zu: <%s>\n", i, addresses[i]);
        ct_assert_ok(flow_over_smtp(&flow, &settings, NULL, &error), error);
        assert_string_equal(flow.fates, "XXX");
        assert_int_equal(flow.ends, 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smtp__judges__each_message_by_what_was_seen),
        cmocka_unit_test(smtp__judges__the_same_with_pipelining_and_chunking),
        cmocka_unit_test(smtp__does_not_wait__longer_than_it_was_told),
        cmocka_unit_test(smtp__keeps_the_dot_back__from_a_server_that_speaks_or_leaves_before_it),
        cmocka_unit_test(smtp__delivers__messages_of_every_size_byte_for_byte),
        cmocka_unit_test(smtp__does_not_wait__between_two_parts_of_a_message),
        cmocka_unit_test(smtp__delivers__twelve_hundred_messages_once_each),
        cmocka_unit_test(smtp__ends_the_process__when_the_mark_is_refused),
        cmocka_unit_test(smtp__refuses__settings_that_cannot_be_meant),
        cmocka_unit_test(smtp__refuses__a_password_longer_than_the_library_has_room_for),
        cmocka_unit_test(smtp__refuses__addresses_that_could_be_commands),
    };

    if (!peers_are_possible())
        return EXIT_SKIPPED;
    return cmocka_run_group_tests(tests, start_evil, stop_peer);
}
