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
    var slowness: TCPProxy.Slowness?
    var isStalled = false
    /// The connections of which nothing is passed on any more.
    var forgotten: Set<ObjectIdentifier> = []
  }

  private let state = Mutex(State())

  /// Whether nothing is passed on for the moment.
  var isStalled: Bool {
    get { state.withLock { $0.isStalled } }
    set { state.withLock { $0.isStalled = newValue } }
  }

  /// The bytes that have gone to the server since the line was armed last.
  var sent: Int { state.withLock { $0.sent } }

  /// The connections that there are.
  var connections: Int { state.withLock { $0.links.count } }

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

  func slow(to slowness: TCPProxy.Slowness?) {
    state.withLock { $0.slowness = slowness }
  }

  /// Passes nothing more on of the connections that there are, and cuts none.
  func forget() {
    state.withLock { $0.forgotten.formUnion($0.links.keys) }
  }

  func cut() {
    let links = state.withLock { state in
      state.forgotten = []
      return Array(state.links.values)
    }
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
      guard !bytes.isEmpty, write(passing, of: link, to: other), passing.count == bytes.count else {
        break
      }
    }
    link.hangUp()
    state.withLock { $0.links[ObjectIdentifier(link.caller)] = nil }
  }

  /// Writes at once, or slice by slice on a slow line; returns whether the other side still takes it.
  private func write(
    _ bytes: ArraySlice<UInt8>, of link: Link, to other: LocalSocket
  ) -> Bool {
    while isHeld(link) { Thread.sleep(forTimeInterval: 0.02) }
    guard let slowness = state.withLock({ $0.slowness }) else { return other.write(bytes) }
    var rest = bytes
    while !rest.isEmpty {
      Thread.sleep(forTimeInterval: slowness.pause / .seconds(1))
      guard other.write(rest.prefix(slowness.slice)) else { return false }
      rest = rest.dropFirst(slowness.slice)
    }
    return true
  }

  private func isHeld(_ link: Link) -> Bool {
    state.withLock { $0.isStalled || $0.forgotten.contains(ObjectIdentifier(link.caller)) }
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
