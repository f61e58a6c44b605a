/// Finds the rows of a page that a target refuses, by sending the page in parts; pure.
///
/// A server takes a request as a whole or not at all, so of a refused part the halves are sent, until
/// single rows are left: for one row of n that takes 2 log2(n) requests. Before the target has taken
/// anything of the collection it may as well refuse every row; then single rows go first, those that
/// are likely to be taken and then each from the middle of the longest part, so that the first that is
/// taken shows it soon.
///
/// Words that are not known to be about a row may tell of a fault of the server that passes. A row
/// refused with them alone is in doubt, and sent once more when all others are through.
struct RefusalSearch {
  /// What the refusal of a part tells.
  enum Finding {
    /// It is among several rows, which are sent in smaller parts.
    case several
    /// The row may be at fault; it is sent once more later.
    case doubtful
    /// The row is refused for good.
    case single
  }

  /// Parts to send, the next one last.
  private var waiting: [Range<Int>]
  private var doubtful: [Range<Int>] = []
  private var doubted: Set<Int> = []
  private var hasRefusal = false
  /// Rows that are likely to be taken, the likeliest last.
  private var likely: [Int] = []
  /// How many rows may be in doubt before they are asked about.
  private let patience: Int

  /// A search among so many rows, all of them sent at once at first.
  init(rows: Int, patience: Int) {
    waiting = [0..<rows]
    self.patience = patience
  }

  /// The rows to send next, so many at most; nil if it is known of all whether they are taken.
  mutating func next(hasTaken: Bool, atMost most: Int = .max) -> Range<Int>? {
    if waiting.isEmpty { askAgain() }
    guard hasRefusal, !hasTaken else { return waiting.popLast().map { first(most, of: $0) } }
    while let row = likely.popLast() {
      guard let place = waiting.firstIndex(where: { $0.contains(row) }) else { continue }
      return take(row, outOf: place)
    }
    guard let place = waiting.indices.max(by: { waiting[$0].count < waiting[$1].count }) else {
      return nil
    }
    let part = waiting[place]
    return take(part.lowerBound + part.count / 2, outOf: place)
  }

  private mutating func take(_ row: Int, outOf place: Int) -> Range<Int> {
    let part = waiting[place]
    let rest = [row + 1..<part.upperBound, part.lowerBound..<row].filter { !$0.isEmpty }
    waiting.replaceSubrange(place...place, with: rest)
    return row..<row + 1
  }

  /// Names rows to try first while none is taken, the likeliest first.
  mutating func expect(_ rows: [Int]) {
    likely = rows.reversed()
  }

  /// Whether it is a row that was refused before, in words that may tell of the server.
  func isInDoubt(_ rows: Range<Int>) -> Bool {
    rows.count == 1 && doubted.contains(rows.lowerBound)
  }

  /// Notes that rows are still to be sent, in smaller parts.
  mutating func postponed(_ rows: Range<Int>) {
    waiting.append(rows)
  }

  private mutating func first(_ most: Int, of rows: Range<Int>) -> Range<Int> {
    guard rows.count > most else { return rows }
    let middle = rows.lowerBound + max(1, most)
    waiting.append(middle..<rows.upperBound)
    return rows.lowerBound..<middle
  }

  /// Notes that rows were refused, in words that are known to be about a row or not.
  mutating func refused(_ rows: Range<Int>, isExplained: Bool) -> Finding {
    hasRefusal = true
    guard rows.count == 1 else {
      let middle = rows.lowerBound + rows.count / 2
      waiting += [middle..<rows.upperBound, rows.lowerBound..<middle]
      return .several
    }
    guard !isExplained, doubted.insert(rows.lowerBound).inserted else { return .single }
    doubtful.append(rows)
    if doubtful.count > patience { askAgain() }
    return .doubtful
  }

  private mutating func askAgain() {
    waiting += doubtful.reversed()
    doubtful = []
  }
}
