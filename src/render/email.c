/* One mail, as bytes. GMime builds the parts; the words of the headers are encoded here, because
 * GMime would pass on a name that already looks like an RFC 2047 word. */
#include "config.h"

#include "courtesy/render.h"

#include <gmime/gmime.h>
#include <string.h>

#define NAME_MAX_LETTERS    200 /* of a person's name */
#define SUBJECT_MAX_LETTERS 250
#define PLAIN_MAX           60 /* bytes that need no folding */
#define WORD_MAX            50 /* encoded bytes in one RFC 2047 word: a line stays below 76 */
#define LINK_MAX            900
#define ATOM_MARKS          "!#$%&'*+-/=?^_`{|}~" /* RFC 5322, atext, beside letters and digits */
#define LANGUAGE_LETTERS    G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)

/* --- words of headers ----------------------------------------------------------------- */

/* Printable ASCII that no reader takes for an encoded word, and short enough for one line. */
static bool
is_plain(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isprint(*p))
            return false;
    return strlen(text) <= PLAIN_MAX && strstr(text, "=?") == NULL;
}

/* RFC 2047, "Q", with the few letters that are safe in a phrase too. A word never ends inside a
 * character. */
static void
append_encoded(GString *out, const char *text)
{
    const char *next;
    int room = 0;

    for (const char *p = text; *p != '\0'; p = next) {
        bool bare;
        int size;

        next = g_utf8_find_next_char(p, NULL);
        bare = g_ascii_isalnum(*p) || *p == ' ';
        size = bare ? 1 : 3 * (int)(next - p);
        if (size > room) {
            g_string_append(out, p == text ? "=?utf-8?Q?" : "?=\n =?utf-8?Q?");
            room = WORD_MAX;
        }
        room -= size;
        if (bare)
            g_string_append_c(out, *p == ' ' ? '_' : *p);
        for (const char *byte = p; !bare && byte < next; byte++)
            g_string_append_printf(out, "=%02X", (unsigned)(guchar)*byte);
    }
    g_string_append(out, "?=");
}

/* A name as a phrase: bare, in quotes, or encoded. */
static void
append_phrase(GString *out, const char *name)
{
    if (!is_plain(name)) {
        append_encoded(out, name);
        return;
    }
    for (const char *p = name; *p != '\0'; p++) {
        if (g_ascii_isalnum(*p) || *p == ' ' || strchr(ATOM_MARKS, *p) != NULL)
            continue;
        g_string_append_c(out, '"');
        for (const char *q = name; *q != '\0'; q++) {
            if (*q == '"' || *q == '\\')
                g_string_append_c(out, '\\');
            g_string_append_c(out, *q);
        }
        g_string_append_c(out, '"');
        return;
    }
    g_string_append(out, name);
}

/* One line of text of at most `letters`. The caller owns the result. */
static char *
clean_words(const char *text, long letters)
{
    g_autofree char *clean = ct_text_clean(text != NULL ? text : "", false);

    if (g_utf8_strlen(clean, -1) <= letters)
        return g_steal_pointer(&clean);
    *g_utf8_offset_to_pointer(clean, letters - 1) = '\0';
    return g_strconcat(clean, "…", NULL);
}

/* --- headers -------------------------------------------------------------------------- */

/* A header whose bytes are exactly these; lines in `value` are folded already. */
static void
add_header(GMimeMessage *message, const char *name, const char *value)
{
    g_autofree char *raw = g_strdup_printf(" %s\n", value);
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
    int last;

    g_mime_header_list_append(headers, name, "", NULL);
    last = g_mime_header_list_get_count(headers) - 1;
    g_mime_header_set_raw_value(g_mime_header_list_get_header_at(headers, last), raw);
}

static void
add_person(GMimeMessage *message, const char *header, const char *name, const char *address)
{
    g_autofree char *clean = clean_words(name, NAME_MAX_LETTERS);
    g_autoptr(GString) value = g_string_new(NULL);

    if (*clean == '\0') {
        g_string_append(value, address);
    } else {
        append_phrase(value, clean);
        if (value->len + strlen(address) > PLAIN_MAX)
            g_string_append_c(value, '\n');
        g_string_append_printf(value, " <%s>", address);
    }
    add_header(message, header, value->str);
}

static void
add_subject(GMimeMessage *message, const char *subject)
{
    g_autofree char *clean = clean_words(subject, SUBJECT_MAX_LETTERS);
    g_autoptr(GString) value = g_string_new(NULL);

    if (is_plain(clean))
        g_string_append(value, clean);
    else
        append_encoded(value, clean);
    add_header(message, "Subject", value->str);
}

/* "Thu, 12 Jun 2025 03:15:00 +0000": the English names of RFC 5322, in no locale. */
static void
add_date(GMimeMessage *message, int64_t seconds)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
    g_autofree char *clock = g_date_time_format(time, "%H:%M:%S");
    g_autofree char *text =
        g_strdup_printf("%s, %d %s %d %s +0000", weekdays[g_date_time_get_day_of_week(time) - 1],
                        g_date_time_get_day_of_month(time), months[g_date_time_get_month(time) - 1],
                        g_date_time_get_year(time), clock);

    add_header(message, "Date", text);
}

/* A header must not be able to grow a second line from what it is given. */
static bool
is_link(const char *link)
{
    if (!g_str_has_prefix(link, "mailto:") && !g_str_has_prefix(link, "https://"))
        return false;
    for (const char *p = link; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p) || *p == '<' || *p == '>')
            return false;
    return strlen(link) <= LINK_MAX;
}

static bool
is_given(const char *text)
{
    return text != NULL && *text != '\0';
}

static bool
refuse(GError **error, const char *what, const char *text)
{
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s \"%.80s\" cannot be used in a mail", what,
                text != NULL ? text : "");
    return false;
}

static bool
check_facts(const CtEmail *email, GError **error)
{
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(email->date);

    if (email->from_mail == NULL || !ct_address_is_sendable(email->from_mail))
        return refuse(error, "the sender's address", email->from_mail);
    if (email->to_mail == NULL || !ct_address_is_sendable(email->to_mail))
        return refuse(error, "the address", email->to_mail);
    if (is_given(email->reply_to) && !ct_address_is_sendable(email->reply_to))
        return refuse(error, "the address for replies", email->reply_to);
    if (!ct_address_is_sendable(email->message_id))
        return refuse(error, "the Message-ID", email->message_id);
    if (email->unsubscribe != NULL && !is_link(email->unsubscribe))
        return refuse(error, "the address to unsubscribe", email->unsubscribe);
    if (email->language != NULL &&
        strspn(email->language, LANGUAGE_LETTERS) != strlen(email->language))
        return refuse(error, "the language", email->language);
    if (date == NULL)
        return refuse(error, "the time", "after the year 9999");
    return true;
}

static void
add_headers(GMimeMessage *message, const CtEmail *email)
{
    g_autofree char *id = g_strdup_printf("<%s>", email->message_id);

    add_person(message, "From", email->from_name, email->from_mail);
    add_person(message, "To", email->to_name, email->to_mail);
    if (is_given(email->reply_to))
        add_header(message, "Reply-To", email->reply_to);
    add_subject(message, email->subject);
    add_date(message, email->date);
    add_header(message, "Message-ID", id);
    add_header(message, "Auto-Submitted", "auto-generated"); /* RFC 3834 */
    if (email->bulk)
        add_header(message, "Precedence", "bulk");
    if (email->unsubscribe != NULL) {
        g_autofree char *link = g_strdup_printf("<%s>", email->unsubscribe);

        add_header(message, "List-Unsubscribe", link); /* RFC 2369 */
    }
    if (is_given(email->language))
        add_header(message, "Content-Language", email->language);
}

/* --- parts ---------------------------------------------------------------------------- */

static GMimeObject *
new_part(const char *subtype, const char *text)
{
    GMimePart *part = g_mime_part_new_with_type("text", subtype);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_auto(GStrv) pieces = g_strsplit(valid, "\r", -1);
    g_autofree char *lines = g_strjoinv("", pieces);
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(lines, strlen(lines));
    g_autoptr(GMimeDataWrapper) content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return GMIME_OBJECT(part);
}

/* The plain text first: a reader shows the last part that it can. */
static void
add_parts(GMimeMessage *message, const CtEmail *email)
{
    g_autoptr(GMimeMultipart) parts = g_mime_multipart_new_with_subtype("alternative");
    g_autoptr(GMimeObject) text = new_part("plain", email->text);
    g_autoptr(GMimeObject) html = new_part("html", email->html);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, email->message_id, -1);
    g_autofree char *boundary = g_strdup_printf("=_%.32s", hash); /* "=_" is never in QP text */

    g_mime_multipart_set_boundary(parts, boundary);
    g_mime_multipart_add(parts, text);
    g_mime_multipart_add(parts, html);
    g_mime_message_set_mime_part(message, GMIME_OBJECT(parts));
}

static void
start_gmime(void)
{
    static gsize once;

    if (g_once_init_enter(&once)) { /* NOLINT(performance-no-int-to-ptr): inside GLib's macro */
        g_mime_init();
        g_once_init_leave(&once, 1);
    }
}

GBytes *
ct_email_render(const CtEmail *email, GError **error)
{
    g_autoptr(GMimeMessage) message = NULL;
    g_autoptr(GMimeStream) stream = NULL;
    g_autoptr(GMimeFormatOptions) options = NULL;
    GByteArray *bytes;

    if (!check_facts(email, error))
        return NULL;
    start_gmime();
    message = g_mime_message_new(FALSE);
    add_headers(message, email);
    add_parts(message, email);
    options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    stream = g_mime_stream_mem_new();
    g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
    bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    return g_bytes_new(bytes->data, bytes->len);
}
