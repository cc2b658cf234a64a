/* Customers who may be one person under two ids: listed for somebody to look at. Only new and
 * changed ones are looked for, among all. */
#include "config.h"

#include "import-private.h"

#include <string.h>

/* Why two customers with one mailbox or number may be one; NULL: they are people of one family, or
 * of one office. */
static const char *
reason_of(CtStmt *list)
{
    const char *one = ct_stmt_text(list, ct_stmt_column(list, "one_key"));
    const char *other = ct_stmt_text(list, ct_stmt_column(list, "other_key"));
    bool mail = strcmp(ct_stmt_text(list, ct_stmt_column(list, "channel")), "mail") == 0;

    if (one == NULL || other == NULL)
        return mail ? "same e-mail address, and one has no name" : NULL;
    switch (ct_import_compare_names(one, other)) {
    case CT_NAMES_EQUAL:
        return mail ? "same name and e-mail address" : "same name and phone";
    case CT_NAMES_SHORTER:
    case CT_NAMES_LONGER:
    case CT_NAMES_SIMILAR:
        return mail ? "same e-mail address and similar name" : "same phone and similar name";
    case CT_NAMES_DIFFERENT:
        return NULL;
    }
    g_assert_not_reached();
}

static bool
list_by_address(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) list = ct_store_query(import->store, "import/list-twin-addresses", error);
    g_autoptr(CtStmt) add =
        list != NULL ? ct_store_query(import->store, "import/add-twin", error) : NULL;
    CtStep taken;

    if (add == NULL)
        return false;
    while ((taken = ct_stmt_step(list, error)) == CT_ROW) {
        int64_t one = ct_stmt_int(list, ct_stmt_column(list, "one_id"));
        int64_t other = ct_stmt_int(list, ct_stmt_column(list, "other_id"));
        const char *reason = reason_of(list);

        if (reason == NULL)
            continue;
        ct_stmt_bind_int(add, ":one", MIN(one, other));
        ct_stmt_bind_int(add, ":other", MAX(one, other));
        ct_stmt_bind_text(add, ":reason", reason);
        ct_stmt_bind_int(add, ":day", import->options->today.n);
        ct_stmt_bind_int(add, ":import", import->report->import_id);
        if (!ct_stmt_run(add, NULL, error))
            return false;
    }
    return taken == CT_DONE;
}

bool
ct_import_list_twins(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) count = NULL;

    if (!list_by_address(import, error) ||
        !ct_import_step(import, "add-twins-of-address", NULL, error) ||
        !ct_import_step(import, "add-twins-of-birthday", NULL, error))
        return false;
    count = ct_store_query(import->store, "import/count-twins", error);
    return count != NULL && ct_stmt_number(count, 0, &import->report->twins, error);
}
