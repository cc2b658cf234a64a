/* forget: erases a person for good, after showing what goes. */
#include "config.h"

#include "cli.h"

#include "courtesy/people.h"

#include <unistd.h>

#define FILES_SHOWN 12

static void
json_list(JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
    ct_cli_json_texts(builder, name, (const char *const *)texts->pdata, texts->len);
}

static void
print_json(const CtForgotten *forgotten, bool erased)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "erased");
    json_builder_add_boolean_value(builder, erased);
    ct_cli_json_number(builder, "rows", forgotten->rows);
    json_list(builder, "parts", forgotten->parts);
    json_list(builder, "files", forgotten->files);
    json_list(builder, "copies", forgotten->copies);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

static void
print_list(const char *heading, const GPtrArray *texts, guint most)
{
    if (texts->len == 0)
        return;
    g_print("%s\n", heading);
    for (guint i = 0; i < MIN(texts->len, most); i++)
        g_print("  %s\n", (char *)g_ptr_array_index(texts, i));
    if (texts->len > most)
        g_print("  and %u more\n", texts->len - most);
}

static void
print_preview(const CtPerson *person, const CtForgotten *would, guint most)
{
    g_autofree char *name = ct_cli_person(person);

    g_print("%s%s%s\n", name, *person->detail != '\0' ? ", " : "", person->detail);
    print_list("What goes from the database, for good:", would->parts, G_MAXUINT);
    print_list("Files that lose the person, or are removed because they show the person:",
               would->files, most);
    g_print("What stays: keyed hashes of the id, the addresses and numbers, so that nobody writes "
            "again.\n");
}

static void
print_done(const CtForgotten *forgotten)
{
    g_autofree char *rows = ct_count(forgotten->rows, "row", "rows");
    g_autofree char *files = ct_count(forgotten->files->len, "file", "files");

    g_print("Forgotten: %s of the database, %s. Another process looked through the folder: nothing "
            "is left.\n",
            rows, files);
    print_list("Older copies of the database may still hold the person:", forgotten->copies,
               G_MAXUINT);
}

/* While no night is at work, so that nothing is written about the person meanwhile. */
static bool
forget(CtContext *ctx, int64_t customer, GError **error)
{
    g_auto(CtForgotten) forgotten = {0};
    bool ok;
    int lock;

    if (!ct_lock_take(ctx->dir, &lock, error))
        return false;
    ok = ct_people_forget(ctx->store, ctx->dir, customer, ctx->today, &forgotten, error);
    close(lock);
    if (ok && ctx->json)
        print_json(&forgotten, true);
    else if (ok && !ctx->quiet)
        print_done(&forgotten);
    return ok;
}

/* Somebody who was forgotten is not found any more. Then the command was broken off after the rows
 * were gone, and is brought to its end; it does no harm at another time. */
static bool
finish(CtContext *ctx, const char *text, GError **error)
{
    g_autoptr(GError) reason = NULL;
    bool was = false;

    if (!g_error_matches(*error, CT_ERROR, CT_ERROR_INPUT) || ctx->dry_run ||
        !ct_people_was_forgotten(ctx->store, text, &was, &reason) || !was)
        return false;
    g_clear_error(error);
    if (!ct_store_rewrite(ctx->store, error))
        return false;
    if (!ctx->quiet && !ctx->json)
        g_print("This person was forgotten before; old pages of the database are overwritten.\n");
    return true;
}

static bool
ask_and_forget(CtContext *ctx, const char *text, int64_t customer, GError **error)
{
    g_autoptr(CtPerson) person = ct_people_get(ctx->store, customer, error);
    g_auto(CtForgotten) would = {0};

    if (person == NULL || !ct_people_forget_preview(ctx->store, ctx->dir, customer, &would, error))
        return false;
    if (ctx->json && ctx->dry_run)
        print_json(&would, false);
    else if (!ctx->json && (!ctx->quiet || !ctx->yes))
        print_preview(person, &would, ctx->verbose || ctx->dry_run ? G_MAXUINT : FILES_SHOWN);
    if (ctx->dry_run)
        return true;
    if (ct_cli_confirm(ctx, "Forget this person? It cannot be undone."))
        return forget(ctx, customer, error);
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                "nobody was forgotten; say forget %s --yes to do it without being asked", text);
    return false;
}

bool
ct_cmd_forget(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autoptr(GError) reason = NULL;
    int64_t customer;

    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) || !ct_cli_arguments(ctx, argc, 1, 1, error))
        return false;
    if (ct_cli_customer(ctx, argv[1], &customer, &reason))
        return ask_and_forget(ctx, argv[1], customer, error);
    if (finish(ctx, argv[1], &reason))
        return true;
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}
