internal import MilvusClient

/// What becomes of primary keys.
enum KeyRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    generation(collection) + duplicates(collection)
  }

  private static let topic = "auto-id"

  private static func generation(_ collection: CollectionCase) -> [Finding] {
    switch collection.planner.keys {
    case .given: return []
    case .keptWhileGenerating(let property):
      let means = property.map { "; \($0.key) is on during the copy" } ?? ""
      return [
        collection.finding(
          .note, .autoID, topic,
          """
          keys are kept, and the target generates the keys of new entities\(means); \
          a generated key may meet a kept one
          """)
      ]
    case .keptWithoutGenerating:
      return [
        collection.finding(
          .warning, .autoIDOff, topic,
          """
          keys are kept, but the target generates none: applications must give keys to new entities
          """)
      ]
    case .generatedAnew: return newKeys(collection)
    case .undecided(let reason):
      return [
        collection.finding(
          .blocker, .autoIDChoice, topic, reason,
          hint: collection.planner.targetUse == .create
            ? choices(collection)
            : "set \(KeyPolicy.insertionProperty) to true on the target's collection")
      ]
    }
  }

  /// The choices that lead on, in the words to type.
  private static func choices(_ collection: CollectionCase) -> String {
    let means: [(MigrationOptions.AutoIDPolicy, String)] = [
      (.keepKeys, "the target stops generating keys"), (.newKeys, "every entity gets another key"),
    ]
    let possible = means.filter { KeyPolicy.isPossible($0.0, for: collection) }
    return "choose "
      + possible.map { "--auto-id \($0.0.rawValue) (\($0.1))" }.joined(separator: ", or ")
  }

  private static func newKeys(_ collection: CollectionCase) -> [Finding] {
    let warning = collection.finding(
      .warning, .newKeys, topic,
      """
      every entity gets another key: references to the old ones break, entities can be counted but \
      not compared, and a copy that is interrupted in a write cannot go on
      """)
    guard collection.options.verification == .full else { return [warning] }
    return [
      warning,
      collection.finding(
        .blocker, .newKeysUnverifiable, topic,
        "the content cannot be compared, because no key tells which entities belong together",
        hint: "use --verify count, or --auto-id keep-keys"),
    ]
  }

  /// Milvus does not look whether an inserted key exists; Lite keeps one entity for each key.
  private static func duplicates(_ collection: CollectionCase) -> [Finding] {
    let facts = collection.facts
    guard collection.options.only != .schema, collection.source.supports(.duplicateKeys),
      !collection.schema.isAutoID
    else { return [] }
    var text = "keys that occur twice are not known before the copy; one entity of each is copied"
    if let rows = facts.rows, let stored = facts.storedRows, stored > rows {
      text += """
        ; \(Wording.count(rows)) live entities, \(Wording.count(stored)) stored ones, \
        deleted ones among them
        """
    }
    return [collection.finding(.note, .duplicateKeys, "keys", text)]
  }
}
