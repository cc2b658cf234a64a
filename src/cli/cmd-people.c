/* people: finds and shows customers, and says who is who. */
#include "config.h"

#include "cmd-people-private.h"

#include <string.h>

#define FOUND_MOST 1000 /* customers that a search lists */
#define NUMBER     10   /* columns */

/* --- find, list ----------------------------------------------------------------------- */

static void
print_found(const CtContext *ctx, const CtPerson *person)
{
    static const char *const by[] = {"", "number", "mail", "code", "phone", "name", "piece"};
    g_autofree char *number = ct_cli_pad(person->ref, NUMBER);
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    if (!ctx->json) {
        g_print("  %s  %s%s%s\n", number, person->name, *person->detail != '\0' ? ", " : "",
                person->detail);
        return;
    }
    json_builder_begin_object(builder);
    ct_cli_json_text(builder, "ref", person->ref);
    ct_cli_json_text(builder, "name", person->name);
    ct_cli_json_text(builder, "detail", person->detail);
    ct_cli_json_text(builder, "by", by[person->by]);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

static bool
find(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error)
{
    g_autofree char *text = g_strjoinv(" ", names);
    g_autoptr(GPtrArray) people =
        ct_people_search(ctx->store, text, ctx->settings->business.country, FOUND_MOST, error);

    if (people == NULL)
        return false;
    if (people->len == 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "no customer fits \"%s\"", text);
        return false;
    }
    for (guint i = 0; i < people->len; i++)
        print_found(ctx, g_ptr_array_index(people, i));
    if (people->len == FOUND_MOST && !ctx->json)
        g_print("  ... and perhaps more\n");
    return true;
}

static bool
show(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error)
{
    g_autofree char *who = g_strjoinv(" ", names);

    return ct_people_show(ctx, options, who, error);
}

static bool
list(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error)
{
    static const char *const days[] = {"last_purchase", NULL};
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "people/list", error);

    return rows != NULL && ct_cli_print_rows(ctx, rows, days, error);
}

/* --- who is who ----------------------------------------------------------------------- */

static bool
merge(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error)
{
    int64_t kept, gone;

    return ct_cli_customer(ctx, names[0], &kept, error) &&
           ct_cli_customer(ctx, names[1], &gone, error) &&
           ct_people_merge_two(ctx, kept, gone, error);
}

/* Says what was settled about one or two customers; "%s" in the sentence is a name each. */
static void
say(const CtContext *ctx, const char *verdict, const CtPerson *one, const CtPerson *other)
{
    g_autofree char *a = ct_cli_person(one);
    g_autofree char *b = other != NULL ? ct_cli_person(other) : NULL;
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    if (ctx->json) {
        json_builder_begin_object(builder);
        ct_cli_json_text(builder, "verdict", verdict);
        ct_cli_json_text(builder, "one", one->ref);
        ct_cli_json_text(builder, "other", other != NULL ? other->ref : NULL);
        json_builder_end_object(builder);
        node = json_builder_get_root(builder);
        ct_cli_print_json(node);
    } else if (!ctx->quiet && strcmp(verdict, "apart") == 0) {
        g_print("%s and %s are two people; they are not listed as twins again.\n", a, b);
    } else if (!ctx->quiet && strcmp(verdict, "together") == 0) {
        g_print("%s and %s live together, whatever a file says.\n", a, b);
    } else if (!ctx->quiet) {
        g_print("%s lives alone, whatever a file says.\n", a);
    }
}

typedef bool (*Settle)(CtContext *ctx, int64_t one, int64_t other, GError **error);

static bool
settle_apart(CtContext *ctx, int64_t one, int64_t other, GError **error)
{
    return ct_people_apart(ctx->store, one, other, ctx->today, error);
}

static bool
settle_together(CtContext *ctx, int64_t one, int64_t other, GError **error)
{
    return ct_people_live_together(ctx->store, one, other, error);
}

static bool
settle(CtContext *ctx, const char *verdict, Settle write, char **names, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtPerson) one = NULL;
    g_autoptr(CtPerson) other = NULL;
    int64_t a, b;

    if (!ct_cli_customer(ctx, names[0], &a, error) || !ct_cli_customer(ctx, names[1], &b, error))
        return false;
    one = ct_people_get(ctx->store, a, error);
    other = one != NULL ? ct_people_get(ctx->store, b, error) : NULL;
    if (other == NULL || !ct_txn_begin(&txn, ctx->store, error) || !write(ctx, a, b, error))
        return false;
    say(ctx, verdict, one, other);
    return ct_cli_commit(ctx, &txn, error);
}

static bool
apart(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error)
{
    return settle(ctx, "apart", settle_apart, names, error);
}

static bool
together(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error)
{
    return settle(ctx, "together", settle_together, names, error);
}

static bool
alone(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtPerson) person = NULL;
    g_autofree char *who = g_strjoinv(" ", names);
    int64_t customer;

    if (!ct_cli_customer(ctx, who, &customer, error))
        return false;
    person = ct_people_get(ctx->store, customer, error);
    if (person == NULL || !ct_txn_begin(&txn, ctx->store, error) ||
        !ct_people_live_alone(ctx->store, customer, error))
        return false;
    say(ctx, "alone", person, NULL);
    return ct_cli_commit(ctx, &txn, error);
}

/* --- the command ---------------------------------------------------------------------- */

static const struct {
    const char *name;
    int least, most; /* arguments */
    bool (*run)(CtContext *ctx, const CtPeopleOptions *options, char **names, GError **error);
} verbs[] = {
    {"find", 1, 10, find},   {"show", 1, 10, show},  {"list", 0, 0, list},
    {"merge", 2, 2, merge},  {"apart", 2, 2, apart}, {"together", 2, 2, together},
    {"alone", 1, 10, alone},
};

static bool
run_verb(CtContext *ctx, const CtPeopleOptions *options, int argc, char **argv, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autofree char *hint = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (strcmp(argv[1], verbs[i].name) == 0)
            return ct_cli_arguments(ctx, argc, verbs[i].least + 1, verbs[i].most + 1, error) &&
                   verbs[i].run(ctx, options, argv + 2, error);
        g_ptr_array_add(words, (void *)(uintptr_t)verbs[i].name);
    }
    g_ptr_array_add(words, NULL);
    hint = ct_vocabulary_hint((const char *const *)words->pdata, argv[1],
                              "; to look for somebody: courtesy people find TEXT");
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "people cannot \"%s\"%s", argv[1], hint);
    return false;
}

bool
ct_cmd_people(CtContext *ctx, int argc, char **argv, GError **error)
{
    CtPeopleOptions options = {0};
    const GOptionEntry entries[] = {
        {"twins", 0, 0, G_OPTION_ARG_NONE, &options.twins,
         "Pairs that look like one person, side by side", NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &options.all, "The whole timeline, every pair", NULL},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error))
        return false;
    if (options.twins)
        return ct_cli_arguments(ctx, argc, 0, 0, error) &&
               ct_people_list_twins(ctx, &options, error);
    return ct_cli_arguments(ctx, argc, 1, 11, error) && run_verb(ctx, &options, argc, argv, error);
}
