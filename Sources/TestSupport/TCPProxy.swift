internal import Foundation

/// Stands between a program and a server, counts what passes, and breaks connections at a moment.
///
/// Each connection is served by two threads. A byte is forwarded as soon as it came, unless the line is
/// slow, or the moment has come at which all connections are cut.
package final class TCPProxy: Sendable {
  /// A moment of the conversation.
  package enum Moment: Sendable, Hashable {
    /// So many bytes have gone to the server.
    case sent(Int)
    /// So many bytes have gone to the server, and it begins an answer, which is not passed on.
    case answered(afterSending: Int)
  }

  /// How slowly a line passes bytes on, in each direction.
  package struct Slowness: Sendable, Hashable {
    /// Bytes that are passed on at once.
    let slice: Int
    /// How long each slice is held back.
    let pause: Duration

    /// Everything that has come is passed on later.
    package static func late(by pause: Duration) -> Slowness {
      Slowness(slice: .max, pause: pause)
    }

    /// A kilobyte at a time is passed on, so many of them in a second.
    package static func trickle(kilobytesPerSecond rate: Int) -> Slowness {
      Slowness(slice: 1000, pause: .seconds(1) / rate)
    }
  }

  private let listener: ListeningSocket
  private let line = ProxyLine()

  /// Listens on a port of 127.0.0.1 and forwards to another.
  package init(to server: Int) throws {
    listener = try ListeningSocket()
    let (listener, line) = (listener, line)
    Thread {
      while let caller = listener.next() { line.join(caller, toServerAt: server) }
    }.start()
  }

  deinit {
    listener.hangUp()
    line.cut()
  }

  /// Where to connect to.
  package var address: String { "http://127.0.0.1:\(listener.port)" }

  /// Runs the action at a moment, counted from now, and then cuts all connections; once.
  package func cut(at moment: Moment, after action: @escaping @Sendable () -> Void = {}) {
    line.arm(moment, action)
  }

  /// Passes bytes on slowly from now on; nil is as fast as it goes.
  package func slow(to slowness: Slowness?) {
    line.slow(to: slowness)
  }

  /// The bytes that have gone to the server since a moment was set last.
  package var sent: Int { line.sent }

  /// The connections that there are now.
  package var connections: Int { line.connections }

  /// Passes nothing on, and cuts nothing, until it is told to go on.
  package func stall() {
    line.isStalled = true
  }

  /// Passes bytes on again.
  package func goOn() {
    line.isStalled = false
  }

  /// Loses the connections that there are, as a router does that has forgotten them; others pass.
  package func forget() {
    line.forget()
  }

  /// Cuts all connections now.
  package func cutAll() {
    line.cut()
  }

  /// Cuts nothing any more; returns whether the moment had come.
  @discardableResult
  package func disarm() -> Bool {
    line.disarm()
  }
}
