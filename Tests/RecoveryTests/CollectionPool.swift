internal import TestSupport

/// Collections on the source, each lent to one test at a time.
///
/// A copy has the name and the alias of its original, so two copies of one would meet on the target.
/// How many there are bounds how many tests of a parallel run copy at once.
actor CollectionPool {
  static let shared = CollectionPool()
  /// Rows of each collection: five partitions of 1.1 MB, a key range each.
  static let rows: Int64 = 20_000

  private var free = [
    "numbers_1", "varchar_1", "numbers_2", "varchar_2", "numbers_3", "varchar_3",
  ]
  private var waiting: [CheckedContinuation<String, Never>] = []
  private var seeding: Task<Void, any Error>?

  /// Lends a collection for the time of the body.
  nonisolated static func lend<R>(_ body: (String) async throws -> R) async throws -> R {
    try await shared.seed()
    let name = await shared.take()
    do {
      let result = try await body(name)
      await shared.giveBack(name)
      return result
    } catch {
      await shared.giveBack(name)
      throw error
    }
  }

  private func seed() async throws {
    if let seeding { return try await seeding.value }
    let names = free
    let task = Task {
      let source = try TestServer.source.address
      let probe = try ServerProbe(source)
      for name in names { try await probe.drop(name) }
      try await PythonTool.seedRanges.run([source, "\(Self.rows)"] + names)
    }
    seeding = task
    try await task.value
  }

  private func take() async -> String {
    guard free.isEmpty else { return free.removeFirst() }
    return await withCheckedContinuation { waiting.append($0) }
  }

  private func giveBack(_ name: String) {
    if waiting.isEmpty {
      free.append(name)
    } else {
      waiting.removeFirst().resume(returning: name)
    }
  }
}
