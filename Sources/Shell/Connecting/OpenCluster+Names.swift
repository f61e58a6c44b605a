internal import MigrationEngine
internal import MilvusClient

extension OpenCluster {
  /// The names of its databases; `default` alone where the server has one or keeps quiet.
  ///
  /// Free and Serverless clusters refuse the question, old servers do not know it.
  func databaseNames(on side: Side) async throws -> [ServerName] {
    do {
      return try await naming(side) { try await client.databases() }.sorted()
    } catch let error as SideError
      where [.unsupportedByServer, .permissionDenied].contains(error.error.code)
    {
      return [CollectionAddress.defaultDatabase]
    }
  }
}
