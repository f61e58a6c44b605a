#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The line between a coordinator and a worker, as one of them holds it.
package struct WorkerLink: Sendable {
  /// Lines that come from the other one; they end when it is gone.
  package let lines: AsyncStream<String>
  private let write: @Sendable (String) -> Void
  private let hangUp: @Sendable () -> Void

  /// A link of its two directions; `write` is given lines without their ends, by several tasks at once,
  /// and does nothing if the other one is gone.
  package init(
    lines: AsyncStream<String>, write: @escaping @Sendable (String) -> Void,
    hangUp: @escaping @Sendable () -> Void
  ) {
    (self.lines, self.write, self.hangUp) = (lines, write, hangUp)
  }

  /// Says something to the other one.
  func send(_ message: some WorkerMessage) {
    // What has no encoding would be a number that is none, and no message holds such.
    guard let line = try? JSONEncoder().encode(message) else { return }
    write(String(decoding: line, as: UTF8.self))
  }

  /// Lets the other one know that nothing more comes.
  func close() { hangUp() }
}

/// What the two ends of a link say to each other, one line of JSON each.
protocol WorkerMessage: Codable, Sendable {}

extension WorkerMessage {
  /// Reads a message.
  init(line: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(line.utf8))
  }
}
