/* What customers are recognised by, when it has to be made from what the base says of them: a file
 * that brings half an address cannot know its key. */
#include "config.h"

#include "import-private.h"

char *
ct_import_person_key(const char *first, const char *last, const char *full, const char *company)
{
    char *key = ct_import_name_key(first, last, full);

    return key == NULL && company != NULL ? ct_import_name_key(NULL, NULL, company) : key;
}

char *
ct_import_company_key(const char *company)
{
    g_autofree char *key = company != NULL ? ct_import_fold(company) : NULL;

    return key != NULL && *key != '\0' ? g_steal_pointer(&key) : NULL;
}

static const char *
text_of(CtStmt *list, const char *column)
{
    return ct_stmt_text(list, ct_stmt_column(list, column));
}

/* The name that a person has; a record is called by its company or its mailbox when there is none.
 */
static const char *
personal_name(CtStmt *list)
{
    const char *name = text_of(list, "name");

    return g_strcmp0(name, text_of(list, "company")) == 0 ||
                   g_strcmp0(name, text_of(list, "email")) == 0
               ? NULL
               : name;
}

static bool
stage_key(CtImport *import, CtStmt *list, CtStmt *stage, GError **error)
{
    const char *last = text_of(list, "last_name"), *company = text_of(list, "company");
    const char *name = personal_name(list);
    g_autofree char *name_key =
        ct_import_person_key(text_of(list, "first_name"), last, name, company);
    g_autofree char *company_key = ct_import_company_key(company);
    g_autofree char *address_key =
        ct_import_address_key(text_of(list, "street"), text_of(list, "postcode"),
                              text_of(list, "city"), text_of(list, "country"));
    g_autofree char *address_hash =
        address_key != NULL ? ct_import_hash(import, address_key) : NULL;
    g_autofree char *household_key =
        address_key != NULL ? ct_import_household_key(address_key, last, name) : NULL;

    ct_stmt_bind_int(stage, ":customer", ct_stmt_int(list, ct_stmt_column(list, "id")));
    ct_stmt_bind_text(stage, ":name_key", name_key);
    ct_stmt_bind_text(stage, ":address_key", address_key);
    ct_stmt_bind_text(stage, ":address_hash", address_hash);
    ct_stmt_bind_text(stage, ":household_key", household_key);
    ct_stmt_bind_text(stage, ":company", company);
    ct_stmt_bind_text(stage, ":company_key", company_key);
    return ct_stmt_run(stage, NULL, error);
}

static bool
stage_keys(CtImport *import, const char *query, GError **error)
{
    g_autofree char *path = g_strconcat("import/", query, NULL);
    g_autoptr(CtStmt) list = ct_store_query(import->store, path, error);
    g_autoptr(CtStmt) stage =
        list != NULL ? ct_store_query(import->store, "import/stage-keys", error) : NULL;
    CtStep taken;

    if (stage == NULL)
        return false;
    while ((taken = ct_stmt_step(list, error)) == CT_ROW)
        if (!stage_key(import, list, stage, error))
            return false;
    return taken == CT_DONE;
}

bool
ct_import_make_keys(CtImport *import, const char *query, GError **error)
{
    static const char *const steps[] = {"add-companies-of-keys", "add-households-of-keys",
                                        "update-keys", "empty-staged-keys", NULL};

    return stage_keys(import, query, error) && ct_import_steps(import, steps, error);
}

bool
ct_import_make_keys_due(CtImport *import, GError **error)
{
    int64_t due;

    if (!ct_meta_get_int(import->store, "keys_due", 0, &due, error))
        return false;
    return due == 0 || (ct_import_make_keys(import, "list-customers-to-key", error) &&
                        ct_meta_set_int(import->store, "keys_due", 0, error));
}
