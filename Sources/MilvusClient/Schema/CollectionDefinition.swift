internal import FoundationEssentials
package import MilvusWire

/// What a collection is made from.
public struct CollectionDefinition: Sendable, Equatable {
  /// A property of the source that the new collection does not get.
  public struct LeftOut: Sendable, Hashable {
    /// The name of the property.
    public var key: String
    /// Why it stays behind.
    public var reason: String
  }

  /// Its fields and functions.
  public var schema: CollectionSchema
  /// The number of channels that its writes are spread over.
  public var shards: Int
  /// How fresh answers are unless asked otherwise; nil leaves it to the server.
  public var consistency: ConsistencyLevel?
  /// Its settings.
  public var properties: [KeyValue]
  /// The number of partitions that a partition key is spread over; nil leaves it to the server.
  public var partitionCount: Int64?
  /// The properties of the source that are not among `properties`, each with its reason.
  public var leftOut: [LeftOut]

  /// A definition from its parts.
  public init(
    schema: CollectionSchema, shards: Int = 1, consistency: ConsistencyLevel? = nil,
    properties: [KeyValue] = [], partitionCount: Int64? = nil, leftOut: [LeftOut] = []
  ) {
    self.schema = schema
    self.shards = shards
    self.consistency = consistency
    self.properties = properties
    self.partitionCount = partitionCount
    self.leftOut = leftOut
  }

  /// The definition of a copy of a described collection.
  ///
  /// - Parameters:
  ///   - schema: The schema to use: that of the description, or an adapted one.
  ///   - description: What the source says about the collection.
  ///   - version: The version of the server that gave the description: Lite counts partitions
  ///     differently.
  public init(
    schema: CollectionSchema, description: CollectionDescription,
    describedBy version: ServerVersion
  ) {
    let schema = schema.carryable()
    let properties = CarriedProperties(description.properties)
    let isSpread =
      schema.partitionKey != nil && version.supports(.partitionKeyBuckets)
      && description.partitionCount > 0
    self.init(
      schema: schema,
      shards: description.shards,
      consistency: description.consistency,
      properties: properties.carried,
      partitionCount: isSpread ? description.partitionCount : nil,
      leftOut: properties.leftOut)
  }

  /// The request that makes a collection of this definition, with the sizes that arrays lack.
  package func request(for address: CollectionAddress) throws(MilvusError)
    -> WireCreateCollectionRequest
  {
    var schema = schema
    schema.name = address.name
    for index in schema.wire.fields.indices {
      let field = FieldSchema(wire: schema.wire.fields[index])
      schema.wire.fields[index].typeParams += field.missingSizes.map(\.wire)
    }
    var request = WireCreateCollectionRequest()
    request.dbName = address.database.text
    request.collectionName = address.name.text
    request.schema = Data(try schema.serialized())
    request.shardsNum = Int32(clamping: shards)
    // Bounded is what servers use when nothing is said.
    request.consistencyLevel = (consistency ?? .bounded).wire
    request.properties = properties.map(\.wire)
    request.numPartitions = partitionCount ?? 0
    return request
  }
}
