internal import Foundation

/// A real browser without a window (Debian's chromium-headless-shell), which looks at a page.
package enum HeadlessBrowser {
  /// What it saw of a page.
  package struct View: Sendable, Decodable {
    /// The text that is shown.
    package let text: String
    /// The names of all elements, each once.
    package let elements: [String]
    /// Addresses of what the page asked for.
    package let resources: [String]
    /// Width and height of the first plot in pixels; zeros if there is none.
    package let plot: [Double]
    /// The width of the page, and of what does not fit into it.
    package let widths: [Double]
  }

  /// Opens a page that is a file.
  ///
  /// - Throws: `ProgramFailed` if the browser complains about the page.
  package static func view(_ file: String) async throws -> View {
    let folder = try Scratch()
    // The page itself forbids scripts, so another page looks at it.
    let observer = folder.path(of: "observer.html")
    let address = URL(filePath: file).absoluteString
    try Data(observing(address).utf8).write(to: URL(filePath: observer))
    let arguments = [
      // Root has no sandbox; files may look at each other here.
      "--no-sandbox", "--allow-file-access-from-files", "--user-data-dir=\(folder.path)",
      "--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom",
      URL(filePath: observer).absoluteString,
    ]
    let end = try await Program.run(
      "chromium-headless-shell", arguments,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""])
    let seen = end.output.split(separator: "\n").first { $0.hasPrefix("SEEN ") }
    guard end.end == .exited(0), !end.errors.contains("CONSOLE"),
      let seen = seen.flatMap({ Data(base64Encoded: String($0.dropFirst(5))) })
    else { throw ProgramFailed(command: "chromium-headless-shell \(file)", end: end) }
    return try JSONDecoder().decode(View.self, from: seen)
  }

  private static func observing(_ address: String) -> String {
    """
    <!DOCTYPE html>
    <meta charset="utf-8">
    <iframe id="page" src="\(address)" width="1000" height="2000"></iframe>
    <pre id="seen"></pre>
    <script>
    const page = document.getElementById("page")
    page.onload = () => {
      const inside = page.contentDocument, root = inside.documentElement
      const plot = inside.querySelector("svg")?.getBoundingClientRect()
      const names = [...inside.querySelectorAll("*")].map(one => one.tagName.toLowerCase())
      const seen = JSON.stringify({
        text: inside.body.innerText, elements: [...new Set(names)].sort(),
        resources: page.contentWindow.performance.getEntriesByType("resource").map(one => one.name),
        plot: [plot?.width ?? 0, plot?.height ?? 0],
        widths: [root.clientWidth, root.scrollWidth],
      })
      const bytes = new TextEncoder().encode(seen)
      document.getElementById("seen").textContent =
        "\\nSEEN " + btoa(String.fromCharCode(...bytes)) + "\\n"
    }
    </script>
    """
  }
}
