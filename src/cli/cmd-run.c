/* run: tonight's work. Off a terminal it says nothing when all is well. */
#include "config.h"

#include "cli.h"

#include <string.h>
#include <unistd.h>

#define SAID_LINES 10 /* with the first and the last line at most twelve */

static bool
is_folder(const CtContext *ctx)
{
    return ctx->settings->mail.transport == CT_TRANSPORT_FOLDER;
}

static void
print_mail(const CtDelivered *d, const char *done)
{
    g_print("  mail       %d %s", (int)d->mail_sent, done);
    if (d->mail_refused > 0)
        g_print(", %d refused for good (address marked)", (int)d->mail_refused);
    if (d->mail_again > 0)
        g_print(", %d to be tried again", (int)d->mail_again);
    if (d->mail_unknown > 0)
        g_print(", %d of unknown fate", (int)d->mail_unknown);
    g_print("\n");
}

static void
print_list(const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        g_print("%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(texts, i));
}

static void
print_decided(const CtNightResult *result)
{
    const CtPlanReport *plan = &result->plan;
    g_autofree char *customers = ct_count(plan->customers, "customer", "customers");
    g_autofree char *rules = ct_count(plan->rules, "rule", "rules");
    g_autofree char *held_back = ct_number(plan->held_back);
    g_autofree char *touches = NULL;
    int64_t planned = 0;

    for (int i = 0; i < CT_CHANNEL_COUNT; i++)
        planned += plan->planned[i];
    touches = ct_count(planned, "touch", "touches");
    g_print("  decided    %s, %s: %s, %s held back   %.1f s\n", customers, rules, touches,
            held_back, result->plan_seconds);
}

static void
print_summary(CtContext *ctx, const CtNightResult *result)
{
    const CtDelivered *d = result->delivered;
    g_autofree char *day = ct_format_weekday(ctx->today, "en-GB");
    g_autofree char *title = g_strdup_printf("%s, %s", day, ctx->settings->business.name);

    g_print("%-62s %s\n", title, result->live ? "live" : "rehearsal");
    print_decided(result);
    print_mail(d, !result->live    ? "written"
                  : is_folder(ctx) ? "written to files (transport = folder)"
                                   : "sent");
    g_print("  calls      ");
    if (d->calls_by_manager->len > 0)
        print_list(d->calls_by_manager);
    else
        g_print("none");
    g_print("\n  cards      %d to write\n", (int)d->cards);
    g_print("  files      %s/: ", result->out_dir);
    print_list(d->files);
    g_print("\n");
    if (!result->live)
        g_print("Nothing left the house: this was a rehearsal. courtesy live on makes it real.\n");
}

static void
print_said(CtContext *ctx, const CtProblems *said)
{
    guint count = ct_problems_count(said);
    g_autofree char *things = ct_count(count, "thing", "things");

    g_printerr("courtesy: %s at %s %s a person\n", things, ctx->settings->business.name,
               count == 1 ? "needs" : "need");
    for (guint i = 0; i < MIN(count, SAID_LINES); i++)
        g_printerr("  %s\n", ct_problems_line(said, i));
    g_printerr("%scourtesy -C %s status\n",
               count > SAID_LINES ? "and more; see: " : "see: ", ctx->dir);
}

bool
ct_cmd_run(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_auto(CtNightResult) result = {0};
    g_autoptr(CtProblems) said = ct_problems_new();
    const GOptionEntry entries[] = {
        {"accept-clock", 0, 0, G_OPTION_ARG_NONE, &ctx->accept_clock,
         "The day is right, although the last night was later or long ago", NULL},
        G_OPTION_ENTRY_NULL,
    };
    int lock;

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 0, 0, error))
        return false;
    if (!ct_lock_take(ctx->dir, &lock, error) || !ct_cli_run_night(ctx, &result, said, error))
        return false;
    if ((isatty(STDOUT_FILENO) || ctx->verbose) && !ctx->quiet)
        print_summary(ctx, &result);
    if (ct_problems_count(said) > 0)
        print_said(ctx, said);
    return true;
}
