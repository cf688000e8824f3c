/// A connector in C, as its author would write it: protobuf-c's messages and the one header.
///
/// Delivers `count` turns of one conversation, remembering in its checkpoint how far it came, and
/// appends what it is told to write back to the file `out`.
let echoConnector = """
    #include <pthread.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <unistd.h>
    #include "salesrl/v1/connector.pb-c.h"
    #include "salesrl_connector.h"

    struct echo {
        int crashes;
        const salesrl_host *host;
        pthread_t thread;
        pthread_mutex_t lock;
        pthread_cond_t moved;
        int stopping, answered, count, done;
        salesrl_result result;
        char *out;
    };

    static void say(const salesrl_host *host, int level, const char *text) {
        host->log(host->context, level, (salesrl_bytes){(const uint8_t *)text, strlen(text)});
    }

    static void answered(void *context, salesrl_result result, salesrl_bytes reply) {
        struct echo *echo = context;
        pthread_mutex_lock(&echo->lock);
        if (result == SALESRL_OK && reply.count > 0) {
            Salesrl__V1__EventReceipt *receipt =
                salesrl__v1__event_receipt__unpack(NULL, reply.count, reply.data);
            if (!receipt || !receipt->forecast) result = SALESRL_FAILED;
            if (receipt) salesrl__v1__event_receipt__free_unpacked(receipt, NULL);
        }
        echo->result = result;
        echo->answered = 1;
        pthread_cond_broadcast(&echo->moved);
        pthread_mutex_unlock(&echo->lock);
    }

    static void counted(void *context, salesrl_result result, salesrl_bytes reply) {
        (void)reply;
        answered(context, result, (salesrl_bytes){NULL, 0});
    }

    static void told(void *context, salesrl_result result, salesrl_bytes reply) {
        struct echo *echo = context;
        char text[64];
        snprintf(text, sizeof text, "secret: result %d, %zu bytes", result, reply.count);
        say(echo->host, SALESRL_LOG_INFO, text);
        answered(context, result, (salesrl_bytes){NULL, 0});
    }

    static salesrl_result await(struct echo *echo, salesrl_result accepted) {
        if (accepted != SALESRL_OK) return accepted;
        pthread_mutex_lock(&echo->lock);
        while (!echo->answered) pthread_cond_wait(&echo->moved, &echo->lock);
        echo->answered = 0;
        salesrl_result result = echo->result;
        pthread_mutex_unlock(&echo->lock);
        return result;
    }

    static salesrl_result deliver(struct echo *echo, int number) {
        char event_id[32], text[32];
        snprintf(event_id, sizeof event_id, "e%d", number);
        snprintf(text, sizeof text, "turn %d", number);
        Salesrl__V1__Turn turn = SALESRL__V1__TURN__INIT;
        turn.number = number;
        turn.speaker = SALESRL__V1__SPEAKER__SPEAKER_CUSTOMER;
        turn.text = text;
        Salesrl__V1__TurnSaid said = SALESRL__V1__TURN_SAID__INIT;
        said.turn = &turn;
        Salesrl__V1__ConversationEvent event = SALESRL__V1__CONVERSATION_EVENT__INIT;
        event.event_id = event_id;
        event.conversation_id = "echo";
        event.what_case = SALESRL__V1__CONVERSATION_EVENT__WHAT_SAID;
        event.said = &said;
        uint8_t bytes[512];
        salesrl_bytes packed = {bytes, salesrl__v1__conversation_event__pack(&event, bytes)};
        const salesrl_host *host = echo->host;
        return await(echo, host->deliver(host->context, packed, answered, echo));
    }

    static void *work(void *context) {
        struct echo *echo = context;
        const salesrl_host *host = echo->host;
        salesrl_bytes token = {(const uint8_t *)"token", 5};
        salesrl_result result = await(echo, host->secret(host->context, token, told, echo));
        for (int number = echo->done + 1; number <= echo->count && !echo->stopping; number++) {
            while ((result = deliver(echo, number)) == SALESRL_TRY_AGAIN) usleep(1000);
            if (result != SALESRL_OK) break;
            uint8_t done = (uint8_t)number;
            result = await(
                echo, host->checkpoint(host->context, (salesrl_bytes){&done, 1}, counted, echo));
        }
        pthread_mutex_lock(&echo->lock);
        while (!echo->stopping && result == SALESRL_OK)
            pthread_cond_wait(&echo->moved, &echo->lock);
        pthread_mutex_unlock(&echo->lock);
        const char *why = result == SALESRL_OK ? "" : "a delivery failed";
        host->finished(host->context, result, (salesrl_bytes){(const uint8_t *)why, strlen(why)});
        return NULL;
    }

    static salesrl_result start(const salesrl_host *host, const salesrl_start *start,
                                void **instance) {
        struct echo *echo = calloc(1, sizeof *echo);
        echo->host = host;
        pthread_mutex_init(&echo->lock, NULL);
        pthread_cond_init(&echo->moved, NULL);
        for (uint32_t i = 0; i < start->setting_count; i++) {
            const salesrl_setting *setting = &start->settings[i];
            if (!strcmp(setting->name, "count")) echo->count = atoi(setting->value);
            if (!strcmp(setting->name, "crashes")) echo->crashes = !strcmp(setting->value, "true");
            if (!strcmp(setting->name, "out")) echo->out = strdup(setting->value);
        }
        if (start->checkpoint.count == 1) echo->done = start->checkpoint.data[0];
        *instance = echo;
        if (!SALESRL_HAS(host, finished) || host->clock(host->context) < 1) return SALESRL_FAILED;
        return pthread_create(&echo->thread, NULL, work, echo) ? SALESRL_FAILED : SALESRL_OK;
    }

    static void stop(void *instance) {
        struct echo *echo = instance;
        pthread_mutex_lock(&echo->lock);
        echo->stopping = 1;
        pthread_cond_broadcast(&echo->moved);
        pthread_mutex_unlock(&echo->lock);
    }

    static salesrl_result write_back(void *instance, salesrl_bytes bytes, salesrl_completion done,
                                     void *context) {
        struct echo *echo = instance;
        Salesrl__V1__WriteBack *message =
            salesrl__v1__write_back__unpack(NULL, bytes.count, bytes.data);
        if (!message) return SALESRL_INVALID;
        if (echo->crashes && access(echo->out, F_OK) != 0) {
            fclose(fopen(echo->out, "w"));
            abort();
        }
        FILE *file = fopen(echo->out, "a");
        fprintf(file, "%s %d\\n", message->conversation_id, (int)message->forecast->turn);
        fclose(file);
        salesrl__v1__write_back__free_unpacked(message, NULL);
        done(context, SALESRL_OK, (salesrl_bytes){NULL, 0});
        return SALESRL_OK;
    }

    static const salesrl_option options[] = {
        {"count", SALESRL_OPTION_INTEGER, 1, NULL, "Turns to deliver.", NULL},
        {"out", SALESRL_OPTION_PATH, 1, NULL, "Where forecasts are written.", NULL},
        {"crashes", SALESRL_OPTION_BOOLEAN, 0, "false", "Over its first forecast.", NULL},
    };

    static const salesrl_connector connector = {
        .abi = SALESRL_CONNECTOR_ABI, .size = sizeof connector, .name = "echo",
        .version = "1.0.0", .description = "Delivers turns and writes forecasts down.",
        .options = options, .option_count = 3, .start = start, .stop = stop,
        .write_back = write_back,
    };

    const salesrl_connector *salesrl_connector_main(void) { return &connector; }
    """
