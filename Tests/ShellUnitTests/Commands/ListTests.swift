internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What lists show of two clusters.
@Suite(.timeLimit(.minutes(1))) struct ListTests {
  /// Runs a line between two fakes and returns what it printed.
  private func results(
    of line: String, from source: FakeMilvus, to target: FakeMilvus = FakeMilvus("2.3.5")
  ) async throws -> String {
    let recorded = RecordedSession(tree: .standard)
    return try await withFakeMilvus(source) { sourceAccess in
      try await withFakeMilvus(target) { targetAccess in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await recorded.session.connections.run() }
          defer { group.cancelAll() }
          _ = try await recorded.run(
            "connect source \(sourceAccess.endpoint) -q; connect target \(targetAccess.endpoint) -q"
          )
          let before = recorded.outputs.results.count
          let outcome = try await recorded.run(line)
          #expect(outcome.status == .done, "\(recorded.outputs.messages)")
          return String(recorded.outputs.results.dropFirst(before))
        }
      }
    }
  }

  @Test(arguments: [
    ("list partitions docs", ["_default", "y2025", "stats"]),
    ("list indexes docs", ["INDEX", " v "]),
  ])
  func `the parts of a collection have a row each`(line: String, words: [String]) async throws {
    let fake = FakeMilvus("2.3.5")
    var docs = SampleCollection("docs")
    docs.partitions = ["y2025"]
    try docs.make(on: fake)
    let results = try await results(of: line, from: fake)
    for word in words { #expect(results.contains(word), "\(results)") }
  }
}
