internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

/// A state folder of its own, and what tests do with it.
struct JournalFixture {
  private let scratch: Scratch
  let folder: String

  init() throws {
    scratch = try Scratch()
    folder = scratch.path(of: "state")
  }

  var database: String { folder + "/journal.sqlite" }

  func writer(_ hook: JournalWriteHook? = nil) throws -> Journal {
    try Journal.open(folder: folder, as: .writer, hook: hook)
  }

  func reader() throws -> Journal { try Journal.open(folder: folder, as: .reader) }

  /// A folder with what is on disk now, as a process finds it after this one died.
  func afterCrash() throws -> String {
    let other = scratch.path(of: "after-crash")
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    for name in ["journal.sqlite", "journal.sqlite-wal"] {
      try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: other + "/" + name)
    }
    return other
  }

  func mode(of path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }
}

/// A moment that the journal's milliseconds hold exactly.
let noon = Date(timeIntervalSince1970: 1_750_000_000)

extension NewJob {
  static let docs = NewJob(
    fingerprint: "f1", sourcePlace: "http://a:19530", targetPlace: "http://b:19530",
    sourceLabel: "old", targetLabel: "new", sourceDatabase: "default", sourceCollection: "docs",
    targetDatabase: "archive", targetCollection: "docs_v2", plan: Data([0, 1, 255]),
    createdAt: noon)
}

extension NewRange {
  /// Range `ordinal` of ten keys: (10 n, 10 n + 10].
  static func ten(_ ordinal: Int) -> NewRange {
    NewRange(
      ordinal: ordinal, lower: ordinal == 0 ? nil : "i:\(10 * ordinal)",
      upper: "i:\(10 * ordinal + 10)", expectedRows: 10)
  }
}

extension Journal {
  /// Records one job that is pending.
  func create(_ new: NewJob) async throws -> JobRecord {
    try #require(try await create([new]).first)
  }

  /// Records one partition of a job.
  func addPartition(_ job: Int64, name: String) async throws -> PartitionRecord {
    try #require(try await addPartitions(job, names: [name]).first)
  }

  /// Records a job that went the shortest legal way to a state.
  func makeJob(_ state: JobRecord.State = .inProgress) async throws -> Int64 {
    let job = try await create(.docs).id
    let way: [JobRecord.State] =
      switch state {
      case .pending: []
      case .inProgress: [.inProgress]
      case .paused, .successful, .failed, .canceled: [.inProgress, state]
      }
    for step in way {
      try await move(job, to: step, failure: ("write.refused", "no space"), at: noon)
    }
    return job
  }

  /// Records a running job whose partition "a" has a number of ranges.
  func makeRanges(_ count: Int) async throws -> (job: Int64, partition: Int64, [RangeRecord]) {
    let job = try await makeJob()
    let partition = try await addPartition(job, name: "a").id
    let ranges = try await plan(
      (0..<count).map(NewRange.ten), partition: partition, scannedThrough: "i:\(10 * count)",
      complete: false)
    return (job, partition, ranges)
  }

  /// Brings a new range to a state.
  func makeRange(_ state: RangeRecord.State) async throws -> Int64 {
    let range = try #require(try await makeRanges(1).2.first).id
    if state != .planned { _ = try await open(range) }
    if state == .done { try await finish(range, rows: 10, bytes: 100) }
    return range
  }
}

/// Runs the body and expects a journal error of a code, which it returns.
@discardableResult
func expect(
  _ code: JournalError.Code, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () async throws -> Void
) async -> JournalError? {
  let error = await #expect(throws: JournalError.self, sourceLocation: sourceLocation) {
    try await body()
  }
  #expect(error?.code == code, "\(error?.message ?? "")", sourceLocation: sourceLocation)
  return error
}
