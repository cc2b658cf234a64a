/* stop: no more mail, calls or post to a person or an address; and yes again, with a reason. */
#include "config.h"

#include "cli.h"

#include <string.h>

#define LISTED_MAX 100 /* people who share an address */

/* What was said on the command line. */
typedef struct {
    gboolean channel[CT_CHANNEL_COUNT], household, undo;
    char *because;
    unsigned channels; /* of ct_people_stop(); 0: none was named */
} Said;

static void
said_clear(Said *said)
{
    g_free(said->because);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Said, said_clear)

/* "e-mail, calls and post", with `last` for "and". The caller owns the result. */
static char *
ways_of(unsigned channels, const char *last)
{
    static const char *const ways[CT_CHANNEL_COUNT] = {"e-mail", "calls", "post"};
    GString *text = g_string_new(NULL);
    int left = 0;

    for (int i = 0; i < CT_CHANNEL_COUNT; i++)
        left += (channels & 1U << i) != 0;
    for (int i = 0; i < CT_CHANNEL_COUNT; i++) {
        if ((channels & 1U << i) == 0)
            continue;
        left--;
        g_string_append(text, ways[i]);
        if (left > 1)
            g_string_append(text, ", ");
        else if (left == 1)
            g_string_append_printf(text, " %s ", last);
    }
    return g_string_free(text, FALSE);
}

static void
print_json(const Said *said, const CtPerson *person, const char *address, unsigned channels)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    ct_cli_json_text(builder, "ref", person != NULL ? person->ref : NULL);
    ct_cli_json_text(builder, "name", person != NULL ? person->name : NULL);
    ct_cli_json_text(builder, "address", address);
    json_builder_set_member_name(builder, "may");
    json_builder_add_boolean_value(builder, said->undo);
    json_builder_set_member_name(builder, "channels");
    json_builder_begin_array(builder);
    for (int i = 0; i < CT_CHANNEL_COUNT; i++)
        if ((channels & 1U << i) != 0)
            json_builder_add_string_value(builder, ct_channel_words[i]);
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

/* --- a person ------------------------------------------------------------------------- */

/* How many touches wait, which the next night holds back. */
static bool
count_waiting(CtContext *ctx, int64_t customer, unsigned channels, int64_t *count_out,
              GError **error)
{
    static const char *const names[CT_CHANNEL_COUNT] = {":mail", ":call", ":card"};
    g_autoptr(CtStmt) stmt = ct_store_query(ctx->store, "people/waiting", error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":customer", customer);
    for (int i = 0; i < CT_CHANNEL_COUNT; i++)
        ct_stmt_bind_text(stmt, names[i], (channels & 1U << i) != 0 ? ct_channel_words[i] : NULL);
    return ct_stmt_number(stmt, 0, count_out, error);
}

static void
print_person(const Said *said, const CtPerson *person, unsigned channels, int64_t waiting)
{
    g_autofree char *name = ct_cli_person(person),
                    *ways = ways_of(channels, said->undo ? "and" : "or");
    g_autofree char *touches = ct_count(waiting, "touch that waits is", "touches that wait are");

    if (said->undo) {
        g_print("%s may have %s again: written down as a yes, because \"%s\".\n", name, ways,
                said->because);
        return;
    }
    g_print("No more %s to %s, whatever a later file says.\n", ways, name);
    if ((channels & CT_WHOLE_HOUSEHOLD) != 0)
        g_print("No post to the address either, whoever lives there.\n");
    if (waiting > 0)
        g_print("%s held back.\n", touches);
}

static bool
settle_person(CtContext *ctx, const Said *said, int64_t customer, unsigned channels, GError **error)
{
    g_autoptr(CtPerson) person = ct_people_get(ctx->store, customer, error);
    int64_t waiting = 0;
    bool ok;

    if (person == NULL)
        return false;
    ok = said->undo
             ? ct_people_stop_undo(ctx->store, customer, channels, said->because, ctx->today, error)
             : ct_people_stop(ctx->store, customer, channels, said->because, ctx->today, error);
    if (!ok || !count_waiting(ctx, customer, channels, &waiting, error))
        return false;
    if (ctx->json)
        print_json(said, person, NULL, channels);
    else if (!ctx->quiet)
        print_person(said, person, channels, waiting);
    return true;
}

/* --- an address ----------------------------------------------------------------------- */

static bool
settle_address(CtContext *ctx, const Said *said, const char *address, GError **error)
{
    const char *country = ctx->settings->business.country;
    CtChannel channel = strchr(address, '@') != NULL ? CT_CHANNEL_MAIL : CT_CHANNEL_CALL;
    bool known = true, ok;

    ok = said->undo
             ? ct_people_stop_address_undo(ctx->store, address, country, said->because, &known,
                                           error)
             : ct_people_stop_address(ctx->store, address, country, ctx->today, &channel, error);
    if (!ok)
        return false;
    if (ctx->json)
        print_json(said, NULL, address, 1U << channel);
    else if (!ctx->quiet && !said->undo)
        g_print("%s belongs to nobody here; it is never %s, whoever a later file gives it to.\n",
                address, channel == CT_CHANNEL_MAIL ? "written to" : "called");
    else if (!ctx->quiet && known)
        g_print("%s may be used again.\n", address);
    else if (!ctx->quiet)
        g_print("%s was not stopped; nothing has changed.\n", address);
    return true;
}

/* Everybody whose mailbox or number this is. Of a shared one only its own channel is meant. */
static bool
settle_everybody(CtContext *ctx, const Said *said, const GPtrArray *people, GError **error)
{
    const CtPerson *first = people->pdata[0];
    unsigned own = 1U << (first->by == CT_FOUND_BY_MAIL ? CT_CHANNEL_MAIL : CT_CHANNEL_CALL);
    unsigned channels = said->channels != 0 ? said->channels : own;

    for (guint i = 0; i < people->len; i++) {
        const CtPerson *person = people->pdata[i];

        if (!settle_person(ctx, said, person->id, channels, error))
            return false;
    }
    return true;
}

/* --- the command ---------------------------------------------------------------------- */

static bool
makes_sense(const Said *said, GError **error)
{
    const char *wrong = NULL;

    if (said->undo && said->because == NULL)
        wrong = "--undo needs --because \"who said so, when and how\"";
    else if (said->household && said->channels != 0 && !said->channel[CT_CHANNEL_CARD])
        wrong = "--household is about post: say --post, too";
    if (wrong != NULL)
        g_set_error_literal(error, CT_ERROR, CT_ERROR_USAGE, wrong);
    return wrong == NULL;
}

static bool
settle(CtContext *ctx, const Said *said, const char *who, GError **error)
{
    g_autoptr(GPtrArray) people =
        ct_people_search(ctx->store, who, ctx->settings->business.country, LISTED_MAX, error);
    unsigned channels = said->channels != 0 ? said->channels : CT_EVERY_CHANNEL;
    const CtPerson *first;
    int64_t customer;

    if (people == NULL)
        return false;
    if (people->len == 0)
        return settle_address(ctx, said, who, error);
    first = people->pdata[0];
    if (people->len > 1 && (first->by == CT_FOUND_BY_MAIL || first->by == CT_FOUND_BY_PHONE))
        return settle_everybody(ctx, said, people, error);
    return ct_cli_customer(ctx, who, &customer, error) &&
           settle_person(ctx, said, customer,
                         said->household ? channels | CT_WHOLE_HOUSEHOLD : channels, error);
}

bool
ct_cmd_stop(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_auto(Said) said = {0};
    g_auto(CtTxn) txn = CT_TXN_INIT;
    const GOptionEntry entries[] = {
        {"mail", 0, 0, G_OPTION_ARG_NONE, &said.channel[CT_CHANNEL_MAIL], "No e-mail", NULL},
        {"calls", 0, 0, G_OPTION_ARG_NONE, &said.channel[CT_CHANNEL_CALL], "No calls", NULL},
        {"post", 0, 0, G_OPTION_ARG_NONE, &said.channel[CT_CHANNEL_CARD], "No post", NULL},
        {"household", 0, 0, G_OPTION_ARG_NONE, &said.household,
         "No post to anybody at this address", NULL},
        {"undo", 0, 0, G_OPTION_ARG_NONE, &said.undo, "They changed their mind", NULL},
        {"because", 0, 0, G_OPTION_ARG_STRING, &said.because, "Who said so, when and how", "WORDS"},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 1, 1, error))
        return false;
    for (int i = 0; i < CT_CHANNEL_COUNT; i++)
        said.channels |= said.channel[i] ? 1U << i : 0;
    return makes_sense(&said, error) && ct_txn_begin(&txn, ctx->store, error) &&
           settle(ctx, &said, argv[1], error) && ct_cli_commit(ctx, &txn, error);
}
