/* explain: why a customer is, or is not, contacted; one line a rule, with the numbers. */
#include "config.h"

#include "cli.h"

#include <string.h>

static const char *
sign_of(char mark)
{
    switch (mark) {
    case '+':
        return "\xE2\x9C\x93"; /* tick */
    case '-':
        return "\xE2\x80\x93"; /* dash */
    default:
        return "\xC2\xB7"; /* dot */
    }
}

static void
print_json(const GPtrArray *answer)
{
    for (guint i = 0; i < answer->len; i++) {
        const CtWhy *why = g_ptr_array_index(answer, i);
        g_autoptr(JsonBuilder) builder = json_builder_new();
        g_autoptr(JsonNode) node = NULL;

        json_builder_begin_object(builder);
        json_builder_set_member_name(builder, "rule");
        json_builder_add_string_value(builder, why->rule);
        json_builder_set_member_name(builder, "goes");
        json_builder_add_boolean_value(builder, why->mark == '+');
        json_builder_set_member_name(builder, "applies");
        json_builder_add_boolean_value(builder, why->mark != '.');
        json_builder_set_member_name(builder, "channel");
        json_builder_add_string_value(builder, why->channel);
        json_builder_set_member_name(builder, "why");
        json_builder_add_string_value(builder, why->why);
        json_builder_end_object(builder);
        node = json_builder_get_root(builder);
        ct_cli_print_json(node);
    }
}

/* "May be e-mailed: yes (Shopify export, 12 June 2025)   called: yes   post: no" */
static bool
print_permissions(CtContext *ctx, int64_t customer, GError **error)
{
    static const char *const ways[CT_CHANNEL_COUNT] = {"May be e-mailed", "   called", "   post"};
    g_autoptr(GPtrArray) permissions = ct_people_permissions(ctx->store, customer, error);

    if (permissions == NULL)
        return false;
    for (guint i = 0; i < permissions->len; i++) {
        const CtPermission *permission = g_ptr_array_index(permissions, i);
        g_autofree char *answer = ct_cli_permission(ctx, permission);

        if (permission->kind == CT_KIND_MARKETING)
            g_print("%s: %s", ways[permission->channel], answer);
    }
    g_print("\n");
    return true;
}

static bool
print_heading(CtContext *ctx, int64_t customer, GError **error)
{
    g_autofree char *day = ct_format_weekday(ctx->today, "en-GB");
    g_autoptr(CtStmt) stmt = ct_store_prepare(
        ctx->store, "SELECT name, ref, company FROM customer WHERE id = :customer", error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":customer", customer);
    if (ct_stmt_step(stmt, error) != CT_ROW)
        return false;
    g_print("%s (no. %s)%s%s\n%s\n", ct_stmt_text(stmt, 0), ct_stmt_text(stmt, 1),
            ct_stmt_is_null(stmt, 2) ? "" : ", ",
            ct_stmt_is_null(stmt, 2) ? "" : ct_stmt_text(stmt, 2), day);
    return true;
}

static bool
print_answer(CtContext *ctx, int64_t customer, const GPtrArray *answer, GError **error)
{
    if (ctx->json) {
        print_json(answer);
        return true;
    }
    if (!print_heading(ctx, customer, error))
        return false;
    for (guint i = 0; i < answer->len; i++) {
        const CtWhy *why = g_ptr_array_index(answer, i);

        g_print("  %s %-22s %-5s %s\n", sign_of(why->mark), why->rule, why->channel, why->why);
    }
    return print_permissions(ctx, customer, error);
}

static GPtrArray *
explain_and_take_back(CtContext *ctx, int64_t customer, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    CtNight night;

    if (!ct_cli_night(ctx, &night, error) || !ct_txn_begin(&txn, ctx->store, error))
        return NULL;
    return ct_explain(ctx->store, &night, customer, error);
}

bool
ct_cmd_explain(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autoptr(GPtrArray) answer = NULL;
    int64_t customer;

    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 1, 1, error) ||
        !ct_cli_customer(ctx, argv[1], &customer, error))
        return false;
    answer = explain_and_take_back(ctx, customer, error);
    return answer != NULL && print_answer(ctx, customer, answer, error);
}
