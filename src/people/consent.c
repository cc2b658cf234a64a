/* What somebody allows: no more of it, yes again after all, and how it stands. Answers are only
 * ever added; an address that is never used again is remembered by its keyed hash alone. */
#include "config.h"

#include "people-private.h"

#include "courtesy/import.h"

#include <string.h>

#define BECAUSE_LEAST 3 /* characters */
#define NUMBER_LEAST  7 /* digits of a number that nobody here has: fewer are a slip of the keys */

/* --- answers -------------------------------------------------------------------------- */

typedef struct {
    bool yes;
    const char *because; /* NULL: nobody said */
    CtDay day;
} Answer;

static bool
add_answer(CtStore *store, int64_t customer, CtChannel channel, const Answer *answer,
           GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, "answer", customer, error);
    bool yes = answer->yes;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":channel", ct_channel_words[channel]);
    ct_stmt_bind_int(stmt, ":answer", yes);
    ct_stmt_bind_int(stmt, ":today", answer->day.n);
    ct_stmt_bind_text(stmt, ":source", yes ? "courtesy stop --undo" : "courtesy stop");
    ct_stmt_bind_text(stmt, ":wording", answer->because);
    ct_stmt_bind_text(stmt, ":origin", yes ? "undo" : "stop");
    return ct_stmt_run(stmt, NULL, error);
}

static bool
run_on_channel(CtStore *store, const char *name, int64_t customer, CtChannel channel, CtDay today,
               GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, name, customer, error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":channel", ct_channel_words[channel]);
    if (ct_stmt_has(stmt, ":today"))
        ct_stmt_bind_int(stmt, ":today", today.n);
    return ct_stmt_run(stmt, NULL, error);
}

/* The addresses of a customer that a set of channels is about; others may live at the postal one.
 */
static bool
is_about_address(unsigned channels, int channel)
{
    return channel != CT_CHANNEL_CARD || (channels & CT_WHOLE_HOUSEHOLD) != 0;
}

bool
ct_people_stop(CtStore *store, int64_t customer, unsigned channels, const char *because,
               CtDay today, GError **error)
{
    g_autofree char *clean = NULL;

    if (because != NULL && !ct_people_words(because, &clean, error))
        return false;
    for (int i = 0; i < CT_CHANNEL_COUNT; i++) {
        if ((channels & 1U << i) == 0)
            continue;
        if (!add_answer(store, customer, (CtChannel)i, &(Answer){false, clean, today}, error))
            return false;
        if (is_about_address(channels, i) &&
            !run_on_channel(store, "suppress", customer, (CtChannel)i, today, error))
            return false;
    }
    return ct_people_soil(store, customer, error);
}

/* Who undoes a no says how it is known that the person wants it. */
static bool
is_reason(const char *because, char **clean_out, GError **error)
{
    g_autofree char *clean = ct_text_clean(because != NULL ? because : "", true);

    if (g_utf8_strlen(clean, -1) < BECAUSE_LEAST) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "a no is only taken back with a reason: who said so, when and how");
        return false;
    }
    return ct_people_words(clean, clean_out, error);
}

bool
ct_people_stop_undo(CtStore *store, int64_t customer, unsigned channels, const char *because,
                    CtDay today, GError **error)
{
    g_autofree char *clean = NULL;

    if (!is_reason(because, &clean, error))
        return false;
    for (int i = 0; i < CT_CHANNEL_COUNT; i++) {
        if ((channels & 1U << i) == 0)
            continue;
        if (!add_answer(store, customer, (CtChannel)i, &(Answer){true, clean, today}, error))
            return false;
        if (is_about_address(channels, i) &&
            !run_on_channel(store, "unsuppress", customer, (CtChannel)i, today, error))
            return false;
    }
    return ct_people_soil(store, customer, error);
}

/* --- addresses of nobody -------------------------------------------------------------- */

/* The key of a number that somebody typed. NULL: it is none, or so short that it is a slip of the
 * keys. The caller owns the result. */
static char *
number_of(const char *address, const char *country)
{
    g_autofree char *digits = ct_import_phone_key(address, NULL);

    if (digits == NULL || strlen(digits) < NUMBER_LEAST)
        return NULL;
    return ct_import_phone_key(address, country);
}

/* The keyed hash of what somebody typed, and whether it is a mailbox or a number. NULL: neither, or
 * the store failed. The caller owns the result. */
static char *
hash_of(CtStore *store, const char *address, const char *country, CtChannel *channel_out,
        GError **error)
{
    bool is_mailbox = strchr(address, '@') != NULL;
    g_autofree char *key = is_mailbox ? ct_import_email_key(address) : number_of(address, country);
    g_autofree char *secret = NULL;

    if (key == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "\"%s\" is no customer, no e-mail address and no phone number", address);
        return NULL;
    }
    secret = ct_meta_secret(store, error);
    if (secret == NULL)
        return NULL;
    *channel_out = is_mailbox ? CT_CHANNEL_MAIL : CT_CHANNEL_CALL;
    return ct_address_hash(secret, key);
}

bool
ct_people_stop_address(CtStore *store, const char *address, const char *country, CtDay today,
                       CtChannel *channel_out, GError **error)
{
    CtChannel channel;
    g_autofree char *hash = hash_of(store, address, country, &channel, error);
    g_autoptr(CtStmt) stmt = NULL;

    if (hash == NULL)
        return false;
    stmt = ct_store_query(store, "people/suppress-address", error);
    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":channel", ct_channel_words[channel]);
    ct_stmt_bind_text(stmt, ":hash", hash);
    ct_stmt_bind_int(stmt, ":today", today.n);
    *channel_out = channel;
    return ct_stmt_run(stmt, NULL, error);
}

bool
ct_people_stop_address_undo(CtStore *store, const char *address, const char *country,
                            const char *because, bool *known_out, GError **error)
{
    g_autofree char *clean = NULL, *hash = NULL;
    g_autoptr(CtStmt) stmt = NULL;
    CtChannel channel;
    int64_t rows;

    if (!is_reason(because, &clean, error))
        return false;
    hash = hash_of(store, address, country, &channel, error);
    stmt = hash != NULL ? ct_store_query(store, "people/unsuppress-address", error) : NULL;
    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":channel", ct_channel_words[channel]);
    ct_stmt_bind_text(stmt, ":hash", hash);
    if (!ct_stmt_run(stmt, &rows, error))
        return false;
    *known_out = rows > 0;
    return true;
}

/* --- how it stands -------------------------------------------------------------------- */

void
ct_permission_free(CtPermission *permission)
{
    if (permission == NULL)
        return;
    g_free(permission->source);
    g_free(permission->wording);
    g_free(permission->suppressed);
    g_free(permission->status);
    g_free(permission->standing);
    g_free(permission);
}

static void
permission_free(void *data)
{
    ct_permission_free(data);
}

static CtPermission *
permission_of(CtStmt *row)
{
    CtPermission *permission = g_new0(CtPermission, 1);

    permission->channel = (CtChannel)ct_vocabulary_find(ct_channel_words, ct_stmt_text(row, 0));
    permission->kind = (CtKind)ct_vocabulary_find(ct_kind_words, ct_stmt_text(row, 1));
    permission->answer = ct_stmt_is_null(row, 2) ? -1 : (int)ct_stmt_int(row, 2);
    permission->day = (CtDay){(int32_t)ct_stmt_int(row, 3)};
    permission->source = g_strdup(ct_stmt_text(row, 4));
    permission->wording = g_strdup(ct_stmt_text(row, 5));
    permission->suppressed = g_strdup(ct_stmt_text(row, 6));
    permission->status = g_strdup(ct_stmt_text(row, 7));
    permission->status_day = (CtDay){(int32_t)ct_stmt_int(row, 8)};
    permission->address = ct_stmt_int(row, 9) != 0;
    permission->shared_no = ct_stmt_int(row, 10) != 0;
    permission->standing = g_strdup(ct_stmt_text(row, 11));
    return permission;
}

GPtrArray *
ct_people_permissions(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(GPtrArray) permissions = g_ptr_array_new_with_free_func(permission_free);
    g_autoptr(CtStmt) rows = ct_people_query(store, "permissions", customer, error);
    CtStep step;

    if (rows == NULL)
        return NULL;
    while ((step = ct_stmt_step(rows, error)) == CT_ROW)
        g_ptr_array_add(permissions, permission_of(rows));
    return step == CT_DONE ? g_steal_pointer(&permissions) : NULL;
}
