internal import Foundation
internal import MilvusClient

/// One entry of `no_proxy`: hosts that are asked without a proxy.
enum HostPattern: Equatable {
  /// A host and all that is below it, and a port if one was written.
  case name(String, port: Int?)
  /// Hosts with `*` for any run of characters, as in `192.0.2.*`, and a port if one was written.
  case open(NamePattern, port: Int?)
  /// Addresses that begin with the same bits, as `10.0.0.0/8`; all of them for a single address.
  case network([UInt8], bits: Int, port: Int? = nil)

  /// The entries of a list, which commas or blanks separate, and those that are none.
  static func reading(of list: String) -> (patterns: [HostPattern], unknown: [String]) {
    var (patterns, unknown): ([HostPattern], [String]) = ([], [])
    for entry in list.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init) {
      if let pattern = HostPattern(entry) {
        patterns.append(pattern)
      } else {
        unknown.append(entry)
      }
    }
    return (patterns, unknown)
  }

  /// Reads an entry; nil if it names no hosts.
  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let address = Self.address(Self.unbracketed(String(parts[0]))),
        let bits = Int(parts[1]), (0...address.count * 8).contains(bits)
      else { return nil }
      self = .network(address, bits: bits)
      return
    }
    guard let (written, port) = Self.split(text.lowercased()) else { return nil }
    if let address = Self.address(written) {
      self = .network(address, bits: address.count * 8, port: port)
      return
    }
    let name = Self.plain(written.hasPrefix("*.") ? String(written.dropFirst()) : written)
    guard !name.isEmpty, name.allSatisfy(Self.isPart) else { return nil }
    self = name.contains("*") ? .open(NamePattern(name), port: port) : .name(name, port: port)
  }

  /// Whether a server at the host and the port is one of them.
  func matches(_ host: String, port: Int) -> Bool {
    let host = host.lowercased()
    switch self {
    case .name(let name, let own):
      let plain = Self.plain(host)
      return own ?? port == port && (plain == name || plain.hasSuffix("." + name))
    case .open(let pattern, let own):
      return own ?? port == port && pattern.matches(ServerName(Self.plain(host)))
    case .network(let network, let bits, let own):
      guard own ?? port == port, let address = Self.address(host), address.count == network.count
      else { return false }
      return address.bits.prefix(bits).elementsEqual(network.bits.prefix(bits))
    }
  }

  /// Whether the host is the machine that the program runs on.
  static func isThisMachine(_ host: String) -> Bool {
    let own = ["localhost", "localhost.", "::1", "::", "0.0.0.0"]
    guard !own.contains(host.lowercased()) else { return true }
    return address(host).map { $0.count == 4 && $0[0] == 127 } ?? false
  }

  /// The host and the port of an entry; nil if what follows the host is no port.
  private static func split(_ text: String) -> (host: String, port: Int?)? {
    let isBracketed = text.hasPrefix("[")
    let colons = text.count { $0 == ":" }
    // Without brackets more than one colon are those of an address.
    guard isBracketed || colons == 1 else { return (text, nil) }
    let end =
      isBracketed ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
    guard let end else { return nil }
    let (host, rest) = (unbracketed(String(text[..<end])), text[end...])
    guard !rest.isEmpty else { return (host, nil) }
    guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()) else { return nil }
    return (host, Int(port))
  }

  private static func unbracketed(_ text: String) -> String {
    text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
  }

  /// A name without the dots around it.
  private static func plain(_ name: String) -> String {
    String((name.hasSuffix(".") ? name.dropLast() : name[...]).drop { $0 == "." })
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-._*".contains(character)
  }

  /// The bytes of an address, 4 or 16.
  private static func address(_ text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }
}

extension [UInt8] {
  /// The bits of the bytes, the highest first.
  fileprivate var bits: [Bool] {
    flatMap { byte in (0..<8).map { byte & (0x80 >> $0) != 0 } }
  }
}
