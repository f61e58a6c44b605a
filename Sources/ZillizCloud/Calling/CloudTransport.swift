internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// Carries requests over HTTP; knows nothing of what they mean.
struct CloudTransport: Sendable {
  private let client: HTTPClient
  private let access: CloudAccess

  // 16 MiB: a hundred clusters, the largest answer, take about 100 KiB.
  private static let answerLimit = 16 << 20

  /// Opens a transport, runs the body with it, and closes its connections.
  static func with<R>(
    _ access: CloudAccess, _ body: (CloudTransport) async throws -> R
  ) async throws -> R {
    // Redirects are refused, so that the key goes nowhere else. Retrying is the client's business.
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.proxy = access.proxy.map(HTTPClient.Configuration.Proxy.init)
    return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      try await body(CloudTransport(client: client, access: access))
    }
  }

  /// Sends a request and returns the whole answer, whatever its status.
  ///
  /// - Throws: Whatever the library throws; `CloudError.init(transport:)` tells what it means.
  func send(_ request: CloudRequest) async throws -> CloudReply {
    var sent = HTTPClientRequest(url: request.url(at: access.address))
    sent.headers.add(name: "Authorization", value: access.key.header)
    sent.headers.add(name: "Accept", value: "application/json")
    sent.headers.add(name: "User-Agent", value: "vecferry")
    if let body = request.body {
      sent.method = .POST
      sent.headers.add(name: "Content-Type", value: "application/json")
      sent.body = .bytes(body)
    }
    let timeout = TimeAmount.nanoseconds(Int64(access.timeout / .nanoseconds(1)))
    let response = try await client.execute(sent, timeout: timeout)
    let body = try await response.body.collect(upTo: Self.answerLimit)
    return CloudReply(
      status: Int(response.status.code), requestID: response.headers.first(name: "requestid"),
      body: Array(body.readableBytesView))
  }
}

extension HTTPClient.Configuration.Proxy {
  /// The proxy in the words of the library.
  fileprivate init(_ proxy: CloudProxy) {
    guard let login = proxy.login else {
      self = .server(host: proxy.host, port: proxy.port)
      return
    }
    let parts = login.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    self = .server(
      host: proxy.host, port: proxy.port,
      authorization: .basic(
        username: String(parts[0]), password: parts.count > 1 ? String(parts[1]) : ""))
  }
}
