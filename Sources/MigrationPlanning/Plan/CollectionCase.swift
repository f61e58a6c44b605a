internal import MilvusClient

/// One collection in its surroundings: all that a rule may look at.
struct CollectionCase: Sendable {
  let facts: CollectionFacts
  let pair: PairFacts
  /// What the user decided; of a collection that is empty and cannot be loaded only the schema is
  /// moved.
  let options: MigrationOptions
  /// Whether the options differ from what the user decided, because there is nothing to load.
  let isEmptyUnindexed: Bool
  /// What the other collections of the request are to be called on the target.
  let siblings: [ServerName]
  /// What would be done with it.
  let planner: Planner

  init(
    facts: CollectionFacts, pair: PairFacts, options: MigrationOptions,
    siblings: [ServerName] = []
  ) {
    var options = options
    isEmptyUnindexed =
      options.only == nil && options.filter == nil && facts.existing == nil
      && facts.storedRows == 0 && !facts.isReadable
      && !pair.source.version.supports(.loadWithoutIndex)
      && !facts.unindexedVectors.isEmpty
    if isEmptyUnindexed { options.only = .schema }
    (self.facts, self.pair, self.options, self.siblings) = (facts, pair, options, siblings)
    planner = Planner(facts, pair, options, isTakenForEmpty: isEmptyUnindexed)
  }

  var schema: CollectionSchema { facts.schema }
  var target: ServerVersion { pair.target.version }
  var source: ServerVersion { pair.source.version }

  /// A finding about this collection.
  func finding(
    _ level: Finding.Level, _ code: Finding.Code, _ topic: String, _ text: String,
    hint: String? = nil
  ) -> Finding {
    Finding(level, code, subject: .collection(facts.asked), topic: topic, text, hint: hint)
  }
}
