// swift-tools-version: 6.2
// The house, from the ground up. A room stands only on rooms below it; the build refuses anything
// else.
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// Kernels are measured and proven at this level, so tests run the code that ships.
let kernelFlags: [CSetting] = [
    .unsafeFlags(["-O3", "-fno-math-errno", "-Wall", "-Wextra", "-Werror"])
]

// Rooms that calculate are optimised in debug builds too: tests train real models.
let calculating: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies + ["TestSupport"],
        swiftSettings: strict)
}

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioLocks: Target.Dependency = .product(
    name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let coreMetrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let tracing: Target.Dependency = .product(
    name: "Tracing", package: "swift-distributed-tracing")
let inMemoryTracing: Target.Dependency = .product(
    name: "InMemoryTracing", package: "swift-distributed-tracing")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let histogram: Target.Dependency = .product(name: "Histogram", package: "hdrhistogram-swift")
let heap: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")

let package = Package(
    name: "salesrl",
    products: [
        .executable(name: "salesrld", targets: ["salesrld"]),
        .executable(name: "salesrl", targets: ["salesrl"]),
        .library(name: "SalesRLFolder", type: .dynamic, targets: ["Folder"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // MARK: Floor 0 – ground: other people's libraries, and our C
        .systemLibrary(
            name: "CProtobufC", path: "Sources/C/CProtobufC", pkgConfig: "libprotobuf-c",
            providers: [.apt(["libprotobuf-c-dev"])]),
        .systemLibrary(
            name: "COpenSSL", path: "Sources/C/COpenSSL", pkgConfig: "openssl",
            providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CCrypto", path: "Sources/C/CCrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CNGHTTP2", path: "Sources/C/CNGHTTP2", pkgConfig: "libnghttp2",
            providers: [.apt(["libnghttp2-dev"])]),
        .systemLibrary(
            name: "CSQLite", path: "Sources/C/CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CCurl", path: "Sources/C/CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/C/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "CMessages", dependencies: ["CProtobufC"], path: "Sources/C/CMessages",
            publicHeadersPath: "."),
        .target(name: "CKernels", path: "Sources/C/CKernels", cSettings: kernelFlags),
        .target(name: "CConnector", path: "Sources/C/CConnector"),

        // MARK: Floor 1 – words and tools
        room("Messages", ["CMessages", "CProtobufC"]),
        room("Orchestration", [tracing]),
        room("Telemetry", [logging, coreMetrics, tracing]),
        room("Outbound", ["CCurl"]),
        room("Tensors", ["CKernels"], settings: calculating),

        // MARK: Floor 2 – skills and doors
        room("Conversations", ["Messages"], settings: calculating),
        room(
            "Embeddings", ["Messages", "Tensors", "Outbound", coreMetrics], settings: calculating),
        room("Predictions", ["Messages", "Tensors"], settings: calculating),
        room("Storage", ["Messages", "CSQLite", "CCrypto", coreMetrics]),
        room(
            "Wire",
            [
                "Messages", "COpenSSL", "CNGHTTP2", "CZlib", nioCore, nioLocks, nioPosix, nioHTTP1,
                nioTLS, heap, logging, coreMetrics, tracing,
            ]),
        room("ConnectorKit", ["Messages", "CConnector"]),

        // MARK: Floor 3 – rooms that keep something
        room("Accounts", ["Messages", "Storage", "Wire"]),
        room("Secrets", ["Messages", "Wire", "Storage"]),
        room("Connectors", ["Messages", "CConnector", "Storage", "Wire", logging]),
        room(
            "Simulation", ["Messages", "Conversations", "Embeddings", "Outbound"],
            settings: calculating),

        // MARK: Floor 4 – the story
        room(
            "Guidance",
            [
                "Messages", "Orchestration", "Conversations", "Embeddings", "Predictions",
                "Storage", tracing,
            ]),
        room(
            "Training",
            ["Messages", "Conversations", "Tensors", "Embeddings", "Predictions", "Simulation"],
            settings: calculating),

        // MARK: Floor 5 – programs
        program(
            "salesrld",
            [
                "Messages", "Orchestration", "Tensors", "Conversations", "Embeddings",
                "Predictions", "Storage", "Wire", "Accounts", "Secrets", "Connectors", "Guidance",
                "Outbound", "Telemetry", logging, coreMetrics, tracing, yams,
            ]),
        program(
            "salesrl",
            [
                "Messages", "Conversations", "Embeddings", "Predictions", "Tensors", "Wire",
                "Accounts", "Secrets", "Storage", "Training", "Simulation", "Outbound",
                "Telemetry", arguments, histogram, logging,
            ]),

        // Times the encoder for Benchmarks/encoder/run; part of no product.
        .executableTarget(
            name: "encoder-bench", dependencies: ["Embeddings"],
            path: "Benchmarks/encoder/Program", swiftSettings: strict),
        // Measures what is kept of a live conversation, for Benchmarks/state/run.
        .executableTarget(
            name: "state-size", dependencies: ["Conversations", "Messages", "Predictions"],
            path: "Benchmarks/state/Program", swiftSettings: strict),
        // Times the store on disk alone, for Benchmarks/store/run.
        .executableTarget(
            name: "store-bench", dependencies: ["Messages", "Storage"],
            path: "Benchmarks/store/Program", swiftSettings: strict),

        // MARK: Connectors we ship
        .target(
            name: "Folder", dependencies: ["ConnectorKit"], path: "Plugins/Folder",
            exclude: ["README.md"], swiftSettings: strict),

        // MARK: Tests
        .target(
            name: "TestSupport", dependencies: ["Messages"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(
            name: "ModelSupport",
            dependencies: ["Messages", "Conversations", "Predictions", "Tensors"],
            path: "Tests/ModelSupport", swiftSettings: strict),
        // A language service on loopback that answers as a test says.
        .target(
            name: "ServiceSupport", dependencies: [nioCore, nioPosix, nioHTTP1],
            path: "Tests/ServiceSupport", swiftSettings: strict),
        tests("Outbound", ["Outbound", "ServiceSupport", "Wire", "Accounts", logging]),
        tests("Messages", ["Messages", "CMessages", "CProtobufC"]),
        tests("Orchestration", ["Orchestration", tracing, inMemoryTracing]),
        tests("Telemetry", ["Telemetry", logging, coreMetrics, tracing]),
        tests("Tensors", ["Tensors", "CKernels"]),
        tests("Conversations", ["Conversations", "Messages"]),
        tests("Embeddings", ["Embeddings", "Tensors", "Messages", "Outbound", "ServiceSupport"]),
        tests("Predictions", ["Predictions", "Tensors", "Messages"]),
        tests("Storage", ["Storage", "Messages", "Wire"]),
        .executableTarget(
            name: "interop-server", dependencies: ["Wire", "Messages", logging],
            path: "Tests/Interop/Server", swiftSettings: strict),
        tests(
            "Wire",
            [
                "Wire", "Messages", "CMessages", "interop-server", nioCore, nioPosix, nioEmbedded,
                nioTLS, logging,
            ]),
        tests("Accounts", ["Accounts", "Messages", "Storage", "Wire"]),
        tests("Secrets", ["Secrets", "Messages", "Wire", "Storage"]),
        // What salesrld is to a connector's process, without the daemon.
        .executableTarget(
            name: "ConnectorTestHost", dependencies: ["Connectors"],
            path: "Tests/ConnectorTestHost", swiftSettings: strict),
        tests(
            "Connectors",
            [
                "Connectors", "ConnectorKit", "CConnector", "Folder", "ConnectorTestHost",
                "Storage", "Wire", "Messages", logging,
            ]),
        tests(
            "Guidance",
            [
                "Guidance", "Messages", "Orchestration", "Storage", "Conversations",
                "Embeddings", "Predictions", "ModelSupport",
            ]),
        tests(
            "Training",
            [
                "Training", "Predictions", "Conversations", "Embeddings", "Tensors", "Messages",
                "Simulation",
            ]),
        tests(
            "Simulation",
            ["Simulation", "Messages", "Conversations", "Embeddings", "Outbound", "ServiceSupport"]),
        tests(
            "EndToEnd",
            [
                "Wire", "Messages", "Accounts", "Connectors", "Guidance", "Predictions", "Storage",
                "Conversations", "ModelSupport", "Folder", "ServiceSupport", "Telemetry",
                "salesrld",
                "salesrl",
            ]),
        tests("Tidy", []),
    ]
)
