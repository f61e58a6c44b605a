internal import Foundation
internal import MigrationEngine

extension ShellSession {
  /// Adds a command, which must be free of secrets, to the history.
  func remember(_ command: String, status: ExitStatus, took duration: Duration) throws {
    try history.append(
      HistoryEntry(
        time: Date(), directory: FileManager.default.currentDirectoryPath,
        source: cluster(.source)?.label, target: cluster(.target)?.label, command: command,
        status: status.rawValue, took: duration))
  }
}
