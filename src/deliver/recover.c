/* What an interrupted run left behind, and what a person says about mail of unknown fate. */
#include "config.h"

#include "courtesy/deliver.h"

bool
ct_deliver_recover(CtStore *store, const char *boot, CtDay today, int64_t *unknown_out,
                   GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtStmt) planned = ct_store_query(store, "deliver/recover-planned", error);
    g_autoptr(CtStmt) unknown =
        planned != NULL ? ct_store_query(store, "deliver/recover-unknown", error) : NULL;

    if (unknown == NULL || !ct_txn_begin(&txn, store, error))
        return false;
    ct_stmt_bind_text(planned, ":boot", boot);
    ct_stmt_bind_int(planned, ":today", today.n);
    return ct_stmt_run(planned, NULL, error) && ct_stmt_run(unknown, unknown_out, error) &&
           ct_txn_commit(&txn, error);
}

/* What did leave is a contact of the night that sent it. */
static bool
note_contact(CtStore *store, const char *code, GError **error)
{
    static const char *const steps[] = {"deliver/contact-resolved", "deliver/dirty-resolved"};

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(CtStmt) stmt = ct_store_query(store, steps[i], error);

        if (stmt == NULL)
            return false;
        ct_stmt_bind_text(stmt, ":code", code);
        if (!ct_stmt_run(stmt, NULL, error))
            return false;
    }
    return true;
}

bool
ct_deliver_resolve(CtStore *store, const char *code, CtResolution resolution, CtDay today,
                   GError **error)
{
    g_autofree char *folded = g_ascii_strup(code, -1);
    char day[CT_DAY_TEXT];
    g_autofree char *reason = g_strdup_printf("a person said so on %s", ct_day_text(today, day));
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtStmt) stmt = ct_store_query(store, "deliver/resolve", error);
    int64_t changed;

    if (stmt == NULL || !ct_txn_begin(&txn, store, error))
        return false;
    ct_stmt_bind_text(stmt, ":code", folded);
    ct_stmt_bind_text(stmt, ":reason", reason);
    switch (resolution) {
    case CT_RESOLVE_SENT:
        ct_stmt_bind_text(stmt, ":state", ct_state_words[CT_STATE_ISSUED]);
        break;
    case CT_RESOLVE_RESEND:
        ct_stmt_bind_text(stmt, ":state", ct_state_words[CT_STATE_WAITING]);
        break;
    }
    if (!ct_stmt_run(stmt, &changed, error))
        return false;
    if (changed == 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "%s is not the code of a mail of unknown fate; courtesy resolve lists them",
                    code);
        return false;
    }
    return (resolution != CT_RESOLVE_SENT || note_contact(store, folded, error)) &&
           ct_txn_commit(&txn, error);
}
