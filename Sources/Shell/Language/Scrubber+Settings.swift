/// Settings of Spark, which are shown on its pages and in the list of processes.
extension Scrubber {
  /// What Spark itself takes for the name of a secret, and what two clouds call theirs.
  private static let secretNames = [
    "secret", "password", "token", "access.key", "accesskey", "account.key", "private.key",
  ]

  /// The name that a setting begins with, `spark.hadoop.fs.s3a.secret.key`, if it is that of a secret.
  static func secretName(of setting: some StringProtocol) -> String? {
    let name = setting.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    let known = name.lowercased()
    guard known.contains("."), secretNames.contains(where: known.contains) else { return nil }
    return String(name)
  }

  /// The word with `•••` for the secret that it sets, also behind an option or a quote; nil if there is none.
  static func scrubbed(setting word: String) -> String? {
    var rest = word[...]
    while let mark = rest.firstIndex(of: "=") {
      let name = rest[..<mark].drop { "\"'".contains($0) }
      rest = rest[rest.index(after: mark)...]
      // Two of them compare, in a filter.
      if secretName(of: name) == String(name), rest.first != "=" {
        return String(word[..<rest.startIndex]) + mask
      }
    }
    return nil
  }
}
