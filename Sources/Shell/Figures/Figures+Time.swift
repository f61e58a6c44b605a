extension Figures {
  /// Text of a measured time, two units at most: `4 ms`, `15.2 s`, `6 min 50 s`, `1 h 05 min`.
  package static func duration(_ time: Duration) -> String {
    let seconds = max(0, seconds(time))
    if seconds < 0.0995 { return roundTrip(time) }
    if seconds < 59.95 { return fixed(seconds, digits: 1) + " s" }
    return longTime(Int(seconds.rounded()))
  }

  /// Text of a past time in whole units: `took 2 s`, `last progress 1 s ago`.
  package static func wholeDuration(_ time: Duration) -> String {
    let whole = Int(max(0, seconds(time)).rounded())
    return whole < 60 ? "\(whole) s" : longTime(whole)
  }

  /// The time since anything was done, if it is worth an alarm: a minute or more.
  static func alarming(silence: Duration) -> Duration? {
    silence >= .seconds(60) ? silence : nil
  }

  /// Text of a round trip: `38 ms`, `1.2 s`.
  package static func roundTrip(_ time: Duration) -> String {
    let seconds = max(0, seconds(time))
    guard seconds < 0.9995 else { return fixed(seconds, digits: 1) + " s" }
    let thousandths = Int((seconds * 1000).rounded())
    return thousandths == 0 && seconds > 0 ? "<1 ms" : "\(thousandths) ms"
  }

  /// Text of time that is guessed to remain: `45 s`, `7 min`, `1 h 05 min`, `>1 d`.
  package static func timeLeft(_ time: Duration) -> String {
    let whole = Int(max(0, seconds(time)).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    let minutes = (whole + 59) / 60
    if minutes < 60 { return "\(minutes) min" }
    return minutes <= 24 * 60 ? "\(minutes / 60) h \(twoDigits(minutes % 60)) min" : ">1 d"
  }

  /// Text of a time that has run, as a clock shows it: `0:01`, `12:40`, `1:02:03`.
  package static func clock(_ time: Duration) -> String {
    let whole = Int(max(0, seconds(time)))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, twoDigits(whole % 60))
    return hours > 0 ? "\(hours):\(twoDigits(minutes)):\(rest)" : "\(minutes):\(rest)"
  }

  /// Number of seconds with its fraction.
  package static func seconds(_ time: Duration) -> Double {
    let parts = time.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  private static func longTime(_ seconds: Int) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
    if days > 0 { return "\(days) d \(twoDigits(hours)) h" }
    if hours > 0 { return "\(hours) h \(twoDigits(minutes)) min" }
    return "\(minutes) min \(twoDigits(seconds % 60)) s"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
