import Testing

@testable import MigrationEngine

struct OutlookTests {
  @Test(
    arguments: [
      // The first range of a copy is small, and so is its rate.
      (35, 13.0, nil), (1_499, 13, nil), (1_500, 13, 14_252), (1_500, 2.9, nil), (35, 50, 14_984.5),
    ] as [(Int64, Double, Double?)])
  func `a guess needs a twentieth, or most of a minute`(
    done: Int64, seconds: Double, left: Double?
  ) {
    let guess = Outlook.secondsLeft(
      30_004 - done, at: 2, done: done, of: 30_004, after: seconds)
    #expect(guess == left)
  }

  @Test func `a rate of nothing tells nothing`() {
    #expect(Outlook.secondsLeft(5, at: 0, done: 5, of: 10, after: 60) == nil)
  }
}
