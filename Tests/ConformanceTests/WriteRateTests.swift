internal import Foundation
internal import TestSupport
internal import Testing

/// A real server with a limit of what it takes a second.
///
/// One at a time: each has a server of its own, and measures it.
@Suite(.serialized, .timeLimit(.minutes(15))) struct WriteRateTests {
  private static let name = "rate_limited"
  /// Half a MiB per second: less than a busy machine copies.
  private static let limit = 524_288.0

  /// Who copies, how many rows, and the share of the limit that has to be used: of more rows the start of
  /// workers is a smaller part.
  @Test(arguments: [("", 15_000, 0.95), (" --on worker:2", 30_000, 0.9)])
  func `a limit of the target is held, and said, without an error`(
    place: String, rows: Int, share: Double
  ) async throws {
    let source = try TestServer.source.address
    try await ServerProbe(source).drop(Self.name)
    try await PythonTool.seedRanges.run([source, "\(rows)", Self.name])
    let settings = ["enabled=true", "dml.enabled=true", "dml.insertRate.max=0.5"]
      .flatMap { ["--set", "quotaAndLimits.\($0)"] }
    try await PrivateServer.with("limited", settings) { server in
      let program = try BuiltProgram()
      let ends = ["--source", source, "--target", server.address]
      let end = try await program.run(ends + ["-c", "migrate \(Self.name)\(place) --yes"])
      #expect(end.end == .exited(0), "\(end)")
      #expect(end.errors.contains("at the target's limit of about 524 kB/s"), "\(end)")
      let alarms = ["error", "no progress", "does not answer"]
      #expect(!alarms.contains { end.errors.contains($0) }, "\(end)")
      let status = try await program.run(["-c", "status 1", "-o", "json"])
      let (bytes, seconds) = try Self.copied(status.output)
      // A second's worth comes at once at first.
      #expect(seconds < bytes / Self.limit / share, "\(bytes) bytes in \(seconds) s")
      #expect(seconds > (bytes - Self.limit) / Self.limit - 2, "\(bytes) bytes in \(seconds) s")
      let check = try await program.run(
        ends + ["-c", "check \(Self.name) --rename \(Self.name):other"])
      #expect(check.output.contains("the target's limit, as it was met last"), "\(check)")
    }
  }

  /// Bytes and seconds of a job's copy.
  private static func copied(_ json: String) throws -> (bytes: Double, seconds: Double) {
    struct Document: Decodable {
      struct Result: Decodable {
        let bytes: Double
        let copySeconds: Double
      }
      let result: Result
    }
    let job = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
    return (job.result.bytes, job.result.copySeconds)
  }
}
