/// What servers count when they say how long a text is.
public enum TextUnit: Sendable {
  /// Bytes of UTF-8, as Milvus does.
  case bytes
  /// Characters, as Milvus Lite does: Unicode scalars.
  case characters
}

extension RowPage {
  /// How long the text of each row is, of arrays the longest one, without decoding them.
  ///
  /// Rows without a value may be left out; a page without the column has no texts.
  public func textLengths(
    of column: ServerName, in unit: TextUnit
  ) throws(MilvusError) -> [Int] {
    guard let column = self.column(column), column.payload == .scalars else { return [] }
    let span = bytes.span.bytes
    var lengths: [Int] = []
    for cell in try ColumnCells(of: column, in: span).cells {
      guard column.holdsArrays else {
        lengths.append(unit.length(of: cell.content, in: span))
        continue
      }
      let element = try ColumnSlice(cell: cell.content, payload: .scalars, in: span)
      let texts = try ColumnCells(of: element, in: span).cells
      lengths.append(texts.map { unit.length(of: $0.content, in: span) }.max() ?? 0)
    }
    return lengths
  }
}

extension TextUnit {
  fileprivate func length(of text: Range<Int>, in bytes: RawSpan) -> Int {
    switch self {
    case .bytes: text.count
    case .characters:
      // Every scalar has exactly one byte that does not continue another.
      bytes.extracting(text).withUnsafeBytes { text in text.count { $0 & 0xC0 != 0x80 } }
    }
  }
}
