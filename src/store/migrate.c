/* Migrations are the files schema/migrations/NNNN-what.sql, applied in order, each in its own
 * transaction. The database remembers the last NNNN. One that is newer than the program is
 * refused, never changed; one that is older is copied before it is changed. */
#include "config.h"

#include "engine.h"

#include <string.h>

#define MIGRATIONS "schema/migrations/"

static int
number_of(const char *name)
{
    return (int)g_ascii_strtoll(name, NULL, 10);
}

static bool
apply(CtStore *store, const char *name, GError **error)
{
    g_autofree char *path = g_strconcat(MIGRATIONS, name, NULL);
    g_autoptr(GBytes) sql = ct_resource(path);
    g_auto(CtTxn) txn = CT_TXN_INIT;

    if (!ct_txn_begin(&txn, store, error))
        return false;
    /* Somebody else may have migrated while this process waited for the lock. */
    if (ct_store_version(store) >= number_of(name))
        return true;
    if (!ct_store_exec(store, g_bytes_get_data(sql, NULL), error) ||
        !store->engine->check(store->db, error) ||
        !store->engine->set_version(store->db, number_of(name), error)) {
        g_prefix_error(error, "migration %s: ", name);
        return false;
    }
    return ct_txn_commit(&txn, error);
}

static bool
keep_copy(CtStore *store, int have, GError **error)
{
    g_autofree char *path = g_strdup_printf("%s.before-%04d", store->path, have + 1);

    if (have == 0 || strcmp(store->path, ":memory:") == 0)
        return true;
    return ct_store_copy(store, path, error);
}

/* Tables that are made anew would take the rows that refer to them along. */
static bool
apply_all(CtStore *store, char **names, int have, GError **error)
{
    if (!store->engine->enforce(store->db, false, error))
        return false;
    for (int i = 0; names[i] != NULL; i++)
        if (number_of(names[i]) > have && !apply(store, names[i], error))
            return false;
    return store->engine->enforce(store->db, true, error);
}

bool
ct_store_migrate(CtStore *store, GError **error)
{
    g_auto(GStrv) names = ct_resource_names(MIGRATIONS);
    int last = number_of(names[g_strv_length(names) - 1]);
    int have = ct_store_version(store);

    if (have < 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_STORE, "this is not a courtesy database");
        return false;
    }
    if (have > last) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG,
                    "the database has schema %d, this program knows %d: please upgrade courtesy",
                    have, last);
        return false;
    }
    if (have == last)
        return true;
    return keep_copy(store, have, error) && apply_all(store, names, have, error);
}
