internal import MigrationEngine
internal import MilvusClient

extension Hints {
  /// What to do after a failed conversation with a cluster.
  static func hint(
    for code: MilvusError.Code, side: Side?, about names: HintNames = HintNames()
  ) -> String {
    let end = side?.rawValue ?? "source"
    let there = "--on \(end)"
    return switch code {
    case .cancelled: "type the command again to go on"
    case .timedOut: "the cluster is slow or far away: \(names.waiting)"
    case .unreachable:
      "is Milvus listening there? a Zilliz Cloud address starts with https:// and ends in "
        + "zillizcloud.com"
    case .tlsMismatch: "try the other scheme: https:// where it was http://, or the reverse"
    case .tlsFailed:
      "help connect tells of certificates: of the server's authority and of a client's own"
    case .notMilvus: "is this the port of Milvus? its own default is 19530"
    case .unauthenticated:
      "use an API key of the project, or USER:PASSWORD of a cluster user; the name of the key is "
        + "not the key"
    case .permissionDenied: "ask for a role that may do this, or connect as another user"
    case .collectionNotFound: "list collections \(there)"
    case .databaseNotFound:
      "list databases \(there); a dot that belongs to a name is written with a backslash: a\\.b"
    case .partitionNotFound: "list partitions" + after(names.address(on: side))
    case .aliasTaken: "list aliases \(there) shows who has it"
    case .alreadyExists: "choose another name with --rename" + after(names.renaming)
    case .notLoaded:
      "load" + after(names.address(on: side) ?? "it on the \(end)") + ", \(names.goingOn)"
    case .noIndex: "create an index on its vector field first, or migrate with --index auto"
    case .rateLimited: "wait a little, or lower --parallel"
    case .writeDenied: "look at its disk quota and memory; scale it or make room"
    case .notReady: "the cluster is starting or recovering: try again in a minute"
    case .outOfMemory: "release what is loaded, or scale the cluster"
    case .messageTooLarge:
      // What is too large is asked for in halves, so in the end it is a single row.
      "one row alone is too large: raise proxy.grpc.serverMaxSendSize and serverMaxRecvSize of "
        + (side.map { "the \($0.rawValue)" } ?? "the cluster")
    case .schemaChanged:
      "somebody changed the collection meanwhile: "
        + (names.job.map { "resume \($0)" } ?? "type the command again")
    case .invalidName:
      "choose another" + (names.renaming.map { " with --rename \($0)" } ?? "")
        + "; Milvus takes letters, digits and _, no digit first"
    case .invalidRequest:
      "describe collection" + after(names.address(on: side)) + " shows what the server knows of it"
    case .invalidRow:
      "describe collection" + after(names.address(on: side)) + " shows the limits of its fields"
    case .unsupportedByServer: "describe server shows what it can do"
    case .unexpectedAnswer: "is there a proxy in between? connect to the server itself"
    }
  }

  /// What to do about a cluster that took longer than a time, where the line connects it again.
  static func patience(_ line: String, beyond given: Duration) -> String {
    "the cluster is slow or far away: connect it with more patience: \(line) "
      + longer(than: given)
  }

  /// A `--timeout` of twice a time that was too short, and of a minute at least.
  static func longer(than given: Duration) -> String {
    "--timeout \(max(60, Int((2 * Figures.seconds(given)).rounded(.up))))"
  }
}
