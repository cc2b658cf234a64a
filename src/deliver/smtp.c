/* The transport: what it needs to know, and how many sessions the messages take. A session is never
 * started twice: libESMTP would send again what it holds no answer for. What was not tried yet goes
 * into a new session. */
#include "config.h"

#include "smtp-private.h"

#include <signal.h>
#include <string.h>

#define FRUITLESS_SESSIONS 10 /* in a row: the server ends them all before it accepts anything */
#define UNCERTAIN_LIMIT    5
#define LOGIN_LENGTH       255 /* octets; the PLAIN plug-in has no room for more */

/* --- between sessions ----------------------------------------------------------------- */

/* Why the session came to its end, should it have been too early. */
static GError *
why_it_ended(CtSmtpRun *run)
{
    const CtGuard *guard = run->guard;
    const char *server = run->smtp->server;
    char words[256] = "";

    if (guard->verdict != NULL)
        return g_error_copy(guard->verdict);
    if (ct_watchdog_has_barked(guard->watchdog))
        return g_error_new(CT_ERROR, CT_ERROR_SERVICE, "the mail server %s takes too long", server);
    if (!guard->connected)
        return g_error_new(CT_ERROR, CT_ERROR_SERVICE, "cannot reach the mail server %s: %s",
                           server, smtp_strerror(smtp_errno(), words, sizeof words));
    if (guard->await == CT_AWAIT_TLS)
        return g_error_new(CT_ERROR, CT_ERROR_SERVICE, "no TLS with the mail server %s: %s", server,
                           ct_guard_tls_reason());
    if (guard->complaint != NULL)
        return g_error_new(CT_ERROR, CT_ERROR_SERVICE, "the mail server %s says: %s", server,
                           guard->complaint);
    return g_error_new(CT_ERROR, CT_ERROR_SERVICE, "the mail server %s stopped answering", server);
}

/* True when there should be no other session. One in which the server gave an answer to a message
 * may be followed by another: servers end a session after so many messages or minutes. */
static bool
is_over(const CtSmtpRun *run, const GError *reason)
{
    if (run->error != NULL)
        return true;
    if (run->message == NULL && run->finished)
        return false;
    return g_error_matches(reason, CT_ERROR, CT_ERROR_CONFIG) || run->answered == 0 ||
           run->fruitless >= FRUITLESS_SESSIONS || run->uncertain >= UNCERTAIN_LIMIT;
}

static void
settle_broken(CtSmtpRun *run, const GError *reason)
{
    bool tried = run->guard->mail_written && !g_error_matches(reason, CT_ERROR, CT_ERROR_CONFIG);
    g_autofree char *words = NULL;

    run->equal_refusals = 0;
    if (run->facts.end_handed) {
        words = g_strdup_printf("handed over, but not answered: %s", reason->message);
        ct_smtp_done(run, ct_mail_fate(&run->facts), words);
        return;
    }
    ct_smtp_done(run, tried ? CT_FATE_DEFERRED : CT_FATE_STOPPED, reason->message);
}

/* A message whose MAIL was not answered goes on into another session, where it is the first; should
 * that one say nothing either, it was the last. */
static void
after_session(CtSmtpRun *run)
{
    g_autoptr(GError) reason = why_it_ended(run);
    bool lost = run->message != NULL && run->facts.end_handed;
    bool again = !lost && run->facts.mail_code == 0;
    bool over;

    run->fruitless = run->accepted > 0 ? 0 : run->fruitless + 1;
    run->uncertain += lost;
    over = is_over(run, reason);
    if (run->message != NULL && (over || !again))
        settle_broken(run, reason);
    if (over && run->error == NULL)
        run->error = g_steal_pointer(&reason);
}

static bool
run_flow(CtSmtpRun *run, GError **error)
{
    while (run->error == NULL && !run->finished) {
        if (run->message == NULL)
            ct_smtp_next_message(run);
        if (run->message == NULL)
            break;
        ct_smtp_run_session(run);
        after_session(run);
    }
    g_free(run->last_refusal);
    if (run->error == NULL)
        return true;
    g_propagate_error(error, run->error);
    return false;
}

/* --- the transport -------------------------------------------------------------------- */

/* What is wrong with the settings, or NULL; settings.c has said most of it before. */
static char *
find_mistake(const CtSmtp *smtp)
{
    if (!ct_address_is_server(smtp->server))
        return g_strdup_printf("server = %s is not host:port, like smtp.example.net:587",
                               smtp->server);
    if (smtp->security == CT_SECURITY_NONE && !ct_address_is_loopback(smtp->host))
        return g_strdup_printf("security = none is for this machine only, not for %s; write "
                               "security = starttls",
                               smtp->host);
    if (*smtp->user == '\0')
        return NULL;
    if (smtp->security == CT_SECURITY_NONE)
        return g_strdup_printf("user = %s needs security = starttls", smtp->user);
    if (smtp->secret == NULL || *smtp->secret == '\0')
        return g_strdup_printf("user = %s has no password", smtp->user);
    if (strlen(smtp->user) > LOGIN_LENGTH || strlen(smtp->secret) > LOGIN_LENGTH)
        return g_strdup_printf("user = %.32s: user and password may have %d octets each",
                               smtp->user, LOGIN_LENGTH);
    return NULL;
}

static bool
check_settings(const CtSmtp *smtp, GError **error)
{
    g_autofree char *mistake = find_mistake(smtp);

    if (mistake == NULL)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_CONFIG, "[mail] %s", mistake);
    return false;
}

static bool
smtp_send(CtTransport *transport, const CtMailFlow *flow, GError **error)
{
    const CtSmtp *smtp = (const CtSmtp *)transport;
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    g_auto(CtGuard) guard = {.server = smtp->server,
                             .host = smtp->host,
                             .user = smtp->user,
                             .starttls = smtp->security == CT_SECURITY_STARTTLS,
                             .timeout_ms = smtp->timeout_ms};
    CtSmtpRun run = {.smtp = smtp, .flow = flow, .guard = &guard};
    bool good;

    if (!check_settings(smtp, error) || !ct_guard_init(&guard, error))
        return false;
    sigaction(SIGPIPE, &ignore, &before); /* libESMTP writes to connections that are gone */
    auth_client_init();
    good = run_flow(&run, error);
    auth_client_exit();
    sigaction(SIGPIPE, &before, NULL);
    return good;
}

static void
smtp_free(CtTransport *transport)
{
    CtSmtp *smtp = (CtSmtp *)transport;

    if (smtp->secret != NULL)
        explicit_bzero(smtp->secret, strlen(smtp->secret));
    g_free(smtp->secret);
    g_free(smtp->server);
    g_free(smtp->host);
    g_free(smtp->user);
    g_free(smtp);
}

CtTransport *
ct_transport_smtp(const CtSettings *settings, const char *secret)
{
    const char *server = settings->mail.server, *colon = strrchr(server, ':');
    CtSmtp *smtp = g_new0(CtSmtp, 1);

    smtp->base = (CtTransport){.send = smtp_send, .free = smtp_free};
    smtp->server = g_strdup(server);
    smtp->host = colon != NULL ? g_strndup(server, (gsize)(colon - server)) : g_strdup(server);
    smtp->user = g_strdup(settings->mail.user);
    smtp->secret = g_strdup(secret);
    smtp->security = settings->mail.security;
    smtp->timeout_ms = settings->mail.timeout_seconds * 1000;
    return &smtp->base;
}
