internal import MilvusClient
internal import MilvusWire

/// Everything that a fake server knows.
struct FakeStore: Sendable {
  /// A database with its collections and their other names.
  struct Database: Sendable {
    var collections: [ServerName: FakeCollection] = [:]
    var aliases: [ServerName: ServerName] = [:]
    var properties: [WireKeyValuePair] = []
  }

  /// A write whose call failed and that is carried out later.
  struct Delayed: Sendable {
    var database: ServerName
    var collection: ServerName
    var rows: [FakeRow]
  }

  let release: FakeRelease
  var settings: FakeSettings
  var databases: [ServerName: Database] = ["default": Database()]
  var users = FakeUsers()
  /// Whether the process has ended over a request.
  var isCrashed = false
  /// How many times health still tells that writing is denied.
  var denials = 0
  var delayed: [Delayed] = []
  /// Rows that were written late.
  var landed = 0
  private var clock: UInt64 = 1_700_000_000_000 << 18
  private var lastID: Int64 = 440_000

  init(_ release: FakeRelease, _ settings: FakeSettings) {
    self.release = release
    self.settings = settings
  }

  /// The next moment of the server's clock.
  mutating func tick() -> UInt64 {
    clock += 1 << 18
    return clock
  }

  /// A number that nothing else has.
  mutating func nextID() -> Int64 {
    lastID += 1
    return lastID
  }

  /// The name of a database, where none is given the default one.
  private static func shown(_ database: String) -> ServerName {
    database.isEmpty ? "default" : ServerName(database)
  }

  /// A database.
  func database(_ name: String) throws -> Database {
    guard let database = databases[Self.shown(name)] else {
      throw FakeRefusal.status(800, "database not found[database=\(name)]")
    }
    return database
  }

  /// The own name of a collection that may have been named by an alias.
  func name(of collection: String, in database: String) throws -> ServerName {
    let place = try self.database(database)
    let name = place.aliases[ServerName(collection)] ?? ServerName(collection)
    guard place.collections[name] != nil else {
      throw FakeRefusal.status(100, "collection not found[collection=\(collection)]")
    }
    return name
  }

  /// A collection by its name or an alias.
  func collection(_ name: String, in database: String) throws -> FakeCollection {
    let own = try self.name(of: name, in: database)
    guard let collection = databases[Self.shown(database)]?.collections[own] else {
      preconditionFailure("a name leads to a collection")
    }
    return collection
  }

  /// Changes a database.
  mutating func withDatabase<R>(
    _ name: String, _ body: (inout Database) throws -> R
  ) throws -> R {
    var database = try database(name)
    let result = try body(&database)
    databases[Self.shown(name)] = database
    return result
  }

  /// Changes a collection.
  mutating func withCollection<R>(
    _ name: String, in database: String, _ body: (inout FakeCollection) throws -> R
  ) throws -> R {
    let own = try self.name(of: name, in: database)
    var collection = try collection(name, in: database)
    let result = try body(&collection)
    databases[Self.shown(database)]?.collections[own] = collection
    return result
  }
}
