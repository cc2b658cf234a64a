/* The program: finds the command, reads the clock (nobody else does), and turns an error into words
 * and an exit status. */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#define NIGHT_LINES 10 /* of an error that ends a night */

const CtCommand ct_commands[] = {
    {"init", "Begin", "answer seven questions and start (--demo DIR: a toy shop to play with)", "",
     CT_NO_DRY_RUN, ct_cmd_init},
    {"import", "Begin",
     "read customers, purchases, cases, birthdays from CSV, vCard or a shop export", "FILE...",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE, ct_cmd_import},
    {"check", "Begin", "look for mistakes in settings, rules, templates and data", "",
     CT_NEEDS_NOTHING, ct_cmd_check},
    {"live", "Begin", "show whether messages really go out; on, off", "[on|off]",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NO_DRY_RUN, ct_cmd_live},
    {"replay", "Every night",
     "a past year once more, with these settings and rules; nothing written", "", CT_NEEDS_NOTHING,
     ct_cmd_replay},
    {"plan", "Every night", "what would happen, sending nothing", "[RULE]",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NEEDS_RULES, ct_cmd_plan},
    {"run", "Every night", "do tonight's work: decide, prepare, send (for cron or a timer)", "",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NEEDS_RULES | CT_NO_DRY_RUN, ct_cmd_run},
    {"note", "Every day", "write something down about a customer, or open / close a case",
     "CUSTOMER [WORDS]", CT_NEEDS_SETTINGS | CT_NEEDS_STORE, ct_cmd_note},
    {"stop", "Every day", "no more mail / calls / post to this person (--undo needs --because)",
     "CUSTOMER|ADDRESS", CT_NEEDS_SETTINGS | CT_NEEDS_STORE, ct_cmd_stop},
    {"status", "Ask", "is everything all right? last run, queue, what needs a person", "",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE, ct_cmd_status},
    {"explain", "Ask", "why was this customer contacted, or not", "CUSTOMER",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NEEDS_RULES, ct_cmd_explain},
    {"people", "Ask", "find, show, list twins, merge",
     "find TEXT|show CUSTOMER|list|merge A B|apart A B|together A B|alone A",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE, ct_cmd_people},
    {"facts", "Ask", "the words that rules may use, with their values for a customer", "",
     CT_NEEDS_NOTHING, ct_cmd_facts},
    {"export", "Ask",
     "customers, purchases, touches ... as CSV or JSON; everything about one person", "[TABLE]",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE, ct_cmd_export},
    {"help", "Ask", "explain a command, or a topic: birthdays", "[COMMAND|TOPIC]", CT_NEEDS_NOTHING,
     ct_cmd_help},
    {"rule", "Change", "list, show, try", "list|show NAME|try 'CONDITION'",
     CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NEEDS_RULES, ct_cmd_rule},
    {"forget", "Change", "erase a person for good, keeping only what is needed not to write again",
     "CUSTOMER", CT_NEEDS_SETTINGS | CT_NEEDS_STORE, ct_cmd_forget},
    {"undo", "Change", "take back an import", "[NUMBER]", CT_NEEDS_SETTINGS | CT_NEEDS_STORE,
     ct_cmd_undo},
    {"resolve", "Change", "settle what needs a person: mail of unknown fate",
     "[unknown --sent|--resend CODE...]", CT_NEEDS_SETTINGS | CT_NEEDS_STORE | CT_NO_DRY_RUN,
     ct_cmd_resolve},
    {NULL, NULL, NULL, NULL, CT_NEEDS_NOTHING, NULL},
};

static const CtCommand *
find_command(const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *hint = NULL;

    for (const CtCommand *command = ct_commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
        g_ptr_array_add(names, (void *)(uintptr_t)command->name);
    }
    g_ptr_array_add(names, NULL);
    hint = ct_vocabulary_hint((const char *const *)names->pdata, name, "; see courtesy --help");
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "\"%s\" is not a command%s", name, hint);
    return NULL;
}

static void
read_clock(CtContext *ctx)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autoptr(GTimeZone) machine = g_time_zone_new_local();

    ctx->now = g_date_time_to_unix(now);
    ct_cli_set_today(ctx, machine);
}

/* The options that may stand before the command; those that may also follow it are read again by
 * ct_cli_begin(). */
static int
first_command(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-' || strcmp(argv[i], "-") == 0)
            return i;
        if (strcmp(argv[i], "-C") == 0 || strcmp(argv[i], "--directory") == 0 ||
            strcmp(argv[i], "--date") == 0 || strcmp(argv[i], "-o") == 0 ||
            strcmp(argv[i], "--output") == 0)
            i++;
    }
    return argc;
}

/* Options before the command are moved behind it, so that one parser reads them all. */
static char **
command_first(int argc, char **argv, int command)
{
    char **sorted = g_new0(char *, (gsize)argc + 1);
    int n = 0;

    sorted[n++] = g_strdup(argv[command]);
    for (int i = 1; i < argc; i++)
        if (i != command)
            sorted[n++] = g_strdup(argv[i]);
    return sorted;
}

static bool
run(CtContext *ctx, int argc, char **argv, GError **error)
{
    int command = first_command(argc, argv);
    g_auto(GStrv) sorted = NULL;
    g_autofree char **rest = NULL;

    if (command == argc) {
        bool version = argc > 1 && (strcmp(argv[argc - 1], "-V") == 0 ||
                                    strcmp(argv[argc - 1], "--version") == 0);
        bool help = argc > 1 &&
                    (strcmp(argv[argc - 1], "-h") == 0 || strcmp(argv[argc - 1], "--help") == 0);

        if (version)
            g_print("%s %s\n", PACKAGE_NAME, PACKAGE_VERSION);
        else if (help)
            ct_cli_print_help();
        else
            g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "no command; see courtesy --help");
        return version || help;
    }
    ctx->command = find_command(argv[command], error);
    if (ctx->command == NULL)
        return false;
    sorted = command_first(argc, argv, command);
    /* The parser moves pointers about; the strings stay owned by `sorted`. */
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_auto frees it */
    rest = g_memdup2(sorted, sizeof(char *) * ((gsize)argc + 1));
    return ctx->command->run(ctx, argc - 1, rest, error);
}

static bool
flush_output(GError **error)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_STORE, "the output cannot be written: %s",
                g_strerror(errno));
    return false;
}

/* A night of cron says at most twelve lines; a person at the terminal wants all of them. */
static void
print_error(const CtContext *ctx, const GError *error)
{
    g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
    guint count = g_strv_length(lines);
    bool night = ctx->command != NULL && strcmp(ctx->command->name, "run") == 0;
    guint most = night ? NIGHT_LINES : count;

    for (guint i = 0; i < MIN(count, most); i++)
        g_printerr("%s%s\n", i == 0 ? "courtesy: " : "", lines[i]);
    if (count > most)
        g_printerr("and %u more: courtesy check\n", count - most);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    CtContext ctx = {.exit_status = EXIT_SUCCESS};
    bool ok;

    setlocale(LC_ALL, "");
    umask(077);
    signal(SIGPIPE, SIG_IGN);
    read_clock(&ctx);
    ok = run(&ctx, argc, argv, &error) && flush_output(&error);
    ct_cli_close(&ctx);
    g_free(ctx.dir);
    g_free(ctx.output);
    if (ok)
        return ctx.exit_status;
    print_error(&ctx, error);
    return error->domain == G_OPTION_ERROR ? EX_USAGE : ct_error_exit_status(error);
}
