package import ArgumentParser

/// The command `profile remove NAME…`.
package struct ProfileRemove: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "profile remove", abstract: "Forget profiles; what is connected stays so.")
  package static let examples = [Example("profile remove lab", "its cluster is not touched")]
  package static let seeAlso = ["profile list", "disconnect"]
  package static let rehearsal = Rehearsal.isTold

  @Argument(help: "Profile.", completion: .names(.profiles))
  package var names: [String]
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    for name in names { try session.profiles.remove(name) }
    return CommandResult(Acknowledgement(done: names.map { "profile \($0)  removed" }))
  }
}
