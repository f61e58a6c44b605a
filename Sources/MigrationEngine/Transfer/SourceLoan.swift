internal import JobJournal
internal import MilvusClient

/// Loads what the plan says must be loaded on the source, and releases just that afterwards.
struct SourceLoan {
  let run: JobRun

  /// Loads and waits; what is loaded already stays as it is.
  func take() async throws {
    let (client, collection) = (run.source, run.plan.source)
    switch run.plan.sourceLoading {
    case .none: return
    case .collection:
      run.say(.phase, "loads \"\(collection)\" on the source for the copy")
      try await call { () async throws(MilvusError) in
        try await client.loadAndWait(collection, pollEvery: .milliseconds(500)) { _ in }
      }
      try await end.waitUntilReadable { try run.control.checkpoint() }
    case .partitions(let names):
      run.say(.phase, "loads \(names.count) partitions of \"\(collection)\" on the source")
      try await call { () async throws(MilvusError) in
        try await client.loadPartitions(names, of: collection)
      }
      for name in names { try await waitUntilLoaded(name) }
      try await end.waitUntilReadable { try run.control.checkpoint() }
    }
  }

  /// Releases what `take` loaded.
  func giveBack() async throws {
    let (client, collection) = (run.source, run.plan.source)
    switch run.plan.sourceLoading {
    case .none: return
    case .collection:
      try await call { () async throws(MilvusError) in try await client.release(collection) }
    case .partitions(let names):
      try await call { () async throws(MilvusError) in
        try await client.releasePartitions(names, of: collection)
      }
    }
  }

  /// Releases what `take` may have loaded, also in a cancelled task, and only tells if that fails.
  func giveBackAfterFailure() async {
    do {
      try await Journal.shielded { try await giveBack() }
    } catch {
      run.say(
        .attention,
        "\"\(run.plan.source)\" stays loaded on the source: \(failureMessage(of: error))")
    }
  }

  private func waitUntilLoaded(_ partition: String) async throws {
    while true {
      let state = try await call { () async throws(MilvusError) in
        try await run.source.loadState(of: run.plan.source, partition: partition)
      }
      if state == .loaded { return }
      try run.control.checkpoint()
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  private var end: CollectionEnd {
    CollectionEnd(.source, run.plan.source, run.sourceVersion, run.source, run.persistence)
  }

  private func call<R>(_ body: () async throws(MilvusError) -> R) async throws -> R {
    try await run.persistence.call(.source, body)
  }
}
