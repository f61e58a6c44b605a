#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A connection that blocks its thread, never longer than it is told to.
struct ProbeSocket: ~Copyable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Why there is no connection.
  struct Failure: Error {
    var reach: ReachProbe.Reach
  }

  /// Connects to the endpoint's socket, or to its address, through the tunnel of a proxy if there is
  /// one on the way.
  static func connect(
    to endpoint: MilvusEndpoint, through proxy: HTTPProxy?, within patience: Duration
  ) -> Result<ProbeSocket, Failure> {
    let start = ContinuousClock.now
    if let path = endpoint.socket {
      switch connect(to: path, within: patience) {
      case .success(let socket): return .success(socket)
      case .failure(let error):
        return .failure(Failure(reach: reach(error.number, after: ContinuousClock.now - start)))
      }
    }
    guard let proxy else {
      return connect(host: endpoint.host, port: endpoint.port, within: patience)
    }
    switch connect(host: proxy.host, port: proxy.port, within: patience) {
    case .failure(let failure):
      return .failure(
        Failure(reach: .proxyFailed("cannot be reached: \(failure.reach.words)", proxy)))
    case .success(let socket):
      let left = patience - (ContinuousClock.now - start)
      let answer = socket.exchange(proxy.request(for: endpoint), within: left) {
        ProxyAnswer.verdict(on: $0) != .incomplete
      }
      switch ProxyAnswer.verdict(on: answer) {
      case .open: return .success(socket)
      case .refused(let reason, let status):
        return .failure(Failure(reach: .proxyFailed(reason, proxy, status: status)))
      case .incomplete: return .failure(Failure(reach: .proxyFailed("does not answer", proxy)))
      }
    }
  }

  /// Connects to the first address of the host that takes the connection.
  private static func connect(
    host: String, port: Int, within patience: Duration
  ) -> Result<ProbeSocket, Failure> {
    let start = ContinuousClock.now
    var hints = addrinfo()
    hints.ai_socktype = streamType
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0 else {
      return .failure(Failure(reach: .unknownHost))
    }
    defer { freeaddrinfo(list) }
    var failure = ETIMEDOUT
    var next = list
    while let address = next {
      let left = patience - (ContinuousClock.now - start)
      switch connect(address.pointee, within: left) {
      case .success(let socket): return .success(socket)
      case .failure(let error): failure = error.number
      }
      next = address.pointee.ai_next
    }
    return .failure(Failure(reach: reach(failure, after: ContinuousClock.now - start)))
  }

  /// Sends bytes and returns what comes back until it is enough; empty if nothing does.
  func exchange(
    _ greeting: [UInt8], within patience: Duration, until isEnough: ([UInt8]) -> Bool
  ) -> [UInt8] {
    let start = ContinuousClock.now
    guard greeting.withUnsafeBytes({ send(descriptor, $0.baseAddress, $0.count, noSignal) }) > 0
    else { return [] }
    var answer: [UInt8] = []
    while !isEnough(answer) {
      let left = patience - (ContinuousClock.now - start)
      guard Self.wait(descriptor, for: Int16(POLLIN), within: left) else { break }
      var chunk = [UInt8](repeating: 0, count: 256)
      let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { break }
      answer += chunk.prefix(count)
    }
    return answer
  }

  private struct SystemError: Error { var number: Int32 }

  private static func connect(
    to path: String, within patience: Duration
  ) -> Result<ProbeSocket, SystemError> {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: path.utf8.prefix(room.count - 1))
    }
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        var info = addrinfo()
        (info.ai_family, info.ai_socktype) = (AF_UNIX, streamType)
        info.ai_addr = generic
        info.ai_addrlen = socklen_t(MemoryLayout<sockaddr_un>.size)
        return connect(info, within: patience)
      }
    }
  }

  private static func connect(
    _ address: addrinfo, within patience: Duration
  ) -> Result<ProbeSocket, SystemError> {
    let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard descriptor >= 0 else { return .failure(SystemError(number: errno)) }
    let connection = ProbeSocket(descriptor)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    if systemConnect(descriptor, address.ai_addr, address.ai_addrlen) != 0 {
      guard errno == EINPROGRESS else { return .failure(SystemError(number: errno)) }
      guard wait(descriptor, for: Int16(POLLOUT), within: patience) else {
        return .failure(SystemError(number: ETIMEDOUT))
      }
    }
    var number: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size)
    return number == 0 ? .success(connection) : .failure(SystemError(number: number))
  }

  private static func wait(
    _ descriptor: Int32, for events: Int16, within patience: Duration
  ) -> Bool {
    let milliseconds = patience / .milliseconds(1)
    guard milliseconds > 0 else { return false }
    var request = pollfd(fd: descriptor, events: events, revents: 0)
    return poll(&request, 1, Int32(clamping: Int64(milliseconds.rounded(.up)))) == 1
  }

  private static func reach(_ number: Int32, after time: Duration) -> ReachProbe.Reach {
    switch number {
    case ECONNREFUSED: .refused(after: time)
    case ENOENT: .noSocket
    case ETIMEDOUT: .noAnswer(after: time)
    case EHOSTUNREACH: .failed(reason: "no route to the host", after: time)
    case ENETUNREACH: .failed(reason: "the network is unreachable", after: time)
    default: .failed(reason: String(cString: strerror(number)).lowercased(), after: time)
    }
  }
}

#if canImport(Darwin)
  private let streamType = SOCK_STREAM
  private let noSignal: Int32 = 0
  private let systemConnect = Darwin.connect
#elseif canImport(Musl)
  private let streamType = SOCK_STREAM
  private let noSignal = Int32(MSG_NOSIGNAL)
  private let systemConnect = Musl.connect
#else
  private let streamType = Int32(SOCK_STREAM.rawValue)
  private let noSignal = Int32(MSG_NOSIGNAL)
  private let systemConnect = Glibc.connect
#endif
