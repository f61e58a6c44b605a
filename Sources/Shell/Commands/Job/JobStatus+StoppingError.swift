internal import JobJournal
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

  /// The failure that stopped the job, with what to type where that takes the job's number.
  var advisedError: (any Error)? {
    guard let failure = stoppingError else { return nil }
    switch failure.code {
    case .migration(.collectionReplaced):
      let name = Quoting.quoted(NameSpelling.escaped(source, in: CollectionAddress.defaultDatabase))
      let renaming = "\(NameSpelling.escaped(source.name)):\(NameSpelling.escaped(target.name))_new"
      return AdvisedError(
        error: failure,
        advice: "start over: cancel \(id) --keep, then migrate \(name), with --rename "
          + "\(Quoting.quoted(renaming)) if the target's name is taken")
    case .migration(.countMismatch), .migration(.contentMismatch):
      return AdvisedError(
        error: failure, advice: "repair \(id) mends the target by the source; then: resume \(id)")
    default: return failure
    }
  }
}
