internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What is told of a database of Milvus Lite by its files.
@Suite struct LiteLayoutTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [("collection_meta", true), ("collection_meta bm25_stats", false)])
  func `a file is served by the release that opened it, and by later ones`(
    tables: String, isServedByFour: Bool
  ) throws {
    let path = scratch.path(of: "x.db")
    try Data("SQLite format 3\0 CREATE TABLE \(tables)".utf8).write(to: URL(filePath: path))
    let layout = try #require(try LiteLayout.recognise(path))
    #expect(layout.isServed(by: ServerVersion(2, 4, 12, isLite: true)) == isServedByFour)
    #expect(layout.isServed(by: ServerVersion(2, 5, 1, isLite: true)))
    #expect(!layout.isServed(by: ServerVersion(3, 2, 2, isLite: true)))
  }

  @Test(arguments: [
    (["LOCK", "collections"], true), (["collections", "databases"], true), (["collections"], false),
    (["LOCK"], false),
  ])
  func `a folder is known without its lock, too`(names: [String], isKnown: Bool) throws {
    for name in names {
      try FileManager.default.createDirectory(
        atPath: scratch.path(of: "x.db/\(name)"), withIntermediateDirectories: true)
    }
    let layout = try? LiteLayout.recognise(scratch.path(of: "x.db"))
    #expect((layout == .folder) == isKnown)
  }
}
