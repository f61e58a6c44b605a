internal import Foundation

/// One entry of `no_proxy`: hosts that are asked without a proxy.
enum HostPattern: Equatable {
  /// All of them, written as `*`.
  case everything
  /// A host and all that is below it, and a port if one was written.
  case name(String, port: Int?)
  /// Addresses that begin with the same bits, written as `10.0.0.0/8` or `fd00::/8`.
  case network([UInt8], bits: Int)

  /// The entries of a list, which commas or blanks separate.
  static func patterns(in list: String) -> [HostPattern] {
    list.split { $0 == "," || $0.isWhitespace }.map { HostPattern(String($0)) }
  }

  init(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1)
    if text == "*" {
      self = .everything
    } else if parts.count == 2, let address = Self.address(String(parts[0])),
      let bits = Int(parts[1]), (0...address.count * 8).contains(bits)
    {
      self = .network(address, bits: bits)
    } else {
      let (name, port) = Self.split(text.lowercased())
      self = .name(String(name.drop { $0 == "*" }.drop { $0 == "." }), port: port)
    }
  }

  /// Whether a server at the host and the port is one of them.
  func matches(_ host: String, port: Int) -> Bool {
    switch self {
    case .everything: return true
    case .name(let name, let own):
      let host = host.lowercased()
      guard own == nil || own == port, !name.isEmpty else { return false }
      return host == name || host.hasSuffix("." + name)
    case .network(let network, let bits):
      guard let address = Self.address(host), address.count == network.count else { return false }
      return address.bits.prefix(bits).elementsEqual(network.bits.prefix(bits))
    }
  }

  /// Whether the host is the machine that the program runs on.
  static func isThisMachine(_ host: String) -> Bool {
    let own = ["localhost", "localhost.", "::1", "::", "0.0.0.0"]
    guard !own.contains(host.lowercased()) else { return true }
    return address(host).map { $0.count == 4 && $0[0] == 127 } ?? false
  }

  private static func split(_ text: String) -> (name: String, port: Int?) {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      let rest = text[text.index(after: end)...]
      return (String(text[..<end].dropFirst()), Int(rest.dropFirst()))
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let port = Int(parts[1]) else { return (text, nil) }
    return (String(parts[0]), port)
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
