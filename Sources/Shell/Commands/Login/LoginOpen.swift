package import ArgumentParser
package import MigrationEngine
internal import ZillizCloud

/// The command `login [source|target]`.
package struct LoginOpen: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Give an API key of Zilliz Cloud, for this session only.")
  package static let examples = [
    Example("login", "asks for a key, which then counts for both sides"),
    Example("login target --key-env OTHER_KEY", "another organization's key for the target"),
    Example("login --key-file ~/.zilliz-key --url china", "a key of the regions in China"),
  ]
  package static let seeAlso = ["logout", "list clusters", "connect", "topic secrets"]
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.unreachable, .refused]
  package static let isPreparation = true

  @Argument(
    help: "source or target; both if left out.", completion: .list(Side.allCases.map(\.rawValue)))
  package var side: Side?
  @Option(
    help: ArgumentHelp(
      "File with the API key; others must not be able to read it.", valueName: "file"),
    completion: .file())
  package var keyFile: String?
  @Option(help: ArgumentHelp("Variable of the environment with the API key.", valueName: "name"))
  package var keyEnv: String?
  @Option(help: ArgumentHelp("Command that prints the API key.", valueName: "command"))
  package var keyCommand: String?
  @Option(
    help: ArgumentHelp(
      "Control plane: auto, global, china or its address.", valueName: "place"))
  package var url: String?
  @Option(
    help: ArgumentHelp(
      "Proxy to go through, or none: else https_proxy and no_proxy count.", valueName: "url"))
  package var proxy: String?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let site = try url.map(CloudSite.init) ?? session.settings.cloudSite
    let address = try site.address(environment: session.environment)
    let word = try proxy.map { text throws(UsageError) in try ProxyWord(text) }
    await session.tell(of: session.route(to: address, word: word), to: .controlPlane)
    let access = session.cloudAccess(try await key(in: session), at: address, proxy: word)
    let start = ContinuousClock.now
    let (projects, clusters) = try await session.asking(
      access, timeout: common.timeout, login: line
    ) { client in
      (try await client.visibleProjects(), try await client.clusters())
    }
    let login = CloudLogin(access: access, sides: side.map { [$0] } ?? Side.allCases)
    session.keep(login)
    session.clusterIDs = clusters.map(\.id)
    return CommandResult(
      LoginScreen(
        login: login, projects: projects?.count, clusters: clusters.count,
        time: start.duration(to: .now)))
  }

  /// What was typed, without a proxy, and without a command, which may hold a secret.
  private var line: String {
    var words = ["login"]
    if let side { words.append(side.rawValue) }
    for (option, value) in [("--key-file", keyFile), ("--key-env", keyEnv), ("--url", url)] {
      if let value { words += [option, value] }
    }
    return Scrubber.scrubbed(words).map(Quoting.quoted).joined(separator: " ")
  }

  private func key(in session: ShellSession) async throws -> CloudKey {
    let chosen = try SecretSource.chosen(keyFile, keyEnv, keyCommand, word: .key)
    let source = chosen ?? .firstSet(CloudLogin.variables(side))
    if let secret = try await source.read(environment: session.environment, as: .key) {
      return try CloudKey(secret)
    }
    let whom = side.map { " of the \($0.rawValue)" } ?? ""
    let typed = try await session.secret(
      "API key\(whom) (not shown): ", insteadOf: "--key-env NAME")
    return try CloudKey(typed)
  }
}
