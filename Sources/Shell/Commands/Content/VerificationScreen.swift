internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a comparison of two collections found.
struct VerificationScreen: Renderable {
  static let schema = "verification/1"
  static let rows: String? = "differences"
  static let isOutcome = true

  var report: VerificationReport
  /// The clusters that were compared; nil if they do not matter.
  var ends: ComparedEnds?
  /// When the comparison ended; nil if it does not matter.
  var finishedAt: Date?
  /// What to type next.
  var hint: String?

  var json: JSONObject {
    var document = report.document
    document["ends"] = ends?.document ?? .null
    document["finishedAt"] = .optional(finishedAt.map(Figures.timestamp))
    return document
  }

  var sections: [Section] {
    let lines = schemaLines + DifferenceLines.lines(of: report.differences) + partLines
    return [
      .table(summary), .lines(lines + [conclusion] + (hint.map { ["hint: \($0)"] } ?? [])),
    ]
  }

  private var summary: Table {
    let columns: [Table.Column] = [.text(""), .text("SOURCE"), .text("TARGET"), .text("")]
    var rows: [[Cell]] = [
      ["entities", .count(report.sourceRows), .count(report.targetRows), verdict]
    ]
    rows += report.partitions.map { part in
      ["  \(part.name)", .count(part.source), .count(part.target), Cell("differ", tone: .bad)]
    }
    if report.mode != .count { rows.append(rangeRow) }
    return Table(columns, rows: rows)
  }

  private var verdict: Cell {
    report.sourceRows == report.targetRows
      ? Cell("equal", tone: .good) : Cell("differ", tone: .bad)
  }

  private var rangeRow: [Cell] {
    let differing = report.differingRanges
    let equal = Figures.count(report.ranges - differing)
    let word = differing == 1 ? "differs" : "differ"
    let text = differing == 0 ? "\(equal) equal" : "\(equal) equal, \(differing) \(word)"
    return ["key ranges", .count(Int64(report.ranges)), Cell(text), ""]
  }

  private var schemaLines: [String] {
    report.schemaDifferences.map { "schema        \($0)" }
  }

  /// Which part was compared, and how to compare just that again.
  private var partLines: [String] {
    let partitions = report.chosenPartitions.map { names in
      "partitions    only \(names.joined(separator: ", "))"
    }
    let fields = report.chosenFields.map { names in
      "fields        only \(names.joined(separator: ", "))"
    }
    let filter = report.filter.map { "filter        only where \($0)" }
    return [partitions, fields, filter].compactMap(\.self) + sampleLines
  }

  private var sampleLines: [String] {
    guard let sample = report.sample else { return [] }
    let share = Double(report.comparedRows) / Double(max(1, report.sourceRows)) * 100
    let ranges =
      "\(Figures.count(report.ranges)) of \(Figures.count(report.allRanges, of: "range"))"
    return [
      "sample        \(ranges), \(Figures.count(report.comparedRows)) entities "
        + "(\(Figures.fixed(share, digits: 1)) %), seed \(sample.seed)"
    ]
  }

  private var conclusion: String {
    "\(finding), \(Figures.duration(.seconds(report.seconds)))"
  }

  private var finding: String {
    switch (report.mode, report.isEqual) {
    case (.count, true): "counts are equal"
    case (.count, false): "the numbers of entities differ"
    case (.full, true): "content is equal"
    case (.sample, true): "counts are equal, and so is the content of the sample"
    case (.sample, false) where report.differenceCount == 0:
      "the numbers of entities or the schemas differ, the content of the sample is equal"
    case (.full, false), (.sample, false):
      "\(Figures.count(report.differenceCount, of: "difference")) in \(report.differingRanges) "
        + "of \(Figures.count(report.ranges, of: "range"))"
    }
  }
}

/// Entities that differ, a line for each kind.
enum DifferenceLines {
  /// Keys, key ranges or searches that a screen names of each kind; JSON has them all.
  static let named = 8

  /// The lines; `fate` says what has become of those of a kind, and `place` where they are if not on
  /// one of two sides.
  static func lines(
    of differences: [Difference], fate: (Difference.Kind) -> String? = { _ in nil },
    place: (Difference.Kind) -> String? = { _ in nil }
  ) -> [String] {
    Difference.Kind.allCases.compactMap { kind in
      let those = differences.filter { $0.kind == kind }
      guard !those.isEmpty else { return nil }
      let keys = those.prefix(named).map(keyText).joined(separator: ", ")
      let more = those.count > named ? ", …" : ""
      let place = [place(kind) ?? kind.place, fate(kind)].compactMap(\.self).joined(separator: ", ")
      return "\(kind.columnText)\(Figures.count(those.count)) \(place): \(keys)\(more)"
    }
  }

  private static func keyText(_ difference: Difference) -> String {
    guard difference.kind == .changed, !difference.fields.isEmpty else {
      return difference.key.description
    }
    return "\(difference.key) (\(difference.fields.joined(separator: ", ")))"
  }
}

extension Difference.Kind {
  /// The name of the kind in its column.
  fileprivate var columnText: String {
    switch self {
    case .missing: "missing       "
    case .extra: "extra         "
    case .changed: "changed       "
    }
  }

  /// Where entities of the kind are.
  fileprivate var place: String {
    switch self {
    case .missing: "not on the target"
    case .extra: "on the target only"
    case .changed: "with other values"
    }
  }
}
