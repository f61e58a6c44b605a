internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer
@testable internal import Shell

/// The file in which everything that happens is told.
@Suite(.timeLimit(.minutes(5))) struct EventLogTests {
  private let folder: Scratch
  private let path: String

  init() throws {
    folder = try Scratch()
    path = folder.path(of: "events.jsonl")
  }

  /// The lines of the file.
  private func events() throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func `commands are told with place, status and time, and without secrets`() async throws {
    let recorded = RecordedSession(eventFile: path)
    _ = try await recorded.replay("let TOKEN abc123\nlist things\nfail\n")
    let events = try events()
    let names = events.map { $0["event"] as? String }
    let command = ["command.started", "command.finished"]
    #expect(names == command + command + ["command.started", "error", "command.finished"])
    for event in events {
      #expect(event["schema"] as? String == "vecferry.event/1")
      #expect((event["time"] as? String)?.hasSuffix("Z") == true && event["process"] is Int)
    }
    #expect(events[1]["command"] as? String == "let TOKEN •••")
    #expect(events[6]["place"] as? String == "test.vecferry:3" && events[6]["status"] as? Int == 1)
    #expect((events[6]["seconds"] as? Double).map { $0 >= 0 } == true)
    #expect(events[5]["code"] as? String == "usage.notFound" && events[5]["line"] as? Int == 3)
    #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("abc123"))
  }

  @Test func `the file is its user's, and grows`() async throws {
    for _ in 1...2 { _ = try await RecordedSession(eventFile: path).run("list things") }
    #expect(try events().count == 4)
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a session begins and ends to tell, each command in one file`() async throws {
    let recorded = RecordedSession()
    let next = folder.path(of: "next.jsonl")
    let lines = ["list things", "set events '\(path)'", "fail", "set events '\(next)'", "fail"]
    for line in lines { _ = try await recorded.run(line) }
    _ = try await recorded.run("set events")
    #expect(recorded.outputs.results.contains(next))
    _ = try await recorded.run("set events off; list things")
    let first = try events().map { ($0["event"] as? String ?? "", $0["command"] as? String ?? "") }
    let told = ["command.started fail", "error ", "command.finished fail"]
    let change = "set events \(next)"
    #expect(
      first.map { "\($0) \($1)" } == told + [
        "command.started \(change)", "command.finished \(change)",
      ])
    let second = try String(contentsOfFile: next, encoding: .utf8).split(separator: "\n")
    #expect(second.count == told.count + 2 * 2)
    #expect(second.last?.contains("set events off") == true)
  }

  @Test func `what cannot be told in leaves the session as it was`() async throws {
    let pipe = folder.path(of: "pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let recorded = RecordedSession(eventFile: path)
    #expect(try await recorded.run("set events '\(pipe)'").status == .failed)
    #expect(recorded.outputs.messages.contains("nobody reads the pipe"))
    #expect(recorded.outputs.messages.contains("hint:  begin to read it first, as with: cat "))
    #expect(try await recorded.run("set events '\(folder.path)'").status == .failed)
    #expect(try events().count(where: { $0["event"] as? String == "command.finished" }) == 2)
  }

  @Test func `a file that takes no more is said once, and the work goes on`() async throws {
    let recorded = RecordedSession(eventFile: "/dev/full")
    let outcome = try await recorded.run("list things; list things")
    #expect(outcome.status == .done)
    #expect(
      recorded.outputs.messages
        == "the events \"/dev/full\" cannot be written: No space left on device; "
        + "no more events are written\n")
  }

  @Test func `a file that takes no more is begun, and the loss is said with the next command`()
    async throws
  {
    let recorded = RecordedSession()
    #expect(try await recorded.run("set events /dev/full; list things").status == .done)
    #expect(recorded.outputs.messages.hasSuffix("; no more events are written\n"))
  }

  @Test func `what work led to is told in the form of its result`() async throws {
    let events = try #require(RecordedSession(eventFile: path).session.events)
    await events.tell(result: Things(names: ["anvil"]))
    await events.tell(result: Acknowledgement(done: ["dropped target:docs"]))
    let told = try self.events()
    #expect(told.map { $0["event"] as? String } == ["result"])
    let result = try #require(told[0]["result"] as? [String: Any])
    #expect(result["schema"] as? String == "vecferry.done/1")
    #expect(result["done"] as? [String] == ["dropped target:docs"])
  }

  @Test func `what jobs said before the session ended is told`() async throws {
    let recorded = RecordedSession(stateFolder: folder.path(of: "state"), eventFile: path)
    let supervisor = recorded.session.engine.supervisor
    await supervisor.speak(JobID(rawValue: 1), .phase, "copy")
    await supervisor.speak(JobID(rawValue: 1), .hindered, "the target does not answer")
    recorded.session.endNotices()
    await NoticePump(session: recorded.session, noticeBox: NoticeBox()).run()
    let events = try events()
    #expect(events.map { $0["event"] as? String } == ["job.phase", "job.hindered"])
    #expect(events[1]["text"] as? String == "the target does not answer")
    #expect(events[1]["job"] as? Int == 1)
  }

  @Test func `a sample tells how far a job is`() throws {
    #expect(
      JSONValue.object(JobStatus.copying.progressFields).text == """
        {"job":1,"collection":"docs_v1","phase":"copy","done":1396700,"total":2408113,\
        "perSecond":3204.0,"bytesPerSecond":9800000.0,"secondsLeft":300.0,"retries":2,\
        "rejected":0,"hindrance":null,"limit":null}
        """)
  }

  @Test func `work that is no job is sampled every five seconds`() async throws {
    let recorded = RecordedSession(eventFile: path)
    var view = ProgressView(in: recorded.session, isQuiet: true)
    let start = ContinuousClock.now
    for second in 0...11 {
      for job in [nil, 1] as [Int64?] {
        let reading = ProgressReading(
          job: job, subject: "docs", step: "verify", done: Int64(second), total: 20)
        await view.show(reading, at: start.advanced(by: .seconds(second)))
      }
    }
    let told = try events()
    #expect(told.map { $0["done"] as? Int } == [5, 10])
    #expect(told.allSatisfy { $0["event"] as? String == "progress" })
    #expect(told.allSatisfy { $0["subject"] as? String == "docs" })
    #expect(recorded.outputs.messages.isEmpty)
  }

  @Test(arguments: EventKind.allCases) func `help tells of every event`(kind: EventKind) {
    #expect(HelpTopic.events.text.contains("\n  \(kind.rawValue) "))
  }
}
