/* The work of the days to come, a line a day: how many mails and cards, and how many calls for
 * whom. */
#include "config.h"

#include "workload-private.h"

#include <string.h>

/* One line: mails, cards, then the calls of each manager in the order of the settings. */
typedef struct {
    CtContext *ctx;
    const char *rule;
    GString *out;
    GArray *sums; /* of int64_t: of the columns */
} Table;

#define COLUMNS_BEFORE 2
#define WIDTH          7 /* of a column */

static guint
columns(const CtContext *ctx)
{
    return COLUMNS_BEFORE + ctx->settings->managers->len;
}

/* The column of a channel and manager; calls that nobody has yet count for the first manager. */
static guint
column_of(const CtContext *ctx, const char *channel, const char *manager)
{
    const GPtrArray *managers = ctx->settings->managers;

    if (strcmp(channel, ct_channel_words[CT_CHANNEL_MAIL]) == 0)
        return 0;
    if (strcmp(channel, ct_channel_words[CT_CHANNEL_CARD]) == 0)
        return 1;
    for (guint i = 0; i < managers->len; i++)
        if (strcmp(((CtManager *)g_ptr_array_index(managers, i))->key, manager) == 0)
            return COLUMNS_BEFORE + i;
    return COLUMNS_BEFORE;
}

static GArray *
zeros(guint count)
{
    GArray *numbers = g_array_new(FALSE, TRUE, sizeof(int64_t));

    return g_array_set_size(numbers, count);
}

static void
append_heading(const CtContext *ctx, GString *out)
{
    g_string_append_printf(out, "%-16s%*s%*s", "", WIDTH, "mails", WIDTH, "cards");
    for (guint i = 0; i < ctx->settings->managers->len; i++) {
        const CtManager *manager = g_ptr_array_index(ctx->settings->managers, i);

        g_string_append_printf(out, "  calls %s", manager->key);
    }
    g_string_append_c(out, '\n');
}

static void
append_line(const CtContext *ctx, const char *first, const GArray *numbers, GString *out)
{
    g_string_append_printf(out, "%-16s", first);
    for (guint i = 0; i < columns(ctx); i++) {
        int width = WIDTH;

        if (i >= COLUMNS_BEFORE) {
            const CtManager *manager =
                g_ptr_array_index(ctx->settings->managers, i - COLUMNS_BEFORE);

            width = (int)strlen(manager->key) + 8;
        }
        g_string_append_printf(out, "%*" G_GINT64_FORMAT, width,
                               g_array_index(numbers, int64_t, i));
    }
    g_string_append_c(out, '\n');
}

static bool
see(CtStore *store, const CtNight *night, const CtPlanReport *report, void *data, GError **error)
{
    Table *table = data;
    g_autoptr(GArray) numbers = zeros(columns(table->ctx));
    g_autoptr(CtStmt) rows = ct_store_query(store, "cli/workload", error);
    char day[CT_DAY_TEXT], label[CT_DAY_TEXT + 4];
    CtStep step;

    if (rows == NULL)
        return false;
    g_snprintf(label, sizeof label, "%.3s %s", ct_weekday_words[ct_day_weekday(night->today) - 1],
               ct_day_text(night->today, day));
    ct_stmt_bind_int(rows, ":day", night->today.n);
    ct_stmt_bind_text(rows, ":rule", table->rule);
    if (table->ctx->json)
        return ct_cli_format_rows(table->ctx, rows, (const char *[]){"day", NULL}, table->out,
                                  error);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        guint column = column_of(table->ctx, ct_stmt_text(rows, 1), ct_stmt_text(rows, 2));

        g_array_index(numbers, int64_t, column) += ct_stmt_int(rows, 3);
        g_array_index(table->sums, int64_t, column) += ct_stmt_int(rows, 3);
    }
    append_line(table->ctx, label, numbers, table->out);
    return step == CT_DONE;
}

bool
ct_cli_workload(CtContext *ctx, const CtNight *first, int days, const char *rule, GString *out,
                GError **error)
{
    g_autoptr(GArray) sums = zeros(columns(ctx));
    Table table = {.ctx = ctx, .rule = rule, .out = out, .sums = sums};

    if (!ctx->json)
        append_heading(ctx, out);
    if (!ct_plan_forecast(ctx->store, first, days, see, &table, error))
        return false;
    if (!ctx->json)
        append_line(ctx, "in all", sums, out);
    return true;
}
