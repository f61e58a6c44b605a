internal import FoundationEssentials

/// What proves to a server who is calling; never printed.
public struct MilvusCredentials: Sendable, Hashable {
  /// The token as given, or nil for a server that asks for none.
  private let secret: String?

  /// An API key, or a user and a password as `user:password`.
  public static func token(_ text: String) -> Self { Self(secret: text.isEmpty ? nil : text) }

  /// No credentials.
  public static let none = Self(secret: nil)

  /// The user of `user:password`; nil for what may be an API key.
  public var user: String? {
    guard let secret, let colon = secret.firstIndex(of: ":") else { return nil }
    return String(secret[..<colon])
  }

  /// Whether there is nothing to present.
  public var isNone: Bool { secret == nil }

  /// The token itself, for another client of the same program.
  package var presented: String? { secret }

  /// The value of the `authorization` header, which has no scheme in front of the base64 text.
  var header: String? {
    secret.map { Data($0.utf8).base64EncodedString() }
  }

  /// The text with every occurrence of the secret replaced by dots.
  ///
  /// That is the whole token always, and a password by itself where it cannot be an ordinary word.
  func redact(_ text: String) -> String {
    [secret, header, tellingPassword]
      .compactMap { $0 }
      .reduce(text) { $0.replacing($1, with: Self.dots) }
  }

  /// The password alone, unless it may be a word that a reader of messages needs.
  private var tellingPassword: String? {
    guard let secret, let colon = secret.firstIndex(of: ":") else { return nil }
    let password = String(secret[secret.index(after: colon)...])
    let isTelling = password.utf8.count >= Self.tellingLength
    return isTelling && !Self.ownWords.contains(password.lowercased()) ? password : nil
  }

  private static let dots = "•••"
  /// Bytes from which a password is not a fragment of something else.
  private static let tellingLength = 8
  /// Long words of the messages, which some people take for passwords.
  private static let ownWords: Set = [
    "collection", "collections", "connection", "credentials", "database", "databases",
    "milvus-lite", "partition", "partitions", "password", "permission", "unauthenticated",
    "unreachable", "username", "vecferry",
  ]
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
