/* Small facts about the store itself: a name and a text. */
#include "config.h"

#include "courtesy/store.h"

#include <unistd.h>

bool
ct_meta_get(CtStore *store, const char *name, char **value_out, GError **error)
{
    g_autoptr(CtStmt) stmt =
        ct_store_prepare(store, "SELECT value FROM meta WHERE name = :name", error);
    CtStep step;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":name", name);
    step = ct_stmt_step(stmt, error);
    if (step == CT_FAILED)
        return false;
    *value_out = step == CT_ROW ? g_strdup(ct_stmt_text(stmt, 0)) : NULL;
    return true;
}

bool
ct_meta_get_int(CtStore *store, const char *name, int64_t fallback, int64_t *value_out,
                GError **error)
{
    g_autofree char *text = NULL;

    if (!ct_meta_get(store, name, &text, error))
        return false;
    *value_out = text != NULL ? g_ascii_strtoll(text, NULL, 10) : fallback;
    return true;
}

bool
ct_meta_set(CtStore *store, const char *name, const char *value, GError **error)
{
    g_autoptr(CtStmt) stmt =
        ct_store_prepare(store,
                         "INSERT INTO meta (name, value) VALUES (:name, :value)"
                         " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                         error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":name", name);
    ct_stmt_bind_text(stmt, ":value", value);
    return ct_stmt_run(stmt, NULL, error);
}

bool
ct_meta_set_int(CtStore *store, const char *name, int64_t value, GError **error)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);

    return ct_meta_set(store, name, text, error);
}

char *
ct_meta_secret(CtStore *store, GError **error)
{
    g_autofree char *secret = NULL;
    uint32_t random[4];

    if (!ct_meta_get(store, "secret", &secret, error))
        return NULL;
    if (secret != NULL)
        return g_steal_pointer(&secret);
    if (getentropy(random, sizeof random) != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_LATER, "the system gives no random numbers yet");
        return NULL;
    }
    secret = g_strdup_printf("%08x%08x%08x%08x", random[0], random[1], random[2], random[3]);
    return ct_meta_set(store, "secret", secret, error) ? g_steal_pointer(&secret) : NULL;
}
