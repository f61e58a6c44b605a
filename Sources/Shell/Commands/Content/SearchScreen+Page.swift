internal import MigrationEngine
internal import MilvusClient

extension SearchScreen {
  /// What was found as a page to keep.
  var page: ReportPage {
    let (source, target) = (report.source.description, report.target.description)
    let names = source == target ? source : "\(source) and \(target)"
    let time = finishedAt.map { ", as of \(Figures.timestamp($0))" } ?? ""
    return ReportPage(
      title: "Searches of \(names)", subtitle: "vecferry \(Version.text)\(time)",
      chapters: [summary] + report.fields.map(chapter))
  }

  private var summary: ReportChapter {
    let places = [ends.map { ("source", $0.source) }, ends.map { ("target", $0.target) }]
    let facts =
      places.compactMap(\.self).map { side, end in
        Field(side, Cell("\(end.label), \(end.place), version \(end.version)"))
      } + partFacts
    return ReportChapter(
      title: "Answers", sections: [.fields(facts), .text(explanation), .text(conclusion)])
  }

  private func chapter(_ field: ComparedField) -> ReportChapter {
    let view = SearchedFieldView(field: field, limit: report.options.limit)
    var sections: [Section] = [.text(view.title), .table(view.table), .fields(view.facts)]
    let worst = field.worstQueries.prefix(Self.tabledQueries)
    if !worst.isEmpty { sections.append(.table(Self.table(Array(worst)))) }
    return ReportChapter(
      title: "Field \(field.name)", sections: sections,
      svg: OverlapPlot(field.queries.map(\.all.overlap))?.svg)
  }

  // 20: who wants more has all of them in JSON.
  private static let tabledQueries = 20

  private static func table(_ queries: [ComparedQuery]) -> Table {
    Table(
      [.text("SEARCH"), .number("SAME"), .long("ONLY SOURCE"), .long("ONLY TARGET")],
      rows: queries.map { query in
        [
          Cell(query.subject.text), Cell(SearchedFieldView.share(query.all.overlap)),
          cell(query.all.onlyFirst), cell(query.all.onlySecond),
        ]
      })
  }

  private static func cell(_ neighbours: [Neighbour]) -> Cell {
    Cell(
      neighbours.map { "\($0.key) (\(Figures.fixed($0.score, digits: 4)))" }
        .joined(separator: ", "))
  }
}
