internal import Foundation
package import MilvusClient
package import MilvusWire
internal import SwiftProtobuf

/// A collection for a fake server: its definition, and rows that follow from their numbers.
package struct SampleCollection: Sendable {
  /// Fields, functions and everything else that a schema has.
  package var schema: WireCollectionSchema
  /// The database that it is in, which is made; empty for the default one.
  package var database = ""
  /// The partitions beside the first one; rows go to all of them in turn.
  package var partitions: [String] = []
  /// Other names of the collection.
  package var aliases: [String] = []
  /// Settings of the collection.
  package var properties: [String: String] = [:]
  /// How many rows there are.
  package var rowCount = 40
  /// How many channels there are.
  package var shards: Int32 = 1
  /// Types that no release has, with the way in which their values travel.
  package var futureTypes: [Int32: FakeStorage] = [:]
  /// What is changed of the requests that write its rows.
  package var amend: @Sendable (inout WireWriteRequest) -> Void = { _ in }

  /// A collection of a key, a vector and more fields.
  package init(
    _ name: String, key: DataType = .int64, _ fields: [WireFieldSchema] = [],
    _ edit: (inout WireCollectionSchema) -> Void = { _ in }
  ) {
    schema = .with {
      $0.name = name
      $0.description_p = "a sample"
      let sizes = key == .varchar ? ["max_length": "64"] : [:]
      $0.fields = [.sample("id", key, sizes) { $0.isPrimaryKey = true }]
      $0.fields += [.sample("v", .floatVector, ["dim": "4"])] + fields
      edit(&$0)
    }
  }

  /// The name of the collection.
  package var name: String { schema.name }
}

extension SampleCollection {
  /// Makes the collection with its rows, indexes and aliases on a fake, and loads it.
  package func make(on fake: FakeMilvus) throws {
    try create(on: fake)
    try insertRows(into: fake)
    try index(on: fake)
    for alias in aliases {
      try fake.perform(
        "CreateAlias",
        WireAliasRequest.with {
          $0.collectionName = name
          $0.alias = alias
        })
    }
    try fake.perform("LoadCollection", WireLoadCollectionRequest.with { $0.collectionName = name })
  }

  /// Makes the collection and its partitions, and nothing else.
  package func create(on fake: FakeMilvus) throws {
    if !database.isEmpty {
      // It may be there already.
      _ = try? fake.perform(
        "CreateDatabase", WireCreateDatabaseRequest.with { $0.dbName = database })
    }
    let request = try WireCreateCollectionRequest.with {
      $0.dbName = database
      $0.collectionName = name
      $0.schema = try schema.serializedBytes()
      $0.shardsNum = shards
      $0.consistencyLevel = .consistencyBounded
      $0.properties = properties.sorted { $0.key < $1.key }.map {
        WireKeyValuePair(key: $0.key, value: $0.value)
      }
    }
    try fake.perform("CreateCollection", request)
    for partition in partitions {
      try fake.perform(
        "CreatePartition",
        WirePartitionRequest.with {
          $0.collectionName = name
          $0.partitionName = partition
        })
    }
  }

  private func insertRows(into fake: FakeMilvus) throws {
    let places = [""] + partitions
    for (place, partition) in places.enumerated() {
      let numbers = (0..<rowCount).filter { $0 % places.count == place }
      guard !numbers.isEmpty else { continue }
      try fake.perform("Insert", write(rows: numbers, partition: partition))
    }
    try fake.perform("Flush", WireFlushRequest.with { $0.collectionNames = [name] })
  }

  /// The request that writes rows by their numbers.
  package func write(rows numbers: [Int], partition: String = "") -> WireWriteRequest {
    .with {
      $0.collectionName = name
      $0.partitionName = partition
      $0.fieldsData = SampleColumns(self, numbers: numbers).all
      $0.numRows = UInt32(numbers.count)
      amend(&$0)
    }
  }

  private func index(on fake: FakeMilvus) throws {
    for (field, metric) in metrics {
      try fake.perform(
        "CreateIndex",
        WireCreateIndexRequest.with {
          $0.collectionName = name
          $0.fieldName = field
          $0.extraParams = [
            WireKeyValuePair(key: "index_type", value: "AUTOINDEX"),
            WireKeyValuePair(key: "metric_type", value: metric),
          ]
        })
    }
  }

  /// Every vector with a metric for its index.
  private var metrics: [(field: String, metric: String)] {
    let own = schema.fields.filter { DataType(rawValue: $0.dataType).isVector }.map {
      ($0.name, metric(of: $0))
    }
    return own
      + schema.structArrayFields.flatMap { structure in
        structure.fields.filter { $0.dataType == DataType.arrayOfVector.rawValue }.map {
          ("\(structure.name)[\($0.name)]", "MAX_SIM_COSINE")
        }
      }
  }

  private func metric(of field: WireFieldSchema) -> String {
    let function = schema.functions.first { $0.outputFieldNames.contains(field.name) }
    switch DataType(rawValue: field.dataType) {
    case .binaryVector: return function == nil ? "JACCARD" : "MHJACCARD"
    case .sparseFloatVector: return function == nil ? "IP" : "BM25"
    case .arrayOfVector: return "MAX_SIM_COSINE"
    default: return "L2"
    }
  }
}

extension WireFieldSchema {
  /// A field of a type with parameters; the rest by the closure.
  package static func sample(
    _ name: String, _ type: DataType, _ parameters: [String: String] = [:],
    _ edit: (inout WireFieldSchema) -> Void = { _ in }
  ) -> WireFieldSchema {
    .with {
      $0.name = name
      $0.dataType = type.rawValue
      $0.typeParams = parameters.sorted { $0.key < $1.key }.map {
        WireKeyValuePair(key: $0.key, value: $0.value)
      }
      edit(&$0)
    }
  }
}
