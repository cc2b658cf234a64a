/* importing - what import and the nights have in common, and the screen. Inside src/cli only. */
#pragma once

#include "cli.h"

/* --- import-options.c: what was said about a file ------------------------------------- */

/* The options of the command line, as they were typed. */
typedef struct {
    char *as, *dates, *decimal, *encoding, *event;
    char **keep, **columns; /* NULL-terminated, or NULL */
} CtImportSaid;
void ct_import_said_clear(CtImportSaid *said);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtImportSaid, ct_import_said_clear)

/* True when anything was said. */
bool ct_import_said_something(const CtImportSaid *said);
/* Puts it into the map, where it outweighs what is there. Errors: CT_ERROR_USAGE. */
bool ct_import_said_apply(const CtImportSaid *said, CtImportMap *map, GError **error);
/* The same for one option in one text, "--dates dmy", as a question offers them. */
bool ct_import_said_option(const char *option, CtImportMap *map, GError **error);

/* Where the answers about files of this name are kept; NULL for standard input, whose files have
 * no name. The caller owns it. */
char *ct_import_answers_path(const CtContext *ctx, const char *file);
/* Where rows that cannot be read are written, beside the answers. The caller owns it. */
char *ct_import_rejected_path(const CtContext *ctx, const char *file);
/* What was answered about files of this name; an empty map when nothing was. Errors:
 * CT_ERROR_CONFIG with all mistakes of the map. */
bool ct_import_answers(const CtContext *ctx, const char *file, CtImportMap *map_out,
                       GError **error);

/* --- import-screen.c, import-json.c --------------------------------------------------- */

typedef struct {
    const char *file;     /* as it was named */
    const char *rejected; /* where rejected rows were written; NULL: nowhere */
    CtDay today;
    bool verbose; /* every cell that cannot be right */
} CtImportScreen;
/* What a file holds, for people. */
void ct_import_screen(const CtImportScreen *screen, const CtImportReport *report);
/* The same as one JSON object on a line; courtesy(1), EXPORTS. */
void ct_import_screen_json(const CtImportScreen *screen, const CtImportReport *report);
