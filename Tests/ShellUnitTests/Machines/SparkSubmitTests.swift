internal import ArgumentParser
internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import Shell

/// What `spark-submit` is told, and what it is not.
struct SparkSubmitTests {
  private let scratch: Scratch
  private let end = MilvusEndpoint(host: "10.0.0.7", usesTLS: true)
  private let folders: SparkFolders

  init() throws {
    scratch = try Scratch()
    folders = SparkFolders(in: scratch.path(of: "state"))
  }

  private func submit(
    _ words: [String], in environment: [String: String], authority: String = "/etc/ca.pem"
  ) throws -> SparkSubmit {
    var source = MilvusAccess(endpoint: end, credentials: .token("root:hidden-word"))
    source.tls.authorityFile = authority
    let wish = try ExecutionOptions.parse(["--on", "yarn"] + words).wish
    return try SparkSubmit(
      wish, master: "yarn", environment, in: folders, from: source,
      to: MilvusAccess(endpoint: end))
  }

  private func program(_ name: String, _ text: String = "") throws -> String {
    let path = scratch.path(of: name)
    let isMade = FileManager.default.createFile(
      atPath: path, contents: Data("#!/bin/sh\n\(text)".utf8),
      attributes: [.posixPermissions: 0o755])
    try #require(isMade)
    return path
  }

  @Test func `the worker and the files of TLS travel, and no secret is an argument`() throws {
    let spark = try program("spark-submit")
    let submit = try submit(
      ["--spark-submit", spark, "--slots", "3", "--spark-conf", "spark.a=1"], in: [:])
    let line = submit.words(in: URL(filePath: "/run/one")).joined(separator: " ")
    #expect(line.hasPrefix("\(spark) --master yarn --deploy-mode client"))
    #expect(
      line.contains("--conf spark.cores.max=3 --conf spark.a=1 --conf spark.speculation=false"))
    #expect(line.contains("--files /run/one/source-ca.pem,/run/one/vecferry-worker"))
    #expect(line.hasSuffix("/run/one/spark_driver.py vecferry-worker yarn"))
    #expect(!line.contains("hidden-word"))
  }

  @Test func `a worker that is installed does not travel`() throws {
    let spark = try program("spark-submit")
    let submit = try submit(["--spark-submit", spark, "--worker-binary", "installed"], in: [:])
    let words = submit.words(in: URL(filePath: "/run/one"))
    #expect(words.suffix(2) == ["vecferry", "yarn"])
    #expect(words.contains("/run/one/source-ca.pem"))
  }

  @Test(.timeLimit(.minutes(5)))
  func `what travels are files, where links were named`() async throws {
    let spark = try program(
      "spark-submit",
      """
      while [ "$1" != --files ]; do shift; done
      IFS=,
      for file in $2; do [ ! -h "$file" ] && [ -x "$file" ] && cat "$file"; done
      cat > /dev/null

      """)
    _ = try program("worker")
    try Data("an authority\n".utf8).write(to: URL(filePath: scratch.path(of: "ca")))
    for name in ["worker", "ca"] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path(of: "\(name).link"), withDestinationPath: name)
    }
    let worker = scratch.path(of: "worker.link")
    let link = try submit(
      ["--spark-submit", spark, "--worker-binary", worker], in: ["PATH": "/usr/bin:/bin"],
      authority: scratch.path(of: "ca.link")
    ).start()
    link.close()
    var lines: [String] = []
    for await line in link.lines { lines.append(line) }
    #expect(lines == ["an authority", "#!/bin/sh"])
  }

  @Test(.timeLimit(.minutes(5)))
  func `nothing of it is left behind by a program that leaves`() async throws {
    let spark = try program("spark-submit", "cat > /dev/null")
    try Data("an authority\n".utf8).write(to: URL(filePath: scratch.path(of: "ca")))
    let worker = try program("worker")
    let link = try submit(
      ["--spark-submit", spark, "--worker-binary", worker], in: ["PATH": "/usr/bin:/bin"],
      authority: scratch.path(of: "ca")
    ).start()
    let state = scratch.path(of: "state")
    LocalFolder.sweep(state) { true }
    #expect(FileTree.names(in: state + "/local")?.count == 1)
    link.close()
    await folders.removeAll()
    #expect(FileTree.names(in: state + "/local")?.count == 0)
  }

  @Test func `without spark-submit what brings one is said`() throws {
    let error = #expect(throws: UsageError.self) {
      try submit([], in: ["PATH": scratch.path(of: "nothing")])
    }
    #expect(error?.code == .notFound && error?.hint?.contains("pip install pyspark") == true)
  }

  @Test func `a worker that there is not is refused before anything starts`() throws {
    let spark = try program("spark-submit")
    let error = #expect(throws: UsageError.self) {
      try submit(["--spark-submit", spark, "--worker-binary", "/no/vecferry"], in: [:])
    }
    #expect(error?.hint?.contains("--worker-binary installed") == true)
  }
}
