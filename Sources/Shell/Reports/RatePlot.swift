/// How many bytes per second were written, drawn over time as an inline SVG.
struct RatePlot: Sendable, Equatable {
  /// How far the copy was at one moment.
  struct Sample: Sendable, Equatable {
    /// Seconds since any moment before.
    var seconds: Double
    /// Bytes that had been written.
    var bytes: Int64
    /// Writes that had been refused for a rate limit.
    var refusals = 0
    /// Bytes per second that writes were kept to; nil without a limit.
    var limit: Double?
  }

  /// The most windows: of six dots each.
  static let mostWindows = 106

  /// Bytes per second in windows of the same length, one after the other.
  let rates: [Double]
  /// The seconds from the first sample to the last, whatever became of the clock meanwhile.
  let span: Double
  /// Stretches of time in which writes were kept to a limit.
  let limits: [(from: Double, to: Double, limit: Double)]
  /// Moments before which writes had been refused since the sample before, and how many.
  let refusals: [(seconds: Double, count: Int)]

  /// A plot of samples in the order of time; nil of fewer than two.
  ///
  /// Between two samples the rate is taken for even, and windows are no shorter than samples are
  /// apart in the mean: a moment that was sampled often is a part of its window like any other.
  init?(_ samples: [Sample]) {
    guard let first = samples.first, samples.count > 1 else { return nil }
    let line = Line(samples)
    span = line.span
    let count = span > 0 ? min(Self.mostWindows, samples.count - 1) : 0
    let window = span / Double(max(1, count))
    rates = (0..<count).map { place in
      let start = Double(place) * window
      return (line.bytes(at: start + window) - line.bytes(at: start)) / window
    }
    let steps = zip(samples, samples.dropFirst())
    limits = steps.compactMap { one, next in
      next.limit.map { (one.seconds - first.seconds, next.seconds - first.seconds, $0) }
    }
    refusals = steps.compactMap { one, next in
      next.refusals > one.refusals
        ? (next.seconds - first.seconds, next.refusals - one.refusals) : nil
    }
  }

  /// The highest rate.
  var peak: Double { rates.max() ?? 0 }

  static func == (one: RatePlot, other: RatePlot) -> Bool { one.svg == other.svg }
}

/// The bytes of a copy over time; what a resumed job writes again counts again.
private struct Line {
  private var points: [(seconds: Double, bytes: Double)] = []

  init(_ samples: [RatePlot.Sample]) {
    var (seconds, bytes) = (0.0, 0.0)
    var last: RatePlot.Sample?
    for sample in samples {
      seconds += max(0, sample.seconds - (last ?? sample).seconds)
      bytes += max(0, Double(sample.bytes - (last ?? sample).bytes))
      points.append((seconds, bytes))
      last = sample
    }
  }

  var span: Double { points.last?.seconds ?? 0 }

  func bytes(at moment: Double) -> Double {
    guard let place = points.firstIndex(where: { $0.seconds >= moment }) else {
      return points.last?.bytes ?? 0
    }
    let next = points[place]
    guard place > 0, case let before = points[place - 1], next.seconds > before.seconds else {
      return next.bytes
    }
    let share = (moment - before.seconds) / (next.seconds - before.seconds)
    return before.bytes + share * (next.bytes - before.bytes)
  }
}

// MARK: - Drawing

extension RatePlot {
  private static let (width, height) = (720.0, 220.0)
  private static let (left, right, top, bottom) = (72.0, 12.0, 12.0, 28.0)

  /// The plot as an SVG element that stands by itself in a page.
  var svg: String {
    let size = "\(Int(Self.width)) \(Int(Self.height))"
    let label = "bytes per second over \(Figures.clock(.seconds(span)))"
    let parts =
      ([0, 0.5, 1] as [Double]).map(gridLine)
      + [
        timeMark("0:00", at: Self.left, anchor: "start"),
        timeMark(Figures.clock(.seconds(span)), at: Self.width - Self.right, anchor: "end"),
        "<polyline points=\"\(steps)\"/>",
      ] + limits.map(limitLine) + refusals.map(mark)
    return """
      <svg viewBox="0 0 \(size)" role="img" aria-label="\(label)">
      \(parts.joined(separator: "\n"))
      </svg>
      """
  }

  /// The top of the scale: the next 1, 2 or 5 followed by zeros.
  var scale: Double {
    let highest = max(peak, limits.map(\.limit).max() ?? 0)
    var unit = 1.0
    while unit * 10 <= highest { unit *= 10 }
    return [1, 2, 5, 10].map { $0 * unit }.first { $0 >= highest } ?? unit
  }

  /// A step for each window.
  private var steps: String {
    rates.enumerated().flatMap { place, rate in
      let window = span / Double(rates.count)
      return [Double(place), Double(place + 1)].map { edge in
        "\(text(x(edge * window))),\(text(y(rate / scale)))"
      }
    }.joined(separator: " ")
  }

  private func gridLine(at share: Double) -> String {
    let height = y(share)
    let label = Figures.byteRate(share * scale)
    return """
      <line x1="\(text(Self.left))" x2="\(text(Self.width - Self.right))" y1="\(text(height))" \
      y2="\(text(height))"/>
      <text x="\(text(Self.left - 8))" y="\(text(height + 4))" text-anchor="end">\(label)</text>
      """
  }

  private func limitLine(from: Double, to: Double, limit: Double) -> String {
    let height = text(y(limit / scale))
    return """
      <line class="limit" x1="\(text(x(from)))" x2="\(text(x(to)))" y1="\(height)" y2="\(height)">\
      <title>limit: \(Figures.byteRate(limit))</title></line>
      """
  }

  private func mark(at seconds: Double, count: Int) -> String {
    """
    <circle cx="\(text(x(seconds)))" cy="\(text(y(0)))" r="3">\
    <title>\(Figures.count(count, of: "write")) refused</title></circle>
    """
  }

  private func timeMark(_ label: String, at x: Double, anchor: String) -> String {
    """
    <text x="\(text(x))" y="\(text(Self.height - 8))" text-anchor="\(anchor)">\(label)</text>
    """
  }

  private func x(_ seconds: Double) -> Double {
    let share = span > 0 ? min(1, max(0, seconds / span)) : 0
    return Self.left + share * (Self.width - Self.left - Self.right)
  }

  private func y(_ share: Double) -> Double {
    Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
  }

  private func text(_ number: Double) -> String { Figures.fixed(number, digits: 1) }
}
