internal import Synchronization

extension MilvusClient {
  /// What the server is; it is asked once, unless that is known already.
  public func server() async throws(MilvusError) -> KnownServer {
    if let known = memory.server { return known }
    return try await askIdentity(attempt: "cannot ask what the server is").server
  }

  /// Whether the server has a feature, by what is known of its release.
  public func supports(_ feature: Feature) async throws(MilvusError) -> Bool {
    try await server().supports(feature)
  }

  /// Passes where the server has a feature.
  ///
  /// A call that it lacks, or that ends it, stays unsent.
  /// - Throws: `.unsupportedByServer`, with what is lacking.
  func demand(_ feature: Feature, _ attempt: String) async throws(MilvusError) {
    let server = try await server()
    guard !server.supports(feature) else { return }
    throw MilvusError(
      .unsupportedByServer, "\(attempt): \(server) does not have \(feature.title)")
  }
}

/// What is known of the server of a connection, for all copies of its client.
final class ServerMemory: Sendable {
  private let known: Mutex<KnownServer?>

  init(_ server: KnownServer?) { known = Mutex(server) }

  /// What the server is; nil before it was asked.
  var server: KnownServer? {
    get { known.withLock { $0 } }
    set { known.withLock { $0 = newValue } }
  }
}
