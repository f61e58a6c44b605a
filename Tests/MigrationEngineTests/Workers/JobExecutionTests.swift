internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What a choice of who copies means for jobs.
struct JobExecutionTests {
  private static let launch: JobExecution.Launch = { throw CancellationError() }

  @Test(
    arguments: [
      (.here, 4), (.workers(2, launch: launch), 4), (.spark(slots: nil, launch: launch), 1),
      (.spark(slots: 2, launch: launch), 1),
    ] as [(JobExecution, Int)])
  func `as many jobs copy at once as are wanted, and on Spark one`(
    execution: JobExecution, count: Int
  ) {
    #expect(execution.jobsAtOnce(4) == count && execution.jobsAtOnce(1) == 1)
  }

  @Test func `a task of Spark has several key ranges that are compared, of as many bytes`() {
    let execution = JobExecution.spark(slots: 2, launch: Self.launch)
    let (copied, compared) = (execution.share(parallel: 8), execution.chunkShare(parallel: 8))
    #expect(copied?.calls == 8 && compared?.calls == 64)
    #expect(copied?.bytes == compared?.bytes)
    #expect(JobExecution.workers(2, launch: Self.launch).chunkShare(parallel: 8)?.calls == 16)
    #expect(JobExecution.here.chunkShare(parallel: 8) == nil)
  }
}
