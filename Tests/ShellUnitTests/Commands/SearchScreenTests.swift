import MilvusClient
import Testing

@testable import MigrationEngine
@testable import Shell

@Suite struct SearchScreenTests {
  private func query(_ key: Int64, lost: Int = 0) -> ComparedQuery {
    let neighbours = (0..<4).map { Neighbour(.int64(key + Int64($0)), score: Double($0)) }
    let found = Array(neighbours.dropLast(lost))
    return ComparedQuery(
      subject: .row(.int64(key), partition: "_default"),
      nearest: NeighbourComparison(Array(neighbours.prefix(1)), Array(found.prefix(1))),
      all: NeighbourComparison(neighbours, found),
      recall: BothEnds(source: 1, target: 1 - Double(lost) / 4), gain: nil,
      seconds: BothEnds(source: 0.004, target: 0.006))
  }

  private func field(
    _ queries: [ComparedQuery], _ edit: (inout ComparedField) -> Void = { _ in }
  ) -> ComparedField {
    let index = { (type: String) in
      ComparedField.Index(type: type, metric: "COSINE", pendingRows: 0, isUnfinished: false)
    }
    var field = ComparedField(
      name: "v", type: .floatVector,
      indexes: BothEnds(source: index("HNSW"), target: index("AUTOINDEX")))
    field.queries = queries
    edit(&field)
    return field
  }

  private func found(_ fields: ComparedField..., limit: Int = 4) -> SearchScreen {
    var options = SearchOptions(queries: .sample(2, seed: 7))
    options.limit = limit
    let docs = CollectionAddress(name: "docs")
    var report = SearchReport(source: docs, target: docs, options: options)
    (report.fields, report.seconds) = (fields, 12.3)
    return SearchScreen(report: report)
  }

  @Test func `equal answers are said with recall and latency of both sides`() {
    #expect(
      screen(found(field([query(7), query(20)]))) == """
        v: 2 queries for 4 neighbours
                 SOURCE        TARGET
        index    HNSW, COSINE  AUTOINDEX, COSINE
        recall   1.000         1.000
        latency  4 ms          6 ms
          p99    4 ms          6 ms
        same at 1     mean 1.000, median 1.000, worst 1.000
        same at 4     mean 1.000, median 1.000, worst 1.000
        verdict       both sides give the same answers

        recall is against the nearest of all that either side found, latency as measured from here
        the answers agree by 1.000, seed 7, 12.3 s

        """)
  }

  @Test func `searches that differ are named by key, and why they may`() {
    let text = screen(found(field([query(7, lost: 1), query(20), query(30, lost: 2)])))
    #expect(text.contains("same at 4     mean 0.750, median 0.750, worst 0.500\n"))
    #expect(text.contains("differing     30 (0.500), 7 (0.750)\n"))
    #expect(
      text.contains(
        "verdict       the indexes are approximate, and the target finds fewer of the nearest\n"))
  }

  @Test func `entities that differ are the verdict`() {
    let text = screen(found(field([query(7, lost: 1)]) { $0.differingRows = [.int64(9)] }))
    #expect(
      text.contains("1 entity among the neighbours is missing on one side or differs\n"))
  }

  @Test func `an index that is not built yet is said with what it lacks`() {
    let text = screen(
      found(
        field([query(7, lost: 1)]) {
          $0.indexes.target.isUnfinished = true
          $0.indexes.target.pendingRows = 1200
        }))
    #expect(text.contains("AUTOINDEX, COSINE, 1,200 entities to go"))
    #expect(text.contains("the index of the target is not built yet"))
  }

  @Test func `a field that was passed over is named with the reason`() {
    var value = found(field([query(7)]))
    value.report.skipped = [("words", "type SparseFloatVector, which Milvus 2.3.5 does not have")]
    #expect(
      screen(value).contains(
        "not searched  words: type SparseFloatVector, which Milvus 2.3.5 does not have\n"))
  }

  @Test(arguments: [(nil, true), (0.8, false), (0.75, true)] as [(Double?, Bool)])
  func `an overlap that was asked for decides`(least: Double?, isEnough: Bool) {
    var value = found(field([query(7, lost: 1)]))
    value.minOverlap = least
    #expect(value.isEnough == isEnough)
    #expect(json(value).contains("\"enough\":\(isEnough)"))
  }

  @Test func `without a search no overlap is enough, and none is told`() {
    var value = found(field([]))
    #expect(value.isEnough)
    value.minOverlap = 0
    #expect(!value.isEnough)
    #expect(screen(value).contains("nothing was searched for (at least 0.0 was asked for), seed 7"))
    #expect(!screen(value).contains("same at"))
    #expect(json(value).contains("\"overlap\":null"))
  }

  @Test(
    arguments: [
      (.collection, "the collection is empty"), (.partitions, "the partitions are empty"),
      (.filter, "no entity passes the filter"), (nil, "no entity has a vector"),
    ] as [(ComparedField.Absence?, String)])
  func `why nothing was searched for is said`(absence: ComparedField.Absence?, reason: String) {
    let text = screen(found(field([]) { $0.absence = absence }))
    #expect(text.contains("verdict       nothing was searched for: \(reason)\n"), "\(text)")
  }

  @Test func `what recall is measured against is said`() {
    var value = found(field([query(7)]))
    value.report.options.isExact = true
    #expect(screen(value).contains("recall is against the nearest of all entities of the source,"))
  }

  @Test func `a share that is not whole never looks whole`() {
    #expect(SearchedFieldView.share(0.9999) == "0.999")
    #expect(SearchedFieldView.share(1) == "1.000")
  }

  @Test func `judged answers are shown with their difference and its interval`() {
    let queries = [(0.5, 0.5), (0.5, 0.7)].map { source, target in
      var judged = query(7)
      judged.gain = BothEnds(source: source, target: target)
      return judged
    }
    let text = screen(found(field(queries)))
    #expect(text.contains("nDCG     0.500         0.600\n"))
    #expect(
      text.contains("nDCG          +0.100 on the target, 95 % between -0.096 and +0.296\n"))
  }

  @Test func `JSON has every search, and what only one side found`() {
    let value = found(field([query(7, lost: 1), query(20)]))
    let text = json(value)
    #expect(text.hasPrefix("{\"schema\":\"vecferry.searches/1\",\"source\":\"source:docs\""))
    #expect(text.contains("\"overlap\":{\"mean\":0.875,\"median\":0.75,\"worst\":0.75}"))
    #expect(text.contains("\"onlySource\":[{\"key\":10,\"score\":3.0}],\"onlyTarget\":[]"))
    #expect(text.contains("\"sourceLatency\":{\"median\":0.004,\"p99\":0.004}"))
    #expect(text.contains("\"causes\":[\"approximation\"]"))
    #expect(Renderer(format: .jsonl).text(of: value).split(separator: "\n").count == 2)
    let table = Renderer(format: .csv).text(of: value).split(separator: "\r\n")
    #expect(table.count == 3 && table[1].hasPrefix("v,7,_default,,1.0,0.75,3,0,"))
  }

  @Test func `a page has a chapter with a plot for each field, and the worst searches`() {
    let page = found(field([query(7, lost: 1), query(20)])).page
    #expect(page.title == "Searches of docs")
    #expect(page.chapters.map(\.title) == ["Answers", "Field v"])
    let html = page.html
    #expect(html.contains("<h2>Field v</h2>\n<svg "))
    #expect(html.contains("<td>7</td><td class=\"number\">0.750</td><td>10 (3.0000)</td><td></td>"))
    #expect(html.contains("<th scope=\"row\">verdict</th>"))
  }
}
