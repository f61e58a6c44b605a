internal import MigrationEngine
internal import MilvusClient

/// What a check found, subject by subject.
struct CheckScreen: Renderable {
  static let schema = "check/1"
  static let rows: String? = "findings"

  /// Where the word for the level stands, unless the line is longer.
  private static let verdictColumn = 78

  var report: CheckReport

  var json: JSONObject {
    [
      "worst": .string(report.worst.rawValue),
      "blockers": .integer(Int64(report.blockers.count)),
      "findings": .array(report.findings.map(document)),
      "plans": .array(report.plans.map { .object($0.document) }),
    ]
  }

  var sections: [Section] {
    [.lines(Self.lines(of: report.findings) + [summary])]
  }

  /// The findings, subject by subject, with what to type next under those that say it.
  static func lines(of findings: [Finding]) -> [String] {
    let subjectWidth = max(12, width(of: findings.map(\.subject.description)))
    let topicWidth = max(18, width(of: findings.map(\.topic)))
    var last: Finding.Subject?
    return findings.flatMap { finding -> [String] in
      let lead = padded(
        finding.subject == last ? "" : "\(finding.subject)", to: subjectWidth)
      last = finding.subject
      let topic = finding.topic.isEmpty ? "" : padded(finding.topic, to: topicWidth)
      let line = padded(lead + topic + finding.text, to: verdictColumn) + finding.level.word
      let hint = finding.hint.map { padded("", to: subjectWidth) + "hint: \($0)" }
      return [line] + (hint.map { [$0] } ?? [])
    }
  }

  /// The number of collections and of findings that matter: `2 collections: 1 blocker, 3 notes`.
  private var summary: String {
    let collections = collectionCount
    let counted: [(Finding.Level, String)] = [
      (.blocker, "blocker"), (.warning, "warning"), (.note, "note"), (.unknown, "unknown"),
    ]
    let parts = counted.compactMap { level, noun -> String? in
      let count = report.count(of: level)
      guard count > 0 else { return nil }
      return level == .unknown ? "\(count) unknown" : Figures.count(count, of: noun)
    }
    let findings = parts.isEmpty ? "nothing to note" : parts.joined(separator: ", ")
    return "\(Figures.count(collections, of: "collection")): \(findings)"
  }

  /// Collections among the subjects: the others are about the two ends.
  private var collectionCount: Int { report.subjects.count(where: \.isCollection) }

  private func document(_ finding: Finding) -> JSONValue {
    [
      "level": .string(finding.level.rawValue), "code": .string(finding.code.rawValue),
      "subject": .string("\(finding.subject)"), "topic": .string(finding.topic),
      "text": .string(finding.text), "hint": .optional(finding.hint),
    ]
  }

  private static func width(of texts: [String]) -> Int {
    (texts.map { DisplayWidth.columns(of: $0) }.max() ?? 0) + 2
  }

  private static func padded(_ text: String, to cells: Int) -> String {
    let missing = cells - DisplayWidth.columns(of: text)
    return text + String(repeating: " ", count: text.isEmpty ? cells : max(2, missing))
  }
}

extension Finding.Level {
  /// The word on the screen; what stands in the way is in capitals.
  var word: String {
    switch self {
    case .ok: "ok"
    case .note: "note"
    case .unknown: "unknown"
    case .warning: "WARNING"
    case .blocker: "BLOCKER"
    }
  }
}
