package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

/// The command `connect source|target [PLACE]`.
package struct ConnectionOpen: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "connect", abstract: "Connect the source or the target to a cluster.")
  package static let examples = [
    Example("connect source 10.0.0.7", "a Milvus server on its usual port, without a token"),
    Example(
      "connect target https://in01-2f3a.aws-us-west-2.vectordb.zillizcloud.com:19530 "
        + "--token-env TOKEN", "a cloud cluster, with the API key in a variable"),
    Example(
      "connect target https://milvus.example.org --user ann --token-file ~/.token --ca ca.pem",
      "a server of one's own, with user, password file and authority"),
    Example(
      "connect source 10.0.0.7 --server-version 2.3.4", "a server that does not tell its version"),
    Example("connect source in01-2f3a9c", "a cloud cluster by its id, after login"),
    Example("connect source ./milvus_demo.db", "a file of Milvus Lite, which stays as it is"),
    Example(
      "connect source milvus.example.org --proxy http://10.0.0.1:3128",
      "through a proxy; else https_proxy and no_proxy count"),
    Example("connect target 10.0.0.8 --save prod --protect", "keeps it as profile prod"),
    Example("connect target prod", "as it was saved, and asks for what was not"),
  ]
  package static let seeAlso = [
    "login", "disconnect", "use", "profile list", "topic secrets", "topic addresses", "topic files",
    "topic proxies", "topic profiles",
  ]
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.unreachable, .refused]
  package static let isPreparation = true

  @Argument(help: "source or target.", completion: .list(Side.allCases.map(\.rawValue)))
  package var side: Side
  @Argument(
    help: "profile, host, host:port, URI, unix:/socket, a file of Milvus Lite, or a cluster's id.",
    completion: .names(.places))
  package var place: String?

  @OptionGroup package var options: ConnectionOptions
  @Option(
    help: ArgumentHelp("Save how it was connected, without a secret.", valueName: "name"),
    completion: .names(.profiles))
  package var save: String?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    if side == .target, options.inPlace {
      throw UsageError(
        .unexpectedArgument, "--in-place is for a source; a target is always written in place",
        hint: "leave it out; help files")
    }
    let profile = try await profile(in: session)
    try await session.requireIdleServer(side)
    let former = session.cluster(side)
    let attempt = ConnectionAttempt(
      side: side, profile: profile, timeout: common.timeout,
      isQuiet: common.quiet || session.isQuiet)
    let opened = try await attempt.open(in: session)
    await tell(former: former, opened, in: session)
    let database = session.database(side)
    let names = try await naming(side) {
      try await opened.client.collections(database: database)
    }
    session.names.keep(names, as: .collections, on: side, database: database)
    if let save, !session.isRehearsing {
      try session.profiles.save(profile.kept(), as: save)
      await session.console.note(
        "saved as profile \(save), without a secret: connect \(side.rawValue) \(save)")
    }
    return CommandResult(
      ConnectionScreen(
        side: side, cluster: opened.cluster, database: database, collections: names.count,
        isProtected: profile.isProtected, scope: scope(in: session), hint: hint(in: session)))
  }

  /// What is to be connected: the place that is typed, or the profile of that name, and the options.
  private func profile(in session: ShellSession) async throws -> Profile {
    if let save { try Profile.checkName(save) }
    let place = if let place { place } else { try await askForPlace(in: session) }
    let saved = try session.profiles.profile(named: place)
    var profile = (saved ?? Profile(place: place)).overridden(by: options.values)
    guard let save else { return profile }
    profile.name = save
    try await session.confirmReplacement(
      of: save, by: profile.kept(), yes: false, insteadOf: "profile remove \(save)")
    return profile
  }

  /// Asks for a place where somebody can answer, and else names the profiles.
  private func askForPlace(in session: ShellSession) async throws -> String {
    let names = try session.profiles.all().keys.sorted()
    let ways = names.map { "connect \(side.rawValue) \($0)" }
    guard session.canAsk else {
      throw UsageError(
        .missingArgument, "connect \(side.rawValue) needs PLACE",
        hint: ways.isEmpty
          ? "as in: connect \(side.rawValue) 10.0.0.7" : ways.joined(separator: ", "))
    }
    let known =
      names.isEmpty ? "host, URI or cluster id" : names.joined(separator: ", ") + ", or a host"
    let typed = try await session.ask("Place (\(known)): ", insteadOf: "a place")
    let place = typed.trimmingPrefix(while: \.isWhitespace)
    guard !place.isEmpty else {
      throw UsageError(.declined, "no place was typed, the \(side.rawValue) is as it was")
    }
    return String(place)
  }

  /// Says what is not on the screen of a connection: that another one ended, that both ends are one.
  private func tell(
    former: OpenCluster?, _ opened: OpenCluster, in session: ShellSession
  ) async {
    if let former {
      await session.console.note("the connection to \(former.label) is closed")
    }
    let endpoint = opened.cluster.access.endpoint
    if session.cluster(side.other)?.cluster.access.endpoint.description == endpoint.description {
      let what = endpoint.file == nil ? "server" : "file"
      await session.console.note("source and target are the same \(what) now")
    }
  }

  /// How far apart the two ends are, once there are two.
  private func scope(in session: ShellSession) -> Finding? {
    guard let source = session.cluster(.source), let target = session.cluster(.target) else {
      return nil
    }
    return Cluster.scope(from: source.cluster, to: target.cluster)
  }

  /// What to type next, once there are two ends.
  private func hint(in session: ShellSession) -> String? {
    let isComplete = session.cluster(.source) != nil && session.cluster(.target) != nil
    guard isComplete, session.canAsk, !session.isQuiet, !common.quiet else { return nil }
    return "check every collection with: check --all"
  }
}
