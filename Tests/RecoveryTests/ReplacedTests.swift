internal import TestSupport
internal import Testing

/// While a job is paused somebody drops, remakes or empties a collection: it is said, and no copy that
/// is not one is called whole.
@Suite(.timeLimit(.minutes(15)))
struct ReplacedTests {
  /// What somebody does, and what the job says of it.
  struct Meddling: Sendable, CustomTestStringConvertible {
    let name: String
    let side: TestServer
    let words: [String]
    let told: String

    var testDescription: String { name }
    var advice: String {
      "start over: cancel 1 --keep, then migrate \(name), with --rename \(name):\(name)_new"
    }

    init(_ name: String, _ side: TestServer, _ words: [String], _ told: String) {
      self.name = "numbers_\(name)"
      (self.side, self.words, self.told) = (side, words, told)
    }
  }

  private static let onMilvus: [Meddling] = [
    Meddling("target_dropped", .target, ["drop"], "is gone: it was dropped"),
    Meddling("target_remade", .target, ["remake", "0"], "it was dropped and made anew"),
    Meddling("target_refilled", .target, ["remake", "20000"], "it was dropped and made anew"),
    Meddling("source_refilled", .source, ["remake", "20000"], "it was dropped and made anew"),
    Meddling("target_emptied", .target, ["empty"], "it was changed by others"),
  ]

  @Test(arguments: Cases.few(2, of: onMilvus, from: 1))
  func `on Milvus it is known by number and time, or by count`(_ meddling: Meddling) async throws {
    try await refuse(meddling, to: .target)
  }

  // A Lite gives collections neither number nor time.
  private static let onLite: [Meddling] = [
    Meddling("lite_dropped", .lite, ["drop"], "is gone: it was dropped"),
    Meddling("lite_remade", .lite, ["remake", "0"], "it was changed by others"),
    Meddling("lite_refilled", .lite, ["remake", "7"], "it was changed by others"),
    Meddling("lite_emptied", .lite, ["empty"], "it was changed by others"),
  ]

  @Test(arguments: Cases.few(1, of: onLite, from: 1))
  func `on Lite it is known by name, or by count`(_ meddling: Meddling) async throws {
    try await refuse(meddling, to: .lite)
  }

  @Test func `an alias that leads elsewhere is not followed`() async throws {
    try await CopyRun.alone("numbers_aliased") { run in
      let other = "numbers_aliased_2"
      let source = try TestServer.source.address
      try await PythonTool.seedOdd.run([source, other])
      try await run.migrateInPart(by: "numbers_aliased_alias")
      try await PythonTool.disturb.run([source, other, "point", "numbers_aliased_alias"])
      let refused = try await run.resume()
      #expect(refused.end == .exited(1), "\(refused)")
      let told = "the alias \"numbers_aliased_alias\" leads to \"\(other)\" now"
      #expect(refused.errors.contains(told), "\(refused)")
      #expect(refused.errors.contains("start over: cancel 1 --keep"), "\(refused)")
      try await run.disturb(.source, ["point", "numbers_aliased_alias"])
      #expect(try await run.resume().end == .exited(0))
      try await run.expectEquality()
      try await ServerProbe(source).drop(other)
    }
  }

  private func refuse(_ meddling: Meddling, to target: TestServer) async throws {
    try await CopyRun.alone(meddling.name, to: target) { run in
      try await run.migrateInPart()
      try #require(try await run.job().done > 0)
      try await run.disturb(meddling.side, meddling.words)
      let refused = try await run.resume()
      #expect(refused.end != .exited(0) && refused.end != .exited(75), "\(refused)")
      #expect(refused.errors.contains(meddling.told), "\(refused)")
      #expect(refused.errors.contains(meddling.advice), "\(refused)")
      #expect(try await run.job().state == "failed")
    }
  }
}
