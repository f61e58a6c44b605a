import TestSupport
import Testing

@testable import MigrationEngine
@testable import RangeTransfer

struct FlightWindowTests {
  @Test func `a window never exceeds its bounds`() {
    var random = SeededGenerator(seed: 41)
    var window = FlightWindow(calls: 4, bytes: 1000)
    var flying: [Int] = []
    for _ in 0..<10_000 {
      let size = Int.random(in: 1...600, using: &random)
      if Bool.random(using: &random), window.admits(size) {
        window.enter(size)
        flying.append(size)
      } else if let size = flying.popLast() {
        window.leave(size)
      }
      #expect(window.callsInFlight == flying.count && flying.count <= 4)
      #expect(window.bytesInFlight == flying.reduce(0, +) && window.bytesInFlight <= 1000)
    }
  }

  @Test func `an empty window admits a range that is larger than it`() {
    var window = FlightWindow(calls: 4, bytes: 10)
    #expect(window.admits(100))
    window.enter(100)
    #expect(!window.admits(1))
  }
}
