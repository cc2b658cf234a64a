/* export: customers, touches, decisions as CSV or JSON. */
#include "config.h"

#include "cli.h"

#include <string.h>

static const struct {
    const char *name, *query;
    const char *days[8];
} exports[] = {
    {"customers", "cli/customers", {"joined_day"}},
    {"touches", "cli/touches", {"anchor", "due", "latest", "planned_day", "issued_day"}},
    {"decisions", "cli/decisions", {"anchor"}},
};

bool
ct_cmd_export(CtContext *ctx, int argc, char **argv, GError **error)
{
    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) || !ct_cli_arguments(ctx, argc, 1, 1, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(exports); i++) {
        g_autoptr(CtStmt) rows = NULL;

        if (strcmp(exports[i].name, argv[1]) != 0)
            continue;
        rows = ct_store_query(ctx->store, exports[i].query, error);
        return rows != NULL && ct_cli_print_rows(ctx, rows, exports[i].days, error);
    }
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                "\"%s\" cannot be exported; these can: customers, touches, decisions", argv[1]);
    return false;
}
