internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

struct JobReportTests {
  private let scratch: Scratch
  private let folder: String

  init() throws {
    scratch = try Scratch()
    folder = scratch.path(of: "state")
  }

  private func report(
    _ change: (Journal, Int64) async throws -> Void = { _, _ in }
  ) async throws -> JobReport {
    let journal = try Journal.open(folder: folder, as: .writer)
    let job = try await RecordedJob.make(in: journal)
    try await change(journal, job)
    return try await Engine(stateFolder: folder).report(of: JobID(rawValue: job))
  }

  @Test func `a report holds all that the journal knows`() async throws {
    let report = try await report()
    #expect(report.plan == (try RecordedJob.plan()))
    #expect(report.sourceSchema.fields.map(\.name) == ["id", "embedding", "title"])
    #expect(report.targetSchema.fields == report.sourceSchema.fields)
    #expect(report.plan.notCarried.map(\.what) == ["property \"replicate.id\""])
    #expect(report.digests.map(\.part).prefix(2) == ["source", "target"])
    #expect(report.digests.allSatisfy { $0.digest.count == 64 })
    #expect(report.sourceRowsBefore == 1_000 && report.sourceRowsAfter == nil)
    #expect(report.partitions.map(\.name) == ["_default", "p"])
    #expect(report.partitions.map(\.doneRows) == [9, 0])
    #expect(report.samples.map(\.rows) == [0, 9])
    #expect(report.rejects == [JobReport.Reject(key: .int64(7), reason: "not a number")])
    #expect(report.events.map(\.message) == ["look"])
    #expect(report.status.rejected == 1 && report.status.done == 9)
  }

  @Test func `a job that no process runs is paused, and has repeated what its samples say`()
    async throws
  {
    let report = try await report()
    #expect(report.status.state == .paused)
    #expect(report.status.failure?.code == .interrupted)
    #expect(report.retries == 2)
    #expect(report.result == nil)
  }

  @Test func `the result of a job that has not ended is there, too`() async throws {
    let report = try await report { journal, job in
      var result = JobResult()
      (result.retries, result.sourceRowsAfter) = (5, 1_001)
      try await journal.recordResult(job, try result.encoded())
    }
    #expect(report.retries == 5 && report.sourceRowsAfter == 1_001)
    #expect(report.status.result == nil)
  }

  @Test func `a result of an earlier version has no retries`() throws {
    let result = try JobResult(
      encoded: """
        {"bytes":1,"contentVerified":false,"copySeconds":1,"duplicateKeys":0,"rows":2,\
        "sourceChanged":false}
        """)
    #expect(result.rows == 2 && result.retries == nil && result.sourceRowsAfter == nil)
  }

  @Test func `there is no report of a job that is not there`() async throws {
    let error = await #expect(throws: MigrationError.self) {
      _ = try await Engine(stateFolder: folder).report(of: JobID(rawValue: 9))
    }
    #expect(error?.code == .jobNotFound)
  }

  /// How far a job came, and what its report says of the comparison.
  struct Ending: Sendable {
    let verification: JobReport.Verification
    let make: @Sendable (inout JobReport) -> Void

    init(
      _ verification: JobReport.Verification,
      make: @escaping @Sendable (inout JobReport) -> Void
    ) {
      self.verification = verification
      self.make = make
    }
  }

  private static let counted: JobResult = {
    var result = JobResult()
    result.targetRows = 9
    return result
  }()

  private static let endings = [
    Ending(.notReached) { $0.result = nil },
    Ending(.notReached) {
      $0.result = counted
      $0.status.phase = .verify
    },
    Ending(.countsAgree) {
      $0.result = counted
      $0.status.phase = .alias
    },
    Ending(.contentEqual) {
      $0.result = counted
      $0.result?.contentVerified = true
      $0.status.phase = .finished
    },
    Ending(.notAsked) {
      $0.plan.options.verification = .none
      $0.status.phase = .finished
    },
    Ending(.failed) { $0.status.failure = Failure(.migration(.countMismatch), "9 are not 10") },
    Ending(.failed) { $0.status.failure = Failure(.migration(.contentMismatch), "they differ") },
    Ending(.notReached) { $0.status.failure = Failure(.end(.target, .unreachable), "no answer") },
  ]

  @Test(arguments: endings) func `it says what became of the comparison`(_ ending: Ending)
    async throws
  {
    var report = try await report()
    ending.make(&report)
    #expect(report.verification == ending.verification)
  }
}
