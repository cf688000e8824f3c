import Foundation
import Testing

@testable import Connectors

/// A library whose descriptor is `fields`; `start` and `stop` are there to be named.
private func descriptor(_ fields: String) -> String {
    """
    #include "salesrl_connector.h"
    static salesrl_result start(const salesrl_host *h, const salesrl_start *s, void **i) {
        (void)h; (void)s; (void)i; return SALESRL_OK;
    }
    static void stop(void *i) { (void)i; }
    static const salesrl_option options[] = {
        {"directory", SALESRL_OPTION_PATH, 1, NULL, "Where things are.", NULL},
        {"poll_ms", SALESRL_OPTION_INTEGER, 0, "1000", "How often.", NULL},
        {"loud", SALESRL_OPTION_BOOLEAN, 0, NULL, "Whether to shout.", NULL},
    };
    static const salesrl_connector one = {
        .abi = SALESRL_CONNECTOR_ABI, .size = sizeof one, .name = "one", .version = "1",
        .description = "d", .options = options, .option_count = 3, .start = start, .stop = stop,
        \(fields)
    };
    const salesrl_connector *salesrl_connector_main(void) { return &one; }
    """
}

@Suite("The loader")
struct LoaderTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func refusal(
        _ path: String, _ code: PluginError.Code, says: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var loader = Loader()
        do throws(PluginError) {
            _ = try loader.load(path)
            Issue.record("\(path) was loaded", sourceLocation: sourceLocation)
        } catch {
            #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
            #expect(error.reason.contains(path), "\(error)", sourceLocation: sourceLocation)
            #expect(error.reason.contains(says), "\(error)", sourceLocation: sourceLocation)
        }
    }

    @Test("A path that is absent, relative, a folder or writable by everybody is refused")
    func paths() throws {
        try refusal("\(scratch.path)/absent.so", .path, says: "No such file")
        try refusal("libnothing.so", .path, says: "absolute")
        try refusal(scratch.folder("folder.so"), .path, says: "not a regular file")
        try refusal(scratch.write("open.so", "", mode: 0o666), .path, says: "chmod o-w")
        let folder = try scratch.folder("everybody")
        try scratch.write("everybody/shut.so", "", mode: 0o644)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        try refusal("\(folder)/shut.so", .path, says: "its folder")
    }

    @Test("A file that is no library is refused with the dynamic linker's reason")
    func noLibrary() throws {
        try refusal(scratch.write("text.so", "hello"), .open, says: "cannot be opened")
    }

    @Test("A library without the entry function, or with an empty one, is refused")
    func noSymbol() throws {
        let other = try Built.library("other", "int other(void) { return 1; }", in: scratch)
        try refusal(other, .symbol, says: "salesrl_connector_main")
        let empty = try Built.library(
            "empty", "const void *salesrl_connector_main(void) { return 0; }", in: scratch)
        try refusal(empty, .symbol, says: "no descriptor")
    }

    /// `abi` is refused before `size`, and both before anything behind them is read.
    @Test("Another ABI is refused, with both numbers")
    func otherABI() throws {
        let source = """
            static const unsigned two[2] = {2, 0};
            const void *salesrl_connector_main(void) { return two; }
            """
        try refusal(
            Built.library("two", source, in: scratch), .abi, says: "ABI 2, this daemon speaks 1")
    }

    @Test("A descriptor that says it is too short or too long is refused")
    func otherSize() throws {
        for size in ["8", "71", "1000000"] {
            let source = """
                static const unsigned table[2] = {1, \(size)};
                const void *salesrl_connector_main(void) { return table; }
                """
            try refusal(
                Built.library("size\(size)", source, in: scratch), .size, says: "\(size) bytes")
        }
    }

    @Test("A descriptor without a proper name or without start is refused")
    func holes() throws {
        // The compiler warns of a field given twice, which is the point here.
        let quiet = "#pragma GCC diagnostic ignored \"-Winitializer-overrides\"\n"
        let unnamed = quiet + descriptor(".name = \"a name\",")
        try refusal(
            Built.library("unnamed", unnamed, in: scratch), .descriptor, says: "its name must be")
        let still = quiet + descriptor(".start = 0,")
        try refusal(
            Built.library("still", still, in: scratch), .descriptor, says: "lacks start")
    }

    @Test("Two libraries of one name cannot both be used; one library can be loaded twice")
    func nameClash() throws {
        let first = try Built.library("first", descriptor(""), in: scratch)
        let second = try Built.library("second", descriptor(""), in: scratch)
        var loader = Loader()
        _ = try loader.load(first)
        _ = try loader.load(first)
        do throws(PluginError) {
            _ = try loader.load(second)
            Issue.record("two connectors are named alike")
        } catch {
            #expect(error.code == .nameClash)
            #expect(error.reason.contains(first) && error.reason.contains(second))
        }
    }

    @Test("A descriptor is read with its options, and may be longer than this version's")
    func loads() throws {
        let source = """
            #include <string.h>
            \(descriptor("").replacing("return &one;", with: """
                static char longer[sizeof one + 64];
                memcpy(longer, &one, sizeof one);
                ((salesrl_connector *)longer)->size = sizeof longer;
                return (const salesrl_connector *)longer;
                """))
            """
        var loader = Loader()
        let plugin = try loader.load(Built.library("longer", source, in: scratch))
        #expect(plugin.name == "one")
        #expect(plugin.version == "1")
        #expect(!plugin.takesWriteBacks)
        #expect(plugin.options.map(\.name) == ["directory", "poll_ms", "loud"])
    }

    @Test("Settings are checked against the options, and defaults are filled in")
    func settings() throws {
        let path = try Built.library("settings", descriptor(""), in: scratch)
        var loader = Loader()
        let plugin = try loader.load(path)
        #expect(
            try plugin.validated(["directory": "/a", "loud": "true"])
                == ["directory": "/a", "poll_ms": "1000", "loud": "true"])
        let wrong: [([String: String], String)] = [
            ([:], "needs the setting \"directory\": Where things are."),
            (["directory": "a"], "must be an absolute path"),
            (["directory": "/a", "poll_ms": "often"], "must be an integer"),
            (["directory": "/a", "loud": "yes"], "must be true or false"),
            (["directory": "/a", "pol_ms": "1"], "it knows: directory, poll_ms, loud"),
        ]
        for (settings, says) in wrong {
            do throws(PluginError) {
                _ = try plugin.validated(settings)
                Issue.record("\(settings) was taken")
            } catch {
                #expect(error.code == .option)
                #expect(error.reason.contains(path) && error.reason.contains(says), "\(error)")
            }
        }
    }
}
