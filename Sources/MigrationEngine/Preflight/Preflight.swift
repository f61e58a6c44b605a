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
    _ requests: [MigrationRequest], source: Cluster, sourceClient: MilvusClient, target: Cluster,
    targetClient: MilvusClient
  ) async throws -> CheckReport {
    let sourceInquiry = Inquiry(side: .source, client: sourceClient)
    let targetInquiry = Inquiry(side: .target, client: targetClient)
    let pairs: [PairFacts]
    do {
      pairs = try await PairInquiry(
        source: (source, sourceInquiry), target: (target, targetInquiry)
      ).facts(for: requests)
    } catch let failure as Inquiry.Forbidden {
      return CheckReport(findings: [failure.finding(about: .server)], plans: [])
    }
    var parts: [Part] = []
    for (request, pair) in zip(requests, pairs) {
      let inquiry = CollectionInquiry(
        request: request, source: sourceInquiry, target: targetInquiry, pair: pair)
      var part = Part(request: request, pair: pair)
      for choice in request.collections {
        do {
          part.answers.append(.facts(try await inquiry.facts(of: choice)))
        } catch let failure as Inquiry.Forbidden {
          part.answers.append(
            .forbidden(failure.finding(about: .collection(request.address(of: choice)))))
        }
      }
      parts.append(part)
    }
    return try report(parts)
  }

  /// The collections of one database, and what became of asking about them.
  struct Part {
    let request: MigrationRequest
    let pair: PairFacts
    var answers: [Answer] = []

    var facts: [CollectionFacts] {
      answers.compactMap { if case .facts(let facts) = $0 { facts } else { nil } }
    }
  }

  /// What became of asking about one collection.
  enum Answer {
    case facts(CollectionFacts)
    case forbidden(Finding)
  }

  /// Judges facts and plans with them; pure.
  static func report(_ parts: [Part]) throws -> CheckReport {
    guard let pair = parts.first?.pair else { return CheckReport(findings: [], plans: []) }
    let general =
      PairRules.judge(pair, try CompatibilityMatrix.builtIn()) + CloudRules.judge(pair)
      + RightRules.judge(pair) + ServerRules.judge(pair)
      + parts.flatMap { ServerRules.database($0.pair) }
      + CapacityRules.judge(parts.flatMap(\.facts), pair)
    var report = CheckReport(findings: general, plans: [])
    let isForbidden = general.contains { $0.level == .blocker }
    for part in parts { try judge(part, isForbidden, &report) }
    return report
  }

  private static func judge(
    _ part: Part, _ isForbidden: Bool, _ report: inout CheckReport
  ) throws {
    let choices = part.request.collections
    for (index, answer) in part.answers.enumerated() {
      switch answer {
      case .forbidden(let finding): report.findings.append(finding)
      case .facts(let facts):
        let collection = CollectionCase(
          facts: facts, pair: part.pair, options: part.request.options,
          siblings: choices.enumerated().filter { $0.offset != index }.map(\.element))
        let findings = CollectionRules.judge(collection)
        report.findings += findings
        guard !isForbidden, CollectionRules.allowsPlan(findings) else { continue }
        if let plan = try Planner(collection).plan() { report.plans.append(plan) }
      }
    }
  }
}

extension Inquiry.Forbidden {
  /// The blocker that names the privilege.
  func finding(about subject: Finding.Subject) -> Finding {
    Finding(
      .blocker, .permissionDenied, subject: subject, topic: "privileges",
      "the user of the \(side.rawValue) lacks the privilege \(privilege): \(error.message)",
      hint: "have an administrator of the \(side.rawValue) grant \(privilege)")
  }
}
