internal import ArgumentParser

/// How many key ranges may be copied, or jobs run, at the same time.
enum ParallelRule {
  /// Far more than any cluster gains from.
  static let most = 64

  static func check(_ number: Int, of option: String = "--parallel") throws {
    guard (1...most).contains(number) else {
      throw ValidationError("\(option) takes a number from 1 to \(most)")
    }
  }
}

/// How many entities the target may refuse.
enum RejectRule {
  static func check(_ maxRejects: Int) throws {
    guard maxRejects >= 0 else { throw ValidationError("--max-rejects takes a number from 0") }
  }
}
