/* One run at a time: the kernel keeps the lock, so it never outlives the process that holds it. */
#include "config.h"

#include "courtesy/deliver.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME  "courtesy.lock"
#define LOCK_TRIES 8

typedef enum { TAKEN, HELD_BY_ANOTHER, FILE_IS_GONE, FAILED } Attempt;

static bool
is_still_there(int fd, const char *path)
{
    struct stat ours, theirs;

    return fstat(fd, &ours) == 0 && stat(path, &theirs) == 0 && ours.st_dev == theirs.st_dev &&
           ours.st_ino == theirs.st_ino;
}

/* Somebody may remove the file between our open() and our flock(). A lock on a file without a name
 * keeps nobody out, so such a lock does not count. errno is kept for FAILED. */
static Attempt
try_once(const char *path, int *fd_out)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    Attempt attempt = TAKEN;
    int reason;

    if (fd < 0)
        return FAILED;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        attempt = errno == EWOULDBLOCK ? HELD_BY_ANOTHER : FAILED;
    else if (!is_still_there(fd, path))
        attempt = FILE_IS_GONE;
    if (attempt == TAKEN) {
        *fd_out = fd;
        return TAKEN;
    }
    reason = errno;
    close(fd);
    errno = reason;
    return attempt;
}

static CtError
code_of(int reason)
{
    if (reason == EACCES || reason == EPERM)
        return CT_ERROR_PERMISSION;
    return reason == ENOENT || reason == ENOTDIR ? CT_ERROR_NO_FILE : CT_ERROR_OUTPUT;
}

bool
ct_lock_take(const char *dir, int *fd_out, GError **error)
{
    g_autofree char *path = g_build_filename(dir, LOCK_NAME, NULL);
    Attempt attempt = FILE_IS_GONE;
    int reason;

    for (int i = 0; i < LOCK_TRIES && attempt == FILE_IS_GONE; i++)
        attempt = try_once(path, fd_out);
    if (attempt == TAKEN)
        return true;
    reason = errno;
    if (attempt == FAILED)
        g_set_error(error, CT_ERROR, code_of(reason), "cannot take the lock %s: %s", path,
                    g_strerror(reason));
    else
        g_set_error(error, CT_ERROR, CT_ERROR_LATER, "another run is at work (lock %s)", path);
    return false;
}
