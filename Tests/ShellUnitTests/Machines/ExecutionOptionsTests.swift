internal import ArgumentParser
internal import Testing

@testable internal import Shell

/// Where key ranges are copied, as it is typed.
struct ExecutionOptionsTests {
  @Test(
    arguments: [
      ([], .here), (["--on", "here"], .here), (["--on", "worker:4"], .workers(4)),
      (["--on", "spark://10.0.0.5:7077"], .spark(master: "spark://10.0.0.5:7077")),
      (["--on", "local[2]"], .spark(master: "local[2]")),
      (["--on", "local[*]"], .spark(master: "local[*]")),
      (["--on", "yarn", "--slots", "8"], .spark(master: "yarn")),
      (
        ["--on", "k8s://https://10.0.0.5:6443", "--spark-conf", "spark.kubernetes.namespace=a=b"],
        .spark(master: "k8s://https://10.0.0.5:6443")
      ),
    ] as [([String], ExecutionPlace)])
  func `a place is read as it is meant`(words: [String], place: ExecutionPlace) throws {
    #expect(try ExecutionOptions.parse(words).wish.place == place)
  }

  @Test(arguments: [
    (["--on", "worker"], "like worker:4"), (["--on", "worker:0"], "from 1 to 64"),
    (["--on", "worker:65"], "from 1 to 64"), (["--on", "workers:x"], "--on takes here, worker:4"),
    (["--on", "workers:2"], "did you mean worker:2?"), (["--on", "workers"], "mean worker:4?"),
    (["--on", "wroker:65"], "--on takes here"),
    (["--on", "spark://"], "spark://10.0.0.5:7077"), (["--on", "local[x]"], "local[4]"),
    (["--on", "10.0.0.5:7077"], "spark://10.0.0.5:7077"),
    (["--slots", "4"], "--on spark://"),
    (["--on", "worker:2", "--spark-conf", "a=b"], "--on spark"),
    (["--on", "yarn", "--slots", "0"], "from 1 to 4096"),
    (["--on", "yarn", "--spark-conf", "spark.executor.memory"], "spark.executor.memory=2g"),
    (["--on", "yarn", "--spark-conf", "spark.speculation=true"], "one task at a time"),
    (["--on", "yarn", "--spark-conf", "spark.submit.deployMode=cluster"], "the driver runs here"),
    (
      ["--on", "yarn", "--spark-conf", "spark.hadoop.fs.s3a.secret.key=hunter2"],
      "spark.hadoop.fs.s3a.secret.key: what may be a secret belongs into spark-defaults.conf"
    ),
    (["--on", "yarn", "--spark-conf", "fs.s3a.secret.key=hunter2"], "spark-defaults.conf"),
    (["--on", "yarn", "--spark-conf", "spark.ssl.keyPassword:hunter2"], "spark-defaults.conf"),
  ])
  func `a wrong one is refused in words that show a right one`(words: [String], hint: String) {
    let error = #expect(throws: (any Error).self) { try ExecutionOptions.parse(words) }
    let message = error.map { ExecutionOptions.message(for: $0) }
    #expect(message?.contains(hint) == true, "\(message ?? "no error")")
    #expect(message?.contains("hunter2") == false)
  }

  @Test func `another process that goes on with a job is told all of it`() throws {
    let words = [
      "--on", "yarn", "--slots", "3", "--spark-submit", "/opt/spark/bin/spark-submit",
      "--spark-conf", "spark.a=1", "--spark-conf", "spark.b=2", "--worker-binary", "installed",
    ]
    let wish = try ExecutionOptions.parse(words).wish
    #expect(wish.slots == 3 && wish.sparkConf == ["spark.a=1", "spark.b=2"])
    #expect(wish.sparkSubmit == "/opt/spark/bin/spark-submit" && wish.workerBinary == "installed")
  }
}
