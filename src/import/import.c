/* One file from its first byte to the report: read twice, once for the order of its dates and once
 * for its rows, so that memory does not grow with it. */
#include "config.h"

#include "import-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
import_clear(CtImport *import)
{
    ct_csv_free(import->csv);
    ct_mapping_free(import->mapping);
    ct_import_report_free(import->report);
    if (import->rejections != NULL)
        g_string_free(import->rejections, TRUE);
    g_free(import->file);
    g_free(import->secret);
    g_free(import->order);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtImport, import_clear)

/* A file descriptor that closes itself. */
typedef struct {
    int number;
} Descriptor;

static void
descriptor_clear(Descriptor *fd)
{
    if (fd->number >= 0)
        close(fd->number);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Descriptor, descriptor_clear)

/* --- input ---------------------------------------------------------------------------- */

static bool
write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);

        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
    return true;
}

static bool
copy_all(int from, int to)
{
    char buffer[16 << 10];
    ssize_t got;

    while ((got = read(from, buffer, sizeof buffer)) != 0) {
        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0 && !write_all(to, buffer, (size_t)got))
            return false;
    }
    return true;
}

/* A pipe can be read once only: its bytes go into a file without a name. */
static bool
make_seekable(Descriptor *fd, const char *file, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *path = NULL;
    g_auto(Descriptor) copy = {-1};

    if (lseek(fd->number, 0, SEEK_SET) == 0)
        return true;
    copy.number = g_file_open_tmp("courtesy-XXXXXX", &path, &reason);
    if (copy.number < 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s: %s", file, reason->message);
        return false;
    }
    g_unlink(path);
    if (!copy_all(fd->number, copy.number)) {
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s: cannot be copied: %s", file,
                    g_strerror(errno));
        return false;
    }
    close(fd->number);
    fd->number = copy.number;
    copy.number = -1;
    return true;
}

static bool
open_input(const char *path, const char *file, Descriptor *fd, GError **error)
{
    fd->number = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd->number < 0) {
        int code = errno == EACCES ? CT_ERROR_PERMISSION : CT_ERROR_NO_FILE;

        g_set_error(error, CT_ERROR, code, "%s: %s", file, g_strerror(errno));
        return false;
    }
    return make_seekable(fd, file, error);
}

/* Begins to read the file anew, behind its heading. */
static bool
start(CtImport *import, const Descriptor *fd, GError **error)
{
    CtCsvStep step;

    if (lseek(fd->number, 0, SEEK_SET) != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: cannot be read: %s", import->file,
                    g_strerror(errno));
        return false;
    }
    ct_csv_free(import->csv);
    import->csv = ct_csv_open(fd->number, import->file);
    step = ct_csv_next(import->csv, error);
    if (step == CT_CSV_END)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: the file is empty", import->file);
    return step == CT_CSV_ROW;
}

/* --- the store ------------------------------------------------------------------------ */

static bool
drop_staging(CtImport *import, GError **error)
{
    return ct_store_run(import->store, "import/drop-staged-customers", error) &&
           ct_store_run(import->store, "import/drop-staged-answers", error) &&
           ct_store_run(import->store, "import/drop-staged-events", error) &&
           ct_store_run(import->store, "import/drop-staged-items", error);
}

static bool
create_staging(CtImport *import, GError **error)
{
    if (import->mapping->kind == CT_IMPORT_CUSTOMERS)
        return ct_store_run(import->store, "import/create-staged-customers", error) &&
               ct_store_run(import->store, "import/create-staged-answers", error);
    return ct_store_run(import->store, "import/create-staged-events", error) &&
           ct_store_run(import->store, "import/create-staged-items", error);
}

static bool
store_rows(CtImport *import, GError **error)
{
    import->secret = ct_meta_secret(import->store, error);
    return import->secret != NULL && drop_staging(import, error) && create_staging(import, error) &&
           ct_import_stage(import, error) && ct_import_report_is_good(import, error) &&
           ct_import_merge(import, error) && drop_staging(import, error);
}

/* --- all of it ------------------------------------------------------------------------ */

/* The order of day and month: as the person says, else as the file tells. */
static bool
settle_dates(CtImport *import, const Descriptor *fd, GError **error)
{
    import->dates = import->options->dates;
    return import->dates != CT_DATES_UNKNOWN ||
           (ct_import_survey(import, error) && start(import, fd, error));
}

CtImportReport *
ct_import_run(CtStore *store, const CtImportOptions *options, GError **error)
{
    g_auto(Descriptor) fd = {-1};
    g_auto(CtImport) import = {.store = store, .options = options};

    import.file = strcmp(options->path, "-") == 0 ? g_strdup("standard input")
                                                  : g_path_get_basename(options->path);
    if (!open_input(options->path, import.file, &fd, error) || !start(&import, &fd, error))
        return NULL;
    import.mapping = ct_mapping_new(import.csv, import.file, options->kind, error);
    if (import.mapping == NULL || !settle_dates(&import, &fd, error))
        return NULL;
    import.rejections = g_string_new(NULL);
    import.report = ct_import_report_new(&import);
    if (!store_rows(&import, error))
        return NULL;
    return g_steal_pointer(&import.report);
}
