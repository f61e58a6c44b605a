package import Foundation

/// A command that ended, as history keeps it.
package struct HistoryEntry: Codable, Sendable, Hashable {
  /// When it began, in whole seconds.
  package var time: Date
  /// The working directory.
  package var directory: String
  /// The label of the open source, if one was open.
  package var source: String?
  /// The label of the open target, if one was open.
  package var target: String?
  /// The command, already free of secrets.
  package var command: String
  /// Its exit status.
  package var status: Int32
  /// How long it took.
  package var milliseconds: Int64

  /// An entry; `command` must have been freed of secrets by the caller.
  package init(
    time: Date, directory: String, source: String? = nil, target: String? = nil,
    command: String, status: Int32, took duration: Duration
  ) {
    self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
    self.directory = directory
    self.source = source
    self.target = target
    self.command = command
    self.status = status
    let (seconds, attoseconds) = duration.components
    milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}

extension HistoryEntry {
  /// The entry as one line of JSON, without line end.
  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// The entry in a line of the file, or nil if the line is broken.
  init?(line: Data) {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard let entry = try? decoder.decode(HistoryEntry.self, from: line) else { return nil }
    self = entry
  }
}

/// Which entries `history` lists.
package struct HistoryFilter: Sendable {
  /// Only those of the working directory.
  package var here = false
  /// Only those whose status is not 0.
  package var failed = false
  /// Only those of this session.
  package var session = false
  /// Only those whose command contains this text.
  package var pattern: String?
  /// Only the newest of them.
  package var limit: Int?

  /// Lets every entry pass.
  package init() {}
}

/// An entry with the number by which it can be deleted.
package struct NumberedHistoryEntry: Sendable, Hashable {
  /// The number of its line in the file, from 1.
  package var number: Int
  /// The entry.
  package var entry: HistoryEntry
}
