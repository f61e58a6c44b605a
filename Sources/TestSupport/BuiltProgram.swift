internal import Foundation

/// The program that is tested, with a home of its own that goes when nobody holds this any more.
package struct BuiltProgram: Sendable {
  private let home: Scratch
  private let executable: String

  /// Makes an empty home, for the program that was built with the tests or another one.
  package init(at executable: String? = nil) throws {
    home = try Scratch()
    self.executable = try executable ?? Executable.path(of: "vecferry")
  }

  /// The path of something in the home, whether it is there or not.
  package func path(of name: String) -> String { home.path(of: name) }

  /// The folder of journal and history.
  package var stateFolder: String { path(of: "state/vecferry") }

  /// Runs it with just these variables besides those of its home; the body runs meanwhile.
  package func run(
    _ arguments: [String], environment: [String: String] = [:],
    while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    let own = ProcessInfo.processInfo.environment
    let kept = own.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
    let places = [
      "HOME": home.path, "XDG_STATE_HOME": path(of: "state"),
      "XDG_CONFIG_HOME": path(of: "config"), "XDG_CACHE_HOME": path(of: "cache"),
    ]
    return try await Program.run(
      executable, arguments,
      environment: kept.merging(places) { $1 }.merging(environment) { $1 }, while: body)
  }
}
