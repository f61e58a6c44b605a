internal import Foundation
internal import Logging
internal import TestSupport
internal import Testing

@testable internal import Shell

/// The file of `--log`.
@Suite struct LogFileTests {
  private let folder: Scratch
  private let path: String

  init() throws {
    folder = try Scratch()
    path = folder.path(of: "vecferry.log")
  }

  /// A logger that writes to the file, or another one.
  private func logger(_ level: LogLevel, into file: LogFile) -> Logger {
    Logger(label: "vecferry.test") { label in
      FileLogHandler(label: label, file: file, logLevel: level.threshold)
    }
  }

  /// The lines without their times.
  private func lines() throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      line[(try #require(line.firstIndex(of: " ")))...].dropFirst()
    }
  }

  @Test func `an entry is a line with time, level, message and data`() throws {
    let logger = logger(.debug, into: try LogFile(path))
    logger.debug("call answered", metadata: ["rpc.method": "Query", "a": "two words", "b": "x\ny"])
    logger.trace("too little to matter")
    #expect(
      try lines() == [
        #"debug vecferry.test: call answered a="two words" b="x\ny" rpc.method=Query"#
      ])
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o600)
  }

  @Test(arguments: LogLevel.allCases) func `a level leaves out what matters less`(level: LogLevel)
    throws
  {
    let logger = logger(level, into: try LogFile(path))
    logger.trace("trace")
    logger.debug("debug")
    logger.info("info")
    logger.warning("warning")
    logger.error("error")
    let first = try #require(try lines().first)
    #expect(first.hasPrefix("\(level.rawValue) "))
  }

  @Test func `what cannot be written is told at the end`() throws {
    let file = try LogFile("/dev/full")
    let logger = logger(.info, into: file)
    #expect(file.loss == nil)
    logger.info("lost")
    logger.info("lost, too")
    #expect(
      file.loss == "the log \"/dev/full\" could not be written: No space left on device")
  }

  @Test func `commands are logged without secrets, and failures by their code`() async throws {
    let recorded = RecordedSession(logger: logger(.info, into: try LogFile(path)))
    _ = try await recorded.run("let TOKEN abc123; fail")
    let lines = try lines()
    #expect(lines.count == 5)
    #expect(lines[0] == "info vecferry.test: command begins command=\"let TOKEN •••\"")
    #expect(lines[3] == "error vecferry.test: command failed error.code=usage.notFound")
    #expect(lines[4].hasPrefix("info vecferry.test: command ended command=fail duration="))
    #expect(lines[4].hasSuffix(" status=1"))
  }
}
