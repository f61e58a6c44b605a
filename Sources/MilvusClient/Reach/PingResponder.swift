internal import NIOCore
internal import NIOHTTP2

/// Answers the PING frames of a server, and keeps them from the HTTP/2 handler behind it.
///
/// grpc-go measures its connection by sending a PING with the data that it reads, several for one
/// large write. The handler behind takes more than 200 in 30 s for an attack and closes the
/// connection, in the midst of writes, and the transport has no setting for it.
final class PingResponder: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var filter = PingFilter()

  /// Puts a responder before the HTTP/2 handler of a new connection.
  static func install(on pipeline: ChannelPipeline.SynchronousOperations) throws {
    let handler = try pipeline.handler(type: NIOHTTP2Handler.self)
    try pipeline.addHandler(PingResponder(), position: .before(handler))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    filter.take(unwrapInboundIn(data))
    var answers = false
    while let piece = filter.next() {
      switch piece {
      case .other(let bytes):
        context.fireChannelRead(wrapInboundOut(bytes))
      case .ping(let opaque):
        answers = true
        context.write(wrapOutboundOut(answer(opaque, context.channel.allocator)), promise: nil)
      }
    }
    if answers { context.flush() }
  }

  private func answer(_ opaque: UInt64, _ allocator: ByteBufferAllocator) -> ByteBuffer {
    var frame = allocator.buffer(capacity: PingFilter.headerLength + PingFilter.pingLength)
    frame.writeInteger(UInt32(PingFilter.pingLength) << 8 | UInt32(PingFilter.pingType))
    frame.writeInteger(UInt8(1))  // the flag ACK
    frame.writeInteger(UInt32(0))
    frame.writeInteger(opaque)
    return frame
  }
}

/// Takes the PING frames that want an answer out of a stream of HTTP/2 frames (RFC 9113, 4.1, 6.7).
struct PingFilter {
  /// What a stream consists of.
  enum Piece: Equatable {
    /// A PING with its eight bytes.
    case ping(UInt64)
    /// Bytes of anything else, as they came.
    case other(ByteBuffer)
  }

  static let headerLength = 9
  static let pingLength = 8
  static let pingType: UInt8 = 6

  private var buffer = ByteBuffer()
  /// Bytes of a frame whose header has passed already.
  private var left = 0

  /// Takes more of the stream.
  mutating func take(_ bytes: ByteBuffer) {
    var bytes = bytes
    if buffer.readableBytes == 0 { buffer = bytes } else { buffer.writeBuffer(&bytes) }
  }

  /// The next piece; nil until more has come.
  ///
  /// Everything up to the next PING is one piece, however many frames it is. A PING, and the header
  /// of any frame, stays back until it is complete.
  mutating func next() -> Piece? {
    var length = min(left, buffer.readableBytes)
    left -= length
    while left == 0, let frame = header(at: length) {
      if frame.wantsAnswer {
        guard length == 0 else { break }
        return ping()
      }
      let whole = Self.headerLength + frame.length
      let here = min(whole, buffer.readableBytes - length)
      length += here
      left = whole - here
    }
    guard length > 0 else { return nil }
    return buffer.readSlice(length: length).map(Piece.other)
  }

  private mutating func ping() -> Piece? {
    guard buffer.readableBytes >= Self.headerLength + Self.pingLength else { return nil }
    buffer.moveReaderIndex(forwardBy: Self.headerLength)
    return buffer.readInteger(as: UInt64.self).map(Piece.ping)
  }

  private func header(at offset: Int) -> (length: Int, wantsAnswer: Bool)? {
    let start = buffer.readerIndex + offset
    guard buffer.readableBytes - offset >= Self.headerLength,
      let word = buffer.getInteger(at: start, as: UInt32.self),
      let flags = buffer.getInteger(at: start + 4, as: UInt8.self)
    else { return nil }
    let length = Int(word >> 8)
    let isPing = UInt8(truncatingIfNeeded: word) == Self.pingType && length == Self.pingLength
    return (length, isPing && flags & 1 == 0)
  }
}
