/* store - the one door to the database.
 * May include: core.  Nobody else includes sqlite3.h, and no type or word of an engine leaves
 * this header: a second engine fits behind it (src/store/engine.h). */
#pragma once

#include "courtesy/core.h"

typedef struct CtStore CtStore; /* one open database, one thread */
typedef struct CtStmt CtStmt;   /* one prepared statement */

/* Opens (and creates) the database at `path`, ":memory:" for tests, and brings the schema up to
 * date; before it changes an existing one it leaves a copy beside it, PATH.before-NNNN. The
 * caller owns the result. Errors: CT_ERROR_STORE; CT_ERROR_CONFIG when the schema is newer than
 * this program; CT_ERROR_LATER when another process keeps it locked. */
CtStore *ct_store_open(const char *path, GError **error);
void ct_store_close(CtStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtStore, ct_store_close)

/* The schema version of an open store: the number of the last migration. */
int ct_store_version(CtStore *store);

/* Runs one or more statements without parameters. For schema work and tests. */
bool ct_store_exec(CtStore *store, const char *sql, GError **error);
/* Runs the resource schema/<name>.sql, which has no parameters. */
bool ct_store_run(CtStore *store, const char *name, GError **error);

/* How durable a commit is. SAFE: it survives a power cut (a disk flush each). FAST: it survives a
 * crash of this process, and the next SAFE commit makes it survive a power cut. Opens as SAFE.
 * Not inside a transaction. */
typedef enum { CT_DURABILITY_SAFE, CT_DURABILITY_FAST } CtDurability;
bool ct_store_set_durability(CtStore *store, CtDurability durability, GError **error);

/* Tells the engine to look at the data again before choosing query plans; after large changes. */
bool ct_store_analyze(CtStore *store, GError **error);
/* A consistent copy of the whole database in a new file. */
bool ct_store_copy(CtStore *store, const char *path, GError **error);
/* Overwrites what was deleted: the log of changes is emptied into the file, and values that the
 * engine keeps as samples are dropped. Not inside a transaction. CT_ERROR_LATER when another
 * process is reading. */
bool ct_store_scrub(CtStore *store, GError **error);
/* Writes the whole database anew, so that nothing old is left between its rows, and scrubs it.
 * Takes the room of a second copy while it works. */
bool ct_store_rewrite(CtStore *store, GError **error);

/* Prepares the text of the resource schema/<name>.sql. The caller owns the result. */
CtStmt *ct_store_query(CtStore *store, const char *name, GError **error);
CtStmt *ct_store_prepare(CtStore *store, const char *sql, GError **error);
void ct_stmt_free(CtStmt *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtStmt, ct_stmt_free)

/* Binds by name (":day"). A name that the statement lacks is a bug in the caller: abort. */
void ct_stmt_bind_int(CtStmt *stmt, const char *name, int64_t value);
void ct_stmt_bind_double(CtStmt *stmt, const char *name, double value);
void ct_stmt_bind_text(CtStmt *stmt, const char *name, const char *value); /* copied; NULL = NULL */
void ct_stmt_bind_null(CtStmt *stmt, const char *name);
/* True when the statement has a parameter of this name. */
bool ct_stmt_has(CtStmt *stmt, const char *name);

/* CT_ROW: columns are readable. CT_DONE: no more rows. CT_FAILED: *error is set. */
typedef enum { CT_ROW, CT_DONE, CT_FAILED } CtStep;
CtStep ct_stmt_step(CtStmt *stmt, GError **error);
/* Runs a statement whose rows nobody wants, and makes it ready for the next run with its values
 * still bound. *changed_out (may be NULL): rows changed. */
bool ct_stmt_run(CtStmt *stmt, int64_t *changed_out, GError **error);
/* Runs a statement that gives one number (NULL or no row: `fallback`). */
bool ct_stmt_number(CtStmt *stmt, int64_t fallback, int64_t *number_out, GError **error);
/* Makes the statement ready to run again, with no values bound. */
void ct_stmt_reset(CtStmt *stmt);
int64_t ct_stmt_int(CtStmt *stmt, int column); /* NULL reads as 0 */
double ct_stmt_double(CtStmt *stmt, int column);
const char *ct_stmt_text(CtStmt *stmt, int column); /* valid until the next step; NULL stays NULL */
bool ct_stmt_is_null(CtStmt *stmt, int column);
bool ct_stmt_is_text(CtStmt *stmt, int column); /* text in this row, rather than a number */
int ct_stmt_columns(CtStmt *stmt);
const char *ct_stmt_column_name(CtStmt *stmt, int column);
/* The number of the column with this name; a name that is not there is a bug: abort. */
int ct_stmt_column(CtStmt *stmt, const char *name);

/* Small facts about the store itself: live, live_since, secret ... The caller owns *value_out,
 * which is NULL when there is none. */
bool ct_meta_get(CtStore *store, const char *name, char **value_out, GError **error);
bool ct_meta_get_int(CtStore *store, const char *name, int64_t fallback, int64_t *value_out,
                     GError **error);
bool ct_meta_set(CtStore *store, const char *name, const char *value, GError **error);
bool ct_meta_set_int(CtStore *store, const char *name, int64_t value, GError **error);

/* The secret of this store, 32 hexadecimal digits: what codes, tokens, lots and suppressed
 * addresses are keyed with. Made from the system's randomness when there is none yet. The caller
 * owns it. */
char *ct_meta_secret(CtStore *store, GError **error);

/* A transaction that rolls back when it leaves scope, unless committed:
 *     g_auto(CtTxn) txn = CT_TXN_INIT;
 *     if (!ct_txn_begin(&txn, store, error)) return false;
 *     ...
 *     return ct_txn_commit(&txn, error);
 * Declare it before the statements that it covers: cleanups run last-declared first. */
typedef struct {
    CtStore *store;
} CtTxn;
#define CT_TXN_INIT                                                                                \
    {                                                                                              \
        NULL                                                                                       \
    }
bool ct_txn_begin(CtTxn *txn, CtStore *store, GError **error);
bool ct_txn_commit(CtTxn *txn, GError **error);
void ct_txn_clear(CtTxn *txn);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtTxn, ct_txn_clear)
