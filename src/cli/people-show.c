/* One customer on the screen: who it is, what is allowed, what happened. */
#include "config.h"

#include "cmd-people-private.h"

#include <string.h>

#define LANGUAGE   "en-GB"
#define LABEL      15 /* columns of the names at the left */
#define WHAT       10 /* columns of what a moment is */
#define LAST       20 /* moments that are shown without --all */
#define EVERYTHING 1000000
#define MANY       2 /* purchases from which on a rhythm is worth naming */

static void
print_line(const char *label, const char *text)
{
    g_autofree char *padded = ct_cli_pad(label, LABEL);

    if (text != NULL && *text != '\0')
        g_print("  %s%s\n", padded, text);
}

static const char *
text_of(const CtPortrait *portrait, const char *column)
{
    return ct_stmt_text(portrait->row, ct_stmt_column(portrait->row, column));
}

static int64_t
number_of(const CtPortrait *portrait, const char *column)
{
    return ct_stmt_int(portrait->row, ct_stmt_column(portrait->row, column));
}

static bool
is_known(const CtPortrait *portrait, const char *column)
{
    return !ct_stmt_is_null(portrait->row, ct_stmt_column(portrait->row, column));
}

/* --- who ------------------------------------------------------------------------------ */

static char *
address_of(const CtPortrait *portrait)
{
    static const char *const names[] = {"street", "postcode", "city", "region", "country"};
    g_autoptr(GString) address = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *part = text_of(portrait, names[i]);
        bool after_postcode = i == 2 && is_known(portrait, names[1]);
        g_autofree char *line = part != NULL ? ct_text_clean(part, false) : NULL;

        if (line != NULL && *line != '\0')
            g_string_append_printf(address, "%s%s",
                                   address->len == 0 ? ""
                                   : after_postcode  ? " "
                                                     : ", ",
                                   line);
    }
    return g_strdup(address->str);
}

static char *
birthday_of(const CtPortrait *portrait)
{
    int mmdd = (int)number_of(portrait, "birth_mmdd"),
        year = (int)number_of(portrait, "birth_year");
    CtDay day = ct_day_from_ymd(year > 0 ? year : 2000, MAX(mmdd / 100, 1), MAX(mmdd % 100, 1));
    g_autofree char *text =
        year > 0 ? ct_format_day(day, LANGUAGE) : ct_format_day_short(day, LANGUAGE);
    const char *doubt = text_of(portrait, "birth_doubt");

    if (mmdd == 0)
        return NULL;
    return g_strdup_printf("%s%s%s%s", text, doubt != NULL ? " (set aside: " : "",
                           doubt != NULL ? doubt : "", doubt != NULL ? ")" : "");
}

static const char *
manager_of(const CtContext *ctx, const CtPortrait *portrait)
{
    const char *key = text_of(portrait, "manager");

    for (guint i = 0; key != NULL && i < ctx->settings->managers->len; i++) {
        const CtManager *manager = g_ptr_array_index(ctx->settings->managers, i);

        if (strcmp(manager->key, key) == 0)
            return manager->name;
    }
    return key;
}

static bool
print_household(const CtPortrait *portrait, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    CtStep step;

    while ((step = ct_stmt_step(portrait->household, error)) == CT_ROW)
        g_string_append_printf(names, "%s%s (no. %s)", names->len > 0 ? ", " : "",
                               ct_stmt_text(portrait->household, 1),
                               ct_stmt_text(portrait->household, 0));
    print_line("lives with", names->str);
    return step == CT_DONE;
}

static bool
print_who(const CtContext *ctx, const CtPortrait *portrait, GError **error)
{
    const char *company = text_of(portrait, "company"), *role = text_of(portrait, "role");
    g_autofree char *firm = company != NULL && role != NULL
                                ? g_strdup_printf("%s, %s", company, role)
                                : g_strdup(company != NULL ? company : role);
    g_autofree char *address = address_of(portrait), *birthday = birthday_of(portrait);
    g_autofree char *language = is_known(portrait, "language")
                                    ? ct_format_language(text_of(portrait, "language"), LANGUAGE)
                                    : NULL;
    g_autofree char *name = ct_cli_person(portrait->person);

    g_print("%s\n", name);
    if (strcmp(text_of(portrait, "status"), "active") != 0)
        print_line("status", text_of(portrait, "status"));
    print_line("company", firm);
    if (!print_household(portrait, error))
        return false;
    print_line("e-mail", text_of(portrait, "email"));
    print_line("phone", text_of(portrait, "phone"));
    print_line("address", address);
    print_line("language", language);
    print_line("birthday", birthday);
    print_line("manager", manager_of(ctx, portrait));
    print_line("tags", text_of(portrait, "tags"));
    return true;
}

/* The words of what is open end with its day. */
static void
print_open(CtStmt *row)
{
    g_autofree char *words = ct_text_clean(ct_stmt_text(row, 1), false);
    g_autofree char *day = ct_format_day((CtDay){(int32_t)ct_stmt_int(row, 2)}, LANGUAGE);
    g_autofree char *line = g_strdup_printf("%s (%s)", words, day);

    print_line(ct_stmt_text(row, 0), ct_stmt_is_null(row, 2) ? words : line);
}

static bool
print_more(const CtPortrait *portrait, GError **error)
{
    CtStep step;

    while ((step = ct_stmt_step(portrait->more, error)) == CT_ROW)
        print_open(portrait->more);
    return step == CT_DONE;
}

/* --- what is allowed, and how often they come ----------------------------------------- */

/* One line a channel: marketing, and service where it is another answer. */
static void
print_permissions(const CtContext *ctx, const CtPortrait *portrait)
{
    static const char *const ways[CT_CHANNEL_COUNT] = {"may be mailed", "may be called",
                                                       "may get post"};

    for (guint i = 0; i + 1 < portrait->permissions->len; i += CT_KIND_COUNT) {
        const CtPermission *service = portrait->permissions->pdata[i + CT_KIND_SERVICE];
        const CtPermission *marketing = portrait->permissions->pdata[i + CT_KIND_MARKETING];
        g_autofree char *for_service = ct_cli_permission(ctx, service);
        g_autofree char *for_marketing = ct_cli_permission(ctx, marketing);
        bool same = strcmp(for_service, for_marketing) == 0;
        g_autofree char *both =
            same ? g_strdup(for_marketing)
                 : g_strdup_printf("%s; about purchases: %s", for_marketing, for_service);

        print_line(ways[marketing->channel], both);
    }
}

static void
print_facts(const CtContext *ctx, const CtPortrait *portrait)
{
    int64_t purchases = number_of(portrait, "orders_total");
    g_autofree char *count = ct_count(purchases, "purchase", "purchases");
    g_autofree char *spent = ct_format_money(number_of(portrait, "spent_total"),
                                             ctx->settings->business.currency, LANGUAGE);
    g_autofree char *last =
        ct_format_day((CtDay){(int32_t)number_of(portrait, "last_day")}, LANGUAGE);
    g_autofree char *rhythm = g_strdup("");
    g_autofree char *line = NULL;

    if (purchases >= MANY && is_known(portrait, "gap_days")) {
        g_free(rhythm);
        rhythm = g_strdup_printf(
            ", usually every %.0f days",
            ct_stmt_double(portrait->row, ct_stmt_column(portrait->row, "gap_days")));
    }
    line = purchases > 0
               ? g_strdup_printf("%s, %s in all%s, the last on %s", count, spent, rhythm, last)
               : g_strdup("has not bought yet");
    print_line("in short", line);
}

/* --- what happened -------------------------------------------------------------------- */

static void
print_timeline(const CtPortrait *portrait)
{
    char day[CT_DAY_TEXT];

    g_print("\n");
    for (guint i = 0; i < portrait->moments->len; i++) {
        const CtMoment *moment = portrait->moments->pdata[i];
        g_autofree char *what = ct_cli_pad(moment->what, WHAT);

        g_print("  %s  %s %s\n", ct_day_text(moment->day, day), what, moment->words);
    }
    if (portrait->cut)
        g_print("  ... and more: --all\n");
}

static bool
print_portrait(const CtContext *ctx, const CtPortrait *portrait, GError **error)
{
    if (!print_who(ctx, portrait, error) || !print_more(portrait, error))
        return false;
    print_permissions(ctx, portrait);
    print_facts(ctx, portrait);
    print_timeline(portrait);
    return true;
}

/* --- gathering ------------------------------------------------------------------------ */

static void
portrait_clear(CtPortrait *portrait)
{
    ct_person_free(portrait->person);
    ct_stmt_free(portrait->row);
    ct_stmt_free(portrait->household);
    ct_stmt_free(portrait->more);
    g_clear_pointer(&portrait->permissions, g_ptr_array_unref);
    g_clear_pointer(&portrait->moments, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtPortrait, portrait_clear)

static CtStmt *
query(CtContext *ctx, const char *name, int64_t customer, GError **error)
{
    CtStmt *stmt = ct_store_query(ctx->store, name, error);

    if (stmt != NULL)
        ct_stmt_bind_int(stmt, ":customer", customer);
    return stmt;
}

static bool
gather(CtContext *ctx, int64_t customer, bool all, CtPortrait *portrait, GError **error)
{
    portrait->person = ct_people_get(ctx->store, customer, error);
    if (portrait->person == NULL)
        return false;
    portrait->row = query(ctx, "people/show", customer, error);
    if (portrait->row == NULL || ct_stmt_step(portrait->row, error) != CT_ROW)
        return false;
    portrait->household = query(ctx, "people/show-household", customer, error);
    portrait->more =
        portrait->household != NULL ? query(ctx, "people/show-more", customer, error) : NULL;
    if (portrait->more == NULL)
        return false;
    portrait->permissions = ct_people_permissions(ctx->store, customer, error);
    if (portrait->permissions == NULL)
        return false;
    portrait->moments =
        ct_people_timeline(ctx->store, customer, all ? EVERYTHING : LAST + 1, error);
    if (portrait->moments == NULL)
        return false;
    portrait->cut = !all && portrait->moments->len > LAST;
    if (portrait->cut)
        g_ptr_array_set_size(portrait->moments, LAST);
    return true;
}

bool
ct_people_show(CtContext *ctx, const CtPeopleOptions *options, const char *who, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT; /* taken back: looking changes nothing */
    g_auto(CtPortrait) portrait = {0};
    int64_t customer;

    if (!ct_cli_customer(ctx, who, &customer, error) || !ct_txn_begin(&txn, ctx->store, error) ||
        !ct_facts_refresh(ctx->store, ctx->settings, ctx->today, customer, error) ||
        !gather(ctx, customer, options->all, &portrait, error))
        return false;
    if (ctx->json)
        return ct_portrait_print_json(ctx, &portrait, error);
    return print_portrait(ctx, &portrait, error);
}
