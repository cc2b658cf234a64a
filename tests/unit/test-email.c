#include "courtesy/render.h"
#include "ct-test.h"

#include <gmime/gmime.h>
#include <string.h>

#define TEXT "Dear Zoë,\n\nFrom here on: 1 = 1.\n.\n  two blanks at the end:  \n한국어\n"
#define HTML "<!DOCTYPE html>\n<p>Dear Zoë, <a href=\"https://a.example/?b=c\">look</a></p>\n"

static CtEmail
plain_email(void)
{
    return (CtEmail){
        .from_name = "Oak & Lamp",
        .from_mail = "hello@oakandlamp.example",
        .to_name = "Zoë Körner",
        .to_mail = "zoe@customer.example",
        .reply_to = "anna@oakandlamp.example",
        .message_id = "k7q4abc.courtesy@oakandlamp.example",
        .date = 1749698100,
        .subject = "Thank you, Zoë",
        .text = TEXT,
        .html = HTML,
        .language = "en-GB",
        .unsubscribe = "mailto:hello@oakandlamp.example?subject=stop%20K7Q4",
        .bulk = true,
    };
}

static GMimeMessage *
parse(GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, size);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

    g_object_unref(parser);
    g_object_unref(stream);
    assert_non_null(message);
    return message;
}

/* The names of the headers, in order, one blank between them. */
static char *
header_names(GBytes *bytes)
{
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    GString *names = g_string_new(NULL);

    for (int i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
        if (*lines[i] != ' ' && *lines[i] != '\t')
            g_string_append_printf(names, "%s%.*s", i > 0 ? " " : "", (int)strcspn(lines[i], ":"),
                                   lines[i]);
    return g_string_free(names, FALSE);
}

/* The text of a part, with bare line feeds. */
static char *
part_text(GMimeMessage *message, int number)
{
    GMimeObject *body = g_mime_message_get_mime_part(message);
    GMimeObject *part;
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    assert_true(GMIME_IS_MULTIPART(body));
    part = g_mime_multipart_get_part(GMIME_MULTIPART(body), number);
    assert_true(GMIME_IS_TEXT_PART(part));
    assert_string_equal(
        g_mime_content_type_get_parameter(g_mime_object_get_content_type(part), "charset"),
        "utf-8");
    text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
    lines = g_strsplit(text, "\r\n", -1);
    return g_strjoinv("\n", lines);
}

static const char *
mailbox_name(InternetAddressList *list)
{
    assert_int_equal(internet_address_list_length(list), 1);
    return internet_address_get_name(internet_address_list_get_address(list, 0));
}

static const char *
mailbox_address(InternetAddressList *list)
{
    InternetAddress *address = internet_address_list_get_address(list, 0);

    return internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
}

/* --- what is written ------------------------------------------------------------------ */

static void
email__reads_back__as_it_was_written(void **state)
{
    CtEmail email = plain_email();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = ct_email_render(&email, &error);
    GMimeMessage *message;
    g_autofree char *text = NULL, *html = NULL;

    ct_assert_ok(bytes != NULL, error);
    ct_assert_ok(ct_email_check(bytes, &error), error);
    message = parse(bytes);
    assert_string_equal(mailbox_name(g_mime_message_get_from(message)), email.from_name);
    assert_string_equal(mailbox_address(g_mime_message_get_from(message)), email.from_mail);
    assert_string_equal(mailbox_name(g_mime_message_get_to(message)), email.to_name);
    assert_string_equal(mailbox_address(g_mime_message_get_to(message)), email.to_mail);
    assert_string_equal(mailbox_address(g_mime_message_get_reply_to(message)), email.reply_to);
    assert_string_equal(g_mime_message_get_subject(message), email.subject);
    assert_string_equal(g_mime_message_get_message_id(message), email.message_id);
    assert_int_equal(g_date_time_to_unix(g_mime_message_get_date(message)), email.date);
    text = part_text(message, 0);
    html = part_text(message, 1);
    assert_string_equal(text, TEXT);
    assert_string_equal(html, HTML);
    g_object_unref(message);
}

static void
email__has__these_bytes_and_no_others(void **state)
{
    static const char expected[] =
        "From: Oak & Lamp <hello@oakandlamp.example>\r\n"
        "To: =?utf-8?Q?Zo=C3=AB_K=C3=B6rner?= <zoe@customer.example>\r\n"
        "Reply-To: anna@oakandlamp.example\r\n"
        "Subject: =?utf-8?Q?Thank_you=2C_Zo=C3=AB?=\r\n"
        "Date: Thu, 12 Jun 2025 03:15:00 +0000\r\n"
        "Message-ID: <k7q4abc.courtesy@oakandlamp.example>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "Precedence: bulk\r\n"
        "List-Unsubscribe: <mailto:hello@oakandlamp.example?subject=stop%20K7Q4>\r\n"
        "Content-Language: en-GB\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative;\r\n"
        "\tboundary=\"=_BOUNDARY\"\r\n"
        "\r\n"
        "--=_BOUNDARY\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "Dear Zo=C3=AB,\r\n"
        "\r\n"
        "--=_BOUNDARY\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "<p lang=3D\"en\">Dear Zo=C3=AB,</p>\r\n"
        "\r\n"
        "--=_BOUNDARY--\r\n";
    CtEmail email = plain_email();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GBytes) again = NULL;
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, email.message_id, -1);
    g_autoptr(GString) want = g_string_new(expected);

    hash[32] = '\0';
    g_string_replace(want, "BOUNDARY", hash, 0);
    email.text = "Dear Zoë,\n";
    email.html = "<p lang=\"en\">Dear Zoë,</p>\n";
    bytes = ct_email_render(&email, &error);
    ct_assert_ok(bytes != NULL, error);
    again = ct_email_render(&email, &error);
    ct_assert_ok(again != NULL, error);
    assert_true(g_bytes_equal(bytes, again));
    print_message("%.*s\n", (int)g_bytes_get_size(bytes),
                  (const char *)g_bytes_get_data(bytes, NULL));
    assert_int_equal(g_bytes_get_size(bytes), want->len);
    assert_memory_equal(g_bytes_get_data(bytes, NULL), want->str, want->len);
}

static void
email__leaves_out__what_is_not_wanted(void **state)
{
    CtEmail email = plain_email();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    GMimeMessage *message;
    g_autofree char *names = NULL;

    email.bulk = false;
    email.unsubscribe = NULL;
    email.reply_to = "";
    email.from_name = email.to_name = NULL;
    email.language = NULL;
    bytes = ct_email_render(&email, &error);
    ct_assert_ok(bytes != NULL, error);
    ct_assert_ok(ct_email_check(bytes, &error), error);
    message = parse(bytes);
    names = header_names(bytes);
    assert_string_equal(names, "From To Subject Date Message-ID Auto-Submitted MIME-Version "
                               "Content-Type");
    assert_string_equal(mailbox_address(g_mime_message_get_to(message)), email.to_mail);
    g_object_unref(message);
}

static void
email__folds__no_link_to_unsubscribe(void **state)
{
    g_autofree char *tail = g_strnfill(300, 'x');
    g_autofree char *link = g_strconcat("https://oakandlamp.example/stop?t=", tail, NULL);
    g_autofree char *line = g_strconcat("\r\nList-Unsubscribe: <", link, ">\r\n", NULL);
    CtEmail email = plain_email();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    email.unsubscribe = link;
    bytes = ct_email_render(&email, &error);
    ct_assert_ok(bytes != NULL, error);
    ct_assert_ok(ct_email_check(bytes, &error), error);
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    assert_non_null(strstr(text, line));
}

/* --- what strangers put into it ------------------------------------------------------- */

static void
check_hostile(const char *hostile, const char *shown)
{
    CtEmail email = plain_email();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    GMimeMessage *message;
    g_autofree char *names = NULL;
    g_autofree char *text = NULL;

    email.from_name = email.to_name = email.subject = email.text = email.html = hostile;
    bytes = ct_email_render(&email, &error);
    ct_assert_ok(bytes != NULL, error);
    ct_assert_ok(ct_email_check(bytes, &error), error);
    message = parse(bytes);
    names = header_names(bytes);
    assert_string_equal(names, "From To Reply-To Subject Date Message-ID Auto-Submitted Precedence "
                               "List-Unsubscribe Content-Language MIME-Version Content-Type");
    assert_string_equal(mailbox_address(g_mime_message_get_from(message)), email.from_mail);
    assert_string_equal(mailbox_address(g_mime_message_get_to(message)), email.to_mail);
    if (shown != NULL) {
        assert_string_equal(mailbox_name(g_mime_message_get_from(message)), shown);
        assert_string_equal(mailbox_name(g_mime_message_get_to(message)), shown);
        assert_string_equal(g_mime_message_get_subject(message), shown);
    }
    text = part_text(message, 0);
    assert_int_equal(
        g_mime_multipart_get_count(GMIME_MULTIPART(g_mime_message_get_mime_part(message))), 2);
    g_object_unref(message);
}

static void
email__keeps__hostile_words_in_their_place(void **state)
{
    static const struct {
        const char *hostile, *shown; /* shown NULL: too long, or nothing is left */
    } cases[] = {
        {"x\r\nBcc: evil@a.example", "x Bcc: evil@a.example"},
        {"x\nSubject: y", "x Subject: y"},
        {"x\r\n\r\nbody", "x body"},
        {"x\rTo: y", "x To: y"},
        {"=?utf-8?q?x?=", "=?utf-8?q?x?="},
        {"a =?utf-8?B?Qm9zcw==?= b", "a =?utf-8?B?Qm9zcw==?= b"},
        {"\"quoted\" \\ name", "\"quoted\" \\ name"},
        {"Boss <boss@a.example>", "Boss <boss@a.example>"},
        {"a@b.example, c@d.example", "a@b.example, c@d.example"},
        {"group: x;", "group: x;"},
        {"(comment) name", "(comment) name"},
        {"evil\xE2\x80\xAE gpj.exe\xE2\x81\xA6", "evil gpj.exe"},
        {"👩‍👩‍👧‍👦 👩🏽‍🚀 family 🇱🇻",
         "👩‍👩‍👧‍👦 👩🏽‍🚀 family 🇱🇻"},
        {"مرحبا بالعالم", "مرحبا بالعالم"},
        {"김철수 고객님께 감사의 말씀을 드립니다, 언제나 고맙습니다",
         "김철수 고객님께 감사의 말씀을 드립니다, 언제나 고맙습니다"},
        {"=_boundary --=_ = == =3D", "=_boundary --=_ = == =3D"},
        {"\x01\x02\x7F z", "z"},
        {"bad \xFF\xFE bytes", "bad \xEF\xBF\xBD\xEF\xBF\xBD bytes"},
        {"under_score = equals ? mark", "under_score = equals ? mark"},
        {"Jürgen  O'Neil-Müller, Dr.", "Jürgen O'Neil-Müller, Dr."},
        {".", "."},
    };
    g_autofree char *letters = g_strnfill(2048, 'a');
    g_autofree char *blanks = g_strnfill(2048, ' ');
    g_autoptr(GString) wide = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu: %s\n", i, cases[i].hostile);
        check_hostile(cases[i].hostile, cases[i].shown);
    }
    for (int i = 0; i < 700; i++)
        g_string_append(wide, "한");
    print_message("case: 2048 letters, blanks, 700 syllables\n");
    check_hostile(letters, NULL);
    check_hostile(blanks, NULL);
    check_hostile(wide->str, NULL);
}

static void
email__keeps__header_lines_short(void **state)
{
    CtEmail email = plain_email();
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    g_auto(GStrv) lines = NULL;
    g_autofree char *text = NULL;

    for (int i = 0; i < 60; i++)
        g_string_append(words, i % 2 == 0 ? "žä한 " : "word, ");
    email.subject = email.to_name = email.from_name = words->str;
    bytes = ct_email_render(&email, &error);
    ct_assert_ok(bytes != NULL, error);
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    lines = g_strsplit(text, "\r\n", -1);
    for (int i = 0; *lines[i] != '\0'; i++) {
        print_message("%3zu %s\n", strlen(lines[i]), lines[i]);
        assert_true(strlen(lines[i]) <= 78);
    }
}

/* --- what is refused ------------------------------------------------------------------ */

static void
address__is_sendable__only_as_a_plain_dot_atom(void **state)
{
    static const struct {
        const char *address;
        bool good;
    } cases[] = {
        {"a@b.cc", true},
        {"first.last+tag@sub.domain.example", true},
        {"!#$%&'*+-/=?^_`{|}~@b.example", true},
        {"o'brien@example.org", true},
        {"1@2.3", false},
        {"a@xn--bcher-kva.example", true},
        {"", false},
        {"a", false},
        {"@b.cc", false},
        {"a@", false},
        {"a@b", false},
        {"a@b.", false},
        {"a@.b.cc", false},
        {"a@b..cc", false},
        {"a@-b.cc", false},
        {"a@b-.cc", false},
        {"a@b_c.cc", false},
        {".a@b.cc", false},
        {"a.@b.cc", false},
        {"a..b@b.cc", false},
        {"a@b@c.cc", false},
        {"a b@c.cc", false},
        {" a@b.cc", false},
        {"a@b.cc ", false},
        {"\"a\"@b.cc", false},
        {"a(x)@b.cc", false},
        {"a@[127.0.0.1]", false},
        {"<a@b.cc>", false},
        {"a@b.cc,d@e.ff", false},
        {"a@b.cc\r\nBcc: d@e.ff", false},
        {"a@b.cc\n", false},
        {"zoë@b.cc", false},
        {"a@bücher.example", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("case %zu: \"%s\"\n", i, cases[i].address);
        assert_int_equal(ct_address_is_sendable(cases[i].address), cases[i].good);
    }
}

static void
address__is_sendable__up_to_its_lengths(void **state)
{
    static const struct {
        int local, label, labels;
        bool good;
    } cases[] = {
        {64, 3, 2, true},  {65, 3, 2, false}, {1, 63, 2, true},
        {1, 64, 2, false}, {62, 47, 4, true}, {63, 47, 4, false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *local = g_strnfill((gsize)cases[i].local, 'a');
        g_autofree char *label = g_strnfill((gsize)cases[i].label, 'b');
        g_autoptr(GString) address = g_string_new(local);

        for (int j = 0; j < cases[i].labels; j++)
            g_string_append_printf(address, "%c%s", j == 0 ? '@' : '.', label);
        print_message("case %zu: %zu octets\n", i, address->len);
        assert_int_equal(ct_address_is_sendable(address->str), cases[i].good);
    }
}

static void
email__refuses__what_could_become_a_header(void **state)
{
    CtEmail bad[] = {plain_email(), plain_email(), plain_email(), plain_email(), plain_email(),
                     plain_email(), plain_email(), plain_email(), plain_email()};

    bad[0].from_mail = "x@y>\r\nRCPT TO:<z@a.example";
    bad[1].to_mail = "x@y.example\r\nBcc: z@a.example";
    bad[2].to_mail = NULL;
    bad[3].reply_to = "not an address";
    bad[4].message_id = "x@y.example>\r\nX: y";
    bad[5].unsubscribe = "https://a.example/>\r\nX: y";
    bad[6].unsubscribe = "javascript:alert(1)";
    bad[7].language = "en\r\nX: y";
    bad[8].date = INT64_MAX;
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;

        print_message("case %zu\n", i);
        ct_assert_fails(ct_email_render(&bad[i], &error) != NULL, error, CT_ERROR_INPUT);
        print_message("    %s\n", error->message);
    }
}

/* --- the last look -------------------------------------------------------------------- */

#define FROM    "From: a@b.cc\r\n"
#define TO      "To: c@d.ee\r\n"
#define DATE    "Date: Thu, 12 Jun 2025 03:15:00 +0000\r\n"
#define ID      "Message-ID: <x@y.example>\r\n"
#define SUBJECT "Subject: hello\r\n"
#define HEAD    FROM TO DATE ID SUBJECT

static void
check__refuses__damaged_messages(void **state)
{
    static const struct {
        const char *what, *bytes;
        size_t size;         /* 0: to the NUL */
        const char *message; /* NULL: good */
    } cases[] = {
        {"a good one", HEAD "\r\nbody\r\n", 0, NULL},
        {"no body", HEAD "\r\n", 0, NULL},
        {"a folded header", HEAD "X: a\r\n b\r\n\tc\r\n\r\n", 0, NULL},
        {"a dot", HEAD "\r\n.\r\n", 0, NULL},
        {"8-bit body", HEAD "\r\nZo\xC3\xAB\r\n", 0, NULL},
        {"names in other letters",
         "FROM: a\r\nto: b\r\n" DATE "message-id: c\r\nsubject: d\r\n\r\n", 0, NULL},
        {"nothing", "", 0, "line 0 is the last"},
        {"no end of headers", HEAD, 0, "line 5 is the last"},
        {"no last line end", HEAD "\r\nbody", 0, "line 7 does not end with CR LF"},
        {"a bare LF", HEAD "\r\nbo\ndy\r\n", 0, "line 7 does not end with CR LF"},
        {"a bare LF at the start", "\n" HEAD "\r\n", 0, "line 1 does not end with CR LF"},
        {"a bare CR", HEAD "\r\nbo\rdy\r\n", 0, "line 7 has a CR or LF"},
        {"CR CR LF", HEAD "\r\nbody\r\r\n", 0, "line 7 has a CR or LF"},
        {"LF dot CR LF", HEAD "\r\nbody\n.\r\n", 0, "line 7 does not end with CR LF"},
        {"a bare LF in a header", FROM "X: a\nb\r\n" TO DATE ID SUBJECT "\r\n", 0,
         "line 2 does not end with CR LF"},
        {"a zero byte", HEAD "\r\nbo\0dy\r\n", sizeof(HEAD "\r\nbo\0dy\r\n") - 1,
         "line 7 has a zero byte"},
        {"8-bit header", HEAD "X: Zo\xC3\xAB\r\n\r\n", 0, "line 6 of the headers is not plain"},
        {"a control character in a header", HEAD "X: \x1B[2J\r\n\r\n", 0,
         "line 6 of the headers is not plain"},
        {"two From", HEAD FROM "\r\n", 0, "2 times \"From\""},
        {"two Subject", HEAD "SUBJECT: x\r\n\r\n", 0, "2 times \"Subject\""},
        {"two To", HEAD TO "\r\n", 0, "2 times \"To\""},
        {"two Date", HEAD DATE "\r\n", 0, "2 times \"Date\""},
        {"two Message-ID", HEAD ID "\r\n", 0, "2 times \"Message-ID\""},
        {"no From", TO DATE ID SUBJECT "\r\n", 0, "0 times \"From\""},
        {"no To", FROM DATE ID SUBJECT "\r\n", 0, "0 times \"To\""},
        {"no Date", FROM TO ID SUBJECT "\r\n", 0, "0 times \"Date\""},
        {"no Message-ID", FROM TO DATE SUBJECT "\r\n", 0, "0 times \"Message-ID\""},
        {"no Subject", FROM TO DATE ID "\r\n", 0, "0 times \"Subject\""},
        {"Bcc", HEAD "Bcc: z@a.example\r\n\r\n", 0, "line 6 is a hidden recipient"},
        {"bcc with a blank", HEAD "bcc : z@a.example\r\n\r\n", 0, "line 6 is not a header"},
        {"Resent-Bcc", HEAD "Resent-Bcc: z\r\n\r\n", 0, "line 6 is a hidden recipient"},
        {"not a header", HEAD "hello\r\n\r\n", 0, "line 6 is not a header"},
        {"no name", HEAD ": x\r\n\r\n", 0, "line 6 is not a header"},
        {"a fold before any header", " x\r\n" HEAD "\r\n", 0, "line 1 continues no header"},
        {"an empty fold", HEAD "X: a\r\n \r\n\r\n", 0, "line 7 continues no header"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t size = cases[i].size > 0 ? cases[i].size : strlen(cases[i].bytes);
        g_autoptr(GBytes) bytes = g_bytes_new_static(cases[i].bytes, size);
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %s\n", i, cases[i].what);
        if (cases[i].message == NULL) {
            ct_assert_ok(ct_email_check(bytes, &error), error);
            continue;
        }
        ct_assert_fails(ct_email_check(bytes, &error), error, CT_ERROR_BUG);
        print_message("    %s\n", error->message);
        assert_non_null(strstr(error->message, cases[i].message));
    }
}

static void
check__allows__lines_of_998_octets(void **state)
{
    for (gsize length = 997; length <= 999; length++) {
        g_autofree char *line = g_strnfill(length, 'x');
        g_autofree char *text = g_strconcat(HEAD "\r\n", line, "\r\n", NULL);
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
        g_autoptr(GError) error = NULL;

        print_message("case: %zu octets\n", length);
        assert_int_equal(ct_email_check(bytes, &error), length <= 998);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(email__reads_back__as_it_was_written),
        cmocka_unit_test(email__has__these_bytes_and_no_others),
        cmocka_unit_test(email__leaves_out__what_is_not_wanted),
        cmocka_unit_test(email__folds__no_link_to_unsubscribe),
        cmocka_unit_test(email__keeps__hostile_words_in_their_place),
        cmocka_unit_test(email__keeps__header_lines_short),
        cmocka_unit_test(address__is_sendable__only_as_a_plain_dot_atom),
        cmocka_unit_test(address__is_sendable__up_to_its_lengths),
        cmocka_unit_test(email__refuses__what_could_become_a_header),
        cmocka_unit_test(check__refuses__damaged_messages),
        cmocka_unit_test(check__allows__lines_of_998_octets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
