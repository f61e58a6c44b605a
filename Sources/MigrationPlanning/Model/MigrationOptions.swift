public import MilvusClient

/// How collections are moved.
public struct MigrationOptions: Sendable, Codable, Equatable {
  /// Which indexes the target gets.
  public enum IndexPolicy: String, Sendable, Codable, CaseIterable {
    /// AUTOINDEX with the source's metric on vector fields; scalar indexes as they are.
    case auto
    /// The source's types and parameters.
    case same
    /// No index at all.
    case none
  }

  /// What becomes of keys that the source's server generated.
  public enum AutoIDPolicy: String, Sendable, Codable, CaseIterable {
    /// Keys are kept and generation stays on, where the target can do both; else a blocker.
    case automatic
    /// Keys are kept and generation is off on the target.
    case keepKeys = "keep-keys"
    /// The target generates other keys.
    case newKeys = "new-keys"
  }

  /// What to do about a name that is taken on the target.
  public enum ConflictPolicy: String, Sendable, Codable, CaseIterable {
    /// It is a blocker.
    case fail
    /// The collection is left out.
    case skip
    /// Its entities are written into the collection that is there, in place of those with their keys.
    case upsert
  }

  /// How far the result is compared with the source.
  public enum VerificationLevel: String, Sendable, Codable, CaseIterable {
    /// Not at all.
    case none
    /// The numbers of entities.
    case count
    /// The content of every entity.
    case full
  }

  /// What of a collection can be moved without the rest.
  public enum Part: String, Sendable, Codable, CaseIterable {
    /// The collection itself, with partitions, indexes, properties and aliases; no entity.
    case schema
    /// Entities alone, into a collection of the same schema that is there and empty.
    case data
  }

  /// The part that is moved alone; nil moves everything.
  public var only: Part?
  /// The partitions that are moved; nil moves all of them.
  public var partitions: [ServerName]?
  /// A filter expression of Milvus that moved entities pass; nil moves all of them.
  public var filter: String?
  /// Which indexes the target gets.
  public var index: IndexPolicy = .auto
  /// Whether the source's aliases are made on the target.
  public var aliases = true
  /// Whether roles and grants are carried; nil, as in old plans, is no.
  public var access: Bool?
  /// What becomes of generated keys.
  public var autoID: AutoIDPolicy = .automatic
  /// What to do about a taken name.
  public var onConflict: ConflictPolicy = .fail
  /// How far the result is compared.
  public var verification: VerificationLevel = .count
  /// Whether a source collection that is not loaded may be loaded for the copy.
  public var loadSource = false
  /// Key ranges that are copied at the same time.
  public var parallel = 4
  /// Bytes per second that may be written at most; nil if all that the target takes are welcome.
  public var rate: Double?
  /// Entities that the target may refuse before the job fails; 0 lets the first refusal end it.
  public var maxRejects = 1000

  /// The defaults.
  public init() {}
}

extension MigrationOptions {
  /// Whether entities may be written into a collection that is there.
  package var writesIntoExisting: Bool { onConflict == .upsert || only == .data }

  /// Whether roles and grants are carried.
  package var carriesAccess: Bool { access == true }
}
