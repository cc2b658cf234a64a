/* export: the base as tables, and everything about one person. */
#include "config.h"

#include "cli.h"

#include "courtesy/people.h"

#include <string.h>

/* What can be exported. Each but the last two can be imported again, into this base or an empty
 * one. */
static const struct {
    const char *name, *query;
    CtTable table;
} exports[] = {
    {"customers", "cli/customers", {.days = {"joined"}}},
    {"purchases",
     "cli/purchases",
     {.days = {"date", "delivered", "installed"}, .money = {"total", "amount"}}},
    {"contacts", "cli/contacts", {.days = {"date"}}},
    {"cases", "cli/cases", {.days = {"opened", "closed"}}},
    {"consent", "cli/consent", {.days = {"date"}}},
    {"events", "cli/events", {.days = {"date", "until"}}},
    {"touches", "cli/touches", {.days = {"anchor", "due", "latest", "planned_day", "issued_day"}}},
    {"decisions", "cli/decisions", {.days = {"anchor"}}},
};

static bool
unknown_table(const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *hint = NULL;
    g_autofree char *all = NULL;
    g_autofree char *otherwise = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(exports); i++)
        g_ptr_array_add(names, (void *)(uintptr_t)exports[i].name);
    g_ptr_array_add(names, NULL);
    all = g_strjoinv(", ", (char **)names->pdata);
    otherwise = g_strdup_printf("; these can: %s", all);
    hint = ct_vocabulary_hint((const char *const *)names->pdata, name, otherwise);
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "\"%s\" cannot be exported%s", name, hint);
    return false;
}

static bool
export_table(CtContext *ctx, const char *name, CtCsvReader reader, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(exports); i++) {
        g_autoptr(CtStmt) rows = NULL;
        CtTable table = exports[i].table;

        if (strcmp(exports[i].name, name) != 0)
            continue;
        table.reader = reader;
        rows = ct_store_query(ctx->store, exports[i].query, error);
        return rows != NULL && ct_cli_print_table(ctx, rows, &table, error);
    }
    return unknown_table(name, error);
}

static bool
export_person(CtContext *ctx, const char *who, GError **error)
{
    g_autofree char *text = NULL;
    g_autofree char *line = NULL;
    int64_t customer;

    if (!ct_cli_customer(ctx, who, &customer, error))
        return false;
    text = ctx->json ? ct_people_dossier_json(ctx->store, customer, error)
                     : ct_people_dossier_text(ctx->store, customer, error);
    if (text == NULL)
        return false;
    line = ctx->json ? g_strconcat(text, "\n", NULL) : g_steal_pointer(&text);
    return ct_cli_print_private(ctx, line, error);
}

static bool
check_options(const CtContext *ctx, bool exact, bool for_spreadsheet, const char *who,
              GError **error)
{
    const char *wrong = NULL;

    if (exact && for_spreadsheet)
        wrong = "--exact and --for-spreadsheet say the opposite; give one of them";
    else if ((exact || for_spreadsheet) && (ctx->json || who != NULL))
        wrong = "--exact and --for-spreadsheet are about tables in CSV";
    if (wrong != NULL)
        g_set_error_literal(error, CT_ERROR, CT_ERROR_USAGE, wrong);
    return wrong == NULL;
}

bool
ct_cmd_export(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autofree char *who = NULL;
    gboolean exact = FALSE, for_spreadsheet = FALSE;
    const GOptionEntry entries[] = {
        {"customer", 0, 0, G_OPTION_ARG_STRING, &who, "Everything about one person", "CUSTOMER"},
        {"for-spreadsheet", 0, 0, G_OPTION_ARG_NONE, &for_spreadsheet,
         "An apostrophe before what would be a formula (the default)", NULL},
        {"exact", 0, 0, G_OPTION_ARG_NONE, &exact, "Every cell as it is, for programs", NULL},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !check_options(ctx, exact, for_spreadsheet, who, error) ||
        !ct_cli_arguments(ctx, argc, who == NULL ? 1 : 0, who == NULL ? 1 : 0, error))
        return false;
    if (who != NULL)
        return export_person(ctx, who, error);
    return export_table(ctx, argv[1], exact ? CT_CSV_FOR_PROGRAMS : CT_CSV_FOR_PEOPLE, error);
}
