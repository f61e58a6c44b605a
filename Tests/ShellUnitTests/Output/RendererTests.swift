internal import Testing

@testable internal import Shell

@Suite struct RendererTests {
  private let things = Things(names: ["anvil", "b,\"l\""])

  @Test(arguments: [
    (
      OutputFormat.table,
      """
      NAME   WEIGHT
      anvil   1,200
      b,"l"   1,200
      in all 2

      """
    ),
    (
      .json,
      """
      {"schema":"vecferry.things/1","side":"source","things":[{"name":"anvil","weight":1200},\
      {"name":"b,\\"l\\"","weight":1200}]}

      """
    ),
    (
      .jsonl,
      """
      {"name":"anvil","weight":1200}
      {"name":"b,\\"l\\"","weight":1200}

      """
    ),
    (.csv, "NAME,WEIGHT\r\nanvil,1200\r\n\"b,\"\"l\"\"\",1200\r\n"),
    (
      .vertical,
      """
      name: anvil
      weight: 1200

      name: b,"l"
      weight: 1200

      in all 2

      """
    ),
  ])
  func `each format has its exact text`(format: OutputFormat, expected: String) {
    #expect(Renderer(format: format).text(of: things) == expected)
  }

  @Test func `a table is cut to the window, by columns of the screen`() {
    let table = Table(
      [.text("NAME"), .number("N"), .text("NOTE")],
      rows: [["日本", .count(7), "long note"], ["ab", .absent, ""]])
    let layout = TableLayout(width: 14, usesColor: false)
    #expect(
      layout.text(of: [.table(table)]) == """
        NAME  N  NOTE
        日本  7  long 
        ab    -

        """)
  }

  @Test func `an empty cell keeps the columns in place`() {
    let table = Table(
      [.text("A"), .text("B"), .number("C"), .text("D")],
      rows: [["x", "", .absent, "y"], ["", "bb", Cell("10"), ""]])
    #expect(
      TableLayout(width: nil, usesColor: false).text(of: [.table(table)]) == """
        A  B    C  D
        x       -  y
           bb  10

        """)
  }

  @Test func `colour is added to words and never counts as width`() {
    let table = Table(
      [.text("STATE"), .text("X")], rows: [[Cell("BLOCKER", tone: .bad), "y"]], showsHeader: false)
    let layout = TableLayout(width: 40, usesColor: true)
    #expect(layout.text(of: [.table(table)]) == "\u{1B}[31mBLOCKER\u{1B}[0m  y\n")
  }

  @Test func `control characters of a server are shown, not sent`() {
    let table = Table([.text("A")], rows: [["x\u{1B}[2Jy\n"]], showsHeader: false)
    let text = TableLayout(width: nil, usesColor: false).text(of: [.table(table)])
    #expect(text == "x\\u{1b}[2Jy\\u{a}\n")
  }

  @Test func `facts are aligned, and become one row of CSV`() {
    let sections: [Section] = [
      .fields([Field("state", "Loaded"), Field("entities", .count(1200))])
    ]
    let layout = TableLayout(width: nil, usesColor: false)
    #expect(layout.text(of: sections) == "  state     Loaded\n  entities  1,200\n")
    #expect(CSVLayout.text(of: sections) == "state,entities\r\nLoaded,1200\r\n")
    #expect(VerticalLayout.text(of: sections) == "state: Loaded\nentities: 1200\n")
  }
}
