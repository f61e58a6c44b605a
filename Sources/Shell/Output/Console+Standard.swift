#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension Console {
  /// A console on the process's own outputs.
  package static func standard(screen: Screen) -> Console {
    Console(screen: screen) { text, stream in
      writeAll(text, to: stream == .results ? STDOUT_FILENO : STDERR_FILENO)
    }
  }

  /// Writes until everything is out or nobody reads any more; then the rest is worth nothing.
  private static func writeAll(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        waitUntilWritable(descriptor)
      } else if errno != EINTR {
        return
      }
    }
  }

  private static func waitUntilWritable(_ descriptor: Int32) {
    var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&question, 1, -1)
  }
}
