internal import MigrationEngine
internal import MilvusClient

/// What a migration is going to do, plan by plan; nothing has been done yet.
struct PlanScreen: Renderable {
  static let schema = "plan/1"
  static let rows: String? = "plans"

  var plans: [MigrationPlan]
  var sourceLabel: String
  var targetLabel: String
  /// Collections that are left out because of blockers.
  var leftOut: [BlockedCollections.Entry] = []
  /// The current databases, where the aliases are to come later; nil where they are not.
  var databasesOfLaterAliases: BothEnds<ServerName>?

  var json: JSONObject {
    [
      "source": .string(sourceLabel), "target": .string(targetLabel),
      "plans": .array(plans.map { .object($0.document) }),
      "leftOut": .array(leftOut.map(\.document)),
    ]
  }

  var sections: [Section] { [.lines(lines)] }

  /// The plans as a person reads them.
  var lines: [String] {
    (plans.isEmpty ? ["nothing to migrate"] : plans.flatMap(lines)) + leftOut.map(\.line)
  }

  /// What is copied from where to where, for whoever does not see the plans.
  var brief: String {
    let what =
      plans.count == 1
      ? plans.map { "\($0.source), \(amounts($0))" }.joined()
      : Figures.count(plans.count, of: "collection")
    return ControlCharacters.shown("Copy \(what), from \(sourceLabel) to \(targetLabel)")
  }

  private func lines(of plan: MigrationPlan) -> [String] {
    var name = plan.source.name.text
    if let alias = plan.sourceAlias { name += " (by its alias \(alias))" }
    if plan.source.name != plan.target.name { name += " as \(plan.target.name)" }
    let from = "\(sourceLabel)/\(plan.source.database)"
    let to = "\(targetLabel)/\(plan.target.database)"
    var lines = [
      "plan \(plan.fingerprint.prefix(4)): \(name)  \(from) -> \(to)", "  " + amounts(plan),
      "  " + use(plan),
    ]
    lines += (plan.access?.roles ?? []).map { "  " + $0.deed }
    if let filter = plan.options.filter { lines.append("  only where \(filter)") }
    if let loading = loading(plan) { lines.append("  " + loading) }
    if plan.makesNewKeys {
      lines.append("  the target generates new keys; nothing can be sent twice")
    }
    if let estimate = plan.estimate { lines.append("  " + text(of: estimate)) }
    let later = databasesOfLaterAliases == nil ? [] : plan.notCarried.filter(\.isAlias)
    lines += plan.notCarried.filter { !later.contains($0) }
      .map { "  not carried: \($0.what), because \($0.reason)" }
    if let databases = databasesOfLaterAliases, !later.isEmpty {
      let what = later.map(\.what).joined(separator: ", ")
      lines.append("  later: \(what), with: \(Self.aliasCommand(for: plan, in: databases))")
    }
    return lines
  }

  /// What gives a copy the aliases of its source.
  private static func aliasCommand(
    for plan: MigrationPlan, in databases: BothEnds<ServerName>
  ) -> String {
    let source = NameSpelling.escaped(plan.source, in: databases.source)
    let target = NameSpelling.escaped(plan.target, in: databases.target)
    // Without its name the target is one of the current database.
    let isTwin = source == target && plan.target.database == databases.target
    let names = (isTwin ? [source] : [source, target]).map(Quoting.quoted)
    return "alias \(names.joined(separator: " "))"
  }

  private func use(_ plan: MigrationPlan) -> String {
    switch plan.targetUse {
    case .create: "creates \(creations(plan)); target stays unloaded"
    case .fill: "fills the empty collection of the target, which keeps its indexes and settings"
    case .merge: "writes into the target's collection, in place of entities with the same keys"
    }
  }

  private func amounts(_ plan: MigrationPlan) -> String {
    let entities =
      !plan.movesRows
      ? "no entities, as \(plan.isTakenForEmpty == true ? "statistics know of none" : "was asked for")"
      : plan.expectedRows.map { $0 == 1 ? "1 entity" : "\(Figures.count($0)) entities" }
        ?? "an unknown number of entities"
    let size = plan.estimate.map { "about \(Figures.size($0.bytes))" }
    let partitions =
      plan.partitions.count > 1 ? Figures.count(plan.partitions.count, of: "partition") : nil
    return [entities, size, partitions].compactMap(\.self).joined(separator: ", ")
  }

  private func creations(_ plan: MigrationPlan) -> String {
    let count = plan.vectorIndexes.count + plan.scalarIndexes.count
    let indexes =
      count == 0 ? nil : "\(Figures.count(count)) \(count == 1 ? "index" : "indexes")"
    let quoted = plan.aliases.map { "\"\($0)\"" }.joined(separator: ", ")
    let noun = plan.aliases.count == 1 ? "alias" : "aliases"
    let aliases = plan.aliases.isEmpty ? nil : "\(noun) \(quoted)"
    let properties =
      plan.properties.isEmpty ? nil : plan.properties.map(\.key).joined(separator: ", ")
    let database = plan.createsDatabase ? "database \"\(plan.target.database)\"" : nil
    return [database, "collection", indexes, aliases, properties]
      .compactMap(\.self).joined(separator: ", ")
  }

  private func loading(_ plan: MigrationPlan) -> String? {
    switch plan.sourceLoading {
    case .none: nil
    case .collection: "loads the source collection for the copy, and releases it afterwards"
    case .partitions(let names):
      "loads \(Figures.count(names.count, of: "partition")) of the source for the copy, and "
        + "releases them afterwards"
    }
  }

  private func text(of estimate: TimeEstimate) -> String {
    let time =
      estimate.seconds < 1 ? "less than 1 s" : Figures.wholeDuration(.seconds(estimate.seconds))
    return "estimate \(time) at best (\(estimate.assumption))"
  }
}

extension NotCarried {
  /// Whether it is an alias.
  fileprivate var isAlias: Bool { what.hasPrefix("alias \"") }
}
