internal import GRDB

/// The tables of the journal, as a list of migrations that only ever grows.
///
/// Keys of rows are kept as blobs: they may hold a NUL, which ends a text that crosses GRDB.
enum JournalSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: jobs + ranges + findings)
    }
    migrator.registerMigration("rejects by range") { db in
      try db.execute(sql: rejectsByRange)
    }
    migrator.registerMigration("samples") { db in
      try db.execute(sql: samples)
    }
    migrator.registerMigration("identity of the target") { db in
      try db.execute(sql: targetIdentities)
    }
    migrator.registerMigration("limits of writing") { db in
      try db.execute(sql: writeLimits)
    }
    migrator.registerMigration("options of the ends") { db in
      try db.execute(sql: endOptions)
    }
    migrator.registerMigration("who copies") { db in
      try db.execute(sql: executions)
    }
    return migrator
  }

  private static let jobs = """
    CREATE TABLE job (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL DEFAULT 'pending' CHECK (
        state IN ('pending', 'inProgress', 'paused', 'successful', 'failed', 'canceled')),
      phase TEXT NOT NULL DEFAULT 'create' CHECK (
        phase IN ('create', 'copy', 'flush', 'index', 'alias', 'verify', 'finished')),
      fingerprint TEXT NOT NULL,
      sourcePlace TEXT NOT NULL,
      targetPlace TEXT NOT NULL,
      sourceLabel TEXT NOT NULL,
      targetLabel TEXT NOT NULL,
      sourceDatabase TEXT NOT NULL,
      sourceCollection TEXT NOT NULL,
      targetDatabase TEXT NOT NULL,
      targetCollection TEXT NOT NULL,
      plan BLOB NOT NULL,
      createdAt TEXT NOT NULL,
      startedAt TEXT,
      endedAt TEXT,
      sourceRows INTEGER CHECK (sourceRows >= 0),
      sourceTimestamp INTEGER,
      failureCode TEXT,
      failureMessage TEXT,
      result TEXT,
      CHECK ((failureCode IS NULL) = (failureMessage IS NULL)),
      CHECK (state <> 'failed' OR failureCode IS NOT NULL),
      CHECK ((state IN ('successful', 'failed', 'canceled')) = (endedAt IS NOT NULL))
    ) STRICT;
    """

  private static let ranges = """
    CREATE TABLE partition (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      jobId INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      scoutedThrough BLOB,
      isScoutComplete INTEGER NOT NULL DEFAULT 0 CHECK (isScoutComplete IN (0, 1)),
      UNIQUE (jobId, name)
    ) STRICT;
    CREATE TABLE keyRange (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      jobId INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
      partitionId INTEGER NOT NULL REFERENCES partition (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0),
      lower BLOB,
      upper BLOB,
      expectedRows INTEGER NOT NULL CHECK (expectedRows >= 0),
      state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'done')),
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      rows INTEGER NOT NULL DEFAULT 0 CHECK (rows >= 0),
      bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
      UNIQUE (partitionId, ordinal, part),
      CHECK (state = 'planned' OR attempts > 0),
      CHECK (state = 'done' OR (rows = 0 AND bytes = 0))
    ) STRICT;
    CREATE INDEX keyRangeProgress
      ON keyRange (jobId, state, attempts, expectedRows, rows, bytes);
    """

  private static let findings = """
    CREATE TABLE reject (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      jobId INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
      rangeId INTEGER REFERENCES keyRange (id) ON DELETE CASCADE,
      key BLOB NOT NULL,
      reason TEXT NOT NULL,
      UNIQUE (jobId, key)
    ) STRICT;
    CREATE INDEX rejectByRange ON reject (rangeId);
    CREATE TABLE event (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      jobId INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
      at TEXT NOT NULL,
      kind TEXT NOT NULL,
      message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX eventByJob ON event (jobId, id);
    """

  /// A key may be refused in each of several partitions, and a row is refused in a range.
  private static let rejectsByRange = """
    CREATE TABLE newReject (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      jobId INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
      rangeId INTEGER NOT NULL REFERENCES keyRange (id) ON DELETE CASCADE,
      key BLOB NOT NULL,
      reason TEXT NOT NULL,
      UNIQUE (rangeId, key)
    ) STRICT;
    INSERT INTO newReject SELECT * FROM reject WHERE rangeId IS NOT NULL;
    DROP TABLE reject;
    ALTER TABLE newReject RENAME TO reject;
    CREATE INDEX rejectByJob ON reject (jobId, id);
    """

  private static let samples = """
    CREATE TABLE sample (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      jobId INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
      at TEXT NOT NULL,
      rows INTEGER NOT NULL CHECK (rows >= 0),
      bytes INTEGER NOT NULL CHECK (bytes >= 0),
      retries INTEGER NOT NULL CHECK (retries >= 0)
    ) STRICT;
    CREATE INDEX sampleByJob ON sample (jobId, id);
    """

  private static let writeLimits = """
    ALTER TABLE sample ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0 CHECK (refusals >= 0);
    ALTER TABLE sample ADD COLUMN bytesPerSecondLimit REAL CHECK (bytesPerSecondLimit > 0);
    ALTER TABLE sample ADD COLUMN limitOwner TEXT CHECK (limitOwner IN ('target', 'user'));
    """

  /// Who copied when a sample was taken, where the process that took it did not.
  private static let executions = """
    ALTER TABLE sample ADD COLUMN application TEXT;
    ALTER TABLE sample ADD COLUMN executors INTEGER CHECK (executors > 0);
    ALTER TABLE sample ADD COLUMN tasks INTEGER CHECK (tasks >= 0);
    """

  /// How the ends are connected, as JSON; nothing that is secret.
  private static let endOptions = """
    ALTER TABLE job ADD COLUMN sourceOptions TEXT;
    ALTER TABLE job ADD COLUMN targetOptions TEXT;
    """

  /// What tells the collection that a job made from others that get its name.
  private static let targetIdentities = """
    CREATE TABLE targetIdentity (
      jobId INTEGER NOT NULL PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
      collectionId INTEGER NOT NULL,
      createdTimestamp INTEGER NOT NULL
    ) STRICT;
    """
}
