internal import MigrationPlanning
public import MilvusClient

/// One respect in which two collections differ, apart from their entities.
public struct DefinitionDifference: Sendable, Hashable {
  /// What kind of thing differs.
  public enum Subject: String, Sendable, CaseIterable {
    case collection, field, function, index, alias, property, partition
  }

  /// How much a difference counts.
  public enum Verdict: String, Sendable, CaseIterable {
    /// The two sides differ.
    case different
    /// A migration with its default options leads to just this.
    case asMigrated
    /// One of the servers cannot say.
    case notComparable
  }

  /// Its stable name for scripts.
  public var code: Code
  /// What kind of thing differs.
  public var subject: Subject
  /// The name of what differs; empty for the collection itself.
  public var name: ServerName
  /// The field that an index is on; nil for everything else.
  public var field: ServerName?
  /// What about it differs ("type"); empty where it is missing on one side.
  public var aspect: String
  /// The value on the source; nil if there is none.
  public var source: String?
  /// The value on the target; nil if there is none.
  public var target: String?
  /// How much it counts.
  public var verdict: Verdict
  /// Why it does not count; nil if it does.
  public var reason: String?

  /// Describes a difference that counts.
  init(
    _ code: Code, _ subject: Subject, _ name: ServerName = "", _ aspect: String = "",
    source: String?, target: String?
  ) {
    (self.code, self.subject, self.name, self.aspect) = (code, subject, name, aspect)
    (self.source, self.target, self.verdict) = (source, target, .different)
  }

  /// Describes a difference of an index that counts.
  init(
    _ code: Code, of index: PlannedIndex, _ aspect: String = "", source: String?, target: String?
  ) {
    self.init(code, .index, index.name, aspect, source: source, target: target)
    field = index.field
  }

  /// The same difference as what a migration leads to.
  func asMigrated(because reason: String) -> DefinitionDifference {
    judged(.asMigrated, reason)
  }

  /// The same difference as one that a server cannot tell of.
  func notComparable(because reason: String) -> DefinitionDifference {
    judged(.notComparable, reason)
  }

  private func judged(_ verdict: Verdict, _ reason: String) -> DefinitionDifference {
    var judged = self
    (judged.verdict, judged.reason) = (verdict, reason)
    return judged
  }
}
