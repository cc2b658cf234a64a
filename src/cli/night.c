/* One whole night, for run and for the toy shop. */
#include "config.h"

#include "importing-private.h"

#define CLOCK_AHEAD_DAYS 400 /* further ahead of the last night the clock is not believed */

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

void
ct_night_result_clear(CtNightResult *result)
{
    g_clear_pointer(&result->delivered, ct_delivered_free);
    g_clear_pointer(&result->out_dir, g_free);
}

bool
ct_cli_night(CtContext *ctx, CtNight *night_out, GError **error)
{
    CtDay since;

    *night_out = (CtNight){.today = ctx->today,
                           .settings = ctx->settings,
                           .rules = ctx->rules,
                           .holidays = ctx->holidays};
    return ct_plan_live(ctx->store, ctx->settings, ctx->today, &night_out->live, &since, error);
}

/* A live night never runs for a day before the last one: the clock may be wrong. */
static bool
check_clock(CtContext *ctx, const CtNight *night, GError **error)
{
    char today[CT_DAY_TEXT], before[CT_DAY_TEXT];
    int64_t last;

    if (!ct_meta_get_int(ctx->store, "planned_day", -1, &last, error))
        return false;
    if (!night->live || last < 0 || ctx->accept_clock ||
        (last <= night->today.n && night->today.n - last <= CLOCK_AHEAD_DAYS))
        return true;
    g_set_error(
        error, CT_ERROR, CT_ERROR_CONFIG,
        "today is %s, and the last night was run for %s: is the clock right? Nothing was sent; "
        "if it is, say run --accept-clock",
        ct_day_text(night->today, today), ct_day_text((CtDay){(int32_t)last}, before));
    return false;
}

static bool
recover(CtContext *ctx, CtNightResult *result, CtProblems *said, GError **error)
{
    g_autofree char *boot = ct_boot_id();

    if (!ct_deliver_recover(ctx->store, boot, ctx->today, &result->unknown, error))
        return false;
    if (result->unknown > 0)
        ct_problems_add(said, "", 0, 0,
                        "of an interrupted run, %d may or may not have left: courtesy resolve",
                        (int)result->unknown);
    return true;
}

static bool
begin_run(CtContext *ctx, const CtNight *night, int64_t *run_out, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(ctx->store, "cli/run-begin", error);

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":day", night->today.n);
    ct_stmt_bind_int(stmt, ":started", ctx->now);
    ct_stmt_bind_int(stmt, ":live", night->live);
    return ct_stmt_number(stmt, 0, run_out, error);
}

static bool
plan(CtContext *ctx, const CtNight *night, CtNightResult *result, GError **error)
{
    g_autoptr(GTimer) timer = g_timer_new();
    g_auto(CtTxn) txn = CT_TXN_INIT;

    if (!ct_txn_begin(&txn, ctx->store, error) ||
        !ct_plan_run(ctx->store, night, &result->plan, error) || !ct_txn_commit(&txn, error))
        return false;
    result->plan_seconds = g_timer_elapsed(timer, NULL);
    return true;
}

/* What the settings say of a file outweighs what was answered about it. */
static bool
source_map(CtContext *ctx, const CtImportSource *source, const char *path, CtImportMap *map_out,
           GError **error)
{
    if (!ct_import_answers(ctx, path, map_out, error))
        return false;
    if (source->kind >= 0)
        map_out->kind = source->kind;
    if (source->dates != CT_DATES_UNKNOWN)
        map_out->dates = source->dates;
    return true;
}

/* Rows that cannot be read are told when they are new, and not night after night. */
static void
say_rejected(const CtImportSource *source, const CtImportReport *report, const char *path,
             const char *before, CtProblems *said)
{
    g_autofree char *now = NULL;
    g_autofree char *rows = ct_count(report->rejected, "row", "rows");

    if (report->rejected == 0)
        return;
    if (g_file_get_contents(path, &now, NULL, NULL) && g_strcmp0(before, now) == 0)
        return;
    ct_problems_add(said, "", 0, 0, "import %s: %s cannot be read and left out: %s", source->name,
                    rows, path);
}

/* One file of the settings. What cannot be read is told and left for the next night: the others,
 * and the night itself, go on with what is known. */
static bool
import_source(CtContext *ctx, const CtImportSource *source, CtProblems *said, GError **error)
{
    g_autofree char *path =
        g_path_is_absolute(source->file) ? g_strdup(source->file) : ct_cli_path(ctx, source->file);
    g_autofree char *rejected = ct_import_rejected_path(ctx, path);
    g_autofree char *before = NULL;
    g_auto(CtImportMap) map = {.kind = -1};
    g_autoptr(GError) reason = NULL;
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtImportReport) report = NULL;

    if (source_map(ctx, source, path, &map, &reason)) {
        const CtImportOptions options = {.path = path,
                                         .map = map,
                                         .today = ctx->today,
                                         .settings = ctx->settings,
                                         .rejected = rejected};

        g_file_get_contents(rejected, &before, NULL, NULL);
        if (!ct_txn_begin(&txn, ctx->store, error))
            return false;
        report = ct_import_run(ctx->store, &options, &reason);
    }
    if (report == NULL) {
        ct_problems_add(said, "", 0, 0, "import %s: %s", source->name, reason->message);
        return true;
    }
    say_rejected(source, report, rejected, before, said);
    return ct_txn_commit(&txn, error);
}

static bool
import_all(CtContext *ctx, CtProblems *said, GError **error)
{
    const GPtrArray *sources = ctx->settings->imports;

    for (guint i = 0; i < sources->len; i++)
        if (!import_source(ctx, g_ptr_array_index(sources, i), said, error))
            return false;
    return true;
}

static void
rule_text_free(void *data)
{
    CtRuleText *text = data;

    g_free(text->name);
    g_free(text->says);
    g_free(text->template_name);
    g_free(text);
}

static GPtrArray *
rule_texts(const GPtrArray *rules)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(rule_text_free);

    for (guint i = 0; i < rules->len; i++) {
        const CtRule *rule = g_ptr_array_index(rules, i);
        CtRuleText *text = g_new0(CtRuleText, 1);

        text->name = g_strdup(rule->name);
        text->says = rule->says != NULL && *rule->says != '\0' ? g_strdup(rule->says)
                                                               : ct_trigger_text(&rule->trigger);
        text->template_name = g_strdup(rule->template_name);
        g_ptr_array_add(texts, text);
    }
    return texts;
}

/* True for a rehearsal of a day that was live: its files go to a folder of
 * their own, beside those that count. */
static bool
is_beside_live_night(CtContext *ctx, const CtNight *night, bool *beside_out, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_prepare(
        ctx->store, "SELECT count(*) FROM run WHERE day = :today AND live = 1", error);
    int64_t nights = 0;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":today", night->today.n);
    if (!ct_stmt_number(stmt, 0, &nights, error))
        return false;
    *beside_out = !night->live && nights > 0;
    return true;
}

static bool
deliver(CtContext *ctx, const CtNight *night, int64_t run, CtNightResult *result, GError **error)
{
    char day[CT_DAY_TEXT];
    g_autofree char *out_dir = NULL;
    g_autoptr(GPtrArray) texts = rule_texts(ctx->rules);
    char *secret = NULL;
    bool beside;
    CtDelivery delivery;

    if (!is_beside_live_night(ctx, night, &beside, error))
        return false;
    result->out_dir =
        g_strdup_printf("out/%s%s", ct_day_text(night->today, day), beside ? "/rehearsal" : "");
    out_dir = ct_cli_path(ctx, result->out_dir);
    if (night->live && ctx->settings->mail.transport == CT_TRANSPORT_SMTP &&
        !ct_secret_read(ctx->settings, ctx->dir, &secret, error))
        return false;
    delivery = (CtDelivery){.dir = ctx->dir,
                            .out_dir = out_dir,
                            .today = night->today,
                            .now = ctx->now,
                            .live = night->live,
                            .run_id = run,
                            .settings = ctx->settings,
                            .secret = secret,
                            .rules = texts};
    result->delivered = ct_deliver_run(ctx->store, &delivery, error);
    ct_secret_free(secret);
    return result->delivered != NULL;
}

static void
say_all(CtContext *ctx, const CtNightResult *result, CtProblems *said)
{
    const CtProblems *from[] = {ctx->rule_problems, result->delivered->problems};

    for (size_t i = 0; i < G_N_ELEMENTS(from); i++)
        for (guint j = 0; j < ct_problems_count(from[i]); j++)
            ct_problems_add(said, "", 0, 0, "%s", ct_problems_line(from[i], j));
    if (result->plan.expired_unseen > 0) {
        g_autofree char *passed = ct_count(result->plan.expired_unseen, "occasion", "occasions");

        ct_problems_add(said, "", 0, 0, "%s passed while no night was run (in plan.csv: expired)",
                        passed);
    }
}

static bool
end_run(CtContext *ctx, int64_t run, const CtNightResult *result, const CtProblems *said,
        GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(ctx->store, "cli/run-end", error);
    g_autoptr(GString) words = g_string_new(NULL);
    int64_t planned = 0;

    if (stmt == NULL)
        return false;
    for (int i = 0; i < CT_CHANNEL_COUNT; i++)
        planned += result->plan.planned[i];
    for (guint i = 0; i < ct_problems_count(said); i++)
        g_string_append_printf(words, "%s\n", ct_problems_line(said, i));
    ct_stmt_bind_int(stmt, ":id", run);
    ct_stmt_bind_int(stmt, ":ended", ctx->now);
    ct_stmt_bind_int(stmt, ":exit_status", ctx->exit_status);
    ct_stmt_bind_int(stmt, ":customers", result->plan.customers);
    ct_stmt_bind_int(stmt, ":touches", planned);
    ct_stmt_bind_int(stmt, ":held_back", result->plan.held_back);
    ct_stmt_bind_text(stmt, ":said", words->str);
    return ct_stmt_run(stmt, NULL, error);
}

static bool
run_night(CtContext *ctx, const CtNight *night, int64_t run, CtNightResult *result,
          CtProblems *said, GError **error)
{
    if (!recover(ctx, result, said, error) || !import_all(ctx, said, error) ||
        !plan(ctx, night, result, error) || !deliver(ctx, night, run, result, error) ||
        !ct_plan_balance(ctx->store, night, error))
        return false;
    result->live = night->live;
    say_all(ctx, result, said);
    ctx->exit_status = ct_problems_count(said) > 0 ? CT_EXIT_ATTENTION : EXIT_SUCCESS;
    if (result->delivered->stopped)
        ctx->exit_status = EX_UNAVAILABLE;
    return end_run(ctx, run, result, said, error);
}

/* A night that broke off says so in status; if even that cannot be written, the error of the night
 * is the one that counts. */
static void
note_broken_run(CtContext *ctx, int64_t run, const CtNightResult *result, const GError *reason)
{
    g_autoptr(CtProblems) said = ct_problems_new();
    g_autoptr(GError) ignored = NULL;
    int status = ctx->exit_status;

    ct_problems_add(said, "", 0, 0, "the night broke off: %s", reason->message);
    ctx->exit_status = ct_error_exit_status(reason);
    if (!end_run(ctx, run, result, said, &ignored))
        g_debug("%s", ignored->message);
    ctx->exit_status = status;
}

bool
ct_cli_run_night(CtContext *ctx, CtNightResult *result, CtProblems *said, GError **error)
{
    g_autoptr(GError) reason = NULL;
    CtNight night;
    int64_t run;

    if (!ct_cli_night(ctx, &night, error) || !check_clock(ctx, &night, error) ||
        !begin_run(ctx, &night, &run, error))
        return false;
    if (run_night(ctx, &night, run, result, said, &reason))
        return true;
    note_broken_run(ctx, run, result, reason);
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}
