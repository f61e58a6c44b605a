/// Takes secrets out of words before they are kept or shown.
package enum Scrubber {
  /// What stands for a secret.
  package static let mask = "•••"

  /// The words of a command without secrets: in addresses, behind options that look like secrets,
  /// and in variables whose names do.
  package static func scrubbed(_ words: [String]) -> [String] {
    guard !definesSecret(words) else {
      return words.prefix(2) + words.dropFirst(2).map { _ in mask }
    }
    var isSecret = false
    var isLogin = false
    return words.map { word in
      defer {
        isSecret = !isSecret && asksForSecret(word) && !word.contains("=")
        isLogin = word == "--user"
      }
      if isSecret { return mask }
      if isLogin, let colon = word.firstIndex(of: ":") { return word[..<colon] + ":" + mask }
      guard word.hasPrefix("-"), let mark = word.firstIndex(of: "=") else { return scrubbed(word) }
      let (name, value) = (String(word[..<mark]), String(word[word.index(after: mark)...]))
      return "\(name)=\(asksForSecret(name) ? mask : scrubbed(value))"
    }
  }

  /// The word with `•••` for the secret of an address: `https://user:•••@host`.
  ///
  /// An address need not be written well: everything before the last `@` is suspected.
  package static func scrubbed(_ word: String) -> String {
    // Milvus knows no query: what somebody writes there is a token.
    if word.contains("://"), let query = word.firstIndex(of: "?") {
      return scrubbed(String(word[..<query])) + "?" + mask
    }
    guard let at = word.lastIndex(of: "@") else { return word }
    let before = word[..<at]
    let rest = word[at...]
    let start = schemeEnd(of: before)
    let scheme = before[..<start]
    let login = before[start...]
    guard !scheme.isEmpty || !word.contains(where: \.isWhitespace) else { return word }
    if let colon = login.firstIndex(of: ":") {
      return "\(scheme)\(login[..<colon]):\(mask)\(rest)"
    }
    // Without a colon what stands there may be an API key; without a scheme it is no address.
    return scheme.isEmpty ? word : "\(scheme)\(mask)\(rest)"
  }

  /// The text with the secrets taken out of each of its words.
  package static func scrubbed(text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { scrubbed(String($0)) }
      .joined(separator: " ")
  }

  /// The text of a line that cannot be read: all of it that may be a secret of several words is
  /// masked.
  static func scrubbed(unreadable text: String) -> String {
    let words = text.split(separator: " ").map(String.init)
    for index in words.indices {
      if asksForSecret(words[index]) {
        return masked(words[..<index] + [String(words[index].prefix { $0 != "=" })])
      }
      if definesSecret(Array(words[index...])) { return masked(words[...(index + 1)]) }
    }
    return scrubbed(text: text)
  }

  private static func masked(_ beginning: ArraySlice<String>) -> String {
    (scrubbed(Array(beginning)) + [mask]).joined(separator: " ")
  }

  /// Whether the words define a variable whose name says that it holds a secret.
  private static func definesSecret(_ words: [String]) -> Bool {
    guard words.count > 2, let command = words.first, isLet(command) else { return false }
    let name = words[1].uppercased()
    return ["TOKEN", "PASSWORD", "SECRET", "KEY"].contains { name.contains($0) }
  }

  /// Whether the word begins `let`, which may be shortened at the prompt.
  private static func isLet(_ word: String) -> Bool {
    let name = word.drop { "-@".contains($0) }
    return !name.isEmpty && "let".hasPrefix(name)
  }

  private static func schemeEnd(of text: Substring) -> Substring.Index {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix("://") { return text.index(index, offsetBy: 3) }
      index = text.index(after: index)
    }
    return text.startIndex
  }

  /// Whether what follows the word is a secret: an option that does not exist here, but elsewhere.
  ///
  /// A command that prints a secret may hold another one, or tell where it is.
  private static func asksForSecret(_ word: String) -> Bool {
    guard word.hasPrefix("--") else { return false }
    let name = word.lowercased()
    let isReference = ["-file", "-env"].contains { name.hasSuffix($0) }
    return !isReference
      && ["token", "password", "passwd", "secret", "api-key", "apikey", "key-command"].contains {
        name.contains($0)
      }
  }
}
