internal import Foundation
internal import TestSupport

/// The shell at a terminal, with a home of its own that is gone after the test.
final class ShellAtTerminal: Sendable {
  static let prompt = "vecferry>"

  let home: String
  private let changes: [String: String]

  /// A home without a shell yet.
  init(changing changes: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shell-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    home = folder.path
    self.changes = changes
  }

  deinit {
    try? FileManager.default.removeItem(atPath: home)
  }

  /// Starts the shell and waits for its first prompt.
  func start(
    _ options: [String] = [], columns: Int = 80, rows: Int = 24
  ) async throws -> TerminalSession {
    let session = try TerminalSession(
      Executable.path(of: "vecferry"), options, environment: environment, columns: columns,
      rows: rows)
    try await session.expectLine(Self.prompt)
    return session
  }

  /// The environment of a shell in this home, and of whatever starts one.
  var environment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    let kept = own.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
    let fixed = [
      "HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state",
      "XDG_CACHE_HOME": home + "/cache", "TERM": "xterm-256color", "LANG": "C.UTF-8",
      "PAGER": "cat",
    ]
    return kept.merging(fixed) { $1 }.merging(changes) { $1 }
  }
}
