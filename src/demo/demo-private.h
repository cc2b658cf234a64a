/* The parts of the toy shop: lots, rhythms, people, wares and words. Only for src/demo. */
#pragma once

#include "courtesy/demo.h"

/* --- lots: the same seed draws the same lots on every machine ------------------------- */

typedef struct {
    uint64_t state;
} CtDemoLots;

/* A stream of its own for each customer, so that one person more changes nobody else. */
CtDemoLots ct_demo_lots(uint64_t seed, int customer);
/* A number from 0 to below - 1; `below` is at least 1. */
int ct_demo_below(CtDemoLots *lots, int below);
/* A number from `from` to `to`, both included. */
int ct_demo_between(CtDemoLots *lots, int from, int to);
/* True in `percent` of 100 cases. */
bool ct_demo_chance(CtDemoLots *lots, int percent);

/* --- rhythms: how often somebody buys ------------------------------------------------- */

typedef enum {
    CT_DEMO_REGULAR,  /* every three to six weeks */
    CT_DEMO_FRIEND,   /* every two to four months, and then something fine */
    CT_DEMO_HALVES,   /* twice a year */
    CT_DEMO_SEASONAL, /* in the same weeks of every year */
    CT_DEMO_ONCE,     /* once, and not again */
    CT_DEMO_LAPSED,   /* used to come, stopped */
    CT_DEMO_NEW,      /* for the first time, these days */
    CT_DEMO_NEVER,    /* asked, and has not bought yet */
} CtDemoRhythm;

#define CT_DEMO_DAYS 720 /* how far back the books of the shop go, less the joining days */

/* The rhythm of a customer: the same share of each in every hundred, whatever the seed. */
CtDemoRhythm ct_demo_rhythm(int customer);
/* The regulars and the friends. */
bool ct_demo_comes_often(CtDemoRhythm rhythm);
/* The day itself, or the last one before it on which the shop was open: not a Sunday, and not from
 * Christmas to New Year. */
CtDay ct_demo_open_day(CtDay day);
/* Appends the days of purchases (CtDay), rising, from today - CT_DEMO_DAYS to yesterday, all of
 * them open days. */
void ct_demo_visits(CtDemoRhythm rhythm, CtDay today, CtDemoLots *lots, GArray *days);

/* --- people --------------------------------------------------------------------------- */

/* In the patterns '#' is a digit and '@' a letter, by lot. */
typedef struct {
    const char *postcode, *city, *region, *phone;
} CtDemoTown;

/* People with names of one kind, who live in one country and speak one language. Lists end in
 * NULLs. In streets '*' stands for the number of the house, in companies for a last name; a name
 * may be followed by '/' and how it is written in an e-mail address. */
typedef struct {
    const char *country, *language;
    int share; /* how many of them, in relation to the others */
    const char *const *first, *const *last;
    const CtDemoTown *towns;
    const char *const *streets, *const *companies;
} CtDemoPeople;

const CtDemoPeople *ct_demo_peoples(size_t *count_out);

/* One invented person; "" where nothing is known. */
typedef struct {
    char *first_name, *last_name, *company, *email, *phone, *street, *postcode, *birthday;
    const char *city, *region, *country, *language; /* of the tables */
} CtDemoPerson;

/* `taken` is the set of e-mail addresses and telephone numbers that others have; adds to it. */
CtDemoPerson *ct_demo_person(int customer, CtDay today, CtDemoLots *lots, GHashTable *taken);
void ct_demo_person_free(CtDemoPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtDemoPerson, ct_demo_person_free)

/* --- wares ---------------------------------------------------------------------------- */

typedef struct {
    const char *item, *category;
    int price_cents;
} CtDemoWare;

/* Whether somebody of the house comes to put it up. */
bool ct_demo_is_put_up(const CtDemoWare *ware);

#define CT_DEMO_LINES 4 /* items an order, at most */

typedef struct {
    const CtDemoWare *ware;
    int quantity;
} CtDemoLine;

/* Fills `lines` as somebody of this rhythm would; how many. */
int ct_demo_basket(CtDemoRhythm rhythm, CtDemoLots *lots, CtDemoLine lines[CT_DEMO_LINES]);

/* --- words ---------------------------------------------------------------------------- */

/* What a complaint says. */
const char *ct_demo_complaint(CtDemoLots *lots);

typedef struct {
    const char *channel, *direction;
    int mood; /* 1 .. 5; 0: nobody wrote it down */
    const char *words;
} CtDemoTalk;

/* What somebody said, on the telephone, in the shop or by mail. */
const CtDemoTalk *ct_demo_talk(CtDemoLots *lots);
/* The same, on the telephone. */
const CtDemoTalk *ct_demo_call(CtDemoLots *lots);
/* Of somebody who is unhappy. */
const CtDemoTalk *ct_demo_grumble(CtDemoLots *lots);
