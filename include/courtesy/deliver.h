/* deliver - planned touches to transports; never twice.
 * May include: core store render. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/settings.h"
#include "courtesy/store.h"

/* --- the lock: one run at a time ------------------------------------------------------ */

/* Takes DIR/courtesy.lock (flock, close-on-exec); it is let go when the process ends.
 * Errors: CT_ERROR_LATER when another run holds it. */
bool ct_lock_take(const char *dir, int *fd_out, GError **error);

/* --- the password of the mail server -------------------------------------------------- */

#define CT_SECRET_BYTES   4096 /* what a file or a command may give */
#define CT_SECRET_SECONDS 10   /* what a command may take */

/* Where the password comes from; it is never on a command line, in a log or in the database. The
 * first of: the file "smtp" in $CREDENTIALS_DIRECTORY (systemd.exec(5)); the first line that
 * `password command` prints (its words are split as a shell would, but no shell runs them); the
 * first line of `password file`. A file name that does not begin with "/" counts from `dir`.
 * *secret_out is NULL when the settings name no user. Free with ct_secret_free(). Errors:
 * CT_ERROR_CONFIG (a user without a password, a command that fails or prints nothing useful),
 * CT_ERROR_NO_FILE, CT_ERROR_PERMISSION (others can read the file; the message says what to type).
 */
bool ct_secret_read(const CtSettings *settings, const char *dir, char **secret_out, GError **error);
/* Overwrites the secret before its memory is given back. NULL is fine. */
void ct_secret_free(char *secret);

/* --- the night's delivery ------------------------------------------------------------- */

typedef struct {
    const char *dir;     /* the folder of everything */
    const char *out_dir; /* out/YYYY-MM-DD */
    CtDay today;
    int64_t now; /* seconds since 1970, UTC: stamps in files */
    bool live;
    int64_t run_id;
    const CtSettings *settings;
    const char *secret; /* the password of the mail server, or NULL */
    GPtrArray *rules;   /* of CtRuleText: how to speak of each rule */
} CtDelivery;

/* What delivery needs to know of a rule: its words and its template. */
typedef struct {
    char *name, *says, *template_name;
} CtRuleText;

/* The name of the template of a step of a series: "welcome", "welcome-2". The caller owns the
 * result. */
char *ct_step_template(const char *template_name, int step);

typedef struct {
    int64_t mail_sent, mail_refused, mail_again, mail_unknown;
    int64_t held; /* could not be rendered, on any channel */
    int64_t calls, cards;
    GPtrArray *calls_by_manager; /* of char*: "7 for Anna" */
    GPtrArray *files;            /* of char*: what was written, relative to out_dir */
    CtProblems *problems;        /* what needs a person */
    bool stopped;                /* a policy or login error stopped the mail */
} CtDelivered;
void ct_delivered_free(CtDelivered *delivered);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtDelivered, ct_delivered_free)

/* The kernel's id of this boot of the machine. The caller owns the result. */
char *ct_boot_id(void);

/* Settles what an interrupted run left behind; the lock is held. Mail that is in_flight becomes
 * unknown; claimed mail becomes planned when this boot of the machine claimed it, else unknown;
 * claimed paper becomes planned when it is today's (it is printed whole again), else unknown.
 * `boot` is the kernel's boot id. *unknown_out: how many became unknown. */
bool ct_deliver_recover(CtStore *store, const char *boot, CtDay today, int64_t *unknown_out,
                        GError **error);

/* Renders and hands over everything that is planned. In a rehearsal the same files are written and
 * no touch changes its state. One bad customer or template holds its own touches and is reported
 * in the result. Errors are only those that end the night. */
CtDelivered *ct_deliver_run(CtStore *store, const CtDelivery *delivery, GError **error);

/* --- settling what needs a person ----------------------------------------------------- */

typedef enum { CT_RESOLVE_SENT, CT_RESOLVE_RESEND } CtResolution;
/* Settles one touch in state unknown by its code. CT_ERROR_INPUT when there is no such touch. */
bool ct_deliver_resolve(CtStore *store, const char *code, CtResolution resolution, CtDay today,
                        GError **error);
