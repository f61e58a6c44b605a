import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct TypedAddressTests {
  @Test(
    arguments: [
      ("docs", nil, nil, "docs"),
      ("source:docs", Side.source, nil, "docs"),
      ("target:sales.docs", Side.target, "sales", "docs"),
      ("sales.doc*", nil, "sales", "doc*"),
    ] as [(String, Side?, String?, String)])
  func `an address has a side, a database and a name`(
    _ text: String, _ side: Side?, _ database: String?, _ name: String
  ) throws {
    #expect(
      try TypedAddress(parsing: text)
        == TypedAddress(side: side, database: database.map(ServerName.init(_:)), name: name))
  }

  @Test(arguments: ["", "target:", "sales.", ".docs", "a..b", "target:sales."])
  func `an address without a name is refused`(_ text: String) {
    #expect(throws: UsageError.self) { try TypedAddress(parsing: text) }
  }

  @Test func `an unset variable before the colon does not become the whole side`() {
    let error = #expect(throws: UsageError.self) { try TypedAddress(parsing: "target:") }
    #expect(error?.message == "the address \"target:\" lacks a name")
  }

  @Test func `a word before the colon that is no side is named`() {
    let error = #expect(throws: UsageError.self) { try TypedAddress(parsing: "prod:docs") }
    #expect(error?.message == "\"prod\" in \"prod:docs\" is not a side")
  }

  @Test func `more parts than a database and a name are refused`() {
    #expect(throws: UsageError.self) { try TypedAddress(parsing: "a.b.c") }
  }

  @Test func `the current database stands in for one that is not named`() throws {
    let plain = try TypedAddress(parsing: "docs").collection(in: "sales")
    let named = try TypedAddress(parsing: "law.docs").collection(in: "sales")
    #expect(plain == CollectionAddress(database: "sales", name: "docs"))
    #expect(named == CollectionAddress(database: "law", name: "docs"))
  }

  @Test func `databases have a side and no database`() throws {
    let (side, name) = try TypedAddress.sided("target:sales")
    #expect(side == .target)
    #expect(name == "sales")
    #expect(try TypedAddress.sided("sales").side == nil)
  }

  @Test(arguments: ["a", "a:", ":b", "a:b:c", "a*:b", "a:b?", "a:b c", "a:1b", "a:$b", "a:é"])
  func `a renaming needs two names, and the new one a name that servers take`(_ text: String) {
    #expect(Renaming(argument: text) == nil)
  }

  @Test func `a renaming has an old and a new name`() {
    #expect(Renaming(argument: "docs:docs_2026") == Renaming(old: "docs", new: "docs_2026"))
  }
}
