package import MigrationEngine

/// Where the secret of a connection comes from; a command never holds the secret itself.
package enum SecretSource: Sendable, Equatable {
  /// The first line of a file that only its owner can read.
  case file(String)
  /// A variable of the environment.
  case variable(String)
  /// The first line that a command prints, such as one of a password manager.
  case command(String)
  /// The environment's variable for the side if it is set, else nothing.
  case standard(Side)

  /// The source that the options choose.
  ///
  /// - Throws: `UsageError.unexpectedArgument` if they choose several.
  package init(
    file: String?, variable: String?, command: String?, side: Side
  ) throws(UsageError) {
    let chosen: [SecretSource] = [
      file.map(SecretSource.file), variable.map(SecretSource.variable),
      command.map(SecretSource.command),
    ].compactMap(\.self)
    guard chosen.count <= 1 else {
      throw UsageError(
        .unexpectedArgument, "the secret can come from one place only",
        hint: "give one of --token-file, --token-env and --token-command")
    }
    self = chosen.first ?? .standard(side)
  }

  /// The variable that holds the side's secret unless an option says otherwise.
  package static func standardVariable(_ side: Side) -> String {
    "VECFERRY_\(side.rawValue.uppercased())_TOKEN"
  }

  /// The secret, or nil if there is none to be had without asking.
  ///
  /// Suspends until the command has ended.
  package func read(environment: [String: String]) async throws(UsageError) -> String? {
    switch self {
    case .file(let path): return try SecretFile(path: path).read()
    case .command(let line): return try await SecretCommand(line: line).read()
    case .standard(let side):
      return environment[Self.standardVariable(side)].flatMap { $0.isEmpty ? nil : $0 }
    case .variable(let name):
      guard let secret = environment[name], !secret.isEmpty else {
        throw UsageError(
          .secretNeeded, "the variable \"\(name)\" of --token-env is not set",
          hint: "export it before vecferry is started")
      }
      return secret
    }
  }
}

extension String {
  /// The first line without blanks around it, or nil if nothing is left.
  var secretLine: String? {
    let line = prefix { !$0.isNewline }.drop(while: \.isWhitespace)
    let end = line.lastIndex { !$0.isWhitespace }
    return end.map { String(line[...$0]) }
  }
}
