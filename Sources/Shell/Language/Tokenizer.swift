/// Splits text into words and separators by the rules of the POSIX shell, as far as they are used.
///
/// It is pure: variables stay references, and nothing is looked up. It works on Unicode scalars,
/// because a quote followed by a combining accent is one character but still a quote.
package struct Tokenizer {
  /// Characters that mean nothing yet, so that they can mean something later.
  private static let reserved = Set("|<>(){}`".unicodeScalars)

  /// Characters that mean something within a word to commands and nothing to the tokenizer: the
  /// backslash before them stays, so that names can be typed with quotes and without.
  private static let meaningful = Set(".:*?".unicodeScalars)

  private let scalars: [Unicode.Scalar]
  private var position = 0
  /// Whether a command may begin here, and what is left of one of the system's shell.
  private var beginsCommand = true
  private var systemLine: Word?
  private var line: Int
  private var column = 1

  /// The tokens of the text, whose first line has the given number.
  package static func tokens(
    of text: String, line: Int = 1
  ) throws(SyntaxError) -> [Token] {
    var tokenizer = Tokenizer(text, line: line)
    var tokens: [Token] = []
    while let token = try tokenizer.next() { tokens.append(token) }
    return tokens
  }

  private init(_ text: String, line: Int) {
    scalars = Array(text.unicodeScalars)
    self.line = line
  }

  private mutating func next() throws(SyntaxError) -> Token? {
    if let rest = systemLine {
      systemLine = nil
      return .word(rest)
    }
    try skipBlanks()
    guard let scalar = peek() else { return nil }
    let (line, column) = (line, column)
    if let separator = separator(beginningWith: scalar) {
      for _ in 0..<separator.length { advance() }
      beginsCommand = true
      return .separator(separator.kind, line: line, column: column)
    }
    if beginsCommand, scalar == "!" { return .word(systemCommand()) }
    let hasBackslash = scalar == "\\" && peek(1) != "\n"
    let word = Word(pieces: try pieces(), line: line, column: column, hasBackslash: hasBackslash)
    let isPrefix = ["-", "@", "-@", "@-"].contains(word.bareStart) && word.pieces.count == 1
    beginsCommand = beginsCommand && isPrefix
    return .word(word)
  }

  /// Takes `!`, and keeps the rest of the line as it is for the system's shell.
  private mutating func systemCommand() -> Word {
    let mark = Word(pieces: [.bare("!")], line: line, column: column)
    advance()
    while let scalar = peek(), Self.isBlank(scalar) { advance() }
    let (line, column) = (line, column)
    var text = String.UnicodeScalarView()
    while let scalar = peek(), scalar != "\n" {
      text.append(scalar)
      advance()
    }
    while text.last.map(Self.isBlank) == true { text.removeLast() }
    beginsCommand = false
    if !text.isEmpty {
      systemLine = Word(pieces: [.quoted(String(text))], line: line, column: column)
    }
    return mark
  }

  private func separator(
    beginningWith scalar: Unicode.Scalar
  ) -> (kind: Token.Separator, length: Int)? {
    let isDouble = peek(1) == scalar
    return switch scalar {
    case "\n": (.newline, 1)
    case ";": (.semicolon, 1)
    case "&": isDouble ? (.and, 2) : (.background, 1)
    case "|" where isDouble: (.or, 2)
    default: nil
    }
  }

  /// Skips blanks, joined lines and comments.
  private mutating func skipBlanks() throws(SyntaxError) {
    while let scalar = peek() {
      if scalar == "#" {
        while let scalar = peek(), scalar != "\n" { advance() }
      } else if scalar == "\\", peek(1) == "\n" {
        advance()
        advance()
      } else if Self.isBlank(scalar) {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func pieces() throws(SyntaxError) -> [Word.Piece] {
    var pieces: [Word.Piece] = []
    while let scalar = peek(), !Self.isBlank(scalar), separator(beginningWith: scalar) == nil {
      switch scalar {
      case "'": pieces.append(try singleQuoted())
      case "\"": pieces += try doubleQuoted()
      case "$": pieces.append(.variable(try variable(), isQuoted: false))
      case "\\":
        if let piece = try escaped() { pieces.append(piece) }
      case _ where Self.reserved.contains(scalar):
        throw error(.reserved(Character(scalar)))
      default: pieces.append(.bare(try bare()))
      }
    }
    return pieces
  }

  private mutating func bare() throws(SyntaxError) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = peek(), !Self.isBlank(scalar), separator(beginningWith: scalar) == nil,
      !"'\"$\\".unicodeScalars.contains(scalar), !Self.reserved.contains(scalar)
    {
      guard scalar != "\0" else { throw error(.nullCharacter) }
      if let meaning = TypographicMark.meaning(of: scalar) {
        throw error(.typographic(scalar, meaning: meaning))
      }
      text.append(scalar)
      advance()
    }
    return String(text)
  }

  private mutating func escaped() throws(SyntaxError) -> Word.Piece? {
    let start = error(.openLine)
    advance()
    guard let scalar = peek() else { throw start }
    advance()
    guard scalar != "\n" else { return nil }
    return .quoted(Self.meaningful.contains(scalar) ? "\\\(scalar)" : String(scalar))
  }

  private mutating func singleQuoted() throws(SyntaxError) -> Word.Piece {
    let start = error(.openQuote("'"))
    advance()
    var text = String.UnicodeScalarView()
    while let scalar = peek() {
      advance()
      guard scalar != "'" else { return .quoted(String(text)) }
      text.append(scalar)
    }
    throw start
  }

  private mutating func doubleQuoted() throws(SyntaxError) -> [Word.Piece] {
    let start = error(.openQuote("\""))
    advance()
    var pieces: [Word.Piece] = []
    var text = String.UnicodeScalarView()
    while let scalar = peek() {
      switch scalar {
      case "\"":
        advance()
        return pieces + (text.isEmpty && !pieces.isEmpty ? [] : [.quoted(String(text))])
      case "$":
        if !text.isEmpty { pieces.append(.quoted(String(text))) }
        text.removeAll()
        pieces.append(.variable(try variable(), isQuoted: true))
      case "\\":
        text.append(contentsOf: escapedInQuotes())
      default:
        text.append(scalar)
        advance()
      }
    }
    throw start
  }

  /// Inside double quotes a backslash is only special before what is special there.
  private mutating func escapedInQuotes() -> [Unicode.Scalar] {
    advance()
    guard let scalar = peek() else { return [] }
    advance()
    switch scalar {
    case "\"", "\\", "$", "`": return [scalar]
    case "\n": return []
    default: return ["\\", scalar]
    }
  }

  private mutating func variable() throws(SyntaxError) -> Word.Variable {
    let start = (line: line, column: column)
    advance()
    if peek() == "{" { return try bracedVariable() }
    let name = variableName()
    guard name.isEmpty else { return Word.Variable(name: name) }
    let text = "$" + (peek().map(String.init) ?? "")
    throw SyntaxError(problem: .badVariable(text), line: start.line, column: start.column)
  }

  private mutating func bracedVariable() throws(SyntaxError) -> Word.Variable {
    let start = error(.openVariable)
    advance()
    var body = String.UnicodeScalarView()
    while let scalar = peek(), scalar != "}" {
      body.append(scalar)
      advance()
    }
    guard peek() == "}" else { throw start }
    advance()
    var reader = Tokenizer(String(body), line: 1)
    let name = reader.variableName()
    let rest = String(String.UnicodeScalarView(reader.scalars[reader.position...]))
    let fallback = rest.hasPrefix(":-") ? String(rest.dropFirst(2)) : nil
    guard !name.isEmpty, rest.isEmpty || fallback.map({ !$0.contains("$") }) == true else {
      throw SyntaxError(
        problem: .badVariable("${\(String(body))}"), line: start.line, column: start.column - 1)
    }
    return Word.Variable(name: name, fallback: fallback)
  }

  /// Reads a name, one digit from 1 to 9, or `@`; returns nothing if none of them follows.
  private mutating func variableName() -> String {
    guard let first = peek() else { return "" }
    if first == "@" || ("1"..."9").contains(first) {
      advance()
      return String(first)
    }
    var name = String.UnicodeScalarView()
    while let scalar = peek(), VariableName.allows(scalar, first: name.isEmpty) {
      name.append(scalar)
      advance()
    }
    return String(name)
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func advance() {
    if scalars[position] == "\n" {
      line += 1
      column = 0
    }
    column += 1
    position += 1
  }

  private func error(_ problem: SyntaxError.Problem) -> SyntaxError {
    SyntaxError(problem: problem, line: line, column: column)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r"
  }
}
