internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// What is concluded from the answers to searches.
@Suite struct SearchReportTests {
  private func index(
    _ type: String? = "HNSW", _ metric: String = "COSINE", isUnfinished: Bool = false
  ) -> ComparedField.Index {
    ComparedField.Index(type: type, metric: metric, pendingRows: 0, isUnfinished: isUnfinished)
  }

  private func query(
    _ key: Int64, lost: Int = 0, recall: BothEnds<Double>? = nil, gain: BothEnds<Double>? = nil
  ) -> ComparedQuery {
    let neighbours = (0..<4).map { Neighbour(.int64(Int64($0)), score: Double($0)) }
    let all = NeighbourComparison(neighbours, Array(neighbours.dropLast(lost)))
    return ComparedQuery(
      subject: .row(.int64(key), partition: nil), nearest: all, all: all, recall: recall,
      gain: gain, seconds: BothEnds(source: 0.004, target: 0.006))
  }

  private func field(
    _ source: ComparedField.Index, _ target: ComparedField.Index, _ queries: [ComparedQuery],
    differing: [PrimaryKey] = []
  ) -> ComparedField {
    var field = ComparedField(
      name: "v", type: .floatVector, indexes: BothEnds(source: source, target: target))
    (field.queries, field.differingRows) = (queries, differing)
    return field
  }

  @Test func `where all answers agree nothing is the cause`() {
    #expect(field(index(), index("AUTOINDEX"), [query(1), query(2)]).causes.isEmpty)
  }

  @Test func `what is certain is named before what is likely`() {
    let all = field(
      index(), index(nil, "L2", isUnfinished: true), [query(1, lost: 1)], differing: [.int64(3)])
    #expect(
      all.causes == [
        .otherMetric(source: "COSINE", target: "L2"), .rowsDiffer(1), .unfinishedIndex(.target),
      ])
  }

  @Test(
    arguments: [
      (0.9, 1.0, Side.source), (1.0, 0.9, .target), (0.9, 0.9, nil),
    ] as [(Double, Double, Side?)])
  func `else the indexes are approximate, that of the side with the lower recall more`(
    source: Double, target: Double, worse: Side?
  ) {
    let recall = BothEnds(source: source, target: target)
    let found = field(index(), index(), [query(1, lost: 1, recall: recall)])
    #expect(found.causes == [.approximation(worse: worse)])
  }

  @Test func `words are weighed by the segments of each side`() {
    let bm25 = index("SPARSE_INVERTED_INDEX", "BM25")
    #expect(field(bm25, bm25, [query(1, lost: 2)]).causes == [.wordStatistics])
  }

  @Test func `the worst searches come first, those alike in their order`() {
    let found = field(
      index(), index(), [query(1, lost: 1), query(2), query(3, lost: 3), query(4, lost: 1)])
    #expect(
      found.worstQueries.map(\.subject) == [3, 1, 4].map { .row(.int64($0), partition: nil) })
    #expect(found.overlap.least == 0.25)
    #expect(found.overlap.mean == (0.75 + 1 + 0.25 + 0.75) / 4)
  }

  @Test func `the overlap of a report is that of its worst field`() {
    var report = SearchReport(
      source: CollectionAddress(name: "docs"), target: CollectionAddress(name: "docs"),
      options: SearchOptions(queries: .sample(1, seed: 1)))
    #expect(report.overlap == nil)
    report.fields = [field(index(), index(), [])]
    #expect(report.overlap == nil)
    report.fields += [
      field(index(), index(), [query(1)]), field(index(), index(), [query(1, lost: 2)]),
    ]
    #expect(report.overlap == 0.5)
  }

  @Test func `percentiles are figures that were measured`() {
    let figures = Distribution((1...100).map(Double.init))
    #expect(figures.median == 50 && figures.percentile(99) == 99 && figures.least == 1)
    #expect(Distribution([3]).percentile(99) == 3)
    #expect(Distribution([]).isEmpty && Distribution([]).mean == 1)
  }

  // MARK: - Judged answers

  private func gain(_ keys: [Int64], relevant: [Int64], limit: Int = 3) -> Double? {
    JudgedGain.nDCG(
      of: keys.map { Neighbour(.int64($0), score: 0) },
      relevant: relevant.map(PrimaryKey.int64), limit: limit)
  }

  @Test func `nDCG is 1 for the best order and less the later right keys come`() throws {
    #expect(gain([1, 2, 9], relevant: [2, 1]) == 1)
    #expect(gain([8, 9, 7], relevant: [1]) == 0)
    // One right key in the third place: 1 / log2(4).
    #expect(gain([8, 9, 1], relevant: [1]) == 0.5)
    // More right keys than places: the best is what fits.
    #expect(gain([1, 2, 3], relevant: [1, 2, 3, 4, 5]) == 1)
    #expect(gain([1], relevant: []) == nil)
  }

  @Test func `the interval of a difference is as wide as its spread`() throws {
    let pairs = [0.0, 0.2].map { BothEnds(source: 0.5, target: 0.5 + $0) }
    let difference = try #require(GainDifference(pairs))
    #expect(abs(difference.mean - 0.1) < 1e-12)
    // Deviation 0.1414, of two: 0.1 by 1.96.
    #expect(abs(difference.margin - 0.196) < 1e-9)
    #expect(GainDifference([BothEnds(source: 1, target: 1)]) == nil)
  }
}
