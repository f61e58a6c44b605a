/// Text that was written elsewhere: a script, standard input, a secret, an editor's file, an argument.
///
/// There is one decoder for all of it, so that what is taken in one place is taken in every other.
package enum ForeignText {
  /// Why bytes are no text that can be read, and where.
  package struct Flaw: Error, Sendable, Equatable {
    /// What is wrong with them.
    package enum Problem: Sendable, Equatable {
      /// Two bytes, or four, stand for each character.
      case wide(String)
      /// A byte that is no part of a character.
      case stray(UInt8)
    }

    /// What is wrong.
    package var problem: Problem
    /// The line, and the byte in it, both from 1.
    package var line, byte: Int
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text of the bytes, without a byte order mark and with one newline for each line end.
  ///
  /// Only the beginning of a text may have a mark, or show that it is UTF-16.
  package static func decoded(
    _ bytes: some Collection<UInt8>, isBeginning: Bool = true
  ) throws(Flaw) -> String {
    var bytes = Array(bytes)
    if isBeginning {
      if let name = wideName(of: bytes) { throw Flaw(problem: .wide(name), line: 1, byte: 1) }
      if bytes.starts(with: mark) { bytes.removeFirst(mark.count) }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw flaw(in: bytes) }
    guard bytes.contains(UInt8(ascii: "\r")) else { return text }
    return withNewlines(text)
  }

  /// A carriage return that ends no line stays, as it may be part of a quoted text.
  private static func withNewlines(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      let endsLine =
        scalar == "\r" && (place + 1 == scalars.count || scalars[place + 1] == "\n")
      if !endsLine { result.append(scalar) }
    }
    return String(result)
  }

  /// The name of the wide encoding that the bytes begin in, if it is one.
  private static func wideName(of bytes: [UInt8]) -> String? {
    let start = Array(bytes.prefix(4))
    if start == [0xFF, 0xFE, 0, 0] || start == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    guard start.count == 4 else { return nil }
    let zeros = start.map { $0 == 0 }
    return zeros == [false, true, false, true] || zeros == [true, false, true, false]
      ? "UTF-16" : nil
  }

  private static func flaw(in bytes: [UInt8]) -> Flaw {
    var place = (line: 1, byte: 1)
    var rest = bytes[...]
    while let first = rest.first {
      guard let length = characterLength(at: rest) else { break }
      place = first == UInt8(ascii: "\n") ? (place.line + 1, 1) : (place.line, place.byte + length)
      rest = rest.dropFirst(length)
    }
    return Flaw(problem: .stray(rest.first ?? 0), line: place.line, byte: place.byte)
  }

  /// How many bytes the character takes that the bytes begin with; nil if they begin with none.
  private static func characterLength(at bytes: ArraySlice<UInt8>) -> Int? {
    (1...4).first { length in
      length <= bytes.count && String(validating: bytes.prefix(length), as: UTF8.self) != nil
    }
  }
}

extension ForeignText.Flaw {
  /// What is said of the text called `name`; the place is named where there are several lines.
  package func error(of name: String) -> UsageError {
    UsageError(.badText, "\(name) is no UTF-8 text: \(what)", hint: hint)
  }

  /// What is wrong, in words.
  package var what: String {
    switch problem {
    case .wide(let encoding): "it looks like \(encoding)"
    case .stray(let value):
      "byte \(Self.hexadecimal(value)) at \(line > 1 ? "line \(line), " : "")byte \(byte)"
    }
  }

  private var hint: String {
    switch problem {
    case .wide: "save it as UTF-8, in an editor or with iconv"
    case .stray: "is it Latin-1? save it as UTF-8, in an editor or with iconv"
    }
  }

  private static func hexadecimal(_ value: UInt8) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }
}
