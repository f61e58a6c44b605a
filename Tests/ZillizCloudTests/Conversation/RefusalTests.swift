internal import TestSupport
internal import Testing

@testable internal import ZillizCloud

/// What the control plane refuses, over real HTTP.
@Suite(.timeLimit(.minutes(5)))
struct RefusalTests {
  @Test(
    arguments: [
      ("no-such-key", .keyRefused, 21119), ("everything", .keyRefused, 21119),
      ("north-expired-d2b9e1", .keyRefused, 80002),
      ("north-billing-0a77f3", .permissionDenied, 83001),
    ] as [(String, CloudError.Code, Int64)], [false, true])
  func `a key that may not ask is refused, with any HTTP status`(
    refused: (String, CloudError.Code, Int64), always200: Bool
  ) async throws {
    let (key, code, number) = refused
    try await Conversation.with(key) { talk in
      talk.cloud.shapes.refusesWithStatus200 = always200
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.projects()
      }
      #expect(error.code == code && error.serverCode == number)
      #expect(error.requestID == "fake-request-1")
      #expect(error.message.hasPrefix("cannot list the projects: \""))
      #expect(talk.time.waits.isEmpty && talk.cloud.asks.count == 1)
    }
  }

  @Test(
    arguments: [
      ("in01-south", Conversation.owner, .clusterNotFound, 80020),
      ("nonsense", Conversation.owner, .clusterNotFound, 80020),
      ("in01-nobody", Conversation.owner, .clusterNotFound, 40021),
      ("in01-films", "north-admin-91be7d", .permissionDenied, 40022),
    ] as [(String, String, CloudError.Code, Int64)])
  func `a cluster that the key does not see is refused`(
    id: String, key: String, code: CloudError.Code, number: Int64
  ) async throws {
    try await Conversation.with(key) { talk in
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.cluster(id)
      }
      #expect(error.code == code && error.serverCode == number)
      #expect(error.message.contains("\"\(id)\""))
    }
  }

  @Test func `a job without a record is named`() async throws {
    try await Conversation.with { talk in
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.job("job-none")
      }
      #expect(error.code == .jobNotFound && error.message.contains("\"job-none\""))
    }
  }

  @Test func `a suspended cluster has no metrics`() async throws {
    try await Conversation.with { talk in
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.metrics(CloudMetricQuery([.capacity]), of: "in01-asleep")
      }
      #expect(error.code == .wrongStatus && error.message.contains("SUSPENDED"))
    }
  }

  @Test(
    arguments: [
      (90117, .wrongRegion), (80021, .unsupportedByCluster), (63104, .refused),
    ] as [(Int, CloudError.Code)])
  func `other numbers keep the service's words`(number: Int, code: CloudError.Code) async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.failure(number, "because of this"))
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.regions()
      }
      #expect(error.code == code)
      #expect(error.message == "cannot list the regions: \"because of this\" (\(number))")
    }
  }

  @Test func `words that repeat the key lose it`() async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.echo)
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.clusters()
      }
      #expect(error.message.contains("Bearer •••"))
      var dumped = ""
      dump(error, to: &dumped)
      #expect(!"\(dumped)\(error)".contains(Conversation.owner))
    }
  }

  @Test(arguments: [#"{"code":0,"data":"no list"}"#, #"{"code":0,"data":{}}"#])
  func `an answer without the list that was asked for is not an empty list`(body: String)
    async throws
  {
    try await Conversation.with { talk in
      talk.cloud.meet(.body(body))
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.clusters()
      }
      #expect(error.code == .unexpectedAnswer && error.message.contains("clusters"))
    }
  }
}
