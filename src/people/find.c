/* Whom a piece of text means. What is indexed is asked first; only a piece of a name looks through
 * everybody. */
#include "config.h"

#include "people-private.h"

#include "courtesy/import.h"

#include <string.h>

#define LISTED 20 /* customers that are listed when a text fits several */
#define PIECES 4  /* words of a name that are looked at */

static void
person_free(void *data)
{
    ct_person_free(data);
}

/* Adds the rows of a query (id, ref, name, detail, by) until there are `most`. */
static bool
gather(CtStmt *rows, GHashTable *seen, GPtrArray *people, int most, GError **error)
{
    CtStep step = CT_DONE;

    while (people->len < (guint)most && (step = ct_stmt_step(rows, error)) == CT_ROW) {
        int64_t id = ct_stmt_int(rows, 0);
        CtPerson *person;

        if (!g_hash_table_add(seen, g_memdup2(&id, sizeof id)))
            continue;
        person = g_new0(CtPerson, 1);
        person->id = id;
        person->ref = g_strdup(ct_stmt_text(rows, 1));
        person->name = g_strdup(ct_stmt_text(rows, 2));
        person->detail = g_strdup(ct_stmt_text(rows, 3));
        person->by = (CtFoundBy)ct_stmt_int(rows, 4);
        g_ptr_array_add(people, person);
    }
    return step != CT_FAILED;
}

/* By number, address, code and whole name: each has an index. */
static CtStmt *
surely(CtStore *store, const char *text, const char *country, const char *name, GError **error)
{
    CtStmt *stmt = ct_store_query(store, "people/find", error);
    g_autofree char *email = ct_import_email_key(text);
    g_autofree char *code = g_utf8_strup(text, -1);
    /* A number that begins with the code of its country, without a plus, reads differently in the
     * country of the business. */
    g_autofree char *phone = ct_import_phone_key(text, country);
    g_autofree char *digits = ct_import_phone_key(text, NULL);

    if (stmt == NULL)
        return NULL;
    ct_stmt_bind_text(stmt, ":text", text);
    ct_stmt_bind_text(stmt, ":email", email);
    ct_stmt_bind_text(stmt, ":code", code);
    ct_stmt_bind_text(stmt, ":phone", phone);
    ct_stmt_bind_text(stmt, ":digits", digits);
    ct_stmt_bind_text(stmt, ":name", name);
    return stmt;
}

/* "%TEXT%", in which nothing else is a pattern. */
static char *
pattern_of(const char *text)
{
    GString *pattern = g_string_new("%");

    for (const char *p = text; *p != '\0'; p++) {
        if (strchr("%_\\", *p) != NULL)
            g_string_append_c(pattern, '\\');
        g_string_append_c(pattern, *p);
    }
    g_string_append_c(pattern, '%');
    return g_string_free(pattern, FALSE);
}

/* By pieces of the name: all of them have to be in it. */
static CtStmt *
perhaps(CtStore *store, const char *text, const char *name, GError **error)
{
    static const char *const names[PIECES] = {":one", ":two", ":three", ":four"};
    CtStmt *stmt = ct_store_query(store, "people/find-piece", error);
    g_auto(GStrv) words = g_strsplit(name != NULL ? name : "", " ", PIECES);
    g_autofree char *as_typed = pattern_of(text);
    guint count = g_strv_length(words);

    if (stmt == NULL)
        return NULL;
    for (guint i = 0; i < PIECES; i++) {
        g_autofree char *pattern = i < count ? pattern_of(words[i]) : g_strdup("%");

        /* Without a single word nothing fits, rather than everybody. */
        ct_stmt_bind_text(stmt, names[i], count > 0 ? pattern : NULL);
    }
    ct_stmt_bind_text(stmt, ":typed", as_typed);
    return stmt;
}

GPtrArray *
ct_people_search(CtStore *store, const char *text, const char *country, int most, GError **error)
{
    g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func(person_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autofree char *clean = ct_text_clean(text, false);
    g_autofree char *name = ct_import_name_key(NULL, NULL, clean);
    g_autoptr(CtStmt) sure = NULL;
    g_autoptr(CtStmt) piece = NULL;

    if (*clean == '\0')
        return g_steal_pointer(&people);
    sure = surely(store, clean, country, name, error);
    if (sure == NULL || !gather(sure, seen, people, most, error))
        return NULL;
    /* An address is no piece of a name; and who is named by a number is not meant by a name. */
    if (strchr(clean, '@') != NULL ||
        (people->len > 0 && ((CtPerson *)people->pdata[0])->by < CT_FOUND_BY_NAME))
        return g_steal_pointer(&people);
    piece = perhaps(store, clean, name, error);
    if (piece == NULL || !gather(piece, seen, people, most, error))
        return NULL;
    return g_steal_pointer(&people);
}

/* Those who fit as well as the first. */
static guint
equally_good(const GPtrArray *people)
{
    guint count = 0;

    while (count < people->len &&
           ((CtPerson *)people->pdata[count])->by == ((CtPerson *)people->pdata[0])->by)
        count++;
    return count;
}

static void
set_several(const GPtrArray *people, guint count, const char *text, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);

    for (guint i = 0; i < MIN(count, LISTED); i++) {
        const CtPerson *person = people->pdata[i];

        g_string_append_printf(list, "\n  %s  %s%s%s", person->ref, person->name,
                               *person->detail != '\0' ? ", " : "", person->detail);
    }
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "\"%s\" fits several customers; name one by its number:%s%s", text, list->str,
                count > LISTED ? "\n  ..." : "");
}

bool
ct_people_find(CtStore *store, const char *text, const char *country, int64_t *id_out,
               GError **error)
{
    g_autoptr(GPtrArray) people = ct_people_search(store, text, country, LISTED + 1, error);
    guint count;

    if (people == NULL)
        return false;
    count = equally_good(people);
    if (count == 0)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "no customer fits \"%s\"", text);
    else if (count > 1)
        set_several(people, count, text, error);
    else
        *id_out = ((CtPerson *)people->pdata[0])->id;
    return count == 1;
}
