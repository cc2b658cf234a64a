/* One row of a file of purchases: an order, or one line of it. */
#include "config.h"

#include "staging-private.h"

#include <string.h>

/* A file without amounts tells when somebody bought, and nothing else: each of its purchases is one
 * unit of no currency (ISO 4217), and of unknown worth. */
#define NO_CURRENCY  "XXX"
#define NO_AMOUNT    100
/* No purchase of a small shop is worth more: a hundred thousand million. */
#define CENTS_MAX    10000000000000
#define STATUSES_MAX 1000 /* words that are remembered */

/* --- amounts -------------------------------------------------------------------------- */

/* The amounts of one row, in cents and hundredths. */
typedef struct {
    int64_t total, amount, price, refunded, quantity;
    bool has_total, has_amount, has_price, has_refunded, has_quantity;
    char currency[4]; /* that stands beside one of them; "" when none does */
} Amounts;

static bool
read_money(CtImport *import, CtField field, int64_t *cents_out, bool *filled_out, char currency[4])
{
    const char *text = import->cells[field];
    g_autofree char *quoted = NULL;
    char beside[4] = "";

    *filled_out = text != NULL;
    if (text == NULL)
        return true;
    if (!ct_import_money_in(text, import->reading.decimal, cents_out, beside)) {
        quoted = ct_import_quote(text);
        ct_import_reject(import, "%s is not a clear number; two decimals would make it one",
                         quoted);
    } else if (*cents_out > CENTS_MAX || *cents_out < -CENTS_MAX) {
        quoted = ct_import_quote(text);
        ct_import_reject(import, "%s is more than anything costs; is it in the right column?",
                         quoted);
    } else {
        if (*beside != '\0')
            g_strlcpy(currency, beside, sizeof beside);
        return true;
    }
    ct_import_count_wrong(import, field);
    return false;
}

static bool
read_amounts(CtImport *import, Amounts *a)
{
    if (!read_money(import, CT_FIELD_QUANTITY, &a->quantity, &a->has_quantity, a->currency) ||
        !read_money(import, CT_FIELD_REFUNDED, &a->refunded, &a->has_refunded, a->currency) ||
        !read_money(import, CT_FIELD_PRICE, &a->price, &a->has_price, a->currency) ||
        !read_money(import, CT_FIELD_AMOUNT, &a->amount, &a->has_amount, a->currency) ||
        !read_money(import, CT_FIELD_TOTAL, &a->total, &a->has_total, a->currency))
        return false;
    a->refunded = ABS(a->refunded); /* some programs write it with a sign */
    return true;
}

static bool
has_amount(const Amounts *amounts)
{
    return amounts->has_total || amounts->has_amount || amounts->has_price;
}

/* True when no column of the file is an amount. */
static bool
knows_no_amounts(const CtImport *import)
{
    return !ct_mapping_has(import->mapping, CT_FIELD_TOTAL) &&
           !ct_mapping_has(import->mapping, CT_FIELD_AMOUNT) &&
           !ct_mapping_has(import->mapping, CT_FIELD_PRICE);
}

/* What the row itself is worth: its amount, else price times quantity. False: too much. */
static bool
line_cents(const Amounts *amounts, int64_t *cents_out)
{
    int64_t quantity = amounts->has_quantity ? amounts->quantity : 100;
    int64_t product;

    if (amounts->has_amount) {
        *cents_out = amounts->amount;
        return true;
    }
    if (__builtin_mul_overflow(amounts->price, quantity, &product))
        return false;
    *cents_out = product / 100;
    return ABS(*cents_out) <= CENTS_MAX;
}

/* Of its own column, else beside an amount. */
static char *
read_currency(CtImport *import, const Amounts *amounts)
{
    const char *text = import->cells[CT_FIELD_CURRENCY];

    if (text == NULL)
        return *amounts->currency != '\0' ? g_strdup(amounts->currency) : NULL;
    if (strlen(text) == 3 && g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1]) &&
        g_ascii_isalpha(text[2]))
        return g_ascii_strup(text, -1);
    ct_import_wrong_cell(import, CT_FIELD_CURRENCY, "a currency code, like EUR");
    return NULL;
}

/* --- status --------------------------------------------------------------------------- */

/* A word is looked up once: a file has millions of rows and a handful of words. */
static const char *
look_up_status(CtImport *import, const char *text)
{
    const char *status;
    void *known;

    if (import->statuses == NULL)
        import->statuses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (g_hash_table_lookup_extended(import->statuses, text, NULL, &known))
        return known;
    status = ct_import_order_status(text);
    if (status == NULL) {
        g_autofree char *quoted = ct_import_quote(text);

        g_free(import->fields[CT_FIELD_STATUS]->note);
        import->fields[CT_FIELD_STATUS]->note =
            g_strdup_printf("%s is not a known status; such purchases count", quoted);
        status = "valid";
    }
    if (g_hash_table_size(import->statuses) < STATUSES_MAX)
        g_hash_table_insert(import->statuses, g_strdup(text), (void *)(uintptr_t)status);
    return status;
}

/* NULL: the row says nothing. */
static const char *
read_status(CtImport *import, bool continued)
{
    const char *cancelled = import->cells[CT_FIELD_CANCELLED];
    const char *status = import->cells[CT_FIELD_STATUS];
    bool yes = true;

    if (cancelled != NULL && (!ct_import_answer(cancelled, &yes) || yes))
        return "cancelled";
    if (status != NULL)
        return look_up_status(import, status);
    return ct_mapping_has(import->mapping, CT_FIELD_CANCELLED) && !continued ? "valid" : NULL;
}

/* --- rows ----------------------------------------------------------------------------- */

/* Whether this row goes on with the order of the row before: such rows may leave out what the
 * first one said. */
static bool
goes_on(CtImport *import)
{
    const char *ref = import->cells[CT_FIELD_REF];
    bool same = ref != NULL && g_strcmp0(ref, import->order) == 0;

    if (same)
        return true;
    g_free(import->order);
    import->order = g_strdup(ref);
    import->order_fate = CT_ORDER_TAKEN;
    return false;
}

static bool
read_purchase(CtImport *import, bool continued, Amounts *amounts, CtDay *day, bool *has_day)
{
    if (!ct_import_read_day(import, CT_FIELD_DAY, CT_TENSE_PAST, day, has_day) ||
        !read_amounts(import, amounts))
        return false;
    if (!*has_day && !continued) {
        ct_import_reject(import, "no date");
        return false;
    }
    if (!has_amount(amounts) && knows_no_amounts(import)) {
        amounts->has_amount = true;
        amounts->amount = continued ? 0 : NO_AMOUNT;
        g_strlcpy(amounts->currency, NO_CURRENCY, sizeof amounts->currency);
    }
    if (!has_amount(amounts) && !continued) {
        ct_import_reject(import, "no amount");
        return false;
    }
    return true;
}

static bool
write_item(CtImport *import, const Amounts *amounts, int64_t cents, GError **error)
{
    CtStmt *insert = import->insert_item;

    if (import->cells[CT_FIELD_ITEM] == NULL)
        return true;
    ct_stmt_bind_int(insert, ":row", ct_rows_record(import->rows));
    ct_stmt_bind_text(insert, ":ref", import->cells[CT_FIELD_REF]);
    ct_stmt_bind_text(insert, ":item", import->cells[CT_FIELD_ITEM]);
    ct_stmt_bind_text(insert, ":category", import->cells[CT_FIELD_CATEGORY]);
    ct_stmt_bind_int(insert, ":quantity", amounts->has_quantity ? amounts->quantity / 100 : 1);
    ct_stmt_bind_int(insert, ":cents", cents);
    return ct_stmt_run(insert, NULL, error);
}

/* What no column tells stays unbound. */
static void
bind_day(CtImport *import, CtField field, const char *name)
{
    CtDay day = {0};
    bool filled = ct_import_try_day(import, field, CT_TENSE_FUTURE, &day);

    if (ct_mapping_has(import->mapping, field))
        ct_import_bind_number(import->insert, name, filled, day.n);
}

static void
bind_cents(CtImport *import, CtField field, const char *name, bool filled, int64_t cents)
{
    if (ct_mapping_has(import->mapping, field))
        ct_import_bind_number(import->insert, name, filled, cents);
}

static bool
write_purchase(CtImport *import, const Amounts *amounts, int64_t cents, const CtDay *day,
               bool continued, GError **error)
{
    CtStmt *insert = import->insert;
    g_autofree char *currency = read_currency(import, amounts);
    g_autofree char *what =
        g_strdup_printf("%" G_GINT64_FORMAT, amounts->has_total ? amounts->total : cents);
    g_auto(CtWhose) whose = {0};
    bool forgotten;

    if (!ct_import_find_customer(import, &whose, &forgotten, error))
        return false;
    if (forgotten) {
        import->order_fate = CT_ORDER_FORGOTTEN;
        return true;
    }
    ct_import_bind_identity(import, &whose, day != NULL ? *day : (CtDay){0}, what);
    ct_import_bind_number(insert, ":day", day != NULL, day != NULL ? day->n : 0);
    bind_cents(import, CT_FIELD_TOTAL, ":total", amounts->has_total, amounts->total);
    bind_cents(import, CT_FIELD_REFUNDED, ":refunded", amounts->has_refunded, amounts->refunded);
    ct_stmt_bind_int(insert, ":cents", cents);
    ct_stmt_bind_text(insert, ":currency", currency);
    ct_stmt_bind_text(insert, ":status", read_status(import, continued));
    bind_day(import, CT_FIELD_DELIVERED, ":delivered_day");
    bind_day(import, CT_FIELD_INSTALLED, ":installed_day");
    return ct_stmt_run(insert, NULL, error) && write_item(import, amounts, cents, error);
}

bool
ct_import_stage_purchase(CtImport *import, GError **error)
{
    bool continued = goes_on(import), has_day;
    Amounts amounts = {0};
    CtDay day = {0};
    int64_t cents;

    if (import->order_fate == CT_ORDER_FORGOTTEN) {
        import->report->forgotten++;
        return true;
    }
    if (import->order_fate == CT_ORDER_REFUSED) {
        ct_import_reject(import, "goes on with an order that was left out");
        return true;
    }
    if (!read_purchase(import, continued, &amounts, &day, &has_day)) {
        import->order_fate = CT_ORDER_REFUSED;
        return true;
    }
    if (!line_cents(&amounts, &cents)) {
        ct_import_reject(import, "price times quantity is more than anything costs");
        return true;
    }
    return write_purchase(import, &amounts, cents, has_day ? &day : NULL, continued, error);
}
