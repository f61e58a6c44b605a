/// A failed conversation with a Milvus server.
public struct MilvusError: Error, Sendable, CustomStringConvertible {
  /// What went wrong, as a stable name for scripts and tests.
  public enum Code: String, CaseIterable, Sendable {
    /// The caller's task was cancelled.
    case cancelled
    /// The deadline passed.
    case timedOut
    /// No connection, or one that broke: unknown host, refused, reset, unavailable.
    case unreachable
    /// One side speaks TLS and the other does not.
    case tlsMismatch
    /// Both sides speak TLS and could not agree: an untrusted or missing certificate, for example.
    case tlsFailed
    /// Something else than Milvus listens there.
    case notMilvus
    /// The credentials are missing or wrong.
    case unauthenticated
    /// The credentials are right and do not suffice.
    case permissionDenied
    /// The collection, or an alias of that name, does not exist.
    case collectionNotFound
    /// The database does not exist.
    case databaseNotFound
    /// The partition does not exist.
    case partitionNotFound
    /// The alias belongs to another collection, or a collection has that name.
    case aliasTaken
    /// A collection, database, partition or index of that name exists already.
    case alreadyExists
    /// The collection or the partition is not loaded, or not completely.
    case notLoaded
    /// There is no index.
    case noIndex
    /// The server's rate limit was exceeded: the request was not executed.
    case rateLimited
    /// The server has writing switched off or its quota is used up: the request was not executed.
    case writeDenied
    /// The server, or a part of it, is not ready: the same request may succeed later.
    case notReady
    /// The server's memory or disk does not suffice.
    case outOfMemory
    /// The request or its answer is larger than a limit of the server.
    case messageTooLarge
    /// The schema changed since it was described.
    case schemaChanged
    /// The server takes no such name for a collection, alias, partition, field or index.
    case invalidName
    /// The server refused the request for what it contains.
    case invalidRequest
    /// The server refused a write for what one of its rows contains; others may be welcome.
    case invalidRow
    /// The server does not have this call.
    case unsupportedByServer
    /// The answer cannot be understood, or the server failed inside.
    case unexpectedAnswer
  }

  /// The class of failure.
  public var code: Code
  /// What was attempted, on what, and what the server said.
  public var message: String
  /// The failure underneath, if there was one.
  public var cause: (any Error)?
  /// The number that the server gave the failure, if it gave one.
  public var serverCode: Int32?
  /// What the server said, without what was attempted, if it said something.
  public var serverWords: String?
  /// What stands in the way of the conversation, if that is known.
  public var obstacle: Obstacle?
  /// How long the answer was waited for, if it did not come in time.
  public var patience: Duration?
  /// What the server counted, if it was asked too often.
  public var meter = Meter.calls

  /// Makes a failure from its parts.
  public init(
    _ code: Code, _ message: String, cause: (any Error)? = nil, serverCode: Int32? = nil,
    serverWords: String? = nil, obstacle: Obstacle? = nil
  ) {
    self.code = code
    self.message = message
    self.cause = cause
    self.serverCode = serverCode
    self.serverWords = serverWords
    self.obstacle = obstacle
  }

  /// The message alone: codes are for scripts.
  public var description: String { message }
}
