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

  private static let addresses = Prompt([
    Prompt.Segment("vecferry", .dim, yielding: .vanishes), Prompt.Segment(" ", yielding: .vanishes),
    Prompt.Segment("127.0.0.1:54530", .strong, yielding: .shrinks), Prompt.Segment(">"),
    Prompt.Segment("127.0.0.1:55530", .accent, yielding: .shrinks), Prompt.Segment("> "),
  ])

  @Test(arguments: [
    (55, "vecferry 127.0.0.1:54530>127.0.0.1:55530> "), (40, "127.0.0.1:54530>127.0.0.1:55530> "),
    (25, "127.0…54530>127.0…55530> "), (20, "127…4530>127…5530> "),
  ])
  func `the program's name goes first, then names give way in their middle`(
    columns: Int, expected: String
  ) {
    #expect(Self.addresses.shortened(to: columns).text == expected)
  }

  @Test(arguments: 9...60) func `both ends stay in a narrow prompt`(columns: Int) {
    let shortened = Self.addresses.shortened(to: columns)
    #expect(shortened.width <= columns)
    #expect(shortened.text.filter { $0 == ">" }.count == 2)
  }

  @Test func `a wide name is cut between its letters`() {
    #expect(Prompt("日本語日本語> ").shortened(to: 6).text == "…語> ")
  }
}
