internal import ArgumentParser
internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import JobJournal
@testable internal import MigrationEngine
@testable internal import RangeTransfer
@testable internal import Shell

/// Commands about jobs of a journal that no process runs.
@Suite struct JobCommandTests {
  private static let states: [JobRecord.State] = [.paused, .successful, .failed, .paused]
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// A session whose journal holds a job in each of the states.
  private func recorded(
    from source: String = "http://10.0.0.7:19530", to target: String = "http://10.0.0.8:19530",
    options: [String: String] = [:], migrating words: [String] = [],
    use: TargetUse = .create
  ) async throws -> RecordedSession {
    var plan = MigrationPlan.docs
    plan.targetUse = use
    plan.options = try MigrationArguments.parse(["docs"] + words).options
    let folder = scratch.path(of: "state")
    let journal = try Journal.open(folder: folder, as: .writer)
    var new = NewJob.docs(plan: try plan.encoded())
    (new.sourcePlace, new.targetPlace, new.sourceOptions) = (source, target, options)
    for state in Self.states {
      let job = try await journal.create([new])[0].id
      let now = Date(timeIntervalSince1970: 1_750_000_000)
      try await journal.move(job, to: .inProgress, at: now)
      if state == .successful {
        let result = try JSONEncoder().encode(JobResult())
        try await journal.recordResult(job, String(decoding: result, as: UTF8.self))
      }
      let failure = state == .failed ? ("target.unreachable", "no answer") : nil
      try await journal.move(job, to: state, failure: failure, at: now)
    }
    return RecordedSession(
      configFolder: scratch.path(of: "config"), stateFolder: folder, tree: .standard)
  }

  private func numbers(_ recorded: RecordedSession) throws -> [Int] {
    let line = recorded.outputs.results.split(separator: "\n").last ?? ""
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return (object?["jobs"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? Int }
  }

  @Test(arguments: [
    ("jobs", [1, 2, 3, 4]), ("jobs --state paused", [1, 4]), ("jobs --limit 2", [3, 4]),
    ("jobs --state failed --state successful --limit 1", [3]), ("jobs --state pending", []),
  ])
  func `jobs are chosen by state and number`(line: String, expected: [Int]) async throws {
    let recorded = try await recorded()
    #expect(try await recorded.run("\(line) -o json").status == .done)
    #expect(try numbers(recorded) == expected)
  }

  @Test(arguments: [("off", "rate 1 off"), ("2kB/s", "rate 1 2000B/s")])
  func `to resume a job that runs is no way to change its rate`(
    rate: String, hint: String
  ) async throws {
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    try await recorded.whileCopyingSlowly { _ in
      let outcome = try await recorded.run("resume 1 --rate \(rate)")
      #expect(outcome.status == .usage)
      #expect(recorded.outputs.messages.contains("job 1 is running already\n"))
      #expect(recorded.outputs.messages.contains("hint:  \(hint)\n"))
    }
  }

  @Test(arguments: [
    ("jobs --state done", "one of pending, in-progress, paused, successful, failed, canceled"),
    ("jobs --limit 0", "--limit takes a number from 1"),
    ("forget 1", "job 1 is paused and cannot be forgotten before it is canceled"),
    ("forget 1", "hint:  cancel 1, then: forget 1\n"),
    ("forget 9", "there is no job 9"), ("forget all", "say it beforehand with --yes"),
    ("resume 2", "job 2 is successful and cannot go on"), ("resume 9", "there is no job 9"),
    ("pause 1", "job 1 does not run, it is paused"),
    ("rate 1 4MB/s", "job 1 is paused: only a job that runs has a rate to be changed"),
    ("rate 1 fast", "\"fast\" is no value of SIZE/S"),
  ])
  func `what cannot be done is said in words`(line: String, words: String) async throws {
    let recorded = try await recorded()
    #expect(try await recorded.run(line).status == .usage)
    #expect(recorded.outputs.messages.contains(words), "\(recorded.outputs.messages)")
  }

  @Test func `a collection that was there before its job is not dropped with it`() async throws {
    let recorded = try await recorded(use: .merge)
    #expect(try await recorded.run("cancel 1 --drop").status == .usage)
    let words = "target:docs was there before job 1, which cannot drop it"
    #expect(recorded.outputs.messages.contains(words), "\(recorded.outputs.messages)")
  }

  @Test func `a job whose plan is damaged is canceled if what it made is kept`() async throws {
    let recorded = try await recorded()
    let journal = try Journal.open(folder: scratch.path(of: "state"), as: .writer)
    try await journal.advance(1, to: .copy)
    _ = try await journal.sql("UPDATE job SET plan = x'7b' WHERE id = 1")
    #expect(try await recorded.run("cancel 1 --keep").status == .done)
    let results = recorded.outputs.results
    #expect(results.contains("[1] canceled, kept target:docs"), "\(results)")
  }

  @Test(arguments: ["wait all", "pause all"])
  func `that there is nothing to stop or wait for is said`(line: String) async throws {
    let recorded = try await recorded()
    _ = try await recorded.run(line)
    #expect((recorded.outputs.results + recorded.outputs.messages).contains("no job runs"))
  }

  @Test func `what has ended is forgotten, and the rest stays`() async throws {
    let recorded = try await recorded()
    #expect(try await recorded.run("forget 2; jobs -o json").status == .done)
    #expect(try numbers(recorded) == [1, 3, 4])
    #expect(try await recorded.run("forget all --yes; jobs -o json").status == .done)
    #expect(try numbers(recorded) == [1, 4])
  }

  @Test(arguments: ["migrate docs", "forget all", "forget 2"])
  func `while another process runs jobs nothing is looked at or asked in vain`(
    line: String
  ) async throws {
    let recorded = try await recorded()
    let other = try await LineProcess.holdingJournal(of: scratch.path(of: "state"))
    #expect(try await recorded.run(line).status == .failed)
    other.closeInput()
    let report = recorded.outputs.messages.split(separator: "\n")
    #expect(report.first?.contains("is in use by process") == true, "\(report)")
    #expect(report.last == "code:  journal.locked", "\(report)")
  }

  @Test func `a job whose file is gone makes no other, and says how it begins anew`() async throws {
    let (from, to) = (scratch.path(of: "a.db"), scratch.path(of: "b.db"))
    try FileManager.default.createDirectory(
      atPath: from + "/collections", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: from + "/LOCK"))
    let part = ["--partition", "y2025", "--where", "year >= 2025"]
    let recorded = try await recorded(from: from, to: to, migrating: part)
    #expect(try await recorded.run("resume 1").status == .failed)
    let text = recorded.outputs.messages
    #expect(text.contains("there is no file \"\(to)\", the target of job 1\n"), "\(text)")
    let ways = [
      "cancel 1 --keep", "connect source \(from)", "connect target \(to)",
      "migrate docs --partition y2025 --where 'year >= 2025'\n",
    ].joined(separator: "; ")
    #expect(text.contains("bring it back, then: resume 1; or start over: \(ways)"), "\(text)")
    #expect(!FileManager.default.fileExists(atPath: to))
    #expect(!FileManager.default.fileExists(atPath: scratch.path(of: "state/local")))
    try FileManager.default.removeItem(atPath: from)
    #expect(try await recorded.run("resume 1").status == .failed)
    #expect(recorded.outputs.messages.contains("\(from)\", the source of job 1\n"))
  }

  @Test(arguments: [
    ("https", "ca", "/nonexistent/ca.pem", "check the path and its permissions"),
    ("http", "lite-python", "/opt/lite", "leave --lite-python out"),
    ("http", "proxy", "http://127.0.0.1:$PORT", "is there a proxy of HTTP at 127.0.0.1:"),
  ])
  func `a cluster that cannot be connected again is mended as connect says, then the job`(
    scheme: String, option: String, value: String, hint: String
  ) async throws {
    let nobody = try StrangePort(.closed)
    let recorded = try await recorded(
      from: "\(scheme)://10.0.0.7:19530",
      options: [option: value.replacing("$PORT", with: "\(nobody.port)")])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await recorded.session.connections.run() }
      _ = try await recorded.run("resume 1")
      group.cancelAll()
    }
    let lines = recorded.outputs.messages.split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("hint:") })
    #expect(line.contains(hint) && line.hasSuffix(", then: resume 1"), "\(line)")
  }

  @Test func `what begins again is not told of a job that cannot go on`() async throws {
    let recorded = try await recorded()
    let journal = try Journal.open(folder: scratch.path(of: "state"), as: .writer)
    let partition = try #require(try await journal.addPartitions(1, names: ["a"]).first)
    let ranges = try await journal.plan(
      [NewRange(ordinal: 0, lower: nil, upper: "i:9", expectedRows: 10)],
      partition: partition.id, scannedThrough: "i:9", complete: true)
    _ = try await journal.open(try #require(ranges.first).id)
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        let place = access.endpoint
        _ = try await recorded.run("connect source \(place) -q; connect target \(place) -q")
        #expect(try await recorded.run("resume 1").status == .usage)
        #expect(try await recorded.run("repair 1").status == .usage)
      }
    }
    let text = recorded.outputs.messages
    #expect(text.contains(", connected is http://"), "\(text)")
    #expect(!text.contains("1 key range was under way"), "\(text)")
    for command in ["resume", "repair"] {
      let hint = text.split(separator: "\n").first { $0.hasSuffix(", then: \(command) 1") }
      #expect(hint?.contains("connect target http://10.0.0.8:19530") == true, "\(text)")
    }
  }

  @Test func `a job that goes on is connected by the profile of its address`() async throws {
    let recorded = try await recorded()
    let session = recorded.session
    let job = try await session.engine.status(of: JobID(rawValue: 1))
    #expect(
      try session.profile(of: .source, for: job)
        == Profile(place: "http://10.0.0.7:19530", values: [.label: "prod"]))
    try session.profiles.save(Profile(place: "10.0.0.7", values: [.user: "ann"]), as: "a")
    try session.profiles.save(Profile(place: "10.0.0.9"), as: "prod")
    #expect(try session.profile(of: .source, for: job).name == "a")
    try session.profiles.save(Profile(place: "http://10.0.0.7:19530"), as: "prod")
    #expect(try session.profile(of: .source, for: job).name == "prod")
    try session.profiles.save(Profile(place: "in01-2f3a9c"), as: "test")
    #expect(try session.profile(of: .target, for: job).name == "test")
  }

  @Test func `a job that goes on is connected with the options that it was connected with`()
    async throws
  {
    let connected = Profile(
      place: "/a.db",
      values: [
        .litePython: "/opt/lite", .inPlace: "true", .label: "notes", .tokenCommand: "pass s3cret",
        .proxy: "http://ann:s3cret@proxy:3128",
      ])
    let options = connected.optionsOfJobs
    #expect(
      options == ["lite-python": "/opt/lite", "in-place": "true", "proxy": "http://proxy:3128"])
    let recorded = try await recorded(from: "/a.db", options: options)
    let session = recorded.session
    let job = try await session.engine.status(of: JobID(rawValue: 1))
    let profile = try session.profile(of: .source, for: job)
    #expect(profile.values[.litePython] == "/opt/lite" && profile.values[.label] == "prod")
    #expect(
      profile.words(for: .source) == [
        "/a.db", "--proxy", "http://proxy:3128", "--lite-python", "/opt/lite", "--in-place",
      ])
    #expect(!profile.words(for: .target).contains("--in-place"))
    try session.profiles.save(Profile(place: "/a.db", values: [.litePython: "/opt/new"]), as: "a")
    let saved = try session.profile(of: .source, for: job)
    #expect(saved.values[.litePython] == "/opt/new" && saved.values[.inPlace] == "true")
  }

  @Test func `a profile says for itself whether it is protected, and where its secret is`() {
    let options = ["protect": "true", "token-env": "OLD", "user": "ann"]
    let unsaved = Profile(place: "h").completed(byOptionsOfJob: options)
    #expect(unsaved.values == [.protect: "true", .tokenEnv: "OLD", .user: "ann"])
    let saved = Profile(name: "prod", place: "h").completed(byOptionsOfJob: options)
    #expect(saved.values == [.user: "ann"])
  }
}
