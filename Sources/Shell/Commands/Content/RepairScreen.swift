internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a repair found, what it did about it, and what is left.
struct RepairScreen: Renderable {
  static let schema = "repair/1"
  static let rows: String? = "differences"
  static let isOutcome = true

  var report: RepairReport
  /// The clusters; nil if they do not matter.
  var ends: ComparedEnds?
  /// When the repair ended; nil if it does not matter.
  var finishedAt: Date?
  /// What to type next.
  var hint: String?

  private var found: VerificationReport { report.found }
  private var left: VerificationReport { report.left }
  private var isDry: Bool { report.options.isDryRun }

  var json: JSONObject {
    [
      "source": .string("source:\(found.source)"),
      "target": .string("target:\(found.target)"),
      "dryRun": .bool(isDry),
      "deletesExtra": .bool(report.options.deletesExtra),
      "equal": .bool(report.isEqual),
      "written": .integer(report.written),
      "refused": .array(report.refused.map { .object($0.document) }),
      "deleted": .integer(report.deleted),
      "madeSingle": .integer(report.madeSingle),
      "madePartitions": .strings(report.madePartitions),
      "writtenBytes": .integer(report.writtenBytes),
      "sourceEntities": .integer(left.sourceRows),
      "targetEntities": .integer(left.targetRows),
      "targetEntitiesBefore": .integer(found.targetRows),
      "ranges": .integer(Int64(found.ranges)),
      "differingRanges": .integer(Int64(found.differingRanges)),
      "remainingRanges": .integer(Int64(left.differingRanges)),
      "differenceCount": .integer(found.differenceCount),
      "differences": .array(found.differences.map(\.document)),
      "remainingCount": .integer(left.differenceCount),
      "remaining": .array(left.differences.map(\.document)),
      "partitions": VerificationReport.documents(of: left.partitions),
      "partitionCounts": VerificationReport.documents(of: left.counts),
      "schemaDifferences": .strings(left.schemaDifferences),
      "loadedTarget": .bool(left.loadedTarget),
      "seconds": .number(left.seconds),
      "bytes": .integer(found.bytes + left.bytes),
      "ends": ends?.document ?? .null,
      "finishedAt": .optional(finishedAt.map(Figures.timestamp)),
    ]
  }

  var sections: [Section] {
    var lines = DifferenceLines.lines(of: settled, fate: fate)
    lines += report.refused.prefix(8).map { "refused       \($0.key): \($0.reason)" }
    if report.madeSingle > 0 {
      let copies = Figures.count(report.madeSingle)
      lines.append("doubled       \(copies) further copies of keys, \(isDry ? "to go" : "gone")")
    }
    lines += report.madePartitions.map { "partition     \"\($0)\" made" }
    lines += left.schemaDifferences.map { "schema        \($0)" }
    if !isDry { lines += unexpected }
    return [
      .table(summary), .lines(lines + [conclusion] + (hint.map { ["hint: \($0)"] } ?? [])),
    ]
  }

  /// What was found, without entities that were to be deleted and are there all the same.
  private var settled: [Difference] {
    guard !isDry, report.options.deletesExtra else { return found.differences }
    let kept = Set(left.differences.filter { $0.kind == .extra })
    return found.differences.filter { !kept.contains($0) }
  }

  private func fate(of kind: Difference.Kind) -> String? {
    switch (kind, isDry) {
    case (.missing, true), (.changed, true): "to be written"
    case (.missing, false), (.changed, false):
      report.refused.isEmpty ? "written" : "written, or refused"
    case (.extra, true) where report.options.deletesExtra: "to be deleted"
    case (.extra, false) where report.options.deletesExtra: "deleted"
    case (.extra, _): "left there"
    }
  }

  /// What a repair leaves only if something goes on changing one of the sides.
  var unexpected: [String] {
    let left = left.differences.filter { $0.kind != .extra || report.options.deletesExtra }
    return left.isEmpty ? [] : ["afterwards:"] + DifferenceLines.lines(of: left)
  }

  /// How many entities and key ranges there are.
  var summary: Table {
    let columns: [Table.Column] = [.text(""), .text("SOURCE"), .text("TARGET"), .text("")]
    let isSame = left.sourceRows == left.targetRows
    var rows: [[Cell]] = [
      [
        "entities", .count(left.sourceRows), .count(left.targetRows),
        isSame ? Cell("equal", tone: .good) : Cell("differ", tone: .bad),
      ]
    ]
    rows += left.partitions.map { part in
      ["  \(part.name)", .count(part.source), .count(part.target), Cell("differ", tone: .bad)]
    }
    rows.append(["key ranges", .count(Int64(found.ranges)), Cell(rangeText), ""])
    return Table(columns, rows: rows)
  }

  private var rangeText: String {
    let equal = "\(Figures.count(found.ranges - found.differingRanges)) equal"
    let repaired = found.differingRanges - left.differingRanges
    let parts = [
      equal, repaired > 0 ? "\(Figures.count(repaired)) mended" : nil,
      left.differingRanges > 0 ? "\(Figures.count(left.differingRanges)) differing" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  private var conclusion: String {
    "\(deeds); \(outcome), \(Figures.duration(.seconds(left.seconds)))"
  }

  private var deeds: String {
    let would = isDry ? "to be " : ""
    let deeds = [
      report.written > 0 ? "\(entities(report.written)) \(would)written" : nil,
      report.refused.isEmpty ? nil : "\(entities(Int64(report.refused.count))) refused",
      report.deleted > 0 ? "\(entities(report.deleted)) \(would)deleted" : nil,
    ].compactMap(\.self)
    return deeds.isEmpty ? "nothing \(would)written" : deeds.joined(separator: ", ")
  }

  /// What is equal, or left.
  var outcome: String {
    guard !isDry else { return "nothing was changed" }
    if report.isEqual { return "content is equal" }
    guard left.differenceCount > 0 else { return "the sides still differ" }
    return "\(Figures.count(left.differenceCount, of: "difference")) left"
  }

  private func entities(_ count: Int64) -> String {
    count == 1 ? "1 entity" : "\(Figures.count(count)) entities"
  }
}
