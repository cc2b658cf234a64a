/* Purchases folded into visits, in one pass over a sorted cursor: what was bought at most three
 * days apart, less what went back. Money that went back is taken from the latest earlier visit that
 * is worth as much, else from the latest ones backwards, and a visit of which nothing is left never
 * was. Refunds look for amounts in their own currency: no two currencies are ever added up. */
#include "config.h"

#include "plan-private.h"

#include <math.h>
#include <string.h>

#define VISIT_MERGE_DAYS 3                /* purchases at most so far apart are one visit */
#define VISIT_CENTS_MAX  100000000000000L /* whatever a file says: sums of these stay numbers */

/* What was bought in one visit in one currency. */
typedef struct {
    int64_t visit; /* counts up; lots of one visit lie beside each other */
    guint currency;
    int64_t first_day, last_day, cents, purchases;
} Lot;

/* Money that went back. */
typedef struct {
    guint currency;
    int64_t cents; /* above 0 */
} Refund;

/* One customer's history as far as it was read. */
typedef struct {
    CtStmt *insert;
    GArray *rates;   /* of CtRate; the currencies met, the business's own first */
    GArray *lots;    /* of Lot, oldest first; those worth nothing any more are gone */
    GArray *refunds; /* of Refund: of this day, until all its purchases were read */
    int64_t customer, day, visits;
} Fold;

static void
fold_clear(Fold *fold)
{
    g_array_unref(fold->rates);
    g_array_unref(fold->lots);
    g_array_unref(fold->refunds);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fold, fold_clear)

static Lot *
lot(const Fold *fold, guint i)
{
    return &g_array_index(fold->lots, Lot, i);
}

/* --- currencies ----------------------------------------------------------------------- */

/* The number of a currency in fold->rates; NULL is the business's own. One without a rate is added
 * with the rate 0. */
static guint
find_currency(Fold *fold, const char *code)
{
    CtRate unknown = {.millionths = 0};

    if (code == NULL)
        return 0;
    for (guint i = 0; i < fold->rates->len; i++)
        if (strcmp(g_array_index(fold->rates, CtRate, i).currency, code) == 0)
            return i;
    g_strlcpy(unknown.currency, code, sizeof unknown.currency);
    g_array_append_val(fold->rates, unknown);
    return fold->rates->len - 1;
}

/* In cents of the business's currency; 0 when nobody knows how much that is. */
static int64_t
worth(const Fold *fold, const Lot *one)
{
    int64_t rate = g_array_index(fold->rates, CtRate, one->currency).millionths, product;

    if (rate == CT_RATE_ONE)
        return one->cents;
    if (__builtin_mul_overflow(one->cents, rate, &product))
        return VISIT_CENTS_MAX;
    return MIN(product / CT_RATE_ONE + (product % CT_RATE_ONE >= CT_RATE_ONE / 2), VISIT_CENTS_MAX);
}

/* --- one purchase, one refund --------------------------------------------------------- */

/* True when the latest visit goes on: its last purchase that counts is near enough. */
static bool
visit_goes_on(const Fold *fold, int64_t day)
{
    for (guint i = fold->lots->len; i > 0 && lot(fold, i - 1)->visit == fold->visits; i--)
        if (day - lot(fold, i - 1)->last_day <= VISIT_MERGE_DAYS)
            return true;
    return false;
}

/* The lot of the latest visit in a currency; NULL: there is none yet. */
static Lot *
find_lot(const Fold *fold, guint currency)
{
    for (guint i = fold->lots->len; i > 0 && lot(fold, i - 1)->visit == fold->visits; i--)
        if (lot(fold, i - 1)->currency == currency)
            return lot(fold, i - 1);
    return NULL;
}

static void
add_purchase(Fold *fold, guint currency, int64_t cents)
{
    Lot *known;

    if (!visit_goes_on(fold, fold->day))
        fold->visits++;
    known = find_lot(fold, currency);
    if (known == NULL) {
        Lot fresh = {.visit = fold->visits,
                     .currency = currency,
                     .first_day = fold->day,
                     .last_day = fold->day};

        g_array_append_val(fold->lots, fresh);
        known = lot(fold, fold->lots->len - 1);
    }
    known->last_day = fold->day;
    known->cents = MIN(known->cents + MIN(cents, VISIT_CENTS_MAX), VISIT_CENTS_MAX);
    known->purchases++;
}

/* Takes what it can from a lot, and drops it when nothing is left. */
static void
take_from(Fold *fold, guint i, int64_t *cents)
{
    int64_t taken = MIN(*cents, lot(fold, i)->cents);

    lot(fold, i)->cents -= taken;
    *cents -= taken;
    if (lot(fold, i)->cents == 0)
        g_array_remove_index(fold->lots, i);
}

static void
give_back(Fold *fold, Refund refund)
{
    for (guint i = fold->lots->len; i > 0; i--) {
        if (lot(fold, i - 1)->currency == refund.currency &&
            lot(fold, i - 1)->cents >= refund.cents) {
            take_from(fold, i - 1, &refund.cents);
            return;
        }
    }
    for (guint i = fold->lots->len; i > 0 && refund.cents > 0; i--)
        if (lot(fold, i - 1)->currency == refund.currency)
            take_from(fold, i - 1, &refund.cents);
}

/* The largest first, so that the order of the rows in a file decides nothing. */
static int
compare_refunds(const void *a, const void *b)
{
    const Refund *one = a, *other = b;

    if (one->cents != other->cents)
        return one->cents > other->cents ? -1 : 1;
    return one->currency < other->currency ? -1 : one->currency > other->currency;
}

/* What went back on a day may have been bought on it. */
static void
end_day(Fold *fold)
{
    if (fold->refunds->len == 0)
        return;
    g_array_sort(fold->refunds, compare_refunds);
    for (guint i = 0; i < fold->refunds->len; i++)
        give_back(fold, g_array_index(fold->refunds, Refund, i));
    g_array_set_size(fold->refunds, 0);
}

/* --- one customer --------------------------------------------------------------------- */

static bool
write_visit(Fold *fold, const Lot *visit, int number, int64_t previous_last, GError **error)
{
    ct_stmt_reset(fold->insert);
    ct_stmt_bind_int(fold->insert, ":customer", fold->customer);
    ct_stmt_bind_int(fold->insert, ":number", number);
    ct_stmt_bind_int(fold->insert, ":first_day", visit->first_day);
    ct_stmt_bind_int(fold->insert, ":last_day", visit->last_day);
    ct_stmt_bind_int(fold->insert, ":cents", visit->cents);
    ct_stmt_bind_int(fold->insert, ":purchases", visit->purchases);
    if (number > 1)
        ct_stmt_bind_double(fold->insert, ":log_gap",
                            log((double)(visit->first_day - previous_last)));
    return ct_stmt_run(fold->insert, NULL, error);
}

/* The lots of one visit from the i-th on, in the currency of the business; *i moves past them. */
static Lot
gather_visit(const Fold *fold, guint *i)
{
    Lot visit = *lot(fold, *i);

    visit.cents = worth(fold, lot(fold, *i));
    for ((*i)++; *i < fold->lots->len && lot(fold, *i)->visit == visit.visit; (*i)++) {
        const Lot *next = lot(fold, *i);

        visit.first_day = MIN(visit.first_day, next->first_day);
        visit.last_day = MAX(visit.last_day, next->last_day);
        visit.cents = MIN(visit.cents + worth(fold, next), VISIT_CENTS_MAX);
        visit.purchases += next->purchases;
    }
    return visit;
}

static bool
end_customer(Fold *fold, GError **error)
{
    int64_t previous_last = 0;
    int number = 0;

    end_day(fold);
    for (guint i = 0; i < fold->lots->len;) {
        Lot visit = gather_visit(fold, &i);

        if (!write_visit(fold, &visit, ++number, previous_last, error))
            return false;
        previous_last = visit.last_day;
    }
    g_array_set_size(fold->lots, 0);
    fold->visits = 0;
    return true;
}

static bool
fold_row(Fold *fold, CtStmt *row, GError **error)
{
    int64_t customer = ct_stmt_int(row, 0), day = ct_stmt_int(row, 1), cents = ct_stmt_int(row, 2);
    guint currency = find_currency(fold, ct_stmt_text(row, 3));
    Refund refund = {currency, -MAX(cents, -VISIT_CENTS_MAX)};

    if (customer != fold->customer) {
        if (!end_customer(fold, error))
            return false;
        fold->customer = customer;
    } else if (day != fold->day) {
        end_day(fold);
    }
    fold->day = day;
    if (cents > 0)
        add_purchase(fold, currency, cents);
    else
        g_array_append_val(fold->refunds, refund);
    return true;
}

bool
ct_visits_fold(CtStore *store, const CtSettings *settings, CtDay today, GError **error)
{
    g_autoptr(CtStmt) insert = ct_store_query(store, "plan/visit-insert", error);
    g_autoptr(CtStmt) purchases = NULL;
    g_auto(Fold) fold = {.insert = insert,
                         .rates = ct_rates_new(settings),
                         .lots = g_array_new(FALSE, FALSE, sizeof(Lot)),
                         .refunds = g_array_new(FALSE, FALSE, sizeof(Refund)),
                         .customer = -1};
    CtStep step;

    if (insert == NULL || !ct_store_run(store, "plan/visit-delete", error))
        return false;
    purchases = ct_store_query(store, "plan/purchases", error);
    if (purchases == NULL)
        return false;
    ct_stmt_bind_int(purchases, ":today", today.n);
    while ((step = ct_stmt_step(purchases, error)) == CT_ROW)
        if (!fold_row(&fold, purchases, error))
            return false;
    return step == CT_DONE && end_customer(&fold, error);
}
