internal import Foundation
internal import Synchronization

/// The connections of a proxy, and the moment at which they are cut.
final class ProxyLine: Sendable {
  /// One connection: from the program to the proxy, and from there to the server.
  private struct Link: Sendable {
    let caller: LocalSocket
    let server: LocalSocket

    func hangUp() {
      caller.hangUp()
      server.hangUp()
    }
  }

  private struct State {
    var links: [ObjectIdentifier: Link] = [:]
    var sent = 0
    var moment: TCPProxy.Moment?
    var action: @Sendable () -> Void = {}
  }

  private let state = Mutex(State())

  func arm(_ moment: TCPProxy.Moment, _ action: @escaping @Sendable () -> Void) {
    state.withLock {
      $0.sent = 0
      $0.moment = moment
      $0.action = action
    }
  }

  func disarm() -> Bool {
    state.withLock { state in
      defer { state.moment = nil }
      return state.moment == nil
    }
  }

  func cut() {
    let links = state.withLock { Array($0.links.values) }
    links.forEach { $0.hangUp() }
  }

  /// Serves a caller until one side hangs up; one that cannot be served is hung up on.
  func join(_ caller: LocalSocket, toServerAt port: Int) {
    guard let server = try? LocalSocket(connectedTo: port) else { return }
    let link = Link(caller: caller, server: server)
    state.withLock { $0.links[ObjectIdentifier(caller)] = link }
    Thread { self.pump(link, from: caller, to: server) { self.passRequest($0) } }.start()
    Thread {
      var frames = HTTP2Frames()
      self.pump(link, from: server, to: caller) { self.passAnswer($0, &frames) }
    }.start()
  }

  /// Forwards what `pass` lets through, until it holds something back or a side hangs up.
  private func pump(
    _ link: Link, from one: LocalSocket, to other: LocalSocket,
    pass: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
  ) {
    while true {
      let bytes = one.read()
      let passing = pass(bytes[...])
      guard !bytes.isEmpty, other.write(passing), passing.count == bytes.count else { break }
    }
    link.hangUp()
    state.withLock { $0.links[ObjectIdentifier(link.caller)] = nil }
  }

  private func passRequest(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let passing = state.withLock { state in
      let before = state.sent
      state.sent += bytes.count
      guard case .sent(let limit) = state.moment else { return bytes }
      return bytes.prefix(max(0, limit - before))
    }
    if passing.count < bytes.count { fire() }
    return passing
  }

  private func passAnswer(
    _ bytes: ArraySlice<UInt8>, _ frames: inout HTTP2Frames
  ) -> ArraySlice<UInt8> {
    let answers = frames.countHeaders(in: bytes)
    let isDue = state.withLock { state in
      guard case .answered(let limit) = state.moment else { return false }
      return answers > 0 && state.sent >= limit
    }
    guard isDue else { return bytes }
    fire()
    return []
  }

  private func fire() {
    let action = state.withLock { state -> (@Sendable () -> Void)? in
      guard state.moment != nil else { return nil }
      state.moment = nil
      return state.action
    }
    guard let action else { return }
    action()
    cut()
  }
}
