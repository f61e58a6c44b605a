internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Both sides of a migration are asked the same searches.
@Suite(.timeLimit(.minutes(15))) struct SearchComparisonTests {
  private static let kinds: [(DataType, [String: String])] = [
    (.binaryVector, ["dim": "16"]), (.float16Vector, ["dim": "4"]), (.bfloat16Vector, ["dim": "4"]),
    (.sparseFloatVector, [:]), (.int8Vector, ["dim": "8"]),
  ]

  private static var ofEveryKind: SampleCollection {
    SampleCollection(
      "docs",
      kinds.enumerated().map { .sample("v\($0)", $1.0, $1.1) })
  }

  private func migrated(
    _ sample: SampleCollection, _ version: String = "2.6.18",
    settings amendBoth: (inout FakeSettings) -> Void = { _ in },
    targetSettings amend: (inout FakeSettings) -> Void = { _ in },
    _ body: (FakePair) async throws -> Void
  ) async throws {
    try await FakePair.open(
      sample, from: version, to: version, settings: amendBoth, targetSettings: amend
    ) { pair in
      try await pair.migrate()
      pair.from.forgetCalls()
      pair.to.forgetCalls()
      try await body(pair)
    }
  }

  @Test(arguments: [DataType.int64, .varchar])
  func `vectors of every kind find the same neighbours on an equal target`(
    key: DataType
  ) async throws {
    var sample = Self.ofEveryKind
    if key == .varchar { sample = SampleCollection("docs", key: .varchar) }
    try await migrated(sample) { pair in
      let report = try await pair.compareSearches()
      #expect(report.fields.count == sample.schema.fields.count - 1)
      for field in report.fields {
        #expect(field.queries.count == 40, "\(field.name)")
        #expect(field.overlap.least == 1 && field.nearestOverlap.least == 1, "\(field.name)")
        #expect(field.recall == BothEnds(source: 1, target: 1), "\(field.name)")
        #expect(field.causes.isEmpty && field.differingRows.isEmpty, "\(field.name)")
      }
      #expect(report.loadedTarget)
      #expect(try !pair.isLoaded(on: pair.to))
    }
  }

  @Test func `each search is asked once, beside the first of a field, and sees all writes`()
    async throws
  {
    try await migrated(SampleCollection("docs")) { pair in
      _ = try await pair.compareSearches(.sample(12, seed: 1))
      for side in [pair.from, pair.to] {
        #expect(side.calls.count { $0.method == "Search" } == 13)
        #expect(side.calls.contains { $0.method == "AllocTimestamp" })
        #expect(!side.calls.contains { ["Insert", "Upsert", "Delete"].contains($0.method) })
      }
    }
  }

  @Test func `one seed searches for the same rows`() async throws {
    try await migrated(SampleCollection("docs")) { pair in
      let subjects = { (seed: UInt64) in
        try await pair.compareSearches(.sample(10, seed: seed)).fields[0].queries.map(\.subject)
      }
      let (first, again, other) = try await (subjects(3), subjects(3), subjects(4))
      #expect(first == again && first.count == 10)
      #expect(first != other)
    }
  }

  @Test func `an index that overlooks rows has the lower recall`() async throws {
    try await migrated(SampleCollection("docs"), targetSettings: { $0.overlooksOneOf = 5 }) {
      pair in
      let field = try #require(try await pair.compareSearches().fields.first)
      #expect(field.overlap.mean < 1 && field.overlap.mean > 0.5)
      let recall = try #require(field.recall)
      #expect(recall.source == 1 && recall.target < 1)
      #expect(field.causes == [.approximation(worse: .target)])
      let worst = try #require(field.worstQueries.first)
      #expect(!worst.all.onlyFirst.isEmpty)
      #expect(worst.all.overlap == field.overlap.least)
    }
  }

  @Test func `what both sides overlook is missed by an exact search alone`() async throws {
    try await migrated(SampleCollection("docs"), settings: { $0.overlooksOneOf = 5 }) { pair in
      let pooled = try #require(try await pair.compareSearches().fields.first)
      #expect(pooled.overlap.least == 1)
      #expect(pooled.recall == BothEnds(source: 1, target: 1))
      let exact = try #require(
        try await pair.compareSearches { $0.isExact = true }.fields.first)
      let recall = try #require(exact.recall)
      #expect(recall.source < 1 && recall.source > 0.5 && recall.source == recall.target)
    }
  }

  @Test func `rows whose vectors were changed are named`() async throws {
    try await migrated(SampleCollection("docs")) { pair in
      // The vectors of the last rows under the keys of the first.
      var request = pair.sample.write(rows: [0, 1])
      let moved = pair.sample.write(rows: [38, 39])
      for place in request.fieldsData.indices where request.fieldsData[place].fieldName == "v" {
        request.fieldsData[place] = moved.fieldsData[place]
      }
      try pair.to.perform("Upsert", request)
      let field = try #require(try await pair.compareSearches().fields.first)
      #expect(field.overlap.mean < 1)
      #expect(field.causes == [.rowsDiffer(2)])
      let there = pair.to.rows(of: "docs")
      let changed = pair.from.rows(of: "docs").filter { !there.contains($0) }
      #expect(field.differingRows == changed.map(\.key))
    }
  }

  @Test func `rows that the target lacks are named`() async throws {
    try await migrated(SampleCollection("docs")) { pair in
      let key = try #require(pair.to.rows(of: "docs").first?.key)
      try pair.to.perform(
        "Delete",
        WireDeleteRequest.with {
          $0.collectionName = "docs"
          $0.expr = "id in [\(key)]"
        })
      let field = try #require(try await pair.compareSearches().fields.first)
      #expect(field.differingRows == [key] && field.causes == [.rowsDiffer(1)])
    }
  }

  @Test func `a chosen partition is searched alone`() async throws {
    var sample = SampleCollection("docs")
    sample.partitions = ["p1", "p2"]
    try await migrated(sample) { pair in
      let report = try await pair.compareSearches { $0.partitions = ["p1"] }
      let field = try #require(report.fields.first)
      let rows = pair.from.rows(of: "docs").filter { $0.partition == "p1" }
      let asked = Set(field.queries.map { "\($0.subject)" })
      #expect(asked == Set(rows.map { "\(ComparedQuery.Subject.row($0.key, partition: "p1"))" }))
      #expect(field.overlap.least == 1)
      let all = try #require(try await pair.compareSearches().fields.first)
      #expect(all.queries.count == 40)
    }
  }

  @Test func `words are searched for by the text that they are made of`() async throws {
    let sample = SampleCollection.computing(
      "x", .sparseFloatVector, by: 1,
      from: .sample("t", .varchar, ["max_length": "64", "enable_analyzer": "true"]))
    try await migrated(sample) { pair in
      let report = try await pair.compareSearches { $0.fields = ["x"] }
      let field = try #require(report.fields.first)
      #expect(field.name == "x" && field.indexes.source.metric == "BM25")
      #expect(field.queries.count == 40 && field.overlap.least == 1 && field.recall == nil)
    }
  }

  @Test func `searches of a file find their field, and judged ones have their nDCG`() async throws {
    try await migrated(Self.ofEveryKind) { pair in
      let near = pair.from.rows(of: "docs")[3]
      let report = try await pair.compareSearches(
        .list([
          ListedQuery(
            name: "q1", subject: .numbers([3, 3.125, 3.25, 3.375]), relevant: [near.key]),
          ListedQuery(name: "q2", field: "v4", subject: .numbers([1, 2, 3, 4, 5, 6, 7, 8])),
          ListedQuery(name: "q3", subject: .weights([7: 0.5])),
        ])
      ) { $0.limit = 5 }
      #expect(report.fields.map(\.name) == ["v", "v3", "v4"])
      #expect(
        report.fields.flatMap(\.queries).map(\.subject) == ["q1", "q3", "q2"].map { .listed($0) })
      #expect(report.fields[0].gain == BothEnds(source: 1, target: 1))
      #expect(report.fields[1].gain == nil)
    }
  }

  @Test func `a search of a file that fits no field is named`() async throws {
    try await migrated(SampleCollection("docs")) { pair in
      let error = await #expect(throws: SideError.self) {
        try await pair.compareSearches(
          .list([ListedQuery(name: "q7", subject: .numbers([1]), line: 3)]))
      }
      #expect(
        error?.error.message
          == "cannot search for \"q7\" in line 3: it has 1 dimension; \"v\" has 4")
      #expect(!pair.to.calls.contains { $0.method == "LoadCollection" })
      let isLoaded = try pair.isLoaded(on: pair.to)
      #expect(!isLoaded)
    }
  }

  @Test func `a target that refuses a search is released all the same`() async throws {
    try await migrated(SampleCollection("docs")) { pair in
      pair.to.arm(FaultPlan(.permissionDenied, atCall: 5, of: ["Search"]))
      let error = await #expect(throws: SideError.self) { try await pair.compareSearches() }
      #expect(error?.side == .target && error?.error.code == .permissionDenied)
      let isLoaded = try pair.isLoaded(on: pair.to)
      #expect(!isLoaded)
      #expect(pair.leftLoaded().isEmpty)
    }
  }
}
