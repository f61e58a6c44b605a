internal import ArgumentParser
internal import MilvusClient

/// A number of entities, and how it was got.
struct EntityCount: Sendable, Equatable {
  /// How entities were counted.
  enum Method: String, Sendable {
    /// By a query of the entities that there are.
    case exact
    /// By the server's statistics, which lag behind and count deleted entities.
    case stats
  }

  /// The number.
  var number: Int64
  /// How it was got.
  var method: Method
}

/// Which counting a list of collections does.
package enum CountChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// A query where the collection is loaded, else statistics.
  case exact
  /// Statistics.
  case stats
  /// None.
  case none
}

extension MilvusClient {
  /// The entities of a collection, counted exactly if it may be loaded, the server can count, and that
  /// is wanted.
  func entityCount(
    of collection: CollectionAddress, state: LoadState?, choice: CountChoice
  ) async throws -> EntityCount? {
    guard choice != .none else { return nil }
    let mayBeLoaded = (state ?? .loaded) == .loaded
    // Of a server that cannot count all keys would be read, for each row of a list.
    if choice == .exact, mayBeLoaded, try await supports(.countRows),
      let count = try await exactCount(of: collection)
    {
      return count
    }
    return EntityCount(number: try await statisticsRowCount(of: collection), method: .stats)
  }

  /// The entities by a query; nil if it turns out that the collection is not loaded.
  private func exactCount(of collection: CollectionAddress) async throws -> EntityCount? {
    do {
      return EntityCount(number: try await count(collection), method: .exact)
    } catch  where error.code == .notLoaded {
      // It was released, or a partition of it is not loaded: statistics need no loading.
      return nil
    }
  }
}
