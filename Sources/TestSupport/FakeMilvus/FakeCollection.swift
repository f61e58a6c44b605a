internal import MilvusClient
internal import MilvusWire

/// A collection with everything that is in it.
struct FakeCollection: Sendable {
  /// Its number.
  let id: Int64
  /// The schema as the server describes it.
  var schema: WireCollectionSchema
  /// The columns of its rows, `$meta` among them if it is dynamic.
  var fields: [FakeField]
  var shards: Int32
  var consistency: WireConsistencyLevel
  var properties: [WireKeyValuePair]
  var partitions: [ServerName]
  var indexes: [WireIndexDescription] = []
  /// The partitions in memory.
  var loaded: Set<ServerName> = []
  /// When they are in memory, unless they are already.
  var loadedFrom: [ServerName: ContinuousClock.Instant] = [:]
  /// When they are read from, unless they are already.
  var seenFrom: [ServerName: ContinuousClock.Instant] = [:]
  /// Whether the collection was loaded as a whole: new partitions are then loaded, too.
  var isWhollyLoaded = false
  /// Every copy of a row, in the order of writing.
  var rows: [FakeRow] = []
  /// Rows written, by partition: those that were replaced or deleted are among them.
  var written: [ServerName: Int64] = [:]
  /// What was written before the last flush.
  var sealed: [ServerName: Int64] = [:]
  /// The time of the last flush.
  var sealedUntil: UInt64 = 0
  let createdAt: UInt64
  var updatedAt: UInt64

  /// The first partition.
  static let defaultPartition: ServerName = "_default"

  /// The column of the primary key.
  var keyField: FakeField {
    guard let field = fields.first(where: \.wire.isPrimaryKey) else {
      preconditionFailure("the fake has no collection without a primary key")
    }
    return field
  }

  /// The column that decides the bucket of a row.
  var partitionKey: FakeField? { fields.first { $0.wire.isPartitionKey } }
  /// Whether the server makes up keys.
  var isAutoID: Bool { keyField.wire.autoID || schema.autoID }
  var isDynamic: Bool { schema.enableDynamicField }

  /// The column of that name.
  func field(_ name: ServerName) -> FakeField? { fields.first { $0.name == name } }

  /// The value of a property.
  func property(_ key: String) -> String? { properties.last { $0.key == key }?.value }

  /// Sets a property.
  mutating func set(_ property: WireKeyValuePair) {
    properties.removeAll { $0.key == property.key }
    properties.append(property)
  }

  /// Rows that are there, copies of one key each.
  var liveRows: [FakeRow] { rows.filter { $0.isAlive(at: nil) } }

  /// Adds a copy of a row.
  mutating func append(_ row: FakeRow) {
    rows.append(row)
    written[row.partition, default: 0] += 1
  }

  /// Ends the copies of a key in a partition, or everywhere; a row that was routed by another key is
  /// not found.
  mutating func delete(_ keys: Set<PrimaryKey>, in partition: ServerName?, at time: UInt64) {
    for index in rows.indices where rows[index].died == nil {
      let row = rows[index]
      guard keys.contains(row.key), row.route == row.key else { continue }
      if let partition, partition != row.partition { continue }
      rows[index].died = time
    }
  }

  /// Ends the growing segments.
  mutating func seal(at time: UInt64) {
    sealed = written
    sealedUntil = time
  }

  /// Forgets rows that are no longer there, as a compaction does.
  mutating func compact() {
    rows = liveRows
    written = rows.reduce(into: [:]) { $0[$1.partition, default: 0] += 1 }
    sealed = written
  }
}
