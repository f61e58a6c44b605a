internal import Foundation

/// At which calls or writes something goes wrong, counted from 1.
///
/// With `VECFERRY_FAULTS=all`, as `scripts/faults` sets it, these are all that an untouched run has;
/// else a few of them, which follow from the name of what goes wrong.
enum Places {
  /// Places among so many, at most `few` of them unless all are wanted.
  static func among(_ count: Int, few: Int, for name: String) -> [Int] {
    guard count > 0 else { return [] }
    guard ProcessInfo.processInfo.environment["VECFERRY_FAULTS"] != "all" else {
      return Array(1...count)
    }
    let start = name.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) % 104_729 }
    return (0..<min(few, count)).map { (start + $0 * count / few) % count + 1 }
  }
}
