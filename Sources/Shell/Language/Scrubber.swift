/// Takes secrets out of words before they are kept or shown.
package enum Scrubber {
  /// What stands for a secret.
  package static let mask = "•••"

  /// The words of a command without secrets: in addresses, behind options that look like secrets,
  /// and in variables and settings whose names do.
  package static func scrubbed(_ words: [String]) -> [String] {
    guard !definesSecret(words) else {
      return words.prefix(2) + words.dropFirst(2).map { _ in mask }
    }
    if words.count > 2, begins("shortcut", words[0]) {
      let line = Array(words.dropFirst(2))
      return words.prefix(2) + (line.count == 1 ? [scrubbed(unreadable: line[0])] : scrubbed(line))
    }
    let namesOptions = setsProfile(words)
    var isSecret = false
    var isLogin = false
    let slips = Self.slips(in: words)
    return words.enumerated().map { place, word in
      defer {
        isSecret = !isSecret && asksForSecret(word) && !word.contains("=")
        isLogin = word == login
      }
      if isSecret { return mask }
      if slips.contains(place) { return masked(word, behind: words[place - 1]) }
      if isLogin { return scrubbed(login: word) }
      guard namesOptions || word.hasPrefix("-"), let mark = word.firstIndex(of: "=") else {
        return scrubbed(word)
      }
      let (name, value) = (String(word[..<mark]), String(word[word.index(after: mark)...]))
      let option = namesOptions ? "--\(name.drop { $0 == "-" })" : name
      if asksForSecret(option) { return "\(name)=\(mask)" }
      return "\(name)=\(option == login ? scrubbed(login: value) : scrubbed(value))"
    }
  }

  /// The option that takes a user, whom people give a password, too.
  private static let login = "--user"

  private static func scrubbed(login word: String) -> String {
    word.unicodeScalars.firstIndex(of: ":").map { word[..<$0] + ":" + mask } ?? word
  }

  /// The word with `•••` for the secret of an address: `https://user:•••@host`.
  ///
  /// An address need not be written well: everything before the last `@` is suspected. Scalars are
  /// compared, because an at sign with an accent on it is still one.
  package static func scrubbed(_ word: String) -> String {
    if let known = scrubbed(setting: word) ?? scrubbed(knownLogin: word) { return known }
    let start = schemeEnd(of: word)
    let isAddress = word.utf8.firstRange(of: "://".utf8) != nil
    let rest = word[start...].unicodeScalars
    let query = rest.firstIndex(of: "?")
    guard let at = rest.lastIndex(of: "@") else {
      // Milvus knows no query: what somebody writes there is a token.
      return isAddress ? query.map { word[...$0] + mask } ?? word : word
    }
    guard isAddress || !word.contains(where: \.isWhitespace) else { return word }
    let user = user(of: word[start..<min(at, query ?? at)], behind: word[..<start].lowercased())
    // Without a colon what stands there may be an API key; without a scheme it is no address.
    guard user != nil || isAddress else { return word }
    return word[..<start] + (user ?? "") + mask + shownEnd(of: word, at, query)
  }

  /// What stands in front of the password, colon included; nil if nothing says that it is a user.
  private static func user(of text: Substring, behind scheme: String) -> Substring? {
    // Another scheme may itself be a user, whose password begins with slashes.
    let isKnown = ["http://", "https://"].contains { scheme.hasSuffix($0) }
    guard scheme.isEmpty || isKnown, let colon = text.unicodeScalars.firstIndex(of: ":") else {
      return nil
    }
    return text[colon...].utf8.starts(with: "://".utf8) ? nil : text[...colon]
  }

  /// What stands behind the login; a question mark in the login may be that of a query with an at
  /// sign in it, so that nothing is certain then.
  private static func shownEnd(
    of word: String, _ at: String.Index, _ query: String.Index?
  ) -> Substring {
    guard let query else { return word[at...] }
    return query < at ? "" : word[at...query] + mask
  }

  /// The text with the secrets taken out of each of its words.
  package static func scrubbed(text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      // Messages put what was typed into quotes, which are no part of it.
      let isQuoted = word.count > 2 && word.first == "\"" && word.last == "\""
      return isQuoted
        ? "\"\(scrubbed(String(word.dropFirst().dropLast())))\"" : scrubbed(String(word))
    }.joined(separator: " ")
  }

  /// A line of the system's shell, of which nothing is known: where it may hold a secret all of it
  /// is masked.
  static func scrubbed(systemLine text: String) -> String {
    let suspicious = ["token", "pass", "secret", "key", "credential", "auth", "bearer"]
    guard !suspicious.contains(where: text.lowercased().contains) else { return mask }
    return scrubbed(unreadable: text)
  }

  /// The text of a line that cannot be read: all of it that may be a secret of several words is
  /// masked.
  static func scrubbed(unreadable text: String) -> String {
    let words = text.split(separator: " ").map(String.init)
    for index in words.indices {
      if asksForSecret(words[index]) || words[index].hasPrefix(login)
        || scrubbed(setting: words[index]) != nil
      {
        return masked(words[..<index] + [String(words[index].prefix { $0 != "=" })])
      }
      if definesSecret(Array(words[index...])) { return masked(words[...(index + 1)]) }
      if words[index].utf8.firstRange(of: "://".utf8) != nil {
        // A password with a blank in it is not the end of the address.
        let address = scrubbed(words[index...].joined(separator: " "))
        return (scrubbed(Array(words[..<index])) + [address]).joined(separator: " ")
      }
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
    return ["TOKEN", "PASS", "PW", "SECRET", "KEY", "CREDENTIAL"].contains { name.contains($0) }
  }

  /// Whether the words change a profile, whose keys are options without their dashes.
  private static func setsProfile(_ words: [String]) -> Bool {
    words.count > 3 && begins("profile", words[0]) && begins("set", words[1])
  }

  /// Whether the word begins `let`, which may be shortened at the prompt.
  private static func isLet(_ word: String) -> Bool { begins("let", word) }

  private static func begins(_ command: String, _ word: String) -> Bool {
    let name = word.drop { "-@".contains($0) }
    return !name.isEmpty && command.hasPrefix(name)
  }

  /// Where the scheme ends: letters and `://`, with nothing before that could be part of a login.
  private static func schemeEnd(of word: String) -> String.Index {
    guard let mark = word.utf8.firstRange(of: "://".utf8) else { return word.startIndex }
    let before = word[..<mark.lowerBound].unicodeScalars
    let scheme = before.reversed().prefix { $0.isASCII && $0.properties.isAlphabetic }
    let prefix = before.dropLast(scheme.count)
    let isLogin =
      prefix.contains { $0 == ":" || $0 == "@" }
      || prefix.last.map { Character($0).isLetter || Character($0).isNumber } ?? false
    return scheme.isEmpty || isLogin ? word.startIndex : mark.upperBound
  }

  /// Whether what follows the word is a secret: an option that does not exist here, but elsewhere, or
  /// one that is misspelt.
  ///
  /// A command that prints a secret may hold another one, or tell where it is.
  private static func asksForSecret(_ word: String) -> Bool {
    guard word.hasPrefix("--") else { return false }
    let name = word.lowercased()
    let isReference = ["-file", "-env"].contains { name.hasSuffix($0) }
    let isKnown = [
      "token", "password", "passwd", "secret", "api-key", "apikey", "key-command",
    ].contains { name.contains($0) }
    return !isReference && (isKnown || isMisspeltSecret(String(name.prefix { $0 != "=" })))
  }
}
