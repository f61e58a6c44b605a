internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// The fake over real connections, and what faults do to callers.
@Suite(.timeLimit(.minutes(15))) struct ServingTests {
  private let docs = CollectionAddress(name: "docs")

  /// Serves a filled collection and gives a client.
  private func withClient(
    _ version: String = "2.6.18", _ body: (FakeMilvus, MilvusClient) async throws -> Void
  ) async throws {
    let fake = FakeMilvus(version)
    try SampleCollection("docs").make(on: fake)
    try await withFakeMilvus(fake) { access in
      try await withMilvusClient(access) { try await body(fake, $0) }
    }
  }

  /// The code of the failure of a call, and whether its outcome is unknown; nil if it succeeds.
  private func failure(_ body: () async throws(MilvusError) -> Void) async -> MilvusError? {
    do throws(MilvusError) {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  private func insert(_ client: MilvusClient, rows: [Int] = [100]) async throws(MilvusError) {
    let bytes: [UInt8]
    do {
      bytes = try SampleCollection("docs").write(rows: rows).serializedBytes()
    } catch {
      preconditionFailure("a request has an encoding")
    }
    let answer = try await client.callRaw(
      "Insert", bytes, timeout: .seconds(20), attempt: "cannot insert")
    guard let result = try? WireMutationResult(serializedBytes: answer) else {
      throw MilvusError(.unexpectedAnswer, "the answer is torn")
    }
    if let refusal = MilvusError.failure(ofStatus: result.status, attempt: "cannot insert") {
      throw refusal
    }
  }

  @Test(arguments: ["2.3.5", "2.4.1", "2.5.24", "2.6.18", "3.0.0"])
  func `a client is told the release`(version: String) async throws {
    try await withClient(version) { _, client in
      let told = try await client.identify().version
      #expect(told == ServerVersion.parse(version))
      let names = try await client.collections(database: "default")
      #expect(names == ["docs"])
      let counted = try await client.count(docs)
      #expect(counted == 40)
    }
  }

  @Test func `a read and a write go over the line`() async throws {
    try await withClient { fake, client in
      let query = RowQuery(
        collection: docs, filter: "id <= 1000", outputFields: ["id", "v"], keyField: "id")
      let read = try await client.query(query).rowCount
      #expect(read == 40)
      try await insert(client)
      #expect(fake.rows(of: "docs").count == 41)
    }
  }

  @Test(
    arguments: [
      (.refused, .unreachable, 40), (.timedOut, .timedOut, 40),
      (.timedOutAfterwards, .timedOut, 41), (.reset, .unreachable, 41),
      (.tooLarge, .messageTooLarge, 40), (.rateLimited, .rateLimited, 40),
      (.writeDenied, .writeDenied, 40), (.torn, .unexpectedAnswer, 41),
      (.permissionDenied, .permissionDenied, 40), (.delayed, .timedOut, 40),
    ] as [(FaultPlan.Fault, MilvusError.Code, Int)])
  func `a fault happens once, and leaves as many rows`(
    fault: FaultPlan.Fault, code: MilvusError.Code, rows: Int
  ) async throws {
    try await withClient { fake, client in
      fake.arm(FaultPlan(fault, atCall: 1, of: ["Insert"]))
      #expect(
        await failure { () async throws(MilvusError) in try await insert(client) }?.code == code)
      #expect(fake.rows(of: "docs").count == rows)
      #expect(fake.disarm())
      let counted = try await fault == .reset ? countAfterBreak(client) : client.count(docs)
      #expect(counted == Int64(rows))
    }
  }

  @Test(arguments: [(10, 120), (300, 300)])
  func `rows are waited for as long as an answer, and for two minutes`(
    patience: Int, waited: Int
  ) async throws {
    let fake = FakeMilvus("2.6.18")
    try SampleCollection("docs").make(on: fake)
    try await withFakeMilvus(fake) { access in
      var access = access
      access.timeout = .seconds(patience)
      try await withMilvusClient(access) { client in
        let query = RowQuery(
          collection: docs, filter: "id <= 1000", outputFields: ["id", "v"], keyField: "id")
        fake.arm(FaultPlan(.timedOut, atCall: 1, of: ["Query"]))
        let error = await failure { () async throws(MilvusError) in
          _ = try await client.query(query)
        }
        #expect(error?.code == .timedOut && error?.patience == Duration.seconds(waited))
      }
    }
  }

  /// Of a connection that broke a client may learn by the next call only.
  private func countAfterBreak(_ client: MilvusClient) async throws -> Int64 {
    do {
      return try await client.count(docs)
    } catch  where error.code == .unreachable {
      return try await client.count(docs)
    }
  }

  @Test func `the server stays away where its answer was the last`() async throws {
    try await withClient { fake, client in
      _ = try await client.identify()
      fake.arm(FaultPlan(.refused, atCall: 2, isLastAnswer: true))
      let counted = try await client.count(docs)
      #expect(counted == 40)
      for _ in 0..<2 {
        let error = await failure { () async throws(MilvusError) in
          _ = try await client.count(docs)
        }
        #expect(error?.code == .unreachable)
      }
      fake.disarm()
      let again = try await client.count(docs)
      #expect(again == 40)
    }
  }

  @Test func `writing is denied until health was asked for`() async throws {
    try await withClient { fake, client in
      fake.arm(FaultPlan(.writeDenied, atCall: 1))
      _ = await failure { () async throws(MilvusError) in try await insert(client) }
      var asked = 1
      while try await client.health().deniesWriting { asked += 1 }
      #expect(asked == 4)
      try await insert(client)
    }
  }

  @Test func `a delayed write lands after its rows were written again`() async throws {
    try await withClient { fake, client in
      fake.arm(FaultPlan(.delayed, atCall: 1))
      _ = await failure { () async throws(MilvusError) in try await insert(client, rows: [7, 8]) }
      #expect(fake.rows(of: "docs").count == 40)
      try fake.perform("Upsert", SampleCollection("docs").write(rows: [8]))
      #expect(fake.landedRows == 2)
      #expect(fake.rows(of: "docs").count == 42)
    }
  }

  @Test func `a call is held until the gate opens`() async throws {
    try await withClient { fake, client in
      let gate = fake.hold("Insert")
      async let written: Void = insert(client)
      await gate.arrival()
      #expect(fake.rows(of: "docs").count == 40)
      gate.open()
      try await written
      #expect(fake.rows(of: "docs").count == 41)
    }
  }

  @Test func `events tell of calls as they come`() async throws {
    try await withClient { fake, client in
      let events = fake.events()
      async let written: Void = insert(client)
      var seen: [String] = []
      for await call in events {
        seen.append(call.method)
        if call.method == "Insert" { break }
      }
      try await written
      #expect(seen == ["Insert"])
    }
  }

  @Test func `DescribeDatabase came with 2.4.3`() throws {
    let request = WireShowCollectionsRequest.with { $0.dbName = "default" }
    #expect(throws: FakeRefusal.call(12, "unknown method DescribeDatabase")) {
      try FakeMilvus("2.4.2").perform("DescribeDatabase", request)
    }
    try FakeMilvus("2.4.3").perform("DescribeDatabase", request)
  }
}
