public import MigrationPlanning
public import MilvusClient

/// The stable name of what went wrong, the same on the screen, in JSON and in the journal.
public enum FailureCode: Sendable, Hashable {
  /// One end failed: `target.unreachable`.
  case end(Side, MilvusError.Code)
  /// A cluster failed, and which end it is nobody noted: `cluster.unreachable`.
  case cluster(MilvusError.Code)
  /// A migration, verification or check could not be done: `source.rowsMissing`.
  case migration(MigrationError.Code)
  /// The journal failed: `journal.diskFull`.
  case journal(JournalFailure)
  /// The program ended while the job was running.
  case interrupted
  /// Those who were to copy key ranges elsewhere could not, or were lost again and again.
  case workersFailed
  /// The job was asked to stop.
  case paused
  /// An error that nobody expected.
  case unexpected
}

extension FailureCode: RawRepresentable, Codable {
  /// The name.
  public var rawValue: String {
    switch self {
    case .end(let side, let code): "\(side.rawValue).\(code.rawValue)"
    case .cluster(let code): "cluster.\(code.rawValue)"
    case .migration(let code): code.failureName
    case .journal(let code): "journal.\(code.rawValue)"
    case .interrupted: "job.interrupted"
    case .workersFailed: "job.workersFailed"
    case .paused: "job.paused"
    case .unexpected: "shell.unexpected"
    }
  }

  /// The code of a name; nil if no version of this program has written it.
  public init?(rawValue name: String) {
    switch name {
    case "job.interrupted": self = .interrupted
    case "job.workersFailed": self = .workersFailed
    case "job.paused": self = .paused
    // The second is how earlier versions wrote it.
    case "shell.unexpected", "program.unexpected": self = .unexpected
    default:
      guard let code = Self(ofEnd: name) ?? Self(ofMigration: name) else { return nil }
      self = code
    }
  }

  /// Of two codes with one name, that of an end comes first: both say the same.
  private init?(ofEnd name: String) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    if parts[0] == "journal", let code = JournalFailure(rawValue: parts[1]) {
      self = .journal(code)
    } else if let code = MilvusError.Code(rawValue: parts[1]) {
      switch parts[0] {
      case Side.source.rawValue: self = .end(.source, code)
      case Side.target.rawValue: self = .end(.target, code)
      // "server" is how earlier versions wrote it.
      case "cluster", "server": self = .cluster(code)
      default: return nil
      }
    } else {
      return nil
    }
  }

  private init?(ofMigration name: String) {
    let code = MigrationError.Code.allCases.first {
      // The second is how earlier versions wrote it.
      name == $0.failureName || name == "migration.\($0.rawValue)"
    }
    guard let code else { return nil }
    self = .migration(code)
  }
}

extension MigrationError.Code {
  /// The stable name of the failure.
  fileprivate var failureName: String {
    switch self {
    case .blocked: "check.blocked"
    case .collectionNotFound: "collection.notFound"
    case .partitionNotFound: "partition.notFound"
    case .sourceNotLoaded: "source.notLoaded"
    case .targetNotLoadable: "target.notLoadable"
    case .schemaMismatch: "plan.schemaMismatch"
    case .rowsMissing: "source.rowsMissing"
    case .rowsRefused: "target.rowsRefused"
    case .tooManyRejects: "target.tooManyRejects"
    case .outcomeUnknown: "target.outcomeUnknown"
    case .countMismatch: "target.countMismatch"
    case .contentMismatch: "target.contentMismatch"
    case .notRepairable: "target.notRepairable"
    case .jobNotFound: "job.notFound"
    case .illegalJobState: "job.illegalState"
    case .collectionReplaced: "collection.replaced"
    case .planChanged: "plan.changed"
    }
  }
}
