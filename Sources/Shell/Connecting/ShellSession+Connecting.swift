package import MigrationEngine
package import MilvusClient

extension ShellSession {
  /// Connects a side, and closes what was connected there only after the new one has answered.
  ///
  /// A server that refuses an anonymous connection makes the shell ask for a secret.
  package func connect(_ side: Side, by wish: ConnectionWish) async throws -> OpenCluster {
    do {
      return try await open(side, wish, with: wish.access)
    } catch let error as MilvusError where wish.mayAsk(after: error) && canAsk {
      let secret = try await secret(wish.question, insteadOf: "--token-env NAME")
      guard !secret.isEmpty else {
        throw UsageError(.declined, "no token was typed, the \(side.rawValue) is as it was")
      }
      return try await naming(side) {
        try await open(side, wish, with: wish.access(presenting: secret))
      }
    } catch let error as MilvusError {
      throw wish.failure(error, on: side)
    }
  }

  /// Closes a side, and ends the server that this program runs for it; returns whether it was open.
  @discardableResult
  package func disconnect(_ side: Side) async -> Bool {
    let former = replaceCluster(side, with: nil)
    await end(former, on: side)
    return former != nil
  }

  private func open(
    _ side: Side, _ wish: ConnectionWish, with access: MilvusAccess
  ) async throws -> OpenCluster {
    let lease = try await connections.open(access)
    do {
      let identity = try await lease.client.identify()
      try wish.requireStated(identity, on: side, isSaved: hasSavedVersion(wish.profile))
      try wish.requireRole(identity.server, on: side)
      let profile = ClusterProfile.infer(
        endpoint: access.endpoint, identity: identity, declared: wish.kind,
        computeUnits: wish.computeUnits, cloud: wish.cloud)
      let cluster = Cluster(
        label: wish.label, access: access, identity: identity, profile: profile,
        options: wish.profile?.optionsOfJobs ?? [:])
      let opened = OpenCluster(
        cluster, profile: wish.profile, lease: lease, server: wish.server)
      let former = replaceCluster(side, with: opened, database: access.database)
      await end(former, on: side)
      await events?.tell(.connectionOpened, side, opened)
      return opened
    } catch {
      lease.close()
      throw error
    }
  }

  /// Whether a profile of the file, and not an option alone, says what the server is.
  private func hasSavedVersion(_ profile: Profile?) throws -> Bool {
    guard let name = profile?.name else { return false }
    return try profiles.profile(named: name)?.values[.serverVersion] != nil
  }

  /// Closes a cluster that is no side any more.
  private func end(_ former: OpenCluster?, on side: Side) async {
    guard let former else { return }
    former.close()
    await former.server?.stop()
    await events?.tell(.connectionClosed, side, former)
  }
}

/// What a `connect` asks for.
package struct ConnectionWish: Sendable {
  /// Where to, and as whom if that is known.
  package var access: MilvusAccess
  /// The user whose password the secret is; nil if the secret says it itself.
  package var user: String?
  /// What the cluster is called.
  package var label: String
  /// What the user says the cluster is.
  package var kind: ClusterKind?
  /// The size that the user says the cluster has.
  package var computeUnits: Int?
  /// What the control plane says of the cluster, if it was asked.
  package var cloud: CloudProfile?
  /// The server that was started for it, if it is a file.
  var server: LocalServer?
  /// Whether the credentials are the key of `login`, which nobody named for this cluster.
  package var presentsLoginKey = false
  /// Why a proxy that is set is not on the way, as a sentence without a full stop; nil if none is.
  package var unusedProxy: String?
  /// How it can be connected again; nil where nobody may want to.
  package var profile: Profile?
  /// What is typed to connect it again; nil where its address is all that is known.
  var line: ConnectLine?
  /// The variable that would keep the environment's proxy off the way; nil where `--proxy` was given.
  var exception: String?
  /// Whether nobody named the port.
  package var assumesPort = false
  /// Whether the password came in an address that has percent signs.
  package var hasPercentSigns = false

  /// The question for the secret.
  var question: String {
    let who = user.map { "Password of \($0) on" } ?? "Token for"
    return "\(who) \(label) (not shown): "
  }

  /// Whether the refusal can be mended by asking for a secret.
  func mayAsk(after error: MilvusError) -> Bool {
    error.code == .unauthenticated && (access.credentials.isNone || presentsLoginKey)
  }

  /// The access with a secret, which is a password if a user was named.
  package func access(presenting secret: String) -> MilvusAccess {
    var access = access
    access.credentials = .token(user.map { "\($0):\(secret)" } ?? secret)
    return access
  }
}
