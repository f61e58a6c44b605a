internal import Testing

@testable internal import Shell

/// The prompt as libedit can draw it.
struct PromptTests {
  private let prompt = Prompt([
    Prompt.Segment("vecferry", .strong), Prompt.Segment(" prod", .plain),
    Prompt.Segment(">", .plain), Prompt.Segment("test", .danger), Prompt.Segment("> "),
  ])

  @Test func `without colour it is its text`() {
    #expect(prompt.rendered(inColour: false, mark: "|") == "vecferry prod>test> ")
    #expect(prompt.text == "vecferry prod>test> ")
    #expect(prompt.width == 20)
  }

  @Test func `each change of style stands between two marks`() {
    #expect(
      prompt.rendered(inColour: true, mark: "|")
        == "|\u{1b}[0;1m|vecferry|\u{1b}[0m| prod>|\u{1b}[0;1;31m|test|\u{1b}[0m|> ")
  }

  @Test func `a style at the end is left before the last blank`() {
    let dim = Prompt([Prompt.Segment("… ", .dim)])
    #expect(dim.rendered(inColour: true, mark: "|") == "|\u{1b}[0;2m|…|\u{1b}[0m| ")
  }

  @Test func `two styles in a row need one sequence`() {
    let both = Prompt([Prompt.Segment("a", .strong), Prompt.Segment("b", .danger)])
    let text = both.rendered(inColour: true, mark: "|")
    #expect(!text.contains("||"))
  }

  @Test(arguments: 3...25) func `a shortened prompt takes no more than its room`(columns: Int) {
    let shortened = prompt.shortened(to: columns)
    #expect(shortened.width <= columns)
    #expect(shortened.text.hasSuffix("> "))
  }

  @Test func `a wide name is cut between its letters`() {
    #expect(Prompt("日本語日本語> ").shortened(to: 6).text == "…語> ")
  }
}
