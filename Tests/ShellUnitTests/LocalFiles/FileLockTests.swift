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
    try Data().write(to: URL(filePath: scratch.path(of: "3.db/LOCK")))
  }

  // The lock of a file of version 2 is between processes: LocalFileTests.
  @Test func `a folder that is locked is in use, until it is freed`() throws {
    let path = scratch.path(of: "3.db")
    let lock = try FileLock(of: path, .folder)
    let error = #expect(throws: UsageError.self) { _ = try FileLock(of: path, .folder) }
    #expect(error?.code == .fileInUse)
    lock.free()
    #expect(lock.descriptor == nil)
    _ = try FileLock(of: path, .folder)
  }

  @Test func `a folder is free though a child has a copy of its lock`() throws {
    let path = scratch.path(of: "3.db")
    let lock = try FileLock(of: path, .folder)
    let copy = dup(try #require(lock.descriptor))
    defer { close(copy) }
    lock.free()
    _ = try FileLock(of: path, .folder)
  }
}
