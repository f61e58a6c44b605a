internal import Testing

@testable internal import Shell

/// Manual pages and completion, which are made of what commands declare.
@Suite struct ManualTests {
  /// The page as `man` prints its signs.
  private func printed(_ page: ManualPage) -> String {
    let signs = ["\\(aq": "'", "\\(ga": "`", "\\(ti": "~", "\\(ha": "^", "\\(dq": "\"", "\\-": "-"]
    return signs.reduce(page.text) { $0.replacing($1.key, with: $1.value) }
      .replacing("\\&", with: "").replacing("\\e", with: "\\")
  }

  @Test(arguments: CommandTree.standard.commands.map { $0.name })
  func `the manual has every command with its options and examples`(name: String) throws {
    let text = printed(.vecferry)
    let tree = CommandTree.standard
    let command = try #require(tree.command(named: name.split(separator: " ").map(String.init)))
    #expect(text.contains(".SS \"\(name)\"\n"))
    for example in command.examples { #expect(text.contains("\n  \(example.line)")) }
    for option in tree.info(of: command).options {
      #expect(text.contains("\(option.names[0])"), "\(option.names)")
    }
  }

  @Test(arguments: HelpTopic.allCases)
  func `every topic is on one of the pages`(topic: HelpTopic) {
    let start = topic.text.split(separator: "\n")[0]
    #expect(
      ManualPage.allCases.contains { printed($0).contains(start.replacing("…", with: "...")) })
  }

  @Test(arguments: ManualPage.allCases)
  func `a page begins as man expects, and no text is taken for a request`(page: ManualPage) {
    let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.hasPrefix(".TH \"VECFERRY") == true)
    let requests = [".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".nh", ".ad"]
    for line in lines where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains { line == $0 || line.hasPrefix($0 + " ") }, "\(line)")
    }
    #expect(lines.count { $0 == ".nf" } == lines.count { $0 == ".fi" })
    #expect(page.text.utf8.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2))
  }

  @Test(arguments: [
    ("vecferry mig", "migrate\n"), ("vecferry list coll", "collections\n"),
    ("vecferry --out", "--output\n"), ("vecferry --output js", "json\njsonl\n"),
    ("vecferry -q --source x list --on s", ""), ("vecferry --source x list coll", "collections\n"),
    ("vecferry list collections --on s", "source\n"), ("vecferry help addr", "addresses\n"),
    ("vecferry set editing-m", "editing-mode\n"), ("vecferry nosuch ", ""),
    ("vecferry --completion ba", "bash\n"), ("vecferry -f x.vecferry mig", ""),
  ])
  func `the program completes its own words`(line: String, words: String) {
    #expect(
      CompletionScript.answer(to: line, in: RecordedSession(tree: .standard).session) == words)
  }

  @Test(arguments: CompletionScript.allCases)
  func `a script asks the program, whose answer is a wish of its own`(script: CompletionScript)
    throws
  {
    #expect(script.text.contains("vecferry \(CompletionScript.question) "))
    guard
      case .completion("vecferry li") = try StartWish(words: [
        CompletionScript.question, "vecferry li",
      ])
    else {
      Issue.record("no completion")
      return
    }
  }
}
