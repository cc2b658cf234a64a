/* The wall clock of an SMTP session. libESMTP has time-outs, but each byte that arrives starts them
 * anew, and connect() has none: a server that drips could hold the night for hours. */
#include "config.h"

#include "smtp-private.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

/* A later address of the same server may hang as well: the dog barks on. */
#define BARK_AGAIN_MS 100
/* Descriptors are given lowest first, so that a program with few files never has one above. */
#define DESCRIPTORS   1024

struct CtWatchdog {
    GMutex mutex; /* guards all below */
    GCond changed;
    GThread *thread;
    int64_t deadline;         /* of g_get_monotonic_time(); 0: asleep */
    int fd;                   /* the duplicate of the connection, or -1 */
    bool others[DESCRIPTORS]; /* the network sockets that are not ours */
    bool barked, ended;
};

static bool
is_network_socket(int fd)
{
    int domain = 0, type = 0;
    socklen_t size = sizeof domain;

    if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0)
        return false;
    size = sizeof type;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0)
        return false;
    return type == SOCK_STREAM && (domain == AF_INET || domain == AF_INET6);
}

/* libESMTP does not tell its socket: it is the one that was not there before. */
static int
next_socket(const CtWatchdog *watchdog, int after)
{
    for (int fd = after + 1; fd < DESCRIPTORS; fd++)
        if (fd != watchdog->fd && !watchdog->others[fd] && is_network_socket(fd))
            return fd;
    return -1;
}

static void
bark(CtWatchdog *watchdog)
{
    watchdog->barked = true;
    watchdog->deadline = g_get_monotonic_time() + (int64_t)BARK_AGAIN_MS * 1000;
    if (watchdog->fd >= 0) {
        shutdown(watchdog->fd, SHUT_RDWR);
        return;
    }
    /* Not connected yet: this makes a connect() that hangs return. */
    for (int fd = next_socket(watchdog, -1); fd >= 0; fd = next_socket(watchdog, fd))
        shutdown(fd, SHUT_RDWR);
}

static void *
watch(void *data)
{
    CtWatchdog *watchdog = data;
    sigset_t all;

    sigfillset(&all); /* signals are for the main thread */
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    g_mutex_lock(&watchdog->mutex);
    while (!watchdog->ended) {
        if (watchdog->deadline == 0)
            g_cond_wait(&watchdog->changed, &watchdog->mutex);
        else
            g_cond_wait_until(&watchdog->changed, &watchdog->mutex, watchdog->deadline);
        if (watchdog->deadline != 0 && g_get_monotonic_time() >= watchdog->deadline)
            bark(watchdog);
    }
    g_mutex_unlock(&watchdog->mutex);
    return NULL;
}

CtWatchdog *
ct_watchdog_new(void)
{
    CtWatchdog *watchdog = g_new0(CtWatchdog, 1);

    g_mutex_init(&watchdog->mutex);
    g_cond_init(&watchdog->changed);
    watchdog->fd = -1;
    watchdog->thread = g_thread_new("watchdog", watch, watchdog);
    return watchdog;
}

void
ct_watchdog_free(CtWatchdog *watchdog)
{
    if (watchdog == NULL)
        return;
    g_mutex_lock(&watchdog->mutex);
    watchdog->ended = true;
    g_cond_signal(&watchdog->changed);
    g_mutex_unlock(&watchdog->mutex);
    g_thread_join(watchdog->thread);
    ct_watchdog_disconnected(watchdog);
    g_cond_clear(&watchdog->changed);
    g_mutex_clear(&watchdog->mutex);
    g_free(watchdog);
}

static void
set_deadline(CtWatchdog *watchdog, int timeout_ms)
{
    watchdog->deadline = timeout_ms > 0 ? g_get_monotonic_time() + (int64_t)timeout_ms * 1000 : 0;
    g_cond_signal(&watchdog->changed);
}

void
ct_watchdog_begin(CtWatchdog *watchdog, int timeout_ms)
{
    g_mutex_lock(&watchdog->mutex);
    watchdog->barked = false;
    for (int fd = 0; fd < DESCRIPTORS; fd++)
        watchdog->others[fd] = is_network_socket(fd);
    set_deadline(watchdog, timeout_ms);
    g_mutex_unlock(&watchdog->mutex);
}

void
ct_watchdog_arm(CtWatchdog *watchdog, int timeout_ms)
{
    g_mutex_lock(&watchdog->mutex);
    if (!watchdog->barked)
        set_deadline(watchdog, timeout_ms);
    g_mutex_unlock(&watchdog->mutex);
}

int
ct_watchdog_connected(CtWatchdog *watchdog)
{
    int fd;

    ct_watchdog_disconnected(watchdog);
    g_mutex_lock(&watchdog->mutex);
    fd = next_socket(watchdog, -1);
    if (fd >= 0)
        watchdog->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    fd = watchdog->fd;
    g_mutex_unlock(&watchdog->mutex);
    return fd;
}

void
ct_watchdog_disconnected(CtWatchdog *watchdog)
{
    g_mutex_lock(&watchdog->mutex);
    if (watchdog->fd >= 0)
        close(watchdog->fd);
    watchdog->fd = -1;
    g_mutex_unlock(&watchdog->mutex);
}

void
ct_watchdog_end(CtWatchdog *watchdog)
{
    ct_watchdog_disconnected(watchdog);
    g_mutex_lock(&watchdog->mutex);
    set_deadline(watchdog, 0);
    g_mutex_unlock(&watchdog->mutex);
}

bool
ct_watchdog_has_barked(CtWatchdog *watchdog)
{
    bool barked;

    g_mutex_lock(&watchdog->mutex);
    barked = watchdog->barked;
    g_mutex_unlock(&watchdog->mutex);
    return barked;
}
