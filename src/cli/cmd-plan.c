/* plan: what would happen on a day. The same code as run, in a transaction that is taken back. */
#include "config.h"

#include "workload-private.h"

#define DAYS_MAX 366

/* The answer is gathered before it is printed: whoever reads it slowly must not keep the
 * transaction open. */
static bool
add_planned(CtContext *ctx, const char *rule, GString *out, GError **error)
{
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "cli/tonight", error);
    char due[CT_DAY_TEXT], latest[CT_DAY_TEXT];
    CtStep step;

    if (rows == NULL)
        return false;
    ct_stmt_bind_text(rows, ":rule", rule);
    if (ctx->json)
        return ct_cli_format_rows(ctx, rows, (const char *[]){"due", "latest", NULL}, out, error);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        g_autofree char *name = ct_cli_pad(ct_stmt_text(rows, 3), 30);

        g_string_append_printf(out, "  %-4s  %-22s  %s due %s, until %s%s%s\n",
                               ct_stmt_text(rows, 0), ct_stmt_text(rows, 1), name,
                               ct_day_text((CtDay){(int32_t)ct_stmt_int(rows, 4)}, due),
                               ct_day_text((CtDay){(int32_t)ct_stmt_int(rows, 5)}, latest),
                               ct_stmt_is_null(rows, 6) ? "" : ", ",
                               ct_stmt_is_null(rows, 6) ? "" : ct_stmt_text(rows, 6));
    }
    return step == CT_DONE;
}

static bool
add_noes(CtContext *ctx, const char *rule, GString *out, GError **error)
{
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "cli/tonight-noes", error);
    CtStep step;

    if (rows == NULL)
        return false;
    ct_stmt_bind_text(rows, ":rule", rule);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW)
        g_string_append_printf(out, "  %6d  %-22s  %s: %s\n", (int)ct_stmt_int(rows, 3),
                               ct_stmt_text(rows, 0), ct_stmt_text(rows, 1), ct_stmt_text(rows, 2));
    return step == CT_DONE;
}

static void
add_sum(const CtPlanReport *report, GString *out)
{
    g_autofree char *customers = ct_count(report->customers, "customer", "customers");
    g_autofree char *rules = ct_count(report->rules, "rule", "rules");
    g_autofree char *mails = ct_count(report->planned[CT_CHANNEL_MAIL], "mail", "mails");
    g_autofree char *calls = ct_count(report->planned[CT_CHANNEL_CALL], "call", "calls");
    g_autofree char *cards = ct_count(report->planned[CT_CHANNEL_CARD], "card", "cards");
    g_autofree char *held_back = ct_number(report->held_back);

    g_string_append_printf(out, "%s, %s: %s, %s, %s, %s held back\n", customers, rules, mails,
                           calls, cards, held_back);
}

static bool
add_plan(CtContext *ctx, const CtNight *night, const char *rule, GString *out, GError **error)
{
    g_autofree char *day = ct_format_weekday(ctx->today, "en-GB");
    CtPlanReport report;

    if (!ct_plan_run(ctx->store, night, &report, error))
        return false;
    if (ctx->json)
        return add_planned(ctx, rule, out, error);
    g_string_append_printf(out, "%s%s\n", day, night->live ? "" : " (rehearsal)");
    add_sum(&report, out);
    if (!add_planned(ctx, rule, out, error))
        return false;
    g_string_append(out, "Held back:\n");
    return add_noes(ctx, rule, out, error);
}

static bool
check_rule(CtContext *ctx, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *hint = NULL;

    for (guint i = 0; i < ctx->rules->len; i++)
        g_ptr_array_add(names, ((CtRule *)g_ptr_array_index(ctx->rules, i))->name);
    g_ptr_array_add(names, NULL);
    if (ct_vocabulary_find((const char *const *)names->pdata, name) >= 0)
        return true;
    hint = ct_vocabulary_hint((const char *const *)names->pdata, name, "; see courtesy rule list");
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "there is no rule \"%s\"%s", name, hint);
    return false;
}

static bool
plan_and_take_back(CtContext *ctx, const char *rule, int days, GString *out, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    CtNight night;

    if (!ct_cli_night(ctx, &night, error) || !ct_txn_begin(&txn, ctx->store, error))
        return false;
    return days > 0 ? ct_cli_workload(ctx, &night, days, rule, out, error)
                    : add_plan(ctx, &night, rule, out, error);
}

bool
ct_cmd_plan(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    int days = 0;
    const GOptionEntry entries[] = {
        {"days", 0, 0, G_OPTION_ARG_INT, &days, "The work of so many days from today on", "N"},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 1, error) || (argc > 1 && !check_rule(ctx, argv[1], error)))
        return false;
    if (days < 0 || days > DAYS_MAX) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "--days takes 1 to %d, not %d", DAYS_MAX,
                    days);
        return false;
    }
    for (guint i = 0; i < ct_problems_count(ctx->rule_problems); i++)
        g_printerr("%s\n", ct_problems_line(ctx->rule_problems, i));
    if (!plan_and_take_back(ctx, argc > 1 ? argv[1] : "", days, out, error))
        return false;
    g_print("%s", out->str);
    return true;
}
