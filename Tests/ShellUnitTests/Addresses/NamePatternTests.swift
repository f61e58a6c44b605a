import MilvusClient
import TestSupport
import Testing

@testable import Shell

@Suite struct NamePatternTests {
  @Test(arguments: [
    ("docs", "docs", true), ("docs", "docs_v1", false), ("*", "", true), ("*", "anything", true),
    ("doc*", "docs_v1", true), ("doc*", "do", false), ("*_v1", "docs_v1", true),
    ("*_v1", "docs_v12", false), ("d?cs", "docs", true), ("d?cs", "dcs", false),
    ("a*b*c", "aXbYc", true), ("a*b*c", "aXcYb", false), ("*a*", "bab", true), ("", "", true),
    ("", "a", false), ("?", "é", true), ("**", "x", true), ("*ab", "aab", true),
    ("Docs", "docs", false),
  ])
  func `a pattern fits a whole name`(_ pattern: String, _ name: ServerName, _ fits: Bool) {
    #expect(NamePattern(pattern).matches(name) == fits)
  }

  @Test func `a pattern agrees with trying every way to place its stars`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let pattern = String(
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          "ab*?".randomElement(using: &random) ?? "a"
        })
      let name = String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in
          "ab".randomElement(using: &random) ?? "a"
        })
      let expected = fits(pattern[...], name[...])
      #expect(NamePattern(pattern).matches(ServerName(name)) == expected, "\(pattern) on \(name)")
    }
  }

  @Test func `a hostile pattern takes no time`() {
    let pattern = NamePattern(String(repeating: "a*", count: 200) + "b")
    #expect(!pattern.matches(ServerName(String(repeating: "a", count: 2000))))
  }

  @Test func `a selection keeps the order of the names`() {
    #expect(NamePattern("d*").selection(from: ["dz", "a", "db"]) == ["dz", "db"])
  }

  private func fits(_ pattern: Substring, _ name: Substring) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    if first == "*" {
      return fits(rest, name) || (!name.isEmpty && fits(pattern, name.dropFirst()))
    }
    return !name.isEmpty && (first == "?" || first == name.first) && fits(rest, name.dropFirst())
  }
}
