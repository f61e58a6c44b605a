import JobJournal
import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct JobSummaryTests {
  private func line(_ job: JobStatus, detached: Bool = false) -> String {
    JobSummary(jobs: [job], detached: detached ? [job.id] : []).line(job)
  }

  @Test func `success says how much, how long and how fast`() {
    #expect(
      line(.successful) == "[3] sessions as sessions_2  Successful  5,000 entities in 2.4 s, "
        + "copied in 2.0 s at 2,500/s, 8.0 MB/s, 5,000 on the target")
  }

  @Test func `success without entities says that none were wanted`() {
    var job = JobStatus.successful
    job.result?.only = .schema
    #expect(
      line(job)
        == "[3] sessions as sessions_2  Successful  no entities were moved, as was asked for"
    )
  }

  @Test func `success without entities says that the filter matched none`() {
    var job = JobStatus.successful
    job.result?.rows = 0
    job.result?.filterMatchedNothing = true
    #expect(line(job).contains("0 entities"))
    #expect(line(job).contains("the filter matched nothing"))
    #expect(ExitStatus(of: [job]) == .done)
  }

  @Test func `what is not as expected is loud`() {
    var job = JobStatus.successful
    job.rejected = 3
    job.result?.sourceChanged = true
    #expect(line(job).hasSuffix("3 REJECTED, the source CHANGED during the copy"))
    #expect(Shell.ExitStatus(of: [job]) == .differs)
  }

  @Test func `what did not come to pass is loud, though the entities are there`() {
    var job = JobStatus.successful
    job.result?.notCarried = [NotCarried("alias \"live\"", because: "it is taken")]
    #expect(line(job).hasSuffix("5,000 on the target, NOT carried: alias \"live\""))
    #expect(ExitStatus(of: [job]) == .differs)
    job.result?.notCarried = nil
    job.result?.targetRows = nil
    job.result?.unproven = "it has no index"
    #expect(line(job).hasSuffix("8.0 MB/s, NOT counted on the target"))
    #expect(ExitStatus(of: [job]) == .differs)
  }

  @Test func `what was refused is counted, and its file named`() {
    #expect(
      line(.picky).hasSuffix("4,997 on the target, 3 REJECTED (/state/rejects/job-3.jsonl)"))
    #expect(Shell.ExitStatus(of: [.picky]) == .differs)
  }

  @Test func `a pause says what is safe and how to go on`() {
    var job = JobStatus.copying
    job.state = .paused
    #expect(
      line(job) == "[1] paused at 58 % (1,396,700 entities safe on the target). "
        + "resume 1 goes on, cancel 1 ends it")
    #expect(Shell.ExitStatus(of: [job]) == .stopped)
  }

  @Test func `leaving a job says how to come back`() {
    #expect(
      line(.copying, detached: true)
        == "[1] in the background at 58 %. fg 1 brings it back, status 1 shows it")
    #expect(
      line(.waiting, detached: true)
        == "[2] in the background. fg 2 brings it back, status 2 shows it")
  }

  @Test func `a failure outweighs a stop, and a stop outweighs a difference`() {
    var failed = JobStatus.successful
    failed.state = .failed
    var odd = JobStatus.successful
    odd.rejected = 1
    #expect(Shell.ExitStatus(of: [.successful]) == .done)
    #expect(Shell.ExitStatus(of: []) == .done)
    #expect(Shell.ExitStatus(of: [odd, .successful]) == .differs)
    #expect(Shell.ExitStatus(of: [odd, .waiting]) == .stopped)
    #expect(Shell.ExitStatus(of: [odd, .waiting, failed]) == .failed)
  }

  @Test func `several failures lead to the worst of their statuses`() {
    var differing = JobStatus.successful
    differing.state = .failed
    differing.failure = Failure(.migration(.countMismatch), "4,999 of 5,000")
    var missing = differing
    missing.failure = Failure(.migration(.rowsMissing), "a key is gone")
    #expect(Shell.ExitStatus(of: [differing, differing]) == .differs)
    #expect(Shell.ExitStatus(of: [differing, .stopped]) == .stopped)
    #expect(Shell.ExitStatus(of: [differing, missing, .stopped]) == .failed)
  }

  @Test func `a job that stopped by itself keeps the code of its cause and can be resumed`() throws
  {
    let error = try #require(JobStatus.stopped.stoppingError)
    #expect(Report(error).code == "target.writeDenied")
    #expect(
      Report(error).message
        == "job 1 (docs_v1) stopped: the target stopped accepting writes: disk quota exceeded")
    #expect(Shell.ExitStatus(of: [.stopped]) == .stopped)
  }

  @Test func `a job that its user paused, or that is done, has no error`() {
    var paused = JobStatus.copying
    paused.state = .paused
    #expect(paused.stoppingError == nil)
    #expect(JobStatus.successful.stoppingError == nil)
  }

  @Test(
    arguments: [
      (.end(.source, .unauthenticated), .refused), (.cluster(.unreachable), .unreachable),
      (.migration(.countMismatch), .differs), (.migration(.contentMismatch), .differs),
      (.migration(.rowsMissing), .failed), (.migration(.outcomeUnknown), .failed),
      (.migration(.tooManyRejects), .failed), (.journal(.diskFull), .stopped),
      (.unexpected, .failed),
    ] as [(FailureCode, Shell.ExitStatus)])
  func `a failed job ends with the status of its cause`(
    _ code: FailureCode, _ status: Shell.ExitStatus
  ) throws {
    var job = JobStatus.stopped
    job.state = .failed
    job.failure = Failure(code, "so it is")
    let error = try #require(job.stoppingError)
    #expect(Shell.ExitStatus(error) == status)
    #expect(Shell.ExitStatus(of: [job, .successful]) == status)
    #expect(Report(error).message == "job 1 (docs_v1) failed: so it is")
    #expect(Report(error).code == code.rawValue)
  }

  private static let codes: [FailureCode] =
    MigrationError.Code.allCases.map(FailureCode.migration)
    + MilvusError.Code.allCases.flatMap { [.end(.source, $0), .end(.target, $0)] }
    + JournalFailure.allCases.map(FailureCode.journal)

  @Test(arguments: codes)
  func `what is advised about a job can be typed as it is`(code: FailureCode) throws {
    var job = JobStatus.stopped
    job.failure = Failure(code, "so it is")
    job.source = CollectionAddress(database: "law", name: "docs.2024")
    job.target = CollectionAddress(name: "it's")
    let error = try #require(job.advisedError)
    let hint = try #require(Report(error).hint)
    for word in ["JOB", "NAME", "OLD", "NEW", " N "] { #expect(!hint.contains(word), "\(hint)") }
    #expect(!hint.contains("docs.2024"), "\(hint)")
  }

  @Test func `rows of steps appear as the job goes on`() {
    let start = ContinuousClock.now
    var rows = JobProgressRows()
    var job = JobStatus.copying
    job.phase = .create
    rows.note(job, at: start)
    #expect(rows.above.isEmpty)
    job.phase = .copy
    rows.note(job, at: start.advanced(by: .seconds(1)))
    rows.note(job, at: start.advanced(by: .seconds(2)))
    job.phase = .flush
    rows.note(job, at: start.advanced(by: .seconds(761)))
    #expect(
      rows.above == [
        "[1] docs_v1   create        done      0:01",
        "    docs_v1   copy          done      12:40",
      ])
    #expect(
      JobProgressRows.waiting(after: .copy, subject: "docs_v1")
        == ["    docs_v1   index, verify, alias  waiting"])
    #expect(JobProgressRows.waiting(after: .alias, subject: "docs_v1").isEmpty)
  }
}
