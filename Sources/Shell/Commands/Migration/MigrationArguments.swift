public import ArgumentParser
public import MigrationEngine
internal import MilvusClient

/// What `check` and `migrate` have in common: which collections, and how they are moved.
package struct MigrationArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Collections of the source, or patterns.", valueName: "name"),
    completion: .names(.collections))
  package var names: [String] = []
  @Flag(help: "All collections of the database.")
  package var all = false
  @Option(help: ArgumentHelp("Collections that fit a pattern; repeatable.", valueName: "pattern"))
  package var match: [String] = []
  @Option(
    help: ArgumentHelp("Leave out what fits a pattern; repeatable.", valueName: "pattern"))
  package var exclude: [String] = []
  @Option(help: ArgumentHelp("Name on the target; repeatable.", valueName: "old:new"))
  package var rename: [Renaming] = []
  @Option(
    help: ArgumentHelp("Database of the source.", valueName: "name"),
    completion: .names(.databases))
  package var database: String?
  @Option(help: ArgumentHelp("Database of the target, made if it is missing.", valueName: "name"))
  package var targetDatabase: String?
  @Option(
    help: ArgumentHelp("Move only this partition; repeatable.", valueName: "name"))
  package var partition: [String] = []
  @Flag(help: "Make the collection without its entities.")
  package var schemaOnly = false
  @Option(
    help: ArgumentHelp(
      "Indexes: auto (AUTOINDEX on vectors), same as the source's, or none.", valueName: "which"))
  package var index = MigrationOptions.IndexPolicy.auto
  @Flag(help: "Make no aliases.")
  package var noAliases = false
  @Option(
    name: .customLong("auto-id"),
    help: ArgumentHelp("Generated keys: keep-keys or new-keys.", valueName: "what"))
  package var autoID = MigrationOptions.AutoIDPolicy.automatic
  @Option(help: ArgumentHelp("A name taken on the target: fail or skip.", valueName: "what"))
  package var onConflict = MigrationOptions.ConflictPolicy.fail
  @Option(help: ArgumentHelp("Compare afterwards: none, count or full.", valueName: "how"))
  package var verify = MigrationOptions.VerificationLevel.count
  @Flag(help: "Load what is not loaded on the source, and release it afterwards.")
  package var loadSource = false
  @Option(help: ArgumentHelp("Key ranges to copy at the same time.", valueName: "n"))
  package var parallel = MigrationOptions().parallel
  @Option(
    help: ArgumentHelp(
      "Entities that the target may refuse before a job fails; 0: none.", valueName: "n"))
  package var maxRejects = MigrationOptions().maxRejects

  package init() {}

  package func validate() throws {
    try ParallelRule.check(parallel)
    try RejectRule.check(maxRejects)
    if schemaOnly, !partition.isEmpty {
      throw ValidationError("--schema-only makes all partitions and moves none: no --partition")
    }
    if schemaOnly, verify == .full {
      throw ValidationError("--schema-only moves no entities that --verify full could compare")
    }
  }

  /// How collections are moved.
  package var options: MigrationOptions {
    var options = MigrationOptions()
    options.partitions = partition.isEmpty ? nil : partition
    options.only = schemaOnly ? .schema : nil
    options.index = index
    options.aliases = !noAliases
    options.autoID = autoID
    options.onConflict = onConflict
    options.verification = verify
    options.loadSource = loadSource
    options.parallel = parallel
    options.maxRejects = maxRejects
    return options
  }

  /// What the engine is asked for, once the names on the source are known where that is needed.
  func request(in session: ShellSession) async throws -> MigrationRequest {
    let (typed, database) = try typedNames(current: session.database(.source))
    let selection = CollectionSelection(
      names: typed, all: all, match: match, exclude: exclude, renamings: rename)
    let available =
      selection.needsNames
      ? try await session.collectionNames(on: .source, database: database) : []
    return MigrationRequest(
      sourceDatabase: database,
      targetDatabase: targetDatabase ?? session.database(.target),
      collections: try selection.choices(among: available), options: options)
  }

  /// The names without side and database, and the one database that they are in.
  func typedNames(current: String) throws(UsageError) -> (names: [String], database: String) {
    var databases: [String] = database.map { [$0] } ?? []
    var typed: [String] = []
    for name in names {
      let address = try TypedAddress(parsing: name)
      guard address.side != .target else {
        throw UsageError(
          .readOnly, "\"\(name)\" is on the target, and collections come from the source")
      }
      if let other = address.database, !databases.contains(other) { databases.append(other) }
      typed.append(address.name)
    }
    guard databases.count <= 1 else {
      let list = databases.joined(separator: ", ")
      throw UsageError(
        .invalidValue, "collections of several databases are named: \(list)",
        hint: "one command for each database")
    }
    return (typed, databases.first ?? current)
  }
}

/// How many key ranges may be copied at the same time.
enum ParallelRule {
  /// Far more than any cluster gains from.
  static let most = 64

  static func check(_ parallel: Int) throws {
    guard (1...most).contains(parallel) else {
      throw ValidationError("--parallel takes a number from 1 to \(most)")
    }
  }
}

/// How many entities the target may refuse.
enum RejectRule {
  static func check(_ maxRejects: Int) throws {
    guard maxRejects >= 0 else { throw ValidationError("--max-rejects takes a number from 0") }
  }
}

extension MigrationOptions.IndexPolicy: ExpressibleByArgument {}
extension MigrationOptions.AutoIDPolicy: ExpressibleByArgument {}
extension MigrationOptions.ConflictPolicy: ExpressibleByArgument {}
extension MigrationOptions.VerificationLevel: ExpressibleByArgument {}
