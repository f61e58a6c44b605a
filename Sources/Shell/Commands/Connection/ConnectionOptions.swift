package import ArgumentParser
internal import MigrationEngine
package import MilvusClient

/// The options that say how a cluster is connected; a profile can hold each of them.
package struct ConnectionOptions: ParsableArguments {
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
      "What the server is, if it hides it: 2.3.4, 2.3.5-gpu, lite-2.5.1.", valueName: "version"))
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
      "Proxy to go through, or none: else https_proxy and no_proxy count.", valueName: "url"))
  package var proxy: String?
  @Option(
    help: ArgumentHelp(
      "Python, or environment, whose milvus-lite serves the file.", valueName: "path"),
    completion: .file())
  package var litePython: String?
  @Flag(help: "Read the file of the source itself, not a copy of it.")
  package var inPlace = false
  @Flag(help: "Ask for its name before each write to it.")
  package var protect = false

  package init() {}

  package func validate() throws {
    guard (cert == nil) == (key == nil) else {
      throw ValidationError("--cert and --key belong together")
    }
    if user?.contains(":") == true {
      throw ValidationError("--user takes a name; its password comes as help secrets tells")
    }
    if let serverVersion, ServerVersion.parse(stated: serverVersion) == nil {
      throw ValidationError(
        "--server-version takes a version, as 2.2.16 or lite-2.5.1, and \"\(serverVersion)\" is none"
      )
    }
    if let cu, cu < 1 { throw ValidationError("--cu takes a number from 1") }
  }
}

extension ConnectionOptions {
  /// The options that are given, as a profile keeps them.
  var values: [ProfileKey: String] {
    let values: [ProfileKey: String?] = [
      .database: database?.text, .user: user, .tokenFile: tokenFile, .tokenEnv: tokenEnv,
      .tokenCommand: tokenCommand, .label: label, .kind: kind?.rawValue, .cu: cu.map { "\($0)" },
      .serverVersion: serverVersion, .ca: ca, .cert: cert, .key: key, .proxy: proxy,
      .litePython: litePython, .inPlace: inPlace ? "true" : nil,
      .protect: protect ? "true" : nil,
    ]
    return values.compactMapValues(\.self)
  }

  /// Makes sure that the options belong to what is at a place: a file of Milvus Lite, or a cluster.
  ///
  /// - Throws: `UsageError.unexpectedArgument`.
  func check(for place: String, isFile: Bool) throws(UsageError) {
    let strange = ProfileKey.allCases.filter { key in
      values[key] != nil && (isFile ? key.belongsToCluster : key.belongsToFile)
    }
    guard !strange.isEmpty else { return }
    let options = strange.map { "--\($0.rawValue)" }.joined(separator: ", ")
    let (file, cluster) = ("a file of Milvus Lite", "a cluster")
    let (owner, kind) = isFile ? (cluster, file) : (file, cluster)
    throw UsageError(
      .unexpectedArgument,
      "\(options) \(strange.count == 1 ? "belongs" : "belong") to \(owner), and \"\(place)\" is \(kind)",
      hint: "leave \(options) out; help files")
  }

  /// The options of a profile, with the home folder for the tilde of its files.
  ///
  /// - Throws: `UsageError.invalidValue` for what `connect` would not take either.
  init(of profile: Profile, home: String?) throws(UsageError) {
    var words: [String] = []
    for key in ProfileKey.allCases where key != .place {
      guard var value = profile.values[key] else { continue }
      if key.isPath, let home, value.hasPrefix("~/") { value = home + value.dropFirst() }
      switch value {
      case _ where !key.isFlag: words.append("--\(key.rawValue)=\(value)")
      case "true": words.append("--\(key.rawValue)")
      case "false": break
      default:
        throw UsageError(
          .invalidValue, "\"\(value)\" is no value of \(key.rawValue): true or false")
      }
    }
    do {
      self = try ConnectionOpen.parse([Side.source.rawValue] + words).options
    } catch {
      var translated = CommandParsing.translated(
        ConnectionOpen.message(for: error), of: CommandInfo(ConnectionOpen.self))
      if let name = profile.name {
        translated.message = "the profile \"\(name)\" cannot be used: \(translated.message)"
        translated.hint = "profile show \(name)"
      }
      throw translated
    }
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
