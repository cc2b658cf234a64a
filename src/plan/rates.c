/* The rates of currencies, from the settings into the database: whoever looks there finds what the
 * visits were counted with, and a rate that changed is noticed. */
#include "config.h"

#include "plan-private.h"

#include <string.h>

static void
add_rate(GArray *rates, const char *currency, int64_t millionths)
{
    CtRate rate = {.millionths = millionths};

    g_strlcpy(rate.currency, currency, sizeof rate.currency);
    g_array_append_val(rates, rate);
}

static int
compare_rates(const void *a, const void *b)
{
    const CtRate *one = a, *other = b;

    return strcmp(one->currency, other->currency);
}

GArray *
ct_rates_new(const CtSettings *settings)
{
    GArray *rates = g_array_new(FALSE, FALSE, sizeof(CtRate));

    add_rate(rates, settings->business.currency, CT_RATE_ONE);
    for (guint i = 0; i < settings->rates->len; i++) {
        const CtRate *rate = &g_array_index(settings->rates, CtRate, i);

        if (strcmp(rate->currency, settings->business.currency) != 0)
            g_array_append_vals(rates, rate, 1);
    }
    return rates;
}

/* What the database knows, in order of code; NULL: the store failed. */
static GArray *
read_known(CtStore *store, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, "plan/rates", error);
    g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(CtRate));
    CtStep step;

    if (stmt == NULL)
        return NULL;
    while ((step = ct_stmt_step(stmt, error)) == CT_ROW)
        add_rate(known, ct_stmt_text(stmt, 0), ct_stmt_int(stmt, 1));
    return step == CT_DONE ? g_steal_pointer(&known) : NULL;
}

static bool
same_rates(const GArray *some, const GArray *others)
{
    if (some->len != others->len)
        return false;
    for (guint i = 0; i < some->len; i++) {
        const CtRate *one = &g_array_index(some, CtRate, i);
        const CtRate *other = &g_array_index(others, CtRate, i);

        if (strcmp(one->currency, other->currency) != 0 || one->millionths != other->millionths)
            return false;
    }
    return true;
}

bool
ct_rates_store(CtStore *store, const CtSettings *settings, bool *changed_out, GError **error)
{
    g_autoptr(GArray) wanted = ct_rates_new(settings);
    g_autoptr(GArray) known = read_known(store, error);
    g_autoptr(CtStmt) insert = NULL;

    if (known == NULL)
        return false;
    g_array_sort(wanted, compare_rates);
    *changed_out = !same_rates(wanted, known);
    if (!*changed_out)
        return true;
    insert = ct_store_query(store, "plan/rate-insert", error);
    if (insert == NULL || !ct_store_run(store, "plan/rate-delete", error))
        return false;
    for (guint i = 0; i < wanted->len; i++) {
        const CtRate *rate = &g_array_index(wanted, CtRate, i);

        ct_stmt_bind_text(insert, ":currency", rate->currency);
        ct_stmt_bind_int(insert, ":millionths", rate->millionths);
        if (!ct_stmt_run(insert, NULL, error))
            return false;
    }
    return true;
}
