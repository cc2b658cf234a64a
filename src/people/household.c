/* Who lives together, as somebody who knows said. */
#include "config.h"

#include "people-private.h"

static bool
household_of(CtStore *store, int64_t customer, int64_t *household_out, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, "household", customer, error);

    return stmt != NULL && ct_stmt_number(stmt, 0, household_out, error);
}

bool
ct_people_sweep_household(CtStore *store, int64_t household, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, "people/household-sweep", error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":household", household);
    return ct_stmt_run(stmt, NULL, error);
}

/* Moves a customer; `household` 0: to live alone. */
static bool
move(CtStore *store, int64_t customer, int64_t household, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, "household-join", customer, error);
    int64_t before;

    if (stmt == NULL || !household_of(store, customer, &before, error))
        return false;
    if (household != 0)
        ct_stmt_bind_int(stmt, ":household", household);
    else
        ct_stmt_bind_null(stmt, ":household");
    return ct_stmt_run(stmt, NULL, error) &&
           (before == household || ct_people_sweep_household(store, before, error));
}

bool
ct_people_live_together(CtStore *store, int64_t one, int64_t other, GError **error)
{
    g_autoptr(CtStmt) make = NULL;
    int64_t household, second;

    if (one == other) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "both are the same customer");
        return false;
    }
    if (!household_of(store, one, &household, error) || !household_of(store, other, &second, error))
        return false;
    if (household == 0)
        household = second;
    if (household == 0) {
        make = ct_store_query(store, "people/household-new", error);
        if (make == NULL || !ct_stmt_number(make, 0, &household, error))
            return false;
    }
    return move(store, one, household, error) && move(store, other, household, error);
}

bool
ct_people_live_alone(CtStore *store, int64_t customer, GError **error)
{
    return move(store, customer, 0, error);
}
