internal import Foundation
internal import TestSupport
internal import Testing

/// The events of a migration between real servers.
@Suite(.timeLimit(.minutes(15)))
struct EventFileTests {
  private static let name = "event_docs"
  private static let secret = "s3cret-91fe"

  @Test func `a migration is told from its connections to its end`() async throws {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
    try await PythonTool.seedRanges.run([source, "400", Self.name])
    let home = try ShellAtTerminal()
    let file = home.home + "/events.jsonl"
    let log = home.home + "/vecferry.log"
    let pasted = target.replacingOccurrences(of: "http://", with: "http://ann:\(Self.secret)@")
    let end = try await Program.run(
      try Executable.path(of: "vecferry"),
      [
        "--events", file, "--log", log, "--log-level", "trace", "-c",
        "connect source \(source); connect target \(pasted); migrate \(Self.name) --yes",
      ], environment: home.environment)
    #expect(end.end == .exited(0), "\(end)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let entries = try String(contentsOfFile: log, encoding: .utf8)
    #expect(!text.contains(Self.secret) && !entries.contains(Self.secret))
    #expect(entries.contains("debug vecferry.milvus: call answered duration="))
    let events = try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    // What jobs say comes beside the commands.
    let names = events.compactMap { $0["event"] as? String }
    #expect(
      names.filter { !$0.hasPrefix("job.") && $0 != "command.started" } == [
        "session.started", "connection.opened", "command.finished", "connection.opened",
        "command.finished", "check.finished", "result", "command.finished", "connection.closed",
        "connection.closed", "session.finished",
      ])
    let turns = names.filter { ["job.started", "job.phase", "job.successful"].contains($0) }
    #expect(turns.first == "job.started" && turns.last == "job.successful" && turns.count > 3)
    let ending = try #require(events.first { $0["event"] as? String == "job.successful" })
    let status = try #require(ending["status"] as? [String: Any])
    #expect(status["state"] as? String == "successful" && status["done"] as? Int == 400)
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
  }
}
