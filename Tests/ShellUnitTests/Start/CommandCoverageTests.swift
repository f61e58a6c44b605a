internal import Foundation
internal import Testing

@testable internal import Shell

/// No command without a test that types it.
@Suite struct CommandCoverageTests {
  /// What the tests type, as the first words of commands.
  private static let typed = Result { try beginnings(in: sources()) }

  @Test(arguments: CommandTree.standard.commands.map { $0.name })
  func `a test types every command`(name: String) throws {
    let typed = try Self.typed.get()
    #expect(typed.contains(name))
  }

  @Test func `a command that only code or prose names is not found`() {
    let found = Self.beginnings(in: [
      #"""
      // clear is a command; list things, too.
      wait("say `drop`"); run(["copy", "a"]); run("let A 1 && -fail\n!date")
      """#
    ])
    for name in ["say", "copy a", "let", "fail", "!"] { #expect(found.contains(name), "\(name)") }
    for name in ["clear", "list", "wait", "drop", "a"] {
      #expect(!found.contains(name), "\(name)")
    }
  }

  /// The sources of all tests.
  private static func sources() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && !#filePath.hasSuffix($0) }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
  }

  /// The first one to three words of whatever stands where a command can begin.
  private static func beginnings(in sources: [String]) -> Set<String> {
    var found: Set<String> = []
    let separators = Set("';&|\n".utf8)
    let pieces = sources.flatMap(literals)
      .flatMap { $0.utf8.split(whereSeparator: separators.contains) }
    for piece in pieces {
      let line = piece.drop { " -@".utf8.contains($0) }
      if line.first == UInt8(ascii: "!") { found.insert("!") }
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 3).prefix(3)
      let texts = words.map { String(decoding: $0, as: UTF8.self) }
      for place in texts.indices { found.insert(texts[...place].joined(separator: " ")) }
    }
    return found
  }

  /// The texts in a source; those of an array are words of one line.
  private static func literals(in source: String) -> [String] {
    source.components(separatedBy: "\"\"\"").enumerated().flatMap { place, part in
      guard place.isMultiple(of: 2) else { return [part] }
      return part.components(separatedBy: "\n").flatMap { line in
        line.replacingOccurrences(of: "\", \"", with: " ")
          .replacingOccurrences(of: "\\\"", with: "")
          .components(separatedBy: "\"").enumerated()
          .filter { !$0.offset.isMultiple(of: 2) }
          .map { $0.element.replacingOccurrences(of: "\\n", with: "\n") }
      }
    }
  }
}
