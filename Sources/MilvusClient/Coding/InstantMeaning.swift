/// Points in time with their zone, in a form in which equal instants are equal bytes.
///
/// Servers render an instant in the zone of the collection, so one instant has many texts:
/// `2024-05-01T12:00:00+08:00` is `2024-05-01 04:00:00.000Z`. A text without a zone names no instant
/// and has no form.
package struct InstantMeaning {
  private static let secondsPerDay = 86_400

  private var rest: ArraySlice<UInt8>

  /// Returns the form of a text, seconds since 1970 with their fraction; nil if it names no instant.
  package static func form(of text: [UInt8]) -> [UInt8]? {
    var parser = InstantMeaning(rest: text[...])
    guard let day = parser.day(), parser.takeOne(of: "Tt ") != nil,
      let second = parser.secondOfDay(), let fraction = parser.fraction(),
      let offset = parser.offset(), parser.rest.isEmpty
    else { return nil }
    let seconds = day * secondsPerDay + second - offset
    return Array("\(seconds)".utf8) + fraction
  }

  /// Reads `2024-05-01` and returns the days since 1970.
  private mutating func day() -> Int? {
    guard let year = number(digits: 4), takeOne(of: "-") != nil, let month = number(digits: 2),
      takeOne(of: "-") != nil, let day = number(digits: 2), 1...12 ~= month,
      1...Self.days(ofMonth: month, in: year) ~= day
    else { return nil }
    return Self.days(before: year) + (1..<month).reduce(0) { $0 + Self.days(ofMonth: $1, in: year) }
      + day - 1
  }

  /// Reads `12:34:56`.
  private mutating func secondOfDay() -> Int? {
    guard let hour = number(digits: 2), takeOne(of: ":") != nil, let minute = number(digits: 2),
      takeOne(of: ":") != nil, let second = number(digits: 2), hour < 24, minute < 60, second < 60
    else { return nil }
    return (hour * 60 + minute) * 60 + second
  }

  /// Reads `.250` and returns `.25`; nothing if there is none, or it is zero.
  private mutating func fraction() -> [UInt8]? {
    guard takeOne(of: ".") != nil else { return [] }
    var digits = Array(rest.prefix { 0x30...0x39 ~= $0 })
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    while digits.last == 0x30 { digits.removeLast() }
    return digits.isEmpty ? [] : [UInt8(ascii: ".")] + digits
  }

  /// Reads `Z`, `+08`, `+0800`, `+08:00` or `+08:00:00` and returns the seconds that the zone is ahead.
  private mutating func offset() -> Int? {
    _ = takeOne(of: " ")
    if takeOne(of: "Zz") != nil { return 0 }
    guard let sign = takeOne(of: "+-"), let hours = number(digits: 2), hours < 24 else {
      return nil
    }
    guard let minutes = nextOfZone(), let seconds = nextOfZone() else { return nil }
    let ahead = (hours * 60 + minutes) * 60 + seconds
    return sign == UInt8(ascii: "-") ? -ahead : ahead
  }

  private mutating func nextOfZone() -> Int? {
    guard !rest.isEmpty else { return 0 }
    _ = takeOne(of: ":")
    return number(digits: 2).flatMap { $0 < 60 ? $0 : nil }
  }

  private mutating func number(digits count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    rest = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private mutating func takeOne(of marks: String) -> UInt8? {
    guard let byte = rest.first, marks.utf8.contains(byte) else { return nil }
    rest = rest.dropFirst()
    return byte
  }

  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  private static func days(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from the beginning of 1970 to that of a year from 0 on.
  private static func days(before year: Int) -> Int {
    // Leap days before a year, counted from year 0, which is one itself; 719,528 lie before 1970.
    let leapDays = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
    return year * 365 + leapDays - 719_528
  }
}
