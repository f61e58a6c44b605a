internal import MigrationEngine
internal import MilvusClient
internal import Testing

@testable internal import Shell

/// What `resume` makes of its arguments.
@Suite struct ResumeArgumentTests {
  @Test(arguments: [("off", nil), ("4MB/s", 4e6)] as [(String, Double?)])
  func `a job goes on with a limit, or without the one it had`(
    text: String, bytes: Double?
  ) throws {
    let words = ["1", "--rate", text]
    let resume = try CommandParsing.parse(
      JobResume.self, arguments: words, info: CommandInfo(JobResume.self))
    #expect(resume.rate?.bytesPerSecond == bytes && (resume.rate == .off) == (bytes == nil))
  }
}

/// What `verify` and `repair` make of their arguments.
@Suite struct ContentArgumentTests {
  private func verify(_ words: [String]) throws -> ContentVerify {
    try CommandParsing.parse(
      ContentVerify.self, arguments: words, info: CommandInfo(ContentVerify.self))
  }

  @Test func `a sample has the usual share and a seed of its own`() throws {
    let command = try verify(["docs", "--mode", "sample"])
    #expect(command.mode == .sample)
    #expect(command.sample.sample.share == 0.05)
    #expect(1...999_999 ~= command.sample.sample.seed)
  }

  @Test(arguments: [("10", 0.1), ("0.5", 0.005), ("100", 1), ("2.5%", 0.025)])
  func `a share is a number of per cent`(text: String, share: Double) throws {
    let sample = try verify(["docs", "--sample", text, "--seed", "7"]).sample.sample
    #expect(abs(sample.share - share) < 1e-12)
    #expect(sample.seed == 7)
  }

  @Test(arguments: ["0", "-1", "101", "many", "", "%", "nan"])
  func `what is no share is refused`(text: String) {
    #expect(Percent(argument: text) == nil)
  }

  @Test(arguments: [["--sample", "5"], ["--seed", "5"]])
  func `a share or a seed asks for a sample, and for nothing else`(words: [String]) throws {
    #expect(try verify(["docs"] + words).mode == nil)
    _ = try verify(["docs", "--mode", "sample"] + words)
    for mode in ["full", "count"] {
      let error = #expect(throws: UsageError.self) {
        try verify(["docs", "--mode", mode] + words)
      }
      #expect(error?.message.contains("--mode sample") == true)
    }
  }

  @Test func `searches are as many and as long as was said`() async throws {
    let usual = try await verify(["docs", "--mode", "search", "--seed", "7"]).searchOptions()
    #expect(usual.limit == 10 && usual.parameters == "{}" && usual.fields == nil)
    guard case .sample(100, seed: 7) = usual.queries else {
      Issue.record("\(usual.queries)")
      return
    }
    let own = try await verify([
      "docs", "--mode", "search", "--limit", "5", "--field", "v", "--partition", "p",
      "--where", "n > 1", "--params", "{\"ef\": 64}",
    ]).searchOptions()
    #expect(own.limit == 5 && own.fields == ["v"] && own.partitions == ["p"])
    #expect(own.filter == "n > 1" && own.parameters == "{\"ef\": 64}")
  }

  @Test(
    arguments: [
      ["--queries", "5"], ["--limit", "5"], ["--exact"], ["--min-overlap", "0.5"],
      ["--queries-from", "q.jsonl"],
    ])
  func `what to search for belongs to searches`(words: [String]) throws {
    _ = try verify(["docs", "--mode", "search"] + words)
    for mode in [[], ["--mode", "full"], ["--mode", "sample"]] {
      #expect(throws: UsageError.self) { try verify(["docs"] + mode + words) }
    }
  }

  @Test(
    arguments: [
      ["--queries", "0"], ["--queries", "100001"], ["--limit", "0"], ["--limit", "16385"],
      ["--min-overlap", "1.5"],
      ["--min-overlap", "most"], ["--queries", "5", "--queries-from", "q.jsonl"],
      ["--sample", "5"],
    ])
  func `searches that cannot be are refused`(words: [String]) {
    #expect(throws: UsageError.self) { try verify(["docs", "--mode", "search"] + words) }
  }

  @Test(arguments: ["ef=64", "{ef: 64}", "[64]", "64", "", "{\"ef\": 64}}", "{\"ef\": 64"])
  func `parameters that are no object of JSON are told what they are`(params: String) {
    let error = #expect(throws: UsageError.self) {
      try verify(["docs", "--mode", "search", "--params", params])
    }
    #expect(
      error?.message == "--params takes an object of JSON between quotes, like '{\"ef\": 64}'")
  }

  @Test(arguments: ["{}", "{\"ef\": 64}", "{\"radius\": 0.5, \"hints\": [null, {\"a\": \"b\"}]}"])
  func `parameters may be whatever an index takes`(params: String) async throws {
    let options = try await verify(["docs", "--mode", "search", "--params", params])
      .searchOptions()
    #expect(options.parameters == params)
  }

  @Test func `a share that is a percentage is told what it takes`() {
    let error = #expect(throws: UsageError.self) {
      try verify(["docs", "--mode", "search", "--min-overlap", "95"])
    }
    #expect(error?.message == "--min-overlap takes a share from 0 to 1, like 0.95")
  }

  @Test func `several collections are not searched at once`() async throws {
    let command = try verify(["--all", "--mode", "search"])
    let error = await #expect(throws: UsageError.self) {
      try await command.run(in: RecordedSession().session)
    }
    #expect(error?.message.contains("--mode search") == true)
  }

  @Test(arguments: [[], ["--mode", "full"], ["--mode", "sample"]])
  func `workers compare content, here and on Spark`(words: [String]) throws {
    let command = try verify(["docs", "--on", "worker:3"] + words)
    #expect(try command.execution.wish.place == .workers(3))
    #expect(try verify(["docs"] + words).execution.wish.place == .here)
    let spark = try verify(["docs", "--on", "spark://host:7077", "--slots", "8"] + words)
    #expect(try spark.execution.wish.place == .spark(master: "spark://host:7077"))
    #expect(spark.execution.wish.slots == 8)
  }

  @Test(
    arguments: [
      ["--on", "worker:3", "--mode", "count"], ["--on", "worker:3", "--mode", "search"],
      ["--on", "worker:3", "--against", "docs.baseline"], ["--on", "yarn", "--mode", "count"],
      ["--on", "worker:0"],
    ])
  func `workers compare nothing else`(words: [String]) {
    #expect(throws: UsageError.self) { try verify(["docs"] + words) }
  }

  @Test func `workers compare one collection`() async throws {
    let command = try verify(["--all", "--on", "worker:3"])
    let error = await #expect(throws: UsageError.self) {
      try await command.run(in: RecordedSession().session)
    }
    #expect(error?.message.contains("--on") == true)
  }

  @Test(arguments: [[], ["docs", "--all"]])
  func `one collection is named, or all are meant`(words: [String]) {
    #expect(throws: UsageError.self) { try verify(words) }
  }

  @Test func `a job has its target already`() async throws {
    let recorded = RecordedSession()
    let command = try CommandParsing.parse(
      ContentRepair.self, arguments: ["3", "docs"], info: CommandInfo(ContentRepair.self))
    let error = await #expect(throws: UsageError.self) {
      try await command.run(in: recorded.session)
    }
    #expect(error?.code == .unexpectedArgument)
  }
}
