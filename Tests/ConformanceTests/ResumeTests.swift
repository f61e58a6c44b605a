internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

/// Between two runs of a job somebody changes what it has copied, under the same name and number.
@Suite(.timeLimit(.minutes(15)))
struct ResumeTests {
  private static let ways = [
    (TestServer.source, TestServer.target), (.source, .lite2), (.lite, .target), (.lite, .lite2),
  ]

  @Test(arguments: Cases.few(2, of: ways, from: 1))
  func `a source that was refilled without a drop is not mixed with what was copied`(
    from: TestServer, to: TestServer
  ) async throws {
    try await Interruption.with("refilled", from, to, at: .range(3)) { stop in
      try await PythonTool.disturb.run([try from.address, stop.name, "refill"])
      try await stop.expectReplaced("is not what was copied")
    }
  }

  @Test(arguments: [TestServer.target, .lite2])
  func `a source on Lite that was made anew with other rows is noticed`(
    to: TestServer
  ) async throws {
    try await Interruption.with("remade", .lite, to, at: .range(3)) { stop in
      try await SeededCollections.make("varchar", stop.name, on: .lite)
      try await PythonTool.disturb.run([try TestServer.lite.address, stop.name, "refill"])
      try await stop.expectReplaced("is not what was copied")
    }
  }

  @Test(arguments: Cases.few(2, of: ways))
  func `rows that went from the target are not made up for by others`(
    from: TestServer, to: TestServer
  ) async throws {
    try await Interruption.with("exchanged", from, to, at: .range(4)) { stop in
      try await stop.exchangeRows()
      try await stop.expectReplaced("it was changed by others")
    }
  }

  @Test(arguments: Cases.few(2, of: ways, from: 1))
  func `a target that was changed after the copy is mended by a repair, and the job ends`(
    from: TestServer, to: TestServer
  ) async throws {
    try await Interruption.with("mended", from, to, at: .phase(.verify)) { stop in
      try await stop.exchangeRows()
      let failed = try await stop.resume()
      #expect(failed.failure?.code == .migration(.countMismatch), "\(failed)")
      try await stop.repair()
      let ended = try await stop.resume()
      #expect(ended.state == .successful, "\(ended)")
      #expect(try await stop.isEqual())
    }
  }

  @Test(arguments: Cases.few(2, of: ways))
  func `a job that nobody disturbed goes on, also where its source gained rows`(
    from: TestServer, to: TestServer
  ) async throws {
    try await Interruption.with("undisturbed", from, to, at: .range(3)) { stop in
      try await PythonTool.disturb.run([
        try from.address, stop.name, "add", "\"key 000001a\"", "\"key 000002a\"",
      ])
      let ended = try await stop.resume()
      #expect(ended.state == .successful, "\(ended)")
      #expect(ended.result?.sourceChanged == true)
    }
  }
}

/// A job that stopped in the midst of a copy because its journal failed once.
private struct Interruption {
  /// Where a job stops.
  enum Moment: Sendable {
    /// Before so many key ranges are done.
    case range(Int)
    /// Before a phase begins.
    case phase(JobRecord.Phase)

    var attempt: (prefix: String, suffix: String, number: Int) {
      switch self {
      case .range(let number): ("finish key range", "", number)
      case .phase(let phase): ("advance job", "to \(phase)", 1)
      }
    }
  }

  let name: String
  private let to: TestServer
  private let source: Cluster
  private let target: Cluster
  private let engine: Engine
  private let id: JobID
  private let scratch: Scratch

  /// Copies 300 rows in ranges of 30, one after the other, and stops.
  static func with(
    _ purpose: String, _ from: TestServer, _ to: TestServer, at moment: Moment,
    _ body: (Interruption) async throws -> Void
  ) async throws {
    let name = "\(purpose)_\(from)_\(to)"
    try await SeededCollections.make("varchar", name, on: from)
    try await to.taking {
      try await ServerProbe(try to.address).drop(name)
      try await body(Interruption(name, from, to, moment))
      try await ServerProbe(try to.address).drop(name)
    }
  }

  private init(
    _ name: String, _ from: TestServer, _ to: TestServer, _ moment: Moment
  ) async throws {
    (self.name, self.to) = (name, to)
    (source, target) = (try await Cluster(from), try await Cluster(to))
    scratch = try Scratch()
    var tuning = EngineTuning()
    tuning.rowsPerRange = 30
    tuning.journalWriteHook = Self.hook(moment)
    engine = Engine(stateFolder: scratch.path(of: "state"), tuning: tuning)
    var options = MigrationOptions.withoutAliases
    options.parallel = 1
    options.index = .same
    let request = MigrationRequest(
      collections: [CollectionChoice(source: ServerName(name))], options: options)
    let report = try await engine.check(request, from: source, to: target)
    try #require(report.blockers.isEmpty, "\(report.blockers)")
    id = try #require(try await engine.start(report, from: source, to: target).first)
    let stopped = try await engine.outcome(of: id)
    try #require(stopped.state == .paused && stopped.done > 0, "\(stopped)")
  }

  private static func hook(_ moment: Moment) -> JournalWriteHook {
    let (prefix, suffix, number) = moment.attempt
    let seen = Mutex(0)
    return JournalWriteHook { moment, attempt throws(JournalError) in
      guard moment == .before, attempt.hasPrefix(prefix), attempt.hasSuffix(suffix) else { return }
      let place = seen.withLock { seen in
        seen += 1
        return seen
      }
      if place == number { throw JournalError(.ioFailed, "the disk fails in a test") }
    }
  }

  /// Deletes ten copied rows of the target, and inserts ten others.
  func exchangeRows() async throws {
    let gone = (0..<10).map { "\"key 00000\($0)\"" }
    let others = (0..<10).map { "\"key 00050\($0)\"" }
    try await PythonTool.disturb.run([try to.address, name, "delete"] + gone)
    try await PythonTool.disturb.run([try to.address, name, "add"] + others)
  }

  func resume() async throws -> JobStatus {
    try await engine.resume(id, from: source, to: target)
    return try await engine.outcome(of: id)
  }

  func repair() async throws {
    let report = try await engine.repair(
      id, from: source, to: target, options: RepairOptions(deletesExtra: true))
    #expect(report.written == 10 && report.deleted == 10, "\(report)")
  }

  func isEqual() async throws -> Bool {
    try await engine.verify(.named(name), on: source, against: .named(name), on: target).isEqual
  }

  /// Expects that the job does not go on, and writes nothing more.
  func expectReplaced(
    _ words: String, _ sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let failed = try await resume()
    #expect(
      failed.failure?.code == .migration(.collectionReplaced), "\(failed)",
      sourceLocation: sourceLocation)
    #expect(
      failed.failure?.message.contains(words) == true, "\(failed)", sourceLocation: sourceLocation)
    let held = try await to.count(name)
    #expect(held < 300, sourceLocation: sourceLocation)
    #expect(try await resume().state == .failed, sourceLocation: sourceLocation)
    #expect(try await to.count(name) == held, sourceLocation: sourceLocation)
  }
}
