/* engine - what a database has to offer to stand behind store.h. Inside store only.
 * One file an engine: sqlite.c. The SQL it gets keeps to the subset that SQLite 3.40 and
 * PostgreSQL 15 share (tests/sql.sh); parameters are written :name. */
#pragma once

#include "courtesy/store.h"

/* One engine. Functions that can fail set *error and return false, NULL or CT_FAILED. `db` is the
 * engine's own connection, `stmt` its own statement. */
typedef struct {
    void *(*open)(const char *path, GError **error);
    void (*close)(void *db);
    bool (*exec)(void *db, const char *sql, GError **error);
    bool (*begin)(void *db, GError **error); /* a transaction that may write, from its start */
    bool (*set_durability)(void *db, CtDurability durability, GError **error);
    /* Whether references between tables are enforced: not while a migration makes tables anew. Not
     * inside a transaction. */
    bool (*enforce)(void *db, bool on, GError **error);
    bool (*check)(void *db, GError **error);   /* every reference has its row */
    bool (*scrub)(void *db, GError **error);   /* nothing deleted is left in logs and statistics */
    bool (*rewrite)(void *db, GError **error); /* nor between the rows */
    bool (*copy)(void *db, const char *path, GError **error);
    int (*version)(void *db); /* of the schema; 0 in an empty database, -1 when it cannot be told */
    bool (*set_version)(void *db, int version, GError **error);

    void *(*prepare)(void *db, const char *sql, GError **error);
    void (*finalize)(void *stmt);
    int (*parameter)(void *stmt, const char *name); /* its number, 0 when there is none */
    void (*bind_int)(void *stmt, int parameter, int64_t value);
    void (*bind_double)(void *stmt, int parameter, double value);
    void (*bind_text)(void *stmt, int parameter, const char *value); /* NULL binds NULL */
    CtStep (*step)(void *stmt, GError **error);
    void (*rewind)(void *stmt); /* ready to run again, values still bound */
    void (*unbind)(void *stmt);
    int64_t (*changes)(void *stmt);
    const char *(*sql)(void *stmt);
    int (*columns)(void *stmt);
    const char *(*column_name)(void *stmt, int column);
    bool (*is_null)(void *stmt, int column);
    bool (*is_text)(void *stmt, int column);
    int64_t (*column_int)(void *stmt, int column);
    double (*column_double)(void *stmt, int column);
    const char *(*column_text)(void *stmt, int column);
} CtEngine;

extern const CtEngine ct_engine_sqlite;

struct CtStore {
    const CtEngine *engine;
    void *db;
    char *path;
};

/* Applies the migrations that the database lacks (migrate.c). */
bool ct_store_migrate(CtStore *store, GError **error);
