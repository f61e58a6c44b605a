internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct NameRulesTests {
  @Test func `a free name is in order`() {
    #expect(NameRules.judge(Sample.collection()).map(\.code) == [.nameFree])
  }

  @Test(arguments: [
    (CollectionFacts.NameOnTarget.collection(rows: 88_001), "\"docs\" exists with 88,001 entities"),
    (.collection(rows: nil), "\"docs\" exists"),
  ])
  func `a taken name is a blocker with its ways out`(
    name: CollectionFacts.NameOnTarget, text: String
  ) {
    let findings = NameRules.judge(Sample.collection(Sample.facts { $0.nameOnTarget = name }))
    #expect(findings[.nameTaken] == .blocker)
    #expect(findings.text(.nameTaken) == text)
    #expect(
      findings.first?.hint
        == "migrate docs --rename docs:docs_new, or --on-conflict skip or upsert")
  }

  @Test func `a name that is an alias there is a blocker that upsert is no way out of`() {
    let facts = Sample.facts { $0.nameOnTarget = .alias(of: "docs_v1") }
    for options in [MigrationOptions(), Sample.options { $0.onConflict = .upsert }] {
      let findings = NameRules.judge(Sample.collection(facts, options: options))
      #expect(findings.text(.nameTaken) == "\"docs\" is an alias of \"docs_v1\" there")
      #expect(
        findings.first?.hint == "migrate docs --rename docs:docs_new, or --on-conflict skip")
    }
  }

  @Test(arguments: [
    (ServerName("docs.2024"), #"migrate docs\.2024 --rename docs\.2024:docs\.2024_new"#),
    ("a b", "migrate 'a b' --rename 'a b:a b_new'"),
    ("a:b", #"migrate a\:b --rename a\:b:a\:b_new"#),
  ])
  func `hints spell names as they are typed`(name: ServerName, hint: String) {
    let facts = Sample.facts {
      $0.choice = CollectionChoice(source: name)
      ($0.source.name, $0.target.name) = (name, name)
      $0.nameOnTarget = .leftoverAlias
    }
    let findings = NameRules.judge(Sample.collection(facts, to: Sample.lite))
    #expect(findings.first?.hint?.hasPrefix("\(hint), or ") == true, "\(findings)")
  }

  @Test func `a collection that was chosen by its alias has a free name and carries the alias`() {
    let facts = Sample.facts {
      $0.choice = CollectionChoice(source: "live")
      $0.aliases = ["live"]
    }
    let findings = NameRules.judge(Sample.collection(facts))
    #expect(findings.alarms == [])
    #expect(findings.text(.alias) == "an alias of \"docs\", which is moved as \"docs\"")
    #expect(findings[.aliases] == .ok)
  }

  @Test func `a collection cannot get the name of an alias that it is to have`() {
    let facts = Sample.facts {
      $0.choice = CollectionChoice(source: "live", target: "live")
      $0.target.name = "live"
      $0.aliases = ["live"]
    }
    #expect(NameRules.judge(Sample.collection(facts))[.aliasTaken] == .blocker)
  }

  @Test func `a taken name is a note if it may be skipped`() {
    let facts = Sample.facts { $0.nameOnTarget = .collection(rows: 1) }
    let findings = NameRules.judge(
      Sample.collection(facts, options: Sample.options { $0.onConflict = .skip }))
    #expect(findings[.nameSkipped] == .note)
    #expect(!CollectionRules.allowsPlan(findings))
  }

  @Test(arguments: [
    ("http://10.0.0.1:19530", "http://10.0.0.1:19530", true),
    ("http://localhost:19530", "http://127.0.0.1:19530", true),
    ("http://[::1]:19530", "http://localhost:19530", true),
    ("http://10.0.0.1:19530", "http://10.0.0.1:19531", false),
    ("http://10.0.0.1:19530", "http://10.0.0.2:19530", false),
  ])
  func `a collection cannot be moved onto itself`(source: String, target: String, isSame: Bool) {
    let pair = Sample.pair(
      Sample.end(Sample.milvus264, place: source), Sample.end(Sample.milvus264, place: target))
    let findings = NameRules.judge(
      CollectionCase(facts: Sample.facts(), pair: pair, options: MigrationOptions()))
    #expect((findings[.sameCollection] == .blocker) == isSame)
  }

  @Test func `another name on the same server is in order`() {
    let pair = Sample.pair(Sample.end(Sample.milvus264), Sample.end(Sample.milvus264))
    let facts = Sample.facts { $0.target.name = "docs_copy" }
    let findings = NameRules.judge(
      CollectionCase(facts: facts, pair: pair, options: MigrationOptions()))
    #expect(findings[.nameFree] == .ok)
  }

  @Test func `two collections cannot get one name`() {
    let findings = NameRules.judge(Sample.collection(siblings: ["docs"]))
    #expect(findings[.nameTwice] == .blocker)
  }

  @Test func `an alias is not carried to a server that has none`() {
    let facts = Sample.facts { $0.aliases = ["live"] }
    let lite25 = ServerVersion(2, 5, 1, isLite: true)
    #expect(NameRules.judge(Sample.collection(facts, to: lite25))[.aliasesUnsupported] == .warning)
  }

  @Test func `a free alias is in order`() {
    let facts = Sample.facts { $0.aliases = ["live"] }
    #expect(NameRules.judge(Sample.collection(facts))[.aliases] == .ok)
  }

  @Test(arguments: [
    (
      ["live": CollectionFacts.NameOnTarget.alias(of: "old")], [ServerName](),
      "alias \"live\" belongs to \"old\" there"
    ),
    (["live": .collection(rows: nil)], [], "alias \"live\" is a collection there"),
    (
      [:], ["live"],
      "alias \"live\" is the name of a collection to be made"
    ),
  ])
  func `a taken alias is a blocker`(
    taken: [ServerName: CollectionFacts.NameOnTarget], siblings: [ServerName], text: String
  ) {
    let facts = Sample.facts {
      $0.aliases = ["live"]
      $0.takenAliases = taken
    }
    let findings = NameRules.judge(Sample.collection(facts, siblings: siblings))
    #expect(findings[.aliasTaken] == .blocker)
    #expect(findings.text(.aliasTaken) == text)
  }

  @Test func `aliases that are not asked for are a note, taken or not`() {
    let facts = Sample.facts {
      $0.aliases = ["live"]
      $0.takenAliases = ["live": .alias(of: "old")]
    }
    let findings = NameRules.judge(
      Sample.collection(facts, options: Sample.options { $0.aliases = false }))
    #expect(findings[.aliasesLeftOut] == .note)
    #expect(findings.alarms == [])
  }

  @Test(
    arguments: [
      (["live"], "alias gives it to the copy later"),
      (["live", "today"], "alias gives them to the copy later"),
    ] as [([ServerName], String)])
  func `aliases that are left out may come later, by the command alias`(
    aliases: [ServerName], words: String
  ) {
    let findings = NameRules.judge(
      Sample.collection(
        Sample.facts { $0.aliases = aliases }, options: Sample.options { $0.aliases = false }))
    let text = findings.text(.aliasesLeftOut)
    #expect(text.contains("not made by the migration, as was asked for; the command "), "\(text)")
    #expect(text.hasSuffix(words), "\(text)")
  }

  @Test(
    arguments: [(nil, "the entities are verified"), (.schema, "the collection is there")]
      as [(MigrationOptions.Part?, String)])
  func `when aliases are made depends on what is moved`(
    only: MigrationOptions.Part?, words: String
  ) {
    let findings = NameRules.judge(
      Sample.collection(
        Sample.facts { $0.aliases = ["live"] }, options: Sample.options { $0.only = only }))
    #expect(findings.text(.aliases).hasSuffix("made once \(words)"))
  }

  @Test(
    arguments: [
      ("my-docs", Sample.milvus235, "docs:my_docs"), ("2024docs", Sample.milvus264, "_2024docs"),
      ("说明", Sample.milvus235, "docs:collection"), ("a b", Sample.milvus235, "docs:a_b"),
      ("a$b", Sample.milvus264, "docs:a_b"), ("a/b", Sample.lite, "docs:a_b"),
    ] as [(ServerName, ServerVersion, String)])
  func `a name that the target does not take is a blocker with one that it takes`(
    name: ServerName, target: ServerVersion, proposal: String
  ) {
    let facts = Sample.facts { $0.target.name = name }
    let findings = NameRules.judge(Sample.collection(facts, to: target))
    #expect(findings[.nameRefused] == .blocker)
    #expect(findings.first?.hint?.hasSuffix(proposal) == true, "\(findings)")
  }

  @Test(
    arguments: [
      ("my-docs", Sample.lite), ("说明", Sample.lite), ("_under", Sample.milvus235),
      ("docs2024", Sample.milvus264),
    ] as [(ServerName, ServerVersion)])
  func `a name that the target takes passes`(name: ServerName, target: ServerVersion) {
    let facts = Sample.facts { $0.target.name = name }
    #expect(NameRules.judge(Sample.collection(facts, to: target)).map(\.code) == [.nameFree])
  }

  @Test func `a name is measured in bytes`() {
    let facts = { (name: ServerName) in Sample.facts { $0.target.name = name } }
    let fits = NameRules.judge(
      Sample.collection(facts(ServerName(String(repeating: "a", count: 255)))))
    let tooLong = NameRules.judge(
      Sample.collection(facts(ServerName(String(repeating: "ä", count: 128))), to: Sample.lite))
    #expect(fits[.nameLength] == nil)
    #expect(tooLong[.nameLength] == .blocker)
  }

  @Test func `a name that the server refuses by itself is a blocker in its words`() {
    let facts = Sample.facts { $0.nameOnTarget = .refused("Invalid collection name: docs") }
    let findings = NameRules.judge(Sample.collection(facts))
    #expect(findings[.nameRefused] == .blocker)
    #expect(findings.text(.nameRefused).hasSuffix("Invalid collection name: docs"))
  }

  @Test func `an alias of another collection may also come later`() {
    let facts = Sample.facts {
      $0.aliases = ["live"]
      $0.takenAliases = ["live": .alias(of: "old")]
    }
    let finding = NameRules.judge(Sample.collection(facts)).first { $0.code == .aliasTaken }
    #expect(
      finding?.hint?.hasPrefix(
        "migrate docs --no-aliases, or with --aliases later, which leaves it to alias with --move")
        == true)
  }

  @Test func `a leftover alias under the name is a blocker with two ways out`() {
    let facts = Sample.facts { $0.nameOnTarget = .leftoverAlias }
    let findings = NameRules.judge(Sample.collection(facts))
    #expect(findings.map(\.code) == [.nameLeftover])
    #expect(findings[.nameLeftover] == .blocker)
    #expect(findings.first?.hint?.contains("--rename docs:docs_new") == true)
    #expect(findings.first?.hint?.contains("drop_alias") == true)
  }

  @Test(
    arguments: [
      ("live", CollectionFacts.NameOnTarget.leftoverAlias, Finding.Code.aliasLeftover),
      ("live", .refused("no"), .aliasRefused), ("live-docs", nil, .aliasRefused),
      ("2live", .free, .aliasRefused),
    ] as [(ServerName, CollectionFacts.NameOnTarget?, Finding.Code)])
  func `an alias that cannot be made is a blocker, and none if aliases stay behind`(
    alias: ServerName, owner: CollectionFacts.NameOnTarget?, code: Finding.Code
  ) {
    let facts = Sample.facts {
      $0.aliases = [alias]
      $0.takenAliases[alias] = owner
    }
    let findings = NameRules.judge(Sample.collection(facts))
    #expect(findings[code] == .blocker)
    #expect(findings.first { $0.code == code }?.hint?.contains("--no-aliases") == true)
    let without = Sample.options { $0.aliases = false }
    #expect(NameRules.judge(Sample.collection(facts, options: without)).alarms == [])
  }
}
