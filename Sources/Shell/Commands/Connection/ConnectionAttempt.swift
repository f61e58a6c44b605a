internal import MigrationEngine
internal import MilvusClient
internal import ZillizCloud

/// Connects one side as a profile says, which need not have been saved.
struct ConnectionAttempt {
  var side: Side
  var profile: Profile
  /// How long a request may take; nil for what is set.
  var timeout: Seconds?
  /// Whether what was assumed of the place is not told.
  var isQuiet = false

  /// Connects the side and returns the cluster; for a file its server is started.
  func open(in session: ShellSession) async throws -> OpenCluster {
    let home = session.variable("HOME")
    let options = try ConnectionOptions(of: profile, home: home)
    let path = profile.file(home: home)
    try options.check(for: Scrubber.scrubbed(profile.place), isFile: path != nil)
    guard let path else {
      return try await session.connect(side, by: try await wish(options, in: session))
    }
    let (server, lite) = try await session.startServer(
      of: path, on: side, inPlace: options.inPlace, python: options.litePython)
    do {
      let (side, wish) = (side, fileWish(options, server, lite, in: session))
      return try await server.whileRunning { try await session.connect(side, by: wish) }
    } catch {
      await server.stop()
      throw error
    }
  }

  private func fileWish(
    _ options: ConnectionOptions, _ server: LocalServer, _ lite: InstalledLite,
    in session: ShellSession
  ) -> ConnectionWish {
    var wish = ConnectionWish(
      access: MilvusAccess(
        endpoint: server.endpoint, timeout: (timeout ?? session.settings.timeout).duration,
        database: options.database ?? CollectionAddress.defaultDatabase),
      label: options.label ?? profile.name ?? ClusterResolver.label(of: server.endpoint))
    // Milvus Lite 2 does not tell its version.
    if lite.version.major == 2 { wish.access.server = KnownServer(lite.version, by: .installed) }
    wish.profile = profile
    wish.line = session.connectLine(of: profile)
    wish.server = server
    return wish
  }

  private func wish(
    _ options: ConnectionOptions, in session: ShellSession
  ) async throws -> ConnectionWish {
    let place = try await resolvedPlace(in: session)
    await announce(place, options, in: session)
    let source = try SecretSource(
      file: options.tokenFile, variable: options.tokenEnv, command: options.tokenCommand,
      side: side)
    let secret = try await source.read(environment: session.environment)
    try checkFiles(options, for: place.parsed.endpoint)
    let route = try route(to: place, options, in: session)
    await session.tell(of: route, to: .cluster)
    var wish = ConnectionWish(
      access: MilvusAccess(
        endpoint: place.parsed.endpoint,
        tls: TLSOptions(
          authorityFile: options.ca, certificateFile: options.cert, keyFile: options.key),
        proxy: route.proxy,
        timeout: (timeout ?? session.settings.timeout).duration,
        database: options.database ?? place.parsed.database ?? CollectionAddress.defaultDatabase),
      user: options.user, label: options.label ?? profile.name ?? place.label,
      kind: options.kind?.kind, computeUnits: options.cu, cloud: place.cloud)
    wish.profile = profile
    wish.line = session.connectLine(of: profile)
    if options.proxy == nil {
      wish.exception = ProxySettings(environment: session.environment)
        .exception(of: place.parsed.endpoint.host, from: .cluster)
    }
    if let version = options.serverVersion.flatMap({ ServerVersion.parse(stated: $0) }) {
      wish.access.server = KnownServer(version, by: .stated)
    }
    wish.unusedProxy = route.unusedReason
    wish.assumesPort = place.parsed.assumption?.contains("no port") ?? false
    if let secret {
      wish.access = wish.access(presenting: secret)
    } else if let pasted = place.parsed.credentials {
      wish.access.credentials = pasted
      wish.hasPercentSigns = profile.place.contains("%")
    } else if let key = place.key, options.user == nil {
      wish.access.credentials = .token(key.token)
      wish.presentsLoginKey = true
    }
    return wish
  }

  /// The way there: by `--proxy`, by the environment, else as the control plane was asked for it.
  private func route(
    to place: ClusterResolver.Place, _ options: ConnectionOptions, in session: ShellSession
  ) throws(UsageError) -> ProxyRoute {
    let word = try options.proxy.map { text throws(UsageError) in try ProxyWord(text) }
    let endpoint = place.parsed.endpoint
    guard endpoint.socket == nil else {
      guard case .proxy? = word else { return .direct }
      throw UsageError(
        .unexpectedArgument, "no proxy leads to \(endpoint)", hint: "leave --proxy out")
    }
    let route = ProxySettings(environment: session.environment).route(
      to: endpoint.host, port: endpoint.port, of: .cluster, word: word)
    guard route == .direct, word == nil, let proxy = place.proxy else { return route }
    return .through(proxy)
  }

  /// Makes sure that the files are what they are said to be, before a server is asked.
  private func checkFiles(
    _ options: ConnectionOptions, for endpoint: MilvusEndpoint
  ) throws(UsageError) {
    let files: [(option: String, path: String?, kind: CertificateFile.Kind)] = [
      ("--ca", options.ca, .certificate), ("--cert", options.cert, .certificate),
      ("--key", options.key, .key),
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
    guard ClusterResolver.isClusterID(profile.place) else {
      do {
        return try resolver.place(profile.place)
      } catch {
        let path = LocalPlace.inURL(profile.place).map(Quoting.quoted)
        throw UsageError(
          .invalidValue, error.message,
          hint: path.map { "a file is written as its path: connect \(side.rawValue) \($0)" }
            ?? "write host, host:port, a URI, a cluster's id, the path of a file, as ./demo.db, or "
            + "the name of a profile")
      }
    }
    guard let access = try session.cloudAccess(side) else {
      var error = ShellSession.notLoggedIn(side)
      error.hint = "\(error.hint ?? "login"); or connect by the cluster's public endpoint"
      throw error
    }
    return try await session.asking(access, timeout: timeout) { client in
      try await resolver.place(ofCluster: profile.place, by: client)
    }
  }

  private func announce(
    _ place: ClusterResolver.Place, _ options: ConnectionOptions, in session: ShellSession
  ) async {
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
    if let assumption = place.parsed.assumption, !isQuiet {
      await session.console.note(assumption)
    }
    let hasProxyLogin = try? options.proxy.map(ProxyWord.init)?.hasLogin
    guard place.parsed.credentials != nil || hasProxyLogin == true else { return }
    await session.console.note(
      "warning: a secret in an address can be seen by others; it is used now and kept nowhere")
  }
}
