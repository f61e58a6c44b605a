internal import Testing

@testable internal import Shell

@Suite struct ShortcutTests {
  @Test(arguments: [
    ("shortcut e echo; e one two", "one two\n"),
    ("shortcut e 'echo one'; e two", "one two\n"),
    ("shortcut e 'echo $A'; let A x; e", "x\n"),
    ("shortcut e echo a; shortcut f e b; f c", "a b c\n"),
    ("shortcut echo-it 'echo \"a  b\"'; echo-it", "a  b\n"),
    ("shortcut e echo a; time e b", "a b\n"),
    ("shortcut e echo -o json; e a", "{\"schema\":\"vecferry.text/1\",\"text\":\"a\"}\n"),
  ])
  func `a word stands for the beginning of a command`(text: String, output: String) async throws {
    let recorded = RecordedSession()
    #expect(try await recorded.run(text).status == .done)
    #expect(recorded.outputs.results == output, "\(recorded.outputs.messages)")
  }

  @Test(arguments: [
    ("shortcut list echo", "\"list\" begins commands of its own"),
    ("shortcut 1 echo", "\"1\" cannot be a shortcut"),
    ("shortcut e 'echo a; echo b'", "a shortcut stands for one command"),
    ("shortcut e 'echo a &'", "a shortcut stands for one command"),
    ("shortcut e", "there is no shortcut \"e\""),
    ("shortcut remove e", "there is no shortcut \"e\""),
    ("shortcut zz echo; 'zz' a", "unknown command \"zz\""),
    ("shortcut zz zz; zz", "unknown command \"zz\""),
    ("shortcut zz echo; shortcut remove zz; zz", "unknown command \"zz\""),
    ("shortcut st 'let DB_TOKEN'", "may not hold or take a secret"),
    ("shortcut c 'connect source h --token-command \"echo s\"'", "may not hold or take a secret"),
    ("unalias lc", "shortcut remove, with its name"),
  ])
  func `what is none is refused`(text: String, message: String) async throws {
    let recorded = RecordedSession()
    #expect(try await recorded.run(text).status != .done)
    #expect(recorded.outputs.messages.contains(message), "\(recorded.outputs.messages)")
  }

  @Test func `shortcuts are listed, completed and hinted`() async throws {
    let recorded = RecordedSession()
    _ = try await recorded.run("shortcut cp copy --to shed; shortcut")
    #expect(recorded.outputs.results == "SHORTCUT  COMMAND\ncp        copy --to shed\n")
    let completer = ShellCompleter(session: recorded.session)
    #expect(completer.completions(for: "cp", cursor: 2).candidates == ["cp"])
    #expect(completer.completions(for: "cp a --ki", cursor: 9).candidates == ["--kind"])
    #expect(completer.hint(for: "cp ")?.hasPrefix("NAMES") == true)
  }

  @Test func `a script is checked with its shortcuts`() throws {
    let session = RecordedSession().session
    let good = try Script(text: "shortcut e echo\ne one\n", name: "good")
    #expect(ScriptCheck.reports(on: good, arguments: [], in: session).isEmpty)
    let bad = try Script(text: "shortcut e echo\nshortcut remove e\ne one\n", name: "bad")
    #expect(ScriptCheck.reports(on: bad, arguments: [], in: session).count == 1)
  }
}
