internal import Testing

@testable internal import Shell

@Suite struct ExpansionTests {
  private let expansion = Expansion(arguments: ["one", "two words"]) {
    ["NAME": "docs v1", "EMPTY": "", "HOME": "/srv/ann"][$0]
  }

  private func words(_ text: String) throws -> [String] {
    let words = try Tokenizer.tokens(of: text).compactMap { token -> Word? in
      if case .word(let word) = token { word } else { nil }
    }
    return try expansion.words(words)
  }

  @Test(arguments: [
    ("$NAME", ["docs v1"]),
    ("target:${NAME}", ["target:docs v1"]),
    ("'$NAME' \\$NAME", ["$NAME", "$NAME"]),
    ("\"<$NAME>\"", ["<docs v1>"]),
    ("${NO:-a b}", ["a b"]),
    ("${NO:-}", []),
    ("\"${NO:-}\"", [""]),
    ("$EMPTY x", ["x"]),
    ("target:$EMPTY", ["target:"]),
    ("$1 $2", ["one", "two words"]),
    ("$@", ["one", "two words"]),
    ("\"$@\"", ["one", "two words"]),
    ("a$@", ["aone two words"]),
    ("${3:-x}", ["x"]),
    ("~ ~/.token", ["/srv/ann", "/srv/ann/.token"]),
    ("--ca ~/ca.pem --cert=~/c.pem", ["--ca", "/srv/ann/ca.pem", "--cert=/srv/ann/c.pem"]),
    ("~/$NAME", ["/srv/ann/docs v1"]),
    (
      "'~/x' \\~/x \"~/x\" ~ann/x a~/x x=~/y ~'/x'",
      ["~/x", "~/x", "~/x", "~ann/x", "a~/x", "x=~/y", "~/x"]
    ),
  ])
  func `variables become their values`(text: String, expected: [String]) throws {
    #expect(try words(text) == expected)
  }

  @Test func `a variable without a value is an error`() {
    let error = #expect(throws: UsageError.self) { try words("drop target:$COPY") }
    #expect(error?.code == .unsetVariable)
    #expect(error?.message == "the variable \"COPY\" is not set")
  }

  @Test func `without a home a tilde is an error`() {
    let homeless = Expansion { _ in nil }
    let word = Word(pieces: [.bare("~/x")], line: 1, column: 1)
    let error = #expect(throws: UsageError.self) { try homeless.words([word]) }
    #expect(error?.code == .unsetVariable)
  }

  @Test func `a missing argument is an error`() {
    let error = #expect(throws: UsageError.self) { try words("use $3") }
    #expect(error?.message == "the script has no argument 3")
  }
}
