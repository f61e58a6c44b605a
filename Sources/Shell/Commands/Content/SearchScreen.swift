internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// How the answers of two collections to the same searches agree.
struct SearchScreen: Renderable {
  static let schema = "searches/1"
  static let rows: String? = "queries"

  var report: SearchReport
  /// The least overlap that is enough; nil takes any.
  var minOverlap: Double?
  /// The clusters that were searched; nil if they do not matter.
  var ends: ComparedEnds?
  /// When the last search was answered; nil if it does not matter.
  var finishedAt: Date?
  /// What to type next.
  var hint: String?

  /// Whether the answers agree as much as was asked for.
  var isEnough: Bool {
    minOverlap.map { least in report.overlap.map { $0 >= least } ?? false } ?? true
  }

  var json: JSONObject {
    var document = report.document
    document["minOverlap"] = .optional(minOverlap)
    document["enough"] = .bool(isEnough)
    document["ends"] = ends?.document ?? .null
    document["finishedAt"] = .optional(finishedAt.map(Figures.timestamp))
    return document
  }

  var sections: [Section] {
    report.fields.flatMap { SearchedFieldView(field: $0, limit: report.options.limit).sections }
      + [.lines(partFacts.map(Self.line) + [explanation, conclusion] + hintLines)]
  }

  /// What was not searched.
  var partFacts: [Field] {
    let options = report.options
    let parts = [
      options.partitions.map { Field("partitions", Cell("only \($0.joined(separator: ", "))")) },
      options.filter.map { Field("filter", Cell("only where \($0)")) },
    ]
    return report.skipped.map { Field("not searched", Cell("\($0.field): \($0.reason)")) }
      + parts.compactMap(\.self)
  }

  /// How figures are to be read.
  var explanation: String {
    let measured = report.options.isExact ? "entities of the source" : "that either side found"
    let recall =
      report.fields.contains { $0.recall != nil }
      ? "recall is against the nearest of all \(measured), " : ""
    return "\(recall)latency as measured from here"
  }

  /// What comes of it.
  var conclusion: String {
    let answers =
      report.overlap.map { "the answers agree by \(SearchedFieldView.share($0))" }
      ?? "nothing was searched for"
    let least = minOverlap.map { " (at least \($0) was asked for)" } ?? ""
    let seed =
      switch report.options.queries {
      case .sample(_, let seed): ", seed \(seed)"
      case .list: ""
      }
    return "\(answers)\(least)\(seed), "
      + Figures.duration(.seconds(report.seconds))
  }

  private var hintLines: [String] { hint.map { ["hint: \($0)"] } ?? [] }

  /// A fact in a line.
  static func line(_ fact: Field) -> String {
    DisplayWidth.padded(fact.name, to: 14) + fact.value.shown
  }
}

/// What the searches by one field found, as a person reads it.
struct SearchedFieldView {
  var field: ComparedField
  var limit: Int

  var sections: [Section] {
    [
      .lines(["\(field.name): \(title)"]), .table(table), .lines(facts.map(SearchScreen.line)),
      .blank,
    ]
  }

  /// How much was asked.
  var title: String {
    let queries = field.queries.count == 1 ? "query" : "queries"
    return "\(Figures.count(field.queries.count)) \(queries)"
      + " for \(Figures.count(limit, of: "neighbour"))"
  }

  /// What each side has.
  var table: Table {
    let columns: [Table.Column] = [.text(""), .text("SOURCE"), .text("TARGET")]
    var rows: [[Cell]] = [
      ["index", Cell(Self.text(field.indexes.source)), Cell(Self.text(field.indexes.target))]
    ]
    if let recall = field.recall {
      rows.append(["recall", Cell(Self.share(recall.source)), Cell(Self.share(recall.target))])
    }
    if let gain = field.gain {
      rows.append(["nDCG", Cell(Self.share(gain.source)), Cell(Self.share(gain.target))])
    }
    for (name, percent) in [("latency", 50.0), ("  p99", 99.0)] where !field.queries.isEmpty {
      let latency = field.latency
      rows.append([
        Cell(name), Self.time(latency.source.percentile(percent)),
        Self.time(latency.target.percentile(percent)),
      ])
    }
    return Table(columns, rows: rows)
  }

  private static func text(_ index: ComparedField.Index) -> String {
    let pending =
      index.pendingRows > 0
      ? ", \(Figures.count(index.pendingRows)) entities to go"
      : index.isUnfinished ? ", being built" : ""
    return "\(index.type ?? "none"), \(index.metric)\(pending)"
  }

  private static func time(_ seconds: Double) -> Cell {
    Cell(Figures.roundTrip(.seconds(seconds)), plain: "\(seconds)")
  }

  /// What both sides have in common, and what not.
  var facts: [Field] {
    let facts: [(String, String?)] = [
      ("same at 1", Self.text(field.nearestOverlap)),
      ("same at \(limit)", limit > 1 ? Self.text(field.overlap) : nil),
      ("ties", field.ties > 0 ? "\(Figures.count(field.ties)), counted as the same" : nil),
      ("differing", worst),
      ("nDCG", field.gainDifference?.text),
      ("verdict", field.verdict),
    ]
    return facts.compactMap { name, value in value.map { Field(name, Cell($0)) } }
  }

  private var worst: String? {
    let worst = field.worstQueries
    guard !worst.isEmpty else { return nil }
    let named = worst.prefix(DifferenceLines.named).map {
      "\($0.subject.text) (\(Self.share($0.all.overlap)))"
    }
    let more = worst.count > DifferenceLines.named ? ", …" : ""
    return named.joined(separator: ", ") + more
  }

  private static func text(_ overlap: Distribution) -> String? {
    overlap.isEmpty
      ? nil
      : "mean \(share(overlap.mean)), median \(share(overlap.median)), worst \(share(overlap.least))"
  }

  /// A share with three digits; one that is not whole never looks whole.
  static func share(_ share: Double) -> String {
    let cut = share < 1 && share > 0.999 ? 0.999 : share
    return Figures.fixed(cut, digits: 3)
  }
}

extension ComparedQuery.Subject {
  /// The name of what was searched for: the key as a filter has it, or the name in the file.
  var text: String {
    switch self {
    case .row(let key, _): key.description
    case .listed(let name): name
    }
  }
}
