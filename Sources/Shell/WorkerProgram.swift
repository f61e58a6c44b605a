internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import Synchronization

/// The program as a worker that another program started: it is told on standard input what to copy, and
/// answers on standard output, a line of JSON each.
enum WorkerProgram {
  /// The arguments that ask for it.
  static let words = ["worker", "--stdio"]

  /// Works until standard input ends, with the credentials that the environment holds.
  static func run(environment: [String: String]) async throws {
    let credentials = { (side: String) in
      MilvusCredentials.token(environment["VECFERRY_WORKER_\(side)_TOKEN"] ?? "")
    }
    try await Worker(source: credentials("SOURCE"), target: credentials("TARGET")).run(over: link)
  }

  private static var link: WorkerLink {
    let input = InputThread(name: "standard input") {}
    let output = Mutex(FileHandle.standardOutput)
    return WorkerLink(
      lines: AsyncStream { await input.perform { readLine() } },
      write: { line in
        // Whoever started it may be gone; then standard input ends, too.
        output.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) }
      }, hangUp: {})
  }
}
