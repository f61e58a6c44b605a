internal import Foundation
internal import TestSupport
internal import Testing

/// Older releases at one end: a program that is killed, and lines that are cut.
@Suite(
  .timeLimit(.minutes(15)), .serialized,
  .enabled(if: [TestServer.m22, .m234, .lite25].allSatisfy(\.isThere)),
  .enabled(if: TestServer.m228.isThere, "scripts/test servers"))
struct ReleaseRecoveryTests {
  /// A pair of servers of which one is old.
  struct Pair: Sendable, CustomTestStringConvertible {
    let from: TestServer
    let to: TestServer
    var testDescription: String { "from \(from) to \(to)" }

    static let all = [
      Pair(from: .m22, to: .target), Pair(from: .m230, to: .target),
      Pair(from: .m234, to: .target), Pair(from: .lite24, to: .target),
      Pair(from: .lite25, to: .target), Pair(from: .source, to: .m234),
      Pair(from: .source, to: .lite25),
    ]
  }

  @Test(arguments: Pair.all) func `a copy that was killed is resumed to equality`(
    pair: Pair
  ) async throws {
    try await perform(pair) { trip in
      let killed = try await trip.migrate { program in
        trip.target.cut(at: .answered(afterSending: 700_000)) { program.send(SIGKILL) }
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      let resumed = try await trip.run(["resume", "1", "--quiet"])
      try #require(resumed.end == .exited(0), "\(resumed)")
    }
  }

  @Test(arguments: Pair.all) func `a copy whose lines are cut goes on by itself`(
    pair: Pair
  ) async throws {
    try await perform(pair) { trip in
      trip.target.cut(at: .sent(700_000))
      trip.source.cut(at: .answered(afterSending: 3_000))
      let ended = try await trip.migrate()
      try #require(ended.end == .exited(0), "\(ended)")
      #expect(trip.target.disarm())
    }
  }

  private func perform(_ pair: Pair, _ body: (Trip) async throws -> Void) async throws {
    let name = "recovered_of_\(pair.from)_\(pair.to)"
    let (source, target) = (try pair.from.address, try pair.to.address)
    try await PythonTool.seedWire.run([
      source, "scalars", name, "--rows", "12000", "--one-partition",
    ])
    try await ServerProbe(target).drop(name)
    try await body(
      Trip(
        name: name, source: try TCPProxy(to: try ServerProbe(source).port),
        target: try TCPProxy(to: try ServerProbe(target).port), program: try BuiltProgram()))
    try await PythonTool.witnessWire.run([source, target, name, "--ignore", "aliases"])
    try await ServerProbe(target).drop(name)
  }

  /// A collection on its way through a proxy at each end.
  private struct Trip {
    let name: String
    let source: TCPProxy
    let target: TCPProxy
    let program: BuiltProgram

    func migrate(
      while body: (RunningProgram) async throws -> Void = { _ in }
    ) async throws -> ProgramEnd {
      try await run(["migrate", name, "--yes", "--quiet"], while: body)
    }

    func run(
      _ command: [String], while body: (RunningProgram) async throws -> Void = { _ in }
    ) async throws -> ProgramEnd {
      try await program.run(
        ["--source", source.address, "--target", target.address] + command, while: body)
    }
  }
}
