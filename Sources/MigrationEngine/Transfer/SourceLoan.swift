internal import JobJournal
internal import MilvusClient

/// Loads what the plan says must be loaded on the source, and releases just that afterwards.
struct SourceLoan {
  let run: JobRun

  /// Loads and waits; what is loaded already stays as it is.
  ///
  /// Also what others have loaded is read only once its rows are seen. Lite shows them at once.
  func take() async throws {
    let (client, collection) = (run.source, run.plan.source)
    try await load()
    guard !run.sourceVersion.isLite else { return }
    try await call { () async throws(MilvusError) in
      try await client.waitUntilReadable(collection)
    }
  }

  private func load() async throws {
    let (client, collection) = (run.source, run.plan.source)
    guard run.plan.sourceLoading != .none else { return }
    try loan.begin()
    switch run.plan.sourceLoading {
    case .none: break
    case .collection:
      run.say(.phase, "loads \"\(collection)\" on the source for the copy")
      try await call { () async throws(MilvusError) in
        try await client.loadAndWait(collection, pollEvery: .milliseconds(500)) { _ in }
      }
    case .partitions(let names):
      run.say(.phase, "loads \(names.count) partitions of \"\(collection)\" on the source")
      try await call { () async throws(MilvusError) in
        try await client.loadPartitions(names, of: collection)
      }
      for name in names { try await waitUntilLoaded(name) }
    }
  }

  /// Releases what `take` loaded.
  func giveBack() async throws {
    let (client, plan) = (run.source, run.plan)
    guard plan.sourceLoading != .none else { return }
    try await call { () async throws(MilvusError) in
      try await client.release(plan.sourceLoading, of: plan.source)
    }
    try loan.end()
  }

  private var loan: Loan {
    Loan(
      run.claims, run.plan.sourceLoading, of: run.plan.source, .source, on: run.source.access,
      owner: "job", job: run.job.id)
  }

  /// Releases what `take` may have loaded, also in a cancelled task, and only tells if that fails.
  func giveBackAfterFailure() async {
    guard run.plan.sourceLoading != .none else { return }
    do {
      try await loan.giveBack()
    } catch {
      run.say(
        .attention,
        "\"\(run.plan.source)\" stays loaded on the source: \(failureMessage(of: error))")
    }
  }

  private func waitUntilLoaded(_ partition: ServerName) async throws {
    while true {
      let state = try await call { () async throws(MilvusError) in
        try await run.source.loadState(of: run.plan.source, partition: partition)
      }
      if state == .loaded { return }
      try run.control.checkpoint()
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  private func call<R>(_ body: () async throws(MilvusError) -> R) async throws -> R {
    try await run.persistence.call(.source, body)
  }
}

extension MilvusClient {
  /// Releases what a plan had loaded for its copy.
  func release(
    _ loading: SourceLoading, of collection: CollectionAddress
  ) async throws(MilvusError) {
    switch loading {
    case .none: break
    case .collection: try await release(collection)
    case .partitions(let names): try await releasePartitions(names, of: collection)
    }
  }
}
