internal import TestSupport
internal import Testing

/// Several collections at once, of which one fails.
@Suite(.timeLimit(.minutes(15)))
struct SeveralTests {
  @Test func `a collection that fails does not stop those after it, and the summary names both`()
    async throws
  {
    let (bad, good) = ("failing_docs", "moving_docs")
    try await SeededCollections.make("unwelcome", bad, on: .lite)
    try await SeededCollections.make("varchar", good, on: .lite)
    for name in [bad, good] { try await ServerProbe(try TestServer.target.address).drop(name) }
    let end = try await BuiltProgram().run([
      "--source", try TestServer.lite.address, "--target", try TestServer.target.address, "-c",
      "migrate \(bad) \(good) --max-rejects 0 --yes",
    ])
    #expect(end.end == .exited(1), "\(end)")
    let lines = end.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("[1] \(bad)  failed:") }, "\(end)")
    #expect(lines.contains { $0.hasPrefix("[2] \(good)  Successful") }, "\(end)")
    #expect(try await TestServer.target.count(good) == TestServer.lite.count(good))
  }

  @Test func `several are verified at once, and each that differs or is not there is named`()
    async throws
  {
    let names = (1...6).map { "several_verified_\($0)" }
    let target = try TestServer.target.address
    for name in names {
      try await SeededCollections.make("varchar", name, on: .source, options: ["--rows", "40"])
      try await ServerProbe(target).drop(name)
    }
    let program = try BuiltProgram()
    let ends = ["--source", try TestServer.source.address, "--target", target]
    let moved = try await program.run(ends + ["migrate", "several_verified_*", "--yes", "--quiet"])
    #expect(moved.end == .exited(0), "\(moved)")
    let equal = try await program.run(ends + ["verify", "several_verified_*"])
    #expect(equal.end == .exited(0), "\(equal)")
    #expect(equal.output.contains("6 collections: 6 equal"), "\(equal)")
    try await ServerProbe(target).drop(names[1])
    try await PythonTool.tamper.run([target, names[4], "\"k00001\"", "\"k00002\"", "\"new\""])
    let other = try await program.run(ends + ["verify", "several_verified_*", "-o", "jsonl"])
    #expect(other.end == .exited(3), "\(other)")
    let rows = other.output.split(separator: "\n")
    #expect(rows.count == 6, "\(other)")
    #expect(rows[1].contains("\"equal\":null"), "\(other)")
    #expect(rows[4].contains("\"equal\":false"), "\(other)")
    #expect(rows.count { $0.contains("\"equal\":true") } == 4, "\(other)")
    for name in names { try await ServerProbe(target).drop(name) }
  }
}
