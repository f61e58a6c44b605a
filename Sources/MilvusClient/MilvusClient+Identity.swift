internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// Asks what the server is, and remembers it.
  ///
  /// Its version comes first and alone, because a server before 2.2.9 may end of another question.
  func askIdentity(attempt: String) async throws(MilvusError) -> ServerIdentity {
    var (told, roundTrip) = try await askVersion(attempt: attempt)
    let stated = access.server.flatMap { [.stated, .installed].contains($0.basis) ? $0 : nil }
    // Zilliz Cloud tells a number of its own there.
    let first = access.endpoint.isZillizCloud ? nil : told.flatMap { ServerVersion.parse($0) }
    if let first { try refuseIfTooOld(KnownServer(first, by: .version), attempt) }
    if let stated, first?.patch == nil { try refuseIfTooOld(stated, attempt) }
    var texts: [String] = []
    if stated == nil || first?.patch == nil {
      let start = ContinuousClock.now
      if let tags = try await askTags(mayLack: told != nil, attempt: attempt) {
        texts.append(tags)
      } else if stated == nil, first?.patch == nil {
        // From 2.2.9 on a server can be introduced to.
        try refuseIfTooOld(
          KnownServer(ServerVersion(2, 2, 8, isAssumed: true), by: .answers), attempt)
      }
      roundTrip = ContinuousClock.now - start
    }
    if let told { texts.append(told) }
    let named = texts.filter { !$0.isEmpty }
    let text = named.first { ServerVersion.parse($0)?.patch != nil } ?? named.first ?? ""
    let itself = ServerVersion.parse(named).map { KnownServer($0, by: .version) }
    var server = Self.choice(of: itself, or: stated)
    if itself == nil, told == nil, let stated, stated.basis == .stated, !stated.version.isLite {
      // Only Lite 2 has no such call.
      let answered = try await tellByAnswers(answersVersion: false, attempt: attempt)
      if let answered, answered.version.isLite { server = answered }
    } else if server == nil {
      server = try await tellByAnswers(answersVersion: told != nil, attempt: attempt)
    } else if server != stated, server.map(Self.isAmbiguous) == true {
      server =
        try await tellByAnswers(answersVersion: told != nil, attempt: attempt)
        ?? KnownServer(ServerVersion(2, 3, 0, isAssumed: true), by: .answers)
    }
    let known = server ?? KnownServer(.assumed, by: .assumed)
    memory.server = known
    return ServerIdentity(server: known, text: text, roundTrip: roundTrip)
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
  /// What counts of what a server tells and what was said of it.
  ///
  /// What it tells outweighs what was stated, which counts where the server tells less.
  private static func choice(of told: KnownServer?, or given: KnownServer?) -> KnownServer? {
    guard let told, let given, given.basis == .stated, !isAmbiguous(told) else {
      return given ?? told
    }
    let isMoreExact = told.version.patch == nil && told.version.admits(given.version)
    return isMoreExact && told.version != given.version ? given : told
  }

  /// Whether a version fits releases that differ much: builds of 2.3.0 call themselves 2.2.
  private static func isAmbiguous(_ server: KnownServer) -> Bool {
    let version = server.version
    return !version.isLite && (version.major, version.minor) == (2, 2) && version.patch == nil
  }

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
