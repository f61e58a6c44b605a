package import MigrationPlanning
package import MilvusClient

/// What a coordinator says to a worker.
package enum WorkerOrder: WorkerMessage {
  /// What all tasks have in common; the first line, and no other.
  case begin(WorkerStart)
  /// Not to work, but to say whether both ends can be reached; in the place of a beginning.
  case probe(WorkerStart)
  /// A task, by a number of this link; and whether the target has taken rows of the job.
  case task(Int, RangeTask, hasTaken: Bool)
  /// A key range to compare or repair, as `task`.
  case chunk(Int, ChunkTask, hasTaken: Bool)
  /// The lease of a task is recorded.
  case leased(Int, mayBeStored: Bool)
  /// The lease of a task is not granted.
  case notLeased(Int, Failure)
  /// How much may be written from now on; nil if there is no limit.
  case pace(bytesPerSecond: Double?)
  /// The job is to pause.
  case pause
}

/// What a worker says to its coordinator.
enum WorkerReport: WorkerMessage {
  /// A task asks for its lease.
  case lease(Int)
  /// Something for people to know.
  case notice(JobNotice.Kind, String)
  /// The target refused a write for its rate, and named its limit.
  case limit(bytesPerSecond: Double)
  /// The work cannot begin.
  case unable(Failure)
  /// What keeps the ends from being reached; nil for one that can be.
  case reach(source: Failure?, target: Failure?)
  /// What the target took of a task, write by write, and whether a limit holds the worker back.
  case wrote(Int, rows: Int, bytes: Int, isHeld: Bool)
  /// What became of a task; of one to compare or repair, if it failed.
  case ended(Int, RangeOutcome)
  /// What became of a task to compare or repair.
  case chunk(Int, ChunkOutcome)
}

/// What a worker must know before its first task.
package struct WorkerStart: Codable, Sendable {
  /// How both ends are reached.
  package var source, target: WorkerEnd
  /// Rows that the target may refuse, and has refused.
  package var maxRejects, spentRejects: Int
  /// How failed calls are repeated.
  package var patience, firstWait, holdWait: Double
  /// Key ranges to copy at the same time.
  package var parallel: Int

  /// The start of a worker for a job between these ends.
  package init(
    from source: MilvusAccess, to target: MilvusAccess, allowance: RejectAllowance,
    retries: RetryPolicy, parallel: Int
  ) {
    (self.source, self.target) = (WorkerEnd(source), WorkerEnd(target))
    self.parallel = parallel
    (maxRejects, spentRejects) = (allowance.limit, allowance.spent)
    (patience, firstWait) = (retries.patience, retries.firstWait)
    holdWait = retries.holdWait
  }

  /// How failed calls are repeated.
  package var retries: RetryPolicy {
    var policy = RetryPolicy()
    (policy.patience, policy.firstWait, policy.holdWait) = (patience, firstWait, holdWait)
    return policy
  }
}

extension WorkerStart {
  /// The start of a worker on another machine, which finds files beside itself, by other names.
  var travelling: WorkerStart {
    var start = self
    start.source.tls = source.tls.travelling(as: .source)
    start.target.tls = target.tls.travelling(as: .target)
    return start
  }
}

extension TLSOptions {
  private static var files: [(path: WritableKeyPath<TLSOptions, String?>, name: String)] {
    [(\.authorityFile, "ca.pem"), (\.certificateFile, "cert.pem"), (\.keyFile, "key.pem")]
  }

  /// The files that are named, and what they are called where a worker on another machine finds them.
  package func travellingFiles(of side: Side) -> [(path: String, name: String)] {
    Self.files.compactMap { file in
      self[keyPath: file.path].map { ($0, "\(side.rawValue)-\(file.name)") }
    }
  }

  fileprivate func travelling(as side: Side) -> TLSOptions {
    var options = self
    for file in Self.files where self[keyPath: file.path] != nil {
      options[keyPath: file.path] = "\(side.rawValue)-\(file.name)"
    }
    return options
  }
}

/// How a worker reaches one end; credentials, and those of a proxy, are its own.
package struct WorkerEnd: Codable, Sendable {
  /// The address.
  package var endpoint: MilvusEndpoint
  /// How the connection is secured if the endpoint uses TLS.
  package var tls: TLSOptions
  /// The patience of calls that only ask.
  package var timeout: Duration
  /// Where to work when no database is named.
  package var database: ServerName
  /// What the server is, if that is known before it is asked.
  package var server: KnownServer?

  init(_ access: MilvusAccess) {
    (endpoint, tls, timeout) = (access.endpoint, access.tls, access.timeout)
    (database, server) = (access.database, access.server)
  }

  /// Access to the end.
  package func access(as credentials: MilvusCredentials, through proxy: HTTPProxy? = nil)
    -> MilvusAccess
  {
    MilvusAccess(
      endpoint: endpoint, credentials: credentials, tls: tls, proxy: proxy, timeout: timeout,
      database: database, server: server)
  }
}
