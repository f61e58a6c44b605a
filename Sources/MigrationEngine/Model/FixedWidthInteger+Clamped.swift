extension FixedWidthInteger {
  /// The sum, or the nearest number that there is: counts that servers give may be anything.
  func addingClamped(_ other: Self) -> Self {
    let (sum, isBeyond) = addingReportingOverflow(other)
    guard isBeyond else { return sum }
    return other < 0 ? .min : .max
  }

  /// The difference, or the nearest number that there is.
  func subtractingClamped(_ other: Self) -> Self {
    let (difference, isBeyond) = subtractingReportingOverflow(other)
    guard isBeyond else { return difference }
    return other < 0 ? .max : .min
  }
}
