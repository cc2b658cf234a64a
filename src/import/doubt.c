/* Birthdays that cannot be believed. */
#include "config.h"

#include "import-private.h"

bool
ct_import_doubt_birthdays(CtStore *store, CtDay today, GError **error)
{
    g_autoptr(CtStmt) doubt = NULL;
    int year, month, day;

    ct_day_to_ymd(today, &year, &month, &day);
    if (!ct_store_run(store, "import/drop-staged-doubts", error) ||
        !ct_store_run(store, "import/create-staged-doubts", error))
        return false;
    doubt = ct_store_query(store, "import/doubt-birthdays", error);
    if (doubt == NULL)
        return false;
    ct_stmt_bind_int(doubt, ":date", year * 10000 + month * 100 + day);
    return ct_stmt_run(doubt, NULL, error) &&
           ct_store_run(store, "import/believe-birthdays", error) &&
           ct_store_run(store, "import/set-birthdays-aside", error) &&
           ct_store_run(store, "import/drop-staged-doubts", error);
}
