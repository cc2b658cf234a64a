/* Is anything left of a person? Another process looks, because closing a second descriptor of the
 * database would let go of this process's locks on it (fcntl(2), "record locks"). Between fork()
 * and its end that process allocates nothing. */
#include "config.h"

#include "forget-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define DATABASE   "courtesy.db"
#define OLD_COPIES DATABASE ".before-"
#define DEEPEST    12
#define BLOCK      (1 << 20)

/* What the other process tells: the numbers of a file and of a trace. */
typedef struct {
    guint file, trace;
} Report;

static void
residue_free(void *data)
{
    CtResidue *residue = data;

    g_free(residue->file);
    g_free(residue);
}

void
ct_residue_copies(const char *dir, GPtrArray *copies)
{
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
        if (g_str_has_prefix(name, OLD_COPIES))
            g_ptr_array_add(copies, g_strdup(name));
}

/* NOLINTBEGIN(misc-no-recursion): DEEPEST ends it */
/* Every ordinary file below a folder but the old copies, relative to `dir`. */
static void
list_files(const char *dir, const char *folder, int depth, GPtrArray *files)
{
    g_autofree char *full = g_build_filename(dir, folder, NULL);
    g_autoptr(GDir) open = g_dir_open(full, 0, NULL);
    const char *name;

    while (open != NULL && (name = g_dir_read_name(open)) != NULL) {
        g_autofree char *path =
            *folder == '\0' ? g_strdup(name) : g_build_filename(folder, name, NULL);
        g_autofree char *whole = g_build_filename(dir, path, NULL);
        GStatBuf about;

        if (g_lstat(whole, &about) != 0 || g_str_has_prefix(path, OLD_COPIES))
            continue;
        if (S_ISDIR(about.st_mode) && depth < DEEPEST)
            list_files(dir, path, depth + 1, files);
        else if (S_ISREG(about.st_mode))
            g_ptr_array_add(files, g_steal_pointer(&path));
    }
}
/* NOLINTEND(misc-no-recursion) */

/* --- in the other process: only open, read, write, and looking through memory ---------- */

typedef struct {
    const CtTraces *traces;
    int folder, report;
    char *block; /* BLOCK bytes, and the end of the block before in front of them */
} Search;

/* A text of the house, where a single word means little. */
static bool
is_of_house(const char *file)
{
    return g_str_has_prefix(file, "templates/") || g_str_has_prefix(file, "rules.d/");
}

static bool
tell(const Search *search, guint file, guint trace)
{
    const Report report = {file, trace};

    return write(search->report, &report, sizeof report) == (ssize_t)sizeof report;
}

static bool
tell_all(const Search *search, guint number, const char *file, const uint8_t *found)
{
    for (guint i = 0; i < search->traces->list->len; i++)
        if (found[i] != 0 && !ct_trace_is_shared(search->traces, i) &&
            !(is_of_house(file) && ct_trace_is_one_word(search->traces, i)) &&
            !tell(search, number, i))
            return false;
    return true;
}

/* The end of each block is looked at again with the next one, so that nothing hides between them.
 */
static bool
search_contents(const Search *search, int fd, uint8_t *found)
{
    size_t kept = 0;
    ssize_t got;

    while ((got = read(fd, search->block + kept, BLOCK)) != 0) {
        size_t size;

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        size = kept + (size_t)got;
        ct_traces_search(search->traces, search->block, size, found);
        kept = MIN(size, (size_t)CT_TRACE_BYTES);
        memmove(search->block, search->block + size - kept, kept);
    }
    return true;
}

static bool
search_file(const Search *search, guint number, const char *file)
{
    int fd = openat(search->folder, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    uint8_t found[CT_TRACE_MOST] = {0};
    bool ok;

    if (fd < 0 && errno == ENOENT)
        return true;
    ct_traces_search(search->traces, file, strlen(file), found);
    ok = fd >= 0 && search_contents(search, fd, found);
    if (fd >= 0)
        close(fd);
    return tell_all(search, number, file, found) && (ok || tell(search, number, G_MAXUINT));
}

static void
search_all(const Search *search, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        if (!search_file(search, i, g_ptr_array_index(files, i)))
            _exit(1);
    _exit(0);
}

/* --- in this process ------------------------------------------------------------------ */

static bool
fail(const char *doing, GError **error)
{
    g_set_error(error, CT_ERROR, CT_ERROR_STORE,
                "whether anything of the person is left could not be looked at: %s: %s", doing,
                g_strerror(errno));
    return false;
}

static GPtrArray *
listen_to(int pipe, const GPtrArray *files, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(residue_free);
    Report report;
    ssize_t got;

    while ((got = read(pipe, &report, sizeof report)) != 0) {
        CtResidue *residue;

        if (got < 0 && errno == EINTR)
            continue;
        if (got != (ssize_t)sizeof report || report.file >= files->len) {
            fail("reading", error);
            return NULL;
        }
        residue = g_new0(CtResidue, 1);
        residue->file = g_strdup(g_ptr_array_index(files, report.file));
        residue->trace = report.trace;
        g_ptr_array_add(found, residue);
    }
    return g_steal_pointer(&found);
}

static bool
ended_well(pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
search_elsewhere(Search *search, const GPtrArray *files, GPtrArray **found_out, GError **error)
{
    g_autoptr(GPtrArray) found = NULL;
    int ends[2];
    pid_t child;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return fail("pipe", error);
    search->report = ends[1];
    child = fork();
    if (child == 0)
        search_all(search, files);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return fail("fork", error);
    }
    found = listen_to(ends[0], files, error);
    close(ends[0]);
    if (!ended_well(child) && found != NULL) {
        errno = ECHILD;
        return fail("the search broke off", error);
    }
    if (found == NULL)
        return false;
    *found_out = g_steal_pointer(&found);
    return true;
}

bool
ct_residue_find(const char *dir, const CtTraces *traces, GPtrArray **found_out, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *block = g_malloc(BLOCK + CT_TRACE_BYTES);
    Search search = {.traces = traces, .block = block};
    bool ok;

    list_files(dir, "", 0, files);
    search.folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (search.folder < 0)
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it */
        return fail(dir, error);
    ok = search_elsewhere(&search, files, found_out, error);
    close(search.folder);
    return ok;
}
