/// What a program complained of before it ended.
package enum LastWords {
  private static let mark = "error: "

  /// What its errors say about its end in one line, at most 500 characters; nil if there are none.
  ///
  /// A worker says what is wrong before hint and code. Of others the last two lines count: the first of
  /// them is often the cause of the second. Java goes on with a trace, whose lines begin with a tab, and
  /// Spark with what it closes.
  package static func line(of errors: String) -> String? {
    let lines = errors.split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    if let said = lines.last(where: { $0.hasPrefix(mark) }) {
      return String(said.dropFirst(mark.count).prefix(500))
    }
    let others = lines.filter { !$0.hasPrefix("\t") && !$0.contains(" INFO ") }.suffix(2)
    guard !others.isEmpty else { return lines.last.map { String($0.prefix(500)) } }
    return others.map { $0.prefix(250) }.joined(separator: "; ")
  }
}
