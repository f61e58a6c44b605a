internal import Foundation

/// A TCP connection on this machine; closed when nobody holds it any more.
final class LocalSocket: Sendable {
  private let descriptor: Int32

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Connects to a port of 127.0.0.1.
  init(connectedTo port: Int) throws {
    let descriptor = try Self.open()
    self.descriptor = descriptor
    var address = sockaddr_in.local(port: port)
    let isConnected = withSocketAddress(&address) { connect(descriptor, $0, $1) } == 0
    guard isConnected else { throw POSIXError.last }
  }

  deinit {
    close(descriptor)
  }

  /// Blocks until something comes; empty at the end of the conversation.
  func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      return Array(buffer.prefix(max(0, count)))
    }
  }

  /// Blocks until all is written; returns whether it could be.
  func write(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Ends the conversation for both sides; who blocks on it wakes up.
  func hangUp() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  fileprivate static func open() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError.last }
    return descriptor
  }
}

/// A port of 127.0.0.1 of the system's choice, at which connections are accepted.
final class ListeningSocket: Sendable {
  /// The number of the port.
  let port: Int
  private let descriptor: Int32

  init() throws {
    let descriptor = try LocalSocket.open()
    self.descriptor = descriptor
    var address = sockaddr_in.local(port: 0)
    let isBound = withSocketAddress(&address) { Foundation.bind(descriptor, $0, $1) } == 0
    guard isBound, listen(descriptor, 64) == 0 else { throw POSIXError.last }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isNamed = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isNamed else { throw POSIXError.last }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit {
    close(descriptor)
  }

  /// Blocks until somebody connects; nil once this side has hung up.
  func next() -> LocalSocket? {
    while true {
      let caller = accept(descriptor, nil, nil)
      if caller < 0, errno == EINTR { continue }
      guard caller >= 0 else { return nil }
      _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
      return LocalSocket(descriptor: caller)
    }
  }

  /// Accepts nobody any more, and refuses who connects.
  func hangUp() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}

extension sockaddr_in {
  fileprivate static func local(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }
}

private func withSocketAddress(
  _ address: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
  withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}

extension POSIXError {
  fileprivate static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
