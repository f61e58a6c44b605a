internal import MigrationEngine
internal import MilvusClient

extension JobStatus {
  /// The failure that stopped the job, naming the job; nil unless it stopped by itself.
  ///
  /// It is reported, and ends the program, as it would without a job.
  var stoppingError: Failure? {
    guard let failure, state == .failed || state == .paused else { return nil }
    let word = state == .paused ? "stopped" : "failed"
    return Failure(failure.code, "job \(id) (\(collectionTitle)) \(word): \(failure.message)")
  }

  /// The failure that stopped the job, with what to type about this job.
  var advisedError: AdvisedError? {
    guard let failure = stoppingError else { return nil }
    var place: String?
    if case .end(let side, _) = failure.code { place = side == .source ? sourcePlace : targetPlace }
    return AdvisedError(
      error: failure, advice: Hints.hint(for: failure.code, about: HintNames(of: self)),
      place: place)
  }
}
