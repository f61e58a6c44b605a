extension ShellSession {
  /// The script that is being run, if one is.
  package var script: ScriptFrame? {
    update { $0.scripts.last }
  }

  /// How many scripts run around the command.
  var depth: Int { update { $0.scripts.count } }

  /// Runs the body, in which nothing is changed if it is a dry run.
  func rehearsing<R>(_ isDry: Bool, _ body: () async throws -> R) async rethrows -> R {
    let former = update { state in
      defer { if isDry, state.hasLeftOutChanges == nil { state.hasLeftOutChanges = false } }
      return state.hasLeftOutChanges
    }
    defer { update { $0.hasLeftOutChanges = former } }
    return try await body()
  }

  /// Whether nothing is to be changed.
  var isRehearsing: Bool { update { $0.hasLeftOutChanges } != nil }

  /// Whether each command is shown before it is run.
  var traces: Bool {
    get { update { $0.traces } }
    set { update { $0.traces = newValue } }
  }

  /// Runs the body as a part of a script.
  ///
  /// - Throws: `UsageError.scriptNesting` if the script is running already, or too many are.
  func within<R>(
    _ frame: ScriptFrame, _ body: () async throws -> R
  ) async throws -> R {
    try update { state throws(UsageError) in
      if let path = frame.path, state.scripts.contains(where: { $0.path == path }) {
        throw UsageError(.scriptNesting, "the script \"\(frame.name)\" runs itself")
      }
      guard state.scripts.count < ScriptLimits.nesting else {
        throw UsageError(
          .scriptNesting, "\"\(frame.name)\" would be the script number \(ScriptLimits.nesting + 1)"
        )
      }
      state.scripts.append(frame)
    }
    defer { update { _ = $0.scripts.removeLast() } }
    return try await body()
  }

  /// Looks up variables and arguments as they are now.
  var expansion: Expansion {
    Expansion(arguments: script?.arguments ?? []) { self.variable($0) }
  }
}
