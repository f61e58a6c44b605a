/// What a job does about the collection that it writes to.
public enum TargetUse: String, Sendable, Codable, CaseIterable {
  /// It makes the collection.
  case create
  /// It fills a collection that was there, and was empty.
  case fill
  /// It writes into a collection that was there, in place of entities with the same keys.
  case merge
}
