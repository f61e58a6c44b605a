internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

@Suite struct CompletionTests {
  private let completer = ShellCompleter(
    session: RecordedSession(variables: ["COPY": "x"]).session)

  private func candidates(_ text: String) -> [String] {
    completer.completions(for: text, cursor: text.count).candidates
  }

  @Test(arguments: [
    ("li", ["list"]),
    ("list ", ["things", "thoughts"]),
    ("list th", ["things", "thoughts"]),
    ("list thi", ["things"]),
    ("echo x; -dif", ["differ"]),
    ("copy a --t", ["--timeout", "--to"]),
    ("copy a --to x --t", ["--timeout"]),
    ("copy a --kind ", ["large", "small"]),
    ("copy a --kind l", ["large"]),
    ("copy a -o j", ["json", "jsonl"]),
    ("copy a --kind=", ["--kind=large", "--kind=small"]),
    ("copy a --kind=l", ["--kind=large"]),
    ("set on", ["on-error"]), ("set timing ", ["off", "on"]), ("set events of", ["off"]),
    ("set pager ", ["auto", "off"]), ("set output j", ["json", "jsonl"]),
    ("set events /etc/hostn", ["/etc/hostname"]),
    ("unset ", ["COPY"]),
    ("help sta", ["status"]),
    ("nonsense x", []),
    ("history d", ["delete"]),
    ("echo $CO", ["$COPY"]),
  ])
  func `what could stand at the cursor`(text: String, expected: [String]) {
    #expect(candidates(text) == expected)
  }

  @Test(arguments: [
    ("list thi", 3), ("list ", 0), ("copy a --kind=", 7), ("drop 'x y", 3), ("-dif", 3),
    ("echo x;dro", 3), ("drop a\\ b", 4),
  ])
  func `a candidate replaces the word that is being typed`(text: String, count: Int) {
    #expect(CompletedLine(text).typedCount == count)
  }

  @Test(arguments: [
    ("count docs", ["docs", "docs\\.2024"]), ("count docs\\.", ["docs\\.2024"]),
    ("count 'docs\\.", ["docs\\.2024"]), ("count source:a", ["source:a\\:b"]),
    ("migrate --all --database a", ["a.b"]), ("use a", ["a\\.b"]),
    ("count it", ["'it'\\''s'"]), ("count law.", ["law.x\\*"]),
    ("migrate docs --partition y", ["y2025"]), ("verify docs --partition=y", ["--partition=y2025"]),
    ("verify docs --field ti", ["title"]), ("verify docs --field=v", ["--field=v"]),
    ("verify law.docs --field v", []), ("verify target:docs --field v", []),
    ("migrate --partition y", []), ("migrate law.docs --partition y", []),
    ("migrate docs --on h", ["here"]), ("verify docs --on s", ["spark://"]),
    ("verify docs --on worker:", ["worker:2", "worker:4", "worker:8"]),
    ("load ", ["source:", "target:"]), ("verify docs d", []),
    ("verify d", ["docs", "docs\\.2024"]), ("count ta", ["target:"]), ("migrate ta", []),
    ("check source:d", ["source:docs", "source:docs\\.2024"]), ("diff so", ["source:"]),
    ("sync docs ", ["target:"]), ("drop collection so", []), ("rename so", []),
  ])
  func `names are completed as they have to be typed`(
    text: String, expected: [String]
  ) async throws {
    let recorded = RecordedSession(tree: .standard)
    try await withFakeMilvus(FakeMilvus("2.3.5")) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        _ = try await recorded.run(
          "connect source \(access.endpoint); connect target \(access.endpoint)")
        let names = recorded.session.names
        names.keep(
          ["docs", "docs.2024", "a:b", "it's"], as: .collections, on: .source, database: "default")
        names.keep(["a.b"], as: .databases, on: .source, database: "default")
        names.keep(["x*"], as: .collections, on: .source, database: "law")
        names.keep(
          ["y2025"],
          for: NameCacheState.Key(
            side: .source, database: "default", kind: .partitions, collection: "docs"))
        names.keep(
          ["title", "v"],
          for: NameCacheState.Key(
            side: .source, database: "default", kind: .fields, collection: "docs"))
        let completer = ShellCompleter(session: recorded.session)
        #expect(completer.completions(for: text, cursor: text.count).candidates == expected)
        group.cancelAll()
      }
    }
  }

  @Test(arguments: ["status", "fg", "wait", "pause", "resume", "cancel", "forget", "rate"])
  func `jobs are completed by their numbers`(command: String) {
    let session = RecordedSession(tree: .standard).session
    session.update { $0.jobNumbers = ["1", "12", "2"] }
    let (completer, text) = (ShellCompleter(session: session), "\(command) 1")
    #expect(completer.completions(for: text, cursor: text.count).candidates == ["1", "12"])
  }

  @Test(.timeLimit(.minutes(5)))
  func `the fields of a collection are asked for, and are there at the next TAB`() async throws {
    let (recorded, fake) = (RecordedSession(tree: .standard), FakeMilvus("2.3.5"))
    try SampleCollection("docs").make(on: fake)
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        group.addTask { await NameRefresher(session: recorded.session).run() }
        _ = try await recorded.run("connect source \(access.endpoint)")
        let (completer, line) = (ShellCompleter(session: recorded.session), "verify docs --field ")
        let asked = completer.completions(for: line, cursor: line.count)
        #expect(asked.note == "asking the source for the fields of docs")
        let known = try await waitUntil("the answer") {
          let found = completer.completions(for: line, cursor: line.count).candidates
          return found.isEmpty ? nil : found
        }
        #expect(known == ["id", "v"])
        group.cancelAll()
      }
    }
  }

  // What follows ! is a line of the system's shell.
  @Test(arguments: CommandTree.standard.commands.map { $0.name }.filter { $0 != "!" })
  func `every command is completed, and hints at what it takes`(name: String) throws {
    let session = RecordedSession(tree: .standard).session
    let (completer, words) = (ShellCompleter(session: session), name.split(separator: " "))
    let beginning = String(name.dropLast())
    let candidates = completer.completions(for: beginning, cursor: beginning.count).candidates
    #expect(candidates.contains { $0 == words.last ?? "" }, "\(candidates)")
    let command = try #require(session.tree.command(named: words.map(String.init)))
    let hint = completer.hint(for: name + " ") ?? ""
    for operand in session.tree.info(of: command).operands {
      #expect(hint.contains(operand.value.uppercased()), "\(hint)")
    }
  }

  @Test func `what is right of the cursor does not matter`() {
    #expect(completer.completions(for: "list thi rest", cursor: 8).candidates == ["things"])
  }

  @Test(arguments: [
    ("copy ", "NAMES --to PLACE [--kind small|large] [--count COUNT]"),
    ("copy a --to x ", "[--kind small|large] [--count COUNT] [--background]"),
    ("drop ", "NAME [--yes]"),
    ("copy a --kind ", "small|large"),
    ("copy a --to ", "PLACE"),
    ("drop", nil),
    ("nonsense ", nil),
  ])
  func `the hint shows what is still expected`(text: String, expected: String?) {
    #expect(completer.hint(for: text) == expected)
  }
}
