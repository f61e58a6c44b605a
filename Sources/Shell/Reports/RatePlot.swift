/// How many entities per second arrived, drawn over time as an inline SVG.
struct RatePlot: Sendable, Equatable {
  /// A moment of the copy: seconds since its first sample, and the rate of late.
  struct Point: Sendable, Equatable {
    var seconds: Double
    var rate: Double
  }

  /// One point for each sample.
  let points: [Point]

  /// A plot of samples in the order of time; nil of fewer than two.
  ///
  /// A point's rate is that of the time since the sample before; the first has the second's.
  init?(_ samples: [(seconds: Double, rows: Int64)]) {
    guard let first = samples.first, samples.count > 1 else { return nil }
    var rates: [Double] = []
    for (one, next) in zip(samples, samples.dropFirst()) {
      let seconds = next.seconds - one.seconds
      // Two samples within a millisecond tell no rate.
      let rate = seconds > 0 ? Double(max(0, next.rows - one.rows)) / seconds : rates.last ?? 0
      rates.append(rate)
    }
    points = zip(samples, [rates.first ?? 0] + rates).map { sample, rate in
      Point(seconds: sample.seconds - first.seconds, rate: rate)
    }
  }

  /// The highest rate.
  var peak: Double { points.map(\.rate).max() ?? 0 }

  /// The seconds from the first sample to the last, whatever became of the clock meanwhile.
  var span: Double { points.map(\.seconds).max() ?? 0 }
}

// MARK: - Drawing

extension RatePlot {
  private static let (width, height) = (720.0, 220.0)
  private static let (left, right, top, bottom) = (72.0, 12.0, 12.0, 28.0)

  /// The plot as an SVG element that stands by itself in a page.
  var svg: String {
    let size = "\(Int(Self.width)) \(Int(Self.height))"
    let label = "entities per second over \(Figures.clock(.seconds(span)))"
    return """
      <svg viewBox="0 0 \(size)" role="img" aria-label="\(label)">
      \(([0, 0.5, 1] as [Double]).map(gridLine).joined(separator: "\n"))
      \(timeMark("0:00", at: Self.left, anchor: "start"))
      \(timeMark(Figures.clock(.seconds(span)), at: Self.width - Self.right, anchor: "end"))
      <polyline points="\(points.map(place).joined(separator: " "))"/>
      </svg>
      """
  }

  /// The top of the scale: the next 1, 2 or 5 followed by zeros.
  var scale: Double {
    var unit = 1.0
    while unit * 10 <= peak { unit *= 10 }
    return [1, 2, 5, 10].map { $0 * unit }.first { $0 >= peak } ?? unit
  }

  private func gridLine(at share: Double) -> String {
    let height = y(share)
    let label = Figures.rate(share * scale)
    return """
      <line x1="\(text(Self.left))" x2="\(text(Self.width - Self.right))" y1="\(text(height))" \
      y2="\(text(height))"/>
      <text x="\(text(Self.left - 8))" y="\(text(height + 4))" text-anchor="end">\(label)</text>
      """
  }

  private func timeMark(_ label: String, at x: Double, anchor: String) -> String {
    """
    <text x="\(text(x))" y="\(text(Self.height - 8))" text-anchor="\(anchor)">\(label)</text>
    """
  }

  private func place(_ point: Point) -> String {
    let share = span > 0 ? max(0, point.seconds) / span : 0
    let x = Self.left + share * (Self.width - Self.left - Self.right)
    return "\(text(x)),\(text(y(point.rate / scale)))"
  }

  private func y(_ share: Double) -> Double {
    Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
  }

  private func text(_ number: Double) -> String { Figures.fixed(number, digits: 1) }
}
