internal import MilvusClient
internal import TestSupport

/// Addresses of servers as people write them, and versions as servers say them.
struct EndpointSubject: FuzzSubject {
  let name = "endpoint"

  enum Input {
    /// Anything.
    case text(String)
    /// An address with a login in it.
    case login(String)
    /// An address from its parts.
    case endpoint(MilvusEndpoint)
    /// The name of a database.
    case database(String)
  }

  /// What stands in each login and must not be seen again.
  static let secret = "hunter2"

  private static let pieces = [
    "http", "https", "unix:", "://", ":", "/", "//", "@", "?", "#", "%", "%41", "%zz", "%+1", "[",
    "]",
    "::1",
    "10.0.0.7", "19530", "65536", "-1", "localhost", "in01-a.vectordb.zillizcloud.com", ".", "..",
    " ",
    "v2.6.4", "milvus_lite-3.2", "2.", "Milvus ", "root", "é", "\0", "\u{301}",
  ]
  private static let hosts = [
    "localhost", "10.0.0.7", "::1", "fe80::1:2", "a-b.c_d", "in03-a.serverless.zillizcloud.com",
    "日本",
  ]

  func input(from base: Void, using generator: inout SeededGenerator) throws -> Input {
    switch generator.below(4) {
    case 0: return .text(Self.text(of: generator.below(9), using: &generator))
    case 1: return .login(Self.login(using: &generator))
    case 2:
      return .endpoint(
        MilvusEndpoint(
          host: generator.pick(Self.hosts), port: 1 + generator.below(65535),
          usesTLS: generator.once(in: 2)))
    default: return .database("d" + RandomText.text(using: &generator))
    }
  }

  private static func text(of count: Int, using generator: inout SeededGenerator) -> String {
    (0..<count).map { _ in
      generator.once(in: 4) ? RandomText.text(upTo: 4, using: &generator) : generator.pick(pieces)
    }.joined()
  }

  private static func login(using generator: inout SeededGenerator) -> String {
    generator.pick(["", "http://", "https://", "ftp://"]) + generator.pick(["", "root:", "a:b"])
      + text(of: generator.below(3), using: &generator) + secret
      + text(of: generator.below(3), using: &generator) + "@"
      + text(of: generator.below(5), using: &generator)
  }

  func check(_ input: Input) throws {
    switch input {
    case .text(let text):
      _ = ServerVersion.parse(text)
      try checkParts(of: text)
    case .login(let text):
      try checkParts(of: text)
      try checkSecrecy(of: text)
    case .endpoint(let endpoint):
      let parsed = try MilvusEndpoint.parse(endpoint.description)
      try require(parsed.endpoint == endpoint, "\(endpoint) is read as \(parsed.endpoint)")
      try require(parsed.assumption == nil, "something is assumed of \(endpoint)")
    case .database(let database):
      let parsed = try MilvusEndpoint.parse("http://h/\(Self.escaped(database))")
      try require(
        parsed.database == ServerName(database),
        "the database is read as \(parsed.database ?? "none")")
    }
  }

  /// What is accepted is an address that can be written and read again.
  private func checkParts(of text: String) throws {
    guard let parsed = try? MilvusEndpoint.parse(text) else { return }
    let hasPlace = parsed.endpoint.socket != nil || 1...65535 ~= parsed.endpoint.port
    try require(hasPlace, "port \(parsed.endpoint.port)")
    let again = try MilvusEndpoint.parse(parsed.endpoint.description)
    try require(again.endpoint == parsed.endpoint, "\(parsed.endpoint) is read as another one")
    try require(parsed.database?.isEmpty != true, "a database without a name")
  }

  /// Nothing that is shown repeats what stands before the last at sign.
  private func checkSecrecy(of text: String) throws {
    var shown = ""
    do {
      let parsed = try MilvusEndpoint.parse(text)
      dump(parsed, to: &shown)
      shown += "\(parsed) \(String(reflecting: parsed))"
    } catch {
      shown = "\(error) \(String(reflecting: error))"
    }
    try require(!shown.lowercased().contains(Self.secret), "the secret is shown: \(shown)")
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  func text(of input: Input) -> String {
    switch input {
    case .text(let text), .login(let text): Spelling.literal(text)
    case .endpoint(let endpoint): Spelling.literal(endpoint.description)
    case .database(let database): "database \(Spelling.literal(database))"
    }
  }
}
