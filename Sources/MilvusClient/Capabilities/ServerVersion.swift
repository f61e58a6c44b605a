/// The release that a server belongs to.
public struct ServerVersion: Sendable, Hashable, Codable {
  /// The first number.
  public var major: Int
  /// The second number: together with the first it names the line.
  public var minor: Int
  /// The third number; nil if the server does not say and the newest of its line is meant.
  public var patch: Int?
  /// Whether it is Milvus Lite, which counts its releases by itself.
  public var isLite: Bool
  /// Whether the server did not say anything that is a version.
  public var isAssumed: Bool

  /// A version from its parts.
  public init(
    _ major: Int, _ minor: Int, _ patch: Int? = nil, isLite: Bool = false, isAssumed: Bool = false
  ) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.isLite = isLite
    self.isAssumed = isAssumed
  }

  /// What a server is taken for that hides its version: old enough to be sent nothing dangerous.
  public static let assumed = ServerVersion(2, 4, isAssumed: true)

  /// Reads what a server says about itself, in the order of how exact it is.
  ///
  /// - Parameter texts: The build tags of `Connect` and the answer of `GetVersion`, if any.
  /// - Returns: nil if no text holds a version.
  public static func parse(_ texts: [String]) -> ServerVersion? {
    let readings = texts.compactMap(reading)
    let version = readings.first { $0.patch != nil } ?? readings.first
    guard texts.contains(where: isLite) else { return version }
    return version ?? ServerVersion(3, 0, isLite: true)
  }

  /// Reads one text, as `v2.3.5-lite`, `milvus_lite-3.2.2` or `… Compatible with Milvus 2.6`.
  public static func parse(_ text: String) -> ServerVersion? { parse([text]) }

  /// Reads what a person says of a server: `2.3.4`, `v2.2.16`, `lite-2.5.1`.
  ///
  /// - Returns: nil if it is no version, as `2.2.x` is none; what follows a hyphen does not count.
  public static func parse(stated text: String) -> ServerVersion? {
    let text = text.lowercased()
    let mark = ["milvus-lite", "milvus_lite", "lite"].first(where: text.hasPrefix)
    let number = text.dropFirst(mark?.count ?? 0).drop { mark != nil && "-_ ".contains($0) }
    let digits = number.drop { $0 == "v" }.prefix { $0 != "-" }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...4).contains(parts.count), parts.allSatisfy({ Int($0) != nil }) else { return nil }
    return numbers(number, isLite: mark != nil)
  }

  /// Whether a version that was stated may be that of a server which tells this one.
  ///
  /// A server may tell its line alone, and Milvus Lite nothing but what it is.
  package func admits(_ stated: ServerVersion) -> Bool {
    guard isLite == stated.isLite, major == stated.major else { return false }
    guard let patch else { return isLite || minor == stated.minor }
    return minor == stated.minor && stated.patch ?? patch == patch
  }

  private static func isLite(_ text: String) -> Bool {
    text.lowercased().hasPrefix("milvus_lite") || text.lowercased().hasPrefix("milvus-lite")
  }

  private static func reading(_ text: String) -> ServerVersion? {
    let isLite = isLite(text)
    let start = isLite ? text.dropFirst("milvus_lite".count).drop { "-_ ".contains($0) } : text[...]
    if let version = numbers(start, isLite: isLite) { return version }
    guard let mark = text.lowercased().firstRange(of: "milvus ") else { return nil }
    // Lowercasing ASCII keeps distances, and a text with other letters has no version in it.
    let distance = text.lowercased().distance(
      from: text.lowercased().startIndex, to: mark.upperBound)
    return numbers(text.dropFirst(distance), isLite: false)
  }

  /// Whether this is Milvus of that version or newer; Lite counts its versions by itself.
  func isAtLeast(_ major: Int, _ minor: Int, _ patch: Int = 0) -> Bool {
    !isLite && self >= ServerVersion(major, minor, patch)
  }

  /// Whether this is Milvus Lite as it was written anew.
  var isLiteThree: Bool { isLite && major >= 3 }

  private static func numbers(_ text: Substring, isLite: Bool) -> ServerVersion? {
    let text = text.hasPrefix("v") || text.hasPrefix("V") ? text.dropFirst() : text
    let parts = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1]) else {
      return nil
    }
    let patch = parts.count > 2 ? Int(parts[2]) : nil
    return ServerVersion(major, minor, patch, isLite: isLite)
  }
}

extension ServerVersion: Comparable {
  /// Whether the left version is older; the head of a line is its newest version.
  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor, left.patch ?? .max) < (right.major, right.minor, right.patch ?? .max)
  }
}

extension ServerVersion: CustomStringConvertible {
  /// The version with its product if that is Lite: `2.3.5`, `2.6`, `Lite 3.2.2`.
  public var description: String {
    let numbers = "\(major).\(minor)" + (patch.map { ".\($0)" } ?? "")
    return (isLite ? "Lite " : "") + numbers + (isAssumed ? " (assumed)" : "")
  }
}
