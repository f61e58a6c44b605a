internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

extension FakeStore {
  func describeIndexes(_ request: WireCollectionRequest) throws -> WireDescribeIndexResponse {
    let collection = try collection(request.collectionName, in: request.dbName)
    guard !collection.indexes.isEmpty else {
      throw FakeRefusal.status(700, "index not found[collection=\(request.collectionName)]")
    }
    return .with { $0.indexDescriptions = collection.indexes }
  }

  /// Making the same index again succeeds; a field has one at most.
  mutating func createIndex(_ request: WireCreateIndexRequest) throws {
    let (release, settings) = (release, settings)
    try withCollection(request.collectionName, in: request.dbName) { collection in
      try FakeIndexRules(release: release, settings: settings, collection: collection)
        .check(request)
      var index = WireIndexDescription()
      index.fieldName = request.fieldName
      index.indexName = request.indexName.isEmpty ? request.fieldName : request.indexName
      index.params = request.extraParams
      index.state = 3
      if let present = collection.indexes.first(where: { $0.field == index.field }) {
        guard present.indexName == index.indexName, present.params == index.params else {
          throw FakeRefusal.unclassified("at most one distinct index is allowed per field")
        }
        return
      }
      guard !collection.indexes.contains(where: { $0.name == index.name }) else {
        throw FakeRefusal.unclassified("index name \(index.indexName) is taken by another field")
      }
      collection.indexes.append(index)
    }
  }

  mutating func dropIndex(_ request: [UInt8]) throws -> [UInt8] {
    let parts = try request.parts()
    let text = { (number: Int) in parts.last { $0.number == number }?.text ?? "" }
    let (field, name) = (ServerName(text(4)), ServerName(text(5)))
    try withCollection(text(3), in: text(2)) { collection in
      guard collection.loaded.isEmpty else {
        throw FakeRefusal.unclassified("index cannot be dropped, collection is loaded")
      }
      collection.indexes.removeAll { $0.field == field || $0.name == name }
    }
    return []
  }
}

extension FakeCollection {
  /// Tells of all indexes that they are so far.
  mutating func build(
    _ state: IndexDescription.State, pending: Int64, of total: Int64, reason: String
  ) {
    for place in indexes.indices {
      indexes[place].state = Int32(IndexDescription.State.allCases.firstIndex(of: state) ?? 0)
      indexes[place].pendingIndexRows = pending
      indexes[place].indexedRows = total - pending
      indexes[place].totalRows = total
      indexes[place].indexStateFailReason = reason
    }
  }
}

extension WireIndexDescription {
  fileprivate var field: ServerName { ServerName(fieldName) }
  fileprivate var name: ServerName { ServerName(indexName) }
}

/// What indexes may be made of.
struct FakeIndexRules {
  let release: FakeRelease
  let settings: FakeSettings
  let collection: FakeCollection

  func check(_ request: WireCreateIndexRequest) throws {
    guard let field = collection.field(ServerName(request.fieldName)) else {
      throw FakeRefusal.invalid("cannot create index on non-exist field: \(request.fieldName)")
    }
    let value = { (key: String) in request.extraParams.last { $0.key == key }?.value ?? "" }
    guard release.knows(index: value("index_type")) else {
      throw FakeRefusal.invalid("invalid parameter: invalid index type: \(value("index_type"))")
    }
    guard field.isVector else { return }
    // Measured with 2.3.5; in the sources up to 2.6.
    let known = ["index_type", "metric_type"]
    let others = request.extraParams.filter { !known.contains($0.key) }
    guard value("index_type") != IndexDefinition.autoIndex || others.isEmpty else {
      throw FakeRefusal.unclassified("only metric type can be passed when use AutoIndex")
    }
    // 2.3 takes an index on vectors of 16 bits, which it does not know.
    let isKnown =
      release.knows(type: field.type) || settings.futureTypes[field.type] != nil
      || [102, 103].contains(field.type)
    guard isKnown else {
      throw FakeRefusal.invalid("data type \(field.type) is not supported by any index")
    }
    // Servers choose differently where none is given, so a copy always gives one.
    guard metrics(of: field).contains(where: { value("metric_type") == $0 }) else {
      throw FakeRefusal.invalid(
        "metric type \"\(value("metric_type"))\" is not supported for field \(field.name)")
    }
  }

  private func metrics(of field: FakeField) -> [String] {
    let function = collection.schema.functions.first {
      $0.outputFieldNames.contains { ServerName($0) == field.name }
    }
    switch field.type {
    case 100: return function?.type == 4 ? ["MHJACCARD"] : ["HAMMING", "JACCARD"]
    case 104: return function?.type == 1 ? ["BM25"] : ["IP"]
    case 106: return ["MAX_SIM", "MAX_SIM_COSINE", "MAX_SIM_IP", "MAX_SIM_L2"]
    default: return ["COSINE", "L2", "IP"]
    }
  }
}
