public import MilvusClient

/// A baseline whose keys cannot be looked for in a collection, as its primary key is another one.
public struct BaselineKeyMismatch: Error, Sendable {
  /// The collection that the baseline is of.
  public var original: CollectionAddress
  /// The key that it had, and the one of the collection at hand: `"id" (Int64)`.
  public var kept, present: String

  /// Holds the key of a baseline against that of a collection; nil if they are one.
  init?(_ baseline: Baseline, _ present: FieldSchema) {
    let kept = baseline.definition.schema.primaryKey
    guard kept?.name != present.name || kept?.type != present.type else { return nil }
    original = baseline.collection
    self.kept = kept.map(Self.text) ?? "none"
    self.present = Self.text(of: present)
  }

  private static func text(of key: FieldSchema) -> String { "\"\(key.name)\" (\(key.type))" }
}
