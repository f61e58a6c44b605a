internal import MilvusClient

/// Looks at both ends of a request before anything is moved.
///
/// Facts are gathered first, by reading only; pure rules then turn them into findings, and the
/// planner into plans. So what a check decides can be tested without a server.
package enum Preflight {
  /// The collections of one database, and what became of asking about them.
  package struct Part {
    package let request: MigrationRequest
    package let pair: PairFacts
    package var answers: [Answer] = []

    /// Makes it from its parts.
    package init(request: MigrationRequest, pair: PairFacts, answers: [Answer] = []) {
      self.request = request
      self.pair = pair
      self.answers = answers
    }

    var facts: [CollectionFacts] {
      answers.compactMap { if case .facts(let facts) = $0 { facts } else { nil } }
    }
  }

  /// What became of asking about one collection.
  package enum Answer {
    case facts(CollectionFacts)
    /// Nothing but what these say is known.
    case findings([Finding])
  }

  /// Judges facts and plans with them; pure.
  package static func report(_ parts: [Part]) throws -> CheckReport {
    guard let pair = parts.first?.pair else { return CheckReport(findings: [], plans: []) }
    let general =
      PairRules.judge(pair, try CompatibilityMatrix.builtIn()) + CloudRules.judge(pair)
      + RightRules.summary(of: parts.flatMap(\.facts)) + ServerRules.judge(pair)
      + CapacityRules.judge(parts.flatMap(\.facts), pair)
    var report = CheckReport(findings: general, plans: [])
    if let answers = pair.access {
      report.access = answers.comparison(in: scope(of: parts))
      report.findings += AccessRules.judge(answers, report.access)
    }
    let isForbidden = general.contains { $0.level == .blocker }
    for part in parts {
      let own = ServerRules.database(part.pair, from: part.request.sourceDatabase)
      report.findings += own
      try judge(part, isForbidden || own.contains { $0.level == .blocker }, &report)
    }
    return report
  }

  private static func judge(
    _ part: Part, _ isForbidden: Bool, _ report: inout CheckReport
  ) throws {
    let names = zip(part.answers, part.request.collections).map { answer, choice in
      if case .facts(let facts) = answer { facts.target.name } else { choice.expectedTarget }
    }
    for (index, answer) in part.answers.enumerated() {
      switch answer {
      case .findings(let findings): report.findings += findings
      case .facts(let facts):
        let collection = CollectionCase(
          facts: facts, pair: part.pair, options: part.request.options,
          siblings: names.enumerated().filter { $0.offset != index }.map(\.element))
        let findings = CollectionRules.judge(collection)
        report.findings += findings
        guard !isForbidden, CollectionRules.allowsPlan(findings) else { continue }
        guard var plan = try collection.planner.plan() else { continue }
        plan.take(part.pair.access, for: facts)
        report.plans.append(plan)
      }
    }
  }

  /// What is asked for: some collections, or, if none is named, the whole source.
  private static func scope(of parts: [Part]) -> AccessScope {
    var scope = AccessScope(isEverything: parts.allSatisfy(\.request.collections.isEmpty))
    for facts in parts.flatMap(\.facts) {
      scope.add(facts.source, as: facts.target, aliases: facts.aliases)
    }
    return scope
  }
}
