internal import FoundationEssentials

/// What proves to a server who is calling; never printed.
public struct MilvusCredentials: Sendable, Hashable {
  /// The token as given, or nil for a server that asks for none.
  private let secret: String?

  /// An API key, or a user and a password as `user:password`.
  public static func token(_ text: String) -> Self { Self(secret: text.isEmpty ? nil : text) }

  /// No credentials.
  public static let none = Self(secret: nil)

  /// Whether there is nothing to present.
  public var isNone: Bool { secret == nil }

  /// The value of the `authorization` header, which has no scheme in front of the base64 text.
  var header: String? {
    secret.map { Data($0.utf8).base64EncodedString() }
  }

  /// The text with every occurrence of the secret replaced by dots.
  func redact(_ text: String) -> String {
    guard let secret else { return text }
    let password = secret.firstIndex(of: ":").map { String(secret[secret.index(after: $0)...]) }
    return [secret, header, password]
      .compactMap { $0 }
      // Shorter fragments occur in ordinary words, which a reader needs.
      .filter { $0.utf8.count >= 6 }
      .reduce(text) { $0.replacing($1, with: Self.dots) }
  }

  private static let dots = "•••"
}

extension MilvusCredentials: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// Dots, or `none`.
  public var description: String { isNone ? "none" : Self.dots }
  /// The same as the description.
  public var debugDescription: String { description }
  /// A mirror without children, so that `dump` shows nothing either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
