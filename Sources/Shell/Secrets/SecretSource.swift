package import MigrationEngine

/// Where the secret of a connection comes from; a command never holds the secret itself.
package enum SecretSource: Sendable, Equatable {
  /// The first line of a file that only its owner can read.
  case file(String)
  /// A variable of the environment.
  case variable(String)
  /// The first line that a command prints, such as one of a password manager.
  case command(String)
  /// The first of these variables of the environment that is set, else nothing.
  case firstSet([String])

  /// The environment's variable for the token of a side if it is set, else nothing.
  package static func standard(_ side: Side) -> SecretSource { .firstSet([standardVariable(side)]) }

  /// The source of a side's token that the options choose.
  ///
  /// - Throws: `UsageError.unexpectedArgument` if they choose several.
  package init(
    file: String?, variable: String?, command: String?, side: Side
  ) throws(UsageError) {
    self = try Self.chosen(file, variable, command, word: .token) ?? .standard(side)
  }

  /// The source that the options choose; nil if they choose none.
  ///
  /// - Throws: `UsageError.unexpectedArgument` if they choose several.
  package static func chosen(
    _ file: String?, _ variable: String?, _ command: String?, word: SecretWord
  ) throws(UsageError) -> SecretSource? {
    let chosen: [SecretSource] = [
      file.map(SecretSource.file), variable.map(SecretSource.variable),
      command.map(SecretSource.command),
    ].compactMap(\.self)
    guard chosen.count <= 1 else {
      throw UsageError(
        .unexpectedArgument, "the secret can come from one place only",
        hint: "give one of --\(word)-file, --\(word)-env and --\(word)-command")
    }
    return chosen.first
  }

  /// The variable that holds the side's secret unless an option says otherwise.
  package static func standardVariable(_ side: Side) -> String {
    "VECFERRY_\(side.rawValue.uppercased())_TOKEN"
  }

  /// The secret, or nil if there is none to be had without asking.
  ///
  /// Suspends until the command has ended.
  package func read(
    environment: [String: String], as word: SecretWord = .token
  ) async throws(UsageError) -> String? {
    switch self {
    case .file(let path): return try SecretFile(path: path, word: word).read()
    case .command(let line): return try await SecretCommand(line: line, word: word).read()
    case .firstSet(let names): return try Self.firstSet(names, in: environment)
    case .variable(let name):
      guard Scrubber.isVariable(name) else {
        throw UsageError(
          .secretNeeded, "--\(word)-env takes the name of a variable, which has other letters",
          hint: "put the secret into a variable before vecferry is started, and give its name")
      }
      guard let secret = try Self.firstSet([name], in: environment) else {
        let isUnreadable = ProcessVariables.isUnreadable(name)
        throw UsageError(
          .secretNeeded,
          "the variable \"\(name)\" of --\(word)-env "
            + (isUnreadable ? "holds no UTF-8 text" : "is not set"),
          hint: isUnreadable
            ? "set it anew before vecferry is started" : "export it before vecferry is started")
      }
      return secret
    }
  }

  /// The secret in the first variable that is set and not empty.
  ///
  /// - Throws: `UsageError` for a value that cannot be a secret.
  package static func firstSet(
    _ names: [String], in environment: [String: String]
  ) throws(UsageError) -> String? {
    let name = names.first { environment.filled($0) != nil }
    guard let name, let value = environment[name] else { return nil }
    return try SecretText.secret(in: value.utf8, of: "the variable \"\(name)\"")
  }
}
