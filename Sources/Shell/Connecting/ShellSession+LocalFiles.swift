internal import Foundation
internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// Starts the server of a file that was typed after `connect`.
  ///
  /// A source is copied first, unless it is to be read in place; a target is written in place.
  func startServer(
    of typed: String, on side: Side, inPlace: Bool, python: String?
  ) async throws -> (server: LocalServer, lite: InstalledLite) {
    let file = try side == .source ? LocalFile.source(typed) : LocalFile.target(typed)
    try requireNotOpen(file.path, on: side)
    let lite = try await LiteSearch(environment: environment, named: python)
      .find(file.layout, for: file.path, side.rawValue)
    try await requireNoJob(on: side, file.path)
    await sweepLocalFolders()
    let lock = file.exists ? try FileLock(of: file.path, file.layout) : nil
    if file.exists, !file.layout.isFile { try LiteInventory.requireWhole(file.path) }
    var trees: [FileTree]?
    if side == .source {
      let found = try file.trees()
      let size = found.reduce(0) { $0 + $1.size }
      if inPlace {
        await console.note("reading \(file.path) itself: its server may change how it is kept")
      } else {
        try requireRoom(for: size, of: file)
        await console.note("copying \(Figures.size(size)) of \(file.path), to leave it as it is")
        trees = found
      }
    } else if !file.exists {
      await console.note("making \(file.path), \(file.layout.title)")
    }
    let server = try await LocalServer.start(
      file, lock, by: lite, copying: trees, in: stateFolder, environment: environment)
    return (server, lite)
  }

  /// Removes what a session that was killed left behind, and ends its servers.
  package func sweepLocalFolders() async {
    let flag = CopyFlag()
    let thread = InputThread(name: "sweep") {}
    await withTaskCancellationHandler {
      await thread.perform { [stateFolder] _ in
        LocalFolder.sweep(stateFolder) { flag.isWanted }
        Engine.sweepLoads(of: stateFolder)
      }
    } onCancel: {
      flag.drop()
    }
  }

  /// Loads a collection of the source if it belongs to a file: nobody else uses that server, and
  /// nothing is loaded when it starts.
  func loadOfFile(_ collection: CollectionAddress) async throws {
    guard let cluster = cluster(.source), cluster.server != nil else { return }
    try await naming(.source) {
      do {
        guard try await !cluster.client.isWhollyLoaded(collection) else { return }
        try await cluster.client.loadAndWait(collection, pollEvery: .milliseconds(100)) { _ in }
      } catch let error as MilvusError where error.code == .noIndex {
        // Whoever reads it says that it is not loaded.
      }
    }
  }

  /// Ends the servers of this session's files.
  package func stopLocalServers() async {
    for side in Side.allCases { await disconnect(side) }
  }

  /// Makes sure that no job needs the server that a side has.
  func requireIdleServer(_ side: Side) async throws {
    guard let cluster = cluster(side), cluster.server != nil else { return }
    try await requireNoJob(on: side, cluster.cluster.access.endpoint.description)
  }

  /// Makes sure that no server of this session has the file itself open.
  private func requireNotOpen(_ path: String, on wanted: Side) throws(UsageError) {
    for side in Side.allCases {
      guard let open = cluster(side), open.server?.isInPlace == true,
        open.cluster.access.endpoint.file == path
      else { continue }
      throw UsageError(
        .fileInUse, "\"\(path)\" is open as the \(side.rawValue) of this session",
        hint:
          "disconnect \(side.rawValue), then: connect \(wanted.rawValue) \(Quoting.quoted(path))")
    }
  }

  private func requireNoJob(on side: Side, _ path: String) async throws {
    guard let engine = startedEngine else { return }
    for job in await engine.runningJobs() {
      let status = try await engine.status(of: job)
      guard (side == .source ? status.sourcePlace : status.targetPlace) == path else { continue }
      throw UsageError(
        .fileInUse, "job \(job) is running with \"\(path)\", whose server ends with the connection",
        hint: "wait \(job), or pause \(job)")
    }
  }

  private func requireRoom(for size: Int64, of file: LocalFile) throws(UsageError) {
    let place = stateFolder.hasPrefix("/dev/") ? "/" : existing(stateFolder)
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: place)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else { return }
    // 16 MiB beyond it: for what the server writes when it opens it.
    guard free < size + (16 << 20) else { return }
    throw UsageError(
      .unwritableFile,
      "a copy of \"\(file.path)\" takes \(Figures.size(size)), and \(Figures.size(free)) are free in "
        + "\"\(stateFolder)\"",
      hint:
        "free space there, name another place with XDG_STATE_HOME, or read the file itself with "
        + "--in-place")
  }

  /// The nearest folder that exists.
  private func existing(_ path: String) -> String {
    var place = Substring(path)
    while !place.isEmpty, !FileManager.default.fileExists(atPath: String(place)) {
      place = place.prefix(upTo: place.lastIndex(of: "/") ?? place.startIndex)
    }
    return place.isEmpty ? "/" : String(place)
  }
}
