package import ArgumentParser
internal import MigrationEngine

/// The option of commands that write to a cluster.
package struct WriteConsent: ParsableArguments {
  @Option(
    help: ArgumentHelp("Name of the protected target, typed beforehand.", valueName: "name"))
  package var confirm: String?

  package init() {}
}

extension ShellSession {
  /// Makes sure that a write to a protected target is meant: its name is typed, or given before.
  ///
  /// Neither `--yes` nor `set confirm off` stands for the name.
  package func permitWrites(_ consent: WriteConsent) async throws {
    guard let cluster = cluster(.target), cluster.isProtected else { return }
    let name = cluster.label
    if let typed = consent.confirm {
      guard typed == name else {
        throw UsageError(
          .invalidValue, "--confirm \(typed) is not the name of the protected target",
          hint: "--confirm \(Quoting.quoted(name))")
      }
      return
    }
    let answer = try await ask(
      "\(name) is protected. Type its name to write to it: ",
      insteadOf: "--confirm \(Quoting.quoted(name))")
    guard answer == name else {
      throw UsageError(.declined, "\"\(name)\" was not typed, nothing was changed")
    }
  }

  /// The same, where nobody can be asked and the name may have been given before.
  func permitWrites(confirmedBy name: String?) throws(UsageError) {
    guard let cluster = cluster(.target), cluster.isProtected, name != cluster.label else { return }
    throw UsageError(
      .confirmationNeeded, "\(cluster.label) is protected, and its name was not given",
      hint: "--confirm \(Quoting.quoted(cluster.label))")
  }
}
