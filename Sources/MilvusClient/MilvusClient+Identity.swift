internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// Asks what the server is, and remembers it.
  ///
  /// Its version comes first and alone, because a server before 2.2.9 may end of another question.
  func askIdentity(attempt: String) async throws(MilvusError) -> ServerIdentity {
    let (told, firstTrip) = try await askVersion(attempt: attempt)
    var roundTrip = firstTrip
    var facts = IdentityFacts(
      told: told,
      given: access.server.flatMap { [.stated, .installed].contains($0.basis) ? $0 : nil },
      isOfCloud: access.endpoint.isZillizCloud)
    let isExact = facts.first?.patch != nil
    if let first = facts.first { try refuseIfTooOld(KnownServer(first, by: .version), attempt) }
    if let given = facts.given, !isExact { try refuseIfTooOld(given, attempt) }
    if facts.isOpen {
      let start = ContinuousClock.now
      facts.tags = try await askTags(mayLack: told != nil, attempt: attempt)
      if facts.tags == nil, facts.given == nil, !isExact {
        // From 2.2.9 on a server can be introduced to.
        try refuseIfTooOld(
          KnownServer(ServerVersion(2, 2, 8, isAssumed: true), by: .answers), attempt)
      }
      roundTrip = ContinuousClock.now - start
    }
    let server = try await server(by: facts, attempt: attempt)
    memory.server = server
    return ServerIdentity(server: server, text: facts.text, roundTrip: roundTrip)
  }

  private func server(
    by facts: IdentityFacts, attempt: String
  ) async throws(MilvusError) -> KnownServer {
    switch facts.verdict {
    case .known(let server): return server
    case .byAnswers(let otherwise):
      return try await tellByAnswers(answersVersion: facts.told != nil, attempt: attempt)
        ?? otherwise
    case .unlessLite(let given):
      let answered = try await tellByAnswers(answersVersion: false, attempt: attempt)
      return answered.flatMap { $0.version.isLite ? $0 : nil } ?? given
    }
  }

  /// The answer to the question for the version, and how long it took; nil if there is none.
  private func askVersion(
    attempt: String
  ) async throws(MilvusError) -> (text: String?, roundTrip: Duration) {
    let start = ContinuousClock.now
    do {
      let answer: WireGetVersionResponse = try await call(
        "GetVersion", WireEmptyRequest(), attempt: attempt)
      return (answer.version, ContinuousClock.now - start)
    } catch let error where error.code == .unsupportedByServer {
      return (nil, ContinuousClock.now - start)
    }
  }

  /// What the server says when it is introduced to a client.
  private func askTags(mayLack: Bool, attempt: String) async throws(MilvusError) -> String? {
    let request = WireConnectRequest.with { $0.clientInfo.sdkType = "vecferry" }
    do {
      let answer: WireConnectResponse = try await call("Connect", request, attempt: attempt)
      return answer.serverInfo.buildTags
    } catch let error where error.code == .unsupportedByServer {
      if mayLack { return nil }
      throw MilvusError(
        .notMilvus, "\(attempt): a server answers there, and it is not Milvus", cause: error)
    }
  }

  private func refuseIfTooOld(_ server: KnownServer, _ attempt: String) throws(MilvusError) {
    guard server.isTooOld else { return }
    throw MilvusError(
      .unsupportedByServer,
      """
      \(attempt): \(server) is too old to be read, and was asked for nothing but its version; \
      upgrade it to 2.2.16 in place, its data stay as they are
      """)
  }
}

// MARK: - Servers that hide their version

extension MilvusClient {
  /// Tells a server by what it answers to questions that end none.
  private func tellByAnswers(
    answersVersion: Bool, attempt: String
  ) async throws(MilvusError) -> KnownServer? {
    let lacksHealth = try await lacks(
      "CheckHealth", WireEmptyRequest(), WireCheckHealthResponse.self)
    if !answersVersion, lacksHealth {
      // 2.4 says ": " of every success, 2.5 says nothing.
      let request = WireShowCollectionsRequest()
      let answer: WireShowCollectionsResponse = try await call(
        "ShowCollections", request, attempt: attempt)
      let minor = answer.status.reason.isEmpty ? 5 : 4
      return KnownServer(ServerVersion(2, minor, isLite: true, isAssumed: true), by: .answers)
    }
    let request = CollectionAddress(database: CollectionAddress.defaultDatabase, name: "").request
    do {
      let _: WireListAliasesResponse = try await call("ListAliases", request, attempt: attempt)
    } catch let error where error.code == .unsupportedByServer {
      return KnownServer(ServerVersion(2, 2, 16, isAssumed: true), by: .answers)
    } catch let error where error.serverWords?.isAboutMissingCall == true {
      return KnownServer(ServerVersion(2, 3, 0, isAssumed: true), by: .answers)
    } catch {
      switch error.code {
      case .unreachable, .timedOut, .cancelled, .unauthenticated: throw error
      default: return nil
      }
    }
    return nil
  }

  private func lacks<Answer: StatusAnswer>(
    _ method: String, _ request: some SwiftProtobuf.Message, _ answer: Answer.Type
  ) async throws(MilvusError) -> Bool {
    do {
      let _: Answer = try await call(method, request)
      return false
    } catch {
      guard error.code != .unsupportedByServer else { return true }
      switch error.code {
      case .unreachable, .timedOut, .cancelled, .unauthenticated: throw error
      default: return false
      }
    }
  }
}

extension String {
  /// Whether a server says that it has a call by name only.
  fileprivate var isAboutMissingCall: Bool {
    let text = lowercased()
    return text.contains("unimplemented") || text.contains("implement me")
  }
}
