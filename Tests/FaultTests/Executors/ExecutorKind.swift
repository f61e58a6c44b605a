internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine

/// What brings about one worker after the other.
struct WorkerLauncher: Sendable {
  let launch: @Sendable () async throws -> WorkerLink
}

/// Who copies key ranges.
enum ExecutorKind: String, Sendable, CaseIterable, CustomTestStringConvertible {
  /// The process of the engine itself.
  case local
  /// A worker that is told by lines, in the same process.
  case lines
  /// A worker in a process of its own.
  case process

  /// Those that can be lost while the engine goes on.
  static let losable: [ExecutorKind] = [.lines, .process]

  /// The name in failures.
  var testDescription: String { "\(rawValue) executor" }

  /// Brings about a worker; nil where there is none.
  ///
  /// `passes` is shown each line in either direction; once it says no, the worker is lost.
  func launcher(
    _ passes: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> WorkerLauncher? {
    switch self {
    case .local: nil
    case .lines: WorkerLauncher { Self.linesToTask(passes) }
    case .process: WorkerLauncher { try Self.linesToProcess(passes) }
    }
  }

  private static func linesToTask(_ passes: @escaping @Sendable (String) -> Bool) -> WorkerLink {
    let (orders, toWorker) = AsyncStream<String>.makeStream()
    let (reports, fromWorker) = AsyncStream<String>.makeStream()
    let lose: @Sendable () -> Void = {
      toWorker.finish()
      fromWorker.finish()
    }
    let pass = { (voice: AsyncStream<String>.Continuation) in
      { @Sendable (line: String) in
        if passes(line) { voice.yield(line) } else { lose() }
      }
    }
    let link = WorkerLink(lines: orders, write: pass(fromWorker), hangUp: {})
    Task {
      try await Worker(source: .none, target: .none).run(over: link)
      lose()
    }
    return WorkerLink(lines: reports, write: pass(toWorker), hangUp: lose)
  }

  private static func linesToProcess(
    _ passes: @escaping @Sendable (String) -> Bool
  ) throws -> WorkerLink {
    let kept = ProcessInfo.processInfo.environment.filter {
      ["PATH", "LD_LIBRARY_PATH"].contains($0.key)
    }
    let process = try LineProcess(
      try Executable.path(of: "vecferry"), ["worker", "--stdio"], environment: kept)
    let (reports, fromWorker) = AsyncStream<String>.makeStream()
    Task {
      for await line in process.lines {
        guard passes(line) else { break }
        fromWorker.yield(line)
      }
      process.kill()
      fromWorker.finish()
    }
    return WorkerLink(
      lines: reports,
      write: { line in if passes(line) { process.write(line) } else { process.kill() } },
      hangUp: { process.closeInput() })
  }
}
