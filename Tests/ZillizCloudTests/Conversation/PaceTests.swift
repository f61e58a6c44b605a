internal import TestSupport
internal import Testing

@testable internal import ZillizCloud

/// The pace of a client in real time.
@Suite(.timeLimit(.minutes(1)))
struct PaceTests {
  @Test func `a client that asks as fast as it can is never over the limit`() async throws {
    try await withFakeCloud(.sample()) { cloud in
      let access = CloudAccess(
        key: try CloudKey(Conversation.owner), address: try CloudAddress(cloud.address))
      try await withCloudClient(access) { client in
        for _ in 0..<25 { _ = try await client.projects() }
      }
      #expect(cloud.asks.count == 25)
    }
  }

  @Test func `questions asked side by side share the pace`() async throws {
    try await Conversation.with { talk in
      talk.cloud.keepsLimit = false
      let client = talk.client
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<45 { group.addTask { _ = try await client.projects() } }
        try await group.waitForAll()
      }
      #expect(talk.cloud.asks.count == 45)
      // One client's pace lets 20 pass before each wait.
      #expect(talk.time.waits.count >= 2)
    }
  }
}
