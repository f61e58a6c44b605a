internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Primary keys.
@Suite struct KeyRuleTests {
  private func generating(_ version: String, allowing: Bool? = nil) throws -> Bench {
    var sample = SampleCollection("docs") { $0.fields[0].autoID = true }
    if let allowing { sample.properties["allow_insert_auto_id"] = "\(allowing)" }
    return try Bench(version, sample)
  }

  /// Adds keys to a request that has none.
  private func addKeys(_ request: inout WireWriteRequest) {
    request.fieldsData.insert(
      .with {
        $0.type = DataType.int64.rawValue
        $0.fieldName = "id"
        $0.scalars.longData.data = [1, 2, 3, 4]
      }, at: 0)
  }

  @Test func `a column with the id of the key misleads the server`() throws {
    let bench = try Bench("2.6.18", SampleCollection("docs", [.sample("n", .int64)]))
    // What a blind copy does whose source has its fields in another order.
    let code = try bench.code { request in
      request.edit("n") { $0.fieldID = 100 }
      request.fieldsData.reverse()
    }
    #expect(code == nil)
    #expect(bench.fake.misroutedKeys(of: "docs").map(\.literal) == ["-60", "-57", "-54", "-51"])
    try bench.fake.perform(
      "Delete",
      WireDeleteRequest.with {
        $0.collectionName = "docs"
        $0.expr = "id in [-60, -57]"
      })
    #expect(bench.fake.rows(of: "docs").count == 4)
  }

  @Test func `the same columns without ids, or with the key first, do not`() throws {
    let bench = try Bench("2.6.18", SampleCollection("docs", [.sample("n", .int64)]))
    #expect(try bench.code { $0.fieldsData.reverse() } == nil)
    #expect(try bench.code { $0.edit("n") { $0.fieldID = 100 } } == nil)
    #expect(bench.fake.misroutedKeys(of: "docs").isEmpty)
  }

  @Test(
    arguments: [
      ("2.3.5", true, 1100), ("2.4.1", true, 1100), ("2.5.18", true, 1100), ("2.5.19", true, nil),
      ("2.6.2", true, 1100), ("2.6.3", true, nil), ("2.6.3", false, 1100), ("3.0.0", nil, 1100),
      ("3.0.0", true, nil),
    ] as [(String, Bool?, Int32?)])
  func `keys are given to a collection that makes them`(
    version: String, allowing: Bool?, code: Int32?
  ) throws {
    let bench = try generating(version, allowing: allowing)
    #expect(try bench.code() == nil)
    #expect(try bench.code { addKeys(&$0) } == code)
  }

  @Test func `an Upsert replaces the keys of a collection that makes them`() throws {
    let bench = try generating("2.6.18", allowing: true)
    #expect(try bench.code { addKeys(&$0) } == nil)
    #expect(try bench.code("Upsert") { addKeys(&$0) } == nil)
    let keys = bench.fake.rows(of: "docs").map(\.key)
    #expect(keys.count == 4)
    #expect(Set(keys).isDisjoint(with: [1, 2, 3, 4].map(PrimaryKey.int64)))
    #expect(try generating("2.3.5").code("Upsert") { addKeys(&$0) } == 1100)
  }

  @Test(arguments: [("2.5.24", nil), ("2.6.0", 1100)] as [(String, Int32?)])
  func `an Upsert of one key twice`(version: String, code: Int32?) throws {
    let bench = try Bench(version, SampleCollection("docs"))
    let answer = try bench.code("Upsert") {
      $0.edit("id") { $0.scalars.longData.data = [1, 1, 2, 3] }
    }
    #expect(answer == code)
  }

  @Test func `an Insert of one key twice is taken, and an Upsert leaves one copy`() throws {
    let bench = try Bench("2.3.5", SampleCollection("docs"))
    #expect(try bench.code() == nil)
    #expect(try bench.code() == nil)
    #expect(bench.fake.rows(of: "docs").count == 8)
    #expect(try bench.code("Upsert") == nil)
    #expect(bench.fake.rows(of: "docs").count == 4)
  }

  @Test func `an Upsert leaves copies in other partitions`() throws {
    var sample = SampleCollection("docs")
    sample.partitions = ["p"]
    let bench = try Bench("2.3.5", sample)
    #expect(try bench.code() == nil)
    #expect(try bench.code("Upsert") { $0.partitionName = "p" } == nil)
    #expect(bench.fake.rows(of: "docs").count == 8)
  }
}
