/* Reads the password of the mail server, and leaves no second copy of it lying around. */
#include "config.h"

#include "courtesy/deliver.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CREDENTIAL "smtp"

/* What was read, with one byte more than is allowed, so that "too much" can be seen. */
typedef struct {
    char bytes[CT_SECRET_BYTES + 1];
    size_t size;
} Reading;

static void
reading_clear(Reading *reading)
{
    explicit_bzero(reading, sizeof *reading);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

void
ct_secret_free(char *secret)
{
    if (secret == NULL)
        return;
    explicit_bzero(secret, strlen(secret));
    g_free(secret);
}

/* One read into what is still free: 1 for more, 0 at the end or when it is full, -1 on failure. */
static int
read_some(int fd, Reading *reading)
{
    ssize_t n;

    if (reading->size == sizeof reading->bytes)
        return 0;
    n = read(fd, reading->bytes + reading->size, sizeof reading->bytes - reading->size);
    if (n < 0)
        return errno == EINTR ? 1 : -1;
    reading->size += (size_t)n;
    return n > 0 ? 1 : 0;
}

/* Takes the first line. `source` names where it came from, for messages. */
static bool
take_line(const Reading *reading, const char *source, char **secret_out, GError **error)
{
    size_t length = 0;

    if (reading->size > CT_SECRET_BYTES) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG, "%s gives more than %d bytes", source,
                    CT_SECRET_BYTES);
        return false;
    }
    while (length < reading->size && reading->bytes[length] != '\n' &&
           reading->bytes[length] != '\r')
        length++;
    if (length == 0 || memchr(reading->bytes, '\0', length) != NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG,
                    "%s gives no password: its first line is empty or not text", source);
        return false;
    }
    *secret_out = g_strndup(reading->bytes, length);
    return true;
}

/* --- from a file ---------------------------------------------------------------------- */

static bool
read_open_file(int fd, const char *path, char **secret_out, GError **error)
{
    g_auto(Reading) reading = {.size = 0};
    int more;

    while ((more = read_some(fd, &reading)) > 0)
        ;
    if (more == 0)
        return take_line(&reading, path, secret_out, error);
    g_set_error(error, CT_ERROR, CT_ERROR_PERMISSION, "cannot read %s: %s", path,
                g_strerror(errno));
    return false;
}

/* O_NONBLOCK, so that a named pipe in the place of the file cannot keep the night waiting. */
static int
open_file(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool missing = errno == ENOENT || errno == ENOTDIR;

    if (fd < 0)
        g_set_error(error, CT_ERROR, missing ? CT_ERROR_NO_FILE : CT_ERROR_PERMISSION,
                    "cannot open %s: %s", path, g_strerror(errno));
    return fd;
}

static bool
is_private(int fd, const char *path, GError **error)
{
    struct stat about;

    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        g_set_error(error, CT_ERROR, CT_ERROR_PERMISSION, "%s is not an ordinary file", path);
        return false;
    }
    if (about.st_uid != geteuid() && about.st_uid != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_PERMISSION,
                    "%s belongs to somebody else; type: chown %ld %s", path, (long)geteuid(), path);
        return false;
    }
    if ((about.st_mode & 077) != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_PERMISSION,
                    "others can read or change %s; type: chmod 600 %s", path, path);
        return false;
    }
    return true;
}

static bool
from_file(const char *path, char **secret_out, GError **error)
{
    int fd = open_file(path, error);
    bool good;

    if (fd < 0)
        return false;
    good = is_private(fd, path, error) && read_open_file(fd, path, secret_out, error);
    close(fd);
    return good;
}

/* The service manager has made this folder for us alone; the modes in it are its own affair (access
 * control lists show as group bits). */
static bool
from_credential(const char *path, char **secret_out, GError **error)
{
    int fd = open_file(path, error);
    bool good;

    if (fd < 0)
        return false;
    good = read_open_file(fd, path, secret_out, error);
    close(fd);
    return good;
}

/* --- from a command ------------------------------------------------------------------- */

static int
milliseconds_left(int64_t deadline)
{
    int64_t left = (deadline - g_get_monotonic_time()) / 1000;

    return left > 0 ? (int)left : 0;
}

/* Reads what the command prints. False when the time is over. */
static bool
read_until(int fd, int64_t deadline, Reading *reading)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    int more = 1;

    while (more > 0) {
        int ready = poll(&wait, 1, milliseconds_left(deadline));

        if (ready == 0)
            return false;
        if (ready > 0)
            more = read_some(fd, reading);
        else if (errno != EINTR)
            more = -1;
    }
    return true;
}

/* Waits for the end of the command; it is killed when the time is over. */
static bool
reap(GPid pid, int64_t deadline, int *status_out)
{
    const int pause_ms = 10;

    while (waitpid(pid, status_out, WNOHANG) == 0) {
        if (milliseconds_left(deadline) == 0) {
            kill(pid, SIGKILL);
            waitpid(pid, status_out, 0);
            return false;
        }
        poll(NULL, 0, pause_ms);
    }
    return true;
}

static bool
run_command(char **arguments, Reading *reading, GError **error)
{
    int64_t deadline = g_get_monotonic_time() + (int64_t)CT_SECRET_SECONDS * G_USEC_PER_SEC;
    g_autoptr(GError) reason = NULL;
    int status = 0, fd;
    bool in_time;
    GPid pid;

    if (!g_spawn_async_with_pipes(NULL, arguments, NULL,
                                  G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                                  NULL, &fd, NULL, &reason)) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG, "[mail] password command: %s",
                    reason->message);
        return false;
    }
    in_time = read_until(fd, deadline, reading);
    close(fd);
    if (!in_time)
        deadline = 0;
    in_time = reap(pid, deadline, &status) && in_time;
    g_spawn_close_pid(pid);
    if (!in_time) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG,
                    "[mail] password command: \"%s\" did not end within %d seconds", arguments[0],
                    CT_SECRET_SECONDS);
        return false;
    }
    if (reading->size <= CT_SECRET_BYTES && !g_spawn_check_wait_status(status, &reason)) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG, "[mail] password command: \"%s\": %s",
                    arguments[0], reason->message);
        return false;
    }
    return true;
}

static bool
from_command(const char *command, char **secret_out, GError **error)
{
    g_auto(Reading) reading = {.size = 0};
    g_autoptr(GError) reason = NULL;
    g_auto(GStrv) arguments = NULL;

    if (!g_shell_parse_argv(command, NULL, &arguments, &reason)) {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG, "[mail] password command: %s",
                    reason->message);
        return false;
    }
    return run_command(arguments, &reading, error) &&
           take_line(&reading, "[mail] password command", secret_out, error);
}

bool
ct_secret_read(const CtSettings *settings, const char *dir, char **secret_out, GError **error)
{
    const char *folder = g_getenv("CREDENTIALS_DIRECTORY");
    g_autofree char *credential = g_build_filename(folder != NULL ? folder : "", CREDENTIAL, NULL);
    g_autofree char *path = NULL;

    if (*settings->mail.user == '\0') {
        *secret_out = NULL;
        return true;
    }
    if (folder != NULL && g_file_test(credential, G_FILE_TEST_EXISTS))
        return from_credential(credential, secret_out, error);
    if (*settings->mail.password_command != '\0')
        return from_command(settings->mail.password_command, secret_out, error);
    if (*settings->mail.password_file == '\0') {
        g_set_error(error, CT_ERROR, CT_ERROR_CONFIG,
                    "[mail] user = %s has no password; add `password command` or `password file`",
                    settings->mail.user);
        return false;
    }
    path = g_path_is_absolute(settings->mail.password_file)
               ? g_strdup(settings->mail.password_file)
               : g_build_filename(dir, settings->mail.password_file, NULL);
    return from_file(path, secret_out, error);
}
