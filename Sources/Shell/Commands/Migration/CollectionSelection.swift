package import MigrationEngine
package import MilvusClient

/// Which collections a command means: names and patterns, less what is left out.
///
/// Names are of one database. A pattern may name a database, and fits in any if it does not.
package struct CollectionSelection: Sendable, Equatable {
  /// Names and patterns, as they were typed.
  package var names: [NamePattern] = []
  /// Whether every collection is meant.
  package var all = false
  /// Patterns of which one must fit.
  package var match: [TypedAddress] = []
  /// Patterns of which none may fit.
  package var exclude: [TypedAddress] = []
  /// New names on the target.
  package var renamings: [Renaming] = []

  /// Whether nothing was chosen.
  package var isEmpty: Bool {
    names.isEmpty && !all && match.isEmpty
  }

  /// Whether the names of the database must be known to tell what is meant.
  package var needsNames: Bool {
    all || !match.isEmpty || !exclude.isEmpty || names.contains(where: \.isOpen)
  }

  /// The collections of a database, each once, in the order of typing and then of the database.
  ///
  /// A name without `*` and `?` is taken as it is: it may be an alias, which no list shows.
  /// - Throws: `UsageError` if nothing is left, or if a pattern or a renaming fits nothing.
  package func choices(
    in database: ServerName, among available: [ServerName]
  ) throws(UsageError) -> [CollectionChoice] {
    guard !isEmpty else {
      throw UsageError(
        .missingArgument, "no collection is named", hint: "name collections, or use --all")
    }
    let typed = names.compactMap(\.name)
    let known = (available + typed).map { CollectionAddress(database: database, name: $0) }
    try refuseStrayPatterns(among: known)
    let picked = without(excluded: try pick(from: available, in: database), of: database)
    guard !picked.isEmpty else {
      throw UsageError(.notFound, "no collection is left by what was chosen")
    }
    try refuseStrayRenamings(picked.map { CollectionAddress(database: database, name: $0) })
    return picked.map { choice($0, in: database) }
  }

  /// The collections of a database that the patterns mean; none if none fits.
  package func fitting(in database: ServerName, among available: [ServerName]) -> [CollectionChoice]
  {
    without(excluded: available.filter { isWanted($0, in: database) }, of: database)
      .map { choice($0, in: database) }
  }

  /// Makes sure that each pattern fits something that there is, or may be in a database that hides it.
  package func refuseStrayPatterns(
    among known: [CollectionAddress], besides unlisted: [ServerName] = []
  ) throws(UsageError) {
    let options = match.map { ("--match", $0) } + exclude.map { ("--exclude", $0) }
    for (option, pattern) in options
    where !known.contains(where: pattern.matches) && !unlisted.contains(where: pattern.mayConcern) {
      let near = DidYouMean.names(for: pattern.name.text, among: known.map(\.name.text))
      throw UsageError(
        .notFound, "\(option) \"\(pattern.text)\" fits no collection",
        hint: DidYouMean.phrase(near.map { NameSpelling.escaped($0) }))
    }
  }

  /// Makes sure that each renaming is about something that was chosen.
  package func refuseStrayRenamings(_ picked: [CollectionAddress]) throws(UsageError) {
    guard let stray = renamings.first(where: { !picked.contains(where: $0.concerns) })
    else { return }
    // An unescaped dot made two of what may be one name.
    let whole = stray.database.map { "\($0).\(stray.old)" }
    let names = picked.map(\.name.text)
    let near =
      names.first { $0 == whole }.map { [$0] }
      ?? DidYouMean.candidates(for: stray.old.text, among: names)
    throw UsageError(
      .invalidValue,
      "--rename names \"\(stray.spelling)\", which is not among the chosen collections",
      hint: DidYouMean.phrase(near.map { NameSpelling.escaped($0) })
        ?? "name \(stray.spelling) among the collections as well")
  }

  private func choice(_ name: ServerName, in database: ServerName) -> CollectionChoice {
    let address = CollectionAddress(database: database, name: name)
    return CollectionChoice(
      source: name, target: renamings.first { $0.concerns(address) }?.new)
  }

  private func isWanted(_ name: ServerName, in database: ServerName) -> Bool {
    let address = CollectionAddress(database: database, name: name)
    return all || match.contains { $0.matches(address) }
  }

  private func pick(
    from available: [ServerName], in database: ServerName
  ) throws(UsageError) -> [ServerName] {
    var picked: [ServerName] = []
    for pattern in names {
      if let name = pattern.name {
        picked.append(name)
        continue
      }
      let fitting = pattern.selection(from: available)
      guard !fitting.isEmpty else {
        throw UsageError(.notFound, "no collection fits \"\(pattern.text)\"")
      }
      picked += fitting
    }
    return picked + available.filter { isWanted($0, in: database) }
  }

  /// The names that no pattern leaves out, each once.
  private func without(excluded picked: [ServerName], of database: ServerName) -> [ServerName] {
    var seen: Set<ServerName> = []
    return picked.filter { name in
      let address = CollectionAddress(database: database, name: name)
      return !exclude.contains { $0.matches(address) } && seen.insert(name).inserted
    }
  }
}
