internal import NIOCore

/// Asks a proxy for a tunnel before anything else is said on a new connection.
///
/// It stands in front of TLS and HTTP/2 and holds back the news that the connection is there until the
/// proxy has opened the tunnel: those begin to talk when they hear it. The connection closes if
/// the proxy refuses, or says nothing for as long as one waits for a server.
final class ProxyTunnel: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum State {
    /// The answer has not come, or not all of it: `open` or `closed` follows.
    case asking(ByteBuffer)
    /// Bytes pass: nothing follows.
    case open
    /// The proxy refused: nothing follows.
    case closed
  }

  private let request: [UInt8]
  private let patience: TimeAmount
  private var deadline: Scheduled<Void>?
  private var state = State.asking(ByteBuffer())

  init(request: [UInt8], patience: Duration) {
    self.request = request
    self.patience = TimeAmount(patience)
  }

  func channelActive(context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: request)), promise: nil)
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
      self.close(context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch state {
    case .open: context.fireChannelRead(data)
    case .closed: break
    case .asking(var head):
      var bytes = unwrapInboundIn(data)
      head.writeBuffer(&bytes)
      state = .asking(head)
      switch ProxyAnswer.verdict(on: head.readableBytesView) {
      case .incomplete: break
      case .refused: close(context)
      case .open(let length):
        state = .open
        deadline?.cancel()
        head.moveReaderIndex(forwardBy: length)
        context.fireChannelActive()
        if head.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(head)) }
      }
    }
  }

  private func close(_ context: ChannelHandlerContext) {
    state = .closed
    deadline?.cancel()
    context.close(promise: nil)
  }
}
