package import ArgumentParser

/// The command `shortcut remove NAME…`.
package struct ShortcutRemove: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "shortcut remove", abstract: "Forget shortcuts.")
  package static let examples = [Example("shortcut remove lc", "lc is no command any more")]
  package static let seeAlso = ["shortcut"]
  package static let isPreparation = true

  @Argument(help: "Shortcut.", completion: .names(.shortcuts))
  package var names: [String]
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    for name in names {
      guard session.update({ $0.shortcuts.remove(name) }) else {
        throw UsageError(
          .notFound, "there is no shortcut \"\(name)\"", hint: "shortcut shows all shortcuts")
      }
    }
    return .nothing
  }
}
