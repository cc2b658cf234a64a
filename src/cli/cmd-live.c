/* live: whether messages really go out. */
#include "config.h"

#include "cli.h"

#include <string.h>

static bool
show(CtContext *ctx, GError **error)
{
    char day[CT_DAY_TEXT];
    CtDay since;
    bool live;

    if (!ct_plan_live(ctx->store, ctx->settings, ctx->today, &live, &since, error))
        return false;
    if (live)
        g_print("live: messages really go out; events before %s start nothing\n%s",
                ct_day_text(since, day),
                ctx->settings->mail.transport == CT_TRANSPORT_FOLDER
                    ? "But [mail] transport is folder: mails are written to files, and count as "
                      "sent.\nFor real mail say transport = smtp, and name the server.\n"
                    : "");
    else
        g_print("rehearsal: every run writes its files and sends nothing; courtesy live on "
                "changes that\n");
    return true;
}

bool
ct_cmd_live(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    bool on;

    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) || !ct_cli_arguments(ctx, argc, 0, 1, error))
        return false;
    if (argc == 1)
        return show(ctx, error);
    on = strcmp(argv[1], "on") == 0;
    if (!on && strcmp(argv[1], "off") != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "live takes on or off, not \"%s\"", argv[1]);
        return false;
    }
    return ct_txn_begin(&txn, ctx->store, error) &&
           ct_plan_set_live(ctx->store, on, ctx->today, error) && ct_txn_commit(&txn, error) &&
           (ctx->quiet || show(ctx, error));
}
