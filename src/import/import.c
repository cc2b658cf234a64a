/* One file from its first byte to the report: read twice, once for how its dates and amounts are
 * meant and once for its rows, so that memory does not grow with it. */
#include "config.h"

#include "import-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PIPE_MOST ((int64_t)2 << 30) /* bytes of standard input */

static void
import_clear(CtImport *import)
{
    ct_rows_free(import->rows);
    ct_mapping_free(import->mapping);
    g_clear_pointer(&import->forgotten, g_hash_table_unref);
    g_clear_pointer(&import->statuses, g_hash_table_unref);
    ct_import_report_free(import->report);
    ct_stmt_free(import->insert_rejected);
    g_clear_error(&import->trouble);
    if (import->rejections != NULL)
        g_string_free(import->rejections, TRUE);
    g_free(import->file);
    g_free(import->secret);
    g_free(import->order);
    g_free(import->found_ref);
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
    int64_t size = 0;
    ssize_t got;

    while ((got = read(from, buffer, sizeof buffer)) != 0) {
        if (got < 0 && errno != EINTR)
            return false;
        if (got <= 0)
            continue;
        size += got;
        if (size > PIPE_MOST) {
            errno = EFBIG;
            return false;
        }
        if (!write_all(to, buffer, (size_t)got))
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

/* Reads the heading, which says what the columns are. */
static bool
read_heading(CtImport *import, GError **error)
{
    CtCsvStep step = ct_rows_next(import->rows, error);

    if (step == CT_CSV_END)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: the file is empty", import->file);
    if (step != CT_CSV_ROW)
        return false;
    import->mapping = ct_mapping_new(import->rows, import->file, &import->options->map, error);
    return import->mapping != NULL;
}

/* A list of names and birthdays tells the birthdays of people who are here. In a base without
 * anybody it is a list of customers. */
static bool
settle_kind(CtImport *import, GError **error)
{
    CtImportMap map = import->options->map;
    g_autoptr(CtStmt) count = NULL;
    int64_t customers;

    if (map.kind >= 0 || import->mapping->kind != CT_IMPORT_BIRTHDAYS)
        return true;
    count = ct_store_query(import->store, "import/count-base", error);
    if (count == NULL || !ct_stmt_number(count, 0, &customers, error))
        return false;
    if (customers > 0)
        return true;
    map.kind = CT_IMPORT_CUSTOMERS;
    if (!ct_rows_rewind(import->rows, error) || ct_rows_next(import->rows, error) != CT_CSV_ROW)
        return false;
    ct_mapping_free(import->mapping);
    import->mapping = ct_mapping_new(import->rows, import->file, &map, error);
    return import->mapping != NULL;
}

/* Opens the file and finds out how it is to be read, or what has to be asked before. */
static bool
open_file(CtImport *import, Descriptor *fd, CtImportQuestion *question, GError **error)
{
    const CtImportOptions *options = import->options;

    import->file = strcmp(options->path, "-") == 0 ? g_strdup("standard input")
                                                   : g_path_get_basename(options->path);
    if (!open_input(options->path, import->file, fd, error))
        return false;
    import->rows =
        ct_rows_open_for(fd->number, import->file, options->map.encoding, options->settings, error);
    return import->rows != NULL && read_heading(import, error) &&
           ct_survey(import->rows, import->mapping, &options->map, &import->reading, question,
                     error);
}

/* --- questions ------------------------------------------------------------------------ */

bool
ct_import_question(const CtImportOptions *options, CtImportQuestion *question_out, GError **error)
{
    g_auto(Descriptor) fd = {-1};
    g_auto(CtImport) import = {.options = options};
    g_auto(CtImportQuestion) question = {0};

    if (!open_file(&import, &fd, &question, error))
        return false;
    *question_out = question;
    question = (CtImportQuestion){0};
    return true;
}

/* --- all of it ------------------------------------------------------------------------ */

/* The rejected rows are for a person, who is to have them even when the file as a whole is
 * refused. */
static bool
merge_rows(CtImport *import, GError **error)
{
    g_autoptr(GError) reason = NULL;

    if (!ct_import_stage(import, error))
        return false;
    if (ct_import_report_is_good(import, error) && ct_import_merge(import, error))
        return ct_import_write_rejected(import, error);
    if (import->report->rejected > 0 && !ct_import_write_rejected(import, &reason))
        g_debug("%s", reason->message);
    return false;
}

static bool
store_rows(CtImport *import, GError **error)
{
    import->secret = ct_meta_secret(import->store, error);
    return import->secret != NULL && ct_import_load_forgotten(import, error) &&
           ct_import_drop_staging(import, error) && ct_import_create_staging(import, error) &&
           merge_rows(import, error) && ct_import_drop_staging(import, error);
}

CtImportReport *
ct_import_run(CtStore *store, const CtImportOptions *options, GError **error)
{
    g_auto(Descriptor) fd = {-1};
    g_auto(CtImport) import = {.store = store, .options = options};
    g_auto(CtImportQuestion) question = {0};

    if (!open_file(&import, &fd, &question, error) || !settle_kind(&import, error))
        return NULL;
    if (question.text != NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: %s\nsay %s or %s", import.file,
                    question.text, question.option[0], question.option[1]);
        return NULL;
    }
    import.corrected = ct_import_is_corrected(import.mapping);
    import.rejections = g_string_new(NULL);
    import.report = ct_import_report_new(&import);
    if (!store_rows(&import, error))
        return NULL;
    ct_import_report_finish(&import);
    return g_steal_pointer(&import.report);
}
