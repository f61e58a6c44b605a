package import MigrationEngine
package import MilvusClient

/// Which collections of a database a command means: names and patterns, less what is left out.
package struct CollectionSelection: Sendable, Equatable {
  /// Names and patterns, as they were typed.
  package var names: [String] = []
  /// Whether every collection is meant.
  package var all = false
  /// Patterns of which one must fit.
  package var match: [String] = []
  /// Patterns of which none may fit.
  package var exclude: [String] = []
  /// New names on the target.
  package var renamings: [Renaming] = []

  /// Whether nothing was chosen.
  package var isEmpty: Bool {
    names.isEmpty && !all && match.isEmpty
  }

  /// Whether the names of the database must be known to tell what is meant.
  package var needsNames: Bool {
    all || !match.isEmpty || names.contains(where: NamePattern.isOpen)
  }

  /// The collections, each once, in the order of typing and then of the database.
  ///
  /// A name without `*` and `?` is taken as it is: it may be an alias, which no list shows.
  package func choices(among available: [ServerName]) throws(UsageError) -> [CollectionChoice] {
    guard !isEmpty else {
      throw UsageError(
        .missingArgument, "no collection is named", hint: "name collections, or use --all")
    }
    let picked = try pick(from: available)
    try refuseStrayRenamings(picked)
    let newNames = Dictionary(renamings.map { ($0.old, $0.new) }) { first, _ in first }
    return picked.map { CollectionChoice(source: $0, target: newNames[$0]) }
  }

  /// The collections of a database that the patterns mean; none if none fits.
  package func fitting(among available: [ServerName]) -> [ServerName] {
    available.filter { isWanted($0) && !isUnwanted($0) }
  }

  private func isWanted(_ name: ServerName) -> Bool {
    all || match.contains { NamePattern($0).matches(name) }
  }

  private func isUnwanted(_ name: ServerName) -> Bool {
    exclude.contains { NamePattern($0).matches(name) }
  }

  private func pick(from available: [ServerName]) throws(UsageError) -> [ServerName] {
    var picked: [ServerName] = []
    for name in names {
      guard NamePattern.isOpen(name) else {
        picked.append(ServerName(name))
        continue
      }
      let fitting = NamePattern(name).selection(from: available)
      guard !fitting.isEmpty else {
        throw UsageError(.notFound, "no collection fits \"\(name)\"")
      }
      picked += fitting
    }
    picked += available.filter(isWanted)
    return try withoutExcluded(picked)
  }

  private func withoutExcluded(_ picked: [ServerName]) throws(UsageError) -> [ServerName] {
    var seen: Set<ServerName> = []
    let left = picked.filter { name in
      !isUnwanted(name) && seen.insert(name).inserted
    }
    guard !left.isEmpty else {
      throw UsageError(.notFound, "no collection is left by what was chosen")
    }
    return left
  }

  private func refuseStrayRenamings(_ picked: [ServerName]) throws(UsageError) {
    guard let stray = renamings.first(where: { !picked.contains($0.old) }) else { return }
    throw UsageError(
      .invalidValue, "--rename names \"\(stray.old)\", which is not among the chosen collections",
      hint: DidYouMean.phrase(
        DidYouMean.candidates(for: stray.old.text, among: picked.map(\.text)))
        ?? "name \(stray.old) among the collections as well")
  }
}
