internal import Foundation

/// Bytes from standard input, read one by one, with an eye on the notice box and the signals.
///
/// One by one, because what was typed ahead belongs to whoever reads next: a question, a pager, or
/// a program that the user starts.
struct TerminalInput {
  enum Event {
    case byte(UInt8)
    case woken
    case end
  }

  let noticeBox: NoticeBox
  let descriptor = STDIN_FILENO

  /// Blocks until there is a byte, a wake or the end.
  func next() -> Event {
    var sources = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: noticeBox.wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&sources, nfds_t(sources.count), -1) < 0 {
      guard errno == EINTR else { return .end }
    }
    guard sources[1].revents == 0 else {
      noticeBox.acknowledge()
      return .woken
    }
    return readByte()
  }

  /// Whether a byte is there within `milliseconds`.
  func hasByte(within milliseconds: Int32) -> Bool {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, milliseconds) > 0
  }

  private func readByte() -> Event {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1 { return .byte(byte) }
      guard count < 0, errno == EINTR || errno == EAGAIN else { return .end }
    }
  }
}
