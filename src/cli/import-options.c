/* What is known of a file before it is read: options of the command line, and the answers that were
 * given about files of its name. */
#include "config.h"

#include "importing-private.h"

#include <string.h>

#define REJECTED ".rejected"

void
ct_import_said_clear(CtImportSaid *said)
{
    g_free(said->as);
    g_free(said->dates);
    g_free(said->decimal);
    g_free(said->encoding);
    g_free(said->event);
    g_strfreev(said->keep);
    g_strfreev(said->columns);
    *said = (CtImportSaid){0};
}

bool
ct_import_said_something(const CtImportSaid *said)
{
    return said->as != NULL || said->dates != NULL || said->decimal != NULL ||
           said->encoding != NULL || said->event != NULL || said->keep != NULL ||
           said->columns != NULL;
}

/* The place of a word in a list whose first `unsaid` words nobody says. */
static bool
find_word(const char *option, const char *const *words, int unsaid, const char *word,
          int *index_out, GError **error)
{
    int index = ct_vocabulary_find(words, word);
    g_autofree char *known = g_strjoinv(", ", (char **)(uintptr_t)(words + unsaid));
    g_autofree char *hint = NULL;

    if (index >= unsaid) {
        *index_out = index;
        return true;
    }
    hint = ct_vocabulary_hint(words + unsaid, word, "");
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE, "--%s takes %s, not \"%s\"%s", option, known, word,
                hint);
    return false;
}

static bool
apply_words(const CtImportSaid *said, CtImportMap *map, GError **error)
{
    int dates = (int)map->dates, decimal = (int)map->decimal;

    if ((said->as != NULL &&
         !find_word("as", ct_import_kind_words, 0, said->as, &map->kind, error)) ||
        (said->dates != NULL &&
         !find_word("dates", ct_date_order_words, 1, said->dates, &dates, error)) ||
        (said->decimal != NULL &&
         !find_word("decimal", ct_decimal_words, 1, said->decimal, &decimal, error)))
        return false;
    map->dates = (CtDates)dates;
    map->decimal = (CtDecimal)decimal;
    return true;
}

bool
ct_import_said_apply(const CtImportSaid *said, CtImportMap *map, GError **error)
{
    if (!apply_words(said, map, error))
        return false;
    if (said->encoding != NULL) {
        g_free(map->encoding);
        map->encoding = g_strdup(said->encoding);
    }
    if (said->event != NULL) {
        g_free(map->event);
        map->event = g_strdup(said->event);
    }
    for (char **heading = said->keep; heading != NULL && *heading != NULL; heading++)
        ct_import_map_keep(map, *heading);
    for (char **column = said->columns; column != NULL && *column != NULL; column++) {
        if (!ct_import_map_column(map, *column, error)) {
            g_prefix_error(error, "--column: ");
            return false;
        }
    }
    return true;
}

bool
ct_import_said_option(const char *option, CtImportMap *map, GError **error)
{
    g_auto(GStrv) words = g_strsplit(option, " ", 2);
    CtImportSaid said = {0};

    if (g_strcmp0(words[0], "--dates") == 0)
        said.dates = words[1];
    else if (g_strcmp0(words[0], "--decimal") == 0)
        said.decimal = words[1];
    return ct_import_said_apply(&said, map, error);
}

/* --- the answers of earlier files ----------------------------------------------------- */

/* The rejected rows of a file are a file of the same name: its answers are theirs. */
static char *
plain_name(const char *file)
{
    const char *end = strrchr(file, '.');
    size_t length = strlen(REJECTED);

    if (end == NULL || (size_t)(end - file) <= length ||
        strncmp(end - length, REJECTED, length) != 0)
        return g_strdup(file);
    return g_strdup_printf("%.*s%s", (int)((size_t)(end - file) - length), file, end);
}

char *
ct_import_answers_path(const CtContext *ctx, const char *file)
{
    g_autofree char *name = plain_name(file);

    return strcmp(file, "-") == 0 ? NULL : ct_import_map_path(ctx->dir, name);
}

char *
ct_import_rejected_path(const CtContext *ctx, const char *file)
{
    g_autofree char *answers = ct_import_answers_path(ctx, file);

    if (answers == NULL)
        return ct_cli_path(ctx, "imports/standard-input" REJECTED ".csv");
    return g_strdup_printf("%.*s" REJECTED ".csv", (int)(strlen(answers) - strlen(".map")),
                           answers);
}

bool
ct_import_answers(const CtContext *ctx, const char *file, CtImportMap *map_out, GError **error)
{
    g_autofree char *path = ct_import_answers_path(ctx, file);
    g_autoptr(CtProblems) problems = ct_problems_new();

    *map_out = (CtImportMap){.kind = -1};
    if (path == NULL || ct_import_map_load(path, map_out, problems))
        return true;
    return ct_problems_none(problems, CT_ERROR_CONFIG, error);
}
