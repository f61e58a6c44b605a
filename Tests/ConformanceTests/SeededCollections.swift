internal import TestSupport

/// Collections of `seed_types.py`, each made once for all tests that read it.
actor SeededCollections {
  static let shared = SeededCollections()

  private struct Place: Hashable {
    let kind: String
    let server: TestServer
  }

  private var seeds: [Place: Task<String, any Error>] = [:]

  /// The name of the collection of a kind on a server, loaded and with an alias; for reading only.
  func collection(_ kind: String, on server: TestServer) async throws -> String {
    let place = Place(kind: kind, server: server)
    if let seed = seeds[place] { return try await seed.value }
    let seed = Task {
      let name = "\(kind)_of_\(server)"
      try await Self.make(kind, name, on: server, options: ["--alias", "\(name)_alias"])
      return name
    }
    seeds[place] = seed
    return try await seed.value
  }

  /// Makes a collection that a test may change.
  static func make(
    _ kind: String, _ name: String, on server: TestServer, options: [String] = []
  ) async throws {
    try await server.taking {
      _ = try await PythonTool.seedTypes.run(
        [try server.address, kind, name, "--replace"] + options)
    }
  }
}
