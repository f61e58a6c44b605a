#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

extension Figures {
  /// Text of a moment for people: `14:02:11`, and `2026-05-01 14:02` on another day than today.
  package static func moment(
    _ date: Date, now: Date = Date(), in zone: TimeZone = .current
  ) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute, .second]
    let then = calendar.dateComponents(parts, from: date)
    let clock = "\(two(then.hour)):\(two(then.minute))"
    guard !calendar.isDate(date, inSameDayAs: now) else { return "\(clock):\(two(then.second))" }
    return "\(then.year ?? 0)-\(two(then.month))-\(two(then.day)) \(clock)"
  }

  /// Text of a moment for programs, RFC 3339 in UTC: `2026-05-01T12:02:11Z`.
  package static func timestamp(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle())
  }

  /// Text of a moment for programs with its milliseconds: `2026-05-01T12:02:11.250Z`.
  package static func exactTimestamp(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  private static func two(_ number: Int?) -> String {
    let number = number ?? 0
    return number < 10 ? "0\(number)" : "\(number)"
  }
}
