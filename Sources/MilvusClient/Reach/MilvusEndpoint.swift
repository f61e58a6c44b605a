/// The address of a server, without anything secret.
public struct MilvusEndpoint: Sendable, Hashable, Codable, CustomStringConvertible {
  /// A host name or an IP address, an IPv6 address without brackets.
  public var host: String
  /// The TCP port.
  public var port: Int
  /// Whether the connection is secured.
  public var usesTLS: Bool
  /// The path of the Unix socket that stands in for host and port; nil for TCP.
  public var socket: String?
  /// What the server is known by if its address is another one each time: the path of its file.
  public var file: String?

  /// The port of a Milvus server unless told otherwise.
  public static let defaultPort = 19530

  /// An address from its parts.
  public init(host: String, port: Int = defaultPort, usesTLS: Bool = false) {
    self.host = host
    self.port = port
    self.usesTLS = usesTLS
  }

  /// A Unix socket of this machine, and the path of the file that is served there, if one is.
  public init(socket: String, serving file: String? = nil) {
    (host, port, usesTLS) = ("", 0, false)
    self.socket = socket
    self.file = file
  }

  /// The URL form with its port, as `http://10.0.0.7:19530`; `unix:` and the path of a socket, or the
  /// path of the file that is served.
  public var description: String {
    if let file { return file }
    if let socket { return "unix:\(socket)" }
    return "\(usesTLS ? "https" : "http")://\(authority)"
  }

  /// The host and the port, as `10.0.0.7:19530`.
  package var authority: String { "\(writtenHost):\(port)" }

  /// The host as an address has it: an IPv6 address in brackets.
  package var writtenHost: String { hostKind == .ipv6 ? "[\(host)]" : host }

  enum HostKind { case ipv4, ipv6, name }

  /// What the host is written as.
  var hostKind: HostKind {
    if host.contains(":") { return .ipv6 }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil } ? .ipv4 : .name
  }
}

/// What a person wrote about a server, taken apart.
public struct ParsedEndpoint: Sendable, Hashable {
  /// The address.
  public var endpoint: MilvusEndpoint
  /// The user and password, or the token, that stood in the text.
  public var credentials: MilvusCredentials?
  /// The database that stood in the text as its path.
  public var database: ServerName?
  /// What was assumed about the address because the text does not say it, as a sentence part.
  public var assumption: String?
}
