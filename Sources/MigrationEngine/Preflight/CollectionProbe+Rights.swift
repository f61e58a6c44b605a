internal import MigrationPlanning
internal import MilvusClient

extension CollectionProbe {
  /// Whether a failure is one of the collection that was asked about, and its server is well.
  func concernsOneCollection(_ failure: SideError) async -> Bool {
    switch failure.error.code {
    case .notReady, .timedOut, .rateLimited:
      let end = failure.side == .source ? source : target
      return (try? await end.client.identify()) != nil
    default: return !failure.error.code.concernsWholeEnd
    }
  }

  /// What the target lets its user do; rights may be granted for single collections.
  ///
  /// They are tried with the name that is to be made, and only if it is surely not there.
  func targetRights(for facts: CollectionFacts) async throws -> [WriteRight: Bool]? {
    guard pair.targetDatabaseExists != false, facts.nameOnTarget == .free,
      !facts.unanswered.contains(where: { $0.question == .nameOnTarget }),
      !target.client.access.credentials.isNone, pair.target.version.supports(.users)
    else { return nil }
    var rights: [WriteRight: Bool] = [:]
    for right in WriteRight.allCases {
      rights[right] = try await target.ask(right.rawValue) { client throws(MilvusError) in
        try await client.holds(right, onAbsent: facts.target)
      }
    }
    return rights
  }
}
