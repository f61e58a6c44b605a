internal import Foundation
package import MilvusClient
internal import NIOCore
internal import NIOHPACK
internal import NIOHTTP2
internal import NIOPosix

/// Serves a fake on a port of this machine for the time of the body, which gets access to it.
package func withFakeMilvus<R>(
  _ fake: FakeMilvus, _ body: (MilvusAccess) async throws -> R
) async throws -> R {
  let listener = try await bootstrap(of: fake).bind(host: "127.0.0.1", port: 0).get()
  defer { listener.close(promise: nil) }
  guard let port = listener.localAddress?.port else {
    preconditionFailure("the fake listens on an IPv4 address")
  }
  // Connections can be broken only from outside.
  let proxy = try TCPProxy(to: port)
  fake.attach(proxy)
  defer { fake.attach(nil) }
  return try await body(access(to: try MilvusEndpoint.parse(proxy.address).endpoint))
}

/// Serves a fake at a socket for the time of the body, as the server of a file is.
package func withFakeMilvus<R>(
  _ fake: FakeMilvus, serving file: String, at socket: String,
  _ body: (MilvusAccess) async throws -> R
) async throws -> R {
  let listener = try await bootstrap(of: fake).bind(unixDomainSocketPath: socket).get()
  defer { listener.close(promise: nil) }
  return try await body(access(to: MilvusEndpoint(socket: socket, serving: file)))
}

/// Access with less patience than a user's for rows: what a fake does not show soon, it never shows.
///
/// And with more for a release, which only the machine can make late.
private func access(to endpoint: MilvusEndpoint) -> MilvusAccess {
  var access = MilvusAccess(endpoint: endpoint)
  access.unseenPatience = .seconds(3)
  access.releasePatience = .seconds(20)
  return access
}

private func bootstrap(of fake: FakeMilvus) -> ServerBootstrap {
  ServerBootstrap(group: NIOSingletons.posixEventLoopGroup)
    .childChannelInitializer { serve(fake, on: $0) }
}

private func serve(_ fake: FakeMilvus, on connection: any Channel) -> EventLoopFuture<Void> {
  let window = 16 << 20
  var settings = NIOHTTP2Handler.ConnectionConfiguration()
  settings.initialSettings.append(HTTP2Setting(parameter: .initialWindowSize, value: window))
  var streams = NIOHTTP2Handler.StreamConfiguration()
  streams.targetWindowSize = window
  return connection.configureHTTP2Pipeline(
    mode: .server, connectionConfiguration: settings, streamConfiguration: streams
  ) { stream in
    stream.eventLoop.makeCompletedFuture {
      try stream.pipeline.syncOperations.addHandler(FakeCallHandler(fake))
    }
  }.map { _ in }
}

/// Serves one call; all come here, so that an unknown one does not pass for unimplemented.
private final class FakeCallHandler: ChannelInboundHandler {
  typealias InboundIn = HTTP2Frame.FramePayload

  private let fake: FakeMilvus
  private var method = ""
  private var body = ByteBuffer()

  init(_ fake: FakeMilvus) {
    self.fake = fake
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .headers(let head):
      method = head.headers.first(name: ":path")?.split(separator: "/").last.map(String.init) ?? ""
    case .data(let part):
      guard case .byteBuffer(var bytes) = part.data else { return }
      body.writeBuffer(&bytes)
      if part.endStream { answer(on: context.channel) }
    default: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The caller is gone: nobody wants the answer.
    context.close(promise: nil)
  }

  private func answer(on stream: any Channel) {
    let (fake, method) = (fake, method)
    let message = Array(body.readableBytesView.dropFirst(messageHeadLength))
    Task {
      switch await fake.carryOut(method, message) {
      case .answer(let bytes):
        stream.write(head([]), promise: nil)
        stream.write(data(bytes), promise: nil)
        stream.writeAndFlush(trailer([("grpc-status", "0")]), promise: nil)
      case .status(let number, let words):
        let status = [("grpc-status", "\(number)"), ("grpc-message", escaped(words))]
        stream.writeAndFlush(head(status, endsStream: true), promise: nil)
      case .reset:
        fake.cutConnections()
      }
    }
  }
}

// MARK: - The frames of gRPC over HTTP/2

/// One byte for the compression, four for the length.
private let messageHeadLength = 5

private func head(
  _ status: [(String, String)], endsStream: Bool = false
) -> HTTP2Frame.FramePayload {
  let headers = [(":status", "200"), ("content-type", "application/grpc")] + status
  return .headers(.init(headers: HPACKHeaders(headers), endStream: endsStream))
}

private func trailer(_ headers: [(String, String)]) -> HTTP2Frame.FramePayload {
  .headers(.init(headers: HPACKHeaders(headers), endStream: true))
}

private func data(_ message: [UInt8]) -> HTTP2Frame.FramePayload {
  var bytes = ByteBuffer()
  bytes.reserveCapacity(messageHeadLength + message.count)
  bytes.writeInteger(UInt8(0))
  bytes.writeInteger(UInt32(message.count))
  bytes.writeBytes(message)
  return .data(.init(data: .byteBuffer(bytes)))
}

private func escaped(_ words: String) -> String {
  let plain = CharacterSet(charactersIn: " "..."~").subtracting(CharacterSet(charactersIn: "%"))
  return words.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
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
