internal import MilvusWire
internal import SwiftProtobuf

/// What a flush has to finish.
public struct FlushTicket: Sendable, Hashable {
  /// The segments to be sealed and stored.
  public var segments: [Int64]
  /// Up to when the rows are concerned, 0 if the server does not say.
  public var timestamp: UInt64

  /// A ticket from its parts.
  public init(segments: [Int64], timestamp: UInt64) {
    self.segments = segments
    self.timestamp = timestamp
  }
}

extension MilvusClient {
  /// Asks the server to seal and store what was written, and does not wait for it.
  public func flush(_ collection: CollectionAddress) async throws(MilvusError) -> FlushTicket {
    let request = WireFlushRequest.with {
      $0.dbName = collection.database.text
      $0.collectionNames = [collection.name.text]
    }
    let answer: WireFlushResponse = try await call(
      "Flush", request, timeout: slowTimeout,
      attempt: "cannot flush collection \"\(collection)\"")
    return FlushTicket(
      segments: answer.collSegIds[collection.name.text]?.data ?? [],
      timestamp: answer.collFlushTs[collection.name.text] ?? 0)
  }

  /// Whether everything that a flush concerns is stored.
  public func isFlushed(
    _ ticket: FlushTicket, _ collection: CollectionAddress
  ) async throws(MilvusError) -> Bool {
    let request = WireGetFlushStateRequest.with {
      $0.segmentIds = ticket.segments
      $0.flushTs = ticket.timestamp
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
    }
    let answer: WireGetFlushStateResponse = try await call(
      "GetFlushState", request,
      attempt: "cannot ask whether collection \"\(collection)\" is flushed")
    return answer.flushed
  }
}
