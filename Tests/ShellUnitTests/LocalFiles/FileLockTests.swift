internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// One program at a time has a database of Milvus Lite open.
@Suite struct FileLockTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path(of: "3.db"), withIntermediateDirectories: true)
    for file in ["3.db/LOCK", "2.db"] {
      try Data().write(to: URL(filePath: scratch.path(of: file)))
    }
  }

  @Test(arguments: [("2.db", LiteLayout.file(minor: 5)), ("3.db", .folder)])
  func `what is locked is in use, until it is freed`(name: String, layout: LiteLayout) throws {
    let path = scratch.path(of: name)
    let lock = try FileLock(of: path, layout)
    let error = #expect(throws: UsageError.self) { _ = try FileLock(of: path, layout) }
    #expect(error?.code == .fileInUse)
    lock.free()
    #expect(lock.descriptor == nil)
    _ = try FileLock(of: path, layout)
  }
}
