/* Who sent the customers of a file, by a column of theirs. The sender may be in the base, or stand
 * in another row of the same file. */
#include "config.h"

#include "staging-private.h"

#define UNKNOWN_SHOWN 5

bool
ct_import_stage_sender(CtImport *import, int64_t place, GError **error)
{
    const char *text = import->cells[CT_FIELD_REFERRED_BY];
    const CtNaming naming = {.ref = text, .full = text};
    g_autofree char *email_key = NULL, *name_key = NULL;
    g_auto(CtWhose) sender = {0};
    CtStmt *insert = import->insert_sender;

    if (text == NULL)
        return true;
    if (!ct_import_find_whose(import, &naming, &sender, error))
        return false;
    if (sender.customer == 0 && ct_import_is_forgotten_text(import, text))
        return true;
    email_key = ct_import_email_key(text);
    name_key = ct_import_name_key(NULL, NULL, text);
    ct_stmt_bind_int(insert, ":place", place);
    ct_stmt_bind_int(insert, ":row", ct_rows_record(import->rows));
    ct_stmt_bind_text(insert, ":said", text);
    ct_stmt_bind_text(insert, ":email_key", email_key);
    ct_stmt_bind_text(insert, ":name_key", name_key);
    ct_import_bind_number(insert, ":sender_id", sender.customer != 0, sender.customer);
    return ct_stmt_run(insert, NULL, error);
}

bool
ct_import_add_senders(CtImport *import, GError **error)
{
    static const char *const steps[] = {"index-staged-mailboxes", "index-staged-names",
                                        "identify-senders", "add-senders", NULL};

    return !ct_mapping_has(import->mapping, CT_FIELD_REFERRED_BY) ||
           ct_import_steps(import, steps, error);
}

bool
ct_import_list_unknown_senders(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/list-unknown-senders", error);
    int64_t total = 0, shown = 0;
    CtStep taken;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":most", UNKNOWN_SHOWN);
    while ((taken = ct_stmt_step(stmt, error)) == CT_ROW) {
        g_autofree char *quoted = ct_import_quote(ct_stmt_text(stmt, ct_stmt_column(stmt, "said")));

        total = ct_stmt_int(stmt, ct_stmt_column(stmt, "total"));
        shown++;
        ct_import_report_wrong(import, ct_stmt_int(stmt, ct_stmt_column(stmt, "place")),
                               "was sent by %s, who is not here", quoted);
    }
    import->report->wrong_total += total - shown;
    return taken == CT_DONE;
}
