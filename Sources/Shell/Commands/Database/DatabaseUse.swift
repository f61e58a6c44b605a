package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `use [SIDE:]DATABASE`.
package struct DatabaseUse: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Choose the database that names without one are looked up in.")
  package static let examples = [
    Example("use sales", "on the source"), Example("use target:sales_2026", "on the target"),
  ]
  package static let seeAlso = ["list databases", "topic addresses"]
  package static let readsClusters = true
  package static let isPreparation = true

  @Argument(
    help: ArgumentHelp(
      "Database; on the source unless target: stands before it.",
      valueName: "[side:]database"), completion: .names(.databases))
  package var database: String
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let (side, typed) = try TypedAddress.sided(database)
    // A pattern is no name of a database: the server says that there is none.
    let name = typed.name ?? ServerName(typed.text)
    let used = side ?? .source
    let cluster = try session.openCluster(used)
    // Listing its collections is the question that every version and kind of cluster answers.
    let names = try await naming(used) { try await cluster.client.collections(database: name) }
    session.use(name, on: used)
    session.names.keep(names, as: .collections, on: used, database: name)
    let count = Figures.count(names.count, of: "collection")
    return CommandResult(Acknowledgement(done: ["\(used.rawValue)  database \(name), \(count)"]))
  }
}
