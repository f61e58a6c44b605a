internal import MigrationEngine
internal import MilvusClient

/// What a check found, subject by subject.
struct CheckScreen: Renderable {
  static let schema = "check/1"
  static let rows: String? = "findings"
  static let isOutcome = true

  /// With more collections than these, what is in order is only counted.
  private static let few = 3

  var report: CheckReport
  /// Whether each finding is shown, however many collections there are.
  var isVerbose = false

  var json: JSONObject {
    [
      "worst": .string(report.worst.rawValue),
      "blockers": .integer(Int64(report.blockers.count)),
      "findings": .array(report.findings.map(document)),
      "plans": .array(report.plans.map { .object($0.document) }),
      "access": report.access?.document ?? .null,
    ]
  }

  var sections: [Section] {
    let hidden = report.findings.count - shown.count
    let rest = hidden > 0 ? ["\(Figures.count(hidden, of: "check")) ok (--verbose shows them)"] : []
    let tables = (report.access?.tables ?? []).map(Section.table)
    return [.findings(Self.list(of: shown))] + tables + [.lines(rest + [summary])]
  }

  /// The findings that are worth a line each.
  private var shown: [Finding] {
    guard collectionCount > Self.few, !isVerbose else { return report.findings }
    return report.findings.filter { $0.level != .ok }
  }

  /// The findings, subject by subject, with what to type next under those that say it.
  static func list(of findings: [Finding]) -> FindingList {
    FindingList(
      rows: findings.map { finding in
        FindingList.Row(
          subject: "\(finding.subject)", topic: finding.topic, text: finding.text,
          verdict: finding.level.word, hint: finding.hint)
      })
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
    let subject = collections == 0 ? "both ends" : Figures.count(collections, of: "collection")
    return "\(subject): \(findings)"
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
