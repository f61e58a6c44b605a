package import MilvusClient

/// What becomes of a collection's keys on the target, decided from the versions and the options.
package enum KeyPolicy: Sendable, Equatable {
  /// The property by which Milvus lets keys be given to a collection that generates keys.
  package static let insertionProperty = "allow_insert_auto_id"

  private static let liteKeys = "Milvus Lite generates keys of type Int64 only"

  /// Keys come from the application, there as here, or no entity is moved.
  case given
  /// Keys are kept and generation stays on; the property is switched on for the copy if need be.
  case keptWhileGenerating(TemporaryProperty?)
  /// Keys are kept and generation is off.
  case keptWithoutGenerating
  /// The target generates other keys.
  case generatedAnew
  /// The user has to choose.
  case undecided(because: String)

  static func decide(
    _ facts: CollectionFacts, _ options: MigrationOptions, on target: ServerVersion
  ) -> KeyPolicy {
    let schema = facts.schema
    guard options.only == .schema, options.autoID != .keepKeys else {
      let isNew = TargetUse(facts, options) == .create
      let properties = isNew ? facts.carriedProperties : facts.existing?.properties ?? []
      let policy = decide(
        schema: schema, properties: properties, target: target, choice: options.autoID)
      guard !isNew, case .keptWhileGenerating(.some) = policy else { return policy }
      return .undecided(
        because:
          "the target's collection generates keys and takes none: \(insertionProperty) is off")
    }
    // Without entities only what the target can generate matters.
    let isRefused =
      schema.isAutoID && !target.supports(.varcharAutoID) && schema.primaryKey?.type != .int64
    return isRefused ? .undecided(because: liteKeys) : .given
  }

  /// Whether a choice settles what becomes of the keys of a collection that generates them.
  static func isPossible(
    _ choice: MigrationOptions.AutoIDPolicy, for collection: CollectionCase
  ) -> Bool {
    guard collection.schema.isAutoID else { return false }
    var options = collection.options
    options.autoID = choice
    if case .undecided = decide(collection.facts, options, on: collection.target) { return false }
    return true
  }

  package static func decide(
    schema: CollectionSchema, properties: [PlannedProperty], target: ServerVersion,
    choice: MigrationOptions.AutoIDPolicy
  ) -> KeyPolicy {
    guard schema.isAutoID else { return .given }
    if choice == .keepKeys { return .keptWithoutGenerating }
    if !target.supports(.varcharAutoID), schema.primaryKey?.type != .int64 {
      return .undecided(because: liteKeys)
    }
    if choice == .newKeys { return .generatedAnew }
    guard target.supports(.insertAutoID) else {
      return .undecided(
        because: """
          Milvus \(target) does not take keys for a collection that generates them \
          (2.5.19, 2.6.3 and newer do)
          """)
    }
    guard !target.supports(.insertAutoIDAtOnce) else { return .keptWhileGenerating(nil) }
    let isAllowed = properties.contains {
      $0.key == insertionProperty && $0.value.lowercased() == "true"
    }
    return .keptWhileGenerating(
      isAllowed ? nil : TemporaryProperty(key: insertionProperty, during: "true", after: "false"))
  }

  /// How rows are sent again whose first sending may have been stored.
  ///
  /// Upsert keeps keys, but Milvus gives rows of a collection that generates keys other ones.
  package func replay(on target: ServerVersion) -> ReplayStrategy {
    switch self {
    case .given, .keptWithoutGenerating, .undecided: .upsert
    case .keptWhileGenerating: target.supports(.upsertKeepsAutoID) ? .upsert : .deleteThenInsert
    case .generatedAnew: .impossible
    }
  }

  /// The schema that the target gets.
  func schema(_ source: CollectionSchema) -> CollectionSchema {
    self == .keptWithoutGenerating ? source.settingAutoID(false) : source
  }
}
