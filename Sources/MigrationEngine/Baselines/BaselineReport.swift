public import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

/// What has become of a collection since a baseline was taken of it, or of a copy of it.
public struct BaselineReport: Sendable {
  /// The collection that the baseline is of, and the one that was held against it.
  public var original, collection: CollectionAddress
  /// The side that the latter is on.
  public var side: Side
  /// When the baseline was taken, and what its server said of itself.
  public var takenAt, server: String
  /// What differs apart from rows; the baseline's is the source.
  public var definition: [DefinitionDifference] = []
  /// Entities of the baseline, and those now.
  public var entities = (then: Int64(0), now: Int64(0))
  /// Partitions whose numbers of entities differ; one without a name where a key chooses them.
  public var partitions: [(name: ServerName, then: Int64, now: Int64)] = []
  /// Key ranges that were compared, and those that differ.
  public var ranges = 0, differingCount = 0
  /// Key ranges that differ, the first `VerificationReport.rangeLimit`; the baseline's rows are those
  /// of the source, and what differs is counted where its rows were kept.
  public var differingRanges: [ComparedRange] = []
  /// Rows whose keys and fields the baseline has.
  public var keptRows = 0
  /// Those of them that differ, and others where all rows of a range were kept; at most
  /// `VerificationReport.differenceLimit`.
  public var differences: [Difference] = []
  /// Why no content was compared; nil where it was.
  public var obstacle: String?
  /// How the answers to its searches agree.
  public var answers: [BaselineAnswers] = []
  /// Whether the collection was loaded for the comparison and released afterwards.
  public var wasLoaded = false
  /// Seconds that it took.
  public var seconds = 0.0

  /// A report of nothing yet.
  init(_ baseline: Baseline, _ collection: CollectionAddress, on side: Side) {
    (original, self.collection, self.side) = (baseline.collection, collection, side)
    (takenAt, server, keptRows) = (baseline.takenAt, baseline.server, baseline.rowCount)
  }

  /// Whether the schema and the rows are those of the baseline.
  public var isEqual: Bool {
    entities.then == entities.now && partitions.isEmpty && differingCount == 0 && obstacle == nil
      && !definition.contains(where: \.isOfSchema)
  }

  /// The mean agreement of the field on which the answers agree least; nil without a search.
  public var overlap: Double? { answers.map(\.overlap).filter { !$0.isEmpty }.map(\.mean).min() }
}

extension DefinitionDifference {
  /// Whether the schema differs, or the partitions by name, and not only how rows are served.
  public var isOfSchema: Bool {
    switch subject {
    case .field, .function, .partition: true
    case .collection: ![.consistency, .shards, .partitionCount].contains(code)
    case .index, .alias, .property: false
    }
  }
}

/// How the answers to the searches of a baseline agree with those that it has.
public struct BaselineAnswers: Sendable {
  /// One search for the vector of a row.
  public struct Query: Sendable, Equatable {
    /// The key of the row.
    public var key: PrimaryKey
    /// How the neighbours agree; the baseline's list is the first.
    public var all: NeighbourComparison
  }

  /// The field that was searched by.
  public var field: ServerName
  /// The type and the metric of its index in the baseline.
  public var then: (index: String?, metric: String)
  /// Its index now; nil if the field cannot be searched by.
  public var now: ComparedField.Index?
  /// Neighbours that each search asks for.
  public var limit: Int
  /// Searches of the baseline, and those that cannot be asked, for their rows are gone.
  public var asked: Int, lost = 0
  /// Those that were asked, in the order of the baseline.
  public var queries: [Query] = []

  init(_ field: Baseline.Field) {
    self.field = field.name
    then = (field.index, field.metric)
    limit = field.limit
    asked = field.searches.count
  }

  /// The agreement on all neighbours; a search that cannot be asked agrees on none.
  public var overlap: Distribution {
    Distribution(queries.map(\.all.overlap) + Array(repeating: 0, count: lost))
  }
  /// The searches on whose answers they agree least, the worst first.
  public var worstQueries: [Query] {
    queries.enumerated().filter { $1.all.overlap < 1 }
      .sorted { ($0.1.all.overlap, $0.0) < ($1.1.all.overlap, $1.0) }.map(\.1)
  }
}
