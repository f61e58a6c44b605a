internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Loads what a copy reads of the source and is not loaded, and releases just that afterwards.
struct TemporarySourceLoad {
  let run: JobRun

  /// Runs the body while the source can be read.
  ///
  /// What is loaded when the job comes to run, or is just being loaded, stays as it is, whatever the plan
  /// saw; but what an earlier process left loaded is released, too, and what its user loads meanwhile is
  /// not. The release happens also after a failure and in a cancelled task.
  func whileReadable<R: Sendable>(_ body: () async throws -> R) async throws -> R {
    let missing = try await missing()
    guard missing != .none else {
      try await source.waitUntilReadable(collection)
      return try await body()
    }
    let temporaryLoad = TemporaryLoad(
      run.claims, missing, of: collection, .source, on: source.client.access, owner: "job",
      job: run.job.id)
    try temporaryLoad.begin()
    let result: R
    do {
      try await load(missing)
      try await source.waitUntilReadable(collection)
      result = try await body()
      if !temporaryLoad.isDisowned { try await release(missing) }
    } catch {
      await releaseAfterFailure(temporaryLoad)
      throw error
    }
    try temporaryLoad.end()
    return result
  }

  private var source: Endpoint { run.source }
  private var collection: CollectionAddress { run.plan.source }

  /// What this job has to load and to release.
  private func missing() async throws -> SourceLoading {
    let planned: [ServerName]
    switch run.plan.sourceLoading {
    case .none: return .none
    case .partitions(let names): planned = names
    case .collection:
      planned = try await source.call { client throws(MilvusError) in
        try await client.partitions(of: collection)
      }
    }
    let seen = try await source.settledLoadStates(of: collection, partitions: planned) {
      run.notify(.phase, $0)
    }
    let states = Dictionary(uniqueKeysWithValues: zip(planned, seen))
    let left = TemporaryLoad.leftBehind(run.claims, of: collection, on: source.client.access)
    var owed = planned.filter { left.covers($0) }
    // What was loaded at once was released at once: where some of it is not loaded, the rest is its user's.
    if owed.contains(where: { states[$0] == .notLoaded }) { owed = [] }
    if left == .collection, !owed.isEmpty { return .collection }
    let missing = planned.filter { states[$0] != .loaded || owed.contains($0) }
    if missing.isEmpty { return .none }
    let isWhole = run.plan.sourceLoading == .collection && missing.count == planned.count
    return isWhole ? .collection : .partitions(missing)
  }

  private func load(_ loading: SourceLoading) async throws {
    switch loading {
    case .none: break
    case .collection:
      run.notify(.phase, "loads \"\(collection)\" on the source for the copy")
      try await source.call { client throws(MilvusError) in
        try await client.loadAndWait(collection, pollEvery: .milliseconds(500)) { _ in }
      }
    case .partitions(let names):
      run.notify(.phase, "loads \(names.count) partitions of \"\(collection)\" on the source")
      try await source.call { client throws(MilvusError) in
        try await client.loadPartitions(names, of: collection)
      }
      for name in names { try await waitUntilLoaded(name) }
    }
  }

  private func release(_ loading: SourceLoading) async throws {
    try await source.call { client throws(MilvusError) in
      try await client.release(loading, of: collection)
    }
  }

  /// Releases what may have been loaded, also in a cancelled task, and only tells if that fails.
  private func releaseAfterFailure(_ temporaryLoad: TemporaryLoad) async {
    do {
      try await temporaryLoad.release()
    } catch {
      run.notify(
        .attention,
        "\"\(collection)\" may stay loaded on the source: \(failureMessage(of: error))")
    }
  }

  private func waitUntilLoaded(_ partition: ServerName) async throws {
    while try await state(of: partition) != .loaded {
      try run.control.checkpoint()
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  private func state(of partition: ServerName) async throws -> LoadState {
    try await source.call { client throws(MilvusError) in
      try await client.loadState(of: collection, partition: partition)
    }
  }
}

extension SourceLoading {
  fileprivate func covers(_ partition: ServerName) -> Bool {
    switch self {
    case .none: false
    case .partitions(let names): names.contains(partition)
    case .collection: true
    }
  }
}
