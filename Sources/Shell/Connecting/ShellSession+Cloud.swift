package import MigrationEngine
package import ZillizCloud

extension ShellSession {
  /// Keeps a key for the sides until the session ends; it is written nowhere.
  package func keep(_ login: CloudLogin) {
    update { state in
      for side in login.sides { state.logins[side] = login.access }
    }
  }

  /// Forgets the key of a side; returns whether `login` had given one.
  package func forgetLogin(_ side: Side) -> Bool {
    update { $0.logins.removeValue(forKey: side) != nil }
  }

  /// The key of a side: that of `login`, else that of the environment; nil if there is none.
  ///
  /// - Throws: `CloudError.keyMalformed` or `UsageError` for an environment that holds neither key nor
  ///   address.
  package func cloudAccess(_ side: Side) throws -> CloudAccess? {
    if let kept = update({ $0.logins[side] }) { return kept }
    let secret = try SecretSource.firstSet(CloudLogin.variables(side), in: environment)
    guard let secret else { return nil }
    return cloudAccess(
      try CloudKey(secret), at: try settings.cloudSite.address(environment: environment))
  }

  /// Access to a control plane with a key, through the proxy that the word or the environment names.
  package func cloudAccess(
    _ key: CloudKey, at address: CloudAddress, proxy word: ProxyWord? = nil
  ) -> CloudAccess {
    CloudAccess(
      key: key, address: address,
      proxy: route(to: address, word: word).proxy.map(CloudProxy.init))
  }

  /// The way to a control plane.
  func route(to address: CloudAddress, word: ProxyWord? = nil) -> ProxyRoute {
    let (host, port) = address.place
    return ProxySettings(environment: environment).route(
      to: host, port: port, of: .controlPlane, word: word)
  }

  /// The keys of the sides, each once; of all sides unless some are chosen.
  ///
  /// - Throws: `UsageError.notLoggedIn` if there is none.
  package func logins(on sides: [Side]? = nil) throws -> [CloudLogin] {
    var found: [(side: Side, access: CloudAccess)] = []
    for side in sides ?? Side.allCases {
      if let access = try cloudAccess(side) { found.append((side, access)) }
    }
    guard !found.isEmpty else { throw Self.notLoggedIn(sides?.count == 1 ? sides?.first : nil) }
    return CloudLogin.merged(found)
  }

  /// Asks a control plane; a cancelled question throws `CancellationError`.
  ///
  /// The line is what gave the key, if that is what is asked with it.
  ///
  /// - Throws: `CloudError`, or `AdvisedError` with one where the way to the control plane is the reason.
  package func asking<R>(
    _ access: CloudAccess, timeout: Seconds?, login line: String? = nil,
    _ body: (CloudClient) async throws -> R
  ) async throws -> R {
    var access = access
    // The service is slower than a cluster: less than the client's own patience is only by wish.
    access.timeout = timeout?.duration ?? max(access.timeout, settings.timeout.duration)
    do {
      return try await withCloudClient(access, body)
    } catch let error as CloudError {
      guard error.code != .cancelled else { throw CancellationError() }
      throw advised(remark(on: error, access), of: access, login: line)
    }
  }

  /// The failure with the proxy that is set and was not used, where that may be the reason.
  private func remark(on error: CloudError, _ access: CloudAccess) -> CloudError {
    guard access.proxy == nil, [.unreachable, .timedOut].contains(error.code),
      let reason = route(to: access.address).unusedReason
    else { return error }
    var error = error
    error.message += "; \(reason)"
    return error
  }

  /// The ids of clusters that TAB offers.
  package var clusterIDs: [String] {
    get { update { $0.clusterIDs } }
    set { update { $0.clusterIDs = newValue } }
  }

  /// The mistake of asking the control plane without a key.
  static func notLoggedIn(_ side: Side?) -> UsageError {
    let whom = side.map { " for the \($0.rawValue)" } ?? ""
    return UsageError(
      .notLoggedIn, "there is no API key of Zilliz Cloud\(whom)",
      hint: "login\(side.map { " \($0.rawValue)" } ?? ""), or set \(CloudLogin.variable(side))")
  }
}
