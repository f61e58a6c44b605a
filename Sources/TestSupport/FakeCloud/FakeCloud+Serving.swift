internal import FlyingFox
internal import FlyingSocks
internal import Foundation

/// Serves an estate on a port of this machine, 0 for a free one, for the time of the body.
package func withFakeCloud<R>(
  _ estate: CloudEstate, port: UInt16 = 0, _ body: (FakeCloud) async throws -> R
) async throws -> R {
  let cloud = FakeCloud(estate: estate)
  // An hour: a silent answer lasts as long as its caller is patient.
  let server = HTTPServer(
    config: HTTPServer.Configuration(
      address: try .inet(ip4: "127.0.0.1", port: port), timeout: 3600, logger: .disabled),
    handler: CloudHandler(cloud: cloud))
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.run() }
    try await server.waitUntilListening()
    guard case .ip4(_, let actual) = await server.listeningAddress else {
      throw NeverHappened(what: "listening of the fake control plane", limit: .zero)
    }
    cloud.listens(at: actual)
    let result = try await body(cloud)
    await server.stop()
    group.cancelAll()
    return result
  }
}

/// Translates between HTTP and the fake.
private struct CloudHandler: HTTPHandler {
  let cloud: FakeCloud

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let ask = CloudAsk(
      method: request.method.rawValue,
      path: request.path.split(separator: "/").map(String.init),
      query: Dictionary(request.query.map { ($0.name, $0.value) }) { $1 },
      authorization: request.headers[.authorization], body: try await request.bodyData)
    switch cloud.turn(ask, at: .now) {
    case .answer(let answer): return response(answer)
    case .fault(let fault): return try await response(fault, to: ask)
    }
  }

  private func response(_ answer: CloudAnswer) -> HTTPResponse {
    var headers: HTTPHeaders = [
      .contentType: "application/json", HTTPHeader("requestid"): "fake-request-1",
    ]
    if let location = answer.location { headers[.location] = location }
    return HTTPResponse(
      statusCode: HTTPStatusCode(answer.status, phrase: "Fake"), headers: headers,
      body: answer.body)
  }

  private func response(_ fault: CloudFault, to ask: CloudAsk) async throws -> HTTPResponse {
    switch fault {
    case .status(let status):
      return response(CloudAnswer(status: status, text: "<html>gateway</html>"))
    case .overLimit:
      return response(.refusal(429, "too many requests", status: 429))
    case .overLimitInWords:
      return response(.refusal(80000, "the rate limit is exceeded"))
    case .failure(let code, let message):
      return response(.refusal(code, message))
    case .echo:
      return response(.refusal(80001, "the token is illegal: \(ask.authorization ?? "none")"))
    case .body(let text):
      return response(CloudAnswer(text: text))
    case .redirect(let address):
      return response(CloudAnswer(status: 302, text: "", location: address))
    case .hangUp:
      return HTTPResponse(
        statusCode: .ok, body: HTTPBodySequence(from: BrokenBody(), count: 1000))
    case .silence:
      // Ends with its task, when the server is stopped.
      let silence = AsyncStream<Never> { _ in }
      for await _ in silence {}
      throw CancellationError()
    }
  }
}

/// A body that breaks off before it has begun.
private struct BrokenBody: AsyncBufferedSequence {
  struct Break: Error {}

  struct AsyncIterator: AsyncBufferedIteratorProtocol {
    mutating func next() async throws -> UInt8? { throw Break() }
    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? { throw Break() }
  }

  typealias Element = UInt8

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}
