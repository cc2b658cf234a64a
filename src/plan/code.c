/* The short code of a touch, which a person reads from paper and types: made from the key of the
 * touch and the secret of the store, so that it says nothing and cannot be guessed. */
#include "config.h"

#include "plan-private.h"

#define CODE_LENGTH 4
#define CODE_TRIES  200 /* each fifth try is one letter longer */

static bool
give_code(CtStmt *update, int64_t id, const char *secret, const char *key, GError **error)
{
    int64_t changed = 0;

    for (int i = 0; i < CODE_TRIES && changed == 0; i++) {
        g_autofree char *text = g_strdup_printf("code|%s|%d", key, i);
        g_autofree char *code = ct_token(secret, text, CT_ALPHABET_CODE, CODE_LENGTH + i / 5);

        ct_stmt_bind_int(update, ":id", id);
        ct_stmt_bind_text(update, ":code", code);
        if (!ct_stmt_run(update, &changed, error))
            return false;
    }
    g_assert(changed == 1);
    return true;
}

bool
ct_codes_give(CtStore *store, GError **error)
{
    g_autofree char *secret = ct_meta_secret(store, error);
    g_autoptr(CtStmt) rows = NULL;
    g_autoptr(CtStmt) update = NULL;
    CtStep step;

    if (secret == NULL)
        return false;
    rows = ct_store_query(store, "plan/uncoded", error);
    update = rows != NULL ? ct_store_query(store, "plan/code", error) : NULL;
    if (update == NULL)
        return false;
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        g_autofree char *key =
            g_strdup_printf("%s|%" G_GINT64_FORMAT "|%s|%" G_GINT64_FORMAT, ct_stmt_text(rows, 1),
                            ct_stmt_int(rows, 2), ct_stmt_text(rows, 4), ct_stmt_int(rows, 3));

        if (!give_code(update, ct_stmt_int(rows, 0), secret, key, error))
            return false;
    }
    return step == CT_DONE;
}
