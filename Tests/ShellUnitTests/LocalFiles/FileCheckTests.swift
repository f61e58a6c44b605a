internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// A check of what is in a file, whose server this program alone talks to.
@Suite(.timeLimit(.minutes(5))) struct FileCheckTests {
  @Test func `what a check has loaded stays loaded, for a job may read it by now`() async throws {
    let scratch = try Scratch()
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    try SampleCollection("docs").make(on: here)
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    let session = recorded.session
    try await withFakeMilvus(here, serving: "/a.db", at: scratch.path(of: "s")) { source in
      try await withFakeMilvus(there) { target in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await session.connections.run() }
          defer { group.cancelAll() }
          let wish = ConnectionWish(access: source, label: "a.db")
          let client = try await session.connect(.source, by: wish).client
          let docs = CollectionAddress(name: "docs")
          try await client.release(docs)
          #expect(try await !client.isWhollyLoaded(docs))
          _ = try await recorded.run("connect target \(target.endpoint) -q; check docs")
          #expect(try await client.isWhollyLoaded(docs), "\(recorded.outputs.messages)")
        }
      }
    }
  }
}
