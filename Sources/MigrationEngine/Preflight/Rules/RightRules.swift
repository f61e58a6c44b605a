internal import MilvusClient

/// Whether the user of the target may do what a copy does.
enum RightRules {
  static func judge(_ pair: PairFacts, _ collections: [CollectionFacts]) -> [Finding] {
    guard let rights = pair.targetRights else { return [] }
    let missing = WriteRight.allCases.filter { rights[$0] == false }
    let needed = missing.filter { right in collections.contains { $0.needs(right) } }
    let idle = missing.filter { !needed.contains($0) }
    var findings = lack(of: needed, isVital: true) + lack(of: idle, isVital: false)
    guard needed.isEmpty else { return findings }
    findings += [
      finding(.ok, .rights, "the target grants \(names(of: rights))"),
      finding(.unknown, .rightsUnverified, "not tried: CreateCollection, CreateDatabase"),
    ]
    return findings
  }

  private static func lack(of rights: [WriteRight], isVital: Bool) -> [Finding] {
    guard !rights.isEmpty else { return [] }
    let list = rights.map(\.rawValue).joined(separator: ", ")
    let noun = rights.count == 1 ? "privilege" : "privileges"
    let lack = "the user of the target lacks the \(noun) \(list)"
    guard isVital else {
      return [
        finding(.note, .permissionUnneeded, "\(lack), which this migration can do without")
      ]
    }
    return [
      finding(
        .blocker, .permissionDenied, lack,
        hint: "have an administrator of the target grant \(list)")
    ]
  }

  private static func finding(
    _ level: Finding.Level, _ code: Finding.Code, _ text: String, hint: String? = nil
  ) -> Finding {
    Finding(level, code, subject: .rights, text, hint: hint)
  }

  private static func names(of rights: [WriteRight: Bool]) -> String {
    let granted = WriteRight.allCases.filter { rights[$0] == true }.map(\.rawValue)
    return granted.isEmpty ? "nothing that was tried" : granted.joined(separator: ", ")
  }
}

extension CollectionFacts {
  /// Whether a copy of the collection takes a right that not every copy takes.
  fileprivate func needs(_ right: WriteRight) -> Bool {
    switch right {
    case .createPartition:
      schema.partitionKey == nil && partitions.contains { $0.name != Self.defaultPartition }
    case .createAlias: !aliases.isEmpty
    case .insert, .upsert, .delete, .flush, .createIndex, .load: true
    }
  }
}
