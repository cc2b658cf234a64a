/* Rows of a query for people (CSV) and programs (JSON lines). */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool
is_one_of(const char *const *names, const char *name)
{
    return names != NULL && ct_vocabulary_find(names, name) >= 0;
}

/* A column as text; NULL when there is no value. The caller owns the result. */
static char *
column_text(CtStmt *rows, int column, const char *const *days)
{
    char day[CT_DAY_TEXT];

    if (ct_stmt_is_null(rows, column))
        return NULL;
    if (is_one_of(days, ct_stmt_column_name(rows, column)))
        return g_strdup(ct_day_text((CtDay){(int32_t)ct_stmt_int(rows, column)}, day));
    return g_strdup(ct_stmt_text(rows, column));
}

static void
append_json(GString *out, CtStmt *rows, const char *const *days)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;
    g_autofree char *line = NULL;

    json_builder_begin_object(builder);
    for (int i = 0; i < ct_stmt_columns(rows); i++) {
        const char *name = ct_stmt_column_name(rows, i);
        g_autofree char *text = column_text(rows, i, days);

        json_builder_set_member_name(builder, name);
        if (text == NULL)
            json_builder_add_null_value(builder);
        else if (ct_stmt_is_text(rows, i) || is_one_of(days, name))
            json_builder_add_string_value(builder, text);
        else
            json_builder_add_int_value(builder, ct_stmt_int(rows, i));
    }
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    line = json_to_string(node, FALSE);
    g_string_append_printf(out, "%s\n", line);
}

static void
append_csv(GString *out, CtStmt *rows, const char *const *days)
{
    for (int i = 0; i < ct_stmt_columns(rows); i++) {
        g_autofree char *text = column_text(rows, i, days);

        ct_csv_append(out, text != NULL ? text : "", i == 0, CT_CSV_FOR_PEOPLE);
    }
    g_string_append(out, "\r\n");
}

bool
ct_cli_format_rows(CtContext *ctx, CtStmt *rows, const char *const *days, GString *out,
                   GError **error)
{
    CtStep step;

    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        if (ctx->json)
            append_json(out, rows, days);
        else
            append_csv(out, rows, days);
    }
    return step == CT_DONE;
}

static bool
write_out(FILE *file, GString *out, const char *name, GError **error)
{
    bool ok = fwrite(out->str, 1, out->len, file) == out->len;

    g_string_truncate(out, 0);
    if (!ok)
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be written: %s", name,
                    g_strerror(errno));
    return ok;
}

static bool
print_all(CtContext *ctx, CtStmt *rows, const char *const *days, FILE *file, GError **error)
{
    const char *name = ctx->output != NULL ? ctx->output : "standard output";
    g_autoptr(GString) out = g_string_new(NULL);
    CtStep step;

    if (!ctx->json) {
        for (int i = 0; i < ct_stmt_columns(rows); i++)
            ct_csv_append(out, ct_stmt_column_name(rows, i), i == 0, CT_CSV_FOR_PROGRAMS);
        g_string_append(out, "\r\n");
    }
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        if (ctx->json)
            append_json(out, rows, days);
        else
            append_csv(out, rows, days);
        if (!write_out(file, out, name, error))
            return false;
    }
    return step == CT_DONE && write_out(file, out, name, error);
}

bool
ct_cli_print_rows(CtContext *ctx, CtStmt *rows, const char *const *days, GError **error)
{
    FILE *file;
    bool ok;

    if (ctx->output == NULL || strcmp(ctx->output, "-") == 0)
        return print_all(ctx, rows, days, stdout, error);
    file = fopen(ctx->output, "we");
    if (file == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be made: %s", ctx->output,
                    g_strerror(errno));
        return false;
    }
    ok = print_all(ctx, rows, days, file, error);
    if (fclose(file) != 0 && ok) {
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be written: %s", ctx->output,
                    g_strerror(errno));
        return false;
    }
    return ok;
}

void
ct_cli_print_json(JsonNode *node)
{
    g_autofree char *line = json_to_string(node, FALSE);

    g_print("%s\n", line);
}

char *
ct_cli_pad(const char *text, int width)
{
    GString *padded = g_string_new(text);

    for (const char *p = text; *p != '\0'; p += g_utf8_skip[(guchar)*p]) {
        gunichar c = g_utf8_get_char(p);

        if (!g_unichar_iszerowidth(c))
            width -= g_unichar_iswide(c) ? 2 : 1;
    }
    for (; width > 0; width--)
        g_string_append_c(padded, ' ');
    return g_string_free(padded, FALSE);
}
