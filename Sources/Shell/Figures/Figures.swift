/// Numbers as every screen writes them.
///
/// The functions are pure and know no locale: thousands are separated by commas, fractions by a
/// point, so that two runs on two machines print the same text.
package enum Figures {
  /// Text of a whole number with thousands separators: `2,408,113`.
  package static func count(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return number < 0 ? "-" + grouped : grouped
  }

  /// Text of a number with its noun, which takes an `s` unless the number is one: `12 collections`.
  package static func count(_ number: some BinaryInteger, of noun: String) -> String {
    "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Text of a size in decimal units with two significant digits at least: `9.8 MB`, `740 kB`.
  package static func size(_ bytes: some BinaryInteger) -> String {
    size(Double(bytes))
  }

  /// Text of a size that may be a mean or an estimate.
  package static func size(_ bytes: Double) -> String {
    guard bytes >= 1000 else { return "\(Int(max(0, bytes).rounded())) B" }
    var value = bytes
    var unit = 0
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    // 999.5 and more would print as 1000: that is 1.0 of the next unit.
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return "\(scaled(value)) \(units[unit])"
  }

  /// Text of a rate of entities: `3,190/s`, below ten `0.4/s`.
  package static func rate(_ perSecond: Double) -> String {
    let text =
      perSecond < 9.95 && perSecond > 0
      ? fixed(perSecond, digits: 1) : count(Int(max(0, perSecond).rounded()))
    return text + "/s"
  }

  /// Text of a rate of bytes: `9.8 MB/s`.
  package static func byteRate(_ perSecond: Double) -> String {
    size(perSecond) + "/s"
  }

  /// Whole per cent done, never 100 before the end; `nil` when the whole is unknown.
  package static func percent(_ done: Int64, of total: Int64?) -> Int? {
    guard let total else { return nil }
    guard done < total else { return 100 }
    let share = Double(max(0, done)) / Double(total)
    return min(99, Int((share * 100).rounded()))
  }

  /// Text of a number with a fixed count of digits after the point.
  package static func fixed(_ number: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { sum, _ in sum * 10 }
    let whole = Int64((abs(number) * scale).rounded())
    let sign = number < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let unit = Int64(scale)
    let fraction = String(whole % unit)
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(sign)\(whole / unit).\(zeros)\(fraction)"
  }

  private static func scaled(_ value: Double) -> String {
    value < 9.95 ? fixed(value, digits: 1) : fixed(value, digits: 0)
  }
}
