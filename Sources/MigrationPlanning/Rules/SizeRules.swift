internal import MilvusClient

/// How much one collection is, and how long it takes.
enum SizeRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard !collection.isEmptyUnindexed else { return [] }
    guard collection.options.only != .schema else {
      return [
        collection.finding(
          .note, .schemaOnly, "entities", "none is moved, as was asked for")
      ]
    }
    return [entities(collection), estimate(collection)]
  }

  private static func entities(_ collection: CollectionCase) -> Finding {
    let facts = collection.facts
    if let rows = facts.rows {
      return collection.finding(
        .ok, .entities, "entities", "\(Wording.count(rows)) by count(*)")
    }
    if let stored = facts.storedRows {
      return collection.finding(
        .note, .entities, "entities",
        "\(Wording.count(stored)) by statistics, which count deleted ones and leave out the newest")
    }
    return collection.finding(.unknown, .entities, "entities", "not known")
  }

  private static func estimate(_ collection: CollectionCase) -> Finding {
    let pair = collection.pair
    let estimate = TimeEstimate(
      collection.facts, from: pair.source, to: pair.target, atMost: collection.options.rate)
    guard let estimate else {
      // Statistics of 0 prove nothing: they leave out what is not sealed yet.
      let isEmpty = collection.facts.rows == 0
      return collection.finding(
        isEmpty ? .ok : .unknown, .estimate, "estimate",
        isEmpty ? "nothing to copy" : "none: no entity could be read to learn how large they are")
    }
    let time = estimate.seconds < 1 ? "less than 1 s" : Wording.duration(estimate.seconds)
    return collection.finding(
      .ok, .estimate, "estimate",
      """
      \(Wording.size(Double(estimate.bytes))) at \(Wording.size(estimate.bytesPerSecond))/s \
      (\(estimate.assumption)): \(time) at best
      """)
  }
}
