/* One row of a file of purchases, cases or contacts. */
#include "config.h"

#include "import-private.h"

#include <string.h>

void
ct_import_bind_number(CtStmt *stmt, const char *name, bool filled, int64_t number)
{
    if (filled)
        ct_stmt_bind_int(stmt, name, number);
    else
        ct_stmt_bind_null(stmt, name);
}

/* --- what all three have -------------------------------------------------------------- */

/* A day; without text *filled_out is false. False: the text is no day, and the row was rejected. */
static bool
read_day(CtImport *import, CtField field, CtDay *day_out, bool *filled_out)
{
    const char *text = import->cells[field];
    g_autofree char *quoted = NULL;

    *filled_out = text != NULL;
    if (text == NULL || ct_import_day(text, import->dates, day_out))
        return true;
    quoted = ct_import_quote(text);
    import->fields[field]->wrong++;
    ct_import_reject(import, "%s is not a day", quoted);
    return false;
}

/* Whose it is: the customer's id, or an e-mail address in its own column or in that of the id. */
static char *
read_email_key(CtImport *import)
{
    const char *email = import->cells[CT_FIELD_EMAIL], *customer = import->cells[CT_FIELD_CUSTOMER];
    char *key = email != NULL ? ct_import_email_key(email) : NULL;

    if (email != NULL && key == NULL)
        ct_import_wrong_cell(import, CT_FIELD_EMAIL, "an e-mail address");
    return key == NULL && customer != NULL ? ct_import_email_key(customer) : key;
}

/* The id of the row and whose it is. Without an id: of whom, when and what; the store numbers those
 * that are alike in the order of the file, so that the same file gives the same ids again. */
static void
bind_identity(CtImport *import, CtDay day, const char *what)
{
    const char *ref = import->cells[CT_FIELD_REF], *customer = import->cells[CT_FIELD_CUSTOMER];
    g_autofree char *email_key = read_email_key(import);
    g_autofree char *alike = NULL;
    char text[CT_DAY_TEXT];

    if (ref == NULL)
        alike = g_strjoin("|",
                          customer != NULL    ? customer
                          : email_key != NULL ? email_key
                                              : "",
                          ct_day_text(day, text), what, NULL);
    ct_stmt_bind_int(import->insert, ":row", ct_csv_record(import->csv));
    ct_stmt_bind_text(import->insert, ":ref", ref);
    ct_stmt_bind_text(import->insert, ":alike", alike);
    ct_stmt_bind_text(import->insert, ":customer", customer);
    ct_stmt_bind_text(import->insert, ":email_key", email_key);
}

/* The meaning of a word, from a list of folded words with a blank between; NULL: none has it. */
typedef struct {
    const char *meaning, *words;
} Meaning;

static const char *
find_meaning(const Meaning *meanings, size_t count, const char *text)
{
    g_autofree char *word = ct_import_fold(text);

    for (size_t i = 0; i < count; i++) {
        g_auto(GStrv) words = g_strsplit(meanings[i].words, " ", -1);

        if (g_strv_contains((const char *const *)words, word))
            return meanings[i].meaning;
    }
    return NULL;
}

/* --- purchases ------------------------------------------------------------------------ */

/* The amounts of one row, in cents and hundredths. */
typedef struct {
    int64_t total, amount, price, refunded, quantity;
    bool has_total, has_amount, has_price, has_refunded, has_quantity;
} Amounts;

static bool
read_money(CtImport *import, CtField field, int64_t *cents_out, bool *filled_out)
{
    const char *text = import->cells[field];
    g_autofree char *quoted = NULL;

    *filled_out = text != NULL;
    if (text == NULL || ct_import_money(text, cents_out))
        return true;
    quoted = ct_import_quote(text);
    import->fields[field]->wrong++;
    ct_import_reject(import, "%s is not a clear number; two decimals would make it one", quoted);
    return false;
}

static bool
read_amounts(CtImport *import, Amounts *amounts)
{
    return read_money(import, CT_FIELD_TOTAL, &amounts->total, &amounts->has_total) &&
           read_money(import, CT_FIELD_AMOUNT, &amounts->amount, &amounts->has_amount) &&
           read_money(import, CT_FIELD_PRICE, &amounts->price, &amounts->has_price) &&
           read_money(import, CT_FIELD_REFUNDED, &amounts->refunded, &amounts->has_refunded) &&
           read_money(import, CT_FIELD_QUANTITY, &amounts->quantity, &amounts->has_quantity);
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
    return true;
}

static const char *
read_status(const CtImport *import)
{
    static const Meaning meanings[] = {
        {"cancelled", "cancelled canceled void voided refunded expired failed declined storniert "
                      "wccancelled wcrefunded wcfailed"},
        {"test", "test testing"},
    };
    const char *cancelled = import->cells[CT_FIELD_CANCELLED];
    const char *status = import->cells[CT_FIELD_STATUS];
    const char *meaning;
    bool yes = true;

    if (cancelled != NULL && (!ct_import_answer(cancelled, &yes) || yes))
        return "cancelled";
    if (status == NULL)
        return NULL;
    meaning = find_meaning(meanings, G_N_ELEMENTS(meanings), status);
    return meaning != NULL ? meaning : "valid";
}

static char *
read_currency(CtImport *import)
{
    const char *text = import->cells[CT_FIELD_CURRENCY];

    if (text == NULL)
        return NULL;
    if (strlen(text) == 3 && g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1]) &&
        g_ascii_isalpha(text[2]))
        return g_ascii_strup(text, -1);
    ct_import_wrong_cell(import, CT_FIELD_CURRENCY, "a currency");
    return NULL;
}

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
    import->order_refused = false;
    return false;
}

static bool
read_purchase(CtImport *import, bool continued, Amounts *amounts, CtDay *day, bool *has_day)
{
    if (!read_day(import, CT_FIELD_DAY, day, has_day) || !read_amounts(import, amounts))
        return false;
    if (!*has_day && !continued) {
        ct_import_reject(import, "no date");
        return false;
    }
    if (!amounts->has_total && !amounts->has_amount && !amounts->has_price && !continued) {
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
    ct_stmt_bind_int(insert, ":row", ct_csv_record(import->csv));
    ct_stmt_bind_text(insert, ":ref", import->cells[CT_FIELD_REF]);
    ct_stmt_bind_text(insert, ":item", import->cells[CT_FIELD_ITEM]);
    ct_stmt_bind_text(insert, ":category", import->cells[CT_FIELD_CATEGORY]);
    ct_stmt_bind_int(insert, ":quantity", amounts->has_quantity ? amounts->quantity / 100 : 1);
    ct_stmt_bind_int(insert, ":cents", cents);
    return ct_stmt_run(insert, NULL, error);
}

static bool
write_purchase(CtImport *import, const Amounts *amounts, CtDay day, bool has_day, GError **error)
{
    CtStmt *insert = import->insert;
    g_autofree char *currency = read_currency(import);
    g_autofree char *what = NULL;
    int64_t cents;

    if (!line_cents(amounts, &cents)) {
        ct_import_reject(import, "price times quantity is more than anything costs");
        return true;
    }
    what = g_strdup_printf("%" G_GINT64_FORMAT, amounts->has_total ? amounts->total : cents);
    bind_identity(import, day, what);
    ct_import_bind_number(insert, ":day", has_day, day.n);
    ct_import_bind_number(insert, ":total", amounts->has_total, amounts->total);
    ct_import_bind_number(insert, ":refunded", amounts->has_refunded, amounts->refunded);
    ct_stmt_bind_int(insert, ":cents", cents);
    ct_stmt_bind_text(insert, ":currency", currency);
    ct_stmt_bind_text(insert, ":status", read_status(import));
    return ct_stmt_run(insert, NULL, error) && write_item(import, amounts, cents, error);
}

bool
ct_import_stage_purchase(CtImport *import, GError **error)
{
    bool continued = goes_on(import);
    Amounts amounts = {0};
    CtDay day = {0};
    bool has_day;

    if (continued && import->order_refused) {
        ct_import_reject(import, "goes on with an order that was left out");
        return true;
    }
    if (!read_purchase(import, continued, &amounts, &day, &has_day)) {
        import->order_refused = true;
        return true;
    }
    return write_purchase(import, &amounts, day, has_day, error);
}

/* --- cases ---------------------------------------------------------------------------- */

bool
ct_import_stage_case(CtImport *import, GError **error)
{
    const char *text = import->cells[CT_FIELD_KIND];
    g_autofree char *kind = text != NULL ? g_utf8_strdown(text, -1) : NULL;
    CtDay opened = {0}, closed = {0};
    bool has_opened, has_closed;

    if (!read_day(import, CT_FIELD_OPENED, &opened, &has_opened) ||
        !read_day(import, CT_FIELD_CLOSED, &closed, &has_closed))
        return true;
    if (!has_opened) {
        ct_import_reject(import, "no day on which it was opened");
        return true;
    }
    if (has_closed && closed.n < opened.n) {
        ct_import_reject(import, "closed before it was opened");
        return true;
    }
    bind_identity(import, opened, kind != NULL ? kind : "complaint");
    ct_stmt_bind_int(import->insert, ":day", opened.n);
    ct_import_bind_number(import->insert, ":closed_day", has_closed, closed.n);
    ct_stmt_bind_text(import->insert, ":kind", kind);
    ct_stmt_bind_text(import->insert, ":words", import->cells[CT_FIELD_WORDS]);
    return ct_stmt_run(import->insert, NULL, error);
}

/* --- contacts ------------------------------------------------------------------------- */

static const char *
read_channel(CtImport *import)
{
    static const Meaning meanings[] = {
        {"mail", "mail email emails"},
        {"call", "call phone phonecall telephone telefon anruf llamada appel"},
        {"card", "card postcard letter post karte brief"},
        {"visit", "visit meeting inperson store shop besuch visita visite"},
    };
    const char *text = import->cells[CT_FIELD_CHANNEL];
    const char *channel =
        text != NULL ? find_meaning(meanings, G_N_ELEMENTS(meanings), text) : NULL;
    g_autofree char *quoted = ct_import_quote(text != NULL ? text : "");

    if (channel == NULL)
        ct_import_reject(import, "the channel %s is not one of mail, call, card, visit", quoted);
    return channel;
}

static const char *
read_direction(CtImport *import)
{
    static const Meaning meanings[] = {
        {"in", "in inbound incoming received from eingehend entrante"},
        {"out", "out outbound outgoing sent to ausgehend saliente"},
    };
    const char *text = import->cells[CT_FIELD_DIRECTION];
    const char *direction = "out"; /* who keeps no record of it writes down what they did */

    if (text != NULL)
        direction = find_meaning(meanings, G_N_ELEMENTS(meanings), text);
    if (direction == NULL) {
        g_autofree char *quoted = ct_import_quote(text);

        ct_import_reject(import, "the direction %s is neither in nor out", quoted);
    }
    return direction;
}

/* 1 to 5; 0: not known. */
static int
read_mood(CtImport *import)
{
    const char *text = import->cells[CT_FIELD_MOOD];

    if (text == NULL)
        return 0;
    if (*text >= '1' && *text <= '5' && (text[1] == '\0' || strcmp(text + 1, ".0") == 0))
        return *text - '0';
    ct_import_wrong_cell(import, CT_FIELD_MOOD, "a mood from 1 to 5");
    return 0;
}

bool
ct_import_stage_contact(CtImport *import, GError **error)
{
    const char *channel, *direction;
    CtDay day = {0};
    bool has_day;
    int mood;

    if (!read_day(import, CT_FIELD_DAY, &day, &has_day))
        return true;
    if (!has_day) {
        ct_import_reject(import, "no date");
        return true;
    }
    channel = read_channel(import);
    direction = channel != NULL ? read_direction(import) : NULL;
    if (direction == NULL)
        return true;
    mood = read_mood(import);
    bind_identity(import, day, channel);
    ct_stmt_bind_int(import->insert, ":day", day.n);
    ct_stmt_bind_text(import->insert, ":channel", channel);
    ct_stmt_bind_text(import->insert, ":direction", direction);
    ct_stmt_bind_text(import->insert, ":person", import->cells[CT_FIELD_PERSON]);
    ct_import_bind_number(import->insert, ":mood", mood > 0, mood);
    ct_stmt_bind_text(import->insert, ":words", import->cells[CT_FIELD_WORDS]);
    return ct_stmt_run(import->insert, NULL, error);
}
