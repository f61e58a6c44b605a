internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// The collection of the target at an address, which is to be changed.
  ///
  /// - Throws: `UsageError.readOnly` for one of the source.
  func changeable(_ text: String) throws -> LocatedCollection {
    let collection = try locate(text, on: .target)
    guard collection.side == .target else {
      throw UsageError(
        .readOnly, "the source is opened read-only and is never changed by this program")
    }
    return collection
  }

  /// What the server knows of a collection that is to be changed.
  ///
  /// - Throws: `UsageError.invalidValue` for an alias, `.illegalJobState` while a job writes there.
  func descriptionForChange(
    of collection: LocatedCollection, by command: String
  ) async throws -> CollectionDescription {
    let known = try await calling(about: collection) { try await $0.describe(collection.address) }
    guard known.address.name == collection.address.name else {
      var owner = collection
      owner.address = known.address
      throw UsageError(
        .invalidValue,
        "\"\(collection.address.name)\" is an alias of the collection \"\(known.address.name)\"",
        hint: "\(command) \(typed(owner))")
    }
    if let job = try await unfinished(collection).last(where: { $0.state != .paused }) {
      throw AdvisedError(
        error: MigrationError(
          .illegalJobState, "job \(job.id) is at work on \(collection.text)"),
        advice: "wait \(job.id), or end it with cancel \(job.id) --keep")
    }
    return known
  }

  /// What is lost with a collection that a paused job has not finished; nil if there is no such job.
  func loss(of collection: LocatedCollection) async throws -> String? {
    guard let job = try await unfinished(collection).last else { return nil }
    return "job \(job.id) is paused and will not go on without it: cancel \(job.id) --keep ends it"
  }

  /// The jobs that write to a collection and have not ended.
  private func unfinished(_ collection: LocatedCollection) async throws -> [JobStatus] {
    let place = collection.cluster.cluster.access.endpoint.description
    return try await engine.jobs().filter { job in
      job.targetPlace == place && job.target == collection.address
        && [.pending, .inProgress, .paused].contains(job.state)
    }
  }
}
