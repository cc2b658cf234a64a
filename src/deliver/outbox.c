/* Claiming and settling touches: every change of state of the delivery goes through here. */
#include "config.h"

#include "deliver-private.h"

#include <errno.h>
#include <string.h>

static bool
suppress(CtOutbox *outbox, CtChannel channel, GError **error)
{
    g_autoptr(CtStmt) gate = ct_store_query(outbox->store, "deliver/claim-gate", error);

    if (gate == NULL)
        return false;
    ct_stmt_bind_text(gate, ":channel", ct_channel_words[channel]);
    return ct_stmt_run(gate, NULL, error);
}

bool
ct_outbox_claim(CtOutbox *outbox, CtChannel channel, int limit, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtStmt) claim = NULL;

    if (!ct_store_set_durability(outbox->store, CT_DURABILITY_SAFE, error) ||
        !ct_txn_begin(&txn, outbox->store, error) || !suppress(outbox, channel, error))
        return false;
    claim = ct_store_query(outbox->store, "deliver/claim", error);
    if (claim == NULL)
        return false;
    ct_stmt_bind_text(claim, ":channel", ct_channel_words[channel]);
    ct_stmt_bind_int(claim, ":limit", limit);
    ct_stmt_bind_int(claim, ":run", outbox->delivery->run_id);
    ct_stmt_bind_text(claim, ":boot", outbox->boot);
    ct_stmt_bind_int(claim, ":today", outbox->delivery->today.n);
    return ct_stmt_run(claim, NULL, error) && ct_txn_commit(&txn, error) &&
           ct_store_set_durability(outbox->store, CT_DURABILITY_FAST, error);
}

bool
ct_outbox_settle(CtOutbox *outbox, int64_t touch, CtState state, const char *reason, GError **error)
{
    if (outbox->settle == NULL)
        outbox->settle = ct_store_query(outbox->store, "deliver/settle", error);
    if (outbox->settle == NULL)
        return false;
    ct_stmt_bind_int(outbox->settle, ":id", touch);
    ct_stmt_bind_text(outbox->settle, ":state", ct_state_words[state]);
    ct_stmt_bind_text(outbox->settle, ":reason", reason);
    return ct_stmt_run(outbox->settle, NULL, error);
}

bool
ct_outbox_hold(CtOutbox *outbox, const CtTouch *touch, const GError *reason, GError **error)
{
    g_autofree char *first = g_strndup(reason->message, strcspn(reason->message, "\n"));

    ct_problems_add(outbox->delivered->problems, "", 0, 0, "%s for customer %s is held: %s%s",
                    touch->rule, touch->ref, first,
                    strchr(reason->message, '\n') != NULL ? " (and more: courtesy check)" : "");
    outbox->delivered->held++;
    /* What was issued by an earlier run today is only missing from the new print. */
    return touch->issued ||
           ct_outbox_settle(outbox, touch->id, CT_STATE_HELD, reason->message, error);
}

bool
ct_outbox_give_back(CtOutbox *outbox, CtChannel channel, const char *reason, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(outbox->store, "deliver/give-back", error);
    int64_t changed;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":channel", ct_channel_words[channel]);
    ct_stmt_bind_text(stmt, ":reason", reason);
    if (!ct_stmt_run(stmt, &changed, error))
        return false;
    outbox->delivered->mail_again += changed;
    return true;
}

/* --- paper ---------------------------------------------------------------------------- */

GPtrArray *
ct_outbox_paper(CtOutbox *outbox, CtChannel channel, GError **error)
{
    bool live = outbox->delivery->live;

    if (live && !ct_outbox_claim(outbox, channel, G_MAXINT, error))
        return NULL;
    return ct_touches_read(outbox,
                           &(CtTouchQuery){.channel = channel,
                                           .state = live ? CT_STATE_CLAIMED : CT_STATE_PLANNED,
                                           .again = live,
                                           .limit = G_MAXINT},
                           error);
}

static bool
run_for_channel(CtOutbox *outbox, const char *query, CtChannel channel, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(outbox->store, query, error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":channel", ct_channel_words[channel]);
    if (ct_stmt_has(stmt, ":today"))
        ct_stmt_bind_int(stmt, ":today", outbox->delivery->today.n);
    return ct_stmt_run(stmt, NULL, error);
}

/* A call is a contact once it is reported; a card once it is listed to be written. */
bool
ct_outbox_paper_issued(CtOutbox *outbox, CtChannel channel, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;

    if (!outbox->delivery->live)
        return true;
    return ct_txn_begin(&txn, outbox->store, error) &&
           run_for_channel(outbox, "deliver/issue-claimed", channel, error) &&
           (channel != CT_CHANNEL_CARD ||
            run_for_channel(outbox, "deliver/contact-from-touches", channel, error)) &&
           ct_txn_commit(&txn, error);
}

CtPage
ct_outbox_page(const CtOutbox *outbox)
{
    const CtSettings *settings = outbox->delivery->settings;

    return (CtPage){.business = settings->business.name,
                    .day = outbox->delivery->today,
                    .language = settings->business.languages[0],
                    .paper = settings->print.paper,
                    .font = settings->print.font};
}

bool
ct_outbox_file(CtOutbox *outbox, const char *name, GBytes *bytes, GError **error)
{
    const char *folder = outbox->delivery->out_dir;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) reason = NULL;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);

    if (g_mkdir_with_parents(folder, 0700) != 0 ||
        !g_file_set_contents_full(path, data, (gssize)size,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                  0600, &reason)) {
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be written: %s", path,
                    reason != NULL ? reason->message : g_strerror(errno));
        return false;
    }
    g_ptr_array_add(outbox->delivered->files, g_strdup(name));
    return true;
}
