/// Words that were probably meant.
package enum DidYouMean {
  /// The greatest number of slips that still counts as a misspelling.
  package static let tolerance = 2

  /// The candidates with the fewest slips, at most three, in alphabetical order.
  package static func candidates(for word: String, among words: [String]) -> [String] {
    let typed = Array(word.lowercased())
    // Two slips make any short word of any other, and one any letter of any other.
    let limit = typed.count > 4 ? tolerance : min(1, typed.count / 2)
    let slips = words.map { distance(typed, Array($0.lowercased()), limit: limit) }
    guard let fewest = slips.min(), fewest <= limit else { return [] }
    let nearest = zip(words, slips).filter { $0.1 == fewest }.map(\.0)
    return Array(nearest.sorted().prefix(3))
  }

  /// The names that may be meant: those with the fewest slips, else those that begin with the word.
  package static func names(for word: String, among known: [String]) -> [String] {
    let near = candidates(for: word, among: known)
    guard near.isEmpty, !word.isEmpty else { return near }
    return Array(known.filter { $0.hasPrefix(word) }.sorted().prefix(3))
  }

  /// `did you mean docs_v1 or docs_v2?`, or nil without candidates.
  package static func phrase(_ candidates: [String]) -> String? {
    guard let last = candidates.last else { return nil }
    let others = candidates.dropLast().joined(separator: ", ")
    return "did you mean \(others.isEmpty ? "" : "\(others) or ")\(last)?"
  }

  /// Fewest insertions, deletions, replacements and swaps of neighbours that lead from one word to
  /// the other; any number above `limit` if there are more.
  ///
  /// This is the restricted distance of Damerau and Levenshtein: no part is changed twice.
  package static func distance(_ one: [Character], _ other: [Character], limit: Int) -> Int {
    guard abs(one.count - other.count) <= limit else { return limit + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for (row, letter) in one.enumerated() {
      var current = [row + 1]
      for (column, wanted) in other.enumerated() {
        let replaced = last[column] + (letter == wanted ? 0 : 1)
        var least = min(replaced, last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && letter == other[column - 1] && one[row - 1] == wanted
        if isSwap { least = min(least, beforeLast[column - 1] + 1) }
        current.append(least)
      }
      (beforeLast, last) = (last, current)
    }
    return last[other.count]
  }
}
