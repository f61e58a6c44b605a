internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// `check` without a name is about both ends.
@Suite struct CheckCommandTests {
  @Test func `without names the ends are checked`() async throws {
    let recorded = RecordedSession(tree: .standard)
    try await withFakeMilvus(FakeMilvus("2.3.5")) { source in
      try await withFakeMilvus(FakeMilvus("2.3.5")) { target in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await recorded.session.connections.run() }
          _ = try await recorded.run("connect source \(source.endpoint)")
          _ = try await recorded.run("connect target \(target.endpoint)")
          #expect(try await recorded.run("check").status == .done)
          let text = recorded.outputs.results
          #expect(text.contains("no matrix applies, neither end is a cluster"), "\(text)")
          #expect(text.contains("both ends: "), "\(text)")
          #expect(try await recorded.run("migrate").status == .usage)
          group.cancelAll()
        }
      }
    }
  }
}
