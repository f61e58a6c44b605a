internal import MigrationEngine
internal import MilvusClient

/// How two collections differ in everything but their entities.
struct DiffScreen: Renderable {
  static let schema = "diff/1"
  static let rows: String? = "differences"
  static let isOutcome = true

  var diff: CollectionDiff

  var json: JSONObject {
    [
      "source": .string("source:\(diff.source)"),
      "target": .string("target:\(diff.target)"),
      "sourceVersion": .string("\(diff.sourceVersion)"),
      "targetVersion": .string("\(diff.targetVersion)"),
      "equal": .bool(diff.isEqual),
      "strict": .bool(diff.options.isStrict),
      "ignored": .strings(ignored),
      "differences": .array(diff.differences.map(\.document)),
      "asMigrated": .array(diff.asMigrated.map(\.document)),
      "notComparable": .array(diff.notComparable.map(\.document)),
    ]
  }

  var sections: [Section] {
    let findings = diff.differences + diff.asMigrated + diff.notComparable
    let columns: [Table.Column] = [
      .text("WHAT"), .text("SOURCE"), .text("TARGET"), .text("VERDICT"),
    ]
    let table = Table(columns, rows: findings.map(row))
    return (findings.isEmpty ? [] : [.table(table)]) + [.lines([conclusion])]
  }

  private func row(_ finding: DefinitionDifference) -> [Cell] {
    [Cell(finding.title), value(finding.source), value(finding.target), verdict(finding)]
  }

  private func value(_ text: String?) -> Cell { text.map { Cell($0) } ?? .absent }

  private func verdict(_ finding: DefinitionDifference) -> Cell {
    let because = finding.reason.map { ": \($0)" } ?? ""
    switch finding.verdict {
    case .different: return Cell("differs", tone: .bad)
    case .asMigrated:
      let word = diff.options.isStrict ? "differs" : "as migrated"
      return Cell(word + because, tone: diff.options.isStrict ? .bad : .dim)
    case .notComparable: return Cell("not comparable" + because, tone: .dim)
    }
  }

  private var conclusion: String {
    let count = diff.differences.count
    let found = count == 0 ? "no difference" : Figures.count(count, of: "difference")
    let others = [
      (diff.asMigrated.count, "as migrated"), (diff.notComparable.count, "not comparable"),
    ].filter { $0.0 > 0 }.map { "\(Figures.count($0.0)) \($0.1)" }
    let left = ignored.isEmpty ? [] : ["\(ignored.joined(separator: ", ")) not compared"]
    let between = "\(found) between source:\(diff.source) and target:\(diff.target)"
    return ([between] + others + left).joined(separator: ", ")
  }

  private var ignored: [String] {
    DiffOptions.Part.allCases.filter(diff.options.ignored.contains).map(\.rawValue)
  }
}

extension DefinitionDifference {
  /// The difference as JSON.
  var document: JSONValue {
    [
      "code": .string(code.text),
      "subject": .string(subject.rawValue),
      "name": .string(name),
      "field": .optional(field),
      "aspect": .string(aspect),
      "source": .optional(source),
      "target": .optional(target),
      "reason": .optional(reason),
    ]
  }

  /// What differs, in words: `field "title": parameter max_length`.
  var title: String {
    guard subject != .collection else { return aspect }
    let place = field.map { " on \"\($0)\"" } ?? ""
    // Most indexes bear the name of their field.
    let thing = name == field ? "\(subject.rawValue)" : "\(subject.rawValue) \"\(name)\""
    return thing + place + (aspect.isEmpty ? "" : ": \(aspect)")
  }
}
