/* Purchases, cases, contacts, events, referrals, consent records and numbers that are not to be
 * called: from their staging tables into the base. */
#include "config.h"

#include "staging-private.h"

#define UNMATCHED_SHOWN 20
#define SHOWN           5  /* sentences of one kind about rows that were taken all the same */
#define LIST_DAYS       31 /* a list of numbers that is older has missed some */

/* The statements that differ between the kinds. */
typedef struct {
    const char *match[3];  /* finds what is in the base already */
    const char *mark[2];   /* and what is to be changed there */
    const char *change[5]; /* changes it, once it is kept as it was */
    const char *add[3];
} Plan;

static const Plan *
plan_of(CtImportKind kind)
{
    static const Plan plans[CT_IMPORT_KIND_COUNT] = {
        [CT_IMPORT_PURCHASES] = {{"number-events", "match-numbered-purchases"},
                                 {"mark-changed-purchases"},
                                 {"keep-purchases-before", "keep-items-before",
                                  "soil-moved-purchases", "update-purchases"},
                                 {"add-purchases"}},
        [CT_IMPORT_CASES] = {{"number-events", "match-numbered-cases"},
                             {"mark-changed-cases"},
                             {"keep-cases-before", "soil-moved-cases", "update-cases"},
                             {"add-cases", "soil-events"}},
        [CT_IMPORT_CONTACTS] = {{"number-events", "match-numbered-contacts"},
                                {"mark-changed-contacts"},
                                {"keep-contacts-before", "soil-moved-contacts", "update-contacts"},
                                {"add-contacts", "soil-events"}},
        [CT_IMPORT_EVENTS] = {{"number-events", "match-numbered-events"},
                              {"mark-changed-events"},
                              {"keep-events-before", "update-events"},
                              {"add-events"}},
        [CT_IMPORT_REFERRALS] = {{"match-referrals"}, {NULL}, {NULL}, {"add-referrals"}},
    };

    return &plans[kind];
}

/* --- rows of nobody ------------------------------------------------------------------- */

/* Most rows are of nobody: the files come in the wrong order, or from another shop. */
static void
advise_customers_first(CtImport *import, int64_t strangers)
{
    int64_t rows = import->report->rows - import->report->rejected;
    g_autofree char *known = ct_number(strangers);
    g_autofree char *all = ct_count(rows, "row", "rows");

    if (strangers * 2 > rows)
        ct_import_report_advice(import,
                                "import the customers first: %s of %s name customers who are not "
                                "here",
                                known, all);
}

static bool
list_unmatched(CtImport *import, bool *any_out, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/list-unmatched", error);
    int64_t strangers = 0;
    CtStep taken;

    *any_out = false;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":most", UNMATCHED_SHOWN);
    while ((taken = ct_stmt_step(stmt, error)) == CT_ROW) {
        int64_t row = ct_stmt_int(stmt, ct_stmt_column(stmt, "place"));
        const char *customer = ct_stmt_text(stmt, ct_stmt_column(stmt, "customer"));
        g_autofree char *quoted = ct_import_quote(customer != NULL ? customer : "");

        *any_out = true;
        strangers = ct_stmt_int(stmt, ct_stmt_column(stmt, "strangers"));
        if (customer == NULL)
            ct_import_report_wrong(import, row, "names no customer");
        else
            ct_import_report_wrong(import, row, "no customer %s", quoted);
    }
    advise_customers_first(import, strangers);
    return taken == CT_DONE;
}

/* Lists, counts and leaves out what belongs to nobody in the base. */
static bool
leave_out_unmatched(CtImport *import, GError **error)
{
    CtImportReport *report = import->report;
    bool any;

    if (!list_unmatched(import, &any, error) ||
        (any && !ct_import_step(import, "drop-unmatched", &report->unmatched, error)))
        return false;
    report->wrong_total += MAX(0, report->unmatched - UNMATCHED_SHOWN); /* those not listed */
    return true;
}

/* --- purchases ------------------------------------------------------------------------ */

static bool
find_changed_items(CtImport *import, GError **error)
{
    static const char *const steps[] = {"number-items", "index-staged-items", "mark-changed-items",
                                        NULL};

    return import->mapping->kind != CT_IMPORT_PURCHASES ||
           !ct_mapping_has(import->mapping, CT_FIELD_ITEM) || ct_import_steps(import, steps, error);
}

static bool
finish_purchases(CtImport *import, GError **error)
{
    static const char *const items[] = {"identify-purchases", "drop-changed-items", "add-items",
                                        NULL};

    return (!ct_mapping_has(import->mapping, CT_FIELD_ITEM) ||
            ct_import_steps(import, items, error)) &&
           ct_import_step(import, "soil-events", NULL, error);
}

/* Money that went back to somebody who had bought nothing. It is kept, and takes from nothing. */
static bool
list_lone_returns(CtImport *import, GError **error)
{
    const CtSettings *settings = import->options->settings;
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/list-lone-returns", error);
    int64_t total = 0, shown = 0;
    CtStep taken;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":home", settings != NULL ? settings->business.currency : "");
    ct_stmt_bind_int(stmt, ":most", SHOWN);
    while ((taken = ct_stmt_step(stmt, error)) == CT_ROW) {
        g_autofree char *amount = ct_cents_text(ct_stmt_int(stmt, ct_stmt_column(stmt, "cents")));

        total = ct_stmt_int(stmt, ct_stmt_column(stmt, "total"));
        shown++;
        ct_import_report_wrong(import, ct_stmt_int(stmt, ct_stmt_column(stmt, "place")),
                               "%s went back, and nothing was bought before; it is kept, and "
                               "takes from no visit",
                               amount);
    }
    import->report->wrong_total += total - shown;
    return taken == CT_DONE;
}

/* --- referrals ------------------------------------------------------------------------ */

static bool
list_other_senders(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/list-other-senders", error);
    CtStep taken;

    if (stmt == NULL)
        return false;
    while ((taken = ct_stmt_step(stmt, error)) == CT_ROW) {
        g_autofree char *known = ct_import_quote(ct_stmt_text(stmt, ct_stmt_column(stmt, "known")));

        ct_import_report_wrong(import, ct_stmt_int(stmt, ct_stmt_column(stmt, "place")),
                               "was sent by %s, as an earlier file says; that stays", known);
    }
    return taken == CT_DONE;
}

/* --- what goes its own way ------------------------------------------------------------ */

/* Consent records: of answers it is shared with other files what counts as news. */
static bool
merge_records(CtImport *import, GError **error)
{
    return leave_out_unmatched(import, error) &&
           ct_import_step(import, "identify-records", NULL, error) &&
           ct_import_step(import, "drop-records-of-nobody", NULL, error) &&
           ct_import_sift_answers(import, error) &&
           ct_import_count(import, "import/count-records", error) &&
           (!ct_import_has_news(import) ||
            (ct_import_begin(import, error) && ct_import_add_answers(import, error)));
}

/* A list of last year says nothing of those who objected since. */
static bool
advise_new_list(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(import->store, "import/latest-stop", error);
    CtDay latest;
    char text[CT_DAY_TEXT];
    int64_t n;

    if (stmt == NULL || !ct_stmt_number(stmt, import->options->today.n, &n, error))
        return false;
    latest = (CtDay){(int32_t)n};
    if (latest.n < import->options->today.n - LIST_DAYS)
        ct_import_report_advice(import,
                                "the latest entry of this list is of %s; numbers that were added "
                                "since are missing",
                                ct_day_text(latest, text));
    return true;
}

static bool
merge_stops(CtImport *import, GError **error)
{
    return ct_import_count(import, "import/count-stops", error) && advise_new_list(import, error) &&
           (!ct_import_has_news(import) ||
            (ct_import_begin(import, error) && ct_import_step(import, "add-stops", NULL, error)));
}

/* --- all kinds ------------------------------------------------------------------------ */

/* Finds out what the staged events are to the base. */
static bool
compare(CtImport *import, const Plan *plan, GError **error)
{
    return ct_import_steps(import, plan->match, error) && leave_out_unmatched(import, error) &&
           ct_import_steps(import, plan->mark, error) && find_changed_items(import, error) &&
           ct_import_count(import, "import/count-events", error);
}

static bool
write_news(CtImport *import, const Plan *plan, GError **error)
{
    return !ct_import_has_news(import) ||
           (ct_import_begin(import, error) &&
            (import->report->changed == 0 || ct_import_steps(import, plan->change, error)) &&
            ct_import_steps(import, plan->add, error) &&
            (import->mapping->kind != CT_IMPORT_PURCHASES || finish_purchases(import, error)));
}

bool
ct_import_merge_events(CtImport *import, GError **error)
{
    CtImportKind kind = import->mapping->kind;
    const Plan *plan = plan_of(kind);

    if (kind == CT_IMPORT_CONSENT)
        return merge_records(import, error);
    if (kind == CT_IMPORT_DO_NOT_CALL)
        return merge_stops(import, error);
    return compare(import, plan, error) && write_news(import, plan, error) &&
           (kind != CT_IMPORT_PURCHASES || list_lone_returns(import, error)) &&
           (kind != CT_IMPORT_REFERRALS || list_other_senders(import, error));
}
