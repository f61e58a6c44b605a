#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension Console {
  /// A console on the process's own outputs.
  package static func standard(screen: Screen) -> Console {
    Console(screen: screen) { text, stream throws(UsageError) in
      let reason = writeAll(text, to: stream == .results ? STDOUT_FILENO : STDERR_FILENO)
      guard let reason else { return }
      throw UsageError(
        .unwritableFile, "the result cannot be written: \(SystemReason.text(of: reason))",
        hint: "is standard output open, and is there room for it? what was done is done")
    }
  }

  /// Writes until everything is out or nobody reads any more; then the rest is worth nothing.
  ///
  /// Returns the number of the failure if what somebody waits for is lost.
  private static func writeAll(_ text: String, to descriptor: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        waitUntilWritable(descriptor)
      } else if errno != EINTR {
        return errno == EPIPE ? nil : errno
      }
    }
    return nil
  }

  private static func waitUntilWritable(_ descriptor: Int32) {
    var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&question, 1, -1)
  }
}
