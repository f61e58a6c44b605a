internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

struct PrivateFileTests {
  let scratch: Scratch
  let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path(of: "state") + "/rejects/job-1.jsonl"
  }

  @Test func `a file is for its owner only, and so is its folder`() throws {
    try PrivateFile.replace(path, with: Array("one\n".utf8))
    #expect(try mode(path) == 0o600)
    #expect(try mode((path as NSString).deletingLastPathComponent) == 0o700)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\n")
  }

  @Test func `a new file takes the place of an old one and of a draft`() throws {
    try PrivateFile.replace(path, with: Array(repeating: 0x41, count: 100_000))
    for stale in [path, path + ".new"] {
      _ = FileManager.default.createFile(
        atPath: stale, contents: Data("old".utf8), attributes: [.posixPermissions: 0o644])
    }
    try PrivateFile.replace(path, with: Array("two\n".utf8))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "two\n")
    #expect(try mode(path) == 0o600)
    #expect(!FileManager.default.fileExists(atPath: path + ".new"))
  }

  @Test func `a file is removed, and one that is not there is no error`() throws {
    try PrivateFile.replace(path, with: [])
    try PrivateFile.remove(path)
    try PrivateFile.remove(path)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `what cannot be written is said with its path`() throws {
    try PrivateFile.replace(path, with: [])
    let error = #expect(throws: JournalError.self) {
      try PrivateFile.replace(path + "/below", with: [])
    }
    #expect(error?.code == .ioFailed)
    #expect(error?.message.contains("job-1.jsonl") == true)
  }

  private func mode(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }
}
