public import MigrationPlanning

/// Why the answers of two ends to the same search may differ.
public enum SearchCause: Sendable, Equatable {
  /// The indexes measure by different metrics.
  case otherMetric(source: String, target: String)
  /// Rows among the neighbours are missing on one end, or have other vectors there.
  case rowsDiffer(Int)
  /// An end has no index yet, or is building it, so that rows are searched without it.
  case unfinishedIndex(Side)
  /// The ends count words in other segments, and weigh them differently.
  case wordStatistics
  /// Indexes find most of the nearest rows, not all: this end found fewer, or both as many.
  case approximation(worse: Side?)
}

extension ComparedField {
  /// Why answers differ, the most certain cause first; none where all agree.
  public var causes: [SearchCause] {
    guard overlap.least < 1 else { return [] }
    var causes: [SearchCause] = []
    let (source, target) = (indexes.source, indexes.target)
    if source.metric != target.metric {
      causes.append(.otherMetric(source: source.metric, target: target.metric))
    }
    if !differingRows.isEmpty { causes.append(.rowsDiffer(differingRows.count)) }
    if source.isUnfinished { causes.append(.unfinishedIndex(.source)) }
    if target.isUnfinished { causes.append(.unfinishedIndex(.target)) }
    guard causes.isEmpty else { return causes }
    return [source.metric == "BM25" ? .wordStatistics : .approximation(worse: worseSide)]
  }

  /// The mean recall of each end; nil where the exact neighbours are not known.
  public var recall: BothEnds<Double>? {
    let recalls = queries.compactMap(\.recall)
    guard !recalls.isEmpty else { return nil }
    return BothEnds(
      source: Distribution(recalls.map(\.source)).mean,
      target: Distribution(recalls.map(\.target)).mean)
  }

  private var worseSide: Side? {
    guard let recall, recall.source != recall.target else { return nil }
    return recall.source < recall.target ? .source : .target
  }
}
