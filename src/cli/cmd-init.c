/* init: seven questions and a folder; --demo: a toy shop and its first night. */
#include "config.h"

#include "cli.h"

#include "courtesy/demo.h"

#include <errno.h>
#include <string.h>

#define DEMO_SEED      1
#define DEMO_CUSTOMERS 360
#define TRIES          5 /* at the seven questions */

static bool
make_folders(CtContext *ctx, GError **error)
{
    static const char *const folders[] = {"", "imports", "holidays", "out", "rules.d", "templates"};
    static const char *const stock[][2] = {{"templates/rules.d/", "rules.d"},
                                           {"templates/texts/", "templates"}};

    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = ct_cli_path(ctx, folders[i]);

        if (g_mkdir_with_parents(path, 0700) != 0) {
            g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be made: %s", path,
                        g_strerror(errno));
            return false;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(stock); i++) {
        g_autofree char *target = ct_cli_path(ctx, stock[i][1]);

        if (!ct_cli_unpack(stock[i][0], target, error))
            return false;
    }
    return true;
}

static bool
write_text(CtContext *ctx, const char *name, const char *text, GError **error)
{
    g_autofree char *path = ct_cli_path(ctx, name);
    g_autoptr(GError) reason = NULL;

    if (g_file_set_contents(path, text, -1, &reason))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s", reason->message);
    return false;
}

static bool
refuse_existing(CtContext *ctx, GError **error)
{
    g_autofree char *path = ct_cli_path(ctx, "courtesy.conf");

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT,
                "%s is there already; nothing was changed. Edit it, or choose another folder with "
                "-C DIR",
                path);
    return false;
}

/* --- the toy shop --------------------------------------------------------------------- */

static bool
import_demo_file(CtContext *ctx, const char *name, CtImportKind kind, GError **error)
{
    g_autofree char *path = ct_cli_path(ctx, name);
    CtImportOptions options = {
        .path = path, .map = {.kind = (int)kind}, .today = ctx->today, .settings = ctx->settings};
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtImportReport) report = NULL;

    if (!ct_txn_begin(&txn, ctx->store, error))
        return false;
    report = ct_import_run(ctx->store, &options, error);
    return report != NULL && ct_txn_commit(&txn, error);
}

/* On a day when nobody is in the toy shop there would be no calls to look at. */
static void
choose_demo_day(CtContext *ctx)
{
    while (!ctx->dated && (ct_day_weekday(ctx->today) > CT_FRIDAY + 1 ||
                           !ct_settings_works_on(ctx->settings, ctx->holidays, ctx->today)))
        ctx->today.n--;
}

static bool
import_demo_files(CtContext *ctx, const CtDemo *demo, GError **error)
{
    const struct {
        const char *name, *text;
        CtImportKind kind;
    } files[] = {{"imports/customers.csv", demo->customers, CT_IMPORT_CUSTOMERS},
                 {"imports/purchases.csv", demo->purchases, CT_IMPORT_PURCHASES},
                 {"imports/cases.csv", demo->cases, CT_IMPORT_CASES},
                 {"imports/contacts.csv", demo->contacts, CT_IMPORT_CONTACTS},
                 {"imports/events.csv", demo->events, CT_IMPORT_EVENTS}};

    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        if (!write_text(ctx, files[i].name, files[i].text, error) ||
            !import_demo_file(ctx, files[i].name, files[i].kind, error)) {
            g_prefix_error(error, "%s: ", files[i].name);
            return false;
        }
    }
    return true;
}

static bool
make_demo(CtContext *ctx, GError **error)
{
    g_autoptr(GBytes) conf = ct_resource("templates/demo.conf");
    g_autoptr(CtDemo) demo = NULL;

    if (!write_text(ctx, "courtesy.conf", g_bytes_get_data(conf, NULL), error) ||
        !ct_cli_open(ctx, CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NEEDS_RULES, error) ||
        !ct_store_set_durability(ctx->store, CT_DURABILITY_FAST, error))
        return false;
    choose_demo_day(ctx);
    demo = ct_demo_make(DEMO_SEED, ctx->today, DEMO_CUSTOMERS);
    return import_demo_files(ctx, demo, error);
}

/* Somebody whom the night has something to say about. */
static char *
someone(CtContext *ctx)
{
    g_autoptr(CtStmt) rows = ct_store_query(ctx->store, "cli/tonight", NULL);

    if (rows == NULL)
        return g_strdup("CUSTOMER");
    ct_stmt_bind_text(rows, ":rule", "");
    return g_strdup(ct_stmt_step(rows, NULL) == CT_ROW ? ct_stmt_text(rows, 2) : "CUSTOMER");
}

static void
print_demo(CtContext *ctx, const CtNightResult *result)
{
    const CtDelivered *d = result->delivered;
    g_autofree char *who = someone(ctx);
    g_autofree char *calls = ct_count(d->calls, "call", "calls");
    g_autofree char *cards = ct_count(d->cards, "card", "cards");
    g_autofree char *mails = ct_count(d->mail_sent, "e-mail", "e-mails");

    g_print("Made a toy shop in %s. Have a look:\n", ctx->dir);
    for (guint i = 0; i < d->files->len; i++)
        g_print("  %s/%s\n", result->out_dir, (const char *)g_ptr_array_index(d->files, i));
    g_print("  %s/mail/\n", result->out_dir);
    g_print("%s, %s to write, %s (open one: they are ordinary .eml files).\n", calls, cards, mails);
    g_print("Then try:  courtesy -C %s explain %s\n", ctx->dir, who);
}

static bool
init_demo(CtContext *ctx, const char *dir, GError **error)
{
    g_auto(CtNightResult) result = {0};
    g_autoptr(CtProblems) said = ct_problems_new();

    g_free(ctx->dir);
    ctx->dir = g_strdup(dir);
    if (!refuse_existing(ctx, error) || !make_folders(ctx, error) || !make_demo(ctx, error) ||
        !ct_cli_run_night(ctx, &result, said, error))
        return false;
    if (!ctx->quiet)
        print_demo(ctx, &result);
    for (guint i = 0; i < ct_problems_count(said); i++)
        g_printerr("courtesy: %s\n", ct_problems_line(said, i));
    return true;
}

/* --- a real shop ---------------------------------------------------------------------- */

static void
add_member(JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, value);
}

/* "gb.ics" for "GB"; the caller owns it. */
static char *
holidays_of(const char *country)
{
    g_autofree char *code = g_ascii_strdown(country, -1);

    return g_strconcat(code, ".ics", NULL);
}

/* The public holidays of the country, where they are known. */
static void
add_holidays(JsonBuilder *builder, const char *country)
{
    g_autofree char *name = holidays_of(country);
    g_autofree char *path = g_strconcat("holidays/", name, NULL);
    g_auto(GStrv) known = ct_resource_names("templates/holidays/");

    if (g_strv_contains((const char *const *)known, name))
        add_member(builder, "holidays", path);
}

static char *
key_of(const char *name)
{
    GString *key = g_string_new(NULL);

    for (const char *p = name; *p != '\0' && *p != ' '; p++)
        if (g_ascii_isalnum(*p))
            g_string_append_c(key, g_ascii_tolower(*p));
    return key->len > 0 ? g_string_free(key, FALSE) : (g_string_free(key, TRUE), g_strdup("owner"));
}

/* The seven questions, as the data of templates/courtesy.conf. */
static JsonNode *
ask_all(CtContext *ctx)
{
    g_autofree char *name = ct_cli_ask(ctx, "What is the business called?", "Our shop");
    g_autofree char *address = ct_cli_ask(ctx, "Its postal address, with commas between the lines?",
                                          "1 High Street, Ourtown");
    g_autofree char *country = ct_cli_ask(ctx, "Its country, as a code of two letters?", "GB");
    g_autofree char *language = ct_cli_ask(ctx, "The language of the house, as a code?", "en");
    g_autofree char *currency = ct_cli_ask(ctx, "The currency, as a code of three letters?", "EUR");
    g_autofree char *reply_to =
        ct_cli_ask(ctx, "The mail address that customers answer to?", "shop@courtesy.invalid");
    g_autofree char *manager = ct_cli_ask(ctx, "Who makes the calls?", "Owner");
    g_autofree char *key = key_of(manager);
    g_auto(GStrv) lines = g_strsplit(address, ",", -1);
    g_autofree char *indented = NULL;
    g_autoptr(GTimeZone) machine = g_time_zone_new_local();
    g_autoptr(JsonBuilder) builder = json_builder_new();

    for (int i = 0; lines[i] != NULL; i++)
        g_strstrip(lines[i]);
    indented = g_strjoinv("\n            ", lines);
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "business");
    json_builder_begin_object(builder);
    add_member(builder, "name", name);
    add_member(builder, "address", indented);
    add_member(builder, "country", country);
    add_member(builder, "time_zone", g_time_zone_get_identifier(machine));
    add_member(builder, "language", language);
    add_member(builder, "currency", currency);
    add_member(builder, "reply_to", reply_to);
    add_holidays(builder, country);
    json_builder_end_object(builder);
    json_builder_set_member_name(builder, "manager");
    json_builder_begin_object(builder);
    add_member(builder, "key", key);
    add_member(builder, "name", manager);
    add_member(builder, "mail", "");
    json_builder_end_object(builder);
    json_builder_end_object(builder);
    return json_builder_get_root(builder);
}

/* True when the settings made of the answers can be read again; else *error says which answer is
 * wrong. */
static bool
answers_fit(const char *conf, GError **error)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) text = ct_textfile_parse("courtesy.conf", conf, strlen(conf), problems);

    ct_settings_free(ct_settings_parse(text, problems));
    return ct_problems_none(problems, CT_ERROR_CONFIG, error);
}

static char *
ask_settings(CtContext *ctx, const CtMustache *mustache, GError **error)
{
    g_autoptr(JsonNode) answers = ask_all(ctx);

    return ct_mustache_render(mustache, answers, CT_ESCAPE_NONE, NULL, NULL, error);
}

/* Asks until the answers can be used; without a terminal there is only one try. */
static char *
settings_from_answers(CtContext *ctx, GError **error)
{
    g_autoptr(GBytes) text = ct_resource("templates/courtesy.conf");
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtMustache) mustache = ct_mustache_parse(
        "courtesy.conf", 1, g_bytes_get_data(text, NULL), CT_MUSTACHE_SPEC, problems);

    g_assert(mustache != NULL);
    for (int tries = 0; tries < TRIES; tries++) {
        g_autoptr(GError) wrong = NULL;
        g_autofree char *conf = ask_settings(ctx, mustache, error);

        if (conf == NULL || answers_fit(conf, &wrong))
            return g_steal_pointer(&conf);
        if (tries + 1 == TRIES || !ct_cli_can_ask(ctx)) {
            g_propagate_prefixed_error(error, g_steal_pointer(&wrong), "nothing was written; ");
            return NULL;
        }
        g_print("That cannot be used:\n%s\nOnce more, please.\n", wrong->message);
    }
    return NULL;
}

static bool
unpack_holidays(CtContext *ctx, GError **error)
{
    g_autofree char *target = ct_cli_path(ctx, "holidays");

    return ct_cli_unpack("templates/holidays/", target, error);
}

static bool
init_shop(CtContext *ctx, GError **error)
{
    g_autofree char *conf = NULL;

    if (!refuse_existing(ctx, error))
        return false;
    conf = settings_from_answers(ctx, error);
    if (conf == NULL || !make_folders(ctx, error) || !unpack_holidays(ctx, error) ||
        !write_text(ctx, "courtesy.conf", conf, error) ||
        !ct_cli_open(ctx, CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NEEDS_RULES, error))
        return false;
    if (!ctx->quiet)
        g_print("Made %s: courtesy.conf, rules.d/, templates/. Nothing is sent until courtesy live "
                "on.\nNext:  courtesy -C %s import customers.csv\n",
                ctx->dir, ctx->dir);
    return true;
}

bool
ct_cmd_init(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autofree char *demo = NULL;
    const GOptionEntry entries[] = {
        {"demo", 0, 0, G_OPTION_ARG_FILENAME, &demo, "Make a toy shop to play with", "DIR"},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 0, error))
        return false;
    return demo != NULL ? init_demo(ctx, demo, error) : init_shop(ctx, error);
}
