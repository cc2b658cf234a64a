/* A complaint, or another matter that somebody has to see to: opened and closed. */
#include "config.h"

#include "people-private.h"

#include <string.h>

#define KIND_MOST 100 /* characters */

static bool
clean_kind(const char *kind, char **clean_out, GError **error)
{
    g_autofree char *clean = ct_text_clean(kind, false);

    if (*clean == '\0' || g_utf8_strlen(clean, -1) > KIND_MOST) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "the kind of a case is a word or two, like \"complaint\" or \"repair\"");
        return false;
    }
    *clean_out = g_steal_pointer(&clean);
    return true;
}

bool
ct_people_open_case(CtStore *store, int64_t customer, const char *kind, const CtRemark *entry,
                    char **ref_out, GError **error)
{
    g_autofree char *clean = NULL, *what = NULL, *ref = NULL;
    g_autoptr(CtStmt) stmt = NULL;

    if (!ct_people_words(entry->words, &clean, error) || !clean_kind(kind, &what, error))
        return false;
    ref = ct_people_number(store, "C-", "case-taken", error);
    stmt = ref != NULL ? ct_people_query(store, "case-open", customer, error) : NULL;
    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":ref", ref);
    ct_stmt_bind_text(stmt, ":kind", what);
    ct_stmt_bind_text(stmt, ":words", clean);
    ct_stmt_bind_int(stmt, ":today", entry->day.n);
    if (!ct_stmt_run(stmt, NULL, error) || !ct_people_soil(store, customer, error))
        return false;
    *ref_out = g_steal_pointer(&ref);
    return true;
}

/* The cases that are open, as a list for a message, and the number of the last of them. */
static bool
list_open(CtStore *store, int64_t customer, GString *list, int *count_out, char **ref_out,
          GError **error)
{
    g_autoptr(CtStmt) rows = ct_people_query(store, "case-list", customer, error);
    char day[CT_DAY_TEXT];
    CtStep step;
    int count = 0;

    if (rows == NULL)
        return false;
    for (; (step = ct_stmt_step(rows, error)) == CT_ROW; count++) {
        g_autofree char *words = ct_text_clean(ct_stmt_text(rows, 3), false);

        g_string_append_printf(list, "\n  %s  %s since %s: %s", ct_stmt_text(rows, 0),
                               ct_stmt_text(rows, 1),
                               ct_day_text((CtDay){(int32_t)ct_stmt_int(rows, 2)}, day), words);
        g_free(*ref_out);
        *ref_out = g_strdup(ct_stmt_text(rows, 0));
    }
    *count_out = count;
    return step == CT_DONE;
}

static char *
only_open_case(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    g_autofree char *ref = NULL;
    int count = 0;

    if (!list_open(store, customer, list, &count, &ref, error))
        return NULL;
    if (count == 1)
        return g_steal_pointer(&ref);
    if (count == 0)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "there is no open case to close");
    else
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "several cases are open; name one by its number:%s", list->str);
    return NULL;
}

/* The case is there, belongs to the customer and is open. */
static bool
is_open(CtStore *store, int64_t customer, const char *ref, CtDay today, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, "case-state", customer, error);
    char day[CT_DAY_TEXT];
    CtStep step;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":ref", ref);
    step = ct_stmt_step(stmt, error);
    if (step == CT_FAILED)
        return false;
    if (step == CT_DONE)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "this customer has no case %s", ref);
    else if (!ct_stmt_is_null(stmt, 1))
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "case %s was closed on %s already", ref,
                    ct_day_text((CtDay){(int32_t)ct_stmt_int(stmt, 1)}, day));
    else if (ct_stmt_int(stmt, 0) > today.n)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "case %s opens on %s and cannot be closed before", ref,
                    ct_day_text((CtDay){(int32_t)ct_stmt_int(stmt, 0)}, day));
    else
        return true;
    return false;
}

bool
ct_people_close_case(CtStore *store, int64_t customer, const char *ref, const CtRemark *entry,
                     char **ref_out, GError **error)
{
    g_autofree char *chosen = ref != NULL ? g_strdup(ref) : only_open_case(store, customer, error);
    g_autofree char *clean = NULL, *note = NULL;
    g_autoptr(CtStmt) stmt = NULL;

    if (chosen == NULL || (entry->words != NULL && !ct_people_words(entry->words, &clean, error)) ||
        !is_open(store, customer, chosen, entry->day, error))
        return false;
    stmt = ct_people_query(store, "case-close", customer, error);
    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":ref", chosen);
    ct_stmt_bind_int(stmt, ":today", entry->day.n);
    if (!ct_stmt_run(stmt, NULL, error) || !ct_people_soil(store, customer, error))
        return false;
    if (clean != NULL) {
        note = g_strdup_printf("%s closed: %s", chosen, clean);
        if (!ct_people_note(store, customer, &(CtRemark){note, entry->person, entry->day}, error))
            return false;
    }
    *ref_out = g_steal_pointer(&chosen);
    return true;
}
