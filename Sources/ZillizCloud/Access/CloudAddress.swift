/// Where a control plane answers, as `https://host[:port]`.
public struct CloudAddress: Sendable, Hashable, CustomStringConvertible {
  /// The URL without a slash at its end.
  public let description: String

  private init(known: String) { description = known }

  /// The control plane of all regions outside China.
  public static let global = CloudAddress(known: "https://api.cloud.zilliz.com")
  /// The control plane of the regions in China, whose keys are others.
  public static let china = CloudAddress(known: "https://api.cloud.zilliz.com.cn")

  /// Reads an address: `https://host[:port]`, or `http://` and a name of this machine.
  ///
  /// An API key is never sent in the clear over a network.
  /// - Throws: `.addressMalformed`; the message never repeats what stood before an `@`.
  public init(_ text: String) throws(CloudError) {
    let refuse = { (reason: String) in
      CloudError(.addressMalformed, "\"\(Self.shown(text))\" is no address: \(reason)")
    }
    let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    guard let scheme else { throw refuse("it has to begin with https://") }
    var place = text.dropFirst(scheme.count)
    while place.hasSuffix("/") { place = place.dropLast() }
    guard !place.contains("@") else { throw refuse("a key has no place in it") }
    guard let host = Self.host(of: place) else {
      throw refuse("after the scheme comes a host, and a port if it is not the usual one")
    }
    guard scheme == "https://" || Self.isThisMachine(host) else {
      throw refuse("only https:// keeps a key secret on the way")
    }
    description = scheme + place
  }

  /// The host of `host[:port]`; nil if there is anything else, or no port of 1 to 65535.
  private static func host(of place: Substring) -> String? {
    let isBracketed = place.hasPrefix("[")
    let end = isBracketed ? place.firstIndex(of: "]").map { place.index(after: $0) } : nil
    let mark = end ?? place.firstIndex(of: ":") ?? place.endIndex
    let (host, rest) = (place[..<mark], place[mark...])
    guard !host.isEmpty, host.utf8.allSatisfy({ isHostByte($0, bracketed: isBracketed) }) else {
      return nil
    }
    guard !rest.isEmpty else { return String(host) }
    let port = rest.hasPrefix(":") ? UInt16(rest.dropFirst()) : nil
    return port.map { $0 > 0 } == true ? String(host) : nil
  }

  private static func isHostByte(_ byte: UInt8, bracketed: Bool) -> Bool {
    let isPlain = Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte)
    return (byte < 0x80 && isPlain) || "-._".utf8.contains(byte)
      || (bracketed && "[]:".utf8.contains(byte))
  }

  /// The host, an IPv6 address without brackets, and the port.
  public var place: (host: String, port: Int) {
    let rest = description.dropFirst(isSecured ? 8 : 7)
    let host = Self.host(of: rest) ?? String(rest)
    let port = rest.dropFirst(host.count).dropFirst()
    return (
      host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host,
      Int(port) ?? (isSecured ? 443 : 80)
    )
  }

  private var isSecured: Bool { description.hasPrefix("https://") }

  private static func isThisMachine(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let isLoopback = parts.count == 4 && !parts.contains(nil) && parts[0] == 127
    return isLoopback || ["localhost", "[::1]"].contains(host.lowercased())
  }

  private static func shown(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return text }
    return "•••" + text[at...]
  }
}
