internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Collections, indexes and aliases.
@Suite struct CatalogueTests {
  /// A schema that every release refuses, or most do.
  struct Refused: Sendable, CustomTestStringConvertible {
    let what: String
    var version = "2.6.18"
    let edit: @Sendable (inout WireCollectionSchema) -> Void

    var testDescription: String { what }
  }

  @Test(arguments: Refused.all) func `a schema against the rules is refused`(
    refused: Refused
  ) throws {
    let fake = FakeMilvus(refused.version)
    let sample = SampleCollection("docs", [], refused.edit)
    #expect(try refusalCode { try sample.create(on: fake) } == 1100)
    #expect(fake.collections().isEmpty)
  }

  @Test(arguments: [("2.3.5", 1), ("2.4.1", 4), ("2.6.18", 10)])
  func `the number of vectors has a limit`(version: String, limit: Int) throws {
    let fields = (1..<limit).map { WireFieldSchema.sample("w\($0)", .floatVector, ["dim": "2"]) }
    try SampleCollection("docs", fields).create(on: FakeMilvus(version))
    let more = fields + [.sample("x", .floatVector, ["dim": "2"])]
    let code = try refusalCode {
      try SampleCollection("docs", more).create(on: FakeMilvus(version))
    }
    #expect(code == 1100)
  }

  @Test func `making a collection again succeeds, making another one of its name does not`() throws
  {
    let fake = FakeMilvus("2.3.5")
    try SampleCollection("docs").create(on: fake)
    try SampleCollection("docs").create(on: fake)
    let other = SampleCollection("docs", [.sample("n", .int64)])
    #expect(try refusalCode { try other.create(on: fake) } == 65535)
  }

  @Test(arguments: [
    ("2.3.5", DataType.geometry), ("2.4.1", .timestamptz), ("2.6.2", .timestamptz),
    ("2.6.18", .text),
  ])
  func `a type that a release does not know ends it when it is loaded`(
    version: String, type: DataType
  ) throws {
    let fake = FakeMilvus(version)
    let sample = SampleCollection("docs", [.sample("strange", type)])
    try sample.create(on: fake)
    #expect(!fake.isCrashed)
    #expect(throws: FakeRefusal.self) { try sample.make(on: fake) }
  }

  @Test func `what a release does not know of a schema it forgets without a word`() throws {
    let bench = try Bench("2.4.1", .withBM25)
    #expect(try bench.describe().schema.functions.isEmpty)
    let structs = try Bench("2.5.4", .withStructs)
    #expect(try structs.describe().schema.structArrayFields.isEmpty)
    let kept = try Bench("2.6.18", .withStructs)
    #expect(try kept.describe().schema.structArrayFields.count == 1)
  }

  @Test(
    arguments: [
      ("2.3.5", "INVERTED", "L2", 1100), ("2.3.5", "HNSW", "", 1100), ("2.3.5", "HNSW", "L2", nil),
      ("2.6.18", "AUTOINDEX", "HAMMING", 1100), ("2.6.18", "AUTOINDEX", "COSINE", nil),
      ("2.5.4", "IVF_RABITQ", "L2", 1100),
    ] as [(String, String, String, Int32?)])
  func `an index has a type and a metric that the release knows`(
    version: String, type: String, metric: String, code: Int32?
  ) throws {
    let bench = try Bench(version, SampleCollection("docs"))
    #expect(try refusalCode { try bench.index("v", type, metric) } == code)
  }

  @Test func `a field has one index, and nothing is loaded without`() throws {
    let bench = try Bench("2.6.18", SampleCollection("docs"))
    #expect(try refusalCode { try bench.load() } == 700)
    try bench.index("v", "HNSW", "L2")
    try bench.index("v", "HNSW", "L2")
    #expect(try refusalCode { try bench.index("v", "HNSW", "IP") } == 65535)
    try bench.load()
    #expect(try bench.loadState() == 3)
  }

  @Test func `an alias is no collection's, and one collection's only`() throws {
    let bench = try Bench("2.6.18", SampleCollection("docs"))
    try SampleCollection("other").create(on: bench.fake)
    try bench.alias("a", of: "docs")
    try bench.alias("a", of: "docs")
    #expect(try refusalCode { try bench.alias("a", of: "other") } == 1602)
    #expect(try refusalCode { try bench.alias("docs", of: "other") } == 1601)
    #expect(try refusalCode { try SampleCollection("a").create(on: bench.fake) } == 1601)
  }

  @Test func `names of two spellings are two things`() throws {
    var settings = FakeSettings()
    settings.takesAnyName = true
    let fake = FakeMilvus("2.6.18", settings: settings)
    let spellings: [ServerName] = ["caf\u{e9}", "cafe\u{301}"]
    for (place, name) in spellings.enumerated() {
      var sample = SampleCollection(name.text, spellings.map { .sample($0.text, .int64) })
      sample.partitions = spellings.map(\.text)
      sample.aliases = ["\(name)_alias"]
      sample.rowCount = 30 + place
      try sample.make(on: fake)
    }
    #expect(fake.collections() == spellings.sorted())
    for (place, name) in spellings.enumerated() {
      let rows = fake.rows(of: "\(name)_alias")
      #expect(rows.count == 30 + place)
      #expect(Set(rows.map(\.partition)) == Set(spellings + ["_default"]))
      #expect(rows.allSatisfy { Set($0.cells.keys).isSuperset(of: spellings) })
    }
  }

  @Test func `a further flush meets the rate limit as often as was arranged`() throws {
    var settings = FakeSettings()
    settings.refusedFlushes = 2
    let fake = FakeMilvus("2.6.18", settings: settings)
    try SampleCollection("docs").make(on: fake)
    let flush = {
      try refusalCode {
        try fake.perform("Flush", WireFlushRequest.with { $0.collectionNames = ["docs"] })
      }
    }
    #expect(try [flush(), flush(), flush()] == [8, 8, nil])
  }

  @Test func `buckets of a partition key are not handled by name`() throws {
    let bench = try Bench(
      "2.6.18", SampleCollection("docs", [.sample("k", .int64) { $0.isPartitionKey = true }]),
      isFilled: true)
    #expect(try bench.describe().numPartitions == 16)
    #expect(bench.fake.rows(of: "docs").allSatisfy { $0.partition.text.hasPrefix("_default_") })
    #expect(Set(bench.fake.rows(of: "docs").map(\.partition)).count > 1)
    let named = try refusalCode {
      _ = try bench.keys {
        $0.expr = "id <= 5"
        $0.partitionNames = ["_default_1"]
      }
    }
    #expect(named == 65535)
  }
}

extension CatalogueTests.Refused {
  static let all: [Self] = [
    Self(what: "no key") { $0.fields[0].isPrimaryKey = false },
    Self(what: "a key of another type") { $0.fields[0].dataType = 4 },
    Self(what: "one name twice") { $0.fields.append(.sample("v", .int64)) },
    Self(what: "a text without a length") { $0.fields.append(.sample("t", .varchar)) },
    Self(what: "an array without a capacity") {
      $0.fields.append(.sample("a", .array) { $0.elementType = 5 })
    },
    Self(what: "a vector without a dimension") { $0.fields.append(.sample("w", .floatVector)) },
    Self(what: "a bit vector of odd size") {
      $0.fields.append(.sample("w", .binaryVector, ["dim": "12"]))
    },
    Self(what: "no type") { $0.fields.append(.sample("n", .none)) },
    Self(what: "a nullable key") { $0.fields[0].nullable = true },
    Self(what: "a nullable vector", version: "2.6.17") { $0.fields[1].nullable = true },
    Self(what: "a nullable struct") { schema in
      schema.structArrayFields = SampleCollection.withStructs.schema.structArrayFields
      schema.structArrayFields[0].nullable = true
    },
    Self(what: "a function of a text without an analyzer") { schema in
      schema = SampleCollection.withBM25.schema
      schema.fields[2].typeParams.removeAll { $0.key == "enable_analyzer" }
    },
    Self(what: "a name that starts with a digit") { $0.name = "1docs" },
  ]
}

extension Bench {
  /// Makes an index.
  func index(_ field: String, _ type: String, _ metric: String) throws {
    try fake.perform(
      "CreateIndex",
      WireCreateIndexRequest.with {
        $0.collectionName = sample.name
        $0.fieldName = field
        for (key, value) in [("index_type", type), ("metric_type", metric)] where !value.isEmpty {
          $0.extraParams.append(
            .with {
              $0.key = key
              $0.value = value
            })
        }
      })
  }

  /// Loads the collection.
  func load() throws {
    try fake.perform(
      "LoadCollection", WireLoadCollectionRequest.with { $0.collectionName = sample.name })
  }

  /// Gives a collection another name.
  func alias(_ alias: String, of collection: String) throws {
    try fake.perform(
      "CreateAlias",
      WireAliasRequest.with {
        $0.alias = alias
        $0.collectionName = collection
      })
  }
}
