/* Rows of a query for people (CSV) and programs (JSON lines). */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool
is_one_of(const char *const *names, const char *name)
{
    return ct_vocabulary_find(names, name) >= 0;
}

/* A column as text; NULL when there is no value. The caller owns the result. */
static char *
column_text(CtStmt *rows, int column, const CtTable *table)
{
    const char *name = ct_stmt_column_name(rows, column);
    char day[CT_DAY_TEXT];

    if (ct_stmt_is_null(rows, column))
        return NULL;
    if (is_one_of(table->days, name))
        return g_strdup(ct_day_text((CtDay){(int32_t)ct_stmt_int(rows, column)}, day));
    if (is_one_of(table->money, name))
        return ct_cents_text(ct_stmt_int(rows, column));
    return g_strdup(ct_stmt_text(rows, column));
}

static void
append_json(GString *out, CtStmt *rows, const CtTable *table)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;
    g_autofree char *line = NULL;

    json_builder_begin_object(builder);
    for (int i = 0; i < ct_stmt_columns(rows); i++) {
        const char *name = ct_stmt_column_name(rows, i);
        g_autofree char *text = column_text(rows, i, table);

        if (text == NULL || ct_stmt_is_text(rows, i) || is_one_of(table->days, name) ||
            is_one_of(table->money, name))
            ct_cli_json_text(builder, name, text);
        else
            ct_cli_json_number(builder, name, ct_stmt_int(rows, i));
    }
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    line = json_to_string(node, FALSE);
    g_string_append_printf(out, "%s\n", line);
}

static void
append_csv(GString *out, CtStmt *rows, const CtTable *table)
{
    for (int i = 0; i < ct_stmt_columns(rows); i++) {
        g_autofree char *text = column_text(rows, i, table);

        ct_csv_append(out, text != NULL ? text : "", i == 0, table->reader);
    }
    g_string_append(out, "\r\n");
}

static void
append_row(const CtContext *ctx, GString *out, CtStmt *rows, const CtTable *table)
{
    if (ctx->json)
        append_json(out, rows, table);
    else
        append_csv(out, rows, table);
}

/* For people, with these columns of days. */
static CtTable
table_with(const char *const *days)
{
    CtTable table = {.reader = CT_CSV_FOR_PEOPLE};

    for (size_t i = 0; days != NULL && days[i] != NULL; i++) {
        g_assert(i + 1 < G_N_ELEMENTS(table.days));
        table.days[i] = days[i];
    }
    return table;
}

bool
ct_cli_format_rows(CtContext *ctx, CtStmt *rows, const char *const *days, GString *out,
                   GError **error)
{
    const CtTable table = table_with(days);
    CtStep step;

    while ((step = ct_stmt_step(rows, error)) == CT_ROW)
        append_row(ctx, out, rows, &table);
    return step == CT_DONE;
}

/* --- where it goes -------------------------------------------------------------------- */

typedef enum { FOR_ANYBODY, FOR_OWNER } Access;

static bool
fail(const CtContext *ctx, const char *what, GError **error)
{
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be %s: %s",
                ctx->output != NULL ? ctx->output : "standard output", what, g_strerror(errno));
    return false;
}

/* -o FILE, or standard output. With FOR_OWNER a file that is there already is closed to others. */
static FILE *
open_output(const CtContext *ctx, Access access, GError **error)
{
    struct stat about;
    FILE *file;

    if (ctx->output == NULL || strcmp(ctx->output, "-") == 0)
        return stdout;
    file = fopen(ctx->output, "we");
    if (file == NULL) {
        fail(ctx, "made", error);
        return NULL;
    }
    if (access == FOR_ANYBODY || fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode) ||
        fchmod(fileno(file), 0600) == 0)
        return file;
    fail(ctx, "closed to others", error);
    fclose(file);
    return NULL;
}

static bool
close_output(const CtContext *ctx, FILE *file, bool ok, GError **error)
{
    if (file == stdout || fclose(file) == 0 || !ok)
        return ok;
    return fail(ctx, "written", error);
}

static bool
write_out(const CtContext *ctx, FILE *file, GString *out, GError **error)
{
    bool ok = fwrite(out->str, 1, out->len, file) == out->len;

    g_string_truncate(out, 0);
    return ok || fail(ctx, "written", error);
}

static bool
print_all(const CtContext *ctx, CtStmt *rows, const CtTable *table, FILE *file, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    CtStep step;

    if (!ctx->json) {
        for (int i = 0; i < ct_stmt_columns(rows); i++)
            ct_csv_append(out, ct_stmt_column_name(rows, i), i == 0, CT_CSV_FOR_PROGRAMS);
        g_string_append(out, "\r\n");
    }
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        append_row(ctx, out, rows, table);
        if (!write_out(ctx, file, out, error))
            return false;
    }
    return step == CT_DONE && write_out(ctx, file, out, error);
}

bool
ct_cli_print_table(CtContext *ctx, CtStmt *rows, const CtTable *table, GError **error)
{
    FILE *file = open_output(ctx, FOR_ANYBODY, error);

    return file != NULL && close_output(ctx, file, print_all(ctx, rows, table, file, error), error);
}

bool
ct_cli_print_rows(CtContext *ctx, CtStmt *rows, const char *const *days, GError **error)
{
    const CtTable table = table_with(days);

    return ct_cli_print_table(ctx, rows, &table, error);
}

bool
ct_cli_print_private(CtContext *ctx, const char *text, GError **error)
{
    g_autoptr(GString) out = g_string_new(text);
    FILE *file = open_output(ctx, FOR_OWNER, error);

    return file != NULL && close_output(ctx, file, write_out(ctx, file, out, error), error);
}

void
ct_cli_print_json(JsonNode *node)
{
    g_autofree char *line = json_to_string(node, FALSE);

    g_print("%s\n", line);
}

void
ct_cli_json_text(JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name(builder, name);
    if (value != NULL)
        json_builder_add_string_value(builder, value);
    else
        json_builder_add_null_value(builder);
}

void
ct_cli_json_number(JsonBuilder *builder, const char *name, int64_t value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, value);
}

void
ct_cli_json_texts(JsonBuilder *builder, const char *name, const char *const *texts, guint count)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (guint i = 0; i < count; i++)
        json_builder_add_string_value(builder, texts[i]);
    json_builder_end_array(builder);
}

void
ct_cli_json_day(JsonBuilder *builder, const char *name, CtDay day)
{
    char text[CT_DAY_TEXT];

    ct_cli_json_text(builder, name, ct_day_text(day, text));
}
