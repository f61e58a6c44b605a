internal import Foundation

/// The Python programs of the tests: they make collections, change them, and bear witness.
package enum PythonTool: String, Sendable {
  /// Makes collections of every type that a server holds.
  case seedTypes = "seed_types.py"
  /// Makes collections of many rows, which take several key ranges.
  case seedRanges = "seed_ranges.py"
  /// Makes collections that are hard to read: large for their rows, or with doubled keys.
  case seedExtremes = "seed_extremes.py"
  /// Makes two collections whose fields are in opposite orders.
  case seedOrders = "seed_orders.py"
  /// Makes collections whose names, keys or sizes are odd.
  case seedOdd = "seed_odd.py"
  /// Makes collections whose names, or the names in them, differ in bytes alone.
  case seedSpellings = "seed_spellings.py"
  /// Makes collections with rows that no client library would write.
  case seedRaw = "seed_raw.py"
  /// Makes collections on servers of any release, by raw calls.
  case seedWire = "seed_wire.py"
  /// Compares a collection on two servers of any release, by raw calls.
  case witnessWire = "witness_wire.py"
  /// Compares a collection on two servers, independently of this package.
  case witness = "witness.py"
  /// Changes rows behind the back of whoever copied them.
  case tamper = "tamper.py"
  /// Gives some rows of a collection other vectors.
  case revector = "revector.py"
  /// Changes indexes, aliases, properties and partitions of a collection.
  case alter = "alter.py"
  /// Does with a local file what a notebook does.
  case notebook = "notebook.py"
  /// Makes a user with a role.
  case grant = "grant.py"
  /// Lists users, roles and grants of a server.
  case grants = "grants.py"
  /// Doubles or deletes rows, and makes or drops partitions, behind the back of whoever copied them.
  case disturb = "disturb.py"
  /// Gives orders to the program that runs workers on Spark.
  case driveSpark = "drive_spark.py"
  /// Connects to what serves these workers, without a Spark.
  case driveRelay = "drive_relay.py"

  /// Runs the program, which has to succeed, and returns what it prints.
  ///
  /// - Throws: `ProgramFailed` with what it wrote, or `ServersMissing` if there is no Python for it.
  @discardableResult
  package func run(_ arguments: [String]) async throws -> String {
    let python = try ServersMissing.variable("VECFERRY_TEST_PYTHON")
    return try await Program.require(python, ["-B", path] + arguments)
  }

  /// Where the program is.
  package var path: String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return folder.appending(path: "../../Tests/\(rawValue)").standardizedFileURL.path
  }
}
