internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// A folder of Milvus Lite 3 is opened only if it has what its manifests name.
@Suite struct LiteInventoryTests {
  private static let docs = "collections/docs/"
  private static let data = docs + "partitions/_default/data/data_000001_000500.parquet"
  private static let deletions = docs + "partitions/_default/delta/delta_000501_000501.parquet"
  private static let shop = "databases/shop/collections/prices/"

  private let scratch: Scratch
  private var folder: String { scratch.path(of: "x.db") }

  /// Makes a folder as Milvus Lite 3.2.2 leaves it.
  init() throws {
    scratch = try Scratch()
    let manifest = """
      {"manifest_format_version": 2, "partitions": {"_default": {
        "data_files": ["data/data_000001_000500.parquet"],
        "delta_files": ["delta\\\\delta_000501_000501.parquet"]}}, "version": 3}
      """
    try make(Self.docs + "manifest.json", manifest)
    try make(Self.shop + "manifest.json", #"{"partitions": {"_default": {}}}"#)
    for file in [
      "LOCK", Self.docs + "schema.json", Self.data, Self.deletions, Self.shop + "schema.json",
    ] {
      try make(file, "")
    }
  }

  private func make(_ file: String, _ text: String) throws {
    let url = URL(filePath: folder + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: folder + "/" + file)
  }

  private func missing() -> [String] {
    LiteInventory(of: folder).losses.map { String($0.file.dropFirst(folder.count + 1)) }
  }

  @Test func `a folder that has everything is whole`() throws {
    #expect(missing().isEmpty)
    try LiteInventory.requireWhole(folder)
  }

  @Test(arguments: [data, deletions, docs + "schema.json", shop + "schema.json"])
  func `what a manifest belongs to is missed`(file: String) throws {
    try remove(file)
    #expect(missing() == [file])
  }

  @Test func `the error names the first file, and how many there are`() throws {
    try remove(Self.docs + "partitions")
    let error = #expect(throws: UsageError.self) { try LiteInventory.requireWhole(folder) }
    #expect(error?.code == .fileDamaged)
    #expect(
      error?.message
        == "\"\(folder)\" is not whole: \"\(Self.data)\" is missing, the first of 2 such files")
    let docs = "\(folder)/collections/docs"
    #expect(
      error?.hint
        == "restore it from a backup; or leave the collection out: mv \(docs) \(folder)-docs")
  }

  @Test func `a manifest that says nothing is no manifest`() throws {
    try make(Self.docs + "manifest.json", "{}")
    #expect(missing() == [Self.docs + "manifest.json"])
  }

  @Test func `entities without a manifest are missed by it`() throws {
    try remove(Self.docs + "manifest.json")
    #expect(missing() == [Self.docs + "manifest.json"])
    // The log has them until the manifest names them.
    try make(Self.docs + "wal/wal_data_000001.arrow", "")
    #expect(missing().isEmpty)
    // It was written before.
    try make(Self.docs + "manifest.json.prev", "{}")
    #expect(missing() == [Self.docs + "manifest.json"])
  }
}
