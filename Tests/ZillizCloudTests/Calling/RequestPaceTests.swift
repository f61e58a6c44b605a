internal import TestSupport
internal import Testing

@testable internal import ZillizCloud

@Suite struct RequestPaceTests {
  @Test func `as many as the limit start at once, the next one a window later`() {
    var pace = RequestPace()
    let waits = (0...RequestPace.limit).map { _ in pace.reserve(at: .seconds(5)) }
    #expect(waits.dropLast().allSatisfy { $0 == .zero })
    #expect(waits.last == RequestPace.window)
  }

  @Test func `who asks slowly never waits`() {
    var pace = RequestPace()
    for count in 0..<200 {
      #expect(pace.reserve(at: .milliseconds(63 * count)) == .zero)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `no window holds more than the limit, whenever requests come`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var pace = RequestPace()
    var now = Duration.zero
    var starts: [Duration] = []
    for _ in 0..<300 {
      now += .milliseconds(Int.random(in: 0...80, using: &random))
      starts.append(now + pace.reserve(at: now))
    }
    #expect(starts == starts.sorted(), "seed \(seed)")
    for (first, later) in zip(starts, starts.dropFirst(RequestPace.limit)) {
      #expect(later - first >= RequestPace.window, "seed \(seed)")
    }
  }
}
