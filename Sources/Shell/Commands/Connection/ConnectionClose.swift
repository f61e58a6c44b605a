package import ArgumentParser
package import MigrationEngine

/// The command `disconnect [source|target]`.
package struct ConnectionClose: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "disconnect", abstract: "Close the connection to the source, the target, or both.")
  package static let examples = [
    Example("disconnect", "both sides"), Example("disconnect target", "the target only"),
  ]
  package static let seeAlso = ["connect"]
  package static let isPreparation = true

  @Argument(help: "source or target; both if left out.")
  package var side: Side?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let sides = side.map { [$0] } ?? Side.allCases
    for side in sides { try await session.requireIdleServer(side) }
    var closed: [Side] = []
    for side in sides where await session.disconnect(side) { closed.append(side) }
    if let side, closed.isEmpty {
      throw UsageError(.notConnected, "the \(side.rawValue) is not connected")
    }
    return CommandResult(Acknowledgement(done: closed.map { "\($0.rawValue)  closed" }))
  }
}
