internal import Foundation
internal import Subprocess

/// A program that a test has started, while it runs.
package struct RunningProgram: Sendable {
  /// The number of its process.
  package let id: Int32

  /// Sends it a signal; one that has just ended does not get it.
  package func send(_ signal: Int32) {
    kill(id, signal)
  }
}

/// What a program left behind.
package struct ProgramEnd: Sendable, CustomStringConvertible {
  /// How it ended.
  package let end: ProcessEnd
  /// What it wrote to its standard output.
  package let output: String
  /// What it wrote to its standard error.
  package let errors: String

  /// All of it, for the message of a test that fails.
  package var description: String { "\(end)\n\(output)\n\(errors)" }
}

/// Programs that tests start without a terminal.
package enum Program {
  /// Runs a program with exactly this environment and waits for its end.
  ///
  /// The body runs meanwhile; if it throws, the program is killed.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String],
    while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    // env replaces itself by the program, which so has the process number that is known here. Signals
    // that whoever runs the tests ignores, as a shell does in its background, are not ignored there.
    let result = try await Subprocess.run(
      .name("env"), arguments: Arguments(["--default-signal", path] + arguments),
      environment: .custom(keyed(environment)), input: .none, output: .string(limit: limit),
      error: .string(limit: limit)
    ) { execution in
      let program = RunningProgram(id: execution.processIdentifier.value)
      do {
        try await body(program)
      } catch {
        program.send(SIGKILL)
        throw error
      }
    }
    return ProgramEnd(
      end: ProcessEnd(result.terminationStatus), output: result.standardOutput,
      errors: result.standardError)
  }

  /// Runs a program that has to succeed, in the environment of the tests; returns its output.
  ///
  /// - Throws: `ProgramFailed` with what it wrote.
  @discardableResult
  package static func require(_ path: String, _ arguments: [String]) async throws -> String {
    let ended = try await run(path, arguments, environment: ProcessInfo.processInfo.environment)
    guard ended.end == .exited(0) else {
      throw ProgramFailed(command: ([path] + arguments).joined(separator: " "), end: ended)
    }
    return ended.output
  }

  // 16 MiB: what no program here ever writes.
  private static let limit = 16 << 20

  private static func keyed(_ environment: [String: String]) -> [Environment.Key: String] {
    var keyed: [Environment.Key: String] = [:]
    for (name, value) in environment {
      if let key = Environment.Key(rawValue: name) { keyed[key] = value }
    }
    return keyed
  }
}

/// A program that tests rely on failed.
package struct ProgramFailed: Error, CustomStringConvertible {
  /// What was run.
  package let command: String
  /// How it ended.
  package let end: ProgramEnd

  /// Both, for the message of the test.
  package var description: String { "\(command)\n\(end)" }
}

extension ProcessEnd {
  fileprivate init(_ status: TerminationStatus) {
    self =
      switch status {
      case .exited(let status): .exited(status)
      case .signaled(let signal): .killed(signal)
      }
  }
}
