/* The durable outbox for mail. Touches are claimed in batches, each with one flush to disk; then
 * every message goes through: rendered, marked in_flight just before its last dot, settled by what
 * the other side said. Whatever happens to the process, the database tells afterwards which
 * messages cannot have left and which may have (trust: at most once, never silently lost). */
#include "config.h"

#include "deliver-private.h"
#include "transport.h"

#include <string.h>

#define BATCH 50 /* claims a flush; at most so many are uncertain after a power cut */

typedef struct {
    CtOutbox *outbox;
    bool live;
    GPtrArray *touches; /* of CtTouch: the batch */
    guint next;         /* of the batch */
    int64_t after;      /* the last id that was read (rehearsal) */
    CtTouch *current;
    char *message_id, *content_hash;
    CtOutgoing outgoing;
    GPtrArray *refused; /* of Refusal: settled at the end */
    CtStmt *in_flight, *message, *contact;
    GError *error; /* what stopped the flow from our side */
} Flow;

/* A refusal for a reason that is not the address: if it turns out that the server refuses
 * everybody, none of them is to blame. */
typedef struct {
    int64_t touch;
    char *reply;
} Refusal;

static void
refusal_free(void *data)
{
    Refusal *refusal = data;

    g_free(refusal->reply);
    g_free(refusal);
}

/* --- rendering ------------------------------------------------------------------------ */

static GBytes *
render(Flow *flow, const CtTouch *touch, GError **error)
{
    CtOutbox *outbox = flow->outbox;
    const CtSettings *settings = outbox->delivery->settings;
    const char *language = ct_touch_language(outbox, touch);
    bool marketing = strcmp(touch->kind, "marketing") == 0;
    g_autoptr(JsonNode) data = NULL;
    g_autofree char *unsubscribe = ct_touch_unsubscribe(outbox, touch);
    const CtTemplate *template = ct_templates_find(outbox->templates, touch->template_name,
                                                   CT_TEMPLATE_MAIL, language, error);
    g_autoptr(CtBody) body = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (template == NULL)
        return NULL;
    data = ct_touch_data(outbox, touch, template);
    body = ct_template_mail(template, outbox->templates, data,
                            marketing ? "footer-marketing" : "footer-service", error);
    if (body == NULL)
        return NULL;
    bytes = ct_email_render(&(CtEmail){.from_name = settings->business.name,
                                       .from_mail = settings->business.reply_to,
                                       .to_name = touch->name,
                                       .to_mail = touch->email,
                                       .reply_to = settings->business.reply_to,
                                       .message_id = flow->message_id,
                                       .date = outbox->delivery->now,
                                       .subject = body->subject,
                                       .text = body->text,
                                       .html = body->html,
                                       .language = ct_template_language(template),
                                       .unsubscribe = marketing ? unsubscribe : NULL,
                                       .bulk = marketing},
                            error);
    if (bytes == NULL || !ct_email_check(bytes, error))
        return NULL;
    return g_steal_pointer(&bytes);
}

static void
forget_message(Flow *flow)
{
    g_clear_pointer(&flow->message_id, g_free);
    g_clear_pointer(&flow->content_hash, g_free);
    g_clear_pointer((void **)(uintptr_t)&flow->outgoing.file_name, g_free);
    if (flow->outgoing.bytes != NULL)
        g_bytes_unref(flow->outgoing.bytes);
    flow->outgoing.bytes = NULL;
}

/* Makes `touch` the message in hand; false when it could not be rendered and is held instead. */
static bool
take(Flow *flow, CtTouch *touch)
{
    g_autoptr(GError) reason = NULL;

    forget_message(flow);
    flow->current = touch;
    flow->message_id = ct_touch_token(flow->outbox, "message", touch);
    flow->outgoing.bytes = render(flow, touch, &reason);
    if (flow->outgoing.bytes == NULL) {
        ct_outbox_hold(flow->outbox, touch, reason, &flow->error);
        return false;
    }
    flow->content_hash = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, flow->outgoing.bytes);
    flow->outgoing.envelope_from = flow->outbox->delivery->settings->business.reply_to;
    flow->outgoing.envelope_to = touch->email;
    flow->outgoing.file_name = g_strdup_printf("%s-%s.eml", touch->rule, touch->code);
    flow->outgoing.tag = touch;
    return true;
}

/* --- batches -------------------------------------------------------------------------- */

/* The next claimed touches; in a rehearsal the next planned ones, which stay planned. */
static bool
next_batch(Flow *flow)
{
    CtOutbox *outbox = flow->outbox;
    CtState state = flow->live ? CT_STATE_CLAIMED : CT_STATE_PLANNED;

    g_clear_pointer(&flow->touches, g_ptr_array_unref);
    flow->next = 0;
    if (flow->live && !ct_outbox_claim(outbox, CT_CHANNEL_MAIL, BATCH, &flow->error))
        return false;
    flow->touches = ct_touches_read(
        outbox,
        &(CtTouchQuery){
            .channel = CT_CHANNEL_MAIL, .state = state, .after = flow->after, .limit = BATCH},
        &flow->error);
    if (flow->touches == NULL || flow->touches->len == 0)
        return false;
    flow->after = ((CtTouch *)g_ptr_array_index(flow->touches, flow->touches->len - 1))->id;
    return true;
}

static const CtOutgoing *
next_message(void *data)
{
    Flow *flow = data;

    while (flow->error == NULL) {
        if ((flow->touches == NULL || flow->next == flow->touches->len) && !next_batch(flow))
            return NULL;
        if (take(flow, g_ptr_array_index(flow->touches, flow->next++)))
            return &flow->outgoing;
    }
    return NULL;
}

/* --- the mark, and what came of it ---------------------------------------------------- */

static bool
before_end(const CtOutgoing *message, void *data)
{
    Flow *flow = data;
    int64_t changed = 0;

    if (!flow->live)
        return true;
    ct_stmt_bind_int(flow->in_flight, ":id", flow->current->id);
    ct_stmt_bind_text(flow->in_flight, ":message_id", flow->message_id);
    return ct_stmt_run(flow->in_flight, &changed, &flow->error) && changed == 1;
}

static bool
note_message(Flow *flow, const char *outcome, const char *reply, GError **error)
{
    ct_stmt_bind_int(flow->message, ":id", flow->current->id);
    ct_stmt_bind_int(flow->message, ":today", flow->outbox->delivery->today.n);
    ct_stmt_bind_text(flow->message, ":content_hash", flow->content_hash);
    ct_stmt_bind_text(flow->message, ":outcome", outcome);
    ct_stmt_bind_text(flow->message, ":reply", reply);
    return ct_stmt_run(flow->message, NULL, error);
}

static bool
note_accepted(Flow *flow, const char *reply, GError **error)
{
    flow->outbox->delivered->mail_sent++;
    ct_stmt_bind_int(flow->contact, ":id", flow->current->id);
    ct_stmt_bind_int(flow->contact, ":day", flow->outbox->delivery->today.n);
    return ct_outbox_settle(flow->outbox, flow->current->id, CT_STATE_ISSUED, "accepted", error) &&
           ct_stmt_run(flow->contact, NULL, error) && note_message(flow, "sent", reply, error);
}

static bool
note_uncertain(Flow *flow, const char *reply, GError **error)
{
    CtDelivered *delivered = flow->outbox->delivered;

    delivered->mail_unknown++;
    ct_problems_add(delivered->problems, "", 0, 0,
                    "mail %s (%s) may or may not have left: courtesy resolve", flow->current->code,
                    flow->current->rule);
    return ct_outbox_settle(flow->outbox, flow->current->id, CT_STATE_UNKNOWN, reply, error) &&
           note_message(flow, "unknown", reply, error);
}

static bool
note_bad_address(Flow *flow, const char *reply, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(flow->outbox->store, "deliver/address-bounced", error);

    flow->outbox->delivered->mail_refused++;
    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":id", flow->current->id);
    ct_stmt_bind_int(stmt, ":today", flow->outbox->delivery->today.n);
    return ct_stmt_run(stmt, NULL, error) &&
           ct_outbox_settle(flow->outbox, flow->current->id, CT_STATE_FAILED, reply, error) &&
           note_message(flow, "refused", reply, error);
}

static bool
note_refused(Flow *flow, const char *reply, GError **error)
{
    Refusal *refusal = g_new0(Refusal, 1);

    refusal->touch = flow->current->id;
    refusal->reply = g_strdup(reply);
    g_ptr_array_add(flow->refused, refusal);
    return note_message(flow, "refused", reply, error);
}

static bool
note_again(Flow *flow, const char *reply, GError **error)
{
    flow->outbox->delivered->mail_again++;
    return ct_outbox_settle(flow->outbox, flow->current->id, CT_STATE_WAITING, reply, error) &&
           note_message(flow, "deferred", reply, error);
}

static bool
note(Flow *flow, CtMailFate fate, const char *reply, GError **error)
{
    switch (fate) {
    case CT_FATE_ACCEPTED:
        return note_accepted(flow, reply, error);
    case CT_FATE_DEFERRED:
    case CT_FATE_STOPPED:
        return note_again(flow, reply, error);
    case CT_FATE_REFUSED_ADDRESS:
        return note_bad_address(flow, reply, error);
    case CT_FATE_REFUSED:
        return note_refused(flow, reply, error);
    case CT_FATE_UNCERTAIN:
        return note_uncertain(flow, reply, error);
    }
    g_assert_not_reached();
}

static void
done(const CtOutgoing *message, CtMailFate fate, const char *reply, void *data)
{
    Flow *flow = data;
    g_auto(CtTxn) txn = CT_TXN_INIT;

    if (!flow->live) {
        flow->outbox->delivered->mail_sent += fate == CT_FATE_ACCEPTED;
        return;
    }
    if (flow->error == NULL && ct_txn_begin(&txn, flow->outbox->store, &flow->error) &&
        note(flow, fate, reply, &flow->error))
        ct_txn_commit(&txn, &flow->error);
}

/* --- the night ------------------------------------------------------------------------ */

static bool
settle_refused(Flow *flow, bool stopped, GError **error)
{
    for (guint i = 0; i < flow->refused->len; i++) {
        const Refusal *refusal = g_ptr_array_index(flow->refused, i);

        if (stopped)
            flow->outbox->delivered->mail_again++;
        else
            flow->outbox->delivered->mail_refused++;
        if (!ct_outbox_settle(flow->outbox, refusal->touch,
                              stopped ? CT_STATE_WAITING : CT_STATE_FAILED, refusal->reply, error))
            return false;
    }
    return true;
}

/* The server would not go on: everything that is left waits, and a person hears of it. */
static bool
stop(Flow *flow, const GError *reason, GError **error)
{
    CtDelivered *delivered = flow->outbox->delivered;

    delivered->stopped = true;
    ct_problems_add(delivered->problems, "", 0, 0, "mail stopped: %s", reason->message);
    return settle_refused(flow, true, error) &&
           (!flow->live ||
            ct_outbox_give_back(flow->outbox, CT_CHANNEL_MAIL, reason->message, error));
}

static bool
run_flow(Flow *flow, CtTransport *transport, GError **error)
{
    g_autoptr(GError) reason = NULL;
    const CtMailFlow mail = {
        .next = next_message, .before_end = before_end, .done = done, .data = flow};
    bool sent = transport->send(transport, &mail, &reason);

    if (flow->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&flow->error));
        return false;
    }
    return sent ? settle_refused(flow, false, error) : stop(flow, reason, error);
}

static CtTransport *
open_transport(const CtOutbox *outbox)
{
    const CtDelivery *delivery = outbox->delivery;

    if (!delivery->live || delivery->settings->mail.transport == CT_TRANSPORT_FOLDER)
        return ct_transport_folder(delivery->out_dir);
    return ct_transport_smtp(delivery->settings, delivery->secret);
}

static void
flow_clear(Flow *flow)
{
    forget_message(flow);
    g_clear_pointer(&flow->touches, g_ptr_array_unref);
    g_ptr_array_unref(flow->refused);
    ct_stmt_free(flow->in_flight);
    ct_stmt_free(flow->message);
    ct_stmt_free(flow->contact);
    g_clear_error(&flow->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Flow, flow_clear)

bool
ct_deliver_mail(CtOutbox *outbox, GError **error)
{
    g_autoptr(CtTransport) transport = open_transport(outbox);
    g_auto(Flow) flow = {.outbox = outbox, .live = outbox->delivery->live};

    flow.refused = g_ptr_array_new_with_free_func(refusal_free);
    flow.in_flight = ct_store_query(outbox->store, "deliver/in-flight", error);
    flow.message = flow.in_flight != NULL
                       ? ct_store_query(outbox->store, "deliver/message-insert", error)
                       : NULL;
    flow.contact = flow.message != NULL
                       ? ct_store_query(outbox->store, "deliver/contact-insert", error)
                       : NULL;
    if (flow.contact == NULL)
        return false;
    return run_flow(&flow, transport, error);
}
