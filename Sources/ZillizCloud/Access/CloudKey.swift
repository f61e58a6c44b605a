/// An API key of Zilliz Cloud; never printed.
public struct CloudKey: Sendable, Hashable {
  private let secret: String

  /// Takes a key as it was typed or read; blanks around it do not count.
  ///
  /// - Throws: `.keyMalformed` for what no key can be: nothing, several words, letters that no header
  ///   holds, or the `user:password` of a cluster, which the control plane does not take.
  public init(_ text: String) throws(CloudError) {
    let start = text.drop { $0.isWhitespace }
    let secret = String(start.reversed().drop { $0.isWhitespace }.reversed())
    guard !secret.isEmpty else { throw CloudError(.keyMalformed, "the API key is empty") }
    guard secret.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw CloudError(
        .keyMalformed, "what was given is no API key: it holds blanks or letters outside ASCII")
    }
    guard !secret.contains(":") else {
      throw CloudError(
        .keyMalformed,
        "what was given is no API key but a user and a password, which only a cluster takes")
    }
    self.secret = secret
  }

  /// The key itself, for the data plane of the clusters that it belongs to.
  public var token: String { secret }

  /// The value of the `Authorization` header.
  var header: String { "Bearer \(secret)" }

  /// The text with dots in place of the key, should a server have repeated it.
  func redact(_ text: String) -> String { text.replacing(secret, with: Self.dots) }

  private static let dots = "•••"
}

extension CloudKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Dots.
  public var description: String { Self.dots }
  /// Dots as well.
  public var debugDescription: String { Self.dots }
  /// A mirror without children, so that `dump` shows nothing either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
