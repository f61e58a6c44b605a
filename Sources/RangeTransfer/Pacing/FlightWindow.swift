/// Bounds what is in flight, calls and bytes: the owner asks, then acts.
package struct FlightWindow {
  /// 64 MiB: with the copy that the splice makes in the transport's memory, below 128 MB in all.
  package static let usualBytes = 64 << 20

  /// The most calls at once.
  package let calls: Int
  /// The most bytes at once, by estimate; a single range may exceed it.
  package let bytes: Int
  private(set) var callsInFlight = 0
  private(set) var bytesInFlight = 0

  /// An empty window of these bounds, each at least 1.
  package init(calls: Int, bytes: Int) {
    precondition(calls > 0 && bytes > 0, "a window lets something through")
    self.calls = calls
    self.bytes = bytes
  }

  /// Whether a range of that size may start now; an empty window admits any.
  package func admits(_ size: Int) -> Bool {
    callsInFlight == 0 || (callsInFlight < calls && bytesInFlight + size <= bytes)
  }

  /// Counts a range in.
  package mutating func enter(_ size: Int) {
    precondition(admits(size), "only an admitted range enters the window")
    callsInFlight += 1
    bytesInFlight += size
  }

  /// Counts a range out; `size` is what it entered with.
  package mutating func leave(_ size: Int) {
    precondition(callsInFlight > 0 && bytesInFlight >= size, "only what entered leaves the window")
    callsInFlight -= 1
    bytesInFlight -= size
  }
}
