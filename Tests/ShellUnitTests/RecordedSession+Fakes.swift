internal import MilvusClient
internal import TestSupport

@testable internal import Shell

extension RecordedSession {
  /// Runs the body while fakes are connected as both ends.
  func whileConnected<R>(
    to source: FakeMilvus, _ target: FakeMilvus, _ body: () async throws -> R
  ) async throws -> R {
    try await withFakeMilvus(source) { here in
      try await withFakeMilvus(target) { there in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await session.connections.run() }
          defer { group.cancelAll() }
          _ = try await run("connect source \(here.endpoint); connect target \(there.endpoint)")
          return try await body()
        }
      }
    }
  }

  /// Runs the body while job 1 copies a thousand rows at 100 bytes a second, which would take minutes;
  /// the body gets the target.
  func whileCopyingSlowly(_ body: (FakeMilvus) async throws -> Void) async throws {
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    var docs = SampleCollection("docs")
    docs.rowCount = 1000
    try docs.make(on: here)
    try await whileConnected(to: here, there) {
      _ = try await run("migrate docs --rate 100B/s --yes --background")
      try await body(there)
      _ = try await run("pause 1")
    }
  }
}
