/* The control group of measured rules: drawn by a keyed lot, so that nobody can foresee or steer it
 * and a re-import changes nothing; decided when the touch would go, and recorded as held_out. */
#include "config.h"

#include "plan-private.h"

#include <string.h>

/* A number in [0, 1) that depends on the secret of the store, the rule and the customer only. */
static double
draw(const char *secret, const char *rule, const char *ref)
{
    g_autofree char *text = g_strconcat(rule, "\x1f", ref, NULL);
    uint8_t key[16] = {0};

    for (size_t i = 0; i < sizeof key && secret[i] != '\0'; i++)
        key[i] = (uint8_t)secret[i];
    return (double)(ct_siphash(key, text, strlen(text)) >> 11) * 0x1.0p-53;
}

static bool
leave_out(CtStmt *update, const char *rule, CtStmt *row, GError **error)
{
    ct_stmt_bind_text(update, ":rule", rule);
    ct_stmt_bind_int(update, ":customer", ct_stmt_int(row, ct_stmt_column(row, "customer_id")));
    ct_stmt_bind_int(update, ":step", ct_stmt_int(row, ct_stmt_column(row, "step")));
    ct_stmt_bind_int(update, ":anchor", ct_stmt_int(row, ct_stmt_column(row, "anchor")));
    return ct_stmt_run(update, NULL, error);
}

static bool
hold_out_rule(CtStore *store, const CtRule *rule, const char *secret, double share, GError **error)
{
    g_autoptr(CtStmt) rows = ct_store_query(store, "plan/measured", error);
    g_autoptr(CtStmt) update = rows != NULL ? ct_store_query(store, "plan/hold-out", error) : NULL;
    CtStep step;

    if (update == NULL)
        return false;
    ct_stmt_bind_text(rows, ":rule", rule->name);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        const char *ref = ct_stmt_text(rows, ct_stmt_column(rows, "ref"));

        if (draw(secret, rule->name, ref) < share && !leave_out(update, rule->name, rows, error))
            return false;
    }
    return step == CT_DONE;
}

bool
ct_hold_out(CtStore *store, const CtNight *night, GError **error)
{
    double share = night->settings->policy.hold_out_percent / 100.0;
    g_autofree char *secret = ct_meta_secret(store, error);
    const CtRule *rule;

    if (secret == NULL)
        return false;
    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++)
        if (rule->measured_days > 0 && share > 0 &&
            !hold_out_rule(store, rule, secret, share, error))
            return false;
    return true;
}
