/* A base in memory with people in it, as an import would have left them. */
#pragma once

#include "ct-test.h"

#include "courtesy/import.h"
#include "courtesy/people.h"

#include <string.h>

#define TODAY 20251 /* 12 June 2025 */

G_GNUC_UNUSED static int
open_people(void **state)
{
    g_autoptr(GError) error = NULL;

    *state = ct_store_open(":memory:", &error);
    return *state == NULL;
}

G_GNUC_UNUSED static int
close_people(void **state)
{
    ct_store_close(*state);
    return 0;
}

G_GNUC_UNUSED static void
run_sql(CtStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;

    ct_assert_ok(ct_store_exec(store, sql, &error), error);
}

/* The keyed hash of an address, as the base keeps it. The caller owns the result. */
G_GNUC_UNUSED static char *
hash_of(CtStore *store, const char *key)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *secret = ct_meta_secret(store, &error);

    ct_assert_ok(secret != NULL, error);
    return key != NULL ? ct_address_hash(secret, key) : NULL;
}

/* A customer; `email`, `phone` and `address` may be NULL. */
G_GNUC_UNUSED static void
add_person(CtStore *store, int64_t id, const char *name, const char *email, const char *phone,
           const char *address)
{
    g_autofree char *ref = g_strdup_printf("%d", (int)id);
    g_autofree char *name_key = ct_import_name_key(NULL, NULL, name);
    g_autofree char *email_key = email != NULL ? ct_import_email_key(email) : NULL;
    g_autofree char *phone_key = phone != NULL ? ct_import_phone_key(phone, "DE") : NULL;
    g_autofree char *email_hash = hash_of(store, email_key);
    g_autofree char *phone_hash = hash_of(store, phone_key);
    g_autofree char *address_hash = hash_of(store, address);
    const char *const values[][2] = {{":ref", ref},
                                     {":name", name},
                                     {":name_key", name_key},
                                     {":email", email},
                                     {":email_key", email_key},
                                     {":email_hash", email_hash},
                                     {":phone", phone},
                                     {":phone_key", phone_key},
                                     {":phone_hash", phone_hash},
                                     {":street", address},
                                     {":city", address != NULL ? "Bath" : NULL},
                                     {":address", address},
                                     {":address_hash", address_hash}};
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(
        store,
        "INSERT INTO customer (id, ref, name, name_key, email, email_key, email_hash, phone,"
        " phone_key, phone_hash, street, city, address_key, address_hash, spread)"
        " VALUES (:id, :ref, :name, :name_key, :email, :email_key, :email_hash, :phone,"
        " :phone_key, :phone_hash, :street, :city, :address, :address_hash, 0)",
        &error);

    ct_assert_ok(stmt != NULL, error);
    ct_stmt_bind_int(stmt, ":id", id);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        ct_stmt_bind_text(stmt, values[i][0], values[i][1]);
    ct_assert_ok(ct_stmt_run(stmt, NULL, &error), error);
}

/* The rows of a query: "a|b, c|d"; NULL is shown as "-". */
G_GNUC_UNUSED static void
assert_query(CtStore *store, const char *sql, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CtStmt) stmt = ct_store_prepare(store, sql, &error);
    g_autoptr(GString) rows = g_string_new(NULL);

    ct_assert_ok(stmt != NULL, error);
    while (ct_stmt_step(stmt, &error) == CT_ROW) {
        g_string_append(rows, rows->len > 0 ? ", " : "");
        for (int i = 0; i < ct_stmt_columns(stmt); i++)
            g_string_append_printf(rows, "%s%s", i > 0 ? "|" : "",
                                   ct_stmt_is_null(stmt, i) ? "-" : ct_stmt_text(stmt, i));
    }
    assert_null(error);
    assert_string_equal(rows->str, expected);
}

#define WITH_PEOPLE(test) cmocka_unit_test_setup_teardown(test, open_people, close_people)
