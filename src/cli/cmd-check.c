/* check: mistakes in settings, rules, templates and data, all of them in one go. */
#include "config.h"

#include "check-private.h"

#include <string.h>

static void
check_settings(CtContext *ctx, CtProblems *problems)
{
    g_autoptr(GError) error = NULL;

    if (ct_cli_open(ctx, CT_NEEDS_SETTINGS, &error))
        return;
    ct_problems_add(problems, "", 0, 0, "%s", error->message);
}

/* A rule without its template would hold every touch of its own. */
static void
check_template(CtTemplates *templates, const CtRule *rule, const char *name, CtProblems *problems)
{
    static const CtTemplateKind kinds[CT_CHANNEL_COUNT] = {[CT_CHANNEL_MAIL] = CT_TEMPLATE_MAIL,
                                                           [CT_CHANNEL_CALL] = CT_TEMPLATE_CALL,
                                                           [CT_CHANNEL_CARD] = CT_TEMPLATE_CARD};

    for (int i = 0; i < rule->n_send; i++) {
        g_autoptr(GError) error = NULL;

        if (ct_templates_find(templates, name, kinds[rule->send[i]], "", &error) == NULL &&
            g_error_matches(error, CT_ERROR, CT_ERROR_NO_FILE))
            ct_problems_add(problems, rule->file, rule->line, 1, "rule %s: %s", rule->name,
                            error->message);
    }
}

/* Every step of a series has a text of its own. */
static void
check_templates_of(CtTemplates *templates, const CtRule *rule, CtProblems *problems)
{
    for (int step = 1; step <= 1 + rule->n_then && rule->template_name != NULL; step++) {
        g_autofree char *name = ct_step_template(rule->template_name, step);

        check_template(templates, rule, name, problems);
    }
}

/* Segments are looked at even when no rule uses them. */
static void
check_segments(CtContext *ctx, CtProblems *problems)
{
    for (guint i = 0; i < ctx->settings->segments->len; i++) {
        const CtSegment *segment = g_ptr_array_index(ctx->settings->segments, i);

        ct_condition_free(
            ct_condition_parse(segment->who, ctx->settings, CT_SCOPE_CUSTOMER, problems));
    }
}

static void
check_rules(CtContext *ctx, CtTemplates *templates, CtProblems *problems)
{
    g_autoptr(GError) error = NULL;

    if (!ct_cli_open(ctx, CT_NEEDS_RULES, &error)) {
        ct_problems_add(problems, "", 0, 0, "%s", error->message);
        return;
    }
    for (guint i = 0; i < ct_problems_count(ctx->rule_problems); i++)
        ct_problems_add(problems, "", 0, 0, "%s", ct_problems_line(ctx->rule_problems, i));
    for (guint i = 0; i < ctx->rules->len; i++)
        check_templates_of(templates, g_ptr_array_index(ctx->rules, i), problems);
    /* One mistake does not hide another. */
    for (guint i = 0; i < ctx->resting_rules->len; i++)
        check_templates_of(templates, g_ptr_array_index(ctx->resting_rules, i), problems);
}

static void
check_rest(CtContext *ctx, CtProblems *problems)
{
    const CtSettings *settings = ctx->settings;
    g_autofree char *folder = ct_cli_path(ctx, "templates");
    g_autoptr(CtTemplates) templates = ct_templates_open(folder, settings->business.languages);

    ct_templates_check(templates, problems);
    check_segments(ctx, problems);
    check_rules(ctx, templates, problems);
}

static void
print_lines(const CtProblems *lines, const char *indent)
{
    for (guint i = 0; i < ct_problems_count(lines); i++)
        g_print("%s%s\n", indent, ct_problems_line(lines, i));
}

static void
print_good(guint rules)
{
    g_autofree char *count = ct_count(rules, "rule and its templates", "rules and their templates");

    g_print("No mistakes found in settings, %s.\n", count);
}

bool
ct_cmd_check(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_autoptr(CtProblems) problems = ct_problems_new(), notes = ct_problems_new();

    if (!ct_cli_begin(ctx, NULL, &argc, &argv, error) || !ct_cli_arguments(ctx, argc, 0, 0, error))
        return false;
    check_settings(ctx, problems);
    if (ctx->settings != NULL)
        check_rest(ctx, problems);
    if (ctx->settings != NULL && !ct_check_data(ctx, problems, notes, error))
        return false;
    print_lines(problems, "");
    if (ct_problems_count(problems) > 0)
        ctx->exit_status = CT_EXIT_ATTENTION;
    else
        print_good(ctx->rules->len);
    if (ct_problems_count(notes) > 0)
        g_print("Good to know:\n");
    print_lines(notes, "  ");
    return true;
}
