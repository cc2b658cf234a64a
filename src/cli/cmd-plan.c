/* plan: what would happen on a day. The same code as run, in a transaction that is taken back. */
#include "config.h"

#include "cli.h"

static bool
print_planned(CtContext *ctx, const char *rule, GError **error)
{
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "cli/tonight", error);
    char due[CT_DAY_TEXT], latest[CT_DAY_TEXT];
    CtStep step;

    if (rows == NULL)
        return false;
    ct_stmt_bind_text(rows, ":rule", rule);
    if (ctx->json)
        return ct_cli_print_rows(ctx, rows, (const char *[]){"due", "latest", NULL}, error);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        g_autofree char *name = ct_cli_pad(ct_stmt_text(rows, 3), 30);

        g_print("  %-4s  %-16s  %s due %s, until %s%s%s\n", ct_stmt_text(rows, 0),
                ct_stmt_text(rows, 1), name,
                ct_day_text((CtDay){(int32_t)ct_stmt_int(rows, 4)}, due),
                ct_day_text((CtDay){(int32_t)ct_stmt_int(rows, 5)}, latest),
                ct_stmt_is_null(rows, 6) ? "" : ", ",
                ct_stmt_is_null(rows, 6) ? "" : ct_stmt_text(rows, 6));
    }
    return step == CT_DONE;
}

static bool
print_noes(CtContext *ctx, const char *rule, GError **error)
{
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "cli/tonight-noes", error);
    CtStep step;

    if (rows == NULL)
        return false;
    ct_stmt_bind_text(rows, ":rule", rule);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW)
        g_print("  %6d  %-16s  %s: %s\n", (int)ct_stmt_int(rows, 3), ct_stmt_text(rows, 0),
                ct_stmt_text(rows, 1), ct_stmt_text(rows, 2));
    return step == CT_DONE;
}

static bool
print_plan(CtContext *ctx, const CtNight *night, const CtPlanReport *report, const char *rule,
           GError **error)
{
    g_autofree char *day = ct_format_weekday(ctx->today, "en-GB");

    if (ctx->json)
        return print_planned(ctx, rule, error);
    g_print("%s%s\n", day, night->live ? "" : " (rehearsal)");
    g_print("%d customers, %d rules: %d mails, %d calls, %d cards, %d held back\n",
            (int)report->customers, (int)report->rules, (int)report->planned[CT_CHANNEL_MAIL],
            (int)report->planned[CT_CHANNEL_CALL], (int)report->planned[CT_CHANNEL_CARD],
            (int)report->held_back);
    if (!print_planned(ctx, rule, error))
        return false;
    g_print("Held back:\n");
    return print_noes(ctx, rule, error);
}

static bool
check_rule(CtContext *ctx, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *nearest;

    for (guint i = 0; i < ctx->rules->len; i++)
        g_ptr_array_add(names, ((CtRule *)g_ptr_array_index(ctx->rules, i))->name);
    g_ptr_array_add(names, NULL);
    if (ct_vocabulary_find((const char *const *)names->pdata, name) >= 0)
        return true;
    nearest = ct_vocabulary_nearest((const char *const *)names->pdata, name);
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "there is no rule \"%s\"%s%s%s", name,
                nearest != NULL ? "; did you mean \"" : "; see courtesy rule list",
                nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    return false;
}

bool
ct_cmd_plan(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    CtNight night;
    CtPlanReport report;

    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 1, error) || (argc > 1 && !check_rule(ctx, argv[1], error)))
        return false;
    for (guint i = 0; i < ct_problems_count(ctx->rule_problems); i++)
        g_printerr("%s\n", ct_problems_line(ctx->rule_problems, i));
    return ct_cli_night(ctx, &night, error) && ct_txn_begin(&txn, ctx->store, error) &&
           ct_plan_run(ctx->store, &night, &report, error) &&
           print_plan(ctx, &night, &report, argc > 1 ? argv[1] : "", error);
}
