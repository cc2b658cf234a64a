/* Questions to the person at the terminal, and finding a customer by what the person typed. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ANSWER_MAX 1000
#define TRIES      3 /* at a choice */

bool
ct_cli_can_ask(const CtContext *ctx)
{
    return !ctx->no_input && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool
ct_cli_confirm(const CtContext *ctx, const char *question)
{
    char answer[ANSWER_MAX];

    if (ctx->yes)
        return true;
    if (!ct_cli_can_ask(ctx))
        return false;
    g_print("%s [y/N] ", question);
    fflush(stdout);
    return fgets(answer, sizeof answer, stdin) != NULL && g_ascii_tolower(*answer) == 'y';
}

int
ct_cli_choose(const CtContext *ctx, const char *question, char *const choices[2])
{
    char answer[ANSWER_MAX];

    if (!ct_cli_can_ask(ctx))
        return -1;
    g_print("%s\n  1  %s\n  2  %s\n", question, choices[0], choices[1]);
    for (int i = 0; i < TRIES; i++) {
        g_print("Which one? [1/2] ");
        fflush(stdout);
        if (fgets(answer, sizeof answer, stdin) == NULL)
            return -1;
        g_strstrip(answer);
        for (int j = 0; j < 2; j++)
            if ((answer[0] == '1' + j && answer[1] == '\0') ||
                g_ascii_strcasecmp(answer, choices[j]) == 0)
                return j;
    }
    return -1;
}

char *
ct_cli_ask(const CtContext *ctx, const char *question, const char *fallback)
{
    char answer[ANSWER_MAX];

    if (!ct_cli_can_ask(ctx))
        return g_strdup(fallback);
    g_print("%s [%s] ", question, fallback);
    fflush(stdout);
    if (fgets(answer, sizeof answer, stdin) == NULL || *g_strstrip(answer) == '\0')
        return g_strdup(fallback);
    return g_strdup(answer);
}

bool
ct_cli_customer(CtContext *ctx, const char *text, int64_t *id_out, GError **error)
{
    const char *country = ctx->settings != NULL ? ctx->settings->business.country : NULL;

    return ct_people_find(ctx->store, text, country, id_out, error);
}
