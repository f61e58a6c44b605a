internal import Foundation
internal import Testing

@testable internal import Shell

/// What the process was started with.
@Suite struct ProcessSurroundingsTests {
  @Test func `the words after the program's name are the arguments`() throws {
    #expect(try arguments(["vecferry"]).isEmpty)
    #expect(try arguments(["vecferry", "echo", "日本", ""]) == ["echo", "日本", ""])
  }

  @Test func `no word at all is no empty command line`() {
    let error = #expect(throws: UsageError.self) { try arguments([]) }
    #expect(error?.message.contains("/proc is not mounted") == true)
    #expect(error?.hint == "mount -t proc proc /proc")
  }

  private func arguments(_ words: [String]) throws -> [String] {
    var pointers = words.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return try pointers.withUnsafeMutableBufferPointer { buffer in
      let start = try #require(buffer.baseAddress)
      return try ProcessSurroundings.arguments(start, count: words.count)
    }
  }
}
