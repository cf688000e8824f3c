import Accounts
import Foundation
import Messages
import TestSupport
import Testing
import Wire

/// A connector in C that asks for its secret "token" until it gets it, and then writes how long it
/// is and the sum of its bytes to the file `out`, under the setting `mark`.
private let spender = """
    #include <pthread.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <unistd.h>
    #include "salesrl_connector.h"
    static const salesrl_host *host;
    static char out[4096], mark[256];
    static volatile int is_over;
    static void told(void *context, salesrl_result result, salesrl_bytes reply) {
        (void)context;
        if (result != SALESRL_OK) { usleep(20000); }
        else {
            unsigned long sum = 0;
            for (size_t i = 0; i < reply.count; i++) sum += reply.data[i];
            char partial[5000];
            snprintf(partial, sizeof partial, "%s.partial", out);
            FILE *file = fopen(partial, "w");
            if (file) { fprintf(file, "%s %zu %lu\\n", mark, reply.count, sum); fclose(file); }
            rename(partial, out);
        }
        salesrl_bytes name = {(const uint8_t *)"token", 5};
        if (result != SALESRL_OK && !is_over) host->secret(host->context, name, told, NULL);
    }
    static salesrl_result start(const salesrl_host *h, const salesrl_start *s, void **instance) {
        host = h; *instance = out;
        for (uint32_t i = 0; i < s->setting_count; i++) {
            if (!strcmp(s->settings[i].name, "out"))
                snprintf(out, sizeof out, "%s", s->settings[i].value);
            if (!strcmp(s->settings[i].name, "mark"))
                snprintf(mark, sizeof mark, "%s", s->settings[i].value);
        }
        salesrl_bytes name = {(const uint8_t *)"token", 5};
        return host->secret(host->context, name, told, NULL);
    }
    static void stop(void *instance) {
        (void)instance; is_over = 1;
        host->finished(host->context, SALESRL_OK, (salesrl_bytes){NULL, 0});
    }
    static const salesrl_option options[] = {
        {.name = "out", .type = SALESRL_OPTION_TEXT, .required = 1, .help = "where"},
        {.name = "mark", .type = SALESRL_OPTION_TEXT, .default_value = "first", .help = "what"},
    };
    static const salesrl_connector spender = {
        .abi = SALESRL_CONNECTOR_ABI, .size = sizeof spender, .name = "spender",
        .version = "1", .description = "d", .options = options, .option_count = 2,
        .start = start, .stop = stop,
    };
    const salesrl_connector *salesrl_connector_main(void) { return &spender; }
    """

@Suite(
    "Secrets and connectors of a daemon", .serialized,
    .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct SecretTests {
    /// A daemon with the connector, a key file, and nothing set.
    private func prepared() async throws -> Daemon {
        let daemon = try await Daemon()
        let source = daemon.directory + "/spender.c"
        try spender.write(toFile: source, atomically: true, encoding: .utf8)
        let clang = try #require(Tool.path("clang"))
        let built = try await Tool.run(
            clang,
            [
                "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
                "-I\(Repository.root)/Sources/C/CConnector/include", source, "-o",
                daemon.directory + "/spender.so",
            ])
        try #require(built.status == 0, "\(built.errors)")
        try """
        connectors:
          - name: spender
            library: \(daemon.directory)/spender.so
            tenant: acme
            settings: {out: \(daemon.directory)/spent}
        """.write(
            toFile: daemon.directory + "/salesrld.yaml", atomically: true, encoding: .utf8)
        let made = try await Tool.run(
            Daemon.programs + "/salesrl",
            ["secret", "new-key", "--key-file", daemon.directory + "/secrets.key"])
        try #require(made.status == 0, "\(made.errors)")
        return daemon
    }

    /// What the connector wrote, once it has.
    private func spent(_ daemon: Daemon, _ mark: String) async throws -> String {
        while true {
            let text = try? String(contentsOfFile: daemon.directory + "/spent", encoding: .utf8)
            if let text, text.hasPrefix(mark) { return text }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func expected(_ mark: String, _ secret: String) -> String {
        "\(mark) \(secret.utf8.count) \(secret.utf8.reduce(0) { $0 + Int($1) })\n"
    }

    @Test(
        "a connector gets its secret, whichever keys it is under; nobody else ever does",
        .timeLimit(.minutes(3)), arguments: TestDoor.allCases)
    func secrets(door: TestDoor) async throws {
        let daemon = try await prepared()
        try await daemon.start()
        let admin = try await daemon.admin(door)
        func set(_ value: String, etag: String = "") async throws -> AdminSecret {
            try await admin.call(
                "SetSecret",
                SetSecretRequest.Draft(
                    connector: "spender", field: "token", value: Array(value.utf8), etag: etag))
        }
        let first = try await set("one secret")
        #expect(try await spent(daemon, "first") == expected("first", "one secret"))
        let second = try await set("another", etag: first.etag)
        let overtaken = await admin.refusal(
            "SetSecret",
            SetSecretRequest.Draft(
                connector: "spender", field: "token", value: [1], etag: first.etag))
        #expect(overtaken?.errorInfo?.reason == "ETAG_MISMATCH")
        let dataKey: RotateKeysResponse = try await admin.call(
            "RotateKeys", RotateKeysRequest(tenant: "acme"))
        #expect(dataKey.changed == 1 && dataKey.keyID != second.keyID)
        let boss = try await daemon.operator(door)
        let more = try await Tool.run(
            Daemon.programs + "/salesrl",
            ["secret", "new-key", "--key-file", daemon.directory + "/secrets.key"])
        #expect(more.status == 0, "\(more.errors)")
        let wrapped: RotateKeysResponse = try await boss.call("RotateKeys", RotateKeysRequest())
        #expect(wrapped.changed == 1)
        let list: ListSecretsResponse = try await admin.call("ListSecrets", ListSecretsRequest())
        #expect(list.secrets.map(\.keyID) == [dataKey.keyID])
        let others = try await daemon.admin(door, tenant: "other")
        let nothing: ListSecretsResponse = try await others.call(
            "ListSecrets", ListSecretsRequest())
        #expect(nothing.secrets.isEmpty)
        // Configured anew, the process starts again, asks again, and gets what is set now.
        let configured: AdminConnector = try await admin.call(
            "ConfigureConnector",
            ConfigureConnectorRequest(
                name: "spender", settings: [Setting(name: "mark", value: "second")]))
        #expect(configured.settings.contains(Setting(name: "mark", value: "second")))
        #expect(try await spent(daemon, "second") == expected("second", "another"))
        let gone: AdminSecret = try await admin.call(
            "DeleteSecret", DeleteSecretRequest(connector: "spender", field: "token"))
        #expect(gone.field == "token")
        let again = await admin.refusal(
            "DeleteSecret", DeleteSecretRequest(connector: "spender", field: "token"))
        #expect(again?.code == .notFound)
        let nobody = await admin.refusal(
            "SetSecret", SetSecretRequest.Draft(connector: "absent", field: "token", value: [1]))
        #expect(nobody?.code == .notFound)
    }

    @Test(
        "a connector is taken out of service and back, and stays out over a restart",
        .timeLimit(.minutes(3)), arguments: TestDoor.allCases)
    func service(door: TestDoor) async throws {
        let daemon = try await prepared()
        try await daemon.start()
        var admin = try await daemon.admin(door)
        func state() async throws -> AdminConnector {
            try await admin.call("GetConnector", GetConnectorRequest(name: "spender"))
        }
        while try await state().state != "running" { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try await state().etag.isEmpty)
        let dry: AdminConnector = try await admin.call(
            "DisableConnector", DisableConnectorRequest(name: "spender", validateOnly: true))
        #expect(!dry.enabled)
        #expect(try await state().enabled)
        let off: AdminConnector = try await admin.call(
            "DisableConnector", DisableConnectorRequest(name: "spender"))
        #expect(!off.enabled && off.state == "disabled" && off.etag == "1")
        daemon.signal(SIGTERM)
        await daemon.ended()
        try await daemon.start()
        admin = try await daemon.admin(door)
        #expect(try await state().state == "disabled")
        let on: AdminConnector = try await admin.call(
            "EnableConnector", EnableConnectorRequest(name: "spender", etag: off.etag))
        #expect(on.enabled && on.etag == "2")
        while try await state().state != "running" { try await Task.sleep(for: .milliseconds(20)) }
        let overtaken = await admin.refusal(
            "DisableConnector", DisableConnectorRequest(name: "spender", etag: off.etag))
        #expect(overtaken?.errorInfo?.reason == "ETAG_MISMATCH")
        let list: ListConnectorsResponse = try await admin.call(
            "ListConnectors", ListConnectorsRequest())
        #expect(list.connectors.map(\.name) == ["spender"])
        let others = try await daemon.admin(door, tenant: "other")
        let none: ListConnectorsResponse = try await others.call(
            "ListConnectors", ListConnectorsRequest())
        #expect(none.connectors.isEmpty)
    }

    /// Whether a file holds the bytes of a text.
    private func holds(_ path: String, _ text: String) async throws -> Bool {
        let grep = try #require(Tool.path("grep"))
        let found = try await Tool.run(
            grep, ["--quiet", "--text", "--fixed-strings", "--", text, path])
        #expect(found.status < 2, "\(found.errors)")
        return found.status == 0
    }

    private static let noGcore = Comment("gcore is missing: apt-get install gdb")

    @Test(
        "a secret that was set and used is in no file, no log and not in the daemon's memory",
        .timeLimit(.minutes(5)), .enabled(if: Tool.path("gcore") != nil, noGcore),
        arguments: TestDoor.allCases)
    func canary(door: TestDoor) async throws {
        let daemon = try await prepared()
        try await daemon.start(["SALESRLD_LOG_LEVEL": "trace"])
        let canary = "canary-\(UUID().uuidString)-\(UUID().uuidString)"
        let token = try #require(daemon.tokens["acme"]?[.admin])
        let salesrl = Commands(daemon: daemon, token: token, door: door)
        let set = try await salesrl("secret", "set", "spender", "token", input: canary + "\n")
        #expect(set.code == 0, "\(set.error)")
        #expect(!set.output.contains(canary) && !set.error.contains(canary))
        #expect(try await spent(daemon, "first") == expected("first", canary))
        let core = daemon.directory + "/core"
        let pid = daemon.process.processIdentifier
        let taken = try await Tool.run(
            try #require(Tool.path("gcore")), ["-o", core, "\(pid)"])
        let isTaken = FileManager.default.fileExists(atPath: "\(core).\(pid)")
        if !isTaken {
            // An ordinary user is not let into the daemon's memory at all.
            #expect(getuid() != 0, "\(taken.errors)")
        } else {
            // The search finds what is there: the daemon has this path in its memory.
            #expect(try await holds("\(core).\(pid)", daemon.directory + "/spender.so"))
            #expect(try await !holds("\(core).\(pid)", canary), "the core file holds the secret")
        }
        let base64 = Data(canary.utf8).base64EncodedString().prefix(40)
        let files = try #require(FileManager.default.enumerator(atPath: daemon.directory))
        var looked: [String] = []
        for case let name as String in files where !name.hasPrefix("core") {
            let path = "\(daemon.directory)/\(name)"
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            guard !isFolder.boolValue else { continue }
            looked.append(name)
            #expect(try await !holds(path, canary), "\(name)")
            #expect(try await !holds(path, String(base64)), "\(name)")
        }
        for name in ["two-tenants.db", "two-tenants.db-wal", "conversations.db", "log"] {
            #expect(looked.contains(name), "\(name) was not looked into: \(looked)")
        }
    }
}
