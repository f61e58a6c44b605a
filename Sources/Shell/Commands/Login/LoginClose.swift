package import ArgumentParser
package import MigrationEngine

/// The command `logout [source|target]`.
package struct LoginClose: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Forget the API key of the source, the target, or both.")
  package static let examples = [
    Example("logout", "both sides"), Example("logout target", "the target only"),
  ]
  package static let seeAlso = ["login", "disconnect"]
  package static let isPreparation = true

  @Argument(
    help: "source or target; both if left out.", completion: .list(Side.allCases.map(\.rawValue)))
  package var side: Side?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let sides = side.map { [$0] } ?? Side.allCases
    let closed = sides.filter { session.forgetLogin($0) }
    if closed.isEmpty, let side { throw ShellSession.notLoggedIn(side) }
    let names = Set(sides.flatMap { CloudLogin.variables($0) }).sorted()
    for name in names where session.environment.filled(name) != nil {
      await session.console.note("the key in \(name) counts as long as the variable is set")
    }
    return CommandResult(Acknowledgement(done: closed.map { "\($0.rawValue)  logged out" }))
  }
}
