internal import MilvusClient

/// Whether the user of the target may do what a copy does.
enum RightRules {
  static func judge(_ pair: PairFacts) -> [Finding] {
    guard let rights = pair.targetRights else { return [] }
    let missing = WriteRight.allCases.filter { rights[$0] == false }
    guard missing.isEmpty else {
      return missing.map { right in
        Finding(
          .blocker, .permissionDenied, subject: .rights,
          "the user of the target lacks the privilege \(right.rawValue)",
          hint: "have an administrator of the target grant \(right.rawValue)")
      }
    }
    return [
      Finding(.ok, .rights, subject: .rights, "the target grants \(names(of: rights))"),
      Finding(
        .unknown, .rightsUnverified, subject: .rights,
        "not tried: CreateCollection, CreateDatabase"),
    ]
  }

  private static func names(of rights: [WriteRight: Bool]) -> String {
    let granted = WriteRight.allCases.filter { rights[$0] == true }.map(\.rawValue)
    return granted.isEmpty ? "nothing that was tried" : granted.joined(separator: ", ")
  }
}
