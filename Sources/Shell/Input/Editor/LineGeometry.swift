internal import CEditline

/// Where things are on the screen while a line is edited, counted from the start of the prompt.
///
/// It counts as libedit draws: a wide character that does not fit begins the next row, and a full
/// row puts the cursor at the start of the next.
struct LineGeometry: Equatable {
  var row = 0
  var column: Int
  let columns: Int

  /// The place behind a prompt of `promptWidth` columns in a window of `columns`.
  init(promptWidth: Int, columns: Int) {
    self.columns = columns
    column = promptWidth
  }

  /// The place behind `text` as well.
  func after(_ text: String) -> LineGeometry {
    text.unicodeScalars.reduce(into: self) { $0.advance(over: $1) }
  }

  private mutating func advance(over scalar: Unicode.Scalar) {
    guard scalar != "\n" else {
      row += 1
      column = 0
      return
    }
    let width = width(of: scalar)
    if column + width > columns { wrap() }
    column += width
    if column >= columns { wrap() }
  }

  private mutating func wrap() {
    row += 1
    column = 0
  }

  private func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x09: 8 - column % 8
    case ..<0x20, 0x7f: 2  // ^A
    case ..<0x7f: 1
    default: unusualWidth(of: scalar)
    }
  }

  /// What cannot be printed is shown by its number: `\U+1234`, `\U+12345`.
  private func unusualWidth(of scalar: Unicode.Scalar) -> Int {
    guard iswprint(wint_t(scalar.value)) != 0 else { return scalar.value > 0xffff ? 8 : 7 }
    return DisplayWidth.columns(of: scalar)
  }
}
