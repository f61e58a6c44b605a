internal import Foundation
internal import MigrationEngine
internal import MilvusClient

/// A Milvus Lite that this program runs for one file, until it is stopped.
package final class LocalServer: Sendable {
  /// Where it listens; known by the path of the file.
  let endpoint: MilvusEndpoint
  private let folder: LocalFolder
  private let process: KeptProcess
  /// The lock of a file that is served itself, held as long.
  private let lock: FileLock?
  private let lite: InstalledLite
  /// Whether it serves the file itself, which nobody else can open meanwhile.
  let isInPlace: Bool
  private let thread: InputThread<Void>

  private init(
    _ endpoint: MilvusEndpoint, _ folder: LocalFolder, _ process: KeptProcess, _ lock: FileLock?,
    _ lite: InstalledLite, isInPlace: Bool, _ thread: InputThread<Void>
  ) {
    (self.endpoint, self.folder, self.process) = (endpoint, folder, process)
    (self.lock, self.lite, self.isInPlace, self.thread) = (lock, lite, isInPlace, thread)
  }

  /// Ends it and removes what it needed; a copy is gone then, the file itself is whole.
  func stop() async {
    await thread.perform { [process, folder] _ in
      process.end { folder.isServed }
      folder.remove()
    }
  }

  /// Starts the server of a file, whose lock is held, and waits until it takes connections.
  ///
  /// - Throws: `UsageError.liteFailed` with its last words, or `CancellationError`.
  static func start(
    _ file: LocalFile, _ lock: FileLock?, by lite: InstalledLite,
    copying trees: [FileTree]?, in stateFolder: String, environment: [String: String]
  ) async throws -> LocalServer {
    let folder = try LocalFolder(in: stateFolder)
    let thread = InputThread(name: "local server") {}
    do {
      let place = trees == nil ? file.path : folder.path + "/" + file.copyName
      if let trees { try await copy(trees, file, to: place, by: thread) }
      // A copy needs none, and the server of a folder locks it by itself.
      if trees != nil || !file.layout.isFile { lock?.free() }
      let process = try launch(
        lite, serving: place, of: file, in: folder, environment, lock: lock?.descriptor)
      let server = LocalServer(
        MilvusEndpoint(
          socket: InstalledLite.socket(folder.socket, of: file.layout), serving: file.path),
        folder, process, lock, lite, isInPlace: trees == nil, thread)
      do {
        try await server.becomeReady()
      } catch {
        await server.stop()
        // Between its lock and the server's another program may have opened it.
        if trees == nil, file.exists, !file.layout.isFile, error is UsageError {
          _ = try FileLock(of: file.path, file.layout)
        }
        throw error
      }
      return server
    } catch {
      await thread.perform { _ in folder.remove() }
      throw error
    }
  }

  private static func copy(
    _ trees: [FileTree], _ file: LocalFile, to place: String, by thread: InputThread<Void>
  ) async throws {
    let flag = CopyFlag()
    let result = await withTaskCancellationHandler {
      await thread.perform { _ in
        Result {
          for tree in trees {
            let suffix = tree.root.dropFirst(file.path.count)
            try tree.copy(to: place + suffix) { flag.isWanted }
          }
        }
      }
    } onCancel: {
      flag.drop()
    }
    try result.get()
  }

  private static func launch(
    _ lite: InstalledLite, serving place: String, of file: LocalFile, in folder: LocalFolder,
    _ environment: [String: String], lock: Int32?
  ) throws(UsageError) -> KeptProcess {
    let mark = try folder.lockedMark()
    defer { close(mark) }
    let (words, variables) = lite.command(serving: place, as: file.layout, on: folder.socket)
    let process = try KeptProcess(
      words, python: lite.python, environment: kept(environment).merging(variables) { $1 },
      log: folder.log, inheriting: [mark, lock].compactMap(\.self))
    folder.record(group: process.id)
    return process
  }

  /// The environment without what may be secret.
  private static func kept(_ environment: [String: String]) -> [String: String] {
    let names: Set = [
      "PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "CONDA_PREFIX", "LD_LIBRARY_PATH", "USER",
    ]
    return environment.filter {
      names.contains($0.key) || $0.key.hasPrefix("PYTHON") || $0.key.hasPrefix("LC_")
    }
  }

  private func becomeReady() async throws {
    // 60 s: a Python under load takes some for what it imports.
    let end = ContinuousClock.now + .seconds(60)
    while await !endpoint.takesConnections(within: .seconds(1)) {
      guard process.isRunning, ContinuousClock.now < end else { throw failure }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Runs the body, which is given up when the server ends.
  ///
  /// - Throws: `UsageError.liteFailed` with its last words, or what the body throws.
  func whileRunning<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) async throws -> R
  {
    try await withThrowingTaskGroup(of: R.self) { group in
      group.addTask { try await body() }
      group.addTask { [self] in
        while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        throw failure
      }
      defer { group.cancelAll() }
      do {
        guard let result = try await group.next() else { throw CancellationError() }
        return result
      } catch let error as AdvisedError {
        if let end = error.error as? SideError { await settle(after: end.error.code) }
        if process.isRunning { throw error }
        throw failure
      }
    }
  }

  private var failure: UsageError {
    let what = process.isRunning ? "does not answer" : "ended"
    return UsageError(
      .liteFailed,
      "the server of \"\(endpoint)\" (\(lite.version) of \(lite.python)) \(what)"
        + (lastWords.map { ": \($0)" } ?? ""))
  }

  /// The last line of its log.
  private var lastWords: String? {
    let said = FileManager.default.contents(atPath: folder.log) ?? Data()
    return String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline)
      .last { !$0.allSatisfy(\.isWhitespace) }.map { String($0.prefix(300)) }
  }

  /// Waits for its end where a failure tells of it: it is seen a moment after that of its connections.
  func settle(after code: MilvusError.Code) async {
    for _ in 0..<50 where code == .unreachable && process.isRunning {
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// What to do about a failure of a conversation with it, where the line connects it again; nil if it has
  /// no part in it.
  func advice(for code: MilvusError.Code, line: String) -> String? {
    let hasEnded = !process.isRunning
    // One that runs may only be slow.
    let isBroken = [.unreachable, .unexpectedAnswer, .notMilvus].contains(code)
    guard isBroken || hasEnded && [.timedOut, .notReady].contains(code) else { return nil }
    return Self.advice(line: line, hasEnded: hasEnded, lastWords: lastWords)
  }

  /// What to do about a server that has ended, or answers wrongly.
  static func advice(line: String, hasEnded: Bool, lastWords: String?) -> String {
    let words = lastWords.map { " (its last words: \($0))" } ?? ""
    return hasEnded
      ? "the server of the file has ended\(words); connect again: \(line)"
      : "the server of the file fails\(words); open the file with pymilvus to see whether it is whole"
  }
}

extension LocalFile {
  /// What its copy is called.
  fileprivate var copyName: String { layout.isFile ? "copy.db" : "copy" }
}
