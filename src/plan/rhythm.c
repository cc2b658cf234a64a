/* What is known of every customer, brought up to a day. Purchases are folded into visits in
 * visits.c; everything else is set-based SQL. The rhythm of the shop (model: log gaps with a random
 * effect a customer, empirical Bayes) is measured once a month, from the gaps that had ended before
 * the month began, so that a night that is left out changes nothing. */
#include "config.h"

#include "plan-private.h"

#include <math.h>

#define RHYTHM_GAPS_MIN  30 /* fewer gaps in the whole shop: the assumed rhythm below */
#define TYPICAL_GAP_DAYS 60 /* no gap at all */
#define ASSUMED_SIGMA    0.9
#define ASSUMED_TAU      0.7
#define TAU2_MIN         1e-4

/* --- the rhythm of the shop ----------------------------------------------------------- */

typedef struct {
    double mu, kappa;
} Rhythm;

static CtStmt *
query_for_month(CtStore *store, const char *name, CtDay month, GError **error)
{
    CtStmt *stmt = ct_store_query(store, name, error);

    if (stmt != NULL)
        ct_stmt_bind_int(stmt, ":month", month.n);
    return stmt;
}

/* Few gaps: the shop's median gap, or a typical one, and how shops usually vary. */
static bool
assume_rhythm(CtStore *store, CtDay month, Rhythm *rhythm, GError **error)
{
    g_autoptr(CtStmt) median = query_for_month(store, "plan/rhythm-median", month, error);
    CtStep step = median != NULL ? ct_stmt_step(median, error) : CT_FAILED;

    rhythm->mu = step == CT_ROW ? ct_stmt_double(median, 0) : log(TYPICAL_GAP_DAYS);
    rhythm->kappa = (ASSUMED_SIGMA * ASSUMED_SIGMA) / (ASSUMED_TAU * ASSUMED_TAU);
    return step != CT_FAILED;
}

/* Method of moments for the one-way random effects model. */
static bool
measure_rhythm(CtStore *store, CtDay month, Rhythm *rhythm, GError **error)
{
    g_autoptr(CtStmt) sums = query_for_month(store, "plan/rhythm-sums", month, error);
    g_autoptr(CtStmt) mean = NULL;
    double customers, gaps, sigma2, between, n0, tau2;

    if (sums == NULL || ct_stmt_step(sums, error) != CT_ROW)
        return false;
    customers = ct_stmt_double(sums, ct_stmt_column(sums, "customers"));
    gaps = ct_stmt_double(sums, ct_stmt_column(sums, "gaps"));
    if (gaps < RHYTHM_GAPS_MIN || customers < 2 || gaps <= customers)
        return assume_rhythm(store, month, rhythm, error);
    sigma2 = ct_stmt_double(sums, ct_stmt_column(sums, "within")) / (gaps - customers);
    between = (ct_stmt_double(sums, ct_stmt_column(sums, "means")) -
               pow(ct_stmt_double(sums, ct_stmt_column(sums, "total")), 2) / gaps) /
              (customers - 1);
    n0 = (gaps - ct_stmt_double(sums, ct_stmt_column(sums, "gaps_squared")) / gaps) /
         (customers - 1);
    tau2 = fmax(TAU2_MIN, (between - sigma2) / n0);
    rhythm->kappa = sigma2 / tau2;
    mean = query_for_month(store, "plan/rhythm-mean", month, error);
    if (mean == NULL)
        return false;
    ct_stmt_bind_double(mean, ":tau2", tau2);
    ct_stmt_bind_double(mean, ":sigma2", sigma2);
    if (ct_stmt_step(mean, error) != CT_ROW)
        return false;
    rhythm->mu = ct_stmt_double(mean, 0);
    return true;
}

static bool
get_double(CtStore *store, const char *name, double *value_out, GError **error)
{
    g_autofree char *text = NULL;

    if (!ct_meta_get(store, name, &text, error))
        return false;
    *value_out = text != NULL ? g_ascii_strtod(text, NULL) : 0;
    return true;
}

static bool
set_double(CtStore *store, const char *name, double value, GError **error)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    return ct_meta_set(store, name, g_ascii_dtostr(text, sizeof text, value), error);
}

/* The rhythm for `today`; *changed_out when it is not the one that the stored gaps were made
 * with. `again`: measure even if the month is known, because older purchases came in. */
static bool
find_rhythm(CtStore *store, CtDay today, bool again, Rhythm *rhythm, bool *changed_out,
            GError **error)
{
    int year, month, day;
    CtDay first;
    int64_t known;
    Rhythm before;

    ct_day_to_ymd(today, &year, &month, &day);
    first = ct_day_from_ymd(year, month, 1);
    if (!ct_meta_get_int(store, "rhythm_month", -1, &known, error) ||
        !get_double(store, "rhythm_mu", &before.mu, error) ||
        !get_double(store, "rhythm_kappa", &before.kappa, error))
        return false;
    *rhythm = before;
    *changed_out = false;
    if (known == first.n && !again)
        return true;
    if (!measure_rhythm(store, first, rhythm, error))
        return false;
    *changed_out = known < 0 || rhythm->mu != before.mu || rhythm->kappa != before.kappa;
    return ct_meta_set_int(store, "rhythm_month", first.n, error) &&
           set_double(store, "rhythm_mu", rhythm->mu, error) &&
           set_double(store, "rhythm_kappa", rhythm->kappa, error);
}

static bool
update_gaps(CtStore *store, CtDay today, bool again, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, "plan/gap", error);
    Rhythm rhythm;
    bool changed;

    if (stmt == NULL || !find_rhythm(store, today, again, &rhythm, &changed, error))
        return false;
    ct_stmt_bind_double(stmt, ":mu", rhythm.mu);
    ct_stmt_bind_double(stmt, ":kappa", rhythm.kappa);
    ct_stmt_bind_int(stmt, ":all", changed);
    return ct_stmt_run(stmt, NULL, error);
}

/* --- all of it ------------------------------------------------------------------------ */

static bool
mark_one(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(CtStmt) stmt =
        ct_store_prepare(store, "INSERT INTO dirty (customer_id) VALUES (:customer)", error);

    if (stmt == NULL || !ct_store_exec(store, "DELETE FROM dirty", error))
        return false;
    ct_stmt_bind_int(stmt, ":customer", customer);
    return ct_stmt_run(stmt, NULL, error);
}

/* `before` < 0: nothing is known yet; after `today`: the day went backwards. */
static bool
mark_by_day(CtStore *store, int64_t before, CtDay today, GError **error)
{
    g_autoptr(CtStmt) stmt = NULL;

    if (before < 0 || before > today.n)
        return ct_store_run(store, "plan/dirty-all", error);
    stmt = ct_store_query(store, "plan/dirty-by-day", error);
    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":before", before);
    ct_stmt_bind_int(stmt, ":today", today.n);
    return ct_stmt_run(stmt, NULL, error);
}

static bool
rebuild_facts(CtStore *store, CtDay today, GError **error)
{
    g_autoptr(CtStmt) insert = ct_store_query(store, "plan/fact-insert", error);

    if (insert == NULL || !ct_store_run(store, "plan/fact-delete", error))
        return false;
    ct_stmt_bind_int(insert, ":today", today.n);
    return ct_stmt_run(insert, NULL, error);
}

static bool
update_top(CtStore *store, int share_percent, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, "plan/top-cents", error);
    int64_t cents;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":share", share_percent);
    return ct_stmt_number(stmt, 0, &cents, error) &&
           ct_meta_set_int(store, "top_cents", cents, error);
}

static bool
count_dirty(CtStore *store, int64_t *count_out, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, "SELECT count(*) FROM dirty", error);

    return stmt != NULL && ct_stmt_number(stmt, 0, count_out, error);
}

bool
ct_facts_refresh(CtStore *store, const CtSettings *settings, CtDay today, int64_t customer,
                 GError **error)
{
    int64_t before, imported, dirty;
    bool rates_changed;

    if (!ct_meta_get_int(store, "facts_day", -1, &before, error) ||
        !ct_rates_store(store, settings, &rates_changed, error) ||
        !count_dirty(store, &imported, error))
        return false;
    if (customer != 0 ? !mark_one(store, customer, error)
                      : !mark_by_day(store, rates_changed ? -1 : before, today, error))
        return false;
    if (!count_dirty(store, &dirty, error))
        return false;
    if (dirty > 0 &&
        (!ct_visits_fold(store, settings, today, error) || !rebuild_facts(store, today, error)))
        return false;
    /* A look at one customer uses the rhythm of the shop as it is known. */
    if (!update_gaps(store, today, customer == 0 && imported > 0, error))
        return false;
    if (customer != 0)
        return true;
    return (dirty == 0 || update_top(store, settings->policy.top_share_percent, error)) &&
           ct_store_exec(store, "DELETE FROM dirty", error) &&
           ct_meta_set_int(store, "facts_day", today.n, error);
}

bool
ct_facts_bind(CtStore *store, CtStmt *stmt, CtDay today, GError **error)
{
    int64_t cents;

    if (!ct_meta_get_int(store, "top_cents", 0, &cents, error))
        return false;
    if (ct_stmt_has(stmt, ":today"))
        ct_stmt_bind_int(stmt, ":today", today.n);
    if (ct_stmt_has(stmt, ":top_cents"))
        ct_stmt_bind_int(stmt, ":top_cents", cents);
    return true;
}
