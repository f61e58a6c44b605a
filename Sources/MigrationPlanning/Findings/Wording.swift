package import MilvusClient

/// How findings write numbers, sizes, times and lists of names.
package enum Wording {
  /// A whole number with thousands separators: `2,408,113`.
  static func count(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return number < 0 ? "-" + grouped : grouped
  }

  /// A number with its noun: `1 entity`, `3 entities`.
  static func count(_ number: Int64, _ singular: String, _ plural: String) -> String {
    "\(count(number)) \(number == 1 ? singular : plural)"
  }

  /// A size in decimal units: `7.4 GB`, `18 MB`.
  package static func size(_ bytes: Double) -> String {
    var value = max(0, bytes)
    var unit = 0
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    // 999.5 and more would print as 1000: that is 1.0 of the next unit.
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let isWhole = unit == 0 || value >= 9.95
    return "\(isWhole ? count(Int64(value.rounded())) : tenths(value)) \(units[unit])"
  }

  /// A time in two units at most: `0.4 s`, `6 min 50 s`, `1 h 05 min`, `3 d 4 h`.
  static func duration(_ seconds: Double) -> String {
    guard seconds >= 9.5 else { return "\(tenths(max(0, seconds))) s" }
    let total = Int64(seconds.rounded())
    let (minutes, hours, days) = (total / 60, total / 3600, total / 86_400)
    if days > 0 { return "\(count(days)) d \(hours % 24) h" }
    if hours > 0 { return "\(hours) h \(padded(minutes % 60)) min" }
    if minutes > 0 { return "\(minutes) min \(padded(total % 60)) s" }
    return "\(total) s"
  }

  /// A time span as a server reports it: `38 ms`.
  static func duration(_ span: Duration) -> String {
    let seconds = Double(span.components.seconds) + Double(span.components.attoseconds) / 1e18
    return seconds < 1 ? "\(Int64((seconds * 1000).rounded())) ms" : duration(seconds)
  }

  /// A name in quotes.
  package static func name(_ name: ServerName) -> String { "\"\(name)\"" }

  /// Names in quotes, at most eight of them: `"a", "b" and 3 more`.
  static func names(_ names: [ServerName]) -> String {
    let shown = names.prefix(8).map(name).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  /// The name of a collection as the shell reads it.
  package static func typed(_ name: ServerName) -> String { quoted(NameSpelling.escaped(name)) }

  /// A collection as the shell reads it, with its database unless that is the default one.
  static func typed(_ address: CollectionAddress, on side: Side? = nil) -> String {
    let end = side.map { "\($0.rawValue):" } ?? ""
    return quoted(end + NameSpelling.escaped(address, in: CollectionAddress.defaultDatabase))
  }

  /// Another name for a collection, as `--rename` reads it.
  static func renaming(_ old: ServerName, to new: ServerName) -> String {
    quoted("\(NameSpelling.escaped(old)):\(NameSpelling.escaped(new))")
  }

  /// A word in quotes, if it has blanks or signs of the shell in it.
  private static func quoted(_ word: String) -> String {
    let isSpecial = { (sign: Character) in sign.isWhitespace || "'\"$#;&|<>()".contains(sign) }
    guard word.contains(where: isSpecial) else { return word }
    return word.contains("'") ? "\"\(word)\"" : "'\(word)'"
  }

  /// A number that may be small: `20`, `0.5`, `0.033`.
  package static func number(_ value: Double) -> String {
    guard value < 9.95 else { return count(Int64(value.rounded())) }
    let thousandths = Int64((value * 1000).rounded())
    var digits = String(thousandths % 1000 + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(thousandths / 1000)\(digits.isEmpty ? "" : ".\(digits)")"
  }

  private static func padded(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int64((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
