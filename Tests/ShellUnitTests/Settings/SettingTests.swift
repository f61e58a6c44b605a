internal import Testing

@testable internal import Shell

@Suite struct SettingTests {
  @Test(arguments: SettingKey.allCases)
  func `every setting takes its own value and each of its choices`(key: SettingKey) throws {
    var settings = Settings()
    for choice in key.choices + key.words + [key.value(in: settings)] {
      try key.set(choice, in: &settings)
      #expect(key.value(in: settings) == choice)
    }
  }

  // The pager is any line of the system's shell, and events go to any file.
  @Test(arguments: SettingKey.allCases.filter { ![.pager, .events].contains($0) })
  func `a setting refuses what it does not know`(key: SettingKey) {
    var settings = Settings()
    let error = #expect(throws: UsageError.self) { try key.set("nonsense", in: &settings) }
    #expect(error?.code == .invalidValue)
    #expect(settings == Settings())
  }

  @Test func `set changes the form of results`() async throws {
    let recorded = RecordedSession()
    _ = try await recorded.run("set output jsonl; list things --limit 1; set otuput json")
    #expect(recorded.outputs.results == "{\"name\":\"anvil\",\"weight\":1200}\n")
    #expect(recorded.outputs.messages.contains("did you mean output?"))
  }

  @Test func `a question can be switched off, one that names its object cannot`() async throws {
    let recorded = RecordedSession(answerer: FixedAnswerer(line: "n"))
    _ = try await recorded.run("set confirm off")
    try await recorded.session.confirm("Sure?", yes: false)
    await #expect(throws: UsageError.self) {
      try await recorded.session.confirm("Name?", byTyping: "docs", yes: false)
    }
  }

  @Test func `results shown as notes are among the messages, in their form`() async throws {
    let recorded = RecordedSession()
    recorded.session.settings.output = .json
    let dispatcher = Dispatcher(session: recorded.session, showsResultsAsNotes: true)
    let outcome = await dispatcher.run(words: ["echo", "one"])
    #expect(outcome.status == .done)
    #expect(recorded.outputs.results.isEmpty)
    #expect(recorded.outputs.messages == "{\"schema\":\"vecferry.note/1\",\"text\":\"one\"}\n")
  }
}
