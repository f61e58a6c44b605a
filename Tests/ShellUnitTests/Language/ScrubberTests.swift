internal import Testing

@testable internal import Shell

@Suite struct ScrubberTests {
  @Test(arguments: [
    ("https://root:secret@host:19530", "https://root:•••@host:19530"),
    ("http://root:a@b@host", "http://root:•••@host"),
    ("http://root:pa/ss@host/db", "http://root:•••@host/db"),
    ("https://apikey@host", "https://•••@host"),
    ("root:secret@10.0.0.7", "root:•••@10.0.0.7"),
    ("htps:/root:secret@host", "htps:•••@host"),
    ("https://root:my secret@host", "https://root:•••@host"),
    ("mail == 'a:b@c d'", "mail == 'a:b@c d'"),
    ("https://root:a?secret@host", "https://root:•••"),
    ("https://host?token=a:secret@b", "https://•••"),
    ("http://root:secret@host/db?x=1", "http://root:•••@host/db?•••"),
    ("root:secret://x@host", "root:•••@host"), ("a1secret://x@host", "•••@host"),
    ("root://secret:@host", "root://•••@host"),
    ("source=http://u:secret@h", "source=http://u:•••@h"),
    ("http://root:secret@\u{301}host", "http://root:•••@\u{301}host"),
    ("http://10.0.0.7:19530?token=secret", "http://10.0.0.7:19530?•••"),
    ("10.0.0.7:19530", "10.0.0.7:19530"),
    ("name@place", "name@place"),
    ("target:docs_v1", "target:docs_v1"),
    ("root:secret", "root:•••"), ("db_1a2b:secret", "db_1a2b:•••"), ("root:19530", "root:19530"),
    ("docs:docs_v1", "docs:docs_v1"),
  ])
  func `addresses lose their secrets`(word: String, expected: String) {
    #expect(Scrubber.scrubbed(word) == expected)
  }

  @Test(arguments: [
    (["--token", "abc", "x"], ["--token", "•••", "x"]),
    (["--token=abc"], ["--token=•••"]),
    (["--password", "abc"], ["--password", "•••"]),
    (["--user", "root:abc", "x"], ["--user", "root:•••", "x"]),
    (["--user", "root"], ["--user", "root"]),
    (["--user=root:abc"], ["--user=root:•••"]),
    (["--api-key=abc"], ["--api-key=•••"]),
    (["--token-file", "f", "--token-env", "E"], ["--token-file", "f", "--token-env", "E"]),
    (["--source=http://u:s@h"], ["--source=http://u:•••@h"]),
    (["--token-command", "pass show x"], ["--token-command", "•••"]),
    (["--token-command=pass show x"], ["--token-command=•••"]),
    (["--key-command", "pass show x"], ["--key-command", "•••"]),
    (["--key-file", "f", "--key-env", "E"], ["--key-file", "f", "--key-env", "E"]),
    (["--key", "client.key"], ["--key", "client.key"]),
    (["let", "API_KEY", "abc", "def"], ["let", "API_KEY", "•••", "•••"]),
    (["let", "myToken", "abc"], ["let", "myToken", "•••"]),
    (["let", "LIMIT", "5"], ["let", "LIMIT", "5"]),
    (
      ["profile", "set", "p", "token-command=pass x"], ["profile", "set", "p", "token-command=•••"]
    ),
    (["prof", "set", "p", "password=abc"], ["prof", "set", "p", "password=•••"]),
    (["profile", "set", "p", "token-env=T"], ["profile", "set", "p", "token-env=T"]),
    (["profile", "set", "p", "--user=a:b"], ["profile", "set", "p", "--user=a:•••"]),
    (["profile", "set", "p", "user=a:b"], ["profile", "set", "p", "user=a:•••"]),
    (["echo", "TOKEN", "5"], ["echo", "TOKEN", "5"]),
    (
      ["--spark-conf", "spark.hadoop.fs.s3a.secret.key=a=b", "x"],
      ["--spark-conf", "spark.hadoop.fs.s3a.secret.key=•••", "x"]
    ),
    (["--spark-conf=spark.x.accessKey=abc"], ["--spark-conf=spark.x.accessKey=•••"]),
    (["--conf", "fs.azure.account.key.x=abc"], ["--conf", "fs.azure.account.key.x=•••"]),
    (["--spark-conf", "spark.executor.memory=2g"], ["--spark-conf", "spark.executor.memory=2g"]),
    (["--where", "a.token==5"], ["--where", "a.token==5"]),
  ])
  func `options that other programs have for secrets lose them`(
    words: [String], expected: [String]
  ) {
    #expect(Scrubber.scrubbed(words) == expected)
  }

  @Test(arguments: [
    "connect source https://root:hunter2@host", "conect source http://u:hunter2@h",
    "connect source 'https://root:hunter2 x@host'", "connect source --token hunter2 # note",
    "connect source \\\n https://root:hunter2@host", "x && connect target root:hunter2@host",
    "connect source 'https://root:hunter2@host", "https://a:hunter2@b | x",
    "connect source h --token-command 'pass hunter2'", "let DB_PASSWORD hunter2",
    "echo a; let  TOKEN 'x hunter2'", "le SECRET hunter2", "@let KEY a hunter2",
    "let TOKEN 'a hunter2", "connect source h --token-command 'pass hunter2",
    "connect source h --token-command='pass hunter2", "connect source h --user 'root:a hunter2",
    "migrate x --spark-conf spark.a.secret=hunter2",
    "migrate x --spark-conf='spark.a.secret=a hunter2",
    "migrate x --spark-conf 'spark.a.secret=a hunter2",
    "connect source 'https://root:my hunter2@host", "connect source https://root:a?hunter2@host",
  ])
  func `no secret reaches the history`(line: String) throws {
    var input = PendingInput()
    input.add(line, at: nil)
    let statements = (try? input.statements()) ?? []
    let text = try #require(input.historyText(of: statements))
    #expect(!text.contains("hunter2"), "\(text)")
    #expect(text.contains(Scrubber.mask))
  }

  @Test(arguments: [
    "connect source 10.0.0.7 --tokn hunter2", "connect source 10.0.0.7 --tokn=hunter2",
    "connect source 10.0.0.7 --pasword hunter2",
    "connect source http://10.0.0.7:19530 me:hunter2", "conect source 10.0.0.7 token hunter2",
    "root:hunter2", "connect source 10.0.0.7 --token-env hunter2:x",
    "connect source 10.0.0.7 --token-env a-hunter2", "login source password hunter2",
  ])
  func `a secret in the wrong place does not reach the history, nor a message`(
    line: String
  ) async throws {
    var input = PendingInput()
    input.add(line, at: nil)
    let statements = try input.statements()
    let text = try #require(input.historyText(of: statements))
    #expect(!text.contains("hunter2"), "\(text)")
    let recorded = RecordedSession(tree: .standard)
    _ = try await recorded.run(line)
    let told = recorded.outputs.messages
    #expect(!told.isEmpty && !told.contains("hunter2"), "\(told)")
  }

  @Test func `what a command line of its own needs is no slip`() throws {
    let tree = CommandTree.standard
    let options = tree.commands.flatMap { tree.info(of: $0).options }.flatMap(\.names)
    let near = options.filter(Scrubber.isMisspeltSecret)
    #expect(Set(near).isSubset(of: ["--token", "--password", "--api-key"]))
    let lines = [
      "connect source 10.0.0.7:19530 --label prod", "connect target unix:/srv/milvus.sock",
      "connect source [::1]:19530", "connect target ./laptop.db --token-env TARGET_TOKEN_2",
      "migrate docs --rename docs:docs_v1", "alias docs target:docs_v1",
    ]
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      #expect(Scrubber.scrubbed(words) == words)
    }
  }

  @Test func `what a message quotes keeps both quotes`() {
    #expect(
      Scrubber.scrubbed(text: "\"http://root:secret@host/db?x=1\" is no address")
        == "\"http://root:•••@host/db?•••\" is no address")
  }

  @Test func `a line without a secret is kept as it was typed`() throws {
    var input = PendingInput()
    input.add("list   collections \"a b\" # all", at: nil)
    let statements = try input.statements()
    #expect(input.historyText(of: statements) == "list   collections \"a b\" # all")
  }

  @Test func `a leading blank keeps a line out of the history`() throws {
    var input = PendingInput()
    input.add(" list collections", at: nil)
    let statements = try input.statements()
    #expect(input.historyText(of: statements) == nil)
  }

  @Test func `a message does not repeat a secret that was typed`() {
    let error = UsageError(.unknownCommand, "unknown command \"https://u:hunter2@h\"")
    #expect(!Report(error).text.contains("hunter2"))
  }
}
