internal import MilvusClient

/// Looks at both ends of a request before anything is moved.
///
/// Facts are gathered first, by reading only; pure rules then turn them into findings, and the
/// planner into plans. So what a check decides can be tested without a server.
enum Preflight {
  /// Looks, judges and plans; writes nothing.
  ///
  /// - Throws: `MigrationError` with `.collectionNotFound` and the names that there are, or
  ///   `SideError` if an end does not answer.
  static func check(
    _ request: MigrationRequest, source: Cluster, sourceClient: MilvusClient, target: Cluster,
    targetClient: MilvusClient
  ) async throws -> CheckReport {
    let sourceInquiry = Inquiry(side: .source, client: sourceClient)
    let targetInquiry = Inquiry(side: .target, client: targetClient)
    let pair: PairFacts
    do {
      pair = try await PairInquiry(
        request: request, source: (source, sourceInquiry), target: (target, targetInquiry)
      ).facts()
    } catch let failure as Inquiry.Forbidden {
      return CheckReport(findings: [failure.finding(about: "server")], plans: [])
    }
    let inquiry = CollectionInquiry(
      request: request, source: sourceInquiry, target: targetInquiry, pair: pair)
    var answers: [Answer] = []
    for choice in request.collections {
      do {
        answers.append(.facts(try await inquiry.facts(of: choice)))
      } catch let failure as Inquiry.Forbidden {
        answers.append(.forbidden(failure.finding(about: choice.source)))
      }
    }
    return try report(answers, pair, request)
  }

  /// What became of asking about one collection.
  enum Answer {
    case facts(CollectionFacts)
    case forbidden(Finding)
  }

  /// Judges facts and plans with them; pure.
  static func report(
    _ answers: [Answer], _ pair: PairFacts, _ request: MigrationRequest
  ) throws -> CheckReport {
    let known = answers.compactMap { if case .facts(let facts) = $0 { facts } else { nil } }
    let general =
      PairRules.judge(pair, try CompatibilityMatrix.builtIn()) + CloudRules.judge(pair)
      + ServerRules.judge(pair) + CapacityRules.judge(known, pair)
    var report = CheckReport(findings: general, plans: [])
    let isForbidden = general.contains { $0.level == .blocker }
    for (index, answer) in answers.enumerated() {
      switch answer {
      case .forbidden(let finding): report.findings.append(finding)
      case .facts(let facts):
        let collection = CollectionCase(
          facts: facts, pair: pair, options: request.options,
          siblings: request.collections.enumerated().filter { $0.offset != index }.map(\.element))
        let findings = CollectionRules.judge(collection)
        report.findings += findings
        guard !isForbidden, CollectionRules.allowsPlan(findings) else { continue }
        if let plan = try Planner(collection).plan() { report.plans.append(plan) }
      }
    }
    return report
  }
}

extension Inquiry.Forbidden {
  /// The blocker that names the privilege.
  func finding(about subject: String) -> Finding {
    Finding(
      .blocker, "check.permissionDenied", subject: subject, topic: "privileges",
      "the user of the \(side.rawValue) lacks the privilege \(privilege): \(error.message)",
      hint: "have an administrator of the \(side.rawValue) grant \(privilege)")
  }
}
