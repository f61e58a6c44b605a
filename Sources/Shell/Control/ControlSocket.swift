internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Where a process takes requests about its jobs: a socket for its user alone.
///
/// The name has the number of the process, which the lock of the journal tells. One thread accepts and
/// reads, one request after the other; a caller that is silent is let go.
final class ControlSocket: Sendable {
  /// A request, and where its answer goes.
  struct Call: Sendable {
    let request: Data
    fileprivate let descriptor: Int32

    /// Sends the answer and ends the call; to be done once.
    func answer(_ data: Data) {
      try? FileHandle(fileDescriptor: descriptor).write(contentsOf: data + Data("\n".utf8))
      close(descriptor)
    }
  }

  /// A process took a request, and has not said what came of it.
  struct NoAnswer: Error {}

  /// More than any request takes.
  private static let capacity = 64 * 1024
  /// Seconds after which a caller that does not write, or read, is let go.
  private static let patience = 5

  private let path: String
  private let listener: Int32
  /// The calls, for one listener.
  let calls: AsyncStream<Call>
  private let arriving: AsyncStream<Call>.Continuation

  /// Opens the socket of this process; nil where the folder takes none.
  ///
  /// The folder is made, if it can be.
  init?(folder: String) {
    mkdir(folder, 0o700)
    Self.removeStale(in: folder)
    path = Self.path(of: getpid(), in: folder)
    unlink(path)
    let opened = Self.open(path) { descriptor, address, length in
      // The mode is that of the file from its first moment on.
      fchmod(descriptor, 0o600) == 0 && bind(descriptor, address, length) == 0
        && listen(descriptor, 8) == 0
    }
    guard let opened else { return nil }
    listener = opened
    (calls, arriving) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(16))
    let thread = Thread { [arriving] in
      while let descriptor = Self.accepted(by: opened) {
        guard let request = Self.line(from: descriptor),
          case .enqueued = arriving.yield(Call(request: request, descriptor: descriptor))
        else {
          Self.close(descriptor)
          continue
        }
      }
      arriving.finish()
    }
    thread.name = "control"
    thread.start()
  }

  /// Takes no more requests.
  func end() {
    unlink(path)
    // It wakes the thread; the socket is closed with this object, so that no other has its number.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  deinit {
    end()
    Self.close(listener)
  }

  /// Sends a request to a process, whose socket is in one of the folders, and returns its answer; nil
  /// where it takes none.
  ///
  /// Suspends until the answer is there, at most `patience` seconds.
  /// - Throws: `NoAnswer` if the request was sent and no answer came.
  static func ask(
    _ request: Data, of process: Int32, in folders: [String], patience: Int
  ) async throws(NoAnswer) -> Data? {
    let paths = folders.map { path(of: process, in: $0) }
    let reply = await InputThread(name: "control") { paths }.perform { paths -> Data?? in
      var opened: Int32?
      for path in paths where opened == nil { opened = open(path) { connect($0, $1, $2) == 0 } }
      guard let opened else { return .some(nil) }
      defer { close(opened) }
      limit(opened, to: patience)
      let socket = FileHandle(fileDescriptor: opened)
      guard (try? socket.write(contentsOf: request + Data("\n".utf8))) != nil else {
        return .some(nil)
      }
      return line(from: opened, patience: patience).map { .some($0) }
    }
    guard let reply else { throw NoAnswer() }
    return reply
  }

  private static func path(of process: Int32, in folder: String) -> String {
    "\(folder)/control-\(process).sock"
  }

  /// Removes the sockets of processes that have died.
  private static func removeStale(in folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.hasPrefix("control-"), name.hasSuffix(".sock"),
        let process = Int32(name.dropFirst(8).dropLast(5)), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }

  /// A socket for which the body has done its part; nil if it could not.
  private static func open(
    _ path: String, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Int32? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let isDone = withAddress(of: path) { body(descriptor, $0, $1) }
    if !isDone { close(descriptor) }
    return isDone ? descriptor : nil
  }

  /// The address of a path; one that is too long for it is named by its open folder.
  private static func withAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    let parts = path as NSString
    let folder = Glibc.open(parts.deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    let name =
      path.utf8.count < room ? path : "/proc/self/fd/\(folder)/\(parts.lastPathComponent)"
    guard name.utf8.count < room else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }

  /// The next caller; nil once the socket was ended.
  private static func accepted(by listener: Int32) -> Int32? {
    while true {
      let descriptor = accept(listener, nil, nil)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        limit(descriptor, to: patience)
        return descriptor
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      // Others give some back.
      case EMFILE, ENFILE, ENOMEM, ENOBUFS: usleep(100_000)
      default: return nil
      }
    }
  }

  private static func limit(_ descriptor: Int32, to seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  /// The bytes up to a line end; nil if they do not come in time, or are too many.
  private static func line(from descriptor: Int32, patience: Int = patience) -> Data? {
    var bytes = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    let deadline = ContinuousClock.now.advanced(by: .seconds(patience))
    while bytes.count < capacity, ContinuousClock.now < deadline {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      if bytes.last == UInt8(ascii: "\n") { return bytes.dropLast() }
    }
    return nil
  }

  private static func close(_ descriptor: Int32) { Glibc.close(descriptor) }
}
