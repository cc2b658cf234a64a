/* help: all commands, one command, or a topic that no single command covers. */
#include "config.h"

#include "cli.h"

#include <string.h>

#define TOPICS "templates/help/"
#define ENDING ".txt"

void
ct_cli_print_help(void)
{
    const char *group = "";

    g_print("Usage: courtesy [-C DIR] [-v | -q] COMMAND [ARGUMENTS]\n");
    for (const CtCommand *command = ct_commands; command->name != NULL; command++) {
        if (strcmp(group, command->group) != 0)
            g_print("\n%s\n", command->group);
        group = command->group;
        g_print("  %-10s  %s\n", command->name, command->summary);
    }
    g_print("\nOptions of every command: -n/--dry-run --json -y/--yes --no-input --date D -o FILE\n"
            "-v -q -h/--help -V/--version. More: courtesy COMMAND --help, and man courtesy.\n");
}

/* The names of the texts that are built in, sorted. */
static char **
topics(void)
{
    char **names = ct_resource_names(TOPICS);

    for (char **name = names; *name != NULL; name++)
        if (g_str_has_suffix(*name, ENDING))
            (*name)[strlen(*name) - strlen(ENDING)] = '\0';
    return names;
}

static void
print_topic(const char *name)
{
    g_autofree char *path = g_strconcat(TOPICS, name, ENDING, NULL);
    g_autoptr(GBytes) text = ct_resource(path);

    g_print("%s", (const char *)g_bytes_get_data(text, NULL));
}

/* What the command itself answers to --help; the parser of options then ends the program. */
static bool
print_command(CtContext *ctx, const CtCommand *command, GError **error)
{
    g_autofree char *name = g_strdup(command->name), *option = g_strdup("--help");
    char *arguments[] = {name, option, NULL};

    ctx->command = command;
    return command->run(ctx, 2, arguments, error);
}

static bool
print_all(char **names)
{
    g_autofree char *list = g_strjoinv(", ", names);

    ct_cli_print_help();
    g_print("Topics of courtesy help: %s.\n", list);
    return true;
}

bool
ct_cmd_help(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_auto(GStrv) names = topics();
    g_autofree char *hint = NULL, *list = NULL;

    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) || !ct_cli_arguments(ctx, argc, 0, 1, error))
        return false;
    if (argc == 1)
        return print_all(names);
    if (g_strv_contains((const char *const *)names, argv[1])) {
        print_topic(argv[1]);
        return true;
    }
    for (const CtCommand *command = ct_commands; command->name != NULL; command++)
        if (strcmp(command->name, argv[1]) == 0)
            return print_command(ctx, command, error);
    list = g_strjoinv(", ", names);
    hint = ct_vocabulary_hint((const char *const *)names, argv[1], "");
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                "there is no help about \"%s\"%s; it is there for each command, and for: %s",
                argv[1], hint, list);
    return false;
}
