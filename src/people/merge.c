/* Two records become one: `gone` becomes part of `kept`. The statements of
 * schema/people/merge-*.sql say what happens to each table; here is their order. A test that reads
 * the schema sees to it that none is left out. */
#include "config.h"

#include "people-private.h"

#include <string.h>

typedef struct {
    CtStore *store;
    int64_t kept, gone;
    CtDay today;
    int64_t last_consent; /* the last answer before anything was copied */
} Merge;

/* What can be done in one go, in this order. */
static const char *const steps[] = {
    /* Touches: one for each occasion stays. */
    "merge-lost-touches",
    "merge-touch",
    "merge-candidate",
    /* Answers: all are kept, the stricter one counts. */
    "merge-consent-copy",
    "merge-consent",
    "merge-consent-suppressed",
    /* What happened. */
    "merge-purchase",
    "merge-contact",
    "merge-customer-case",
    "merge-event",
    "merge-note",
    "merge-promise",
    "merge-referral-self",
    "merge-referral",
    "merge-referred",
    /* Who it is: what is kept beside the fields comes first, while both records are here. */
    "merge-extra",
    "merge-assignment",
    "merge-addresses",
    "merge-address",
    "merge-fields",
    "merge-addresses-own",
    "merge-twin-pair",
    "merge-twin",
    "merge-customer-ref",
    "merge-ref",
    /* What undo needs, and what makes it refuse. */
    "merge-purchase-before",
    "merge-customer-case-before",
    "merge-contact-before",
    "merge-event-before",
    "merge-before",
    "merge-extra-before",
    "merge-merge",
    "merge-remember",
    "merge-end",
};

static CtStmt *
query(const Merge *merge, const char *name, GError **error)
{
    g_autofree char *resource = g_strconcat("people/", name, NULL);
    CtStmt *stmt = ct_store_query(merge->store, resource, error);
    const struct {
        const char *name;
        int64_t value;
    } values[] = {{":kept", merge->kept},
                  {":gone", merge->gone},
                  {":today", merge->today.n},
                  {":last", merge->last_consent}};

    for (size_t i = 0; stmt != NULL && i < G_N_ELEMENTS(values); i++)
        if (ct_stmt_has(stmt, values[i].name))
            ct_stmt_bind_int(stmt, values[i].name, values[i].value);
    return stmt;
}

static bool
ask(const Merge *merge, const char *name, int64_t *number_out, GError **error)
{
    g_autoptr(CtStmt) stmt = query(merge, name, error);

    return stmt != NULL && ct_stmt_number(stmt, 0, number_out, error);
}

static bool
may_be_made_one(const Merge *merge, GError **error)
{
    int64_t busy;

    if (merge->kept == merge->gone) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "both are the same customer already");
        return false;
    }
    if (!ask(merge, "merge-busy", &busy, error))
        return false;
    if (busy > 0)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "something for one of the two is on its way out of the house; "
                    "make them one when the run has ended (courtesy run settles one that broke "
                    "off)");
    return busy == 0;
}

/* What the record that goes said otherwise and is kept nowhere else, in words. NULL: nothing. */
static char *
last_words(const CtPerson *gone, const GPtrArray *differences)
{
    static const char *const lost[] = {"name",     "company", "address", "birthday",
                                       "language", "manager", NULL};
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < differences->len; i++) {
        const CtDifference *difference = differences->pdata[i];

        if (difference->one == NULL || difference->other == NULL ||
            !g_strv_contains(lost, difference->field))
            continue;
        g_string_append_printf(words, "%s%s %s", words->len > 0 ? "; " : "", difference->field,
                               difference->other);
    }
    if (words->len == 0)
        return NULL;
    return g_strdup_printf("Made one with no. %s, which said: %s", gone->ref, words->str);
}

static bool
keep_last_words(const Merge *merge, GError **error)
{
    g_autoptr(CtPerson) gone = ct_people_get(merge->store, merge->gone, error);
    g_autoptr(GPtrArray) differences = NULL;
    g_autofree char *words = NULL;

    if (gone == NULL)
        return false;
    differences = ct_people_compare(merge->store, merge->kept, merge->gone, error);
    if (differences == NULL)
        return false;
    words = last_words(gone, differences);
    return words == NULL ||
           ct_people_note(merge->store, merge->kept, &(CtRemark){words, NULL, merge->today}, error);
}

static bool
take_steps(const Merge *merge, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(CtStmt) stmt = query(merge, steps[i], error);

        if (stmt == NULL || !ct_stmt_run(stmt, NULL, error)) {
            g_prefix_error(error, "%s: ", steps[i]);
            return false;
        }
    }
    return true;
}

bool
ct_people_merge(CtStore *store, int64_t kept, int64_t gone, CtDay today, GError **error)
{
    Merge merge = {.store = store, .kept = kept, .gone = gone, .today = today};
    g_autoptr(CtStmt) household = NULL;
    int64_t emptied;

    if (!may_be_made_one(&merge, error) || !keep_last_words(&merge, error) ||
        !ask(&merge, "merge-consent-last", &merge.last_consent, error))
        return false;
    household = ct_people_query(store, "household", gone, error);
    if (household == NULL || !ct_stmt_number(household, 0, &emptied, error))
        return false;
    return take_steps(&merge, error) && ct_people_sweep_household(store, emptied, error) &&
           ct_people_soil(store, kept, error);
}
