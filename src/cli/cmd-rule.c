/* rule: list, show, and try a condition on the base. */
#include "config.h"

#include "cli.h"

#include <string.h>

#define LISTED_MAX 20 /* customers that a person is shown */

static void
say_problems(const CtContext *ctx)
{
    for (guint i = 0; i < ct_problems_count(ctx->rule_problems); i++)
        g_printerr("%s\n", ct_problems_line(ctx->rule_problems, i));
}

static char *
ways(const CtRule *rule)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < rule->n_send; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", else " : "",
                               ct_channel_words[rule->send[i]]);
    return g_string_free(text, FALSE);
}

static bool
list(CtContext *ctx)
{
    say_problems(ctx);
    for (guint i = 0; i < ctx->rules->len; i++) {
        const CtRule *rule = g_ptr_array_index(ctx->rules, i);
        g_autofree char *trigger = ct_trigger_text(&rule->trigger), *send = ways(rule);

        g_print("%-22s %-3s %-34s %-16s %-9s %3d\n", rule->name, rule->on ? "on" : "off", trigger,
                send, ct_kind_words[rule->kind], rule->priority);
    }
    return true;
}

static bool
show(CtContext *ctx, const char *name, GError **error)
{
    for (guint i = 0; i < ctx->rules->len; i++) {
        const CtRule *rule = g_ptr_array_index(ctx->rules, i);
        g_autofree char *trigger = ct_trigger_text(&rule->trigger), *send = ways(rule);
        guint clauses = rule->who != NULL ? ct_condition_clauses(rule->who) : 0;

        if (strcmp(rule->name, name) != 0)
            continue;
        g_print("%s (%s:%d)\n%s: a %s touch by %s, priority %d%s%s\n", rule->name, rule->file,
                rule->line, trigger, ct_kind_words[rule->kind], send, rule->priority,
                rule->replaces != NULL ? ", instead of " : "",
                rule->replaces != NULL ? rule->replaces : "");
        for (guint j = 0; j < clauses; j++)
            g_print("  %s %s\n", j == 0 ? "if " : "and", ct_condition_clause_text(rule->who, j));
        return true;
    }
    say_problems(ctx);
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "there is no rule \"%s\"; see courtesy rule list",
                name);
    return false;
}

/* --- try ------------------------------------------------------------------------------ */

/* Prints what was found once the transaction is closed. */
static bool
print_matches(CtContext *ctx, CtStmt *rows, CtTxn *txn, GError **error)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;
    g_autoptr(GString) list = g_string_new(NULL);
    g_autofree char *found = NULL;
    int64_t count = 0;
    CtStep step;

    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "refs");
    json_builder_begin_array(builder);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        json_builder_add_string_value(builder, ct_stmt_text(rows, 0));
        if (count < LISTED_MAX)
            g_string_append_printf(list, "  %s\n", ct_stmt_text(rows, 0));
        count++;
    }
    json_builder_end_array(builder);
    json_builder_set_member_name(builder, "count");
    json_builder_add_int_value(builder, count);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    found = ct_count(count, "customer", "customers");
    ct_stmt_reset(rows);
    ct_txn_clear(txn);
    if (ctx->json)
        ct_cli_print_json(node);
    else
        g_print("%s%s%s\n", list->str, found, count > LISTED_MAX ? ", the first 20 above" : "");
    return step == CT_DONE;
}

static bool
try_condition(CtContext *ctx, const char *text, GError **error)
{
    g_autoptr(CtEntry) entry = ct_entry_new("condition", text);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtCondition) condition =
        ct_condition_parse(entry, ctx->settings, CT_SCOPE_CUSTOMER, problems);
    g_autoptr(CtSql) sql = ct_sql_new();
    g_auto(CtTxn) txn = CT_TXN_INIT; /* taken back: looking changes nothing */
    g_autoptr(CtStmt) rows = NULL;

    if (!ct_problems_none(problems, CT_ERROR_INPUT, error) ||
        !ct_txn_begin(&txn, ctx->store, error) ||
        !ct_facts_refresh(ctx->store, ctx->settings, ctx->today, 0, error))
        return false;
    ct_condition_matches_sql(condition, sql);
    rows = ct_store_prepare(ctx->store, sql->text->str, error);
    if (rows == NULL || !ct_facts_bind(ctx->store, rows, ctx->today, error))
        return false;
    ct_sql_bind(sql, rows);
    return print_matches(ctx, rows, &txn, error);
}

bool
ct_cmd_rule(CtContext *ctx, int argc, char **argv, GError **error)
{
    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) || !ct_cli_arguments(ctx, argc, 0, 2, error))
        return false;
    if (argc == 1 || (argc == 2 && strcmp(argv[1], "list") == 0))
        return list(ctx);
    if (argc == 3 && strcmp(argv[1], "show") == 0)
        return show(ctx, argv[2], error);
    if (argc == 3 && strcmp(argv[1], "try") == 0)
        return try_condition(ctx, argv[2], error);
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "usage: courtesy rule %s",
                ctx->command->arguments);
    return false;
}
