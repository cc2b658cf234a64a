/* Who is who: by the id, else by mailbox or number with a name that fits, else by name, birthday
 * and address together. What the store cannot compare, names, is compared here, for the few pairs
 * that it finds. */
#include "config.h"

#include "import-private.h"

#include <string.h>

/* The ways in which a row can mean a customer (create-staged-pairs.sql); a name that only fits is
 * one further. */
enum { WAY_MAIL = 1, WAY_CALL = 3 };

#define ROUNDS    20 /* so many people with one name and one mailbox are told apart */
#define LONG_NAME 12 /* bytes of a key, which is of Latin letters */

/* --- names ---------------------------------------------------------------------------- */

/* Whether a word stands for another one: the same, or its initial. */
static bool
stands_for(const char *word, const char *other)
{
    return strcmp(word, other) == 0 ||
           (g_utf8_strlen(word, -1) == 1 && g_str_has_prefix(other, word));
}

/* Whether every word of one name stands for a word of its own in the other, and at least one of
 * them is more than an initial. */
static bool
is_part_of(char **words, char **others)
{
    guint64 taken = 0;
    bool whole = false;

    for (int i = 0; words[i] != NULL; i++) {
        int k = 0;

        while (others[k] != NULL && ((k < 64 && (taken & (G_GUINT64_CONSTANT(1) << k)) != 0) ||
                                     k >= 64 || !stands_for(words[i], others[k])))
            k++;
        if (others[k] == NULL)
            return false;
        taken |= G_GUINT64_CONSTANT(1) << k;
        whole = whole || g_utf8_strlen(words[i], -1) > 1;
    }
    return whole;
}

/* Whether two names are the same but for one place, in which one letter differs, or in long ones at
 * most two: Tom and Tim are listed as one, Cy and Di of one family are not. */
static bool
is_nearly(const char *one, const char *other)
{
    size_t length = strlen(one), other_length = strlen(other);
    size_t shorter = MIN(length, other_length), before = 0, behind = 0;

    while (before < shorter && one[before] == other[before])
        before++;
    while (behind < shorter - before &&
           one[length - 1 - behind] == other[other_length - 1 - behind])
        behind++;
    return MAX(length, other_length) - before - behind <= (shorter >= LONG_NAME ? 2 : 1);
}

CtNames
ct_import_compare_names(const char *one, const char *other)
{
    g_auto(GStrv) words = NULL;
    g_auto(GStrv) others = NULL;
    guint count, other_count;

    if (strcmp(one, other) == 0)
        return CT_NAMES_EQUAL;
    words = g_strsplit(one, " ", -1);
    others = g_strsplit(other, " ", -1);
    count = g_strv_length(words);
    other_count = g_strv_length(others);
    if (count <= other_count && is_part_of(words, others))
        return CT_NAMES_SHORTER;
    if (other_count <= count && is_part_of(others, words))
        return CT_NAMES_LONGER;
    return is_nearly(one, other) ? CT_NAMES_SIMILAR : CT_NAMES_DIFFERENT;
}

/* --- known ids ------------------------------------------------------------------------ */

/* One row of list-renamed.sql. */
typedef struct {
    CtStmt *list;
    int64_t place;
    CtNames names;
} Renamed;

static bool
is_one(CtStmt *list, const char *column)
{
    return ct_stmt_int(list, ct_stmt_column(list, column)) == 1;
}

/* True when two keys of names have a word in common: a new last name, a new title. */
static bool
share_a_word(const char *one, const char *other)
{
    g_auto(GStrv) words = g_strsplit(one, " ", -1), others = g_strsplit(other, " ", -1);

    for (int i = 0; words[i] != NULL; i++)
        if (g_strv_contains((const char *const *)others, words[i]))
            return true;
    return false;
}

/* An id that names somebody else: another name, and nothing that both know is the same. Where they
 * know nothing in common but the id, a name of which no word stays is another person's, too: two
 * programs may both count from 1. */
static bool
is_somebody_else(const Renamed *row)
{
    static const char *const signs[] = {"other_mailbox", "other_number"};
    bool differs = false;

    if (row->names != CT_NAMES_DIFFERENT || !is_one(row->list, "own") ||
        is_one(row->list, "by_hand"))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        int column = ct_stmt_column(row->list, signs[i]);

        if (ct_stmt_is_null(row->list, column))
            continue;
        if (ct_stmt_int(row->list, column) == 0)
            return false;
        differs = true;
    }
    return differs ||
           !share_a_word(ct_stmt_text(row->list, ct_stmt_column(row->list, "says_key")),
                         ct_stmt_text(row->list, ct_stmt_column(row->list, "knows_key")));
}

static void
reject_somebody_else(CtImport *import, const Renamed *row)
{
    const char *ref = ct_stmt_text(row->list, ct_stmt_column(row->list, "ref"));
    const char *says = ct_stmt_text(row->list, ct_stmt_column(row->list, "says"));
    const char *knows = ct_stmt_text(row->list, ct_stmt_column(row->list, "knows"));
    g_autofree char *quoted = ct_import_quote(ref);
    g_autofree char *here = ct_import_quote(knows);
    g_autofree char *there = ct_import_quote(says);
    g_autofree char *what = g_strdup_printf(
        "id %s is %s here and %s in this row, and nothing else is the same; two people "
        "need two ids",
        quoted, here, there);

    ct_import_reject_row(import, row->place, what);
}

static bool
keep_name(CtImport *import, CtStmt *keep, int64_t place, GError **error)
{
    ct_stmt_bind_int(keep, ":place", place);
    return ct_stmt_run(keep, NULL, error);
}

/* Rows under a known id and another name: somebody else, or a shorter way to write it, which does
 * not replace the name that is known under the customer's main id. */
static bool
check_names(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) list = ct_store_query(import->store, "import/list-renamed", error);
    g_autoptr(CtStmt) keep =
        list != NULL ? ct_store_query(import->store, "import/keep-customer-names", error) : NULL;
    CtStep taken;

    if (keep == NULL)
        return false;
    while ((taken = ct_stmt_step(list, error)) == CT_ROW) {
        Renamed row = {.list = list, .place = ct_stmt_int(list, ct_stmt_column(list, "place"))};

        row.names = ct_import_compare_names(ct_stmt_text(list, ct_stmt_column(list, "says_key")),
                                            ct_stmt_text(list, ct_stmt_column(list, "knows_key")));
        if (is_somebody_else(&row))
            reject_somebody_else(import, &row);
        else if (row.names == CT_NAMES_SHORTER && !is_one(list, "main_ref") &&
                 !keep_name(import, keep, row.place, error))
            return false;
    }
    return taken == CT_DONE;
}

/* --- unknown ids ---------------------------------------------------------------------- */

/* The way in which a pair of list-pairs.sql goes together; 0: it does not. Who has no name can be
 * anybody with that mailbox; with a number alone that is too little. */
static int
way_of(CtStmt *list)
{
    int way = (int)ct_stmt_int(list, ct_stmt_column(list, "way"));
    const char *says = ct_stmt_text(list, ct_stmt_column(list, "says_key"));
    const char *knows = ct_stmt_text(list, ct_stmt_column(list, "knows_key"));

    if (says == NULL || knows == NULL)
        return way == WAY_MAIL || !is_one(list, "other_mailbox") ? way + 1 : 0;
    switch (ct_import_compare_names(says, knows)) {
    case CT_NAMES_EQUAL:
        return is_one(list, "other_birthday") ? 0 : way;
    case CT_NAMES_SHORTER:
    case CT_NAMES_LONGER:
        return is_one(list, "other_birthday") ? 0 : way + 1;
    case CT_NAMES_SIMILAR:
    case CT_NAMES_DIFFERENT:
        return 0;
    }
    g_assert_not_reached();
}

static bool
pair_by_address(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) list = ct_store_query(import->store, "import/list-pairs", error);
    g_autoptr(CtStmt) stage =
        list != NULL ? ct_store_query(import->store, "import/stage-pair", error) : NULL;
    CtStep taken;

    if (stage == NULL)
        return false;
    while ((taken = ct_stmt_step(list, error)) == CT_ROW) {
        int way = way_of(list);

        if (way == 0)
            continue;
        ct_stmt_bind_int(stage, ":place", ct_stmt_int(list, ct_stmt_column(list, "place")));
        ct_stmt_bind_int(stage, ":customer_id",
                         ct_stmt_int(list, ct_stmt_column(list, "customer_id")));
        ct_stmt_bind_int(stage, ":way", way);
        if (!ct_stmt_run(stage, NULL, error))
            return false;
    }
    return taken == CT_DONE;
}

/* Who is not the one that they fit best may be the next. */
static bool
join_pairs(CtImport *import, GError **error)
{
    int64_t joined = 1;

    for (int round = 0; round < ROUNDS && joined > 0; round++)
        if (!ct_import_step(import, "join-customers", &joined, error) ||
            !ct_import_step(import, "part-customers", NULL, error))
            return false;
    return true;
}

static bool
join_strangers(CtImport *import, GError **error)
{
    g_autoptr(CtStmt) ask = ct_store_query(import->store, "import/staged-strangers", error);
    int64_t any;

    if (ask == NULL || !ct_stmt_number(ask, 0, &any, error))
        return false;
    if (any == 0)
        return true;
    return pair_by_address(import, error) &&
           ct_import_step(import, "pair-by-birthday", NULL, error) &&
           (import->mapping->kind != CT_IMPORT_BIRTHDAYS ||
            ct_import_step(import, "pair-by-name", NULL, error)) &&
           join_pairs(import, error);
}

bool
ct_import_identify(CtImport *import, GError **error)
{
    static const char *const drop_rejected[] = {"drop-rejected-customers", "drop-rejected-answers",
                                                "drop-rejected-addresses", "drop-rejected-extras",
                                                NULL};
    int64_t rejected = import->report->rejected;

    if (!ct_import_step(import, "index-staged-customers", NULL, error) ||
        !join_strangers(import, error) || !check_names(import, error) ||
        !ct_import_report_is_good(import, error))
        return false;
    return (import->report->rejected == rejected ||
            ct_import_steps(import, drop_rejected, error)) &&
           ct_import_step(import, "lead-customers", NULL, error);
}
