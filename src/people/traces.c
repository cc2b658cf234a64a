/* What a person can be recognised by, and the search for it: every text in both cases, all of them
 * in one pass over the bytes. */
#include "config.h"

#include "forget-private.h"

#include <string.h>

#define SHORTEST       5 /* bytes: less says nothing */
#define SHORTEST_PHONE 7 /* digits: less may be any number */

/* One character in both of its cases. */
typedef struct {
    uint8_t length[2];
    char bytes[2][6];
} Letter;

struct CtTrace {
    CtTraceKind kind;
    bool shared, one_word;
    guint count;
    Letter letters[CT_TRACE_LENGTH];
};

static const CtTrace *
trace_at(const CtTraces *traces, guint i)
{
    return g_ptr_array_index(traces->list, i);
}

CtTraceKind
ct_trace_kind(const CtTraces *traces, guint i)
{
    return trace_at(traces, i)->kind;
}

const char *
ct_trace_word(const CtTraces *traces, guint i)
{
    static const char *const words[CT_TRACE_COUNT] = {
        [CT_TRACE_NAME] = "the name",
        [CT_TRACE_COMPANY] = "the company",
        [CT_TRACE_MAILBOX] = "the e-mail address",
        [CT_TRACE_PHONE] = "the phone number",
        [CT_TRACE_STREET] = "the street",
        [CT_TRACE_WORDS] = "what was written down",
    };

    return words[trace_at(traces, i)->kind];
}

bool
ct_trace_is_shared(const CtTraces *traces, guint i)
{
    return trace_at(traces, i)->shared;
}

void
ct_trace_share(CtTraces *traces, guint i)
{
    CtTrace *trace = g_ptr_array_index(traces->list, i);

    trace->shared = true;
}

bool
ct_trace_is_one_word(const CtTraces *traces, guint i)
{
    return trace_at(traces, i)->one_word;
}

/* --- searching ------------------------------------------------------------------------ */

static bool
begins_with(const CtTrace *trace, const char *bytes, const char *end)
{
    for (guint i = 0; i < trace->count; i++) {
        const Letter *letter = &trace->letters[i];
        size_t left = (size_t)(end - bytes);
        int fits = -1;

        for (int j = 0; j < 2 && fits < 0; j++)
            if (letter->length[j] <= left &&
                memcmp(bytes, letter->bytes[j], letter->length[j]) == 0)
                fits = j;
        if (fits < 0)
            return false;
        bytes += letter->length[fits];
    }
    return true;
}

void
ct_traces_search(const CtTraces *traces, const char *bytes, size_t size, uint8_t *found)
{
    const char *end = bytes + size;

    for (const char *p = bytes; p + 1 < end; p++) {
        guint pair = (guint)(uint8_t)p[0] << 8 | (uint8_t)p[1];

        if ((traces->pairs[pair / 8] & 1u << pair % 8) == 0)
            continue;
        for (guint i = 0; i < traces->list->len; i++)
            if (found[i] == 0 && begins_with(g_ptr_array_index(traces->list, i), p, end))
                found[i] = 1;
    }
}

bool
ct_traces_mean(const CtTraces *traces, const char *text)
{
    uint8_t found[CT_TRACE_MOST] = {0};
    bool named = false, more = false;

    ct_traces_search(traces, text, strlen(text), found);
    for (guint i = 0; i < traces->list->len; i++) {
        const CtTrace *trace = trace_at(traces, i);

        if (found[i] == 0 || trace->kind == CT_TRACE_WORDS)
            continue;
        if (!trace->shared && !trace->one_word)
            return true;
        if (trace->kind == CT_TRACE_NAME)
            named = true;
        else
            more = true;
    }
    return named && more;
}

/* --- making --------------------------------------------------------------------------- */

static Letter
letter_of(gunichar c)
{
    Letter letter;

    letter.length[0] = (uint8_t)g_unichar_to_utf8(g_unichar_tolower(c), letter.bytes[0]);
    letter.length[1] = (uint8_t)g_unichar_to_utf8(g_unichar_toupper(c), letter.bytes[1]);
    return letter;
}

static void
set_pair(CtTraces *traces, char first, char second)
{
    guint pair = (guint)(uint8_t)first << 8 | (uint8_t)second;

    traces->pairs[pair / 8] |= (uint8_t)(1u << pair % 8);
}

static void
set_pairs(CtTraces *traces, const CtTrace *trace)
{
    const Letter *first = &trace->letters[0], *second = &trace->letters[1];

    for (int i = 0; i < 2; i++) {
        if (first->length[i] > 1) {
            set_pair(traces, first->bytes[i][0], first->bytes[i][1]);
            continue;
        }
        for (int j = 0; j < 2; j++)
            set_pair(traces, first->bytes[i][0], second->bytes[j][0]);
    }
}

static int
count_digits(const char *text)
{
    int digits = 0;

    for (; *text != '\0'; text++)
        digits += g_ascii_isdigit(*text);
    return digits;
}

static bool
says_something(CtTraceKind kind, const char *text)
{
    if (strlen(text) < SHORTEST)
        return false;
    switch (kind) {
    case CT_TRACE_PHONE:
        return count_digits(text) >= SHORTEST_PHONE;
    case CT_TRACE_STREET:
    case CT_TRACE_WORDS:
        return strchr(text, ' ') != NULL;
    case CT_TRACE_NAME:
    case CT_TRACE_COMPANY:
    case CT_TRACE_MAILBOX:
    case CT_TRACE_COUNT:
        return true;
    }
    g_assert_not_reached();
}

static void
add_line(CtTraces *traces, CtTraceKind kind, const char *line)
{
    CtTrace *trace;

    if (traces->list->len == CT_TRACE_MOST || !says_something(kind, line))
        return;
    trace = g_new0(CtTrace, 1);
    trace->kind = kind;
    trace->one_word =
        (kind == CT_TRACE_NAME || kind == CT_TRACE_COMPANY) && strchr(line, ' ') == NULL;
    for (const char *p = line; *p != '\0' && trace->count < CT_TRACE_LENGTH;
         p += g_utf8_skip[(guchar)*p])
        trace->letters[trace->count++] = letter_of(g_utf8_get_char(p));
    g_ptr_array_add(traces->list, trace);
    set_pairs(traces, trace);
}

static void
add_text(CtTraces *traces, CtTraceKind kind, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (int i = 0; lines[i] != NULL; i++)
        add_line(traces, kind, g_strstrip(lines[i]));
}

/* --- reading -------------------------------------------------------------------------- */

static void
add_row(CtTraces *traces, const char *kind, const char *text)
{
    static const char *const kinds[] = {
        [CT_TRACE_NAME] = "name",   [CT_TRACE_COMPANY] = "company", [CT_TRACE_MAILBOX] = "mailbox",
        [CT_TRACE_PHONE] = "phone", [CT_TRACE_STREET] = "street",   [CT_TRACE_WORDS] = "words",
        [CT_TRACE_COUNT] = NULL,
    };
    int found = ct_vocabulary_find(kinds, kind);

    if (found >= 0)
        add_text(traces, (CtTraceKind)found, text);
    else if (strcmp(kind, "code") == 0)
        g_hash_table_add(traces->codes, g_strdup(text));
    else
        g_hash_table_add(traces->refs, g_strdup(text));
}

static bool
read_texts(CtTraces *traces, CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(store, "people/forget-traces", error);
    CtStep step;

    if (row == NULL)
        return false;
    ct_stmt_bind_int(row, ":customer", customer);
    while ((step = ct_stmt_step(row, error)) == CT_ROW)
        if (!ct_stmt_is_null(row, 2))
            add_row(traces, ct_stmt_text(row, 1), ct_stmt_text(row, 2));
    if (step == CT_DONE && g_hash_table_size(traces->refs) == 0)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "there is no customer %" G_GINT64_FORMAT,
                    customer);
    return step == CT_DONE && g_hash_table_size(traces->refs) > 0;
}

static void
share_found(CtTraces *traces, const uint8_t *found)
{
    for (guint i = 0; i < traces->list->len; i++)
        if (found[i] != 0)
            ct_trace_share(traces, i);
}

/* What other customers and the people of the house are called. */
static bool
share_with_others(CtTraces *traces, CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(store, "people/forget-others", error);
    uint8_t found[CT_TRACE_MOST] = {0};
    CtStep step;

    if (row == NULL)
        return false;
    ct_stmt_bind_int(row, ":customer", customer);
    while ((step = ct_stmt_step(row, error)) == CT_ROW) {
        for (int i = 0; i < ct_stmt_columns(row); i++) {
            const char *text = ct_stmt_text(row, i);

            if (text != NULL)
                ct_traces_search(traces, text, strlen(text), found);
        }
    }
    share_found(traces, found);
    return step == CT_DONE;
}

/* Who is a customer of their own shop has a name that stays in its settings; and somebody may be
 * called like a table. */
static void
share_with_house(CtTraces *traces, const char *dir)
{
    g_autofree char *path = g_build_filename(dir, "courtesy.conf", NULL);
    g_autofree char *settings = NULL;
    g_auto(GStrv) migrations = ct_resource_names("schema/migrations/");
    uint8_t found[CT_TRACE_MOST] = {0};
    gsize size;

    if (g_file_get_contents(path, &settings, &size, NULL))
        ct_traces_search(traces, settings, size, found);
    for (int i = 0; migrations[i] != NULL; i++) {
        g_autofree char *name = g_strconcat("schema/migrations/", migrations[i], NULL);
        g_autoptr(GBytes) sql = ct_resource(name);
        const char *bytes = g_bytes_get_data(sql, &size);

        ct_traces_search(traces, bytes, size, found);
    }
    share_found(traces, found);
}

CtTraces *
ct_traces_read(CtStore *store, const char *dir, int64_t customer, GError **error)
{
    g_autoptr(CtTraces) traces = g_new0(CtTraces, 1);

    traces->list = g_ptr_array_new_with_free_func(g_free);
    traces->refs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    traces->codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!read_texts(traces, store, customer, error) ||
        !share_with_others(traces, store, customer, error))
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr frees it */
        return NULL;
    share_with_house(traces, dir);
    return g_steal_pointer(&traces);
}

void
ct_traces_free(CtTraces *traces)
{
    if (traces == NULL)
        return;
    g_ptr_array_unref(traces->list);
    g_hash_table_unref(traces->refs);
    g_hash_table_unref(traces->codes);
    g_free(traces);
}
