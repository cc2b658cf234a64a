/* smtp-private - the parts of the SMTP transport: what became of a message (smtp-fate.c), the
 * deadline (smtp-watchdog.c), the guard around libESMTP (smtp-guard.c) with its certificates
 * (smtp-tls.c), one session (smtp-session.c). smtp.c puts them together; nobody else includes it.
 */
#pragma once

#include "transport.h"

#include <openssl/ssl.h>
#include <stddef.h>
#include <sys/types.h>

/* These two need the types of the ones above. */
#include <auth-client.h>
#include <libesmtp.h>

/* --- what became of a message --------------------------------------------------------- */

/* What is known of one message when its exchange is over. A code is 0 when no answer came. */
typedef struct {
    int mail_code, recipient_code, transfer_code;
    int recipient_enhanced[3]; /* 5, 1, 1 for "5.1.1" (RFC 3463); zeros when there was none */
    bool complete;             /* libESMTP calls the recipient complete */
    bool end_handed;           /* the body callback has returned its end */
    bool sent;                 /* the event MESSAGESENT came */
} CtMailFacts;

/* ACCEPTED and UNCERTAIN exactly as promised: the one when everything says yes, the other when the
 * end of the body was handed out and nothing definite came back. All else was not sent. */
CtMailFate ct_mail_fate(const CtMailFacts *facts);

/* Reads "5.1.1" at the beginning of `text`; `code_out` is untouched when there is none. */
void ct_enhanced_code(const char *text, int code_out[3]);

/* --- the deadline --------------------------------------------------------------------- */

/* A thread that shuts a connection down when the wall clock says so: libESMTP waits for each byte
 * anew and for connect() as long as the kernel does. */
typedef struct CtWatchdog CtWatchdog;
CtWatchdog *ct_watchdog_new(void);
void ct_watchdog_free(CtWatchdog *watchdog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtWatchdog, ct_watchdog_free)

/* A connection is about to be made: sockets that are opened from here on belong to it. */
void ct_watchdog_begin(CtWatchdog *watchdog, int timeout_ms);
/* A connection was made: returns its socket and watches it, or -1 when it cannot be found. The
 * descriptor is the watchdog's own duplicate, so its number cannot come to mean something else. */
int ct_watchdog_connected(CtWatchdog *watchdog);
/* The connection is closed. */
void ct_watchdog_disconnected(CtWatchdog *watchdog);
/* The time that is left, from now. */
void ct_watchdog_arm(CtWatchdog *watchdog, int timeout_ms);
/* All is over; nothing is watched. */
void ct_watchdog_end(CtWatchdog *watchdog);
/* True when the time was over once since ct_watchdog_begin(). */
bool ct_watchdog_has_barked(CtWatchdog *watchdog);

/* --- the guard ------------------------------------------------------------------------ */

#define CT_REPLY_LINE                                                                              \
    1000                  /* octets; libESMTP would take the rest of a longer line for the next    \
                           */
#define CT_REPLY_TEXT 500 /* octets of an answer that are kept for messages */

/* What may come next from the server, as far as that matters here. */
typedef enum {
    CT_AWAIT_OTHER,
    CT_AWAIT_EHLO,     /* the answer to EHLO */
    CT_AWAIT_STARTTLS, /* one line */
    CT_AWAIT_TLS,      /* nothing in clear any more */
    CT_AWAIT_AUTH,     /* 334, 235 or a refusal */
} CtAwait;

/* Listens to one SMTP session and ends it when libESMTP would go on where it must not. */
typedef struct {
    const char *server, *host, *user; /* as configured; `user` is "" when there is no login */
    bool starttls;
    int timeout_ms;
    CtWatchdog *watchdog;
    SSL_CTX *tls; /* NULL without STARTTLS */

    /* of the present session */
    GError *verdict; /* why it was ended; the connection is shut down by then */
    int fd;          /* the watchdog's; -1 when not connected */
    bool connected, encrypted, logged_in;
    bool mail_written; /* a MAIL command left since ct_guard_next_message() */
    CtAwait await;
    int owed; /* answers that are due: one for the greeting and one for each line we sent */

    /* of the present answer */
    int code;        /* of the last line that is whole; 0 before the first */
    bool continues;  /* another line of the same answer follows */
    GString *reply;  /* code and text */
    char *complaint; /* the last 4xx or 5xx since the session or the message began, or NULL */
    char line[5];    /* the beginning of the present line */
    size_t line_length;
    char word[9]; /* the beginning of the present word of it, in capitals */
    size_t word_length;
    bool first_word, login_words; /* of the line; the words after AUTH */
} CtGuard;

/* The caller has filled in the first group, but for the watchdog and the certificates.
 * Errors: CT_ERROR_CONFIG when there are no certificates to trust. */
bool ct_guard_init(CtGuard *guard, GError **error);
void ct_guard_clear(CtGuard *guard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtGuard, ct_guard_clear)
/* Before a session, and when it is over. */
void ct_guard_begin(CtGuard *guard);
void ct_guard_end(CtGuard *guard);
/* The events CONNECT, STARTTLS_OK and DISCONNECT. */
void ct_guard_connected(CtGuard *guard);
void ct_guard_encrypted(CtGuard *guard);
void ct_guard_disconnected(CtGuard *guard);
/* Another message is next; and its end was handed out. */
void ct_guard_next_message(CtGuard *guard);
void ct_guard_end_handed(CtGuard *guard);
/* What libESMTP sends and receives (smtp_set_monitorcb(); `data` is the CtGuard). */
void ct_guard_monitor(const char *bytes, int size, int writing, void *data);
/* True when the body may be read, and its end handed out: the last answer was 354, nothing came
 * after it, and the connection is open both ways. */
bool ct_guard_may_send(const CtGuard *guard);
/* Ends the session; the reason reads on after "the mail server X". Only the first one counts. */
void ct_guard_stop(CtGuard *guard, CtError code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* An SSL_CTX that verifies the configured host, or NULL (CT_ERROR_CONFIG). */
SSL_CTX *ct_guard_tls_new(CtGuard *guard, GError **error);
/* Why the last handshake failed, in OpenSSL's words. */
const char *ct_guard_tls_reason(void);

/* --- a session ------------------------------------------------------------------------ */

typedef struct {
    CtTransport base;
    char *server, *host, *user, *secret;
    CtSecurity security;
    int timeout_ms;
} CtSmtp;

/* One call of send(). */
typedef struct {
    const CtSmtp *smtp;
    const CtMailFlow *flow;
    CtGuard *guard;
    GError *error; /* why it stops; NULL while it goes on */

    /* the message that was asked for and is not settled, or NULL */
    const CtOutgoing *message;
    smtp_message_t handle;
    smtp_recipient_t recipient;
    CtMailFacts facts;
    gsize body_read; /* octets of it that were handed out */

    /* the present session, or the last one */
    smtp_session_t session;
    int given, answered, accepted; /* messages */

    /* all sessions */
    bool finished; /* the flow has no more */
    int fruitless; /* sessions in a row that accepted nothing */
    int uncertain, equal_refusals;
    char *last_refusal; /* its code and enhanced code */
} CtSmtpRun;

/* Asks for the next message that can be sent at all. NULL is remembered: the flow has no more. */
void ct_smtp_next_message(CtSmtpRun *run);
/* Tells the caller what became of the message. */
void ct_smtp_done(CtSmtpRun *run, CtMailFate fate, const char *reply);
/* Runs a new session from the message at hand to the end of it or of the flow; a message may be
 * left over. */
void ct_smtp_run_session(CtSmtpRun *run);
