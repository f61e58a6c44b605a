/// How much of each answer is the same, drawn from the worst search to the best as an inline SVG.
struct OverlapPlot: Sendable, Equatable {
  /// The shares, from the least on.
  let overlaps: [Double]

  private static let (width, height) = (720.0, 160.0)
  private static let (left, right, top, bottom) = (72.0, 12.0, 12.0, 28.0)

  /// A plot of shares from 0 to 1 in any order; nil of none.
  init?(_ overlaps: [Double]) {
    guard !overlaps.isEmpty else { return nil }
    self.overlaps = overlaps.sorted()
  }

  /// The plot as an SVG element that stands by itself in a page.
  var svg: String {
    let size = "\(Int(Self.width)) \(Int(Self.height))"
    let searches = overlaps.count == 1 ? "1 search" : "\(Figures.count(overlaps.count)) searches"
    let parts =
      ([0, 0.5, 1] as [Double]).map(gridLine)
      + [
        mark("worst", at: Self.left, anchor: "start"),
        mark("best of \(searches)", at: Self.width - Self.right, anchor: "end"),
        "<polyline points=\"\(steps)\"/>",
      ]
    return """
      <svg viewBox="0 0 \(size)" role="img" aria-label="share of the same neighbours in \(searches)">
      \(parts.joined(separator: "\n"))
      </svg>
      """
  }

  /// A step for each search.
  private var steps: String {
    overlaps.enumerated().flatMap { place, overlap in
      [place, place + 1].map { edge in
        let share = Double(edge) / Double(overlaps.count)
        let x = Self.left + share * (Self.width - Self.left - Self.right)
        return "\(text(x)),\(text(y(overlap)))"
      }
    }.joined(separator: " ")
  }

  private func gridLine(at share: Double) -> String {
    let height = y(share)
    return """
      <line x1="\(text(Self.left))" x2="\(text(Self.width - Self.right))" y1="\(text(height))" \
      y2="\(text(height))"/>
      <text x="\(text(Self.left - 8))" y="\(text(height + 4))" text-anchor="end">\
      \(Figures.fixed(share, digits: 1))</text>
      """
  }

  private func mark(_ label: String, at x: Double, anchor: String) -> String {
    """
    <text x="\(text(x))" y="\(text(Self.height - 8))" text-anchor="\(anchor)">\(label)</text>
    """
  }

  private func y(_ share: Double) -> Double {
    Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
  }

  private func text(_ number: Double) -> String { Figures.fixed(number, digits: 1) }
}
