internal import MigrationEngine
internal import MilvusClient

/// A collection of the source, and the one of the target that a command writes to by it.
typealias CollectionCopy = (source: LocatedCollection, target: LocatedCollection)

extension ShellSession {
  /// A collection of the source and one of the target that a command writes to by it.
  func pair(
    _ name: String, _ targetName: String?, for command: String
  ) async throws -> CollectionCopy {
    let source = try locate(name, on: .source)
    let target = try await counterpart(of: source, named: targetName)
    guard source.side == .source, target.side == .target else {
      throw UsageError(
        .readOnly, "\(command) writes to a collection of the target, from one of the source",
        hint: "first the name on the source, then the one on the target: \(command) docs docs_new")
    }
    return (source, target)
  }

  /// The same where both are there; the source's is loaded if it belongs to a file.
  func existingCopy(
    _ name: String, _ targetName: String?, for command: String
  ) async throws -> CollectionCopy {
    let copy = try await pair(name, targetName, for: command)
    try await requireExisting([copy.source])
    try await requireCopy(copy)
    try await loadOfFile(copy.source.address)
    return copy
  }

  /// Makes sure that the copy is there, without which there is nothing to write to.
  func requireCopy(_ copy: CollectionCopy) async throws {
    do {
      try await requireExisting([copy.target])
    } catch let error as MigrationError where error.code == .collectionNotFound {
      let (source, target) = (copy.source.address, copy.target.address)
      let typed = Quoting.quoted(NameSpelling.escaped(source, in: database(.source)))
      let names = [source.name, target.name].map { NameSpelling.escaped($0) }
      let renaming =
        source.name == target.name
        ? "" : " --rename \(Quoting.quoted(names.joined(separator: ":")))"
      let place =
        target.database == database(.target)
        ? "" : " --target-database \(Quoting.quoted(target.database.text))"
      let near = DidYouMean.phrase(error.candidates).map { "\($0) else " } ?? ""
      throw AdvisedError(
        error: error, advice: "\(near)copy it first with: migrate \(typed)\(renaming)\(place)")
    }
  }
}
