internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Preflight {
  /// Looks, judges and plans; writes nothing.
  ///
  /// - Throws: `MigrationError` with `.collectionNotFound` and the names that there are, or
  ///   `SideError` if an end does not answer.
  static func check(
    _ requests: [MigrationRequest], source: Cluster, sourceClient: MilvusClient, target: Cluster,
    targetClient: MilvusClient, learnedRate: Double?,
    announce: @escaping @Sendable (CheckProgress) -> Void
  ) async throws -> CheckReport {
    let sourceProbe = Probe(side: .source, client: sourceClient)
    let targetProbe = Probe(side: .target, client: targetClient)
    let pairs: [PairFacts]
    do {
      pairs = try await PairProbe(
        source: (source, sourceProbe), target: (target, targetProbe)
      ).facts(for: requests, learnedRate: learnedRate)
    } catch let failure as Probe.Forbidden {
      return CheckReport(findings: [failure.finding(about: .server)], plans: [])
    }
    var parts: [Part] = []
    let counter = CheckCounter(of: requests.reduce(0) { $0 + $1.collections.count }, announce)
    for (request, pair) in zip(requests, pairs) {
      let probe = CollectionProbe(
        request: request, source: sourceProbe, target: targetProbe, pair: pair)
      var part = Part(request: request, pair: pair)
      let isAlone = requests.count == 1 && request.collections.count == 1
      part.answers = try await inOrder(request.collections, width: width(pair)) { choice in
        let answer = try await answer(about: choice, from: probe, isAlone: isAlone)
        counter.countOne()
        return answer
      }
      parts.append(part)
    }
    return try report(parts)
  }

  /// Collections that are asked about at a time.
  private static func width(_ pair: PairFacts) -> Int {
    pair.source.version.supports(.concurrentReaders) ? 8 : 1
  }

  /// Asks about one collection; a failure that concerns no other is an answer, too.
  ///
  /// What is not there is an error where nothing else was asked for.
  private static func answer(
    about choice: CollectionChoice, from probe: CollectionProbe, isAlone: Bool
  ) async throws -> Answer {
    let address = probe.request.address(of: choice)
    do {
      return .facts(try await probe.facts(of: choice))
    } catch let unknown as CollectionProbe.NotDescribed {
      return .findings(AnswerRules.judge(unknown.gaps, of: address))
    } catch let failure as SideError where !isAlone {
      guard await probe.concernsOneCollection(failure) else { throw failure }
      let gap = Unanswered(side: failure.side, question: .schema, error: failure.error)
      return .findings(AnswerRules.judge([gap], of: address))
    } catch let missing as MigrationError where !isAlone {
      return .findings([
        Finding(
          .blocker, .collectionMissing, subject: .collection(address), missing.message,
          hint: "list collections, or migrate the others with --exclude "
            + Wording.typed(choice.source))
      ])
    }
  }
}

extension Probe.Forbidden {
  /// The blocker that names the privilege.
  func finding(about subject: Finding.Subject) -> Finding {
    Finding(
      .blocker, .permissionDenied, subject: subject, topic: "privileges",
      "the user of the \(side.rawValue) lacks the privilege \(privilege): \(error.message)",
      hint: "have an administrator of the \(side.rawValue) grant \(privilege)")
  }
}
