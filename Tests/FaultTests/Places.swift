internal import Foundation

/// At which calls or writes something goes wrong, counted from 1.
///
/// With `VECFERRY_FAULTS=all`, as `scripts/faults` sets it, these are all there can be: whoever goes
/// through them ends at the first that is beyond the last call. Else it is a few that follow from the
/// name of what goes wrong.
enum Places {
  /// Places among the first `count` or so, at most `few` of them unless all are wanted.
  static func among(_ count: Int, few: Int, for name: String) -> [Int] {
    guard ProcessInfo.processInfo.environment["VECFERRY_FAULTS"] != "all" else {
      // Far beyond any number of calls; the first that does not happen ends the test.
      return Array(1...10_000)
    }
    let start = name.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) % 104_729 }
    return (0..<few).map { (start + $0 * count / few) % count + 1 }
  }
}
