internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a comparison with a baseline found.
struct BaselineCheckScreen: Renderable {
  static let schema = "baselineCheck/1"
  static let rows: String? = "differingRanges"
  static let isOutcome = true

  var report: BaselineReport
  /// The file of the baseline.
  var file: String
  /// The least overlap of the answers that is enough; nil takes any.
  var minOverlap: Double?
  /// When the comparison ended; nil if it does not matter.
  var finishedAt: Date?

  /// Whether the collection is as the baseline has it, and answers as much as was asked for.
  var isEqual: Bool { report.isEqual && isEnough }
  private var isEnough: Bool {
    minOverlap.map { least in report.overlap.map { $0 >= least } ?? false } ?? true
  }

  var sections: [Section] {
    var lines = rangeLines
    lines += DifferenceLines.lines(of: report.differences, place: place)
    lines += report.definition.map { line("definition", text(of: $0)) }
    if let obstacle = report.obstacle { lines.append(line("content", "not compared: \(obstacle)")) }
    lines += report.answers.flatMap(lines(of:))
    return [.table(summary), .lines(lines + [conclusion])]
  }

  private func line(_ name: String, _ text: String) -> String {
    SearchScreen.line(Field(name, Cell(text)))
  }

  private var summary: Table {
    let columns: [Table.Column] = [.text(""), .text("BASELINE"), .text("NOW"), .text("")]
    let isSame = report.entities.then == report.entities.now
    var rows: [[Cell]] = [
      [
        "entities", .count(report.entities.then), .count(report.entities.now),
        isSame ? Cell("equal", tone: .good) : Cell("differ", tone: .bad),
      ]
    ]
    rows += report.partitions.map { part in
      ["  \(part.name)", .count(part.then), .count(part.now), Cell("differ", tone: .bad)]
    }
    let differing = report.differingCount
    let equal = "\(Figures.count(report.ranges - differing)) equal"
    let text = differing == 0 ? equal : "\(equal), \(Figures.count(differing)) differing"
    rows.append(["key ranges", .count(Int64(report.ranges)), Cell(text), ""])
    return Table(columns, rows: rows)
  }

  private var rangeLines: [String] {
    let lines = report.differingRanges.prefix(DifferenceLines.named).map { range in
      let partition = range.partition.map { "\($0): " } ?? ""
      return line(
        "range",
        "\(partition)\(range.text), \(Figures.count(range.sourceRows)) entities then, "
          + "\(Figures.count(range.targetRows)) now")
    }
    let more = report.differingCount - lines.count
    return more > 0 ? lines + [line("", "and \(Figures.count(more)) more")] : lines
  }

  private func place(_ kind: Difference.Kind) -> String {
    switch kind {
    case .missing: "no longer there"
    case .extra: "that were not there"
    case .changed: "with other values"
    }
  }

  private func text(of finding: DefinitionDifference) -> String {
    let values = "\(finding.source ?? "none") then, \(finding.target ?? "none") now"
    return "\(finding.title): \(values)" + (finding.isOfSchema ? "" : " (does not count)")
  }

  private func lines(of answers: BaselineAnswers) -> [String] {
    guard answers.asked > 0 else {
      return [line("answers", "\(answers.field): none in the baseline, no entity had a vector")]
    }
    let overlap = answers.overlap
    let share = { SearchedFieldView.share($0) }
    let then = "\(answers.then.index ?? "none"), \(answers.then.metric)"
    let now = answers.now.map { "\($0.type ?? "none"), \($0.metric)" } ?? "not searchable"
    let searches = answers.asked == 1 ? "search" : "searches"
    let facts: [String?] = [
      "\(answers.field): \(Figures.count(answers.asked)) \(searches) agree by "
        + "\(share(overlap.mean)), worst \(share(overlap.least))",
      answers.lost > 0
        ? "\(Figures.count(answers.lost)) not asked, what they look for is gone" : nil,
      then == now ? then : "\(then) then, \(now) now",
    ]
    let worst = answers.worstQueries.prefix(DifferenceLines.named)
      .map { "\($0.key) (\(share($0.all.overlap)))" }.joined(separator: ", ")
    return [line("answers", facts.compactMap(\.self).joined(separator: "; "))]
      + (worst.isEmpty ? [] : [line("differing", worst)])
  }

  private var conclusion: String {
    let time = Figures.duration(.seconds(report.seconds))
    let taken = report.takenAt.isEmpty ? "" : " of \(report.takenAt)"
    let least = minOverlap.map {
      report.overlap == nil
        ? "it has no answers to compare" : "the answers agree by less than \($0)"
    }
    guard report.isEqual else { return "it is not as the baseline\(taken) has it, \(time)" }
    guard isEnough else {
      return "the content is as the baseline\(taken) has it, but \(least ?? ""), \(time)"
    }
    return "it is as the baseline\(taken) has it, \(time)"
  }
}

extension BaselineCheckScreen {
  var json: JSONObject {
    [
      "collection": .string("\(report.side.rawValue):\(report.collection)"),
      "file": .string(file),
      "baselineOf": .string("\(report.original)"),
      "takenAt": .string(report.takenAt),
      "takenFrom": .string(report.server),
      "equal": .bool(report.isEqual),
      "entitiesThen": .integer(report.entities.then),
      "entities": .integer(report.entities.now),
      "partitions": .array(report.partitions.map(document)),
      "ranges": .integer(Int64(report.ranges)),
      "differingRangeCount": .integer(Int64(report.differingCount)),
      "differingRanges": .array(report.differingRanges.map(document)),
      "keptEntities": .integer(Int64(report.keptRows)),
      "differences": .array(report.differences.map(\.document)),
      "definition": .array(report.definition.map(\.document)),
      "notCompared": .optional(report.obstacle),
      "answers": .array(report.answers.map(document)),
      "overlap": .optional(report.overlap),
      "minOverlap": .optional(minOverlap),
      "enough": .bool(isEnough),
      "loadedTarget": .bool(report.wasLoaded),
      "seconds": .number(report.seconds),
      "finishedAt": .optional(finishedAt.map(Figures.timestamp)),
    ]
  }

  private func document(_ part: (name: ServerName, then: Int64, now: Int64)) -> JSONValue {
    [
      "name": .string(part.name), "entitiesThen": .integer(part.then),
      "entities": .integer(part.now),
    ]
  }

  private func document(_ range: ComparedRange) -> JSONValue {
    [
      "partition": .optional(range.partition), "after": range.range.lower?.jsonValue ?? .null,
      "upTo": range.range.upper?.jsonValue ?? .null, "entitiesThen": .integer(range.sourceRows),
      "entities": .integer(range.targetRows), "differences": .integer(range.differences),
    ]
  }

  private func document(_ answers: BaselineAnswers) -> JSONValue {
    let overlap = answers.overlap
    let figure = { (value: Double) in JSONValue.optional(overlap.isEmpty ? nil : value) }
    return [
      "field": .string(answers.field), "searches": .integer(Int64(answers.asked)),
      "lost": .integer(Int64(answers.lost)), "limit": .integer(Int64(answers.limit)),
      "meanOverlap": figure(overlap.mean), "medianOverlap": figure(overlap.median),
      "worstOverlap": figure(overlap.least),
      "indexThen": .optional(answers.then.index), "metricThen": .string(answers.then.metric),
      "index": .optional(answers.now?.type), "metric": .optional(answers.now?.metric),
      "differing": .array(
        answers.worstQueries.map {
          ["key": $0.key.jsonValue, "overlap": .number($0.all.overlap)]
        }),
    ]
  }
}
