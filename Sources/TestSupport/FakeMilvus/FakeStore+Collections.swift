internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

extension FakeStore {
  func showCollections(_ request: WireShowCollectionsRequest) throws -> WireShowCollectionsResponse
  {
    let names = try database(request.dbName).collections.keys.sorted()
    return .with { $0.collectionNames = names.map(\.text) }
  }

  func hasCollection(_ request: [UInt8]) throws -> [UInt8] {
    let parts = try request.parts()
    let place = try database(parts.last { $0.number == 2 }?.text ?? "")
    let name = ServerName(parts.last { $0.number == 3 }?.text ?? "")
    var writer = WireWriter()
    if place.collections[place.aliases[name] ?? name] != nil { writer.varint(2, 1) }
    return writer.assemble(copying: [])
  }

  func describe(_ request: WireCollectionRequest) throws -> WireDescribeCollectionResponse {
    let name = try name(of: request.collectionName, in: request.dbName)
    let collection = try collection(name.text, in: request.dbName)
    let aliases = try database(request.dbName).aliases.filter { $0.value == name }.keys.sorted()
    return .with {
      $0.schema = collection.schema
      $0.collectionID = collection.id
      $0.createdTimestamp = collection.createdAt
      $0.createdUtcTimestamp = collection.createdAt >> 18
      $0.shardsNum = collection.shards
      $0.aliases = aliases.map(\.text)
      $0.consistencyLevel = collection.consistency
      $0.collectionName = name.text
      $0.properties = collection.properties
      $0.dbName = request.dbName
      $0.numPartitions = Int64(collection.partitions.count)
      if release.namesKeyField { $0.updateTimestamp = collection.updatedAt }
    }
  }

  mutating func create(_ request: WireCreateCollectionRequest) throws {
    guard let schema = try? WireCollectionSchema(serializedBytes: request.schema) else {
      throw FakeRefusal.torn
    }
    let keeping = FakeSchemaKeeping(release: release, settings: settings)
    let name = ServerName(request.collectionName)
    try FakeNames.check(name, settings)
    guard ServerName(schema.name) == name else {
      throw FakeRefusal.invalid("collection name matches schema name failed")
    }
    let kept = keeping.kept(schema)
    let place = try database(request.dbName)
    if let present = place.collections[name] {
      guard present.schema == kept else {
        throw FakeRefusal.unclassified(
          "create duplicate collection with different parameters, \(request.collectionName)")
      }
      return
    }
    guard place.aliases[name] == nil else {
      throw FakeRefusal.status(1601, "collection name conflicts with an existing alias")
    }
    try FakeSchemaRules(release: release).check(schema)
    try FakeProperties.check(request.properties, release)
    let collection = try made(request, kept, keeping.columns(of: kept))
    try withDatabase(request.dbName) { $0.collections[name] = collection }
  }

  private mutating func made(
    _ request: WireCreateCollectionRequest, _ schema: WireCollectionSchema, _ fields: [FakeField]
  ) throws -> FakeCollection {
    guard (0...16).contains(request.shardsNum) else {
      throw FakeRefusal.invalid("maximum shards's number should be limited to 16")
    }
    let isKeyed = fields.contains(where: \.wire.isPartitionKey)
    guard isKeyed || request.numPartitions == 0 else {
      throw FakeRefusal.invalid(
        "num_partitions should only be specified with partition key field enabled")
    }
    let buckets = request.numPartitions == 0 ? release.usualBuckets : request.numPartitions
    let now = tick()
    return FakeCollection(
      id: nextID(), schema: schema, fields: fields, shards: max(1, request.shardsNum),
      consistency: request.consistencyLevel, properties: request.properties,
      partitions: isKeyed
        ? (0..<buckets).map { "_default_\($0)" } : [FakeCollection.defaultPartition],
      createdAt: now, updatedAt: now)
  }

  mutating func drop(_ request: WireCollectionRequest) throws {
    let name = ServerName(request.collectionName)
    try withDatabase(request.dbName) { database in
      guard database.aliases[name] == nil else {
        throw FakeRefusal.unclassified("cannot drop the collection via alias")
      }
      database.collections[name] = nil
      database.aliases = database.aliases.filter { $0.value != name }
    }
  }

  /// The aliases of the collection lead to its new name.
  mutating func rename(_ request: WireRenameCollectionRequest) throws {
    let (old, new) = (ServerName(request.oldName), ServerName(request.newName))
    try FakeNames.check(new, settings)
    guard request.dbName == request.newDbname else {
      throw FakeRefusal.invalid("the fake renames within a database only")
    }
    try withDatabase(request.dbName) { database in
      guard database.aliases[old] == nil else {
        throw FakeRefusal.unclassified("unsupported use an alias to rename collection, \(old)")
      }
      guard database.collections[new] == nil, database.aliases[new] == nil else {
        throw FakeRefusal.unclassified("duplicated new collection name \(new)")
      }
      guard let collection = database.collections.removeValue(forKey: old) else {
        throw FakeRefusal.status(100, "collection not found[collection=\(old)]")
      }
      database.collections[new] = collection
      for (alias, owner) in database.aliases where owner == old { database.aliases[alias] = new }
    }
  }

  mutating func alter(_ request: WireAlterCollectionRequest) throws {
    try FakeProperties.check(request.properties, release)
    let now = tick()
    try withCollection(request.collectionName, in: request.dbName) { collection in
      request.properties.forEach { collection.set($0) }
      collection.properties.removeAll { request.deleteKeys.contains($0.key) }
      collection.updatedAt = now
    }
  }
}

// MARK: - Partitions and aliases

extension FakeStore {
  func showPartitions(_ request: WireCollectionRequest) throws -> WireShowPartitionsResponse {
    let partitions = try collection(request.collectionName, in: request.dbName).partitions
    return .with { $0.partitionNames = partitions.map(\.text) }
  }

  /// Making a partition again succeeds.
  mutating func createPartition(_ request: WirePartitionRequest) throws {
    let partition = ServerName(request.partitionName)
    try withCollection(request.collectionName, in: request.dbName) { collection in
      try collection.refuseKeyedPartitions()
      guard !collection.partitions.contains(partition) else { return }
      collection.partitions.append(partition)
      if collection.isWhollyLoaded { collection.loaded.insert(partition) }
    }
  }

  func listAliases(_ request: WireCollectionRequest) throws -> WireListAliasesResponse {
    guard release.namesAliasCall else { throw FakeRefusal.unimplemented("ListAliases") }
    guard release.listsAliases else { throw FakeRefusal.unclassified("implement me") }
    let name = try name(of: request.collectionName, in: request.dbName)
    let aliases = try database(request.dbName).aliases.filter { $0.value == name }.keys.sorted()
    return .with { $0.aliases = aliases.map(\.text) }
  }

  mutating func createAlias(_ request: WireAliasRequest, mayMove: Bool) throws {
    let alias = ServerName(request.alias)
    try FakeNames.check(alias, settings)
    let name = try name(of: request.collectionName, in: request.dbName)
    try withDatabase(request.dbName) { database in
      guard database.collections[alias] == nil else {
        throw FakeRefusal.status(1601, "alias and collection name conflict")
      }
      let owner = database.aliases[alias]
      guard mayMove || owner == nil || owner == name else {
        throw FakeRefusal.status(1602, "\(request.alias) is alias to another collection")
      }
      database.aliases[alias] = name
    }
  }

  mutating func dropAlias(_ request: WireDropAliasRequest) throws {
    try withDatabase(request.dbName) { $0.aliases[ServerName(request.alias)] = nil }
  }
}

/// What names may look like.
enum FakeNames {
  static func check(_ name: ServerName, _ settings: FakeSettings) throws {
    guard !settings.takesAnyName else { return }
    let text = name.text
    let isPlain = text.utf8.allSatisfy {
      ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F
    }
    guard let first = text.utf8.first, isPlain, !(0x30...0x39).contains(first),
      text.utf8.count < 256
    else { throw FakeRefusal.invalid("Invalid collection name: \(name)") }
  }
}

/// What properties may say.
enum FakeProperties {
  static func check(_ properties: [WireKeyValuePair], _ release: FakeRelease) throws {
    guard release.checksProperties else { return }
    for property in properties where property.key == "collection.ttl.seconds" {
      guard let seconds = Int64(property.value), seconds >= -1 else {
        throw FakeRefusal.invalid("collection TTL is not valid: \(property.value)")
      }
    }
  }
}
