/// Which names a server's filter language reads as the name of a field.
///
/// Everything that is read, counted or deleted by key names the key in a filter, and no server takes
/// a name in quotes there.
package struct FilterLanguage {
  let version: ServerVersion

  /// The language of a server of the version.
  package init(version: ServerVersion) { self.version = version }

  /// Why no filter can name a field, as the rest of a sentence; nil if one can.
  package func refusal(of name: ServerName) -> String? {
    guard isIdentifier(name.text) else { return "a filter takes it apart" }
    return words.contains(version.isLiteThree ? name.text.lowercased() : name.text)
      ? "it is a word of the filter language" : nil
  }

  /// Milvus knows letters of ASCII only, Lite those of Unicode.
  private func isIdentifier(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    let isLetter = { (scalar: Unicode.Scalar) in
      scalar == "_" || (version.isLiteThree || scalar.isASCII) && scalar.isLetter
    }
    guard let first = scalars.first, isLetter(first) else { return false }
    return scalars.allSatisfy {
      isLetter($0) || (version.isLiteThree || $0.isASCII) && $0.properties.numericType != nil
    }
  }

  private var words: Set<String> {
    if version.isLiteThree { return Self.lite }
    guard version.isAtLeast(2, 5) else { return Self.milvus }
    return version.isAtLeast(2, 6) ? Self.milvus26 : Self.milvus25
  }

  /// In lower case; Lite compares without regard to it.
  private static let lite: Set<String> = [
    "and", "or", "not", "in", "like", "is", "null", "exists", "iso", "interval", "true", "false",
  ]

  /// Of 2.3 and 2.4, where only some words have a second spelling.
  private static let milvus: Set<String> =
    bothCases([
      "like", "exists", "json_contains", "json_contains_all", "json_contains_any",
      "array_contains", "array_contains_all", "array_contains_any", "array_length",
    ]).union([
      "and", "or", "not", "in", "true", "True", "TRUE", "false", "False", "FALSE",
    ])

  private static let milvus25 = milvus.union(
    bothCases(["and", "or", "not", "in", "text_match", "phrase_match", "random_sample"]))

  private static let milvus26 = milvus25.union(
    bothCases([
      "null", "iso", "interval", "minimum_should_match", "threshold", "element_filter",
      "match_all", "match_any", "match_least", "match_most", "match_exact", "st_equals",
      "st_touches", "st_overlaps", "st_crosses", "st_contains", "st_intersects", "st_within",
      "st_dwithin", "st_isvalid",
    ]).union(["Null"]))

  private static func bothCases(_ words: [String]) -> Set<String> {
    Set(words + words.map { $0.uppercased() })
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter of any script.
  fileprivate var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}
