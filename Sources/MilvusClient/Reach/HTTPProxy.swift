/// A proxy of HTTP through which a server is reached: it is told CONNECT and then passes bytes on.
public struct HTTPProxy: Sendable, Hashable, CustomStringConvertible {
  /// A host name or an IP address, an IPv6 address without brackets.
  public var host: String
  /// The TCP port.
  public var port: Int
  private let credentials: MilvusCredentials

  /// The port of a proxy unless told otherwise: that of its scheme.
  public static let defaultPort = 80

  /// A proxy from its parts; the credentials are `user:password`.
  public init(host: String, port: Int = defaultPort, credentials: MilvusCredentials = .none) {
    self.host = host
    self.port = port
    self.credentials = credentials
  }

  /// Who is calling, as `user:password`; nil if the proxy asks for nobody.
  package var login: String? { credentials.presented }

  /// The host and the port, as `proxy.example:3128`.
  public var description: String { place.authority }

  /// Where the proxy itself is.
  var place: MilvusEndpoint { MilvusEndpoint(host: host, port: port) }

  /// What the proxy is asked for a tunnel to a server (RFC 9110, 9.3.6).
  func request(for endpoint: MilvusEndpoint) -> [UInt8] {
    let authority = endpoint.authority
    let login = credentials.header.map { "Proxy-Authorization: Basic \($0)\r\n" } ?? ""
    return Array(
      "CONNECT \(authority) HTTP/1.1\r\nHost: \(authority)\r\n\(login)\r\n".utf8)
  }
}

/// The head of a proxy's answer to CONNECT, as far as it has come.
enum ProxyAnswer {
  /// What the head says.
  enum Verdict: Equatable {
    /// More of it has to come.
    case incomplete
    /// The tunnel is there; bytes of the server may follow the head.
    case open(headLength: Int)
    /// There is no tunnel, with the reason as the rest of a sentence about the proxy, and its status.
    case refused(String, status: Int? = nil)
  }

  // 64 KiB: no proxy says more before it has said what it says.
  private static let longest = 1 << 16

  /// Reads what has come.
  static func verdict(on bytes: some Collection<UInt8>) -> Verdict {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
      return bytes.count > longest ? .refused("does not speak HTTP") : .incomplete
    }
    let line = String(decoding: bytes.prefix { $0 != 13 }, as: UTF8.self)
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1].prefix(3))
    else { return .refused("does not speak HTTP") }
    let length = bytes.distance(from: bytes.startIndex, to: end.upperBound)
    switch status {
    case 200..<300: return .open(headLength: length)
    case 401, 407:
      return .refused("asks for a user and a password: \(words[1].oneLine)", status: status)
    default: return .refused("answers \(words[1].oneLine)", status: status)
    }
  }
}
