/* Any bytes as answers of a mail server, after the command that the first byte chooses: the guard
 * comes to the same end however the network cuts them, hides what libESMTP must not see, and lets
 * nothing follow the answer to STARTTLS. */
#include "../../src/deliver/smtp-private.h"

#include <string.h>

#define SIZE_LIMIT 8192

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const commands[] = {"EHLO courtesy.test\r\n", "STARTTLS\r\n",
                                       "AUTH PLAIN AAAA\r\n", "RCPT TO:<a@b.test>\r\nDATA\r\n"};

/* Shows `bytes` to a new guard in pieces of `piece`; the guard may change them. */
static void
listen(CtGuard *guard, const char *command, GString *bytes, size_t piece)
{
    guard->server = guard->host = "mail.test:25";
    guard->user = "anna";
    guard->timeout_ms = 1000;
    g_assert_true(ct_guard_init(guard, NULL));
    ct_guard_begin(guard);
    guard->encrypted = true;
    ct_guard_monitor(command, (int)strlen(command), 1, guard);
    for (size_t at = 0; at < bytes->len; at += piece)
        ct_guard_monitor(bytes->str + at, (int)MIN(piece, bytes->len - at), 0, guard);
    ct_guard_end(guard);
}

static void
check_offer(const GString *bytes)
{
    const char *end = memchr(bytes->str, '\n', bytes->len);

    if (end == NULL || end - bytes->str < 4)
        return;
    g_assert_false(g_ascii_strncasecmp(bytes->str + 4, "CHUNKING", 8) == 0);
    if (g_ascii_strncasecmp(bytes->str + 4, "AUTH ", 5) == 0)
        g_assert_false(g_ascii_strncasecmp(bytes->str + 9, "NTLM", 4) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_auto(CtGuard) whole = {.fd = -1}, cut = {.fd = -1};
    g_autoptr(GString) first = NULL, second = NULL;
    const char *command, *line_end;

    if (size < 2 || size > SIZE_LIMIT)
        return 0;
    command = commands[data[0] % G_N_ELEMENTS(commands)];
    first = g_string_new_len((const char *)data + 2, (gssize)size - 2);
    second = g_string_new_len(first->str, (gssize)first->len);
    listen(&whole, command, first, SIZE_LIMIT);
    listen(&cut, command, second, data[1] % 64 + 1);
    g_assert_true(g_string_equal(first, second));
    g_assert_true(g_string_equal(whole.reply, cut.reply));
    g_assert_cmpint(whole.code, ==, cut.code);
    g_assert_cmpint(whole.owed, ==, cut.owed);
    g_assert_cmpint(whole.await, ==, cut.await);
    g_assert_cmpint(whole.reply->len, <=, CT_REPLY_TEXT);
    g_assert_true((whole.verdict == NULL) == (cut.verdict == NULL));
    if (command == commands[0])
        check_offer(first);
    line_end = memchr(first->str, '\n', first->len);
    if (command == commands[1] && line_end != NULL && line_end + 1 < first->str + first->len)
        g_assert_nonnull(whole.verdict);
    return 0;
}
