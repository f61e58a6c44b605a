internal import TestSupport
internal import Testing

/// While a job is paused somebody drops, remakes or empties a collection: it is said, and no copy that
/// is not one is called whole.
@Suite(.timeLimit(.minutes(5)))
struct ReplacedTests {
  /// What somebody does, and what the job says of it.
  struct Meddling: Sendable, CustomTestStringConvertible {
    let name: String
    let side: TestServer
    let words: [String]
    let told: String
    let advice: String

    var testDescription: String { name }

    /// Something after which the job can only be started over.
    static func replacing(
      _ name: String, _ side: TestServer, _ words: [String], _ told: String
    ) -> Self {
      Self(
        name: "numbers_\(name)", side: side, words: words, told: told,
        advice: "start over: cancel 1 --keep, then migrate numbers_\(name), with --rename "
          + "numbers_\(name):numbers_\(name)_new")
    }

    /// Something that entities are missing after.
    static func losing(_ name: String, _ side: TestServer, _ words: [String]) -> Self {
      Self(
        name: "numbers_\(name)", side: side, words: words, told: "target.countMismatch",
        advice: "repair 1 mends the target by the source; then: resume 1")
    }
  }

  private static let onMilvus: [Meddling] = [
    .replacing("target_dropped", .target, ["drop"], "is gone: it was dropped"),
    .replacing("target_remade", .target, ["remake", "0"], "it was dropped and made anew"),
    .replacing("target_refilled", .target, ["remake", "20000"], "it was dropped and made anew"),
    .replacing("source_refilled", .source, ["remake", "20000"], "it was dropped and made anew"),
    .losing("target_emptied", .target, ["empty"]),
  ]

  @Test(arguments: onMilvus)
  func `on Milvus it is known by number and time, or by count`(_ meddling: Meddling) async throws {
    try await refuse(meddling, to: .target)
  }

  // A Lite gives collections neither number nor time.
  private static let onLite: [Meddling] = [
    .replacing("lite_dropped", .lite, ["drop"], "is gone: it was dropped"),
    .losing("lite_remade", .lite, ["remake", "0"]),
    .losing("lite_refilled", .lite, ["remake", "7"]),
    .losing("lite_emptied", .lite, ["empty"]),
  ]

  @Test(arguments: onLite)
  func `on Lite it is known by name, or by count`(_ meddling: Meddling) async throws {
    try await refuse(meddling, to: .lite)
  }

  @Test func `an alias that leads elsewhere is not followed`() async throws {
    try await Voyage.alone("numbers_aliased") { voyage in
      let other = "numbers_aliased_2"
      let source = try TestServer.source.address
      try await PythonTool.seedOdd.run([source, other])
      try await voyage.migrateInPart(by: "numbers_aliased_alias")
      try await PythonTool.disturb.run([source, other, "point", "numbers_aliased_alias"])
      let refused = try await voyage.resume()
      #expect(refused.end == .exited(1), "\(refused)")
      let told = "the alias \"numbers_aliased_alias\" leads to \"\(other)\" now"
      #expect(refused.errors.contains(told), "\(refused)")
      #expect(refused.errors.contains("start over: cancel 1 --keep"), "\(refused)")
      try await voyage.disturb(.source, ["point", "numbers_aliased_alias"])
      #expect(try await voyage.resume().end == .exited(0))
      try await voyage.expectEquality()
      try await ServerProbe(source).drop(other)
    }
  }

  private func refuse(_ meddling: Meddling, to target: TestServer) async throws {
    try await Voyage.alone(meddling.name, to: target) { voyage in
      try await voyage.migrateInPart()
      try #require(try await voyage.job().done > 0)
      try await voyage.disturb(meddling.side, meddling.words)
      let refused = try await voyage.resume()
      #expect(refused.end != .exited(0) && refused.end != .exited(75), "\(refused)")
      #expect(refused.errors.contains(meddling.told), "\(refused)")
      #expect(refused.errors.contains(meddling.advice), "\(refused)")
      #expect(try await voyage.job().state == "failed")
    }
  }
}
