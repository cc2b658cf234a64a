/* One customer, and what all of this folder needs to write about one. */
#include "config.h"

#include "people-private.h"

#include <string.h>

#define WORDS_MOST 10000 /* characters */
#define STAFF_MOST 200

void
ct_person_free(CtPerson *person)
{
    if (person == NULL)
        return;
    g_free(person->ref);
    g_free(person->name);
    g_free(person->detail);
    g_free(person);
}

CtStmt *
ct_people_query(CtStore *store, const char *name, int64_t customer, GError **error)
{
    g_autofree char *resource = g_strconcat("people/", name, NULL);
    CtStmt *stmt = ct_store_query(store, resource, error);

    if (stmt != NULL)
        ct_stmt_bind_int(stmt, ":customer", customer);
    return stmt;
}

bool
ct_people_run(CtStore *store, const char *name, int64_t customer, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, name, customer, error);

    return stmt != NULL && ct_stmt_run(stmt, NULL, error);
}

bool
ct_people_soil(CtStore *store, int64_t customer, GError **error)
{
    return ct_people_run(store, "soil", customer, error);
}

CtPerson *
ct_people_get(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_people_query(store, "get", customer, error);
    CtPerson *person;
    CtStep step;

    if (stmt == NULL)
        return NULL;
    step = ct_stmt_step(stmt, error);
    if (step == CT_DONE)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "this customer is not here any more");
    if (step != CT_ROW)
        return NULL;
    person = g_new0(CtPerson, 1);
    person->id = customer;
    person->ref = g_strdup(ct_stmt_text(stmt, 0));
    person->name = g_strdup(ct_stmt_text(stmt, 1));
    person->detail = g_strdup(ct_stmt_text(stmt, 2));
    return person;
}

static bool
is_short_enough(const char *text, glong most, const char *what, GError **error)
{
    if (g_utf8_strlen(text, -1) <= most)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s may have %d characters, not %d", what,
                (int)most, (int)g_utf8_strlen(text, -1));
    return false;
}

bool
ct_people_words(const char *words, char **clean_out, GError **error)
{
    g_autofree char *clean = ct_text_clean(words != NULL ? words : "", true);

    if (*clean == '\0') {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "there are no words to write down");
        return false;
    }
    if (!is_short_enough(clean, WORDS_MOST, "what is written down", error))
        return false;
    *clean_out = g_steal_pointer(&clean);
    return true;
}

bool
ct_people_staff(const char *person, char **clean_out, GError **error)
{
    g_autofree char *clean = ct_text_clean(person != NULL ? person : "", false);

    if (!is_short_enough(clean, STAFF_MOST, "the name of a person", error))
        return false;
    *clean_out = *clean != '\0' ? g_steal_pointer(&clean) : NULL;
    return true;
}

char *
ct_people_number(CtStore *store, const char *prefix, const char *taken, GError **error)
{
    g_autofree char *meta = g_strconcat("last ", prefix, NULL);
    g_autofree char *resource = g_strconcat("people/", taken, NULL);
    g_autofree char *ref = NULL;
    g_autoptr(CtStmt) stmt = ct_store_query(store, resource, error);
    int64_t number = 0, rows = 1;

    if (stmt == NULL || !ct_meta_get_int(store, meta, 0, &number, error))
        return NULL;
    /* An import may have brought a few of the same form. */
    while (rows > 0) {
        g_free(ref);
        ref = g_strdup_printf("%s%" G_GINT64_FORMAT, prefix, ++number);
        ct_stmt_bind_text(stmt, ":ref", ref);
        if (!ct_stmt_number(stmt, 0, &rows, error))
            return NULL;
    }
    return ct_meta_set_int(store, meta, number, error) ? g_steal_pointer(&ref) : NULL;
}
