/* The part of check that looks at the customer base, and at the files that came in. */
#include "config.h"

#include "check-private.h"

#include <string.h>

#define EXAMPLES 3 /* customers or purchases that a line names */

/* One thing to look for: a query that tells what it is about, how often, and the first examples. */
typedef struct {
    const char *query;
    bool needs_person;
    const char *one, *many;                                        /* after the number */
    const char *next;                                              /* what to do about it */
    bool (*passes)(const CtSettings *settings, const char *about); /* NULL: nothing does */
} Finding;

static bool
has_rate(const CtSettings *settings, const char *about)
{
    for (guint i = 0; i < settings->rates->len; i++)
        if (strcmp(g_array_index(settings->rates, CtRate, i).currency, about) == 0)
            return true;
    return false;
}

static const Finding findings[] = {
    {"cli/check-twins", true, "pair of customers may be one person", "pairs may be one person each",
     "courtesy people --twins", NULL},
    {"cli/check-currencies", true, "purchase is in a currency without a rate",
     "purchases are in a currency without a rate", "add the rate to courtesy.conf, under [rates]",
     has_rate},
    {"cli/check-birthdays", false, "birthday is set aside", "birthdays are set aside",
     "courtesy help birthdays", NULL},
    {"cli/check-addresses", false, "address does not work", "addresses do not work",
     "ask for a new one, and import it", NULL},
    {"cli/check-unreachable", false, "customer cannot be reached in any way",
     "customers cannot be reached in any way",
     "ask for an address at the next visit, and import it", NULL},
};

/* The line that is being put together. */
typedef struct {
    const Finding *finding;
    char *about; /* NULL: no line yet */
    int64_t total;
    GString *examples;
    int shown;
} Line;

static void
line_clear(Line *line)
{
    g_free(line->about);
    g_string_free(line->examples, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Line, line_clear)

static void
end_line(Line *line, const CtSettings *settings, CtProblems *into)
{
    const Finding *finding = line->finding;

    if (line->about != NULL &&
        (finding->passes == NULL || !finding->passes(settings, line->about))) {
        g_autofree char *count = ct_count(line->total, finding->one, finding->many);
        g_autofree char *more = ct_number(line->total - line->shown);
        bool all = line->total == line->shown;
        bool about = *line->about != '\0';

        ct_problems_add(into, "", 0, 0, "%s%s%s%s: no. %s%s%s%s; %s", count, about ? " (" : "",
                        line->about, about ? ")" : "", line->examples->str, all ? "" : " and ",
                        all ? "" : more, all ? "" : " more", finding->next);
    }
    g_clear_pointer(&line->about, g_free);
    g_string_truncate(line->examples, 0);
    line->shown = 0;
}

static bool
look_for(CtContext *ctx, const Finding *finding, CtProblems *into, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(ctx->store, finding->query, error);
    g_auto(Line) line = {.finding = finding, .examples = g_string_new(NULL)};
    CtStep step;

    if (row == NULL)
        return false;
    ct_stmt_bind_int(row, ":most", EXAMPLES);
    if (ct_stmt_has(row, ":home"))
        ct_stmt_bind_text(row, ":home", ctx->settings->business.currency);
    while ((step = ct_stmt_step(row, error)) == CT_ROW) {
        const char *about = ct_stmt_text(row, 0);

        if (g_strcmp0(line.about, about) != 0) {
            end_line(&line, ctx->settings, into);
            line.about = g_strdup(about);
            line.total = ct_stmt_int(row, 1);
        }
        g_string_append_printf(line.examples, "%s%s", line.shown > 0 ? ", " : "",
                               ct_stmt_text(row, 2));
        line.shown++;
    }
    end_line(&line, ctx->settings, into);
    return step == CT_DONE;
}

/* --- files ---------------------------------------------------------------------------- */

static void
check_file(CtContext *ctx, const char *name, CtProblems *problems)
{
    g_autofree char *path = g_build_filename(ctx->dir, "imports", name, NULL);
    g_auto(CtImportMap) map = {.kind = -1};

    if (g_str_has_suffix(name, ".map"))
        ct_import_map_load(path, &map, problems);
    if (g_str_has_suffix(name, ".rejected.csv"))
        ct_problems_add(problems, "", 0, 0,
                        "%s: rows that could not be read; correct them and type courtesy import %s",
                        path, path);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In the order of their names, so that two checks say the same. */
static void
check_files(CtContext *ctx, CtProblems *problems)
{
    g_autofree char *folder = ct_cli_path(ctx, "imports");
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (files != NULL && (name = g_dir_read_name(files)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++)
        check_file(ctx, g_ptr_array_index(names, i), problems);
}

bool
ct_check_data(CtContext *ctx, CtProblems *problems, CtProblems *notes, GError **error)
{
    g_autofree char *store = ct_cli_path(ctx, "courtesy.db");

    check_files(ctx, problems);
    if (!g_file_test(store, G_FILE_TEST_EXISTS))
        return true;
    if (!ct_cli_open(ctx, CT_NEEDS_STORE, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(findings); i++)
        if (!look_for(ctx, &findings[i], findings[i].needs_person ? problems : notes, error))
            return false;
    return true;
}
