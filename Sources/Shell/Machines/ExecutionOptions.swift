package import ArgumentParser

/// The options that say where key ranges are worked on: a choice of one run, of which no plan knows.
package struct ExecutionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Work in processes of this machine, worker:4, or on Spark (help machines).",
      valueName: "place"),
    completion: .list(["here", "worker:2", "worker:4", "worker:8", "spark://", "yarn", "k8s://"]))
  package var on: String?
  @Option(help: ArgumentHelp("Tasks of Spark at the same time.", valueName: "n"))
  package var slots: Int?
  @Option(
    help: ArgumentHelp("The spark-submit to use, else of $SPARK_HOME or $PATH.", valueName: "file"),
    completion: .file())
  package var sparkSubmit: String?
  @Option(help: ArgumentHelp("A setting for Spark; repeatable.", valueName: "key=value"))
  package var sparkConf: [String] = []
  @Option(
    help: ArgumentHelp(
      "The vecferry that goes to the executors of Spark, or installed.", valueName: "file"),
    completion: .file())
  package var workerBinary: String?

  package init() {}

  package func validate() throws {
    if case .spark = try wish.place { return try validateSpark() }
    let others: [(name: String, isGiven: Bool)] = [
      ("--slots", slots != nil), ("--spark-submit", sparkSubmit != nil),
      ("--spark-conf", !sparkConf.isEmpty), ("--worker-binary", workerBinary != nil),
    ]
    guard let other = others.first(where: \.isGiven) else { return }
    throw ValidationError("\(other.name) goes with Spark, like --on spark://10.0.0.5:7077")
  }

  private func validateSpark() throws {
    if let slots, !(1...Self.mostSlots).contains(slots) {
      throw ValidationError("--slots takes a number from 1 to \(Self.mostSlots)")
    }
    for setting in sparkConf {
      if let name = Scrubber.secretName(of: setting) {
        throw ValidationError(
          "--spark-conf \(name): what may be a secret belongs into spark-defaults.conf")
      }
      guard let sign = setting.firstIndex(of: "="), setting.hasPrefix("spark.") else {
        throw ValidationError(
          "--spark-conf \(setting): it takes a setting like spark.executor.memory=2g")
      }
      if let reason = Self.ownSettings[String(setting[..<sign])] {
        throw ValidationError("--spark-conf \(setting): \(reason)")
      }
    }
  }

  // 4096: no cluster of Milvus takes what so many workers send.
  private static let mostSlots = 4096
  private static let ownSettings = [
    "spark.speculation": "a shard is done by one task at a time",
    "spark.submit.deployMode": "the driver runs here",
  ]

  /// What is wished for.
  var wish: ExecutionWish {
    ExecutionWish(
      on: on, slots: slots, sparkSubmit: sparkSubmit, sparkConf: sparkConf,
      workerBinary: workerBinary)
  }
}

/// Where key ranges are to be worked on, as it was typed.
struct ExecutionWish: Codable, Sendable, Equatable {
  /// The value of `--on`; nil if it was not given.
  var on: String?
  var slots: Int?
  var sparkSubmit: String?
  var sparkConf: [String] = []
  var workerBinary: String?

  /// The place that is meant.
  ///
  /// - Throws: `ValidationError` for one that there cannot be.
  var place: ExecutionPlace {
    get throws { try on.map { try ExecutionPlace($0) } ?? .here }
  }
}
