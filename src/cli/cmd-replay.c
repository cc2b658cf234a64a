/* replay: a past year lived through again with these settings and rules. Nothing is written. */
#include "config.h"

#include "cli.h"

#define DAYS_MAX 3660

static bool
add_rows(CtContext *ctx, const char *query, CtDay first, CtDay last, GString *out, GError **error)
{
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, query, error);

    if (rows == NULL)
        return false;
    ct_stmt_bind_int(rows, ":first", first.n);
    if (ct_stmt_has(rows, ":last"))
        ct_stmt_bind_int(rows, ":last", last.n);
    return ct_cli_format_rows(ctx, rows, (const char *[]){NULL}, out, error);
}

/* Lives through the days; what came of it is in `out` when the transaction is taken back. */
static bool
live_again(CtContext *ctx, CtDay first, int days, GString *out, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    CtDay last = {first.n + days - 1};
    CtNight night;

    ctx->today = first;
    ctx->settings->policy.live_since = first;
    ctx->settings->policy.live_since_set = true;
    if (!ct_txn_begin(&txn, ctx->store, error) || !ct_plan_rewind(ctx->store, first, error) ||
        !ct_cli_night(ctx, &night, error) ||
        !ct_plan_forecast(ctx->store, &night, days, NULL, NULL, error))
        return false;
    if (!ctx->json)
        g_string_append(out, "rule,channel,touches,customers\n");
    if (!add_rows(ctx, "cli/replay", first, last, out, error))
        return false;
    if (!ctx->json)
        g_string_append(out, "\nheld back for good\nrule,state,touches,for example\n");
    return add_rows(ctx, "cli/replay-held-back", first, last, out, error);
}

/* The settings and rules of another folder, and the base of this one. */
static bool
open_with(CtContext *ctx, const char *with, GError **error)
{
    char *own = ctx->dir;
    bool opened;

    if (with == NULL)
        return ct_cli_open(ctx, CT_NEEDS_SETTINGS | CT_NEEDS_RULES | CT_NEEDS_STORE, error);
    ctx->dir = g_strdup(with);
    opened = ct_cli_open(ctx, CT_NEEDS_SETTINGS | CT_NEEDS_RULES, error);
    g_free(ctx->dir);
    ctx->dir = own;
    return opened && ct_cli_open(ctx, CT_NEEDS_STORE, error);
}

static bool
read_days(const CtContext *ctx, const char *from, int days, CtDay *first_out, GError **error)
{
    if (from == NULL) {
        *first_out = (CtDay){ctx->today.n - days};
    } else if (!ct_day_parse(from, first_out, NULL)) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "--from takes a day such as 2025-01-31, not \"%s\"", from);
        return false;
    }
    if (days >= 1 && days <= DAYS_MAX)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "--days takes 1 to %d, not %d", DAYS_MAX, days);
    return false;
}

bool
ct_cmd_replay(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *from = NULL, *with = NULL;
    int days = 365;
    const GOptionEntry entries[] = {
        {"from", 0, 0, G_OPTION_ARG_STRING, &from,
         "The first day; without it the last one is yesterday", "DATE"},
        {"days", 0, 0, G_OPTION_ARG_INT, &days, "How many; default 365", "N"},
        {"with", 0, 0, G_OPTION_ARG_FILENAME, &with,
         "Use the courtesy.conf and rules.d of this folder", "DIR"},
        G_OPTION_ENTRY_NULL,
    };
    CtDay first;

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 0, error) || !open_with(ctx, with, error) ||
        !read_days(ctx, from, days, &first, error) || !live_again(ctx, first, days, out, error))
        return false;
    g_print("%s", out->str);
    return true;
}
