/* Forgetting a person: first what lies about in files, then the rows, then the log of the database;
 * and a search for what is left. Files come first, so that an interrupted command can be said
 * again.
 */
#include "config.h"

#include "courtesy/import.h"
#include "forget-private.h"

#include <string.h>

#define NAMED_MOST 12 /* places that an error names */

void
ct_forgotten_clear(CtForgotten *forgotten)
{
    g_clear_pointer(&forgotten->parts, g_ptr_array_unref);
    g_clear_pointer(&forgotten->files, g_ptr_array_unref);
    g_clear_pointer(&forgotten->copies, g_ptr_array_unref);
}

static CtForgotten
forgotten_new(void)
{
    return (CtForgotten){.parts = g_ptr_array_new_with_free_func(g_free),
                         .files = g_ptr_array_new_with_free_func(g_free),
                         .copies = g_ptr_array_new_with_free_func(g_free)};
}

static bool
run(CtStore *store, const char *name, int64_t customer, CtDay today, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, name, error);

    if (stmt == NULL)
        return false;
    if (ct_stmt_has(stmt, ":customer"))
        ct_stmt_bind_int(stmt, ":customer", customer);
    if (ct_stmt_has(stmt, ":today"))
        ct_stmt_bind_int(stmt, ":today", today.n);
    return ct_stmt_run(stmt, NULL, error);
}

/* What is on its way to the person has to arrive before anything is erased: nobody could tell
 * afterwards what became of it. */
static bool
nothing_on_its_way(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(store, "people/forget-on-its-way", error);
    int64_t touches;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":customer", customer);
    if (!ct_stmt_number(stmt, 0, &touches, error))
        return false;
    if (touches == 0)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_LATER,
                "a message to this customer is on its way; nothing was erased; after the next "
                "courtesy run it can be");
    return false;
}

/* --- rows ----------------------------------------------------------------------------- */

/* Adds the names with an address or a birthday. */
static bool
add_likenesses(CtStore *store, int64_t customer, GPtrArray *texts, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(store, "people/forget-likeness", error);
    CtStep step;

    if (row == NULL)
        return false;
    ct_stmt_bind_int(row, ":customer", customer);
    while ((step = ct_stmt_step(row, error)) == CT_ROW)
        ct_import_likenesses(ct_stmt_text(row, 0), ct_stmt_text(row, 1), (int)ct_stmt_int(row, 2),
                             (int)ct_stmt_int(row, 3), texts);
    return step == CT_DONE;
}

static bool
keep_hashes(CtStore *store, const GPtrArray *texts, CtDay today, GError **error)
{
    g_autofree char *secret = ct_meta_secret(store, error);
    g_autoptr(CtStmt) stmt =
        secret != NULL ? ct_store_query(store, "people/forget-person", error) : NULL;

    if (stmt == NULL)
        return false;
    for (guint i = 0; i < texts->len; i++) {
        g_autofree char *hash = ct_address_hash(secret, texts->pdata[i]);

        ct_stmt_bind_text(stmt, ":hash", hash);
        ct_stmt_bind_int(stmt, ":today", today.n);
        if (!ct_stmt_run(stmt, NULL, error))
            return false;
    }
    return true;
}

/* Keyed hashes of every id, and of what tells the person without one: no import brings them back.
 */
static bool
keep_person(CtStore *store, const CtTraces *traces, int64_t customer, CtDay today, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter refs;
    gpointer ref;

    g_hash_table_iter_init(&refs, traces->refs);
    while (g_hash_table_iter_next(&refs, &ref, NULL))
        g_ptr_array_add(texts, g_strdup(ref));
    return add_likenesses(store, customer, texts, error) && keep_hashes(store, texts, today, error);
}

/* True when `text` has the word, and not as a part of a longer one: "A-1" is not in "A-1-7". */
static bool
has_word(const char *text, const char *word)
{
    size_t length = strlen(word);

    for (const char *p = strstr(text, word); p != NULL; p = strstr(p + 1, word))
        if ((p == text || !g_ascii_isalnum(p[-1])) && !g_ascii_isalnum(p[length]) &&
            p[length] != '-' && p[length] != '_')
            return true;
    return false;
}

static bool
has_any(const char *text, const char *before, GHashTable *words)
{
    GHashTableIter iter;
    gpointer word;

    g_hash_table_iter_init(&iter, words);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        g_autofree char *whole = g_strconcat(before, word, NULL);

        if (has_word(text, whole))
            return true;
    }
    return false;
}

/* What a night said, without the lines about the person. The caller owns it. */
static char *
without_lines(const char *said, const CtTraces *traces)
{
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
    g_autoptr(GString) kept = g_string_new(NULL);

    for (int i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0' && !has_any(lines[i], "customer ", traces->refs) &&
            !has_any(lines[i], "", traces->codes) && !ct_traces_mean(traces, lines[i]))
            g_string_append_printf(kept, "%s\n", lines[i]);
    return g_strdup(kept->str);
}

static char *
without_name(const char *file, const CtTraces *traces)
{
    return ct_traces_mean(traces, file) ? g_strdup("(forgotten)") : g_strdup(file);
}

/* Corrects one text of every row of a query (id, text). */
static bool
correct(CtStore *store, const char *const names[2],
        char *(*correction)(const char *, const CtTraces *), const CtTraces *traces, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(store, names[0], error);
    g_autoptr(CtStmt) update = row != NULL ? ct_store_query(store, names[1], error) : NULL;
    CtStep step;

    if (update == NULL)
        return false;
    while ((step = ct_stmt_step(row, error)) == CT_ROW) {
        g_autofree char *text = g_strdup(ct_stmt_text(row, 1));
        g_autofree char *corrected = correction(text, traces);

        if (strcmp(text, corrected) == 0)
            continue;
        ct_stmt_bind_int(update, ":id", ct_stmt_int(row, 0));
        ct_stmt_bind_text(update, ":text", corrected);
        if (!ct_stmt_run(update, NULL, error))
            return false;
    }
    return step == CT_DONE;
}

static bool
erase_rows(CtStore *store, const CtTraces *traces, int64_t customer, CtDay today, GError **error)
{
    static const char *const steps[] = {
        "people/forget-suppress",   "people/forget-address-status", "people/forget-soil",
        "people/forget-candidates", "people/forget-customer",       "people/forget-touch-log",
        "people/forget-companies",  "people/forget-households",
    };
    static const char *const nights[] = {"people/forget-nights", "people/forget-night"};
    static const char *const imports[] = {"people/forget-imports", "people/forget-import"};
    g_auto(CtTxn) txn = CT_TXN_INIT;

    if (!ct_txn_begin(&txn, store, error) || !nothing_on_its_way(store, customer, error) ||
        !keep_person(store, traces, customer, today, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (!run(store, steps[i], customer, today, error))
            return false;
    return correct(store, nights, without_lines, traces, error) &&
           correct(store, imports, without_name, traces, error) && ct_txn_commit(&txn, error);
}

/* --- what is left --------------------------------------------------------------------- */

/* What somebody wrote about other people may speak of the person: that is told, and stays. What is
 * written word for word about others too, and what is the name of goods, says nothing. */
static bool
explain_words(CtStore *store, CtTraces *traces, GPtrArray *left, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(store, "people/forget-words", error);
    CtStep step = row != NULL ? ct_stmt_step(row, error) : CT_FAILED;

    for (; step == CT_ROW; step = ct_stmt_step(row, error)) {
        uint8_t found[CT_TRACE_MOST] = {0};
        const char *text = ct_stmt_text(row, 2);

        ct_traces_search(traces, text, strlen(text), found);
        for (guint i = 0; i < traces->list->len; i++) {
            if (found[i] == 0 || ct_trace_is_shared(traces, i))
                continue;
            if (!ct_stmt_is_null(row, 1) && ct_trace_kind(traces, i) != CT_TRACE_WORDS)
                g_ptr_array_add(left,
                                g_strdup_printf("%s %s (%s)", ct_stmt_text(row, 0),
                                                ct_stmt_text(row, 1), ct_trace_word(traces, i)));
            ct_trace_share(traces, i);
        }
    }
    return step == CT_DONE;
}

static void
name_places(const CtTraces *traces, const GPtrArray *found, GPtrArray *left)
{
    for (guint i = 0; i < found->len; i++) {
        const CtResidue *residue = g_ptr_array_index(found, i);

        g_ptr_array_add(left, residue->trace == G_MAXUINT
                                  ? g_strdup_printf("%s (cannot be read)", residue->file)
                                  : g_strdup_printf("%s (%s)", residue->file,
                                                    ct_trace_word(traces, residue->trace)));
    }
}

static bool
nothing_left(GPtrArray *left, GError **error)
{
    guint more = left->len > NAMED_MOST ? left->len - NAMED_MOST : 0;
    g_autofree char *named = NULL;
    g_autofree char *rest = g_strdup_printf(" and %u more", more);

    if (left->len == 0)
        return true;
    g_ptr_array_set_size(left, (gint)(left->len - more));
    g_ptr_array_add(left, NULL);
    named = g_strjoinv(", ", (char **)left->pdata);
    g_set_error(error, CT_ERROR, CT_ERROR_STORE,
                "the customer is erased, but these still hold something of the person: %s%s; "
                "please look at them",
                named, more > 0 ? rest : "");
    return false;
}

static bool
verify(CtStore *store, const char *dir, CtTraces *traces, GError **error)
{
    g_autoptr(GPtrArray) left = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) found = NULL;

    if (!ct_residue_find(dir, traces, &found, error))
        return false;
    if (found->len == 0)
        return true;
    if (!explain_words(store, traces, left, error))
        return false;
    g_clear_pointer(&found, g_ptr_array_unref);
    if (!ct_residue_find(dir, traces, &found, error))
        return false;
    name_places(traces, found, left);
    return nothing_left(left, error);
}

/* --- the whole ------------------------------------------------------------------------ */

bool
ct_people_forget_preview(CtStore *store, const char *dir, int64_t customer, CtForgotten *would_out,
                         GError **error)
{
    g_autoptr(CtTraces) traces = ct_traces_read(store, dir, customer, error);
    g_auto(CtForgotten) would = forgotten_new();

    if (traces == NULL || !nothing_on_its_way(store, customer, error) ||
        !ct_dossier_count(store, customer, &would, error) ||
        !ct_forget_files(dir, traces, CT_FILES_LOOK, would.files, error))
        return false;
    ct_residue_copies(dir, would.copies);
    *would_out = would;
    would = (CtForgotten){0};
    return true;
}

/* Old pieces of rows lie between the rows of a page, where nothing overwrites them when a row is
 * deleted: one customer in a hundred leaves a trace there. So the whole database is written anew.
 */
static bool
erase(CtStore *store, const char *dir, int64_t customer, CtDay today, CtTraces *traces,
      GError **error)
{
    if (!erase_rows(store, traces, customer, today, error))
        return false;
    if (!ct_store_rewrite(store, error)) {
        g_prefix_error(error,
                       "the customer is erased, but old pages of the database are still to be "
                       "overwritten; please give the same command again: ");
        return false;
    }
    return verify(store, dir, traces, error);
}

bool
ct_people_forget(CtStore *store, const char *dir, int64_t customer, CtDay today,
                 CtForgotten *forgotten_out, GError **error)
{
    g_autoptr(CtTraces) traces = ct_traces_read(store, dir, customer, error);
    g_auto(CtForgotten) forgotten = forgotten_new();

    /* Emptying the log once before anything is erased finds out whether somebody reads. */
    if (traces == NULL || !nothing_on_its_way(store, customer, error) ||
        !ct_store_scrub(store, error) || !ct_dossier_count(store, customer, &forgotten, error) ||
        !ct_forget_files(dir, traces, CT_FILES_CLEAN, forgotten.files, error) ||
        !erase(store, dir, customer, today, traces, error))
        return false;
    ct_residue_copies(dir, forgotten.copies);
    *forgotten_out = forgotten;
    forgotten = (CtForgotten){0};
    return true;
}

static bool
is_marked(CtStore *store, const char *channel, const char *key, bool *is_out, GError **error)
{
    g_autofree char *secret = ct_meta_secret(store, error);
    g_autofree char *hash = secret != NULL ? ct_address_hash(secret, key) : NULL;
    g_autoptr(CtStmt) stmt =
        hash != NULL ? ct_store_query(store, "people/forget-marked", error) : NULL;
    int64_t marks;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_text(stmt, ":channel", channel);
    ct_stmt_bind_text(stmt, ":hash", hash);
    if (!ct_stmt_number(stmt, 0, &marks, error))
        return false;
    *is_out = marks > 0;
    return true;
}

bool
ct_people_was_forgotten(CtStore *store, const char *text, bool *was_out, GError **error)
{
    g_autofree char *email_key = ct_import_email_key(text);
    bool person = false, mailbox = false;

    if (!is_marked(store, "person", text, &person, error) ||
        (email_key != NULL &&
         !is_marked(store, ct_channel_words[CT_CHANNEL_MAIL], email_key, &mailbox, error)))
        return false;
    *was_out = person || mailbox;
    return true;
}
