#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast of -1 to a function, which Swift does not see: SQLite copies what it is given. */

static inline int sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, int bytes) {
    return sqlite3_bind_text(statement, place, text, bytes, SQLITE_TRANSIENT);
}

static inline int sqlite_bind_blob(sqlite3_stmt *statement, int place, const void *blob, int bytes) {
    return sqlite3_bind_blob(statement, place, blob, bytes, SQLITE_TRANSIENT);
}

/* Codes that are made by a calculation, which Swift does not see either. */
enum { SQLITE_TAKEN = SQLITE_CONSTRAINT_UNIQUE };
