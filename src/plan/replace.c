/* Rules that take the place of others. A rule that is replaced may itself replace a third: of such
 * a chain the first that applies goes, and all after it stay at home. */
#include "config.h"

#include "plan-private.h"

#include <string.h>

static const CtRule *
find_rule(const CtNight *night, const char *name)
{
    const CtRule *rule;

    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++)
        if (strcmp(rule->name, name) == 0)
            return rule;
    return NULL;
}

/* The names of what the rule replaces, nearest first, through the rules that are on. Circles were
 * refused when the rules were read; the count ends the walk all the same. */
static GPtrArray *
chain_of(const CtNight *night, const CtRule *rule)
{
    GPtrArray *chain = g_ptr_array_new();

    while (rule != NULL && rule->replaces != NULL && chain->len < night->rules->len) {
        g_ptr_array_add(chain, rule->replaces);
        rule = find_rule(night, rule->replaces);
    }
    return chain;
}

/* Runs a statement for the rule and each that it replaces. */
static bool
say(CtStore *store, const char *statement, const CtRule *rule, const GPtrArray *chain,
    GError **error)
{
    for (guint i = 0; i < chain->len; i++) {
        const CtBind values[] = {{":rule", 0, rule->name},
                                 {":replaced", 0, g_ptr_array_index(chain, i)}};

        if (!ct_plan_sql(store, statement, values, G_N_ELEMENTS(values), error))
            return false;
    }
    return true;
}

/* What stands before others in a chain has more after it than they have. */
static bool
settle(CtStore *store, const CtNight *night, guint length, GError **error)
{
    const CtRule *rule;

    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++) {
        g_autoptr(GPtrArray) chain = chain_of(night, rule);

        if (chain->len == length && !say(store, "replaced", rule, chain, error))
            return false;
    }
    return true;
}

bool
ct_replace(CtStore *store, const CtNight *night, GError **error)
{
    const CtRule *rule;
    guint longest = 0;

    for (guint i = 0; (rule = ct_night_rule(night, i)) != NULL; i++) {
        g_autoptr(GPtrArray) chain = chain_of(night, rule);

        longest = MAX(longest, chain->len);
        if (!say(store, "replacement-too-late", rule, chain, error))
            return false;
    }
    for (guint length = longest; length > 0; length--)
        if (!settle(store, night, length, error))
            return false;
    return true;
}
