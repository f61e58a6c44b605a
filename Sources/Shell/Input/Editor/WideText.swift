internal import CEditline

/// `text` as libedit takes it: one number for each code point, a zero at the end and none before.
func wide(_ text: String) -> [wchar_t] {
  text.unicodeScalars.filter { $0.value != 0 }.map { wchar_t($0.value) } + [0]
}

/// The text of `count` code points of libedit's.
func text(_ characters: UnsafePointer<wchar_t>, _ count: Int) -> String {
  let scalars = UnsafeBufferPointer(start: characters, count: max(0, count))
    .compactMap { Unicode.Scalar(UInt32(truncatingIfNeeded: $0)) }
  return String(String.UnicodeScalarView(scalars))
}
