internal import Foundation
internal import Testing

@testable internal import TestSupport
@testable internal import ZillizCloud

/// The pace of a client in real time.
@Suite(.timeLimit(.minutes(5)))
struct PaceTests {
  @Test func `a client that asks as fast as it can really waits`() async throws {
    try await withFakeCloud(.sample()) { cloud in
      cloud.keepsLimit = false
      let access = CloudAccess(
        key: try CloudKey(Conversation.owner), address: try CloudAddress(cloud.address))
      let start = ContinuousClock.now
      try await withCloudClient(access) { client in
        for _ in 0...RequestPace.limit { _ = try await client.projects() }
      }
      #expect(start.duration(to: .now) >= RequestPace.window)
      #expect(cloud.asks.count == RequestPace.limit + 1)
    }
  }

  @Test func `the fake refuses more than 20 requests of one second`() {
    let cloud = FakeCloud(estate: .sample())
    let ask = CloudAsk(
      method: "GET", path: ["v2", "projects"], query: [:],
      authorization: "Bearer \(Conversation.owner)", body: Data())
    let start = ContinuousClock.now
    let statuses = (0...21).map { count -> Int? in
      let moment = start.advanced(by: count == 21 ? .milliseconds(1500) : .milliseconds(40 * count))
      guard case .answer(let answer) = cloud.turn(ask, at: moment) else { return nil }
      return answer.status
    }
    #expect(statuses == Array(repeating: 200, count: 20) + [nil, 200])
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
