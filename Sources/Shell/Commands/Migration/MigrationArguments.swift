public import ArgumentParser
public import MigrationEngine
package import MilvusClient

/// What `check` and `migrate` have in common: which collections, and how they are moved.
package struct MigrationArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Collections of the source, or patterns.", valueName: "name"),
    completion: .names(.sourceCollections))
  package var names: [String] = []
  @Flag(help: "All collections of the database.")
  package var all = false
  @Flag(help: "Collections of every database; databases that are missing are made.")
  package var allDatabases = false
  @Option(
    help: ArgumentHelp("Collections that fit [DATABASE.]PATTERN; repeatable.", valueName: "pattern")
  )
  package var match: [String] = []
  @Option(
    help: ArgumentHelp("Leave out what fits [DATABASE.]PATTERN; repeatable.", valueName: "pattern"))
  package var exclude: [String] = []
  @Option(help: ArgumentHelp("Name on the target; repeatable.", valueName: "old:new"))
  package var rename: [Renaming] = []
  @Option(
    help: ArgumentHelp("Database of the source.", valueName: "name"),
    completion: .names(.sourceDatabases))
  package var database: ServerName?
  @Option(
    help: ArgumentHelp("Database of the target, made if it is missing.", valueName: "name"),
    completion: .names(.targetDatabases))
  package var targetDatabase: ServerName?
  @Option(
    help: ArgumentHelp("Move only this partition; repeatable.", valueName: "name"),
    completion: .names(.partitions))
  package var partition: [ServerName] = []
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Move only entities that pass a filter.", valueName: "expression"))
  package var filter: String?
  @Flag(help: "Make the collection without its entities.")
  package var schemaOnly = false
  @Flag(help: "Fill a collection of the same schema that is there and empty.")
  package var dataOnly = false
  @Option(
    help: ArgumentHelp(
      "Indexes: auto (AUTOINDEX on vectors), same as the source's, or none.", valueName: "which"))
  package var index = MigrationOptions.IndexPolicy.auto
  @Flag(help: "Make no aliases.")
  package var noAliases = false
  @Option(
    help: ArgumentHelp(
      "Aliases: now, once the entities are verified, or later, by the command alias.",
      valueName: "when"))
  package var aliases: AliasTime?
  @Flag(help: "List users, roles and grants; make roles and grants that are missing.")
  package var access = false
  @Option(
    name: .customLong("auto-id"),
    help: ArgumentHelp("Generated keys: keep-keys or new-keys.", valueName: "what"))
  package var autoID = MigrationOptions.AutoIDPolicy.automatic
  @Option(
    help: ArgumentHelp(
      "A name taken on the target: fail, skip, or upsert into it.", valueName: "what"))
  package var onConflict = MigrationOptions.ConflictPolicy.fail
  @Option(help: ArgumentHelp("Compare afterwards: none, count or full.", valueName: "how"))
  package var verify = MigrationOptions.VerificationLevel.count
  @Flag(help: "Load what is not loaded on the source, and release it afterwards.")
  package var loadSource = false
  @Option(
    help: ArgumentHelp("Key ranges to copy at the same time, of all jobs.", valueName: "n"))
  package var parallel = MigrationOptions().parallel
  @Option(
    help: ArgumentHelp("Write so much a second at most, like 10MB/s.", valueName: "size/s"))
  package var rate: ByteRate?
  @Option(
    help: ArgumentHelp(
      "Entities that the target may refuse before a job fails; 0: none.", valueName: "n"))
  package var maxRejects = MigrationOptions().maxRejects

  package init() {}

  package func validate() throws {
    try ParallelRule.check(parallel)
    try RejectRule.check(maxRejects)
    try validateParts()
    if allDatabases { try validateAllDatabases() }
    if noAliases, aliases != nil {
      throw ValidationError("--no-aliases and --aliases exclude each other")
    }
  }

  private func validateParts() throws {
    if let filter, filter.allSatisfy(\.isWhitespace) {
      throw ValidationError("--where takes a filter expression, like --where 'year >= 2025'")
    }
    if schemaOnly {
      try refuse(
        "--schema-only moves no entities",
        [
          ("--partition", !partition.isEmpty), ("--where", filter != nil),
          ("--verify full", verify == .full), ("--data-only", dataOnly),
          ("--on-conflict upsert", onConflict == .upsert),
        ])
    }
    if dataOnly {
      try refuse(
        "--data-only writes into a collection that is there",
        [
          ("--on-conflict skip", onConflict == .skip), ("--index", index != .auto),
          ("--no-aliases", noAliases), ("--aliases", aliases != nil),
        ])
    }
  }

  private func validateAllDatabases() throws {
    try refuse(
      "--all-databases takes every database under its own name",
      [
        ("names", !names.isEmpty), ("--all", all), ("--database", database != nil),
        ("--target-database", targetDatabase != nil), ("--partition", !partition.isEmpty),
      ])
  }

  private func refuse(_ reason: String, _ others: [(name: String, isGiven: Bool)]) throws {
    guard let other = others.first(where: \.isGiven) else { return }
    throw ValidationError("\(reason): leave out \(other.name)")
  }

  /// How collections are moved.
  package var options: MigrationOptions {
    var options = MigrationOptions()
    options.partitions = partition.isEmpty ? nil : partition
    options.filter = filter
    options.only = schemaOnly ? .schema : dataOnly ? .data : nil
    options.index = index
    options.aliases = !noAliases && aliases != .later
    options.access = access ? true : nil
    options.autoID = autoID
    options.onConflict = onConflict
    options.verification = verify
    options.loadSource = loadSource
    options.parallel = parallel
    options.rate = rate?.bytesPerSecond
    options.maxRejects = maxRejects
    return options
  }
}

/// When a copy gets the aliases of its source.
package enum AliasTime: String, Sendable, CaseIterable, ExpressibleByArgument {
  case now, later
}

extension MigrationOptions.IndexPolicy: ExpressibleByArgument {}
extension MigrationOptions.AutoIDPolicy: ExpressibleByArgument {}
extension MigrationOptions.ConflictPolicy: ExpressibleByArgument {}
extension MigrationOptions.VerificationLevel: ExpressibleByArgument {}
