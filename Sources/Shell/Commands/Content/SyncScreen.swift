internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What was copied and deleted to bring a copy up to date, and what is left.
struct SyncScreen: Renderable {
  static let schema = "sync/1"
  static let rows: String? = "differences"
  static let isOutcome = true

  var report: RepairReport
  /// The clusters; nil if they do not matter.
  var ends: ComparedEnds?
  /// When the last entity was compared; nil if it does not matter.
  var finishedAt: Date?
  /// What to type next.
  var hint: String?

  /// Whether the copy is as the source, of which as much is known.
  var isUpToDate: Bool { report.isEqual && report.sourceGrowth == 0 }

  /// The same report as that of a repair.
  private var repair: RepairScreen {
    RepairScreen(report: report, ends: ends, finishedAt: finishedAt)
  }

  var json: JSONObject {
    var document = repair.json
    let found = report.found.kinds
    document["upToDate"] = .bool(isUpToDate)
    document["new"] = .integer(found[.missing] ?? 0)
    document["changed"] = .integer(found[.changed] ?? 0)
    document["gone"] = .integer(found[.extra] ?? 0)
    document["copiedNew"] = .integer(report.settled(.missing))
    document["copiedChanged"] = .integer(report.settled(.changed))
    document["sourceGrowth"] = .integer(report.sourceGrowth)
    return document
  }

  var sections: [Section] {
    var lines = Difference.Kind.allCases.compactMap(line)
    lines += report.refused.prefix(DifferenceLines.named).map {
      named("refused", "\($0.key): \($0.reason)")
    }
    if report.madeSingle > 0 {
      let fate = report.options.isDryRun ? "to go" : "gone"
      lines.append(
        named("doubled", "\(Figures.count(report.madeSingle)) further copies of keys, \(fate)"))
    }
    lines += report.madePartitions.map { named("partition", "\"\($0)\" made") }
    lines += report.left.schemaDifferences.map { named("schema", $0) }
    if !report.options.isDryRun { lines += repair.unexpected }
    if report.sourceGrowth != 0 { lines.append(named("source", growth)) }
    lines.append("\(deeds); \(repair.outcome), \(Figures.duration(.seconds(report.left.seconds)))")
    return [.table(repair.summary), .lines(lines + (hint.map { ["hint: \($0)"] } ?? []))]
  }

  private func named(_ name: String, _ text: String) -> String {
    SearchScreen.line(Field(name, Cell(text)))
  }

  private func line(_ kind: Difference.Kind) -> String? {
    guard let count = report.found.kinds[kind], count > 0 else { return nil }
    let keys = report.found.differences.filter { $0.kind == kind }.prefix(DifferenceLines.named)
      .map(\.key.description).joined(separator: ", ")
    let more = count > Int64(DifferenceLines.named) ? ", …" : ""
    return named(kind.word, "\(Figures.count(count)) \(fate(kind)): \(keys)\(more)")
  }

  private func fate(_ kind: Difference.Kind) -> String {
    let isDry = report.options.isDryRun
    guard kind == .extra else {
      return isDry ? "to be copied" : report.refused.isEmpty ? "copied" : "copied, or refused"
    }
    guard report.options.deletesExtra else { return "left on the target" }
    return isDry ? "to be deleted" : "deleted"
  }

  private var growth: String {
    let change = report.sourceGrowth
    let entities = "\(Figures.count(abs(change))) \(change > 0 ? "more" : "fewer")"
    return
      "was written to meanwhile: it has \(entities) entities than at the beginning; sync it again"
  }

  private var deeds: String {
    let would = report.options.isDryRun ? "to be " : ""
    let copied =
      report.options.isDryRun
      ? report.written
      : report.settled(.missing) + report.settled(.changed)
    let deeds = [
      copied > 0 ? "\(Figures.count(copied)) \(would)copied" : nil,
      report.deleted > 0 ? "\(Figures.count(report.deleted)) \(would)deleted" : nil,
    ].compactMap(\.self)
    return deeds.isEmpty ? "nothing \(would)copied" : deeds.joined(separator: ", ")
  }
}

extension Difference.Kind {
  /// What an entity is to a copy that is to be brought up to date.
  fileprivate var word: String {
    switch self {
    case .missing: "new"
    case .changed: "changed"
    case .extra: "gone"
    }
  }
}
