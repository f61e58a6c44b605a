extension MilvusError {
  /// The privilege that the server missed, in its own word ("Load"); nil if it does not say.
  ///
  /// Versions differ in what they ask for: 2.3 wants `Load` of whoever asks for a load state.
  public var missingPrivilege: String? {
    let mark = "Privilege"
    guard code == .permissionDenied, let words = serverWords, words.hasPrefix(mark) else {
      return nil
    }
    let name = words.dropFirst(mark.count).prefix { $0.isASCII && $0.isLetter }
    return name.isEmpty ? nil : String(name)
  }

  /// Whether the server does not know what it was asked, in whatever words.
  package var isUnknownQuestion: Bool { [.unsupportedByServer, .invalidRequest].contains(code) }

  /// Whether a name leads to a collection that was dropped: the answer tells its number.
  ///
  /// Of a name that is free the answer repeats the name. Milvus 2.3 keeps a dropped collection under
  /// its name for a while, where the next one takes its place; and under its aliases for ever: these
  /// are listed nowhere, and nothing else can bear their names.
  public func leadsToDropped(_ name: ServerName) -> Bool {
    guard code == .collectionNotFound, let words = serverWords,
      let mark = words.ranges(of: "[collection=").last
    else { return false }
    let missing = words[mark.upperBound...].prefix { $0 != "]" }
    return !missing.isEmpty && !missing.utf8.elementsEqual(name.text.utf8)
      && missing.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The collection that the server looked for in its history, by name.
  var missingCollection: ServerName? {
    let (start, end) = ("can't find collection ", ": collection not found")
    guard let words = serverWords, words.hasPrefix(start),
      let rest = words.dropFirst(start.count).ranges(of: end).last
    else { return nil }
    return ServerName(String(words.dropFirst(start.count)[..<rest.lowerBound]))
  }
}
