internal import GRPCCore
internal import GRPCNIOTransportHTTP2Posix
package import MilvusClient

/// Serves a fake on a port of this machine for the time of the body, which gets access to it.
package func withFakeMilvus<R>(
  _ fake: FakeMilvus, _ body: (MilvusAccess) async throws -> R
) async throws -> R {
  let transport = HTTP2ServerTransport.Posix(
    address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext,
    config: .defaults { $0.rpc.maxRequestPayloadSize = CallPolicy.maximumMessageBytes })
  return try await withThrowingDiscardingTaskGroup { group in
    group.addTask {
      try await transport.listen { stream, _ in await fake.serve(stream) }
    }
    guard let port = try await transport.listeningAddress.ipv4?.port else {
      preconditionFailure("the fake listens on an IPv4 address")
    }
    // Connections can be broken only from outside.
    let proxy = try TCPProxy(to: port)
    fake.attach(proxy)
    defer { fake.attach(nil) }
    let access = MilvusAccess(endpoint: try MilvusEndpoint.parse(proxy.address).endpoint)
    let result = try await body(access)
    transport.beginGracefulShutdown()
    return result
  }
}

extension FakeMilvus {
  /// Serves one call; all come here, so that an unknown one does not pass for unimplemented.
  fileprivate func serve(
    _ stream: RPCStream<HTTP2ServerTransport.Posix.Inbound, HTTP2ServerTransport.Posix.Outbound>
  ) async {
    let method = stream.descriptor.method
    do {
      let request = try await message(of: stream.inbound)
      await takeGate(before: method)?.pass()
      switch respond(to: method, request) {
      case .answer(let bytes):
        try await stream.outbound.write(contentsOf: [
          .metadata([:]), .message(GRPCNIOTransportBytes(bytes)),
          .status(Status(code: .ok, message: ""), [:]),
        ])
        await stream.outbound.finish()
      case .status(let number, let words):
        let code = Status.Code(rawValue: number) ?? .unknown
        try await stream.outbound.write(.status(Status(code: code, message: words), [:]))
        await stream.outbound.finish()
      case .reset:
        cutConnections()
        await stream.outbound.finish(throwing: CancellationError())
      }
    } catch {
      // The caller is gone: nobody wants the answer.
      await stream.outbound.finish(throwing: error)
    }
  }

  private func message(of inbound: HTTP2ServerTransport.Posix.Inbound) async throws -> [UInt8] {
    var message: [UInt8] = []
    for try await part in inbound {
      guard case .message(let bytes) = part else { continue }
      message = bytes.withUnsafeBytes { Array($0) }
    }
    return message
  }
}

extension ServerVersion {
  /// The version that a text names exactly, as `2.6.18`.
  static func exactly(_ text: String) -> ServerVersion {
    guard let version = parse(text), version.patch != nil else {
      preconditionFailure("\(text) is no exact version")
    }
    return version
  }
}
