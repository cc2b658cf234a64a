/* Questions to the person at the terminal, and finding a customer by what the person typed. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ANSWER_MAX 1000
#define LISTED_MAX 20 /* customers that are listed when the text fits several */

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

static char *
like_pattern(const char *text)
{
    GString *pattern = g_string_new("%");

    for (const char *p = text; *p != '\0'; p++) {
        if (strchr("%_\\", *p) != NULL)
            g_string_append_c(pattern, '\\');
        g_string_append_c(pattern, *p);
    }
    g_string_append_c(pattern, '%');
    return g_string_free(pattern, FALSE);
}

static bool
several(CtStmt *found, const char *text, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    CtStep step = CT_ROW;

    for (int i = 0; step == CT_ROW && i < LISTED_MAX; i++) {
        g_string_append_printf(list, "\n  %s  %s", ct_stmt_text(found, 1), ct_stmt_text(found, 2));
        step = ct_stmt_step(found, error);
    }
    if (step == CT_FAILED)
        return false;
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "\"%s\" fits several customers; name one by its "
                "number:%s%s",
                text, list->str, step == CT_ROW ? "\n  ..." : "");
    return false;
}

/* Binds what the person typed in all the forms that the query looks for. */
static void
bind_text_forms(CtStmt *find, const char *text)
{
    g_autofree char *key = g_utf8_strdown(text, -1), *code = g_utf8_strup(text, -1);
    g_autofree char *pattern = like_pattern(key), *typed = like_pattern(text);
    g_autofree char *phone = ct_import_phone_key(text, NULL);

    ct_stmt_reset(find);
    ct_stmt_bind_text(find, ":text", text);
    ct_stmt_bind_text(find, ":key", key);
    ct_stmt_bind_text(find, ":code", code);
    ct_stmt_bind_text(find, ":phone", phone);
    ct_stmt_bind_text(find, ":pattern", pattern);
    ct_stmt_bind_text(find, ":typed", typed);
}

bool
ct_cli_customer(CtContext *ctx, const char *text, int64_t *id_out, GError **error)
{
    g_autoptr(CtStmt) found = ct_store_query(ctx->store, "cli/find-customer", error);
    int64_t id, rank;
    CtStep step;

    if (found == NULL)
        return false;
    bind_text_forms(found, text);
    step = ct_stmt_step(found, error);
    if (step == CT_DONE)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "no customer fits \"%s\"", text);
    if (step != CT_ROW)
        return false;
    id = ct_stmt_int(found, 0);
    rank = ct_stmt_int(found, 3);
    step = ct_stmt_step(found, error);
    if (step == CT_ROW && ct_stmt_int(found, 3) == rank) {
        bind_text_forms(found, text);
        return ct_stmt_step(found, error) == CT_ROW && several(found, text, error);
    }
    *id_out = id;
    return step != CT_FAILED;
}
