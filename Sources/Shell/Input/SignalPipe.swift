internal import CEditline
internal import Foundation
internal import Synchronization

/// Where a signal handler leaves the number of its signal: the write end of a pipe.
///
/// A handler may do next to nothing: it captures nothing, takes no lock and allocates nothing. So
/// the one thing it needs is an atomic outside of any type.
private let signalEntry = Atomic<Int32>(-1)

/// Carries signal numbers from the handlers to an ordinary thread.
struct SignalPipe: Sendable {
  /// Writes the number of the signal and leaves `errno` as it was.
  static let handler: @convention(c) (Int32) -> Void = { number in
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(signalEntry.load(ordering: .relaxed), &byte, 1)
    errno = saved
  }

  private let readEnd: Int32
  private let writeEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let failed = ends.withUnsafeMutableBufferPointer { pipe($0.baseAddress) } != 0
    precondition(!failed, "a pipe needs two free descriptors")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    readEnd = ends[0]
    writeEnd = ends[1]
    // A handler must not wait; the pipe holds thousands of signals.
    _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
  }

  /// The signals that whoever started the process wants it to ignore, as `nohup` does.
  static let ignored = Set(
    [SIGINT, SIGTERM, SIGHUP, SIGTSTP].filter { ce_ignores_signal($0) != 0 })

  /// Sends the signals the shell answers to this pipe; a broken output pipe is an error, no signal.
  ///
  /// A signal that was ignored when the process began stays ignored.
  func install() {
    signalEntry.store(writeEnd, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH]
    where !Self.ignored.contains(number) {
      _ = ce_handle_signal(number, Self.handler)
    }
    _ = ce_ignore_signal(SIGPIPE)
  }

  /// Blocks until a signal came, and returns its number; nil if the pipe is broken.
  func next() -> Int32? {
    var byte: UInt8 = 0
    while true {
      let count = read(readEnd, &byte, 1)
      if count == 1 { return Int32(byte) }
      guard count < 0, errno == EINTR else { return nil }
    }
  }
}
