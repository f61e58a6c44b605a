internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import TestSupport
internal import Testing

private let cluster = ProcessInfo.processInfo.environment["VECFERRY_TEST_SPARK"]

/// Copies, compares and repairs by workers of a real Spark, whatever ends meanwhile.
@Suite(.serialized, .timeLimit(.minutes(20)), .enabled(if: cluster != nil, "scripts/test spark"))
struct SparkTests {
  private static let rows = 200_000
  private static let name = "on_spark"
  private static let worker = "vecferry-worker\0worker"
  private static let seed = Task {
    try await ServerProbe(try TestServer.source.address).drop(name)
    try await PythonTool.seedRanges.run([try TestServer.source.address, "\(rows)", name])
  }

  private let program: BuiltProgram
  private let proxy: TCPProxy

  init() async throws {
    program = try BuiltProgram()
    let target = try ServerProbe(try TestServer.target.address)
    proxy = try TCPProxy(to: target.port)
    _ = try await Self.seed.value
    try await target.drop(Self.name)
  }

  @Test func `200,000 entities arrive`() async throws {
    let ended = try await migrate()
    #expect(ended.end == .exited(0), "\(ended)")
    try await expectEquality()
  }

  @Test(arguments: [worker, "CoarseGrainedExecutorBackend"])
  func `what is killed in the midst of a wave is replaced`(victim: String) async throws {
    let ended = try await migrate { _ in
      try await slowly()
      try killOne(victim)
      proxy.slow(to: nil)
    }
    #expect(ended.end == .exited(0), "\(ended)")
    try await expectEquality()
  }

  @Test(arguments: [true, false])
  func `a driver that is killed pauses the job, which goes on anywhere`(
    isOnSpark: Bool
  ) async throws {
    let ended = try await migrate { _ in
      try await slowly()
      try killOne("org.apache.spark.deploy.SparkSubmit")
      proxy.slow(to: nil)
    }
    #expect(ended.end == .exited(75) && ended.errors.contains("spark-submit ended"), "\(ended)")
    let resumed = try await run(["resume", "1", "--quiet"] + (isOnSpark ? onSpark : []))
    #expect(resumed.end == .exited(0), "\(resumed)")
    try await expectEquality()
  }

  @Test func `a program that is killed leaves nothing at work, and resume goes on`() async throws {
    let ended = try await migrate { running in
      try await slowly()
      running.send(SIGKILL)
      proxy.slow(to: nil)
      try await waitUntil("the end of all workers") {
        processes(Self.worker).isEmpty ? () : nil
      }
    }
    try #require(ended.end == .killed(SIGKILL), "\(ended)")
    let resumed = try await run(["resume", "1", "--quiet"] + onSpark)
    #expect(resumed.end == .exited(0), "\(resumed)")
    try await expectEquality()
  }

  @Test(
    arguments: [
      (["--worker-binary", "installed"], [:], "cannot run a worker"),
      ([], ["JAVA_HOME": "/nowhere"], "/nowhere/bin/java"),
    ] as [([String], [String: String], String)])
  func `what is missing is said, and the job waits for it`(
    options: [String], environment: [String: String], words: String
  ) async throws {
    let ended = try await migrate(options, environment: environment)
    #expect(ended.end == .exited(75) && ended.errors.contains(words), "\(ended)")
    #expect(ended.errors.contains("job.workersFailed"), "\(ended)")
    let resumed = try await run(["resume", "1", "--quiet"])
    #expect(resumed.end == .exited(0), "\(resumed)")
    try await expectEquality()
  }

  @Test func `where no master answers nothing is made`() async throws {
    let ended = try await migrate(["--on", "spark://127.0.0.1:1"])
    #expect(ended.end == .exited(75) && ended.errors.contains("no master answers"), "\(ended)")
    #expect(ended.errors.contains("job.workersFailed"), "\(ended)")
    let again = try await migrate(["--on", "here"])
    #expect(again.end == .exited(0), "\(again)")
  }

  // MARK: - Comparing

  @Test func `what was changed by hand is found, and mended`() async throws {
    let copied = try await migrate(["--on", "here"])
    try #require(copied.end == .exited(0), "\(copied)")
    let equal = try await verify()
    #expect(equal.end == .exited(0) && equal.output.contains("content is equal"), "\(equal)")
    try await change()
    let found = try await verify()
    #expect(found.end == .exited(3) && found.output.contains("4 differences in"), "\(found)")
    let mended = try await run(["repair", Self.name, "--delete-extra", "--yes"] + onSpark)
    #expect(mended.end == .exited(0), "\(mended)")
    try await expectEquality()
  }

  @Test(arguments: [worker, "CoarseGrainedExecutorBackend"])
  func `what is killed in the midst of a comparison is replaced`(victim: String) async throws {
    let copied = try await migrate(["--on", "here"])
    try #require(copied.end == .exited(0), "\(copied)")
    try await change()
    let found = try await verify { _ in
      try await comparing()
      try killOne(victim)
      proxy.slow(to: nil)
    }
    #expect(found.end == .exited(3) && found.output.contains("4 differences in"), "\(found)")
  }

  @Test func `a comparison that is broken off leaves nothing at work`() async throws {
    let copied = try await migrate(["--on", "here"])
    try #require(copied.end == .exited(0), "\(copied)")
    let stopped = try await verify { running in
      try await comparing()
      running.send(SIGINT)
      proxy.slow(to: nil)
    }
    #expect(stopped.end == .exited(130), "\(stopped)")
    try await waitUntil("the end of all workers") {
      processes(Self.worker).isEmpty ? () : nil
    }
    #expect(try await TestServer.target.loadState(of: Self.name) == .notLoaded)
  }

  @Test func `a comparison says that no master answers`() async throws {
    let copied = try await migrate(["--on", "here"])
    try #require(copied.end == .exited(0), "\(copied)")
    let ended = try await verify(["--on", "spark://127.0.0.1:1"])
    #expect(ended.end == .exited(75) && ended.errors.contains("no master answers"), "\(ended)")
    #expect(ended.errors.contains("job.workersFailed"), "\(ended)")
  }

  // MARK: - Running

  private func verify(
    _ place: [String]? = nil, while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    try await run(["verify", Self.name, "--mode", "full"] + (place ?? onSpark), while: body)
  }

  /// Changes four rows of the copy by hand; the default partition has the keys that five divides.
  private func change() async throws {
    let target = try TestServer.target.address
    for words in [["delete", "7", "100007"], ["replace", "10"], ["add", "200005"]] {
      try await PythonTool.disturb.run([target, Self.name] + words)
    }
  }

  /// Waits until key ranges are compared, which goes on slowly.
  private func comparing() async throws {
    proxy.slow(to: .late(by: .milliseconds(200)))
    // Those who only try the ends come and go first.
    for isThere in [true, false, true] {
      try await waitUntil(
        "workers that \(isThere ? "come" : "go")", within: .seconds(180),
        every: .milliseconds(10)
      ) {
        processes(Self.worker).isEmpty == isThere ? nil : ()
      }
    }
  }

  private var onSpark: [String] { ["--on", cluster ?? ""] }

  private func migrate(
    _ options: [String] = [], environment: [String: String] = [:],
    while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    let place = options.contains("--on") ? [] : onSpark
    // The source's index needs no building.
    let words = ["migrate", Self.name, "--index", "same", "--yes", "--quiet"]
    return try await run(words + place + options, environment: environment, while: body)
  }

  private func run(
    _ words: [String], environment: [String: String] = [:],
    while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    let own = ProcessInfo.processInfo.environment
    let kept = own.filter { $0.key.hasPrefix("SPARK_") || $0.key == "JAVA_HOME" }
    return try await program.run(
      ["--source", try TestServer.source.address, "--target", proxy.address] + words,
      environment: kept.merging(environment) { $1 }, while: body)
  }

  /// Waits until a shard is under way, which goes on slowly.
  private func slowly() async throws {
    proxy.slow(to: .late(by: .milliseconds(200)))
    try await waitUntil("a shard under way", within: .seconds(180)) { () async throws -> Void? in
      guard let journal = try? Journal.open(folder: program.stateFolder, as: .reader),
        try await journal.job(1) != nil
      else { return nil }
      return try await journal.progress(1).count(.open) > 0 ? () : nil
    }
  }

  private func expectEquality() async throws {
    let end = try await run(["verify", Self.name, "--mode", "full"])
    #expect(end.end == .exited(0), "\(end)")
    let target = try ServerProbe(try TestServer.target.address)
    #expect(try await target.count(Self.name) == Int64(Self.rows))
  }

  // MARK: - Processes

  private func killOne(_ words: String) throws {
    kill(try #require(processes(words).first, "no process of \(words)"), SIGKILL)
  }

  private func processes(_ words: String) -> [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { Int32($0) }.filter { process in
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return String(decoding: line, as: UTF8.self).contains(words)
    }
  }
}
