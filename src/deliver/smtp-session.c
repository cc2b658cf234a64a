/* One session with libESMTP, one recipient a message. The library's return values tell little (it
 * reports success for a connection that broke), so that each message is judged by what was seen of
 * it: smtp-fate.c. What the library does wrong on the way is prevented in smtp-guard.c and
 * smtp-tls.c. */
#include "config.h"

#include "smtp-private.h"

#include <errno.h>
#include <sysexits.h>
#include <unistd.h>

#define SESSION_MESSAGES 500 /* libESMTP keeps 4 kB of each until its session ends */
#define EQUAL_REFUSALS   10  /* in a row: the server means us, not the customers */
#define CODE_CLOSING     421
#define PIECE            16384 /* octets of a body; between two the connection is looked at */

/* --- settling a message --------------------------------------------------------------- */

static void
stop(CtSmtpRun *run, CtError code, const char *what, const char *reply)
{
    if (run->error == NULL)
        g_set_error(&run->error, CT_ERROR, code, "the mail server %s %s: %s", run->smtp->server,
                    what, reply);
}

void
ct_smtp_done(CtSmtpRun *run, CtMailFate fate, const char *reply)
{
    const CtOutgoing *message = run->message;

    run->message = NULL;
    run->handle = NULL;
    run->flow->done(message, fate, reply, run->flow->data);
}

/* Ten customers cannot all be refused in the same words for a reason of their own. */
static void
count_refusal(CtSmtpRun *run, CtMailFate fate, const smtp_status_t *status, const char *reply)
{
    int enhanced[3] = {status->enh_class, status->enh_subject, status->enh_detail};
    g_autofree char *refusal = NULL;

    if (fate != CT_FATE_REFUSED) {
        run->equal_refusals = 0;
        return;
    }
    if (enhanced[0] == 0)
        ct_enhanced_code(status->text, enhanced);
    refusal = g_strdup_printf("%d %d.%d.%d", status->code, enhanced[0], enhanced[1], enhanced[2]);
    if (g_strcmp0(refusal, run->last_refusal) != 0)
        run->equal_refusals = 0;
    g_free(run->last_refusal);
    run->last_refusal = g_steal_pointer(&refusal);
    if (++run->equal_refusals == EQUAL_REFUSALS)
        stop(run, CT_ERROR_CONFIG, "refuses one mail after the other", reply);
}

/* The server's own words, on one line and safe to print. */
static char *
reply_text(const smtp_status_t *status)
{
    const char *text = status->text != NULL ? status->text : "";
    g_autofree char *enhanced = NULL, *reply = NULL;

    if (status->enh_class > 0)
        enhanced = g_strdup_printf("%d.%d.%d ", status->enh_class, status->enh_subject,
                                   status->enh_detail);
    reply = g_strdup_printf("%d %s%.*s", status->code, enhanced != NULL ? enhanced : "",
                            CT_REPLY_TEXT, text);
    return ct_text_clean(reply, false);
}

/* The server has answered, and `status` is the answer that decides. */
static void
settle(CtSmtpRun *run, const smtp_status_t *status)
{
    CtMailFate fate = ct_mail_fate(&run->facts);
    g_autofree char *reply = reply_text(status);

    if (status->code != CODE_CLOSING && fate != CT_FATE_UNCERTAIN)
        run->answered++;
    run->accepted += fate == CT_FATE_ACCEPTED;
    run->uncertain += fate == CT_FATE_UNCERTAIN;
    count_refusal(run, fate, status, reply);
    ct_smtp_done(run, fate, reply);
}

/* --- feeding the session -------------------------------------------------------------- */

void
ct_smtp_next_message(CtSmtpRun *run)
{
    for (;;) {
        run->message = run->flow->next(run->flow->data);
        if (run->message == NULL)
            break;
        if (!ct_address_is_sendable(run->message->envelope_from))
            ct_smtp_done(run, CT_FATE_REFUSED, "the sender is not an address");
        else if (!ct_address_is_sendable(run->message->envelope_to))
            ct_smtp_done(run, CT_FATE_REFUSED_ADDRESS, "not an address that mail can be sent to");
        else
            return;
    }
    run->finished = true;
}

static bool
may_go_on(const CtSmtpRun *run)
{
    return run->error == NULL && !run->finished && run->guard->verdict == NULL;
}

/* The next piece of the message; 0 octets at its end. */
static const char *
next_piece(CtSmtpRun *run, int *length)
{
    gsize size;
    const char *bytes = g_bytes_get_data(run->message->bytes, &size);
    gsize at = run->body_read;

    *length = (int)MIN(size - at, PIECE);
    run->body_read += (gsize)*length;
    return bytes + at;
}

/* The body callback of libESMTP. errno has to be 0 at its end, or the library drops the connection,
 * which is just what is wanted when the dot must not leave. */
static const char *
read_body(void **context, int *length, void *data)
{
    CtSmtpRun *run = data;
    const char *piece = NULL;

    errno = 0;
    if (length == NULL)
        return NULL; /* rewind: this is the beginning */
    *length = 0;
    if (run->facts.end_handed && run->message != NULL)
        return NULL;
    if (run->message == NULL || !ct_guard_may_send(run->guard)) {
        errno = ECONNABORTED;
        return NULL;
    }
    piece = next_piece(run, length);
    if (*length == 0) {
        if (!run->flow->before_end(run->message, run->flow->data))
            _exit(EX_TEMPFAIL);
        run->facts.end_handed = true;
        ct_guard_end_handed(run->guard);
        piece = NULL;
    }
    errno = 0;
    return piece;
}

static void
submit(CtSmtpRun *run)
{
    run->facts = (CtMailFacts){.mail_code = 0};
    run->body_read = 0;
    run->given++;
    ct_guard_next_message(run->guard);
    run->handle = smtp_add_message(run->session);
    run->recipient = smtp_add_recipient(run->handle, run->message->envelope_to);
    if (run->recipient == NULL ||
        smtp_set_reverse_path(run->handle, run->message->envelope_from) == 0)
        g_error("libESMTP is out of memory"); /* it is safe to die at any point */
    smtp_set_messagecb(run->handle, read_body, run);
    smtp_size_set_estimate(run->handle, g_bytes_get_size(run->message->bytes));
}

/* Adds the next message to the session, if it may have one. */
static void
feed(CtSmtpRun *run)
{
    if (!may_go_on(run) || run->given == SESSION_MESSAGES)
        return;
    ct_smtp_next_message(run);
    if (run->message != NULL)
        submit(run);
}

/* --- what libESMTP tells -------------------------------------------------------------- */

/* MAIL was answered. After a refusal the library looks for the next message as soon as this
 * returns, so that it has to be there by then. */
static void
on_mail_status(CtSmtpRun *run, smtp_message_t handle)
{
    const smtp_status_t *status = smtp_reverse_path_status(handle);

    if (handle != run->handle)
        return;
    if (status->code == CODE_CLOSING)
        return; /* nothing was judged: as if the connection had ended before */
    run->facts.mail_code = status->code;
    if (status->code / 100 == 2)
        return;
    settle(run, status);
    feed(run);
}

/* RCPT was answered. After a refusal there is nobody to send to, whatever DATA will be answered:
 * the library then sends an empty message, and its answer means nothing. */
static void
on_recipient_status(CtSmtpRun *run, smtp_recipient_t recipient)
{
    const smtp_status_t *status = smtp_recipient_status(recipient);
    int *enhanced = run->facts.recipient_enhanced;

    if (run->message == NULL || recipient != run->recipient)
        return;
    run->facts.recipient_code = status->code;
    enhanced[0] = status->enh_class;
    enhanced[1] = status->enh_subject;
    enhanced[2] = status->enh_detail;
    if (status->enh_class == 0)
        ct_enhanced_code(status->text, enhanced);
    if (status->code / 100 == 2)
        return;
    settle(run, status);
    if (status->code != CODE_CLOSING)
        feed(run);
}

/* The exchange is over. When DATA was refused, the library has looked for the next message already
 * and found none: what remains goes into a new session. */
static void
on_message_sent(CtSmtpRun *run, smtp_message_t handle)
{
    const smtp_status_t *status = smtp_message_transfer_status(handle);
    bool whole = run->facts.end_handed;
    int class = status->code / 100;

    if (handle != run->handle)
        return;
    run->facts.sent = true;
    run->facts.transfer_code = status->code;
    run->facts.complete = smtp_recipient_check_complete(run->recipient) != 0;
    if (!whole && class != 4 && class != 5)
        return; /* 250 where 354 is due: not an answer, and the session is over */
    settle(run, status);
    if (whole && (class == 2 || class == 4 || class == 5) && status->code != CODE_CLOSING)
        feed(run);
}

static void
on_event(smtp_session_t session, int event, void *data, ...)
{
    CtSmtpRun *run = data;
    va_list args;

    va_start(args, data);
    switch (event) {
    case SMTP_EV_CONNECT:
        ct_guard_connected(run->guard);
        break;
    case SMTP_EV_DISCONNECT:
        ct_guard_disconnected(run->guard);
        break;
    case SMTP_EV_MAILSTATUS:
        (void)va_arg(args, const char *); /* the mailbox */
        on_mail_status(run, va_arg(args, smtp_message_t));
        break;
    case SMTP_EV_RCPTSTATUS:
        (void)va_arg(args, const char *);
        on_recipient_status(run, va_arg(args, smtp_recipient_t));
        break;
    case SMTP_EV_MESSAGESENT:
        on_message_sent(run, va_arg(args, smtp_message_t));
        break;
    case SMTP_EV_STARTTLS_OK:
        ct_guard_encrypted(run->guard);
        break;
    case SMTP_EV_WRONG_PEER_CERTIFICATE:
        *va_arg(args, int *) = 1; /* smtp-tls.c has verified the name that counts */
        break;
    case SMTP_EV_EXTNA_STARTTLS:
        ct_guard_stop(run->guard, CT_ERROR_CONFIG, "does not offer STARTTLS");
        break;
    case SMTP_EV_UNUSABLE_CLIENT_CERTIFICATE:
        ct_guard_stop(run->guard, CT_ERROR_CONFIG,
                      "gets no connection: ~/.config/libesmtp/private cannot be read");
        break;
    }
    va_end(args);
    errno = 0;
}

/* --- a session ------------------------------------------------------------------------ */

static int
give_login(auth_client_request_t request, char **result, int fields, void *data)
{
    CtSmtpRun *run = data;

    for (int i = 0; i < fields; i++)
        result[i] = (request[i].flags & AUTH_PASS) != 0 ? run->smtp->secret : run->smtp->user;
    return run->guard->encrypted && run->guard->verdict == NULL;
}

static void
set_timeouts(smtp_session_t session, int timeout_ms)
{
    static const int which[] = {Timeout_GREETING, Timeout_ENVELOPE, Timeout_DATA, Timeout_TRANSFER,
                                Timeout_DATA2};

    for (size_t i = 0; i < G_N_ELEMENTS(which); i++)
        smtp_set_timeout(session, which[i] | Timeout_OVERRIDE_RFC2822_MINIMUM, timeout_ms);
}

void
ct_smtp_run_session(CtSmtpRun *run)
{
    const CtSmtp *smtp = run->smtp;
    auth_context_t login = NULL;

    run->given = run->answered = run->accepted = 0;
    run->session = smtp_create_session();
    smtp_set_server(run->session, smtp->server);
    smtp_set_eventcb(run->session, on_event, run);
    smtp_set_monitorcb(run->session, ct_guard_monitor, run->guard, 0);
    set_timeouts(run->session, smtp->timeout_ms);
    if (run->guard->tls != NULL) /* libESMTP 1.1.0 takes a reference of its own */
        smtp_starttls_set_ctx(run->session, run->guard->tls);
    smtp_starttls_enable(run->session,
                         run->guard->starttls ? Starttls_REQUIRED : Starttls_DISABLED);
    if (*smtp->user != '\0') {
        login = auth_create_context();
        auth_set_mechanism_flags(login, AUTH_PLUGIN_PLAIN, 0);
        auth_set_interact_cb(login, give_login, run);
        smtp_auth_set_context(run->session, login);
    }
    ct_guard_begin(run->guard);
    submit(run);
    smtp_start_session(run->session); /* what it returns says nothing */
    ct_guard_end(run->guard);
    smtp_destroy_session(run->session);
    if (login != NULL)
        auth_destroy_context(login);
}
