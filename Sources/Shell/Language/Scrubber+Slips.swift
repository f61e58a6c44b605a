/// Secrets where a slip of the user has put them.
extension Scrubber {
  /// The login of a user that servers make: `root:•••`; nil for any other word.
  ///
  /// What may be a place, `root:19530`, is none.
  static func scrubbed(knownLogin word: String) -> String? {
    guard let colon = word.firstIndex(of: ":"), !word.contains("@"), !word.contains("://") else {
      return nil
    }
    let user = word[..<colon].lowercased()
    guard user == "root" || user.hasPrefix("db_"), !isPort(word[colon...].dropFirst()) else {
      return nil
    }
    return word[...colon] + mask
  }

  /// Places of a line in which a secret stands because something else was forgotten or misspelt.
  static func slips(in words: [String]) -> Set<Int> {
    var slips: Set<Int> = []
    let logsIn = words.first.map { isNear(["connect", "login", "source", "target"], $0) } ?? false
    for (place, word) in words.enumerated().dropFirst() {
      let former = words[place - 1]
      if namesVariable(former), !isVariable(word) {
        slips.insert(place)
      } else if logsIn, !word.hasPrefix("-"), !former.hasPrefix("-") {
        let isNamed = isNear(["token", "password", "apikey", "key", "secret"], former)
        if isNamed || isLogin(word) { slips.insert(place) }
      }
    }
    return slips
  }

  /// The word of such a place; of a login the user stays.
  static func masked(_ word: String, behind former: String) -> String {
    guard !former.hasPrefix("-"), let colon = word.firstIndex(of: ":") else { return mask }
    return word[...colon] + mask
  }

  /// Whether the word is almost an option for a secret.
  static func isMisspeltSecret(_ option: String) -> Bool {
    option.hasPrefix("--")
      && isNear(["token", "password", "api-key"], String(option.dropFirst(2)))
  }

  private static func namesVariable(_ option: String) -> Bool {
    option.hasPrefix("--") && option.hasSuffix("-env")
  }

  /// Whether the word can be the name of a variable; a key of forty letters and more is none.
  static func isVariable(_ word: String) -> Bool {
    let isName = word.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    return isName && word.first?.isNumber == false && word.count < 40
  }

  /// Whether the word has a user and a password, and neither a port nor an address of more colons.
  private static func isLogin(_ word: String) -> Bool {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !word.contains("/"), !word.contains("[") else { return false }
    return !parts[0].isEmpty && !parts[1].isEmpty && !isPort(parts[1])
      && !["source", "target", "unix"].contains(parts[0].lowercased())
  }

  private static func isPort(_ text: some StringProtocol) -> Bool {
    text.count <= 5 && text.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func isNear(_ words: [String], _ typed: String) -> Bool {
    !DidYouMean.candidates(for: typed, among: words).isEmpty
  }
}
