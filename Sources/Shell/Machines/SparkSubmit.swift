internal import Foundation
internal import MigrationEngine
internal import MilvusClient

/// Starts `spark-submit` with the driver, which has the credentials of both ends in its environment and
/// hands them to workers over connections of its own.
struct SparkSubmit: Sendable {
  /// A file that goes to the executors, and what it is called there.
  private struct Freight {
    let path: String
    let name: String
  }

  private let program: String
  private let master: String
  private let wish: ExecutionWish
  private let environment: [String: String]
  private let folders: SparkFolders
  private let freight: [Freight]
  /// What the driver runs on executors: the name of a file that goes there, or of a program.
  private let worker: String

  /// Looks for what it needs.
  ///
  /// - Throws: `UsageError.notFound`.
  init(
    _ wish: ExecutionWish, master: String, _ environment: [String: String],
    in folders: SparkFolders, from source: MilvusAccess, to target: MilvusAccess
  ) throws(UsageError) {
    (self.wish, self.master, self.folders) = (wish, master, folders)
    program = try Self.program(wish.sparkSubmit, environment)
    let files = [(Side.source, source), (.target, target)].flatMap { side, access in
      access.tls.travellingFiles(of: side).map { Freight(path: $0.path, name: $0.name) }
    }
    if wish.workerBinary == "installed" {
      (worker, freight) = ("vecferry", files)
    } else {
      let own = try Self.binary(wish.workerBinary)
      // A name of its own: Spark looks for files that came before programs that are there.
      worker = "vecferry-worker"
      freight = files + [Freight(path: own, name: worker)]
    }
    self.environment = environment.filter { !$0.key.hasPrefix("VECFERRY_") }
      .merging(WorkerProgram.tokens(from: source, to: target)) { $1 }
  }

  /// Starts it; what it needs lies in a private folder until it ends.
  ///
  /// - Throws: `Failure` with what keeps it from starting.
  func start() throws -> WorkerLink {
    let folder = try folders.make()
    let place = URL(filePath: folder.path)
    do {
      for (name, text) in SparkScripts.all {
        try Data(text).write(to: place.appending(path: name))
      }
      for file in freight {
        try Self.copy(file.path, to: place.appending(path: file.name))
      }
      return try LinkedProcess(words(in: place), environment: environment) { [folders] in
        folders.remove(folder)
      }.link
    } catch {
      folders.remove(folder)
      throw error
    }
  }

  /// Copies what is in a file, where a link to it may be named.
  private static func copy(_ path: String, to place: URL) throws {
    let source = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? source.close() }
    // Who may write it may run it: one of them is a program.
    _ = FileManager.default.createFile(
      atPath: place.path(percentEncoded: false), contents: nil,
      attributes: [.posixPermissions: 0o700])
    let copy = try FileHandle(forWritingTo: place)
    defer { try? copy.close() }
    while let bytes = try source.read(upToCount: 1 << 20), !bytes.isEmpty {
      try copy.write(contentsOf: bytes)
    }
  }

  /// The command line.
  func words(in folder: URL) -> [String] {
    let slots = wish.slots.map { ["spark.cores.max=\($0)"] } ?? []
    let settings = slots + wish.sparkConf + ["spark.speculation=false"]
    let files = freight.map { folder.appending(path: $0.name).path(percentEncoded: false) }
    return [program, "--master", master, "--deploy-mode", "client", "--name", "vecferry"]
      + settings.flatMap { ["--conf", $0] }
      + (files.isEmpty ? [] : ["--files", files.joined(separator: ",")])
      + [folder.appending(path: SparkScripts.driver).path(percentEncoded: false)]
      + [worker, master]
  }

  // MARK: - What is needed

  private static func program(
    _ named: String?, _ environment: [String: String]
  ) throws(UsageError) -> String {
    if let named {
      guard ProgramPath.isProgram(named) else {
        throw UsageError(.notFound, "--spark-submit \(named): there is no such program")
      }
      return named
    }
    let home = environment.filled("SPARK_HOME").map { $0 + "/bin/spark-submit" }
    if let home, ProgramPath.isProgram(home) { return home }
    guard let found = ProgramPath.find("spark-submit", environment) else {
      throw UsageError(
        .notFound, "there is no spark-submit in $SPARK_HOME/bin or in $PATH",
        hint: "pip install pyspark brings one, or name it with --spark-submit")
    }
    return found
  }

  private static func binary(_ named: String?) throws(UsageError) -> String {
    let path = named ?? WorkerLaunch.ownProgram
    guard ProgramPath.isProgram(path) else {
      guard let named else {
        throw UsageError(
          .notFound, "the file of the program that runs is gone", hint: "start vecferry again")
      }
      throw UsageError(
        .notFound, "--worker-binary \(named): there is no such program",
        hint: "--worker-binary installed, if each executor has a vecferry in its $PATH")
    }
    return path
  }
}
