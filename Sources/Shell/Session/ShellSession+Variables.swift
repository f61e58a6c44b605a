extension ShellSession {
  /// The value of a variable: what `let` or `--variable` defined, else the environment's.
  package func variable(_ name: String) -> String? {
    update { $0.variables[name] } ?? environment[name]
  }

  /// Defines a variable, or with nil forgets it.
  package func setVariable(_ name: String, to value: String?) {
    update { $0.variables[name] = value }
  }

  /// The variables that `let` and `--variable` defined.
  package var variables: [String: String] {
    update { $0.variables }
  }
}
