/* STARTTLS and the login, against servers that have the wrong certificate, meddle, or say no. The
 * resolver is ours, so that names can be given canonical names as an attacker would. */
#include "mail-peers.h"

#include <dlfcn.h>
#include <netdb.h>

#define NO_ERROR   (-1)
#define CONFIGURED "smtp.goodshop.test"
#define CANONICAL  "host7.provider.test"
#define SESSIONS   5

/* libESMTP calls this one: the configured name is this machine, but canonically another name. */
int
getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
            struct addrinfo **result)
{
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    bool ours = g_strcmp0(node, CONFIGURED) == 0;
    int status;

    *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
    status = real(ours ? "127.0.0.1" : node, service, hints, result);
    if (ours && status == 0) {
        free((*result)->ai_canonname);
        (*result)->ai_canonname = strdup(CANONICAL);
    }
    return status;
}

#define FAR_PEER "CT_TEST_FAR_PEER"

/* The guard calls this one: when we say so, every connection leads far away. */
int
getpeername(int fd, struct sockaddr *restrict address, socklen_t *restrict size)
{
    const struct sockaddr_in far = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xC0000201)};
    int (*real)(int, struct sockaddr *, socklen_t *);

    *(void **)&real = dlsym(RTLD_NEXT, "getpeername");
    if (g_getenv(FAR_PEER) == NULL)
        return real(fd, address, size);
    memcpy(address, &far, MIN(*size, sizeof far));
    *size = sizeof far;
    return 0;
}

typedef struct {
    const char *script;
    const char *host, *user;
    const char *fates;
    int error;
    const char *words;    /* in the error, or in what came to the server */
    const char *not_came; /* what must not have come to the server, or NULL */
} Scenario;

#define PLAIN_PORT 0 /* the first script */

static const Scenario scenarios[] = {
    {"", "localhost", "", "S", CT_ERROR_CONFIG, "does not offer STARTTLS", "MAIL"},
    {"tls good", "localhost", "", "AAA", NO_ERROR, "*** SNI localhost", NULL},
    {"tls good TLSv1_2", "localhost", "", "AAA", NO_ERROR, "*** TLS", NULL},
    {"tls good; extensions PIPELINING CHUNKING", "localhost", "", "AAA", NO_ERROR, "*** TLS",
     "BDAT"},
    /* whose certificate */
    {"tls other", "localhost", "", "S", CT_ERROR_CONFIG, "hostname mismatch", "MAIL"},
    {"tls self", "localhost", "", "S", CT_ERROR_CONFIG, "self-signed", "MAIL"},
    {"tls expired", "localhost", "", "S", CT_ERROR_CONFIG, "expired", "MAIL"},
    {"tls good", "127.0.0.1", "", "S", CT_ERROR_CONFIG, "IP address mismatch", "MAIL"},
    {"tls shop", CONFIGURED, "", "AAA", NO_ERROR, "*** SNI " CONFIGURED, NULL},
    {"tls provider", CONFIGURED, "", "S", CT_ERROR_CONFIG, "hostname mismatch", "MAIL"},
    /* no TLS */
    {"ehlo 502 5.5.1 what", "localhost", "", "S", CT_ERROR_CONFIG, "does not offer STARTTLS",
     "MAIL"},
    {"tls good; starttls 454 4.7.0 later", "localhost", "", "S", CT_ERROR_SERVICE,
     "454 4.7.0 later", "MAIL"},
    {"tls good; starttls 501 5.5.4 no", "localhost", "", "S", CT_ERROR_CONFIG, "501 5.5.4 no",
     "MAIL"},
    {"tls good; starttls close", "localhost", "", "S", CT_ERROR_SERVICE, "stopped answering",
     "MAIL"},
    {"tls good; starttls 220 go & close", "localhost", "", "S", CT_ERROR_SERVICE, "no TLS with",
     "MAIL"},
    {"tls good; starttls 220 go & reset", "localhost", "", "S", CT_ERROR_SERVICE, "no TLS with",
     "MAIL"},
    {"tls good TLSv1_3", "localhost", "", "S", CT_ERROR_SERVICE, "no TLS with", "MAIL"},
    /* answers to what is asked later, put in before the handshake */
    {"tls good; starttls 220 go|250-evil|250 PIPELINING|250 ok|250 ok|354 go|250 ok", "localhost",
     "", "S", CT_ERROR_CONFIG, "meddling", "*** TLS"},
    {"tls good; starttls 220-go|220 on", "localhost", "", "S", CT_ERROR_CONFIG, "meddling",
     "*** TLS"},
    {"tls good; starttls long 220 go", "localhost", "", "S", CT_ERROR_SERVICE, "more than",
     "*** TLS"},
    /* the login */
    {"tls good; login", "localhost", "anna", "AAA", NO_ERROR, "AUTH PLAIN", NULL},
    {"ehlo#1 250-a|250 STARTTLS; ehlo#2 250-a|250 AUTH LOGIN; tls good", "localhost", "anna", "AAA",
     NO_ERROR, "AUTH LOGIN", NULL},
    {"ehlo#1 250-a|250-STARTTLS|250 AUTH PLAIN; ehlo#2 250 a; tls good", "localhost", "anna", "S",
     CT_ERROR_CONFIG, "offers no login", "AUTH"},
    {"ehlo#1 250-a|250 AUTH PLAIN; login", "localhost", "anna", "S", CT_ERROR_CONFIG,
     "does not offer STARTTLS", "AUTH"},
    {"ehlo#1 250-a|250 STARTTLS; ehlo#2 250-a|250 AUTH CRAM-MD5 NTLM; tls good", "localhost",
     "anna", "S", CT_ERROR_CONFIG, "offers no login", "AUTH"},
    {"ehlo#1 250-a|250 STARTTLS; ehlo#2 250-a|250 AUTH NTLM CRAM-MD5 PLAIN-CLIENTTOKEN LOGIN; "
     "tls good",
     "localhost", "anna", "AAA", NO_ERROR, "AUTH LOGIN", "CRAM"},
    {"ehlo#1 250-a|250 STARTTLS; ehlo#2 250-a|250-AUTH=CRAM-MD5|250 auth cram-md5 plain; tls good",
     "localhost", "anna", "AAA", NO_ERROR, "AUTH PLAIN", "CRAM"},
    {"tls good; login; auth 535 5.7.8 no", "localhost", "anna", "S", CT_ERROR_CONFIG,
     "refuses the login of anna: 535 5.7.8 no", "MAIL"},
    {"tls good; login; auth 535-5.7.8 no|535 5.7.8 really", "localhost", "anna", "S",
     CT_ERROR_CONFIG, "535 5.7.8 no", "MAIL"},
    {"tls good; login; auth 250 ok", "localhost", "anna", "S", CT_ERROR_CONFIG, "250 ok", "MAIL"},
    {"tls good; login; auth 454 4.7.0 later", "localhost", "anna", "S", CT_ERROR_SERVICE,
     "454 4.7.0 later", "MAIL"},
    {"tls good; login; auth 334 cGxlYXNl", "localhost", "anna", "S", CT_ERROR_CONFIG, "500 5.5.2",
     "MAIL"},
    {"tls good; login; auth close", "localhost", "anna", "S", CT_ERROR_SERVICE, "stopped answering",
     "MAIL"},
    /* and inside TLS as outside */
    {"tls good; dot close", "localhost", "", "U", CT_ERROR_SERVICE, "stopped answering", NULL},
    {"tls good; data 354 go|250 queued", "localhost", "", "D", CT_ERROR_SERVICE,
     "before it is asked", NULL},
    {"tls good; rcpt#2 550 5.1.1 unknown", "localhost", "", "AXA", NO_ERROR, "*** TLS", NULL},
    {"tls good; mail#2 close", "localhost", "", "AAA", NO_ERROR, "*** TLS", NULL},
    {"tls good; dot silence", "localhost", "", "U", CT_ERROR_SERVICE, "stopped answering", NULL},
    {"tls good; starttls 220 go & silence", "localhost", "", "S", CT_ERROR_SERVICE, "no TLS with",
     "MAIL"},
};

#define COUNT ((int)G_N_ELEMENTS(scenarios))

typedef struct {
    char *certificates;
    Peer evil;
} World;

static int
make_certificates(const char *folder)
{
    g_autofree char *script = peer_script("certificates.sh");
    g_autofree char *authority = g_build_filename(folder, "ca.pem", NULL);
    char *arguments[] = {(char *)(uintptr_t) "/bin/sh", script, (char *)(uintptr_t)folder, NULL};
    g_autoptr(GError) error = NULL;
    int status = 0;

    if (!g_spawn_sync(NULL, arguments, NULL, 0, NULL, NULL, NULL, NULL, &status, &error) ||
        !g_spawn_check_wait_status(status, &error)) {
        print_message("no certificates: %s\n", error->message);
        return -1;
    }
    g_setenv("SSL_CERT_FILE", authority, TRUE); /* the only one that OpenSSL trusts here */
    return 0;
}

static int
start_world(void **state)
{
    World *world = g_new0(World, 1);
    const char *arguments[COUNT + 5] = {"--log", "FOLDER", "--certificates"};

    world->certificates = new_folder();
    if (make_certificates(world->certificates) != 0)
        return -1;
    arguments[3] = world->certificates;
    for (int i = 0; i < COUNT; i++)
        arguments[4 + i] = scenarios[i].script;
    world->evil = peer_start("evil-smtp.py", arguments);
    *state = world;
    return world->evil.pid != 0 ? 0 : -1;
}

static int
stop_world(void **state)
{
    World *world = *state;

    peer_stop(&world->evil);
    remove_folder(world->certificates);
    g_free(world->certificates);
    g_free(world);
    return 0;
}

static void
check_scenario(const Peer *evil, const Scenario *scenario, int i)
{
    g_autofree char *server = g_strdup_printf("%s:%d", scenario->host, peer_port(evil, (guint)i));
    g_autofree char *user = g_strdup(scenario->user), *log = NULL;
    CtSettings settings = local_settings(server);
    g_auto(Flow) flow = {.count = 3, .size = 4000};
    g_autoptr(GError) error = NULL;
    bool good;

    settings.mail.security = CT_SECURITY_STARTTLS;
    settings.mail.user = user;
    good = flow_over_smtp(&flow, &settings, "open sesame", &error);
    log = peer_log(evil, i);
    print_message("%s as %s: %s, %s\n", scenario->script, scenario->host, flow.fates,
                  error != NULL ? error->message : "no error");
    assert_string_equal(flow.fates, scenario->fates);
    assert_int_equal(flow.settled, flow.asked);
    assert_int_equal(good, scenario->error == NO_ERROR);
    if (!good)
        assert_true(g_error_matches(error, CT_ERROR, scenario->error));
    assert_non_null(strstr(good ? log : error->message, scenario->words));
    if (scenario->not_came != NULL)
        assert_null(strstr(log, scenario->not_came));
}

static void
tls__lets_nothing_out__but_to_the_configured_server(void **state)
{
    const World *world = *state;

    for (int i = 0; i < COUNT; i++)
        check_scenario(&world->evil, &scenarios[i], i);
}

static void
clear_text__stays__on_this_machine_whatever_its_name_resolves_to(void **state)
{
    const World *world = *state;
    g_autofree char *server = g_strdup_printf("localhost:%d", peer_port(&world->evil, PLAIN_PORT));
    g_autofree char *before = peer_log(&world->evil, PLAIN_PORT), *after = NULL;
    CtSettings settings = local_settings(server);
    g_auto(Flow) flow = {.count = 3, .size = 4000};
    g_autoptr(GError) error = NULL;
    bool good;

    g_setenv(FAR_PEER, "yes", TRUE);
    good = flow_over_smtp(&flow, &settings, NULL, &error);
    g_unsetenv(FAR_PEER);
    ct_assert_fails(good, error, CT_ERROR_CONFIG);
    print_message("%s\n", error->message);
    assert_non_null(strstr(error->message, "is not this machine"));
    assert_string_equal(flow.fates, "S");
    after = peer_log(&world->evil, PLAIN_PORT);
    assert_null(strstr(after + strlen(before), "EHLO"));
}

/* Against a server with TLS 1.3 and session tickets; each session is short, so that none waits. */
static void
tls__survives__many_sessions_in_one_process(void **state)
{
    const World *world = *state;
    g_autofree char *certificate = g_build_filename(world->certificates, "good.pem", NULL);
    const char *arguments[] = {
        "--folder", "FOLDER", "--certificate", certificate, "--login", "anna:open sesame", NULL};
    const char *wish = g_getenv("CT_TEST_TLS_SESSIONS");
    int sessions = wish != NULL ? (int)g_ascii_strtoll(wish, NULL, 10) : SESSIONS;
    Peer sink = peer_start("smtp-sink.py", arguments);
    g_autofree char *server = NULL;
    char user[] = "anna";
    CtSettings settings;

    if (sink.pid == 0) {
        peer_stop(&sink);
        print_message("python3-aiosmtpd is not installed\n");
        skip();
    }
    server = g_strdup_printf("localhost:%d", peer_port(&sink, 0));
    settings = local_settings(server);
    settings.mail.security = CT_SECURITY_STARTTLS;
    settings.mail.user = user;
    settings.mail.timeout_seconds = 10;
    for (int i = 0; i < sessions; i++) {
        g_auto(Flow) flow = {.count = 2, .size = 20000};
        g_autoptr(GError) error = NULL;
        int64_t began = g_get_monotonic_time();

        ct_assert_ok(flow_over_smtp(&flow, &settings, "open sesame", &error), error);
        print_message("session %d: %s in %d ms\n", i, flow.fates,
                      (int)((g_get_monotonic_time() - began) / 1000));
        assert_string_equal(flow.fates, "AA");
        assert_true(g_get_monotonic_time() - began < 5 * G_USEC_PER_SEC);
    }
    peer_stop(&sink);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tls__lets_nothing_out__but_to_the_configured_server),
        cmocka_unit_test(clear_text__stays__on_this_machine_whatever_its_name_resolves_to),
        cmocka_unit_test(tls__survives__many_sessions_in_one_process),
    };

    if (!peers_are_possible())
        return EXIT_SKIPPED;
    return cmocka_run_group_tests(tests, start_world, stop_world);
}
