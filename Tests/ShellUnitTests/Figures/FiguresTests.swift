import Foundation
import Testing

@testable import Shell

@Suite struct FiguresTests {
  @Test(
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (2_408_113, "2,408,113"),
      (-12_345, "-12,345"), (Int64.max, "9,223,372,036,854,775,807"),
      (Int64.min, "-9,223,372,036,854,775,808"),
    ] as [(Int64, String)])
  func `numbers have commas between thousands`(_ number: Int64, _ text: String) {
    #expect(Figures.count(number) == text)
  }

  @Test func `a noun is plural unless there is one`() {
    #expect(Figures.count(1, of: "collection") == "1 collection")
    #expect(Figures.count(0, of: "collection") == "0 collections")
    #expect(Figures.count(1200, of: "range") == "1,200 ranges")
  }

  @Test(
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9_800_000, "9.8 MB"), (9_960_000, "10 MB"),
      (740_000, "740 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (7_400_000_000, "7.4 GB"),
      (Int64.max, "9223 PB"),
    ] as [(Int64, String)])
  func `sizes have the largest unit that keeps two digits`(_ bytes: Int64, _ text: String) {
    #expect(Figures.size(bytes) == text)
  }

  @Test(arguments: [(3190.4, "3,190/s"), (0, "0/s"), (0.42, "0.4/s"), (9.96, "10/s"), (-1, "0/s")])
  func `rates are whole unless they are small`(_ rate: Double, _ text: String) {
    #expect(Figures.rate(rate) == text)
  }

  @Test(arguments: [
    (0.31, "0.3 s"), (0.0042, "4 ms"), (0.0996, "0.1 s"), (15.2, "15.2 s"), (59.96, "1 min 00 s"),
    (410, "6 min 50 s"),
    (3900, "1 h 05 min"), (90_000, "1 d 01 h"), (-3, "0 ms"),
  ])
  func `measured times have two units at most`(_ seconds: Double, _ text: String) {
    #expect(Figures.duration(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (0, "0 s"), (45, "45 s"), (59.2, "1 min"), (61, "2 min"), (420, "7 min"), (3600, "1 h 00 min"),
    (3900, "1 h 05 min"), (86_400, "24 h 00 min"), (86_461, ">1 d"), (-5, "0 s"),
  ])
  func `time left is rough and never negative`(_ seconds: Double, _ text: String) {
    #expect(Figures.timeLeft(.seconds(seconds)) == text)
  }

  @Test(arguments: [(0.038, "38 ms"), (0.0002, "<1 ms"), (0, "0 ms"), (1.24, "1.2 s")])
  func `round trips are in milliseconds`(_ seconds: Double, _ text: String) {
    #expect(Figures.roundTrip(.seconds(seconds)) == text)
  }

  @Test(arguments: [(1, "0:01"), (760, "12:40"), (3723, "1:02:03")])
  func `running time is a clock`(_ seconds: Int, _ text: String) {
    #expect(Figures.clock(.seconds(seconds)) == text)
  }

  @Test func `per cent reaches a hundred at the end only`() {
    #expect(Figures.percent(987_000, of: 2_408_113) == 41)
    #expect(Figures.percent(2_408_112, of: 2_408_113) == 99)
    #expect(Figures.percent(2_408_113, of: 2_408_113) == 100)
    #expect(Figures.percent(0, of: 0) == 100)
    #expect(Figures.percent(5, of: nil) == nil)
  }

  @Test func `moments of today have no date`() throws {
    let zone = try #require(TimeZone(secondsFromGMT: 7200))
    let noon = Date(timeIntervalSince1970: 1_777_622_531)
    #expect(Figures.moment(noon, now: noon, in: zone) == "10:02:11")
    let next = noon.addingTimeInterval(86_400)
    #expect(Figures.moment(noon, now: next, in: zone) == "2026-05-01 10:02")
    #expect(Figures.timestamp(noon) == "2026-05-01T08:02:11Z")
  }
}
