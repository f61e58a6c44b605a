package import MilvusClient

/// What follows from questions that a server did not answer.
///
/// Only what a plan needs forbids it. Everything that is missing is named at once, so that one word
/// with an administrator is enough.
package enum AnswerRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    let needed = { (gap: Unanswered) in isNeeded(gap.question, collection) }
    return judge(collection.facts.unanswered, of: collection.facts.asked, isNeeded: needed)
  }

  /// What is said of a collection of which only that is known.
  package static func judge(
    _ gaps: [Unanswered], of address: CollectionAddress,
    isNeeded: (Unanswered) -> Bool = { _ in true }
  ) -> [Finding] {
    Side.allCases.flatMap { side in
      let (vital, idle) = gaps.filter { $0.side == side }.split(by: isNeeded)
      return privileges(vital, side, address, isVital: true)
        + privileges(idle, side, address, isVital: false)
        + refusals(vital, .blocker, address) + refusals(idle, .unknown, address)
    }
  }

  private static func isNeeded(
    _ question: Unanswered.Question, _ collection: CollectionCase
  ) -> Bool {
    let facts = collection.facts
    switch question {
    case .schema, .nameOnTarget: return true
    case .loadState, .entities: return collection.options.only != .schema
    case .indexes: return collection.options.index != .none && facts.existing == nil
    // The collection's description tells its aliases, too.
    case .aliases: return false
    case .partitions: return !facts.knowsPartitions
    }
  }

  private static func privileges(
    _ gaps: [Unanswered], _ side: Side, _ address: CollectionAddress, isVital: Bool
  ) -> [Finding] {
    let names = gaps.compactMap(\.privilege).uniqued
    guard !names.isEmpty else { return [] }
    let list = names.joined(separator: ", ")
    let noun = names.count == 1 ? "privilege" : "privileges"
    let lack = "the user of the \(side.rawValue) lacks the \(noun) \(list)"
    let subject = Finding.Subject.collection(address)
    guard isVital else {
      return [
        Finding(
          .note, .permissionUnneeded, subject: subject, topic: "privileges",
          "\(lack), which this migration can do without")
      ]
    }
    return [
      Finding(
        .blocker, .permissionDenied, subject: subject, topic: "privileges",
        "\(lack): \(gaps.first { $0.privilege != nil }?.words ?? "")",
        hint: "have an administrator of the \(side.rawValue) grant \(list)")
    ]
  }

  private static func refusals(
    _ gaps: [Unanswered], _ level: Finding.Level, _ address: CollectionAddress
  ) -> [Finding] {
    gaps.filter { $0.privilege == nil }.map { gap in
      Finding(
        level, .unanswered, subject: .collection(address), topic: "answers",
        "the \(gap.side.rawValue) does not answer: \(gap.words)",
        hint: level == .blocker
          ? "migrate the others with --exclude \(Wording.typed(address.name))" : nil)
    }
  }
}

extension [Unanswered] {
  /// Those that a condition holds for, and the others.
  fileprivate func split(by isFirst: (Unanswered) -> Bool) -> ([Unanswered], [Unanswered]) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}

extension [String] {
  /// Each text once, in order.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
