internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

@testable internal import MilvusClient

/// Queries, deletions and their answers on the wire.
@Suite struct RowQueryTests {
  private let collection = CollectionAddress(database: "shop", name: "docs")

  @Test func `a plain query reads with strong consistency and without parameters`() throws {
    let query = RowQuery(
      collection: collection, filter: "id > 1", outputFields: ["id", "v"], keyField: "id")
    let request = try query.request()
    #expect(request.dbName == "shop")
    #expect(request.collectionName == "docs")
    #expect(request.expr == "id > 1")
    #expect(request.outputFields == ["id", "v"])
    #expect(request.partitionNames.isEmpty)
    #expect(request.queryParams.isEmpty)
    #expect(request.consistencyLevel == .consistencyStrong)
    #expect(request.guaranteeTimestamp == 0)
  }

  @Test func `a page names its limit, its flags and its timestamp`() throws {
    let query = RowQuery(
      collection: collection, partition: "p1", filter: "id > 1", outputFields: ["id"],
      keyField: "id", limit: 16384, timestamp: 77, paging: .iteratorStopForBest)
    let request = try query.request()
    #expect(request.partitionNames == ["p1"])
    #expect(
      request.queryParams.map { [$0.key, $0.value] }
        == [["limit", "16384"], ["iterator", "True"], ["reduce_stop_for_best", "True"]])
    #expect(request.consistencyLevel == .consistencyCustomized)
    #expect(request.guaranteeTimestamp == 77)
  }

  @Test func `an iterator without a limit sends one flag only`() throws {
    let query = RowQuery(
      collection: collection, filter: "id > 1", outputFields: ["id"], keyField: "id",
      paging: .iterator)
    #expect(try query.request().queryParams.map(\.key) == ["iterator"])
  }

  @Test func `stopping for best without a limit is refused because rows would be lost`() {
    let query = RowQuery(
      collection: collection, filter: "id > 1", outputFields: ["id"], keyField: "id",
      paging: .iteratorStopForBest)
    let error = #expect(throws: MilvusError.self) { try query.request() }
    #expect(error?.code == .invalidRequest)
  }

  @Test func `lists of keys are cut into short expressions`() {
    let few = KeyList.filters([.int64(1), .int64(-2)], keyField: "id")
    #expect(few == ["id in [1, -2]"])
    #expect(KeyList.filters([.varchar("a\"")], keyField: "k") == [#"k in ["a\""]"#])
    #expect(KeyList.filters([], keyField: "id").isEmpty)
    #expect(
      KeyList.filters([.int64(.min), .int64(3)], keyField: "id") == [
        "id < -9223372036854775807", "id in [3]",
      ])
    let many = KeyList.filters((0..<2500).map { .int64($0) }, keyField: "id")
    #expect(many.count == 3)
    #expect(many.joined().contains("999]id in [1000,"))
    let long = PrimaryKey.varchar(String(repeating: "x", count: 60_000))
    #expect(KeyList.filters([long, long], keyField: "k").count == 2)
  }

  @Test func `counts are read and echoed keys are not`() throws {
    var result = WireMutationResult()
    result.insertCnt = 3
    result.deleteCnt = 2
    result.upsertCnt = 4
    let keys: [UInt8] = [0x12, 0x04, 0xFF, 0xFF, 0xFF, 0xFF]
    let counts = try MutationCounts(keys + result.serializedBytes(), attempt: "cannot write")
    #expect(counts.inserted == 3)
    #expect(counts.deleted == 2)
    #expect(counts.upserted == 4)
  }

  @Test(arguments: [(8, 0), (0, 49), (1, 0)] as [(Int32, Int32)])
  func `a refusal in either of the two codes throws`(_ code: Int32, _ errorCode: Int32) throws {
    var result = WireMutationResult()
    result.status.code = code
    result.status.errorCode = errorCode
    result.status.reason = "rate limit exceeded"
    let bytes: [UInt8] = try result.serializedBytes()
    let error = #expect(throws: MilvusError.self) {
      try MutationCounts(bytes, attempt: "cannot write")
    }
    #expect(error?.code == .rateLimited)
    var answer = WireQueryResults()
    answer.status = result.status
    let page: [UInt8] = try answer.serializedBytes()
    #expect(throws: MilvusError.self) { try RowPage(bytes: page, keyField: "id") }
  }
}
