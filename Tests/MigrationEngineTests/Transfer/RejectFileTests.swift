internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

struct RejectFileTests {
  private let collection = CollectionAddress(database: "shop", name: "docs")
  private let rows = [
    RejectedRow(key: .int64(Int64.min), partition: "first", reason: "value 'NaN' is no number"),
    RejectedRow(key: .varchar("a\"b\n\u{0}é"), partition: nil, reason: "too long"),
  ]

  @Test func `a line is an object with key, place and reason`() throws {
    #expect(
      try RejectFile.text(rows, of: collection) == """
        {"collection":"docs","database":"shop","key":-9223372036854775808,"partition":"first",\
        "reason":"value 'NaN' is no number"}
        {"collection":"docs","database":"shop","key":"a\\"b\\n\\u0000é","partition":null,\
        "reason":"too long"}

        """)
  }

  @Test func `the file is its owner's, and goes when nothing is refused any more`() throws {
    let scratch = try Scratch()
    let file = RejectFile(folder: scratch.path(of: "state"), job: JobID(rawValue: 7))
    #expect(file.existingPath == nil)
    try file.write(rows, of: collection)
    #expect(file.path.hasSuffix("/state/rejects/job-7.jsonl"))
    #expect(file.existingPath == file.path)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    #expect(
      try String(contentsOfFile: file.path, encoding: .utf8)
        == RejectFile.text(rows, of: collection))
    try file.write([], of: collection)
    #expect(file.existingPath == nil)
  }

  @Test func `runs leave out what was refused`() {
    let keys = (0..<6).map { PrimaryKey.int64($0) }
    #expect(keys.runs(without: []) == [0..<6])
    #expect(keys.runs(without: [keys[0], keys[3]]) == [1..<3, 4..<6])
    #expect(keys.runs(without: [keys[4], keys[5]]) == [0..<4])
    #expect(keys.runs(without: Set(keys)).isEmpty)
    #expect([PrimaryKey]().runs(without: []).isEmpty)
  }

  @Test func `a refused row is no difference, another one is`() {
    var report = VerificationReport(source: collection, target: collection, mode: .full)
    report.note([
      Difference(key: .int64(1), partition: "p", kind: .missing, fields: []),
      Difference(key: .int64(1), partition: "q", kind: .missing, fields: []),
      Difference(key: .int64(2), partition: "p", kind: .changed, fields: ["v"]),
    ])
    let refused = [RejectedRow(key: .int64(1), partition: "p", reason: "no")]
    let found = report.differences(except: refused)
    #expect(found.named.map(\.partition) == ["q", "p"] && found.count == 2)
    #expect(report.differences(except: []).count == 3)
    // What is not named for want of room may be what was refused, and no more than that.
    report.differenceCount = 9
    #expect(report.differences(except: refused).count == 8)
  }
}
