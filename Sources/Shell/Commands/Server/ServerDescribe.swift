package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

/// The command `describe server [SIDE]`.
package struct ServerDescribe: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "describe server",
    abstract: "Show what the servers are, what they can do, and how that is known.")
  package static let examples = [
    Example("describe server", "both sides"),
    Example("describe server source -o json", "of the source, as JSON, for a bug report"),
  ]
  package static let seeAlso = ["connect", "check"]

  @Argument(
    help: "source or target; both if left out.", completion: .list(Side.allCases.map(\.rawValue)))
  package var side: Side?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let sides = side.map { [$0] } ?? Side.allCases.filter { session.cluster($0) != nil }
    // Without any side open the error names the source.
    let servers = try (sides.isEmpty ? [.source] : sides).map { side in
      let cluster = try session.openCluster(side).cluster
      return ServerScreen.Server(
        side: side, label: cluster.label, server: cluster.identity.server,
        text: cluster.identity.text.isEmpty ? nil : cluster.identity.text,
        proxy: cluster.access.proxy)
    }
    return CommandResult(ServerScreen(servers: servers))
  }
}

/// What servers are and can do.
struct ServerScreen: Renderable {
  static let schema = "servers/1"

  /// One of them.
  struct Server: Sendable {
    var side: Side
    var label: String
    var server: KnownServer
    /// What it says of itself; nil if it says nothing.
    var text: String?
    /// The proxy on the way to it.
    var proxy: HTTPProxy?
  }

  var servers: [Server]

  var json: JSONObject {
    ["servers": .array(servers.map { .object(document($0)) })]
  }

  private func document(_ server: Server) -> JSONObject {
    var object = server.server.document
    object["side"] = .string(server.side.rawValue)
    object["cluster"] = .string(server.label)
    object["text"] = .optional(server.text)
    object["canBeSource"] = .bool(server.server.obstacle(as: .source) == nil)
    object["canBeTarget"] = .bool(server.server.obstacle(as: .target) == nil)
    object["proxy"] = .optional(server.proxy?.description)
    object["capabilities"] = .array(
      Feature.allCases.map { feature in
        [
          "name": .string(feature.rawValue), "title": .string(feature.title),
          "has": .bool(server.server.supports(feature)),
          "knownBy": .string(server.server.basis.rawValue),
        ]
      })
    return object
  }

  var sections: [Section] {
    let facts = servers.flatMap { server in
      let known =
        "\(server.side.rawValue)  \(server.label)  \(server.server), known by "
        + server.server.basis.words + (server.proxy.map { ", through the proxy \($0)" } ?? "")
      return [known] + Side.allCases.map { "        " + server.server.role(as: $0) }
    }
    let columns: [Table.Column] =
      [.text("CAPABILITY")] + servers.map { .text($0.side.rawValue.uppercased()) }
      + [.text("KNOWN BY")]
    let rows: [[Cell]] = Feature.allCases.map { feature in
      [Cell(feature.title)] + servers.map { Cell($0.server.supports(feature) ? "yes" : "no") }
        + [Cell(Set(servers.map(\.server.basis.rawValue)).sorted().joined(separator: ", "))]
    }
    return [.lines(facts), .table(Table(columns, rows: rows))]
  }
}
