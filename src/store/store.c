/* The store as the rest of the program sees it; the work is done by an engine (engine.h). */
#include "config.h"

#include "engine.h"

#include <string.h>

struct CtStmt {
    const CtEngine *engine;
    void *stmt;
};

CtStore *
ct_store_open(const char *path, GError **error)
{
    g_autoptr(CtStore) store = g_new0(CtStore, 1);

    store->engine = &ct_engine_sqlite;
    store->path = g_strdup(path);
    store->db = store->engine->open(path, error);
    if (store->db == NULL || !ct_store_migrate(store, error)) {
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr frees it */
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    return g_steal_pointer(&store);
}

void
ct_store_close(CtStore *store)
{
    if (store == NULL)
        return;
    if (store->db != NULL)
        store->engine->close(store->db);
    g_free(store->path);
    g_free(store);
}

int
ct_store_version(CtStore *store)
{
    return store->engine->version(store->db);
}

bool
ct_store_exec(CtStore *store, const char *sql, GError **error)
{
    return store->engine->exec(store->db, sql, error);
}

static GBytes *
query_text(const char *name)
{
    g_autofree char *path = g_strdup_printf("schema/%s.sql", name);

    return ct_resource(path);
}

bool
ct_store_run(CtStore *store, const char *name, GError **error)
{
    g_autoptr(GBytes) sql = query_text(name);

    return ct_store_exec(store, g_bytes_get_data(sql, NULL), error);
}

bool
ct_store_set_durability(CtStore *store, CtDurability durability, GError **error)
{
    return store->engine->set_durability(store->db, durability, error);
}

bool
ct_store_analyze(CtStore *store, GError **error)
{
    return ct_store_exec(store, "ANALYZE", error);
}

bool
ct_store_scrub(CtStore *store, GError **error)
{
    return store->engine->scrub(store->db, error);
}

bool
ct_store_rewrite(CtStore *store, GError **error)
{
    return store->engine->rewrite(store->db, error);
}

bool
ct_store_copy(CtStore *store, const char *path, GError **error)
{
    if (store->engine->copy(store->db, path, error))
        return true;
    g_prefix_error(error, "%s: ", path);
    return false;
}

CtStmt *
ct_store_prepare(CtStore *store, const char *sql, GError **error)
{
    void *prepared = store->engine->prepare(store->db, sql, error);
    CtStmt *stmt;

    if (prepared == NULL)
        return NULL;
    stmt = g_new0(CtStmt, 1);
    stmt->engine = store->engine;
    stmt->stmt = prepared;
    return stmt;
}

CtStmt *
ct_store_query(CtStore *store, const char *name, GError **error)
{
    g_autoptr(GBytes) sql = query_text(name);

    return ct_store_prepare(store, g_bytes_get_data(sql, NULL), error);
}

void
ct_stmt_free(CtStmt *stmt)
{
    if (stmt == NULL)
        return;
    stmt->engine->finalize(stmt->stmt);
    g_free(stmt);
}

bool
ct_stmt_has(CtStmt *stmt, const char *name)
{
    return stmt->engine->parameter(stmt->stmt, name) != 0;
}

static int
parameter(CtStmt *stmt, const char *name)
{
    int number = stmt->engine->parameter(stmt->stmt, name);

    if (number == 0)
        g_error("no parameter %s in: %s", name, stmt->engine->sql(stmt->stmt));
    return number;
}

void
ct_stmt_bind_int(CtStmt *stmt, const char *name, int64_t value)
{
    stmt->engine->bind_int(stmt->stmt, parameter(stmt, name), value);
}

void
ct_stmt_bind_double(CtStmt *stmt, const char *name, double value)
{
    stmt->engine->bind_double(stmt->stmt, parameter(stmt, name), value);
}

void
ct_stmt_bind_text(CtStmt *stmt, const char *name, const char *value)
{
    stmt->engine->bind_text(stmt->stmt, parameter(stmt, name), value);
}

void
ct_stmt_bind_null(CtStmt *stmt, const char *name)
{
    ct_stmt_bind_text(stmt, name, NULL);
}

CtStep
ct_stmt_step(CtStmt *stmt, GError **error)
{
    return stmt->engine->step(stmt->stmt, error);
}

bool
ct_stmt_run(CtStmt *stmt, int64_t *changed_out, GError **error)
{
    CtStep step;

    while ((step = ct_stmt_step(stmt, error)) == CT_ROW)
        continue;
    if (step == CT_DONE && changed_out != NULL)
        *changed_out = stmt->engine->changes(stmt->stmt);
    stmt->engine->rewind(stmt->stmt);
    return step == CT_DONE;
}

bool
ct_stmt_number(CtStmt *stmt, int64_t fallback, int64_t *number_out, GError **error)
{
    CtStep step = ct_stmt_step(stmt, error);

    if (step == CT_FAILED)
        return false;
    *number_out = step == CT_ROW && !ct_stmt_is_null(stmt, 0) ? ct_stmt_int(stmt, 0) : fallback;
    stmt->engine->rewind(stmt->stmt);
    return true;
}

void
ct_stmt_reset(CtStmt *stmt)
{
    stmt->engine->rewind(stmt->stmt);
    stmt->engine->unbind(stmt->stmt);
}

int64_t
ct_stmt_int(CtStmt *stmt, int column)
{
    return stmt->engine->column_int(stmt->stmt, column);
}

double
ct_stmt_double(CtStmt *stmt, int column)
{
    return stmt->engine->column_double(stmt->stmt, column);
}

const char *
ct_stmt_text(CtStmt *stmt, int column)
{
    return stmt->engine->column_text(stmt->stmt, column);
}

bool
ct_stmt_is_null(CtStmt *stmt, int column)
{
    return stmt->engine->is_null(stmt->stmt, column);
}

bool
ct_stmt_is_text(CtStmt *stmt, int column)
{
    return stmt->engine->is_text(stmt->stmt, column);
}

int
ct_stmt_columns(CtStmt *stmt)
{
    return stmt->engine->columns(stmt->stmt);
}

const char *
ct_stmt_column_name(CtStmt *stmt, int column)
{
    return stmt->engine->column_name(stmt->stmt, column);
}

int
ct_stmt_column(CtStmt *stmt, const char *name)
{
    for (int i = 0; i < ct_stmt_columns(stmt); i++)
        if (strcmp(ct_stmt_column_name(stmt, i), name) == 0)
            return i;
    g_error("no column %s in: %s", name, stmt->engine->sql(stmt->stmt));
}

bool
ct_txn_begin(CtTxn *txn, CtStore *store, GError **error)
{
    g_assert(txn->store == NULL);
    if (!store->engine->begin(store->db, error))
        return false;
    txn->store = store;
    return true;
}

bool
ct_txn_commit(CtTxn *txn, GError **error)
{
    if (!ct_store_exec(txn->store, "COMMIT", error))
        return false;
    txn->store = NULL;
    return true;
}

void
ct_txn_clear(CtTxn *txn)
{
    g_autoptr(GError) ignored = NULL;

    if (txn->store != NULL && !ct_store_exec(txn->store, "ROLLBACK", &ignored))
        g_debug("rollback: %s", ignored->message);
    txn->store = NULL;
}
