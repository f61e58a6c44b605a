import Testing

@testable import Shell

@Suite struct RatePlotTests {
  private func plot(_ points: [(Double, Int64)]) throws -> RatePlot {
    try #require(RatePlot(points.map { RatePlot.Sample(seconds: $0.0, bytes: $0.1) }))
  }

  @Test func `a window is a part of the time, however often it was sampled`() throws {
    // The first window holds a burst of 0.1 s: 1000 bytes per second, of which little is left.
    let plot = try plot([(3, 0), (3.1, 100), (5, 100), (13, 900)])
    #expect(plot.span == 10 && plot.rates.count == 3)
    #expect(abs(plot.rates[0] - 70) < 0.01 && abs(plot.rates[1] - 100) < 0.01)
    #expect(plot.peak < 101)
  }

  @Test func `a pause is 0, and what is written again counts again`() throws {
    let plot = try plot([(0, 0), (1, 10), (2, 10), (3, 5), (4, 15)])
    #expect(plot.rates == [10, 0, 0, 10])
  }

  @Test func `windows are no more than can be told apart`() throws {
    let plot = try plot((0...400).map { (Double($0), Int64($0) * 7) })
    #expect(plot.rates.count == RatePlot.mostWindows)
    #expect(plot.rates.allSatisfy { abs($0 - 7) < 0.01 })
  }

  @Test func `a clock put back makes no time`() throws {
    #expect(try plot([(0, 0), (1, 10), (1, 20), (0.5, 30), (2.5, 40)]).span == 3)
  }

  @Test func `one sample is no plot`() {
    #expect(RatePlot([]) == nil && RatePlot([RatePlot.Sample(seconds: 0, bytes: 0)]) == nil)
  }

  @Test(
    arguments: [(0, 1), (1, 1), (1.2, 2), (3, 5), (5.1, 10), (10, 10), (11, 20), (99_999, 100_000)]
      as [(Double, Double)])
  func `the scale ends at the next round number`(_ peak: Double, _ scale: Double) throws {
    #expect(try plot([(0, 0), (1000, Int64(peak * 1000))]).scale == scale)
  }

  @Test func `the line has a step for each window, within the frame`() throws {
    #expect(
      try plot([(0, 0), (5, 250), (10, 2750)]).svg == """
        <svg viewBox="0 0 720 220" role="img" aria-label="bytes per second over 0:10">
        <line x1="72.0" x2="708.0" y1="192.0" y2="192.0"/>
        <text x="64.0" y="196.0" text-anchor="end">0 B/s</text>
        <line x1="72.0" x2="708.0" y1="102.0" y2="102.0"/>
        <text x="64.0" y="106.0" text-anchor="end">250 B/s</text>
        <line x1="72.0" x2="708.0" y1="12.0" y2="12.0"/>
        <text x="64.0" y="16.0" text-anchor="end">500 B/s</text>
        <text x="72.0" y="212.0" text-anchor="start">0:00</text>
        <text x="708.0" y="212.0" text-anchor="end">0:10</text>
        <polyline points="72.0,174.0 390.0,174.0 390.0,12.0 708.0,12.0"/>
        </svg>
        """)
  }

  @Test func `the limit is a line, and what was refused a mark`() throws {
    let plot = try #require(
      RatePlot([
        RatePlot.Sample(seconds: 0, bytes: 0),
        RatePlot.Sample(seconds: 5, bytes: 2000, refusals: 1, limit: 400),
        RatePlot.Sample(seconds: 10, bytes: 4000, refusals: 3, limit: 400),
      ]))
    #expect(
      plot.svg.contains(
        """
        <line class="limit" x1="390.0" x2="708.0" y1="48.0" y2="48.0"><title>limit: 400 B/s</title>\
        </line>
        """))
    #expect(
      plot.svg.contains(
        "<circle cx=\"708.0\" cy=\"192.0\" r=\"3\"><title>2 writes refused</title></circle>"))
  }

  @Test func `samples without a span of time have no line`() throws {
    #expect(try plot([(0, 5), (0, 5)]).svg.contains("<polyline points=\"\"/>"))
  }
}
