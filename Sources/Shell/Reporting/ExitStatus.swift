internal import MigrationEngine
internal import MilvusClient
internal import ZillizCloud

/// What the program tells its caller when it ends; decided in this file only.
package struct ExitStatus: RawRepresentable, Hashable, Sendable {
  /// The number that the caller sees.
  package var rawValue: Int32

  /// Makes a status of its number.
  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Everything was done.
  package static let done = ExitStatus(rawValue: 0)
  /// Something failed.
  package static let failed = ExitStatus(rawValue: 1)
  /// Done, but entities were rejected, something was left out, or differences or blockers were found.
  package static let differs = ExitStatus(rawValue: 3)
  /// What was typed cannot be run.
  package static let usage = ExitStatus(rawValue: 64)
  /// A cluster could not be reached.
  package static let unreachable = ExitStatus(rawValue: 69)
  /// Stopped, and can be resumed.
  package static let stopped = ExitStatus(rawValue: 75)
  /// Credentials were refused, or a permission is missing.
  package static let refused = ExitStatus(rawValue: 77)
  /// Hung up.
  package static let hungUp = ExitStatus(rawValue: 129)
  /// Interrupted.
  package static let interrupted = ExitStatus(rawValue: 130)
  /// Terminated.
  package static let terminated = ExitStatus(rawValue: 143)

  /// The statuses with a documented meaning.
  package static let documented: [(status: ExitStatus, meaning: String)] = [
    (.done, "done"),
    (.failed, "failed"),
    (.differs, "done, but with rejects, differences, blockers or something left out"),
    (.usage, "unknown command or option, bad script, or a confirmation is needed"),
    (.unreachable, "a cluster could not be reached"),
    (.stopped, "stopped, can be resumed"),
    (.refused, "credentials refused, or a permission is missing"),
    (.hungUp, "hung up: the terminal or its connection ended"),
    (.interrupted, "interrupted"),
    (.terminated, "terminated"),
  ]

  /// What a documented status means.
  package var meaning: String {
    Self.documented.first { $0.status == self }?.meaning ?? "status \(rawValue)"
  }
}

extension ExitStatus {
  /// From good to bad, as far as several statuses have to become one; any other is the worst.
  private static let order: [ExitStatus] = [.done, .differs, .stopped, .unreachable, .refused]

  /// The worst of several statuses: a failure outweighs a stop, a stop outweighs a difference.
  static func worst(of statuses: [ExitStatus]) -> ExitStatus {
    statuses.max { $0.badness < $1.badness } ?? .done
  }

  /// The status of something done with several things, some of which failed.
  ///
  /// What was done in part is not what was asked for; if nothing was done, the worst failure counts.
  init(of count: Int, failures: [any Error]) {
    self =
      failures.isEmpty
      ? .done : failures.count < count ? .differs : .worst(of: failures.map { ExitStatus($0) })
  }

  /// The status of a screen on which questions are left open because a server refused them.
  init(leaving refusals: [Refusal]) {
    self = refusals.isEmpty ? .done : .differs
  }

  /// The status of a migration from which collections were left out because of blockers.
  init(leavingOut blocked: some Collection) {
    self = blocked.isEmpty ? .done : .differs
  }

  private var badness: Int {
    Self.order.firstIndex(of: self) ?? Self.order.count
  }

  /// The status that jobs lead to, however they were followed: the worst of theirs.
  init(of jobs: [JobStatus]) {
    self = Self.worst(of: jobs.map(Self.status))
  }

  /// The status that one job leads to, alone or among others; a failure has that of its cause.
  private static func status(of job: JobStatus) -> ExitStatus {
    switch job.state {
    case .failed: job.stoppingError.map { ExitStatus($0) } ?? .failed
    case .pending, .inProgress, .paused: .stopped
    case .successful, .canceled: job.needsAttention ? .differs : .done
    }
  }

  /// The status that an error leads to.
  package init(_ error: any Error) {
    switch error {
    case let error as UsageError: self = Self.status(of: error.code)
    case let error as CloudError: self = Self.status(of: error.code)
    case let error as AdvisedError: self.init(error.error)
    case let error as ScriptError: self = Self.status(of: error.error.code)
    case is CancellationError: self = .interrupted
    default: self = Self.status(of: FailureCode(error))
    }
  }

  private static func status(of code: FailureCode) -> ExitStatus {
    switch code {
    case .end(_, let code), .cluster(let code): status(of: code)
    case .migration(let code): status(of: code)
    case .journal(let code): status(of: code)
    case .interrupted, .workersFailed, .paused: .stopped
    case .unexpected: .failed
    }
  }

  private static func status(of code: UsageError.Code) -> ExitStatus {
    switch code {
    case .unknownCommand, .ambiguousCommand, .unknownOption, .missingArgument, .invalidValue,
      .unexpectedArgument, .badSyntax, .badText, .unsetVariable, .confirmationNeeded, .secretNeeded,
      .scriptNesting, .unreadableFile, .unknownTopic, .wrongPlace, .readOnly, .notConnected,
      .notLoggedIn:
      .usage
    case .declined, .notFound, .unwritableFile, .fileDamaged, .processSilent: .failed
    case .fileInUse, .liteMissing, .liteFailed: .unreachable
    }
  }

  private static func status(of code: MilvusError.Code) -> ExitStatus {
    switch code {
    case .cancelled: .interrupted
    case .timedOut, .unreachable, .tlsMismatch, .tlsFailed, .notMilvus: .unreachable
    case .unauthenticated, .permissionDenied: .refused
    case .collectionNotFound, .databaseNotFound, .partitionNotFound, .aliasTaken, .alreadyExists,
      .notLoaded, .noIndex, .rateLimited, .writeDenied, .notReady, .outOfMemory, .messageTooLarge,
      .schemaChanged, .invalidName, .invalidRequest, .invalidRow, .unsupportedByServer,
      .unexpectedAnswer:
      .failed
    }
  }

  private static func status(of code: CloudError.Code) -> ExitStatus {
    switch code {
    case .cancelled: .interrupted
    case .timedOut, .unreachable, .tlsFailed: .unreachable
    case .keyRefused, .permissionDenied: .refused
    case .addressMalformed, .keyMalformed: .usage
    case .clusterNotFound, .jobNotFound, .wrongRegion, .wrongStatus, .unsupportedByCluster,
      .refused, .rateLimited, .serverFailed, .unexpectedAnswer:
      .failed
    }
  }

  private static func status(of code: JournalFailure) -> ExitStatus {
    switch code {
    case .diskFull, .ioFailed: .stopped
    case .locked, .corrupt, .illegalMove, .notFound, .newerVersion: .failed
    }
  }

  private static func status(of code: MigrationError.Code) -> ExitStatus {
    switch code {
    case .blocked, .contentMismatch, .countMismatch: .differs
    case .planChanged, .illegalJobState, .jobNotFound: .usage
    case .collectionNotFound, .partitionNotFound, .sourceNotLoaded, .targetNotLoadable,
      .schemaMismatch, .rowsRefused,
      .tooManyRejects, .outcomeUnknown, .rowsMissing, .notRepairable,
      .collectionReplaced:
      .failed
    }
  }
}
