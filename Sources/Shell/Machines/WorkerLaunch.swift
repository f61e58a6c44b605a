internal import Foundation
internal import MigrationEngine
internal import MilvusClient

/// Starts workers of this machine: this very program, with the credentials of both ends in its
/// environment, which only its user can read.
struct WorkerLaunch: Sendable {
  var program: String
  let environment: [String: String]

  init(
    _ environment: [String: String], from source: MilvusAccess, to target: MilvusAccess
  ) {
    program = Self.ownProgram
    self.environment = environment.filter { !$0.key.hasPrefix("VECFERRY_") }
      .merging(WorkerProgram.variables(from: source, to: target)) { $1 }
  }

  /// This very program; on Linux the file that runs, also if another one has taken its place since.
  static var ownProgram: String {
    let own = "/proc/self/exe"
    return FileManager.default.fileExists(atPath: own) ? own : Bundle.main.executablePath ?? own
  }

  /// Starts one.
  ///
  /// - Throws: `Failure` with what keeps it from starting.
  func start() throws -> WorkerLink {
    try LinkedProcess([program] + WorkerProgram.words, environment: environment).link
  }
}
