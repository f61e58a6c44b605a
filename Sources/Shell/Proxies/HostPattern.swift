/// One entry of `no_proxy`: hosts that are asked without a proxy.
enum HostPattern: Equatable {
  /// All of them, written as `*`.
  case everything
  /// A host and all that is below it, and a port if one was written.
  case name(String, port: Int?)
  /// Addresses that begin with the same bits, written as `10.0.0.0/8`.
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
      let bits = Int(parts[1]), (0...32).contains(bits)
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
      guard let address = Self.address(host) else { return false }
      return address.bits.prefix(bits).elementsEqual(network.bits.prefix(bits))
    }
  }

  /// Whether the host is the machine that the program runs on.
  static func isThisMachine(_ host: String) -> Bool {
    ["localhost", "::1"].contains(host.lowercased()) || address(host)?.first == 127
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

  private static func address(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && !parts.contains(nil) ? parts.compactMap(\.self) : nil
  }
}

extension [UInt8] {
  /// The bits of the bytes, the highest first.
  fileprivate var bits: [Bool] {
    flatMap { byte in (0..<8).map { byte & (0x80 >> $0) != 0 } }
  }
}
