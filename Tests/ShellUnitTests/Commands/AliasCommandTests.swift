internal import ArgumentParser
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// Aliases as the switch: made or moved on the target when everything else is done.
@Suite(.timeLimit(.minutes(5))) struct AliasCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private struct Ending {
    let status: Shell.ExitStatus
    let outputs: RecordedSession.Outputs
    /// The collections that aliases of the target lead to.
    let owners: [ServerName: [ServerName]]
  }

  /// Runs lines where the source's docs are also "live" and "today", and the target has two copies.
  private func run(
    _ lines: String..., taken: String? = nil, answering answer: String? = nil,
    rehearsing isDry: Bool = false
  ) async throws -> Ending {
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    var docs = SampleCollection("docs")
    docs.aliases = ["live", "today"]
    try docs.make(on: here)
    for name in ["docs", "docs_old"] {
      var copy = SampleCollection(name)
      if name == "docs_old" { copy.aliases = taken.map { [$0] } ?? [] }
      try copy.make(on: there)
    }
    let recorded = RecordedSession(
      answerer: answer.map { FixedAnswerer(line: $0) }, stateFolder: scratch.path(of: "state"),
      tree: .standard)
    return try await recorded.whileConnected(to: here, there) {
      let status = try await recorded.session.rehearsing(isDry) {
        var status = Shell.ExitStatus.done
        for line in lines { status = try await recorded.run(line).status }
        return status
      }
      var owners: [ServerName: [ServerName]] = [:]
      let client = try recorded.session.openCluster(.target).client
      for name in try await client.collections(database: CollectionAddress.defaultDatabase) {
        owners[name] = try await client.aliases(of: CollectionAddress(name: name)).sorted()
      }
      return Ending(status: status, outputs: recorded.outputs, owners: owners)
    }
  }

  @Test func `the copy gets the aliases of its source, and no harm is done the second time`()
    async throws
  {
    let ending = try await run("alias docs", "alias docs")
    #expect(ending.status == .done, "\(ending.outputs.messages)")
    #expect(ending.owners == ["docs": ["live", "today"], "docs_old": []])
    #expect(ending.outputs.results.contains("alias live -> target:docs  made"))
    #expect(ending.outputs.results.contains("alias live -> target:docs  there already"))
  }

  @Test func `one that leads elsewhere is moved only when that was said, and then asked for`()
    async throws
  {
    let refused = try await run("alias docs", taken: "live")
    #expect(refused.status == .usage)
    #expect(refused.owners == ["docs": [], "docs_old": ["live"]])
    #expect(refused.outputs.messages.contains("alias docs --move"))
    let silent = try await run("alias docs --move", taken: "live")
    #expect(silent.status == .usage && silent.owners["docs_old"] == ["live"])
    let no = try await run("alias docs --move", taken: "live", answering: "n")
    #expect(no.status == .failed && no.owners["docs_old"] == ["live"])
    let moved = try await run("alias docs --move --yes", taken: "live")
    #expect(moved.status == .done, "\(moved.outputs.messages)")
    #expect(moved.owners == ["docs": ["live", "today"], "docs_old": []])
    #expect(moved.outputs.results.contains("alias live -> target:docs  moved from docs_old"))
  }

  @Test func `one is given by name, of whatever source`() async throws {
    let ending = try await run("alias target:docs_old --name yesterday")
    #expect(ending.status == .done)
    #expect(ending.owners == ["docs": [], "docs_old": ["yesterday"]])
  }

  @Test(arguments: [
    ("drop collection target:docs --yes", "alias docs", "migrate docs\n"),
    ("list aliases", "alias docs docs_new", "migrate docs --rename docs:docs_new\n"),
  ])
  func `where no copy is it says how to make one`(
    before: String, line: String, hint: String
  ) async throws {
    let ending = try await run(before, line)
    #expect(ending.status == .failed)
    #expect(ending.outputs.messages.contains("copy it first with: \(hint)"))
  }

  @Test func `a name that a collection has is refused`() async throws {
    let ending = try await run("alias target:docs --name docs_old")
    #expect(ending.status == .usage)
    let text = ending.outputs.messages
    #expect(text.contains("is a collection of the target"))
    #expect(text.contains("or rename target:docs_old docs_old_old keeps it, "), "\(text)")
    let own = try await run("alias target:docs --name docs")
    #expect(own.outputs.messages.contains("hint:  choose another name than the collection's own"))
    let bad = try await run("alias target:docs --name 'bad name'")
    #expect(!bad.outputs.messages.contains("--rename"), "\(bad.outputs.messages)")
    let renamed = try await run("rename target:docs_old docs_old_old", "alias docs --name docs_old")
    #expect(renamed.owners == ["docs": ["docs_old"], "docs_old_old": []])
  }

  @Test func `a dry run changes nothing and asks nothing`() async throws {
    let ending = try await run("alias docs --move --dry-run", taken: "live")
    #expect(ending.status == .done && ending.owners == ["docs": [], "docs_old": ["live"]])
    #expect(ending.outputs.results.contains("would be moved from docs_old"))
    #expect(ending.outputs.results.contains("alias today -> target:docs  would be made"))
  }

  @Test func `in a rehearsal what follows a copy that was not made is only told`() async throws {
    let first = try await run("alias docs", rehearsing: true)
    #expect(first.status == .done && first.owners["docs"] == [])
    #expect(first.outputs.results.contains("would be made"))
    let lines = [
      "drop collection target:docs --yes", "confirm 'Are writes stopped?'", "sync docs",
      "alias docs",
    ]
    let later = try await run(lines[0], lines[1], lines[2], lines[3], rehearsing: true)
    #expect(later.status == .done, "\(later.outputs.messages)")
    for line in ["confirm ", "sync docs", "alias docs"] {
      #expect(later.outputs.messages.contains("not run in a dry run: \(line)"), "\(line)")
    }
  }

  @Test func `the source is never given an alias`() async throws {
    let ending = try await run("alias source:docs --name yesterday")
    #expect(ending.status == .usage && ending.outputs.messages.contains("read-only"))
  }

  @Test func `both sides are listed side by side`() async throws {
    let ending = try await run("list aliases --on both", taken: "live")
    #expect(ending.status == .done)
    #expect(
      ending.outputs.results.contains(
        """
        ALIAS  SOURCE  TARGET
        live   docs    docs_old
        today  docs    -
        """), "\(ending.outputs.results)")
  }

  @Test func `aliases of both sides are in their own order, whatever they stand for`() {
    let rows = [("live", "docs"), ("beta", "images"), ("alpha", "docs")]
    let table = AliasTable(
      aliases: rows.map {
        AliasTable.Row(
          side: .source, alias: ServerName($0.0),
          collection: CollectionAddress(name: ServerName($0.1)))
      }, isOfBoth: true)
    let lines = Renderer(format: .table).text(of: table).split(separator: "\n")
    #expect(lines.dropFirst().map { $0.prefix { $0 != " " } } == ["alpha", "beta", "live"])
  }

  @Test func `aliases that come later are left out, and how they come is said`() async throws {
    let ending = try await run(
      "drop collection target:docs --yes", "migrate docs --aliases later --dry-run")
    let line = /\n  later: alias "(live|today)", alias "(live|today)", with: alias docs\n/
    #expect(ending.outputs.results.contains(line), "\(ending.outputs.results)")
    #expect(!ending.outputs.results.contains("not carried: alias"))
    let moved = try await run(
      "drop collection target:docs --yes", "migrate docs --aliases later --yes")
    #expect(moved.status == .done && moved.owners["docs"] == [])
    #expect(moved.outputs.messages.contains(line), "\(moved.outputs.messages)")
    #expect(try MigrationArguments.parse(["docs", "--aliases", "later"]).options.aliases == false)
    #expect(try MigrationArguments.parse(["docs", "--aliases", "now"]).options.aliases)
    for words in [["--no-aliases"], ["--data-only"]] {
      #expect(throws: (any Error).self) {
        try MigrationArguments.parse(["docs", "--aliases", "later"] + words)
      }
    }
  }
}
