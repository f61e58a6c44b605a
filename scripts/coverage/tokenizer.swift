// Fed by libFuzzer: splits the bytes, as text, into words.

/// Takes an input of libFuzzer: bytes that somebody may type.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  do {
    var last = (line: 1, column: 0)
    for token in try Tokenizer.tokens(of: text) {
      let place =
        switch token {
        case .word(let word): (line: word.line, column: word.column)
        case .separator(_, let line, let column): (line: line, column: column)
        }
      precondition(place > last, "a token that comes before the one before it")
      last = place
    }
  } catch {
    let lines = text.unicodeScalars.count { $0 == "\n" } + 1
    precondition(1...lines ~= error.line, "a mistake in a line that is not there")
  }
  return 0
}
