public import MilvusClient

/// Why a server cannot be an end of a migration.
public struct ServerObstacle: Sendable, Equatable {
  /// The reason, as what follows "it" in a sentence.
  public var reason: String
  /// What makes it able to.
  public var remedy: String
}

extension KnownServer {
  /// Why it cannot be that end of a migration; nil if it can.
  public func obstacle(as side: Side) -> ServerObstacle? {
    guard !isTooOld else {
      return ServerObstacle(
        reason: "is too old to be asked for anything",
        remedy: "upgrade the \(side.rawValue) to Milvus 2.2.16 in place: its data stay as they are")
    }
    switch side {
    case .source where !supports(.sortedPages):
      return ServerObstacle(
        reason: "does not return rows in the order of their keys",
        remedy: "upgrade the source: pip install -U milvus-lite; it opens the same folder")
    case .target where !supports(.upsert):
      return ServerObstacle(
        reason: """
          has no upsert: what was sent and not acknowledged could not be sent again safely
          """,
        remedy: "upgrade the target to Milvus 2.3 or newer")
    case .source, .target: return nil
    }
  }
}
