internal import Foundation

/// Which cases of an enumeration a run of the tests tries.
///
/// With `VECFERRY_TEST_LONG`, as `scripts/test long` sets it, these are all; else a few of them.
package enum Cases {
  /// So many of all cases in their order: spread over them, the one at `start` among them.
  package static func few<Case>(_ count: Int, of all: [Case], from start: Int = 0) -> [Case] {
    let isLong = ProcessInfo.processInfo.environment["VECFERRY_TEST_LONG"] != nil
    guard !isLong, count < all.count else { return all }
    let places = (0..<count).map { (start + $0 * all.count / count) % all.count }
    return places.sorted().map { all[$0] }
  }
}
