package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

/// The command `profile save NAME --from source|target`.
package struct ProfileSave: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "profile save", abstract: "Save how a side is connected, without a secret.")
  package static let examples = [
    Example("profile save prod --from source", "connect source prod opens it again")
  ]
  package static let seeAlso = ["connect", "profile set", "topic profiles"]
  package static let rehearsal = Rehearsal.isTold

  @Argument(help: "Profile.", completion: .names(.profiles))
  package var name: String
  @Option(help: ArgumentHelp("The side that is connected.", valueName: "side"))
  package var from: Side
  @Flag(name: .shortAndLong, help: "Replace a profile of that name without asking.")
  package var yes = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    try Profile.checkName(name)
    let cluster = try session.openCluster(from)
    guard var profile = cluster.profile?.kept() else {
      throw UsageError(.notConnected, "the \(from.rawValue) was not connected by its place")
    }
    // What use has chosen since counts as well.
    let database = session.database(from)
    profile.values[.database] = database == "default" ? nil : database.text
    try await session.confirmReplacement(of: name, by: profile, yes: yes)
    try session.profiles.save(profile, as: name)
    return CommandResult(Acknowledgement(done: ["profile \(name)  saved, without a secret"]))
  }
}
