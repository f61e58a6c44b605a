internal import MilvusClient

/// Whether the source understands the filter, and what passes it.
enum FilterRules {
  private static let topic = "filter"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard collection.options.filter != nil else { return [] }
    let facts = collection.facts
    if let words = facts.filterRefusal {
      return [
        collection.finding(
          .blocker, .filterRefused, topic, "the source does not understand it: \(words)",
          hint: "describe collection \(Wording.typed(facts.source)) shows the fields")
      ]
    }
    guard let rows = facts.rows else {
      return [
        collection.finding(
          .unknown, .filterUnknown, topic,
          "whether the source understands it is not known before it is loaded")
      ]
    }
    let passing = Wording.count(rows, "entity passes", "entities pass")
    return [
      collection.finding(
        rows == 0 ? .warning : .note, .filter, topic,
        rows == 0 ? "no entity passes" : "\(passing); no other is moved, as was asked for")
    ]
  }
}
