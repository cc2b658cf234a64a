/* transport - how one mail leaves: a folder, or SMTP. Inside deliver only. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/settings.h"

/* What became of one message; trust in the words, not in a library's return code. */
typedef enum {
    CT_FATE_ACCEPTED, /* the other side has taken responsibility */
    CT_FATE_DEFERRED, /* 4xx, or it never got as far as the body: may be tried again */
    /* 5xx about this address only (RFC 3463: X.1.1 X.1.2 X.1.3 X.1.6 X.1.10) */
    CT_FATE_REFUSED_ADDRESS,
    CT_FATE_REFUSED,   /* another 5xx: policy, content */
    CT_FATE_UNCERTAIN, /* the end of the body left us and no answer came: never sent again */
    CT_FATE_STOPPED,   /* login or settings wrong, server away: nothing was tried */
} CtMailFate;

typedef struct {
    const char *envelope_from, *envelope_to; /* both pass ct_address_is_sendable() */
    GBytes *bytes;                           /* passed ct_email_check() */
    const char *file_name;                   /* "thanks-K7Q4.eml": for the folder */
    void *tag;                               /* the caller's */
} CtOutgoing;

/* The caller's side. `next` gives one message after the other, NULL at the end, and is asked again
 * only after `done`; the message stays the caller's and must live until then. `before_end` is
 * called when all bytes are handed over but the last dot: the caller writes its mark, and false
 * means that the dot must not leave: the process then ends at once with _exit(75). `done` is called
 * exactly once for every message that `next` gave, with the other side's own words on one line,
 * made safe to print. All three are called from the thread that called `send`. */
typedef struct {
    const CtOutgoing *(*next)(void *data);
    bool (*before_end)(const CtOutgoing *message, void *data);
    void (*done)(const CtOutgoing *message, CtMailFate fate, const char *reply, void *data);
    void *data;
} CtMailFlow;

/* One way out. `send` runs the flow to its end, or until the other side refuses to go on. Returns
 * false with *error when it had to stop; messages not given to `done` were never asked for.
 * CT_ERROR_SERVICE: the server is away; CT_ERROR_CONFIG: settings, login, certificate, or ten equal
 * refusals in a row; CT_ERROR_OUTPUT: the folder cannot be written; CT_ERROR_LATER: disk full. */
typedef struct CtTransport CtTransport;
struct CtTransport {
    bool (*send)(CtTransport *transport, const CtMailFlow *flow, GError **error);
    void (*free)(CtTransport *transport);
};

static inline void
ct_transport_free(CtTransport *transport)
{
    if (transport != NULL)
        transport->free(transport);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtTransport, ct_transport_free)

/* Files in FOLDER/mail/, written whole or not at all (temporary name, flush, rename); a file of the
 * same name is replaced. The caller owns the result. */
CtTransport *ct_transport_folder(const char *folder);
/* libesmtp behind its guard; see smtp.c and smtp-guard.c for what the guard cures. `secret` may be
 * NULL; both arguments are copied. The caller owns the result. */
CtTransport *ct_transport_smtp(const CtSettings *settings, const char *secret);
