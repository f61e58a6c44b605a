/// Notices that wait to be shown, in order; a newer one with the same key takes the older's place.
///
/// It is bounded: when nobody shows them, the oldest make room and are counted.
struct NoticeQueue: Sendable {
  private struct Entry {
    var text: String
    var key: String?
  }

  private var entries: [Entry] = []
  private var droppedCount = 0
  private let capacity: Int

  /// 200: more than a person reads at once, and at most some tens of kilobytes.
  init(capacity: Int = 200) {
    self.capacity = capacity
  }

  mutating func post(_ text: String, key: String?) {
    if let key { entries.removeAll { $0.key == key } }
    entries.append(Entry(text: text, key: key))
    guard entries.count > capacity else { return }
    entries.removeFirst()
    droppedCount += 1
  }

  /// Returns all notices, oldest first, and forgets them.
  mutating func take() -> [String] {
    defer { self = NoticeQueue(capacity: capacity) }
    let missing = droppedCount > 0 ? ["(\(droppedCount) earlier notices not shown)"] : []
    return missing + entries.map(\.text)
  }
}
