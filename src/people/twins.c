/* Two records that may be one person: what they say differently, and the verdict that they are two
 * people. */
#include "config.h"

#include "people-private.h"

#include <string.h>

void
ct_difference_free(CtDifference *difference)
{
    if (difference == NULL)
        return;
    g_free(difference->one);
    g_free(difference->other);
    g_free(difference);
}

static void
difference_free(void *data)
{
    ct_difference_free(data);
}

/* --- what a record says, a field each ------------------------------------------------- */

static char *
column(CtStmt *record, const char *name)
{
    return g_strdup(ct_stmt_text(record, ct_stmt_column(record, name)));
}

static char *
name_of(CtStmt *record)
{
    return column(record, "name");
}

static char *
company_of(CtStmt *record)
{
    g_autofree char *company = column(record, "company"), *role = column(record, "role");

    if (company == NULL || role == NULL)
        return company != NULL ? g_steal_pointer(&company) : g_steal_pointer(&role);
    return g_strdup_printf("%s (%s)", company, role);
}

static char *
email_of(CtStmt *record)
{
    return column(record, "email");
}

static char *
phone_of(CtStmt *record)
{
    return column(record, "phone");
}

/* The text on one line. */
static char *
on_one_line(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);

    return g_strjoinv(", ", lines);
}

static char *
address_of(CtStmt *record)
{
    static const struct {
        const char *name, *before;
    } parts[] = {{"street", ""}, {"postcode", ", "}, {"city", " "}, {"country", ", "}};
    g_autoptr(GString) address = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        int place = ct_stmt_column(record, parts[i].name);
        g_autofree char *part = on_one_line(ct_stmt_text(record, place));

        if (*part != '\0')
            g_string_append_printf(address, "%s%s", address->len > 0 ? parts[i].before : "", part);
    }
    return address->len > 0 ? g_strdup(address->str) : NULL;
}

static char *
language_of(CtStmt *record)
{
    return column(record, "language");
}

static char *
birthday_of(CtStmt *record)
{
    int64_t mmdd = ct_stmt_int(record, ct_stmt_column(record, "birth_mmdd"));
    int64_t year = ct_stmt_int(record, ct_stmt_column(record, "birth_year"));
    bool doubt = !ct_stmt_is_null(record, ct_stmt_column(record, "birth_doubt"));
    g_autofree char *year_text = year != 0 ? g_strdup_printf("%04d-", (int)year) : g_strdup("");

    if (mmdd == 0)
        return NULL;
    return g_strdup_printf("%s%02d-%02d%s", year_text, (int)mmdd / 100, (int)mmdd % 100,
                           doubt ? " (in doubt)" : "");
}

static char *
manager_of(CtStmt *record)
{
    return column(record, "manager");
}

static char *
tags_of(CtStmt *record)
{
    return column(record, "tags");
}

static char *
status_of(CtStmt *record)
{
    return column(record, "status");
}

static char *
purchases_of(CtStmt *record)
{
    int last = ct_stmt_column(record, "last_purchase");
    char day[CT_DAY_TEXT];

    if (ct_stmt_is_null(record, last))
        return NULL;
    return g_strdup_printf("%d, the last on %s",
                           (int)ct_stmt_int(record, ct_stmt_column(record, "purchases")),
                           ct_day_text((CtDay){(int32_t)ct_stmt_int(record, last)}, day));
}

/* In the order in which a person reads them. */
static const struct {
    const char *field;
    char *(*say)(CtStmt *record);
} said[] = {
    {"name", name_of},         {"company", company_of},     {"e-mail", email_of},
    {"phone", phone_of},       {"address", address_of},     {"birthday", birthday_of},
    {"language", language_of}, {"manager", manager_of},     {"tags", tags_of},
    {"status", status_of},     {"purchases", purchases_of},
};

static CtStmt *
record_of(CtStore *store, int64_t customer, GError **error)
{
    g_autoptr(CtStmt) record = ct_people_query(store, "compare", customer, error);
    CtStep step = record != NULL ? ct_stmt_step(record, error) : CT_FAILED;

    if (step == CT_DONE)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "this customer is not here any more");
    return step == CT_ROW ? g_steal_pointer(&record) : NULL;
}

GPtrArray *
ct_people_compare(CtStore *store, int64_t one, int64_t other, GError **error)
{
    g_autoptr(GPtrArray) differences = g_ptr_array_new_with_free_func(difference_free);
    g_autoptr(CtStmt) a = record_of(store, one, error);
    g_autoptr(CtStmt) b = a != NULL ? record_of(store, other, error) : NULL;

    if (b == NULL)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
        g_autofree char *left = said[i].say(a), *right = said[i].say(b);
        CtDifference *difference;

        if (g_strcmp0(left, right) == 0)
            continue;
        difference = g_new0(CtDifference, 1);
        difference->field = said[i].field;
        difference->one = g_steal_pointer(&left);
        difference->other = g_steal_pointer(&right);
        g_ptr_array_add(differences, difference);
    }
    return g_steal_pointer(&differences);
}

bool
ct_people_apart(CtStore *store, int64_t one, int64_t other, CtDay today, GError **error)
{
    g_autoptr(CtStmt) stmt = NULL;

    if (one == other) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "both are the same customer already");
        return false;
    }
    stmt = ct_store_query(store, "people/apart", error);
    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":one", one);
    ct_stmt_bind_int(stmt, ":other", other);
    ct_stmt_bind_int(stmt, ":today", today.n);
    return ct_stmt_run(stmt, NULL, error);
}
