#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The line between a coordinator and whoever works for it, as one of them holds it.
public struct WorkerLink: Sendable {
  /// Lines that come from the other one; they end when it is gone.
  package let lines: AsyncStream<String>
  private let write: @Sendable (String) -> Void
  private let hangUp: @Sendable () -> Void
  /// What the other one complained of last, once it is gone; nil if nobody knows.
  package let lastWords: @Sendable () async -> String?

  /// A link of its two directions; `write` is given lines without their ends, by several tasks at once,
  /// and does nothing if the other one is gone.
  package init(
    lines: AsyncStream<String>, write: @escaping @Sendable (String) -> Void,
    hangUp: @escaping @Sendable () -> Void,
    lastWords: @escaping @Sendable () async -> String? = { nil }
  ) {
    (self.lines, self.write, self.hangUp) = (lines, write, hangUp)
    self.lastWords = lastWords
  }

  /// Says something to the other one.
  package func send(_ message: some WorkerMessage) { write(message.encodedLine) }

  /// Lets the other one know that nothing more comes.
  package func close() { hangUp() }
}

/// What the two ends of a link say to each other, one line of JSON each.
package protocol WorkerMessage: Codable, Sendable {}

extension WorkerMessage {
  /// The message as it is sent.
  var encodedLine: String {
    // What has no encoding would be a number that is none, and no message holds such.
    (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Reads a message.
  init(line: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(line.utf8))
  }
}
