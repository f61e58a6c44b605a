/// How many keys the next page asks for: fewer where keys are long, and more again later; pure.
///
/// What a page weighs tells how many keys the next may have, so that memory is bounded by bytes. Where a
/// server refuses a page as too large, it is asked for again with half as many keys, down to one, and
/// what fitted is kept; keys may become short again, so after some pages twice as many are tried.
struct PageSize: Equatable, Sendable {
  /// The most keys.
  let most: Int
  /// The keys of the next page.
  private(set) var limit: Int
  private var fitted = 0
  private var wasExceeded = false

  // 8: where a server takes no more, one page in nine is asked for in vain.
  private static let patience = 8
  /// 16 MiB: a quarter of the smallest message that servers send.
  static let bytes = 16 << 20

  /// A size that begins with so many keys and may grow to the most.
  init(first: Int, most: Int) {
    precondition(first > 0 && most >= first, "a page holds keys")
    self.most = most
    limit = first
  }

  /// Learns that a page was answered, and what its keys weigh.
  mutating func fits(keys: Int, bytes: Int) {
    guard keys > 0 else { return }
    let allowed = max(1, min(most, Self.bytes / max(1, bytes / keys)))
    guard wasExceeded, allowed > limit else {
      limit = allowed
      return
    }
    fitted += 1
    guard fitted >= Self.patience else { return }
    limit = min(allowed, 2 * limit)
    fitted = 0
  }

  /// Learns that a page of so many keys was too large; several at once count as one.
  mutating func exceeds(_ keys: Int) {
    limit = min(limit, max(1, keys / 2))
    fitted = 0
    wasExceeded = true
  }
}
