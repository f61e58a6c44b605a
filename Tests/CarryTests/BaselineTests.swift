internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// What can be told of a collection when nothing but a baseline is left of the other side.
@Suite(.timeLimit(.minutes(15))) struct BaselineTests {
  private static var parted: SampleCollection {
    var sample = SampleCollection("docs")
    sample.partitions = ["p1", "p2"]
    return sample
  }

  /// Takes a baseline of the source through a file, and holds the copy against it after a change.
  private func checked(
    _ sample: SampleCollection = parted, _ options: BaselineOptions = BaselineOptions(),
    to version: String = "2.6.18", options migration: MigrationOptions = MigrationOptions(),
    overlookingOneOf skipped: Int? = nil, _ change: (FakePair) throws -> Void = { _ in }
  ) async throws -> BaselineReport {
    var report: BaselineReport?
    try await FakePair.open(
      sample, from: "2.6.18", to: version, targetSettings: { $0.overlooksOneOf = skipped }
    ) { pair in
      try await pair.migrate(migration)
      let text = try await pair.baseline(options).text
      try change(pair)
      report = try await pair.verify(against: Baseline(text: text))
      #expect(try !pair.isLoaded(on: pair.to))
      #expect(pair.leftLoaded().isEmpty)
    }
    return try #require(report)
  }

  private func keeping(_ rows: Int) -> BaselineOptions {
    var options = BaselineOptions()
    options.rows = rows
    return options
  }

  @Test(arguments: ["2.3.5", "2.6.18", "3.0.0"])
  func `an equal copy on any release is as the baseline has it`(version: String) async throws {
    let report = try await checked(to: version)
    #expect(report.isEqual && report.wasLoaded)
    #expect(report.ranges == 3 && report.entities == (40, 40))
    let answers = try #require(report.answers.first)
    #expect(answers.asked == 40 && answers.lost == 0 && answers.queries.count == 40)
    #expect(report.overlap == 1)
  }

  @Test(arguments: [DataType.int64, .varchar])
  func `the source itself is as its baseline has it, and is only read`(key: DataType) async throws {
    let sample = SampleCollection("docs", key: key)
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      pair.from.forgetCalls()
      let baseline = try await pair.baseline()
      let report = try await pair.verify(against: baseline, on: .source)
      #expect(report.isEqual && !report.wasLoaded)
      #expect(
        !pair.from.calls.contains {
          ["Insert", "Upsert", "Delete", "LoadCollection", "ReleaseCollection"].contains($0.method)
        })
    }
  }

  @Test func `without kept rows a changed one is named by its range`() async throws {
    let report = try await checked { try $0.revise(rows: [1]) }
    #expect(!report.isEqual && report.entities == (40, 40))
    #expect(report.differingCount == 1 && report.differences.isEmpty)
    let range = try #require(report.differingRanges.first)
    #expect(range.partition == "p1" && range.sourceRows == range.targetRows)
  }

  @Test func `rows that were kept are named by key and field`() async throws {
    let report = try await checked(Self.parted, keeping(1000)) { pair in
      try pair.revise(rows: [1])
      try pair.delete(rows: [2])
      try pair.to.perform("Insert", pair.sample.write(rows: [90], partition: "p2"))
    }
    #expect(report.keptRows == 40 && report.entities == (40, 40))
    #expect(
      Set(
        report.differences.map {
          "\($0.key) \($0.kind) \($0.partition ?? "") \($0.fields.joined(separator: ","))"
        }) == [
          "\(key(1)) changed p1 v", "\(key(2)) missing p2 ", "\(key(90)) extra p2 ",
        ])
    #expect(report.differingCount == 2)
  }

  @Test func `a file without kept rows and searches has no key but those of its ranges`()
    async throws
  {
    var options = BaselineOptions()
    options.queries = 0
    try await FakePair.open(Self.parted, from: "2.6.18", to: "2.6.18") { pair in
      let baseline = try await pair.baseline(options)
      #expect(baseline.searchCount == 0 && baseline.rowCount == 0 && baseline.rangeCount == 3)
      let text = try baseline.text
      #expect(!text.contains("{\"row\":") && !text.contains("{\"search\":"))
    }
  }

  @Test func `rows that were added or are gone differ in number`() async throws {
    let fewer = try await checked { try $0.delete(rows: [4]) }
    #expect(!fewer.isEqual && fewer.entities == (40, 39))
    #expect(fewer.partitions.map(\.name) == ["p1"] && fewer.differingCount == 1)
    let more = try await checked {
      try $0.to.perform("Insert", $0.sample.write(rows: [91], partition: "p1"))
    }
    #expect(!more.isEqual && more.entities == (40, 41) && more.differingCount == 1)
  }

  @Test func `a partition that is gone, and one that came, are named with their rows`()
    async throws
  {
    try await FakePair.open(Self.parted, from: "2.6.18", to: "2.6.18") { pair in
      let baseline = try await pair.baseline(keeping(1000))
      var other = Self.parted
      other.partitions = ["p1", "p3"]
      try other.make(on: pair.to)
      let report = try await pair.verify(against: baseline)
      #expect(!report.isEqual && report.entities == (40, 40))
      #expect(report.partitions.map(\.name) == ["p2", "p3"])
      #expect(report.partitions.map(\.now) == [0, 13])
      #expect(report.differences.count == 13)
      #expect(report.differences.allSatisfy { $0.kind == .missing && $0.partition == "p2" })
      #expect(Set(report.definition.map(\.code)) == [.partitionMissing, .partitionExtra])
      // Searches for what is gone cannot be asked.
      #expect(report.answers.first?.lost == 13)
    }
  }

  @Test func `answers that an index overlooks agree less, and do not count by themselves`()
    async throws
  {
    let report = try await checked(overlookingOneOf: 5)
    let overlap = try #require(report.overlap)
    #expect(report.isEqual && overlap < 1 && overlap > 0.5)
    #expect(report.answers.first?.worstQueries.isEmpty == false)
  }

  @Test func `a key of two partitions has the answers of each`() async throws {
    try await FakePair.open(Self.parted, from: "2.6.18", to: "2.6.18") { pair in
      var twin = pair.sample.write(rows: [1], partition: "p2")
      let other = pair.sample.write(rows: [201])
      for place in twin.fieldsData.indices where twin.fieldsData[place].fieldName == "v" {
        twin.fieldsData[place] = other.fieldsData[place]
      }
      try pair.from.perform("Insert", twin)
      let baseline = try await pair.baseline()
      #expect(baseline.searchCount == 41)
      let report = try await pair.verify(against: baseline, on: .source)
      #expect(report.answers.first?.queries.count == 41)
      #expect(report.overlap == 1)
    }
  }

  @Test func `a server that hides its version is called by what it is taken for`() async throws {
    try await FakePair.open(
      SampleCollection("docs"), from: "2.6.18", to: "2.6.18", settings: { $0.versionText = "" }
    ) { pair in
      let server = try await pair.baseline().server
      #expect(server.hasPrefix("Milvus 2."))
    }
  }

  @Test func `another index is told, and does not count`() async throws {
    var sample = SampleCollection("docs")
    sample.aliases = ["handwriting"]
    var options = MigrationOptions()
    options.aliases = false
    let report = try await checked(sample, options: options)
    #expect(report.isEqual)
    #expect(report.definition.map(\.code) == [.aliasMissing])
  }

  @Test func `a schema without a field is told, and no content compared`() async throws {
    let sample = SampleCollection("docs", [.sample("n", .int64)])
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      let baseline = try await pair.baseline()
      try SampleCollection("docs").make(on: pair.to)
      let report = try await pair.verify(against: baseline)
      #expect(!report.isEqual && report.ranges == 0)
      #expect(report.obstacle?.contains("n") == true)
      #expect(report.definition.map(\.code).contains(.fieldMissing))
    }
  }

  @Test func `a collection that is read again and again is released after each failure`()
    async throws
  {
    try await FakePair.open(Self.parted, from: "2.6.18", to: "2.6.18") { pair in
      try await pair.migrate()
      let baseline = try await pair.baseline()
      pair.to.arm(FaultPlan(.permissionDenied, atCall: 3, of: ["Query"]))
      let error = await #expect(throws: SideError.self) {
        try await pair.verify(against: baseline)
      }
      #expect(error?.side == .target)
      let isLoaded = try pair.isLoaded(on: pair.to)
      #expect(!isLoaded && pair.leftLoaded().isEmpty)
    }
  }
}

/// The key of a row of a sample by its number.
private func key(_ number: Int) -> PrimaryKey { .int64(Int64(number) * 3 - 60) }

extension FakePair {
  /// Takes a baseline of the source.
  fileprivate func baseline(_ options: BaselineOptions = BaselineOptions()) async throws -> Baseline
  {
    try await engine.baseline(
      of: CollectionAddress(name: ServerName(sample.name)), on: source, .source, options: options)
  }

  /// Holds a side against a baseline.
  fileprivate func verify(against baseline: Baseline, on side: Side = .target) async throws
    -> BaselineReport
  {
    try await engine.verify(
      CollectionAddress(name: ServerName(sample.name)), on: side == .source ? source : target, side,
      against: baseline)
  }

  /// Puts the vectors of other rows into rows of the copy.
  fileprivate func revise(rows: [Int]) throws {
    let places = [""] + sample.partitions
    for row in rows {
      var request = sample.write(rows: [row], partition: places[row % places.count])
      let other = sample.write(rows: [row + 200])
      for place in request.fieldsData.indices where request.fieldsData[place].fieldName == "v" {
        request.fieldsData[place] = other.fieldsData[place]
      }
      try to.perform("Upsert", request)
    }
  }

  /// Deletes rows of the copy.
  fileprivate func delete(rows: [Int]) throws {
    for row in rows {
      try to.perform(
        "Delete",
        WireDeleteRequest.with {
          $0.collectionName = sample.name
          $0.expr = "id in [\(key(row))]"
        })
    }
  }
}
