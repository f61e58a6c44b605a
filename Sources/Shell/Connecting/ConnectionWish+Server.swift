internal import MigrationEngine
internal import MilvusClient

extension ConnectionWish {
  /// Makes sure that a server which tells its version is what it was stated to be.
  ///
  /// - Throws: `UsageError.invalidValue`.
  func requireStated(
    _ identity: ServerIdentity, on side: Side, isSaved: Bool
  ) throws(UsageError) {
    let isTold = identity.server.basis == .version
    guard let stated = access.server, stated.basis == .stated,
      isTold
        ? !identity.version.admits(stated.version)
        : identity.version.isLite && !stated.version.isLite
    else { return }
    let line = typedLine.with(.serverVersion, nil).text(on: side)
    let name = profile?.name.map(Quoting.quoted)
    let saved =
      isSaved ? name.map { "; the profile keeps it: profile set \($0) server-version=" } : nil
    throw UsageError(
      .invalidValue,
      """
      "\(access.endpoint)" \(isTold ? "says that it is" : "answers as") \(identity.server), and --server-version that it is \
      Milvus \(stated.version)
      """,
      hint: "leave --server-version out: \(line)\(saved ?? "")")
  }

  /// Makes sure that a server can be that end of a migration.
  ///
  /// - Throws: `MilvusError.unsupportedByServer` with what to type instead.
  func requireRole(_ server: KnownServer, on side: Side) throws {
    guard let obstacle = server.obstacle(as: side) else { return }
    let error = MilvusError(
      .unsupportedByServer,
      """
      cannot connect to "\(access.endpoint)" as the \(side.rawValue): it is \(server), which \
      \(obstacle.reason)
      """)
    let line = typedLine.text(on: side.other)
    let other =
      server.obstacle(as: side.other) == nil
      ? "; it can be the \(side.other.rawValue): \(line)" : ""
    throw AdvisedError(error: SideError(side, error), advice: obstacle.remedy + other)
  }
}
