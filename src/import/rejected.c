/* The rows that were left out, in a file of their own: the heading and the cells as they were, and
 * what is wrong in a last column. A person corrects them there and imports that file. Its cells are
 * read from the original a second time, so that memory does not grow with them. */
#include "config.h"

#include "import-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define REASON_COLUMN "courtesy says"
#define REASON_FOLDED "courtesysays"

bool
ct_import_is_corrected(const CtMapping *mapping)
{
    const GPtrArray *headings = mapping->headings;
    g_autofree char *folded =
        headings->len > 0 ? ct_import_fold(headings->pdata[headings->len - 1]) : NULL;

    return g_strcmp0(folded, REASON_FOLDED) == 0;
}

static bool
fail(const char *path, GError **error)
{
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s: %s", path, g_strerror(errno));
    return false;
}

/* Writes the current record and what is wrong with it. */
static bool
write_record(const CtImport *import, FILE *out, const char *says)
{
    guint columns = import->mapping->headings->len;
    guint last = import->corrected ? columns - 1 : columns; /* an older reason gives way */
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint i = 0; i < last; i++)
        ct_csv_append(line, ct_rows_field(import->rows, i), i == 0, CT_CSV_FOR_PEOPLE);
    for (guint i = columns; i < ct_rows_count(import->rows); i++) /* cells without a heading */
        if (*ct_rows_field(import->rows, i) != '\0')
            ct_csv_append(line, ct_rows_field(import->rows, i), false, CT_CSV_FOR_PEOPLE);
    ct_csv_append(line, says, false, CT_CSV_FOR_PEOPLE);
    g_string_append_c(line, '\n');
    return fwrite(line->str, 1, line->len, out) == line->len;
}

/* Reads both lists, which are in the order of the file, one beside the other. */
static bool
write_records(CtImport *import, FILE *out, CtStmt *list, GError **error)
{
    CtStep taken = ct_stmt_step(list, error);

    while (taken == CT_ROW) {
        int64_t place = ct_stmt_int(list, ct_stmt_column(list, "place"));

        while (ct_rows_record(import->rows) < place)
            if (ct_rows_next(import->rows, error) != CT_CSV_ROW)
                return false;
        if (!write_record(import, out, ct_stmt_text(list, ct_stmt_column(list, "says"))))
            return fail(import->options->rejected, error);
        taken = ct_stmt_step(list, error);
    }
    return taken == CT_DONE;
}

static bool
write_file(CtImport *import, FILE *out, GError **error)
{
    g_autoptr(CtStmt) list = ct_store_query(import->store, "import/list-rejections", error);

    if (list == NULL || !ct_rows_rewind(import->rows, error) ||
        ct_rows_next(import->rows, error) != CT_CSV_ROW)
        return false;
    if (!write_record(import, out, REASON_COLUMN))
        return fail(import->options->rejected, error);
    return write_records(import, out, list, error);
}

/* A new file that only its owner can read: it holds what the original does. */
static bool
write_anew(CtImport *import, GError **error)
{
    const char *path = import->options->rejected;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool written;

    if (out == NULL)
        return fail(path, error);
    written = write_file(import, out, error);
    if (fclose(out) != 0 && written)
        written = fail(path, error);
    if (!written)
        g_unlink(path);
    return written;
}

static bool
is_same_file(const char *one, const char *other)
{
    GStatBuf a, b;

    return g_stat(one, &a) == 0 && g_stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

bool
ct_import_write_rejected(CtImport *import, GError **error)
{
    const char *path = import->options->rejected;

    if (path == NULL || is_same_file(path, import->options->path))
        return true; /* the file that is being read is never written to */
    if (g_unlink(path) != 0 && errno != ENOENT)
        return fail(path, error);
    return import->report->rejected == 0 || write_anew(import, error);
}
