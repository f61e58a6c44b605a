internal import Foundation

/// The terminal that a line is edited on.
struct TerminalOutput: Sendable {
  /// Standard output, or standard error if only that is a terminal.
  let descriptor: Int32
  /// Whether the cursor can be moved, so that rows can be cleared and hints shown.
  let canMoveCursor: Bool
  /// Whether text may be coloured.
  let usesColour: Bool

  /// The size of the window now.
  var size: TerminalSize { TerminalSize.current(of: descriptor) ?? .usual }

  /// Writes all of `text`; a terminal that is gone is noticed by whoever reads from it.
  func write(_ text: String) {
    Self.write(text, to: descriptor)
  }

  /// Writes all of `text` to `descriptor`.
  static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR || errno == EAGAIN else { return }
        var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&place, 1, -1)
        continue
      }
      rest = rest.dropFirst(count)
    }
  }
}
