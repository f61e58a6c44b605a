import MigrationEngine
import MilvusClient
import TestSupport
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
        == TypedAddress(side: side, database: database, name: name))
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

  @Test(arguments: ["a", "a:", ":b", "a:b:c", "a*:b", "a:b?", "a:b.c", "d*.a:b"])
  func `a renaming needs two names, and the new one is of no database`(_ text: String) {
    #expect(Renaming(argument: text) == nil)
  }

  @Test(arguments: [
    ("docs:docs_2026", Renaming(old: "docs", new: "docs_2026")),
    ("law.docs:docs1", Renaming(database: "law", old: "docs", new: "docs1")),
    ("docs\\.2024:docs_2024", Renaming(old: "docs.2024", new: "docs_2024")),
    ("a\\:b:a\\.b", Renaming(old: "a:b", new: "a.b")),
    ("a\\*:b\\?", Renaming(old: "a*", new: "b?")),
  ])
  func `a renaming has an old and a new name`(_ text: String, _ expected: Renaming) {
    #expect(Renaming(argument: text) == expected)
  }

  @Test(
    arguments: [
      ("docs\\.2024", nil, "docs.2024"), ("a\\:b", nil, "a:b"), ("law.a\\.b", "law", "a.b"),
      ("a\\\\b", nil, "a\\b"), ("a\\b", nil, "a\\b"), ("a\\", nil, "a\\"), ("\\*", nil, "*"),
      ("source:a:b", nil, "a:b"), ("l\\.w.\\?", "l.w", "?"),
    ] as [(String, ServerName?, ServerName)])
  func `a backslash takes its meaning from what follows`(
    _ text: String, _ database: ServerName?, _ name: ServerName
  ) throws {
    #expect(
      try TypedAddress(parsing: text).collection(in: "here")
        == CollectionAddress(database: database ?? "here", name: name))
  }

  @Test(arguments: [
    ("a.b.c", "'a\\.b\\.c'"), ("prod:docs", "'prod\\:docs'"),
  ])
  func `what cannot be read is shown with backslashes`(_ text: String, _ escaped: String) {
    let error = #expect(throws: UsageError.self) { try TypedAddress(parsing: text) }
    #expect(error?.hint?.hasSuffix("like \(escaped)") == true, "\(error?.hint ?? "none")")
  }

  @Test(arguments: 0..<64)
  func `every name can be typed in an address and as a renaming, quoted or not`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let name = ServerName(Self.randomName(&generator))
      let escaped = NameSpelling.escaped(name)
      for line in [Quoting.quoted(escaped), Quoting.shortest(escaped)] {
        let typed = try Self.read("count \(line)")
        #expect(try TypedAddress(parsing: typed).collection(in: "d")?.name == name, "\(line)")
      }
      let renaming = try Self.read("x \(Quoting.quoted("\(escaped):\(escaped)"))")
      #expect(Renaming(argument: renaming) == Renaming(old: name, new: name), "\(renaming)")
      #expect(NamePattern(escaped).matches(name), "\(escaped)")
    }
  }

  /// The last word of a line.
  private static func read(_ line: String) throws -> String {
    let command = try #require(StatementParser.statements(of: line).first?.steps.first?.command)
    return try #require(try Expansion { _ in nil }.words(command.words).last)
  }

  private static func randomName(_ generator: inout SeededGenerator) -> String {
    let alphabet = Array("aZ0_-.:*?\\'\" $#;&{é日\u{301}".unicodeScalars)
    var name = String.UnicodeScalarView()
    for _ in 0...Int.random(in: 0...6, using: &generator) {
      if let scalar = alphabet.randomElement(using: &generator) { name.append(scalar) }
    }
    return String(name)
  }
}
