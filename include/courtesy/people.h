/* people - who is who, what they allowed, and what is known of them: found, shown, made one,
 * written about, stopped, forgotten. What writes does so in a transaction of the caller, unless
 * its contract says otherwise.
 * May include: core import (for the keys of names and addresses) store. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/store.h"

/* --- finding -------------------------------------------------------------------------- */

/* By what a text means a customer, the surest first. */
typedef enum {
    CT_FOUND_BY_NUMBER = 1,
    CT_FOUND_BY_MAIL,
    CT_FOUND_BY_CODE, /* of a touch, or the number of a case */
    CT_FOUND_BY_PHONE,
    CT_FOUND_BY_NAME, /* the whole of it */
    CT_FOUND_BY_PIECE /* of the name, or of the company's */
} CtFoundBy;

/* One customer as a list shows them. */
typedef struct {
    int64_t id;
    char *ref, *name;
    char *detail; /* what tells people of one name apart: city, else e-mail, else phone; "" */
    CtFoundBy by; /* only of what was searched for */
} CtPerson;
void ct_person_free(CtPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtPerson, ct_person_free)

/* The customer with this id, who is here. The caller owns the result. */
CtPerson *ct_people_get(CtStore *store, int64_t customer, GError **error);

/* Finds one customer by number, mail address, phone number, code of a touch, number of a case, or a
 * piece of the name; letter case and accents do not matter ("sean" finds Seán). `country` reads
 * phone numbers without a country code; NULL: none. CT_ERROR_INPUT when there is none, or when
 * several fit equally well, who are then listed. */
bool ct_people_find(CtStore *store, const char *text, const char *country, int64_t *id_out,
                    GError **error);
/* All who fit, best first, at most `most`; never an error when nobody does. The caller owns the
 * array of CtPerson. */
GPtrArray *ct_people_search(CtStore *store, const char *text, const char *country, int most,
                            GError **error);

/* --- twins, merging, households ------------------------------------------------------- */

/* What two records say differently, or only one of them says. */
typedef struct {
    const char *field; /* "e-mail" */
    char *one, *other; /* NULL: not known */
} CtDifference;
void ct_difference_free(CtDifference *difference);
/* Everything in which two customers differ, in the order in which a person reads it. The caller
 * owns the array of CtDifference. */
GPtrArray *ct_people_compare(CtStore *store, int64_t one, int64_t other, GError **error);

/* Makes two records one: `gone` becomes `kept`. Purchases, contacts, cases, notes and history move
 * over; the keys of issued touches are united, and where both have one the one that went further
 * stays; of each channel and purpose the stricter answer counts; what `kept` does not know is taken
 * from `gone`, and where they differ a note on `kept` says what `gone` said; the id of `gone` is
 * remembered, so that later files find the one. An import that brought or changed either of them
 * can no longer be taken back. CT_ERROR_INPUT when both are the same, or a mail of one is on its
 * way. */
bool ct_people_merge(CtStore *store, int64_t kept, int64_t gone, CtDay today, GError **error);
/* They are two people: never listed as twins again. */
bool ct_people_apart(CtStore *store, int64_t one, int64_t other, CtDay today, GError **error);
/* Puts two customers into one household, that of `one` if there is one, or takes one out of it;
 * imports leave it so. CT_ERROR_INPUT when both are the same. */
bool ct_people_live_together(CtStore *store, int64_t one, int64_t other, GError **error);
bool ct_people_live_alone(CtStore *store, int64_t customer, GError **error);

/* --- writing down --------------------------------------------------------------------- */

/* What is written down, by whom, and on which day. */
typedef struct {
    const char
        *words; /* 1 to 10,000 characters, else CT_ERROR_INPUT; NULL where there may be none */
    const char *person; /* who of the house; NULL: nobody said */
    CtDay day;
} CtRemark;

bool ct_people_note(CtStore *store, int64_t customer, const CtRemark *entry, GError **error);
/* An exchange on a channel: 'mail', 'call', 'card', 'visit'; it resets the clocks. Words: may be
 * none. */
bool ct_people_contact(CtStore *store, int64_t customer, const char *channel, bool inbound,
                       const CtRemark *entry, GError **error);
/* Opens a case; its number for people is *ref_out, owned by the caller. */
bool ct_people_open_case(CtStore *store, int64_t customer, const char *kind, const CtRemark *entry,
                         char **ref_out, GError **error);
/* Closes a case of a customer by its number, or the only open one when `ref` is NULL. Words, if
 * any, become a note. *ref_out is the number of the case, owned by the caller. CT_ERROR_INPUT: no
 * such case, none open, several open (listed), closed already. */
bool ct_people_close_case(CtStore *store, int64_t customer, const char *ref, const CtRemark *entry,
                          char **ref_out, GError **error);
/* CT_ERROR_INPUT when `due` is before the day of the entry. */
bool ct_people_promise(CtStore *store, int64_t customer, const CtRemark *entry, CtDay due,
                       GError **error);
/* The open promise of the customer that is due first was kept; *words_out says which, owned by the
 * caller. CT_ERROR_INPUT: there is none. */
bool ct_people_keep_promise(CtStore *store, int64_t customer, CtDay today, char **words_out,
                            GError **error);

/* --- consent -------------------------------------------------------------------------- */

/* Which ways; a set of 1u << CtChannel. */
#define CT_EVERY_CHANNEL   ((1u << CT_CHANNEL_COUNT) - 1)
/* With CT_CHANNEL_CARD: no post to the address, whoever lives there. */
#define CT_WHOLE_HOUSEHOLD (1u << CT_CHANNEL_COUNT)

/* No more of these channels to this person: a recorded no for every purpose, and their mailboxes
 * and numbers suppressed by their keyed hashes; of the postal address only with CT_WHOLE_HOUSEHOLD,
 * since others may live there. Touches that wait are suppressed at the next claim. `because` (may
 * be NULL) is kept as wording. */
bool ct_people_stop(CtStore *store, int64_t customer, unsigned channels, const char *because,
                    CtDay today, GError **error);
/* The same for an address that belongs to nobody here: a mail address, or a phone number.
 * *channel_out: which. CT_ERROR_INPUT when it is neither. */
bool ct_people_stop_address(CtStore *store, const char *address, const char *country, CtDay today,
                            CtChannel *channel_out, GError **error);
/* The person changed their mind: a recorded yes for every purpose, with `because` as wording, and
 * their addresses are no longer suppressed; the postal address only with CT_WHOLE_HOUSEHOLD.
 * CT_ERROR_INPUT unless `because` says in at least three characters how that is known. */
bool ct_people_stop_undo(CtStore *store, int64_t customer, unsigned channels, const char *because,
                         CtDay today, GError **error);
/* The reason is asked for so that nobody does it in passing; where an address belongs to nobody
 * there is nothing to keep it with. *known_out: whether the address was suppressed at all. */
bool ct_people_stop_address_undo(CtStore *store, const char *address, const char *country,
                                 const char *because, bool *known_out, GError **error);

/* What somebody answered about one kind of touch on a channel, and what else is in the way. */
typedef struct {
    CtChannel channel;
    CtKind kind;
    int answer;       /* 1: yes, 0: no, -1: was never asked */
    CtDay day;        /* of the answer */
    char *source;     /* of the answer: 'Shopify customer export'; NULL without one */
    char *wording;    /* what they agreed to or wrote; NULL: not known */
    bool address;     /* whether there is one */
    bool shared_no;   /* somebody else with the same mailbox or number said no */
    char *suppressed; /* why the address is never used again; NULL: it may be used */
    char *status;     /* 'bounced', 'wrong'; NULL: nothing is wrong with the address */
    CtDay status_day; /* since when */
    char *standing;   /* 'deceased', 'blocked' ...; NULL: an active customer */
} CtPermission;
void ct_permission_free(CtPermission *permission);
/* One for each channel and kind, in the order of their vocabularies. The caller owns the array of
 * CtPermission. */
GPtrArray *ct_people_permissions(CtStore *store, int64_t customer, GError **error);

/* --- everything about one person ------------------------------------------------------ */

/* Everything that the base holds about one customer, every table with a customer in it: as JSON for
 * programs (one object: tables with arrays of rows, days as YYYY-MM-DD), as text for people. The
 * caller owns the result. */
char *ct_people_dossier_json(CtStore *store, int64_t customer, GError **error);
char *ct_people_dossier_text(CtStore *store, int64_t customer, GError **error);
/* The tables that the dossier reads, NULL-terminated; a test compares them with the schema. */
extern const char *const ct_dossier_tables[];

/* What happened with one customer, newest first, one line each: day, what, words. */
typedef struct {
    CtDay day;
    char *what;  /* "purchase", "call", "mail", "card", "visit", "case", "note", "promise" ... */
    char *words; /* one line */
} CtMoment;
void ct_moment_free(CtMoment *moment);
GPtrArray *ct_people_timeline(CtStore *store, int64_t customer, int most, GError **error);

/* --- forgetting ----------------------------------------------------------------------- */

typedef struct {
    int64_t rows;      /* deleted from the database */
    GPtrArray *parts;  /* of char*: what these rows were: "purchases: 12" */
    GPtrArray *files;  /* of char*: files that were deleted or cleaned, relative to the folder */
    GPtrArray *copies; /* of char*: older copies of the database that may still hold the person */
} CtForgotten;
void ct_forgotten_clear(CtForgotten *forgotten);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtForgotten, ct_forgotten_clear)

/* What ct_people_forget() would erase, without changing anything. CT_ERROR_LATER when a message of
 * the customer is on its way. The caller clears *would_out. */
bool ct_people_forget_preview(CtStore *store, const char *dir, int64_t customer,
                              CtForgotten *would_out, GError **error);
/* Erases a customer for good: every row, the write-ahead log, what lies in `dir`/outbox,
 * `dir`/out, `dir`/imports and the words of earlier runs. Keyed hashes of the id, the mailboxes,
 * the numbers and the postal address (when nobody else lives there) stay as suppression, so that no
 * import brings the person back. Then another process looks through everything below `dir` for what
 * the person was called; CT_ERROR_STORE naming the file when something is left. Not inside a
 * transaction. CT_ERROR_LATER when another process has the database open for reading, or when a
 * message of the customer is on its way: nothing is erased then. */
bool ct_people_forget(CtStore *store, const char *dir, int64_t customer, CtDay today,
                      CtForgotten *forgotten_out, GError **error);
/* Whether an id or a mail address is of somebody who was forgotten. */
bool ct_people_was_forgotten(CtStore *store, const char *text, bool *was_out, GError **error);
