internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Which rows queries return.
@Suite struct ReadingTests {
  private func bench(_ version: String) throws -> Bench {
    try Bench(version, SampleCollection("docs"), isFilled: true)
  }

  @Test func `a range without a limit returns all of it`() throws {
    let bench = try bench("2.3.5")
    #expect(try bench.keys { $0.expr = "id > -60 and id <= -51" } == [-57, -54, -51])
    #expect(try bench.keys { $0.expr = "id <= \(Int64.max)" }.count == 40)
  }

  @Test func `newer releases promise an order to iterators only`() throws {
    let bench = try bench("2.6.18")
    let keys = try bench.keys { $0.expr = "id <= \(Int64.max)" }
    #expect(keys.count == 40)
    #expect(keys != keys.sorted())
    let ordered = try bench.keys {
      $0.expr = "id <= \(Int64.max)"
      $0.set("iterator", "True")
    }
    #expect(ordered == keys.sorted())
  }

  @Test(arguments: ["0", "16385"]) func `a limit outside of the window is refused`(
    limit: String
  ) throws {
    let bench = try bench("2.6.18")
    #expect(try refusalCode { _ = try bench.keys { $0.set("limit", limit) } } == 65535)
    #expect(try refusalCode { _ = try bench.keys { _ in } } == 65535)
  }

  @Test func `2.3 cannot read the smallest number`() throws {
    let filter = "id > \(Int64.min)"
    let (old, new) = (try bench("2.3.5"), try bench("2.6.18"))
    #expect(try refusalCode { _ = try old.keys { $0.expr = filter } } == 65535)
    #expect(try new.keys { $0.expr = filter }.count == 40)
  }

  @Test func `2.3 loses rows of a stop for the best without a limit`() throws {
    let bench = try bench("2.3.5")
    let keys = try bench.keys {
      $0.expr = "id <= \(Int64.max)"
      $0.set("reduce_stop_for_best", "True")
    }
    #expect(keys.count < 40)
  }

  @Test(arguments: [("2.3.5", true), ("2.5.4", false)])
  func `a page may lose doubled keys unless it is a scan's`(
    version: String, isWhole: Bool
  ) throws {
    let bench = try bench(version)
    #expect(try bench.code(rows: [5, 6, 7]) == nil)
    let careless = try bench.keys { $0.set("limit", "16384") }
    #expect(careless.contains(-45) == isWhole)
    var (careful, pages): ([Int64], Int) = ([], 0)
    while true {
      let page = try bench.keys {
        $0.expr = "id > \(careful.last ?? -1000)"
        $0.set("limit", "100")
        $0.set("iterator", "True")
        $0.set("reduce_stop_for_best", "True")
      }
      if page.isEmpty { break }
      careful += page
      pages += 1
    }
    #expect(careful.count == 40)
    #expect(pages > 2)
  }

  @Test func `only iterators of 2.5 and newer read as of a time`() throws {
    for (version, expected) in [("2.4.1", 37), ("2.5.0", 40)] {
      let bench = try bench(version)
      let now = try WireAllocTimestampResponse(
        serializedBytes: bench.fake.perform("AllocTimestamp", WireEmptyRequest())
      ).timestamp
      try bench.fake.perform(
        "Delete",
        WireDeleteRequest.with {
          $0.collectionName = "docs"
          $0.expr = "id in [-60, -57, -54]"
        })
      let keys = try bench.keys {
        $0.set("limit", "100")
        $0.set("iterator", "True")
        $0.set("reduce_stop_for_best", "True")
        $0.guaranteeTimestamp = now
      }
      #expect(keys.count == expected)
    }
  }

  @Test func `counts have every copy, and statistics every row ever written`() throws {
    let bench = try bench("2.3.5")
    #expect(try bench.code("Upsert", rows: [1, 2]) == nil)
    #expect(try bench.code(rows: [3]) == nil)
    let count = {
      try bench.query { $0.outputFields = ["count(*)"] }.fieldsData[0].scalars.longData
    }
    #expect(try count().data == [41])
    #expect(try bench.sealedRows() == 40)
    try bench.flush()
    #expect(try bench.sealedRows() == 43)
    bench.fake.compact("docs")
    #expect(try bench.sealedRows() == 41)
  }

  @Test func `a released collection is not read, a partly loaded one in part`() throws {
    var sample = SampleCollection("docs")
    sample.partitions = ["p"]
    let bench = try Bench("2.3.5", sample, isFilled: true)
    try bench.fake.perform(
      "ReleasePartitions",
      WireReleasePartitionsRequest.with {
        $0.collectionName = "docs"
        $0.partitionNames = ["p"]
      })
    #expect(try bench.keys { $0.expr = "id <= 1000" }.count == 20)
    #expect(try bench.loadState() == 3)
    #expect(try bench.loadState(of: "p") == 1)
    let named = try refusalCode {
      _ = try bench.keys {
        $0.expr = "id <= 1000"
        $0.partitionNames = ["p"]
      }
    }
    #expect(named == 65535)
    try bench.fake.perform(
      "ReleaseCollection", WireCollectionRequest.with { $0.collectionName = "docs" })
    #expect(try refusalCode { _ = try bench.keys { $0.expr = "id <= 1000" } } == 101)
    #expect(try bench.code(rows: [100]) == nil)
  }
}

extension Bench {
  /// The rows of the collection by its statistics.
  func sealedRows() throws -> Int? {
    let answer = try fake.perform(
      "GetCollectionStatistics", WireCollectionRequest.with { $0.collectionName = sample.name })
    let stats = try WireStatisticsResponse(serializedBytes: answer).stats
    return stats.first { $0.key == "row_count" }.flatMap { Int($0.value) }
  }

  /// Seals what was written.
  func flush() throws {
    try fake.perform("Flush", WireFlushRequest.with { $0.collectionNames = [sample.name] })
  }

  /// The number of the load state of the collection, or of a partition.
  func loadState(of partition: String? = nil) throws -> Int32 {
    let answer = try fake.perform(
      "GetLoadState",
      WireLoadStateRequest.with {
        $0.collectionName = sample.name
        $0.partitionNames = partition.map { [$0] } ?? []
      })
    return try WireGetLoadStateResponse(serializedBytes: answer).state
  }
}
