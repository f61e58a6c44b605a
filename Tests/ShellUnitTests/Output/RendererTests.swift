internal import MilvusClient
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
        NAME  N  …
        日本  7
        ab    -

        """)
  }

  @Test func `columns that are worth less go first, and long texts wrap`() {
    let table = Table(
      [.text("NAME"), .text("KEY").yieldingFirst, .long("REASON"), .text("LAST")],
      rows: [["docs", "id Int64", "this text is longer than its column", "end"]])
    let wide = TableLayout(width: 48, usesColor: false).text(of: [.table(table)])
    #expect(wide.split(separator: "\n").map { $0.prefix(16) }.last == "                ")
    #expect(wide.contains("LAST") && wide.contains("KEY") && wide.contains("longer"))
    let narrow = TableLayout(width: 30, usesColor: false).text(of: [.table(table)])
    #expect(narrow.split(separator: "\n").allSatisfy { DisplayWidth.columns(of: String($0)) <= 30 })
    #expect(narrow.contains("…") && !narrow.contains("KEY"))
  }

  @Test func `a long name loses its middle before a column goes`() {
    let long = "begin" + String(repeating: "x", count: 70) + "end"
    let table = Table(
      [.name("NAME"), .text("STATE"), .number("N"), .text("INDEX").yieldingFirst],
      rows: [[Cell(long), "Loaded", .count(7), "HNSW"], ["docs", "Loaded", .count(12), "FLAT"]])
    let text = TableLayout(width: 50, usesColor: false).text(of: [.table(table)])
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0].hasSuffix("  STATE    N  INDEX"))
    #expect(lines[1].hasPrefix("beginxx") && lines[1].contains("…"))
    #expect(lines[1].hasSuffix("xend  Loaded   7  HNSW"))
    #expect(lines.map { DisplayWidth.columns(of: $0) }.max() == 50)
    let narrow = TableLayout(width: 40, usesColor: false).text(of: [.table(table)])
    #expect(!narrow.contains("INDEX") && narrow.contains("STATE") && narrow.contains("xend"))
  }

  @Test(arguments: 6...90) func `nothing is wider than the window`(width: Int) {
    let table = Table(
      [.name("NAME"), .number("N"), .text("KEY").yieldingFirst, .long("NOTE")],
      rows: [
        [
          "a_name_longer_than_usual_ones", .count(1_234_567), "id Int64",
          "words and more words to wrap",
        ]
      ])
    let text = TableLayout(width: width, usesColor: false).text(of: [.table(table)])
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.columns(of: String(line)) <= width, "\(line)")
    }
  }

  @Test func `lines break at blanks and go on below their text`() {
    let hint = "hint:  connect source 10.0.0.7 with a token file"
    #expect(
      WrappedText.lines(of: hint, width: 30)
        == ["hint:  connect source 10.0.0.7", "       with a token file"])
    #expect(WrappedText.lines(of: "short", width: 30) == ["short"])
    #expect(WrappedText.lines(of: String(repeating: "x", count: 40), width: 30).count == 1)
  }

  @Test func `a result without a table has the fields of its JSON form in CSV`() {
    let done = Acknowledgement(done: ["a  released"])
    #expect(Renderer(format: .csv).text(of: done) == "done\r\n\"[\"\"a  released\"\"]\"\r\n")
    let text = Renderer(format: .csv).text(of: TextScreen(text: "one"))
    #expect(text == "text\r\none\r\n")
    let loading = LoadingScreen(
      entries: [.init(collection: "target:docs", state: .loaded, time: .seconds(2))])
    #expect(
      Renderer(format: .csv).text(of: loading)
        == "collection,state,seconds,pendingEntities,indexBuilt\r\ntarget:docs,Loaded,2.0,,\r\n")
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
    #expect(CSVLayout.table(in: sections) == "state,entities\r\nLoaded,1200\r\n")
    #expect(VerticalLayout.text(of: sections) == "state: Loaded\nentities: 1200\n")
  }
}
