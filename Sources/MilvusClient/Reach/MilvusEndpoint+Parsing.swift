extension MilvusEndpoint {
  /// Reads `host`, `host:port`, `http(s)://[user:password@]host[:port][/database]` or `unix:/socket`.
  ///
  /// Without a scheme it is http, https for hosts of Zilliz Cloud; without a port it is 19530, 443 where
  /// https was written and for hosts of Zilliz Cloud that serve there.
  /// - Throws: `.invalidRequest`; the message never repeats what stood before the `@`.
  public static func parse(_ text: String) throws(MilvusError) -> ParsedEndpoint {
    let text = text.trimmingSpaces
    if let socket = try socket(of: text) {
      return ParsedEndpoint(endpoint: MilvusEndpoint(socket: socket))
    }
    let (scheme, afterScheme) = splitScheme(text)
    let (path, authority) = splitPath(afterScheme)
    let (userInfo, address) = splitUserInfo(authority)
    let refuse = { (reason: String) in
      MilvusError(.invalidRequest, "\"\(shown(scheme, address, path))\" is no address: \(reason)")
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
      throw refuse("it contains a space or a control character")
    }
    guard scheme.map(schemes.contains) ?? true else {
      let names = schemes.map { "\($0)://" }.joined(separator: ", ")
      throw refuse("an address begins with \(names), with unix: and a path, or with its host")
    }
    if let mistake = colons(of: address) { throw refuse(mistake) }
    guard let (host, portText) = splitPort(address), isHost(host) else {
      throw refuse("the host is missing or misspelt")
    }
    let port = portText.map { Int($0) ?? 0 }
    guard port.map((1...65535).contains) ?? true, portText?.allSatisfy(\.isNumber) ?? true else {
      throw refuse("the port has to be a number from 1 to 65535")
    }
    guard !path.unicodeScalars.contains(where: marks.contains), let database = path.percentDecoded
    else {
      throw refuse("after the host only the name of a database may follow")
    }
    let usesTLS = scheme.map { $0 == "https" } ?? isZillizHost(host)
    let endpoint = MilvusEndpoint(
      host: host,
      port: port ?? defaultPort(of: host, usesTLS: usesTLS, isWritten: scheme != nil),
      usesTLS: usesTLS)
    let missing = [scheme == nil ? "no scheme" : nil, port == nil ? "no port" : nil]
      .compactMap { $0 }
    return ParsedEndpoint(
      endpoint: endpoint,
      credentials: userInfo.map { .token($0.percentDecoded ?? $0) },
      database: database.isEmpty ? nil : ServerName(database),
      assumption: missing.isEmpty
        ? nil : "assumed \(endpoint) (\(missing.joined(separator: ", ")))")
  }

  // pymilvus takes tcp for http.
  private static let schemes = ["http", "https", "tcp"]

  /// The path behind `unix:`, or behind `unix://` as in a URL; nil if the text does not begin so.
  private static func socket(of text: String) throws(MilvusError) -> String? {
    guard text.prefix(5).lowercased() == "unix:" else { return nil }
    var path = text.dropFirst(5)
    if path.hasPrefix("///") { path = path.dropFirst(2) }
    let reason: String? =
      if !path.hasPrefix("/") || path.hasPrefix("//") {
        "a socket is named by its whole path: write unix:/run/milvus.sock"
      } else if path.utf8.contains(0) {
        "it contains a control character"
      } else if path.utf8.count > longestSocket {
        "the path of a socket has \(longestSocket) bytes at most"
      } else {
        nil
      }
    guard let reason else { return String(path) }
    // A user may be called unix, and what follows be a password.
    throw MilvusError(.invalidRequest, "what follows unix: is no address: \(reason)")
  }

  /// What fits into the address of a socket on every system, its end mark included.
  public static let longestSocket = 103

  /// Whether the host belongs to Zilliz Cloud.
  public var isZillizCloud: Bool { Self.isZillizHost(host) }

  private static func isZillizHost(_ host: String) -> Bool {
    let host = host.lowercased()
    return ["zillizcloud.com", "zilliz.com", "zilliz.com.cn"]
      .contains { host == $0 || host.hasSuffix(".\($0)") }
  }

  /// Shared clusters answer on 443; dedicated ones on 19530; where https was written, a URL means 443.
  private static func defaultPort(of host: String, usesTLS: Bool, isWritten: Bool) -> Int {
    guard usesTLS else { return defaultPort }
    guard !isWritten || isZillizHost(host) else { return 443 }
    let labels = host.lowercased().split(separator: ".")
    let isShared = labels.contains("serverless") || labels.contains("api")
    let isCloudHost = isZillizHost(host) && !labels.contains("vectordb")
    return isShared || isCloudHost ? 443 : defaultPort
  }

  private static func splitScheme(_ text: String) -> (String?, Substring) {
    guard let mark = text.firstRange(of: "://") else { return (nil, text[...]) }
    return (text[..<mark.lowerBound].lowercased(), text[mark.upperBound...])
  }

  /// What ends the host.
  private static let marks = Set("/?#".unicodeScalars)

  /// A password may contain a slash, so the path starts at the first one after the last `@`.
  private static func splitPath(_ text: Substring) -> (path: String, authority: Substring) {
    let start = loginEnd(text) ?? text.startIndex
    guard let slash = text[start...].unicodeScalars.firstIndex(where: marks.contains) else {
      return ("", text)
    }
    let scalars = text.unicodeScalars
    let path = scalars[slash] == "/" ? text[scalars.index(after: slash)...] : text[slash...]
    return (String(path.hasSuffix("/") ? path.dropLast() : path), text[..<slash])
  }

  private static func splitUserInfo(_ text: Substring) -> (userInfo: String?, address: Substring) {
    guard let mark = loginEnd(text) else { return (nil, text) }
    return (String(text[..<mark]), text[text.unicodeScalars.index(after: mark)...])
  }

  /// The last at sign, also one with an accent on it: it must not make a secret part of a host.
  private static func loginEnd(_ text: Substring) -> String.Index? {
    text.unicodeScalars.lastIndex(of: "@")
  }

  private static func splitPort(_ address: Substring) -> (host: String, port: Substring?)? {
    if address.hasPrefix("[") {
      guard let end = address.firstIndex(of: "]") else { return nil }
      let host = String(address[address.index(after: address.startIndex)..<end])
      let rest = address[address.index(after: end)...]
      guard host.contains(":"), rest.isEmpty || rest.hasPrefix(":") else { return nil }
      return (host, rest.isEmpty ? nil : rest.dropFirst())
    }
    let parts = address.split(separator: ":", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return (String(parts[0]), nil)
    case 2: return (String(parts[0]), parts[1])
    default: return (String(address), nil)
    }
  }

  /// What is wrong with colons outside brackets; nil for one IPv6 address, and for one port.
  private static func colons(of address: Substring) -> String? {
    let parts = address.split(separator: ":", omittingEmptySubsequences: false)
    guard !address.hasPrefix("["), parts.count > 2, let last = parts.last else { return nil }
    let isIPv6 =
      parts.count >= 8 || address.contains("::") && parts[0].allSatisfy(\.isHexDigit)
    guard isIPv6 else {
      let port = parts.dropFirst().first { !$0.isEmpty } ?? "19530"
      return "one port follows a host: write \(parts[0]):\(port)"
    }
    // Five digits are no part of an address, and nine parts are too many.
    let endsInPort = parts.count > 8 || last.count > 4 && last.allSatisfy(\.isNumber)
    guard endsInPort else { return nil }
    let host = parts.dropLast().joined(separator: ":")
    return "an IPv6 address stands in brackets: write [\(host)]:\(last)"
  }

  private static func isHost(_ host: String) -> Bool {
    guard !host.isEmpty, !host.hasPrefix("."), !host.hasPrefix("-") else { return false }
    if host.contains(":") {
      return host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" }
    }
    // A mark would be taken for a part of the slash in front of it.
    let standsAlone = "/\(host)".count == host.count + 1
    return standsAlone && host.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
  }

  /// The address without what may be secret: a login in front of `://`, and a query.
  private static func shown(_ scheme: String?, _ address: Substring, _ path: String) -> String {
    let isPlain = scheme?.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 } ?? true
    let shownScheme = scheme.map { "\(isPlain ? $0 : "•••")://" } ?? ""
    let query = path.unicodeScalars.firstIndex { $0 == "?" || $0 == "#" }
    let shownPath = query.map { path[...$0] + "•••" } ?? path
    return shownScheme + address + (path.isEmpty ? "" : "/\(shownPath)")
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let from = drop(while: \.isWhitespace)
    return String(from.dropLast(from.reversed().prefix(while: \.isWhitespace).count))
  }

  /// The text with `%41` read as `A`, or nil if a percent sign stands for nothing.
  fileprivate var percentDecoded: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      // A number may have a sign, which is no digit.
      guard let digits = String(rest.prefix(2)), digits.utf8.count == 2,
        digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
