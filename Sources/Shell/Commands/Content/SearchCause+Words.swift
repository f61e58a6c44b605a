internal import MigrationEngine

extension SearchCause {
  /// The stable name of the cause.
  var name: String {
    switch self {
    case .otherMetric: "otherMetric"
    case .rowsDiffer: "entitiesDiffer"
    case .unfinishedIndex: "unfinishedIndex"
    case .wordStatistics: "wordStatistics"
    case .approximation: "approximation"
    }
  }

  /// What the cause is, as part of a sentence.
  var words: String {
    switch self {
    case .otherMetric(let source, let target):
      "the metrics differ, \(source) on the source and \(target) on the target"
    case .rowsDiffer(let count):
      "\(Figures.count(count)) \(count == 1 ? "entity" : "entities") among the neighbours "
        + "\(count == 1 ? "is" : "are") missing on one side or differ\(count == 1 ? "s" : "")"
    case .unfinishedIndex(let side):
      "the index of the \(side.rawValue) is not built yet, so search again once it is"
    case .wordStatistics: "BM25 weighs words by the segments of each side, which are not the same"
    case .approximation(let side?):
      "the indexes are approximate, and the \(side.rawValue) finds fewer of the nearest"
    case .approximation(nil):
      "the indexes are approximate, and each side finds as many of the nearest"
    }
  }
}

extension ComparedField {
  /// What a difference between the answers most likely is, in words.
  var verdict: String {
    let causes = causes
    guard causes.isEmpty else { return causes.map(\.words).joined(separator: "; ") }
    if queries.isEmpty { return "nothing was searched for: \(reasonForNone)" }
    return ties == 0
      ? "both sides give the same answers"
      : "both sides give the same answers, but for neighbours that are equally near"
  }

  private var reasonForNone: String {
    switch absence {
    case .collection: "the collection is empty"
    case .partitions: "the partitions are empty"
    case .filter: "no entity passes the filter"
    case nil: "no entity has a vector"
    }
  }

  /// Neighbours in whose place the other side has one that is as near.
  var ties: Int { queries.reduce(0) { $0 + $1.all.ties } }

  /// The latencies of both sides in seconds.
  var latency: BothEnds<Distribution> {
    BothEnds(
      source: Distribution(queries.map(\.seconds.source)),
      target: Distribution(queries.map(\.seconds.target)))
  }
}

extension GainDifference {
  /// The difference with its interval, in words.
  var text: String {
    let figure = { (number: Double) in
      (number < 0 ? "" : "+") + Figures.fixed(number, digits: 3)
    }
    return "\(figure(mean)) on the target, 95 % between \(figure(mean - margin)) and "
      + figure(mean + margin)
  }

  /// The difference with its interval as JSON.
  var document: JSONValue {
    ["mean": .number(mean), "low": .number(mean - margin), "high": .number(mean + margin)]
  }
}
