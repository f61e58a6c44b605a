/// The one way from bytes to a secret, wherever they come from.
///
/// What a person did not mean to be part of a secret is taken off or named; the secret itself is in no
/// message.
enum SecretText {
  /// The first line that is not blank, without blanks around it.
  ///
  /// - Throws: `UsageError.secretNeeded` if there is none, `.badText` for what cannot be a secret.
  static func secret(in bytes: some Collection<UInt8>, of name: String) throws(UsageError) -> String
  {
    let text: String
    do {
      text = try ForeignText.decoded(bytes)
    } catch {
      throw error.error(of: name)
    }
    let lines = text.split(whereSeparator: \.isNewline).map(trimmed)
    guard let secret = lines.first(where: { !$0.isEmpty }) else {
      throw UsageError(.secretNeeded, "\(name) is empty")
    }
    try refuseUnseen(secret, of: name)
    return secret
  }

  private static func refuseUnseen(_ secret: String, of name: String) throws(UsageError) {
    if let unseen = secret.unicodeScalars.first(where: ControlCharacters.isUnseen) {
      throw UsageError(
        .badText, "\(name) holds \(ControlCharacters.name(of: unseen)), which no secret does",
        hint: "write it anew; this character cannot be seen")
    }
    for quote in ["\"", "'"]
    where secret.count > 1 && secret.hasPrefix(quote) && secret.hasSuffix(quote) {
      throw UsageError(
        .badText, "\(name) has quotes around the secret", hint: "take the two \(quote) away")
    }
  }

  private static func trimmed(_ line: Substring) -> String {
    let rest = line.drop(while: \.isWhitespace)
    return String(rest.dropLast(rest.reversed().prefix(while: \.isWhitespace).count))
  }
}
