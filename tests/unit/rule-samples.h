/* What the tests of rules share: the shop of tests/data/rules, and mistakes as one text. */
#pragma once

#include "ct-test.h"

#include "courtesy/rules.h"
#include "courtesy/store.h"

#include <stdlib.h>
#include <string.h>

#define SHOP_TODAY     20000 /* Friday 4 October 2024 */
#define SHOP_TOP_CENTS 100000

/* A cmocka setup: *state becomes a store in memory with the four customers. */
static inline int
shop_open(void **state)
{
    g_autofree char *path = g_build_filename(getenv("SRCDIR"), "tests/data/rules/shop.sql", NULL);
    g_autofree char *sql = NULL;
    g_autoptr(CtStore) store = ct_store_open(":memory:", NULL);

    if (store == NULL || !g_file_get_contents(path, &sql, NULL, NULL) ||
        !ct_store_exec(store, sql, NULL))
        return -1;
    *state = g_steal_pointer(&store);
    return 0;
}

static inline int
shop_close(void **state)
{
    ct_store_close(*state);
    return 0;
}

/* Binds :today and :top_cents where the statement has them. */
static inline void
shop_bind(CtStmt *stmt, int today)
{
    if (ct_stmt_has(stmt, ":today"))
        ct_stmt_bind_int(stmt, ":today", today);
    if (ct_stmt_has(stmt, ":top_cents"))
        ct_stmt_bind_int(stmt, ":top_cents", SHOP_TOP_CENTS);
}

/* Settings from text that is right; the caller owns them. */
static inline CtSettings *
shop_settings(const char *text)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtTextFile) file = ct_textfile_parse("courtesy.conf", text, strlen(text), problems);
    g_autoptr(CtSettings) settings = ct_settings_parse(file, problems);

    assert_int_equal(ct_problems_count(problems), 0);
    return g_steal_pointer(&settings);
}

/* All problems, one a line. The caller owns the result. */
static inline char *
all_problems(const CtProblems *problems)
{
    g_autoptr(GError) error = NULL;

    return ct_problems_none(problems, CT_ERROR_INPUT, &error) ? g_strdup("")
                                                              : g_strdup(error->message);
}
