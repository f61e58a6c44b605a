internal import Foundation

/// A real server for one test, which may be killed.
package struct PrivateServer: Sendable {
  /// Its name; one that begins with `lite` is a Milvus Lite.
  package let name: String
  /// Where it listens.
  package let address: String

  /// Starts a server, runs the body once it is ready, and stops it.
  ///
  /// The options are those of `scripts/servers start`, without `--fresh`.
  package static func with<R>(
    _ name: String, _ options: String..., body: (PrivateServer) async throws -> R
  ) async throws -> R {
    try await with(name, options, body: body)
  }

  /// Starts a server with these options, runs the body once it is ready, and stops it.
  package static func with<R>(
    _ name: String, _ options: [String], body: (PrivateServer) async throws -> R
  ) async throws -> R {
    try await command(["start", name, "--fresh"] + options)
    let address = try await command(["address", name])
    let server = PrivateServer(
      name: name, address: address.trimmingCharacters(in: .whitespacesAndNewlines))
    do {
      let result = try await body(server)
      try await command(["stop", name])
      return result
    } catch {
      try await command(["stop", name])
      throw error
    }
  }

  /// Kills it at once, as a crash of the machine would.
  package func kill() async throws {
    try await Self.command(["kill", name])
  }

  /// Something that sends it a signal, as SIGKILL, the moment it is called.
  package func sender(of signal: Int32) async throws -> @Sendable () -> Void {
    let status = try await Self.command(["status", name])
    let words = status.split(separator: "\n").last?.split(separator: " ") ?? []
    // Name, address, version, process, state; the process leads the group of all that it started.
    guard words.count > 3, let process = Int32(words[3]) else {
      throw NeverHappened(what: "the process of \(name) in\n\(status)", limit: .zero)
    }
    return { Foundation.kill(-process, signal) }
  }

  /// Starts it again with the data that it had, and waits until it is ready.
  package func start() async throws {
    try await Self.command(["start", name])
  }

  /// The folder with the certificates of servers that use TLS.
  package static var certificates: String {
    get throws { try ServersMissing.variable("VECFERRY_TEST_TLS") }
  }

  @discardableResult
  private static func command(_ arguments: [String]) async throws -> String {
    let script = try ServersMissing.variable("VECFERRY_TEST_SERVERS")
    return try await Program.require(script, arguments)
  }
}
