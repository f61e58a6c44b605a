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

  /// Whether what was looked up is an alias whose collection was dropped.
  ///
  /// Milvus 2.3 keeps such an alias, lists it nowhere and lets nothing else bear its name. Of a name
  /// that is free the answer tells the name, of such an alias the number of the collection.
  public func isLeftoverAlias(_ name: ServerName) -> Bool {
    guard code == .collectionNotFound, let words = serverWords,
      let mark = words.ranges(of: "[collection=").last
    else { return false }
    let missing = words[mark.upperBound...].prefix { $0 != "]" }
    return !missing.isEmpty && !missing.utf8.elementsEqual(name.text.utf8)
      && missing.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
