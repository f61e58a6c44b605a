/// The tilde that stands for the home folder: `~` or `~/…`, also behind the equals sign of an option.
enum HomeMark {
  /// Whether the word begins with the mark, so that without quotes it would be replaced.
  static func begins(_ word: String) -> Bool { place(in: word) != nil }

  /// Where the tilde stands in the word, if it is the mark.
  static func place(in word: String) -> String.Index? {
    let scalars = word.unicodeScalars
    var start = scalars.startIndex
    if word.hasPrefix("--"), let mark = scalars.firstIndex(of: "=") {
      start = scalars.index(after: mark)
    }
    guard start < scalars.endIndex, scalars[start] == "~" else { return nil }
    let next = scalars.index(after: start)
    return next == scalars.endIndex || scalars[next] == "/" ? start : nil
  }
}

extension Word {
  /// The place of the tilde that stands for the home folder; nil if there is none without quotes.
  var homeMark: String.Index? {
    guard case .bare(let text) = pieces.first, let place = HomeMark.place(in: text) else {
      return nil
    }
    // A tilde at the end of what is not quoted is the mark only if the word ends there.
    let isLast = text.unicodeScalars.index(after: place) == text.unicodeScalars.endIndex
    return isLast && pieces.count > 1 ? nil : place
  }
}
