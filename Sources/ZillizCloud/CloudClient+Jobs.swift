extension CloudClient {
  /// Asks how a job of the service is doing; there is no call that lists or cancels jobs.
  ///
  /// `GET /v2/jobs/{JOB_ID}`: https://docs.zilliz.com/reference/restful/describe-job-v2
  /// - Throws: `.jobNotFound` if there is no record of it.
  public func job(_ id: String) async throws(CloudError) -> CloudJob {
    let attempt = "cannot describe the job \"\(id)\""
    let answer = try await call(.get("jobs", id), attempt: attempt)
    guard let job = answer.object(holding: "jobId").flatMap(CloudJob.init) else {
      throw puzzled(attempt, missing: "jobId")
    }
    return job
  }
}
