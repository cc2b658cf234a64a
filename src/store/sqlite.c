/* SQLite behind engine.h: one file in WAL mode, foreign keys enforced. */
#include "config.h"

#include "engine.h"

#include <sqlite3.h>

#define BUSY_TIMEOUT_MS 5000

static CtError
error_code(int rc)
{
    switch (rc & 0xff) { /* the primary code of an extended one */
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_NOMEM:
        return CT_ERROR_LATER;
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return CT_ERROR_PERMISSION;
    default:
        return CT_ERROR_STORE;
    }
}

static bool
fail(sqlite3 *db, const char *doing, GError **error)
{
    g_set_error(error, CT_ERROR, (int)error_code(sqlite3_extended_errcode(db)), "%s: %s", doing,
                sqlite3_errmsg(db));
    return false;
}

/* greatest(a, b, ...) and least(a, b, ...) as PostgreSQL has them: NULL arguments do not count.
 * The user data is +1 or -1. Whole numbers and NULL only, which is all that the schema holds. */
static void
extreme(sqlite3_context *context, int count, sqlite3_value **values)
{
    const int *sign = sqlite3_user_data(context);
    bool found = false;
    int64_t best = 0;

    for (int i = 0; i < count; i++) {
        int64_t value = sqlite3_value_int64(values[i]);

        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            continue;
        if (!found || (*sign > 0 ? value > best : value < best))
            best = value;
        found = true;
    }
    if (found)
        sqlite3_result_int64(context, best);
    else
        sqlite3_result_null(context);
}

static bool
exec(void *db, const char *sql, GError **error)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(db, "the database refused", error);
}

static void
close_db(void *db)
{
    sqlite3_close_v2(db);
}

static bool
prepare_connection(sqlite3 *db, GError **error)
{
    static int most = 1, fewest = -1;
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

    sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    if (sqlite3_create_function(db, "greatest", -1, flags, &most, extreme, NULL, NULL) ||
        sqlite3_create_function(db, "least", -1, flags, &fewest, extreme, NULL, NULL))
        return fail(db, "cannot prepare the connection", error);
    return exec(
        db,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;"
        "PRAGMA mmap_size = 0",
        error);
}

static void *
open_db(const char *path, GError **error)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(path, &db) != SQLITE_OK) {
        fail(db, "cannot open", error);
        close_db(db);
        return NULL;
    }
    if (!prepare_connection(db, error)) {
        close_db(db);
        return NULL;
    }
    return db;
}

/* IMMEDIATE: a reading transaction that turns into a writing one can be refused at once, however
 * long the time-out is. */
static bool
begin(void *db, GError **error)
{
    return exec(db, "BEGIN IMMEDIATE", error);
}

static bool
set_durability(void *db, CtDurability durability, GError **error)
{
    switch (durability) {
    case CT_DURABILITY_SAFE:
        return exec(db, "PRAGMA synchronous = FULL", error);
    case CT_DURABILITY_FAST:
        return exec(db, "PRAGMA synchronous = NORMAL", error);
    }
    g_assert_not_reached();
}

static bool
copy_pages(sqlite3 *from, sqlite3 *to, GError **error)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

    if (backup == NULL)
        return fail(to, "cannot copy", error);
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK || fail(to, "cannot copy", error);
}

static bool
copy(void *db, const char *path, GError **error)
{
    sqlite3 *target = NULL;
    bool ok = sqlite3_open(path, &target) == SQLITE_OK ? copy_pages(db, target, error)
                                                       : fail(target, "cannot copy", error);

    close_db(target);
    return ok;
}

/* In WAL mode the file itself keeps the old pages until they are written back; TRUNCATE also
 * empties the log, and needs that nobody reads. Samples of indexed columns are kept by some builds
 * only. */
static bool
scrub(void *db, GError **error)
{
    int rc =
        sqlite3_table_column_metadata(db, NULL, "sqlite_stat4", NULL, NULL, NULL, NULL, NULL, NULL);

    if (rc == SQLITE_OK && !exec(db, "DELETE FROM sqlite_stat4", error))
        return false;
    return sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) ==
               SQLITE_OK ||
           fail(db, "the log cannot be emptied while another program reads", error);
}

static bool
rewrite(void *db, GError **error)
{
    return exec(db, "VACUUM", error) && scrub(db, error);
}

static void *
prepare(void *db, const char *sql, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    const char *rest = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, &rest) != SQLITE_OK) {
        fail(db, sql, error);
        return NULL;
    }
    while (g_ascii_isspace(*rest))
        rest++;
    if (*rest != '\0')
        g_error("text after the end of a statement: %s", rest);
    return stmt;
}

static void
finalize(void *stmt)
{
    sqlite3_finalize(stmt);
}

static int
parameter(void *stmt, const char *name)
{
    return sqlite3_bind_parameter_index(stmt, name);
}

static void
bind_int(void *stmt, int number, int64_t value)
{
    sqlite3_bind_int64(stmt, number, value);
}

static void
bind_double(void *stmt, int number, double value)
{
    sqlite3_bind_double(stmt, number, value);
}

static void
bind_text(void *stmt, int number, const char *value)
{
    sqlite3_bind_text(stmt, number, value, -1, SQLITE_TRANSIENT);
}

static CtStep
step(void *stmt, GError **error)
{
    switch (sqlite3_step(stmt)) {
    case SQLITE_ROW:
        return CT_ROW;
    case SQLITE_DONE:
        return CT_DONE;
    default:
        fail(sqlite3_db_handle(stmt), sqlite3_sql(stmt), error);
        return CT_FAILED;
    }
}

static void
rewind_stmt(void *stmt)
{
    sqlite3_reset(stmt);
}

static void
unbind(void *stmt)
{
    sqlite3_clear_bindings(stmt);
}

static int64_t
changes(void *stmt)
{
    return sqlite3_changes64(sqlite3_db_handle(stmt));
}

static const char *
sql_text(void *stmt)
{
    return sqlite3_sql(stmt);
}

static int
columns(void *stmt)
{
    return sqlite3_column_count(stmt);
}

static const char *
column_name(void *stmt, int column)
{
    return sqlite3_column_name(stmt, column);
}

static bool
is_null(void *stmt, int column)
{
    return sqlite3_column_type(stmt, column) == SQLITE_NULL;
}

static bool
is_text(void *stmt, int column)
{
    return sqlite3_column_type(stmt, column) == SQLITE_TEXT;
}

static int64_t
column_int(void *stmt, int column)
{
    return sqlite3_column_int64(stmt, column);
}

static double
column_double(void *stmt, int column)
{
    return sqlite3_column_double(stmt, column);
}

static const char *
column_text(void *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt, column);
}

static bool
enforce(void *db, bool on, GError **error)
{
    return exec(db, on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF", error);
}

static bool
check(void *db, GError **error)
{
    sqlite3_stmt *stmt = prepare(db, "PRAGMA foreign_key_check", error);
    int rc = stmt != NULL ? sqlite3_step(stmt) : SQLITE_ERROR;

    if (rc == SQLITE_ROW)
        g_set_error(error, CT_ERROR, CT_ERROR_STORE, "table %s has a row that belongs to nothing",
                    sqlite3_column_text(stmt, 0));
    else if (stmt != NULL && rc != SQLITE_DONE)
        fail(db, "cannot check references", error);
    sqlite3_finalize(stmt);
    return rc == SQLITE_DONE;
}

static int
version(void *db)
{
    sqlite3_stmt *stmt = prepare(db, "PRAGMA user_version", NULL);
    int number =
        stmt != NULL && sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : -1;

    sqlite3_finalize(stmt);
    return number;
}

static bool
set_version(void *db, int number, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA user_version = %d", number);

    return exec(db, sql, error);
}

const CtEngine ct_engine_sqlite = {
    .open = open_db,
    .close = close_db,
    .exec = exec,
    .begin = begin,
    .set_durability = set_durability,
    .enforce = enforce,
    .check = check,
    .scrub = scrub,
    .rewrite = rewrite,
    .copy = copy,
    .version = version,
    .set_version = set_version,
    .prepare = prepare,
    .finalize = finalize,
    .parameter = parameter,
    .bind_int = bind_int,
    .bind_double = bind_double,
    .bind_text = bind_text,
    .step = step,
    .rewind = rewind_stmt,
    .unbind = unbind,
    .changes = changes,
    .sql = sql_text,
    .columns = columns,
    .column_name = column_name,
    .is_null = is_null,
    .is_text = is_text,
    .column_int = column_int,
    .column_double = column_double,
    .column_text = column_text,
};
