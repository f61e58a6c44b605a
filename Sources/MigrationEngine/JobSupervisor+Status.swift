internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension JobSupervisor {
  /// All jobs of the journal.
  func jobs() async throws -> [JobStatus] {
    let journal = try reader()
    var all: [JobStatus] = []
    for record in try await journal.jobs() { all.append(try await status(record, journal)) }
    return all
  }

  /// One job.
  func status(of id: JobID) async throws -> JobStatus {
    if let known = running[id]?.status { return known }
    let journal = try reader()
    return try await status(try await journal.existing(id), journal)
  }

  /// What a job does about the collection that it writes to.
  func targetUse(of id: JobID) async throws -> TargetUse {
    try TargetUse(ofPlan: try await reader().existing(id).plan)
  }

  /// The jobs that this process runs, in the order of their start, without asking the journal.
  func movingJobs() -> [JobStatus] {
    runningJobs().compactMap { running[$0]?.status }
  }

  /// The numbers of all jobs of the journal, oldest first.
  func jobNumbers() async throws -> [JobID] {
    try await reader().jobNumbers().map(JobID.init(rawValue:))
  }

  private func status(_ record: JobRecord, _ journal: Journal) async throws -> JobStatus {
    if let known = running[JobID(rawValue: record.id)]?.status { return known }
    let sample = try await journal.lastSample(record.id)
    var status = try await recorded(record, sample, in: journal)
    if let running = running[status.id] {
      status.overlay(running.progress.snapshot(), at: running.progress.now)
    } else if [.pending, .inProgress].contains(status.state),
      let ending = unrecorded[status.id]
    {
      (status.state, status.failure) = (ending.state, ending.failure)
    } else if status.state == .inProgress, !isRunElsewhere {
      // It may have ended, and freed the lock, since the record was read.
      let latest = try await journal.existing(status.id)
      guard latest.state == .inProgress else { return try await self.status(latest, journal) }
      status.state = .paused
      status.failure = Failure(.interrupted, "the program ended while the job was running")
    } else if status.state == .inProgress, status.phase == .copy {
      let now = Date()
      status.limit = sample.flatMap { WriteLimit($0, at: now) }
      status.overlay(
        try await journal.samples(
          record.id, since: now.addingTimeInterval(-RateEstimator.window)), at: now)
    }
    if running[status.id] == nil {
      let here = runningJobs()
      if let place = here.firstIndex(of: status.id), place > 0 {
        status.waitsFor = here[place - 1]
      }
    }
    return status
  }

  /// A job as the journal has it, without what a process knows that runs it.
  nonisolated func recorded(_ id: JobID, in journal: Journal) async throws -> JobStatus {
    try await recorded(
      try await journal.existing(id), try await journal.lastSample(id.rawValue), in: journal)
  }

  private nonisolated func recorded(
    _ record: JobRecord, _ sample: SampleRecord?, in journal: Journal
  ) async throws -> JobStatus {
    var status = try JobStatus(record, try await journal.progress(record.id))
    status.retries = max(status.retries, sample?.retries ?? 0)
    status.rejectFile = RejectFile(folder: folder, job: status.id).existingPath
    return status
  }

  /// Bytes per second that a cluster is known to take: to this process, or to the last job that met
  /// its limit.
  func learnedRate(of cluster: Cluster) async -> Double? {
    if let rate = throttles.of(cluster).learnedRate { return rate }
    // An estimate is not worth that a journal cannot be read.
    return try? await reader().lastLimit(of: cluster.access.endpoint.description)
  }

  private var isRunElsewhere: Bool { otherProcess != nil }
}

extension JobStatus {
  /// A job as the journal has it.
  init(_ record: JobRecord, _ totals: JobProgress) throws {
    let result = try record.result.map(JobResult.init(encoded:))
    self.init(
      id: JobID(rawValue: record.id), state: JobState(record.state), phase: JobPhase(record.phase),
      sourceLabel: record.sourceLabel, targetLabel: record.targetLabel,
      sourcePlace: record.sourcePlace, targetPlace: record.targetPlace,
      sourceOptions: record.sourceOptions, targetOptions: record.targetOptions,
      source: record.source, target: record.target,
      fingerprint: record.fingerprint,
      total: totals.isScanComplete ? totals.plannedRows : record.sourceRows,
      done: totals.doneRows, bytes: totals.doneBytes, rangesDone: totals.count(.done),
      rangesOpen: totals.count(.open), rangesPlanned: totals.count(.planned),
      isScanned: totals.isScanComplete, retries: result?.retries ?? 0,
      replayed: totals.replayedRanges,
      rejected: totals.rejectedRows, rate: nil,
      meanRate: result.flatMap { TransferRate(totals, seconds: $0.copySeconds) },
      copySeconds: result?.copySeconds, secondsLeft: nil, secondsSinceProgress: nil,
      createdAt: record.createdAt, startedAt: record.startedAt, endedAt: record.endedAt,
      failure: record.failure, result: record.state == .successful ? result : nil, waitsFor: nil,
      isRunningHere: false,
      hindrance: nil, limit: nil)
  }

  /// Adds what only the process that runs the job knows.
  mutating func overlay(_ counts: ProgressCounter.Counts, at now: Double) {
    isRunningHere = true
    phase = counts.phase ?? phase
    if counts.isComplete { overlay(counts) }
    retries = counts.allRetries
    limit = counts.limit(at: now)
    hindrance = counts.hindrance
    execution = counts.execution
    copySeconds = (copySeconds ?? 0) + counts.copySeconds
    if counts.copyStarted != nil { rate = counts.estimator.rate(at: now) }
    if counts.copySeconds > 0 {
      meanRate = TransferRate(
        rows: Double(counts.done - counts.doneAtStart) / counts.copySeconds,
        bytes: Double(counts.bytes - counts.bytesAtStart) / counts.copySeconds)
    }
    if let last = counts.lastProgress { secondsSinceProgress = now - last }
    if let total, let rate, rate.rows > 0 {
      let left = total.subtractingClamped(done).subtractingClamped(counts.openRows)
      // What a server takes at once at first is more than it takes for long.
      let share = limit.map { min(1, $0.bytesPerSecond / rate.bytes) } ?? 1
      secondsLeft = Outlook.secondsLeft(
        left, at: rate.rows * share, done: done.addingClamped(counts.openRows), of: total,
        after: counts.copySeconds)
    }
  }
}

extension JobStatus {
  /// Takes the rows and key ranges from what counts those of all runs of the job.
  private mutating func overlay(_ counts: ProgressCounter.Counts) {
    (done, bytes, rejected) = (counts.done, counts.bytes, counts.rejected)
    (rangesDone, rangesOpen) = (counts.rangesDone, counts.rangesOpen)
    rangesPlanned = counts.rangesPlanned - counts.rangesDone - counts.rangesOpen
    isScanned = counts.isScanned
    replayed = counts.replayed
    total = counts.isScanned ? counts.plannedRows : counts.total
  }
}

extension WriteLimit {
  /// The limit that held writes back when a sample was taken, if that was a moment ago.
  fileprivate init?(_ sample: SampleRecord, at now: Date) {
    guard let limit = sample.limit, now.timeIntervalSince(sample.at) < 15 else { return nil }
    self.init(
      bytesPerSecond: limit, owner: sample.limitOwner.flatMap(Owner.init) ?? .target)
  }
}

extension JobRecord {
  /// Why the job stopped, if it did.
  fileprivate var failure: Failure? {
    failureCode.map { Failure(recorded: $0, message: failureMessage ?? "") }
  }
}

extension JobResult {
  /// The result in one sentence.
  func sentence(rejected: Int) -> String {
    let left = (notCarried ?? []).map { ", NOT carried: \($0.what)" }.joined()
    if only == .schema {
      let reason = unproven == nil ? "as was asked for" : "as statistics know of none"
      return "schema moved; no entities were moved, \(reason)\(left)"
    }
    if filterMatchedNothing == true {
      return "no entities copied: the filter matched nothing\(left)"
    }
    let refused = rejected > 0 ? ", \(rejected) REFUSED by the target" : ""
    let counted = countedBy.map { ", \(targetRows ?? 0) counted on the target by \($0)" } ?? ""
    let compared = contentVerified ? ", content equal" : ""
    return "\(rows) entities copied\(refused)\(counted)\(compared)\(left)"
  }
}

extension TransferRate {
  /// What a copy took over that time, or nil if there was none.
  fileprivate init?(_ totals: JobProgress, seconds: Double) {
    guard seconds > 0 else { return nil }
    self.init(rows: Double(totals.doneRows) / seconds, bytes: Double(totals.doneBytes) / seconds)
  }
}
