/* Stock files, out of the program and into a folder. */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <string.h>

static bool
write_file(const char *path, GBytes *bytes, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(GError) reason = NULL;

    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    if (g_file_set_contents(path, data, (gssize)size, &reason))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s", reason->message);
    return false;
}

static bool
make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0700) == 0)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be made: %s", path, g_strerror(errno));
    return false;
}

bool
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the folders that are built in */
ct_cli_unpack(const char *resource, const char *target, GError **error)
{
    g_auto(GStrv) names = ct_resource_names(resource);

    if (!make_folder(target, error))
        return false;
    for (int i = 0; names[i] != NULL; i++) {
        bool folder = g_str_has_suffix(names[i], "/");
        g_autofree char *from = g_strconcat(resource, names[i], NULL);
        g_autofree char *to = g_build_filename(target, names[i], NULL);

        if (folder) {
            if (!ct_cli_unpack(from, to, error))
                return false;
        } else {
            g_autoptr(GBytes) bytes = ct_resource(from);

            if (!write_file(to, bytes, error))
                return false;
        }
    }
    return true;
}
