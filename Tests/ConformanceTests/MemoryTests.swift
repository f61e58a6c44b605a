internal import Foundation
internal import TestSupport
internal import Testing

/// The path of a release build.
private let shipped = ProcessInfo.processInfo.environment["VECFERRY_TEST_MEMORY"]

/// What the program, as it is shipped, holds at once does not grow with what it moves and compares.
@Suite(.timeLimit(.minutes(15)), .enabled(if: shipped != nil, "scripts/test memory"))
struct MemoryTests {
  private static let name = "memory_wide"
  /// 430 MB together: each has eleven texts as long as they may be.
  private static let rows = 600
  /// Megabytes that may be held: as many as of other rows.
  private static let most = 128.0

  @Test func `copy, comparison and repair of large rows hold a part of them`() async throws {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    try await PythonTool.seedExtremes.run(
      [source, "wide_rows", Self.name, "--rows", "\(Self.rows)"])
    let program = try BuiltProgram(at: shipped)
    let other = "\(Self.name)_repaired"
    for line in [
      "migrate \(Self.name) --yes; load target:\(Self.name) --wait",
      "verify \(Self.name) --mode full",
      "migrate \(Self.name) --schema-only --rename \(Self.name):\(other) --yes; "
        + "load target:\(other) --wait",
      "repair \(Self.name) \(other) --yes",
    ] {
      let peak = Peak()
      let end = try await program.run(
        ["--source", source, "--target", target, "-c", line], while: peak.watch)
      #expect(end.end == .exited(0), "\(line): \(end)")
      #expect(peak.megabytes > 10 && peak.megabytes <= Self.most, "\(line): \(peak.megabytes) MB")
    }
    #expect(try await TestServer.target.count(other) == Int64(Self.rows))
    try await ServerProbe(source).drop(Self.name)
    for name in [Self.name, other] { try await ServerProbe(target).drop(name) }
  }
}

/// The most memory that a process held.
private final class Peak: @unchecked Sendable {
  private(set) var megabytes = 0.0

  /// Looks until the process has ended.
  func watch(_ program: RunningProgram) async throws {
    while let now = try? String(contentsOfFile: "/proc/\(program.id)/status", encoding: .utf8) {
      let line = now.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      guard let line, let kibibytes = Double(line.filter(\.isNumber)) else { return }
      megabytes = (kibibytes * 1024 / 1e6).rounded(.up)
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
