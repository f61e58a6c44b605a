public import MilvusClient

/// A value of each end.
public struct BothEnds<Value: Sendable>: Sendable {
  /// That of the source.
  public var source: Value
  /// That of the target.
  public var target: Value

  /// Makes a pair.
  public init(source: Value, target: Value) {
    (self.source, self.target) = (source, target)
  }
}

extension BothEnds: Equatable where Value: Equatable {}

/// One search that both ends answered.
public struct ComparedQuery: Sendable, Equatable {
  /// What was searched for: the key of a row of the source, or a search of a file.
  public enum Subject: Sendable, Equatable {
    case row(PrimaryKey, partition: ServerName?)
    case listed(String)
  }

  /// What was searched for.
  public var subject: Subject
  /// How the nearest neighbours agree.
  public var nearest: NeighbourComparison
  /// How all neighbours agree; the source's list is the first.
  public var all: NeighbourComparison
  /// The share of the exact neighbours that each end found; nil where none are known.
  public var recall: BothEnds<Double>?
  /// The nDCG of each end by the judged keys; nil where nobody judged.
  public var gain: BothEnds<Double>?
  /// Seconds that each end took to answer, the way there and back included.
  public var seconds: BothEnds<Double>
}

/// What the searches by one field found.
public struct ComparedField: Sendable {
  /// The index of the field on one end.
  public struct Index: Sendable, Equatable {
    /// Its type, as `HNSW`; nil if there is none.
    public var type: String?
    /// The metric that was searched by.
    public var metric: String
    /// Rows that it does not cover yet.
    public var pendingRows: Int64
    /// Whether the server is still building it.
    public var isUnfinished: Bool
  }

  /// Where no row was found to search for.
  public enum Absence: Sendable, Equatable {
    /// In the collection.
    case collection
    /// In the partitions that were chosen.
    case partitions
    /// Among those that pass the filter.
    case filter
  }

  /// The field.
  public var name: ServerName
  /// The type of its vectors.
  public var type: DataType
  /// Its indexes.
  public var indexes: BothEnds<Index>
  /// The searches, in the order of their keys or of the file.
  public var queries: [ComparedQuery] = []
  /// Rows among the neighbours that one end lacks, or whose vectors differ, in key order.
  public var differingRows: [PrimaryKey] = []
  /// Where there was no row to search for; nil if there was one, or a file said what to search for.
  public var absence: Absence?

  /// The searches on whose answers the ends agree least, the worst first.
  public var worstQueries: [ComparedQuery] {
    // Sorting is not stable: the place decides among equals.
    queries.enumerated().filter { $1.all.overlap < 1 }
      .sorted { ($0.1.all.overlap, $0.0) < ($1.1.all.overlap, $1.0) }.map(\.1)
  }

  /// The agreement on the nearest neighbours.
  public var nearestOverlap: Distribution { Distribution(queries.map(\.nearest.overlap)) }
  /// The agreement on all neighbours.
  public var overlap: Distribution { Distribution(queries.map(\.all.overlap)) }
}

/// What the answers of two collections to the same searches have in common.
public struct SearchReport: Sendable {
  /// The collections that were searched.
  public var source, target: CollectionAddress
  /// How they were searched.
  public var options: SearchOptions
  /// What was found, for each field.
  public var fields: [ComparedField] = []
  /// Vector fields that were not searched by, each with the reason.
  public var skipped: [(field: ServerName, reason: String)] = []
  /// Whether the target was loaded for the searches and released afterwards.
  public var loadedTarget = false
  /// Seconds that it took.
  public var seconds = 0.0

  /// A report of nothing yet.
  init(source: CollectionAddress, target: CollectionAddress, options: SearchOptions) {
    (self.source, self.target, self.options) = (source, target, options)
  }

  /// The mean agreement of the field on which the ends agree least; nil without a search.
  public var overlap: Double? { fields.map(\.overlap).filter { !$0.isEmpty }.map(\.mean).min() }
}

/// How some figures are distributed.
public struct Distribution: Sendable, Equatable {
  private let sorted: [Double]

  /// A distribution of figures in any order.
  public init(_ figures: [Double]) { sorted = figures.sorted() }

  /// Whether there are no figures.
  public var isEmpty: Bool { sorted.isEmpty }
  /// Their mean; 1 without any, which is what a share of nothing is.
  public var mean: Double {
    sorted.isEmpty ? 1 : sorted.reduce(0, +) / Double(sorted.count)
  }
  /// The one in the middle.
  public var median: Double { percentile(50) }
  /// The least of them.
  public var least: Double { sorted.first ?? 1 }

  /// The least figure that so many per cent do not exceed (nearest rank).
  public func percentile(_ percent: Double) -> Double {
    guard !sorted.isEmpty else { return 1 }
    let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }
}
