/* What the files of deliver share. Inside deliver only. */
#pragma once

#include "courtesy/deliver.h"
#include "courtesy/render.h"

/* One night's work on one store. */
typedef struct {
    CtStore *store;
    const CtDelivery *delivery;
    CtDelivered *delivered; /* what is counted and what needs a person */
    CtTemplates *templates;
    char *secret;   /* of the store */
    char *boot;     /* of the machine */
    char *domain;   /* of Message-IDs and UIDs */
    CtStmt *settle; /* deliver/settle, prepared once: it runs for every message */
} CtOutbox;

/* One touch with all that may be said about it, read from deliver/touches.sql. */
typedef struct {
    int64_t id, customer;
    char *rule, *code, *manager, *ref, *name, *first_name, *last_name, *email, *phone, *kind;
    char *company, *street, *postcode, *city, *region, *country, *language;
    char *says, *template_name;
    CtDay anchor, due, latest, post_by;
    int step; /* of a series; 1: the first, or there is no other */
    int priority;
    bool issued; /* today, by an earlier run */
    bool purchase, gap;
    CtDay purchase_day, talk_day, case_day, card_day, first_day, last_day;
    bool talked, has_case, had_card, has_birthday;
    int birth_mmdd;
    int64_t purchase_cents, spent_cents, orders;
    double gap_days;
    char *item, *category, *talk_person, *talk_words, *case_words, *manager_name, *manager_mail;
    bool purchase_first;
} CtTouch;
void ct_touch_free(CtTouch *touch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtTouch, ct_touch_free)

/* Which touches to read: of a channel in a state (and with `again` those issued today), after id
 * `after`, at most `limit`. */
typedef struct {
    CtChannel channel;
    CtState state;
    bool again;
    int64_t after;
    int limit;
} CtTouchQuery;
/* An array of CtTouch in order of id. NULL on failure. */
GPtrArray *ct_touches_read(CtOutbox *outbox, const CtTouchQuery *query, GError **error);

/* What templates may say about a touch, in the shape of ct_template_example(), with dates and money
 * in the language of the template: the customer's own form of it where there is one (en-US for en).
 */
JsonNode *ct_touch_data(const CtOutbox *outbox, const CtTouch *touch, const CtTemplate *template);
/* The language that a customer is written to in. Belongs to the touch or the settings. */
const char *ct_touch_language(const CtOutbox *outbox, const CtTouch *touch);
/* "thanks|1042|20250612": the occasion, for tokens. The caller owns the result. */
char *ct_touch_key(const CtTouch *touch);
/* A token of the occasion, without personal data: "abc...@domain". The caller owns the result. */
char *ct_touch_token(const CtOutbox *outbox, const char *purpose, const CtTouch *touch);
/* The mailto: address by which a customer stops mail. The caller owns the result. */
char *ct_touch_unsubscribe(const CtOutbox *outbox, const CtTouch *touch);
/* The occasion in words, "Birthday Thursday 26 June 2025", in `language`. */
char *ct_touch_occasion(const CtTouch *touch, const char *language);

/* Claims up to `limit` planned touches of a channel, durably; what may no longer go is suppressed
 * first, in the same transaction. */
bool ct_outbox_claim(CtOutbox *outbox, CtChannel channel, int limit, GError **error);
/* Sets the state of a claimed touch. */
bool ct_outbox_settle(CtOutbox *outbox, int64_t touch, CtState state, const char *reason,
                      GError **error);
/* A touch that cannot be rendered: held (live), and reported. */
bool ct_outbox_hold(CtOutbox *outbox, const CtTouch *touch, const GError *reason, GError **error);
/* Whatever the channel still has planned or claimed waits for the next night. */
bool ct_outbox_give_back(CtOutbox *outbox, CtChannel channel, const char *reason, GError **error);

/* The stages of the night, one a file. */
bool ct_deliver_mail(CtOutbox *outbox, GError **error);
bool ct_deliver_calls(CtOutbox *outbox, GError **error);
bool ct_deliver_cards(CtOutbox *outbox, GError **error);
bool ct_deliver_plan_csv(CtOutbox *outbox, GError **error);

/* The touches of a channel that goes on paper: claimed (in a rehearsal planned) and, live, those
 * issued earlier today, which are printed again. NULL on failure. */
GPtrArray *ct_outbox_paper(CtOutbox *outbox, CtChannel channel, GError **error);
/* The pages are written: what is still claimed is issued. */
bool ct_outbox_paper_issued(CtOutbox *outbox, CtChannel channel, GError **error);
/* What every page of the night shares. */
CtPage ct_outbox_page(const CtOutbox *outbox);
/* Writes a file of the night whole or not at all, and notes its name. */
bool ct_outbox_file(CtOutbox *outbox, const char *name, GBytes *bytes, GError **error);
