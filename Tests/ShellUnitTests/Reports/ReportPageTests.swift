import Testing

@testable import Shell

@Suite struct ReportPageTests {
  private func body(_ chapters: [ReportChapter], title: String = "Migration of docs") -> String {
    let html = ReportPage(title: title, subtitle: "job 1", chapters: chapters).html
    return String(html[(html.firstRange(of: "<body>")?.lowerBound ?? html.endIndex)...])
  }

  @Test func `facts, tables and lines stand under their headings`() {
    let facts: [Section] = [
      .fields([Field("state", Cell("Successful", tone: .good)), Field("plan", Cell("7c2e"))]),
      .blank, .text("nothing more"),
    ]
    let table = Table([.text("NAME"), .number("COUNT")], rows: [["a", .count(1234)]])
    #expect(
      body([
        ReportChapter(title: "Job", sections: facts),
        ReportChapter(title: "Rows", sections: [.table(table)]),
      ]) == """
        <body>
        <h1>Migration of docs</h1>
        <p class="dim">job 1</p>
        <section>
        <h2>Job</h2>
        <table>
        <tr><th scope="row">state</th><td class="good">Successful</td></tr>
        <tr><th scope="row">plan</th><td>7c2e</td></tr>
        </table>
        <p>nothing more</p>
        </section>
        <section>
        <h2>Rows</h2>
        <table>
        <tr><th scope="col">NAME</th><th scope="col" class="number">COUNT</th></tr>
        <tr><td>a</td><td class="number">1,234</td></tr>
        </table>
        </section>
        </body>
        </html>

        """)
  }

  private static let hostile = "</td></style><script>alert('x')</script>\"& \u{7}\u{1B}[31m"
  private static let harmless =
    "&lt;/td&gt;&lt;/style&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp; "
    + "\\u{7}\\u{1b}[31m"

  @Test func `no name becomes markup, wherever it stands`() {
    let name = Self.hostile
    let page = ReportPage(
      title: name, subtitle: name,
      chapters: [
        ReportChapter(
          title: name,
          sections: [
            .text(name), .fields([Field(name, Cell(name))]),
            .table(Table([.text(name)], rows: [[Cell(name, tone: .bad)]])),
          ])
      ]
    ).html
    #expect(page.ranges(of: Self.harmless).count == 9)
    #expect(!page.contains("<script>") && !page.contains("\u{1B}"))
  }

  @Test func `a page asks for nothing beside it`() {
    let plot = RatePlot([
      RatePlot.Sample(seconds: 0, bytes: 0), RatePlot.Sample(seconds: 1, bytes: 9, limit: 9),
    ])
    let page = ReportPage(
      title: "t", subtitle: "s",
      chapters: [ReportChapter(title: "Rate", sections: [], svg: plot?.svg)]
    ).html
    for word in ["src=", "href", "url(", "@import", "http:", "https:", "<script"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("<h2>Rate</h2>\n<svg "))
  }

  @Test(
    arguments: [
      ("job.html", .html), ("JOB.HTML", .html), ("a.b/job.json", .json), ("job", nil),
      ("job.txt", nil), ("html", nil), (".json", .json),
    ] as [(String, ReportForm?)])
  func `the form is that of the file's name`(_ path: String, _ form: ReportForm?) {
    #expect(ReportForm(path: path) == form)
  }
}
