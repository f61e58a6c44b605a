internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// The names of the collections of a database that the caller may see.
  public func collections(database: ServerName) async throws(MilvusError) -> [ServerName] {
    let answer: WireShowCollectionsResponse = try await call(
      "ShowCollections", WireShowCollectionsRequest.with { $0.dbName = database.text },
      attempt: "cannot list the collections of database \"\(database)\"")
    return answer.collectionNames.map(ServerName.init(_:))
  }

  /// What the server says about a collection; an alias is resolved to its collection.
  ///
  /// - Throws: `.collectionNotFound` if there is none of that name.
  public func describe(
    _ collection: CollectionAddress
  ) async throws(MilvusError) -> CollectionDescription {
    let answer: WireDescribeCollectionResponse = try await call(
      "DescribeCollection", collection.request,
      attempt: "cannot describe collection \"\(collection)\"")
    return CollectionDescription(answer, asked: collection)
  }

  /// The name of the dropped collection to which a name still leads; nil if the server tells none.
  ///
  /// Milvus 2.3 keeps a dropped collection for some 20 min, and of its aliases forgets none. Asked
  /// about a moment after the drop, it tells the name of the collection itself (measured on 2.3.5).
  public func droppedCollection(
    behind name: CollectionAddress
  ) async throws(MilvusError) -> ServerName? {
    let request = WireDescribeCollectionRequest.with {
      $0.dbName = name.database.text
      $0.collectionName = name.name.text
      // The present moment would be answered from memory, which knows the number alone.
      $0.timeStamp = UInt64(Int64.max)
    }
    do throws(MilvusError) {
      let _: WireDescribeCollectionResponse = try await call(
        "DescribeCollection", request, attempt: "cannot look for collection \"\(name)\"")
      return nil
    } catch {
      guard error.code == .collectionNotFound else { throw error }
      return error.missingCollection
    }
  }

  /// Makes a collection; making the same one again succeeds.
  public func create(
    _ collection: CollectionAddress, _ definition: CollectionDefinition
  ) async throws(MilvusError) {
    let attempt = "cannot create collection \"\(collection)\""
    try await refuseUnknownParts(of: definition.schema, attempt)
    let _: WireStatus = try await call(
      "CreateCollection", try definition.request(for: collection), timeout: slowTimeout,
      attempt: attempt)
  }

  /// Servers before 2.4 take types that they do not know, and end when they load them.
  private func refuseUnknownParts(
    of schema: CollectionSchema, _ attempt: String
  ) async throws(MilvusError) {
    let server = try await server()
    guard !server.supports(.refusesUnknownTypes),
      let part = unsupportedFeatures(of: schema, by: server.version).first
    else { return }
    throw MilvusError(.unsupportedByServer, "\(attempt): \(part.reason)")
  }

  /// Removes a collection with its rows and indexes.
  public func drop(_ collection: CollectionAddress) async throws(MilvusError) {
    let _: WireStatus = try await call(
      "DropCollection", collection.request, timeout: slowTimeout,
      attempt: "cannot drop collection \"\(collection)\"")
  }

  /// Gives a collection another name in its database; its rows, indexes and aliases stay.
  ///
  /// - Throws: `.alreadyExists` if there is a collection or an alias of that name.
  public func rename(
    _ collection: CollectionAddress, to name: ServerName
  ) async throws(MilvusError) {
    let attempt = "cannot rename collection \"\(collection)\" to \"\(name)\""
    try await demand(.renameCollection, attempt)
    let request = WireRenameCollectionRequest.with {
      $0.dbName = collection.database.text
      $0.oldName = collection.name.text
      $0.newName = name.text
      $0.newDbname = collection.database.text
    }
    let _: WireStatus = try await call(
      "RenameCollection", request, timeout: slowTimeout, attempt: attempt)
  }

  /// Changes settings of a collection; those not named stay as they are.
  public func setProperties(
    _ collection: CollectionAddress, _ properties: [String: String]
  ) async throws(MilvusError) {
    let request = WireAlterCollectionRequest.with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.properties = properties.sorted { $0.key < $1.key }.map { KeyValue($0.key, $0.value).wire }
    }
    let _: WireStatus = try await call(
      "AlterCollection", request, timeout: slowTimeout,
      attempt: "cannot change the properties of collection \"\(collection)\"")
  }

  /// The names of a collection's partitions: one, where the server has no others.
  public func partitions(of collection: CollectionAddress) async throws(MilvusError) -> [ServerName]
  {
    guard try await supports(.partitions) else { return [CollectionAddress.defaultPartition] }
    let answer: WireShowPartitionsResponse = try await call(
      "ShowPartitions", collection.request,
      attempt: "cannot list the partitions of collection \"\(collection)\"")
    return answer.partitionNames.map(ServerName.init(_:))
  }

  /// Makes a partition.
  ///
  /// - Throws: `.alreadyExists` if there is one of that name, where the server says so.
  public func createPartition(
    _ name: ServerName, in collection: CollectionAddress
  ) async throws(MilvusError) {
    let attempt = "cannot create partition \"\(name)\" of collection \"\(collection)\""
    try await demand(.partitions, attempt)
    do {
      let _: WireStatus = try await call(
        "CreatePartition", collection.partitionRequest(name), timeout: slowTimeout,
        attempt: attempt)
    } catch let error where error.message == "\(attempt): \(name)" {
      // Lite says nothing but the name.
      throw MilvusError(
        .alreadyExists, "\(attempt): it exists already", cause: error.cause,
        serverCode: error.serverCode)
    }
  }
}

extension CollectionAddress {
  /// The request that only names a collection.
  var request: WireCollectionRequest {
    .with {
      $0.dbName = database.text
      $0.collectionName = name.text
    }
  }

  /// The request that names a collection and one of its partitions.
  func partitionRequest(_ partition: ServerName) -> WirePartitionRequest {
    .with {
      $0.dbName = database.text
      $0.collectionName = name.text
      $0.partitionName = partition.text
    }
  }
}
