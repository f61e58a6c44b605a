internal import MigrationEngine
internal import MilvusClient
internal import ZillizCloud

/// What `help CODE` tells: what a code of an error or a finding means, and what to do about it.
struct CodePage: Sendable, Equatable {
  /// The code as it is printed: `source.unreachable`.
  let code: String
  /// What it means.
  let meaning: String
  /// What to do; nil where nothing has to be done.
  let advice: String?

  /// The page of a code; nil if there is no such code.
  init?(_ code: String) {
    self.code = code
    if let finding = Finding.Code(rawValue: code) {
      guard let text = Self.findings[finding] else { return nil }
      (meaning, advice) = (text.meaning, text.advice)
    } else if let usage = UsageError.Code(text: code) {
      (meaning, advice) = (Self.meaning(of: usage), Hints.hint(for: usage))
    } else if let cloud = Self.ending("cloud", of: code).flatMap(CloudError.Code.init) {
      (meaning, advice) = (Self.meaning(of: cloud), Hints.hint(for: cloud))
    } else if let difference = Self.ending("diff", of: code).flatMap(DefinitionDifference.Code.init)
    {
      (meaning, advice) = (Self.meaning(of: difference), Self.advice(on: difference))
    } else if code == Report.interruption {
      (meaning, advice) = ("the command was interrupted", "type it again to go on")
    } else if let failure = FailureCode(rawValue: code) {
      (meaning, advice) = (Self.meaning(of: failure), Hints.hint(for: failure))
    } else {
      return nil
    }
  }

  /// The page in lines for a window of 80 columns.
  var text: String {
    let parts = [("MEANING", meaning), ("TO DO", advice ?? "nothing")]
    return
      ([code]
      + parts.map { title, body in
        ([title] + WrappedText.lines(of: "  \(body)", width: 78, hanging: 2))
          .joined(separator: "\n")
      }).joined(separator: "\n\n")
  }

  private static func ending(_ family: String, of code: String) -> String? {
    code.hasPrefix(family + ".") ? String(code.dropFirst(family.count + 1)) : nil
  }
}

extension CodePage {
  /// All codes, by what they are about.
  static let families: [(title: String, codes: [String])] = [
    (
      "What was typed, and what the shell cannot do:",
      UsageError.Code.allCases.map(\.text) + [Report.interruption]
    ),
    (
      "A cluster; the same with target. and, where the end is not known, cluster.:",
      MilvusError.Code.allCases.map { FailureCode.end(.source, $0).rawValue }
    ),
    ("The control plane of Zilliz Cloud:", CloudError.Code.allCases.map { "cloud.\($0.rawValue)" }),
    (
      "Migrations, verifications and jobs:",
      MigrationError.Code.allCases.map { FailureCode.migration($0).rawValue }
        + [FailureCode.interrupted, .workersFailed, .paused, .unexpected].map(\.rawValue)
    ),
    ("The journal:", JournalFailure.allCases.map { FailureCode.journal($0).rawValue }),
    ("What check finds:", Finding.Code.allCases.map(\.rawValue)),
    ("What diff finds:", DefinitionDifference.Code.allCases.map(\.text)),
  ]

  /// All codes, those of each end too.
  static let all: [String] = Set(
    families.flatMap(\.codes)
      + MilvusError.Code.allCases.flatMap { code in
        [FailureCode.end(.target, code).rawValue, FailureCode.cluster(code).rawValue]
      }
  ).sorted()
}
