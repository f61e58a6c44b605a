internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What brings about one worker after the other.
struct WorkerLauncher: Sendable {
  let execution: JobExecution
}

/// Who copies key ranges.
enum ExecutorKind: String, Sendable, CaseIterable, CustomTestStringConvertible {
  /// The process of the engine itself.
  case local
  /// A worker that is told by lines, in the same process.
  case lines
  /// A worker in a process of its own.
  case process
  /// Two workers that are told by lines.
  case pool
  /// Workers that a stand-in for the driver of Spark runs.
  case spark

  /// Those of which there is one at a time, which can be lost while the engine goes on.
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
    case .lines: WorkerLauncher(execution: .workers(1) { Self.linesToTask(passes) })
    case .pool: WorkerLauncher(execution: .workers(2) { Self.linesToTask(passes) })
    case .process: WorkerLauncher(execution: .workers(1) { try Self.linesToProcess(passes) })
    case .spark: WorkerLauncher(execution: .spark(slots: 2) { SparkStandIn.link(passes) })
    }
  }

  /// Workers, of Spark or one of lines, of which each line is another one when it comes.
  func launcher(reports: @escaping @Sendable (String) -> String) -> WorkerLauncher? {
    self == .spark
      ? WorkerLauncher(execution: .spark(slots: 2) { SparkStandIn.link({ _ in true }, reports) })
      : WorkerLauncher(execution: .workers(1) { Self.linesToTask({ _ in true }, reports) })
  }

  private static func linesToTask(
    _ passes: @escaping @Sendable (String) -> Bool,
    _ reported: @escaping @Sendable (String) -> String = { $0 }
  ) -> WorkerLink {
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
    let report = pass(fromWorker)
    let link = WorkerLink(lines: orders, write: { report(reported($0)) }, hangUp: {})
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
