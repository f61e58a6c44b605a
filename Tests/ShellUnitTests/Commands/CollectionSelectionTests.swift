import ArgumentParser
import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct CollectionSelectionTests {
  private let available: [ServerName] = ["docs_v1", "docs_v2", "images", "tmp_1"]

  private func chosen(_ selection: CollectionSelection) throws -> [ServerName] {
    try selection.choices(in: "default", among: available).map(\.source)
  }

  @Test func `names come in the order of typing, each once`() throws {
    #expect(
      try chosen(.init(names: ["images", "docs*", "images"])) == ["images", "docs_v1", "docs_v2"])
  }

  @Test func `a name that no list shows may be an alias`() throws {
    #expect(try chosen(.init(names: ["docs"])) == ["docs"])
  }

  @Test func `all means every collection but the excluded ones`() throws {
    #expect(
      try chosen(.init(all: true, exclude: [TypedAddress(name: "tmp_*")])) == [
        "docs_v1", "docs_v2", "images",
      ])
  }

  @Test func `a match adds what fits`() throws {
    #expect(try chosen(.init(match: [TypedAddress(name: "*_v?")])) == ["docs_v1", "docs_v2"])
  }

  @Test(arguments: [
    CollectionSelection(all: true), .init(match: [TypedAddress(name: "caf*")]),
    .init(names: ["caf*"]),
    .init(names: ["caf\u{e9}", "cafe\u{301}", "caf\u{e9}"]),
  ])
  func `collections whose names differ in bytes alone are chosen each once`(
    selection: CollectionSelection
  ) throws {
    let spellings: [ServerName] = ["caf\u{e9}", "cafe\u{301}"]
    #expect(try selection.choices(in: "default", among: spellings).map(\.source) == spellings)
  }

  @Test func `one of two spellings can be left out, or renamed`() throws {
    let (composed, decomposed): (ServerName, ServerName) = ("caf\u{e9}", "cafe\u{301}")
    let selection = CollectionSelection(
      all: true, exclude: [TypedAddress(name: composed.text)],
      renamings: [Renaming(old: decomposed, new: "coffee")])
    #expect(
      try selection.choices(in: "default", among: [composed, decomposed])
        == [CollectionChoice(source: decomposed, target: "coffee")])
  }

  @Test func `a pattern that fits nothing is a mistake`() {
    let error = #expect(throws: UsageError.self) { try chosen(.init(names: ["nope*"])) }
    #expect(error?.message == "no collection fits \"nope*\"")
  }

  @Test func `excluding everything is a mistake`() {
    #expect(throws: UsageError.self) {
      try chosen(.init(all: true, exclude: [TypedAddress(name: "*")]))
    }
  }

  @Test func `choosing nothing is a mistake`() {
    #expect(throws: UsageError.self) { try chosen(.init()) }
  }

  @Test func `a renaming gives the target's name`() throws {
    let selection = CollectionSelection(
      names: ["docs_v1"], renamings: [Renaming(old: "docs_v1", new: "docs_2026")])
    #expect(
      try selection.choices(in: "default", among: [])
        == [CollectionChoice(source: "docs_v1", target: "docs_2026")])
  }

  @Test func `a renaming of what is not chosen is a mistake that names what was meant`() {
    let selection = CollectionSelection(
      names: ["docs_v1"], renamings: [Renaming(old: "docs_vl", new: "x")])
    let error = #expect(throws: UsageError.self) { try selection.choices(in: "default", among: []) }
    #expect(error?.hint == "did you mean docs_v1?")
  }

  @Test(arguments: [
    ("nothing", []), ("docs", ["docs_v1", "docs_v2"]), ("imagse", ["images"]),
  ])
  func `of all names only those that may be meant are offered`(typed: String, near: [String]) {
    let error = MigrationError(.collectionNotFound, "none", candidates: available.map(\.text))
    let narrowed = CheckRun.narrowed(error, for: ["tmp_1", ServerName(typed)])
    #expect(narrowed.candidates == near)
    if near.isEmpty { #expect(Report(narrowed).hint == "list collections") }
  }

  @Test func `names are needed for patterns only`() {
    #expect(!CollectionSelection(names: ["docs"]).needsNames)
    #expect(CollectionSelection(names: ["docs*"]).needsNames)
    #expect(CollectionSelection(all: true).needsNames)
    #expect(CollectionSelection(match: [TypedAddress(name: "a")]).needsNames)
  }

  @Test func `names of two databases cannot be in one migration`() throws {
    let two = try MigrationArguments.parse(["law.docs", "sales.docs"])
    #expect(throws: UsageError.self) { try two.typedNames(current: "default") }
    let one = try MigrationArguments.parse(["law.docs", "law.other"])
    #expect(try one.typedNames(current: "default").database == "law")
    let plain = try MigrationArguments.parse(["source:docs"])
    #expect(try plain.typedNames(current: "sales") == (["docs"], "sales"))
  }

  @Test func `collections of the target cannot be migrated`() throws {
    let wrong = try MigrationArguments.parse(["target:docs"])
    let error = #expect(throws: UsageError.self) { try wrong.typedNames(current: "default") }
    #expect(error?.code == .readOnly)
  }

  @Test func `options become the engine's`() throws {
    let arguments = try MigrationArguments.parse([
      "--all", "--index", "same", "--no-aliases", "--auto-id", "keep-keys", "--on-conflict", "skip",
      "--verify", "full", "--load-source", "--parallel", "8", "--max-rejects", "5",
    ])
    var expected = MigrationOptions()
    expected.index = .same
    expected.aliases = false
    expected.autoID = .keepKeys
    expected.onConflict = .skip
    expected.verification = .full
    expected.loadSource = true
    expected.parallel = 8
    expected.maxRejects = 5
    #expect(arguments.options == expected)
    #expect(try MigrationArguments.parse(["x"]).options == MigrationOptions())
  }

  @Test func `partitions are those that were named, and all without a name`() throws {
    let some = try MigrationArguments.parse(["x", "--partition", "a", "--partition", "b"])
    #expect(some.options.partitions == ["a", "b"])
    #expect(throws: (any Error).self) {
      try MigrationArguments.parse(["x", "--partition", "a", "--schema-only"])
    }
  }

  @Test func `a schema alone moves no entities, and none are compared`() throws {
    #expect(try MigrationArguments.parse(["x", "--schema-only"]).options.only == .schema)
    #expect(throws: (any Error).self) {
      try MigrationArguments.parse(["x", "--schema-only", "--verify", "full"])
    }
  }

  @Test func `a part of the entities, or entities alone, are the engine's to move`() throws {
    let some = try MigrationArguments.parse(["x", "--where", "year > 2025", "--data-only"])
    #expect(some.options.filter == "year > 2025" && some.options.only == .data)
  }

  @Test(arguments: [
    ["x", "--where", " "], ["x", "--where", "a > 1", "--schema-only"],
    ["x", "--data-only", "--schema-only"], ["x", "--data-only", "--on-conflict", "skip"],
    ["x", "--data-only", "--index", "same"], ["x", "--schema-only", "--on-conflict", "upsert"],
    ["x", "--all-databases"], ["--all-databases", "--database", "a"],
    ["--all-databases", "--target-database", "a"], ["--all-databases", "--partition", "p"],
  ])
  func `choices that exclude each other are refused`(arguments: [String]) {
    #expect(throws: (any Error).self) { try MigrationArguments.parse(arguments) }
  }

  @Test func `patterns choose in every database, and need not choose anything in each`() {
    let selection = CollectionSelection(
      match: [TypedAddress(name: "docs*")], exclude: [TypedAddress(name: "*_tmp")])
    let docs = [CollectionChoice(source: "docs")]
    #expect(selection.fitting(in: "law", among: ["docs", "docs_tmp", "images"]) == docs)
    #expect(selection.fitting(in: "law", among: ["images"]) == [])
  }

  private let places: [(database: ServerName, names: [ServerName])] = [
    ("law", ["docs", "tmp_a"]), ("sales", ["docs", "tmp_a"]),
  ]

  /// What is taken from each database, as `DATABASE.NAME>TARGET`.
  private func moved(_ words: String...) throws -> [String] {
    let arguments = try MigrationArguments.parse(["--all-databases"] + words)
    return try arguments.requests(among: places).flatMap { request in
      request.collections.map {
        "\(request.sourceDatabase).\($0.source)>\($0.newName ?? $0.source)"
      }
    }
  }

  @Test func `a pattern with a database fits there alone`() throws {
    #expect(
      try moved("--exclude", "law.tmp_a")
        == ["law.docs>docs", "sales.docs>docs", "sales.tmp_a>tmp_a"])
    #expect(try moved("--match", "law.*") == ["law.docs>docs", "law.tmp_a>tmp_a"])
    #expect(try moved("--match", "*.docs") == ["law.docs>docs", "sales.docs>docs"])
  }

  @Test func `collections of one name in two databases are renamed apart`() throws {
    #expect(
      try moved("--match", "docs", "--rename", "law.docs:docs1")
        == ["law.docs>docs1", "sales.docs>docs"])
  }

  @Test(arguments: [
    (["--exclude", "law.nope"], "--exclude \"law.nope\" fits no collection"),
    (["--match", "nope.*"], "--match \"nope.*\" fits no collection"),
    (
      ["--rename", "nope.docs:a"],
      "--rename names \"nope.docs\", which is not among the chosen collections"
    ),
  ])
  func `what fits nothing in any database is a mistake`(words: [String], message: String) throws {
    let arguments = try MigrationArguments.parse(["--all-databases"] + words)
    let error = #expect(throws: UsageError.self) { try arguments.requests(among: places) }
    #expect(error?.message == message)
  }

  @Test func `leaving out what is not there is a mistake`() {
    let selection = CollectionSelection(all: true, exclude: [TypedAddress(name: "imags")])
    let error = #expect(throws: UsageError.self) { try chosen(selection) }
    #expect(error?.message == "--exclude \"imags\" fits no collection")
    #expect(error?.hint == "did you mean images?")
  }

  @Test func `a renaming of a name with a dot shows the backslash`() {
    let selection = CollectionSelection(
      names: ["docs\\.2024"], renamings: [Renaming(database: "docs", old: "2024", new: "x")])
    let error = #expect(throws: UsageError.self) {
      try selection.choices(in: "default", among: [])
    }
    #expect(error?.hint == "did you mean docs\\.2024?")
  }

  @Test(arguments: ["-1", "many"]) func `how many may be refused is a number from 0`(text: String) {
    #expect(throws: (any Error).self) {
      try MigrationArguments.parse(["x", "--max-rejects=\(text)"])
    }
    #expect(throws: (any Error).self) { try JobResume.parse(["1", "--max-rejects=\(text)"]) }
  }

  @Test func `refused entities are those of one job, as they are now`() throws {
    #expect(throws: (any Error).self) { try JobShow.parse(["1", "--rejects", "--follow"]) }
    #expect(try JobShow.parse(["1", "--rejects"]).rejects)
    #expect(try JobShow.parse(["--rejects"]).job == nil)
  }
}

extension NamePattern: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}
