internal import MilvusClient
internal import MilvusWire

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// Facts for tests: everything in order unless a test changes it.
enum Sample {
  static let milvus235 = ServerVersion(2, 3, 5)
  static let milvus264 = ServerVersion(2, 6, 4)
  static let lite = ServerVersion(3, 2, 2, isLite: true)

  /// A field; `parameters` are those of its type.
  static func field(
    _ name: String, _ type: DataType, isKey: Bool = false, parameters: [String: String] = [:],
    change: (inout WireFieldSchema) -> Void = { _ in }
  ) -> WireFieldSchema {
    var field = WireFieldSchema()
    field.name = name
    field.dataType = type.rawValue
    field.isPrimaryKey = isKey
    field.typeParams = parameters.sorted { $0.key < $1.key }.map { key, value in
      var pair = WireKeyValuePair()
      pair.key = key
      pair.value = value
      return pair
    }
    change(&field)
    return field
  }

  static let key = field("id", .int64, isKey: true)
  static let vector = field("embedding", .floatVector, parameters: ["dim": "768"])
  static let title = field("title", .varchar, parameters: ["max_length": "512"])

  /// A schema of these fields after the key; by default one vector and one text.
  static func schema(
    _ fields: [WireFieldSchema] = [vector, title], key: WireFieldSchema = key,
    change: (inout WireCollectionSchema) -> Void = { _ in }
  ) -> CollectionSchema {
    var schema = WireCollectionSchema()
    schema.name = "docs"
    schema.fields = [key] + fields
    change(&schema)
    return CollectionSchema(wire: schema)
  }

  /// A schema whose server generates the keys.
  static func generating(_ type: DataType = .int64) -> CollectionSchema {
    schema(key: field("id", type, isKey: true) { $0.autoID = true }) { $0.autoID = true }
  }

  static func function(
    _ name: String, _ kind: FunctionSchema.Kind, of input: String, to output: String
  ) -> WireFunctionSchema {
    var function = WireFunctionSchema()
    function.name = name
    function.type = kind.rawValue
    function.inputFieldNames = [input]
    function.outputFieldNames = [output]
    return function
  }

  static let index = PlannedIndex(
    field: "embedding", name: "ix", type: "HNSW", metric: "L2",
    parameters: [PlannedProperty(key: "M", value: "16")])

  /// A loaded collection of 1,000 entities whose name is free.
  static func facts(
    _ schema: CollectionSchema = schema(), change: (inout CollectionFacts) -> Void = { _ in }
  ) -> CollectionFacts {
    var facts = CollectionFacts(
      choice: CollectionChoice(source: "docs"), source: CollectionAddress(name: "docs"),
      target: CollectionAddress(name: "docs"), schema: schema, shards: 1, consistency: .bounded,
      partitions: [.init(name: "_default", loadState: .loaded)], loadState: .loaded,
      indexes: [index], aliases: [], rows: 1_000, storedRows: 1_000,
      sample: .init(rows: 100, bytes: 315_000), nameOnTarget: .free, takenAliases: [:])
    change(&facts)
    return facts
  }

  static func end(
    _ version: ServerVersion, _ kind: ClusterKind? = nil, computeUnits: Int? = nil,
    place: String = "http://10.0.0.1:19530", by basis: KnownServer.Basis = .version
  ) -> EndFacts {
    let profile = ClusterProfile(
      kind: kind ?? (version.isLite ? .lite : .milvus), computeUnits: computeUnits)
    return EndFacts(
      label: "prod", place: place, profile: profile,
      server: KnownServer(version, by: basis), versionText: "Milvus \(version)",
      roundTrip: .milliseconds(38))
  }

  static func pair(
    _ source: EndFacts = end(milvus264),
    _ target: EndFacts = end(milvus264, place: "http://10.0.0.2:19530"),
    change: (inout PairFacts) -> Void = { _ in }
  ) -> PairFacts {
    var pair = PairFacts(
      source: source, target: target, targetDatabase: "default", targetDatabaseExists: true,
      targetCollections: 3)
    change(&pair)
    return pair
  }

  /// One collection from a server of one version to another.
  static func collection(
    _ facts: CollectionFacts = facts(), from source: ServerVersion = milvus264,
    to target: ServerVersion = milvus264, kind: ClusterKind? = nil, computeUnits: Int? = nil,
    options: MigrationOptions = MigrationOptions(), siblings: [ServerName] = []
  ) -> CollectionCase {
    let ends = pair(
      end(source),
      end(target, kind, computeUnits: computeUnits, place: "http://10.0.0.2:19530"))
    return CollectionCase(facts: facts, pair: ends, options: options, siblings: siblings)
  }

  static func options(_ change: (inout MigrationOptions) -> Void) -> MigrationOptions {
    var options = MigrationOptions()
    change(&options)
    return options
  }
}

extension [Finding] {
  /// The level of the finding with that code; nil if there is none.
  subscript(code: Finding.Code) -> Finding.Level? { first { $0.code == code }?.level }

  /// The codes of everything that matters more than a note.
  var alarms: [Finding.Code] { filter { $0.level > .note }.map(\.code) }

  /// The text of the finding with that code; empty if there is none.
  func text(_ code: Finding.Code) -> String { first { $0.code == code }?.text ?? "" }
}
