internal import FoundationEssentials
internal import GRPCNIOTransportHTTP2Posix
internal import NIOCore

/// Makes the transport to a server: not yet connected, reconnecting by itself, all of it on one loop.
func makeTransport(
  to access: MilvusAccess, on loop: any EventLoop
) throws(MilvusError) -> HTTP2ClientTransport.Posix {
  let security = try transportSecurity(of: access)
  do {
    return try HTTP2ClientTransport.Posix(
      target: target(of: access.proxy?.place ?? access.endpoint),
      transportSecurity: security,
      config: .defaults { configure(&$0, for: access) },
      eventLoopGroup: loop)
  } catch {
    throw MilvusError(
      .tlsFailed,
      "cannot prepare TLS for \"\(access.endpoint)\": a certificate or key file is not valid",
      cause: error, obstacle: .badFile)
  }
}

/// An address goes in as an address: TLS forbids one where a server name belongs.
private func target(of endpoint: MilvusEndpoint) -> any ResolvableTarget {
  if let socket = endpoint.socket {
    return .unixDomainSocket(path: socket, authority: "localhost")
  }
  return switch endpoint.hostKind {
  case .ipv4: .ipv4(address: endpoint.host, port: endpoint.port)
  case .ipv6: .ipv6(address: endpoint.host, port: endpoint.port)
  case .name: .dns(host: endpoint.host, port: endpoint.port)
  }
}

private func configure(
  _ config: inout HTTP2ClientTransport.Posix.Config, for access: MilvusAccess
) {
  // 1 MiB frames and a 32 MiB window: an answer of 16 MiB arrives without waiting for a window
  // update, in few frames where the server makes use of them.
  config.http2.maxFrameSize = 1 << 20
  config.http2.targetWindowSize = 32 << 20
  // Behind a proxy the name is that of the server, not that of the proxy.
  config.http2.authority =
    access.tls.serverName ?? access.proxy.map { _ in access.endpoint.authority }
  config.channelDebuggingCallbacks.onCreateTCPConnection = { channel in
    prepare(channel, for: access)
  }
  // A restarted server is found again within about two seconds.
  config.backoff = .init(
    initial: .milliseconds(100), max: .milliseconds(1500), multiplier: 2, jitter: 0.2)
  // Servers cut off a client that pings more than once in 5 s.
  config.connection.keepalive = .init(
    time: .seconds(30), timeout: .seconds(15), allowWithoutCalls: false)
}

private func prepare(_ channel: any Channel, for access: MilvusAccess) -> EventLoopFuture<Void> {
  channel.eventLoop.makeCompletedFuture {
    // An answer of megabytes in few reads.
    try channel.syncOptions?.setOption(
      .recvAllocator,
      value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 65_536, maximum: 1 << 20))
    try PingResponder.install(on: channel.pipeline.syncOperations)
    guard let proxy = access.proxy else { return }
    let tunnel = ProxyTunnel(
      request: proxy.request(for: access.endpoint), patience: access.timeout)
    try channel.pipeline.syncOperations.addHandler(tunnel, position: .first)
  }
}

private func transportSecurity(
  of access: MilvusAccess
) throws(MilvusError) -> HTTP2ClientTransport.Posix.TransportSecurity {
  guard access.endpoint.usesTLS else { return .plaintext }
  let options = access.tls
  if access.proxy != nil, access.endpoint.hostKind != .name, options.serverName == nil {
    // TLS would hold the certificate against the address of the proxy.
    throw MilvusError(
      .tlsFailed,
      """
      cannot connect to "\(access.endpoint)" through a proxy: a certificate can be checked \
      against a name only there, and this is an address
      """, obstacle: .addressBehindProxy)
  }
  for (file, role) in [
    (options.authorityFile, "authority"), (options.certificateFile, "certificate"),
    (options.keyFile, "key"),
  ] {
    guard let file, !FileManager.default.isReadableFile(atPath: file) else { continue }
    throw MilvusError(.tlsFailed, "cannot read the \(role) file \"\(file)\"", obstacle: .badFile)
  }
  guard (options.certificateFile == nil) == (options.keyFile == nil) else {
    throw MilvusError(.tlsFailed, "a client certificate and its key have to be given together")
  }
  return .tls { config in
    if let file = options.authorityFile {
      config.trustRoots = .certificates([.file(path: file, format: .pem)])
    }
    if let certificate = options.certificateFile, let key = options.keyFile {
      config.certificateChain = [.file(path: certificate, format: .pem)]
      config.privateKey = .file(path: key, format: .pem)
    }
  }
}
