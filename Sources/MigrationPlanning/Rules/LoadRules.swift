internal import MilvusClient

/// Whether all rows of the source can be queried.
///
/// Asked of each partition: a collection of which one partition is loaded calls itself loaded, and
/// answers with that partition's rows only, as if they were all.
enum LoadRules {
  private static let topic = "load state"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    if collection.isEmptyUnindexed { return [empty(collection)] }
    guard collection.options.only != .schema,
      !collection.facts.unanswered.contains(where: { $0.question == .loadState })
    else { return [] }
    let (facts, plan) = (collection.facts, collection.planner.sourceLoading)
    if plan == .none { return [collection.finding(.ok, .loaded, topic, "\(LoadState.loaded)")] }
    let unindexed = facts.unindexedVectors
    guard unindexed.isEmpty || collection.source.supports(.loadWithoutIndex) else {
      return [unloadable(collection, unindexed)]
    }
    switch plan {
    case .none, .collection: return [whole(collection)]
    case .partitions(let names):
      let text = """
        \(names.count) of \(facts.partitions.count) partitions are not loaded: \
        \(Wording.names(names))
        """
      return [judged(collection, .partlyLoaded, text)]
    }
  }

  /// Statistics leave out what was inserted a moment ago.
  private static func empty(_ collection: CollectionCase) -> Finding {
    collection.finding(
      .warning, .emptyUnindexed, topic,
      """
      it cannot be loaded without an index and holds no entity by statistics, so its schema is moved \
      alone; if entities were inserted just now, flush it and check again
      """)
  }

  private static func whole(_ collection: CollectionCase) -> Finding {
    judged(collection, .notLoaded, "\(collection.facts.loadState)")
  }

  private static func judged(
    _ collection: CollectionCase, _ code: Finding.Code, _ text: String
  ) -> Finding {
    let asked = collection.facts.asked
    guard !collection.options.loadSource else {
      return collection.finding(
        .note, .willLoad, topic, "\(text); loaded for the copy and released afterwards")
    }
    return collection.finding(
      .blocker, code, topic, "\(text); its entities cannot be read",
      hint: """
        load \(Wording.typed(asked, on: .source)) (uses memory on \(collection.pair.source.label)), \
        or migrate \(Wording.typed(asked)) --load-source
        """)
  }

  /// A collection cannot be loaded while one of its vector fields has no index; Lite needs none.
  private static func unloadable(_ collection: CollectionCase, _ fields: [ServerName]) -> Finding {
    collection.finding(
      .blocker, .noSourceIndex, topic,
      "it cannot be loaded before \(Wording.names(fields)) has an index on the source",
      hint: "migrate \(Wording.typed(collection.facts.asked)) --schema-only, or create the index "
        + "with another tool: this one never changes the source")
  }
}
