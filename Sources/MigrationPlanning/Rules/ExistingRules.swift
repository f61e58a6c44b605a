internal import MilvusClient

/// Whether entities can be written into the collection that the target has.
enum ExistingRules {
  private static let topic = "name on target"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard let existing = collection.facts.existing else { return [] }
    return [amount(collection, existing), settings(collection)] + schema(collection, existing)
      + newKeys(collection) + partitions(collection)
  }

  /// Upsert replaces a key in the partition that it writes to.
  private static func partitions(_ collection: CollectionCase) -> [Finding] {
    guard collection.options.onConflict == .upsert, collection.target.supports(.keyPerPartition),
      collection.schema.partitionKey == nil
    else { return [] }
    return [
      collection.finding(
        .note, .mergePartitions, "partitions",
        "a key that the target has in another partition than the source stays there, too")
    ]
  }

  private static func amount(
    _ collection: CollectionCase, _ existing: CollectionFacts.Existing
  ) -> Finding {
    let name = Wording.name(collection.facts.target.name)
    let holds = existing.rows.map { " with \(Wording.count($0, "entity", "entities"))" } ?? ""
    guard collection.options.onConflict != .upsert else {
      return collection.finding(
        .note, .merge, topic,
        "\(name) exists\(holds): entities with the same keys are replaced there, others stay")
    }
    switch existing.rows {
    case 0?:
      return collection.finding(.ok, .fill, topic, "\(name) exists and is empty")
    case nil:
      return collection.finding(
        .unknown, .fillUnknown, topic,
        "\(name) exists; whether it is empty is not known before the job looks")
    case .some:
      return collection.finding(
        .blocker, .targetNotEmpty, topic,
        "\(name) exists\(holds), and --data-only fills an empty collection",
        hint: "--on-conflict upsert replaces entities with the same keys and keeps the others")
    }
  }

  private static func settings(_ collection: CollectionCase) -> Finding {
    collection.finding(
      .note, .targetKept, "settings",
      "indexes, aliases, properties and load state of the target stay as they are")
  }

  private static func schema(
    _ collection: CollectionCase, _ existing: CollectionFacts.Existing
  ) -> [Finding] {
    let differences = existing.schema.differences(
      from: collection.planner.targetSchema, describedBy: collection.target)
    guard !differences.isEmpty else {
      return [
        collection.finding(.ok, .sameSchema, "schema", "the same as the target's")
      ]
    }
    return [
      collection.finding(
        .blocker, .schemaDiffers, "schema",
        "the target has another one: \(differences.joined(separator: "; "))",
        hint: "migrate it under another name with --rename, without --data-only")
    ]
  }

  private static func newKeys(_ collection: CollectionCase) -> [Finding] {
    let planner = collection.planner
    guard planner.targetUse == .merge else { return [] }
    switch planner.keys.replay(on: collection.target) {
    case .upsert: return []
    case .impossible:
      return [
        collection.finding(
          .blocker, .newKeysUnmatched, "auto-id",
          "under new keys no entity of the target is known to be the same",
          hint: "leave out --auto-id new-keys")
      ]
    case .deleteThenInsert:
      return [
        collection.finding(
          .blocker, .generatedKeysUnmerged, "auto-id",
          "Milvus gives other keys to what is upserted into a collection that generates them, and "
            + "what were deleted first could be lost",
          hint: "migrate it under another name with --rename")
      ]
    }
  }
}
