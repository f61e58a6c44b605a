internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

/// The record of a session is a script that does the same again.
@Suite(.timeLimit(.minutes(15)))
struct RecordTests {
  private static let name = "record_docs"
  private static let prompt = "vecferry src>tgt>"

  @Test func `a record replayed on a fresh target leads to what the session led to`() async throws {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    for server in [source, target] { try await ServerProbe(server).drop(Self.name) }
    try await PythonTool.seedRanges.run([source, "2000", Self.name])
    let home = try ShellAtTerminal()
    let script = home.home + "/trial.vecferry"
    try await recordSession(from: source, to: target, in: home, script)
    let made = try await Outcome(of: Self.name, on: target)
    #expect(made.count == 2000 && made.isLoaded)

    let text = try String(contentsOfFile: script, encoding: .utf8)
    #expect(
      text.split(separator: "\n").dropFirst(2) == [
        "connect source \(source) --label src", "connect target \(target) --label tgt",
        "# failed with 64: load target:nosuch --nosuch", "migrate \(Self.name) --yes",
        "verify \(Self.name)", "load target:\(Self.name)",
      ])
    try await ServerProbe(target).drop(Self.name)
    // A home of its own: neither journal nor profiles of the session help it.
    let fresh = try ShellAtTerminal()
    let end = try await Program.run(
      try Executable.path(of: "vecferry"), ["-f", script], environment: fresh.environment)
    #expect(end.end == .exited(0), "\(end)")
    #expect(end.output.contains("content is equal"), "\(end)")
    #expect(try await Outcome(of: Self.name, on: target) == made)
    for server in [source, target] { try await ServerProbe(server).drop(Self.name) }
  }

  private func recordSession(
    from source: String, to target: String, in home: ShellAtTerminal, _ script: String
  ) async throws {
    let shell = try await home.start(columns: 110, rows: 60)
    shell.enter("record \(script)")
    shell.enter("connect source \(source) --label src")
    shell.enter("connect target \(target) --label tgt")
    try await shell.expectLine(Self.prompt)
    shell.enter("load target:nosuch --nosuch")
    try await shell.expect("unknown option")
    try await shell.expectLine(Self.prompt)
    shell.enter("mig \(Self.name)")
    try await shell.expect("a question") { $0.cursorLine.hasSuffix("[y/N]") }
    shell.enter("y")
    try await shell.expect("Successful", within: .seconds(60))
    try await shell.expectLine(Self.prompt)
    shell.enter("verify \(Self.name)")
    try await shell.expect("content is equal", within: .seconds(90))
    try await shell.expectLine(Self.prompt)
    shell.enter("load target:\(Self.name)")
    try await shell.expect("target:\(Self.name)  Loaded", within: .seconds(90))
    try await shell.expectLine(Self.prompt)
    shell.enter("record stop; exit")
    #expect(try await shell.end() == .exited(0))
  }
}

/// What a session made of a collection, but for what every making makes anew.
private struct Outcome: Equatable {
  let fields: [FieldSchema]
  let indexes: [String]
  let aliases: [String]
  let isLoaded: Bool
  let count: Int64

  init(of name: String, on server: String) async throws {
    let probe = try ServerProbe(server)
    isLoaded = try await probe.isLoaded(name)
    aliases = try await probe.aliases(of: name).sorted()
    count = try await probe.count(name)
    let access = MilvusAccess(endpoint: try MilvusEndpoint.parse(server).endpoint)
    let address = CollectionAddress(
      database: CollectionAddress.defaultDatabase, name: ServerName(name))
    (fields, indexes) = try await withMilvusClient(access) { client in
      let indexes = try await client.indexes(of: address)
      return (
        try await client.describe(address).schema.fields,
        indexes.map { "\($0.definition)" }.sorted()
      )
    }
  }
}
