/*
 * The contract between salesrld and a connector: a dynamic library that brings conversations from
 * another system and carries forecasts back to it.
 *
 * A connector exports one function, salesrl_connector_main, which returns a constant descriptor.
 * The daemon opens the library in a process of its own (one for each tenant that uses it), checks
 * the descriptor, and calls `start` with a table of functions that the connector may call.
 *
 *     start ──► the connector's own threads ──► host->deliver(event) ──► done(receipt)
 *                                           ◄── write_back(forecast)
 *     stop  ──► the threads end             ──► host->finished
 *
 * Messages are protobuf bytes, as Protos/salesrl/v1/connector.proto defines them.
 *
 * OWNERSHIP. Whatever is passed is borrowed for the call, in both directions: copy what you keep.
 * Only the descriptor, what it points to, and the host table stay valid until the process ends.
 *
 * THREADS. `start`, `stop` and `write_back` are called one at a time and must return soon: they
 * start work, they do not do it. The host's functions may be called from any thread, at any time
 * between `start` and `finished`; none of them waits. A completion is called exactly once for each
 * call that returned SALESRL_OK, and never for another; on any thread, perhaps before the call
 * returns. It must not block.
 *
 * GROWTH. Both tables begin with `abi` and `size` and only ever grow at their end. A field that
 * lies past `size` does not exist: test it with SALESRL_HAS. `abi` changes only when old libraries
 * can no longer be understood. Structs that stand in arrays never grow.
 *
 * A connector installs no signal handlers, does not fork, and never prints secrets.
 */
#ifndef SALESRL_CONNECTOR_H
#define SALESRL_CONNECTOR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SALESRL_CONNECTOR_ABI 1u
#define SALESRL_CONNECTOR_SYMBOL "salesrl_connector_main"

/* Does the table that `table` points to, of whatever version, hold `field`? */
#define SALESRL_HAS(table, field) \
    ((table)->size >= offsetof(__typeof__(*(table)), field) + sizeof((table)->field))

/* How a call ended. Codes may be added: treat an unknown one as SALESRL_FAILED. */
enum {
    SALESRL_OK = 0,
    /* For good: the same bytes will be refused again. */
    SALESRL_REFUSED = 1,
    /* Not now: the same call, some time later, is right. Too much under way, or a part is away. */
    SALESRL_TRY_AGAIN = 2,
    /* There is nothing of that name. */
    SALESRL_NOT_FOUND = 3,
    /* An argument is not what this header asks for. */
    SALESRL_INVALID = 4,
    /* Something broke. */
    SALESRL_FAILED = 5,
    /* The connector is being stopped. */
    SALESRL_STOPPING = 6
};
typedef int32_t salesrl_result;

/* Bytes, or UTF-8 text without a terminating NUL. */
typedef struct salesrl_bytes {
    const uint8_t *data; /* may be NULL where count is 0 */
    size_t count;
} salesrl_bytes;

/*
 * Ends a call. `reply` is what was asked for where `result` is SALESRL_OK, and otherwise a sentence
 * for a person. `context` is what the caller handed in.
 */
typedef void (*salesrl_completion)(void *context, salesrl_result result, salesrl_bytes reply);

enum {
    SALESRL_LOG_DEBUG = 1,
    SALESRL_LOG_INFO = 2,
    SALESRL_LOG_WARNING = 3,
    SALESRL_LOG_ERROR = 4
};

/* What the host does for a connector. */
typedef struct salesrl_host {
    uint32_t abi;
    uint32_t size; /* sizeof(salesrl_host) as the host knows it */
    void *context; /* first argument of every function below */

    /*
     * Hands over one salesrl.v1.ConversationEvent. Once the completion says SALESRL_OK the event is
     * committed, and the reply is a salesrl.v1.EventReceipt with its forecast. An event_id that
     * came before gets its first answer again, so after a crash: deliver again. Events of one
     * conversation go one after the other, each when the one before is answered; conversations may
     * go side by side. SALESRL_TRY_AGAIN when too many are under way.
     */
    salesrl_result (*deliver)(void *context, salesrl_bytes event, salesrl_completion done,
                              void *done_context);
    /* Asks for a secret by name. The reply is its value: use it, and do not keep it. */
    salesrl_result (*secret)(void *context, salesrl_bytes name, salesrl_completion done,
                             void *done_context);
    /* A line for the daemon's log. Fire and forget. */
    void (*log)(void *context, int32_t level, salesrl_bytes text);
    /*
     * Keeps bytes (at most 1 MiB) that come back as salesrl_start.checkpoint at the next start.
     * Replaces what was kept. On disk once the completion says SALESRL_OK.
     */
    salesrl_result (*checkpoint)(void *context, salesrl_bytes bytes, salesrl_completion done,
                                 void *done_context);
    /* Milliseconds since 1970-01-01 UTC. */
    int64_t (*clock)(void *context);
    /*
     * The connector's work has ended, after `stop` or by itself, and it will not call the host
     * again. Anything but SALESRL_OK is an error that `reason` explains; it is started anew, later
     * and later. Called once.
     */
    void (*finished)(void *context, salesrl_result result, salesrl_bytes reason);

    /* ── end of ABI 1 as first published; `fetch` (HTTPS by the host) is to come next ── */
} salesrl_host;

enum {
    SALESRL_OPTION_TEXT = 1,
    SALESRL_OPTION_INTEGER = 2, /* decimal, 64 bits */
    SALESRL_OPTION_BOOLEAN = 3, /* "true" or "false" */
    SALESRL_OPTION_PATH = 4     /* an absolute path */
};

/* A setting that the connector understands. The host validates settings before `start`. */
typedef struct salesrl_option {
    const char *name; /* lower case letters, digits and "_" */
    int32_t type;
    int32_t required;          /* 0 or 1 */
    const char *default_value; /* NULL where there is none */
    const char *help;          /* one sentence, with the unit where there is one */
    const void *reserved;      /* NULL */
} salesrl_option;

typedef struct salesrl_setting {
    const char *name;
    const char *value;
} salesrl_setting;

/* What a connector is started with. Grows at its end; `size` says how far. */
typedef struct salesrl_start {
    uint32_t size;
    uint32_t setting_count;
    const salesrl_setting *settings; /* every option that is set or has a default */
    salesrl_bytes checkpoint;        /* what host->checkpoint kept last */
} salesrl_start;

/* What a connector is. */
typedef struct salesrl_connector {
    uint32_t abi;     /* SALESRL_CONNECTOR_ABI */
    uint32_t size;    /* sizeof(salesrl_connector) */
    const char *name; /* "folder": lower case letters, digits, "-" and "_", at most 64 */
    const char *version;
    const char *description; /* one sentence */
    const salesrl_option *options;
    size_t option_count;
    /*
     * Begins work. `*instance` is handed to the functions below; two instances may live side by
     * side. Anything but SALESRL_OK means that nothing was begun; say why with host->log.
     */
    salesrl_result (*start)(const salesrl_host *host, const salesrl_start *start, void **instance);
    /* Asks for an end. The connector calls host->finished when its threads are through; the process
     * is killed when that takes longer than 5 seconds. */
    void (*stop)(void *instance);
    /*
     * Carries one salesrl.v1.WriteBack to the other system; the connector calls `done`. One at a
     * time: the next comes when this one is done. SALESRL_TRY_AGAIN brings it again, later and
     * later; SALESRL_REFUSED drops it; any other failure brings it again a few times. After a crash
     * it comes again too, so carrying the same one twice must do no harm. NULL where the connector
     * carries nothing back.
     */
    salesrl_result (*write_back)(void *instance, salesrl_bytes write_back, salesrl_completion done,
                                 void *done_context);

    /* ── end of ABI 1 as first published ── */
} salesrl_connector;

/* Bytes of salesrl_connector that every library of ABI 1 has. */
#define SALESRL_CONNECTOR_SIZE_1 \
    (offsetof(salesrl_connector, write_back) + sizeof(((salesrl_connector *)0)->write_back))

typedef const salesrl_connector *(*salesrl_connector_entry)(void);

/* The one function that a connector exports. */
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
const salesrl_connector *salesrl_connector_main(void);

#ifdef __cplusplus
}
#endif

#endif
