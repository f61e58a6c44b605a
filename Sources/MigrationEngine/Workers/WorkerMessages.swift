internal import MigrationPlanning
internal import MilvusClient

/// What a coordinator says to a worker.
enum WorkerOrder: WorkerMessage {
  /// What all tasks have in common; the first line, and no other.
  case begin(WorkerStart)
  /// A task, by a number of this link; and whether the target has taken rows of the job.
  case task(Int, RangeTask, hasTaken: Bool)
  /// The lease of a task is recorded.
  case leased(Int, mayBeStored: Bool)
  /// The lease of a task is not granted.
  case notLeased(Int, Failure)
  /// The job is to pause.
  case pause
}

/// What a worker says to its coordinator.
enum WorkerReport: WorkerMessage {
  /// A task asks for its lease.
  case lease(Int)
  /// Something for people to know.
  case notice(JobNotice.Kind, String)
  /// What became of a task.
  case ended(Int, RangeOutcome)
}

/// What a worker must know before its first task.
struct WorkerStart: Codable, Sendable {
  var source, target: WorkerEnd
  /// Rows that the target may refuse, and has refused.
  var maxRejects, spentRejects: Int
  /// How failed calls are repeated.
  var patience, firstWait, holdWait: Double

  /// The start of a worker for a job between these ends.
  init(
    from source: MilvusAccess, to target: MilvusAccess, allowance: RejectAllowance,
    retries: RetryPolicy
  ) {
    (self.source, self.target) = (WorkerEnd(source), WorkerEnd(target))
    (maxRejects, spentRejects) = (allowance.limit, allowance.spent)
    (patience, firstWait) = (retries.patience, retries.firstWait)
    holdWait = retries.holdWait
  }

  /// How failed calls are repeated.
  var retries: RetryPolicy {
    var policy = RetryPolicy()
    (policy.patience, policy.firstWait, policy.holdWait) = (patience, firstWait, holdWait)
    return policy
  }
}

/// How a worker reaches one end; credentials, and those of a proxy, are its own.
struct WorkerEnd: Codable, Sendable {
  var endpoint: MilvusEndpoint
  var tls: TLSOptions
  var timeout: Duration
  var database: ServerName
  var server: KnownServer?

  init(_ access: MilvusAccess) {
    (endpoint, tls, timeout) = (access.endpoint, access.tls, access.timeout)
    (database, server) = (access.database, access.server)
  }

  /// Access to the end.
  func access(as credentials: MilvusCredentials) -> MilvusAccess {
    MilvusAccess(
      endpoint: endpoint, credentials: credentials, tls: tls, timeout: timeout, database: database,
      server: server)
  }
}
