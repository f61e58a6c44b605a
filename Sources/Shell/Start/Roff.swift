/// A manual page in the language that `man` reads.
struct Roff {
  private(set) var text: String

  /// Makes a page of its title, its section, and what its subject does.
  init(title: String, section: Int, does purpose: String) {
    let name = Self.escaped(title)
    text = """
      .TH "\(name.uppercased())" \(section) "" "vecferry \(Version.text)"
      .nh
      .ad l
      .SH NAME
      \(name) \\- \(Self.escaped(purpose))

      """
  }

  /// Adds a chapter: text, whose lines are filled but for columns and what is indented, then names with
  /// what they mean.
  mutating func section(
    _ title: String, _ body: String? = nil, rows: [(name: String, meaning: String)] = []
  ) {
    text += ".SH \"\(Self.escaped(title))\"\n"
    if let body { add(body) }
    add(rows: rows)
  }

  /// Adds the help of a command.
  mutating func subsection(_ page: HelpPage) {
    text += ".SS \"\(Self.escaped(page.info.name))\"\n"
    add(HelpPage.fragment(page.info.summary))
    add("\n" + page.synopsis.map { "  \($0)" }.joined(separator: "\n"))
    add(rows: page.ownRows)
    add("\n" + page.exampleLines.map { "  \($0)" }.joined(separator: "\n"))
    guard !page.seeAlso.isEmpty else { return }
    add("\nSee also: " + page.seeAlso.joined(separator: ", "))
  }

  private mutating func add(rows: [(name: String, meaning: String)]) {
    for row in rows {
      text += ".TP\n\(Self.escaped(row.name))\n\(Self.escaped(row.meaning))\n"
    }
  }

  private mutating func add(_ body: String) {
    var isLiteral = false
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      let stays = line.contains("  ") || line.hasPrefix(" ")
      if !line.isEmpty, stays != isLiteral {
        text += stays ? ".nf\n" : ".fi\n"
        isLiteral = stays
      }
      text += line.isEmpty ? ".PP\n" : Self.escaped(line) + "\n"
    }
    if isLiteral { text += ".fi\n" }
  }

  /// Signs that mean something, or that would be printed as typographic ones.
  private static let signs: [Character: String] = [
    "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "~": "\\(ti", "^": "\\(ha",
    "\"": "\\(dq", "…": "...",
  ]

  private static func escaped(_ text: some StringProtocol) -> String {
    let plain = text.map { signs[$0] ?? String($0) }.joined()
    return plain.hasPrefix(".") ? "\\&" + plain : plain
  }
}
