/* The transport that sends nothing: each mail becomes an ordinary .eml file that one can open. */
#include "config.h"

#include "transport.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

typedef struct {
    CtTransport base;
    char *path; /* FOLDER/mail */
    int fd;     /* of that folder, -1 before the first message */
} Folder;

/* A failed write, told with its reason. A full disk may be better tomorrow, the rest will not. */
static bool
fail(const Folder *folder, const char *name, GError **error)
{
    int reason = errno;
    bool full = reason == ENOSPC || reason == EDQUOT;

    g_set_error(error, CT_ERROR, full ? CT_ERROR_LATER : CT_ERROR_OUTPUT, "cannot write %s/%s: %s",
                folder->path, name, g_strerror(reason));
    return false;
}

static bool
open_folder(Folder *folder, GError **error)
{
    if (folder->fd >= 0)
        return true;
    if (g_mkdir_with_parents(folder->path, 0700) == 0)
        folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->fd >= 0)
        return true;
    return fail(folder, "", error);
}

/* True when the file holds these bytes and no others. */
static bool
holds(int fd, const char *bytes, size_t size)
{
    char buffer[8192];

    for (;;) {
        ssize_t n = read(fd, buffer, sizeof buffer);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 && size == 0;
        if ((size_t)n > size || memcmp(buffer, bytes, (size_t)n) != 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
}

static bool
write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

/* True when the file is there already, byte for byte: then there is nothing to write. */
static bool
is_there(const Folder *folder, const char *name, GBytes *bytes)
{
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    int fd = openat(folder->fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat about;
    bool same;

    if (fd < 0)
        return false;
    same = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && holds(fd, data, size);
    close(fd);
    return same;
}

/* Writes and flushes the temporary file. It has a fixed name, so that what a killed run left behind
 * is written over and never piles up. */
static bool
write_temporary(const Folder *folder, const char *name, GBytes *bytes)
{
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    int fd = openat(folder->fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool good;
    int reason;

    if (fd < 0)
        return false;
    good = write_all(fd, data, size) && fsync(fd) == 0;
    reason = errno;
    if (close(fd) != 0 && good) {
        good = false;
        reason = errno;
    }
    errno = reason;
    return good;
}

/* Only names of our own making come here; this keeps it so. */
static bool
is_plain_name(const char *name)
{
    return name != NULL && *name != '\0' && *name != '.' && strchr(name, '/') == NULL;
}

/* The caller's mark stands before the file has its name, as it does before the last dot of SMTP. */
static void
set_mark(const Folder *folder, const CtOutgoing *message, const CtMailFlow *flow,
         const char *temporary)
{
    if (flow->before_end(message, flow->data))
        return;
    unlinkat(folder->fd, temporary, 0);
    _exit(EX_TEMPFAIL);
}

static bool
put(Folder *folder, const CtOutgoing *message, const CtMailFlow *flow, GError **error)
{
    const char *name = message->file_name;
    g_autofree char *temporary = g_strdup_printf(".%s.part", name);
    bool there, good = true;

    if (!open_folder(folder, error))
        return false;
    there = is_there(folder, name, message->bytes);
    if (!there)
        good = write_temporary(folder, temporary, message->bytes);
    if (good)
        set_mark(folder, message, flow, temporary);
    if (good && !there)
        good = renameat(folder->fd, temporary, folder->fd, name) == 0;
    if (good && fsync(folder->fd) == 0)
        return true;
    fail(folder, name, error);
    unlinkat(folder->fd, temporary, 0);
    return false;
}

static bool
folder_send(CtTransport *transport, const CtMailFlow *flow, GError **error)
{
    Folder *folder = (Folder *)transport;
    const CtOutgoing *message;

    while ((message = flow->next(flow->data)) != NULL) {
        g_autoptr(GError) reason = NULL;

        if (!is_plain_name(message->file_name)) {
            flow->done(message, CT_FATE_REFUSED, "not a name for a file", flow->data);
            continue;
        }
        if (!put(folder, message, flow, &reason)) {
            flow->done(message, CT_FATE_STOPPED, reason->message, flow->data);
            g_propagate_error(error, g_steal_pointer(&reason));
            return false;
        }
        flow->done(message, CT_FATE_ACCEPTED, message->file_name, flow->data);
    }
    return true;
}

static void
folder_free(CtTransport *transport)
{
    Folder *folder = (Folder *)transport;

    if (folder->fd >= 0)
        close(folder->fd);
    g_free(folder->path);
    g_free(folder);
}

CtTransport *
ct_transport_folder(const char *folder)
{
    Folder *new = g_new0(Folder, 1);

    new->base = (CtTransport){.send = folder_send, .free = folder_free};
    new->path = g_build_filename(folder, "mail", NULL);
    new->fd = -1;
    return &new->base;
}
