internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// The other names of a collection; none where the server knows no such names.
  public func aliases(of collection: CollectionAddress) async throws(MilvusError) -> [ServerName] {
    let server = try await server()
    guard server.supports(.aliases) else { return [] }
    guard server.supports(.listAliases) else { return try await describe(collection).aliases }
    let answer: WireListAliasesResponse = try await call(
      "ListAliases", collection.request,
      attempt: "cannot list the aliases of collection \"\(collection)\"")
    return answer.aliases.map(ServerName.init(_:))
  }

  /// Gives a collection another name; giving it again succeeds.
  ///
  /// - Throws: `.aliasTaken` if another collection has it.
  public func createAlias(
    _ alias: ServerName, for collection: CollectionAddress
  ) async throws(MilvusError) {
    let attempt = "cannot create alias \"\(alias)\" of collection \"\(collection)\""
    try await demand(.aliases, attempt)
    let request = WireAliasRequest.with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.alias = alias.text
    }
    do {
      let _: WireStatus = try await call(
        "CreateAlias", request, timeout: slowTimeout, attempt: attempt)
    } catch let error where error.code == .aliasTaken {
      // Lite refuses the second time, also for the same collection.
      guard try await aliases(of: collection).contains(alias) else { throw error }
    }
  }

  /// Lets an alias of another collection lead to this one, at once.
  ///
  /// - Throws: `.collectionNotFound`, or what the server says of an alias that is not there.
  public func moveAlias(
    _ alias: ServerName, to collection: CollectionAddress
  ) async throws(MilvusError) {
    let attempt = "cannot move alias \"\(alias)\" to collection \"\(collection)\""
    try await demand(.aliases, attempt)
    let request = WireAliasRequest.with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.alias = alias.text
    }
    let _: WireStatus = try await call(
      "AlterAlias", request, timeout: slowTimeout, attempt: attempt)
  }

  /// Removes an alias, not its collection.
  public func dropAlias(
    _ alias: ServerName, database: ServerName = CollectionAddress.defaultDatabase
  ) async throws(MilvusError) {
    let attempt = "cannot drop alias \"\(alias)\""
    try await demand(.aliases, attempt)
    let request = WireDropAliasRequest.with {
      $0.dbName = database.text
      $0.alias = alias.text
    }
    let _: WireStatus = try await call(
      "DropAlias", request, timeout: slowTimeout, attempt: attempt)
  }
}
