internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer
@testable internal import Shell

/// However a job is followed, the same outcome leads to the same status.
@Suite struct DepartureTests {
  /// What can become of a job, and the status that it leads to.
  enum Outcome: CaseIterable {
    case done, changed, missing, unreachable, differing, paused, canceled

    var status: Shell.ExitStatus {
      switch self {
      case .done, .canceled: .done
      case .changed, .differing: .differs
      case .missing: .failed
      case .unreachable: .unreachable
      case .paused: .stopped
      }
    }

    fileprivate var result: String {
      var result = JobResult(
        rows: 9, bytes: 900, copySeconds: 1, targetRows: 9, countedBy: "count(*)",
        duplicateKeys: 0, sourceChanged: false, contentVerified: false)
      result.sourceChanged = self == .changed
      return String(decoding: (try? JSONEncoder().encode(result)) ?? Data(), as: UTF8.self)
    }

    /// Where the journal leaves the job.
    fileprivate var ending: (state: JobRecord.State, failure: (code: String, message: String)?) {
      switch self {
      case .done, .changed: (.successful, nil)
      case .missing: (.failed, ("source.rowsMissing", "a key is gone"))
      case .unreachable: (.failed, ("target.unreachable", "no answer"))
      case .differing: (.failed, ("target.countMismatch", "9 are not 10"))
      case .paused: (.paused, nil)
      case .canceled: (.canceled, nil)
      }
    }
  }

  @Test(arguments: Outcome.allCases, [true, false])
  func `a job in the background ends a session as it ends wait and fg`(
    outcome: Outcome, atTerminal: Bool
  ) async throws {
    let scratch = try Scratch()
    let session = try await session(
      with: outcome, in: scratch.path(of: "state"),
      answerer: atTerminal ? FixedAnswerer(.interrupted) : nil)
    session.leave([JobID(rawValue: 1)])
    let departure = Departure(
      session: session, guarding: CommandGuard(session: session) { AsyncStream { _ in } })
    #expect(await departure.leaveUnasked(with: .done) == outcome.status)
    #expect(await departure.leave(with: .done) == outcome.status)
    for words in [["wait", "1"], ["fg", "1"]] {
      let steered = await Dispatcher(session: session).run(words: words)
      #expect(steered.status == outcome.status, "\(words)")
    }
  }

  @Test(arguments: [["wait", "1"], ["wait"], ["fg", "1"], ["fg"]])
  func `a status that was told is not told again at the end`(words: [String]) async throws {
    let scratch = try Scratch()
    let session = try await session(with: .missing, in: scratch.path(of: "state"))
    session.leave([JobID(rawValue: 1)])
    let departure = Departure(
      session: session, guarding: CommandGuard(session: session) { AsyncStream { _ in } })
    let told = await Dispatcher(session: session).run(words: words)
    #expect(told.status == .failed)
    #expect(await departure.leave(with: .done) == .done)
  }

  @Test func `the failure of a script says more than its jobs`() async throws {
    let scratch = try Scratch()
    let session = try await session(with: .changed, in: scratch.path(of: "state"))
    session.leave([JobID(rawValue: 1)])
    let departure = Departure(
      session: session, guarding: CommandGuard(session: session) { AsyncStream { _ in } })
    #expect(await departure.leaveUnasked(with: .usage) == .usage)
  }

  /// A session whose journal holds one job that came to that.
  private func session(
    with outcome: Outcome, in folder: String, answerer: (any Answerer)? = nil
  ) async throws -> ShellSession {
    let journal = try Journal.open(folder: folder, as: .writer)
    let new = NewJob.docs(plan: try MigrationPlan.docs.encoded())
    let job = try await journal.create([new])[0].id
    let now = Date(timeIntervalSince1970: 1_750_000_000)
    try await journal.move(job, to: .inProgress, at: now)
    try await journal.recordResult(job, outcome.result)
    let (state, failure) = outcome.ending
    try await journal.move(job, to: state, failure: failure, at: now)
    return ShellSession(
      console: Console(screen: .files) { _, _ in }, stateFolder: folder,
      history: History(path: nil, directory: "/here"), tree: .standard,
      answerer: answerer)
  }
}
