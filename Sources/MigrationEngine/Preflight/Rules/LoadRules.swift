internal import MilvusClient

/// Whether all rows of the source can be queried.
///
/// Asked of each partition: a collection of which one partition is loaded calls itself loaded, and
/// answers with that partition's rows only, as if they were all.
enum LoadRules {
  private static let topic = "load state"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard collection.options.only != .schema else { return [] }
    let (facts, plan) = (collection.facts, Planner(collection).sourceLoading)
    let loading: Finding
    switch plan {
    case .none: return [collection.finding(.ok, .loaded, topic, "\(LoadState.loaded)")]
    case .collection: loading = whole(collection)
    case .partitions(let names):
      let text = """
        \(names.count) of \(facts.partitions.count) partitions are not loaded: \
        \(Wording.names(names))
        """
      loading = judged(collection, .partlyLoaded, text)
    }
    return [loading] + missingIndexes(collection)
  }

  private static func whole(_ collection: CollectionCase) -> Finding {
    judged(collection, .notLoaded, "\(collection.facts.loadState)")
  }

  private static func judged(
    _ collection: CollectionCase, _ code: Finding.Code, _ text: String
  ) -> Finding {
    let name = collection.facts.choice.source
    guard !collection.options.loadSource else {
      return collection.finding(
        .note, .willLoad, topic, "\(text); loaded for the copy and released afterwards")
    }
    return collection.finding(
      .blocker, code, topic, "\(text); its entities cannot be read",
      hint: """
        load source:\(name) (uses memory on \(collection.pair.source.label)), \
        or migrate \(name) --load-source
        """)
  }

  /// A collection cannot be loaded while one of its vector fields has no index; Lite needs none.
  private static func missingIndexes(_ collection: CollectionCase) -> [Finding] {
    guard !collection.source.isLite else { return [] }
    let indexed = Set(collection.facts.indexes.map(\.field))
    let missing = collection.schema.vectorColumns.map(\.name).filter { !indexed.contains($0) }
    guard !missing.isEmpty else { return [] }
    return [
      collection.finding(
        collection.options.loadSource ? .blocker : .note, .noSourceIndex, topic,
        "it cannot be loaded before \(Wording.names(missing)) has an index on the source",
        hint: "create the index with another tool: this one never changes the source")
    ]
  }
}
