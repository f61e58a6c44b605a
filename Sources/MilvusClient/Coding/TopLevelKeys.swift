/// Finds keys of the object that a JSON text is, without parsing what they stand for.
///
/// It asks no more of a text than servers do: what is no valid number, or nested without end, is
/// passed over. Escapes in keys are resolved; a text that is no object has no keys.
package struct TopLevelKeys {
  private let text: UnsafeRawBufferPointer
  private var position = 0
  private var depth = 0
  private var isKeyNext = false

  /// Returns the first of the names that is a key of the text, in the order of the text.
  package static func first(of names: [[UInt8]], in text: RawSpan) -> [UInt8]? {
    text.withUnsafeBytes { bytes in
      var scan = TopLevelKeys(bytes)
      while let key = scan.next() {
        if let name = scan.name(among: names, at: key) { return name }
      }
      return nil
    }
  }

  private init(_ text: UnsafeRawBufferPointer) {
    self.text = text
    let start = text.firstIndex { !JSONMeaning.spaces.contains($0) }
    guard let start, text[start] == UInt8(ascii: "{") else {
      position = text.count
      return
    }
    position = start
  }

  /// Where the next key lies, without its quotes.
  private mutating func next() -> Range<Int>? {
    while position < text.count {
      let byte = text[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let string = skipString()
        guard isKeyNext else { continue }
        isKeyNext = false
        return string
      case UInt8(ascii: "{"):
        depth += 1
        isKeyNext = depth == 1
      case UInt8(ascii: "["):
        depth += 1
        isKeyNext = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): isKeyNext = depth == 1
      default: continue
      }
    }
    return nil
  }

  /// Passes the rest of a string, and returns where it lies.
  private mutating func skipString() -> Range<Int> {
    let start = position
    while position < text.count, text[position] != UInt8(ascii: "\"") {
      position += text[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(position, text.count)
    position = end + 1
    return start..<end
  }

  /// The name that a key spells.
  private func name(among names: [[UInt8]], at key: Range<Int>) -> [UInt8]? {
    let spelling = text[key]
    guard spelling.contains(UInt8(ascii: "\\")) else {
      return names.first { $0.count == key.count && spelling.elementsEqual($0) }
    }
    let quote = [UInt8(ascii: "\"")]
    let resolved = JSONMeaning.string(of: quote + spelling + quote)
    return names.first { $0 == resolved }
  }
}
