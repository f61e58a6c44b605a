package import ArgumentParser
package import MigrationEngine
package import MilvusClient
internal import ZillizCloud

/// The command `connect source|target PLACE`.
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
  ]
  package static let seeAlso = ["login", "disconnect", "use", "topic secrets", "topic addresses"]
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.unreachable, .refused]
  package static let isPreparation = true

  @Argument(help: "source or target.", completion: .list(Side.allCases.map(\.rawValue)))
  package var side: Side
  @Argument(
    help:
      "host, host:port, http(s)://host:port, unix:/socket, a file of Milvus Lite, or a cluster's id.",
    completion: .names(.places))
  package var place: String

  @Option(help: ArgumentHelp("Database to work in.", valueName: "name"))
  package var database: ServerName?
  @Option(help: ArgumentHelp("User whose password the secret is.", valueName: "name"))
  package var user: String?
  @Option(
    help: ArgumentHelp(
      "File with the token; others must not be able to read it.",
      valueName: "file"), completion: .file())
  package var tokenFile: String?
  @Option(help: ArgumentHelp("Variable of the environment with the token.", valueName: "name"))
  package var tokenEnv: String?
  @Option(help: ArgumentHelp("Command that prints the token.", valueName: "command"))
  package var tokenCommand: String?
  @Option(help: ArgumentHelp("What to call the cluster.", valueName: "text"))
  package var label: String?
  @Option(help: ArgumentHelp("free, serverless or dedicated, if it is that.", valueName: "kind"))
  package var kind: DeclaredKind?
  @Option(help: ArgumentHelp("Size of a dedicated cluster in CU.", valueName: "n"))
  package var cu: Int?
  @Option(
    help: ArgumentHelp(
      "What the server is, if it hides it: 2.3.4, lite-2.5.1.", valueName: "version"))
  package var serverVersion: String?
  @Option(
    help: ArgumentHelp("PEM file of the authorities to trust.", valueName: "file"),
    completion: .file())
  package var ca: String?
  @Option(
    help: ArgumentHelp("PEM file of the client's certificate.", valueName: "file"),
    completion: .file())
  package var cert: String?
  @Option(
    help: ArgumentHelp("PEM file of the certificate's key.", valueName: "file"),
    completion: .file())
  package var key: String?
  @Option(
    help: ArgumentHelp(
      "Python, or environment, whose milvus-lite serves the file.", valueName: "path"),
    completion: .file())
  package var litePython: String?
  @Flag(help: "Read the file of the source itself, not a copy of it.")
  package var inPlace = false
  @Option(
    help: ArgumentHelp(
      "Proxy to go through, or none: else https_proxy and no_proxy count.", valueName: "url"))
  package var proxy: String?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    let isFile = LocalPlace.path(of: place) != nil
    if !isFile, inPlace || litePython != nil {
      throw ValidationError("--in-place and --lite-python belong to a file of Milvus Lite")
    }
    if isFile,
      tokenFile ?? tokenEnv ?? tokenCommand ?? user ?? ca ?? cert ?? key ?? serverVersion != nil
    {
      throw ValidationError(
        "a file of Milvus Lite has no users, no certificates and no hidden version")
    }
    guard (cert == nil) == (key == nil) else {
      throw ValidationError("--cert and --key belong together")
    }
    if user?.contains(":") == true {
      throw ValidationError("--user takes a name; its password comes as help secrets tells")
    }
    if let serverVersion, ServerVersion.parse(stated: serverVersion) == nil {
      throw ValidationError("--server-version takes a version, as 2.3.4 or lite-2.5.1")
    }
    if let cu, cu < 1 { throw ValidationError("--cu takes a number from 1") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    try await session.requireIdleServer(side)
    let former = session.cluster(side)
    let opened = try await opened(in: session)
    await tell(former: former, opened, in: session)
    let database = session.database(side)
    let names = try await naming(side) {
      try await opened.client.collections(database: database)
    }
    session.names.keep(names, as: .collections, on: side, database: database)
    return CommandResult(
      ConnectionScreen(
        side: side, cluster: opened.cluster, database: database, collections: names.count,
        scope: scope(in: session), hint: hint(in: session)))
  }

  private func opened(in session: ShellSession) async throws -> OpenCluster {
    guard let path = LocalPlace.path(of: place) else {
      return try await session.connect(side, by: try await wish(in: session))
    }
    let (server, lite) = try await session.startServer(
      of: path, on: side, inPlace: inPlace, python: litePython)
    do {
      var wish = ConnectionWish(
        access: MilvusAccess(
          endpoint: server.endpoint,
          timeout: (common.timeout ?? session.settings.timeout).duration,
          database: database ?? CollectionAddress.defaultDatabase),
        label: label ?? ClusterResolver.label(of: server.endpoint), kind: kind?.kind,
        computeUnits: cu)
      // Milvus Lite 2 does not tell its version.
      if lite.version.major == 2 { wish.access.server = KnownServer(lite.version, by: .installed) }
      wish.server = server
      return try await session.connect(side, by: wish)
    } catch {
      await server.stop()
      throw error
    }
  }

  /// Says what is not on the screen of a connection: that another one ended, that both ends are one.
  private func tell(
    former: OpenCluster?, _ opened: OpenCluster, in session: ShellSession
  ) async {
    if let former {
      await session.console.note("the connection to \(former.label) is closed")
    }
    let other = session.cluster(side.other)?.cluster.access.endpoint.description
    if other == opened.cluster.access.endpoint.description {
      await session.console.note("source and target are the same server now")
    }
  }

  /// How far apart the two ends are, once there are two.
  private func scope(in session: ShellSession) -> Finding? {
    guard let source = session.cluster(.source), let target = session.cluster(.target) else {
      return nil
    }
    return Cluster.scope(from: source.cluster, to: target.cluster)
  }

  private func wish(in session: ShellSession) async throws -> ConnectionWish {
    let place = try await resolvedPlace(in: session)
    await announce(place, in: session)
    let source = try SecretSource(
      file: tokenFile, variable: tokenEnv, command: tokenCommand, side: side)
    let secret = try await source.read(environment: session.environment)
    try checkFiles(for: place.parsed.endpoint)
    let route = try route(to: place, in: session)
    var wish = ConnectionWish(
      access: MilvusAccess(
        endpoint: place.parsed.endpoint,
        tls: TLSOptions(authorityFile: ca, certificateFile: cert, keyFile: key),
        proxy: route.proxy,
        timeout: (common.timeout ?? session.settings.timeout).duration,
        database: database ?? place.parsed.database ?? CollectionAddress.defaultDatabase),
      user: user, label: label ?? place.label, kind: kind?.kind, computeUnits: cu,
      cloud: place.cloud)
    if let version = serverVersion.flatMap({ ServerVersion.parse(stated: $0) }) {
      wish.access.server = KnownServer(version, by: .stated)
    }
    wish.unusedProxy = route.unusedReason
    wish.assumesPort = place.parsed.assumption?.contains("no port") ?? false
    if let secret {
      wish.access = wish.access(presenting: secret)
    } else if let pasted = place.parsed.credentials {
      wish.access.credentials = pasted
      wish.hasPercentSigns = self.place.contains("%")
    } else if let key = place.key, user == nil {
      wish.access.credentials = .token(key.token)
      wish.presentsLoginKey = true
    }
    return wish
  }

  /// The way there: by `--proxy`, by the environment, else as the control plane was asked for it.
  private func route(
    to place: ClusterResolver.Place, in session: ShellSession
  ) throws(UsageError) -> ProxyRoute {
    let word = try proxy.map { text throws(UsageError) in try ProxyWord(text) }
    let endpoint = place.parsed.endpoint
    let route = ProxySettings(environment: session.environment).route(
      to: endpoint.host, port: endpoint.port, of: .cluster, word: word)
    guard route == .direct, word == nil, let proxy = place.proxy else { return route }
    return .through(proxy)
  }

  /// Makes sure that the files are what they are said to be, before a server is asked.
  private func checkFiles(for endpoint: MilvusEndpoint) throws(UsageError) {
    let files: [(option: String, path: String?, kind: CertificateFile.Kind)] = [
      ("--ca", ca, .certificate), ("--cert", cert, .certificate), ("--key", key, .key),
    ]
    for case (let option, let path?, let kind) in files {
      guard endpoint.usesTLS else {
        throw UsageError(
          .unexpectedArgument, "\(option) belongs to https, and \(endpoint) is not",
          hint: "write https:// before the address")
      }
      try CertificateFile(path: path, option: option).check(kind)
    }
  }

  private func resolvedPlace(in session: ShellSession) async throws -> ClusterResolver.Place {
    let resolver = ClusterResolver()
    guard ClusterResolver.isClusterID(place) else {
      do {
        return try resolver.place(place)
      } catch {
        throw UsageError(
          .invalidValue, error.message,
          hint: "write host, host:port, a URI, a cluster's id, or the path of a file, as ./demo.db")
      }
    }
    guard let access = try session.cloudAccess(side) else {
      var error = ShellSession.notLoggedIn(side)
      error.hint = "\(error.hint ?? "login"); or connect by the cluster's public endpoint"
      throw error
    }
    return try await session.asking(access, timeout: common.timeout) { client in
      try await resolver.place(ofCluster: place, by: client)
    }
  }

  private func announce(_ place: ClusterResolver.Place, in session: ShellSession) async {
    if let cloud = place.cloud {
      if place.isPrivate {
        await session.console.note(
          "\(cloud.clusterID) has no public endpoint: \(place.parsed.endpoint) is a private one, "
            + "reached from its own network")
      }
      let status = CloudClusterStatus(rawValue: cloud.status)
      guard status != .running else { return }
      return await session.console.note(
        "\(cloud.clusterID) is \(status), not \(CloudClusterStatus.running)")
    }
    if let assumption = place.parsed.assumption { await session.console.note(assumption) }
    let hasProxyLogin = try? proxy.map(ProxyWord.init)?.hasLogin
    guard place.parsed.credentials != nil || hasProxyLogin == true else { return }
    await session.console.note(
      "warning: a secret in an address can be seen by others; it is used now and kept nowhere")
  }

  /// What to type next, once there are two ends.
  private func hint(in session: ShellSession) -> String? {
    let isComplete = session.cluster(.source) != nil && session.cluster(.target) != nil
    guard isComplete, session.canAsk, !session.isQuiet, !common.quiet else { return nil }
    return "check every collection with: check --all"
  }
}

/// What a user can say a cluster is.
package enum DeclaredKind: String, CaseIterable, Sendable, ExpressibleByArgument {
  case free, serverless, dedicated

  /// The kind in the engine's words.
  var kind: ClusterKind {
    switch self {
    case .free: .free
    case .serverless: .serverless
    case .dedicated: .dedicated
    }
  }
}
