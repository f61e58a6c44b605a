import Testing

@testable import Shell

@Suite struct RatePlotTests {
  @Test func `a point is the rate since the sample before, and a pause is 0`() throws {
    let plot = try #require(RatePlot([(3, 0), (5, 100), (7, 700), (13, 700)]))
    #expect(plot.points.map(\.seconds) == [0, 2, 4, 10])
    #expect(plot.points.map(\.rate) == [50, 50, 300, 0])
    #expect(plot.peak == 300 && plot.span == 10)
  }

  @Test func `samples of one millisecond keep the rate, and a clock put back makes none`() throws {
    let plot = try #require(RatePlot([(0, 0), (1, 10), (1, 20), (0.5, 30)]))
    #expect(plot.points.map(\.rate) == [10, 10, 10, 10])
  }

  @Test func `one sample is no plot`() {
    #expect(RatePlot([]) == nil && RatePlot([(0, 0)]) == nil)
  }

  @Test(
    arguments: [(0, 1), (1, 1), (1.2, 2), (3, 5), (5.1, 10), (10, 10), (11, 20), (99_999, 100_000)]
      as [(Double, Double)])
  func `the scale ends at the next round number`(_ peak: Double, _ scale: Double) throws {
    let plot = try #require(RatePlot([(0, 0), (1000, Int64(peak * 1000))]))
    #expect(plot.scale == scale)
  }

  @Test func `the line has a point for each sample, within the frame`() throws {
    let plot = try #require(RatePlot([(0, 0), (2, 100), (4, 700), (10, 700)]))
    #expect(
      plot.svg == """
        <svg viewBox="0 0 720 220" role="img" aria-label="entities per second over 0:10">
        <line x1="72.0" x2="708.0" y1="192.0" y2="192.0"/>
        <text x="64.0" y="196.0" text-anchor="end">0/s</text>
        <line x1="72.0" x2="708.0" y1="102.0" y2="102.0"/>
        <text x="64.0" y="106.0" text-anchor="end">250/s</text>
        <line x1="72.0" x2="708.0" y1="12.0" y2="12.0"/>
        <text x="64.0" y="16.0" text-anchor="end">500/s</text>
        <text x="72.0" y="212.0" text-anchor="start">0:00</text>
        <text x="708.0" y="212.0" text-anchor="end">0:10</text>
        <polyline points="72.0,174.0 199.2,174.0 326.4,84.0 708.0,192.0"/>
        </svg>
        """)
  }

  @Test func `samples without a span of time are drawn at the left`() throws {
    let plot = try #require(RatePlot([(0, 5), (0, 5)]))
    #expect(plot.svg.contains("<polyline points=\"72.0,192.0 72.0,192.0\"/>"))
  }
}
