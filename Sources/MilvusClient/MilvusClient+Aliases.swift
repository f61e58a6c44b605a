internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// The other names of a collection.
  public func aliases(of collection: CollectionAddress) async throws(MilvusError) -> [String] {
    let answer: WireListAliasesResponse = try await call(
      "ListAliases", collection.request,
      attempt: "cannot list the aliases of collection \"\(collection)\"")
    return answer.aliases
  }

  /// Gives a collection another name; giving it again succeeds.
  ///
  /// - Throws: `.aliasTaken` if another collection has it.
  public func createAlias(
    _ alias: String, for collection: CollectionAddress
  ) async throws(MilvusError) {
    let request = WireAliasRequest.with {
      $0.dbName = collection.database
      $0.collectionName = collection.name
      $0.alias = alias
    }
    do {
      let _: WireStatus = try await call(
        "CreateAlias", request, timeout: slowTimeout,
        attempt: "cannot create alias \"\(alias)\" of collection \"\(collection)\"")
    } catch let error where error.code == .aliasTaken {
      // Lite refuses the second time, also for the same collection.
      guard try await aliases(of: collection).contains(alias) else { throw error }
    }
  }

  /// Removes an alias, not its collection.
  public func dropAlias(
    _ alias: String, database: String = CollectionAddress.defaultDatabase
  ) async throws(MilvusError) {
    let request = WireDropAliasRequest.with {
      $0.dbName = database
      $0.alias = alias
    }
    let _: WireStatus = try await call(
      "DropAlias", request, timeout: slowTimeout, attempt: "cannot drop alias \"\(alias)\"")
  }
}
