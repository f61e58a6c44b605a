internal import MigrationPlanning
public import MilvusClient

/// What a comparison of two collections looks at.
public struct DiffOptions: Sendable, Equatable {
  /// What may be left out of it.
  public enum Part: String, Sendable, CaseIterable {
    case index, alias, properties
  }

  /// What is left out, and not even asked for.
  public var ignored: Set<Part>
  /// Whether what a migration leads to counts as a difference.
  public var isStrict: Bool

  /// Makes options; everything is compared by default, and what a migration leads to is expected.
  public init(ignored: Set<Part> = [], isStrict: Bool = false) {
    self.ignored = ignored
    self.isStrict = isStrict
  }
}

/// How two collections differ in everything but their entities.
public struct CollectionDiff: Sendable, Equatable {
  /// The collections that were compared, by their own names.
  public var source, target: CollectionAddress
  /// Versions of both servers.
  public var sourceVersion, targetVersion: ServerVersion
  /// How it was done.
  public var options: DiffOptions
  /// Everything that was found: schema, settings, partitions, indexes, properties, aliases.
  public var findings: [DefinitionDifference]

  /// What differs.
  public var differences: [DefinitionDifference] {
    findings.filter { $0.verdict == .different || options.isStrict && $0.verdict == .asMigrated }
  }

  /// What a migration leads to, unless that counts as a difference.
  public var asMigrated: [DefinitionDifference] {
    options.isStrict ? [] : findings.filter { $0.verdict == .asMigrated }
  }

  /// What one of the servers cannot say.
  public var notComparable: [DefinitionDifference] {
    findings.filter { $0.verdict == .notComparable }
  }

  /// Whether nothing differs.
  public var isEqual: Bool { differences.isEmpty }
}
