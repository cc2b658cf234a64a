/* Whose a row is: the customer that its id, mailbox, number or name stands for. */
#include "config.h"

#include "staging-private.h"

void
ct_whose_clear(CtWhose *whose)
{
    g_clear_pointer(&whose->said, g_free);
    g_clear_pointer(&whose->key, g_free);
}

/* An address in its own column, else in that of the id, where people write one too. */
static char *
email_key_of(CtImport *import, const CtNaming *naming)
{
    char *key = naming->email != NULL ? ct_import_email_key(naming->email) : NULL;

    if (naming->email != NULL && key == NULL)
        ct_import_wrong_cell(import, CT_FIELD_EMAIL, "an e-mail address");
    return key == NULL && naming->ref != NULL ? ct_import_email_key(naming->ref) : key;
}

static char *
phone_key_of(const CtImport *import, const CtNaming *naming)
{
    const char *country = ct_import_row_country(import);

    if (naming->phone != NULL)
        return ct_import_phone_key(naming->phone, country);
    return naming->ref != NULL && *naming->ref == '+' ? ct_import_phone_key(naming->ref, country)
                                                      : NULL;
}

static const char *
first_of(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (texts[i] != NULL)
            return texts[i];
    return NULL;
}

static bool
prepare(CtImport *import, const char *query, CtStmt **stmt, GError **error)
{
    if (*stmt == NULL)
        *stmt = ct_store_query(import->store, query, error);
    return *stmt != NULL;
}

/* Most rows name somebody by an id, many of them the same one as the row before. */
static bool
look_up(CtImport *import, const char *ref, int64_t *customer_out, GError **error)
{
    if (g_strcmp0(import->found_ref, ref) != 0) {
        if (!prepare(import, "import/find-customer-by-ref", &import->find_by_ref, error))
            return false;
        ct_stmt_bind_text(import->find_by_ref, ":ref", ref);
        if (!ct_stmt_number(import->find_by_ref, 0, &import->found_customer, error))
            return false;
        g_free(import->found_ref);
        import->found_ref = g_strdup(ref);
    }
    *customer_out = import->found_customer;
    return true;
}

static bool
look_further(CtImport *import, const CtNaming *naming, CtWhose *whose, GError **error)
{
    g_autofree char *email_key = email_key_of(import, naming);
    g_autofree char *phone_key = phone_key_of(import, naming);
    g_autofree char *name_key = ct_import_name_key(naming->first, naming->last, naming->full);
    const char *said[] = {naming->ref,  naming->email, naming->phone,
                          naming->full, naming->last,  naming->first};
    const char *folded[] = {naming->ref, email_key, phone_key, name_key};
    CtStmt *find = import->find_customer;

    ct_stmt_bind_text(find, ":ref", naming->ref);
    ct_stmt_bind_text(find, ":email_key", email_key);
    ct_stmt_bind_text(find, ":phone_key", phone_key);
    ct_stmt_bind_text(find, ":name_key", name_key);
    whose->said = g_strdup(first_of(said, G_N_ELEMENTS(said)));
    whose->key = g_strdup(first_of(folded, G_N_ELEMENTS(folded)));
    return ct_stmt_number(find, 0, &whose->customer, error);
}

bool
ct_import_find_whose(CtImport *import, const CtNaming *naming, CtWhose *whose_out, GError **error)
{
    int64_t customer = 0;

    if (naming->ref != NULL && !look_up(import, naming->ref, &customer, error))
        return false;
    if (customer == 0)
        return prepare(import, "import/find-customer", &import->find_customer, error) &&
               look_further(import, naming, whose_out, error);
    whose_out->customer = customer;
    whose_out->said = g_strdup(naming->ref);
    whose_out->key = g_strdup(naming->ref);
    return true;
}

/* Who is in the base was not forgotten, whatever they share with somebody who was. */
static bool
find(CtImport *import, const CtNaming *naming, CtWhose *whose_out, bool *forgotten_out,
     GError **error)
{
    if (!ct_import_find_whose(import, naming, whose_out, error))
        return false;
    *forgotten_out = whose_out->customer == 0 && ct_import_is_forgotten(import);
    import->report->forgotten += *forgotten_out;
    return true;
}

bool
ct_import_find_customer(CtImport *import, CtWhose *whose_out, bool *forgotten_out, GError **error)
{
    const CtNaming naming = {.ref = import->cells[CT_FIELD_CUSTOMER],
                             .email = import->cells[CT_FIELD_EMAIL],
                             .phone = import->cells[CT_FIELD_PHONE]};

    return find(import, &naming, whose_out, forgotten_out, error);
}

bool
ct_import_find_person(CtImport *import, CtWhose *whose_out, bool *forgotten_out, GError **error)
{
    const char *ref = import->cells[CT_FIELD_CUSTOMER], *full = import->cells[CT_FIELD_NAME];
    const CtNaming naming = {.ref = ref,
                             .email = import->cells[CT_FIELD_EMAIL],
                             .phone = import->cells[CT_FIELD_PHONE],
                             .first = import->cells[CT_FIELD_FIRST_NAME],
                             .last = import->cells[CT_FIELD_LAST_NAME],
                             .full = full != NULL ? full : ref};

    return find(import, &naming, whose_out, forgotten_out, error);
}
