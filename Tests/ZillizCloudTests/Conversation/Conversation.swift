internal import TestSupport
internal import Testing

@testable internal import ZillizCloud

/// A conversation between the client and the fake over real HTTP.
struct Conversation {
  let cloud: FakeCloud
  let client: CloudClient
  let time: QuickTime

  /// The key of whoever owns the first organisation of the sample.
  static let owner = "north-owner-5f0c2a"

  /// Runs the body with a client of the key and a fake of its own.
  static func with(
    _ secret: String = owner, estate: CloudEstate = .sample(), timeout: Duration = .seconds(20),
    _ body: (Conversation) async throws -> Void
  ) async throws {
    try await withFakeCloud(estate) { cloud in
      let time = QuickTime()
      let access = CloudAccess(
        key: try CloudKey(secret), address: try CloudAddress(cloud.address), timeout: timeout)
      try await withCloudClient(access, time: time.time) { client in
        try await body(Conversation(cloud: cloud, client: client, time: time))
      }
    }
  }

  /// The failure of a question; an answer fails the test.
  static func failure<R>(
    of question: () async throws(CloudError) -> R,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> CloudError {
    do {
      _ = try await question()
    } catch {
      return error
    }
    throw Answered(at: sourceLocation)
  }

  /// A question that was answered and should have been refused.
  struct Answered: Error {
    let at: SourceLocation
  }
}
