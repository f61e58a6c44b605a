internal import Foundation

/// A port of this machine at which no Milvus is to be found.
package final class StrangePort: Sendable {
  /// What a caller meets there.
  package enum Manner: Sendable {
    /// Nobody listens.
    case closed
    /// Connections are accepted, and nothing is ever said.
    case silent
    /// A web server that knows no page.
    case web
  }

  /// The number of the port.
  package let port: Int
  private let listener: ListeningSocket

  /// Opens a port, or finds one that is closed.
  package init(_ manner: Manner) throws {
    let listener = try ListeningSocket()
    (self.listener, port) = (listener, listener.port)
    switch manner {
    case .closed: listener.hangUp()
    case .silent: Thread { Self.hold(listener) }.start()
    case .web: Thread { while let caller = listener.next() { Self.answer(caller) } }.start()
    }
  }

  deinit {
    listener.hangUp()
  }

  /// Keeps all connections until nobody is accepted any more.
  private static func hold(_ listener: ListeningSocket) {
    var callers: [LocalSocket] = []
    while let caller = listener.next() { callers.append(caller) }
  }

  private static func answer(_ caller: LocalSocket) {
    let text = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    _ = caller.read()
    _ = caller.write(Array(text.utf8)[...])
  }
}
