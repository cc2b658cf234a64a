/* Rows about people who asked to be forgotten. Nothing is known of them but keyed hashes of their
 * ids, mailboxes, numbers, and names with an address or a birthday; what a file brings of them
 * again is left out before a word of it can reach a report, a table or the file of rejected rows.
 */
#include "config.h"

#include "import-private.h"

#include <string.h>

char *
ct_import_hash(const CtImport *import, const char *key)
{
    return ct_address_hash(import->secret, key);
}

bool
ct_import_load_forgotten(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/list-forgotten", error);
    CtStep taken;

    if (stmt == NULL)
        return false;
    while ((taken = ct_stmt_step(stmt, error)) == CT_ROW) {
        if (import->forgotten == NULL)
            import->forgotten = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_hash_table_add(import->forgotten,
                         g_strdup(ct_stmt_text(stmt, ct_stmt_column(stmt, "mark"))));
    }
    return taken == CT_DONE;
}

static bool
is_marked(const CtImport *import, const char *channel, const char *key)
{
    g_autofree char *hash = key != NULL ? ct_import_hash(import, key) : NULL;
    g_autofree char *mark = hash != NULL ? g_strconcat(channel, hash, NULL) : NULL;

    return mark != NULL && g_hash_table_contains(import->forgotten, mark);
}

/* A text may be an id, a mailbox or a number, whatever its column is called. */
bool
ct_import_is_forgotten_text(const CtImport *import, const char *text)
{
    g_autofree char *email_key = ct_import_email_key(text);
    g_autofree char *phone_key = ct_import_phone_key(text, ct_import_row_country(import));

    return import->forgotten != NULL &&
           (is_marked(import, "person", text) || is_marked(import, "mail", email_key) ||
            is_marked(import, "call", phone_key));
}

/* Who has neither mailbox nor number would come back under another id. */
static bool
is_alike(const CtImport *import)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    ct_import_row_likenesses(import, texts);
    for (guint i = 0; i < texts->len; i++)
        if (is_marked(import, "person", texts->pdata[i]))
            return true;
    return false;
}

bool
ct_import_is_forgotten(CtImport *import)
{
    static const CtField fields[] = {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL,       CT_FIELD_OTHER_EMAIL,
                                     CT_FIELD_PHONE,    CT_FIELD_OTHER_PHONE, CT_FIELD_REFERRED_BY,
                                     CT_FIELD_REF};
    bool people = ct_import_is_of_people(import);
    g_autoptr(GPtrArray) texts = NULL;

    if (import->forgotten == NULL)
        return false;
    texts = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        /* else it is the id of an order, or the sender of somebody else */
        if (fields[i] == CT_FIELD_REF ? people : fields[i] != CT_FIELD_REFERRED_BY || !people)
            ct_import_values(import, fields[i], texts);
    if (people)
        g_ptr_array_add(texts, ct_import_made_ref(import));
    for (guint i = 0; i < texts->len; i++)
        if (texts->pdata[i] != NULL && ct_import_is_forgotten_text(import, texts->pdata[i]))
            return true;
    return people && is_alike(import);
}

/* Who is here under the id of the row was not forgotten, whatever they share with somebody who was.
 */
static bool
is_here(CtImport *import, bool *here_out, GError **error)
{
    const char *ref = import->cells[CT_FIELD_REF] != NULL ? import->cells[CT_FIELD_REF]
                                                          : import->cells[CT_FIELD_CUSTOMER];
    g_autofree char *made = ref == NULL ? ct_import_made_ref(import) : NULL;
    g_autoptr(CtStmt) find = ct_store_query(import->store, "import/has-customer", error);
    int64_t found;

    if (find == NULL)
        return false;
    ct_stmt_bind_text(find, ":ref", ref != NULL ? ref : made);
    if (!ct_stmt_number(find, 0, &found, error))
        return false;
    *here_out = found == 1;
    return true;
}

bool
ct_import_leave_out(CtImport *import, bool *left_out, GError **error)
{
    bool here = false;

    *left_out = ct_import_is_forgotten(import);
    if (!*left_out)
        return true;
    if (!is_here(import, &here, error))
        return false;
    *left_out = !here;
    import->report->forgotten += *left_out;
    return true;
}
