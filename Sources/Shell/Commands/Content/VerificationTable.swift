internal import MigrationEngine
internal import MilvusClient

/// What the comparisons of several collections found, a row each.
struct VerificationTable: Renderable {
  static let schema = "verifications/1"
  static let rows: String? = "verifications"
  static let isOutcome = true

  /// The comparison of one collection.
  struct Row: Sendable {
    /// The collection with its side: `source:sales.docs`.
    var source: String
    /// The one it was compared with; nil if none was found.
    var target: String?
    /// What was found; nil if the comparison failed.
    var report: VerificationReport?
    /// Why it failed.
    var failure: Report?

    /// Whether nothing differs.
    var isEqual: Bool { report?.isEqual ?? false }
  }

  var mode: VerifyOptions.Mode
  /// The database in which names are typed without it.
  var database = CollectionAddress.defaultDatabase
  var comparisons: [Row]

  /// Whether nothing differs in any of them.
  var isEqual: Bool { comparisons.allSatisfy(\.isEqual) }

  var json: JSONObject {
    [
      "mode": .string(mode.rawValue), "equal": .bool(isEqual),
      "verifications": .array(comparisons.map { .object($0.document) }),
    ]
  }

  var sections: [Section] {
    let table = Table(
      [.name("COLLECTION"), .number("SOURCE"), .number("TARGET"), .text("")],
      rows: comparisons.map(\.cells))
    return [.table(table), .lines([conclusion] + hints)]
  }

  private var conclusion: String {
    let equal = comparisons.count(where: \.isEqual)
    let failed = comparisons.count { $0.report == nil }
    let differing = comparisons.count - equal - failed
    let parts = [
      equal > 0 ? "\(Figures.count(equal)) equal" : nil,
      differing > 0 ? "\(Figures.count(differing)) \(differing == 1 ? "differs" : "differ")" : nil,
      failed > 0 ? "\(Figures.count(failed)) not compared" : nil,
    ].compactMap(\.self)
    return "\(Figures.count(comparisons.count, of: "collection")): "
      + parts.joined(separator: ", ") + (mode == .full ? "" : " (--mode \(mode.rawValue))")
  }

  private var hints: [String] {
    guard let report = comparisons.first(where: { $0.report?.isEqual == false })?.report else {
      return []
    }
    return [
      "hint: see what differs with: verify \(Quoting.quoted(NameSpelling.escaped(report.source, in: database)))"
    ]
  }
}

extension VerificationTable.Row {
  /// What is said of a collection that could not be compared.
  init(_ collection: LocatedCollection, _ failure: Report) {
    self.init(source: collection.text, failure: failure)
  }

  fileprivate var cells: [Cell] {
    guard let report else { return [Cell(source), "?", "?", Cell("not compared", tone: .bad)] }
    return [
      Cell(source), .count(report.sourceRows), .count(report.targetRows),
      report.isEqual ? Cell("equal", tone: .good) : Cell(difference(in: report), tone: .bad),
    ]
  }

  private func difference(in report: VerificationReport) -> String {
    guard report.differenceCount == 0 else {
      return Figures.count(report.differenceCount, of: "difference")
    }
    return report.schemaDifferences.isEmpty ? "the counts differ" : "the schemas differ"
  }

  fileprivate var document: JSONObject {
    [
      "source": .string(source), "target": .optional(target),
      "equal": report.map { .bool($0.isEqual) } ?? .null,
      "sourceEntities": .optional(report?.sourceRows),
      "targetEntities": .optional(report?.targetRows),
      "differenceCount": .optional(report?.differenceCount),
      "schemaDifferences": report.map { .strings($0.schemaDifferences) } ?? .null,
      "differences": report.map { .array($0.differences.map(\.document)) } ?? .null,
      "seconds": report.map { .number($0.seconds) } ?? .null,
      "error": failure?.json ?? .null,
    ]
  }
}
