internal import MilvusClient

/// Whether the user of the target may do what a copy does.
enum RightRules {
  /// What the user may not do with one collection; only what this copy needs forbids it.
  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard let rights = collection.facts.targetRights else { return [] }
    let missing = WriteRight.allCases.filter { rights[$0] == false }
    let needed = missing.filter(collection.needs)
    let idle = missing.filter { !needed.contains($0) }
    return lack(of: needed, isVital: true, collection) + lack(of: idle, isVital: false, collection)
  }

  /// What the user may do with every collection that is to be made.
  static func summary(of collections: [CollectionFacts]) -> [Finding] {
    let tried = collections.compactMap(\.targetRights)
    guard !tried.isEmpty else { return [] }
    let granted = WriteRight.allCases.filter { right in tried.allSatisfy { $0[right] == true } }
    let names =
      granted.isEmpty ? "nothing that was tried" : granted.map(\.rawValue).joined(separator: ", ")
    return [
      Finding(.ok, .rights, subject: .rights, "the target grants \(names)"),
      Finding(
        .unknown, .rightsUnverified, subject: .rights,
        "not tried: CreateCollection, CreateDatabase"),
    ]
  }

  private static func lack(
    of rights: [WriteRight], isVital: Bool, _ collection: CollectionCase
  ) -> [Finding] {
    guard !rights.isEmpty else { return [] }
    let list = rights.map(\.rawValue).joined(separator: ", ")
    let noun = rights.count == 1 ? "privilege" : "privileges"
    let lack = "the user of the target lacks the \(noun) \(list)"
    guard isVital else {
      return [
        collection.finding(
          .note, .permissionUnneeded, "privileges",
          "\(lack), which this migration can do without")
      ]
    }
    return [
      collection.finding(
        .blocker, .permissionDenied, "privileges", lack,
        hint: "have an administrator of the target grant \(list)")
    ]
  }
}

extension CollectionCase {
  /// Whether a copy of the collection takes a right.
  fileprivate func needs(_ right: WriteRight) -> Bool {
    let movesRows = options.only != .schema
    switch right {
    case .insert, .flush, .getFlushState: return movesRows
    case .upsert: return movesRows && replay == .upsert
    case .delete: return movesRows && replay == .deleteThenInsert
    case .createIndex: return options.index != .none
    case .createPartition: return hasPartitions
    case .createAlias: return options.aliases && !facts.aliases.isEmpty
    case .load, .release, .query: return counts
    // They are listed where some are made, and where the target is loaded to be counted.
    case .showPartitions: return hasPartitions || counts
    }
  }

  private var counts: Bool { options.only != .schema && options.verification != .none }

  private var replay: ReplayStrategy { planner.keys.replay(on: target) }

  private var hasPartitions: Bool {
    schema.partitionKey == nil
      && facts.partitions.contains { $0.name != CollectionFacts.defaultPartition }
  }
}
