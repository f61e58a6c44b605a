import Testing

@testable import Shell

@Suite struct OverlapPlotTests {
  @Test func `shares rise from the worst search to the best, within the frame`() throws {
    #expect(
      try #require(OverlapPlot([1, 0.5])).svg == """
        <svg viewBox="0 0 720 160" role="img" aria-label="share of the same neighbours in 2 searches">
        <line x1="72.0" x2="708.0" y1="132.0" y2="132.0"/>
        <text x="64.0" y="136.0" text-anchor="end">0.0</text>
        <line x1="72.0" x2="708.0" y1="72.0" y2="72.0"/>
        <text x="64.0" y="76.0" text-anchor="end">0.5</text>
        <line x1="72.0" x2="708.0" y1="12.0" y2="12.0"/>
        <text x="64.0" y="16.0" text-anchor="end">1.0</text>
        <text x="72.0" y="152.0" text-anchor="start">worst</text>
        <text x="708.0" y="152.0" text-anchor="end">best of 2 searches</text>
        <polyline points="72.0,72.0 390.0,72.0 390.0,12.0 708.0,12.0"/>
        </svg>
        """)
  }

  @Test func `no search is no plot`() {
    #expect(OverlapPlot([]) == nil)
  }
}
