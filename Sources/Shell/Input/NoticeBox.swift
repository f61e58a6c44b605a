internal import Foundation
internal import Synchronization

/// Through it, any task or thread has something shown without writing to the terminal itself.
///
/// Whoever holds the terminal takes the notices: the line editor above a half-typed line, a
/// foreground view above its progress, the loop between two commands. A pipe wakes the one that
/// waits in `poll`.
package final class NoticeBox: Sendable {
  private struct Contents {
    var notices = NoticeQueue()
    var prompt: Prompt?
  }

  private let contents = Mutex(Contents())
  private let pipe: WakePipe

  /// An empty notice box.
  package init() {
    pipe = WakePipe()
  }

  /// Has `notice` shown; with a key, it takes the place of an unseen notice with the same key.
  package func post(_ notice: String, key: String? = nil) {
    contents.withLock { $0.notices.post(notice, key: key) }
    pipe.wake()
  }

  /// Has the prompt drawn anew, if a line is being edited; the last one asked for wins.
  package func repaint(_ prompt: Prompt) {
    contents.withLock { $0.prompt = prompt }
    pipe.wake()
  }

  /// Returns the notices not shown yet, oldest first; the caller shows them.
  package func take() -> [String] {
    contents.withLock { $0.notices.take() }
  }

  /// Returns the prompt that was asked for, once.
  func takePrompt() -> Prompt? {
    contents.withLock { contents in
      defer { contents.prompt = nil }
      return contents.prompt
    }
  }

  /// Ends a wait on the descriptor with nothing to show, so that flags are looked at.
  package func wake() {
    pipe.wake()
  }

  /// Readable as long as something may have happened.
  var wakeDescriptor: Int32 { pipe.readEnd }

  /// Makes the descriptor unreadable until the next wake.
  func acknowledge() {
    pipe.drain()
  }
}

/// A pipe whose bytes mean nothing but "look".
final class WakePipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let failed = ends.withUnsafeMutableBufferPointer { pipe($0.baseAddress) } != 0
    precondition(!failed, "a pipe needs two free descriptors")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func wake() {
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)  // a full pipe is awake already
  }

  func drain() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }
}
