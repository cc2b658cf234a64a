/* The guard around libESMTP 1.1.0: it listens to both directions of a session and shuts the
 * connection down when the library would go on where it must not. What it cures:
 *
 *  - plain text that a stranger puts after the answer to STARTTLS would be taken for the first
 *    answers inside TLS: exactly one line of at most 1,000 octets may come;
 *  - a refused login (535) is ignored and mail goes on without one: only 235 will do, and MAIL
 *    must not leave before it;
 *  - a server that offers CHUNKING gets BDAT, where the body leaves before the recipient is
 *    answered and no 354 is waited for: the offer is hidden, and the body waits for its 354;
 *  - the first login that a server offers is taken, NTLM as well: only PLAIN and LOGIN are left;
 *  - an answer that nobody asked for would be taken for the next one, in the end for the one to
 *    the dot: answers are counted, and the dot does not leave when one is waiting;
 *  - Nagle's algorithm costs 40 ms for every message above 2 kB: it is switched off;
 *  - without encryption the server must be this machine, whatever its name resolves to. */
#include "config.h"

#include "smtp-private.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

/* How many time-outs a session may take to reach its first message, and one message to its end. A
 * server that needs more than that for five quick questions only pretends to be there. */
#define PATIENCE  2
#define SECOND_MS 1000

void
ct_guard_stop(CtGuard *guard, CtError code, const char *format, ...)
{
    g_autofree char *words = NULL, *reason = NULL;
    va_list args;

    if (guard->verdict == NULL) {
        va_start(args, format);
        words = g_strdup_vprintf(format, args);
        va_end(args);
        reason = ct_text_clean(words, false); /* it may quote the server */
        g_set_error(&guard->verdict, CT_ERROR, code, "the mail server %s %s", guard->server,
                    reason);
    }
    if (guard->fd >= 0)
        shutdown(guard->fd, SHUT_RDWR);
}

/* --- the connection ------------------------------------------------------------------- */

/* Mail in clear stays on this machine, whatever the name of the server resolves to. */
static void
expect_this_machine(CtGuard *guard)
{
    struct sockaddr_storage peer = {.ss_family = AF_UNSPEC};
    socklen_t size = sizeof peer;
    char text[INET6_ADDRSTRLEN] = "";

    if (getpeername(guard->fd, (struct sockaddr *)&peer, &size) != 0) {
        ct_guard_stop(guard, CT_ERROR_SERVICE, "ends the connection at once");
        return;
    }
    if (peer.ss_family == AF_INET)
        inet_ntop(AF_INET, &((struct sockaddr_in *)&peer)->sin_addr, text, sizeof text);
    else
        inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&peer)->sin6_addr, text, sizeof text);
    if (!ct_address_is_loopback(text))
        ct_guard_stop(guard, CT_ERROR_CONFIG,
                      "is not this machine; write [mail] security = starttls");
}

/* Also for the next address of the same server: nothing of the one before counts any more. */
void
ct_guard_connected(CtGuard *guard)
{
    const int on = 1;

    guard->fd = ct_watchdog_connected(guard->watchdog);
    guard->connected = true;
    guard->encrypted = guard->logged_in = guard->continues = false;
    guard->await = CT_AWAIT_OTHER;
    guard->owed = 1;
    guard->code = 0;
    guard->line_length = 0;
    if (guard->fd < 0) {
        ct_guard_stop(guard, CT_ERROR_SERVICE, "is connected, but the connection is not found");
        return;
    }
    setsockopt(guard->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!guard->starttls)
        expect_this_machine(guard);
    if (guard->verdict != NULL)
        shutdown(guard->fd, SHUT_RDWR);
}

void
ct_guard_disconnected(CtGuard *guard)
{
    guard->fd = -1;
    ct_watchdog_disconnected(guard->watchdog);
}

bool
ct_guard_may_send(const CtGuard *guard)
{
    struct pollfd now = {.fd = guard->fd, .events = POLLIN | POLLRDHUP};

    return guard->verdict == NULL && guard->fd >= 0 && guard->code == 354 &&
           guard->line_length == 0 && poll(&now, 1, 0) == 0;
}

/* --- what leaves ---------------------------------------------------------------------- */

static bool
begins_with(const char *line, size_t size, const char *word)
{
    size_t length = strlen(word);

    return size >= length && g_ascii_strncasecmp(line, word, length) == 0;
}

static void
note_mail(CtGuard *guard)
{
    guard->mail_written = guard->verdict == NULL;
    g_clear_pointer(&guard->complaint, g_free);
    ct_watchdog_arm(guard->watchdog, PATIENCE * guard->timeout_ms);
    if (guard->starttls && !guard->encrypted)
        ct_guard_stop(guard, CT_ERROR_CONFIG, "would get mail in clear");
    else if (*guard->user != '\0' && !guard->logged_in)
        ct_guard_stop(guard, CT_ERROR_CONFIG,
                      "offers no login by PLAIN or LOGIN; [mail] user = %s cannot be used",
                      guard->user);
}

/* One command, before it is written: it can still be kept back. */
static void
note_command(CtGuard *guard, const char *line, size_t size)
{
    bool mail = begins_with(line, size, "MAIL "), login = begins_with(line, size, "AUTH ");

    if (guard->await == CT_AWAIT_AUTH && !mail && !login)
        return; /* an answer to a question of the login, not a command */
    guard->await = CT_AWAIT_OTHER;
    if (mail)
        note_mail(guard);
    else if (login)
        guard->await = CT_AWAIT_AUTH;
    else if (begins_with(line, size, "EHLO "))
        guard->await = CT_AWAIT_EHLO;
    else if (begins_with(line, size, "STARTTLS"))
        guard->await = CT_AWAIT_STARTTLS;
    else if (begins_with(line, size, "QUIT"))
        ct_watchdog_arm(guard->watchdog, guard->timeout_ms + SECOND_MS);
    if (login && !guard->encrypted)
        ct_guard_stop(guard, CT_ERROR_CONFIG, "would get the password in clear");
    if (login && !begins_with(line, size, "AUTH PLAIN") && !begins_with(line, size, "AUTH LOGIN"))
        ct_guard_stop(guard, CT_ERROR_CONFIG, "wants a login that is neither PLAIN nor LOGIN");
}

static void
note_written(CtGuard *guard, const char *bytes, size_t size)
{
    while (size > 0) {
        const char *end = memchr(bytes, '\n', size);
        size_t length = end != NULL ? (size_t)(end - bytes) + 1 : size;

        guard->owed += end != NULL;
        note_command(guard, bytes, length);
        bytes += length;
        size -= length;
    }
}

/* --- what comes ----------------------------------------------------------------------- */

static void
judge_login(CtGuard *guard)
{
    if (guard->code == 334)
        return;
    guard->await = CT_AWAIT_OTHER;
    guard->logged_in = guard->code == 235;
    if (!guard->logged_in)
        ct_guard_stop(guard, guard->code / 100 == 4 ? CT_ERROR_SERVICE : CT_ERROR_CONFIG,
                      "refuses the login of %s: %s", guard->user, guard->reply->str);
}

static void
judge_starttls(CtGuard *guard)
{
    guard->await = CT_AWAIT_TLS;
    if (guard->code != 220)
        ct_guard_stop(guard, guard->code / 100 == 4 ? CT_ERROR_SERVICE : CT_ERROR_CONFIG,
                      "refuses STARTTLS: %s", guard->reply->str);
}

static void
end_of_line(CtGuard *guard)
{
    guard->continues = guard->line[3] == '-';
    guard->code = (int)g_ascii_strtoll(guard->line, NULL, 10);
    guard->line_length = 0;
    if (guard->await == CT_AWAIT_STARTTLS)
        judge_starttls(guard);
    if (guard->continues)
        return;
    if (guard->code >= 400) {
        g_free(guard->complaint);
        guard->complaint = ct_text_clean(guard->reply->str, false);
    }
    if (--guard->owed < 0)
        ct_guard_stop(guard, CT_ERROR_SERVICE, "answers before it is asked: %s", guard->reply->str);
    if (guard->await == CT_AWAIT_AUTH)
        judge_login(guard);
    else if (guard->await == CT_AWAIT_EHLO)
        guard->await = CT_AWAIT_OTHER;
}

/* What libESMTP must not see: CHUNKING, and every way to log in but two. */
static bool
is_unwanted(const CtGuard *guard)
{
    if (guard->first_word)
        return strcmp(guard->word, "CHUNKING") == 0;
    return guard->login_words && !g_str_has_prefix("PLAIN", guard->word) &&
           !g_str_has_prefix("LOGIN", guard->word);
}

static void
end_of_word(CtGuard *guard)
{
    if (guard->word_length == 0)
        return;
    if (guard->first_word)
        guard->login_words = strcmp(guard->word, "AUTH") == 0;
    guard->first_word = false;
    guard->word_length = 0;
    memset(guard->word, 0, sizeof guard->word);
}

/* Spoils the words of an EHLO answer that are unwanted. The bytes are libESMTP's read buffer, which
 * it parses only after it has shown them to us; it has no switches of its own for this. */
static void
filter_offer(CtGuard *guard, const char *byte)
{
    if (guard->line_length < 4)
        return;
    if (g_ascii_isspace(*byte) || *byte == '=') { /* "AUTH=PLAIN" is an old spelling */
        end_of_word(guard);
        return;
    }
    if (guard->word_length < sizeof guard->word - 1)
        guard->word[guard->word_length] = g_ascii_toupper(*byte);
    guard->word_length++;
    if (is_unwanted(guard))
        *(char *)(uintptr_t)byte = 'X'; /* NOLINT(performance-no-int-to-ptr): see above */
}

static void
begin_line(CtGuard *guard)
{
    memset(guard->line, 0, sizeof guard->line);
    memset(guard->word, 0, sizeof guard->word);
    guard->word_length = 0;
    guard->first_word = true;
    guard->login_words = false;
    if (!guard->continues)
        g_string_truncate(guard->reply, 0);
}

/* The text of all lines of an answer, the code once. */
static void
keep_byte(CtGuard *guard, char byte)
{
    size_t at = guard->line_length;

    if (at < sizeof guard->line)
        guard->line[at] = byte;
    if (at == 3 && byte == '-')
        byte = ' ';
    if ((at >= 3 || !guard->continues) && guard->reply->len < CT_REPLY_TEXT && byte != '\0')
        g_string_append_c(guard->reply, byte);
}

static void
note_byte(CtGuard *guard, const char *byte)
{
    if (guard->await == CT_AWAIT_TLS) {
        ct_guard_stop(guard, CT_ERROR_CONFIG,
                      "says more than its answer to STARTTLS; somebody between may be meddling");
        return;
    }
    if (guard->line_length == 0)
        begin_line(guard);
    if (*byte == '\n') {
        end_of_line(guard);
        return;
    }
    if (guard->await == CT_AWAIT_EHLO)
        filter_offer(guard, byte);
    keep_byte(guard, *byte);
    if (++guard->line_length > CT_REPLY_LINE)
        ct_guard_stop(guard, CT_ERROR_SERVICE, "sends a line of more than %d octets",
                      CT_REPLY_LINE);
}

void
ct_guard_monitor(const char *bytes, int size, int writing, void *data)
{
    CtGuard *guard = data;

    if (writing != 0)
        note_written(guard, bytes, (size_t)size);
    else
        for (int i = 0; i < size; i++)
            note_byte(guard, bytes + i);
}

/* --- its life ------------------------------------------------------------------------- */

void
ct_guard_encrypted(CtGuard *guard)
{
    guard->encrypted = true;
    guard->await = CT_AWAIT_OTHER;
}

void
ct_guard_next_message(CtGuard *guard)
{
    guard->mail_written = false;
}

void
ct_guard_end_handed(CtGuard *guard)
{
    guard->owed++;
    ct_watchdog_arm(guard->watchdog, guard->timeout_ms + SECOND_MS);
}

bool
ct_guard_init(CtGuard *guard, GError **error)
{
    guard->fd = -1;
    guard->reply = g_string_new(NULL);
    if (guard->starttls && (guard->tls = ct_guard_tls_new(guard, error)) == NULL)
        return false;
    guard->watchdog = ct_watchdog_new();
    return true;
}

void
ct_guard_clear(CtGuard *guard)
{
    if (guard->reply != NULL)
        g_string_free(guard->reply, TRUE);
    g_clear_pointer(&guard->watchdog, ct_watchdog_free);
    g_clear_pointer(&guard->tls, SSL_CTX_free);
    g_clear_error(&guard->verdict);
    g_clear_pointer(&guard->complaint, g_free);
}

void
ct_guard_begin(CtGuard *guard)
{
    ERR_clear_error(); /* SSL_get_error() would find what an earlier session left behind */
    g_clear_error(&guard->verdict);
    g_clear_pointer(&guard->complaint, g_free);
    guard->connected = guard->encrypted = guard->logged_in = guard->mail_written = false;
    g_string_truncate(guard->reply, 0);
    guard->code = 0;
    ct_watchdog_begin(guard->watchdog, PATIENCE * guard->timeout_ms);
}

void
ct_guard_end(CtGuard *guard)
{
    guard->fd = -1;
    ct_watchdog_end(guard->watchdog);
}
