import ArgumentParser
import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct CollectionSelectionTests {
  private let available: [ServerName] = ["docs_v1", "docs_v2", "images", "tmp_1"]

  private func chosen(_ selection: CollectionSelection) throws -> [ServerName] {
    try selection.choices(among: available).map(\.source)
  }

  @Test func `names come in the order of typing, each once`() throws {
    #expect(
      try chosen(.init(names: ["images", "docs*", "images"])) == ["images", "docs_v1", "docs_v2"])
  }

  @Test func `a name that no list shows may be an alias`() throws {
    #expect(try chosen(.init(names: ["docs"])) == ["docs"])
  }

  @Test func `all means every collection but the excluded ones`() throws {
    #expect(try chosen(.init(all: true, exclude: ["tmp_*"])) == ["docs_v1", "docs_v2", "images"])
  }

  @Test func `a match adds what fits`() throws {
    #expect(try chosen(.init(match: ["*_v?"])) == ["docs_v1", "docs_v2"])
  }

  @Test(arguments: [
    CollectionSelection(all: true), .init(match: ["caf*"]), .init(names: ["caf*"]),
    .init(names: ["caf\u{e9}", "cafe\u{301}", "caf\u{e9}"]),
  ])
  func `collections whose names differ in bytes alone are chosen each once`(
    selection: CollectionSelection
  ) throws {
    let spellings: [ServerName] = ["caf\u{e9}", "cafe\u{301}"]
    #expect(try selection.choices(among: spellings).map(\.source) == spellings)
  }

  @Test func `one of two spellings can be left out, or renamed`() throws {
    let (composed, decomposed): (ServerName, ServerName) = ("caf\u{e9}", "cafe\u{301}")
    let selection = CollectionSelection(
      all: true, exclude: [composed.text], renamings: [Renaming(old: decomposed, new: "coffee")])
    #expect(
      try selection.choices(among: [composed, decomposed])
        == [CollectionChoice(source: decomposed, target: "coffee")])
  }

  @Test func `a pattern that fits nothing is a mistake`() {
    let error = #expect(throws: UsageError.self) { try chosen(.init(names: ["nope*"])) }
    #expect(error?.message == "no collection fits \"nope*\"")
  }

  @Test func `excluding everything is a mistake`() {
    #expect(throws: UsageError.self) { try chosen(.init(all: true, exclude: ["*"])) }
  }

  @Test func `choosing nothing is a mistake`() {
    #expect(throws: UsageError.self) { try chosen(.init()) }
  }

  @Test func `a renaming gives the target's name`() throws {
    let selection = CollectionSelection(
      names: ["docs_v1"], renamings: [Renaming(old: "docs_v1", new: "docs_2026")])
    #expect(
      try selection.choices(among: [])
        == [CollectionChoice(source: "docs_v1", target: "docs_2026")])
  }

  @Test func `a renaming of what is not chosen is a mistake that names what was meant`() {
    let selection = CollectionSelection(
      names: ["docs_v1"], renamings: [Renaming(old: "docs_vl", new: "x")])
    let error = #expect(throws: UsageError.self) { try selection.choices(among: []) }
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
    #expect(CollectionSelection(match: ["a"]).needsNames)
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
    ["--all-databases", "--target-database", "a"], ["--all-databases", "--rename", "a:b"],
    ["--all-databases", "--partition", "p"],
  ])
  func `choices that exclude each other are refused`(arguments: [String]) {
    #expect(throws: (any Error).self) { try MigrationArguments.parse(arguments) }
  }

  @Test func `patterns choose in every database, and need not choose anything`() {
    let selection = CollectionSelection(all: false, match: ["docs*"], exclude: ["*_tmp"])
    #expect(selection.fitting(among: ["docs", "docs_tmp", "images"]) == ["docs"])
    #expect(selection.fitting(among: ["images"]) == [])
    #expect(CollectionSelection(all: true).fitting(among: ["a", "b"]) == ["a", "b"])
  }

  @Test(arguments: ["-1", "many"]) func `how many may be refused is a number from 0`(text: String) {
    #expect(throws: (any Error).self) {
      try MigrationArguments.parse(["x", "--max-rejects=\(text)"])
    }
    #expect(throws: (any Error).self) { try JobResume.parse(["1", "--max-rejects=\(text)"]) }
  }

  @Test(arguments: [["--rejects"], ["1", "--rejects", "--follow"]])
  func `refused entities are those of one job, as they are now`(arguments: [String]) throws {
    #expect(throws: (any Error).self) { try JobShow.parse(arguments) }
    #expect(try JobShow.parse(["1", "--rejects"]).rejects)
  }
}
