/// A failure with a hint that is known better than by its code.
struct AdvisedError: Error {
  /// What failed.
  var error: any Error
  /// What to type next.
  var advice: String
  /// The address of the cluster that failed, where the side may have another by now.
  var place: String?
}
