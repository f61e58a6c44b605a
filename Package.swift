// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every hand-written target.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "vecferry",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "vecferry", targets: ["vecferry"])],
  dependencies: [
    .package(url: "https://github.com/grpc/grpc-swift-2", exact: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport", exact: "2.9.2"),
    // Without field masks, and without streams, which need all of Foundation.
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", exact: "1.46.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CEditline", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CVTerm"),
    .target(
      name: "MilvusWire",
      dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["Protos"]),
    .target(
      name: "MilvusClient",
      dependencies: [
        "MilvusWire",
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP2", package: "swift-nio-http2"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .target(
      name: "JobJournal",
      dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "ZillizCloud",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(
      name: "MigrationPlanning",
      dependencies: ["MilvusClient", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.embedInCode("Facts/compatibility-matrix.json")],
      swiftSettings: strict),
    .target(
      name: "RangeTransfer",
      dependencies: [
        "MigrationPlanning", "MilvusClient", "JobJournal",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [
        .embedInCode("Workers/spark_driver.py"), .embedInCode("Workers/spark_relay.py"),
      ],
      swiftSettings: strict),
    .target(
      name: "MigrationEngine",
      dependencies: [
        "RangeTransfer", "MigrationPlanning", "MilvusClient", "JobJournal",
        .product(name: "DequeModule", package: "swift-collections"),
      ],
      swiftSettings: strict),
    .target(
      name: "Shell",
      dependencies: [
        "CEditline", "MigrationEngine", "MilvusClient", "ZillizCloud",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "vecferry", dependencies: ["Shell"], swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: [
        "CVTerm", "MilvusClient", "MilvusWire",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHPACK", package: "swift-nio-http2"),
        .product(name: "NIOHTTP2", package: "swift-nio-http2"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .target(
      name: "FuzzSubjects",
      dependencies: [
        "Shell", "MigrationEngine", "RangeTransfer", "MilvusClient", "MilvusWire", "TestSupport",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Fuzzer",
      dependencies: [
        "FuzzSubjects", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "MilvusClientTests",
      dependencies: [
        "MilvusClient", "MilvusWire", "TestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "FakeCloudServer", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ZillizCloudTests", dependencies: ["ZillizCloud", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "JobJournalTests", dependencies: ["JobJournal", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "MigrationEngineTests",
      dependencies: [
        "MigrationEngine", "RangeTransfer", "MigrationPlanning", "MilvusClient", "MilvusWire",
        "JobJournal", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ShellUnitTests",
      dependencies: [
        "Shell", "JobJournal", "MigrationEngine", "MigrationPlanning", "MilvusClient", "MilvusWire",
        "TestSupport", "ZillizCloud",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FakeMilvusTests",
      dependencies: [
        "MilvusClient", "MilvusWire", "TestSupport",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CarryTests",
      dependencies: [
        "JobJournal", "MigrationEngine", "RangeTransfer", "MilvusClient", "MilvusWire",
        "TestSupport",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "JobJournal", "MigrationEngine", "RangeTransfer", "MilvusClient", "MilvusWire",
        "TestSupport",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzSubjects", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "MigrationEngine", "MilvusClient", "JobJournal", "ZillizCloud", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RecoveryTests", dependencies: ["TestSupport", "JobJournal"], swiftSettings: strict),
    .testTarget(
      name: "ShellTests", dependencies: ["MilvusClient", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
