internal import Foundation
internal import TestSupport
internal import Testing

/// Collections of real targets are renamed and dropped by the program.
@Suite(.timeLimit(.minutes(15)))
struct HousekeepingTests {
  private static let name = "housekept"

  @Test(arguments: [TestServer.target, .lite2])
  func `a copy is renamed, found under its new name, and dropped with its alias`(
    target: TestServer
  ) async throws {
    let (source, place) = (try TestServer.source.address, try target.address)
    let (copy, kept) = ("\(Self.name)_copy_\(target)", "\(Self.name)_kept_\(target)")
    let seed = "\(Self.name)_\(target)"
    for name in [copy, kept] { try await ServerProbe(place).drop(name) }
    try await ServerProbe(source).drop(seed)
    try await PythonTool.seedRanges.run([source, "300", seed])
    let program = try BuiltProgram()
    let end = try await program.run([
      "--source", source, "--target", place, "-y", "-c",
      """
      migrate \(seed) --rename \(seed):\(copy)
      rename target:\(copy) \(kept)
      verify \(seed) \(kept)
      """,
    ])
    #expect(end.end == .exited(0), "\(end)")
    #expect(try await !ServerProbe(place).has(copy))
    #expect(try await ServerProbe(place).count(kept) == 300)
    let refused = try await program.run([
      "--source", source, "--target", place, "-c", "drop collection target:\(kept)",
    ])
    #expect(refused.end == .exited(64), "\(refused)")
    #expect(try await ServerProbe(place).has(kept))
    let dropped = try await program.run([
      "--source", source, "--target", place, "-o", "json", "-c",
      "drop collection target:\(kept) --yes; drop collection target:\(kept) --if-exists --yes",
    ])
    #expect(dropped.end == .exited(0), "\(dropped)")
    #expect(dropped.output.contains("dropped target:\(kept) with 300 entities"), "\(dropped)")
    #expect(try await !ServerProbe(place).has(kept))
    #expect(try await ServerProbe(source).count(seed) == 300)
    try await ServerProbe(source).drop(seed)
  }
}
