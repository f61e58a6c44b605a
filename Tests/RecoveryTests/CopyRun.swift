internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

/// One copy of a collection by the built program: a home of its own, a proxy before each end.
struct CopyRun: Sendable {
  /// The collection, which keeps its name.
  let name: String
  /// The line to the target.
  let proxy: TCPProxy
  /// The line to the source.
  let sourceLine: TCPProxy
  private let source: String
  private let target: ServerProbe
  private let targetAddress: String
  private let program: BuiltProgram

  /// Lends a collection and runs the body; what came to the target is removed in the end.
  static func with(
    target: String? = nil, _ body: (CopyRun) async throws -> Void
  ) async throws {
    try await CollectionPool.lend { name in
      try await CopyRun(
        name, source: TestServer.source.address, target: target ?? TestServer.target.address
      ).perform(body)
    }
  }

  /// Runs the body with a source that only this run uses.
  static func with(
    source: PrivateServer, _ body: (CopyRun) async throws -> Void
  ) async throws {
    // No collection of the pool: their copies would meet this one on the target.
    let name = "numbers_of_\(source.name)"
    try await PythonTool.seedRanges.run([source.address, "\(CollectionPool.rows)", name])
    try await CopyRun(name, source: source.address, target: TestServer.target.address).perform(body)
  }

  /// Runs the body with a collection that only this run uses, and may be changed.
  static func alone(
    _ name: String, to target: TestServer = .target, _ body: (CopyRun) async throws -> Void
  ) async throws {
    let source = try TestServer.source.address
    try await ServerProbe(source).drop(name)
    try await PythonTool.seedRanges.run([source, "\(CollectionPool.rows)", name])
    try await CopyRun(name, source: source, target: target.address).perform(body)
    try await ServerProbe(source).drop(name)
  }

  private func perform(_ body: (CopyRun) async throws -> Void) async throws {
    try await target.drop(name)
    try await body(self)
    try await target.drop(name)
  }

  private init(_ name: String, source: String, target: String) throws {
    self.name = name
    self.source = source
    targetAddress = target
    self.target = try ServerProbe(target)
    proxy = try TCPProxy(to: self.target.port)
    sourceLine = try TCPProxy(to: try ServerProbe(source).port)
    program = try BuiltProgram()
  }

  /// Runs `migrate` through the proxy.
  func migrate(
    _ options: String..., while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    try await run(copying(name) + options, while: body)
  }

  /// Runs `migrate` past the proxy, from a home of its own or from that of this run.
  func rival(sharingHome: Bool) async throws -> ProgramEnd {
    let other = try sharingHome ? program : BuiltProgram()
    return try await other.run(["--source", source, "--target", targetAddress] + copying(name))
  }

  // The source's index needs no building: with AUTOINDEX the target builds for a minute.
  private func copying(_ name: String) -> [String] {
    ["migrate", name, "--index", "same", "--yes", "--quiet"]
  }

  /// Runs a command from another terminal, where nothing is connected.
  func outside(_ words: [String]) async throws -> ProgramEnd { try await program.run(words) }

  /// Runs `cancel` through the proxy.
  func cancel(_ options: [String]) async throws -> ProgramEnd {
    try await run(["cancel", "1"] + options, while: { _ in })
  }

  /// Migrates, by the name or by an alias, and stops with a key range open.
  func migrateInPart(by alias: String? = nil, _ options: String...) async throws {
    let stopped = try await run(copying(alias ?? name) + options) { program in
      try await reach(.firstRangeOpen)
      program.send(SIGINT)
    }
    try #require(stopped.end == .exited(75), "\(stopped)")
  }

  /// Holds the line once the journal shows a moment, does something behind the job's back, and goes on.
  func meanwhile(at moment: JournalMoment, _ body: () async throws -> Void) async throws {
    try await reach(moment)
    proxy.stall()
    try await body()
    proxy.goOn()
  }

  /// Changes the collection on the source or the target as a whole.
  func disturb(_ server: TestServer, _ words: [String]) async throws {
    try await PythonTool.disturb.run([try server.address, name] + words)
  }

  /// Changes rows of the source, or of the target, by their numbers.
  func disturb(_ server: TestServer, _ action: String, _ numbers: Int...) async throws {
    let keys = numbers.map { name.hasPrefix("varchar") ? "\"key \(padded($0))\"" : "\($0)" }
    try await PythonTool.disturb.run([try server.address, name, action] + keys)
  }

  private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// Whether the target has the collection, or a part of it.
  func hasCopy() async throws -> Bool { try await target.has(name) }

  /// What the source says of the collection.
  func sourceProbe() throws -> ServerProbe { try ServerProbe(source) }

  /// Runs `resume` through the proxy.
  func resume(
    _ options: [String] = [], while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    try await run(["resume", "1", "--quiet"] + options, while: body)
  }

  /// Runs `repair` through the proxy.
  func repair(while body: (RunningProgram) async throws -> Void = { _ in }) async throws
    -> ProgramEnd
  {
    try await run(["repair", name, "--quiet"], while: body)
  }

  /// Runs `sync` with deletions through the proxy.
  func sync(while body: (RunningProgram) async throws -> Void = { _ in }) async throws
    -> ProgramEnd
  {
    try await run(["sync", name, "--delete", "--yes", "--quiet"], while: body)
  }

  /// Runs `verify` through the proxy.
  func verify(while body: (RunningProgram) async throws -> Void = { _ in }) async throws
    -> ProgramEnd
  {
    try await run(["verify", name, "--quiet"], while: body)
  }

  /// Loads the collection on the source as its user does with this program.
  func loadSource() async throws {
    let end = try await program.run([
      "--source", sourceLine.address, "load", "source:\(name)", "--yes",
    ])
    try #require(end.end == .exited(0), "\(end)")
  }

  /// Suspends until the target is loaded, or is no longer.
  func reachLoaded(_ isLoaded: Bool) async throws {
    try await waitUntil(isLoaded ? "the target is loaded" : "the target is released") {
      try await target.isLoaded(name) == isLoaded ? () : nil
    }
  }

  /// What `status` shows of collections that were left loaded.
  func leftLoaded() async throws -> [String] {
    try leftLoaded(in: try await program.run(["status", "-o", "json"]))
  }

  /// Suspends until `status` shows nothing that was left loaded, having asked the servers.
  func reachNothingLeftLoaded() async throws {
    try await waitUntil("nothing is left loaded") {
      let end = try await run(["status", "-o", "json"]) { _ in }
      return try leftLoaded(in: end).isEmpty ? () : nil
    }
  }

  private func leftLoaded(in end: ProgramEnd) throws -> [String] {
    try JSONDecoder().decode(SeenJobs.self, from: end.document).leftLoaded.map(\.collection)
  }

  /// Deletes a quarter of the rows of the target, some in every partition.
  func loseRows() async throws {
    try await target.deleteSeeded(0..<CollectionPool.rows / 4, of: name)
  }

  /// The one job, as a second process sees it.
  func job() async throws -> SeenJob {
    let end = try await program.run(["jobs", "-o", "json"])
    let seen = try JSONDecoder().decode(SeenJobs.self, from: end.document)
    return try #require(seen.jobs.first, "\(end)")
  }

  /// The one job, as the journal has it.
  func record() async throws -> JobRecord {
    let journal = try Journal.open(folder: program.stateFolder, as: .reader)
    return try #require(try await journal.job(1))
  }

  /// Suspends until the journal shows that the job has come to a moment.
  func reach(_ moment: JournalMoment) async throws {
    try await waitUntil("\(moment)") { () async throws -> Void? in
      let journal = try Journal.open(folder: program.stateFolder, as: .reader)
      guard let job = try await journal.job(1) else { return nil }
      let progress = try await journal.progress(1)
      return moment.isReached(by: job, progress) ? () : nil
    }
  }

  /// Expects that the target holds what the source holds: no row missing, changed or there twice.
  ///
  /// It is unloaded, also if a program was killed that had loaded it for a while.
  func expectEquality(_ sourceLocation: SourceLocation = #_sourceLocation) async throws {
    #expect(try await !target.isLoaded(name), sourceLocation: sourceLocation)
    #expect(try await target.count(name) == CollectionPool.rows, sourceLocation: sourceLocation)
    let aliases = try await target.aliases(of: name)
    #expect(aliases == ["\(name)_alias"], sourceLocation: sourceLocation)
    let end = try await program.run([
      "--source", source, "--target", targetAddress, "verify", name, "-o", "json",
    ])
    try #require(end.end == .exited(0), "\(end)", sourceLocation: sourceLocation)
    let seen = try JSONDecoder().decode(SeenVerification.self, from: end.document)
    let expected = SeenVerification(
      equal: true, sourceEntities: CollectionPool.rows, targetEntities: CollectionPool.rows)
    #expect(seen == expected, sourceLocation: sourceLocation)
  }

  /// Expects as many rows on the target as the source has.
  func expectCount() async throws {
    #expect(try await target.count(name) == CollectionPool.rows)
  }

  private func run(
    _ command: [String], while body: (RunningProgram) async throws -> Void
  ) async throws -> ProgramEnd {
    let ends = ["--source", sourceLine.address, "--target", proxy.address]
    return try await program.run(ends + command, while: body)
  }
}

extension ProgramEnd {
  /// The result of the last command, which is one line of JSON.
  fileprivate var document: Data { Data((output.split(separator: "\n").last ?? "").utf8) }
}

/// A job as `jobs -o json` prints it.
struct SeenJob: Decodable {
  let state: String
  let done: Int64
  let replayedRanges: Int
  let rate: Rate?
  let secondsLeft: Double?

  struct Rate: Decodable {
    let entitiesPerSecond: Double
  }
}

private struct SeenJobs: Decodable {
  struct Load: Decodable {
    let collection: String
  }

  let jobs: [SeenJob]
  let leftLoaded: [Load]
}

private struct SeenVerification: Decodable, Equatable {
  let equal: Bool
  let sourceEntities: Int64
  let targetEntities: Int64
}
