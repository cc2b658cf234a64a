/* facts: the words that rules may use; with --customer their values. */
#include "config.h"

#include "cli.h"

#include <math.h>

static void
list_facts(CtContext *ctx)
{
    size_t count;
    const CtFact *facts = ct_facts(&count);

    for (size_t i = 0; i < count; i++) {
        g_autoptr(JsonBuilder) builder = NULL;
        g_autoptr(JsonNode) node = NULL;
        const char *words[][2] = {{"name", facts[i].name},
                                  {"type", ct_type_word(facts[i].type)},
                                  {"unit", facts[i].unit},
                                  {"meaning", facts[i].help}};

        if (!ctx->json) {
            g_print("%-20s %-7s %s%s\n", facts[i].name, ct_type_word(facts[i].type), facts[i].help,
                    facts[i].scope == CT_SCOPE_PURCHASE ? " (of the purchase in play)" : "");
            continue;
        }
        builder = json_builder_new();
        json_builder_begin_object(builder);
        for (size_t j = 0; j < G_N_ELEMENTS(words); j++) {
            json_builder_set_member_name(builder, words[j][0]);
            json_builder_add_string_value(builder, words[j][1]);
        }
        json_builder_end_object(builder);
        node = json_builder_get_root(builder);
        ct_cli_print_json(node);
    }
}

/* The list as it stands in courtesy-facts(7). */
static void
print_mdoc(void)
{
    size_t count;
    const CtFact *facts = ct_facts(&count);

    g_print(".Bl -tag -width usual_gap_days\n");
    for (size_t i = 0; i < count; i++)
        g_print(".It Ic %s Pq %s%s%s\n\\&%s%s.\n", facts[i].name, ct_type_word(facts[i].type),
                *facts[i].unit != '\0' ? ", " : "", facts[i].unit, facts[i].help,
                facts[i].scope == CT_SCOPE_PURCHASE ? "; only while a purchase is in play" : "");
    g_print(".El\n");
}

/* The names of the facts that have a meaning without a purchase in play. */
static char **
customer_facts(void)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    size_t count;
    const CtFact *facts = ct_facts(&count);

    for (size_t i = 0; i < count; i++)
        if (facts[i].scope == CT_SCOPE_CUSTOMER)
            g_strv_builder_add(names, facts[i].name);
    return g_strv_builder_end(names);
}

static void
add_value(JsonBuilder *builder, const CtFact *fact, CtStmt *row, int column)
{
    json_builder_set_member_name(builder, fact->name);
    if (ct_stmt_is_null(row, column)) {
        json_builder_add_null_value(builder);
        return;
    }
    switch (fact->type) {
    case CT_TYPE_TEXT:
        json_builder_add_string_value(builder, ct_stmt_text(row, column));
        break;
    case CT_TYPE_YESNO:
        json_builder_add_boolean_value(builder, ct_stmt_int(row, column) != 0);
        break;
    case CT_TYPE_MONEY:
        json_builder_add_double_value(builder, (double)ct_stmt_int(row, column) / 100);
        break;
    case CT_TYPE_NUMBER:
    case CT_TYPE_DAYS:
        if ((double)ct_stmt_int(row, column) == ct_stmt_double(row, column))
            json_builder_add_int_value(builder, ct_stmt_int(row, column));
        else
            json_builder_add_double_value(builder, round(ct_stmt_double(row, column) * 100) / 100);
        break;
    }
}

static void
print_values(CtContext *ctx, char **names, CtStmt *row)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    for (int i = 0; names[i] != NULL; i++) {
        const CtFact *fact = ct_fact_find(names[i]);
        g_autofree char *value =
            ct_fact_value_text(fact, ct_stmt_text(row, i), ct_stmt_int(row, i));

        add_value(builder, fact, row, i);
        if (!ctx->json)
            g_print("%-20s %s\n", names[i], value);
    }
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    if (ctx->json)
        ct_cli_print_json(node);
}

static bool
show_customer(CtContext *ctx, const char *who, GError **error)
{
    g_auto(GStrv) names = customer_facts();
    g_auto(CtTxn) txn = CT_TXN_INIT; /* taken back: looking changes nothing */
    g_autoptr(CtSql) sql = ct_sql_new();
    g_autoptr(CtStmt) row = NULL;
    int64_t customer;

    if (!ct_cli_open(ctx, CT_NEEDS_SETTINGS | CT_NEEDS_STORE, error) ||
        !ct_cli_customer(ctx, who, &customer, error) || !ct_txn_begin(&txn, ctx->store, error) ||
        !ct_facts_refresh(ctx->store, ctx->settings, ctx->today, customer, error))
        return false;
    ct_facts_sql((const char *const *)names, CT_SCOPE_CUSTOMER, sql);
    row = ct_store_prepare(ctx->store, sql->text->str, error);
    if (row == NULL || !ct_facts_bind(ctx->store, row, ctx->today, error))
        return false;
    ct_stmt_bind_int(row, ":customer", customer);
    if (ct_stmt_step(row, error) != CT_ROW)
        return false;
    print_values(ctx, names, row);
    return true;
}

bool
ct_cmd_facts(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autofree char *customer = NULL;
    gboolean mdoc = FALSE;
    const GOptionEntry entries[] = {
        {"customer", 0, 0, G_OPTION_ARG_STRING, &customer, "The values for this customer", "REF"},
        {"mdoc", 0, 0, G_OPTION_ARG_NONE, &mdoc, "The list as courtesy-facts(7) has it", NULL},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 0, error))
        return false;
    if (customer != NULL)
        return show_customer(ctx, customer, error);
    if (mdoc)
        print_mdoc();
    else
        list_facts(ctx);
    return true;
}
