/* What a person said of one column on the command line. */
#include "config.h"

#include "mapping-private.h"
#include "value-private.h"

#include <string.h>

/* Remembers that a heading was named for the file at hand. */
static void
insist(CtImportMap *map, const char *heading)
{
    if (map->said == NULL)
        map->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(map->said, ct_import_fold(heading));
}

void
ct_import_map_keep(CtImportMap *map, const char *heading)
{
    guint count = map->keep != NULL ? g_strv_length(map->keep) : 0;

    insist(map, heading);
    if (count > 0 && g_strv_contains((const char *const *)map->keep, heading))
        return;
    map->keep = g_renew(char *, map->keep, count + 2);
    map->keep[count] = g_strdup(heading);
    map->keep[count + 1] = NULL;
}

bool
ct_import_map_column(CtImportMap *map, const char *said, GError **error)
{
    const char *sign = strrchr(said, '=');
    g_autofree char *heading = g_strndup(said, sign != NULL ? (gsize)(sign - said) : 0);
    g_autofree char *folded = ct_import_fold(heading);
    g_autofree char *name = g_strstrip(g_strdup(sign != NULL ? sign + 1 : ""));
    g_autofree char *hint = NULL;
    int field = ct_field_find(name);

    if (sign == NULL || *folded == '\0') {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "\"%s\" does not say what a column holds; write \"Heading=field\", as in "
                    "\"Mobile=phone\"",
                    said);
        return false;
    }
    if (field < 0) {
        hint = ct_vocabulary_hint(ct_field_names, name, "; courtesy help import lists them");
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "\"%s\" is not something that a column can hold%s", name, hint);
        return false;
    }
    ct_import_map_put(map, folded, field);
    insist(map, heading);
    return true;
}
