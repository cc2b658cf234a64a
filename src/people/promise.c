/* What was promised to a customer, and that it was kept. */
#include "config.h"

#include "people-private.h"

bool
ct_people_promise(CtStore *store, int64_t customer, const CtRemark *entry, CtDay due,
                  GError **error)
{
    g_autofree char *clean = NULL, *staff = NULL;
    g_autoptr(CtStmt) stmt = NULL;
    char day[CT_DAY_TEXT];

    if (due.n < entry->day.n) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s is over; a promise is for a day to come",
                    ct_day_text(due, day));
        return false;
    }
    if (!ct_people_words(entry->words, &clean, error) ||
        !ct_people_staff(entry->person, &staff, error))
        return false;
    stmt = ct_people_query(store, "promise", customer, error);
    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":words", clean);
    ct_stmt_bind_text(stmt, ":person", staff);
    ct_stmt_bind_int(stmt, ":today", entry->day.n);
    ct_stmt_bind_int(stmt, ":due", due.n);
    return ct_stmt_run(stmt, NULL, error);
}

bool
ct_people_keep_promise(CtStore *store, int64_t customer, CtDay today, char **words_out,
                       GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, "promise-kept", customer, error);
    g_autofree char *words = NULL;
    CtStep step;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":today", today.n);
    while ((step = ct_stmt_step(stmt, error)) == CT_ROW) {
        g_free(words);
        words = g_strdup(ct_stmt_text(stmt, 0));
    }
    if (step == CT_FAILED)
        return false;
    if (words == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "there is no open promise to this customer");
        return false;
    }
    *words_out = g_steal_pointer(&words);
    return true;
}
