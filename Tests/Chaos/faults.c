// Stands between a daemon and the disk (LD_PRELOAD), for files whose names end in .db or .db-wal.
//
//   CHAOS_KILL=before-fdatasync:N   ends the process (SIGKILL) at the N-th call, before it or after
//              after-fdatasync:N    it; the same with pwrite, where torn-pwrite:N writes half
//   CHAOS_LOG=FILE                  notes every write, truncation and sync, in the order in which
//                                   they were made: { kind, name, offset, count } and the bytes
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, TRUNCATE = 2, SYNC = 3 };

struct record {
    uint32_t kind;
    uint32_t name;  // 0: .db, 1: .db-wal
    uint64_t offset;
    uint64_t count;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;
static char fault[64];
static long strikes_at = -1, passed;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);

__attribute__((constructor)) static void prepare(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    const char *path = getenv("CHAOS_LOG");
    if (path) log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const char *kill_at = getenv("CHAOS_KILL");
    const char *colon = kill_at ? strchr(kill_at, ':') : NULL;
    if (colon && (size_t)(colon - kill_at) < sizeof fault) {
        memcpy(fault, kill_at, (size_t)(colon - kill_at));
        strikes_at = atol(colon + 1);
    }
}

// 0 for .db, 1 for .db-wal, -1 for what is none of our business.
static int name_of(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return -1;
    path[length] = 0;
    if (length > 3 && !strcmp(path + length - 3, ".db")) return 0;
    if (length > 7 && !strcmp(path + length - 7, ".db-wal")) return 1;
    return -1;
}

static void note(uint32_t kind, int name, uint64_t offset, const void *bytes, uint64_t count) {
    if (log_file < 0) return;
    struct record record = {kind, (uint32_t)name, offset, count};
    struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, bytes ? count : 0}};
    if (writev(log_file, parts, 2) < 0) abort();
}

// Whether `doing` is the call at which the fault strikes.
static int strikes(const char *doing) {
    if (strikes_at < 0 || strcmp(doing, fault)) return 0;
    pthread_mutex_lock(&lock);
    int now = ++passed == strikes_at;
    pthread_mutex_unlock(&lock);
    return now;
}

static void strike(const char *doing) {
    if (strikes(doing)) kill(getpid(), SIGKILL);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    int name = name_of(file);
    if (name < 0) return real_pwrite(file, bytes, count, offset);
    strike("before-pwrite");
    if (strikes("torn-pwrite")) {
        real_pwrite(file, bytes, count / 2, offset);
        kill(getpid(), SIGKILL);
    }
    pthread_mutex_lock(&lock);
    note(WRITE, name, (uint64_t)offset, bytes, count);
    ssize_t done = real_pwrite(file, bytes, count, offset);
    pthread_mutex_unlock(&lock);
    strike("after-pwrite");
    return done;
}

int ftruncate64(int file, off64_t length) {
    int name = name_of(file);
    if (name < 0) return real_ftruncate(file, length);
    pthread_mutex_lock(&lock);
    note(TRUNCATE, name, (uint64_t)length, NULL, 0);
    int done = real_ftruncate(file, length);
    pthread_mutex_unlock(&lock);
    return done;
}

int fdatasync(int file) {
    int name = name_of(file);
    if (name < 0) return real_fdatasync(file);
    strike("before-fdatasync");
    // What others write meanwhile is not promised by this sync: the lock keeps the order true.
    pthread_mutex_lock(&lock);
    int done = real_fdatasync(file);
    if (done == 0) note(SYNC, name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    strike("after-fdatasync");
    return done;
}
