/* Everything about one person: every table that knows a customer is read by a query of its own, and
 * shown as JSON or as text. */
#include "config.h"

#include "forget-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The table, what its rows are for people, and whether they go when the customer is forgotten. What
 * matters most to the person stands first. */
#define TABLES(X)                                                                                  \
    X("customer", "the customer", true)                                                            \
    X("customer_ref", "other ids", true)                                                           \
    X("merge", "records that were made one with this one", true)                                   \
    X("other_address", "other addresses and numbers", true)                                        \
    X("customer_extra", "more about the customer", true)                                           \
    X("household", "household", false)                                                             \
    X("company", "company", false)                                                                 \
    X("consent", "answers about being contacted", true)                                            \
    X("suppression", "addresses that are not used again", false)                                   \
    X("address_status", "what is known of the addresses", false)                                   \
    X("assignment", "who looks after the customer", true)                                          \
    X("note", "notes", true)                                                                       \
    X("promise", "promises", true)                                                                 \
    X("contact", "contacts", true)                                                                 \
    X("customer_case", "cases", true)                                                              \
    X("purchase", "purchases", true)                                                               \
    X("purchase_item", "items of the purchases", true)                                             \
    X("event", "events from outside", true)                                                        \
    X("referral", "referrals", true)                                                               \
    X("touch", "planned messages, calls and cards", true)                                          \
    X("touch_log", "how these changed", true)                                                      \
    X("message", "messages sent", true)                                                            \
    X("decision", "what did not go last night, and why", true)                                     \
    X("candidate", "what the rules asked for last night", true)                                    \
    X("visit", "visits", true)                                                                     \
    X("customer_fact", "what is counted about the customer", true)                                 \
    X("dirty", "marks that this has to be counted again", true)                                    \
    X("twin", "records that may be the same person", true)                                         \
    X("customer_before", "the customer before an import", true)                                    \
    X("customer_extra_before", "more about the customer before an import", true)                   \
    X("purchase_before", "purchases before an import", true)                                       \
    X("purchase_item_before", "items before an import", true)                                      \
    X("customer_case_before", "cases before an import", true)                                      \
    X("contact_before", "contacts before an import", true)                                         \
    X("event_before", "events before an import", true)                                             \
    X("import", "files that this came from", false)

#define TABLE_NAME(table, title, goes) table,
const char *const ct_dossier_tables[] = {TABLES(TABLE_NAME) NULL};
#define TABLE_TITLE(table, title, goes) title,
static const char *const titles[] = {TABLES(TABLE_TITLE) NULL};
#define TABLE_GOES(table, title, goes) goes,
static const bool goes_with_customer[] = {TABLES(TABLE_GOES)};

static CtStmt *
open_table(CtStore *store, int table, int64_t customer, GError **error)
{
    g_autofree char *name = g_strconcat("people/dossier-", ct_dossier_tables[table], NULL);
    CtStmt *rows = ct_store_query(store, g_strdelimit(name, "_", '-'), error);

    if (rows != NULL)
        ct_stmt_bind_int(rows, ":customer", customer);
    return rows;
}

static bool
no_customer(int64_t customer, GError **error)
{
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "there is no customer %" G_GINT64_FORMAT,
                customer);
    return false;
}

/* --- columns -------------------------------------------------------------------------- */

static bool
is_day(const char *column)
{
    static const char *const days[] = {"day",       "anchor",     "due",          "latest",
                                       "began",     "last_visit", "last_contact", "last_call",
                                       "last_mail", "last_card",  "last_inbound", "halfway_latest",
                                       NULL};

    return g_str_has_suffix(column, "_day") || strcmp(column, "last_complaint") == 0 ||
           ct_vocabulary_find(days, column) >= 0;
}

static bool
is_money(const char *column)
{
    return strcmp(column, "cents") == 0 || g_str_has_prefix(column, "spent_");
}

/* What only the program needs: numbers of rows, keys for comparing, keyed hashes, lots. */
static bool
is_internal(const char *column)
{
    static const char *const names[] = {"id",   "hash",        "spread",          "log_gap",
                                        "boot", "log_gap_sum", "household_fixed", NULL};

    return ct_vocabulary_find(names, column) >= 0 ||
           (g_str_has_suffix(column, "_id") && strcmp(column, "message_id") != 0) ||
           g_str_has_suffix(column, "_key") || g_str_has_suffix(column, "_hash");
}

/* --- for programs --------------------------------------------------------------------- */

static void
add_value(JsonBuilder *json, CtStmt *row, int column)
{
    const char *name = ct_stmt_column_name(row, column);
    char day[CT_DAY_TEXT];

    json_builder_set_member_name(json, name);
    if (ct_stmt_is_null(row, column))
        json_builder_add_null_value(json);
    else if (ct_stmt_is_text(row, column))
        json_builder_add_string_value(json, ct_stmt_text(row, column));
    else if (is_day(name))
        json_builder_add_string_value(json,
                                      ct_day_text((CtDay){(int32_t)ct_stmt_int(row, column)}, day));
    else if ((double)ct_stmt_int(row, column) == ct_stmt_double(row, column))
        json_builder_add_int_value(json, ct_stmt_int(row, column));
    else
        json_builder_add_double_value(json, ct_stmt_double(row, column));
}

static bool
add_table(JsonBuilder *json, CtStmt *rows, int64_t *count_out, GError **error)
{
    int64_t count = 0;
    CtStep step;

    json_builder_begin_array(json);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        json_builder_begin_object(json);
        for (int i = 0; i < ct_stmt_columns(rows); i++)
            add_value(json, rows, i);
        json_builder_end_object(json);
        count++;
    }
    json_builder_end_array(json);
    *count_out = count;
    return step == CT_DONE;
}

char *
ct_people_dossier_json(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(json);
    for (int i = 0; ct_dossier_tables[i] != NULL; i++) {
        g_autoptr(CtStmt) rows = open_table(store, i, customer, error);
        int64_t count;

        json_builder_set_member_name(json, ct_dossier_tables[i]);
        if (rows == NULL || !add_table(json, rows, &count, error))
            return NULL;
        if (i == 0 && count == 0 && !no_customer(customer, error))
            return NULL;
    }
    json_builder_end_object(json);
    node = json_builder_get_root(json);
    return json_to_string(node, FALSE);
}

/* --- for people ----------------------------------------------------------------------- */

static char *
value_text(CtStmt *row, int column)
{
    const char *name = ct_stmt_column_name(row, column);
    int64_t number = ct_stmt_int(row, column);
    char day[CT_DAY_TEXT];

    if (ct_stmt_is_text(row, column))
        return g_strdup(ct_stmt_text(row, column));
    if (is_day(name))
        return g_strdup(ct_day_text((CtDay){(int32_t)number}, day));
    if (is_money(name))
        return ct_cents_text(number);
    if (strcmp(name, "birth_mmdd") == 0)
        return g_strdup_printf("%02d-%02d", (int)number / 100, (int)number % 100);
    if ((double)number != ct_stmt_double(row, column))
        return g_strdup_printf("%.1f", ct_stmt_double(row, column));
    return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

static char *
label_text(const char *column)
{
    if (strcmp(column, "cents") == 0)
        return g_strdup("amount");
    if (strcmp(column, "birth_mmdd") == 0)
        return g_strdup("birthday");
    return g_strdelimit(g_strdup(column), "_", ' ');
}

/* One row: a column a line, so that long words and several lines stay readable. */
static void
append_row(GString *text, CtStmt *row)
{
    const char *before = "  - ";

    for (int i = 0; i < ct_stmt_columns(row); i++) {
        const char *name = ct_stmt_column_name(row, i);
        g_autofree char *label = label_text(name);
        g_autofree char *value = NULL;
        g_auto(GStrv) lines = NULL;

        if (ct_stmt_is_null(row, i) || is_internal(name))
            continue;
        value = value_text(row, i);
        lines = g_strsplit(value, "\n", -1);
        g_string_append_printf(text, "%s%s: %s\n", before, label, lines[0] != NULL ? lines[0] : "");
        for (int j = 1; lines[0] != NULL && lines[j] != NULL; j++)
            g_string_append_printf(text, "      %s\n", lines[j]);
        before = "    ";
    }
}

static bool
append_table(GString *text, int table, CtStmt *rows, int64_t *count_out, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    int64_t count = 0;
    CtStep step;

    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        append_row(list, rows);
        count++;
    }
    if (count > 0)
        g_string_append_printf(text, "%s%c%s (%" G_GINT64_FORMAT ")\n%s", text->len > 0 ? "\n" : "",
                               g_ascii_toupper(*titles[table]), titles[table] + 1, count,
                               list->str);
    *count_out = count;
    return step == CT_DONE;
}

char *
ct_people_dossier_text(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (int i = 0; ct_dossier_tables[i] != NULL; i++) {
        g_autoptr(CtStmt) rows = open_table(store, i, customer, error);
        int64_t count;

        if (rows == NULL || !append_table(text, i, rows, &count, error))
            return NULL;
        if (i == 0 && count == 0 && !no_customer(customer, error))
            return NULL;
    }
    return g_strdup(text->str);
}

/* --- for forgetting ------------------------------------------------------------------- */

bool
ct_dossier_count(CtStore *store, int64_t customer, CtForgotten *forgotten, GError **error)
{
    for (int i = 0; ct_dossier_tables[i] != NULL; i++) {
        g_autoptr(CtStmt) rows =
            goes_with_customer[i] ? open_table(store, i, customer, error) : NULL;
        int64_t count = 0;
        CtStep step = CT_DONE;

        if (!goes_with_customer[i])
            continue;
        while (rows != NULL && (step = ct_stmt_step(rows, error)) == CT_ROW)
            count++;
        if (rows == NULL || step == CT_FAILED)
            return false;
        if (i == 0 && count == 0)
            return no_customer(customer, error);
        if (count > 0)
            g_ptr_array_add(forgotten->parts,
                            g_strdup_printf("%s: %" G_GINT64_FORMAT, titles[i], count));
        forgotten->rows += count;
    }
    return true;
}
