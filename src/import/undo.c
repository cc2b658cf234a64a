/* An import is taken back: what it added goes, what it changed is restored from the copies that it
 * made, and what is derived from both is made anew. Refused when something was built upon it. */
#include "config.h"

#include "import-private.h"

#define NAMES_SHOWN 3

void
ct_import_undone_clear(CtImportUndone *undone)
{
    g_clear_pointer(&undone->file, g_free);
    g_clear_pointer(&undone->source, g_free);
}

static CtStmt *
query(CtStore *store, const char *name, int64_t id, GError **error)
{
    g_autofree char *path = g_strconcat("import/undo-", name, NULL);
    CtStmt *stmt = ct_store_query(store, path, error);

    if (stmt != NULL)
        ct_stmt_bind_int(stmt, ":import", id);
    return stmt;
}

/* --- whether it may be ---------------------------------------------------------------- */

/* The one row of the statement, which says what import `id` was. */
static bool
read_import(CtStmt *find, int64_t id, CtImportUndone *undone, GError **error)
{
    int undone_day = ct_stmt_column(find, "undone_day");
    CtStep taken = ct_stmt_step(find, error);
    char day[CT_DAY_TEXT];
    int kind;

    if (taken == CT_FAILED)
        return false;
    if (taken == CT_DONE) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "there is no import %" G_GINT64_FORMAT, id);
        return false;
    }
    if (!ct_stmt_is_null(find, undone_day)) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "import %" G_GINT64_FORMAT " was taken back already, on %s", id,
                    ct_day_text((CtDay){(int32_t)ct_stmt_int(find, undone_day)}, day));
        return false;
    }
    kind =
        ct_vocabulary_find(ct_import_kind_words, ct_stmt_text(find, ct_stmt_column(find, "kind")));
    undone->id = id;
    undone->kind = (CtImportKind)MAX(kind, 0);
    undone->day.n = (int32_t)ct_stmt_int(find, ct_stmt_column(find, "day"));
    undone->file = g_strdup(ct_stmt_text(find, ct_stmt_column(find, "file")));
    undone->source = g_strdup(ct_stmt_text(find, ct_stmt_column(find, "source")));
    ct_stmt_reset(find); /* no table can go while a statement still reads */
    return true;
}

static bool
check_later(CtStore *store, int64_t id, GError **error)
{
    g_autoptr(CtStmt) find = query(store, "later", id, error);
    CtStep taken = find != NULL ? ct_stmt_step(find, error) : CT_FAILED;
    int64_t later;

    if (taken != CT_ROW)
        return taken == CT_DONE;
    later = ct_stmt_int(find, ct_stmt_column(find, "id"));
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "import %" G_GINT64_FORMAT " (%s) came later and built upon import "
                "%" G_GINT64_FORMAT "; take that one back first: courtesy undo %" G_GINT64_FORMAT,
                later, ct_stmt_text(find, ct_stmt_column(find, "file")), id, later);
    return false;
}

static bool
check_touched(CtStore *store, int64_t id, GError **error)
{
    g_autoptr(CtStmt) list = query(store, "touched", id, error);
    g_autoptr(GString) names = g_string_new(NULL);
    int64_t total = 0;
    CtStep taken;

    if (list == NULL)
        return false;
    ct_stmt_bind_int(list, ":most", NAMES_SHOWN);
    while ((taken = ct_stmt_step(list, error)) == CT_ROW) {
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                               ct_stmt_text(list, ct_stmt_column(list, "name")));
        total = ct_stmt_int(list, ct_stmt_column(list, "total"));
    }
    if (taken == CT_DONE && total > NAMES_SHOWN)
        g_string_append_printf(names, " and %" G_GINT64_FORMAT " more", total - NAMES_SHOWN);
    if (taken == CT_DONE && total > 0)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "since import %" G_GINT64_FORMAT
                    " there were dealings with %s; forget them one "
                    "by one, or keep the import",
                    id, names->str);
    return taken == CT_DONE && total == 0;
}

/* --- taking it back ------------------------------------------------------------------- */

static bool
run_all(CtStore *store, int64_t id, const char *const *names, int64_t *rows, GError **error)
{
    for (int i = 0; names[i] != NULL; i++) {
        g_autoptr(CtStmt) stmt = query(store, names[i], id, error);
        int64_t changed = 0;

        if (stmt == NULL || !ct_stmt_run(stmt, &changed, error))
            return false;
        *rows += changed;
    }
    return true;
}

/* First what was changed, so that nothing which goes is still referred to. Extras come first of
 * all: those that are restored belong to an earlier import again. */
static bool
take_back(CtStore *store, CtImportUndone *undone, GError **error)
{
    static const char *const soil[] = {"soil", NULL};
    static const char *const restore[] = {"restore-extras",
                                          "restore-customers",
                                          "restore-purchases",
                                          "restore-cases",
                                          "restore-contacts",
                                          "restore-events",
                                          NULL};
    static const char *const items[] = {"drop-items", "restore-items", NULL};
    static const char *const before[] = {
        "forget-customer",      "forget-customer-extra", "forget-purchase", "forget-purchase-item",
        "forget-customer-case", "forget-contact",        "forget-event",    NULL};
    static const char *const removed[] = {
        "remove-referral", "remove-event",        "remove-contact",       "remove-customer-case",
        "remove-purchase", "remove-consent",      "remove-suppression",   "remove-address-status",
        "remove-twin",     "remove-customer-ref", "remove-other-address", "remove-customer-extra",
        "remove-customer", "remove-household",    "remove-company",       NULL};
    int64_t others = 0;

    return run_all(store, undone->id, soil, &others, error) &&
           run_all(store, undone->id, restore, &undone->restored, error) &&
           run_all(store, undone->id, items, &others, error) &&
           run_all(store, undone->id, before, &others, error) &&
           run_all(store, undone->id, removed, &undone->removed, error) &&
           ct_store_run(store, "import/undo-drop-history", error);
}

static bool
mark(CtStore *store, int64_t id, CtDay today, GError **error)
{
    g_autoptr(CtStmt) stmt = query(store, "mark", id, error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":day", today.n);
    return ct_stmt_run(stmt, NULL, error);
}

bool
ct_import_undo(CtStore *store, int64_t id, CtDay today, CtImportUndone *undone_out, GError **error)
{
    g_autoptr(CtStmt) find = query(store, "find", id, error);
    g_auto(CtImportUndone) undone = {0};

    if (find == NULL || !read_import(find, id, &undone, error) || !check_later(store, id, error) ||
        !check_touched(store, id, error) || !take_back(store, &undone, error) ||
        !ct_import_doubt_birthdays(store, today, error) || !mark(store, id, today, error))
        return false;
    *undone_out = undone;
    undone = (CtImportUndone){0};
    return true;
}
