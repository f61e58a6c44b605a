internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension JobSupervisor {
  /// Everything that the journal knows of a job; any process may ask.
  func report(of id: JobID) async throws -> JobReport {
    let status = try await status(of: id)
    let journal = try reader()
    let record = try await journal.existing(id)
    let plan = try MigrationPlan(encoded: record.plan)
    let result = try record.result.map(JobResult.init(encoded:))
    let samples = try await journal.samples(record.id)
    let rejects = try await journal.rejects(record.id, limit: JobReport.rejectLimit)
    return JobReport(
      status: status, plan: plan, sourceSchema: try plan.sourceSchema(),
      targetSchema: try plan.targetSchema(),
      digests: PlanFingerprint(of: plan).parts.map {
        JobReport.PlanDigest(part: $0.name, digest: $0.digest)
      },
      sourceRowsBefore: record.sourceRows, sourceRowsAfter: result?.sourceRowsAfter,
      result: result,
      partitions: try await journal.partitionProgress(record.id).map(JobReport.PartitionCopy.init),
      samples: samples.map(JobReport.Sample.init), retries: status.retries,
      rejects: try rejects.map {
        JobReport.Reject(key: try PrimaryKey(recorded: $0.key), reason: $0.reason)
      },
      events: try await journal.events(record.id).map(JobReport.Event.init))
  }
}
