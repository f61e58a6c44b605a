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
}
