internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Which neighbours searches return.
@Suite struct SearchingTests {
  private func bench(_ version: String = "2.6.18") throws -> Bench {
    try Bench(version, SampleCollection("docs"), isFilled: true)
  }

  /// A search for the vector of a row.
  private func search(
    _ bench: Bench, for row: Int, limit: Int = 3, _ edit: (inout VectorSearch) -> Void = { _ in }
  ) throws -> [Neighbour] {
    let vector = try #require(bench.fake.rows(of: "docs")[row].cells["v"])
    var search = VectorSearch(
      CollectionAddress(name: "docs"), field: "v",
      inputs: [SearchInput(.floatVector, bytes: vector)], metric: "L2", limit: limit)
    edit(&search)
    let answer = try bench.fake.perform("Search", bytes: search.request)
    return try SearchAnswer(bytes: answer, inputs: 1, attempt: "cannot search").lists[0]
  }

  @Test(arguments: ["2.3.5", "2.6.18"])
  func `the nearest rows come first, each with the square of its distance`(
    version: String
  ) throws {
    let bench = try bench(version)
    let keys = bench.fake.rows(of: "docs").map(\.key)
    let found = try search(bench, for: 0)
    #expect(found.map(\.key) == [keys[0], keys[1], keys[2]])
    // Four components, each of which grows by 1 from row to row.
    #expect(found.map(\.score) == [0, 4, 16])
  }

  @Test func `deleted rows are not found, and a filter holds`() throws {
    let bench = try bench()
    let keys = bench.fake.rows(of: "docs").map(\.key)
    try bench.fake.perform(
      "Delete",
      WireDeleteRequest.with {
        $0.collectionName = "docs"
        $0.expr = "id in [\(keys[1])]"
      })
    #expect(try search(bench, for: 0).map(\.key) == [keys[0], keys[2], keys[3]])
    let above = try search(bench, for: 0) { $0.filter = "id > \(keys[4])" }
    #expect(above.map(\.key) == [keys[5], keys[6], keys[7]])
  }

  @Test func `an index looks among at least as many candidates as it returns`() throws {
    let bench = try bench()
    #expect(
      try refusalCode { _ = try search(bench, for: 0) { $0.parameters = "{\"ef\":2}" } } == 65535)
    #expect(try search(bench, for: 0) { $0.parameters = "{\"ef\":3}" }.count == 3)
  }

  @Test func `a metric, a type or a dimension that is not the field's is refused`() throws {
    let bench = try bench()
    #expect(try refusalCode { _ = try search(bench, for: 0) { $0.metric = "IP" } } == 1100)
    #expect(try refusalCode { _ = try search(bench, for: 0) { $0.field = "id" } } == 1100)
    let inputs = [
      SearchInput(.float16Vector, bytes: Array(repeating: 0, count: 8)),
      SearchInput(.floatVector, bytes: [0, 0, 0, 0]), SearchInput(text: "text"),
    ]
    for input in inputs {
      #expect(try refusalCode { _ = try search(bench, for: 0) { $0.inputs = [input] } } == 1100)
    }
  }

  @Test func `a released collection and a window that is too wide are refused`() throws {
    let bench = try bench()
    #expect(try refusalCode { _ = try search(bench, for: 0, limit: 16_385) } == 65535)
    try bench.fake.perform(
      "ReleaseCollection", WireCollectionRequest.with { $0.collectionName = "docs" })
    #expect(try refusalCode { _ = try search(bench, for: 0) } == 101)
  }

  @Test func `an approximate index overlooks the same rows each time`() throws {
    var settings = FakeSettings()
    settings.overlooksOneOf = 4
    let fake = FakeMilvus("2.6.18", settings: settings)
    let sample = SampleCollection("docs")
    try sample.make(on: fake)
    let bench = try bench()
    var search = VectorSearch(
      CollectionAddress(name: "docs"), field: "v",
      inputs: [
        SearchInput(
          .floatVector, bytes: try #require(bench.fake.rows(of: "docs")[0].cells["v"]))
      ], metric: "L2", limit: 40)
    search.timestamp = 1
    let lists = try (0..<2).map { _ in
      try SearchAnswer(
        bytes: try fake.perform("Search", bytes: search.request), inputs: 1,
        attempt: "cannot search"
      ).lists[0]
    }
    #expect(lists[0] == lists[1])
    #expect(20..<40 ~= lists[0].count)
  }
}
