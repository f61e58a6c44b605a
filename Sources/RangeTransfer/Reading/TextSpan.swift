/// Finds about where texts end, by asking whether there is one beyond a border; pure.
///
/// First the longest beginning of a known text that all greater ones share, by halving. Then the
/// greatest character that follows it somewhere, as among numbers.
struct TextSpan: Equatable {
  private let known: [Unicode.Scalar]
  /// How much of the known text all greater ones begin with, at least.
  private var shared = 0
  /// How much of it some greater ones do not begin with, at most; more than it has if none is known.
  private var parted: Int
  private var asked = 0
  private var characters: NumberSpan?

  /// No text but those that begin with it is greater than this and another character.
  private static let greatest = "\u{10FFFF}"

  /// A span that is known as far as this text.
  init(known text: String) {
    known = Array(text.unicodeScalars)
    parted = known.count + 1
  }

  /// The border to ask about; nil if enough is known.
  mutating func next() -> String? {
    if parted - shared > 1 {
      asked = (shared + parted) / 2
      return text(known.prefix(asked)) + Self.greatest
    }
    guard parted <= known.count else { return nil }
    let place = Int64(known[shared].value)
    var span = characters ?? NumberSpan(first: place, last: place)
    let border = span.next()
    characters = span
    return border.map { start(with: $0) + Self.greatest }
  }

  /// Learns the next text beyond the border.
  mutating func found(_ text: String) {
    guard characters != nil else { return parted = asked }
    let rest = text.unicodeScalars.dropFirst(shared)
    if let character = rest.first { characters?.found(Int64(character.value)) }
  }

  /// Learns that there is none beyond the border.
  mutating func foundNone() {
    guard characters != nil else { return shared = asked }
    characters?.foundNone()
  }

  /// Borders at a quarter, at half, at three quarters and before the last; nil if no text is greater
  /// than those that begin as the known one.
  var borders: [String]? {
    characters.map { span in
      Set(span.quarters + [span.last]).sorted().map(start(with:))
    }
  }

  private func start(with character: Int64) -> String {
    text(known.prefix(shared) + [Self.scalar(character)])
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The character with that number, or the next smaller one.
  private static func scalar(_ number: Int64) -> Unicode.Scalar {
    let value = UInt32(clamping: min(number, 0x10FFFF))
    return Unicode.Scalar(value) ?? "\u{D7FF}"
  }
}
