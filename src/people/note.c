/* What somebody of the house writes down: a note, or that there was an exchange. */
#include "config.h"

#include "people-private.h"

#include <string.h>

bool
ct_people_note(CtStore *store, int64_t customer, const CtRemark *entry, GError **error)
{
    g_autofree char *clean = NULL, *staff = NULL;
    g_autoptr(CtStmt) stmt = NULL;

    if (!ct_people_words(entry->words, &clean, error) ||
        !ct_people_staff(entry->person, &staff, error))
        return false;
    stmt = ct_people_query(store, "note", customer, error);
    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":words", clean);
    ct_stmt_bind_text(stmt, ":person", staff);
    ct_stmt_bind_int(stmt, ":today", entry->day.n);
    return ct_stmt_run(stmt, NULL, error);
}

bool
ct_people_contact(CtStore *store, int64_t customer, const char *channel, bool inbound,
                  const CtRemark *entry, GError **error)
{
    g_autofree char *clean = NULL, *staff = NULL, *ref = NULL;
    g_autoptr(CtStmt) stmt = NULL;

    if ((entry->words != NULL && !ct_people_words(entry->words, &clean, error)) ||
        !ct_people_staff(entry->person, &staff, error))
        return false;
    ref = ct_people_number(store, "talk ", "contact-taken", error);
    stmt = ref != NULL ? ct_people_query(store, "contact", customer, error) : NULL;
    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":ref", ref);
    ct_stmt_bind_int(stmt, ":day", entry->day.n);
    ct_stmt_bind_text(stmt, ":channel", channel);
    ct_stmt_bind_text(stmt, ":direction", inbound ? "in" : "out");
    ct_stmt_bind_text(stmt, ":person", staff);
    ct_stmt_bind_text(stmt, ":words", clean != NULL ? clean : "");
    return ct_stmt_run(stmt, NULL, error) && ct_people_soil(store, customer, error);
}
