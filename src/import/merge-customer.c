/* Customers, and birthdays of customers, from the staging tables into the base. */
#include "config.h"

#include "import-private.h"

static bool
count_into(CtImport *import, const char *query, int64_t *number_out, GError **error)
{
    g_autofree char *path = g_strconcat("import/", query, NULL);
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, path, error);

    return stmt != NULL && ct_stmt_number(stmt, 0, number_out, error);
}

/* --- birthdays ------------------------------------------------------------------------ */

static void
say_unmatched(CtImport *import, CtStmt *list)
{
    int64_t place = ct_stmt_int(list, ct_stmt_column(list, "place"));
    int64_t namesakes = ct_stmt_int(list, ct_stmt_column(list, "namesakes"));
    g_autofree char *quoted = ct_import_quote(ct_stmt_text(list, ct_stmt_column(list, "customer")));

    if (namesakes > 1)
        ct_import_report_wrong(import, place,
                               "%" G_GINT64_FORMAT " customers are called %s; an id or an e-mail "
                               "address would tell them apart",
                               namesakes, quoted);
    else
        ct_import_report_wrong(import, place, "no customer %s", quoted);
}

/* Lists, counts and leaves out the birthdays of people who are not here. */
static bool
leave_out_unmatched(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) list =
        ct_store_query(import->store, "import/list-unmatched-birthdays", error);
    int64_t *unmatched = &import->report->unmatched;
    CtStep taken;

    if (list == NULL)
        return false;
    while ((taken = ct_stmt_step(list, error)) == CT_ROW)
        say_unmatched(import, list);
    if (taken != CT_DONE || !ct_import_step(import, "drop-unmatched-birthdays", unmatched, error))
        return false;
    if (*unmatched * 2 > import->report->rows)
        ct_import_report_advice(import,
                                "%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                                " rows are of nobody who is here; --as customers would add them",
                                *unmatched, import->report->rows);
    return true;
}

/* Two names of one row and one customer, which are quite different. */
static void
reject_name(CtImport *import, CtStmt *list)
{
    g_autofree char *here = ct_import_quote(ct_stmt_text(list, ct_stmt_column(list, "knows")));
    g_autofree char *there = ct_import_quote(ct_stmt_text(list, ct_stmt_column(list, "says")));
    g_autofree char *what =
        g_strdup_printf("this is %s here and %s in this row; whose birthday is it?", here, there);

    if (ct_import_compare_names(ct_stmt_text(list, ct_stmt_column(list, "says_key")),
                                ct_stmt_text(list, ct_stmt_column(list, "knows_key"))) ==
        CT_NAMES_DIFFERENT)
        ct_import_reject_row(import, ct_stmt_int(list, ct_stmt_column(list, "place")), what);
}

static void
reject_shared(CtImport *import, CtStmt *list)
{
    bool mailbox = ct_stmt_int(list, ct_stmt_column(list, "mailbox")) == 1;
    g_autofree char *what = g_strdup_printf(
        "%" G_GINT64_FORMAT " customers have this %s; please give the id or the name",
        ct_stmt_int(list, ct_stmt_column(list, "customers")), mailbox ? "mailbox" : "number");

    ct_import_reject_row(import, ct_stmt_int(list, ct_stmt_column(list, "place")), what);
}

static bool
reject_listed(CtImport *import, const char *query, void (*reject)(CtImport *, CtStmt *),
              GError **error)
{
    g_autoptr(CtStmt) list = ct_store_query(import->store, query, error);
    CtStep taken = list != NULL ? ct_stmt_step(list, error) : CT_FAILED;

    for (; taken == CT_ROW; taken = ct_stmt_step(list, error))
        reject(import, list);
    return taken == CT_DONE && ct_import_step(import, "drop-rejected-customers", NULL, error);
}

/* A birthday is believed of nobody but whom the row surely means. */
static bool
reject_doubtful(CtImport *import, GError **error)
{
    return reject_listed(import, "import/list-birthdays-of-others", reject_name, error) &&
           reject_listed(import, "import/list-shared-birthdays", reject_shared, error) &&
           ct_import_report_is_good(import, error);
}

static bool
keep_birthdays_only(CtImport *import, GError **error)
{
    return reject_doubtful(import, error) && leave_out_unmatched(import, error) &&
           ct_import_step(import, "clear-birthday-rows", NULL, error);
}

/* --- what is news --------------------------------------------------------------------- */

/* Finds out what the staged customers are to the base. */
static bool
compare(CtImport *import, GError **error)
{
    static const char *const before[] = {
        "stage-joined-addresses",  "spare-mailboxes",        "spare-numbers",
        "complete-customer-names", "stage-second-addresses", "stage-left-addresses",
        "identify-addresses",      "drop-known-addresses",   "identify-extras",
        "drop-known-extras",       "identify-answers",       NULL};
    static const char *const after[] = {"mark-changed-customers", "mark-answering-customers",
                                        "mark-joined-customers",  "mark-bounced-customers",
                                        "mark-sent-customers",    NULL};

    return ct_import_steps(import, before, error) && ct_import_sift_answers(import, error) &&
           ct_import_steps(import, after, error) &&
           ct_import_count(import, "import/count-customers", error) &&
           count_into(import, "count-joined", &import->report->joined, error);
}

/* --- writing it ----------------------------------------------------------------------- */

/* What the keys are made of is complete only in the base: then twins can be told. */
static bool
recognise(CtImport *import, GError **error)
{
    return ct_import_make_keys(import, "list-changed-customers", error) &&
           ct_import_doubt_birthdays(import->store, import->options->today, error) &&
           ct_import_list_twins(import, error);
}

static bool
write_news(CtImport *import, GError **error)
{
    static const char *const customers[] = {"keep-customers-before",
                                            "keep-extras-before",
                                            "update-customers",
                                            "add-companies",
                                            "add-households",
                                            "add-customers",
                                            "identify-customers",
                                            "identify-answers",
                                            "identify-addresses",
                                            "identify-extras",
                                            "add-refs",
                                            "add-addresses",
                                            "add-extras",
                                            "add-bounces",
                                            NULL};

    return ct_import_begin(import, error) && ct_import_steps(import, customers, error) &&
           ct_import_add_answers(import, error) && ct_import_add_senders(import, error) &&
           recognise(import, error) && ct_import_step(import, "soil-customers", NULL, error);
}

bool
ct_import_merge_customers(CtImport *import, GError **error)
{
    bool birthdays = import->mapping->kind == CT_IMPORT_BIRTHDAYS;

    if (!ct_import_make_keys_due(import, error) || !ct_import_identify(import, error) ||
        (birthdays && !keep_birthdays_only(import, error)) || !compare(import, error) ||
        (ct_import_has_news(import) && !write_news(import, error)) ||
        !ct_import_list_unknown_senders(import, error))
        return false;
    return count_into(import, "count-doubtful-birthdays", &import->report->doubtful_birthdays,
                      error);
}
