internal import ArgumentParser
internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// Profiles as they are typed, against a server of the process.
@Suite struct ProfileCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func with(
    answering answer: String? = nil, _ body: (RecordedSession, String) async throws -> Void
  ) async throws {
    let recorded = RecordedSession(
      answerer: answer.map { FixedAnswerer(line: $0) },
      configFolder: scratch.path(of: "config"), tree: .standard)
    let fake = FakeMilvus("2.3.5")
    try SampleCollection("docs").make(on: fake)
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        try await body(recorded, access.endpoint.description)
        group.cancelAll()
      }
    }
  }

  @Test func `a place is saved, listed, shown, changed, connected by its name, and forgotten`()
    async throws
  {
    try await with { recorded, place in
      let session = recorded.session
      #expect(
        try await recorded.run("connect source \(place) --label src --save prod").status == .done)
      #expect(recorded.outputs.messages.contains("saved as profile prod, without a secret"))
      #expect(try await recorded.run("disconnect source; connect target prod").status == .done)
      #expect(session.cluster(.target)?.label == "src")
      #expect(try await recorded.run("profile set prod label= protect=true").status == .done)
      #expect(try await recorded.run("connect target prod").status == .done)
      #expect(session.cluster(.target)?.label == "prod")
      #expect(session.cluster(.target)?.isProtected == true)
      _ = try await recorded.run("profile show prod; profile list")
      #expect(recorded.outputs.results.contains("place           \(place)\n"))
      #expect(recorded.outputs.results.contains("NAME  PLACE"))
      #expect(try await recorded.run("profile save lab --from target").status == .done)
      #expect(try session.profiles.all().keys.sorted() == ["lab", "prod"])
      #expect(try await recorded.run("profile remove lab; profile remove prod").status == .done)
      #expect(try session.profiles.all().isEmpty)
    }
  }

  @Test func `programs read every key of a profile`() async throws {
    try await with { recorded, _ in
      let line = "profile set prod place=10.0.0.7 token-env=T protect=true -o json"
      let outcome = try await recorded.run(line)
      #expect(outcome.status == .done)
      #expect(
        recorded.outputs.results == """
          {"schema":"vecferry.profile/1","name":"prod","place":"10.0.0.7","database":null,\
          "user":null,"tokenFile":null,"tokenEnv":"T","tokenCommand":null,"label":null,\
          "kind":null,"cu":null,"serverVersion":null,"ca":null,"cert":null,"key":null,\
          "proxy":null,"litePython":null,"inPlace":false,"protect":true}

          """)
    }
  }

  @Test func `without a place a script is told the profiles`() async throws {
    try await with { recorded, place in
      _ = try await recorded.run("profile set lab place=\(place)")
      #expect(try await recorded.run("connect source").status == .usage)
      #expect(recorded.outputs.messages.contains("hint:  connect source lab\n"))
    }
  }

  @Test func `without a place a person is asked`() async throws {
    try await with(answering: " lab") { recorded, place in
      _ = try await recorded.run("profile set lab place=\(place)")
      #expect(try await recorded.run("connect source").status == .done)
      #expect(recorded.session.cluster(.source)?.label == "lab")
    }
  }

  @Test(arguments: [
    ("profile show lab", "there is no profile \"lab\""),
    ("profile set prod plaice=x", "a profile has no \"plaice\""),
    ("profile set prod cu=none", "\"none\" is no value of --cu"),
    ("profile set prod protect=maybe", "\"maybe\" is no value of protect"),
    ("connect source prod --ca ca.pem", "--ca belongs to https, and http:"),
    ("profile set prod cert=c.pem", "--cert and --key belong together"),
    ("profile set in01-2f3a9c place=h", "cannot be the name of a profile"),
    ("profile set new database=x", "the profile \"new\" has no place"),
    ("profile set new place=ftp://x", "is no address"),
    ("profile set prod in-place=true", "--in-place belongs to a file of Milvus Lite, and \"http:"),
    ("profile set new place=demo.db user=ann", "--user belongs to a cluster, and \"demo.db\" is a"),
    ("connect source ./x.db --kind free --proxy none", "--kind, --proxy belong to a cluster, and"),
    ("connect source ./x.db --cu 2", "hint:  leave --cu out; help files\n"),
    ("connect target ./x.db --in-place", "--in-place is for a source; a target is always written"),
    ("profile set prod proxy=https://p", "is no proxy"),
    ("connect source prod --in-place", "--in-place belongs to a file of Milvus Lite, and"),
    ("connect source 10.0.0.7 --save a.b", "cannot be the name of a profile"),
  ])
  func `what cannot be is refused`(line: String, message: String) async throws {
    try await with { recorded, place in
      _ = try await recorded.run("profile set prod place=\(place)")
      #expect(try await recorded.run(line).status != .done)
      #expect(recorded.outputs.messages.contains(message), "\(recorded.outputs.messages)")
    }
  }

  @Test func `a secret comes from the place that was set last`() async throws {
    try await with { recorded, place in
      let lines = "profile set prod place=\(place) token-env=X; profile set prod token-file=/t"
      _ = try await recorded.run(lines)
      let saved = try recorded.session.profiles.existing("prod")
      #expect(saved.values == [.tokenFile: "/t"])
    }
  }

  @Test func `another cluster does not take a name unasked`() async throws {
    try await with { recorded, place in
      _ = try await recorded.run("profile set prod place=10.0.0.7")
      #expect(try await recorded.run("connect source \(place) --save prod").status == .usage)
      #expect(recorded.outputs.messages.contains("profile remove prod"))
      #expect(recorded.session.cluster(.source) == nil)
    }
  }

  @Test func `a protected target is written to by its name alone`() async throws {
    try await with { recorded, place in
      let session = recorded.session
      _ = try await recorded.run("connect target \(place) --label prod --protect")
      var consent = try WriteConsent.parse([])
      await #expect(throws: UsageError.self) { try await session.permitWrites(consent) }
      consent.confirm = "test"
      await #expect(throws: UsageError.self) { try await session.permitWrites(consent) }
      consent.confirm = "prod"
      try await session.permitWrites(consent)
    }
    try await with(answering: "prod") { recorded, place in
      _ = try await recorded.run("connect target \(place) --label prod --protect")
      try await recorded.session.permitWrites(WriteConsent.parse([]))
      _ = try await recorded.run("connect target \(place) --label other --protect")
      await #expect(throws: UsageError.self) {
        try await recorded.session.permitWrites(WriteConsent.parse([]))
      }
    }
  }

  @Test(arguments: [
    "load docs", "release docs", "drop collection target:docs", "rename target:docs docs_old",
  ])
  func `commands that write ask for the name`(line: String) async throws {
    try await with { recorded, place in
      _ = try await recorded.run("connect target \(place) --label prod --protect")
      let agreed = line.hasPrefix("rename") ? line : line + " --yes"
      #expect(try await recorded.run(agreed).status == .usage)
      #expect(recorded.outputs.messages.contains("hint:  say it beforehand with --confirm prod"))
      let client = try recorded.session.openCluster(.target).client
      #expect(try await client.collections(database: "default") == ["docs"])
      #expect(try await recorded.run("\(agreed) --confirm prod").status == .done)
    }
  }

  @Test func `what only tells asks for no name`() async throws {
    try await with { recorded, place in
      _ = try await recorded.run("connect target \(place) --label prod --protect")
      let line = "drop collection target:docs --dry-run; rename target:docs docs_old --dry-run"
      #expect(try await recorded.run(line).status == .done)
    }
  }

  @Test func `a file is kept by its whole path, and a proxy without its login`() async throws {
    try await with { recorded, place in
      let line = "profile set notes place=./demo.db in-place=true lite-python=~/lite"
      #expect(try await recorded.run(line).status == .done)
      let notes = try recorded.session.profiles.existing("notes")
      #expect(notes.place == FileManager.default.currentDirectoryPath + "/demo.db")
      #expect(notes.values == [.inPlace: "true", .litePython: "~/lite"])
      _ = try await recorded.run("profile set prod place=\(place) proxy=http://u:hidden@p:3128")
      #expect(try recorded.session.profiles.existing("prod").values == [.proxy: "http://p:3128"])
      let messages = recorded.outputs.messages + recorded.outputs.results
      #expect(!messages.contains("hidden"))
    }
  }

  @Test func `a secret that somebody wrote into the file is not shown`() async throws {
    try await with { recorded, _ in
      let path = try #require(recorded.session.profiles.path)
      _ = try await recorded.run("profile set prod place=10.0.0.7")
      try Data("prod:\n  place: http://u:hidden@h\n  proxy: http://v:hidden@p\n".utf8)
        .write(to: URL(filePath: path))
      #expect(try await recorded.run("profile show prod; profile list").status == .done)
      #expect(try await recorded.run("profile show prod -o json").status == .done)
      #expect(recorded.outputs.results.contains("http://u:•••@h"))
      #expect(!recorded.outputs.results.contains("hidden"))
    }
  }

  @Test func `a dry run connects and saves nothing`() async throws {
    try await with { recorded, place in
      let lines = "connect source \(place) --save prod\nprofile set lab place=10.0.0.7"
      let script = try Script(text: lines, name: "trial")
      await recorded.session.rehearsing(true) {
        let outcome = await ScriptRunner(
          session: recorded.session, options: ScriptRunner.Options()
        ).replay(script)
        #expect(outcome.status == .done)
      }
      #expect(recorded.session.cluster(.source) != nil)
      #expect(try recorded.session.profiles.all().isEmpty)
    }
  }

  @Test func `every command that writes to the target takes its name beforehand`() {
    let writing = CommandTree.standard.commands.filter { command in
      CommandInfo(command).option(named: "--confirm") != nil
    }
    #expect(
      Set(writing.map { $0.name }).isSuperset(
        of: [
          "migrate", "resume", "repair", "sync", "load", "release", "cancel", "alias",
          "drop collection", "rename",
        ]))
  }

  @Test func `the name of a protected target is red in the prompt`() {
    let prompt = SessionPrompt(
      target: SessionPrompt.End(label: "prod", database: "default", isProtected: true)
    ).prompt
    #expect(prompt.segments.contains(Prompt.Segment("prod", .danger, yielding: .shrinks)))
  }
}
