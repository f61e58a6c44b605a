internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

/// What a server lacks, or ends of, is never sent to it.
@Suite(.timeLimit(.minutes(15))) struct GateTests {
  private let docs = CollectionAddress(name: "docs")

  private func withClient(
    _ version: String, saying text: String? = nil, stated: String? = nil,
    _ body: (FakeMilvus, MilvusClient) async throws -> Void
  ) async throws {
    var settings = FakeSettings()
    settings.versionText = text
    let fake = FakeMilvus(version, settings: settings)
    try SampleCollection("docs").make(on: fake)
    try await withFakeMilvus(fake) { access in
      var access = access
      access.server = stated.flatMap { ServerVersion.parse(stated: $0) }.map {
        KnownServer($0, by: .stated)
      }
      try await withMilvusClient(access) { try await body(fake, $0) }
    }
  }

  @Test func `a server that is too old is asked for its version and for nothing else`()
    async throws
  {
    try await withClient("2.2.8") { fake, client in
      let error = await #expect(throws: MilvusError.self) { try await client.identify() }
      #expect(error?.code == .unsupportedByServer)
      #expect(error?.message.contains("Milvus 2.2.8 is too old to be read") == true)
      await #expect(throws: MilvusError.self) { try await client.databases() }
      await #expect(throws: MilvusError.self) { try await client.createDatabase("d") }
      await #expect(throws: MilvusError.self) { try await client.aliases(of: docs) }
      #expect(Set(fake.calls.map(\.method)) == ["GetVersion"])
    }
  }

  @Test(arguments: ["v2.2-testing-20230824-68-ga34a9d6-lite", "master-20230501", "a34a9d6"])
  func `a server that is too old and hides its version is not asked for more`(
    text: String
  ) async throws {
    try await withClient("2.2.8", saying: text) { fake, client in
      let error = await #expect(throws: MilvusError.self) { try await client.identify() }
      #expect(error?.message.contains("Milvus 2.2.8 (assumed) is too old to be read") == true)
      await #expect(throws: MilvusError.self) { try await client.databases() }
      #expect(Set(fake.calls.map(\.method)) == ["GetVersion", "Connect"])
    }
  }

  @Test func `a server that is too old is not asked for more whatever is stated`() async throws {
    try await withClient("2.2.8", stated: "2.2.16") { fake, client in
      await #expect(throws: MilvusError.self) { try await client.identify() }
      #expect(Set(fake.calls.map(\.method)) == ["GetVersion"])
    }
  }

  @Test(arguments: [("2.2.16", "2.2.16"), ("2.3.0", "2.3.0"), ("2.3.5", "2.3.0")])
  func `a server that hides its version is told by what it answers`(
    version: String, told: String
  ) async throws {
    try await withClient(version, saying: "v2.2-testing-20230824-68-ga34a9d6-lite") { _, client in
      let identity = try await client.identify()
      #expect("\(identity.server)" == "Milvus \(told) (assumed)")
    }
  }

  @Test func `who may not ask for aliases tells that there are some`() async throws {
    try await withClient("2.3.0", saying: "v2.2-testing") { fake, client in
      fake.arm(FaultPlan(.permissionDenied, atCall: 1, of: ["ListAliases"]))
      let identity = try await client.identify()
      #expect("\(identity.server)" == "Milvus 2.3.0 (assumed)")
    }
  }

  @Test func `rows are counted by their keys where nothing counts them`() async throws {
    try await withClient("2.2.16") { fake, client in
      let count = try await client.count(docs)
      #expect(count == 40)
      #expect(fake.calls.contains { $0.method == "Query" })
      #expect(try await client.databases() == ["default"])
    }
  }

  @Test(arguments: [("2.2.16", false), ("2.3.4", false), ("2.3.5", true)])
  func `other names come from the description where no call lists them`(
    version: String, isAsked: Bool
  ) async throws {
    try await withClient(version) { fake, client in
      try await client.createAlias("other", for: docs)
      #expect(try await client.aliases(of: docs) == ["other"])
      #expect(fake.calls.contains { $0.method == "ListAliases" } == isAsked)
    }
  }

  @Test func `a type that ends an old server is not sent to it`() async throws {
    try await withClient("2.3.0") { fake, client in
      let list = WireFieldSchema.sample("list", .array, ["max_capacity": "4"]) {
        $0.elementType = 5
      }
      let sample = SampleCollection("lists", [list])
      let error = await #expect(throws: MilvusError.self) {
        try await client.create(
          CollectionAddress(name: "lists"),
          CollectionDefinition(schema: CollectionSchema(wire: sample.schema)))
      }
      #expect(error?.code == .unsupportedByServer)
      #expect(!fake.calls.contains { $0.method == "CreateCollection" })
    }
  }

  @Test(
    arguments: [
      (nil, "2.2.16", KnownServer(ServerVersion(2, 6, 18), by: .version)),
      (nil, "2.6", KnownServer(ServerVersion(2, 6, 18), by: .version)),
      ("v2.6-head", "2.6.4", KnownServer(ServerVersion(2, 6, 4), by: .stated)),
      ("v2.6-head", "2.5.4", KnownServer(ServerVersion(2, 6), by: .version)),
      ("v2.2-testing", "2.3.4", KnownServer(ServerVersion(2, 3, 4), by: .stated)),
      ("a34a9d6", "2.3.4", KnownServer(ServerVersion(2, 3, 4), by: .stated)),
    ] as [(String?, String, KnownServer)])
  func `what a server tells outweighs what was stated of it`(
    text: String?, stated: String, server: KnownServer
  ) async throws {
    try await withClient("2.6.18", saying: text, stated: stated) { _, client in
      let identity = try await client.identify()
      #expect(identity.server == server)
      #expect(identity.versionText.contains("(stated)") == (server.basis == .stated))
    }
  }

  @Test func `a server is not asked for what it lacks by what was stated of it`() async throws {
    try await withClient("2.6.18", saying: "a34a9d6", stated: "2.2.16") { fake, client in
      #expect("\(try await client.identify().server)" == "Milvus 2.2.16 (stated)")
      _ = try await client.count(docs)
      #expect(!fake.calls.contains { $0.method == "ListAliases" })
    }
  }
}
