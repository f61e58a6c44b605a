internal import Foundation
internal import Synchronization

/// The commands of this and earlier sessions.
///
/// An entry is on disk when `append` returns, so a session that is killed loses nothing, and two
/// sessions at once both keep theirs. A line that cannot be read is passed over and kept.
package final class History: Sendable {
  private struct Memory {
    var session: [HistoryEntry] = []
    var recalled: [String]?
    /// Commands that failed when they were run last.
    var failed: Set<String> = []

    /// Takes note of how a command ended; entries come oldest first.
    mutating func note(_ entry: HistoryEntry) {
      if entry.status == 0 { failed.remove(entry.command) } else { failed.insert(entry.command) }
    }
  }

  private let file: HistoryFile?
  private let directory: String
  private let memory = Mutex(Memory())

  /// The history in the file at `path`, seen from `directory`; without a path it is kept in memory.
  package init(path: String?, directory: String) {
    file = path.map(HistoryFile.init(path:))
    self.directory = directory
  }

  /// Whether a line that was typed like this is to be kept: it does not begin with a blank.
  package static func keeps(_ typed: String) -> Bool {
    guard let first = typed.first else { return false }
    return !first.isWhitespace
  }

  /// Keeps the command of `entry`, whose secrets the caller has removed.
  ///
  /// - Throws: `UsageError.unwritableFile` if the file cannot be written; Up still finds it.
  package func append(_ entry: HistoryEntry) throws {
    guard Self.keeps(entry.command) else { return }
    memory.withLock { memory in
      memory.session.append(entry)
      memory.recalled?.removeAll { $0 == entry.command }
      memory.recalled?.append(entry.command)
      memory.note(entry)
    }
    try file?.append(entry.encoded())
  }

  /// The entries that pass `filter`, oldest first.
  package func entries(_ filter: HistoryFilter = HistoryFilter()) throws -> [NumberedHistoryEntry] {
    let session = memory.withLock { $0.session }
    let ownEntries = Set(session)
    let passing = try newestFirst(session).lazy.filter { [directory] numbered in
      let entry = numbered.entry
      return (!filter.here || entry.directory == directory)
        && (!filter.failed || entry.status != 0)
        && (!filter.session || ownEntries.contains(entry))
        && (filter.pattern.map { entry.command.contains($0) } ?? true)
    }
    // From the end, so that a few commands of a long history are found at once.
    return Array(passing.prefix(filter.limit ?? .max)).reversed()
  }

  /// Forgets the entry with this number of `entries`; returns whether there was one.
  package func delete(_ number: Int) throws -> Bool {
    let known = try entries()
    guard let doomed = known.first(where: { $0.number == number })?.entry else { return false }
    try file?.rewrite { lines in
      lines.enumerated().filter { HistoryEntry(line: $1) != doomed || $0 + 1 != number }.map(\.1)
    }
    memory.withLock { memory in
      memory.session.removeAll { $0 == doomed }
      memory.recalled = nil
    }
    return true
  }

  /// Forgets everything.
  package func deleteAll() throws {
    try file?.rewrite { _ in [] }
    memory.withLock { $0 = Memory(session: [], recalled: []) }
  }

  /// The commands for Up, each once, newest last: those of other directories before those of this.
  package func recallableCommands() -> [String] {
    if let known = memory.withLock({ $0.recalled }) { return known }
    let session = memory.withLock { $0.session }
    let known = (try? newestFirst(session)).map { Array($0.prefix(2000)) } ?? []
    let entries = known.reversed().map(\.entry)
    let ordered =
      entries.filter { $0.directory != directory } + entries.filter { $0.directory == directory }
    let commands = newestOfEach(ordered.map(\.command) + session.map(\.command))
    memory.withLock { memory in
      memory.recalled = commands
      for entry in entries + session { memory.note(entry) }
    }
    return commands
  }

  /// The commands for Up that succeeded when they were run last: those worth being suggested.
  package func suggestedCommands() -> [String] {
    let commands = recallableCommands()
    let failed = memory.withLock { $0.failed }
    return commands.filter { !failed.contains($0) }
  }

  /// The entries with their numbers, each read when it is asked for.
  private func newestFirst(
    _ session: [HistoryEntry]
  ) throws(UsageError) -> AnySequence<NumberedHistoryEntry> {
    let lines = try file?.newestFirst()
    let kept = lines == nil ? session.enumerated().reversed() : []
    let own = kept.map { NumberedHistoryEntry(number: $0.offset + 1, entry: $0.element) }
    let read = AnySequence(lines ?? HistoryLines(Data())).lazy.compactMap { number, line in
      HistoryEntry(line: line).map { NumberedHistoryEntry(number: number, entry: $0) }
    }
    return AnySequence([AnySequence(own), AnySequence(read)].lazy.joined())
  }

  private func newestOfEach(_ commands: [String]) -> [String] {
    var seen: Set<String> = []
    return commands.reversed().filter { seen.insert($0).inserted }.reversed()
  }
}
