internal import Foundation
internal import GRDB

/// What was planned, what is done and what went wrong, in a file that outlives the process.
///
/// Every method is one transaction, committed and on disk when it returns, and none is broken off
/// when the caller's task is cancelled. One process writes at a time, which `JournalLock` sees to;
/// any number read.
public final class Journal: Sendable {
  /// What a journal is opened for.
  public enum Access: Sendable {
    /// Make the journal if there is none, bring its tables up to date, read and write.
    ///
    /// The caller holds the `JournalLock` of the folder.
    case writer
    /// Read what a writer has committed, also while it works; never make or change a journal.
    case reader
  }

  private let database: DatabaseQueue
  private let folder: String
  private let access: Access
  private let hook: JournalWriteHook?

  private init(
    _ database: DatabaseQueue, folder: String, access: Access, hook: JournalWriteHook?
  ) {
    self.hook = hook
    self.database = database
    self.folder = folder
    self.access = access
  }

  /// Opens the journal of a state folder.
  ///
  /// A reader of a journal that is not there yet, or just being made, gets an empty one that stays
  /// empty, and one of an older version's journal a copy: open again to see what has been written
  /// since.
  ///
  /// - Throws: `.newerVersion`, `.corrupt`, `.ioFailed` or `.diskFull`.
  public static func open(folder: String, as access: Access) throws(JournalError) -> Journal {
    try open(folder: folder, as: access, hook: nil)
  }

  /// Opens the journal of a state folder while somebody looks on at its writes.
  package static func open(
    folder: String, as access: Access, hook: JournalWriteHook?
  ) throws(JournalError) -> Journal {
    do {
      let database =
        switch access {
        case .writer: try databaseForWriting(in: folder)
        case .reader: try databaseForReading(in: folder)
        }
      return Journal(database, folder: folder, access: access, hook: hook)
    } catch {
      throw JournalError("open the records", folder: folder, cause: error)
    }
  }

  /// Runs the body in a fresh task and waits for it, so that it completes in a cancelled caller.
  public static func shielded<R: Sendable, Failure: Error>(
    _ body: @Sendable @escaping () async throws(Failure) -> R
  ) async throws(Failure) -> R {
    let task = Task<Result<R, Failure>, Never> {
      do throws(Failure) { return .success(try await body()) } catch { return .failure(error) }
    }
    return try await task.value.get()
  }

  /// Commits what the body does, or nothing of it; `attempt` completes "cannot …".
  func write<R: Sendable>(
    _ attempt: String, _ body: @Sendable @escaping (Database) throws -> R
  ) async throws(JournalError) -> R {
    precondition(access == .writer, "a journal that is open for reading is not written")
    do {
      let database = database
      try hook?.look(.before, attempt)
      let result = try await Journal.shielded { try await database.write(body) }
      try hook?.look(.after, attempt)
      return result
    } catch {
      throw JournalError(attempt, folder: folder, cause: error)
    }
  }

  /// Reads one consistent state; `attempt` completes "cannot …".
  func read<R: Sendable>(
    _ attempt: String, _ body: @Sendable @escaping (Database) throws -> R
  ) async throws(JournalError) -> R {
    do {
      let database = database
      return try await Journal.shielded { try await database.read(body) }
    } catch {
      throw JournalError(attempt, folder: folder, cause: error)
    }
  }
}

extension Journal {
  private static func databaseForWriting(in folder: String) throws -> DatabaseQueue {
    let path = JournalFiles.database(in: folder)
    try JournalFiles.makeFolder(folder)
    try JournalFiles.makePrivateDatabase(at: path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    // Not GRDB's own WAL mode, which syncs at checkpoints only: after a power cut a range that was
    // half written would then look untouched, and be inserted twice. FULL syncs at each commit.
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON")
    }
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.read { db in try refuseNewer(db, in: folder) }
    try JournalSchema.migrator.migrate(database)
    return database
  }

  /// What is there, or a copy in memory that is brought up to date: a reader changes nothing.
  private static func databaseForReading(in folder: String) throws -> DatabaseQueue {
    let path = JournalFiles.database(in: folder)
    let copy = try DatabaseQueue()
    if FileManager.default.fileExists(atPath: path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(patience)
      let database = try DatabaseQueue(path: path, configuration: configuration)
      if try isMade(database, in: folder) { return database }
      try database.backup(to: copy)
    }
    try JournalSchema.migrator.migrate(copy)
    return copy
  }

  /// Whether a writer of this version has made the tables.
  ///
  /// One that is making them may commit between two looks of this reader: then it looks once more.
  private static func isMade(_ database: DatabaseQueue, in folder: String) throws -> Bool {
    let look: @Sendable (Database) throws -> Bool = { db in
      try refuseNewer(db, in: folder)
      return try JournalSchema.migrator.hasCompletedMigrations(db)
    }
    do {
      return try database.read(look)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      return try database.read(look)
    }
  }

  private static func refuseNewer(_ db: Database, in folder: String) throws {
    guard try JournalSchema.migrator.hasBeenSuperseded(db) else { return }
    throw JournalError(
      .newerVersion, "the journal \"\(folder)\" was written by a newer version of this program")
  }

  // 30 s: a commit or a checkpoint holds the file for milliseconds, on a disk that is busy for seconds.
  private static let patience: TimeInterval = 30
}
