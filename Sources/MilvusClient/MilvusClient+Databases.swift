internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// The names of the databases that the caller may see.
  ///
  /// - Throws: `.unsupportedByServer` or `.permissionDenied` where there is only the default one.
  public func databases() async throws(MilvusError) -> [ServerName] {
    let attempt = "cannot list databases"
    try await demand(.databases, attempt)
    let answer: WireListDatabasesResponse = try await call(
      "ListDatabases", WireEmptyRequest(), attempt: attempt)
    return answer.dbNames.map(ServerName.init(_:))
  }

  /// Makes a database.
  ///
  /// - Throws: `.alreadyExists` if there is one of that name.
  public func createDatabase(_ name: ServerName) async throws(MilvusError) {
    let attempt = "cannot create database \"\(name)\""
    try await demand(.databases, attempt)
    let _: WireStatus = try await call(
      "CreateDatabase", WireCreateDatabaseRequest.with { $0.dbName = name.text },
      timeout: slowTimeout, attempt: attempt)
  }

  /// The patience for calls that change something.
  var slowTimeout: Duration { CallPolicy.slow(access.timeout) }
}
