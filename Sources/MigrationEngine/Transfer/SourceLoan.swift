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
      try await waitUntilReadable()
    case .partitions(let names):
      run.say(.phase, "loads \(names.count) partitions of \"\(collection)\" on the source")
      try await call { () async throws(MilvusError) in
        try await client.loadPartitions(names, of: collection)
      }
      for name in names { try await waitUntilLoaded(name) }
      try await waitUntilReadable()
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

  /// Waits until queries see the rows that were loaded.
  ///
  /// Milvus 2.3.5 calls a partition loaded up to seconds before it is read from, and until then a query
  /// succeeds without its rows. So the count has to reach the statistics or, as these count deleted
  /// rows too, to stand still.
  private func waitUntilReadable() async throws {
    let stored = try await call { () async throws(MilvusError) in
      try await run.source.statisticsRowCount(of: run.plan.source)
    }
    var (seen, stillness) = (Int64(-1), 0)
    // 5 s of stillness: what was late came within 2 s on two busy cores.
    while seen != stored, stillness < 10 {
      try run.control.checkpoint()
      let count = try await call { () async throws(MilvusError) in
        try await run.source.count(run.plan.source)
      }
      stillness = count == seen ? stillness + 1 : 0
      seen = count
      if seen != stored { try await Task.sleep(for: .milliseconds(500)) }
    }
  }

  private func call<R>(_ body: () async throws(MilvusError) -> R) async throws -> R {
    try await run.persistence.call(.source, body)
  }
}
