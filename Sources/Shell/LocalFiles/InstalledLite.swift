internal import MilvusClient

/// A milvus-lite that is installed for some Python.
struct InstalledLite: Sendable, Equatable {
  /// The Python.
  var python: String
  /// The release of the package.
  var version: ServerVersion
  /// The folder of the package.
  var folder: String
  /// Whether pymilvus is there, too, which Milvus Lite 3 needs and does not ask for.
  var hasClient: Bool

  /// The words that start its server, and what it finds in its environment.
  func command(
    serving path: String, as layout: LiteLayout, on socket: String
  ) -> (words: [String], variables: [String: String]) {
    switch layout {
    case .file:
      let library = folder + "/lib"
      return (
        // Its libraries are not those of the Python that keeps it.
        ["/usr/bin/env", "LD_LIBRARY_PATH=\(library)", "DYLD_LIBRARY_PATH=\(library)"]
          + ["\(library)/milvus", path, "unix:\(socket)", "ERROR"],
        [:]
      )
    case .folder:
      let host = ["--host", "unix:\(socket)", "--port", "0"]
      return (
        [python, "-B", "-m", "milvus_lite", "server", "--data-dir", path] + host,
        ["PYTHONUNBUFFERED": "1"]
      )
    }
  }

  /// Where its server listens if it was told to listen on a socket.
  static func socket(_ path: String, of layout: LiteLayout) -> String {
    // Milvus Lite 3 puts its port behind whatever its host is.
    layout == .folder ? "\(path):0" : path
  }
}

/// Looks for a milvus-lite that serves a layout.
struct LiteSearch: Sendable {
  /// The environment of the program.
  var environment: [String: String]
  /// A Python, or the folder of an environment, that was named; nil to look in the usual places.
  var named: String?

  /// The variable that names one where no option can.
  static let variable = "VECFERRY_LITE_PYTHON"

  /// The newest that serves the layout.
  ///
  /// - Throws: `UsageError.liteMissing` with what was found and what to install.
  func find(_ layout: LiteLayout, for path: String, _ side: String) async throws(UsageError)
    -> InstalledLite
  {
    try requireNamed(layout, path, side)
    var seen: [String] = []
    for python in pythons {
      let found = await Self.look(at: python)
      if let found, layout.isServed(by: found.version), layout.isFile || found.hasClient {
        return found
      }
      seen.append("\(python) has \(Self.text(of: found, layout))")
    }
    let places =
      seen.isEmpty ? "there is no python3 in $VIRTUAL_ENV and $PATH" : seen.joined(separator: ", ")
    throw UsageError(
      .liteMissing, "no milvus-lite that reads \"\(path)\", \(layout.title), was found: \(places)",
      hint: hint(layout, path, side))
  }

  /// Makes sure that what is named is a program, or has one.
  private func requireNamed(
    _ layout: LiteLayout, _ path: String, _ side: String
  ) throws(UsageError) {
    guard let choice, let python = pythons.first, !ProgramPath.isProgram(python) else { return }
    let isFolder = FileFacts(path: choice)?.kind == .folder
    let what = isFolder ? "no bin/python3 in \"\(choice)\"" : "no program \"\(choice)\""
    throw UsageError(
      .notFound, "there is \(what), which \(named == nil ? Self.variable : "--lite-python") names",
      hint: hint(layout, path, side))
  }

  /// What was named, by the option or else by the variable.
  private var choice: String? {
    named ?? environment.filled(Self.variable)
  }

  /// The Pythons to ask, best first, each once.
  private var pythons: [String] {
    if let choice {
      let inside = choice + "/bin/python3"
      if ProgramPath.isProgram(inside) { return [inside] }
      return [choice.contains("/") ? choice : ProgramPath.find(choice, environment) ?? choice]
    }
    let own = environment.filled("VIRTUAL_ENV").map { $0 + "/bin/python3" }
    let found = [
      own.flatMap { ProgramPath.isProgram($0) ? $0 : nil },
      ProgramPath.find("python3", environment),
    ]
    return found.compactMap(\.self).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func text(of found: InstalledLite?, _ layout: LiteLayout) -> String {
    guard let found else { return "none" }
    let isFit = layout.isServed(by: found.version)
    return "milvus-lite \(found.version.numbers)" + (isFit ? " without pymilvus" : "")
  }

  private func hint(_ layout: LiteLayout, _ path: String, _ side: String) -> String {
    let place = "~/milvus-lite-\(layout.recommended)"
    return
      "python3 -m venv \(place) && \(place)/bin/pip install \(layout.requirement), then: connect "
      + "\(side) \(Quoting.quoted(path)) --lite-python \(place)"
  }

  // MARK: - Asking a Python

  private static let question = """
    import importlib.metadata, importlib.util as u
    print(importlib.metadata.version("milvus-lite"))
    print(u.find_spec("milvus_lite").submodule_search_locations[0])
    print(u.find_spec("pymilvus") is not None)
    """

  /// What a Python has; nil if it has no milvus-lite, or is none.
  private static func look(at python: String) async -> InstalledLite? {
    let thread = InputThread(name: "python") { python }
    let output = await thread.perform { python in
      ShellOutput.of([python, "-B", "-c", question]).map { String(decoding: $0, as: UTF8.self) }
    }
    guard let lines = output?.split(separator: "\n"), lines.count == 3,
      let version = ServerVersion.parse(stated: "lite-\(lines[0])")
    else { return nil }
    return InstalledLite(
      python: python, version: version, folder: String(lines[1]), hasClient: lines[2] == "True")
  }
}

extension ServerVersion {
  /// The numbers alone, as pip writes them.
  fileprivate var numbers: String { "\(major).\(minor)" + (patch.map { ".\($0)" } ?? "") }
}
