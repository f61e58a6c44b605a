public import FoundationEssentials
internal import MilvusWire

/// What a server says about one of its collections.
public struct CollectionDescription: Sendable, Equatable {
  /// Where the collection is; its own name, also if it was asked for by an alias.
  public var address: CollectionAddress
  /// Its fields and functions.
  public var schema: CollectionSchema
  /// The number of channels that its writes are spread over.
  public var shards: Int
  /// How fresh answers are unless asked otherwise; nil if the server does not say.
  public var consistency: ConsistencyLevel?
  /// Its other names, as far as this answer has them.
  public var aliases: [ServerName]
  /// Its settings, in the server's order.
  public var properties: [KeyValue]
  /// The number of its partitions; servers differ in what they count.
  public var partitionCount: Int64
  /// When it was made, if the server says.
  public var createdAt: Date?
  /// The timestamp of its last change, 0 if the server does not say.
  public var updateTimestamp: UInt64
  /// What tells it from others that had its name.
  public var identity: CollectionIdentity

  /// A description from its parts.
  public init(
    address: CollectionAddress, schema: CollectionSchema, shards: Int = 1,
    consistency: ConsistencyLevel? = nil, aliases: [ServerName] = [], properties: [KeyValue] = [],
    partitionCount: Int64 = 0, createdAt: Date? = nil, updateTimestamp: UInt64 = 0,
    identity: CollectionIdentity = CollectionIdentity(id: 0, createdTimestamp: 0)
  ) {
    self.address = address
    self.schema = schema
    self.shards = shards
    self.consistency = consistency
    self.aliases = aliases
    self.properties = properties
    self.partitionCount = partitionCount
    self.createdAt = createdAt
    self.updateTimestamp = updateTimestamp
    self.identity = identity
  }

  init(_ wire: WireDescribeCollectionResponse, asked: CollectionAddress) {
    // The schema bears the collection's own name; the other one may be the alias that was asked for.
    let names = [wire.schema.name, wire.collectionName]
    let name = names.first { !$0.isEmpty }.map(ServerName.init(_:)) ?? asked.name
    var schema = CollectionSchema(wire: wire.schema)
    schema.name = name
    // Lite leaves ids, times and the level out; a level of 0 would read as Strong.
    let isTerse = wire.collectionID == 0 && wire.createdTimestamp == 0
    self.init(
      address: CollectionAddress(database: asked.database, name: name),
      schema: schema,
      shards: max(1, Int(wire.shardsNum)),
      consistency: isTerse ? nil : ConsistencyLevel(wire.consistencyLevel),
      aliases: wire.aliases.map(ServerName.init(_:)),
      properties: wire.properties.map(KeyValue.init),
      partitionCount: wire.numPartitions,
      createdAt: wire.createdUtcTimestamp == 0
        ? nil : Date(timeIntervalSince1970: Double(wire.createdUtcTimestamp) / 1000),
      updateTimestamp: wire.updateTimestamp,
      identity: CollectionIdentity(
        id: wire.collectionID, createdTimestamp: wire.createdTimestamp))
  }
}
