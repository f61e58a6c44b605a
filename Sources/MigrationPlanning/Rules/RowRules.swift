internal import MilvusClient

/// Which rows the target will not take, as far as that is known before the copy.
enum RowRules {
  private static let topic = "entities"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard collection.options.only != .schema else { return [] }
    return dynamicKeys(collection) + longTexts(collection) + largestKey(collection)
  }

  private static func largestKey(_ collection: CollectionCase) -> [Finding] {
    guard collection.facts.hasLargestKey, collection.planner.keys != .generatedAnew else {
      return []
    }
    return [
      collection.finding(
        .warning, .largestKey, topic,
        """
        the entity with the key \(Int64.max) is left out as a reject: the target would count it, and \
        never return it
        """)
    ]
  }

  private static func dynamicKeys(_ collection: CollectionCase) -> [Finding] {
    guard
      DynamicKeyRule.isBroken(by: collection.source, on: collection.target, collection.schema)
    else { return [] }
    let names =
      !collection.target.supports(.separateNames)
      ? "of a declared one, _seq, _partition or $meta" : "of a declared one"
    return [
      collection.finding(
        .warning, .dynamicKeys, topic,
        """
        an entity with an undeclared field that has the name \(names) is left out as a reject: the \
        source takes it, the target would refuse or alter it
        """)
    ]
  }

  private static func longTexts(_ collection: CollectionCase) -> [Finding] {
    guard let sample = collection.facts.sample else { return [] }
    let keys = collection.planner.keys
    return sample.excesses.compactMap { excess in
      let isKey = collection.schema.primaryKey?.name == excess.field
      guard !isKey || keys != .generatedAnew else { return nil }
      let unit = collection.target.supports(.textLimitsInBytes) ? "bytes" : "characters"
      return collection.finding(
        .warning, .textLength, topic,
        """
        \(subject(excess.field)) of \(excess.rows) of \(sample.rows) entities that were looked \
        at is longer than its \(excess.limit) \(unit), which the target counts: such entities are \
        left out as rejects, more than \(collection.options.maxRejects) of them end the job
        """, hint: wayOut(collection, excess.field))
    }
  }

  private static func subject(_ field: ServerName) -> String {
    field == ColumnRule.dynamicField.name ? "what is undeclared" : Wording.name(field)
  }

  /// What to do about texts that are too long.
  private static func wayOut(_ collection: CollectionCase, _ field: ServerName) -> String {
    let documents = collection.schema.fields.filter { $0.type == .json }.map(\.name)
    guard !documents.contains(field), field != ColumnRule.dynamicField.name else {
      return "shorten them on the source"
    }
    let isKey = collection.schema.primaryKey?.name == field
    let remake =
      "copy them into a source collection with a larger max_length, and migrate that one"
    guard isKey, collection.schema.isAutoID else {
      return "shorten them on the source, or \(remake)"
    }
    return KeyPolicy.isPossible(.newKeys, for: collection)
      ? "--auto-id new-keys gives every entity a key that fits" : remake
  }
}
