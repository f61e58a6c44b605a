internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// What arrives is what left, on every release that holds it.
@Suite(.timeLimit(.minutes(15))) struct CarryTests {
  private var full: MigrationOptions {
    var options = MigrationOptions()
    options.verification = .full
    return options
  }

  @Test(arguments: Carried.all) func `what its first release has arrives on the same release`(
    carried: Carried
  ) async throws {
    try await FakePair.open(carried.sample, from: carried.since, to: carried.since) { pair in
      let result = try await pair.migrate(full)
      #expect(result.contentVerified)
      try pair.expectSame()
    }
  }

  @Test(arguments: Carried.all) func `what its first release has arrives on 3.0`(
    carried: Carried
  ) async throws {
    try await FakePair.open(carried.sample, from: carried.since, to: "3.0.0") { pair in
      let result = try await pair.migrate(full)
      #expect(result.contentVerified)
      try pair.expectSame()
    }
  }

  @Test(arguments: ["2.3.5", "2.4.1", "2.5.24", "2.6.18", "3.0.0"], [DataType.int64, .varchar])
  func `what 2.3 has arrives on every line`(version: String, key: DataType) async throws {
    try await FakePair.open(.plain(key: key), from: "2.3.5", to: version) { pair in
      try await pair.migrate(full)
      try pair.expectSame()
    }
  }

  @Test(arguments: ["2.3.5", "2.4.1", "2.5.24", "2.6.18", "3.0.0"])
  func `what every line has goes back to 2.3`(version: String) async throws {
    try await FakePair.open(.plain(key: .int64), from: version, to: "2.3.5") { pair in
      try await pair.migrate(full)
      try pair.expectSame()
    }
  }

  @Test(arguments: ["2.3.5", "2.6.18", "3.0.0"])
  func `undeclared fields whose names differ in bytes alone both arrive`(
    version: String
  ) async throws {
    var sample = SampleCollection("docs") { $0.enableDynamicField = true }
    sample.amend = { request in
      for index in request.fieldsData.indices where request.fieldsData[index].isDynamic {
        request.fieldsData[index].scalars.jsonData.data = (0..<request.numRows).map {
          Data("{\"caf\u{e9}\":\($0),\"cafe\u{301}\":-\($0)}".utf8)
        }
      }
    }
    try await FakePair.open(sample, from: version, to: version) { pair in
      try await pair.migrate(full)
      try pair.expectSame()
    }
  }

  @Test(arguments: ["2.3.5", "2.5.4", "2.6.18", "3.0.0"])
  func `a partition key spreads the rows as it did`(version: String) async throws {
    let sample = SampleCollection("docs", [.sample("k", .int64) { $0.isPartitionKey = true }])
    try await FakePair.open(sample, from: version, to: version) { pair in
      try await pair.migrate(full)
      try pair.expectSame()
    }
  }

  @Test(arguments: ["2.5.19", "2.6.3", "2.6.18", "3.0.0"])
  func `generated keys are kept, and generating goes on`(version: String) async throws {
    let sample = SampleCollection("docs") { $0.fields[0].autoID = true }
    try await FakePair.open(sample, from: version, to: version) { pair in
      try await pair.migrate(full)
      try pair.expectSame()
      let properties = try pair.description(on: pair.to).properties
      #expect(properties.first { $0.key == "allow_insert_auto_id" }?.value == "false")
    }
  }

  @Test func `of several partitions only the chosen ones arrive`() async throws {
    var sample = SampleCollection.plain(key: .int64)
    sample.partitions = ["east", "west"]
    var options = full
    options.partitions = ["west"]
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      let result = try await pair.migrate(options)
      #expect(result.contentVerified && result.rows > 0 && result.targetRows == result.rows)
      #expect(Int(result.rows) == pair.to.rows(of: "docs").count)
      #expect(result.rows < Int64(sample.rowCount) / 2)
      #expect(try pair.description(on: pair.to).numPartitions == 2)
      options.partitions = ["wets"]
      let error = await #expect(throws: MigrationError.self) { try await pair.check(options) }
      #expect(error?.code == .partitionNotFound && error?.candidates.contains("west") == true)
    }
  }

  @Test func `a schema alone arrives with all but the rows, which are not even read`() async throws
  {
    var sample = SampleCollection.plain(key: .int64)
    sample.partitions = ["east"]
    sample.aliases = ["one"]
    var options = MigrationOptions()
    options.only = .schema
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      let result = try await pair.migrate(options)
      #expect(result.only == .schema && result.rows == 0 && result.targetRows == nil)
      let (here, there) = try (
        pair.description(on: pair.from), pair.description(on: pair.to)
      )
      #expect(there.schema == here.schema && there.aliases == ["one"])
      #expect(there.numPartitions == here.numPartitions)
      #expect(pair.to.rows(of: "docs").isEmpty)
      #expect(!(pair.from.calls + pair.to.calls).map(\.method).contains("Query"))
      #expect(pair.from.calls.filter(\.isChange).isEmpty)
    }
  }

  @Test func `the target has an index for each vector, aliases, and is not loaded`() async throws {
    var sample = SampleCollection.plain(key: .int64)
    sample.aliases = ["one", "other"]
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try await pair.migrate()
      try pair.expectSame()
      let indexes = try WireDescribeIndexResponse(
        serializedBytes: pair.to.perform(
          "DescribeIndex", WireCollectionRequest.with { $0.collectionName = "docs" })
      ).indexDescriptions
      #expect(indexes.map(\.fieldName) == ["v"])
      #expect(indexes[0].params.contains { $0.key == "metric_type" && $0.value == "L2" })
      let state = try WireGetLoadStateResponse(
        serializedBytes: pair.to.perform(
          "GetLoadState", WireLoadStateRequest.with { $0.collectionName = "docs" })
      ).state
      #expect(state == 1)
      #expect(pair.from.calls.filter(\.isChange).isEmpty)
    }
  }

  @Test func `properties, shards and the level of consistency arrive`() async throws {
    var sample = SampleCollection("docs")
    sample.properties = ["collection.ttl.seconds": "0", "mmap.enabled": "true", "cipher.x": "1"]
    sample.shards = 3
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try await pair.migrate()
      let there = try pair.description(on: pair.to)
      #expect(there.properties.map(\.key).sorted() == ["collection.ttl.seconds", "mmap.enabled"])
      #expect(there.shardsNum == 3)
      #expect(there.consistencyLevel == .consistencyBounded)
    }
  }

  @Test(arguments: Carried.all.filter { !$0.sample.schema.functions.isEmpty })
  func `what functions compute is neither asked for nor sent`(carried: Carried) async throws {
    try await FakePair.open(carried.sample, from: "3.0.0", to: "3.0.0") { pair in
      try await pair.migrate()
      #expect(try pair.writtenColumns() == ["id", "v", "t"])
      let asked = try pair.from.calls.filter { $0.method == "Query" }.flatMap {
        try WireQueryRequest(serializedBytes: $0.request).outputFields
      }
      #expect(!asked.contains("x"))
    }
  }

  @Test(arguments: [
    ("2.3.5", "2.3.5"), ("2.3.5", "3.0.0"), ("2.5.23", "2.5.24"), ("2.6.6", "2.4.1"),
  ])
  func `empty arrays get the type back that old releases forget`(
    from: String, to: String
  ) async throws {
    let fields = [DataType.bool, .int8, .int64, .float, .double, .varchar].map { element in
      WireFieldSchema.sample(
        "of_\(element.name)", .array, ["max_capacity": "8", "max_length": "64"]
      ) { $0.elementType = element.rawValue }
    }
    try await FakePair.open(SampleCollection("docs", fields), from: from, to: to) { pair in
      try await pair.migrate(full)
      try pair.expectSame()
    }
  }

  @Test func `null elements of arrays arrive`() async throws {
    var sample = SampleCollection(
      "docs",
      [
        .sample("x", .array, ["max_capacity": "8"]) { $0.elementType = DataType.int64.rawValue }
      ])
    sample.amend = { request in
      for place in request.fieldsData.indices where request.fieldsData[place].fieldName == "x" {
        for row in request.fieldsData[place].scalars.arrayData.data.indices {
          let count = request.fieldsData[place].scalars.arrayData.data[row].longData.data.count
          request.fieldsData[place].scalars.arrayData.data[row].validData =
            (0..<count).map { $0 != 1 }
        }
      }
    }
    try await FakePair.open(sample, from: "3.0.0", to: "3.0.0") { pair in
      try await pair.migrate(full)
      try pair.expectSame()
    }
  }
}

extension SampleCollection {
  /// Every scalar type that 2.3 has, undeclared fields and partitions.
  static func plain(key: DataType) -> SampleCollection {
    var sample = SampleCollection(
      "docs", key: key,
      [
        .sample("b", .bool), .sample("i8", .int8), .sample("i16", .int16), .sample("i32", .int32),
        .sample("i64", .int64), .sample("f", .float), .sample("d", .double),
        .sample("t", .varchar, ["max_length": "64"]) { $0.description_p = "some text" },
        .sample("j", .json),
        .sample("a", .array, ["max_capacity": "8"]) { $0.elementType = DataType.int32.rawValue },
      ]
    ) { $0.enableDynamicField = true }
    sample.partitions = ["p_1", "p_2"]
    return sample
  }
}
