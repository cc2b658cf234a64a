/* import: shows what a file holds, asks, stores. */
#include "config.h"

#include "importing-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ANALYZE_ROWS  5000 /* imports larger than this change the query plans */
#define MOST_DOUBTS   4    /* about one file: each answer settles one */
#define MOST_FILES    1000
#define UNREAD_SUFFIX ".new"

/* One file on its way in. */
typedef struct {
    CtContext *ctx;
    CtImportMap map; /* earlier answers, and what was said now */
    bool answered;   /* there is something new to remember */
    char *rejected;  /* where rows that cannot be read belong */
    char *written;   /* where they are written first; NULL: nowhere */
    CtImportOptions options;
} Import;

static void
import_clear(Import *import)
{
    ct_import_map_clear(&import->map);
    g_free(import->rejected);
    g_free(import->written);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

/* --- rejected rows -------------------------------------------------------------------- */

static bool
is_same_file(const char *one, const char *other)
{
    struct stat a, b;

    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* The folder may have been tidied away; when it cannot be made, writing into it says so. */
static void
make_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0700);
}

/* Rows that were rejected once and are imported again lie where the new ones belong: they stay
 * there until the import is stored. */
static void
place_rejected(Import *import, const char *path)
{
    import->rejected = ct_import_rejected_path(import->ctx, path);
    if (import->ctx->dry_run)
        return;
    make_folder(import->rejected);
    import->written = is_same_file(path, import->rejected)
                          ? g_strconcat(import->rejected, UNREAD_SUFFIX, NULL)
                          : g_strdup(import->rejected);
}

/* After the import is stored: the rejected rows take the place of earlier ones. */
static bool
settle_rejected(const Import *import, GError **error)
{
    if (import->written == NULL || strcmp(import->written, import->rejected) == 0 ||
        g_rename(import->written, import->rejected) == 0 ||
        (errno == ENOENT && g_unlink(import->rejected) == 0))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be replaced: %s", import->rejected,
                g_strerror(errno));
    return false;
}

/* Nothing was stored: what waits beside the earlier ones is not needed. */
static void
forget_rejected(const Import *import)
{
    if (import->written != NULL && strcmp(import->written, import->rejected) != 0)
        g_unlink(import->written);
}

/* --- reading -------------------------------------------------------------------------- */

/* Reads the file; with `keep` it is stored, else taken back, so that nobody waits for a person
 * while the question is open. */
typedef enum { LOOK, KEEP } Purpose;

static CtImportReport *
read_file(Import *import, Purpose purpose, GError **error)
{
    CtContext *ctx = import->ctx;
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtImportReport) report = NULL;

    import->options.map = import->map;
    if (!ct_txn_begin(&txn, ctx->store, error))
        return NULL;
    report = ct_import_run(ctx->store, &import->options, error);
    if (report == NULL || (purpose == KEEP && !ct_txn_commit(&txn, error)))
        return NULL;
    return g_steal_pointer(&report);
}

/* Asks what only a person can know of the file. *asked_out is false when there was no such doubt:
 * then something else is wrong with it. */
static bool
settle_doubt(Import *import, bool *asked_out, GError **error)
{
    g_auto(CtImportQuestion) question = {0};
    int choice;

    *asked_out = false;
    import->options.map = import->map;
    if (strcmp(import->options.path, "-") == 0 || import->ctx->json || !ct_cli_can_ask(import->ctx))
        return true;
    if (!ct_import_question(&import->options, &question, error))
        return false;
    if (question.text == NULL)
        return true;
    choice = ct_cli_choose(import->ctx, question.text, question.choice);
    if (choice < 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "%s: nothing was stored; say %s (%s) or %s (%s)", import->options.path,
                    question.option[0], question.choice[0], question.option[1], question.choice[1]);
        return false;
    }
    *asked_out = import->answered = true;
    return ct_import_said_option(question.option[choice], &import->map, error);
}

/* Reads the file, and asks as long as it could mean two things. */
static CtImportReport *
read_with_answers(Import *import, Purpose purpose, GError **error)
{
    for (int i = 0;; i++) {
        g_autoptr(GError) reason = NULL;
        CtImportReport *report = read_file(import, purpose, &reason);
        bool asked = false;

        if (report != NULL)
            return report;
        if (i < MOST_DOUBTS && g_error_matches(reason, CT_ERROR, CT_ERROR_INPUT) &&
            !settle_doubt(import, &asked, error))
            return NULL;
        if (!asked) {
            g_propagate_error(error, g_steal_pointer(&reason));
            return NULL;
        }
    }
}

/* --- showing and storing -------------------------------------------------------------- */

static void
show(const Import *import, const CtImportReport *report)
{
    const CtContext *ctx = import->ctx;
    const char *path = import->options.path;
    const CtImportScreen screen = {.file = strcmp(path, "-") == 0 ? "standard input" : path,
                                   .rejected = import->written != NULL ? import->rejected : NULL,
                                   .today = ctx->today,
                                   .verbose = ctx->verbose};

    if (ctx->json)
        ct_import_screen_json(&screen, report);
    else if (!ctx->quiet)
        ct_import_screen(&screen, report);
}

/* What was said and answered is remembered once a file was read with it. */
static bool
remember(const Import *import, GError **error)
{
    g_autofree char *path = ct_import_answers_path(import->ctx, import->options.path);

    return path == NULL || !import->answered || ct_import_map_save(path, &import->map, error);
}

static bool
finish(Import *import, const CtImportReport *report, GError **error)
{
    CtContext *ctx = import->ctx;

    if (!settle_rejected(import, error) || !remember(import, error))
        return false;
    if (report->import_id > 0 && !ctx->json && !ctx->quiet)
        g_print("Stored. Undo with: courtesy undo %" G_GINT64_FORMAT "\n", report->import_id);
    return report->rows < ANALYZE_ROWS || ct_store_analyze(ctx->store, error);
}

/* Without being asked: read once, and stored at once. */
static bool
import_unasked(Import *import, GError **error)
{
    g_autoptr(CtImportReport) report = read_with_answers(import, KEEP, error);

    if (report == NULL)
        return false;
    show(import, report);
    return finish(import, report, error);
}

/* Looks first, and reads again when the answer is yes. */
static bool
import_asked(Import *import, GError **error)
{
    CtContext *ctx = import->ctx;
    g_autoptr(CtImportReport) report = read_with_answers(import, LOOK, error);
    g_autoptr(CtImportReport) again = NULL;

    if (report == NULL)
        return false;
    report->import_id = 0;
    show(import, report);
    if (ctx->dry_run)
        return true;
    if (report->added + report->changed == 0)
        return finish(import, report, error);
    if (!ctx->json && ct_cli_can_ask(ctx)) {
        if (!ct_cli_confirm(ctx, "Store this?")) {
            g_print("Nothing was stored.\n");
            return true;
        }
    } else {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "%s: nothing was stored; say --yes to store it without being asked",
                    import->options.path);
        return false;
    }
    again = read_file(import, KEEP, error);
    return again != NULL && finish(import, again, error);
}

static bool
import_file(CtContext *ctx, const char *path, const CtImportSaid *said, GError **error)
{
    g_auto(Import) import = {.ctx = ctx, .answered = ct_import_said_something(said)};
    bool stored;

    if (!ct_import_answers(ctx, path, &import.map, error) ||
        !ct_import_said_apply(said, &import.map, error))
        return false;
    place_rejected(&import, path);
    import.options = (CtImportOptions){
        .path = path, .today = ctx->today, .settings = ctx->settings, .rejected = import.written};
    stored =
        ctx->yes && !ctx->dry_run ? import_unasked(&import, error) : import_asked(&import, error);
    if (!stored)
        forget_rejected(&import);
    return stored;
}

bool
ct_cmd_import(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_auto(CtImportSaid) said = {0};
    const GOptionEntry entries[] = {
        {"as", 0, 0, G_OPTION_ARG_STRING, &said.as, "What the rows are", "KIND"},
        {"dates", 0, 0, G_OPTION_ARG_STRING, &said.dates, "How 03/04/2025 is meant", "dmy|mdy"},
        {"decimal", 0, 0, G_OPTION_ARG_STRING, &said.decimal, "How 1.234 is meant", "point|comma"},
        {"encoding", 0, 0, G_OPTION_ARG_STRING, &said.encoding, "How letters are written", "NAME"},
        {"keep", 0, 0, G_OPTION_ARG_STRING_ARRAY, &said.keep, "Keep a column that is not used",
         "COLUMN"},
        {"column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &said.columns, "What a column holds",
         "HEADING=FIELD"},
        {"event", 0, 0, G_OPTION_ARG_STRING, &said.event, "The name of all events in it", "NAME"},
        G_OPTION_ENTRY_NULL,
    };

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 1, MOST_FILES, error))
        return false;
    for (int i = 1; i < argc; i++)
        if (!import_file(ctx, argv[i], &said, error))
            return false;
    return true;
}
