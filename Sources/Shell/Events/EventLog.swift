internal import Foundation
internal import Synchronization

/// The file of `--events` or `set events`: a line of JSON for everything that happens, written at once.
///
/// After a line that cannot be written there are no more, which is said once; the work goes on.
package final class EventLog: Sendable {
  static let schema = "vecferry.event/1"

  private let console: Console
  private let file: TextFile?
  private let isBroken = Mutex(false)

  /// Opens the file at its end, or standard output for `-`.
  ///
  /// It blocks until somebody reads a named pipe, unless it is not to wait for that.
  /// - Throws: `UsageError.unwritableFile`.
  package init(
    _ path: String, console: Console, waitsForReader: Bool = true
  ) throws(UsageError) {
    self.console = console
    file =
      path == "-" ? nil : try TextFile(path, appends: true, waitsForReader: waitsForReader)
  }

  deinit {
    file?.end()
  }

  /// Writes a line about something that has just happened.
  func note(_ kind: EventKind, _ fields: JSONObject = [:], at time: Date = Date()) async {
    guard !isBroken.withLock({ $0 }) else { return }
    do {
      try await write(Self.line(kind, fields, at: time))
    } catch {
      let isKnown = isBroken.withLock { isBroken in
        defer { isBroken = true }
        return isBroken
      }
      guard !isKnown else { return }
      await console.note("\(error.message); no more events are written")
    }
  }

  /// The line: its form, when, what, in which process, and the fields.
  static func line(_ kind: EventKind, _ fields: JSONObject, at time: Date) -> String {
    var line: JSONObject = [
      "schema": .string(schema), "time": .string(Figures.exactTimestamp(time)),
      "event": .string(kind.rawValue), "process": .integer(Int64(getpid())),
    ]
    for field in fields.fields { line[field.name] = field.value }
    return JSONValue.object(line).text
  }

  private func write(_ line: String) async throws(UsageError) {
    guard let file else { return try await console.result(line + "\n") }
    // One line after the other: a pipe takes long ones in parts.
    let reason = isBroken.withLock { isBroken in
      isBroken || file.add([line]) ? nil : SystemReason.text(of: errno)
    }
    guard let reason else { return }
    throw UsageError(.unwritableFile, "the events \"\(file.path)\" cannot be written: \(reason)")
  }
}
