/// Does on a screen what a program's output says.
package struct TerminalInterpreter: Sendable {
  private enum State {
    case text
    case escape
    case designation
    case sequence(String)
    case command
  }

  /// What can be seen.
  package private(set) var screen: TerminalScreen
  private var state = State.text
  private var bytes: [UInt8] = []

  /// An interpreter in front of an empty screen.
  package init(columns: Int, rows: Int) {
    screen = TerminalScreen(columns: columns, rows: rows)
  }

  /// Takes output, which may end in the midst of a character or a sequence.
  package mutating func feed(_ output: some Sequence<UInt8>) {
    bytes += output
    let complete = bytes.count - Self.incompleteCount(at: bytes[...])
    let text = String(decoding: bytes[..<complete], as: UTF8.self)
    bytes.removeFirst(complete)
    for scalar in text.unicodeScalars { accept(scalar) }
  }

  /// Gives the window another size.
  package mutating func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
  }

  private mutating func accept(_ scalar: Unicode.Scalar) {
    switch state {
    case .text: acceptText(scalar)
    case .escape: acceptEscape(scalar)
    case .designation: state = .text
    case .command: if scalar == "\u{07}" || scalar == "\\" { state = .text }
    case .sequence(let parameters):
      guard (0x40...0x7e).contains(scalar.value) else {
        state = .sequence(parameters + String(scalar))
        return
      }
      state = .text
      perform(scalar, parameters)
    }
  }

  private mutating func acceptText(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\u{1b}": state = .escape
    case "\r": screen.move(row: screen.cursor.row, column: 0)
    case "\n": screen.lineFeed()
    case "\u{08}": screen.move(right: -1)
    case "\t": screen.tabulate()
    case _ where scalar.value < 0x20 || scalar.value == 0x7f: break
    default: screen.put(scalar)
    }
  }

  private mutating func acceptEscape(_ scalar: Unicode.Scalar) {
    state = .text
    switch scalar {
    case "[": state = .sequence("")
    case "]": state = .command
    case "(", ")": state = .designation
    case "7": screen.saveCursor()
    case "8": screen.restoreCursor()
    default: break
    }
  }

  private mutating func perform(_ final: Unicode.Scalar, _ parameters: String) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first ?? nil
    let count = max(first ?? 1, 1)
    switch final {
    case "A": screen.move(down: -count)
    case "B": screen.move(down: count)
    case "C": screen.move(right: count)
    case "D": screen.move(right: -count)
    case "G": screen.move(row: screen.cursor.row, column: count - 1)
    case "d": screen.move(row: count - 1, column: screen.cursor.column)
    case "H", "f":
      let column = numbers.count > 1 ? numbers[1] ?? 1 : 1
      screen.move(row: count - 1, column: column - 1)
    case "J": screen.eraseScreen(first ?? 0)
    case "K": screen.eraseRow(first ?? 0)
    case "P": screen.deleteCells(count)
    case "@": screen.insertCells(count)
    case "M": screen.deleteRows(count)
    case "L": screen.insertRows(count)
    case "h" where parameters == "4": screen.isInserting = true
    case "l" where parameters == "4": screen.isInserting = false
    default: break  // colours and modes leave the text as it is
    }
  }

  /// How many bytes at the end begin a character that is not whole yet.
  private static func incompleteCount(at bytes: ArraySlice<UInt8>) -> Int {
    for length in 1...3 where bytes.count >= length {
      let byte = bytes[bytes.endIndex - length]
      if byte & 0b1100_0000 == 0b1000_0000 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return needed > length ? length : 0
    }
    return 0
  }
}
