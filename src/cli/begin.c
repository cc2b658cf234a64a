/* How every command begins: options, the folder of everything, settings, rules, store. */
#include "config.h"

#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define SYSTEM_DIR    "/var/lib/courtesy"
#define SECONDS_A_DAY INT64_C(86400)
#define MORNING       INT64_C(21600) /* 6:00, UTC: the time of day of a night with --date */

static char *
default_dir(void)
{
    const char *from_environment = g_getenv("COURTESY_DIR");
    g_autofree char *personal = g_build_filename(g_get_user_data_dir(), "courtesy", NULL);

    if (from_environment != NULL && *from_environment != '\0')
        return g_strdup(from_environment);
    if (g_file_test(personal, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&personal);
    return g_strdup(SYSTEM_DIR);
}

char *
ct_cli_path(const CtContext *ctx, const char *name)
{
    return g_build_filename(ctx->dir, name, NULL);
}

bool
ct_cli_arguments(const CtContext *ctx, int argc, int least, int most, GError **error)
{
    if (argc - 1 >= least && argc - 1 <= most)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "usage: courtesy %s %s", ctx->command->name,
                ctx->command->arguments);
    return false;
}

void
ct_cli_set_today(CtContext *ctx, GTimeZone *zone)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(ctx->now);
    g_autoptr(GDateTime) here = g_date_time_to_timezone(utc, zone);
    int year, month, day;

    g_date_time_get_ymd(here, &year, &month, &day);
    if (!ctx->dated)
        ctx->today = ct_day_from_ymd(year, month, day);
}

/* --- opening -------------------------------------------------------------------------- */

/* The days of the business are counted in its own zone, wherever the machine stands. */
static void
use_time_zone(CtContext *ctx)
{
    const char *name = ctx->settings->business.time_zone;
    g_autoptr(GTimeZone) zone = *name != '\0' ? g_time_zone_new_identifier(name) : NULL;

    if (zone != NULL)
        ct_cli_set_today(ctx, zone);
}

static void
check_labels(CtContext *ctx, CtProblems *problems)
{
    const char *labels = ctx->settings->print.labels;
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_auto(GStrv) names = NULL;
    g_autofree char *known = NULL, *hint = NULL;
    size_t count;
    const CtStationery *sheets = ct_stationery(&count);

    if (ct_stationery_find(labels) != NULL)
        return;
    for (size_t i = 0; i < count; i++)
        g_strv_builder_add(builder, sheets[i].name);
    names = g_strv_builder_end(builder);
    known = g_strjoinv(", ", names);
    hint = ct_vocabulary_hint((const char *const *)names, labels, "");
    ct_settings_complain(ctx->settings, "print", "labels", problems,
                         "\"%s\" is not one of the sheets %s%s", labels, known, hint);
}

static void
read_holidays(CtContext *ctx, CtProblems *problems)
{
    const char *name = ctx->settings->holidays;
    g_autofree char *path = g_path_is_absolute(name) ? g_strdup(name) : ct_cli_path(ctx, name);
    g_autoptr(GError) error = NULL;

    if (*name == '\0')
        return;
    ctx->holidays = ct_holidays_read(path, &error);
    if (ctx->holidays == NULL)
        ct_settings_complain(ctx->settings, "hours", "holidays", problems, "%s", error->message);
}

static bool
open_settings(CtContext *ctx, GError **error)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autofree char *path = ct_cli_path(ctx, "courtesy.conf");

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE,
                    "there is no %s; start with: courtesy -C %s init", path, ctx->dir);
        return false;
    }
    ctx->settings = ct_settings_read(ctx->dir, problems, error);
    if (ctx->settings == NULL)
        return false;
    use_time_zone(ctx);
    read_holidays(ctx, problems);
    check_labels(ctx, problems);
    return ct_problems_none(problems, CT_ERROR_CONFIG, error);
}

static bool
open_rules(CtContext *ctx, GError **error)
{
    g_autofree char *folder = ct_cli_path(ctx, "rules.d");

    ctx->rule_problems = ct_problems_new();
    ctx->resting_rules = ct_rules_new();
    ctx->rules =
        ct_rules_read(folder, ctx->settings, ctx->resting_rules, ctx->rule_problems, error);
    return ctx->rules != NULL;
}

static bool
open_store(CtContext *ctx, GError **error)
{
    g_autofree char *path = ct_cli_path(ctx, "courtesy.db");

    ctx->store = ct_store_open(path, error);
    return ctx->store != NULL;
}

bool
ct_cli_open(CtContext *ctx, CtNeeds needs, GError **error)
{
    if ((needs & (CT_NEEDS_SETTINGS | CT_NEEDS_RULES)) != 0 && ctx->settings == NULL &&
        !open_settings(ctx, error))
        return false;
    if ((needs & CT_NEEDS_RULES) != 0 && ctx->rules == NULL && !open_rules(ctx, error))
        return false;
    return (needs & CT_NEEDS_STORE) == 0 || ctx->store != NULL || open_store(ctx, error);
}

void
ct_cli_close(CtContext *ctx)
{
    g_clear_pointer(&ctx->store, ct_store_close);
    g_clear_pointer(&ctx->rules, g_ptr_array_unref);
    g_clear_pointer(&ctx->resting_rules, g_ptr_array_unref);
    g_clear_pointer(&ctx->rule_problems, ct_problems_free);
    g_clear_pointer(&ctx->holidays, g_array_unref);
    g_clear_pointer(&ctx->settings, ct_settings_free);
}

/* --- options -------------------------------------------------------------------------- */

static bool
set_date(CtContext *ctx, const char *date, GError **error)
{
    if (date == NULL)
        return true;
    if (!ct_day_parse(date, &ctx->today, error)) {
        g_prefix_error(error, "--date: ");
        (*error)->code = CT_ERROR_USAGE;
        return false;
    }
    ctx->dated = true;
    ctx->now = (int64_t)ctx->today.n * SECONDS_A_DAY + MORNING;
    return true;
}

/* --json, --date and their like. */
static bool
parse(CtContext *ctx, const GOptionEntry *entries, int *argc, char ***argv, GError **error)
{
    g_autofree char *date = NULL, *dir = NULL, *help = NULL;
    gboolean version = FALSE;
    const GOptionEntry common[] = {
        {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &dir, "The folder of everything", "DIR"},
        {"date", 0, 0, G_OPTION_ARG_STRING, &date, "Act as if it were D", "YYYY-MM-DD"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &ctx->dry_run, "Store and send nothing", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &ctx->json, "One JSON object a line", NULL},
        {"yes", 'y', 0, G_OPTION_ARG_NONE, &ctx->yes, "Answer questions with yes", NULL},
        {"no-input", 0, 0, G_OPTION_ARG_NONE, &ctx->no_input, "Ask nothing", NULL},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &ctx->output, "Write to FILE", "FILE"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &ctx->quiet, "Say less", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &ctx->verbose, "Say more", NULL},
        {"version", 'V', 0, G_OPTION_ARG_NONE, &version, "Show the version", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) parser = NULL;

    help = g_strdup_printf("%s - %s", ctx->command->arguments, ctx->command->summary);
    parser = g_option_context_new(help);
    g_set_prgname("courtesy");
    if (entries != NULL)
        g_option_context_add_main_entries(parser, entries, NULL);
    g_option_context_add_main_entries(parser, common, NULL);
    if (!g_option_context_parse(parser, argc, argv, error))
        return false;
    if (version) {
        g_print("%s %s\n", PACKAGE_NAME, PACKAGE_VERSION);
        exit(EXIT_SUCCESS);
    }
    if (ctx->dry_run && (ctx->command->needs & CT_NO_DRY_RUN) != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "%s has no --dry-run; courtesy plan shows what would happen",
                    ctx->command->name);
        return false;
    }
    ctx->dir = dir != NULL ? g_steal_pointer(&dir) : default_dir();
    return set_date(ctx, date, error);
}

bool
ct_cli_begin(CtContext *ctx, const GOptionEntry *entries, int *argc, char ***argv, GError **error)
{
    return parse(ctx, entries, argc, argv, error) && ct_cli_open(ctx, ctx->command->needs, error);
}
