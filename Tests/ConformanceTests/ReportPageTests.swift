internal import Foundation
internal import TestSupport
internal import Testing

/// The page about a job, as a real browser shows it.
@Suite(.timeLimit(.minutes(15)))
struct ReportPageTests {
  @Test func `a browser shows the page, which asks for nothing and runs nothing`() async throws {
    let name = "page_subject"
    try await SeededCollections.make("unwelcome", name, on: .lite)
    try await ServerProbe(try TestServer.target.address).drop("page_copy")
    let program = try BuiltProgram()
    let page = program.path(of: "job.html")
    let end = try await program.run([
      "-k", "-c",
      """
      connect source \(try TestServer.lite.address) --label '<script>alert(1)</script>'
      connect target \(try TestServer.target.address)
      migrate \(name) --rename \(name):page_copy --yes
      status 1 --report \(page)
      """,
    ])
    try #require(FileManager.default.fileExists(atPath: page), "\(end)")
    let view = try await HeadlessBrowser.view(page)
    for part in [
      "Migration of \(name) as page_copy", "Successful", "<script>alert(1)</script>", "297",
      "is not a number or infinity", "Bytes per second", "FloatVector 8",
    ] {
      #expect(view.text.contains(part), "\(part) in \(view.text)")
    }
    let harmless: Set = [
      "html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "p", "table",
      "tbody", "tr", "th", "td", "svg", "line", "text", "polyline",
    ]
    #expect(Set(view.elements).subtracting(harmless) == [])
    #expect(view.resources == [])
    #expect(view.plot[0] > 300 && view.plot[1] > 50, "\(view.plot)")
    #expect(view.widths[1] <= view.widths[0], "nothing is wider than the page: \(view.widths)")
  }
}
