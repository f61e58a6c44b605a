internal import Foundation
internal import Synchronization

/// A program that a test has started, and speaks with in lines over its standard input and output.
package final class LineProcess: Sendable {
  /// What it writes, line by line; it ends with the program.
  package let lines: AsyncStream<String>
  private let process: Process
  private let input: Mutex<FileHandle>

  /// Starts the program with exactly this environment.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String]
  ) throws {
    // Whoever writes to a program that is gone is told so, and not ended.
    signal(SIGPIPE, SIG_IGN)
    let (process, toIt, fromIt) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: path)
    (process.arguments, process.environment) = (arguments, environment)
    (process.standardInput, process.standardOutput) = (toIt, fromIt)
    let (lines, voice) = AsyncStream<String>.makeStream()
    try process.run()
    let output = fromIt.fileHandleForReading
    DispatchQueue(label: "lines of \(path)").async {
      var rest = Data()
      while case let bytes = output.availableData, !bytes.isEmpty {
        var parts = (rest + bytes).split(separator: 0x0A, omittingEmptySubsequences: false)
        rest = Data(parts.removeLast())
        for part in parts { voice.yield(String(decoding: part, as: UTF8.self)) }
      }
      voice.finish()
    }
    (self.lines, self.process) = (lines, process)
    input = Mutex(toIt.fileHandleForWriting)
  }

  deinit { kill() }

  /// Writes a line to it; one that is gone does not get it.
  package func write(_ line: String) {
    input.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) }
  }

  /// Ends its standard input.
  package func closeInput() {
    input.withLock { try? $0.close() }
  }

  /// Ends it at once, whatever it does.
  package func kill() {
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
  }
}
