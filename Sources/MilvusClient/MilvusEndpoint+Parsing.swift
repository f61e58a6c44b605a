extension MilvusEndpoint {
  /// Reads `host`, `host:port` or `http(s)://[user:password@]host[:port][/database]`.
  ///
  /// Without a scheme it is http, https for hosts of Zilliz Cloud; without a port it is 19530, 443 for
  /// hosts of Zilliz Cloud that serve there.
  /// - Throws: `.invalidRequest`; the message never repeats what stood before the `@`.
  public static func parse(_ text: String) throws(MilvusError) -> ParsedEndpoint {
    let text = text.trimmingSpaces
    let (scheme, afterScheme) = splitScheme(text)
    let (path, authority) = splitPath(afterScheme)
    let (userInfo, address) = splitUserInfo(authority)
    let refuse = { (reason: String) in
      MilvusError(.invalidRequest, "\"\(shown(scheme, address, path))\" is no address: \(reason)")
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
      throw refuse("it contains a space or a control character")
    }
    guard scheme == nil || scheme == "http" || scheme == "https" else {
      throw refuse("the scheme has to be http or https")
    }
    guard let (host, portText) = splitPort(address), isHost(host) else {
      throw refuse("the host is missing or misspelt")
    }
    let port = portText.map { Int($0) ?? 0 }
    guard port.map((1...65535).contains) ?? true, portText?.allSatisfy(\.isNumber) ?? true else {
      throw refuse("the port has to be a number from 1 to 65535")
    }
    guard !path.contains(where: { "/?#".contains($0) }), let database = path.percentDecoded else {
      throw refuse("after the host only the name of a database may follow")
    }
    let usesTLS = scheme.map { $0 == "https" } ?? isZillizHost(host)
    let endpoint = MilvusEndpoint(
      host: host, port: port ?? defaultPort(of: host, usesTLS: usesTLS), usesTLS: usesTLS)
    let missing = [scheme == nil ? "no scheme" : nil, port == nil ? "no port" : nil]
      .compactMap { $0 }
    return ParsedEndpoint(
      endpoint: endpoint,
      credentials: userInfo.map { .token($0.percentDecoded ?? $0) },
      database: database.isEmpty ? nil : database,
      assumption: missing.isEmpty
        ? nil : "assumed \(endpoint) (\(missing.joined(separator: ", ")))")
  }

  /// Whether the host belongs to Zilliz Cloud.
  public var isZillizCloud: Bool { Self.isZillizHost(host) }

  private static func isZillizHost(_ host: String) -> Bool {
    let host = host.lowercased()
    return ["zillizcloud.com", "zilliz.com", "zilliz.com.cn"]
      .contains { host == $0 || host.hasSuffix(".\($0)") }
  }

  /// Shared clusters answer on 443; dedicated ones, and those of other people, on 19530 or what they say.
  private static func defaultPort(of host: String, usesTLS: Bool) -> Int {
    guard usesTLS else { return defaultPort }
    let labels = host.lowercased().split(separator: ".")
    let isShared = labels.contains("serverless") || labels.contains("api")
    let isCloudHost = isZillizHost(host) && !labels.contains("vectordb")
    return isShared || isCloudHost ? 443 : defaultPort
  }

  private static func splitScheme(_ text: String) -> (String?, Substring) {
    guard let mark = text.firstRange(of: "://") else { return (nil, text[...]) }
    return (text[..<mark.lowerBound].lowercased(), text[mark.upperBound...])
  }

  /// A password may contain a slash, so the path starts at the first one after the last `@`.
  private static func splitPath(_ text: Substring) -> (path: String, authority: Substring) {
    let start = text.lastIndex(of: "@") ?? text.startIndex
    guard let slash = text[start...].firstIndex(where: { "/?#".contains($0) }) else {
      return ("", text)
    }
    let path = text[slash] == "/" ? text[text.index(after: slash)...] : text[slash...]
    return (String(path.hasSuffix("/") ? path.dropLast() : path), text[..<slash])
  }

  private static func splitUserInfo(_ text: Substring) -> (userInfo: String?, address: Substring) {
    guard let mark = text.lastIndex(of: "@") else { return (nil, text) }
    return (String(text[..<mark]), text[text.index(after: mark)...])
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

  private static func isHost(_ host: String) -> Bool {
    guard !host.isEmpty, !host.hasPrefix("."), !host.hasPrefix("-") else { return false }
    if host.contains(":") {
      return host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" }
    }
    return host.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
  }

  private static func shown(_ scheme: String?, _ address: Substring, _ path: String) -> String {
    (scheme.map { "\($0)://" } ?? "") + address + (path.isEmpty ? "" : "/\(path)")
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
      guard let digits = String(rest.prefix(2)), digits.utf8.count == 2,
        let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
