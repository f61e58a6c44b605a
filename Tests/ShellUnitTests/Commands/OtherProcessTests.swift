internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import JobJournal
@testable internal import MigrationEngine
@testable internal import RangeTransfer
@testable internal import Shell

/// What is seen of a job that another process runs.
@Suite struct OtherProcessTests {
  private let id = JobID(rawValue: 1)
  private let scratch: Scratch
  private let engine: Engine

  init() throws {
    scratch = try Scratch()
    engine = Engine(stateFolder: scratch.path(of: "state"))
  }

  /// The journal of the other process, with a job that copies.
  private func journal(plan: Data? = nil) async throws -> Journal {
    let journal = try Journal.open(folder: scratch.path(of: "state"), as: .writer)
    _ = try await journal.create([.docs(plan: try plan ?? MigrationPlan.docs.encoded())])
    try await journal.move(id.rawValue, to: .inProgress, at: Date())
    try await journal.advance(id.rawValue, to: .copy)
    return journal
  }

  /// Records how far the other process is.
  private func sample(
    _ journal: Journal, _ change: (inout ProgressCounter.Counts) -> Void
  ) async throws {
    let progress = ProgressCounter()
    progress.update(change)
    let sampler = CopySampler(
      journal: journal, job: id.rawValue, progress: progress, eventBuffer: EventBuffer())
    try await sampler.record()
  }

  @Test(
    arguments: [
      (nil, nil), (ExecutionStatus(), nil), (ExecutionStatus(executors: 4), "on 4 workers"),
      (
        ExecutionStatus(application: "app-1", executors: 2, tasks: 3),
        "on Spark (app-1): 2 executors, 3 tasks"
      ),
    ] as [(ExecutionStatus?, String?)])
  func `who copies it is seen`(execution: ExecutionStatus?, words: String?) async throws {
    try await sample(try await journal()) { $0.execution = execution }
    let other = try await LineProcess.holdingJournal(of: scratch.path(of: "state"))
    let status = try await engine.status(of: id)
    other.closeInput()
    #expect(status.state == .inProgress && status.reading.execution == words)
    #expect(screen(JobScreen(job: status)).contains("  copied  ") == (words != nil))
  }

  @Test func `the calls that it repeated are as many as in its report`() async throws {
    try await sample(try await journal()) { ($0.earlierRetries, $0.retries) = (3, 4) }
    let other = try await LineProcess.holdingJournal(of: scratch.path(of: "state"))
    let status = try await engine.status(of: id)
    let report = try await engine.report(of: id)
    other.closeInput()
    #expect(status.state == .inProgress && status.retries == 7)
    #expect(report.retries == 7 && report.samples.last?.retries == 7)
    #expect(screen(JobScreen(job: status)).contains("retries  7\n"))
  }

  @Test func `it is looked at without reading its plan`() async throws {
    _ = try await journal(plan: Data("torn".utf8))
    let other = try await LineProcess.holdingJournal(of: scratch.path(of: "state"))
    let status = try await engine.status(of: id)
    let all = try await engine.jobs()
    other.closeInput()
    #expect(status.state == .inProgress && all.map(\.id) == [id])
    await #expect(throws: DecodingError.self) { try await engine.targetUse(of: id) }
  }

  @Test func `its samples tell the rate, the time left, and a silence`() throws {
    var status = JobStatus.copying
    (status.total, status.done) = (1000, 500)
    let start = Date(timeIntervalSince1970: 1_750_000_000)
    func sample(_ rows: Int64, at seconds: Double) -> SampleRecord {
      SampleRecord(
        id: 1, jobID: 1, at: start.addingTimeInterval(seconds), rows: rows, bytes: rows * 10,
        retries: 0, refusals: 0)
    }
    let samples = [
      sample(100, at: 0), sample(300, at: 5), sample(500, at: 10), sample(500, at: 15),
    ]
    status.overlay(samples, at: start.addingTimeInterval(20))
    #expect(status.rate == TransferRate(rows: 20, bytes: 200))
    #expect(status.secondsLeft == 25)
    #expect(status.secondsSinceProgress == 10)
    var begun = JobStatus.copying
    (begun.total, begun.done, begun.secondsLeft) = (30_004, 500, nil)
    begun.overlay(samples, at: start.addingTimeInterval(20))
    #expect(begun.rate != nil && begun.secondsLeft == nil)
    var silent = JobStatus.copying
    (silent.rate, silent.secondsSinceProgress) = (nil, nil)
    silent.overlay([], at: start)
    #expect(silent.rate == nil && silent.secondsSinceProgress == nil)
  }
}
