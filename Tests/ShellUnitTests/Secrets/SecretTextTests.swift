internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// Secrets as people keep them, from whatever source.
@Suite struct SecretTextTests {
  @Test(arguments: [
    "abc\n", "abc\r\n", "  abc  \nsecond", "\n\nabc\n", "\u{FEFF}abc\r\n", "abc",
  ])
  func `the first line that is not blank is the secret`(text: String) throws {
    #expect(try SecretText.secret(in: text.utf8, of: "the file") == "abc")
  }

  @Test(
    arguments: [
      ([0x61, 0], "U+0000"), ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0x61, 0xE9], "byte E9"),
      (Array("\"root:Milvus\"".utf8), "quotes"), (Array("'a'".utf8), "quotes"),
      (Array("a\u{200B}b".utf8), "U+200B"), (Array("a\u{A0}b".utf8), "U+00A0"), ([], "empty"),
      (Array(" \n".utf8), "empty"),
    ] as [([UInt8], String)])
  func `what cannot be a secret is named, and nothing of it`(bytes: [UInt8], word: String) throws {
    let error = #expect(throws: UsageError.self) {
      try SecretText.secret(in: bytes, of: "the file")
    }
    let message = try #require(error?.message)
    #expect(message.hasPrefix("the file ") && message.contains(word))
    #expect(!message.contains("Milvus"))
  }

  @Test func `a variable is read as a file is`() async throws {
    let source = SecretSource.variable("T")
    #expect(try await source.read(environment: ["T": "abc\r"]) == "abc")
    await #expect(throws: UsageError.self) { try await source.read(environment: ["T": "'abc'"]) }
  }

  @Test func `a folder is called one, and no advice opens it`() async throws {
    let scratch = try Scratch()
    let error = await #expect(throws: UsageError.self) {
      try await SecretSource.file(scratch.path).read(environment: [:])
    }
    #expect(error?.message.contains("is a folder") == true)
    #expect(error?.hint?.contains("chmod") == false)
  }
}
