/* resolve: what only a person can settle. */
#include "config.h"

#include "cli.h"

#include <string.h>

static bool
list_unknown(CtContext *ctx, GError **error)
{
    static const char *const days[] = {"issued_day", NULL};
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "cli/unknown", error);
    CtStep step;
    int count = 0;

    if (rows == NULL)
        return false;
    if (ctx->json)
        return ct_cli_print_rows(ctx, rows, days, error);
    for (; (step = ct_stmt_step(rows, error)) == CT_ROW; count++)
        g_print("  %s  %s to %s (no. %s): %s\n      Message-ID <%s>\n", ct_stmt_text(rows, 0),
                ct_stmt_text(rows, 1), ct_stmt_text(rows, 3), ct_stmt_text(rows, 2),
                ct_stmt_text(rows, 6), ct_stmt_is_null(rows, 5) ? "none" : ct_stmt_text(rows, 5));
    if (count == 0)
        g_print("Nothing needs a person.\n");
    else
        g_print(
            "Look for the Message-ID in the log of the mail server (for calls and cards: on the\n"
            "paper of that day), then type\n"
            "  courtesy resolve unknown --sent CODE     it is there: it left\n"
            "  courtesy resolve unknown --resend CODE   it is not there: try again\n");
    return step == CT_DONE;
}

bool
ct_cmd_resolve(CtContext *ctx, int argc, char **argv, GError **error)
{
    gboolean sent = FALSE, resend = FALSE;
    const GOptionEntry entries[] = {
        {"sent", 0, 0, G_OPTION_ARG_NONE, &sent, "The mail did leave", NULL},
        {"resend", 0, 0, G_OPTION_ARG_NONE, &resend, "The mail did not leave: try again", NULL},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 1000, error))
        return false;
    if (argc == 1)
        return list_unknown(ctx, error);
    if (strcmp(argv[1], "unknown") != 0 || argc < 3 || sent == resend) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "usage: courtesy resolve unknown --sent CODE... or --resend CODE...");
        return false;
    }
    for (int i = 2; i < argc; i++)
        if (!ct_deliver_resolve(ctx->store, argv[i], sent ? CT_RESOLVE_SENT : CT_RESOLVE_RESEND,
                                ctx->today, error))
            return false;
    return true;
}
