/* status: is everything all right? */
#include "config.h"

#include "cli.h"

/* "26h", "90m", "2d" to seconds. */
static bool
parse_age(const char *text, int64_t *seconds_out, GError **error)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'m', 60}, {'h', 3600}, {'d', 86400}};
    char *end;
    int64_t count = g_ascii_strtoll(text, &end, 10);

    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (*end == units[i].unit && end[1] == '\0' && count > 0 && count < 100000) {
            *seconds_out = count * units[i].seconds;
            return true;
        }
    }
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "--max-age takes an age like 26h, not \"%s\"",
                text);
    return false;
}

/* What status knows, before it is said in one form or the other. */
typedef struct {
    bool live;
    bool ran; /* a night has ended */
    CtDay day;
    int64_t ended, exit_status, touches, held_back;
    bool was_live;
    GArray *counts;        /* of int64_t: touches in each state */
    CtProblems *attention; /* what needs a person */
} Status;

static void
status_clear(Status *status)
{
    g_clear_pointer(&status->counts, g_array_unref);
    g_clear_pointer(&status->attention, ct_problems_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Status, status_clear)

static void
read_said(Status *status, const char *said)
{
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);

    for (int i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
            ct_problems_add(status->attention, "", 0, 0, "%s", lines[i]);
}

static bool
read_last_run(CtContext *ctx, Status *status, int64_t max_age, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(ctx->store, "cli/status-run", error);
    CtStep step = row != NULL ? ct_stmt_step(row, error) : CT_FAILED;

    if (step == CT_DONE)
        ct_problems_add(status->attention, "", 0, 0, "no night has been run yet: courtesy run");
    if (step != CT_ROW)
        return step == CT_DONE;
    status->ran = true;
    status->day.n = (int32_t)ct_stmt_int(row, ct_stmt_column(row, "day"));
    status->ended = ct_stmt_int(row, ct_stmt_column(row, "ended"));
    status->was_live = ct_stmt_int(row, ct_stmt_column(row, "live")) == 1;
    status->exit_status = ct_stmt_int(row, ct_stmt_column(row, "exit_status"));
    status->touches = ct_stmt_int(row, ct_stmt_column(row, "touches"));
    status->held_back = ct_stmt_int(row, ct_stmt_column(row, "held_back"));
    read_said(status, ct_stmt_text(row, ct_stmt_column(row, "said")));
    if (max_age > 0 && ctx->now - status->ended > max_age)
        ct_problems_add(status->attention, "", 0, 0,
                        "the last night is too long ago: is the timer installed?");
    return true;
}

static bool
read_states(CtContext *ctx, Status *status, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(ctx->store, "cli/status-states", error);
    CtStep step;

    if (row == NULL)
        return false;
    status->counts = g_array_sized_new(FALSE, TRUE, sizeof(int64_t), CT_STATE_COUNT);
    g_array_set_size(status->counts, CT_STATE_COUNT);
    while ((step = ct_stmt_step(row, error)) == CT_ROW) {
        int state = ct_vocabulary_find(ct_state_words, ct_stmt_text(row, 0));

        g_array_index(status->counts, int64_t, state) = ct_stmt_int(row, 1);
    }
    if (g_array_index(status->counts, int64_t, CT_STATE_UNKNOWN) > 0)
        ct_problems_add(status->attention, "", 0, 0, "mail of unknown fate: courtesy resolve");
    return step == CT_DONE;
}

static void
print_words(CtContext *ctx, const Status *status)
{
    char day[CT_DAY_TEXT];
    g_autofree char *touches = ct_count(status->touches, "touch", "touches");
    g_autofree char *held_back = ct_number(status->held_back);

    g_print("%s: %s\n", ctx->settings->business.name, status->live ? "live" : "rehearsal");
    if (status->ran)
        g_print("  last night %s%s: %s, %s held back, exit %d\n", ct_day_text(status->day, day),
                status->was_live ? "" : " (rehearsal)", touches, held_back,
                (int)status->exit_status);
    for (int i = 0; i < CT_STATE_COUNT; i++) {
        int64_t count = g_array_index(status->counts, int64_t, i);

        if (count > 0)
            g_print("  %-10s %d\n", ct_state_words[i], (int)count);
    }
    for (guint i = 0; i < ct_problems_count(status->attention); i++)
        g_print("  ! %s\n", ct_problems_line(status->attention, i));
    if (ct_problems_count(status->attention) == 0)
        g_print("Nothing needs a person.\n");
}

static void
add_number(JsonBuilder *builder, const char *name, int64_t value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, value);
}

static void
add_last_run(JsonBuilder *builder, const Status *status)
{
    char day[CT_DAY_TEXT];

    json_builder_set_member_name(builder, "last_night");
    if (!status->ran) {
        json_builder_add_null_value(builder);
        return;
    }
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "day");
    json_builder_add_string_value(builder, ct_day_text(status->day, day));
    add_number(builder, "ended", status->ended);
    add_number(builder, "live", status->was_live);
    add_number(builder, "exit_status", status->exit_status);
    add_number(builder, "touches", status->touches);
    add_number(builder, "held_back", status->held_back);
    json_builder_end_object(builder);
}

static void
print_json(const Status *status)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "live");
    json_builder_add_boolean_value(builder, status->live);
    add_last_run(builder, status);
    json_builder_set_member_name(builder, "states");
    json_builder_begin_object(builder);
    for (int i = 0; i < CT_STATE_COUNT; i++)
        add_number(builder, ct_state_words[i], g_array_index(status->counts, int64_t, i));
    json_builder_end_object(builder);
    json_builder_set_member_name(builder, "attention");
    json_builder_begin_array(builder);
    for (guint i = 0; i < ct_problems_count(status->attention); i++)
        json_builder_add_string_value(builder, ct_problems_line(status->attention, i));
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

bool
ct_cmd_status(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autofree char *age = NULL;
    const GOptionEntry entries[] = {
        {"max-age", 0, 0, G_OPTION_ARG_STRING, &age, "Exit 1 when the last night is older", "26h"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(Status) status = {.attention = ct_problems_new()};
    int64_t max_age = 0;
    CtDay since;

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 0, error) ||
        (age != NULL && !parse_age(age, &max_age, error)) ||
        !ct_plan_live(ctx->store, ctx->settings, ctx->today, &status.live, &since, error) ||
        !read_last_run(ctx, &status, max_age, error) || !read_states(ctx, &status, error))
        return false;
    if (ctx->json)
        print_json(&status);
    else
        print_words(ctx, &status);
    if (ct_problems_count(status.attention) > 0)
        ctx->exit_status = CT_EXIT_ATTENTION;
    return true;
}
