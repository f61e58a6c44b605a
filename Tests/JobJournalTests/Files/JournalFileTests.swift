internal import Foundation
internal import JobJournal
internal import Testing

struct JournalFileTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `only the owner reads the folder and its files`() async throws {
    let lock = try JournalLock.acquire(folder: fixture.folder)
    let journal = try fixture.writer()
    _ = try await journal.makeJob()
    #expect(try fixture.mode(of: fixture.folder) == 0o700)
    for suffix in ["", "-wal", "-shm"] {
      #expect(try fixture.mode(of: fixture.database + suffix) == 0o600, "\(suffix)")
    }
    #expect(try fixture.mode(of: fixture.folder + "/journal.lock") == 0o600)
    lock.release()
  }

  @Test func `a journal that others could read is closed to them`() async throws {
    let journal = try fixture.writer()
    let paths = ["", "-wal", "-shm"].map { fixture.database + $0 }
    for path in paths {
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    }
    let again = try fixture.writer()
    #expect(try paths.map(fixture.mode(of:)) == [0o600, 0o600, 0o600])
    #expect(try await again.jobs() == journal.jobs())
  }

  @Test func `a reader of a missing journal finds it empty and makes nothing`() async throws {
    let reader = try fixture.reader()
    #expect(try await reader.jobs().isEmpty)
    #expect(try await reader.job(1) == nil)
    #expect(!FileManager.default.fileExists(atPath: fixture.folder))
  }

  @Test func `a reader of a journal that is just being made finds it empty`() async throws {
    try FileManager.default.createDirectory(
      atPath: fixture.folder, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: fixture.database, contents: nil))
    #expect(try await fixture.reader().jobs().isEmpty)
  }

  @Test func `a reader of an older version's journal sees its jobs and changes nothing`()
    async throws
  {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    for table in ["sample", "targetIdentity"] { _ = try await journal.sql("DROP TABLE \(table)") }
    for column in ["sourceOptions", "targetOptions"] {
      _ = try await journal.sql("ALTER TABLE job DROP COLUMN \(column)")
    }
    let older = "DELETE FROM grdb_migrations WHERE identifier <> '1' RETURNING identifier"
    #expect(try await journal.sql(older) != nil)
    let reader = try fixture.reader()
    #expect(try await reader.jobs().map(\.id) == [job])
    #expect(try await reader.rejects(job).isEmpty)
    #expect(try await journal.sql(older) == nil)
    #expect(try await fixture.writer().jobs().map(\.id) == [job])
  }

  @Test(arguments: [Journal.Access.writer, .reader])
  func `a journal of a newer version is refused`(access: Journal.Access) async throws {
    let journal = try fixture.writer()
    _ = try await journal.sql("INSERT INTO grdb_migrations (identifier) VALUES ('999')")
    await expect(.newerVersion) {
      _ = try Journal.open(folder: fixture.folder, as: access)
    }
  }

  @Test(arguments: [Journal.Access.writer, .reader])
  func `a file that is no journal is called damaged`(access: Journal.Access) async throws {
    try FileManager.default.createDirectory(
      atPath: fixture.folder, withIntermediateDirectories: true)
    let noise = Data(repeating: 0x5A, count: 8192)
    #expect(FileManager.default.createFile(atPath: fixture.database, contents: noise))
    let error = await expect(.corrupt) {
      _ = try Journal.open(folder: fixture.folder, as: access)
    }
    let folder = fixture.folder
    #expect(
      error?.message
        == "cannot open the records in the journal \"\(folder)\": file is not a database")
  }

  @Test(arguments: ["", "/below"])
  func `the folder that cannot be made is named, with the system's words`(
    below: String
  ) async throws {
    #expect(FileManager.default.createFile(atPath: fixture.folder, contents: nil))
    let folder = fixture.folder + below
    let error = await expect(.ioFailed) { _ = try Journal.open(folder: folder, as: .writer) }
    #expect(error?.message == "cannot make the folder \"\(fixture.folder)\": File exists")
  }

  @Test func `a full disk is named, and loses nothing that was recorded`() async throws {
    let journal = try fixture.writer()
    let range = try await journal.makeRange(.open)
    let job = try #require(try await journal.range(range)).jobID
    _ = try await journal.sql("PRAGMA max_page_count = 1")
    let long = String(repeating: "x", count: 100_000)
    let error = await expect(.diskFull) {
      try await journal.log(job, kind: "note", message: long, at: noon)
    }
    #expect(error?.message.hasPrefix("cannot log an event of job \(job) in the journal") == true)
    #expect(try await journal.events(job).isEmpty)
    _ = try await journal.sql("PRAGMA max_page_count = 100000")
    try await journal.finish(range, rows: 10, bytes: 1)
    #expect(try await journal.range(range)?.state == .done)
  }
}
