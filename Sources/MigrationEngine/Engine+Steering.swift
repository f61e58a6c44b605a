internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Engine {
  /// Another process that holds the journal of the state folder, and so runs its jobs; nil if none does.
  public var otherProcess: Int32? { supervisor.otherProcess }

  /// Makes sure that no other process holds the journal, before work is done that would be in vain.
  ///
  /// - Throws: `JournalError` with the number of the process.
  public func requireJournal() throws {
    guard let otherProcess else { return }
    throw JournalError(
      .locked, "the journal \"\(supervisor.folder)\" is in use by process \(otherProcess)")
  }

  /// Makes sure that a job can go on, before its clusters are connected in vain, and returns it.
  ///
  /// - Throws: `MigrationError` with `.jobNotFound` or `.illegalJobState`.
  public func requireResumable(_ id: JobID) async throws -> JobStatus {
    try await supervisor.requireResumable(id)
  }

  /// Lets a running job write so many bytes a second at most; nil lifts the limit.
  ///
  /// - Throws: `MigrationError` with `.illegalJobState` unless this process runs the job.
  public func limit(_ id: JobID, to rate: Double?) async throws {
    try await supervisor.limit(id, to: rate)
  }

  /// Removes an ended job from the journal, and the file that names what the target refused of it.
  ///
  /// - Throws: `MigrationError` with `.illegalJobState` for a job that can still go on.
  public func forget(_ id: JobID) async throws {
    try await supervisor.forget(id)
  }
}

extension JobSupervisor {
  nonisolated var otherProcess: Int32? {
    JournalLock.holder(folder: folder).flatMap {
      $0 == ProcessInfo.processInfo.processIdentifier ? nil : $0
    }
  }

  func requireResumable(_ id: JobID) async throws -> JobStatus {
    let status = try await status(of: id)
    try requireIdle(id)
    guard status.state != .inProgress else {
      throw MigrationError(.illegalJobState, "job \(id) runs in another process")
    }
    guard [.pending, .paused, .failed].contains(status.state) else {
      throw MigrationError(
        .illegalJobState, "job \(id) is \(status.state.words) and cannot go on")
    }
    return status
  }

  func limit(_ id: JobID, to rate: Double?) async throws {
    guard setRate(rate, of: id) else {
      let status = try await status(of: id)
      throw MigrationError(
        .illegalJobState,
        "job \(id) is \(status.state.words): only a job that runs has a rate to be changed")
    }
  }

  func forget(_ id: JobID) async throws {
    try await writing { journal in
      let record = try await journal.existing(id)
      guard record.state.isEnded, !runningJobs().contains(id) else {
        throw MigrationError(
          .illegalJobState,
          "job \(id) is \(JobState(record.state).words) and cannot be forgotten before it is canceled"
        )
      }
      try await journal.forget(id.rawValue)
      try PrivateFile.remove(RejectFile(folder: folder, job: id).path)
    }
  }
}
