/// A guess at the time that is left.
public enum Outlook {
  /// Seconds after which a rate is worth a guess, if a share of the whole is done.
  private static let settling = 3.0
  /// Seconds after which it is worth one however little is done; samples of a minute tell of them.
  private static let patience = 50.0

  /// The seconds that are left of `total` at the rate; nil as long as a guess is worth nothing.
  ///
  /// The first entities take much longer than the others do: a twentieth has to be done.
  public static func secondsLeft(
    _ left: Int64, at rate: Double, done: Int64, of total: Int64, after seconds: Double
  ) -> Double? {
    guard rate > 0, seconds >= settling else { return nil }
    guard seconds >= patience || done >= total / 20 else { return nil }
    return Double(max(0, left)) / rate
  }
}
