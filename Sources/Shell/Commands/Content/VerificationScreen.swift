internal import MigrationEngine
internal import MilvusClient

/// What a comparison of two collections found.
struct VerificationScreen: Renderable {
  static let schema = "verification/1"
  static let rows: String? = "differences"

  /// Keys that are named on the screen for each kind of difference; JSON has them all.
  private static let namedKeys = 8

  var report: VerificationReport

  var json: JSONObject {
    [
      "source": .string("source:\(report.source)"),
      "target": .string("target:\(report.target)"),
      "mode": .string(report.mode.rawValue),
      "equal": .bool(report.isEqual),
      "sourceEntities": .integer(report.sourceRows),
      "targetEntities": .integer(report.targetRows),
      "partitions": .array(report.partitions.map(partitionDocument)),
      "ranges": .integer(Int64(report.ranges)),
      "differingRanges": .integer(Int64(report.differingRanges)),
      "schemaDifferences": .strings(report.schemaDifferences),
      "differenceCount": .integer(report.differenceCount),
      "differences": .array(report.differences.map(differenceDocument)),
      "loadedTarget": .bool(report.loadedTarget),
      "seconds": .number(report.seconds),
      "bytes": .integer(report.bytes),
    ]
  }

  var sections: [Section] {
    var sections: [Section] = [.table(summary)]
    sections.append(.lines(schemaLines + differenceLines + [conclusion]))
    return sections
  }

  private var summary: Table {
    let columns: [Table.Column] = [.text(""), .text("SOURCE"), .text("TARGET"), .text("")]
    var rows: [[Cell]] = [
      ["entities", .count(report.sourceRows), .count(report.targetRows), verdict]
    ]
    rows += report.partitions.map { part in
      ["  \(part.name)", .count(part.source), .count(part.target), Cell("differ", tone: .bad)]
    }
    if report.mode == .full { rows.append(rangeRow) }
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

  private var differenceLines: [String] {
    Difference.Kind.allCases.compactMap { kind in
      let those = report.differences.filter { $0.kind == kind }
      guard !those.isEmpty else { return nil }
      let named = those.prefix(Self.namedKeys).map(keyText).joined(separator: ", ")
      let more = those.count > Self.namedKeys ? ", …" : ""
      return "\(kind.columnText)\(Figures.count(those.count)) \(kind.place): \(named)\(more)"
    }
  }

  private func keyText(_ difference: Difference) -> String {
    guard difference.kind == .changed, !difference.fields.isEmpty else {
      return difference.key.description
    }
    return "\(difference.key) (\(difference.fields.joined(separator: ", ")))"
  }

  private var conclusion: String {
    let time = Figures.duration(.seconds(report.seconds))
    guard !report.isEqual else {
      let what = report.mode == .full ? "content is equal" : "counts are equal"
      return "\(what), \(time)"
    }
    guard report.mode == .full else { return "the numbers of entities differ, \(time)" }
    let count = Figures.count(report.differenceCount, of: "difference")
    return "\(count) in \(report.differingRanges) of \(Figures.count(report.ranges, of: "range"))"
      + ", \(time)"
  }

  private func partitionDocument(
    _ part: (name: String, source: Int64, target: Int64)
  ) -> JSONValue {
    [
      "name": .string(part.name), "sourceEntities": .integer(part.source),
      "targetEntities": .integer(part.target),
    ]
  }

  private func differenceDocument(_ difference: Difference) -> JSONValue {
    [
      "key": difference.key.jsonValue,
      "partition": .optional(difference.partition),
      "kind": .string(difference.kind.rawValue),
      "fields": .strings(difference.fields),
    ]
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
