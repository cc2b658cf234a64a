/* Any bytes as imports/NAME.map: what is read can be written, and says the same when it is read
 * again; what cannot be read has a reason. */
#include "../../src/import/mapping-private.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* False: it cannot be read. */
static bool
read_map(const char *bytes, size_t size, CtImportMap *map)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) text = ct_textfile_parse("fuzz.map", bytes, size, problems);
    guint of_syntax = ct_problems_count(problems);
    bool ok = ct_import_map_read(text, map, problems);

    g_assert_true(ok == (ct_problems_count(problems) == of_syntax));
    return ok && of_syntax == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_auto(CtImportMap) map = {.kind = -1};
    g_auto(CtImportMap) again = {.kind = -1};
    g_autofree char *name = g_strndup((const char *)data, MIN(size, 200));
    g_autofree char *path = ct_import_map_path("d", name);
    g_autofree char *written = NULL;
    g_autofree char *rewritten = NULL;

    g_assert_true(g_str_has_prefix(path, "d/imports/"));
    g_assert_null(strchr(path + strlen("d/imports/"), '/'));
    if (!read_map((const char *)data, size, &map))
        return 0;
    written = ct_import_map_text(path, &map);
    g_assert_true(read_map(written, strlen(written), &again));
    rewritten = ct_import_map_text(path, &again);
    g_assert_cmpstr(rewritten, ==, written);
    return 0;
}
