internal import TestSupport
internal import Testing

@testable internal import ZillizCloud

/// A control plane that fails, hangs, or is none, over real HTTP.
@Suite(.timeLimit(.minutes(5)))
struct TroubleTests {
  private let pauses: [Duration] = [.milliseconds(500), .seconds(1)]

  @Test(arguments: [500, 502, 503, 504])
  func `two failures inside the service are survived`(status: Int) async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.status(status), times: 2)
      let projects = try await talk.client.projects()
      #expect(projects.count == 2)
      #expect(talk.time.waits == pauses)
    }
  }

  @Test func `the third failure is the last`() async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.status(503), times: 4)
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.projects()
      }
      #expect(error.code == .serverFailed && error.httpStatus == 503)
      #expect(talk.cloud.asks.count == 3 && talk.time.waits == pauses)
    }
  }

  @Test(arguments: [CloudFault.overLimit, .overLimitInWords])
  func `too many requests are an error of its own and not repeated`(fault: CloudFault)
    async throws
  {
    try await Conversation.with { talk in
      talk.cloud.meet(fault)
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.projects()
      }
      #expect(error.code == .rateLimited && talk.cloud.asks.count == 1)
    }
  }

  @Test func `an answer that breaks off is asked for again`() async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.hangUp)
      let projects = try await talk.client.projects()
      #expect(projects.count == 2)
      #expect(talk.time.waits == [.milliseconds(500)])
    }
  }

  @Test func `answers that always break off are a lost connection`() async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.hangUp, times: 3)
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.projects()
      }
      #expect(error.code == .unreachable && talk.cloud.asks.count == 3)
    }
  }

  @Test func `a service that says nothing is given three times its time`() async throws {
    try await Conversation.with(timeout: .milliseconds(200)) { talk in
      talk.cloud.meet(.silence, times: 3)
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.projects()
      }
      #expect(error.code == .timedOut && error.message.contains("200 ms"))
      #expect(talk.time.waits == pauses)
    }
  }

  @Test(arguments: ["<html>welcome</html>", "[]", #"{"hello":"world"}"#, ""])
  func `what is no control plane is told from one`(body: String) async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.body(body))
      let error = try await Conversation.failure { () throws(CloudError) in
        try await talk.client.clusters()
      }
      #expect(error.code == .unexpectedAnswer && talk.cloud.asks.count == 1)
    }
  }

  @Test func `the key does not follow a redirect`() async throws {
    try await withFakeCloud(.sample()) { other in
      try await Conversation.with { talk in
        talk.cloud.meet(.redirect(other.address + "/v2/projects"))
        let error = try await Conversation.failure { () throws(CloudError) in
          try await talk.client.projects()
        }
        #expect(error.code == .unexpectedAnswer && error.httpStatus == 302)
        #expect(other.asks.isEmpty)
      }
    }
  }

  @Test func `cancelling ends a question that waits for an answer`() async throws {
    try await Conversation.with { talk in
      talk.cloud.meet(.silence)
      let client = talk.client
      await withTaskGroup(of: CloudError?.self) { group in
        group.addTask {
          do throws(CloudError) {
            _ = try await client.projects()
            return nil
          } catch {
            return error
          }
        }
        _ = try? await waitUntil("the question") { talk.cloud.asks.isEmpty ? nil : true }
        group.cancelAll()
        #expect(await group.next()??.code == .cancelled)
      }
    }
  }

  @Test func `a closed port refuses`() async throws {
    let error = try await failure(at: try StrangePort(.closed))
    #expect(error.code == .unreachable && error.message.contains("refused"))
    #expect(error.obstacle == nil)
  }

  @Test func `a web server is no control plane`() async throws {
    let error = try await failure(at: try StrangePort(.web))
    #expect(error.code == .unexpectedAnswer && error.httpStatus == 404)
  }

  @Test func `a port without TLS cannot be asked with it`() async throws {
    let error = try await failure(at: try StrangePort(.web), scheme: "https")
    #expect(error.code == .tlsFailed)
  }

  @Test(
    arguments: [(.closed, .absentProxy), (.web, .closedProxy)]
      as [(StrangePort.Manner, CloudError.Obstacle)])
  func `a proxy that is in the way is told from the service`(
    manner: StrangePort.Manner, obstacle: CloudError.Obstacle
  ) async throws {
    let (port, proxy) = (try StrangePort(.closed), try StrangePort(manner))
    let error = try await failure(at: port, scheme: "https", through: proxy)
    #expect(error.code == .unreachable && error.obstacle == obstacle, "\(error)")
  }

  private func failure(
    at port: StrangePort, scheme: String = "http", through proxy: StrangePort? = nil
  ) async throws -> CloudError {
    let address = try CloudAddress("\(scheme)://127.0.0.1:\(port.port)")
    let access = CloudAccess(
      key: try CloudKey("any"), address: address,
      proxy: proxy.map { CloudProxy(host: "127.0.0.1", port: $0.port) }, timeout: .seconds(10))
    return try await withCloudClient(access, time: QuickTime().time) { client in
      try await Conversation.failure { () throws(CloudError) in try await client.projects() }
    }
  }
}
