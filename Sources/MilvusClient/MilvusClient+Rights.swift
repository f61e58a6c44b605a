internal import MilvusWire
internal import SwiftProtobuf

/// What whoever writes and counts a collection needs a privilege for, by the privilege's name.
public enum WriteRight: String, CaseIterable, Sendable {
  case insert = "Insert"
  case upsert = "Upsert"
  case delete = "Delete"
  case flush = "Flush"
  case getFlushState = "GetFlushState"
  case createIndex = "CreateIndex"
  case createPartition = "CreatePartition"
  case createAlias = "CreateAlias"
  case load = "Load"
  case release = "Release"
  case query = "Query"
  case showPartitions = "ShowPartitions"
}

extension MilvusClient {
  /// Whether the caller holds a right, by a call about a collection that is not there.
  ///
  /// Servers look at rights before they look for the collection, so the call changes nothing and its
  /// refusal tells: gRPC `PERMISSION_DENIED` where the right is missing.
  /// - Returns: nil if the server is too busy, or takes no writes, to look.
  /// - Throws: What keeps the server from answering.
  public func holds(
    _ right: WriteRight, onAbsent collection: CollectionAddress
  ) async throws(MilvusError) -> Bool? {
    do {
      try await tryOut(right, on: collection)
      return true
    } catch {
      switch error.code {
      case .permissionDenied: return false
      case .rateLimited, .writeDenied: return nil
      case .unreachable, .timedOut, .cancelled, .tlsFailed, .tlsMismatch, .unauthenticated,
        .notReady:
        throw error
      default: return true
      }
    }
  }

  private func tryOut(
    _ right: WriteRight, on absent: CollectionAddress
  ) async throws(MilvusError) {
    switch right {
    case .insert, .upsert:
      let request = WireWriteRequest.with {
        $0.dbName = absent.database.text
        $0.collectionName = absent.name.text
        $0.numRows = 1
      }
      let _: WireMutationResult = try await call(right.rawValue, request)
    case .delete: _ = try await delete([.int64(0)], of: absent, keyField: "id")
    case .flush: _ = try await flush(absent)
    case .getFlushState: _ = try await isFlushed(FlushTicket(segments: [], timestamp: 0), absent)
    case .createIndex:
      try await createIndex(IndexDefinition(field: "v", name: "v", type: "FLAT"), on: absent)
    case .createPartition: try await createPartition("p", in: absent)
    case .createAlias: try await createAlias("\(absent.name)_alias", for: absent)
    case .load: try await load(absent)
    case .release: try await release(absent)
    case .query: _ = try await count(absent)
    case .showPartitions: _ = try await partitions(of: absent)
    }
  }
}
