/* mail-peers - what the tests of the mail transports share: servers in Python that run beside the
 * test (tests/peers), and a flow of messages that remembers what became of each. */
#pragma once

#include "ct-test.h"

#include "../../src/deliver/transport.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- servers -------------------------------------------------------------------------- */

#define PEER_START_MS 30000

typedef struct {
    GPid pid; /* 0: it could not be started, for want of python3-aiosmtpd */
    char *folder;
    GArray *ports; /* of int */
} Peer;

#define EXIT_SKIPPED 77

static inline const char *
python(void)
{
    const char *wish = g_getenv("PYTHON");

    return wish != NULL ? wish : "/usr/bin/python3";
}

/* Without Python there are no servers, and such a test is skipped. */
static inline bool
peers_are_possible(void)
{
    g_autofree char *path = g_find_program_in_path(python());

    if (path == NULL)
        print_message("%s is not installed\n", python());
    return path != NULL;
}

static inline void
remove_folder(const char *path)
{
    GDir *entries = g_dir_open(path, 0, NULL);
    const char *name;

    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *entry = g_build_filename(path, name, NULL);

        if (g_file_test(entry, G_FILE_TEST_IS_DIR) && !g_file_test(entry, G_FILE_TEST_IS_SYMLINK))
            remove_folder(entry);
        else
            g_unlink(entry);
    }
    if (entries != NULL)
        g_dir_close(entries);
    g_rmdir(path);
}

static inline char *
new_folder(void)
{
    char *folder = g_dir_make_tmp("courtesy-test-XXXXXX", NULL);

    assert_non_null(folder);
    return folder;
}

static inline char *
peer_script(const char *name)
{
    const char *top = g_getenv("SRCDIR");

    return g_build_filename(top != NULL ? top : ".", "tests/peers", name, NULL);
}

/* The peers close their standard output when they are ready, or with their end. */
static inline void
wait_for_end_of(int fd)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    char byte;

    while (poll(&wait, 1, PEER_START_MS) > 0 && read(fd, &byte, 1) > 0)
        ;
    close(fd);
}

static inline void
read_ports(Peer *peer)
{
    g_autofree char *path = g_build_filename(peer->folder, "ports", NULL), *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return;
    lines = g_strsplit(g_strchomp(text), "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        int port = (int)g_ascii_strtoll(*line, NULL, 10);

        g_array_append_val(peer->ports, port);
    }
}

/* Runs in the child: a test that fails half-way must not leave its servers behind. */
static inline void
end_with_parent(void *data)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* Starts tests/peers/NAME with these arguments, after "--port-file" and its value. Its folder takes
 * what the arguments call "FOLDER". */
static inline Peer
peer_start(const char *name, const char *const *arguments)
{
    Peer peer = {.folder = new_folder(), .ports = g_array_new(FALSE, FALSE, sizeof(int))};
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    int fd = -1;

    g_ptr_array_add(words, g_strdup(python()));
    g_ptr_array_add(words, peer_script(name));
    g_ptr_array_add(words, g_strdup("--port-file"));
    g_ptr_array_add(words, g_build_filename(peer.folder, "ports", NULL));
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(words,
                        g_strdup(strcmp(*arguments, "FOLDER") == 0 ? peer.folder : *arguments));
    g_ptr_array_add(words, NULL);
    if (!g_spawn_async_with_pipes(NULL, (char **)words->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                                  end_with_parent, NULL, &peer.pid, NULL, &fd, NULL, &error)) {
        print_message("cannot start %s: %s\n", name, error->message);
        peer.pid = 0;
        return peer;
    }
    wait_for_end_of(fd);
    read_ports(&peer);
    if (peer.ports->len == 0) {
        kill(peer.pid, SIGKILL);
        waitpid(peer.pid, NULL, 0);
        peer.pid = 0;
    }
    return peer;
}

static inline void
peer_stop(Peer *peer)
{
    if (peer->pid != 0) {
        kill(peer->pid, SIGTERM);
        waitpid(peer->pid, NULL, 0);
    }
    remove_folder(peer->folder);
    g_free(peer->folder);
    g_array_free(peer->ports, TRUE);
}

static inline int
peer_port(const Peer *peer, guint i)
{
    assert_true(i < peer->ports->len);
    return g_array_index(peer->ports, int, i);
}

/* What came to script number i of evil-smtp.py, "" when nobody came. The caller owns the result. */
static inline char *
peer_log(const Peer *peer, int i)
{
    g_autofree char *name = g_strdup_printf("%d.log", i), *text = NULL;
    g_autofree char *path = g_build_filename(peer->folder, name, NULL);

    return g_file_get_contents(path, &text, NULL, NULL) ? g_steal_pointer(&text) : g_strdup("");
}

/* Settings for a server on this machine; nothing in them needs to be freed. */
static inline CtSettings
local_settings(char *server)
{
    static char nothing[] = "";

    return (CtSettings){.mail = {.server = server,
                                 .user = nothing,
                                 .password_command = nothing,
                                 .password_file = nothing,
                                 .timeout_seconds = 1}};
}

/* --- messages ------------------------------------------------------------------------- */

#define FLOW_MAX 1500

/* Gives `count` messages and keeps one letter for each fate, in the order of `done`. */
typedef struct {
    int count, asked, ends;
    size_t size; /* of each message, about */
    const char *to;
    bool refuse_end; /* before_end says no */
    CtOutgoing message;
    char name[32];
    char fates[FLOW_MAX + 1];
    int settled;
    char *last_reply;
} Flow;

static inline char
fate_letter(CtMailFate fate)
{
    switch (fate) {
    case CT_FATE_ACCEPTED:
        return 'A';
    case CT_FATE_DEFERRED:
        return 'D';
    case CT_FATE_REFUSED_ADDRESS:
        return 'X';
    case CT_FATE_REFUSED:
        return 'R';
    case CT_FATE_UNCERTAIN:
        return 'U';
    case CT_FATE_STOPPED:
        return 'S';
    }
    return '?';
}

/* A whole message with lines that begin with dots, so that stuffing has something to do. */
static inline GBytes *
sample_message(int number, size_t size)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text,
                           "From: Oak & Lamp <hello@oakandlamp.example>\r\n"
                           "To: <customer%d@example.org>\r\n"
                           "Subject: Thank you, number %d\r\n"
                           "Date: Thu, 12 Jun 2025 06:00:00 +0000\r\n"
                           "Message-ID: <%d.courtesy@oakandlamp.example>\r\n"
                           "MIME-Version: 1.0\r\n"
                           "Content-Type: text/plain; charset=utf-8\r\n"
                           "X-Folded: one\r\n\ttwo\r\n"
                           "\r\n"
                           ".\r\n"
                           "..\r\n"
                           ".begins with a dot\r\n",
                           number, number, number);
    while (text->len < size)
        g_string_append_printf(text, ".%d dots and words, words and dots\r\n%0800zu\r\n", number,
                               text->len);
    g_string_append(text, ".\r\n");
    return g_string_free_to_bytes(text);
}

static inline const CtOutgoing *
flow_next(void *data)
{
    Flow *flow = data;

    assert_int_equal(flow->settled, flow->asked); /* `done` comes before the next `next` */
    if (flow->asked == flow->count)
        return NULL;
    flow->asked++;
    g_snprintf(flow->name, sizeof flow->name, "thanks-%d.eml", flow->asked);
    flow->message.envelope_from = "hello@oakandlamp.example";
    flow->message.envelope_to = flow->to != NULL ? flow->to : "customer@example.org";
    flow->message.bytes = sample_message(flow->asked, flow->size);
    flow->message.file_name = flow->name;
    return &flow->message;
}

static inline bool
flow_before_end(const CtOutgoing *message, void *data)
{
    Flow *flow = data;

    assert_ptr_equal(message, &flow->message);
    assert_int_equal(flow->settled, flow->asked - 1);
    flow->ends++;
    errno = EAGAIN; /* whatever the caller does with errno must not harm */
    return !flow->refuse_end;
}

static inline void
flow_done(const CtOutgoing *message, CtMailFate fate, const char *reply, void *data)
{
    Flow *flow = data;

    assert_ptr_equal(message, &flow->message);
    assert_int_equal(flow->settled, flow->asked - 1); /* once for each */
    assert_true(g_utf8_validate(reply, -1, NULL));
    flow->fates[flow->settled++] = fate_letter(fate);
    g_free(flow->last_reply);
    flow->last_reply = g_strdup(reply);
    g_bytes_unref(flow->message.bytes);
    errno = EAGAIN;
}

static inline void
flow_clear(Flow *flow)
{
    g_free(flow->last_reply);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Flow, flow_clear)

static inline CtMailFlow
flow_callbacks(Flow *flow)
{
    return (CtMailFlow){
        .next = flow_next, .before_end = flow_before_end, .done = flow_done, .data = flow};
}

/* Runs the flow over SMTP with these settings. */
static inline bool
flow_over_smtp(Flow *flow, const CtSettings *settings, const char *secret, GError **error)
{
    g_autoptr(CtTransport) transport = ct_transport_smtp(settings, secret);
    CtMailFlow callbacks = flow_callbacks(flow);

    return transport->send(transport, &callbacks, error);
}
